package demo

import (
	"fmt"
	"slices"
	"time"

	"anteroom/store"
	"anteroom/store/money"
)

// offer is a quote as it is written.
type offer struct {
	title, intro string
	letter       string // the email's words, in Markdown; empty: the catalogue's
	estimate     bool
	sections     []store.Section
	reduced      bool  // VAT at the reduced rate
	discount     int64 // in pence
	discountFor  string
	schedule     []store.Step // empty: the studio's own
	until        int          // days that it is valid after it was sent
	only         *person      // for one contact alone; nil: everyone on the project
}

// line is priced in whole pounds.
func line(title, note string, quantity int, unit string, pounds int) store.Line {
	return store.Line{Title: title, Note: store.Markdown{Source: note}, Unit: unit,
		Line: money.Line{Quantity: money.Decimal(quantity) * money.One, Price: money.Decimal(pounds) * money.One}}
}

// extra is a line that the client ticks, or does not.
func extra(title, note string, quantity int, unit string, pounds int) store.Line {
	l := line(title, note, quantity, unit, pounds)
	l.Optional = true
	return l
}

// ticked is an extra that is ticked to begin with.
func ticked(l store.Line) store.Line {
	l.Ticked = true
	return l
}

func section(title string, lines ...store.Line) store.Section {
	return store.Section{Title: title, Lines: lines}
}

// alternative is one of several packages.
func alternative(title, note string, lines ...store.Line) store.Section {
	return store.Section{Title: title, Note: store.Markdown{Source: note}, Package: true, Lines: lines}
}

// Steps of a schedule.
func onAcceptance(label string, percent int) store.Step {
	return store.Step{Label: label, Part: money.Part{Percent: money.Rate(percent * 1000)}, Due: store.Due{Kind: "acceptance"}}
}

func percentOn(label string, percent int, on store.Date) store.Step {
	return store.Step{Label: label, Part: money.Part{Percent: money.Rate(percent * 1000)}, Due: store.Due{Kind: "date", On: on}}
}

func amountOn(label string, pounds int64, on store.Date) store.Step {
	return store.Step{Label: label, Part: money.Part{Amount: pounds * 100}, Due: store.Due{Kind: "date", On: on}}
}

func restOn(label string, on store.Date) store.Step {
	return store.Step{Label: label, Part: money.Part{Rest: true}, Due: store.Due{Kind: "date", On: on}}
}

func restAfter(label string, days int) store.Step {
	return store.Step{Label: label, Part: money.Part{Rest: true}, Due: store.Due{Kind: "acceptance", Days: days}}
}

// quote is a quote on its way, and the instant of the last thing that happened
// to it.
type quote struct {
	*project
	last time.Time
	row  store.Quote
	only *person
}

// next is an instant of a moment, after everything that happened before.
func (q *quote) next(at time.Time) time.Time {
	if !at.After(q.last) {
		at = q.last.Add(4 * time.Minute)
	}
	q.last = at
	return at
}

// drafts begins a quote that is not sent yet.
func (p *project) drafts(m moment, o offer) *quote {
	q := &quote{project: p, last: p.begun, only: o.only}
	p.then(q.next(p.office(m)), "draft "+o.title, func() (err error) {
		kind := "quote"
		if o.estimate {
			kind = "estimate"
		}
		if q.row, err = p.store.NewQuote(p.ctx, p.owner, p.row.ID, kind); err != nil {
			return err
		}
		content := q.row.Content
		p.fill(&content, o)
		q.row, err = p.store.SaveQuote(p.ctx, p.owner, q.row.ID, q.row.Edits, q.contactID(), content)
		return err
	})
	return q
}

func (q *quote) contactID() int64 {
	if q.only == nil {
		return 0
	}
	return q.only.contact.ID
}

// quotes drafts a quote and sends it some minutes later.
func (p *project) quotes(m moment, o offer) *quote {
	q := p.drafts(m, o)
	q.send(q.last.Add(23*time.Minute), o)
	return q
}

func (q *quote) send(at time.Time, o offer) {
	q.then(q.next(at), "send "+o.title, func() (err error) {
		to := q.client.people
		if q.only != nil {
			to = []*person{q.only}
		}
		said, err := q.review(store.Mail{Kind: q.row.Kind, ToName: to[0].name, Lang: q.row.Content.Locale, QuoteID: q.row.ID})
		if err != nil {
			return err
		}
		l := store.Letter{Subject: said.Subject, Body: o.letter}
		for _, p := range to {
			l.Contacts = append(l.Contacts, p.contact.ID)
		}
		q.row, err = q.store.SendQuote(q.ctx, q.owner, q.row.ID, l)
		return err
	})
}

