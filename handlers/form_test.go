package handlers_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Submit presses the button with this text (or aria-label) and sends the form
// that it belongs to, as a browser would: with its hidden fields, with what the
// page has filled in, and with the given values, as name, value. A field that
// the form does not have ends the test; "" unticks a box.
func (p *Page) Submit(button string, pairs ...any) *Page {
	p.t.Helper()
	return p.submit(button, false, pairs)
}

// SubmitByHTMX is Submit as htmx sends it.
func (p *Page) SubmitByHTMX(button string, pairs ...any) *Page {
	p.t.Helper()
	return p.submit(button, true, pairs)
}

func (p *Page) submit(button string, htmx bool, pairs []any) *Page {
	p.t.Helper()
	b := p.button(button)
	if b == nil {
		p.t.Fatalf("%s has no button %q:\n%s", p.Path, button, p.Text())
	}
	form := p.formOf(b)
	if form == nil {
		p.t.Fatalf("%s: the button %q is in no form", p.Path, button)
	}
	if has(b, "disabled") || p.fieldsetIsOff(b) {
		p.t.Fatalf("%s: the button %q is off", p.Path, button)
	}
	entries := p.fill(form, b, pairs)
	if action := attr(b, "formaction"); action != "" {
		method := cmp.Or(attr(b, "formmethod"), "post")
		form = &html.Node{Type: html.ElementNode, Data: "form", Attr: []html.Attribute{{Key: "method", Val: method},
			{Key: "action", Val: action}, {Key: "enctype", Val: attr(form, "enctype")}}}
	}
	return p.visitor.send(form, entries, htmx)
}

// button finds a button by what it says.
func (p *Page) button(says string) *html.Node {
	return find(p.root, func(n *html.Node) bool {
		return n.Data == "button" && attr(n, "type") != "button" && (text(n) == says || attr(n, "aria-label") == says)
	})
}

// formOf is the form around a control, or the one that it names.
func (p *Page) formOf(n *html.Node) *html.Node {
	if id := attr(n, "form"); id != "" {
		return find(p.root, func(n *html.Node) bool { return n.Data == "form" && attr(n, "id") == id })
	}
	for parent := range n.Ancestors() {
		if parent.Data == "form" {
			return parent
		}
	}
	return nil
}

func (p *Page) fieldsetIsOff(n *html.Node) bool {
	for parent := range n.Ancestors() {
		if parent.Data == "fieldset" && has(parent, "disabled") {
			return true
		}
	}
	return false
}

// fill is what a form sends when this button is pressed.
func (p *Page) fill(form, button *html.Node, pairs []any) []entry {
	p.t.Helper()
	given, order := map[string][]any{}, []string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		if given[name] == nil {
			order = append(order, name)
		}
		given[name] = append(given[name], pairs[i+1])
	}
	var entries []entry
	used := map[string]bool{}
	for n := range p.root.Descendants() {
		name := attr(n, "name")
		if !isControl(n) || name == "" || p.formOf(n) != form || has(n, "disabled") || p.fieldsetIsOff(n) {
			continue
		}
		if values, ok := given[name]; ok {
			if !used[name] {
				entries = append(entries, p.entriesOf(name, values)...)
			}
			used[name] = true
			continue
		}
		for _, value := range valuesOf(n) {
			entries = append(entries, entry{name: name, value: value})
		}
	}
	for _, name := range order {
		if !used[name] {
			p.t.Fatalf("%s: the form to %s has no field %q; it has %v", p.Path, attr(form, "action"), name, p.names(form))
		}
	}
	if name := attr(button, "name"); name != "" {
		entries = append(entries, entry{name: name, value: attr(button, "value")})
	}
	return entries
}

// entriesOf are the given values of one field.
func (p *Page) entriesOf(name string, values []any) []entry {
	var entries []entry
	box := p.control(name)
	for _, value := range values {
		switch value := value.(type) {
		case Upload:
			entries = append(entries, entry{name: name, file: &value})
		default:
			said := fmt.Sprint(value)
			if said == "" && box != nil && isBox(box) {
				continue
			}
			entries = append(entries, entry{name: name, value: said})
		}
	}
	return entries
}

func (p *Page) names(form *html.Node) []string {
	var names []string
	for n := range p.root.Descendants() {
		if name := attr(n, "name"); isControl(n) && p.formOf(n) == form && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func isControl(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains([]string{"input", "select", "textarea"}, n.Data)
}

func isBox(n *html.Node) bool {
	return n.Data == "input" && (attr(n, "type") == "checkbox" || attr(n, "type") == "radio")
}

// valuesOf is what an untouched control sends.
func valuesOf(n *html.Node) []string {
	switch {
	case n.Data == "select":
		return selectedOf(n)
	case n.Data == "textarea":
		var b strings.Builder
		for c := range n.Descendants() {
			b.WriteString(c.Data)
		}
		return []string{b.String()}
	case isBox(n):
		if !has(n, "checked") {
			return nil
		}
		if !has(n, "value") {
			return []string{"on"}
		}
	case slices.Contains([]string{"submit", "button", "file", "reset"}, attr(n, "type")):
		return nil
	}
	return []string{attr(n, "value")}
}

func selectedOf(n *html.Node) []string {
	var first *html.Node
	var chosen []string
	for o := range n.Descendants() {
		if o.Type != html.ElementNode || o.Data != "option" {
			continue
		}
		if first == nil {
			first = o
		}
		if has(o, "selected") {
			chosen = append(chosen, optionValue(o))
		}
	}
	if chosen == nil && first != nil && !has(n, "multiple") {
		return []string{optionValue(first)}
	}
	return chosen
}

func optionValue(o *html.Node) string {
	if has(o, "value") {
		return attr(o, "value")
	}
	return text(o)
}

// ErrorIn is [Page.Error] of the field in the form with this button, where
// several forms have a field of that name.
func (p *Page) ErrorIn(button, field string) string {
	p.t.Helper()
	b := p.button(button)
	if b == nil {
		p.t.Fatalf("%s has no button %q:\n%s", p.Path, button, p.Text())
	}
	form := p.formOf(b)
	control := find(p.root, func(n *html.Node) bool {
		return isControl(n) && attr(n, "name") == field && p.formOf(n) == form && attr(n, "type") != "hidden"
	})
	if control == nil {
		p.t.Fatalf("%s: the form of %q has no field %q", p.Path, button, field)
	}
	return p.errorOf(control)
}
