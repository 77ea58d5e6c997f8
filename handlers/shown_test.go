package handlers_test

import (
	"flag"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"anteroom/handlers"
	"anteroom/templates"
)

// Every house of these tests shows pages that note which of them, and which of
// their parts, were executed. When all tests have run and passed, a page or part
// that none of them has shown is a failure.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	all := flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.skip").Value.String() == ""
	if code == 0 && all {
		for _, name := range shown.missing() {
			fmt.Printf("no test shows %s\n", name)
			code = 1
		}
	}
	os.Exit(code)
}

// pagesShown are the parts of the pages, and whether a test has shown them.
type pagesShown struct {
	mu    sync.Mutex
	pages *templates.Set
	parts map[string]bool // "studio/quote.html", "studio/quote.html#lines"
}

var shown = pagesShown{parts: map[string]bool{}}

// countPages makes a server's pages tell that they are shown. Benchmarks
// measure the pages as they are.
func countPages(t testing.TB, server *handlers.Server) {
	t.Helper()
	if _, measured := t.(*testing.B); measured {
		return
	}
	shown.mu.Lock()
	defer shown.mu.Unlock()
	if shown.pages == nil {
		files, err := shown.files()
		if err != nil {
			t.Fatal(err)
		}
		if shown.pages, err = server.ParsePages(files, template.FuncMap{"shown": shown.note}); err != nil {
			t.Fatal(err)
		}
	}
	server.ShowPages(shown.pages)
}

// part begins a part of a page: {{define "x"}}, or {{block "x" .}}, whose text
// is what it shows where a page defines no other. An empty block shows nothing.
var part = regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+"([^"]+)"[^}]*\}\}(\{\{end\}\})?`)

// files are the pages with a note at the beginning of each part. The note is a
// condition without a body: it may stand wherever a part does, and prints
// nothing.
func (s *pagesShown) files() (fs.FS, error) {
	files := fstest.MapFS{}
	names, err := fs.Glob(os.DirFS("../templates"), "*/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		folder := path.Dir(name)
		if folder == "email" {
			continue // parsed and tried by package email
		}
		source, err := os.ReadFile(path.Join("../templates", name))
		if err != nil {
			return nil, err
		}
		noted := part.ReplaceAllStringFunc(string(source), func(begin string) string {
			found := part.FindStringSubmatch(begin)
			if found[2] != "" {
				return begin
			}
			return begin + s.condition(name+"#"+found[1])
		})
		if folder != "shared" { // a shared file holds nothing but its parts
			noted = s.condition(name) + noted
		}
		files[name] = &fstest.MapFile{Data: []byte(noted)}
	}
	return files, nil
}

func (s *pagesShown) condition(name string) string {
	s.parts[name] = false
	return fmt.Sprintf("{{if shown %q}}{{end}}", name)
}

func (s *pagesShown) note(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts[name] = true
	return true
}

func (s *pagesShown) missing() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(func(yield func(string) bool) {
		for name := range maps.Keys(s.parts) {
			if !s.parts[name] && !yield(name) {
				return
			}
		}
	})
}
