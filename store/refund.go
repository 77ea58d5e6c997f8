package store

import (
	"context"
	"errors"
	"strconv"
	"time"
)

// Refund is money that went back, or an attempt at it.
type Refund struct {
	ID         int64
	PaymentID  int64
	Attempt    string // idempotency key
	Kind       string // 'refund', 'dispute', 'credit': held for another invoice
	State      string // 'started', 'processing', 'done', 'failed'
	Amount     int64
	Currency   string
	ProviderID string
	Reason     string
	Failure    string
	RefundedOn Date
	Started    time.Time
	Settled    time.Time
}

const refundColumns = `refund.id, refund.payment_id, refund.attempt, refund.kind, refund.state, refund.amount, refund.currency,
	refund.provider_id, refund.reason, refund.failure, refund.refunded_on, refund.started_at, refund.settled_at`

func scanRefund(row scanner, v *Refund) error {
	return row.Scan(&v.ID, &v.PaymentID, &v.Attempt, &v.Kind, &v.State, &v.Amount, &v.Currency, nullText{&v.ProviderID}, &v.Reason,
		&v.Failure, &v.RefundedOn, at(&v.Started), at(&v.Settled))
}

// HandRefund is money that the studio gives back by its own road: cash, or a
// transfer from its bank.
type HandRefund struct {
	Amount     int64 // minor units of the payment's currency
	RefundedOn Date
	Reason     string
	Attempt    string // key of the form, so that a double click records once
}

// RecordRefund counts money that the studio has given back by hand. More than
// came and did not go back yet is refused at "amount".
func (s *Store) RecordRefund(ctx context.Context, by Staff, paymentID int64, h HandRefund) error {
	var invalid Invalid
	if h.Amount <= 0 {
		invalid.Add("amount", Say("invalid.too_small"))
	}
	if err := s.plausible(h.RefundedOn); err != nil {
		invalid.Add("refunded_on", Say("invalid.date_ahead"))
	}
	invalid.atMost("reason", h.Reason, 200)
	if len(h.Attempt) < 16 || len(h.Attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, "record a refund", func(t *tx) error {
		_, err := one(t.ctx, t, scanRefund, `SELECT `+refundColumns+` FROM refund WHERE attempt = ? AND payment_id = ?`, h.Attempt, paymentID)
		if !errors.Is(err, ErrNotFound) {
			return err // recorded by the first click, or a fault
		}
		pay, err := t.payment("payment.id = ?", paymentID)
		if err != nil {
			return err
		}
		if err := t.refundable(&pay, h.Amount); err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO refund (payment_id, staff_id, attempt, state, amount, currency, reason, refunded_on, started_at, settled_at)
			VALUES (?, ?, ?, 'done', ?, ?, ?, ?, ?, ?)`, paymentID, by.ID, h.Attempt, h.Amount, pay.Currency, h.Reason, h.RefundedOn, ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		return t.refunded(&pay, id, h.Amount, by)
	})
}

// refundable refuses to give back more than came, what is on its way back
// included.
func (t *tx) refundable(pay *Payment, amount int64) error {
	if pay.State != "paid" {
		return refuse("refused.not_paid")
	}
	under, err := one(t.ctx, t, value[int64], `SELECT coalesce(sum(amount), 0) FROM refund WHERE payment_id = ? AND state IN ('started', 'processing')`, pay.ID)
	if err != nil {
		return err
	}
	if amount > pay.Amount-pay.Refunded-under {
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.refund_too_much")}}
	}
	return nil
}

// refunded is what follows from money that went back: the schedule, and the
// history.
func (t *tx) refunded(pay *Payment, id, amount int64, by Staff) error {
	if err := t.settleDue(pay.InvoiceID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	detail := amountDetail(amount, pay.Currency)
	detail["refund"] = strconv.FormatInt(id, 10)
	return t.note(deed{what: "payment refunded", project: i.ProjectID, invoice: i.ID, staff: by.ID, detail: detail})
}
