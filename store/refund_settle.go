package store

import (
	"context"
	"fmt"
	"time"
)

// StartRefund begins to give money back by the road it came: a row first, so
// that whatever happens at the provider can be found again. A double click
// begins one.
func (s *Store) StartRefund(ctx context.Context, by Staff, paymentID int64, w RefundWish) (r Refund, err error) {
	var invalid Invalid
	w.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return r, err
	}
	err = s.write(ctx, "start a refund", func(t *tx) error {
		if r, err = t.newRefund(by, paymentID, w, w.Attempt+"-refund"); err == nil && r.Intent == "" {
			return refuse("refused.refund_by_hand")
		}
		return err
	})
	return r, err
}

// RefundOutcome is what the provider says of a refund.
type RefundOutcome struct {
	RefundID string // the provider's; empty: it took none
	Intent   string // the provider's id of the payment
	Attempt  string // our key, as the provider gives it back; empty: not made by us
	State    string // 'started', 'processing', 'done', 'failed'
	Amount   int64
	Currency string
	Failure  string // in words for the studio
	Seen     bool   // the one who asked for it is told on the page: no mail
}

// SettleRefund brings a refund to what its provider says. The webhook, the
// answer of the call and the sweep all end here, in any order and however often.
// One that was made on the provider's own pages is found by its payment, and
// counted once; ErrNotFound for a payment that is not ours or has not arrived.
//
// What the provider says goes one way: on its way, made, come back. Only a
// failure that the provider knows nothing of can be followed by success.
func (s *Store) SettleRefund(ctx context.Context, o RefundOutcome) error {
	return s.write(ctx, "settle refund "+o.RefundID, func(t *tx) error {
		list, known, err := t.heardOf(o)
		if err == nil && !known {
			list, err = t.refundFromOutside(o)
		}
		for n := range list {
			if err == nil {
				err = t.settleRefund(&list[n], o)
			}
		}
		return err
	})
}

// heardOf are the rows of a refund that is known: by its provider's id, or by our
// key for one of which the provider has told no id yet. One that does not fit,
// because we have yet to hear what made room for it, is left as it is.
func (t *tx) heardOf(o RefundOutcome) (list []Refund, known bool, err error) {
	if o.RefundID != "" {
		if list, err = t.refunds("refund.provider_id = ? AND refund.kind = 'refund'", o.RefundID); err != nil || len(list) > 0 {
			return t.unlessItFits(list, o, err)
		}
	}
	if o.Attempt == "" {
		return nil, false, nil
	}
	list, err = t.refunds("refund.attempt = ? AND refund.kind = 'refund' AND (refund.provider_id IS NULL OR ? = '')", o.Attempt, o.RefundID)
	if err != nil || len(list) == 0 || o.RefundID == "" {
		return list, len(list) > 0, err
	}
	fits, err := t.agree(&list[0], o)
	if !fits {
		list = nil
	}
	return list, true, err
}

// unlessItFits forgets a refund that was kept aside and fits now: it is begun
// anew.
func (t *tx) unlessItFits(list []Refund, o RefundOutcome, err error) ([]Refund, bool, error) {
	if err != nil || list[0].Failure != failedMismatch || o.State == "failed" {
		return list, true, err
	}
	_, room, err := t.paidBy(o.Intent, o.Currency)
	if err != nil || o.Amount > room {
		return nil, true, err
	}
	_, err = t.exec("DELETE FROM refund WHERE id = ? AND state = 'failed'", list[0].ID)
	return nil, false, err
}

// agree takes over the provider's id, and its amount where that counts in
// coarser steps than we do.
func (t *tx) agree(r *Refund, o RefundOutcome) (fits bool, err error) {
	if o.Currency != r.Currency {
		return false, fmt.Errorf("refund %d in %s is %s at the provider", r.ID, r.Currency, o.Currency)
	}
	pay, err := t.payment("payment.id = ?", r.PaymentID)
	if err != nil {
		return false, err
	}
	room, err := t.providersRoom(&pay)
	if err != nil || o.Amount > room && o.State != "failed" {
		return false, err
	}
	r.ProviderID, r.Amount = o.RefundID, o.Amount
	return true, t.update("UPDATE refund SET provider_id = ?, amount = ? WHERE id = ?", o.RefundID, o.Amount, r.ID)
}

