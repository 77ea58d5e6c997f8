package handlers

import (
	"net/http"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/words"

	"golang.org/x/text/language"
)

// In which language a page speaks. The owner's side is in English. To a contact
// it is their own: as soon as they are known, by a session, a link or the token of
// an email; before that as this browser's last one read, or as the browser asks
// for, and else the studio's.

// languageCookie remembers what the last contact of a browser read. It is no secret.
const languageCookie = "anteroom-language"

// ownersSide tells whether a page is of the owner's side.
func ownersSide(path string) bool {
	return path == "/studio" || strings.HasPrefix(path, "/studio/") || strings.HasPrefix(path, "/setup")
}

// strangersLanguage is the language for one whom we do not know.
func (s *Server) strangersLanguage(r *http.Request) string {
	own := s.store.Studio().Locale
	if ownersSide(r.URL.Path) {
		return words.English(own)
	}
	if c, err := r.Cookie(languageCookie); err == nil && store.IsLocale(c.Value) {
		return c.Value
	}
	return s.wanted(r.Header.Get("Accept-Language"), own)
}

// wanted is the language of the catalogue that an Accept-Language header (RFC 9110,
// section 12.5.4) asks for, as it is written near the studio; own if it asks for
// that, for none, or for one that we do not speak.
func (s *Server) wanted(header, own string) string {
	asked, _, err := language.ParseAcceptLanguage(header[:min(len(header), 200)])
	if err != nil || len(asked) == 0 {
		return own
	}
	spoken := store.LocalesFor(s.words.Languages(), own)
	for _, tag := range asked {
		base, _ := tag.Base()
		if strings.HasPrefix(own, base.String()+"-") {
			return own
		}
		for _, locale := range spoken {
			if strings.HasPrefix(locale, base.String()+"-") {
				return locale
			}
		}
	}
	return own
}

// meet speaks to one at a public door.
func (s *Server) meet(x *web.Exchange) {
	x.Lang = s.strangersLanguage(x.R)
	s.speakTo(x)
}

// speakTo turns to whom the token in the path was sent to.
func (s *Server) speakTo(x *web.Exchange) {
	token := x.R.PathValue("token")
	if token == "" || ownersSide(x.R.URL.Path) {
		return
	}
	if locale, err := s.store.ReaderOf(x.Context(), token); err == nil {
		x.Lang = locale
	}
}

// remember notes in the browser what its contact reads.
func (s *Server) remember(x *web.Exchange, locale string) {
	if c, err := x.R.Cookie(languageCookie); err == nil && c.Value == locale {
		return
	}
	http.SetCookie(x.W, &http.Cookie{Name: languageCookie, Value: locale, Path: "/", HttpOnly: true,
		Secure: s.cookies.secure(), SameSite: http.SameSiteLaxMode, MaxAge: 365 * 24 * 3600})
}
