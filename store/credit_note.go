package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"anteroom/store/money"
)

// CreditNote takes back what an issued invoice asks for, or a part of it: the
// one way to mend an invoice. It is frozen from its first moment, as the invoice
// is (EN 16931, document type 381).
type CreditNote struct {
	ID        int64
	InvoiceID int64
	Number    string
	Currency  string
	Total     int64 // above zero: what is taken back
	Reason    string
	IssuedOn  Date
	Issued    time.Time
	Sent      time.Time // when it was first mailed; zero: never
	Content   Content
}

const creditNoteColumns = `credit_note.id, credit_note.invoice_id, credit_note.number, credit_note.currency, credit_note.total,
	credit_note.reason, credit_note.issued_on, credit_note.issued_at, credit_note.sent_at, credit_note.content`

func scanCreditNote(row scanner, v *CreditNote) error {
	var content string
	if err := row.Scan(&v.ID, &v.InvoiceID, &v.Number, &v.Currency, &v.Total, &v.Reason, &v.IssuedOn, at(&v.Issued), at(&v.Sent), &content); err != nil {
		return err
	}
	return decodeContent(content, &v.Content)
}

// CreditNote is one credit note.
func (s *Store) CreditNote(ctx context.Context, id int64) (CreditNote, error) {
	return one(ctx, s.reader, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note WHERE credit_note.id = ?`, id)
}

// CreditNotesOf are the credit notes of an invoice, the oldest first.
func (s *Store) CreditNotesOf(ctx context.Context, invoiceID int64) ([]CreditNote, error) {
	return all(ctx, s.reader, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note WHERE credit_note.invoice_id = ? ORDER BY credit_note.id`, invoiceID)
}

// Crediting is what a credit note takes back.
type Crediting struct {
	Amount  int64  // in minor units, with tax; 0: all that is left to credit
	Reason  string // printed on the credit note
	Attempt string // key of the form, so that a double click credits once; empty: no such key
}

// CreditNotes are those of an invoice that this contact sees, the oldest first.
func (p *Portal) CreditNotes(ctx context.Context, invoiceID int64) ([]CreditNote, error) {
	if err := p.allows("invoice", invoiceID); err != nil {
		return nil, err
	}
	return all(ctx, p.store.reader, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note JOIN invoice ON invoice.id = credit_note.invoice_id
		WHERE credit_note.invoice_id = ? AND `+visibleInvoice+` ORDER BY credit_note.id`, invoiceID, p.Contact.ID, p.Contact.ID)
}

// CreditNote is one credit note of an invoice that this contact sees.
func (p *Portal) CreditNote(ctx context.Context, invoiceID, id int64) (CreditNote, error) {
	if err := p.allows("invoice", invoiceID); err != nil {
		return CreditNote{}, err
	}
	return one(ctx, p.store.reader, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note JOIN invoice ON invoice.id = credit_note.invoice_id
		WHERE credit_note.id = ? AND credit_note.invoice_id = ? AND `+visibleInvoice, id, invoiceID, p.Contact.ID, p.Contact.ID)
}

