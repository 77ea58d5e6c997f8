package handlers_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the packages of the house from the door down. A package imports
// only what stands on a lower floor, or what sameFloor names.
var floors = [][]string{
	{"anteroom"},
	{"anteroom/handlers/demo"}, // a second front door: a server with a studio already in it
	{"anteroom/handlers"},
	{"anteroom/handlers/studio", "anteroom/handlers/portal", "anteroom/handlers/jobs", "anteroom/handlers/serve"},
	{"anteroom/handlers/web", "anteroom/handlers/pay", "anteroom/handlers/pay/practice", "anteroom/handlers/mail",
		"anteroom/handlers/mail/mailbox", "anteroom/templates", "anteroom/templates/letter", "anteroom/templates/print", "anteroom/templates/email",
		"anteroom/templates/pdf", "anteroom/templates/words", "anteroom/templates/colour", "anteroom/static"},
	{"anteroom/store"},
	{"anteroom/store/money", "anteroom/store/slots", "anteroom/store/seal", "anteroom/store/picture", "anteroom/store/migrations"},
}

// sameFloor are the imports between neighbours.
var sameFloor = map[string][]string{
	"anteroom/templates":        {"anteroom/static", "anteroom/templates/words"},
	"anteroom/templates/letter": {"anteroom/templates/email", "anteroom/templates/words"},
	"anteroom/templates/print":  {"anteroom/templates/pdf", "anteroom/templates/words"},
}

// leaves know nothing of ours.
var leaves = []string{"anteroom/handlers/pay", "anteroom/handlers/pay/practice", "anteroom/handlers/mail",
	"anteroom/handlers/mail/mailbox", "anteroom/static", "anteroom/templates/email", "anteroom/templates/pdf", "anteroom/templates/words", "anteroom/templates/colour",
	"anteroom/store/money", "anteroom/store/slots", "anteroom/store/seal", "anteroom/store/picture", "anteroom/store/migrations"}

// testPackages are for tests alone.
var testPackages = []string{"anteroom/store/storetest", "anteroom/handlers/mail/mailtest", "anteroom/handlers/browser"}

// keepers are the only packages that know what others may do without.
var keepers = map[string][]string{
	"github.com/stripe/stripe-go": {"anteroom/handlers/pay"},
	"github.com/wneessen/go-mail": {"anteroom/handlers/mail"},
	"github.com/emersion/go-smtp": {"anteroom/handlers/mail/mailbox"},
	"modernc.org/sqlite":          {"anteroom/store"},
	"database/sql":                {"anteroom/store", "anteroom/store/migrations"},
	"github.com/smallstep/pkcs7":  {"anteroom/store/seal"},
	"codeberg.org/go-pdf/fpdf":    {"anteroom/templates/pdf"},
	"github.com/yuin/goldmark":    {"anteroom/store", "anteroom/templates/pdf"},
	"github.com/gorilla/sessions": {"anteroom/handlers", "anteroom/handlers/web"},
	"github.com/tus/tusd":         {"anteroom/handlers/web"},
}

// goPackage is what `go list` tells of a package, its tests left out.
type goPackage struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
}

func goPackages(t *testing.T) map[string]goPackage {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	list.Dir = ".."
	var complaints strings.Builder
	list.Stderr = &complaints
	out, err := list.Output()
	if err != nil {
		t.Fatal(err, complaints.String())
	}
	packages := map[string]goPackage{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		// Looking at the folder keeps `go test` from remembering an answer about
		// files that have changed since.
		if _, err := os.ReadDir(p.Dir); err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}

func floorOf(name string) int {
	return slices.IndexFunc(floors, func(floor []string) bool { return slices.Contains(floor, name) })
}

func TestImportsRunOneWay(t *testing.T) {
	for name, p := range goPackages(t) {
		if slices.Contains(testPackages, name) {
			continue
		}
		if floorOf(name) < 0 {
			t.Errorf("%s stands on no floor: give it one in this test", name)
		}
		for _, imported := range p.Imports {
			switch {
			case imported != "anteroom" && !strings.HasPrefix(imported, "anteroom/"):
			case slices.Contains(testPackages, imported):
				t.Errorf("%s imports %s, which is for tests alone", name, imported)
			case slices.Contains(leaves, name):
				t.Errorf("%s imports %s, but is to know nothing of ours", name, imported)
			case floorOf(imported) > floorOf(name), slices.Contains(sameFloor[name], imported):
			default:
				t.Errorf("%s imports %s, which is not below it", name, imported)
			}
		}
	}
}

func TestWhatTouchesTheWorldIsKnownInOnePlace(t *testing.T) {
	packages := goPackages(t)
	found := map[string]bool{}
	for name, p := range packages {
		for _, imported := range p.Imports {
			for kept, by := range keepers {
				if imported != kept && !strings.HasPrefix(imported, kept+"/") {
					continue
				}
				found[kept] = true
				if !slices.Contains(by, name) && !slices.Contains(testPackages, name) {
					t.Errorf("%s imports %s, which belongs to %v", name, imported, by)
				}
			}
		}
	}
	for kept := range maps.Keys(keepers) {
		if !found[kept] {
			t.Errorf("nobody imports %s any more", kept)
		}
	}
}

// The client's side has no road to the data but the accessor of one contact.
func TestPortalNeverNamesTheStore(t *testing.T) {
	for _, name := range []string{"anteroom/handlers/portal", "anteroom/handlers/web"} {
		p := goPackages(t)[name]
		if len(p.GoFiles) == 0 {
			t.Fatalf("%s has no files", name)
		}
		for _, file := range p.GoFiles {
			namesNoStore(t, filepath.Join(p.Dir, file))
		}
	}
}

// namesNoStore refuses store.Store, and store.Open which makes one.
func namesNoStore(t *testing.T, file string) {
	t.Helper()
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	local := "" // what this file calls the package
	for _, i := range tree.Imports {
		if imported, err := strconv.Unquote(i.Path.Value); err == nil && imported == "anteroom/store" {
			local = "store"
			if i.Name != nil {
				local = i.Name.Name
			}
		}
	}
	if local == "." {
		t.Errorf("%s imports the store without its name", file)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && local != "" && x.Name == local && (s.Sel.Name == "Store" || s.Sel.Name == "Open") {
				t.Errorf("%s names %s.%s", files.Position(n.Pos()), local, s.Sel.Name)
			}
		}
		return true
	})
}

// The top level is three rooms and a front door; what stands beside them is
// hidden, or ignored by git.
func TestTopLevelHoldsNothingElse(t *testing.T) {
	allowed := []string{"main.go", "handlers", "store", "templates", "static", "schema.sql", "go.mod", "go.sum", "README.md"}
	ignore, err := os.ReadFile("../.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	isIgnored := func(name string) bool {
		for pattern := range strings.FieldsSeq(string(ignore)) {
			if ok, err := path.Match(strings.TrimPrefix(pattern, "/"), name); err != nil || ok {
				return err == nil
			}
		}
		return false
	}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(allowed, name) && !isIgnored(name) {
			t.Errorf("%s does not belong at the top level", name)
		}
	}
}
