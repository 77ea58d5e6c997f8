package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"
)

// Dispute is a payment that the client questions at their bank. While it is open
// the money still counts: a bank decides for the studio as often as not.
type Dispute struct {
	ID         int64
	PaymentID  int64
	InvoiceID  int64
	ProviderID string
	State      string // 'open', 'won', 'lost'
	Amount     int64
	Currency   string
	Reason     string    // one of DisputeReasons
	Due        time.Time // until when evidence is taken; zero: none is
	Opened     time.Time
	Closed     time.Time
	ByHand     int64 // of the payment, what the studio has given back by hand: a bank that takes it takes it twice
}

// IsOpen tells whether the bank has yet to decide.
func (d *Dispute) IsOpen() bool { return d.State == "open" }

const disputeColumns = `dispute.id, dispute.payment_id, payment.invoice_id, dispute.provider_id, dispute.state, dispute.amount, dispute.currency,
	dispute.reason, dispute.due_at, dispute.opened_at, dispute.closed_at, ` + givenByHand

// givenByHand is what went back of the payments of a dispute by another road than
// they came.
const givenByHand = `(SELECT coalesce(sum(refund.amount), 0) FROM payment given JOIN refund ON refund.payment_id = given.id
	WHERE (given.id = dispute.payment_id OR given.with_id = dispute.payment_id) AND refund.kind = 'refund' AND refund.state = 'done'
	AND refund.provider_id IS NULL)`

const disputeTables = `dispute JOIN payment ON payment.id = dispute.payment_id`

func scanDispute(row scanner, v *Dispute) error {
	return row.Scan(&v.ID, &v.PaymentID, &v.InvoiceID, &v.ProviderID, &v.State, &v.Amount, &v.Currency, &v.Reason, at(&v.Due),
		at(&v.Opened), at(&v.Closed), &v.ByHand)
}

// DisputesOf are the disputes of an invoice's payments, the newest first; also
// those of a payment that paid another invoice at once.
func (s *Store) DisputesOf(ctx context.Context, invoiceID int64) ([]Dispute, error) {
	return all(ctx, s.reader, scanDispute, `SELECT `+disputeColumns+` FROM `+disputeTables+`
		WHERE dispute.payment_id IN (SELECT coalesce(with_id, id) FROM payment WHERE invoice_id = ?) ORDER BY dispute.id DESC`, invoiceID)
}

// OpenDisputes are those that the bank has yet to decide.
func (s *Store) OpenDisputes(ctx context.Context) ([]Dispute, error) {
	return all(ctx, s.reader, scanDispute, `SELECT `+disputeColumns+` FROM `+disputeTables+` WHERE dispute.state = 'open' ORDER BY dispute.id`)
}

// disputed tells whether a payment, or one that was made at once with it, or one
// whose credit it was made with, is under dispute: its money is then the bank's
// to move.
func disputed(ctx context.Context, from querier, pay *Payment) (bool, error) {
	n, err := one(ctx, from, value[int64], `WITH RECURSIVE root (id) AS (SELECT ?
		UNION SELECT refund.payment_id FROM refund JOIN root ON refund.into_id = root.id WHERE refund.state = 'done')
		SELECT count(*) FROM root JOIN payment ON payment.id = root.id JOIN dispute ON dispute.payment_id = coalesce(payment.with_id, payment.id)
		WHERE dispute.state = 'open'`, pay.ID)
	return n > 0, err
}

// DisputeReasons are why a payment may be disputed, as the provider names it; the
// catalogue has words for each under "dispute.".
func DisputeReasons() []string {
	return []string{"general", "bank_cannot_process", "check_returned", "credit_not_processed", "customer_initiated", "debit_not_authorized",
		"duplicate", "fraudulent", "incorrect_account_details", "insufficient_funds", "noncompliant", "product_not_received",
		"product_unacceptable", "subscription_canceled", "unrecognized"}
}

// DisputeOutcome is what the provider says of a dispute.
type DisputeOutcome struct {
	DisputeID string
	Intent    string // the provider's id of the payment
	State     string // 'open', 'won', 'lost'
	Amount    int64
	Currency  string
	Reason    string // the provider's word; an unknown one is 'general'
	Due       time.Time
	Opened    time.Time
}

// SettleDispute brings a dispute to what its provider says, in any order and
// however often: a word goes from open to lost to won, and never back. What is
// lost went back, and the studio is asked what becomes of the invoice. It is
// ErrNotFound for a payment that is not ours or has not arrived.
func (s *Store) SettleDispute(ctx context.Context, o DisputeOutcome) error {
	return s.write(ctx, "settle dispute "+o.DisputeID, func(t *tx) error {
		payments, err := t.moneyOf(o.Intent)
		if err != nil {
			return err
		}
		if len(payments) == 0 || o.DisputeID == "" {
			return ErrNotFound
		}
		d, err := t.dispute(o, &payments[0])
		if err != nil || disputeRank(o.State) <= disputeRank(d.State) {
			return err
		}
		return t.settleDispute(&d, o, payments)
	})
}

// disputeRank orders the states as they may follow one another. A dispute that
// was just heard of has none.
func disputeRank(state string) int { return slices.Index([]string{"open", "lost", "won"}, state) }

