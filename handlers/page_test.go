package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Page is an answer as a person sees it. Its checks end the test with the page's
// words beside what was missed.
type Page struct {
	t       testing.TB
	visitor *Visitor
	root    *html.Node

	Path   string // after redirects, with its query
	Status int
	Header http.Header
	Body   string // as it came
}

// parse reads the page, and refuses what no page of ours may hold.
func (p *Page) parse() {
	p.t.Helper()
	// A visitor runs no scripts, so that what stands in <noscript> is there.
	root, err := html.ParseWithOptions(strings.NewReader(p.Body), html.ParseOptionEnableScripting(false))
	if err != nil {
		p.t.Fatal(err)
	}
	p.root = root
	if strings.Contains(p.Header.Get("Content-Security-Policy"), "sandbox") {
		return // an email, which brings its own styles, in a frame of its own
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on"):
				p.t.Errorf("%s: <%s %s> is inline code or style, which the CSP stops", p.Path, n.Data, a.Key)
			case a.Key == "id" && ids[a.Val]:
				p.t.Errorf("%s: the id %q is there twice", p.Path, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			}
		}
		if n.Type == html.ElementNode && (n.Data == "script" && attr(n, "src") == "" || n.Data == "style") {
			p.t.Errorf("%s: an inline <%s>", p.Path, n.Data)
		}
	}
	for _, slip := range []string{"ZgotmplZ", "&lt;no value&gt;", "<no value>"} {
		if strings.Contains(p.Body, slip) {
			p.t.Errorf("%s holds %q: a template slipped", p.Path, slip)
		}
	}
}

// Is asks for a status.
func (p *Page) Is(status int) *Page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("%s answered %d, not %d:\n%s", p.Path, p.Status, status, p.Text())
	}
	return p
}

// IsAt asks where the visitor ended up; a query may be left out.
func (p *Page) IsAt(path string) *Page {
	p.t.Helper()
	at, _, _ := strings.Cut(p.Path, "?")
	if p.Path != path && at != path {
		p.t.Fatalf("at %s, not at %s:\n%s", p.Path, path, p.Text())
	}
	return p
}

// Shows asks for texts that a person can read on the page.
func (p *Page) Shows(texts ...string) *Page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.Text(), text) {
			p.t.Fatalf("%s (%d) does not show %q:\n%s", p.Path, p.Status, text, p.Text())
		}
	}
	return p
}

// Hides asks that texts be nowhere in the answer, not even in its source.
func (p *Page) Hides(texts ...string) *Page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.Body, text) || strings.Contains(p.Text(), text) {
			p.t.Fatalf("%s (%d) shows %q:\n%s", p.Path, p.Status, text, p.Text())
		}
	}
	return p
}

// Text is all that can be read on the page, its runs of space made one.
func (p *Page) Text() string {
	if p.root == nil {
		return p.Body
	}
	if body := find(p.root, func(n *html.Node) bool { return n.Data == "body" }); body != nil {
		return text(body)
	}
	return text(p.root)
}

// Follow opens the link with this text.
func (p *Page) Follow(link string) *Page {
	p.t.Helper()
	a := find(p.root, func(n *html.Node) bool { return n.Data == "a" && (text(n) == link || attr(n, "aria-label") == link) })
	if a == nil {
		p.t.Fatalf("%s has no link %q:\n%s", p.Path, link, p.Text())
	}
	return p.visitor.Open(attr(a, "href"))
}

// HasLink tells whether there is a link with this text.
func (p *Page) HasLink(link string) bool {
	return find(p.root, func(n *html.Node) bool { return n.Data == "a" && text(n) == link }) != nil
}

// HasButton tells whether there is a button with this text.
func (p *Page) HasButton(button string) bool { return p.button(button) != nil }

// Find is the text of the element with this id.
func (p *Page) Find(id string) string {
	p.t.Helper()
	n := find(p.root, func(n *html.Node) bool { return attr(n, "id") == id })
	if n == nil {
		p.t.Fatalf("%s has no #%s:\n%s", p.Path, id, p.Text())
	}
	return text(n)
}

// Error is the message beside a field, or "".
func (p *Page) Error(field string) string {
	p.t.Helper()
	control := p.control(field)
	if control == nil {
		p.t.Fatalf("%s has no field %q:\n%s", p.Path, field, p.Text())
	}
	return p.errorOf(control)
}

func (p *Page) errorOf(control *html.Node) string {
	for id := range strings.FieldsSeq(attr(control, "aria-describedby")) {
		n := find(p.root, func(n *html.Node) bool { return attr(n, "id") == id && hasClass(n, "error") })
		if n != nil && attr(control, "aria-invalid") == "true" {
			return text(n)
		}
	}
	return ""
}

// Value is what a field holds: of a select the chosen value, of a set of radios
// the one that is on, of a checkbox its value when ticked.
func (p *Page) Value(field string) string {
	p.t.Helper()
	if p.control(field) == nil {
		p.t.Fatalf("%s has no field %q:\n%s", p.Path, field, p.Text())
	}
	for n := range p.root.Descendants() {
		if isControl(n) && attr(n, "name") == field {
			if values := valuesOf(n); len(values) > 0 {
				return values[0]
			}
		}
	}
	return ""
}

// Choices are the values that a select offers.
func (p *Page) Choices(field string) []string {
	p.t.Helper()
	var values []string
	if control := p.control(field); control != nil {
		for n := range control.Descendants() {
			if n.Data == "option" {
				values = append(values, optionValue(n))
			}
		}
	}
	return values
}

func (p *Page) control(name string) *html.Node {
	return find(p.root, func(n *html.Node) bool {
		return isControl(n) && attr(n, "name") == name && attr(n, "type") != "hidden"
	})
}

// find is the first element for which is holds.
func find(root *html.Node, is func(*html.Node) bool) *html.Node {
	if root == nil {
		return nil
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// text is what a person reads in an element: no scripts, nothing hidden. A
// space stands between elements, and a run of spaces is one.
func text(n *html.Node) string {
	var b strings.Builder
	var read func(*html.Node)
	read = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && (has(n, "hidden") || slices.Contains([]string{"script", "style", "template", "select"}, n.Data)):
			return
		}
		for c := range n.ChildNodes() {
			read(c)
		}
		if n.Type == html.ElementNode && !slices.Contains([]string{"a", "abbr", "b", "em", "i", "small", "span", "strong"}, n.Data) {
			b.WriteByte(' ')
		}
	}
	read(n)
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u00a0", " ")), " ")
}
