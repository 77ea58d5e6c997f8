package handlers

import (
	"errors"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// Where the studio asks for a sign-in before any document opens, an emailed link
// leads to the door. Whose it is we know, so nobody types an address.

// linkDoor is that door.
type linkDoor struct {
	doorPage
	Base string // of the link: "/d/TOKEN"
	Next string // where the document stands in the portal
}

// documentPath is where a document stands in the portal.
func documentPath(o store.Object) string {
	noun := o.Kind + "s"
	if o.Kind == "gallery" {
		noun = "galleries"
	}
	return "/portal/" + noun + "/" + strconv.FormatInt(o.ID, 10)
}

// signInFirst leads one who is signed in on to the document, and others to the door.
func (s *Server) signInFirst(x *web.Exchange, err error) error {
	var first *store.SignInFirst
	if !errors.As(err, &first) {
		return err
	}
	session, err := s.cookies.Get(x.R, portalSide)
	if err != nil {
		return err
	}
	base, next := "/d/"+x.R.PathValue("token"), documentPath(first.Object)
	switch {
	case rowOf(session).ContactID == first.Contact:
		return x.Go(next)
	case x.R.URL.Path != base || x.R.Method != http.MethodGet && x.R.Method != http.MethodHead || x.IsPart():
		return x.Go(base)
	}
	return x.Show("portal/sign-in-link", "", linkDoor{doorPage: s.doorPage(x, web.NewForm()), Base: base, Next: next})
}

// linkDoor is the door of the link in the path: with store.ErrNotFound or
// *store.Ended for one that opens nothing, and ok false for one that opens its
// document by itself.
func (s *Server) linkDoor(x *web.Exchange, form *web.Form) (page linkDoor, ok bool, err error) {
	token := x.R.PathValue("token")
	_, err = s.store.PortalByLink(x.Context(), token)
	var first *store.SignInFirst
	if !errors.As(err, &first) {
		return page, false, err
	}
	return linkDoor{doorPage: s.doorPage(x, form), Base: "/d/" + token, Next: documentPath(first.Object)}, true, nil
}

// askSignInOfLink sends a magic link to the contact of the link in the path.
func (s *Server) askSignInOfLink(x *web.Exchange) error {
	return s.atLinkDoor(x, func(page linkDoor) error {
		if err := s.store.AskSignInOfLink(x.Context(), x.R.PathValue("token"), page.Next, x.Visit); err != nil {
			return x.Again(err, page.Form, "portal/sign-in-link", "", page)
		}
		page.Sent = true
		return x.Show("portal/sign-in-link", "", page)
	})
}

// enterByCodeOfLink lets the contact of the link in the path in by the code of that
// magic link's email.
func (s *Server) enterByCodeOfLink(x *web.Exchange) error {
	return s.atLinkDoor(x, func(page linkDoor) error {
		session, next, err := s.store.EnterByCodeOfLink(x.Context(), x.R.PathValue("token"), page.Form.Get("code"), x.Visit)
		if err != nil {
			page.Sent = true
			return x.Again(err, page.Form, "portal/sign-in-link", "", page)
		}
		return s.letIn(x, session, next)
	})
}

// atLinkDoor answers a form of the door.
func (s *Server) atLinkDoor(x *web.Exchange, answer func(linkDoor) error) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, ok, err := s.linkDoor(x, form)
	if err == nil && !ok {
		return x.Go("/d/" + x.R.PathValue("token"))
	}
	if err == nil {
		err = answer(page)
	}
	if errors.As(err, new(*store.Ended)) {
		return s.endedLink(x, err)
	}
	return err
}
