package studio

import (
	"context"
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

// reminderPageOf makes the dialog of one kind of document.
type reminderPageOf func(*web.Exchange, store.Staff, *web.Form) (*sendingPage, store.Mail, error)

// showReminder opens the dialog. For what is no longer awaited it leads back.
func (p *Pages) showReminder(x *web.Exchange, who store.Staff, page reminderPageOf) error {
	view, m, err := page(x, who, web.NewForm("attempt", newAttempt()))
	if err != nil {
		return err
	}
	if m.Kind == "" {
		return x.Go(view.Back) // where it stands why
	}
	return x.Show("studio/sending", "", view)
}

func (p *Pages) invoiceReminder(x *web.Exchange, who store.Staff) error {
	return p.showReminder(x, who, p.invoiceReminderPage)
}

func (p *Pages) quoteReminder(x *web.Exchange, who store.Staff) error {
	return p.showReminder(x, who, p.quoteReminderPage)
}

// reminderVerb sends a reminder of one kind of document.
type reminderVerb func(ctx context.Context, by store.Staff, id int64, l store.Letter) error

func (p *Pages) sendReminder(x *web.Exchange, who store.Staff, page reminderPageOf, send reminderVerb) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	l, err := letterOf(form)
	if err == nil {
		err = send(x.Context(), who, id, l)
	}
	view, _, viewErr := page(x, who, form)
	if viewErr != nil {
		return viewErr
	}
	if err != nil {
		return x.Again(err, form, "studio/sending", "", view)
	}
	if view.NoMail {
		if err := x.Tell("warn", "The reminder waits: no mail server is set up."); err != nil {
			return err
		}
		return x.Go(view.Back)
	}
	return p.say(x, "The reminder is on its way.", view.Back)
}

func (p *Pages) remindInvoice(x *web.Exchange, who store.Staff) error {
	return p.sendReminder(x, who, p.invoiceReminderPage, p.Store.RemindInvoice)
}

func (p *Pages) remindQuote(x *web.Exchange, who store.Staff) error {
	return p.sendReminder(x, who, p.quoteReminderPage, p.Store.RemindQuote)
}

// reminderPreview shows the email again as its words change.
func (p *Pages) reminderPreview(x *web.Exchange, who store.Staff, page reminderPageOf) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, _, err := page(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "mail", view)
}

func (p *Pages) invoiceReminderMail(x *web.Exchange, who store.Staff) error {
	return p.reminderPreview(x, who, p.invoiceReminderPage)
}

func (p *Pages) quoteReminderMail(x *web.Exchange, who store.Staff) error {
	return p.reminderPreview(x, who, p.quoteReminderPage)
}

// tryReminder sends a test of the email to whoever is about to send it.
func (p *Pages) tryReminder(x *web.Exchange, who store.Staff, page reminderPageOf, nouns string) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, m, err := page(x, who, form)
	if err != nil {
		return err
	}
	return p.tryMail(x, who, view, m, viewPath(view.To(), nouns, id))
}

func (p *Pages) tryInvoiceReminder(x *web.Exchange, who store.Staff) error {
	return p.tryReminder(x, who, p.invoiceReminderPage, "invoices")
}

func (p *Pages) tryQuoteReminder(x *web.Exchange, who store.Staff) error {
	return p.tryReminder(x, who, p.quoteReminderPage, "quotes")
}
