package handlers

import (
	"cmp"
	"errors"
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
)

// The doors of the studio's side: sign-in, sign-out, a forgotten password.
func (s *Server) studioEntrance() []route {
	return []route{
		public("GET", "/studio/sign-in", "", s.studioSignIn),
		public("POST", "/studio/sign-in", "", s.enterStudio),
		public("POST", "/studio/sign-out", "", s.leaveStudio),
		public("GET", "/studio/forgotten", "", s.forgotten),
		public("POST", "/studio/forgotten", "", s.askReset),
		public("GET", "/studio/reset/{token}", "reset", s.resetForm),
		public("POST", "/studio/reset/{token}", "reset", s.reset),
	}
}

// doorPage is a page of the studio's doors.
type doorPage struct {
	web.Frame
	Form  *web.Form
	Ended bool // a sign-in link was used already
	Demo  Demo
	Token string // of a reset link
	Sent  bool   // a forgotten password was asked for
}

func (s *Server) studioSignIn(x *web.Exchange) error {
	next := localPath(x.R.URL.Query().Get("next"), "/studio", "")
	if _, err := s.staffOf(x); err == nil {
		return x.Go(cmp.Or(next, "/studio"))
	}
	return x.Show("studio/sign-in", "", s.doorPage(x, web.NewForm("next", next)))
}

func (s *Server) enterStudio(x *web.Exchange) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	token, err := s.store.SignIn(x.Context(), form.Get("email"), form.Get("password"), x.Visit)
	if err != nil {
		return x.Again(err, form, "studio/sign-in", "", s.doorPage(x, form))
	}
	if err := s.admit(x, token); err != nil {
		return err
	}
	return x.Go(localPath(form.Get("next"), "/studio", "/studio"))
}

func (s *Server) leaveStudio(x *web.Exchange) error {
	if err := s.endSession(x, studioSide); err != nil {
		return err
	}
	s.cookies.dropCookie(x.W, studioSide)
	return x.Go("/studio/sign-in")
}

// forgotten asks for the address of one who has forgotten the password.
func (s *Server) forgotten(x *web.Exchange) error {
	return x.Show("studio/reset-asked", "", s.doorPage(x, web.NewForm()))
}

// askReset says the same whether the address is known or not.
func (s *Server) askReset(x *web.Exchange) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page := s.doorPage(x, form)
	if err := s.store.AskReset(x.Context(), form.Get("email"), x.Visit); err != nil {
		return x.Again(err, form, "studio/reset-asked", "", page)
	}
	page.Sent = true
	return x.Show("studio/reset-asked", "", page)
}

// resetForm is where a reset link leads. Opening it changes nothing: scanners of
// mail do that too.
func (s *Server) resetForm(x *web.Exchange) error {
	return s.resetPage(x, func(page doorPage) error { return x.Show("studio/reset", "", page) })
}

func (s *Server) reset(x *web.Exchange) error {
	return s.resetPage(x, func(page doorPage) (err error) {
		if page.Form, err = x.Form(); err != nil {
			return err
		}
		session, err := s.store.Reset(x.Context(), page.Token, page.Form.Get("password"), x.Visit)
		if err != nil {
			return x.Again(err, page.Form, "studio/reset", "", page)
		}
		if err := s.admit(x, session); err != nil {
			return err
		}
		return x.Go("/studio")
	})
}

// resetPage answers by a link that still opens; one that does not leads to a
// page that offers another.
func (s *Server) resetPage(x *web.Exchange, answer func(doorPage) error) error {
	page := s.doorPage(x, web.NewForm())
	page.Token = x.R.PathValue("token")
	err := s.store.CheckReset(x.Context(), page.Token)
	if err == nil {
		err = answer(page)
	}
	if errors.Is(err, store.ErrNotFound) {
		return x.Reply(http.StatusGone, "studio/reset-ended", "", page)
	}
	return err
}

// admit hands the token of a new session to the browser; the one that it came
// with ends.
func (s *Server) admit(x *web.Exchange, token string) error { return s.admitTo(x, studioSide, token) }

func (s *Server) admitTo(x *web.Exchange, side, token string) error {
	if err := s.endSession(x, side); err != nil {
		return err
	}
	s.cookies.setCookie(x.W, side, token)
	row, err := s.store.SessionByToken(x.Context(), token)
	if err == nil && x.Session != nil {
		x.Session.ID = token
		x.Session.Values[rowKey] = row // a flash is kept in the session that goes on
	}
	return err
}

// endSession ends the session that the browser came with, if there is one.
func (s *Server) endSession(x *web.Exchange, side string) error {
	session, err := s.cookies.Get(x.R, side)
	if err != nil {
		return err
	}
	if rowOf(session).ID != 0 {
		return s.store.EndSession(x.Context(), session.ID)
	}
	return nil
}

func (s *Server) doorPage(x *web.Exchange, form *web.Form) doorPage {
	return doorPage{Frame: s.frame(x), Form: form, Demo: s.config.Demo}
}
