package store

import (
	"cmp"
	"context"
	"strconv"
)

// Outcome is what the provider says of a checkout.
type Outcome struct {
	CheckoutID string
	Attempt    string // our key, as the provider gives it back
	ProviderID string // of the money: a payment intent
	State      string // 'started', 'processing', 'paid', 'failed', 'cancelled'
	Amount     int64  // that was taken, in minor units
	Currency   string
	Label      string // 'Visa ending 4242'
	Failure    string // words for the client
}

// Settle brings a card payment to what its provider says. The webhook, the
// return page and the sweep all end here, in any order and however often: the
// first that says 'paid' counts, the others change nothing.
//
// An outcome of another amount or currency than was asked for is never counted
// as paid: it fails, and the studio is told.
func (s *Store) Settle(ctx context.Context, o Outcome) (pay Payment, err error) {
	err = s.write(ctx, "settle checkout "+o.CheckoutID, func(t *tx) error {
		if pay, err = t.payment("payment.checkout_id = ? OR payment.checkout_id IS NULL AND payment.attempt = ?", o.CheckoutID, o.Attempt); err != nil {
			return err
		}
		if err := t.settle(&pay, o); err != nil {
			return err
		}
		pay, err = t.payment("payment.id = ?", pay.ID)
		return err
	})
	return pay, err
}

// settle moves a payment on. Paid is final; nothing leads back from it.
func (t *tx) settle(pay *Payment, o Outcome) error {
	if _, err := t.exec("UPDATE payment SET checkout_id = coalesce(checkout_id, ?), checked_at = ? WHERE id = ?", orNull(o.CheckoutID), ms(t.now), pay.ID); err != nil {
		return err
	}
	if _, ok := paymentLife.after(pay.State, event(o.State)); !ok {
		return nil
	}
	group, err := t.together(pay)
	if err != nil {
		return err
	}
	if event(o.State) == arriving {
		if o.Amount != sumOf(group) || o.Currency != pay.Currency {
			return t.mismatch(pay, group, o)
		}
		if _, err := t.exec("UPDATE payment SET provider_id = ? WHERE id = ?", orNull(o.ProviderID), pay.ID); err != nil {
			return err
		}
	}
	for n := range group {
		if err := t.settleOne(&group[n], o); err != nil {
			return err
		}
	}
	return nil
}

// settleOne moves on one of the payments that a checkout makes, as the table of
// states says.
func (t *tx) settleOne(pay *Payment, o Outcome) error {
	next, ok := paymentLife.after(pay.State, event(o.State))
	if !ok {
		return nil
	}
	switch event(o.State) {
	case arriving:
		if _, err := t.exec("UPDATE payment SET label = ? WHERE id = ?", o.Label, pay.ID); err != nil {
			return err
		}
		return t.credit(pay, Staff{}, t.store.Today())
	case clearing:
		provider := o.ProviderID
		if pay.WithID != 0 {
			provider = "" // the one that it was made with has it
		}
		return t.update("UPDATE payment SET state = ?, provider_id = coalesce(?, provider_id), label = ? WHERE id = ?", next, orNull(provider), o.Label, pay.ID)
	case bouncing:
		return t.fail(pay, o)
	}
	return t.update("UPDATE payment SET state = ? WHERE id = ?", next, pay.ID)
}

