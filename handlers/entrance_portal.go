package handlers

import (
	"cmp"
	"errors"

	"anteroom/handlers/web"
	"anteroom/store"
)

// The door of the client's side: an emailed link with one button, or the code
// of the same email.
func (s *Server) portalEntrance() []route {
	return []route{
		public("GET", "/portal/sign-in", "", s.portalSignIn),
		public("POST", "/portal/sign-in", "", s.askSignIn),
		public("POST", "/portal/sign-in/code", "", s.enterByCode),
		public("GET", "/portal/sign-in/{token}", "sign-in", s.confirmSignIn),
		public("POST", "/portal/sign-in/{token}", "sign-in", s.enterByLink),
		public("POST", "/portal/sign-in/{token}/fresh", "sign-in", s.freshSignIn),
		public("POST", "/portal/sign-out", "", s.leavePortal),
	}
}

func (s *Server) portalSignIn(x *web.Exchange) error {
	next := localPath(x.R.URL.Query().Get("next"), "/portal", "")
	session, err := s.cookies.Get(x.R, portalSide)
	if err != nil {
		return err
	}
	if rowOf(session).ID != 0 {
		return x.Go(cmp.Or(next, "/portal"))
	}
	page := s.doorPage(x, web.NewForm("next", next))
	if x.R.URL.Query().Has("left") {
		page.Flash = &web.Flash{Kind: "ok", Text: x.T("login.signed_out")}
	}
	return x.Show("portal/sign-in", "", page)
}

// askSignIn answers alike whether the address is known or not.
func (s *Server) askSignIn(x *web.Exchange) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page := s.doorPage(x, form)
	if form.Failed() {
		return x.Again(&store.Invalid{}, form, "portal/sign-in", "", page)
	}
	next := localPath(form.Get("next"), "/portal", "")
	if err := s.store.AskSignIn(x.Context(), form.Get("email"), next, x.Visit); err != nil {
		return x.Again(err, form, "portal/sign-in", "", page)
	}
	return x.Show("portal/sign-in-sent", "", page)
}

// confirmSignIn shows a button and changes nothing: scanners of mail open
// links, and must not use them up.
func (s *Server) confirmSignIn(x *web.Exchange) error {
	err := s.store.CheckSignIn(x.Context(), x.R.PathValue("token"))
	switch {
	case errors.As(err, new(*store.Ended)):
		return s.endedSignIn(x)
	case err != nil:
		return err
	}
	return x.Show("portal/sign-in-confirm", "", s.doorPage(x, web.NewForm()))
}

func (s *Server) enterByLink(x *web.Exchange) error {
	session, next, err := s.store.EnterByLink(x.Context(), x.R.PathValue("token"), x.Visit)
	switch {
	case errors.As(err, new(*store.Ended)):
		return s.endedSignIn(x)
	case err != nil:
		return err
	}
	return s.letIn(x, session, next)
}

func (s *Server) enterByCode(x *web.Exchange) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	session, next, err := s.store.EnterByCode(x.Context(), form.Get("email"), form.Get("code"), x.Visit)
	if err != nil {
		return x.Again(err, form, "portal/sign-in-sent", "", s.doorPage(x, form))
	}
	return s.letIn(x, session, next)
}

// letIn ends the session that the browser came with and begins the new one.
func (s *Server) letIn(x *web.Exchange, session, next string) error {
	if err := s.endSession(x, portalSide); err != nil {
		return err
	}
	s.cookies.setCookie(x.W, portalSide, session)
	return x.Go(localPath(next, "/portal", "/portal"))
}

func (s *Server) freshSignIn(x *web.Exchange) error {
	if err := s.store.FreshSignIn(x.Context(), x.R.PathValue("token"), x.Visit); err != nil {
		return err
	}
	return x.Show("portal/link-ended", "", endedPage{Frame: s.frame(x), Sent: true})
}

func (s *Server) leavePortal(x *web.Exchange) error {
	if err := s.endSession(x, portalSide); err != nil {
		return err
	}
	s.cookies.dropCookie(x.W, portalSide)
	return x.Go("/portal/sign-in?left")
}
