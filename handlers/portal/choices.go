package portal

import (
	"html/template"
	"net/url"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// bill is what the quote comes to with the choices made.
type bill struct {
	Selection    store.Selection
	Total        int64
	Amount       string // the total
	Label, Short string // of the total, in the summary and in the bar
	Facts        []templates.Fact
	Reasons      []string
	Deposit      string // what is due first; empty: there is no schedule
	DepositLabel string
	Query        template.URL // the choices, for links that keep them
}

// query is the choices as a query, for links that keep them.
func query(sel store.Selection) template.URL {
	values := url.Values{"option": sel.Options}
	if sel.Package != "" {
		values.Set("package", sel.Package)
	}
	return template.URL(values.Encode())
}

// Extras counts the options that were chosen.
func (b bill) Extras() int { return len(b.Selection.Options) }

// selection reads choices under the given names of their fields.
func selection(values url.Values, option, pack string) store.Selection {
	return store.Selection{Package: values.Get(pack), Options: values[option]}
}

// chosen are the choices that the address of a request asks for; without any it
// is how the studio has set the quote.
func chosen(x *web.Exchange, c *store.Content) (store.Selection, error) {
	asked := x.R.URL.Query()
	if !asked.Has("option") && !asked.Has("package") && !asked.Has("update") {
		return c.DefaultSelection(), nil
	}
	return c.Settle(selection(asked, "option", "package"))
}

// bill works out the totals of a settled selection.
func (r reader) bill(q *store.Quote, sel store.Selection, today store.Date) (bill, error) {
	totals, err := r.c.TotalsOf(sel)
	if err != nil {
		return bill{}, err
	}
	b := bill{Selection: sel, Query: query(sel), Total: totals.Total, Amount: r.money(totals.Total), Reasons: r.reasons(&totals),
		Label: r.totalLabel(&totals, "document.total_with_tax"), Short: r.totalLabel(&totals, "document.total_short")}
	parts, err := r.parts(sel)
	if err != nil {
		return b, err
	}
	b.Facts = append(parts, r.totals(&totals)...)
	if len(b.Facts) == 1 {
		b.Facts = nil // it would say the total again
	}
	b.Facts = append(b.Facts, r.within(&totals)...)
	return b, r.addDeposit(&b, q, today)
}

// parts are the sums that the total is made of: the work, the package, the extras.
func (r reader) parts(sel store.Selection) ([]templates.Fact, error) {
	var work, pack, extras int64
	var packName string
	offers := 0
	for _, s := range r.c.Sections {
		taken := !s.Package || s.ID == sel.Package
		if s.Package && taken {
			packName = s.Title
		}
		for _, l := range s.Lines {
			amount, err := r.c.Amount(l)
			if err != nil {
				return nil, err
			}
			switch {
			case l.Optional:
				offers++
				if taken && sel.Has(l.ID) {
					extras += amount
				}
			case s.Package && taken:
				pack += amount
			case taken:
				work += amount
			}
		}
	}
	return r.partFacts(work, pack, extras, packName, offers, len(sel.Options)), nil
}

func (r reader) partFacts(work, pack, extras int64, packName string, offers, taken int) []templates.Fact {
	if packName == "" && offers == 0 {
		return []templates.Fact{{Label: r.x.T("document.subtotal"), Value: r.money(work)}}
	}
	var facts []templates.Fact
	if work != 0 || packName == "" {
		facts = append(facts, templates.Fact{Label: r.x.T("quote.included_work"), Value: r.money(work)})
	}
	if packName != "" {
		facts = append(facts, templates.Fact{Label: packName, Value: r.money(pack)})
	}
	if offers > 0 {
		facts = append(facts, templates.Fact{Label: r.x.T("quote.extras", "count", taken), Value: r.money(extras)})
	}
	return facts
}

// addDeposit names what is due first, when not all is due at once.
func (r reader) addDeposit(b *bill, q *store.Quote, today store.Date) error {
	if len(r.c.Schedule) < 2 || b.Total == 0 {
		return nil
	}
	parts, err := r.c.Instalments(b.Total, today, 0)
	if err != nil {
		return err
	}
	b.Deposit, b.DepositLabel = r.money(parts[0].Amount), parts[0].Label
	if due := r.c.Schedule[0].Due; due.Kind == "acceptance" && due.Days == 0 && q.IsOpen() {
		b.DepositLabel = r.x.T("quote.deposit")
	}
	return nil
}

// packages are the alternatives, each with its lines and what they come to.
func (r reader) packages(sel store.Selection) ([]templates.Offer, error) {
	var list []templates.Offer
	for _, s := range r.c.Packages() {
		o := templates.Offer{Row: templates.Row{ID: s.ID, Title: s.Title, Note: s.Note}, Chosen: s.ID == sel.Package}
		var sum int64
		for _, l := range s.Lines {
			if l.Optional {
				continue
			}
			line, amount, err := r.row(l)
			if err != nil {
				return nil, err
			}
			o.Lines = append(o.Lines, line)
			sum += amount
		}
		o.Amount = r.money(sum)
		list = append(list, o)
	}
	return list, nil
}

// extras are the optional lines that can be had with the chosen package.
func (r reader) extras(sel store.Selection) ([]templates.Offer, error) {
	var list []templates.Offer
	for _, s := range r.c.Sections {
		if s.Package && s.ID != sel.Package {
			continue
		}
		for _, l := range s.Lines {
			if !l.Optional {
				continue
			}
			line, _, err := r.row(l)
			if err != nil {
				return nil, err
			}
			list = append(list, templates.Offer{Row: line, Chosen: sel.Has(l.ID)})
		}
	}
	return list, nil
}

// stepLabel names a part of the payment schedule with its size: "Deposit, 30%".
// What is left over has none.
func (r reader) stepLabel(s store.Step) string {
	switch {
	case s.Percent != 0:
		return r.x.T("schedule.named_percent", "name", s.Label, "percent", r.percent(s.Percent))
	case s.Amount != 0:
		return r.x.T("schedule.named_percent", "name", s.Label, "percent", r.money(s.Amount))
	}
	return s.Label
}
