package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// mostAtOnce is how many invoices one checkout may pay.
const mostAtOnce = 20

// StartCards begins one card payment of several invoices of this contact, each
// with a payment of its own: a row each first, the first of which stands for all
// of them at the provider. choice is PayNext or PayAll, for each of them. attempt
// is the key of the form, so that a double click begins them once.
func (p *Portal) StartCards(ctx context.Context, invoices []int64, choice Choice, attempt string) (list []Payment, err error) {
	if err := p.mayPaySeveral(p.Studio().TakesCard, invoices, choice, attempt); err != nil {
		return nil, err
	}
	err = p.store.write(ctx, "start a card payment of several invoices", func(t *tx) error {
		key := func(invoice int64) string { return fmt.Sprintf("%s-%s-of-%d", attempt, choice, invoice) }
		begun, err := t.payment("payment.attempt = ?", key(invoices[0]))
		if err == nil {
			list, err = t.sameAgain(p, begun, invoices, choice)
			return err
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		for _, id := range invoices {
			pay, err := t.startOne(p, id, choice, key(id), list)
			if err != nil {
				return err
			}
			list = append(list, pay)
		}
		return nil
	})
	return list, err
}

// mayPaySeveral refuses what cannot be paid at once by a way that the studio takes
// or does not.
func (p *Portal) mayPaySeveral(taken bool, invoices []int64, choice Choice, attempt string) error {
	if see, err := p.lists(ModuleInvoices); err != nil || !see {
		return ErrNotFound
	}
	if err := p.mayWrite(); err != nil {
		return err
	}
	if !taken {
		return refuse("refused.no_way_to_pay", "studio", p.Studio().Name)
	}
	var invalid Invalid
	if choice != PayNext && choice != PayAll {
		invalid.Add("pay", Say("invalid.choice"))
	}
	switch sorted := slices.Sorted(slices.Values(invoices)); {
	case len(invoices) == 0:
		invalid.Add("invoice", Say("invalid.one_invoice"))
	case len(invoices) > mostAtOnce:
		invalid.Add("invoice", Say("invalid.many_invoices", "max", mostAtOnce))
	case len(slices.Compact(sorted)) < len(invoices):
		invalid.Add("invoice", Say("invalid.choice"))
	}
	if len(attempt) < 16 || len(attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
	return invalid.OrNil()
}

// startOne begins the payment of one invoice; before are those that were begun
// with it.
func (t *tx) startOne(p *Portal, invoiceID int64, choice Choice, key string, before []Payment) (Payment, error) {
	i, amount, err := t.oneOf(p, "card", invoiceID, choice, before)
	if err != nil {
		return Payment{}, err
	}
	id, err := t.insert(`INSERT INTO payment (invoice_id, with_id, contact_id, attempt, method, state, amount, currency, started_at, expires_at)
		VALUES (?, ?, ?, ?, 'card', 'started', ?, ?, ?, ?)`, invoiceID, ref(leadOf(before)), p.Contact.ID, key, amount, i.Currency, ms(t.now), ms(t.now.Add(checkoutLife)))
	if err != nil {
		return Payment{}, err
	}
	return t.payment("payment.id = ?", id)
}

// oneOf is one of several invoices, and what a choice comes to of it. It takes
// the method, 'card' or 'bank', and is in the currency of those that were taken
// before.
func (t *tx) oneOf(p *Portal, method string, invoiceID int64, choice Choice, before []Payment) (i Invoice, amount int64, err error) {
	if i, err = p.readInvoice(t.ctx, t, invoiceID); err != nil {
		return i, 0, err
	}
	if p.takes(&i, method) != nil {
		return i, 0, &Invalid{Fields: map[string]Text{"invoice": Say("invalid.not_this_way", "number", i.Number)}}
	}
	if amount, err = choice.of(&i, p.Studio(), p.Contact.Locale); err != nil {
		return i, 0, err
	}
	if len(before) > 0 && before[0].Currency != i.Currency {
		return i, 0, &Invalid{Fields: map[string]Text{"invoice": Say("invalid.one_currency")}}
	}
	return i, amount, nil
}

// leadOf is the payment that stands for all, when there is one; else 0.
func leadOf(list []Payment) int64 {
	if len(list) == 0 {
		return 0
	}
	return list[0].ID
}

// sameAgain are the payments that the same form has begun, if they are still what
// it asks for.
func (t *tx) sameAgain(p *Portal, lead Payment, invoices []int64, choice Choice) ([]Payment, error) {
	list, err := t.together(&lead)
	if err != nil {
		return nil, err
	}
	if len(list) != len(invoices) || lead.ContactID != p.Contact.ID {
		return nil, refuse("refused.attempt_used")
	}
	for n := range list {
		i, err := p.readInvoice(t.ctx, t, invoices[n])
		if err != nil {
			return nil, err
		}
		amount, err := choice.of(&i, p.Studio(), p.Contact.Locale)
		if err != nil {
			return nil, err
		}
		if err := list[n].belongsTo(&i, amount, t.now); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// together are a payment and those that were begun with it, in the order in which
// they were chosen.
func (t *tx) together(lead *Payment) ([]Payment, error) {
	return together(t.ctx, t, lead.ID)
}

func together(ctx context.Context, from querier, leadID int64) ([]Payment, error) {
	return all(ctx, from, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+` WHERE payment.id = ? OR payment.with_id = ? ORDER BY payment.id`, leadID, leadID)
}

// PaidTogether are the payments of one checkout, or of one transfer, and their
// invoices, by the first of them; ErrNotFound when one of the invoices is not
// this contact's to see.
func (p *Portal) PaidTogether(ctx context.Context, leadID int64) (payments []Payment, invoices []Invoice, err error) {
	if see, err := p.lists(ModuleInvoices); err != nil || !see {
		return nil, nil, ErrNotFound
	}
	if payments, err = together(ctx, p.store.reader, leadID); err != nil {
		return nil, nil, err
	}
	if len(payments) == 0 || payments[0].ID != leadID || payments[0].WithID != 0 {
		return nil, nil, ErrNotFound
	}
	for n := range payments {
		i, err := p.readInvoice(ctx, p.store.reader, payments[n].InvoiceID)
		if err != nil {
			return nil, nil, err
		}
		invoices = append(invoices, i)
	}
	return payments, invoices, nil
}

// sumOf is what payments come to.
func sumOf(list []Payment) (sum int64) {
	for n := range list {
		sum += list[n].Amount
	}
	return sum
}

// dropFollowers gives up what was begun with a payment that is given up.
func (t *tx) dropFollowers() error {
	_, err := t.exec(`UPDATE payment SET state = 'cancelled' WHERE state = 'started'
		AND with_id IN (SELECT id FROM payment lead WHERE lead.state = 'cancelled')`)
	return err
}
