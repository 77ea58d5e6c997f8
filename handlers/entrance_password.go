package handlers

import (
	"cmp"
	"errors"

	"anteroom/handlers/web"
	"anteroom/store"
)

// The client's second way in: a password, for those who have set one by an
// invitation, by a link of a forgotten one, or in their account.
func (s *Server) passwordEntrance() []route {
	invitation, reset := choosing{s, store.Invitation, "/portal/invitation/"}, choosing{s, store.PasswordReset, "/portal/reset/"}
	return []route{
		public("GET", "/portal/sign-in/password", "", s.passwordSignIn),
		public("POST", "/portal/sign-in/password", "", s.enterByPassword),
		public("GET", "/portal/forgotten", "", s.forgottenPassword),
		public("POST", "/portal/forgotten", "", s.askPasswordReset),
		public("GET", "/portal/invitation/{token}", "invitation", invitation.form),
		public("POST", "/portal/invitation/{token}", "invitation", invitation.choose),
		public("POST", "/portal/invitation/{token}/fresh", "invitation", invitation.fresh),
		public("GET", "/portal/reset/{token}", "portal reset", reset.form),
		public("POST", "/portal/reset/{token}", "portal reset", reset.choose),
		public("POST", "/portal/reset/{token}/fresh", "portal reset", reset.fresh),
	}
}

func (s *Server) passwordSignIn(x *web.Exchange) error {
	next := localPath(x.R.URL.Query().Get("next"), "/portal", "")
	session, err := s.cookies.Get(x.R, portalSide)
	if err != nil {
		return err
	}
	if rowOf(session).ID != 0 {
		return x.Go(cmp.Or(next, "/portal"))
	}
	return x.Show("portal/sign-in-password", "", s.doorPage(x, web.NewForm("next", next)))
}

// enterByPassword answers alike whatever is wrong.
func (s *Server) enterByPassword(x *web.Exchange) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	session, err := s.store.EnterByPassword(x.Context(), form.Get("email"), form.Get("password"), x.Visit)
	if err != nil {
		return x.Again(err, form, "portal/sign-in-password", "", s.doorPage(x, form))
	}
	return s.letIn(x, session, form.Get("next"))
}

func (s *Server) forgottenPassword(x *web.Exchange) error {
	return x.Show("portal/forgotten", "", s.doorPage(x, web.NewForm()))
}

// askPasswordReset answers alike whether the address is known or not.
func (s *Server) askPasswordReset(x *web.Exchange) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page := s.doorPage(x, form)
	err = form.Unread()
	if err == nil {
		err = s.store.AskPasswordReset(x.Context(), form.Get("email"), x.Visit)
	}
	if err != nil {
		return x.Again(err, form, "portal/forgotten", "", page)
	}
	page.Sent = true
	return x.Show("portal/forgotten", "", page)
}

// choosing is where one kind of one-time link leads: to a form for a password.
type choosing struct {
	*Server
	kind store.Choosing
	path string // before the token
}

// choosePage is that form.
type choosePage struct {
	doorPage
	Who     store.Contact
	Invited bool
}

// Label is what the password is called.
func (p choosePage) Label() string {
	if p.Invited {
		return "login.password"
	}
	return "password.new"
}

// First is how a letter would address them.
func (p choosePage) First() string { return web.FirstName(p.Who.Name) }

// form changes nothing: scanners of mail open links, and must not use them up.
func (c choosing) form(x *web.Exchange) error {
	return c.open(x, func(page choosePage) error { return x.Show("portal/choose-password", "", page) })
}

// choose sets the password and lets the contact in.
func (c choosing) choose(x *web.Exchange) error {
	return c.open(x, func(page choosePage) (err error) {
		if page.Form, err = x.Form(); err != nil {
			return err
		}
		session, err := c.store.ChoosePassword(x.Context(), c.kind, page.Token, page.Form.Get("password"), x.Visit)
		if err != nil {
			return x.Again(err, page.Form, "portal/choose-password", "", page)
		}
		return c.letIn(x, session, "")
	})
}

// open answers by a link that still opens; one that does not leads to a page that
// offers another.
func (c choosing) open(x *web.Exchange, answer func(choosePage) error) error {
	token := x.R.PathValue("token")
	who, err := c.store.CheckChoosing(x.Context(), c.kind, token)
	if err == nil {
		x.Lang = who.Locale
		page := choosePage{doorPage: c.doorPage(x, web.NewForm()), Who: who, Invited: c.kind == store.Invitation}
		page.Token = token
		err = answer(page)
	}
	if errors.As(err, new(*store.Ended)) {
		return c.ended(x, endedPage{Frame: c.frame(x), Fresh: c.path + token + "/fresh", Kind: string(c.kind)})
	}
	return err
}

// fresh answers alike whether another mail was sent or not.
func (c choosing) fresh(x *web.Exchange) error {
	if err := c.store.FreshChoosing(x.Context(), c.kind, x.R.PathValue("token"), x.Visit); err != nil {
		return err
	}
	return x.Show("portal/link-ended", "", endedPage{Frame: c.frame(x), Sent: true})
}
