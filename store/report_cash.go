package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"anteroom/store/money"
)

// paidEvents is all that ever happened, up to the end of a period (?2), to the
// invoices that were paid, refunded or credited in it: their taxes, then credit
// notes, payments and refunds. What a payment was for depends on those before it.
const paidEvents = `WITH touched(id) AS (
		SELECT invoice_id FROM payment INDEXED BY payment_by_day WHERE state = 'paid' AND paid_on BETWEEN ?1 AND ?2
		UNION SELECT payment.invoice_id FROM refund INDEXED BY refund_by_day JOIN payment ON payment.id = refund.payment_id
			WHERE refund.state = 'done' AND refunded_on BETWEEN ?1 AND ?2
		UNION SELECT invoice_id FROM credit_note INDEXED BY credit_note_by_issue WHERE issued_on BETWEEN ?1 AND ?2)
	SELECT invoice.id, '', 0, 0, invoice.number, invoice.currency, category, rate, base, tax
		FROM touched CROSS JOIN invoice ON invoice.id = touched.id LEFT JOIN invoice_tax ON invoice_id = touched.id
	UNION ALL SELECT invoice_id, issued_on, 1, credit_note.id, number, currency, category, rate, base, tax
		FROM touched CROSS JOIN credit_note ON invoice_id = touched.id JOIN credit_note_tax ON credit_note_id = credit_note.id WHERE issued_on <= ?2
	UNION ALL SELECT invoice_id, paid_on, 2, payment.id, receipt, currency, '', 0, 0, amount
		FROM touched CROSS JOIN payment ON invoice_id = touched.id WHERE +state = 'paid' AND paid_on <= ?2
	UNION ALL SELECT payment.invoice_id, refunded_on, iif(kind = 'dispute', 4, 3), refund.id, payment.receipt, refund.currency, '', 0, 0, refund.amount
		FROM touched CROSS JOIN payment ON payment.invoice_id = touched.id JOIN refund ON payment_id = payment.id
		WHERE +refund.state = 'done' AND refunded_on <= ?2`

// The steps of paidEvents.
const (
	stepTax = iota
	stepCredit
	stepPayment
	stepRefund
	stepDispute
)

// paidEvent is a row of it.
type paidEvent struct {
	invoice  int64
	day      Date
	step     int
	id       int64  // of the credit note, payment or refund
	number   string // of that, of a payment's receipt, or of the invoice at its taxes
	currency string
	tax      taxKey // of taxes and credit notes
	base     int64
	amount   int64 // tax, or the money that moved
}

// taxKey is what taxes are told apart by.
type taxKey struct {
	category money.TaxCategory
	rate     money.Rate
}

func scanPaidEvent(row scanner, v *paidEvent) error {
	var category sql.NullString
	var rate, base, amount sql.NullInt64 // an invoice without taxes
	err := row.Scan(&v.invoice, &v.day, &v.step, &v.id, &v.number, &v.currency, &category, &rate, &base, &amount)
	v.tax, v.base, v.amount = taxKey{money.TaxCategory(category.String), money.Rate(rate.Int64)}, base.Int64, amount.Int64
	return err
}

// inOrder puts the events of each invoice together: its taxes, then what
// happened by the day.
func inOrder(a, b paidEvent) int {
	return cmp.Or(cmp.Compare(a.invoice, b.invoice), cmp.Compare(a.day, b.day), cmp.Compare(a.step, b.step), cmp.Compare(a.id, b.id))
}

// paidTaxes hands on what each payment and refund of a period was for: its share
// of each net and tax of its invoice, exact to the unit. A credit note that
// leaves exactly what was paid corrects what the payments before it were for;
// its entries add up to nothing.
func (s *Store) paidTaxes(ctx context.Context, p Period, entry func(TaxEntry)) error {
	events, err := all(ctx, s.reader, scanPaidEvent, paidEvents, p.From, p.To)
	if err != nil {
		return err
	}
	slices.SortFunc(events, inOrder)
	for len(events) > 0 {
		n := 1
		for n < len(events) && events[n].invoice == events[0].invoice {
			n++
		}
		if err := divide(events[:n], p, entry); err != nil {
			return err
		}
		events = events[n:]
	}
	return nil
}

// divide goes through the events of one invoice. What a bank took beyond what was
// paid, since it had gone back by hand, was for nothing that was sold: no tax is in
// it, nor in what makes up for it.
func divide(events []paidEvent, p Period, entry func(TaxEntry)) error {
	keys, invoice := taxesOf(events), events[0].number
	var whole []int64
	for len(events) > 0 && events[0].step == stepTax {
		whole, events = addTax(whole, keys, events[0]), events[1:]
	}
	paying, twice := money.NewPaying(whole), int64(0)
	for len(events) > 0 {
		e := events[0]
		kind, sign, untaxed, shares, err := "payment", int64(1), int64(0), []int64(nil), error(nil)
		switch e.step {
		case stepCredit:
			var parts []int64
			for len(events) > 1 && events[1].step == stepCredit && events[1].id == e.id {
				parts, events = addTax(parts, keys, events[0]), events[1:]
			}
			kind, shares = "credit-note", paying.Credit(addTax(parts, keys, events[0]))
		case stepPayment:
			untaxed = min(twice, e.amount)
			shares, err = unlessNothing(paying.Pay, e.amount-untaxed)
		case stepRefund, stepDispute:
			kind, sign = "refund", -1
			if e.step == stepDispute {
				untaxed = e.amount - min(e.amount, max(0, paying.Paid()))
			}
			shares, err = unlessNothing(paying.Refund, e.amount-untaxed)
		}
		if err != nil {
			return fmt.Errorf("divide the %s %s of invoice %s: %w", kind, e.number, invoice, err)
		}
		events, twice = events[1:], twice-sign*untaxed
		if p.Has(e.day) {
			enter(e, invoice, kind, sign, keys, shares, entry)
			enter(e, invoice, kind, sign, []taxKey{{money.OutOfScope, 0}}, []int64{untaxed, 0}, entry)
		}
	}
	return nil
}

// unlessNothing divides an amount, of which nothing may be left.
func unlessNothing(divide func(int64) ([]int64, error), amount int64) ([]int64, error) {
	if amount == 0 {
		return nil, nil
	}
	return divide(amount)
}

// taxesOf are the taxes of an invoice and its credit notes, those of the invoice
// first; an invoice without any has one row of nothing.
func taxesOf(events []paidEvent) (keys []taxKey) {
	seen := map[taxKey]bool{}
	for _, e := range events {
		if e.step <= stepCredit && !seen[e.tax] {
			seen[e.tax] = true
			keys = append(keys, e.tax)
		}
	}
	return keys
}

// addTax adds the net and the tax of an event to the parts: two for each tax.
func addTax(parts []int64, keys []taxKey, e paidEvent) []int64 {
	if parts == nil {
		parts = make([]int64, 2*len(keys))
	}
	for i, key := range keys {
		if key == e.tax {
			parts[2*i] += e.base
			parts[2*i+1] += e.amount
		}
	}
	return parts
}

// enter hands on the shares that are not nothing.
func enter(e paidEvent, invoice, kind string, sign int64, keys []taxKey, shares []int64, entry func(TaxEntry)) {
	for i := 0; i < len(shares); i += 2 {
		if shares[i] == 0 && shares[i+1] == 0 {
			continue
		}
		entry(TaxEntry{On: e.day, Kind: kind, Number: e.number, InvoiceID: e.invoice, Invoice: invoice, Currency: e.currency,
			Category: keys[i/2].category, Rate: keys[i/2].rate, Base: sign * shares[i], Tax: sign * shares[i+1]})
	}
}
