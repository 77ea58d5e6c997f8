package words

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// other is the plural form that every language has.
const other = plural.Other

// entry is the text of one key: a message for each plural form, of which most
// texts have one alone.
type entry struct {
	tag    language.Tag
	counts bool        // has more forms than the one
	forms  [6]*message // by plural.Form; nil where the language has no such form
}

// message is a text cut at its placeholders.
type message struct {
	source string
	parts  []part // empty where there is no placeholder
}

// part is literal text and the placeholder after it, if any.
type part struct{ text, name string }

// choose picks the plural form for the argument "count".
func (e *entry) choose(args arguments) *message {
	if !e.counts {
		return e.forms[other]
	}
	value, _ := args.value("count")
	n, ok := whole(value)
	if !ok {
		return e.forms[other]
	}
	if m := e.forms[plural.Cardinal.MatchPlural(e.tag, n, 0, 0, 0, 0)]; m != nil {
		return m
	}
	return e.forms[other]
}

// whole is the size of a count, without its sign: CLDR's rules are over
// absolute values.
func whole(value any) (int, bool) {
	var n int64
	switch v := value.(type) {
	case int:
		n = int64(v)
	case int64:
		n = v
	case int32:
		n = int64(v)
	default:
		return 0, false
	}
	if n < 0 {
		n = -n
	}
	// The rules look at the last digits; more than these would not fit an int
	// of 32 bits.
	if n > 1_000_000 {
		n = 1_000_000 + n%1_000_000
	}
	return int(n), true
}

// placeholders are the names in every form of the entry.
func (e *entry) placeholders() map[string]bool {
	names := map[string]bool{}
	for _, m := range e.forms {
		if m == nil {
			continue
		}
		for _, p := range m.parts {
			if p.name != "" {
				names[p.name] = true
			}
		}
	}
	return names
}

// compile cuts a text at its placeholders: a lower-case name in braces.
func compile(source string) (*message, error) {
	m := &message{source: source}
	rest := source
	for {
		text, after, open := strings.Cut(rest, "{")
		if !open {
			break
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed || !isName(name) {
			return nil, fmt.Errorf("%q has a brace that is no placeholder", source)
		}
		m.parts = append(m.parts, part{text, name})
		rest = tail
	}
	if strings.Contains(rest, "}") {
		return nil, fmt.Errorf("%q has a brace that is no placeholder", source)
	}
	if len(m.parts) > 0 && rest != "" {
		m.parts = append(m.parts, part{text: rest})
	}
	return m, nil
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// arguments are the values of a message's placeholders.
type arguments interface {
	value(name string) (any, bool)
}

// pairs are arguments as a template writes them: name, value, name, value.
type pairs []any

func (p pairs) value(name string) (any, bool) {
	for i := 0; i+1 < len(p); i += 2 {
		if p[i] == name {
			return p[i+1], true
		}
	}
	return nil, false
}

// named are arguments by name.
type named map[string]any

func (n named) value(name string) (any, bool) {
	value, ok := n[name]
	return value, ok
}

// appendValue writes a value the way a sentence wants it.
func appendValue(b []byte, value any) []byte {
	switch v := value.(type) {
	case string:
		return append(b, v...)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case fmt.Stringer:
		return append(b, v.String()...)
	}
	return fmt.Append(b, value)
}
