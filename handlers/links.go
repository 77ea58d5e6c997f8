package handlers

import (
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
)

// links are the routes of emailed links that open nothing any more.
func (s *Server) links() []route {
	return []route{
		public("POST", "/d/{token}/fresh", "link", s.freshLink),
		public("POST", "/d/{token}/sign-in", "link", s.askSignInOfLink),
		public("POST", "/d/{token}/sign-in/code", "link", s.enterByCodeOfLink),
		public("GET", "/terms", "", s.terms),
	}
}

// endedPage says that a link has ended, and offers a fresh one.
type endedPage struct {
	web.Frame
	Fresh string // where a fresh one is asked for
	Kind  string // of a way in: 'sign-in', 'invite', 'portal-reset'; empty: of a document
	Sent  bool   // a fresh one was asked for
}

// endedLink is the page of an emailed link that has ended: it offers to send a
// fresh one to the person it was sent to, and tells nothing of who that is.
func (s *Server) endedLink(x *web.Exchange, _ error) error {
	return s.ended(x, endedPage{Frame: s.frame(x), Fresh: "/d/" + x.R.PathValue("token") + "/fresh"})
}

func (s *Server) endedSignIn(x *web.Exchange) error {
	return s.ended(x, endedPage{Frame: s.frame(x), Fresh: "/portal/sign-in/" + x.R.PathValue("token") + "/fresh", Kind: "sign-in"})
}

func (s *Server) ended(x *web.Exchange, page endedPage) error {
	return x.Reply(http.StatusGone, "portal/link-ended", "", page)
}

// freshLink answers alike whether a fresh one was sent or not.
func (s *Server) freshLink(x *web.Exchange) error {
	if err := s.store.FreshLink(x.Context(), x.R.PathValue("token")); err != nil {
		return err
	}
	return x.Show("portal/link-ended", "", endedPage{Frame: s.frame(x), Sent: true})
}

// terms are the studio's terms of business, as they stand today.
func (s *Server) terms(x *web.Exchange) error {
	terms := s.store.Studio().Terms
	if terms.HTML == "" {
		return store.ErrNotFound
	}
	return x.Show("portal/terms", "", termsPage{Frame: s.frame(x), Terms: terms})
}

// termsPage shows terms of business; see portal/terms.html.
type termsPage struct {
	web.Frame
	Terms       store.Markdown
	Of          string // the document whose terms they are; empty: the studio's own
	Back, Crumb string // the way back to it
}
