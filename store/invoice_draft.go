package store

import (
	"context"
	"strconv"

	"anteroom/store/money"
)

// NewInvoice begins a draft of an invoice on a project, without a quote before
// it: the studio's terms and one empty line, all due in the studio's usual time.
func (s *Store) NewInvoice(ctx context.Context, by Staff, projectID int64) (Invoice, error) {
	return s.BeginInvoice(ctx, by, projectID, Pattern{})
}

// draftInvoice keeps a new draft and notes it.
func (t *tx) draftInvoice(by Staff, project, contact, quote int64, c Content) (i Invoice, err error) {
	id, err := t.insertInvoice(project, contact, quote, c)
	if err != nil {
		return i, err
	}
	if err := t.note(deed{what: "invoice drafted", project: project, invoice: id, staff: by.ID}); err != nil {
		return i, err
	}
	return t.invoice(id)
}

// asInvoice makes a quote's content an invoice's: nothing is left to choose, and
// what was to fall due after acceptance does so after the issue.
func (c *Content) asInvoice() {
	c.Kind, c.Number, c.Version, c.ValidUntil = "invoice", "", 0, ""
	for i := range c.Sections {
		s := &c.Sections[i]
		s.Package = false
		for j := range s.Lines {
			s.Lines[j].Optional, s.Lines[j].Ticked = false, false
		}
	}
	for i := range c.Schedule {
		if c.Schedule[i].Due.Kind == "acceptance" {
			c.Schedule[i].Due.Kind = "issue"
		}
	}
}

// SaveInvoice keeps a draft as it was typed; see SaveQuote. The currency stays
// once the client has signed or paid in it.
func (s *Store) SaveInvoice(ctx context.Context, by Staff, id int64, edits int, contactID int64, content Content) (i Invoice, err error) {
	content.asInvoice()
	var invalid Invalid
	content.render(&invalid)
	content.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return i, err
	}
	err = s.write(ctx, "save an invoice", func(t *tx) error {
		if i, err = t.invoice(id); err != nil {
			return err
		}
		if err := invoiceLife.meets(i.state, editing, "refused.invoice_issued"); err != nil {
			return err
		}
		if i.Edits != edits {
			return refuse("refused.edited_elsewhere")
		}
		if err := t.mayChangeCurrency(&i, content.Currency); err != nil {
			return err
		}
		if err := t.contactOnProject(contactID, i.ProjectID); err != nil {
			return err
		}
		if err := t.keepInvoice(&i, contactID, content); err != nil {
			return err
		}
		i, err = t.invoice(id)
		return err
	})
	return i, err
}

// mayChangeCurrency refuses another currency than the client has signed or paid in.
func (t *tx) mayChangeCurrency(i *Invoice, currency string) error {
	if currency == i.Currency {
		return nil
	}
	var signed, paid bool
	if err := scanOne(t, `SELECT EXISTS (SELECT 1 FROM signature WHERE quote_id = invoice.quote_id),
		EXISTS (SELECT 1 FROM payment WHERE invoice_id = invoice.id) FROM invoice WHERE id = ?`, []any{i.ID}, &signed, &paid); err != nil {
		return err
	}
	switch {
	case paid:
		return &Invalid{Fields: map[string]Text{"currency": Say("invalid.currency_paid", "currency", i.Currency)}}
	case signed:
		return &Invalid{Fields: map[string]Text{"currency": Say("invalid.currency_signed", "currency", i.Currency)}}
	}
	return nil
}

// keepInvoice writes a draft's content; what it comes from and the words of the
// project stay.
func (t *tx) keepInvoice(i *Invoice, contactID int64, c Content) error {
	c.Locale, c.TaxName, c.QuoteNumber, c.SignedOn = i.Content.Locale, i.Content.TaxName, i.Content.QuoteNumber, i.Content.SignedOn
	totals, err := c.TotalsOf(Selection{})
	if err != nil {
		return err
	}
	kept, err := c.encode()
	if err != nil {
		return err
	}
	if err := t.update(`UPDATE invoice SET contact_id = ?, title = ?, currency = ?, total = ?, content = ?, edits = edits + 1, updated_at = ? WHERE id = ?`,
		ref(contactID), c.Title, c.Currency, totals.Total, kept, ms(t.now), i.ID); err != nil {
		return err
	}
	return t.forecast(i.ID, i.ProjectID, c, totals.Total)
}

