package studio

import (
	"cmp"
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// taxesPage is the tax of a period by its rates, as it was invoiced or as it was
// paid.
type taxesPage struct {
	web.Frame
	Span     span
	Basis    store.Basis
	Bases    []chip
	Sections []taxSection // one for each currency
}

// taxSection is the tax in one currency.
type taxSection struct {
	Currency string
	Rates    []taxRow
	Total    taxRow
	Months   []taxRow // empty for a period of one
	Chart    chart
}

// taxRow is a rate, a month, or all of them.
type taxRow struct {
	Name             string
	Link             string
	Base, Tax, Gross string
}

// basisOf reads which of the two ways is asked for.
func basisOf(x *web.Exchange) store.Basis {
	if x.R.URL.Query().Get("basis") == string(store.Cash) {
		return store.Cash
	}
	return store.Accrual
}

func (p *Pages) taxReport(x *web.Exchange, who store.Staff) error {
	v := taxesPage{Frame: p.Frame(x, who, "reports"), Basis: basisOf(x)}
	var err error
	if v.Span, err = p.newSpan(x, store.QuarterOf, "basis"); err != nil {
		return err
	}
	v.Bases = []chip{{Label: "When invoiced", Link: v.Span.With("basis", string(store.Accrual)), Current: v.Basis == store.Accrual},
		{Label: "When paid", Link: v.Span.With("basis", string(store.Cash)), Current: v.Basis == store.Cash}}
	list, err := p.Store.Taxes(x.Context(), v.Span.Period, v.Basis)
	if err != nil {
		return err
	}
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return err
	}
	grain := max(store.ByYear, min(v.Span.grain(), store.ByMonth)) // tax is told by no day
	cuts := v.Span.cuts(x, grain, p.Store.Today())
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Currency == list[0].Currency {
			n++
		}
		v.Sections = append(v.Sections, newTaxSection(list[:n], cuts, rates, v.Locale))
		list = list[n:]
	}
	return x.Show("studio/report-tax", "", v)
}

// taxName tells taxes of a section apart.
type taxName struct {
	category money.TaxCategory
	rate     money.Rate
}

func newTaxSection(list []store.TaxSum, cuts []cut, rates []store.TaxRate, locale string) taxSection {
	s := taxSection{Currency: list[0].Currency}
	byRate, byTime := map[taxName]store.TaxSum{}, map[string]store.TaxSum{}
	var order []taxName
	var all store.TaxSum
	for _, sum := range list {
		name := taxName{sum.Category, sum.Rate}
		if _, there := byRate[name]; !there {
			order = append(order, name)
		}
		at := string(sum.Month[:len(cuts[0].At)])
		byRate[name], byTime[at], all = plus(byRate[name], sum), plus(byTime[at], sum), plus(all, sum)
	}
	row := func(name, link string, t store.TaxSum) taxRow {
		format := func(n int64) string { return money.Format(n, s.Currency, locale) }
		return taxRow{name, link, format(t.Base), format(t.Tax), format(t.Gross())}
	}
	slices.SortFunc(order, func(a, b taxName) int {
		return cmp.Or(cmp.Compare(b.rate, a.rate), cmp.Compare(a.category, b.category))
	})
	for _, name := range order {
		s.Rates = append(s.Rates, row(rateName(name, rates, locale), "", byRate[name]))
	}
	s.Total = row("Total", "", all)
	if len(cuts) == 1 {
		return s
	}
	points := make([]point, len(cuts))
	for n, c := range cuts {
		points[n] = point{Label: c.Label, Name: c.Name, Amount: byTime[c.At].Tax, Now: c.Now}
		s.Months = append(s.Months, row(c.Name, c.Link, byTime[c.At]))
	}
	s.Chart = newChart(points, s.Currency, locale)
	best := s.Chart.highest(points)
	s.Chart.Caption, s.Chart.Head = "Tax, "+s.Currency, [2]string{"When", "Tax"}
	s.Chart.Says = "Tax, " + cuts[0].Name + " to " + cuts[len(cuts)-1].Name + ". Highest " + best.Name + ", " + best.Amount + "."
	return s
}

func plus(a, b store.TaxSum) store.TaxSum {
	a.Base += b.Base
	a.Tax += b.Tax
	return a
}

// rateName is a rate as the studio calls it, with its figure.
func rateName(t taxName, rates []store.TaxRate, locale string) string {
	figure := t.rate.Format(locale) + "%"
	for _, r := range rates {
		if r.Category == t.category && r.Rate == t.rate && r.Name != "" {
			if t.rate == 0 {
				return r.Name
			}
			return r.Name + ", " + figure
		}
	}
	if t.rate != 0 {
		return figure
	}
	return categoryWord(t.category)
}

// categoryWord is what a category of EN 16931 is called.
func categoryWord(c money.TaxCategory) string {
	switch c {
	case money.IntraCommunity:
		return "Supply within the EU"
	case money.Export:
		return "Export"
	case money.CanaryIslands, money.CeutaMelilla:
		return "Charged"
	}
	for _, kind := range taxKinds() {
		if kind.Value == string(c) {
			return kind.Label
		}
	}
	return "No tax"
}

// taxSheet is every document or payment of the period with its tax, for the
// accountant.
func (p *Pages) taxSheet(x *web.Exchange, who store.Staff) error {
	span, err := p.newSpan(x, store.QuarterOf, "basis")
	if err != nil {
		return err
	}
	basis := basisOf(x)
	entries, err := p.Store.TaxEntries(x.Context(), span.Period, basis)
	if err != nil {
		return err
	}
	rows := [][]web.Cell{web.Heads("Date", "Kind", "Number", "Invoice", "Client", "Client's tax number", "Category", "Code", "Rate", "Currency", "Net", "Tax", "Gross")}
	for _, e := range entries {
		rows = append(rows, []web.Cell{web.Day(e.On), web.Words(kindWord(e.Kind)), web.Words(e.Number), web.Words(e.Invoice), web.Words(e.Client),
			web.Words(e.TaxNumber), web.Words(categoryWord(e.Category)), web.Words(string(e.Category)), web.Share(e.Rate), web.Words(e.Currency),
			web.Sum(e.Base, e.Currency), web.Sum(e.Tax, e.Currency), web.Sum(e.Base+e.Tax, e.Currency)})
	}
	name := "Tax invoiced "
	if basis == store.Cash {
		name = "Tax paid "
	}
	return x.Sheet(name+span.name(), rows)
}
