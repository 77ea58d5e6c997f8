package email

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// columns is the width of the text part, as mail has it since RFC 2646.
const columns = 72

// textPage is the view with every line fit for the text part.
type textPage struct {
	View
	Underline string
	Body      string
	CodeHint  string
	Footer    string
}

func renderText(v View) (string, error) {
	layout, err := texts()
	if err != nil {
		return "", fmt.Errorf("parse email text: %w", err)
	}
	facts := make([]Fact, len(v.Facts))
	for i, fact := range v.Facts {
		facts[i] = Fact{oneLine(fact.Label), oneLine(fact.Value)}
	}
	v.Facts = facts
	if v.Button != nil {
		v.Button = &Button{oneLine(v.Button.Label), v.Button.URL}
	}
	v.StudioName, v.Heading, v.Code = oneLine(v.StudioName), wrap(oneLine(v.Heading)), oneLine(v.Code)
	p := textPage{View: v, Body: wrap(v.BodyText), CodeHint: wrap(v.Words.CodeHint), Footer: wrap(strings.Join(v.Footer, "\n"))}
	p.Underline = strings.Repeat("=", min(longest(v.Heading), columns))
	var out bytes.Buffer
	if err := layout.Execute(&out, p); err != nil {
		return "", fmt.Errorf("render email text: %w", err)
	}
	return tidy(out.String()), nil
}

// wrap breaks lines that are longer than the column at spaces, keeps the others as
// they are, and indents what follows a list's mark beneath its text. An address is
// never broken, nor joined to another line.
func wrap(text string) string {
	var out []string
	for line := range strings.Lines(strings.ReplaceAll(clean(text), "\r\n", "\n")) {
		out = append(out, wrapLine(strings.TrimRight(line, "\n"))...)
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

func wrapLine(line string) []string {
	line = strings.TrimRight(line, " \t")
	if utf8.RuneCountInString(line) <= columns {
		return []string{line}
	}
	indent := strings.Repeat(" ", hanging(line))
	var out []string
	current := line[:len(line)-len(strings.TrimLeft(line, " "))]
	fresh := true
	for _, word := range strings.Fields(line) {
		if !fresh && utf8.RuneCountInString(current)+1+utf8.RuneCountInString(word) > columns {
			out = append(out, current)
			current, fresh = indent, true
		}
		if !fresh {
			current += " "
		}
		current, fresh = current+word, false
	}
	return append(out, current)
}

// hanging is how far the lines after the first stand in: as far as the text after a
// "-", "*", ">" or "1." does.
func hanging(line string) int {
	trimmed := strings.TrimLeft(line, " ")
	lead := len(line) - len(trimmed)
	mark, _, _ := strings.Cut(trimmed, " ")
	number := strings.TrimRight(mark, ".)")
	isNumber := len(mark) < 5 && number != mark && strings.Trim(number, "0123456789") == ""
	if mark == "-" || mark == "*" || mark == "•" || isNumber {
		return lead + utf8.RuneCountInString(mark) + 1
	}
	return lead
}

func longest(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n = max(n, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
	}
	return n
}

func oneLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// clean drops control characters, which would do things in a terminal.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// tidy leaves one empty line where parts that were not there would leave several.
func tidy(text string) string {
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(text) + "\n"
}
