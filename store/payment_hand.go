package store

import (
	"context"
	"errors"
)

// ConfirmTransfer counts a transfer that the client announced and that has
// reached the studio's account on a day. Confirming twice counts once.
func (s *Store) ConfirmTransfer(ctx context.Context, by Staff, paymentID int64, on Date) error {
	return s.write(ctx, "confirm a transfer", func(t *tx) error {
		pay, err := t.payment("payment.id = ? AND payment.method = 'bank'", paymentID)
		if err != nil || pay.State == "paid" {
			return err
		}
		if err := paymentLife.meets(pay.State, confirming, "refused.transfer_gone"); err != nil {
			return err
		}
		if err := s.plausible(on); err != nil {
			return err
		}
		return t.credit(&pay, by, on)
	})
}

// DropTransfer forgets a transfer that was announced and never came.
func (s *Store) DropTransfer(ctx context.Context, by Staff, paymentID int64) error {
	return s.write(ctx, "drop a transfer", func(t *tx) error {
		pay, err := t.payment("payment.id = ? AND payment.method = 'bank'", paymentID)
		if err != nil {
			return err
		}
		if err := paymentLife.meets(pay.State, dropping, "refused.transfer_gone"); err != nil {
			return err
		}
		return t.dropTransfer(&pay, by)
	})
}

func (t *tx) dropTransfer(pay *Payment, by Staff) error {
	if err := t.update("UPDATE payment SET state = 'cancelled', staff_id = ? WHERE id = ?", by.ID, pay.ID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	return t.note(deed{what: "transfer dropped", project: i.ProjectID, invoice: i.ID, staff: by.ID, detail: amountDetail(pay.Amount, pay.Currency)})
}

// plausible refuses a day of payment that lies ahead or decades back.
func (s *Store) plausible(on Date) error {
	if on == "" || on > s.Today() || on < s.Today().AddDays(-3650) {
		return &Invalid{Fields: map[string]Text{"paid_on": Say("invalid.date_ahead")}}
	}
	return nil
}

// HandPayment is a payment that the studio records by itself.
type HandPayment struct {
	Method  string // 'cash', 'cheque', 'bank', 'card', 'other'
	Amount  int64  // minor units of the invoice's currency
	PaidOn  Date
	Note    string
	Attempt string // key of the form, so that a double click records once
}

// RecordPayment counts a payment that came by another road. More than is left is
// held as credit, or refused, as the studio has set.
func (s *Store) RecordPayment(ctx context.Context, by Staff, invoiceID int64, h HandPayment) error {
	var invalid Invalid
	switch h.Method {
	case "cash", "cheque", "bank", "card", "other":
	default:
		invalid.Add("method", Say("invalid.choice"))
	}
	if h.Amount <= 0 {
		invalid.Add("amount", Say("invalid.too_small"))
	}
	invalid.atMost("note", h.Note, 200)
	if len(h.Attempt) < 16 || len(h.Attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
	if err := s.plausible(h.PaidOn); err != nil {
		invalid.Add("paid_on", Say("invalid.date_ahead"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, "record a payment", func(t *tx) error {
		if _, err := t.payment("payment.attempt = ? AND payment.invoice_id = ?", h.Attempt, invoiceID); !errors.Is(err, ErrNotFound) {
			return err // recorded by the first click, or a fault
		}
		i, err := t.invoice(invoiceID)
		if err != nil {
			return err
		}
		if err := s.recordable(&i, h.Amount); err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO payment (invoice_id, staff_id, attempt, method, state, amount, currency, note, started_at)
			VALUES (?, ?, ?, ?, 'announced', ?, ?, ?, ?)`, invoiceID, by.ID, h.Attempt, h.Method, h.Amount, i.Currency, h.Note, ms(t.now))
		if err != nil {
			return err
		}
		pay, err := t.payment("payment.id = ?", id)
		if err != nil {
			return err
		}
		if err := t.credit(&pay, by, h.PaidOn); err != nil || h.Amount <= i.Left() {
			return err
		}
		return t.hold(by, invoiceID, h.Amount-i.Left())
	})
}

// recordable refuses a payment of what cannot be paid, and of more than is left
// where the studio does not hold it.
func (s *Store) recordable(i *Invoice, amount int64) error {
	if i.IsDraft() {
		return refuse("refused.invoice_draft")
	}
	if err := invoiceLife.meets(i.state, paying, "refused.not_payable"); err != nil {
		return err
	}
	switch holds := s.Studio().OverPayment == "hold"; {
	case holds:
		return nil
	case !i.IsPayable():
		return refuse("refused.nothing_left")
	case amount > i.Left():
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.too_much_by_hand")}}
	}
	return nil
}
