package portal

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
	"anteroom/templates/words"
)

func (p *Pages) invoiceRoutes() []Route {
	table := []Route{
		contact("GET", "/portal/invoices/{id}", "invoice", p.invoice),
		contact("POST", "/portal/invoices/{id}/view", "invoice", p.viewInvoice),
		contact("GET", "/portal/invoices/{id}/pdf", "invoice", p.invoicePDF),
		contact("GET", "/portal/invoices/{id}/terms", "invoice", p.invoiceTerms),
	}
	for _, more := range [][]Route{
		both("GET", "invoice", "/payment", p.paying),
		both("POST", "invoice", "/payments", p.pay),
		both("GET", "invoice", "/payments/{payment}", p.payment),
		both("GET", "invoice", "/receipts/{payment}", p.receipt),
		both("GET", "invoice", "/credit-notes/{note}", p.creditNote),
	} {
		table = append(table, more...)
	}
	return table
}

// invoicePage is an invoice as its client sees it.
type invoicePage struct {
	web.Frame
	Base     string // path under which all that one does with the invoice hangs
	Invoice  store.Invoice
	Work     []group
	Foot     []templates.Fact // the sums under the lines
	Total    string
	Reasons  []string
	Schedule []part
	Next     *part // to be paid next; nil: nothing is left
	Left     string
	Paid     string
	Sums     []templates.Fact // what was credited, and what was given back
	Excess   string           // what came too much, while the studio has not said what becomes of it
	Percent  int64            // of what is asked for, that has been paid
	History  []record
	CanPay   bool
	Notes    []store.CreditNote
}

// part is an instalment with its state.
type part struct {
	store.Instalment
	Amount string // all of it
	Left   string // what is left of it
	State  string // 'paid', 'credited', 'due', 'overdue', 'later'
	Days   int    // until it is due
	Late   int    // days since it was due
}

// record is a payment, or money that went back, as the history shows it.
type record struct {
	store.Payment
	Amount string
	With   string // 'Visa ending 4242', 'Bank transfer', 'Refund to Visa ending 4242'
	Day    store.Date
	Back   bool   // it went back
	Note   string // number of the credit note that came with it

	Joint    string // numbers of the invoices that an announced transfer is for, when it is for several
	JointSum string // what it comes to
}