// CreditInvoice issues a credit note. More than is left to credit is refused at
// "amount". An attempt that was made before gives what it made then.
func (s *Store) CreditInvoice(ctx context.Context, by Staff, invoiceID int64, c Crediting) (note CreditNote, err error) {
	var invalid Invalid
	invalid.atMost("reason", c.Reason, 500)
	if c.Amount < 0 {
		invalid.Add("amount", Say("invalid.too_small"))
	}
	if len(c.Attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
	if err := invalid.OrNil(); err != nil {
		return note, err
	}
	err = s.write(ctx, "credit invoice "+strconv.FormatInt(invoiceID, 10), func(t *tx) error {
		note, err = one(t.ctx, t, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note WHERE credit_note.attempt = ? AND credit_note.invoice_id = ?`,
			orNull(c.Attempt), invoiceID)
		if err != ErrNotFound {
			return err
		}
		if note, err = t.creditInvoice(by, invoiceID, c.Amount, c.Reason); err != nil || c.Attempt == "" {
			return err
		}
		return t.update("UPDATE credit_note SET attempt = ? WHERE id = ?", c.Attempt, note.ID)
	})
	return note, err
}

// SendCreditNote queues the letter of a credit note, which goes along as a PDF.
func (s *Store) SendCreditNote(ctx context.Context, by Staff, id int64, l Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.write(ctx, "send credit note "+strconv.FormatInt(id, 10), func(t *tx) error {
		note, err := one(t.ctx, t, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note WHERE credit_note.id = ?`, id)
		if err != nil {
			return err
		}
		to, err := t.mailOfInvoice("credit-note", note.InvoiceID, l, map[string]string{"credit_note": strconv.FormatInt(id, 10)})
		if err != nil || to == nil {
			return err
		}
		if err := t.update("UPDATE credit_note SET sent_at = coalesce(sent_at, ?) WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		to.what, to.staff, to.detail["number"] = "credit note sent", by.ID, note.Number
		return t.note(*to)
	})
}

func (t *tx) creditInvoice(by Staff, invoiceID, amount int64, reason string) (note CreditNote, err error) {
	i, err := t.invoice(invoiceID)
	if err != nil {
		return note, err
	}
	left := i.Total - i.Credited
	switch {
	case invoiceLife.meets(i.state, crediting, "refused.not_issued") != nil:
		return note, refuse("refused.not_issued")
	case left == 0:
		return note, refuse("refused.credited_already")
	case amount > left:
		return note, &Invalid{Fields: map[string]Text{"amount": Say("refused.credit_too_much")}}
	case amount == 0:
		amount = left
	}
	c, err := t.creditContent(&i, by, amount, reason)
	if err != nil {
		return note, err
	}
	kept, err := c.encode()
	if err != nil {
		return note, err
	}
	id, err := t.insert(`INSERT INTO credit_note (invoice_id, staff_id, number, currency, total, reason, content, content_hash, issued_on, issued_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, i.ID, ref(by.ID), c.Number, i.Currency, amount, reason, kept, hashHex([]byte(kept)), c.On, ms(t.now))
	if err != nil {
		return note, err
	}
	for _, tax := range c.Totals.Taxes {
		if _, err := t.exec(`INSERT INTO credit_note_tax (credit_note_id, category, rate, base, tax) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (credit_note_id, category, rate) DO UPDATE SET base = base + excluded.base, tax = tax + excluded.tax`,
			id, string(tax.Tax.Category), int64(tax.Tax.Rate), tax.Base, tax.Amount); err != nil {
			return note, err
		}
	}
	if err := t.settleDue(i.ID); err != nil {
		return note, err
	}
	if err := t.note(deed{what: "invoice credited", project: i.ProjectID, invoice: i.ID, staff: by.ID,
		detail: map[string]string{"number": c.Number, "amount": strconv.FormatInt(amount, 10), "currency": i.Currency}}); err != nil {
		return note, err
	}
	return one(t.ctx, t, scanCreditNote, `SELECT `+creditNoteColumns+` FROM credit_note WHERE credit_note.id = ?`, id)
}

// creditContent is the document: the invoice's own lines where all of it is
// taken back at once, else one line for each of its taxes.
func (t *tx) creditContent(i *Invoice, by Staff, amount int64, reason string) (c Content, err error) {
	c = i.Content
	c.Kind, c.InvoiceNumber, c.Reason = "credit-note", i.Number, reason
	c.On, c.By, c.Schedule, c.Intro, c.Terms = t.store.Today(), by.Name, nil, Markdown{}, Markdown{}
	if c.Number, err = t.nextFormatted("credit-note", t.store.Studio().CreditFormat); err != nil {
		return c, err
	}
	if amount != i.Total {
		if err := c.shrink(amount); err != nil {
			return c, err
		}
	}
	totals, err := c.TotalsOf(Selection{})
	if err == nil && totals.Total != amount {
		err = fmt.Errorf("credit note of %d comes to %d", amount, totals.Total)
	}
	c.Totals = &totals
	return c, err
}

// shrink puts one line for each tax of the totals in the place of all lines:
// each takes its share of amount, with its tax in it, so that they add up to it.
func (c *Content) shrink(amount int64) error {
	taxes := c.Totals.Taxes
	weights := make([]int64, len(taxes))
	for n, tax := range taxes {
		weights[n] = max(0, tax.Base+tax.Amount)
	}
	shares, err := money.Spread(amount, weights)
	if err != nil {
		return err
	}
	lines := []Line{}
	for n, share := range shares {
		if share == 0 {
			continue
		}
		price, err := money.Major(share, c.Currency)
		if err != nil {
			return err
		}
		lines = append(lines, Line{ID: "part" + strconv.Itoa(n+1), Title: c.Title,
			Line: money.Line{Quantity: money.One, Price: price, Tax: taxes[n].Tax}})
	}
	c.Sections = []Section{{ID: "part", Lines: lines}}
	c.Discount, c.DiscountFor, c.TaxIncluded = money.Discount{}, "", true
	c.Shipping, c.ShippingFor, c.ShippingTax = 0, "", nil
	return nil
}