// paidWith is what came by one payment at the provider: the payments that were
// made at once with it, and those that they became as credit.
const paidWith = `WITH RECURSIVE came (id) AS (
	SELECT payment.id FROM payment LEFT JOIN payment lead ON lead.id = payment.with_id
		WHERE payment.state = 'paid' AND (payment.provider_id = ? OR lead.provider_id = ?)
	UNION SELECT refund.into_id FROM refund JOIN came ON refund.payment_id = came.id WHERE refund.kind = 'credit' AND refund.state = 'done') `

// moneyOf is what came by one payment at the provider, in the order in which it
// goes back: where it came to first, then the invoices that it paid as credit.
func (t *tx) moneyOf(intent string) ([]Payment, error) {
	return all(t.ctx, t, scanPayment, paidWith+`SELECT `+paymentColumns+` FROM `+paymentTables+`
		WHERE payment.id IN (SELECT id FROM came) ORDER BY payment.id`, intent, intent)
}

// paidBy is the same, where it came in a currency, and what of it can still go
// back.
func (t *tx) paidBy(intent, currency string) (list []Payment, room int64, err error) {
	if list, err = t.moneyOf(intent); err != nil || len(list) == 0 || list[0].Currency != currency {
		return nil, 0, err
	}
	for n := range list {
		free, err := t.within(&list[n], intent, t.providersRoom)
		if err != nil {
			return nil, 0, err
		}
		room += free
	}
	return list, room, nil
}

// within is what of a payment the provider can give back by an intent: of one that
// was made with credit, no more than came to it by that road, less what went back
// by it. roomOf is who sees how much of it there is.
func (t *tx) within(pay *Payment, intent string, roomOf func(*Payment) (int64, error)) (int64, error) {
	room, err := roomOf(pay)
	if err != nil || pay.Method != "credit" {
		return room, err
	}
	by, err := one(t.ctx, t, value[int64], paidWith+`SELECT coalesce(sum(refund.amount), 0) - (SELECT coalesce(sum(went.amount), 0) FROM refund went
		WHERE went.payment_id = ? AND went.state <> 'failed' AND substr(went.attempt, -length(?)) = ?) FROM refund
		WHERE refund.into_id = ? AND refund.payment_id IN (SELECT id FROM came)`, intent, intent, pay.ID, " by "+intent, " by "+intent, pay.ID)
	return min(room, by), err
}

// refundFromOutside makes the rows of a refund that was made on the provider's
// own pages. The money of several payments goes back in their order. One that
// does not fit is kept aside and told: it counts once it fits.
func (t *tx) refundFromOutside(o RefundOutcome) ([]Refund, error) {
	if o.RefundID == "" || o.Amount <= 0 {
		return nil, ErrNotFound
	}
	payments, room, err := t.paidBy(o.Intent, o.Currency)
	if err != nil {
		return nil, err
	}
	if len(payments) == 0 {
		return nil, ErrNotFound
	}
	if o.State == "failed" {
		return nil, t.asideRefund(&payments[0], o, o.Failure)
	}
	if o.Amount > room {
		if err := t.asideRefund(&payments[0], o, failedMismatch); err != nil {
			return nil, err
		}
		return nil, t.tellRefund("studio-refund-mismatch", &payments[0], o)
	}
	if err := t.spreadRefund(o.RefundID, o.Intent, payments, o.Amount); err != nil {
		return nil, err
	}
	return t.refunds("refund.provider_id = ? AND refund.kind = 'refund'", o.RefundID)
}

// spreadRefund begins to take an amount from what came by an intent, in its
// order.
func (t *tx) spreadRefund(provider, intent string, payments []Payment, left int64) error {
	for n := range payments {
		free, err := t.within(&payments[n], intent, t.providersRoom)
		if err != nil {
			return err
		}
		part := min(left, free)
		if part <= 0 {
			continue
		}
		if err := t.beginReturn("refund", provider, intent, &payments[n], part); err != nil {
			return err
		}
		left -= part
	}
	return nil
}

// beginReturn makes the row of what goes back of a payment without our doing.
func (t *tx) beginReturn(kind, provider, intent string, pay *Payment, amount int64) error {
	_, err := t.exec(`INSERT INTO refund (payment_id, attempt, kind, state, amount, currency, provider_id, wish, started_at)
		VALUES (?, ?, ?, 'started', ?, ?, ?, 'ask', ?)`, pay.ID, fmt.Sprintf("%s of %d by %s", provider, pay.ID, intent), kind, amount, pay.Currency, provider, ms(t.now))
	return err
}

