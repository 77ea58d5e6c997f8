package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"anteroom/store/money"
)

// invoiceOf makes the invoice of a quote that is being accepted: the chosen
// lines, the whole schedule as instalments. It is issued and sent at once, or
// left as a draft, as the studio has set.
func (t *tx) invoiceOf(p *Portal, q *Quote) error {
	studio := t.store.Studio()
	if q.Total == 0 {
		return nil // nothing to pay, nothing to invoice
	}
	signed, err := t.store.signed(t.ctx, t, *q)
	if err != nil {
		return err
	}
	c := q.toInvoice(signed.Signature.Selection)
	c.SignedOn = t.store.Today()
	id, err := t.insertInvoice(q.ProjectID, q.ContactID, q.ID, c)
	if err != nil {
		return err
	}
	if studio.OnAcceptance == "draft" {
		return t.note(deed{what: "invoice drafted", project: q.ProjectID, invoice: id, contact: p.Contact.ID})
	}
	if err := t.issue(id, Staff{}); err != nil {
		return err
	}
	if !p.Sees(ModuleInvoices) {
		return nil // it waits for the studio to hand it over
	}
	return t.mailInvoice(id, Staff{}, Letter{Contacts: []int64{p.Contact.ID}})
}

// toInvoice is the content of the invoice of a quote: what was chosen of it.
func (q *Quote) toInvoice(sel Selection) Content {
	c := q.Content
	c.Intro, c.QuoteNumber = Markdown{}, q.Number
	c.Sections, c.Schedule = c.Chosen(sel), slices.Clone(c.Schedule)
	c.asInvoice()
	return c
}

