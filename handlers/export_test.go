package handlers

import (
	"bytes"
	"html/template"
	"io/fs"
	"maps"

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