// fail notes that a payment did not come, and tells both sides when it had
// been promised: a delayed method that bounced.
func (t *tx) fail(pay *Payment, o Outcome) error {
	if err := t.update("UPDATE payment SET state = 'failed', failure = ?, label = ? WHERE id = ?", o.Failure, o.Label, pay.ID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	if err := t.note(deed{what: "payment failed", project: i.ProjectID, invoice: i.ID, contact: pay.ContactID, detail: amountDetail(pay.Amount, pay.Currency)}); err != nil {
		return err
	}
	if pay.State != "processing" {
		return nil
	}
	l := letter{kind: "payment-failed", project: i.ProjectID, invoice: i.ID, payment: pay.ID}
	if pay.ContactID != 0 {
		l.contact = pay.ContactID
		if err := t.queue(l); err != nil {
			return err
		}
	}
	l.kind = "studio-payment-failed"
	return t.tellOwners(l)
}

// failedMismatch is the failure of a payment that brought what was not asked for.
const failedMismatch = "mismatch"

// mismatch refuses money of another amount or currency than was asked for. It
// is told once, however often it is heard of.
func (t *tx) mismatch(pay *Payment, group []Payment, o Outcome) error {
	if pay.Failure == failedMismatch {
		return nil
	}
	if err := t.update("UPDATE payment SET state = 'failed', failure = ? WHERE id = ? OR with_id = ?", failedMismatch, pay.ID, pay.ID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	detail := map[string]string{"asked": strconv.FormatInt(sumOf(group), 10) + " " + pay.Currency,
		"came": strconv.FormatInt(o.Amount, 10) + " " + o.Currency}
	if err := t.note(deed{what: "payment mismatch", project: i.ProjectID, invoice: i.ID, detail: detail}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-mismatch", project: i.ProjectID, invoice: i.ID, payment: pay.ID, data: detail})
}

// credit counts a payment: receipt number, schedule, history and mails, all in
// the transaction that makes it paid.
func (t *tx) credit(pay *Payment, by Staff, on Date) error {
	receipt, err := t.nextFormatted("receipt", t.store.Studio().ReceiptFormat)
	if err != nil {
		return err
	}
	if err := t.update("UPDATE payment SET state = 'paid', paid_on = ?, settled_at = ?, receipt = ?, staff_id = ?, failure = '' WHERE id = ?",
		on, ms(t.now), receipt, ref(by.ID), pay.ID); err != nil {
		return err
	}
	if err := t.settleDue(pay.InvoiceID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	if err := t.note(deed{what: "payment received", project: i.ProjectID, invoice: i.ID, staff: by.ID, contact: payer(pay, by),
		detail: amountDetail(pay.Amount, pay.Currency)}); err != nil {
		return err
	}
	if i.Left() == 0 {
		if err := t.dropAnnouncements(i.ID); err != nil {
			return err
		}
	}
	if i.Excess() > 0 && by.ID == 0 {
		if err := t.tellExcess(pay, &i); err != nil {
			return err
		}
	}
	return t.mailPayment(pay, &i, by)
}

// tellExcess tells the owners that more has come than was asked for: it counts,
// and they have to say what becomes of it.
func (t *tx) tellExcess(pay *Payment, i *Invoice) error {
	detail := amountDetail(i.Excess(), i.Currency)
	if err := t.note(deed{what: "paid too much", project: i.ProjectID, invoice: i.ID, contact: pay.ContactID, detail: detail}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-overpaid", once: "overpaid " + strconv.FormatInt(pay.ID, 10), project: i.ProjectID, invoice: i.ID,
		payment: pay.ID, data: detail})
}

func payer(pay *Payment, by Staff) int64 {
	if by.ID != 0 {
		return 0
	}
	return pay.ContactID
}

// dropAnnouncements forgets transfers that were announced for what is paid now.
func (t *tx) dropAnnouncements(invoiceID int64) error {
	_, err := t.exec("UPDATE payment SET state = 'cancelled' WHERE invoice_id = ? AND state = 'announced'", invoiceID)
	return err
}

// mailPayment queues the receipt, and tells the owner what came by itself.
func (t *tx) mailPayment(pay *Payment, i *Invoice, by Staff) error {
	to, err := t.payerOf(pay, i)
	if err != nil {
		return err
	}
	if to != 0 {
		if err := t.queue(letter{kind: "receipt", once: "receipt " + strconv.FormatInt(pay.ID, 10), contact: to, project: i.ProjectID, invoice: i.ID, payment: pay.ID}); err != nil {
			return err
		}
	}
	if by.ID != 0 {
		return nil
	}
	return t.tellOwners(letter{kind: "studio-paid", once: "paid " + strconv.FormatInt(pay.ID, 10), project: i.ProjectID, invoice: i.ID, payment: pay.ID})
}

// payerOf is the contact to whom one writes of a payment: who paid, whom the
// invoice is for, or the first on its project; 0 when there is nobody.
func (t *tx) payerOf(pay *Payment, i *Invoice) (int64, error) {
	if pay.ContactID != 0 || i.ContactID != 0 {
		return cmp.Or(pay.ContactID, i.ContactID), nil
	}
	people, err := projectContacts(t.ctx, t, i.ProjectID)
	if err != nil || len(people) == 0 {
		return 0, err
	}
	return people[0].ID, nil
}