func (t *tx) insertInvoice(project, contact, quote int64, c Content) (int64, error) {
	totals, err := c.TotalsOf(Selection{})
	if err != nil {
		return 0, err
	}
	kept, err := c.encode()
	if err != nil {
		return 0, err
	}
	id, err := t.insert(`INSERT INTO invoice (project_id, contact_id, quote_id, title, currency, total, content, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, project, ref(contact), ref(quote), c.Title, c.Currency, totals.Total, kept, ms(t.now), ms(t.now))
	if err != nil {
		return 0, err
	}
	return id, t.forecast(id, project, c, totals.Total)
}

// issue gives a draft its number and freezes it: content, parties, bank
// details, totals. by is the zero Staff when a signature issues it.
func (t *tx) issue(id int64, by Staff) error {
	studio := t.store.Studio()
	i, err := t.invoice(id)
	if err != nil {
		return err
	}
	if err := invoiceLife.meets(i.state, issuing, "refused.issued_already"); err != nil {
		return err
	}
	c := i.Content
	if c.Number, err = t.nextFormatted("invoice", studio.InvoiceFormat); err != nil {
		return err
	}
	c.On, c.From, c.Bank, c.By = t.store.Today(), studioParty(studio), studio.Bank, by.Name
	if err := t.otherParty(i.ProjectID, i.ContactID, &c); err != nil {
		return err
	}
	totals, err := c.TotalsOf(Selection{})
	if err != nil {
		return err
	}
	c.Totals = &totals
	kept, err := c.encode()
	if err != nil {
		return err
	}
	if err := t.update(`UPDATE invoice SET state = 'issued', number = ?, content = ?, content_hash = ?, total = ?, issued_on = ?, issued_at = ?, updated_at = ?
		WHERE id = ?`, c.Number, kept, hashHex([]byte(kept)), totals.Total, c.On, ms(t.now), ms(t.now), id); err != nil {
		return err
	}
	parts, err := c.Instalments(totals.Total, c.On, studio.DueDays)
	if err != nil {
		return err
	}
	if err := t.keepInstalments(id, parts); err != nil {
		return err
	}
	if err := t.keepTaxes(id, &totals); err != nil {
		return err
	}
	if err := t.settleDue(id); err != nil {
		return err
	}
	return t.note(deed{what: "invoice issued", project: i.ProjectID, invoice: id, staff: by.ID, detail: map[string]string{"number": c.Number}})
}

func (t *tx) keepTaxes(id int64, totals *money.Totals) error {
	for _, tax := range totals.Taxes {
		if _, err := t.exec(`INSERT INTO invoice_tax (invoice_id, category, rate, base, tax) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (invoice_id, category, rate) DO UPDATE SET base = base + excluded.base, tax = tax + excluded.tax`,
			id, string(tax.Tax.Category), int64(tax.Tax.Rate), tax.Base, tax.Amount); err != nil {
			return fmt.Errorf("keep taxes: %w", err)
		}
	}
	return nil
}

// settleDue works out which instalment is next, after an issue or a payment.
func (t *tx) settleDue(id int64) error {
	i, err := t.invoice(id)
	if err != nil {
		return err
	}
	var due Date
	var left int64
	if next := i.Next(); next != nil {
		due, left = next.DueOn, next.Left()
	}
	return t.update("UPDATE invoice SET next_due_on = ?, next_due = ?, updated_at = ? WHERE id = ?", due, left, ms(t.now), id)
}

// mailInvoice queues an invoice's letter; empty words are the catalogue's.
func (t *tx) mailInvoice(id int64, by Staff, l Letter) error {
	told, err := t.mailOfInvoice("invoice", id, l, nil)
	if err != nil || told == nil {
		return err
	}
	if err := t.update("UPDATE invoice SET sent_at = coalesce(sent_at, ?), updated_at = ? WHERE id = ?", ms(t.now), ms(t.now), id); err != nil {
		return err
	}
	told.what, told.staff = "invoice sent", by.ID
	return t.note(*told)
}

// mailOfInvoice queues a letter about an invoice, where its words are empty in
// those of the catalogue, and begins the deed that tells of it; nil where the
// attempt was made before.
func (t *tx) mailOfInvoice(kind string, invoiceID int64, l Letter, data map[string]string) (*deed, error) {
	i, err := t.invoice(invoiceID)
	if err != nil {
		return nil, err
	}
	people, err := t.recipients(ModuleInvoices, l.Contacts, i.ProjectID, i.ContactID)
	if err != nil {
		return nil, err
	}
	if sent, err := t.sentBefore(l); sent || err != nil {
		return nil, err
	}
	for _, p := range people {
		if err := t.queue(letter{kind: kind, once: l.once(p.ID), contact: p.ID, subject: l.Subject, body: l.Body, project: i.ProjectID,
			invoice: i.ID, data: data}); err != nil {
			return nil, err
		}
	}
	return &deed{project: i.ProjectID, invoice: i.ID, detail: map[string]string{"to": names(people)}}, nil
}

// IssueInvoice gives a draft its number and freezes it, and sends nothing: for
// what is handed over on paper.
func (s *Store) IssueInvoice(ctx context.Context, by Staff, id int64) (i Invoice, err error) {
	err = s.write(ctx, "issue invoice "+strconv.FormatInt(id, 10), func(t *tx) error {
		if i, err = t.invoice(id); err != nil {
			return err
		}
		if err := invoiceLife.meets(i.state, issuing, "refused.issued_already"); err != nil {
			return err
		}
		if err := s.invoiceLacks(ctx, t, &i); err != nil {
			return err
		}
		if err := t.issue(id, by); err != nil {
			return err
		}
		i, err = t.invoice(id)
		return err
	})
	return i, err
}

// SendInvoice issues a draft, if it is one, and queues the letter with its link.
func (s *Store) SendInvoice(ctx context.Context, by Staff, id int64, l Letter) (i Invoice, err error) {
	if err := l.Check(); err != nil {
		return i, err
	}
	err = s.write(ctx, "send invoice "+strconv.FormatInt(id, 10), func(t *tx) error {
		if i, err = t.invoice(id); err != nil {
			return err
		}
		if err := invoiceLife.meets(i.state, sending, "refused.invoice_void"); err != nil {
			return err
		}
		if i.IsDraft() {
			if err := s.invoiceLacks(ctx, t, &i); err != nil {
				return err
			}
			if err := t.issue(id, by); err != nil {
				return err
			}
		}
		if err := t.mailInvoice(id, by, l); err != nil {
			return err
		}
		i, err = t.invoice(id)
		return err
	})
	return i, err
}
