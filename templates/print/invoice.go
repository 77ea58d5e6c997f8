package print

import (
	"io"
	"slices"
	"strings"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/pdf"
	"anteroom/templates/words"
)

// Invoice draws an invoice with its schedule and what has been paid. link is
// an address at which it can be paid, or empty.
func (p Printer) Invoice(w io.Writer, i store.Invoice, link string) error {
	c := &i.Content
	lang := c.Locale
	d := p.paper(lang, p.Words.T(lang, "invoice.name"), i.Number, c.Title, i.Issued)
	d.Running = p.Words.T(lang, "invoice.title", "number", i.Number) + ", " + c.To.Name
	d.Parties = []pdf.Party{p.party(lang, "document.bill_to", c.To, c.TaxName), p.project(lang, "document.for", c.Project), p.party(lang, "document.from", c.From, c.TaxName)}
	d.Facts = p.invoiceFacts(&i)
	d.Intro = c.Intro.Source
	d.Highlight = p.highlight(&i)
	switch i.Status {
	case "draft", "void", "paid":
		d.Mark = p.Words.T(lang, "status."+i.Status)
	}
	totals, err := c.TotalsOf(store.Selection{})
	if err != nil {
		return err
	}
	if c.Totals != nil {
		totals = *c.Totals
	}
	if d.Lines, err = p.lines(c, c.Sections, nil); err != nil {
		return err
	}
	d.Lines.Totals, d.Lines.Within = p.totals(c, &totals)
	d.Tables = append(d.Tables, p.instalments(&i)...)
	d.Tables = append(d.Tables, p.history(&i)...)
	d.Tables = append(d.Tables, p.taxTable(c, &totals)...)
	d.Pay = p.payBox(&i, link)
	if c.Terms.Source != "" {
		d.Texts = []pdf.Text{{Heading: p.Words.T(lang, "document.terms"), Markdown: c.Terms.Source, Muted: true}}
	}
	return pdf.Write(w, d)
}

func (p Printer) invoiceFacts(i *store.Invoice) []pdf.Fact {
	lang := i.Content.Locale
	facts := []pdf.Fact{{Label: p.Words.T(lang, "document.issued"), Value: p.date(lang, i.IssuedOn)}}
	if i.QuoteNumber != "" {
		facts = append(facts, pdf.Fact{Label: p.Words.T(lang, "quote.name"), Value: i.Content.QuoteNumber},
			pdf.Fact{Label: p.Words.T(lang, "print.signed"), Value: p.date(lang, i.Content.SignedOn)})
	}
	if i.NextDueOn != "" {
		facts = append(facts, pdf.Fact{Label: p.Words.T(lang, "document.due_date"), Value: p.date(lang, i.NextDueOn)})
	}
	return facts
}

// highlight is the amount that matters now.
func (p Printer) highlight(i *store.Invoice) *pdf.Highlight {
	lang := i.Content.Locale
	next := i.Next()
	if next == nil || i.IsDraft() {
		return nil
	}
	amount := func(n int64) string { return money.Format(n, i.Currency, lang) }
	left := p.Words.T(lang, "print.left_of", "left", amount(i.Left()), "total", amount(i.Total))
	return &pdf.Highlight{Label: p.Words.T(lang, "invoice.next_payment") + ", " + words.InSentence(lang, next.Label), Amount: amount(next.Left()),
		Lines:  []string{p.Words.T(lang, "due.on", "date", p.Words.Date(lang, string(next.DueOn), words.LongYear)), left},
		Strong: []string{amount(i.Left())}}
}

