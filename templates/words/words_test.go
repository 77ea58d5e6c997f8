package words

import (
	"encoding/json"
	"html/template"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func loaded(t testing.TB) *Catalogue {
	t.Helper()
	c, err := LoadAll()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What is read when it is wanted is what is read at once.
func TestALanguageIsReadWhenItIsWanted(t *testing.T) {
	all := loaded(t)
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Languages(), all.Languages()) {
		t.Errorf("languages: %q", c.Languages())
	}
	for _, lang := range all.Languages() {
		for key := range all.tongue(lang).entries {
			if got, want := c.Source(lang, key), all.Source(lang, key); got != want {
				t.Errorf("%s %s: %q, want %q", lang, key, got, want)
			}
		}
	}
	if c.Missing() != nil {
		t.Errorf("missing: %q", c.Missing())
	}
}

// with loads the real English beside other languages, each a JSON object.
func with(t *testing.T, others map[string]string) (*Catalogue, error) {
	t.Helper()
	english, err := files.ReadFile("en.json")
	if err != nil {
		t.Fatal(err)
	}
	dir := fstest.MapFS{"en.json": {Data: english}}
	for name, content := range others {
		dir[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return load(dir)
}

func TestWordsThatAreFixed(t *testing.T) {
	c := loaded(t)
	for key, want := range map[string]string{
		"quote.sign_to_accept":  "Sign to accept",
		"quote.decline":         "Decline",
		"quote.terms":           "Terms of business",
		"quote.thank_you":       "Thank you for accepting!",
		"quote.view":            "View quote",
		"estimate.view":         "View estimate",
		"common.make_a_payment": "Make a payment",
		"pay.pay_now":           "Pay Now",
		"pay.card":              "Card",
		"pay.bank":              "Bank transfer",
		"projects.title":        "All Projects",
		"projects.complete":     "Complete",
		"overview.proposals":    "Proposals",
		"overview.files":        "Shared files",
		"overview.invoices":     "Invoices",
		"overview.payments":     "Payments",
		"document.bill_to":      "Bill to",
		"document.received":     "Received",
		"document.valid_until":  "Valid until",
		"schedule.title":        "Payment schedule",
		"invoice.history":       "Payment history",
		"invoice.view":          "View Invoice",
		"login.send":            "Send Magic Link",
	} {
		if got := c.T("en-GB", key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := c.T("en", "projects.overview", "number", 123); got != "Project #123 overview" {
		t.Errorf("said %q", got)
	}
	if got := c.T("en", "footer.company_number", "number", "11458207"); got != "Company registration no. 11458207" {
		t.Errorf("said %q", got)
	}
	if missing := c.Missing(); missing != nil {
		t.Errorf("missing: %q", missing)
	}
}

func TestPluralsFollowTheirLanguage(t *testing.T) {
	c, err := with(t, map[string]string{
		"pl.json": `{"files.count": {"one": "{count} plik", "few": "{count} pliki", "many": "{count} plików", "other": "{count} pliku"}}`,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		lang  string
		count any
		want  string
	}{
		{"en", 0, "0 files"}, {"en", 1, "1 file"}, {"en", int64(2), "2 files"}, {"en", 1_000_001, "1000001 files"},
		{"pl", 1, "1 plik"}, {"pl", 3, "3 pliki"}, {"pl", 5, "5 plików"}, {"pl", 22, "22 pliki"}, {"pl", 4_000_000_022, "4000000022 pliki"},
		{"pl", -3, "-3 pliki"}, {"pl", "2.5", "2.5 pliku"},
		{"fr", 0, "0 files"}, // no French here: English words by English rules
	} {
		if got := c.T(tt.lang, "files.count", "count", tt.count); got != tt.want {
			t.Errorf("%s %v: %q, want %q", tt.lang, tt.count, got, tt.want)
		}
	}
}

func TestFallsBackFromRegionToLanguageToEnglish(t *testing.T) {
	c, err := with(t, map[string]string{
		"de.json":    `{"common.close": "Schließen", "common.copy": "Abbrechen"}`,
		"de-AT.json": `{"common.copy": "Storno"}`,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ lang, key, want string }{
		{"de-AT", "common.copy", "Storno"},
		{"de-AT", "common.close", "Schließen"},
		{"de-CH", "common.copy", "Abbrechen"},
		{"de-AT", "common.download", "Download"},
		{"", "common.download", "Download"},
		{"-", "common.download", "Download"},
	} {
		if got := c.T(tt.lang, tt.key); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.lang, tt.key, got, tt.want)
		}
	}
	if got := c.Languages(); !slices.Equal(got, []string{"de", "de-AT", "en"}) {
		t.Errorf("languages: %q", got)
	}
	if c.Missing() != nil {
		t.Errorf("a gap filled by English is told as missing: %q", c.Missing())
	}
}

func TestTellsWhatIsMissing(t *testing.T) {
	c := loaded(t)
	if got := c.T("en", "no.such_key"); got != "no.such_key" {
		t.Errorf("said %q", got)
	}
	if got := c.T("en", "quote.title", "nummer", 3); got != "Quote {number}" {
		t.Errorf("said %q", got)
	}
	c.T("en", "quote.title", "number") // a name without its value
	if got := c.Missing(); !slices.Equal(got, []string{"no.such_key", "quote.title {number}"}) {
		t.Errorf("missing: %q", got)
	}
	if c.Has("no.such_key") || !c.Has("quote.title") {
		t.Error("Has tells wrongly")
	}
}

func TestHTMLEscapesAllButHTML(t *testing.T) {
	c := loaded(t)
	link := template.HTML(`<a href="/terms">Terms</a>`)
	if got := c.HTML("en", "quote.agree", "terms", link); got != `I accept this quote and the <a href="/terms">Terms</a>.` {
		t.Errorf("said %s", got)
	}
	if got := c.HTML("en", "quote.agree", "terms", `<script>`); got != `I accept this quote and the &lt;script&gt;.` {
		t.Errorf("said %s", got)
	}
	if got := c.HTML("en", "<b>"); got != `&lt;b&gt;` {
		t.Errorf("a key came through as %s", got)
	}
}

func TestLabelsGoOnASentence(t *testing.T) {
	for _, tt := range [][3]string{
		{"en-GB", "Bank transfer", "bank transfer"}, {"fr", "Échéance", "échéance"}, {"de", "Überweisung", "Überweisung"},
		{"de-AT", "Seite 1", "Seite 1"}, {"nl", "BTW", "BTW"}, {"es", "", ""}, {"en", "A", "a"},
	} {
		if got := InSentence(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%s: %q", tt[0], got)
		}
	}
}

func TestFillTakesAMap(t *testing.T) {
	args := map[string]any{"date": "10 December", "studio": "Alder & Rowe"}
	want := "This quote was valid until 10 December. Ask Alder & Rowe for a fresh one."
	if got := loaded(t).Fill("en", "refused.quote_expired", args); got != want {
		t.Errorf("said %q", got)
	}
}

// The script holds the English words itself, so that most pages need not
// carry them; they are the catalogue's.
func TestScriptSaysWhatTheCatalogueSays(t *testing.T) {
	c, err := with(t, map[string]string{"de.json": `{"script.copied": "Kopiert \"hier\""}`})
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("../../static/js/words.js")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  (\w+): "(.*)",$`).FindAllSubmatch(script, -1) {
		said[string(m[1])] = string(m[2])
	}
	if want := c.tongues["en"]().group("script"); len(want) < 10 || !maps.Equal(said, want) {
		t.Errorf("words.js says %q, the catalogue %q", said, want)
	}

	german := map[string]string{}
	if err := json.Unmarshal([]byte(c.Script("de-AT")), &german); err != nil {
		t.Fatal(err)
	}
	if german["copied"] != `Kopiert "hier"` || german["upload_progress"] != "{done} of {total}" {
		t.Errorf("in German: %q", german)
	}
	if c.Script("en-GB") != "" {
		t.Error("an English page carries the words twice")
	}
}

func TestLoadRefuses(t *testing.T) {
	for name, content := range map[string]string{
		"a key twice":            `{"common.save": "A", "common.save": "B"}`,
		"an unknown key":         `{"common.sav": "A"}`,
		"an unknown placeholder": `{"quote.title": "Angebot {nummer}"}`,
		"one in a plural form":   `{"files.count": {"one": "{n} Datei", "other": "{count} Dateien"}}`,
		"one in a date":          `{"date.long": "{tag} {month}"}`,
		"a stray brace":          `{"common.save": "Save {"}`,
		"a closing brace":        `{"common.save": "Save }"}`,
		"a bad name":             `{"quote.title": "Quote {Number}"}`,
		"no other":               `{"files.count": {"one": "{count} Datei"}}`,
		"an unknown form":        `{"files.count": {"some": "x", "other": "x"}}`,
		"a form twice":           `{"files.count": {"other": "x", "other": "y"}}`,
		"a number":               `{"common.save": 3}`,
		"a list":                 `["common.save"]`,
		"half a file":            `{"common.save": "A"`,
		"two objects":            `{"common.save": "A"} {}`,
	} {
		if _, err := with(t, map[string]string{"de.json": content}); err == nil {
			t.Errorf("%s was taken: %s", name, content)
		} else if !strings.Contains(err.Error(), "de.json") {
			t.Errorf("%s: the file is not named: %v", name, err)
		}
	}
	if _, err := with(t, map[string]string{"klingon language.json": `{}`}); err == nil {
		t.Error("a file that names no language was taken")
	}
	if _, err := load(fstest.MapFS{"de.json": {Data: []byte(`{}`)}}); err == nil {
		t.Error("a catalogue without English was taken")
	}
}

// Merges stay easy while every file is sorted, one key a line.
func TestFilesAreSortedOneKeyALine(t *testing.T) {
	names, err := fs.Glob(files, "*.json")
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	line := regexp.MustCompile(`^  ("[a-z0-9_.-]+"): (".*"|\{".*"\}),?$`)
	for _, name := range names {
		content, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(content)), "\n")
		last := ""
		for i, text := range lines[1 : len(lines)-1] {
			m := line.FindStringSubmatch(text)
			if m == nil {
				t.Errorf("%s:%d: not one key a line: %s", name, i+2, text)
				continue
			}
			if key := strings.Trim(m[1], `"`); key < last {
				t.Errorf("%s:%d: %s stands after %s", name, i+2, key, last)
			} else {
				last = key
			}
		}
	}
}

// Every key that a page names is in the catalogue.
func TestPagesNameOnlyKnownKeys(t *testing.T) {
	c := loaded(t)
	named := regexp.MustCompile(`\b(?:t|th) \$?[.\w]*Lang "([^"]+)"`)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".html" {
			return err
		}
		page, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range named.FindAllSubmatch(page, -1) {
			if !c.Has(string(m[1])) {
				t.Errorf("%s: there are no words for %q", path, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLoadedCatalogueServesManyAtOnce(t *testing.T) {
	c := loaded(t)
	done := make(chan bool)
	for range 4 {
		go func() {
			for range 50 {
				c.T("en", "no.such_key")
				c.Date("en", time.Now(), Stamp)
			}
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
	if len(c.Missing()) != 1 {
		t.Errorf("missing: %q", c.Missing())
	}
}

func BenchmarkText(b *testing.B) {
	c := loaded(b)
	b.ReportAllocs()
	for b.Loop() {
		c.T("en-GB", "quote.sign_to_accept")
	}
}

func BenchmarkTextWithArguments(b *testing.B) {
	c := loaded(b)
	b.ReportAllocs()
	for b.Loop() {
		c.T("en-GB", "overview.proposal_note", "received", "19 Nov", "until", "10 Dec 2026")
	}
}

func BenchmarkPlural(b *testing.B) {
	c := loaded(b)
	b.ReportAllocs()
	for b.Loop() {
		c.T("en-GB", "due.in", "count", 11)
	}
}

func BenchmarkDate(b *testing.B) {
	c := loaded(b)
	b.ReportAllocs()
	for b.Loop() {
		c.Date("en-GB", "2026-12-04", Short)
	}
}