// fill writes an offer into a draft.
func (h *history) fill(c *store.Content, o offer) {
	tax := h.tax(o.reduced)
	c.Title, c.Intro = o.title, store.Markdown{Source: o.intro}
	c.Sections = slices.Clone(o.sections)
	n := 0
	for i := range c.Sections {
		s := &c.Sections[i]
		s.ID, s.Lines = fmt.Sprintf("s%d", i+1), slices.Clone(s.Lines)
		for j := range s.Lines {
			n++
			s.Lines[j].ID, s.Lines[j].Tax = fmt.Sprintf("l%d", n), tax
		}
	}
	if o.discount > 0 {
		c.Discount, c.DiscountFor = money.Discount{Amount: o.discount}, o.discountFor
	}
	if len(o.schedule) > 0 {
		c.Schedule = o.schedule
	}
	if o.until > 0 {
		c.ValidUntil = h.store.Today().AddDays(o.until)
	}
}

// tax is the default rate, or the reduced one.
func (h *history) tax(reduced bool) money.Tax {
	rate := h.taxes[0]
	if reduced {
		rate = h.taxes[1]
	}
	return rate.Tax(h.store.Studio().TaxName)
}

// byLink is the portal of someone who followed the link of the email.
func (q *quote) byLink(p *person) (*store.Portal, error) {
	token, err := q.store.CopyLink(q.ctx, q.owner, p.contact.ID, store.Object{Kind: "quote", ID: q.row.ID})
	if err != nil {
		return nil, err
	}
	return q.store.PortalByLink(q.ctx, token)
}

// viewed is read by someone for the first time.
func (q *quote) viewed(p *person, m moment) *quote {
	q.then(q.next(q.when(m)), p.name+" reads a quote", func() error {
		portal, err := q.byLink(p)
		if err != nil {
			return err
		}
		return portal.ViewQuote(q.ctx, q.row.ID, p.visit())
	})
	return q
}

// hand is how someone signs.
type hand bool

const (
	drawn hand = true
	typed hand = false
)

// signed accepts it, with a package and extras by their titles, or as it was
// proposed when none are named.
func (q *quote) signed(p *person, how hand, m moment, chosen ...string) *quote {
	q.then(q.next(q.when(m)), p.name+" signs", func() error {
		portal, err := q.byLink(p)
		if err != nil {
			return err
		}
		v := store.Signing{Selection: choose(&q.row.Content, chosen), Name: p.name, Method: "type", Agreed: true, Hash: q.row.Hash, Visit: p.visit()}
		if how == drawn {
			v.Method, v.Strokes = "draw", ink(p.name)
		}
		totals, err := q.row.Content.TotalsOf(v.Selection)
		if err != nil {
			return err
		}
		v.Total = totals.Total
		v.Consent = q.consent(v.Total)
		q.row, err = portal.AcceptQuote(q.ctx, q.row.ID, v)
		return err
	})
	return q
}

// consent are the words that the page shows at the tick and under it.
func (q *quote) consent(total int64) string {
	lang := q.row.Content.Locale
	return q.words.T(lang, q.row.Kind+".agree", "terms", q.words.T(lang, "quote.terms")) + " " +
		q.words.T(lang, q.row.Kind+".consent", "number", q.row.Number, "total", money.Format(total, q.row.Currency, lang))
}

// choose finds what a client picks by its titles.
func choose(c *store.Content, titles []string) store.Selection {
	sel := c.DefaultSelection()
	if len(titles) == 0 {
		return sel
	}
	sel.Options = nil
	for _, s := range c.Sections {
		if s.Package && slices.Contains(titles, s.Title) {
			sel.Package = s.ID
		}
		for _, l := range s.Lines {
			if l.Optional && slices.Contains(titles, l.Title) {
				sel.Options = append(sel.Options, l.ID)
			}
		}
	}
	return sel
}

// declined is turned down.
func (q *quote) declined(p *person, reason string, m moment) {
	q.then(q.next(q.when(m)), p.name+" declines", func() error {
		portal, err := q.byLink(p)
		if err != nil {
			return err
		}
		q.row, err = portal.DeclineQuote(q.ctx, q.row.ID, reason, p.visit())
		return err
	})
}

// revised is superseded by another version.
func (q *quote) revised(m moment, o offer) *quote {
	r := &quote{project: q.project, last: q.last, only: q.only}
	r.then(r.next(r.office(m)), "revise "+o.title, func() (err error) {
		if r.row, err = r.store.ReviseQuote(r.ctx, r.owner, q.row.ID); err != nil {
			return err
		}
		content := r.row.Content
		r.fill(&content, o)
		r.row, err = r.store.SaveQuote(r.ctx, r.owner, r.row.ID, r.row.Edits, r.contactID(), content)
		return err
	})
	r.send(r.last.Add(9*time.Minute), o)
	return r
}
