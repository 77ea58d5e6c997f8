package studio

import (
	"context"
	"fmt"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/print"
)

func (p *Pages) quoteSentRoutes() []Route {
	return []Route{
		staff("POST", "/studio/quotes/{id}/revision", "quote", p.reviseQuote),
		staff("POST", "/studio/quotes/{id}/archival", "quote", p.archiveQuote),
		staff("POST", "/studio/quotes/{id}/link", "quote", p.quoteLink),
	}
}

// sentPage is a quote as it was sent, and what became of it.
type sentPage struct {
	web.Frame
	Quote    store.Quote
	Sections []paperSection
	Sums     []sumRow
	Reasons  []string // why no tax is charged where none is
	Steps    []paperStep
	Signed   *store.Signed
	Ink      *web.Ink // of a drawn signature
	Evidence []store.Evidence
	History  []event
	People   []store.Contact

	Reminders *reminders // nil: there is nothing to remind of, and never was
}

// Noun is what the document is called in a sentence.
func (p sentPage) Noun() string { return noun(&p.Quote) }

// Name is the noun as a title has it.
func (p sentPage) Name() string { return strings.ToUpper(p.Noun()[:1]) + p.Noun()[1:] }

// CanRevise tells whether a new version may replace it.
func (p sentPage) CanRevise() bool {
	return p.Quote.Status != "accepted" && p.Quote.Status != "superseded" && p.Quote.Status != "invoiced"
}

// CanInvoice tells whether an invoice can be made of it: it is accepted and has
// none, or waits and may have been agreed on by word of mouth.
func (p sentPage) CanInvoice() bool {
	if p.Quote.InvoiceID != 0 || p.Quote.Total == 0 && p.Quote.Status == "accepted" {
		return false
	}
	return p.Quote.Status == "accepted" || p.Quote.IsOpen() || p.Quote.Status == "expired"
}

// CanGo tells whether its link is of use to a client.
func (p sentPage) CanGo() bool { return p.Quote.Archived.IsZero() && p.Quote.Status != "superseded" }

// Views are the times that a person looked at it.
func (p sentPage) Views() (list []store.Evidence) {
	for _, e := range p.Evidence {
		if e.What == "viewed" {
			list = append(list, e)
		}
	}
	return list
}

func noun(q *store.Quote) string {
	if q.IsEstimate() {
		return "estimate"
	}
	return "quote"
}

// paperSection, paperLine and paperStep are parts of a document as a page of
// the studio shows it.
type paperSection struct {
	store.Section
	Left  bool // a package that the client did not pick
	Lines []paperLine
}

type paperLine struct {
	store.Line
	Quantity, Price, Amount string
	Off                     string // its discount
	Choice                  string // "Optional", "Chosen", "Not chosen", or ""
}

type paperStep struct{ Label, Amount, Due string }

// paper lays out a document's sections; sel is what the client chose, nil
// while nothing is chosen.
func (p *Pages) paper(c *store.Content, sel *store.Selection) ([]paperSection, error) {
	locale := p.Store.Studio().Locale
	var list []paperSection
	for _, s := range c.Sections {
		section := paperSection{Section: s, Left: sel != nil && s.Package && s.ID != sel.Package}
		for _, l := range s.Lines {
			amount, err := c.Amount(l)
			if err != nil {
				return nil, err
			}
			line := paperLine{Line: l, Quantity: strings.TrimSpace(l.Quantity.Format(locale) + " " + l.Unit), Price: l.Price.Price(c.Currency, locale),
				Amount: p.money(amount, c.Currency)}
			for _, d := range l.Discounts {
				if line.Off = p.money(d.Amount, c.Currency); d.Percent != 0 {
					line.Off = d.Percent.Format(locale) + "%"
				}
			}
			line.Choice = choice(l, sel)
			section.Lines = append(section.Lines, line)
		}
		list = append(list, section)
	}
	return list, nil
}

func choice(l store.Line, sel *store.Selection) string {
	switch {
	case !l.Optional:
		return ""
	case sel == nil:
		return "Optional"
	case sel.Has(l.ID):
		return "Chosen"
	}
	return "Not chosen"
}