func (p *Pages) invoice(x *web.Exchange, portal *store.Portal) error {
	page, err := p.invoicePage(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/invoice", "", page)
}

func (p *Pages) invoicePage(x *web.Exchange, portal *store.Portal) (*invoicePage, error) {
	id, base, err := address(x, portal, "invoice")
	if err != nil {
		return nil, err
	}
	i, err := portal.Invoice(x.Context(), id)
	if err != nil {
		return nil, err
	}
	page := &invoicePage{Frame: p.Frame(x, portal, ""), Base: base, Invoice: i}
	r := reader{x, &page.Invoice.Content}
	if err := page.addLines(r); err != nil {
		return nil, err
	}
	page.addSchedule(r, portal.Today())
	page.addHistory(r, portal.Studio())
	if err := page.addJoint(r, portal); err != nil {
		return nil, err
	}
	if i.Credited > 0 {
		if page.Notes, err = portal.CreditNotes(x.Context(), id); err != nil {
			return nil, err
		}
	}
	page.CanPay = i.IsPayable() && len(p.ways(x, portal, &i)) > 0
	return page, nil
}

func (v *invoicePage) addLines(r reader) (err error) {
	if v.Work, _, err = r.groups(r.c.Sections, func(store.Section, store.Line) bool { return true }); err != nil {
		return err
	}
	totals := r.c.Totals
	if totals == nil {
		worked, err := r.c.TotalsOf(store.Selection{})
		if err != nil {
			return err
		}
		totals = &worked
	}
	v.Reasons, v.Total = r.reasons(totals), r.money(totals.Total)
	if sums := r.totals(totals); len(sums) > 0 {
		v.Foot = append([]templates.Fact{{Label: r.x.T("document.subtotal"), Value: r.money(totals.Subtotal)}}, sums...)
	}
	label := r.x.T("document.total")
	if r.c.TaxIncluded {
		label = r.totalLabel(totals, "document.total_with_tax")
	}
	v.Foot = append(v.Foot, templates.Fact{Label: label, Value: v.Total, IsTotal: true})
	v.Foot = append(v.Foot, r.within(totals)...)
	return nil
}

func (v *invoicePage) addSchedule(r reader, today store.Date) {
	i := &v.Invoice
	next := i.Next()
	for n := range i.Instalments {
		instalment := &i.Instalments[n]
		s := part{Instalment: *instalment, Amount: r.money(instalment.Amount), Left: r.money(instalment.Left()),
			Days: today.DaysUntil(instalment.DueOn), Late: instalment.DueOn.DaysUntil(today), State: "later"}
		switch {
		case instalment.Left() == 0 && instalment.Paid == 0 && instalment.Credited > 0:
			s.State = "credited"
		case instalment.Left() == 0:
			s.State = "paid"
		case instalment.DueOn < today:
			s.State = "overdue"
		case instalment == next:
			s.State = "due"
		}
		v.Schedule = append(v.Schedule, s)
		if instalment == next && i.IsPayable() {
			v.Next = &s
		}
	}
	v.Left, v.Paid = r.money(i.Left()), r.money(i.Paid)
	if i.Refunded > 0 {
		v.Sums = append(v.Sums, templates.Fact{Label: r.x.T("invoice.refunded"), Value: r.money(i.Refunded)})
	}
	if i.Credited > 0 {
		v.Sums = append(v.Sums, templates.Fact{Label: r.x.T("invoice.credited_sum"), Value: r.money(-i.Credited)})
	}
	if i.Held > 0 {
		v.Sums = append(v.Sums, templates.Fact{Label: r.x.T("invoice.held"), Value: r.money(i.Held)})
	}
	if i.Excess() > 0 {
		v.Excess = r.money(i.Excess())
	}
	if asked := i.Total - i.Credited; asked > 0 {
		v.Percent = min(100, max(0, i.Paid)*100/asked)
	}
}

// addHistory lists what was paid and what is on its way. What failed was told
// at once, and is no history of payments.
func (v *invoicePage) addHistory(r reader, studio *store.Studio) {
	for _, pay := range v.Invoice.Payments {
		if pay.State == "failed" {
			continue
		}
		v.History = append(v.History, newRecord(r, pay, studio))
	}
	for _, back := range v.Invoice.Refunds {
		if back.State != "failed" {
			v.History = append(v.History, newReturn(r, back, studio))
		}
	}
	slices.SortStableFunc(v.History, func(a, b record) int { return strings.Compare(string(b.Day), string(a.Day)) })
}

// addJoint tells of which transfer for several invoices an announced payment is
// a part. One who holds the link of this invoice alone is not told of others.
func (v *invoicePage) addJoint(r reader, portal *store.Portal) error {
	for n := range v.History {
		rec := &v.History[n]
		if rec.State != "announced" {
			continue
		}
		payments, invoices, err := portal.PaidTogether(r.x.Context(), cmp.Or(rec.WithID, rec.ID))
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		var sum int64
		var numbers []string
		for n, pay := range payments {
			if pay.State == "announced" {
				sum, numbers = sum+pay.Amount, append(numbers, invoices[n].Number)
			}
		}
		if len(numbers) > 1 {
			rec.Joint, rec.JointSum = listed(r.x, numbers), r.money(sum)
		}
	}
	return nil
}

// newReturn is money that went back, or is on its way.
func newReturn(r reader, back store.Refund, studio *store.Studio) record {
	with, day := returned(r.x, back, studio)
	return record{Amount: r.money(-back.Amount), With: with, Day: day, Back: back.State == "done", Note: back.CreditNote}
}

// returned words whither money went, and when.
func returned(x *web.Exchange, back store.Refund, studio *store.Studio) (with string, day store.Date) {
	with = words.PaidWith(x.T, back.Method, back.Label)
	key := map[string]string{"refund": "invoice.refund_to", "dispute": "invoice.refund_dispute", "credit": "invoice.refund_credit"}[back.Kind]
	if day = back.RefundedOn; day == "" {
		day = store.DateOf(back.Started.In(studio.Zone()))
	}
	return x.T(key, "with", with), day
}

func newRecord(r reader, pay store.Payment, studio *store.Studio) record {
	with := words.PaidWith(r.x.T, pay.Method, pay.Label)
	day := pay.PaidOn
	if day == "" {
		day = store.DateOf(pay.Started.In(studio.Zone()))
	}
	return record{Payment: pay, Amount: r.money(pay.Amount), With: with, Day: day}
}

func (p *Pages) viewInvoice(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "invoice")
	if err != nil {
		return err
	}
	if err := portal.ViewInvoice(x.Context(), id); err != nil {
		return err
	}
	return seen(x)
}

func (p *Pages) invoicePDF(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "invoice")
	if err != nil {
		return err
	}
	i, err := portal.Invoice(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Paper(i.Number, func(w io.Writer) error { return p.InvoicePDF(x.Context(), w, i) })
}

func (p *Pages) invoiceTerms(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "invoice")
	if err != nil {
		return err
	}
	i, err := portal.Invoice(x.Context(), id)
	if err != nil {
		return err
	}
	return p.showTerms(x, portal, i.Content.Terms, x.T("invoice.title", "number", i.Number), base)
}

// creditNote hands over a credit note of the invoice.
func (p *Pages) creditNote(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "invoice")
	if err != nil {
		return err
	}
	number, err := x.ID("note")
	if err != nil {
		return err
	}
	note, err := portal.CreditNote(x.Context(), id, number)
	if err != nil {
		return err
	}
	return x.Paper(note.Number, func(w io.Writer) error { return p.CreditNotePDF(x.Context(), w, note) })
}

// receipt hands over the receipt of a payment that has arrived.
func (p *Pages) receipt(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "invoice")
	if err != nil {
		return err
	}
	payment, err := x.ID("payment")
	if err != nil {
		return err
	}
	i, err := portal.Invoice(x.Context(), id)
	if err != nil {
		return err
	}
	pay, err := portal.Payment(x.Context(), id, payment)
	if err != nil {
		return err
	}
	if pay.State != "paid" {
		return store.ErrNotFound
	}
	return x.Paper(pay.Receipt, func(w io.Writer) error { return p.ReceiptPDF(x.Context(), w, pay, i) })
}
