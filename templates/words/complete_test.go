package words

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
)

// spoken are the languages that a client can read everything in.
var spoken = []string{"de", "en", "es", "fr", "nl"}

func TestEveryLanguageIsWhole(t *testing.T) {
	english := own(t, Fallback)
	for _, lang := range spoken {
		entries := own(t, lang)
		for _, key := range slices.Sorted(maps.Keys(english)) {
			e := entries[key]
			if e == nil {
				t.Errorf("%s.json lacks %q", lang, key)
				continue
			}
			if strings.TrimSpace(e.forms[other].source) == "" {
				t.Errorf("%s.json: %q is empty", lang, key)
			}
			checkPlaceholders(t, lang, key, e, english[key])
			checkPlurals(t, lang, key, e, english[key])
		}
	}
}

// own reads a language's file alone, without what it falls back to.
func own(t *testing.T, lang string) map[string]*entry {
	t.Helper()
	entries, err := readFile(files, lang+".json", lang)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// checkPlaceholders wants those of English in every form; the form for one may say
// its count in words.
func checkPlaceholders(t *testing.T, lang, key string, e, english *entry) {
	t.Helper()
	if isCalendar(key) {
		return
	}
	want := english.placeholders()
	for f, m := range e.forms {
		if m == nil {
			continue
		}
		has := map[string]bool{}
		for _, p := range m.parts {
			has[p.name] = true
		}
		for name := range want {
			if !has[name] && (plural.Form(f) != plural.One || name != "count") {
				t.Errorf("%s.json: %q lacks {%s}: %s", lang, key, name, m.source)
			}
		}
	}
}

// checkPlurals wants a form for every count that a page can reach.
func checkPlurals(t *testing.T, lang, key string, e, english *entry) {
	t.Helper()
	if e.counts != english.counts {
		t.Errorf("%s.json: %q has plural forms, or none, unlike in English", lang, key)
	}
	for n := 0; e.counts && n <= 1000; n++ {
		if f := plural.Cardinal.MatchPlural(e.tag, n, 0, 0, 0, 0); e.forms[f] == nil {
			t.Errorf("%s.json: %q has no form for %d", lang, key, n)
			return
		}
	}
}

// What is left in English would be a few words that are the same.
func TestNothingIsLeftInEnglish(t *testing.T) {
	placeholder, word := regexp.MustCompile(`\{\w+\}`), regexp.MustCompile(`[A-Za-z]{2,}`)
	english := own(t, Fallback)
	for _, lang := range spoken {
		if lang == Fallback {
			continue
		}
		for key, e := range own(t, lang) {
			same := english[key].forms[other].source
			if e.forms[other].source == same && len(word.FindAllString(placeholder.ReplaceAllString(same, ""), -1)) > 1 {
				t.Errorf("%s.json: %q is English: %s", lang, key, same)
			}
		}
	}
}

// Every key is named where it is used: whole, or in parts that the code joins,
// such as "status." and the state.
func TestNoKeyIsUnused(t *testing.T) {
	said, script := sources(t)
	for key := range own(t, Fallback) {
		if !isUsed(key, said, script) {
			t.Errorf("en.json: %q is used nowhere", key)
		}
	}
	for _, dead := range []string{"quote.no_such_key", "status.unheard-of", "email_quote.nothing", "script.no_such_key", "nonsense"} {
		if isUsed(dead, said, script) {
			t.Errorf("%q counts as used", dead)
		}
	}
}

func isUsed(key string, said map[string]bool, script string) bool {
	group, rest, _ := strings.Cut(key, ".")
	switch group {
	case "month", "mon", "weekday", "wday": // calendar.names
		return true
	case "date":
		return slices.Contains(styles(), Style(rest))
	case "script":
		return strings.Contains(script, "'"+rest+"'")
	}
	return said[key] || isJoined(key, said)
}

// isJoined tells whether a key is made of what the code says, cut at its dots,
// dashes and underscores: "email_" + kind + "_reminder." + "body_" + tone. A kind
// may be written with dashes or spaces: 'credit-note', 'quote sent'.
func isJoined(key string, said map[string]bool) bool {
	if key == "" {
		return true
	}
	for end := len(key); end > 0; end-- {
		atJoint := end == len(key) || strings.IndexByte("._-", key[end-1]) >= 0 || strings.IndexByte("._-", key[end]) >= 0
		part := key[:end]
		if atJoint && len(part) < 60 && (said[part] || said[strings.ReplaceAll(part, "_", "-")] || said[strings.ReplaceAll(part, "_", " ")]) && isJoined(key[end:], said) {
			return true
		}
	}
	return false
}

// sources are all that our code and pages say in quotes, and our scripts; the
// tests, the demo and the catalogue itself do not count.
func sources(t *testing.T) (said map[string]bool, script string) {
	t.Helper()
	said = map[string]bool{}
	quoted := regexp.MustCompile("[\"'`]([a-z0-9._ -]+)[\"'`]")
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && (len(name) > 2 && strings.HasPrefix(name, ".") || name == "testdata" || name == "demo") {
			return filepath.SkipDir
		}
		kind := filepath.Ext(path)
		if strings.HasSuffix(path, "_test.go") || filepath.Base(path) == "words.js" || !slices.Contains([]string{".go", ".html", ".sql", ".js"}, kind) {
			return nil
		}
		content, err := os.ReadFile(path)
		if kind == ".js" {
			script += string(content)
			return err
		}
		for _, m := range quoted.FindAllSubmatch(content, -1) {
			said[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return said, script
}