// paperSteps words a schedule and what its parts come to.
func (p *Pages) paperSteps(x *web.Exchange, c *store.Content, total int64) ([]paperStep, error) {
	if len(c.Schedule) == 0 {
		return nil, nil
	}
	parts, err := c.Instalments(total, p.Store.Today(), p.Store.Studio().DueDays)
	if err != nil {
		return nil, err
	}
	var list []paperStep
	for i, step := range c.Schedule {
		list = append(list, paperStep{Label: step.Label, Amount: p.money(parts[i].Amount, c.Currency), Due: dueWords(x, step.Due)})
	}
	return list, nil
}

func dueWords(x *web.Exchange, d store.Due) string {
	switch {
	case d.Kind == "date":
		return "on " + x.Date(d.On, "full")
	case d.Kind == "event" && d.Days == 0:
		return "on the day of the main event"
	case d.Kind == "event":
		return counted(d.Days, "day") + " before the main event"
	case d.Days == 0:
		return "on acceptance"
	}
	return counted(d.Days, "day") + " after acceptance"
}

// sentQuote shows a quote as it was sent.
func (p *Pages) sentQuote(x *web.Exchange, who store.Staff, q store.Quote) (err error) {
	view := &sentPage{Frame: p.Frame(x, who, "quotes"), Quote: q}
	sel := q.Content.DefaultSelection()
	var chosen *store.Selection
	if q.Status == "accepted" {
		signed, err := p.Store.SignedQuote(x.Context(), q.ID)
		if err != nil {
			return err
		}
		view.Signed, view.Ink = &signed, web.Draw(signed.Signature.Strokes)
		sel, chosen = signed.Signature.Selection, &signed.Signature.Selection
	}
	totals, err := q.Content.TotalsOf(sel)
	if err != nil {
		return err
	}
	view.Sums, view.Reasons = p.sumRows(x, &view.Quote.Content, &totals), print.Reasons(x.T, &view.Quote.Content, &totals)
	if view.Sections, err = p.paper(&view.Quote.Content, chosen); err != nil {
		return err
	}
	if view.Steps, err = p.paperSteps(x, &view.Quote.Content, totals.Total); err != nil {
		return err
	}
	if view.Evidence, err = p.Store.Evidence(x.Context(), store.Object{Kind: "quote", ID: q.ID}); err != nil {
		return err
	}
	if view.History, err = p.history(x, who, "quote", q.ID); err != nil {
		return err
	}
	if view.People, err = p.addressees(x.Context(), q.ProjectID, q.ContactID); err != nil {
		return err
	}
	if view.Reminders, err = p.quoteReminders(x, who, &q); err != nil {
		return err
	}
	return x.Show("studio/quote", "", view)
}

// reviseQuote begins a new version of a sent quote, or goes on with it.
func (p *Pages) reviseQuote(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	draft, err := p.Store.ReviseQuote(x.Context(), who, id)
	if err != nil {
		return err
	}
	return x.Go(quotePath(draft.ID))
}

// archiveQuote puts a quote away, or takes it out again.
func (p *Pages) archiveQuote(x *web.Exchange, who store.Staff) error {
	return p.putAway(x, who, p.Store.ArchiveQuote, quotePath)
}

// putAway puts a document away, or takes it out again, by its verb of the store.
func (p *Pages) putAway(x *web.Exchange, who store.Staff, archive func(ctx context.Context, by store.Staff, id int64, away bool) error, path func(int64) string) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	away := form.Get("away") != "no"
	if err := archive(x.Context(), who, id, away); err != nil {
		return err
	}
	word := "It is put away. The client does not see it any more."
	if !away {
		word = "It is back. The client sees it again."
	}
	return p.say(x, word, path(id))
}

func (p *Pages) quoteLink(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	return p.copyLink(x, who, store.Object{Kind: "quote", ID: q.ID}, fmt.Sprintf("%s %s", noun(&q), q.Number), quotePath(q.ID), "quotes")
}