func (p Printer) instalments(i *store.Invoice) []pdf.Table {
	lang := i.Content.Locale
	if len(i.Instalments) < 2 || i.IsVoid() {
		return nil
	}
	table := pdf.Table{Heading: p.Words.T(lang, "schedule.title"), Columns: []pdf.Column{{Heading: p.Words.T(lang, "print.part"), Strong: true},
		{Heading: p.Words.T(lang, "document.due_date")}, {Heading: p.Words.T(lang, "print.status")}, {Heading: p.Words.T(lang, "document.amount"), Money: true}}}
	next := i.Next()
	for n := range i.Instalments {
		part := &i.Instalments[n]
		state := "status.later"
		switch {
		case part.Left() == 0:
			state = "status.paid"
		case part == next:
			state = "print.next"
		}
		table.Rows = append(table.Rows, pdf.Row{Strong: part == next, Cells: []string{part.Label, p.date(lang, part.DueOn),
			p.Words.T(lang, state), money.Format(part.Amount, i.Currency, lang)}})
	}
	return []pdf.Table{table}
}

func (p Printer) history(i *store.Invoice) []pdf.Table {
	lang := i.Content.Locale
	table := pdf.Table{Heading: p.Words.T(lang, "invoice.history"), Columns: []pdf.Column{{Heading: p.Words.T(lang, "invoice.history_date")},
		{Heading: p.Words.T(lang, "invoice.history_with")}, {Heading: p.Words.T(lang, "invoice.history_receipt")},
		{Heading: p.Words.T(lang, "document.amount"), Money: true}},
		Totals: []pdf.Fact{{Label: p.Words.T(lang, "invoice.left_to_pay"), Value: money.Format(i.Left(), i.Currency, lang)}}}
	for n := len(i.Payments) - 1; n >= 0; n-- {
		pay := &i.Payments[n]
		if pay.State != "paid" {
			continue
		}
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{p.date(lang, pay.PaidOn), p.Method(lang, pay), pay.Receipt,
			money.Format(pay.Amount, i.Currency, lang)}})
		for _, back := range p.returns(i, pay) {
			table.Rows = append(table.Rows, pdf.Row{Cells: []string{p.date(lang, back.RefundedOn), p.returned(lang, pay, &back), back.CreditNote,
				money.Format(-back.Amount, i.Currency, lang)}})
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	if i.Credited > 0 {
		table.Totals = append([]pdf.Fact{{Label: p.Words.T(lang, "invoice.credited_sum"), Value: money.Format(-i.Credited, i.Currency, lang)}}, table.Totals...)
	}
	return []pdf.Table{table}
}

// returns are what went back of a payment, the oldest first.
func (p Printer) returns(i *store.Invoice, pay *store.Payment) (list []store.Refund) {
	for _, back := range slices.Backward(i.Refunds) {
		if back.PaymentID == pay.ID && back.State == "done" {
			list = append(list, back)
		}
	}
	return list
}

// returned words whither money went.
func (p Printer) returned(lang string, pay *store.Payment, back *store.Refund) string {
	key := map[string]string{"refund": "invoice.refund_to", "dispute": "invoice.refund_dispute", "credit": "invoice.refund_credit"}[back.Kind]
	return p.Words.T(lang, key, "with", p.Method(lang, pay))
}

// Method words how a payment was made: "Visa ending 4242", "Bank transfer".
func (p Printer) Method(lang string, pay *store.Payment) string {
	return words.PaidWith(func(key string, args ...any) string { return p.Words.T(lang, key, args...) }, pay.Method, pay.Label)
}

// payBox says how to pay what is next: for a SEPA transfer with a code for the
// bank's app and what stands in it, else with one that opens the invoice.
func (p Printer) payBox(i *store.Invoice, link string) *pdf.PayBox {
	lang := i.Content.Locale
	next := i.Next()
	if next == nil || i.IsDraft() {
		return nil
	}
	box := &pdf.PayBox{QR: link, Link: strings.TrimPrefix(link, "https://"), Strong: []string{i.Number},
		Heading: p.Words.T(lang, "print.pay_by", "amount", money.Format(next.Left(), i.Currency, lang), "date", p.Words.Date(lang, string(next.DueOn), words.Day))}
	transfer := i.Transfer(next.Left())
	if epc := transfer.EPC(); epc != "" && i.TakesBank(p.Studio) {
		box.QR, box.Facts = epc, p.bankFacts(lang, transfer)
		box.Lines = []string{p.Words.T(lang, "print.scan_bank")}
		if link != "" {
			box.Lines = []string{p.Words.T(lang, "print.scan_bank_or_open")}
		}
		return box
	}
	if link == "" {
		return nil
	}
	box.Lines = []string{p.Words.T(lang, "print.scan")}
	switch card, bank := p.Cards && i.TakesCard(p.Studio), i.TakesBank(p.Studio); {
	case card && bank:
		box.Lines = append(box.Lines, p.Words.T(lang, "print.reference", "number", i.Number))
	case bank:
		box.Lines = append(box.Lines, p.Words.T(lang, "print.reference_bank", "number", i.Number))
	case card:
		box.Lines = append(box.Lines, p.Words.T(lang, "print.reference_card"))
	}
	return box
}

