package web

import (
	"html/template"
	"strings"

	"anteroom/store"
)

// SignForm is the form of a signature as both sides show it, in a dialog and on a
// page of its own: see shared/signing.html.
type SignForm struct {
	Lang    string
	Kind    string // of the document: which words are used
	Base    string // of the document: where it is looked at again
	Action  string
	Form    *Form
	Terms   template.HTML // a link to the terms that are agreed to; empty: none
	Consent string        // the words under the tick
	Choices bool          // what is chosen beside the form goes along
	Seen    []Field       // what the form was shown with: it is signed only if that is still so
	Swapped bool          // only what ticking changes is shown
	Code    bool          // a code from an email is asked for

	CodeSent bool // one was just sent

	PreviewOf string // whose look it is, when one of the studio looks at it; else empty
}

// Field is a hidden name and value of a form.
type Field struct{ Name, Value string }

// Hidden is Seen as inputs.
func (f SignForm) Hidden() template.HTML {
	var b strings.Builder
	for _, seen := range f.Seen {
		b.WriteString(`
          <input type="hidden" name="` + template.HTMLEscapeString(seen.Name) + `" value="` + template.HTMLEscapeString(seen.Value) + `">`)
	}
	return template.HTML(b.String())
}

// Signing reads what a form of a signature hands in. Junk in it is an empty
// signature: the store refuses that. consent are the words that were agreed to.
func (x *Exchange) Signing(form *Form, consent string) store.Signing {
	strokes := readStrokes(form.Get("strokes"))
	form.Values.Set("strokes", asField(strokes))
	return store.Signing{Name: form.Get("name"), Method: form.Get("method"), Strokes: strokes, Agreed: form.Ticked("agree"), Consent: consent,
		Hash: form.Get("hash"), Visit: x.Visit}
}

// Signs tells whether a form signs by this name: a second press of the button by
// the one whose first press counted.
func (f *Form) Signs(name string) bool {
	return name == strings.Join(strings.Fields(f.Get("name")), " ")
}
