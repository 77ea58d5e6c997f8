package studio

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) quoteSendRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/{id}/sending", "quote", p.quoteSending),
		staff("POST", "/studio/quotes/{id}/sending", "quote", p.sendQuote),
		staff("POST", "/studio/quotes/{id}/sending/preview", "quote", p.quoteMail),
		staff("POST", "/studio/quotes/{id}/sending/trial", "quote", p.tryQuoteMail),
		staff("GET", "/studio/quotes/{id}/pdf", "quote", p.quotePDF),
	}
}

// quoteSending shows the email of a quote for review: of a draft, or once more
// of one that waits for its decision.
func (p *Pages) quoteSending(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if q.IsDraft() {
		if lacks, err := p.lacks(x, p.quoteDraft(q)); lacks || err != nil {
			return err
		}
	}
	form := web.NewForm("attempt", newAttempt())
	view, err := p.quoteSendingPage(x, who, q, form)
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "", view)
}

// lacks leads back to the editor of a draft that cannot go as it is.
func (p *Pages) lacks(x *web.Exchange, d draft) (yes bool, err error) {
	err = d.lacks(x.Context())
	if errors.As(err, new(*store.Invalid)) {
		return true, x.Go(d.Path + "?lacks=1")
	}
	return false, err
}

func (p *Pages) quoteSendingPage(x *web.Exchange, who store.Staff, q store.Quote, form *web.Form) (*sendingPage, error) {
	totals, err := q.Content.TotalsOf(q.Content.DefaultSelection())
	if err != nil {
		return nil, err
	}
	noun := "quote"
	if q.IsEstimate() {
		noun = "estimate"
	}
	view := &sendingPage{Frame: p.Frame(x, who, "quotes"), Form: form, Heading: "Send " + noun, Path: quotePath(q.ID) + "/sending",
		Back: quotePath(q.ID), Crumb: "Back to the " + noun, Title: q.Content.Title, Intro: q.Content.Intro.Source, Resend: !q.IsDraft(),
		Sums: p.sumRows(x, &q.Content, &totals), Sees: p.quoteSees(&q, noun)}
	view.About = "Total " + p.money(totals.Total, q.Currency)
	if q.Number != "" {
		view.About = q.Number + ", total " + p.money(totals.Total, q.Currency)
	}
	if q.Content.ValidUntil != "" {
		view.About += ", valid until " + x.Date(q.Content.ValidUntil, "full")
	}
	if view.People, err = p.addressees(x.Context(), q.ProjectID, q.ContactID); err != nil {
		return nil, err
	}
	return view, p.prepare(x, view, store.Mail{Kind: q.Kind, QuoteID: q.ID, ProjectID: q.ProjectID})
}

// quoteSees says what the client will find behind the button.
func (p *Pages) quoteSees(q *store.Quote, noun string) []string {
	lines, extras := countLines(&q.Content)
	what := fmt.Sprintf("The %s, with %s", noun, counted(lines, "line"))
	if extras > 0 {
		what += fmt.Sprintf(" and %s to choose", counted(extras, "extra"))
	}
	if n := len(q.Content.Packages()); n > 0 {
		what += fmt.Sprintf(", one of %d packages", n)
	}
	sees := []string{what, "Sign to accept, Decline, and a PDF"}
	if q.Content.Terms.Source != "" {
		sees = append(sees, "The terms of business")
	}
	return append(sees, fmt.Sprintf("Project #%d in the portal, without a password", q.ProjectNo))
}

// countLines counts the lines of a quote that stand, and those to choose.
func countLines(c *store.Content) (lines, extras int) {
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if l.Optional {
				extras++
			} else {
				lines++
			}
		}
	}
	return lines, extras
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// sendQuote sends a draft, or the link of a sent quote once more. A second
// click finds it sent, and changes nothing.
func (p *Pages) sendQuote(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	l, err := letterOf(form)
	number := q.Number
	if err == nil && q.IsDraft() {
		var sent store.Quote
		sent, err = p.Store.SendQuote(x.Context(), who, q.ID, l)
		number = sent.Number
	} else if err == nil {
		err = p.Store.ResendQuote(x.Context(), who, q.ID, l)
	}
	if err == nil {
		if err := p.sentWord(x, number); err != nil {
			return err
		}
		return x.Go(quotePath(q.ID))
	}
	return p.notSent(x, who, q, form, err)
}

// notSent tells why a quote did not go: beside the words of the letter, or in
// the editor, where it lacks something.
func (p *Pages) notSent(x *web.Exchange, who store.Staff, q store.Quote, form *web.Form, err error) error {
	var invalid *store.Invalid
	if errors.As(err, &invalid) && !isOfLetter(invalid) {
		return x.Go(quotePath(q.ID) + "?lacks=1")
	}
	now, readErr := p.Store.Quote(x.Context(), q.ID)
	if readErr != nil {
		return readErr
	}
	if errors.As(err, new(*store.Refused)) && q.IsDraft() && !now.IsDraft() {
		return x.Go(quotePath(q.ID)) // the first of two clicks has sent it
	}
	view, viewErr := p.quoteSendingPage(x, who, now, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/sending", "", view)
}

// isOfLetter tells whether what needs mending stands in the letter.
func isOfLetter(invalid *store.Invalid) bool {
	for field := range invalid.Fields {
		switch field {
		case "contacts", "subject", "body", "attempt":
			return true
		}
	}
	return false
}

// quoteMail shows the email again as its words change.
func (p *Pages) quoteMail(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.quoteSendingPage(x, who, q, form)
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "mail", view)
}

// quotePDF is the paper of a quote: the signed copy once it is accepted.
func (p *Pages) quotePDF(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if q.Status == "accepted" {
		copied, err := p.SignedPDF(x.Context(), store.Object{Kind: "quote", ID: q.ID})
		if err != nil {
			return err
		}
		return x.Paper(q.Number, func(w io.Writer) error { _, err := w.Write(copied); return err })
	}
	if q, err = p.Store.QuoteAsSent(x.Context(), who, q.ID); err != nil {
		return err
	}
	name := q.Number
	if name == "" {
		name = "Draft " + strconv.FormatInt(q.ID, 10)
	}
	return x.Paper(name, func(w io.Writer) error {
		return p.QuotePDF(x.Context(), w, q, q.Content.DefaultSelection())
	})
}

// linkPage shows a link that was just made, once.
type linkPage struct {
	web.Frame
	Name  string // whose it is
	What  string // what it opens
	URL   string
	Back  string
	Crumb string
}

// copyLink makes a link to a document for one contact and shows it.
func (p *Pages) copyLink(x *web.Exchange, who store.Staff, o store.Object, what, back, part string) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	contact, err := strconv.ParseInt(form.Get("contact"), 10, 64)
	if err != nil {
		return store.ErrNotFound
	}
	return p.showLink(x, who, contact, o, what, back, part)
}

// showLink makes a link and shows it, this once.
func (p *Pages) showLink(x *web.Exchange, who store.Staff, contact int64, o store.Object, what, back, part string) error {
	token, err := p.Store.CopyLink(x.Context(), who, contact, o)
	if err != nil {
		return err
	}
	view := linkPage{Frame: p.Frame(x, who, part), What: what, Back: back, Crumb: what, URL: x.App.BaseURL() + "/d/" + url.PathEscape(token)}
	portal, err := p.Store.PreviewPortal(x.Context(), who, contact)
	if err != nil {
		return err
	}
	view.Name = portal.Contact.Name
	return x.Show("studio/link", "", view)
}
