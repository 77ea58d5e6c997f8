package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// 'Send a reminder now' is the dialog of sending, with a reminder's words.

// reminderMail is what a reminder by hand would be as a mail: worded for today.
func (p *Pages) reminderMail(o store.Object, projectID int64, due store.Date) store.Mail {
	m := store.Mail{Kind: o.Kind + "-reminder", ProjectID: projectID,
		Data: map[string]string{"due": string(due), "days": strconv.Itoa(due.DaysUntil(p.Store.Today()))}}
	if o.Kind == "quote" {
		m.QuoteID = o.ID
	} else {
		m.InvoiceID = o.ID
	}
	return m
}

func (p *Pages) invoiceReminderPage(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	i, err := p.invoiceOf(x)
	if err != nil {
		return nil, store.Mail{}, err
	}
	totals, err := invoiceTotals(&i.Content)
	if err != nil {
		return nil, store.Mail{}, err
	}
	due, left := p.Store.Today(), int64(0)
	if next := i.Next(); next != nil {
		due, left = next.DueOn, i.DueBy(max(next.DueOn, due))
	}
	view := &sendingPage{Frame: p.Frame(x, who, "invoices"), Form: form, Heading: "Send a reminder", Path: invoicePath(i.ID) + "/reminder",
		Back: invoicePath(i.ID), Crumb: "Back to the invoice", Title: i.Title, Sums: p.sumRows(x, &i.Content, &totals), Resend: true,
		About: i.Number + ", " + p.money(left, i.Currency) + " due " + due.Time().Format("2 January 2006"),
		Sees:  []string{"The invoice, and what is left of it", "The ways to pay, and a PDF"}}
	if !i.IsPayable() {
		return view, store.Mail{}, nil
	}
	if view.People, err = p.addressees(x.Context(), i.ProjectID, i.ContactID); err != nil {
		return nil, store.Mail{}, err
	}
	m := p.reminderMail(store.Object{Kind: "invoice", ID: i.ID}, i.ProjectID, due)
	return view, m, p.prepare(x, view, m)
}

func (p *Pages) quoteReminderPage(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	q, err := p.quoteOf(x)
	if err != nil {
		return nil, store.Mail{}, err
	}
	totals, err := q.Content.TotalsOf(q.Content.DefaultSelection())
	if err != nil {
		return nil, store.Mail{}, err
	}
	view := &sendingPage{Frame: p.Frame(x, who, "quotes"), Form: form, Heading: "Send a reminder", Path: quotePath(q.ID) + "/reminder",
		Back: quotePath(q.ID), Crumb: "Back to the " + noun(&q), Title: q.Content.Title, Sums: p.sumRows(x, &q.Content, &totals), Resend: true,
		Sees: p.quoteSees(&q, noun(&q)), About: q.Number + ", total " + p.money(totals.Total, q.Currency)}
	if q.ValidUntil != "" {
		view.About += ", valid until " + q.ValidUntil.Time().Format("2 January 2006")
	}
	if !q.IsOpen() {
		return view, store.Mail{}, nil
	}
	if view.People, err = p.addressees(x.Context(), q.ProjectID, q.ContactID); err != nil {
		return nil, store.Mail{}, err
	}
	m := p.reminderMail(store.Object{Kind: "quote", ID: q.ID}, q.ProjectID, q.ValidUntil)
	return view, m, p.prepare(x, view, m)
}

func (p *Pages) invoiceReminder(x *web.Exchange, who store.Staff) error {
	return p.notice(x, who, p.invoiceReminderPage)
}

func (p *Pages) quoteReminder(x *web.Exchange, who store.Staff) error {
	return p.notice(x, who, p.quoteReminderPage)
}

func (p *Pages) remindInvoice(x *web.Exchange, who store.Staff) error {
	return p.sendNotice(x, who, p.invoiceReminderPage, p.Store.RemindInvoice, "id", "The reminder")
}

func (p *Pages) remindQuote(x *web.Exchange, who store.Staff) error {
	return p.sendNotice(x, who, p.quoteReminderPage, p.Store.RemindQuote, "id", "The reminder")
}

func (p *Pages) invoiceReminderMail(x *web.Exchange, who store.Staff) error {
	return p.noticePreview(x, who, p.invoiceReminderPage)
}

func (p *Pages) quoteReminderMail(x *web.Exchange, who store.Staff) error {
	return p.noticePreview(x, who, p.quoteReminderPage)
}

func (p *Pages) tryInvoiceReminder(x *web.Exchange, who store.Staff) error {
	return p.tryNotice(x, who, p.invoiceReminderPage, "invoices")
}

func (p *Pages) tryQuoteReminder(x *web.Exchange, who store.Staff) error {
	return p.tryNotice(x, who, p.quoteReminderPage, "quotes")
}
