package studio

import (
	"errors"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/print"
)

// sums are the figures under the lines of a document, as text.
type sums struct {
	Rows    []sumRow
	Total   string
	Most    string   // with every optional line; "" when there is none
	Parts   []string // of the schedule, in its order
	Problem string   // why the schedule does not divide the total
	Reasons []string // why no tax is charged where none is
}

// sumRow is a label and its amount.
type sumRow struct {
	Label, Amount string
	IsTotal       bool
}

// sum adds up a document as it stands before the client chooses. A document
// that cannot be added up has no rows.
func (p *Pages) sum(x *web.Exchange, c *store.Content) sums {
	totals, err := c.TotalsOf(c.DefaultSelection())
	if err != nil {
		return sums{Problem: x.T("money.unknown")}
	}
	s := sums{Rows: p.sumRows(x, c, &totals), Total: p.money(totals.Total, c.Currency), Reasons: print.Reasons(x.T, c, &totals)}
	if most, err := c.MostTotals(); err == nil && hasOptions(c) {
		s.Most = p.money(most.Total, c.Currency)
	}
	parts, err := c.Instalments(totals.Total, p.Store.Today(), p.Store.Studio().DueDays)
	if err != nil {
		s.Problem = x.T(problemKey(err))
	}
	if len(c.Schedule) > 0 && len(parts) == len(c.Schedule) {
		for _, part := range parts {
			s.Parts = append(s.Parts, p.money(part.Amount, c.Currency))
		}
	}
	return s
}

func (p *Pages) money(amount int64, currency string) string {
	return money.Format(amount, currency, p.Store.Studio().Locale)
}

// sumRows are the subtotal, the discount, the taxes and the total; taxes that
// the prices include stand under it.
func (p *Pages) sumRows(x *web.Exchange, c *store.Content, t *money.Totals) []sumRow {
	rows := []sumRow{{Label: x.T("document.subtotal"), Amount: p.money(t.Subtotal, c.Currency)}}
	if t.Discount != 0 {
		label := x.T("document.discount")
		if c.DiscountFor != "" {
			label = x.T("document.discount_named", "name", c.DiscountFor)
		}
		rows = append(rows, sumRow{Label: label, Amount: p.money(-t.Discount, c.Currency)})
	}
	if t.Charges != 0 {
		rows = append(rows, sumRow{Label: print.Shipping(x.T, c), Amount: p.money(t.Charges, c.Currency)})
	}
	total := sumRow{Label: x.T("document.total"), Amount: p.money(t.Total, c.Currency), IsTotal: true}
	taxes := p.taxRows(x, c, t)
	if c.TaxIncluded && len(taxes) > 0 && c.TaxName != "" {
		total.Label = x.T("document.total_with_tax", "tax", c.TaxName)
		return append(append(rows, total), taxes...) // the total holds them already
	}
	return append(append(rows, taxes...), total)
}

func (p *Pages) taxRows(x *web.Exchange, c *store.Content, t *money.Totals) (rows []sumRow) {
	keys := [2]string{"document.tax_at", "document.tax_on"}
	if c.TaxIncluded {
		keys = [2]string{"document.tax_within", "document.tax_within_on"}
	}
	key := keys[0]
	if len(t.Taxes) > 1 {
		key = keys[1]
	}
	for _, tax := range t.Taxes {
		if tax.Tax.Rate == 0 && tax.Amount == 0 {
			continue
		}
		rate := tax.Tax.Rate.Format(p.Store.Studio().Locale) + "%"
		rows = append(rows, sumRow{Label: x.T(key, "name", named(tax.Tax, c), "rate", rate, "amount", p.money(tax.Base, c.Currency)),
			Amount: p.money(tax.Amount, c.Currency)})
	}
	return rows
}

func named(t money.Tax, c *store.Content) string {
	if t.Name != "" {
		return t.Name
	}
	return c.TaxName
}

func hasOptions(c *store.Content) bool {
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if l.Optional {
				return true
			}
		}
	}
	return false
}

// problemKey is the catalogue's key for what is wrong with figures.
func problemKey(err error) string {
	var problem money.Problem
	if errors.As(err, &problem) {
		return "money." + string(problem)
	}
	return "money.unknown"
}

// sign is how a currency is written beside an amount: "£".
func sign(currency, locale string) string {
	return strings.TrimFunc(money.Format(0, currency, locale), func(r rune) bool {
		return r >= '0' && r <= '9' || r == '.' || r == ',' || r == '\u00a0' || r == '\u202f' || r == ' '
	})
}