// dispute is the row of what the provider tells of, made if it is the first word.
func (t *tx) dispute(o DisputeOutcome, pay *Payment) (Dispute, error) {
	d, err := one(t.ctx, t, scanDispute, `SELECT `+disputeColumns+` FROM `+disputeTables+` WHERE dispute.provider_id = ?`, o.DisputeID)
	if err == nil {
		return d, t.update("UPDATE dispute SET due_at = ? WHERE id = ?", ms(o.Due), d.ID)
	}
	if !errors.Is(err, ErrNotFound) {
		return d, err
	}
	if !slices.Contains(DisputeReasons(), o.Reason) {
		o.Reason = "general"
	}
	id, err := t.insert(`INSERT INTO dispute (payment_id, provider_id, state, amount, currency, reason, due_at, opened_at) VALUES (?, ?, 'open', ?, ?, ?, ?, ?)`,
		pay.ID, o.DisputeID, o.Amount, o.Currency, o.Reason, ms(o.Due), ms(o.Opened))
	if err != nil {
		return d, err
	}
	d, err = one(t.ctx, t, scanDispute, `SELECT `+disputeColumns+` FROM `+disputeTables+` WHERE dispute.id = ?`, id)
	d.State = "" // not yet told
	return d, err
}

// settleDispute moves a dispute on, and the money with it.
func (t *tx) settleDispute(d *Dispute, o DisputeOutcome, payments []Payment) error {
	closed := t.now
	if o.State == "open" {
		closed = time.Time{}
	}
	if err := t.update("UPDATE dispute SET state = ?, closed_at = ? WHERE id = ?", o.State, ms(closed), d.ID); err != nil {
		return err
	}
	before, twice := d.State, int64(0)
	d.State = o.State
	var err error
	switch {
	case o.State == "lost":
		twice, err = t.loseDispute(d, o.Intent, payments)
	case o.State == "won" && before == "lost":
		err = t.winBack(d)
	}
	if err != nil {
		return err
	}
	return t.tellDispute(d, twice)
}

// loseDispute counts what the bank has taken, from the invoices also that it has
// paid as credit, and tells what of it the studio had given back by hand already:
// that money is gone twice, and whoever has it owes it.
func (t *tx) loseDispute(d *Dispute, intent string, payments []Payment) (twice int64, err error) {
	taken := d.Amount
	if payments[0].Currency != d.Currency { // reckoned in another one: all of it
		taken = 0
		for n := range payments {
			taken += payments[n].Amount
		}
	}
	if err := t.spreadLoss(d, intent, payments, taken); err != nil {
		return 0, err
	}
	lost := func() ([]Refund, error) {
		return t.refunds("refund.provider_id = ? AND refund.kind = 'dispute'", d.ProviderID)
	}
	list, err := lost()
	for n := range list {
		if err == nil {
			err = t.giveBack(&list[n], Staff{}, t.store.Today())
		}
	}
	if err != nil {
		return 0, err
	}
	list, err = lost() // as they stand now
	for n := range list {
		twice += list[n].Twice
	}
	return twice, err
}

// spreadLoss begins to take an amount from what came by an intent: first what is
// still here, in its order, then what had gone back by hand.
func (t *tx) spreadLoss(d *Dispute, intent string, payments []Payment, left int64) error {
	parts := make([]int64, len(payments))
	for _, roomOf := range []func(*Payment) (int64, error){t.providersRoom, t.banksRoom} {
		for n := range payments {
			free, err := t.within(&payments[n], intent, roomOf)
			if err != nil {
				return err
			}
			part := min(left, max(0, free-parts[n]))
			parts[n], left = parts[n]+part, left-part
		}
	}
	for n, part := range parts {
		if part == 0 {
			continue
		}
		if err := t.beginReturn("dispute", d.ProviderID, intent, &payments[n], part); err != nil {
			return err
		}
	}
	return nil
}

// banksRoom is what of a payment a bank can still take: it knows nothing of what
// was given back by hand.
func (t *tx) banksRoom(pay *Payment) (int64, error) {
	gone, err := one(t.ctx, t, value[int64], `SELECT coalesce(sum(amount), 0) FROM refund
		WHERE payment_id = ? AND state <> 'failed' AND (kind <> 'refund' OR provider_id IS NOT NULL)`, pay.ID)
	return pay.Amount - gone, err
}

// winBack undoes a loss: the bank has decided otherwise after all.
func (t *tx) winBack(d *Dispute) error {
	list, err := t.refunds("refund.provider_id = ? AND refund.kind = 'dispute' AND refund.state = 'done'", d.ProviderID)
	for n := range list {
		if err == nil {
			err = t.failRefund(&list[n], RefundOutcome{RefundID: d.ProviderID, Failure: "The bank has given it back.", Seen: true})
		}
	}
	return err
}

// tellDispute tells the owners, in the history and by mail, also of what is gone
// twice, or would be.
func (t *tx) tellDispute(d *Dispute, twice int64) error {
	i, err := t.invoice(d.InvoiceID)
	if err != nil {
		return err
	}
	detail := amountDetail(d.Amount, d.Currency)
	detail["reason"] = d.Reason
	if !d.Due.IsZero() {
		detail["due"] = string(DateOf(d.Due.In(t.store.Studio().Zone())))
	}
	if d.State == "open" {
		twice = min(d.ByHand, d.Amount)
	}
	if twice > 0 {
		detail["twice"] = strconv.FormatInt(twice, 10)
	}
	if err := t.note(deed{what: "dispute " + d.State, project: i.ProjectID, invoice: i.ID, detail: detail}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-dispute-" + d.State, once: "dispute " + d.State + " " + d.ProviderID, project: i.ProjectID,
		invoice: i.ID, payment: d.PaymentID, data: detail})
}
