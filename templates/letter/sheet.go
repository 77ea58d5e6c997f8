package letter

import (
	"fmt"
	"html/template"

	"anteroom/store"
	"anteroom/templates/email"
)

// Sheet is an email as a page shows it: the same words and figures as in the
// mail, without its layout. It holds no link and no code.
type Sheet struct {
	Subject, Heading string
	Body             template.HTML
	Facts            []email.Fact
	Button           string // its words; empty: no button
	Hint             string // the words above the plain address
	HasCode          bool
	Foot             []string
}

// Sheet words a mail for a page.
func (w Writer) Sheet(m store.Mail, s Subjects) (Sheet, error) {
	make, ok := w.kinds()[m.Kind]
	if !ok {
		return Sheet{}, fmt.Errorf("no words for a %q mail", m.Kind)
	}
	d := make(m, s)
	d.own(m)
	body, wrong := store.RenderMarkdown(d.body)
	if wrong != nil {
		return Sheet{}, &store.Invalid{Fields: map[string]store.Text{"body": *wrong}}
	}
	return Sheet{Subject: d.subject, Heading: d.heading, Body: template.HTML(body.HTML), Facts: d.facts, Button: d.button,
		Hint: w.t(m.Lang, "email.copy_address"), HasCode: m.Kind == "sign-in", Foot: w.foot(m.Lang, d.foot)}, nil
}
