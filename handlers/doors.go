package handlers

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"anteroom/handlers/portal"
	"anteroom/handlers/studio"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/words"
)

// publicDoor lets everyone in.
func (s *Server) publicDoor(route route) http.HandlerFunc {
	isPage := !strings.Contains(route.Pattern, ".") // neither brand.css nor logo.png
	return func(w http.ResponseWriter, r *http.Request) {
		x := s.exchange(w, r)
		if isPage {
			s.meet(x)
		}
		s.answer(x, route.handle(x))
	}
}

// studioDoor lets in one of the studio who is signed in, and to an owner's
// route only the owner: to a member it does not exist.
func (s *Server) studioDoor(route studio.Route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x := s.exchange(w, r)
		x.Lang = words.English(x.Lang)
		staff, err := s.staffOf(x)
		switch {
		case errors.Is(err, store.ErrNotFound):
			s.answer(x, s.toSignIn(x, "/studio/sign-in"))
		case err != nil:
			s.answer(x, err)
		case route.Audience == web.Owner && !staff.IsOwner():
			s.answer(x, store.ErrNotFound)
		default:
			if err := route.Handle(x, staff); err != nil {
				x.Fail(err, s.studio.Frame(x, staff, ""))
			}
		}
	}
}

func (s *Server) staffOf(x *web.Exchange) (store.Staff, error) {
	session, err := s.cookies.Get(x.R, studioSide)
	if err != nil {
		return store.Staff{}, err
	}
	row := rowOf(session)
	if row.ID == 0 {
		return store.Staff{}, store.ErrNotFound
	}
	x.Session = session
	return s.store.StaffByID(x.Context(), row.StaffID)
}

// portalDoor hands a handler the one accessor that its visitor may have: the
// whole portal of a signed-in contact, or the one document of an emailed link.
func (s *Server) portalDoor(route portal.Route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		x := s.exchange(w, r)
		p, err := s.enter(x, route)
		switch {
		case errors.Is(err, store.ErrNotFound) && route.Audience == web.Contact:
			s.answer(x, s.toSignIn(x, "/portal/sign-in"))
		case errors.As(err, new(*store.Ended)):
			s.meet(x)
			s.answer(x, s.endedLink(x, err))
		case errors.As(err, new(*store.SignInFirst)):
			s.meet(x)
			s.answer(x, s.signInFirst(x, err))
		case err != nil:
			s.meet(x)
			s.answer(x, err)
		default:
			x.Lang = p.Contact.Locale
			if route.Audience == web.Contact {
				s.remember(x, x.Lang)
			}
			if err := route.Handle(x, p); err != nil {
				x.Fail(err, s.portal.Frame(x, p, ""))
			}
		}
	}
}

func (s *Server) enter(x *web.Exchange, route portal.Route) (*store.Portal, error) {
	if route.Audience == web.Link {
		return s.store.PortalByLink(x.Context(), x.R.PathValue("token"))
	}
	session, err := s.cookies.Get(x.R, portalSide)
	if err != nil {
		return nil, err
	}
	row := rowOf(session)
	if row.ID == 0 {
		return nil, store.ErrNotFound
	}
	x.Session = session
	return s.store.PortalOfContact(x.Context(), row.ContactID)
}

// toSignIn asks one who is not signed in to do so, and remembers a page that
// can be shown afterwards.
func (s *Server) toSignIn(x *web.Exchange, door string) error {
	if x.R.Method == http.MethodGet && !x.IsPart() {
		return x.Go(door + "?next=" + url.QueryEscape(x.R.URL.RequestURI()))
	}
	return x.Go(door)
}

// localPath is next if it leads to a page of ours, and otherwise fallback:
// neither another host ("//host", "/\host") nor a path of the other side.
func localPath(next, side, fallback string) string {
	rest, ours := strings.CutPrefix(next, side)
	if !ours || len(next) > 500 || strings.ContainsAny(next, "\\\r\n") || rest != "" && !strings.ContainsAny(rest[:1], "/?") {
		return fallback
	}
	return next
}

// clientIP is the address of the browser. X-Forwarded-For is believed only
// from the configured proxy, and there only its last entry, which that proxy
// wrote itself: at the end of the line that came, or in a line of its own.
func (s *Server) clientIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if s.config.TrustedProxy == "" || host != s.config.TrustedProxy {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	if ip := net.ParseIP(strings.TrimSpace(hops[len(hops)-1])); ip != nil {
		return ip.String()
	}
	return host
}
