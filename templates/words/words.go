// Package words is the catalogue of everything that a client reads: pages,
// emails, PDFs and refusals. Each language is one file, en.json and its
// neighbours; English is complete, and lends its words to the others.
//
// A file is one flat object, sorted, a key a line: "page.part": "words". A
// value holds placeholders, as in "Valid until {date}", or is an object of
// plural forms by their CLDR names, chosen by the argument "count":
//
//	"files.count": {"one": "{count} file", "other": "{count} files"},
//
// A regional file (en-US.json) holds only what differs from its language.
package words

import (
	"fmt"
	"html"
	"html/template"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// Fallback is the language that has every key.
const Fallback = "en"

// Catalogue holds the words of every language. It is safe for concurrent use.
type Catalogue struct {
	tongues map[string]func() *tongue // each is read when it is first wanted

	mu      sync.Mutex
	missing map[string]bool
}

// tongue is one language with the gaps filled by those it falls back to.
type tongue struct {
	entries  map[string]*entry
	calendar *calendar
	script   string
}

// T is the text of a key in a language, given as a BCP 47 tag: "de-AT" falls
// back to "de", and that to "en". Arguments are pairs of a placeholder's name
// and its value. A key that no language has is returned as it is, a
// placeholder without a value stays in its braces, and [Catalogue.Missing]
// tells of both.
func (c *Catalogue) T(lang, key string, args ...any) string {
	return c.text(lang, key, pairs(args), plain)
}

// HTML is T for a sentence with markup in it, such as a link: an argument of
// type template.HTML goes in as it is; everything else is escaped.
func (c *Catalogue) HTML(lang, key string, args ...any) template.HTML {
	// #nosec G203 -- every part is escaped or was HTML already.
	return template.HTML(c.text(lang, key, pairs(args), escaped))
}

// Fill is T for arguments that are a map, as a refusal of the store has them.
func (c *Catalogue) Fill(lang, key string, args map[string]any) string {
	return c.text(lang, key, named(args), plain)
}

// Source is the text of a key with its placeholders in place, as it is written.
func (c *Catalogue) Source(lang, key string) string {
	e := c.tongue(lang).entries[key]
	if e == nil {
		c.miss(key)
		return key
	}
	return e.forms[other].source
}

// Has tells whether there are words for the key, in any language.
func (c *Catalogue) Has(key string) bool {
	return c.tongues[Fallback]().entries[key] != nil
}

// Script is what the page's script says in a language, as a JSON object for
// <meta name="words">: the group "script", with its placeholders in place. For
// English it is "": static/js/words.js holds those words already.
func (c *Catalogue) Script(lang string) string {
	return c.tongue(lang).script
}

// group is every text whose key begins with prefix and a dot, by the rest of
// its key, with its placeholders in place.
func (t *tongue) group(prefix string) map[string]string {
	group := map[string]string{}
	for key, e := range t.entries {
		if rest, ok := strings.CutPrefix(key, prefix+"."); ok {
			group[rest] = e.forms[other].source
		}
	}
	return group
}

// Languages lists the tags that have a file, sorted.
func (c *Catalogue) Languages() []string {
	return slices.Sorted(maps.Keys(c.tongues))
}

// Missing lists what was asked for in vain so far, sorted: keys, and
// placeholders without a value as "key {name}". It is for tests.
func (c *Catalogue) Missing() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.missing))
}

func (c *Catalogue) text(lang, key string, args arguments, how form) string {
	e := c.tongue(lang).entries[key]
	if e == nil {
		c.miss(key)
		return how.write(key)
	}
	m := e.choose(args)
	if len(m.parts) == 0 {
		return how.write(m.source)
	}
	return c.fill(key, m, args, how)
}

func (c *Catalogue) fill(key string, m *message, args arguments, how form) string {
	var room [256]byte
	b := room[:0]
	for _, p := range m.parts {
		b = append(b, how.write(p.text)...)
		if p.name == "" {
			continue
		}
		value, ok := args.value(p.name)
		if !ok {
			c.miss(key + " {" + p.name + "}")
			value = "{" + p.name + "}"
		}
		b = how.append(b, value)
	}
	return string(b)
}

// Tongue is the language of the catalogue that speaks for a BCP 47 tag: "de"
// for "de-AT" where there is no "de-AT", and "en" for a language without words.
func (c *Catalogue) Tongue(lang string) string {
	for lang != "" {
		if _, ok := c.tongues[lang]; ok {
			return lang
		}
		lang = parent(lang)
	}
	return Fallback
}

// English is the English nearest to a language: itself if it is English, else
// [Fallback]. The owner's side is written in it.
func English(lang string) string {
	if lang == Fallback || strings.HasPrefix(lang, Fallback+"-") {
		return lang
	}
	return Fallback
}

func (c *Catalogue) tongue(lang string) *tongue { return c.tongues[c.Tongue(lang)]() }

// parent is the tag without its last subtag: "de" of "de-AT", "" of "de".
func parent(lang string) string {
	return lang[:max(0, strings.LastIndexByte(lang, '-'))]
}

func (c *Catalogue) miss(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.missing) < 1000 { // a mistake in a template must not fill the memory
		c.missing[what] = true
	}
}

// form is what becomes of text and values: plain, or escaped for HTML.
type form bool

const (
	plain   form = false
	escaped form = true
)

func (f form) write(text string) string {
	if f == escaped {
		return html.EscapeString(text)
	}
	return text
}

func (f form) append(b []byte, value any) []byte {
	if f == plain {
		return appendValue(b, value)
	}
	if markup, ok := value.(template.HTML); ok {
		return append(b, markup...)
	}
	return append(b, html.EscapeString(string(appendValue(nil, value)))...)
}

// pluralTag is the language whose plural rules a file follows.
func pluralTag(lang string) (language.Tag, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return tag, fmt.Errorf("words: %s.json is not named for a language: %w", lang, err)
	}
	return tag, nil
}
