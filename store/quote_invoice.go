package store

import (
	"context"
	"strconv"
)

// InvoiceQuote makes the draft of an invoice of a quote, with its lines and its
// schedule: of one that was accepted and has no invoice, what the client has
// chosen; of one that waits, what sel says was agreed on by word of mouth. Such
// a quote is decided by that, and cannot be signed any more; it waits again when
// the draft is thrown away. A quote that has an invoice gives that.
func (s *Store) InvoiceQuote(ctx context.Context, by Staff, id int64, sel Selection) (i Invoice, err error) {
	err = s.write(ctx, "invoice quote "+strconv.FormatInt(id, 10), func(t *tx) error {
		q, err := t.quote(id)
		if err != nil {
			return err
		}
		if q.InvoiceID != 0 {
			i, err = t.invoice(q.InvoiceID)
			return err
		}
		c, err := t.agreed(&q, sel)
		if err != nil {
			return err
		}
		totals, err := c.TotalsOf(Selection{})
		if err != nil {
			return err
		}
		if totals.Total == 0 {
			return refuse("refused.nothing_to_invoice")
		}
		if i, err = t.draftInvoice(by, q.ProjectID, q.ContactID, q.ID, c); err != nil || q.state == "accepted" {
			return err
		}
		return t.closeByWord(&q, by)
	})
	return i, err
}

// agreed is the content of the invoice of a quote that was, or now is, agreed on.
func (t *tx) agreed(q *Quote, sel Selection) (c Content, err error) {
	switch q.Status {
	case "draft":
		return c, refuse("refused.quote_draft")
	case "accepted":
		signed, err := t.store.signed(t.ctx, t, *q)
		if err != nil {
			return c, err
		}
		c = q.toInvoice(signed.Signature.Selection)
		c.SignedOn = DateOf(signed.Signature.At.In(signed.Signature.Zone()))
		return c, nil
	case "sent", "viewed", "expired":
		if sel, err = q.Content.Settle(sel); err != nil {
			return c, err
		}
		return q.toInvoice(sel), nil
	}
	return c, q.stillOpen(t.store.Studio())
}

// closeByWord decides a quote without a signature.
func (t *tx) closeByWord(q *Quote, by Staff) error {
	if err := t.update("UPDATE quote SET state = 'invoiced', updated_at = ? WHERE id = ?", ms(t.now), q.ID); err != nil {
		return err
	}
	if _, err := t.exec("UPDATE project SET status = 'active', updated_at = ? WHERE id = ? AND status = 'enquiry'", ms(t.now), q.ProjectID); err != nil {
		return err
	}
	return t.note(deed{what: "quote invoiced", project: q.ProjectID, quote: q.ID, staff: by.ID})
}