// asideRefund keeps a refund that does not count.
func (t *tx) asideRefund(pay *Payment, o RefundOutcome, why string) error {
	settled := t.now
	if why == failedMismatch {
		settled = time.Time{} // it may yet fit
	}
	_, err := t.exec(`INSERT INTO refund (payment_id, attempt, state, amount, currency, provider_id, failure, started_at, settled_at)
		VALUES (?, ?, 'failed', ?, ?, ?, ?, ?, ?)`, pay.ID, o.RefundID, o.Amount, o.Currency, o.RefundID, why, ms(t.now), ms(settled))
	return err
}

// tellRefund tells the owners of a refund that did not go as it should.
func (t *tx) tellRefund(kind string, pay *Payment, o RefundOutcome) error {
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	detail := amountDetail(o.Amount, o.Currency)
	if err := t.note(deed{what: "refund failed", project: i.ProjectID, invoice: i.ID, detail: detail}); err != nil {
		return err
	}
	detail["why"] = o.Failure
	return t.tellOwners(letter{kind: kind, project: i.ProjectID, invoice: i.ID, payment: pay.ID, data: detail})
}

// settleRefund moves one row on.
func (t *tx) settleRefund(r *Refund, o RefundOutcome) error {
	if _, err := t.exec("UPDATE refund SET checked_at = ? WHERE id = ?", ms(t.now), r.ID); err != nil {
		return err
	}
	refutable := r.State == "failed" && r.Settled.IsZero() && r.Failure != failedMismatch && o.RefundID != "" // by the provider
	next, ok := refundLife.after(r.State, event(o.State))
	switch {
	case o.State == "failed" && r.Failure == failedMismatch:
		return t.update("UPDATE refund SET failure = ?, settled_at = ? WHERE id = ?", o.Failure, ms(t.now), r.ID)
	case !ok || r.State == "failed" && !refutable:
		return nil
	case event(o.State) == clearing:
		return t.update("UPDATE refund SET state = ?, failure = '' WHERE id = ?", next, r.ID)
	case event(o.State) == making:
		by, err := t.staffOf(r.StaffID)
		if err != nil {
			return err
		}
		return t.giveBack(r, by, t.store.Today())
	case event(o.State) == bouncing && (o.RefundID != "" || r.State == "started"):
		return t.failRefund(r, o)
	}
	return nil
}

// failRefund notes that money did not go back, or has come back. A credit note
// that was made for it stands: what it took off is then paid too much.
func (t *tx) failRefund(r *Refund, o RefundOutcome) error {
	settled := t.now
	if o.RefundID == "" {
		settled = time.Time{} // the provider has not said so
	}
	if err := t.update("UPDATE refund SET state = 'failed', failure = ?, settled_at = ? WHERE id = ?", o.Failure, ms(settled), r.ID); err != nil {
		return err
	}
	if err := t.waive(r.InvoiceID, -r.credited); err != nil {
		return err
	}
	if o.Seen {
		return nil
	}
	pay, err := t.payment("payment.id = ?", r.PaymentID)
	if err != nil {
		return err
	}
	o.Amount, o.Currency = r.Amount, r.Currency
	return t.tellRefund("studio-refund-failed", &pay, o)
}

// staffOf is one of the studio by id, whether they may still enter or not; the
// zero Staff for 0.
func (t *tx) staffOf(id int64) (Staff, error) {
	if id == 0 {
		return Staff{}, nil
	}
	return one(t.ctx, t, scanStaff, "SELECT id, name, email, role FROM staff WHERE id = ?", id)
}

// OpenRefunds are those whose end we have not heard of: asked about at most
// every few minutes, the longest unasked first.
func (s *Store) OpenRefunds(ctx context.Context) ([]Refund, error) {
	now := s.Now()
	return all(ctx, s.reader, scanRefund, `SELECT `+refundColumns+` FROM `+refundTables+`
		WHERE refund.state IN ('started', 'processing') AND refund.started_at < ? AND (refund.checked_at IS NULL OR refund.checked_at < ?)
		ORDER BY refund.checked_at LIMIT 20`, ms(now.Add(-2*time.Minute)), ms(now.Add(-10*time.Minute)))
}
