package portal

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
	"anteroom/templates/print"
)

// reader puts a document's figures into words: in the language of the page,
// and written as the document's own locale writes them.
type reader struct {
	x *web.Exchange
	c *store.Content
}

func (r reader) money(amount int64) string { return money.Format(amount, r.c.Currency, r.c.Locale) }

func (r reader) percent(rate money.Rate) string { return rate.Format(r.c.Locale) + "%" }

// group is a section as a page shows it.
type group struct {
	ID, Title string
	Note      store.Markdown
	Lines     []templates.Row
	Total     string // of a titled section with several lines, beside others
	IsLast    bool
}

// groups are the sections with those of their lines that keep tells; what is
// left empty is left out. sum is what the lines come to.
func (r reader) groups(sections []store.Section, keep func(store.Section, store.Line) bool) (list []group, sum int64, err error) {
	for _, s := range sections {
		g := group{ID: s.ID, Title: s.Title, Note: s.Note}
		var total int64
		for _, l := range s.Lines {
			if !keep(s, l) {
				continue
			}
			line, amount, err := r.row(l)
			if err != nil {
				return nil, 0, err
			}
			g.Lines = append(g.Lines, line)
			total += amount
		}
		if len(g.Lines) == 0 {
			continue
		}
		if g.Title != "" && len(g.Lines) > 1 {
			g.Total = r.money(total)
		}
		list = append(list, g)
		sum += total
	}
	if len(list) == 1 {
		list[0].Total = ""
	}
	if len(list) > 0 {
		list[len(list)-1].IsLast = true
	}
	return list, sum, nil
}

func (r reader) row(l store.Line) (templates.Row, int64, error) {
	amount, err := r.c.Amount(l)
	if err != nil {
		return templates.Row{}, 0, err
	}
	quantity := l.Quantity.Format(r.c.Locale)
	if l.Unit != "" {
		quantity += " " + l.Unit
	}
	return templates.Row{ID: l.ID, Title: l.Title, Note: l.Note, Quantity: quantity, Price: l.Price.Price(r.c.Currency, r.c.Locale),
		Amount: r.money(amount), Discount: r.discount(l)}, amount, nil
}

// discount words what is taken off a line.
func (r reader) discount(l store.Line) string {
	for _, d := range l.Discounts {
		switch {
		case d.Charge:
		case d.Percent != 0:
			return r.percent(d.Percent)
		case d.Amount != 0:
			return r.money(d.Amount)
		}
	}
	return ""
}

// totals are the facts from discount to the taxes that are added, under whatever
// was summed.
func (r reader) totals(t *money.Totals) []templates.Fact {
	var facts []templates.Fact
	if t.Discount != 0 {
		label := r.x.T("document.discount")
		if r.c.DiscountFor != "" {
			label = r.x.T("document.discount_named", "name", r.c.DiscountFor)
		}
		facts = append(facts, templates.Fact{Label: label, Value: r.money(-t.Discount)})
	}
	if t.Charges != 0 {
		facts = append(facts, templates.Fact{Label: print.Shipping(r.x.T, r.c), Value: r.money(t.Charges)})
	}
	if r.c.TaxIncluded {
		return facts
	}
	return append(facts, r.taxes(t)...)
}

// within are the taxes that a total includes: they stand under it.
func (r reader) within(t *money.Totals) []templates.Fact {
	if r.c.TaxIncluded {
		return r.taxes(t)
	}
	return nil
}

func (r reader) taxes(t *money.Totals) (facts []templates.Fact) {
	for _, tax := range t.Taxes {
		if tax.Tax.Rate == 0 && tax.Amount == 0 {
			continue
		}
		facts = append(facts, templates.Fact{Label: r.taxLabel(tax, len(t.Taxes) > 1), Value: r.money(tax.Amount)})
	}
	return facts
}

// taxLabel names a tax; with several of them, also what it is charged on.
func (r reader) taxLabel(tax money.TaxTotal, several bool) string {
	args := []any{"name", tax.Tax.Name, "rate", r.percent(tax.Tax.Rate), "amount", r.money(tax.Base)}
	switch {
	case r.c.TaxIncluded && several:
		return r.x.T("document.tax_within_on", args...)
	case r.c.TaxIncluded:
		return r.x.T("document.tax_within", args...)
	case several:
		return r.x.T("document.tax_on", args...)
	}
	return r.x.T("document.tax_at", args...)
}

// reasons say why no tax is charged where none is.
func (r reader) reasons(t *money.Totals) []string {
	return print.Reasons(r.x.T, r.c, t)
}

// totalLabel names the large figure: with its tax, where there is one.
func (r reader) totalLabel(t *money.Totals, key string) string {
	if t.Tax == 0 || r.c.TaxName == "" {
		return r.x.T("document.total_plain")
	}
	return r.x.T(key, "tax", r.c.TaxName)
}
