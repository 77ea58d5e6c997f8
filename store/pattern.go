package store

import (
	"context"
	"strconv"
)

// Pattern is what a new document begins with: one of these, or nothing.
type Pattern struct {
	Template, Quote, Invoice int64
	Steps                    StepWords
}

// StepWords names a step of the usual schedule, "deposit", "balance" or "payment",
// in a document's language. nil: in English.
type StepWords func(lang, step string) string

func (w StepWords) label(lang, step string) string {
	if w == nil {
		return map[string]string{"deposit": "Deposit", "balance": "Balance", "payment": "Payment"}[step]
	}
	return w(lang, step)
}

// BeginQuote begins a draft on a project with what a pattern holds. Its parties
// and dates are the project's and today's, its currency the pattern's: prices
// are in it.
func (s *Store) BeginQuote(ctx context.Context, by Staff, projectID int64, kind string, from Pattern) (q Quote, err error) {
	if kind != "estimate" {
		kind = "quote"
	}
	err = s.write(ctx, "begin a quote", func(t *tx) error {
		c, err := t.begun(projectID, kind, from)
		if err != nil {
			return err
		}
		totals, err := c.TotalsOf(c.DefaultSelection())
		if err != nil {
			return err
		}
		kept, err := c.encode()
		if err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO quote (project_id, kind, title, currency, total, content, valid_until_on, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, projectID, kind, c.Title, c.Currency, totals.Total, kept, c.ValidUntil, ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		if q, err = t.quote(id); err != nil {
			return err
		}
		return t.note(deed{what: "quote begun", project: projectID, quote: id, staff: by.ID})
	})
	return q, err
}

// BeginInvoice likewise begins the draft of an invoice: of a quote or a
// template, what is chosen before the client chooses.
func (s *Store) BeginInvoice(ctx context.Context, by Staff, projectID int64, from Pattern) (i Invoice, err error) {
	err = s.write(ctx, "begin an invoice", func(t *tx) error {
		c, err := t.begun(projectID, "invoice", from)
		if err != nil {
			return err
		}
		i, err = t.draftInvoice(by, projectID, 0, 0, c)
		return err
	})
	return i, err
}

// begun is the content of a new document of a kind.
func (t *tx) begun(projectID int64, kind string, from Pattern) (Content, error) {
	c, err := t.newQuoteContent(projectID, kind, from.Steps)
	if err != nil {
		return c, err
	}
	if kind == "invoice" {
		c.asInvoice()
		c.Schedule = nil
	}
	old, err := t.pattern(from)
	if err != nil || old == nil {
		return c, err
	}
	c.takeOver(old, t.store.Today())
	return c, nil
}

// pattern is the content of a pattern; nil for none.
func (t *tx) pattern(from Pattern) (*Content, error) {
	switch {
	case from.Quote != 0:
		q, err := t.quote(from.Quote)
		return &q.Content, err
	case from.Invoice != 0:
		i, err := t.invoice(from.Invoice)
		return &i.Content, err
	case from.Template != 0:
		v, err := t.template(from.Template)
		return &v.Content, err
	}
	return nil, nil
}

// takeOver fills a new content with the words, lines and terms of an old one.
// Dates that have passed are left open, and what the old one has no title or
// terms for stays.
func (c *Content) takeOver(old *Content, today Date) {
	if old.Title != "" {
		c.Title = old.Title
	}
	c.Intro, c.Currency, c.TaxIncluded = old.Intro, old.Currency, old.TaxIncluded
	c.Discount, c.DiscountFor = old.Discount, old.DiscountFor
	c.Shipping, c.ShippingFor, c.ShippingTax = old.Shipping, old.ShippingFor, old.ShippingTax
	c.Sections = old.Sections
	if c.Kind == "invoice" {
		c.Sections = old.Chosen(old.DefaultSelection())
	}
	c.renumber()
	if old.Terms.Source != "" {
		c.Terms = old.Terms
	}
	c.Schedule = nil
	for _, step := range old.Schedule {
		if step.Due.Kind == "issue" {
			step.Due.Kind = "acceptance"
		}
		if step.Due.Kind == "date" && step.Due.On < today {
			step.Due.On = ""
		}
		c.Schedule = append(c.Schedule, step)
	}
	if c.Kind == "invoice" {
		c.asInvoice()
	}
}

// renumber gives sections and lines ids of their own, as the editor does. It
// shares no memory with what it was made of.
func (c *Content) renumber() {
	n := 0
	sections := make([]Section, len(c.Sections))
	for i, s := range c.Sections {
		s.ID = "s" + strconv.Itoa(i+1)
		lines := make([]Line, len(s.Lines))
		for j, l := range s.Lines {
			n++
			l.ID = "l" + strconv.Itoa(n)
			lines[j] = l
		}
		s.Lines = lines
		sections[i] = s
	}
	c.Sections = sections
}
