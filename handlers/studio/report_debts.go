package studio

import (
	"net/url"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// debtsPage is what clients owed at the end of a day, by how late it is.
type debtsPage struct {
	web.Frame
	On      store.Date
	Form    *web.Form // on
	Days    []chip    // days that one asks for often
	Heads   []string  // of the ages
	Sums    []ageSum  // one for each currency
	Clients []debtor  // of this page of the list
	Paging  web.Paging
}

// ageSum is all that is owed in one currency.
type ageSum struct {
	Currency string
	Total    string
	Late     string // the part that is late; empty: none
	Clients  int
	Chart    chart
}

// debtor is a client with their invoices.
type debtor struct {
	store.Debtor
	Amounts []string // by age; empty where there is none
	Sum     string
	Rows    []agedInvoice
}

// Only is the client's one invoice, and nil where there are several: then each
// has a row of its own.
func (d debtor) Only() *agedInvoice {
	if len(d.Rows) == 1 {
		return &d.Rows[0]
	}
	return nil
}

type agedInvoice struct {
	store.AgedInvoice
	Amounts []string
	Sum     string
}

// ageNames are the ages of store.Ages.
var ageNames = []string{"Not yet due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days"}

// ageLabels are the same under bars.
var ageLabels = []string{"Not due", "1–30", "31–60", "61–90", "Over 90"}

func (p *Pages) debts(x *web.Exchange, who store.Staff) error {
	v := debtsPage{Frame: p.Frame(x, who, "reports"), Heads: ageNames}
	v.readDay(x, p.Store.Today())
	list, err := p.Store.Debtors(x.Context(), v.On)
	if err != nil {
		return err
	}
	v.addSums(list)
	paging := x.Paging()
	v.Paging = x.NewPaging(paging, len(list))
	for _, d := range list[max(0, v.Paging.From-1):v.Paging.To] {
		v.Clients = append(v.Clients, newDebtor(d, v.Locale))
	}
	return x.Show("studio/report-debts", "", v)
}

// readDay reads the day that is asked for; what none can be is said beside it.
func (v *debtsPage) readDay(x *web.Exchange, today store.Date) {
	v.On = today
	asked := x.R.URL.Query().Get("on")
	day, err := store.ParseDate(asked)
	v.Form = web.NewForm("on", readable(asked, 20))
	switch {
	case asked == "":
	case err != nil:
		v.Form.Errors["on"] = "Please choose a day."
	case day > today:
		v.Form.Errors["on"] = "This day is still to come."
	default:
		v.On = day
	}
	if !v.Form.Failed() {
		v.Form = web.NewForm("on", string(v.On))
	}
	for _, d := range []struct {
		label string
		day   store.Date
	}{{"Today", today}, {"End of last month", store.MonthOf(today).Before().To}, {"End of last quarter", store.QuarterOf(today).Before().To},
		{"End of last year", store.YearOf(today).Before().To}} {
		v.Days = append(v.Days, chip{Label: d.label, Link: "/studio/reports/debts?on=" + string(d.day), Current: d.day == v.On})
	}
	v.Days[0].Link = "/studio/reports/debts"
}

// Sheet is the address of the same as a spreadsheet.
func (v debtsPage) Sheet() string {
	return "/studio/reports/debts/csv?" + url.Values{"on": {string(v.On)}}.Encode()
}

// IsPast tells whether the day is over.
func (v debtsPage) IsPast() bool { return v.On < v.Today() }

func (v *debtsPage) addSums(list []store.Debtor) {
	for _, sums := range store.AgesByCurrency(list) {
		s := ageSum{Currency: sums.Currency, Total: money.Format(sums.Total(), sums.Currency, v.Locale)}
		if late := sums.Total() - sums.Ages[0]; late > 0 {
			s.Late = money.Format(late, sums.Currency, v.Locale)
		}
		for _, d := range list {
			if d.Currency == sums.Currency {
				s.Clients++
			}
		}
		points := make([]point, len(ageNames))
		for i, name := range ageNames {
			points[i] = point{Label: ageLabels[i], Name: name, Amount: sums.Ages[i], Now: i == 0}
		}
		s.Chart = newChart(points, sums.Currency, v.Locale)
		s.Chart.Caption, s.Chart.Head = "What is owed by how late it is, "+sums.Currency, [2]string{"Late", "Amount"}
		s.Chart.Says = "What is owed: " + s.Total + "."
		for _, b := range s.Chart.Bars {
			s.Chart.Says += " " + b.Name + " " + b.Amount + "."
		}
		v.Sums = append(v.Sums, s)
	}
}

func newDebtor(d store.Debtor, locale string) debtor {
	v := debtor{Debtor: d, Amounts: ageAmounts(d.Ages, d.Currency, locale), Sum: money.Format(d.Total(), d.Currency, locale)}
	for _, i := range d.Invoices {
		v.Rows = append(v.Rows, agedInvoice{i, ageAmounts(i.Ages, d.Currency, locale), money.Format(i.Total(), d.Currency, locale)})
	}
	return v
}

func ageAmounts(a store.Ages, currency, locale string) []string {
	list := make([]string, len(a))
	for i, amount := range a {
		if amount != 0 {
			list[i] = money.Format(amount, currency, locale)
		}
	}
	return list
}

// debtsSheet is every invoice of which something was owed, for the accountant.
func (p *Pages) debtsSheet(x *web.Exchange, who store.Staff) error {
	var v debtsPage
	v.readDay(x, p.Store.Today())
	list, err := p.Store.Debtors(x.Context(), v.On)
	if err != nil {
		return err
	}
	heads := append([]string{"At the end of", "Client", "Invoice", "Title", "Issued", "Due", "Days late", "Currency"}, ageNames...)
	rows := [][]web.Cell{web.Heads(append(heads, "Total")...)}
	for _, d := range list {
		for _, i := range d.Invoices {
			row := []web.Cell{web.Day(v.On), web.Words(d.Client), web.Words(i.Number), web.Words(i.Title), web.Day(i.IssuedOn), web.Day(i.DueOn),
				web.Number(max(0, i.Late)), web.Words(d.Currency)}
			for _, amount := range i.Ages {
				row = append(row, web.Sum(amount, d.Currency))
			}
			rows = append(rows, append(row, web.Sum(i.Total(), d.Currency)))
		}
	}
	return x.Sheet("Debts "+string(v.On), rows)
}
