package words

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.json
var files embed.FS

// Load reads the embedded English, and each other language when it is first
// wanted: most studios speak one or two.
func Load() (*Catalogue, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	english, err := readFile(files, Fallback+".json", Fallback)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{tongues: map[string]func() *tongue{}, missing: map[string]bool{}}
	for _, name := range names {
		lang := strings.TrimSuffix(name, ".json")
		c.tongues[lang] = sync.OnceValue(func() *tongue { return c.learn(lang, english) })
	}
	return c, nil
}

// learn reads an embedded language. Its file is sound, the tests see to that; one
// that were not would speak English, and be told of by [Catalogue.Missing].
func (c *Catalogue) learn(lang string, english map[string]*entry) *tongue {
	own := map[string]map[string]*entry{Fallback: english}
	for up := lang; up != "" && up != Fallback; up = parent(up) {
		entries, err := readFile(files, up+".json", up)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			c.miss(err.Error())
			continue
		}
		own[up] = entries
	}
	t, err := newTongue(lang, filled(lang, own))
	if err != nil {
		c.miss(err.Error())
		return c.tongues[Fallback]()
	}
	return t
}

// LoadAll reads every embedded language at once. It refuses a key that stands
// twice, a brace that is no placeholder, and in other languages whatever English
// does not have: those keys and placeholders would never be used.
func LoadAll() (*Catalogue, error) {
	return load(files)
}

func load(dir fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(dir, "*.json")
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	own := map[string]map[string]*entry{}
	for _, name := range names {
		lang := strings.TrimSuffix(name, ".json")
		if own[lang], err = readFile(dir, name, lang); err != nil {
			return nil, err
		}
	}
	if own[Fallback] == nil {
		return nil, errors.New("words: there is no " + Fallback + ".json")
	}
	for lang, entries := range own {
		if err := agree(lang, entries, own[Fallback]); err != nil {
			return nil, err
		}
	}
	return assemble(own)
}

func readFile(dir fs.FS, name, lang string) (map[string]*entry, error) {
	content, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	tag, err := pluralTag(lang)
	if err != nil {
		return nil, err
	}
	entries, err := parse(content, tag)
	if err != nil {
		return nil, fmt.Errorf("words: %s: %w", name, err)
	}
	return entries, nil
}

// agree holds a language to what English has.
func agree(lang string, entries, english map[string]*entry) error {
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		model, ok := english[key]
		if !ok {
			return fmt.Errorf("words: %s.json: %q is not in %s.json", lang, key, Fallback)
		}
		known := model.placeholders()
		for name := range entries[key].placeholders() {
			if !known[name] && !isCalendar(key) {
				return fmt.Errorf("words: %s.json: %q has the unknown placeholder {%s}", lang, key, name)
			}
		}
	}
	return nil
}

// assemble makes a catalogue of languages that were read.
func assemble(own map[string]map[string]*entry) (*Catalogue, error) {
	c := &Catalogue{tongues: map[string]func() *tongue{}, missing: map[string]bool{}}
	for lang := range own {
		made, err := newTongue(lang, filled(lang, own))
		if err != nil {
			return nil, fmt.Errorf("words: %s.json: %w", lang, err)
		}
		c.tongues[lang] = func() *tongue { return made }
	}
	return c, nil
}

// filled is a language with its gaps filled by those it falls back to.
func filled(lang string, own map[string]map[string]*entry) map[string]*entry {
	line := []map[string]*entry{own[Fallback]}
	for up := lang; up != ""; up = parent(up) {
		line = slices.Insert(line, 1, own[up])
	}
	entries := make(map[string]*entry, len(own[Fallback]))
	for _, nearer := range line {
		maps.Copy(entries, nearer)
	}
	return entries
}

func newTongue(lang string, entries map[string]*entry) (*tongue, error) {
	cal, err := newCalendar(entries)
	if err != nil {
		return nil, err
	}
	t := &tongue{entries: entries, calendar: cal}
	if lang == Fallback {
		return t, nil
	}
	script, err := json.Marshal(t.group("script"))
	if err != nil {
		return nil, err
	}
	t.script = string(script)
	return t, nil
}

// parse reads one flat object. encoding/json would let the last of two equal
// keys win in silence, so the tokens are read one by one.
func parse(content []byte, tag language.Tag) (map[string]*entry, error) {
	d := json.NewDecoder(bytes.NewReader(content))
	entries := map[string]*entry{}
	err := object(d, func(key string) error {
		if entries[key] != nil {
			return fmt.Errorf("%q stands twice", key)
		}
		e, err := parseEntry(d, tag)
		if err != nil {
			return fmt.Errorf("%q: %w", key, err)
		}
		entries[key] = e
		return nil
	})
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the closing brace")
	}
	return entries, nil
}

// object reads "{", calls each for every key, which reads the value, and "}".
func object(d *json.Decoder, each func(key string) error) error {
	if err := expect(d, '{'); err != nil {
		return err
	}
	return members(d, each)
}

func members(d *json.Decoder, each func(key string) error) error {
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return fmt.Errorf("%v is no key", token)
		}
		if err := each(key); err != nil {
			return err
		}
	}
	return expect(d, '}')
}

func expect(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("want %v, have %v", want, token)
	}
	return nil
}

// parseEntry reads a text, or an object of plural forms.
func parseEntry(d *json.Decoder, tag language.Tag) (*entry, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	e := &entry{tag: tag}
	switch v := token.(type) {
	case string:
		e.forms[other], err = compile(v)
		return e, err
	case json.Delim:
		if v == '{' {
			e.counts = true
			return e, parseForms(d, e)
		}
	}
	return nil, fmt.Errorf("%v is neither words nor plural forms", token)
}

func parseForms(d *json.Decoder, e *entry) error {
	err := members(d, func(name string) error {
		f, ok := pluralForm(name)
		if !ok || e.forms[f] != nil {
			return fmt.Errorf("%q is no plural form, or stands twice", name)
		}
		var text string
		if err := d.Decode(&text); err != nil {
			return err
		}
		m, err := compile(text)
		e.forms[f] = m
		return err
	})
	if err == nil && e.forms[other] == nil {
		err = errors.New(`there is no form "other"`)
	}
	return err
}

// pluralForm knows the categories' names in CLDR, "Language Plural Rules".
func pluralForm(name string) (plural.Form, bool) {
	f, ok := map[string]plural.Form{
		"zero": plural.Zero, "one": plural.One, "two": plural.Two,
		"few": plural.Few, "many": plural.Many, "other": plural.Other,
	}[name]
	return f, ok
}
