package templates

import (
	"html/template"
	"strings"
)

// markup gathers HTML. What it writes itself costs a tenth of what html/template
// asks for the same, so the parts that come again and again are written with it
// (see BenchmarkQuotePage): rows of documents and fields of forms.
type markup struct{ strings.Builder }

// put writes tags as they are and texts escaped, in turns.
func (m *markup) put(parts ...string) {
	for i, part := range parts {
		if i%2 == 1 {
			part = template.HTMLEscapeString(part)
		}
		m.WriteString(part)
	}
}

// attr writes an attribute unless it is empty.
func (m *markup) attr(name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		m.put(` `+name+`="`, value, `"`)
	}
}

// span writes a text in an element of its own unless it is empty.
func (m *markup) span(text string) {
	if text != "" {
		m.put(`<span>`, text, `</span>`)
	}
}

func (m *markup) html() template.HTML { return template.HTML(m.String()) }
