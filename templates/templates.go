// Package templates is what is seen: the pages of both sides and their parts.
//
// One name addresses a page or a part of it: "portal/quote" is the page
// portal/quote.html, "portal/quote#summary" the part that it defines under the
// name "summary". A part stands in the page that shows it; its name is the
// element's id and the hx-target. What two pages share stands in shared/.
package templates

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

//go:embed portal studio shared
var files embed.FS

// audiences are the folders with pages of their own.
var audiences = []string{"portal", "studio"}

// Set is every page, parsed. It is safe for concurrent use.
type Set struct {
	pages map[string]*template.Template
}

// New parses all pages with the given functions, of which [Funcs] makes most.
func New(funcs template.FuncMap) (*Set, error) {
	shared, err := template.New("").Funcs(funcs).ParseFS(files, "shared/*.html")
	if err != nil {
		return nil, err
	}
	set := &Set{pages: make(map[string]*template.Template)}
	for _, folder := range audiences {
		if err := set.parseFolder(shared, folder); err != nil {
			return nil, err
		}
	}
	return set, nil
}

func (s *Set) parseFolder(shared *template.Template, folder string) error {
	names, err := fs.Glob(files, folder+"/*.html")
	if err != nil {
		return err
	}
	for _, name := range names {
		source, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		page, err := shared.Clone()
		if err != nil {
			return err
		}
		page, err = page.New(path.Base(name)).Parse(string(source))
		if err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
		s.pages[strings.TrimSuffix(name, ".html")] = page
	}
	return nil
}

// Render writes a page ("portal/quote") or one of its parts
// ("portal/quote#summary"). On an error some of it may have been written.
func (s *Set) Render(w io.Writer, name string, view any) error {
	page, part, isPart := strings.Cut(name, "#")
	t := s.pages[page]
	if t == nil {
		return fmt.Errorf("there is no page %q", page)
	}
	if !isPart {
		return t.Execute(w, view)
	}
	return t.ExecuteTemplate(w, part, view)
}

// Names are all pages, sorted.
func (s *Set) Names() []string { return slices.Sorted(maps.Keys(s.pages)) }
