package handlers

import (
	"bytes"
	"html/template"
	"io/fs"
	"maps"
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
	"anteroom/templates/words"
)

// ParsePages parses pages with the server's own functions and these.
func (s *Server) ParsePages(files fs.FS, more template.FuncMap) (*templates.Set, error) {
	maps.Copy(more, s.pageFuncs())
	return templates.Parse(files, s.assets.URL, s.words, more)
}

// ShowPages makes the server show these pages instead of its own.
func (s *Server) ShowPages(pages *templates.Set) {
	s.app.Render = func(w *bytes.Buffer, lang, name string, view any) error { return pages.Render(w, lang, name, view) }
}

// Outcome says in the store's words how a session stands.
var Outcome = outcome

// Near is a date as pages say it that leave out this year.
func (s *Server) Near(lang string, d store.Date, style words.Style) string {
	return s.near(lang, d, style)
}

// Examining is how many bytes of strangers' files are handed in at this moment.
func (s *Server) Examining() int64 { return s.examined.taken.Load() }

// OverPortal serves every route of a signed-in contact, those that write too, over
// a portal that is handed in: one that is read-only must refuse by itself.
func (s *Server) OverPortal(p *store.Portal) http.Handler {
	mux := http.NewServeMux()
	for _, route := range s.portal.Routes() {
		if route.Audience != web.Contact {
			continue
		}
		mux.HandleFunc(route.Method+" "+route.Pattern, func(w http.ResponseWriter, r *http.Request) {
			x := s.exchange(w, r)
			if err := route.Handle(x, p); err != nil {
				x.Fail(err, s.portal.Frame(x, p, ""))
			}
		})
	}
	return mux
}
