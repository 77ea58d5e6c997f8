package studio

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/letter"
)

// sendingPage shows an email before it goes: to whom, its words, what the
// client will see, and how the email looks. It serves quotes, invoices and contracts.
type sendingPage struct {
	web.Frame
	Form    *web.Form // contacts, subject, body, attempt
	People  []store.Contact
	Preview letter.Sheet
	Heading string // "Send quote"
	About   string // "Q-0236, total £12,408.00, valid until 18 December"
	Path    string // of the form
	Issue   string // where it is issued without an email; empty: it is, or it needs none
	Back    string
	Crumb   string
	Title   string // of the document, behind the dialog
	Intro   string
	Sums    []sumRow
	Sees    []string // what the client will see
	Asked   []asked  // of a contract: whom it goes to is settled, and when; else nil
	NoMail  bool     // no mail server is set up
	Resend  bool
	OneTime bool        // its link is made when it goes: there is none to copy
	Trial   *trial      // of a test that was just asked for
	Keep    [][2]string // what else goes along with the form: name, value
	Nobody  string      // why nobody can get it, where it is not for want of contacts on the project
}

// Here is the address of this page.
func (p sendingPage) Here() string {
	q := url.Values{}
	for _, kept := range p.Keep {
		q.Set(kept[0], kept[1])
	}
	if len(q) == 0 {
		return p.Path
	}
	return p.Path + "?" + q.Encode()
}

// To is the first recipient, to whom the words speak.
func (p sendingPage) To() store.Contact {
	for _, c := range p.People {
		if p.Form.Has("contacts", strconv.FormatInt(c.ID, 10)) {
			return c
		}
	}
	if len(p.People) > 0 {
		return p.People[0]
	}
	return store.Contact{}
}

// First is the recipient's first name.
func (p sendingPage) First() string {
	first, _, _ := strings.Cut(p.To().Name, " ")
	return first
}

// LeavesNumber tells whether the words wait for the number that the document gets.
func (p sendingPage) LeavesNumber() bool {
	return p.Asked == nil && strings.Contains(p.Form.Get("subject")+p.Form.Get("body"), "{number}")
}

// Chosen tells whether a contact is to get the email.
func (p sendingPage) Chosen(id int64) bool { return p.Form.Has("contacts", strconv.FormatInt(id, 10)) }

// addressees are those to whom a document may go: the one it is for, or
// everyone on its project.
func (p *Pages) addressees(ctx context.Context, projectID, only int64) ([]store.Contact, error) {
	people, err := p.Store.ProjectContacts(ctx, projectID)
	return slices.DeleteFunc(people, func(c store.Contact) bool { return only != 0 && c.ID != only }), err
}

// prepare fills the form with the words that an email has by itself, unless
// something was typed, and shows how it will look.
func (p *Pages) prepare(x *web.Exchange, view *sendingPage, m store.Mail) error {
	if p.Settings.Mail != nil {
		_, ready, err := p.Settings.Mail(x.Context())
		if err != nil {
			return err
		}
		view.NoMail = !ready
	}
	if len(view.People) == 0 {
		return nil
	}
	to := view.To()
	if !view.Form.Values.Has("subject") {
		m.To, m.ToName, m.Lang, m.ContactID = to.Email, to.Name, to.Locale, to.ID
		words, err := p.MailWords(x.Context(), m)
		if err != nil {
			return err
		}
		view.Form.Values.Set("contacts", strconv.FormatInt(to.ID, 10))
		view.Form.Values.Set("subject", words.Subject)
		view.Form.Values.Set("body", words.Body)
	}
	m.Subject, m.Body = view.Form.Get("subject"), view.Form.Get("body")
	m.To, m.ToName, m.Lang, m.ContactID = to.Email, to.Name, to.Locale, to.ID
	sheet, err := p.PreviewMail(x.Context(), m)
	if errors.As(err, new(*store.Invalid)) {
		return nil // said beside the field when it is sent
	}
	view.Preview = sheet
	return err
}

// letterOf reads the form of an email.
func letterOf(form *web.Form) (store.Letter, error) {
	l := store.Letter{Subject: form.Get("subject"), Body: form.Get("body"), Attempt: form.Get("attempt")}
	var invalid store.Invalid
	for _, text := range form.All("contacts") {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			invalid.Add("contacts", store.Say("invalid.choice"))
		}
		if !slices.Contains(l.Contacts, id) {
			l.Contacts = append(l.Contacts, id)
		}
	}
	for name := range form.Errors {
		invalid.Add(name, store.Say("invalid.text"))
	}
	return l, invalid.OrNil()
}

// sentWord says what became of an email that was just handed over.
func (p *Pages) sentWord(x *web.Exchange, what string) error {
	_, ready, err := p.Settings.Mail(x.Context())
	if err != nil {
		return err
	}
	if !ready {
		return x.Tell("warn", what+" is ready, and its email waits: no mail server is set up. Copy the link and hand it over yourself.")
	}
	return x.Tell("ok", what+" is on its way.")
}
