package handlers

import (
	"errors"
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
)

// Demo is what a sample studio tells its visitor; empty for every real one.
type Demo struct {
	Email, Password string // with which the owner signs in; the studio's door tells them
	Mailbox         string // where every mail ends and can be read; pages that are marked as practice lead there
}

// studioLinks are the one-time links that the program prints for the studio.
func (s *Server) studioLinks() []route {
	return []route{
		public("GET", "/studio/sign-in/{token}", "sign-in", s.confirmEntry),
		public("POST", "/studio/sign-in/{token}", "sign-in", s.enterByEntry),
	}
}

// confirmEntry shows a button and changes nothing; one who is signed in
// already needs no link.
func (s *Server) confirmEntry(x *web.Exchange) error {
	if _, err := s.staffOf(x); err == nil {
		return x.Go("/studio")
	}
	err := s.store.CheckEntry(x.Context(), x.R.PathValue("token"))
	if errors.As(err, new(*store.Ended)) {
		return s.endedEntry(x)
	}
	if err != nil {
		return err
	}
	return x.Show("studio/sign-in-confirm", "", s.doorPage(x, web.NewForm()))
}

func (s *Server) enterByEntry(x *web.Exchange) error {
	token, err := s.store.EnterByEntry(x.Context(), x.R.PathValue("token"), x.Visit)
	if errors.As(err, new(*store.Ended)) {
		return s.endedEntry(x)
	}
	if err != nil {
		return err
	}
	if err := s.endSession(x, studioSide); err != nil {
		return err
	}
	s.cookies.setCookie(x.W, studioSide, token)
	return x.Go("/studio")
}

// endedEntry offers the ordinary door in the place of a link that was used.
func (s *Server) endedEntry(x *web.Exchange) error {
	page := s.doorPage(x, web.NewForm("email", s.config.Demo.Email))
	page.Ended = true
	return x.Reply(http.StatusGone, "studio/sign-in", "", page)
}
