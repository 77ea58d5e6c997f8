package letter

import (
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
	d, err := w.worded(m, s, false)
	if err != nil {
		return Sheet{}, err
	}
	body, wrong := store.RenderMarkdown(d.said.Body)
	if wrong != nil {
		return Sheet{}, &store.Invalid{Fields: map[string]store.Text{"body": *wrong}}
	}
	return Sheet{Subject: unmark(d.said.Subject), Heading: d.heading, Body: template.HTML(body.HTML), Facts: d.facts, Button: d.said.Button,
		Hint: w.t(m.Lang, "email.copy_address"), HasCode: m.Kind == "sign-in" || m.Kind == "code", Foot: w.foot(m.Lang, d.foot)}, nil
}
