package demo

import (
	"anteroom/store"
	"anteroom/store/money"
)

// priceList is what the studio sells again and again.
func (h *history) priceList() error {
	standard := h.taxes[0]
	for _, v := range []store.Item{
		{Title: "Day of joinery", Unit: "day", Price: 340 * money.One, Note: "One joiner, with tools and van."},
		{Title: "Fitting, out of hours", Unit: "day", Price: 390 * money.One},
		{Title: "Paint, two coats", Unit: "day", Price: 310 * money.One, Note: "Walls and woodwork, filled and sanded first."},
		{Title: "Oak panelling, quarter sawn", Unit: "m²", Price: 410 * money.One},
		{Title: "Window bench with a lid", Price: 780 * money.One},
		{Title: "Toughened glass", Unit: "pane", Price: 1200 * money.One},
		{Title: "Measured survey", Price: 950 * money.One, Note: "Every room, every level, as a drawing at 1:50."},
	} {
		v.Currency, v.Category, v.Rate = "GBP", standard.Category, standard.Rate
		if _, err := h.store.SaveItem(h.ctx, h.owner, v); err != nil {
			return err
		}
	}
	return nil
}

// kept saves a quote as a template, which begins with words of its own.
func (q *quote) kept(name, intro string, m moment) *quote {
	q.then(q.next(q.office(m)), "keep the template "+name, func() error {
		_, err := q.store.SaveTemplate(q.ctx, q.owner, q.row.ID, store.TemplateWords{Name: name, Intro: intro}, false)
		return err
	})
	return q
}

// bills begins an invoice without a quote, and leaves it as a draft.
func (p *project) bills(m moment, o offer, delivery int64) {
	p.then(p.office(m), "draft an invoice for "+o.title, func() error {
		_, err := p.drafted(o, delivery)
		return err
	})
}

// charges issues an invoice without a quote, and mails it to the first of the
// client's people.
func (p *project) charges(m moment, o offer) {
	p.then(p.office(m), "charge "+o.title, func() error {
		i, err := p.drafted(o, 0)
		if err != nil {
			return err
		}
		if i, err = p.store.IssueInvoice(p.ctx, p.owner, i.ID); err != nil {
			return err
		}
		to := p.client.people[0]
		about := store.Mail{Kind: "invoice", ToName: to.name, Lang: i.Content.Locale, InvoiceID: i.ID, ProjectID: i.ProjectID}
		words, err := p.review(about)
		if err != nil {
			return err
		}
		_, err = p.store.SendInvoice(p.ctx, p.owner, i.ID, store.Letter{Contacts: []int64{to.contact.ID}, Subject: words.Subject, Body: words.Body})
		return err
	})
}

// drafted writes an invoice without a quote; delivery is in minor units.
func (p *project) drafted(o offer, delivery int64) (store.Invoice, error) {
	i, err := p.store.NewInvoice(p.ctx, p.owner, p.row.ID)
	if err != nil {
		return i, err
	}
	c := i.Content
	p.fill(&c, o)
	if delivery > 0 {
		c.Shipping, c.ShippingFor = delivery, "Delivery"
	}
	return p.store.SaveInvoice(p.ctx, p.owner, i.ID, i.Edits, 0, c)
}
