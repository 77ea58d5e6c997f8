package handlers

import (
	"cmp"

	"anteroom/handlers/web"
)

// The doors of the studio's side: sign-in, sign-out, a forgotten password.
func (s *Server) studioEntrance() []route {
	return []route{
		public("GET", "/studio/sign-in", "", s.studioSignIn),
		public("POST", "/studio/sign-in", "", s.enterStudio),
		public("POST", "/studio/sign-out", "", s.leaveStudio),
	}
}

// doorPage is a page of the studio's doors.
type doorPage struct {
	web.Frame
	Form  *web.Form
	Ended bool // a sign-in link was used already
	Demo  Demo
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
	if err := s.endSession(x, studioSide); err != nil {
		return err
	}
	s.cookies.setCookie(x.W, studioSide, token)
	return x.Go(localPath(form.Get("next"), "/studio", "/studio"))
}

func (s *Server) leaveStudio(x *web.Exchange) error {
	if err := s.endSession(x, studioSide); err != nil {
		return err
	}
	s.cookies.dropCookie(x.W, studioSide)
	return x.Go("/studio/sign-in")
}

// endSession ends the session that the browser came with, if there is one.
func (s *Server) endSession(x *web.Exchange, side string) error {
	session, err := s.cookies.Get(x.R, side)
	if err != nil {
		return err
	}
	if row := rowOf(session); row.ID != 0 {
		return s.store.EndSession(x.Context(), row.ID)
	}
	return nil
}

func (s *Server) doorPage(x *web.Exchange, form *web.Form) doorPage {
	return doorPage{Frame: s.frame(x), Form: form, Demo: s.config.Demo}
}
