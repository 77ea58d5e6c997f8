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

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.json
var files embed.FS

// Load reads the embedded languages. It refuses a key that stands twice, a
// brace that is no placeholder, and in other languages whatever English does
// not have: those keys and placeholders would never be used.
func Load() (*Catalogue, error) {
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

// assemble fills the gaps of each language from those it falls back to.
func assemble(own map[string]map[string]*entry) (*Catalogue, error) {
	c := &Catalogue{tongues: map[string]*tongue{}, missing: map[string]bool{}}
	for lang := range own {
		line := []map[string]*entry{own[Fallback]}
		for up := lang; up != ""; up = parent(up) {
			line = slices.Insert(line, 1, own[up])
		}
		entries := map[string]*entry{}
		for _, nearer := range line {
			maps.Copy(entries, nearer)
		}
		made, err := newTongue(lang, entries)
		if err != nil {
			return nil, fmt.Errorf("words: %s.json: %w", lang, err)
		}
		c.tongues[lang] = made
	}
	return c, nil
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
