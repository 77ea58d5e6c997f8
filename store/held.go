package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Excess is what came beyond what is asked for, of which the studio has yet to
// say whether it goes back or is held for another invoice.
func (i *Invoice) Excess() int64 { return i.Over() - i.Held }

// PaidTwice tells whether the excess is one whole payment: the same instalment
// was most likely paid twice.
func (i *Invoice) PaidTwice() bool {
	for n := range i.Payments {
		if pay := &i.Payments[n]; pay.State == "paid" && pay.Amount-pay.Refunded == i.Excess() {
			return true
		}
	}
	return false
}

// HoldCredit keeps what came beyond what an invoice asks for as credit of its
// client, for another invoice. Saying it twice holds it once.
func (s *Store) HoldCredit(ctx context.Context, by Staff, invoiceID int64) error {
	return s.write(ctx, "hold credit of invoice "+strconv.FormatInt(invoiceID, 10), func(t *tx) error {
		return t.hold(by, invoiceID, math.MaxInt64)
	})
}

// hold keeps up to an amount of the excess.
func (t *tx) hold(by Staff, invoiceID, most int64) error {
	i, err := t.invoice(invoiceID)
	part := min(i.Excess(), most)
	if err != nil || part <= 0 {
		return err
	}
	if err := t.update("UPDATE invoice SET held = ?, updated_at = ? WHERE id = ?", i.Held+part, ms(t.now), i.ID); err != nil {
		return err
	}
	return t.note(deed{what: "credit held", project: i.ProjectID, invoice: i.ID, staff: by.ID, detail: amountDetail(part, i.Currency)})
}

// settleHeld lets go of what is held of an invoice as far as it is no longer
// there.
func (t *tx) settleHeld(invoiceID int64) error {
	_, err := t.exec("UPDATE invoice SET held = min(held, overpaid) WHERE id = ? AND held > 0", invoiceID)
	return err
}

// ofClient is the condition of an invoice of which credit of a client is held.
const ofClient = `project.client_id = ? AND invoice.currency = ? AND invoice.overpaid > 0 AND invoice.held > 0`

// Credit is what is held of a client's money in a currency and can be used: what
// a refund on its way takes, and what a bank looks into, is not counted.
func (s *Store) Credit(ctx context.Context, clientID int64, currency string) (int64, error) {
	return creditOf(ctx, s.reader, clientID, currency)
}

func creditOf(ctx context.Context, from querier, clientID int64, currency string) (sum int64, err error) {
	sources, err := sourcesOf(ctx, from, clientID, currency)
	for n := range sources {
		sum += sources[n].usable
	}
	return sum, err
}

// source is an invoice of which credit is held.
type source struct {
	Invoice
	usable int64 // of Held
	parts  []part
}

// part is what of a payment can be used, the newest payment first.
type part struct {
	Payment
	room int64
}

// sourcesOf are the invoices of which credit of a client is held, the oldest first.
func sourcesOf(ctx context.Context, from querier, clientID int64, currency string) ([]source, error) {
	list, err := all(ctx, from, func(row scanner, v *source) error { return scanInvoiceRow(row, &v.Invoice) },
		`SELECT `+invoiceColumns+` FROM `+invoiceTables+` WHERE `+ofClient+` ORDER BY invoice.id`, clientID, currency)
	for n := range list {
		if err == nil {
			err = list[n].look(ctx, from)
		}
	}
	return list, err
}

// look works out what can be used of what is held: a refund on its way goes first,
// and what a bank looks into stays.
func (v *source) look(ctx context.Context, from querier) error {
	payments, err := all(ctx, from, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+`
		WHERE payment.invoice_id = ? AND payment.state = 'paid' ORDER BY payment.id DESC`, v.ID)
	if err != nil {
		return err
	}
	onTheirWay, rooms := int64(0), int64(0)
	for _, pay := range payments {
		free, err := room(ctx, from, &pay)
		if err != nil {
			return err
		}
		onTheirWay += pay.Amount - pay.Refunded - free
		held, err := disputed(ctx, from, &pay)
		if err != nil {
			return err
		}
		if !held && free > 0 {
			v.parts, rooms = append(v.parts, part{pay, free}), rooms+free
		}
	}
	v.usable = max(0, min(v.Held, v.Over()-onTheirWay, rooms))
	return nil
}