// bankFacts are what one writes on a transfer by hand.
func (p Printer) bankFacts(lang string, t store.Transfer) []pdf.Fact {
	facts := []pdf.Fact{{Label: p.Words.T(lang, "pay.account_name"), Value: t.Name}, {Label: p.Words.T(lang, "pay.iban"), Value: store.Grouped(t.IBAN)}}
	if t.BIC != "" {
		facts = append(facts, pdf.Fact{Label: p.Words.T(lang, "pay.bic"), Value: t.BIC})
	}
	return append(facts, pdf.Fact{Label: p.Words.T(lang, "pay.reference"), Value: t.Reference()})
}

// Receipt draws the receipt of one payment.
func (p Printer) Receipt(w io.Writer, pay store.Payment, i store.Invoice) error {
	c := &i.Content
	lang := c.Locale
	d := p.paper(lang, p.Words.T(lang, "print.receipt"), pay.Receipt, c.Title, pay.Settled)
	d.Parties = []pdf.Party{p.party(lang, "print.received_from", c.To, c.TaxName), p.project(lang, "document.for", c.Project), p.party(lang, "document.from", c.From, c.TaxName)}
	d.Facts = []pdf.Fact{{Label: p.Words.T(lang, "print.paid_on"), Value: p.date(lang, pay.PaidOn)},
		{Label: p.Words.T(lang, "invoice.history_with"), Value: p.Method(lang, &pay)},
		{Label: p.Words.T(lang, "invoice.name"), Value: i.Number}}
	amount := money.Format(pay.Amount, pay.Currency, lang)
	d.Highlight = &pdf.Highlight{Label: p.Words.T(lang, "print.received"), Amount: amount,
		Lines: []string{p.Words.T(lang, "print.for_invoice", "number", i.Number)}}
	if p.Studio.Practice {
		d.Mark = p.Words.T(lang, "method.practice")
	}
	d.Tables = []pdf.Table{p.account(&pay, &i)}
	return pdf.Write(w, d)
}

// account is how an invoice stood after a payment, with what has since been
// credited and given back.
func (p Printer) account(pay *store.Payment, i *store.Invoice) pdf.Table {
	lang := i.Content.Locale
	amount := func(n int64) string { return money.Format(n, i.Currency, lang) }
	row := func(key string, n int64) pdf.Row {
		return pdf.Row{Cells: []string{p.Words.T(lang, key), amount(n)}}
	}
	var paid, back int64
	for _, other := range i.Payments {
		if other.State == "paid" && other.ID <= pay.ID {
			paid, back = paid+other.Amount, back+other.Refunded
		}
	}
	rows := []pdf.Row{row("invoice.total", i.Total)}
	if i.Credited > 0 {
		rows = append(rows, row("invoice.credited_sum", -i.Credited))
	}
	rows = append(rows, row("invoice.paid_so_far", paid))
	if back > 0 {
		rows = append(rows, row("invoice.refunded", -back))
	}
	return pdf.Table{Heading: p.Words.T(lang, "invoice.title", "number", i.Number),
		Columns: []pdf.Column{{Heading: p.Words.T(lang, "document.description"), Strong: true}, {Heading: p.Words.T(lang, "document.amount"), Money: true}},
		Rows:    rows, Totals: []pdf.Fact{{Label: p.Words.T(lang, "invoice.left_to_pay"), Value: amount(max(0, i.Total-i.Credited-paid+back))}}}
}
