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
	InvoiceID  int64 // of the payment
	StaffID    int64 // who asked for it; 0: it was made on the provider's own pages
	Attempt    string
	Kind       string // 'refund', 'dispute', 'credit': used for another invoice
	State      string // 'started', 'processing', 'done', 'failed'
	Amount     int64  // minor units of Currency, above zero
	Currency   string
	ProviderID string // of the refund, or of the dispute
	Intent     string // the provider's id of the payment; empty: it was not made there
	Wish       string // 'credit', 'owe', 'ask': what becomes of the invoice
	CreditNote string // number of the one that took it off the invoice
	Reason     string // in the studio's words
	Failure    string // why it failed, in words for the studio
	Method     string // of the payment
	Label      string // of the payment: 'Visa ending 4242'
	RefundedOn Date
	Started    time.Time
	Settled    time.Time

	Twice int64 // of Amount that a bank took, what the studio had already given back by hand

	credited int64 // by the credit note
}

// Asks tells whether the studio has yet to say what becomes of the invoice.
func (r *Refund) Asks() bool { return r.Wish == "ask" && r.State == "done" }

// IsOpen tells whether it may still be made.
func (r *Refund) IsOpen() bool { return r.State == "started" || r.State == "processing" }

const refundColumns = `refund.id, refund.payment_id, payment.invoice_id, refund.staff_id, refund.attempt, refund.kind, refund.state,
	refund.amount, refund.currency, refund.provider_id, coalesce(payment.provider_id, lead.provider_id, ` + creditsIntent + `), refund.wish, credit_note.number,
	refund.reason, refund.failure, payment.method, payment.label, refund.refunded_on, refund.started_at, refund.settled_at, coalesce(credit_note.total, 0),
	CASE WHEN refund.kind = 'dispute' AND refund.state = 'done' THEN max(0, min(refund.amount, payment.refunded - payment.amount)) ELSE 0 END`

// creditsIntent is the provider's payment that a refund of a payment with credit
// came by, as spreadRefund noted it in its key.
const creditsIntent = `CASE WHEN payment.method = 'credit' AND instr(refund.attempt, ' by ') > 0
	THEN substr(refund.attempt, instr(refund.attempt, ' by ') + 4) END`

const refundTables = `refund JOIN payment ON payment.id = refund.payment_id LEFT JOIN payment lead ON lead.id = payment.with_id
	LEFT JOIN credit_note ON credit_note.id = refund.credit_note_id`

func scanRefund(row scanner, v *Refund) error {
	return row.Scan(&v.ID, &v.PaymentID, &v.InvoiceID, optional{&v.StaffID}, &v.Attempt, &v.Kind, &v.State, &v.Amount, &v.Currency,
		nullText{&v.ProviderID}, nullText{&v.Intent}, &v.Wish, nullText{&v.CreditNote}, &v.Reason, &v.Failure, &v.Method, &v.Label,
		&v.RefundedOn, at(&v.Started), at(&v.Settled), &v.credited, &v.Twice)
}

func (t *tx) refunds(where string, args ...any) ([]Refund, error) {
	return all(t.ctx, t, scanRefund, `SELECT `+refundColumns+` FROM `+refundTables+` WHERE `+where+` ORDER BY refund.id`, args...)
}

func (t *tx) refund(where string, args ...any) (Refund, error) {
	return one(t.ctx, t, scanRefund, `SELECT `+refundColumns+` FROM `+refundTables+` WHERE `+where, args...)
}

// refundsOf are the refunds of an invoice's payments, the newest first.
func refundsOf(ctx context.Context, from querier, invoiceID int64) ([]Refund, error) {
	return all(ctx, from, scanRefund, `SELECT `+refundColumns+` FROM `+refundTables+` WHERE payment.invoice_id = ? ORDER BY refund.id DESC`, invoiceID)
}

// Refunds are those of the payments that this contact sees and that have been
// made or are on their way, the newest first: of one project, or of all for 0.
func (p *Portal) Refunds(ctx context.Context, projectID int64) ([]Refund, error) {
	if see, err := p.lists(ModuleInvoices); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanRefund, `SELECT `+refundColumns+` FROM `+refundTables+`
		JOIN invoice ON invoice.id = payment.invoice_id WHERE `+visibleInvoice+`
		AND refund.state <> 'failed' AND (? = 0 OR invoice.project_id = ?) ORDER BY coalesce(refund.settled_at, refund.started_at) DESC, refund.id DESC`,
		p.Contact.ID, p.Contact.ID, projectID, projectID)
}

