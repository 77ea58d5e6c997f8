package templates

import (
	"errors"
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
//	{{when .Lang .At .Now}}                       an instant as people say it: "Today, 11:42"
//	{{money .Total .Currency .Locale}}            an amount
//	{{money (neg .Credited) .Currency .Locale}}   the same, taken away
//	{{phone .Phone}}                              a number as a link dials it
//	{{initials .Name}}                            the letters that stand for a name
//	{{icon "eye"}}                                an icon of the sprite
//	{{pill .Lang .Status}}                        a status: its word, icon and colour
//	{{qr .EPC "Code for a bank’s app"}}           a QR code and what it is
//	{{prose .Intro}}                              Markdown's HTML, made safe at save
//	{{rows .Lang .Lines}}                         lines of a document, as table rows
//	{{facts .Facts}}                              labels and amounts of a summary
//	{{extras .Lang .Extras .IsOpen}}              what a client may tick on a quote
//	{{steps .Steps}}                              a payment schedule
//	{{party .Lang .To .TaxName false}}            who a document is for or from
//	{{template "field" (field .Form "name" "Studio name" "help" "…")}}
func Funcs(asset func(string) string, w *words.Catalogue) template.FuncMap {
	picture := func(name string) template.HTML { return icon(asset("icons.svg"), name) }
	return template.FuncMap{
		"t":     w.T,
		"th":    w.HTML,
		"asset": asset,
		"icon":  picture,
		"pill":  pillIn(w, asset),
		"date": func(lang string, d store.Date, style string) string {
			return w.Date(lang, string(d), words.Style(style))
		},
		"moment": momentIn(w),
		"when":   whenIn(w),
		"money":  money.Format,
		"neg":    func(n int64) int64 { return -n },
		"phone":  dialled,
		"size":   w.Size,
		"days":   w.Days,
		"device": device,
		"inline": func(lines string) string {
			return strings.Join(strings.Fields(strings.ReplaceAll(lines, "\n", ", ")), " ")
		},
		"lines":      lines,
		"rows":       rowsIn(w),
		"facts":      facts,
		"extras":     extrasIn(w),
		"steps":      steps,
		"party":      partyIn(w),
		"htmxConfig": func() string { return static.HTMXConfig },
		"script":     w.Script,
		"html":       noHTML,
		"qr":         qrCode,
		"prose":      func(m store.Markdown) template.HTML { return template.HTML(m.HTML) },
		"field":      fieldIn(picture),
		"fileIcon":   fileIcon,
		"option":     func(value, label string) Option { return Option{value, label} },
		"list":       func(items ...any) []any { return items },
		"dict":       pairs,
	}
}

// noHTML stands where a page might call a function that html/template keeps for
// itself and hands a text, whatever it was given.
func noHTML(any) (string, error) {
	return "", errors.New("write {{prose …}}: the name html belongs to html/template")
}

// momentIn prints instants in the studio's zone.
func momentIn(w *words.Catalogue) func(string, time.Time, *store.Studio, string) string {
	return func(lang string, t time.Time, s *store.Studio, style string) string {
		return w.Date(lang, t.In(s.Zone()), words.Style(style))
	}
}

// whenIn prints an instant near to now as people say it, in now's zone.
func whenIn(w *words.Catalogue) func(lang string, t, now time.Time) string {
	return func(lang string, t, now time.Time) string {
		t = t.In(now.Location())
		clock := w.Date(lang, t, words.Time)
		switch store.DateOf(t).DaysUntil(store.DateOf(now)) {
		case 0:
			return w.T(lang, "when.today", "time", clock)
		case 1:
			return w.T(lang, "when.yesterday", "time", clock)
		}
		if t.Year() != now.Year() {
			return w.Date(lang, t, words.Short)
		}
		return w.T(lang, "when.day", "day", w.Date(lang, t, words.ShortDay), "time", clock)
	}
}

// dialled is a telephone number as a link dials it: digits, and the + of a
// country.
func dialled(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ReplaceAll(number, "(0)", ""))
}

// icon is a picture of the sprite that says nothing to a screen reader: the
// word beside it does.
func icon(sprite, name string) template.HTML {
	return template.HTML(`<svg class="icon" aria-hidden="true"><use href="` + sprite + `#i-` + template.HTMLEscapeString(name) + `"/></svg>`)
}

// fileIcon is the icon of a sort of file, see store.File.
func fileIcon(kind string) string {
	switch kind {
	case "sheet":
		return "file-spreadsheet"
	case "image":
		return "file-image"
	case "archive":
		return "package"
	}
	return "file-text"
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
