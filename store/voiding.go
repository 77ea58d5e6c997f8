package store

import (
	"context"
	"strconv"
)

// VoidInvoice declares an issued invoice void: it keeps its number, asks for
// nothing any more, and stays to be seen. Where money has come or is on its way,
// or a part was credited, only a credit note can take it back.
func (s *Store) VoidInvoice(ctx context.Context, by Staff, id int64, reason string) (i Invoice, err error) {
	var invalid Invalid
	invalid.atMost("reason", reason, 500)
	if err := invalid.OrNil(); err != nil {
		return i, err
	}
	err = s.write(ctx, "void invoice "+strconv.FormatInt(id, 10), func(t *tx) error {
		if i, err = t.invoice(id); err != nil {
			return err
		}
		if err := invoiceLife.meets(i.state, voiding, "refused.not_issued"); err != nil {
			return err
		}
		if err := t.untouched(&i); err != nil {
			return err
		}
		if err := t.update("UPDATE invoice SET state = 'void', next_due_on = NULL, next_due = 0, updated_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		if err := t.dropAnnouncements(id); err != nil {
			return err
		}
		detail := map[string]string{"number": i.Number, "reason": reason}
		if err := t.note(deed{what: "invoice voided", project: i.ProjectID, invoice: id, staff: by.ID, detail: detail}); err != nil {
			return err
		}
		i, err = t.invoice(id)
		return err
	})
	return i, err
}

// SendVoidNotice queues the letter that says that an invoice is void.
func (s *Store) SendVoidNotice(ctx context.Context, by Staff, id int64, l Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.write(ctx, "tell that invoice "+strconv.FormatInt(id, 10)+" is void", func(t *tx) error {
		i, err := t.invoice(id)
		if err != nil {
			return err
		}
		if !i.IsVoid() {
			return refuse("refused.not_void")
		}
		told, err := t.mailOfInvoice("invoice-void", id, l, nil)
		if err != nil || told == nil {
			return err
		}
		told.what, told.staff = "void notice sent", by.ID
		return t.note(*told)
	})
}

// IsVoid tells whether it was declared void.
func (i *Invoice) IsVoid() bool { return i.state == "void" }

// CanVoid tells whether nothing was paid or credited of an issued invoice.
func (i *Invoice) CanVoid() bool {
	_, ok := invoiceLife.after(i.state, voiding)
	return ok && i.Paid == 0 && i.Refunded == 0 && i.Credited == 0
}

// untouched refuses to void an invoice that money has met. A checkout that is
// open is no money yet: the sweep closes it, and what it still brings is shown
// as paid beyond what was asked for.
func (t *tx) untouched(i *Invoice) error {
	under, err := one(t.ctx, t, value[int64], "SELECT count(*) FROM payment WHERE invoice_id = ? AND state = 'processing'", i.ID)
	if err != nil {
		return err
	}
	if under > 0 || !i.CanVoid() {
		return refuse("refused.void_paid")
	}
	return nil
}
