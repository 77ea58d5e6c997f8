package templates

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"anteroom/static"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/words"
)

// Funcs are the functions that pages use. asset gives the address of a static
// file.
//
//	{{t .Lang "quote.title" "number" .Number}}    a phrase
//	{{date .Lang .ValidUntil "short"}}            a date: short, long, longyear, month
//	{{moment .Lang .At .Studio "full"}}           an instant, in the studio's zone
//	{{money .Total .Currency .Locale}}            an amount
//	{{icon "eye"}}                                an icon of the sprite
//	{{pill .Lang .Status}}                        a status: its word, icon and colour
//	{{html .Intro}}                               Markdown's HTML, made safe at save
//	{{template "field" (field .Form "name" "Studio name" "help" "…")}}
func Funcs(asset func(string) string, w *words.Catalogue) template.FuncMap {
	return template.FuncMap{
		"t":     w.T,
		"th":    w.HTML,
		"asset": asset,
		"icon":  func(name string) template.HTML { return icon(asset("icons.svg"), name) },
		"pill":  pillIn(w, asset),
		"date": func(lang string, d store.Date, style string) string {
			return w.Date(lang, string(d), words.Style(style))
		},
		"moment": momentIn(w),
		"money":  money.Format,
		"size":   w.Size,
		"days":   w.Days,
		"device": device,
		"inline": func(lines string) string {
			return strings.Join(strings.Fields(strings.ReplaceAll(lines, "\n", ", ")), " ")
		},
		"htmxConfig": func() string { return static.HTMXConfig },
		"script":     w.Script,
		"html":       func(m store.Markdown) template.HTML { return template.HTML(m.HTML) },
		"field":      newField,
		"option":     func(value, label string) Option { return Option{value, label} },
		"list":       func(items ...any) []any { return items },
		"dict":       pairs,
	}
}

// momentIn prints instants in the studio's zone.
func momentIn(w *words.Catalogue) func(string, time.Time, *store.Studio, string) string {
	return func(lang string, t time.Time, s *store.Studio, style string) string {
		return w.Date(lang, t.In(s.Zone()), words.Style(style))
	}
}

// icon is a picture of the sprite that says nothing to a screen reader: the
// word beside it does.
func icon(sprite, name string) template.HTML {
	return template.HTML(`<svg class="icon" aria-hidden="true"><use href="` + sprite + `#i-` + template.HTMLEscapeString(name) + `"/></svg>`)
}

// pairs hands several values to a part: {{template "x" (dict "A" 1 "B" 2)}}.
func pairs(args ...any) (map[string]any, error) {
	if len(args)%2 != 0 {
		return nil, fmt.Errorf("dict wants names and values")
	}
	m := make(map[string]any, len(args)/2)
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", args[i])
		}
		m[name] = args[i+1]
	}
	return m, nil
}
