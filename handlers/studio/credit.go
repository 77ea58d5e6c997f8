package studio

import (
	"errors"
	"io"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// 'Put something right': an issued invoice is never changed; a credit note takes
// back a part of it or all.

func (p *Pages) creditRoutes() []Route {
	return []Route{
		owner("GET", "/studio/invoices/{id}/credit", "invoice", p.crediting),
		owner("POST", "/studio/invoices/{id}/credit-notes", "invoice", p.credit),
		staff("GET", "/studio/invoices/{id}/credit-notes/{note}/pdf", "invoice", p.creditNotePDF),
		staff("GET", "/studio/invoices/{id}/credit-notes/{note}/sending", "invoice", p.creditNoteSending),
		staff("POST", "/studio/invoices/{id}/credit-notes/{note}/sending", "invoice", p.sendCreditNote),
		staff("POST", "/studio/invoices/{id}/credit-notes/{note}/sending/preview", "invoice", p.creditNoteMail),
		staff("POST", "/studio/invoices/{id}/credit-notes/{note}/sending/trial", "invoice", p.tryCreditNoteMail),
	}
}

// creditPage is 'Credit note': how much is taken back, and why.
type creditPage struct {
	web.Frame
	Invoice store.Invoice
	Room    int64 // the most that can be taken back
	Over    int64 // of what was paid, that then is too much
	Sign    string
	Form    *web.Form
	Amount  string // what the button says; empty while it cannot be read
}

// creditable tells whether something is left to be credited.
func creditable(i *store.Invoice) bool { return !i.IsDraft() && !i.IsVoid() && i.Credited < i.Total }

func (p *Pages) creditPage(x *web.Exchange, who store.Staff, form *web.Form) (*creditPage, error) {
	i, err := p.invoiceOf(x)
	if err != nil {
		return nil, err
	}
	v := &creditPage{Frame: p.Frame(x, who, "invoices"), Invoice: i, Room: i.Total - i.Credited, Form: form}
	v.Sign = sign(i.Currency, v.Locale)
	if form == nil {
		v.Form = web.NewForm("part", "all", "amount", "", "attempt", newAttempt())
	}
	amount, _, err := v.wanted()
	if err == nil && amount > 0 && amount <= v.Room {
		v.Amount, v.Over = money.Format(amount, i.Currency, v.Locale), max(0, i.Paid-(i.Total-i.Credited-amount))
	}
	return v, nil
}

// wanted is the amount that the form asks for, in minor units; all is for all
// that is left.
func (v *creditPage) wanted() (amount int64, all bool, err error) {
	if v.Form.Get("part") != "some" {
		return v.Room, true, nil
	}
	amount, err = money.Parse(v.Form.Get("amount"), v.Invoice.Currency, v.Locale)
	var problem money.Problem
	switch {
	case errors.As(err, &problem):
		return 0, false, &store.Invalid{Fields: map[string]store.Text{"amount": store.Say("money." + string(problem))}}
	case err == nil && amount <= 0:
		return 0, false, &store.Invalid{Fields: map[string]store.Text{"amount": store.Say("invalid.too_small")}}
	}
	return amount, false, err
}

// crediting is the form, and its foot anew while the amount is typed.
func (p *Pages) crediting(x *web.Exchange, who store.Staff) error {
	var form *web.Form
	typed := x.R.URL.Query()
	if typed.Has("part") {
		form = web.NewForm("part", typed.Get("part"), "amount", typed.Get("amount"))
	}
	view, err := p.creditPage(x, who, form)
	switch {
	case err != nil:
		return err
	case !creditable(&view.Invoice):
		return x.Go(invoicePath(view.Invoice.ID)) // which says why
	case form != nil:
		return x.Show("studio/credit", "credit-foot", view)
	}
	return x.Show("studio/credit", "credit", view)
}

// credit issues the credit note, and goes on to its email.
func (p *Pages) credit(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.creditPage(x, who, form)
	if err != nil {
		return err
	}
	amount, all, err := view.wanted()
	if all {
		amount = 0
	}
	var note store.CreditNote
	if err == nil {
		note, err = p.Store.CreditInvoice(x.Context(), who, view.Invoice.ID, store.Crediting{Amount: amount, Reason: form.Get("reason"), Attempt: form.Get("attempt")})
	}
	if err != nil {
		return x.Again(err, form, "studio/credit", "", view)
	}
	if err := x.Tell("ok", "Credit note "+note.Number+" of "+p.money(note.Total, note.Currency)+" is issued."); err != nil {
		return err
	}
	people, err := p.addressees(x.Context(), view.Invoice.ProjectID, view.Invoice.ContactID)
	if err != nil || len(people) == 0 {
		return errors.Join(err, x.Go(invoicePath(view.Invoice.ID)))
	}
	return x.Go(creditNotePath(&note) + "/sending")
}

func creditNotePath(n *store.CreditNote) string {
	return invoicePath(n.InvoiceID) + "/credit-notes/" + itoa(n.ID)
}

// creditNoteOf is the credit note that a path names, and its invoice.
func (p *Pages) creditNoteOf(x *web.Exchange) (i store.Invoice, n store.CreditNote, err error) {
	if i, err = p.invoiceOf(x); err != nil {
		return i, n, err
	}
	id, err := x.ID("note")
	if err != nil {
		return i, n, err
	}
	if n, err = p.Store.CreditNote(x.Context(), id); err == nil && n.InvoiceID != i.ID {
		err = store.ErrNotFound
	}
	return i, n, err
}

func (p *Pages) creditNotePDF(x *web.Exchange, _ store.Staff) error {
	_, note, err := p.creditNoteOf(x)
	if err != nil {
		return err
	}
	return x.Paper(note.Number, func(w io.Writer) error { return p.CreditNotePDF(x.Context(), w, note) })
}

// creditNoteSendingPage is the email of a credit note for review.
func (p *Pages) creditNoteSendingPage(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	i, note, err := p.creditNoteOf(x)
	if err != nil {
		return nil, store.Mail{}, err
	}
	m := store.Mail{Kind: "credit-note", InvoiceID: i.ID, ProjectID: i.ProjectID, Data: map[string]string{"credit_note": itoa(note.ID)}}
	view := &sendingPage{Frame: p.Frame(x, who, "invoices"), Form: form, Heading: "Send credit note", Path: creditNotePath(&note) + "/sending",
		Back: invoicePath(i.ID), Crumb: "Back to the invoice", Title: "Credit note " + note.Number, Sums: p.sumRows(x, &note.Content, note.Content.Totals),
		Resend: true, About: note.Number + ", " + p.money(note.Total, note.Currency) + " off invoice " + i.Number,
		Sees: []string{"The credit note as a PDF", "The invoice, and what is left of it"}}
	if view.People, err = p.addressees(x.Context(), i.ProjectID, i.ContactID); err != nil {
		return nil, m, err
	}
	return view, m, p.prepare(x, view, m)
}

func (p *Pages) creditNoteSending(x *web.Exchange, who store.Staff) error {
	return p.notice(x, who, p.creditNoteSendingPage)
}

func (p *Pages) sendCreditNote(x *web.Exchange, who store.Staff) error {
	return p.sendNotice(x, who, p.creditNoteSendingPage, p.Store.SendCreditNote, "note", "The credit note")
}

func (p *Pages) creditNoteMail(x *web.Exchange, who store.Staff) error {
	return p.noticePreview(x, who, p.creditNoteSendingPage)
}

func (p *Pages) tryCreditNoteMail(x *web.Exchange, who store.Staff) error {
	return p.tryNotice(x, who, p.creditNoteSendingPage, "invoices")
}
