package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// incomePage is the money that came and went in a period.
type incomePage struct {
	web.Frame
	Span     span
	Sections []incomeSection // one for each currency
}

// incomeSection is the money in one currency.
type incomeSection struct {
	Currency                string
	Received, Refunded, Net string
	Payments, Refunds       int
	Chart                   chart
	Unit                    string // what a row is: "Month"
	Rows                    []incomeRow
}

// incomeRow is a day, month or year.
type incomeRow struct {
	cut
	Received, Refunded, Net string
	Payments                int
	Any                     bool
}

func (p *Pages) income(x *web.Exchange, who store.Staff) error {
	v := incomePage{Frame: p.Frame(x, who, "reports")}
	var err error
	if v.Span, err = p.newSpan(x, store.YearOf); err != nil {
		return err
	}
	grain := v.Span.grain()
	list, err := p.Store.Income(x.Context(), v.Span.Period, grain)
	if err != nil {
		return err
	}
	cuts := v.Span.cuts(x, grain, p.Store.Today())
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Currency == list[0].Currency {
			n++
		}
		v.Sections = append(v.Sections, newIncomeSection(list[:n], cuts, grain, v.Locale))
		list = list[n:]
	}
	return x.Show("studio/report-income", "", v)
}

// newIncomeSection lays the sums of one currency over the parts of the period.
// A day without money has no row; a month or a year has.
func newIncomeSection(list []store.Income, cuts []cut, grain store.Grain, locale string) incomeSection {
	s := incomeSection{Currency: list[0].Currency, Unit: map[store.Grain]string{store.ByDay: "Day", store.ByMonth: "Month", store.ByYear: "Year"}[grain]}
	at := map[string]store.Income{}
	var all store.Income
	for _, i := range list {
		at[i.At] = i
		all.Received += i.Received
		all.Refunded += i.Refunded
		s.Payments += i.Payments
		s.Refunds += i.Refunds
	}
	format := func(n int64) string { return money.Format(n, s.Currency, locale) }
	s.Received, s.Refunded, s.Net = format(all.Received), format(all.Refunded), format(all.Net())
	points := make([]point, len(cuts))
	for n, c := range cuts {
		i, any := at[c.At]
		points[n] = point{Label: c.Label, Name: c.Name, Amount: i.Net(), Now: c.Now}
		if any || grain != store.ByDay {
			s.Rows = append(s.Rows, incomeRow{cut: c, Received: format(i.Received), Refunded: format(i.Refunded), Net: format(i.Net()), Payments: i.Payments, Any: any})
		}
	}
	s.Chart = newChart(points, s.Currency, locale)
	best := s.Chart.highest(points)
	s.Chart.Caption, s.Chart.Head = "Money received less refunds, "+s.Currency, [2]string{s.Unit, "Amount"}
	s.Chart.Says = "Money received less refunds, " + cuts[0].Name + " to " + cuts[len(cuts)-1].Name + ". Highest " + best.Name + ", " + best.Amount + "."
	return s
}

// incomeSheet is every payment and refund of the period, for the accountant.
func (p *Pages) incomeSheet(x *web.Exchange, who store.Staff) error {
	span, err := p.newSpan(x, store.YearOf)
	if err != nil {
		return err
	}
	moves, err := p.Store.Movements(x.Context(), span.Period)
	if err != nil {
		return err
	}
	rows := [][]web.Cell{web.Heads("Date", "Kind", "Receipt", "Invoice", "Project", "Client", "Paid with", "Details", "Note", "Currency", "Amount")}
	for _, m := range moves {
		rows = append(rows, []web.Cell{web.Day(m.On), web.Words(kindWord(m.Kind)), web.Words(m.Receipt), web.Words(m.Invoice), web.Number(int(m.Project)),
			web.Words(m.Client), web.Words(methodWord(m.Method)), web.Words(m.Label), web.Words(m.Note), web.Words(m.Currency), web.Sum(m.Amount, m.Currency)})
	}
	return x.Sheet("Income "+span.name(), rows)
}

// kindWord is what moved money, or a document, in a report.
func kindWord(kind string) string {
	switch kind {
	case "invoice":
		return "Invoice"
	case "credit-note":
		return "Credit note"
	case "payment":
		return "Payment"
	}
	return "Refund"
}

// methodWord is how a payment came, in words.
func methodWord(method string) string {
	for _, m := range methods {
		if m.Value == method {
			return m.Label
		}
	}
	return method
}