// UseCredit pays an invoice, or a part of it, with credit that is held of its
// client: what goes from one invoice comes to the other in one transaction, the
// oldest first. More than is held or owed is refused at "amount". attempt is the
// key of the form, so that a double click uses it once.
func (s *Store) UseCredit(ctx context.Context, by Staff, invoiceID, amount int64, attempt string) error {
	if len(attempt) < 16 || len(attempt) > 100 {
		return &Invalid{Fields: map[string]Text{"": Say("error400.note")}}
	}
	return s.write(ctx, "use credit for invoice "+strconv.FormatInt(invoiceID, 10), func(t *tx) error {
		if _, err := t.payment("payment.attempt = ? AND payment.invoice_id = ?", attempt, invoiceID); !errors.Is(err, ErrNotFound) {
			return err // used by the first click, or a fault
		}
		i, err := t.invoice(invoiceID)
		if err != nil {
			return err
		}
		if err := t.usable(&i, amount); err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO payment (invoice_id, staff_id, attempt, method, state, amount, currency, started_at)
			VALUES (?, ?, ?, 'credit', 'announced', ?, ?, ?)`, invoiceID, by.ID, attempt, amount, i.Currency, ms(t.now))
		if err != nil {
			return err
		}
		from, err := t.takeCredit(by, &i, id, amount)
		if err != nil {
			return err
		}
		if err := t.update("UPDATE payment SET note = ? WHERE id = ?", strings.Join(from, ", "), id); err != nil {
			return err
		}
		pay, err := t.payment("payment.id = ?", id)
		if err != nil {
			return err
		}
		return t.credit(&pay, by, s.Today())
	})
}

// usable refuses to use more credit than is held, or than is owed.
func (t *tx) usable(i *Invoice, amount int64) error {
	if i.IsDraft() {
		return refuse("refused.invoice_draft")
	}
	if !i.IsPayable() {
		return refuse("refused.already_paid")
	}
	held, err := creditOf(t.ctx, t, i.ClientID, i.Currency)
	switch {
	case err != nil:
		return err
	case amount <= 0:
		return &Invalid{Fields: map[string]Text{"amount": Say("invalid.too_small")}}
	case amount > i.Left():
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.too_much")}}
	case amount > held:
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.credit_short")}}
	}
	return nil
}

// takeCredit moves an amount from the payments of which it is held into a
// payment of another invoice, and names the invoices it came from.
func (t *tx) takeCredit(by Staff, into *Invoice, paymentID, amount int64) (from []string, err error) {
	sources, err := sourcesOf(t.ctx, t, into.ClientID, into.Currency)
	if err != nil {
		return nil, err
	}
	for n := range sources {
		source := &sources[n]
		part := min(amount, source.usable)
		if part == 0 {
			continue
		}
		if err := t.takeFrom(by, source, paymentID, part); err != nil {
			return nil, err
		}
		amount -= part
		from = append(from, source.Number)
		detail := amountDetail(part, source.Currency)
		detail["for"] = into.Number
		if err := t.note(deed{what: "credit used", project: source.ProjectID, invoice: source.ID, staff: by.ID, detail: detail}); err != nil {
			return nil, err
		}
	}
	if amount > 0 {
		return nil, fmt.Errorf("%d of the credit of client %d is not there", amount, into.ClientID)
	}
	return from, nil
}

// takeFrom takes an amount from the payments of one invoice, the newest first.
func (t *tx) takeFrom(by Staff, source *source, into, amount int64) error {
	if _, err := t.exec("UPDATE invoice SET held = held - ? WHERE id = ?", amount, source.ID); err != nil {
		return err
	}
	for _, p := range source.parts {
		taken := min(p.room, amount)
		if taken == 0 {
			break
		}
		if _, err := t.exec(`INSERT INTO refund (payment_id, staff_id, attempt, kind, state, amount, currency, into_id, refunded_on, started_at, settled_at)
			VALUES (?, ?, ?, 'credit', 'done', ?, ?, ?, ?, ?, ?)`, p.ID, ref(by.ID), fmt.Sprintf("credit %d of %d", into, p.ID), taken, p.Currency, into,
			t.store.Today(), ms(t.now), ms(t.now)); err != nil {
			return err
		}
		amount -= taken
	}
	if err := t.settleHeld(source.ID); err != nil {
		return err
	}
	return t.settleDue(source.ID)
}
