package studio

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
	"anteroom/templates/print"
)

// invoicePage is an invoice: what is left of it, its schedule, its payments,
// and what was invoiced.
type invoicePage struct {
	web.Frame
	Invoice  store.Invoice
	Parts    []instalment // the next first, the paid ones last
	Waiting  []announced
	Disputes []dispute // that the bank has yet to decide
	Sections []paperSection
	Sums     []sumRow
	Reasons  []string // why no tax is charged where none is
	History  []event
	People   []store.Contact
	Form     *web.Form // of 'Record a payment'
	Sign     string
	Open     bool // the dialog stands open: its form was refused

	Credit     int64     // that is held of the client's money, while the invoice can be paid with it
	CreditKey  string    // of its form
	CreditForm *web.Form // when it was refused

	Reminders *reminders      // nil: there is nothing to remind of, and never was
	Recurring store.Recurring // that made it; ID 0: none did
	Notes     []store.CreditNote
}

// instalment is a part of the schedule as the page orders it.
type instalment struct {
	store.Instalment
	Next bool
	Late int // days
	In   int // days until it is due
}

// Came is all that came, also what went back since.
func (p *invoicePage) Came() int64 { return p.Invoice.Paid + p.Invoice.Refunded }

// Percent is how much of the invoice is paid, from 0 to 100.
func (p *invoicePage) Percent() int64 {
	asked := p.Invoice.Total - p.Invoice.Credited
	if asked == 0 {
		return 100
	}
	return min(100, max(0, p.Invoice.Paid)*100/asked)
}

// Settled are the payments that came, and those that are under way or failed.
func (p *invoicePage) Settled() []store.Payment {
	return slices.DeleteFunc(slices.Clone(p.Invoice.Payments), func(pay store.Payment) bool { return pay.State == "announced" })
}

// Lines counts what was invoiced.
func (p *invoicePage) Lines() (n int) {
	for _, s := range p.Sections {
		n += len(s.Lines)
	}
	return n
}

// Ledger are the payments that came, failed or are under way, each with what
// went back of it, the newest first.
func (p *invoicePage) Ledger() (list []entry) {
	for _, pay := range p.Settled() {
		e := entry{Payment: pay, With: paidWith(pay), Room: room(&p.Invoice, pay), Disputed: p.isDisputed(pay)}
		list = append(list, e)
		for n := range p.Invoice.Refunds {
			if r := &p.Invoice.Refunds[n]; r.PaymentID == pay.ID {
				list = append(list, entry{Payment: pay, Refund: r})
			}
		}
	}
	return list
}

// entry is a payment, or a refund of the one above it.
type entry struct {
	store.Payment
	With     string
	Room     int64 // that can still go back
	Disputed bool  // at the client's bank: until that has decided, nothing can
	Refund   *store.Refund
}

// paidWith is how a payment came, in words.
func paidWith(pay store.Payment) string {
	if pay.Label != "" {
		return pay.Label
	}
	for _, m := range append(methods, templates.Option{Value: "credit", Label: "Credit"}) {
		if m.Value == pay.Method {
			return m.Label
		}
	}
	return pay.Method
}

func (p *Pages) invoiceOf(x *web.Exchange) (store.Invoice, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Invoice{}, err
	}
	return p.Store.Invoice(x.Context(), id)
}

// issuedInvoice shows an invoice as it was issued, and what became of it.
func (p *Pages) issuedInvoice(x *web.Exchange, who store.Staff, i store.Invoice) error {
	view, err := p.invoicePage(x, who, i, p.paymentForm(&i))
	if err != nil {
		return err
	}
	return x.Show("studio/invoice", "", view)
}

func (p *Pages) invoicePage(x *web.Exchange, who store.Staff, i store.Invoice, form *web.Form) (*invoicePage, error) {
	view := &invoicePage{Frame: p.Frame(x, who, "invoices"), Invoice: i, Form: form, Sign: sign(i.Currency, p.Store.Studio().Locale)}
	totals, err := invoiceTotals(&i.Content)
	if err != nil {
		return nil, err
	}
	view.Sums, view.Reasons = p.sumRows(x, &i.Content, &totals), print.Reasons(x.T, &i.Content, &totals)
	if view.Sections, err = p.paper(&i.Content, nil); err != nil {
		return nil, err
	}
	view.Parts = parts(&i, p.Store.Today())
	if err := p.addWaiting(x, view); err != nil {
		return nil, err
	}
	if i.Credited > 0 {
		if view.Notes, err = p.Store.CreditNotesOf(x.Context(), i.ID); err != nil {
			return nil, err
		}
	}
	if view.Disputes, err = p.disputes(x, &i); err != nil {
		return nil, err
	}
	if err := p.addCredit(x, view); err != nil {
		return nil, err
	}
	if view.History, err = p.history(x, who, "invoice", i.ID); err != nil {
		return nil, err
	}
	if view.Reminders, err = p.invoiceReminders(x, who, &i); err != nil {
		return nil, err
	}
	if view.Recurring, err = p.Store.RecurringOf(x.Context(), i.ID); err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	view.People, err = p.addressees(x.Context(), i.ProjectID, i.ContactID)
	return view, err
}

