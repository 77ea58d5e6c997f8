package demo

import (
	"fmt"
	"time"

	"anteroom/store"
)

// What becomes of an accepted quote's invoice.

// opened is the invoice read for the first time.
func (q *quote) opened(p *person, m moment) *quote {
	q.then(q.next(q.when(m)), p.name+" reads an invoice", func() error {
		portal, err := q.store.PortalOfContact(q.ctx, p.contact.ID)
		if err != nil {
			return err
		}
		return portal.ViewInvoice(q.ctx, q.row.InvoiceID)
	})
	return q
}

// card pays the next instalment by card, in practice.
func (q *quote) card(p *person, m moment) *quote {
	q.then(q.next(q.when(m)), p.name+" pays by card", func() error {
		pay, err := q.checkout(p)
		if err != nil {
			return err
		}
		return q.charged(pay)
	})
	return q
}

// checkout begins a card payment of the next instalment.
func (q *quote) checkout(p *person) (pay store.Payment, err error) {
	portal, err := q.store.PortalOfContact(q.ctx, p.contact.ID)
	if err != nil {
		return pay, err
	}
	if err := portal.ViewInvoice(q.ctx, q.row.InvoiceID); err != nil {
		return pay, err
	}
	if pay, err = portal.StartCard(q.ctx, q.row.InvoiceID, store.PayNext, q.attempt()); err != nil {
		return pay, err
	}
	pay.CheckoutID = fmt.Sprintf("cs_practice_%06d", pay.ID)
	return pay, portal.KeepCheckout(q.ctx, pay.ID, pay.CheckoutID, "", q.store.Now().Add(time.Hour))
}

// charged settles a card payment that was begun.
func (q *quote) charged(pay store.Payment) error {
	_, err := q.store.Settle(q.ctx, store.Outcome{CheckoutID: pay.CheckoutID, Attempt: pay.Attempt, ProviderID: fmt.Sprintf("pi_practice_%06d", pay.ID),
		State: "paid", Amount: pay.Amount, Currency: pay.Currency, Label: "Visa ending 4242"})
	return err
}

// announces says that a transfer of the next instalment is on its way.
func (q *quote) announces(p *person, m moment) *quote {
	return q.announced(p, m, new(store.Payment))
}

func (q *quote) announced(p *person, m moment, pay *store.Payment) *quote {
	q.then(q.next(q.when(m)), p.name+" announces a transfer", func() error {
		portal, err := q.store.PortalOfContact(q.ctx, p.contact.ID)
		if err != nil {
			return err
		}
		if err := portal.ViewInvoice(q.ctx, q.row.InvoiceID); err != nil {
			return err
		}
		*pay, err = portal.AnnounceTransfer(q.ctx, q.row.InvoiceID, store.PayNext, q.attempt())
		return err
	})
	return q
}

// bank announces a transfer, and the studio confirms it on a later day.
func (q *quote) bank(p *person, said, came moment) *quote {
	pay := new(store.Payment)
	q.announced(p, said, pay)
	q.then(q.next(q.office(came)), "confirm a transfer of "+p.name, func() error {
		return q.store.ConfirmTransfer(q.ctx, q.owner, pay.ID, q.store.Today())
	})
	return q
}

// hand records a payment that came by another road: pounds of it, or the whole
// next instalment for 0.
func (q *quote) hand(method string, pounds int64, note string, m moment) *quote {
	q.then(q.next(q.office(m)), "record "+method, func() error {
		invoice, err := q.store.Invoice(q.ctx, q.row.InvoiceID)
		if err != nil {
			return err
		}
		amount := pounds * 100
		if amount == 0 {
			amount = invoice.Next().Left()
		}
		return q.store.RecordPayment(q.ctx, q.owner, invoice.ID, store.HandPayment{Method: method, Amount: amount,
			PaidOn: q.store.Today(), Note: note, Attempt: q.attempt()})
	})
	return q
}

// twice pays the next instalment by a transfer of one person and a card of
// another, neither of whom knew of the other.
func (q *quote) twice(one, other *person, said, came moment) *quote {
	pay := new(store.Payment)
	q.announced(one, said, pay)
	q.then(q.next(q.office(came)), other.name+" pays what "+one.name+" has paid", func() error {
		card, err := q.checkout(other)
		if err != nil {
			return err
		}
		if err := q.store.ConfirmTransfer(q.ctx, q.owner, pay.ID, q.store.Today()); err != nil {
			return err
		}
		return q.charged(card)
	})
	return q
}