// forecast divides a draft as if it were issued today. A schedule that does not
// add up yet, as happens while one writes, has no parts.
func (t *tx) forecast(id, projectID int64, c Content, total int64) error {
	event, err := one(t.ctx, t, value[Date], "SELECT event_on FROM project WHERE id = ?", projectID)
	if err != nil {
		return err
	}
	c.Project.EventOn = event
	parts, err := c.Instalments(total, t.store.Today(), t.store.Studio().DueDays)
	if err != nil {
		parts = nil
	}
	return t.keepInstalments(id, parts)
}

// keepInstalments puts a new schedule in the place of a draft's.
func (t *tx) keepInstalments(id int64, parts []Instalment) error {
	if _, err := t.exec("DELETE FROM instalment WHERE invoice_id = ?", id); err != nil {
		return err
	}
	for n, part := range parts {
		if _, err := t.exec("INSERT INTO instalment (invoice_id, position, label, amount, due_on) VALUES (?, ?, ?, ?, ?)",
			id, n+1, part.Label, part.Amount, part.DueOn); err != nil {
			return err
		}
	}
	return nil
}

// InvoiceAsIssued is an invoice as its client reads it: what was issued as it was
// frozen, a draft as it would be if it were issued today, but for its number.
func (s *Store) InvoiceAsIssued(ctx context.Context, by Staff, id int64) (Invoice, error) {
	i, err := s.Invoice(ctx, id)
	if err != nil || !i.IsDraft() {
		return i, err
	}
	c := &i.Content
	c.On, c.By, c.From, c.Bank = s.Today(), by.Name, studioParty(s.Studio()), s.Studio().Bank
	return i, otherParty(ctx, s.reader, i.ProjectID, i.ContactID, c)
}

// DeleteInvoice throws a draft away; a quote that it came of is as it was
// before. An issued invoice is kept.
func (s *Store) DeleteInvoice(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "delete an invoice", func(t *tx) error {
		i, err := t.invoice(id)
		if err != nil {
			return err
		}
		if err := invoiceLife.meets(i.state, discarding, "refused.invoice_issued"); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE activity SET invoice_id = NULL WHERE invoice_id = ?", id); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE quote SET state = 'sent', updated_at = ? WHERE id = ? AND state = 'invoiced'", ms(t.now), i.QuoteID); err != nil {
			return err
		}
		if err := t.update("DELETE FROM invoice WHERE id = ?", id); err != nil {
			return err
		}
		return t.note(deed{what: "invoice deleted", project: i.ProjectID, quote: i.QuoteID, staff: by.ID, detail: map[string]string{"title": i.Title}})
	})
}

// InvoiceLacks is the *Invalid that tells what a draft still lacks before it can
// be issued, with fields named as the editor names them; nil when it lacks nothing.
func (s *Store) InvoiceLacks(ctx context.Context, id int64) error {
	i, err := s.Invoice(ctx, id)
	if err != nil {
		return err
	}
	return s.invoiceLacks(ctx, s.reader, &i)
}

func (s *Store) invoiceLacks(ctx context.Context, from querier, i *Invoice) error {
	facts := struct {
		event  Date
		number string // the client's tax number
	}{}
	if _, err := one(ctx, from, func(row scanner, _ *struct{}) error { return row.Scan(&facts.event, &facts.number) },
		"SELECT project.event_on, client.tax_number FROM project JOIN client ON client.id = project.client_id WHERE project.id = ?", i.ProjectID); err != nil {
		return err
	}
	c := &i.Content
	var invalid Invalid
	c.linesLack(&invalid)
	c.scheduleLacks(s.Today(), facts.event, &invalid)
	for n, step := range c.Schedule {
		if step.Due.Kind == "date" && step.Due.On != "" && step.Due.On < s.Today() {
			invalid.Add("step."+strconv.Itoa(n)+".on", Say("invalid.date_past"))
		}
	}
	if i.Total == 0 && c.countLines() > 0 {
		invalid.Add("lines", Say("invalid.nothing_to_pay"))
	}
	c.numbersLack(s.Studio().TaxNumber, facts.number, &invalid)
	return invalid.OrNil()
}

// numbersLack asks for both tax numbers where the customer accounts for the tax
// (EN 16931-1, BR-AE-02 and BR-IC-02).
func (c *Content) numbersLack(studio, client string, invalid *Invalid) {
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if l.Tax.Category != money.ReverseCharge && l.Tax.Category != money.IntraCommunity {
				continue
			}
			field := "line." + l.ID + ".tax"
			switch {
			case client == "":
				invalid.Add(field, Say("invalid.client_tax_number", "tax", c.TaxName))
			case studio == "":
				invalid.Add(field, Say("invalid.studio_tax_number", "tax", c.TaxName))
			}
		}
	}
}