// invoiceTotals are those that were issued; of a draft, those it would have.
func invoiceTotals(c *store.Content) (money.Totals, error) {
	if c.Totals != nil {
		return *c.Totals, nil
	}
	return c.TotalsOf(store.Selection{})
}

// parts orders a schedule: the next part first, then the later ones, then what
// is paid, the newest first.
func parts(i *store.Invoice, today store.Date) []instalment {
	var open, paid []instalment
	for _, part := range i.Instalments {
		if part.Left() == 0 {
			paid = append([]instalment{{Instalment: part}}, paid...)
			continue
		}
		in := today.DaysUntil(part.DueOn)
		open = append(open, instalment{Instalment: part, Next: len(open) == 0, In: in, Late: max(0, -in)})
	}
	return append(open, paid...)
}

func (p *Pages) invoicePDF(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	i, err := p.Store.InvoiceAsIssued(x.Context(), who, id)
	if err != nil {
		return err
	}
	name := i.Number
	if name == "" {
		name = "Draft invoice"
	}
	return x.Paper(name, func(w io.Writer) error { return p.InvoicePDF(x.Context(), w, i) })
}

func (p *Pages) invoiceLink(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	return p.copyLink(x, who, store.Object{Kind: "invoice", ID: i.ID}, "invoice "+i.Number, invoicePath(i.ID), "invoices")
}

// invoiceSending shows the email of an invoice for review.
func (p *Pages) invoiceSending(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if i.IsDraft() {
		if lacks, err := p.lacks(x, p.invoiceDraft(i)); lacks || err != nil {
			return err
		}
	}
	view, err := p.invoiceSendingPage(x, who, i, web.NewForm("attempt", newAttempt()))
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "", view)
}

func (p *Pages) invoiceSendingPage(x *web.Exchange, who store.Staff, i store.Invoice, form *web.Form) (*sendingPage, error) {
	totals, err := invoiceTotals(&i.Content)
	if err != nil {
		return nil, err
	}
	view := &sendingPage{Frame: p.Frame(x, who, "invoices"), Form: form, Heading: "Send invoice", Path: invoicePath(i.ID) + "/sending",
		Back: invoicePath(i.ID), Crumb: "Back to the invoice", Title: i.Title, Sums: p.sumRows(x, &i.Content, &totals), Resend: !i.IsDraft()}
	view.About = fmt.Sprintf("%s, total %s", i.Number, p.money(i.Total, i.Currency))
	if i.IsDraft() {
		view.Issue = invoicePath(i.ID) + "/issue"
		view.Heading, view.About = "Issue and send", "Total "+p.money(i.Total, i.Currency)+". It gets its number now, and cannot be changed afterwards."
	}
	view.Sees = []string{"The invoice, with " + counted(len(i.Instalments), "payment") + " in its schedule", "The ways to pay, and a PDF",
		fmt.Sprintf("Project #%d in the portal, without a password", i.ProjectNo)}
	if view.People, err = p.addressees(x.Context(), i.ProjectID, i.ContactID); err != nil {
		return nil, err
	}
	return view, p.prepare(x, view, store.Mail{Kind: "invoice", InvoiceID: i.ID, ProjectID: i.ProjectID})
}

// sendInvoice issues a draft and sends it, or sends an invoice once more.
func (p *Pages) sendInvoice(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	l, err := letterOf(form)
	if err == nil {
		var sent store.Invoice
		if sent, err = p.Store.SendInvoice(x.Context(), who, i.ID, l); err == nil {
			if err := p.sentWord(x, sent.Number); err != nil {
				return err
			}
			return x.Go(invoicePath(i.ID))
		}
	}
	var invalid *store.Invalid
	if errors.As(err, &invalid) && !isOfLetter(invalid) {
		return x.Go(invoicePath(i.ID) + "?lacks=1")
	}
	view, viewErr := p.invoiceSendingPage(x, who, i, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/sending", "", view)
}

// invoiceMail shows the email again as its words change.
func (p *Pages) invoiceMail(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.invoiceSendingPage(x, who, i, form)
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "mail", view)
}