// Refund is one refund.
func (s *Store) Refund(ctx context.Context, id int64) (Refund, error) {
	return one(ctx, s.reader, scanRefund, `SELECT `+refundColumns+` FROM `+refundTables+` WHERE refund.id = ?`, id)
}

// RefundWish is what the studio gives back, and why.
type RefundWish struct {
	Amount  int64  // minor units of the payment's currency
	Reason  string // stands on the credit note
	Credit  bool   // take it off the invoice with a credit note, so that it is not owed again
	Attempt string // key of the form, so that a double click gives back once
}

func (w *RefundWish) check(invalid *Invalid) {
	if w.Amount <= 0 {
		invalid.Add("amount", Say("invalid.too_small"))
	}
	invalid.atMost("reason", w.Reason, 200)
	if len(w.Attempt) < 16 || len(w.Attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
}

func (w *RefundWish) wish() string {
	if w.Credit {
		return "credit"
	}
	return "owe"
}

// HandRefund is money that the studio gave back by its own road: cash, or a
// transfer from its bank.
type HandRefund struct {
	RefundWish
	RefundedOn Date
}

// RecordRefund counts money that the studio has given back by hand. More than
// came and did not go back yet is refused at "amount", a day before it came at
// "refunded_on".
func (s *Store) RecordRefund(ctx context.Context, by Staff, paymentID int64, h HandRefund) error {
	var invalid Invalid
	h.check(&invalid)
	if err := s.plausible(h.RefundedOn); err != nil {
		invalid.Add("refunded_on", Say("invalid.date_ahead"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, "record a refund", func(t *tx) error {
		r, err := t.newRefund(by, paymentID, h.RefundWish, h.Attempt)
		if err != nil || r.State == "done" { // recorded by the first click
			return err
		}
		pay, err := t.payment("payment.id = ?", paymentID)
		if err != nil {
			return err
		}
		if h.RefundedOn < pay.PaidOn {
			return &Invalid{Fields: map[string]Text{"refunded_on": Say("invalid.date_before_payment")}}
		}
		return t.giveBack(&r, by, h.RefundedOn)
	})
}

// newRefund is the row of a wish, or the one that the same form has made.
func (t *tx) newRefund(by Staff, paymentID int64, w RefundWish, key string) (r Refund, err error) {
	if r, err = t.refund("refund.attempt = ? AND refund.payment_id = ?", key, paymentID); !errors.Is(err, ErrNotFound) {
		return r, err
	}
	pay, err := t.payment("payment.id = ?", paymentID)
	if err != nil {
		return r, err
	}
	if err := t.refundable(&pay, w.Amount); err != nil {
		return r, err
	}
	id, err := t.insert(`INSERT INTO refund (payment_id, staff_id, attempt, state, amount, currency, wish, reason, started_at)
		VALUES (?, ?, ?, 'started', ?, ?, ?, ?, ?)`, paymentID, ref(by.ID), key, w.Amount, pay.Currency, w.wish(), w.Reason, ms(t.now))
	if err != nil {
		return r, err
	}
	return t.refund("refund.id = ?", id)
}

// refundable refuses to give back more than came, what is on its way back
// included.
func (t *tx) refundable(pay *Payment, amount int64) error {
	if pay.State != "paid" {
		return refuse("refused.not_paid")
	}
	disputed, err := disputed(t.ctx, t, pay)
	if err == nil && disputed {
		return refuse("refused.disputed")
	}
	if err != nil {
		return err
	}
	room, err := t.room(pay)
	if err == nil && amount > room {
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.refund_too_much")}}
	}
	return err
}

// room is what of a payment has neither gone back nor is on its way back.
func (t *tx) room(pay *Payment) (int64, error) { return room(t.ctx, t, pay) }

func room(ctx context.Context, from querier, pay *Payment) (int64, error) {
	return without(ctx, from, pay, "state IN ('started', 'processing')")
}

// providersRoom is the same as the provider sees it: it knows nothing yet of
// what we have only begun.
func (t *tx) providersRoom(pay *Payment) (int64, error) {
	return without(t.ctx, t, pay, "state IN ('started', 'processing') AND provider_id IS NOT NULL")
}

func without(ctx context.Context, from querier, pay *Payment, under string) (int64, error) {
	open, err := one(ctx, from, value[int64], "SELECT coalesce(sum(amount), 0) FROM refund WHERE payment_id = ? AND "+under, pay.ID)
	return pay.Amount - pay.Refunded - open, err
}

// giveBack counts a refund that was made on a day: schedule, credit note,
// history and mails, all in the transaction that makes it done. by is the zero
// Staff for one that came from the provider's own pages.
func (t *tx) giveBack(r *Refund, by Staff, on Date) error {
	if err := t.update("UPDATE refund SET state = 'done', failure = '', refunded_on = ?, settled_at = ? WHERE id = ?", on, ms(t.now), r.ID); err != nil {
		return err
	}
	r.State, r.RefundedOn, r.Settled = "done", on, t.now
	if err := t.settleDue(r.InvoiceID); err != nil {
		return err
	}
	if err := t.followWish(r, by); err != nil {
		return err
	}
	if err := t.settleHeld(r.InvoiceID); err != nil {
		return err
	}
	i, err := t.invoice(r.InvoiceID)
	if err != nil {
		return err
	}
	if err := t.note(deed{what: "payment refunded", project: i.ProjectID, invoice: i.ID, staff: by.ID, detail: refundDetail(r)}); err != nil {
		return err
	}
	return t.mailRefund(r, &i)
}

// followWish credits the invoice where that is the wish. What had come beyond
// what was asked for is never owed again, so there is nothing to credit of it,
// and nothing to ask.
func (t *tx) followWish(r *Refund, by Staff) error {
	i, err := t.invoice(r.InvoiceID)
	if err != nil || r.Wish == "owe" || r.Wish == "ask" && i.Left() > 0 {
		return err
	}
	owedAgain := min(r.Amount, i.Left(), i.Total-i.Credited)
	if r.Wish == "ask" || owedAgain == 0 {
		r.Wish = "owe"
		return t.update("UPDATE refund SET wish = 'owe' WHERE id = ?", r.ID)
	}
	note, err := t.creditInvoice(by, i.ID, owedAgain, r.Reason)
	if err != nil {
		return err
	}
	r.CreditNote = note.Number
	if err := t.update("UPDATE refund SET credit_note_id = ? WHERE id = ?", note.ID, r.ID); err != nil {
		return err
	}
	return t.waive(i.ID, note.Total)
}

// waive notes that what a credit note took off an invoice was given back too.
func (t *tx) waive(invoiceID, amount int64) error {
	if err := t.update("UPDATE invoice SET forgiven = forgiven + ? WHERE id = ?", amount, invoiceID); err != nil {
		return err
	}
	return t.settleDue(invoiceID)
}

func refundDetail(r *Refund) map[string]string {
	detail := amountDetail(r.Amount, r.Currency)
	detail["refund"], detail["note"] = strconv.FormatInt(r.ID, 10), r.CreditNote
	return detail
}

// mailRefund tells the client of money that goes back to them, and the studio
// of what it has not done itself.
func (t *tx) mailRefund(r *Refund, i *Invoice) error {
	if r.Kind != "refund" {
		return nil // the bank tells the client of a dispute, and SettleDispute the studio
	}
	pay, err := t.payment("payment.id = ?", r.PaymentID)
	if err != nil {
		return err
	}
	id := strconv.FormatInt(r.ID, 10)
	l := letter{kind: "refund", once: "refund " + id, project: i.ProjectID, invoice: i.ID, payment: pay.ID, data: refundDetail(r)}
	if r.ProviderID != "" {
		l.data["road"] = "provider" // back to the card, by itself
	}
	if l.contact, err = t.payerOf(&pay, i); err != nil {
		return err
	}
	if l.contact != 0 {
		if err := t.queue(l); err != nil {
			return err
		}
	}
	if r.StaffID != 0 {
		return nil
	}
	l.kind, l.once, l.data["ask"] = "studio-refund", "studio refund "+id, map[bool]string{true: "1"}[r.Asks()]
	return t.tellOwners(l)
}

// DecideRefund says what becomes of an invoice of which money went back without
// the studio's doing: with credit it is taken off the invoice, without the
// client owes it again. Once said it stays.
func (s *Store) DecideRefund(ctx context.Context, by Staff, invoiceID, refundID int64, credit bool) error {
	return s.write(ctx, "decide of refund "+strconv.FormatInt(refundID, 10), func(t *tx) error {
		r, err := t.refund("refund.id = ? AND payment.invoice_id = ?", refundID, invoiceID)
		if err != nil || !r.Asks() {
			return err
		}
		r.Wish = (&RefundWish{Credit: credit}).wish()
		if err := t.update("UPDATE refund SET wish = ? WHERE id = ?", r.Wish, r.ID); err != nil {
			return err
		}
		if err := t.followWish(&r, by); err != nil || r.Wish == "credit" {
			return err
		}
		i, err := t.invoice(invoiceID)
		if err != nil {
			return err
		}
		if credit && i.Left() > 0 { // what is owed is what a bank took twice
			return refuse("refused.credited_already")
		}
		return t.note(deed{what: "refund owed again", project: i.ProjectID, invoice: i.ID, staff: by.ID, detail: refundDetail(&r)})
	})
}
