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
	"sync"
	"text/template/parse"

	"anteroom/templates/words"
)

//go:embed portal studio shared
var files embed.FS

// audiences are the folders with pages of their own.
var audiences = []string{"portal", "studio"}

// Set is every page, in every language. An audience's pages are parsed when its
// language is first wanted: the owner's side is written in English alone, and a
// language that no client reads costs nothing. It is safe for concurrent use.
type Set struct {
	files   fs.FS
	funcs   template.FuncMap
	words   *words.Catalogue
	asset   func(string) string
	mu      sync.RWMutex
	shelves map[shelf]map[string]*template.Template // then by page
}

// shelf is an audience's pages in a language of the catalogue.
type shelf struct{ lang, audience string }

// New parses all pages with the functions that [Funcs] makes and those of more.
// asset gives the address of a static file.
func New(asset func(string) string, w *words.Catalogue, more template.FuncMap) (*Set, error) {
	return Parse(files, asset, w, more)
}

// Parse is New over other files that are laid out as ours are.
func Parse(files fs.FS, asset func(string) string, w *words.Catalogue, more template.FuncMap) (*Set, error) {
	set := &Set{files: files, funcs: Funcs(asset, w), words: w, asset: asset, shelves: make(map[shelf]map[string]*template.Template)}
	maps.Copy(set.funcs, more)
	for _, audience := range audiences {
		if _, err := set.on(shelf{words.Fallback, audience}); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// on is every page that stands on a shelf.
func (s *Set) on(at shelf) (map[string]*template.Template, error) {
	s.mu.RLock()
	pages := s.shelves[at]
	s.mu.RUnlock()
	if pages != nil {
		return pages, nil
	}
	pages, err := s.parse(at)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shelves[at] == nil {
		s.shelves[at] = pages
	}
	return s.shelves[at], nil
}

func (s *Set) parse(at shelf) (map[string]*template.Template, error) {
	f := &fold{lang: at.lang, t: s.words.T, asset: s.asset, icon: func(name string) template.HTML { return icon(s.asset("icons.svg"), name) }}
	shared, err := template.New("").Funcs(s.funcs).ParseFS(s.files, "shared/*.html")
	if err != nil {
		return nil, err
	}
	foldAll(f, shared)
	names, err := fs.Glob(s.files, at.audience+"/*.html")
	if err != nil {
		return nil, err
	}
	pages := make(map[string]*template.Template)
	for _, name := range names {
		if pages[strings.TrimSuffix(name, ".html")], err = s.parsePage(f, shared, name); err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
	}
	return pages, nil
}

func (s *Set) parsePage(f *fold, shared *template.Template, name string) (*template.Template, error) {
	source, err := fs.ReadFile(s.files, name)
	if err != nil {
		return nil, err
	}
	page, err := template.New(path.Base(name)).Funcs(s.funcs).Parse(string(source))
	if err != nil {
		return nil, err
	}
	foldAll(f, page)
	return page, lend(page, shared)
}

// lend gives a page copies of the shared parts that it leads to, and of no others:
// with all of them the pages would hold some 25 MB. What a page defines itself
// stands in the place of a block of the same name, unless it is empty.
func lend(page, shared *template.Template) error {
	var wanted []string
	for _, own := range page.Templates() {
		wanted = append(wanted, leadsTo(own.Tree.Root)...)
	}
	for len(wanted) > 0 {
		name := wanted[0]
		wanted = wanted[1:]
		own, common := page.Lookup(name), shared.Lookup(name)
		switch {
		case own == nil && common == nil:
			return fmt.Errorf("there is no part %q", name)
		case common == nil || own != nil && !parse.IsEmptyTree(own.Tree.Root) || own != nil && parse.IsEmptyTree(common.Tree.Root):
			continue
		}
		if _, err := page.AddParseTree(name, common.Tree.Copy()); err != nil {
			return err
		}
		wanted = append(wanted, leadsTo(common.Tree.Root)...)
	}
	return nil
}

// leadsTo are the names of the parts that some nodes show.
func leadsTo(nodes *parse.ListNode) (names []string) {
	if nodes == nil {
		return nil
	}
	for _, node := range nodes.Nodes {
		switch node := node.(type) {
		case *parse.TemplateNode:
			names = append(names, node.Name)
		case *parse.IfNode:
			names = append(names, inBranch(&node.BranchNode)...)
		case *parse.RangeNode:
			names = append(names, inBranch(&node.BranchNode)...)
		case *parse.WithNode:
			names = append(names, inBranch(&node.BranchNode)...)
		}
	}
	return names
}

func inBranch(node *parse.BranchNode) []string {
	return append(leadsTo(node.List), leadsTo(node.ElseList)...)
}

// foldAll folds a template and all that it has by name.
func foldAll(f *fold, t *template.Template) {
	for _, part := range t.Templates() {
		if part.Tree != nil {
			f.list(part.Tree.Root)
		}
	}
}

// Render writes a page ("portal/quote") or one of its parts
// ("portal/quote#summary") in the reader's language, a BCP 47 tag. On an error
// some of it may have been written.
func (s *Set) Render(w io.Writer, lang, name string, view any) error {
	audience, _, _ := strings.Cut(name, "/")
	if !slices.Contains(audiences, audience) {
		return fmt.Errorf("there is no page %q", name)
	}
	pages, err := s.on(shelf{s.words.Tongue(lang), audience})
	if err != nil {
		return err
	}
	page, part, isPart := strings.Cut(name, "#")
	t := pages[page]
	if t == nil {
		return fmt.Errorf("there is no page %q", page)
	}
	if !isPart {
		return t.Execute(w, view)
	}
	return t.ExecuteTemplate(w, part, view)
}

// Names are all pages, sorted.
func (s *Set) Names() []string {
	var names []string
	for _, audience := range audiences {
		names = slices.AppendSeq(names, maps.Keys(s.shelves[shelf{words.Fallback, audience}]))
	}
	slices.Sort(names)
	return names
}
