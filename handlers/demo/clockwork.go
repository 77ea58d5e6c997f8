package demo

import (
	"fmt"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/words"
)

// clockwork lets the clock do each morning what it does by itself: remind of
// what is due, and make recurring invoices.
func (h *history) clockwork() {
	for days := 367; days >= 0; days-- {
		at := h.when(day(days, "9:05"))
		if at.After(h.end) {
			continue
		}
		h.then(at, "the clock's own work", func() error {
			if err := h.store.MakeRecurring(h.ctx, h.periodNames); err != nil {
				return err
			}
			return h.store.Remind(h.ctx)
		})
	}
}

func (h *history) periodNames(lang string, day store.Date) (month, date string) {
	return h.words.T(lang, "month."+string(day[5:7])), h.words.Date(lang, string(day), words.Full)
}

// retained is a monthly visit: the first is invoiced by hand, the others come by
// themselves, and all are paid some days later. The newest came three weeks ago.
func (c *client) retained(months int, d store.ProjectDetails, title, note string, pounds int) {
	newest := c.date(20).Time()
	first := store.DateOf(time.Date(newest.Year(), newest.Month()-time.Month(months), min(newest.Day(), 28), 0, 0, 0, 0, time.UTC))
	rhythm := store.Rhythm{Every: 1, Unit: "month", Day: newest.Day(), From: store.DateOf(first.Time().AddDate(0, 1, 1-first.Time().Day()))}
	ago := func(on store.Date) int { return on.DaysUntil(c.date(0)) }
	p := c.project(day(ago(first)+2, "9:30"), true, d)
	p.then(p.after(day(ago(first), "10:20")), "begin "+title, func() error {
		i, err := p.visit(title, note, pounds, first)
		if err != nil {
			return err
		}
		l := store.Letter{Contacts: []int64{p.people[0].contact.ID}, Subject: title}
		if _, err = p.store.SendInvoice(p.ctx, p.owner, i.ID, l); err != nil {
			return err
		}
		_, err = p.store.AddRecurring(p.ctx, p.owner, p.row.ID, store.RecurringTerms{InvoiceID: i.ID, Title: title + ", {month} {year}", Rhythm: rhythm, Sends: true, DueDays: 14})
		return err
	})
	p.pays(day(ago(first)-6, "10:15"))
	for beat := 0; ago(rhythm.On(beat)) >= 0; beat++ {
		p.pays(day(ago(rhythm.On(beat))-6, "10:15"))
	}
}

// visit is a draft invoice of a visit in the month of a day.
func (p *project) visit(title, note string, pounds int, on store.Date) (store.Invoice, error) {
	i, err := p.store.NewInvoice(p.ctx, p.owner, p.row.ID)
	if err != nil {
		return i, err
	}
	content := i.Content
	content.Sections = []store.Section{{ID: "s1", Lines: []store.Line{{ID: "l1", Title: title, Note: store.Markdown{Source: note},
		Line: money.Line{Quantity: money.One, Price: money.Decimal(pounds) * money.One, Tax: p.tax(false)}}}}}
	content.Title = store.PeriodNames(p.periodNames).For(title+", {month} {year}", content.Locale, on)
	return p.store.SaveInvoice(p.ctx, p.owner, i.ID, i.Edits, 0, content)
}

// expects begins a recurring invoice of which none has come yet: each is to be
// left as a draft. What it copies is thrown away.
func (p *project) expects(m moment, title, note string, pounds int, rhythm store.Rhythm) {
	p.then(p.after(m), "begin "+title, func() error {
		i, err := p.visit(title, note, pounds, rhythm.From)
		if err != nil {
			return err
		}
		if _, err := p.store.AddRecurring(p.ctx, p.owner, p.row.ID, store.RecurringTerms{InvoiceID: i.ID, Title: title + ", {month} {year}", Rhythm: rhythm, DueDays: 14}); err != nil {
			return err
		}
		return p.store.DeleteInvoice(p.ctx, p.owner, i.ID)
	})
}

// pauses pauses the project's recurring invoices.
func (p *project) pauses(m moment) {
	p.then(p.after(m), "pause what recurs", func() error {
		list, err := p.store.RecurringsOfProject(p.ctx, p.row.ID)
		for _, r := range list {
			if err := p.store.PauseRecurring(p.ctx, p.owner, r.ID); err != nil {
				return err
			}
		}
		return err
	})
}

// pays records a transfer for all that is open on the project.
func (p *project) pays(m moment) {
	p.then(p.office(m), fmt.Sprintf("a transfer of %s arrives", p.client.people[0].name), func() error {
		open, _, err := p.store.Invoices(p.ctx, store.InvoiceFilter{Status: "open", ProjectID: p.row.ID}, store.Paging{})
		if err != nil {
			return err
		}
		for _, i := range open {
			if err := p.store.RecordPayment(p.ctx, p.owner, i.ID, store.HandPayment{Method: "bank", Amount: i.Left(), PaidOn: p.store.Today(),
				Note: "Standing order", Attempt: p.attempt()}); err != nil {
				return err
			}
		}
		return nil
	})
}
