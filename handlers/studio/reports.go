package studio

import (
	"net/url"

	"anteroom/handlers/web"
	"anteroom/store"
)

// reportRoutes are the owner's alone: to a member there are no reports.
func (p *Pages) reportRoutes() []Route {
	return []Route{
		owner("GET", "/studio/reports", "", p.reports),
		owner("GET", "/studio/reports/income", "", p.income),
		owner("GET", "/studio/reports/income/csv", "", p.incomeSheet),
		owner("GET", "/studio/reports/tax", "", p.taxReport),
		owner("GET", "/studio/reports/tax/csv", "", p.taxSheet),
		owner("GET", "/studio/reports/debts", "", p.debts),
		owner("GET", "/studio/reports/debts/csv", "", p.debtsSheet),
	}
}

// reports begins with the one that is looked at most.
func (p *Pages) reports(x *web.Exchange, who store.Staff) error {
	return x.Go("/studio/reports/income")
}

// span is the chooser of a report's period: a month, a quarter, a year, all
// time, or any days. All of it stands in the address.
type span struct {
	Period store.Period
	All    bool   // from the first invoice or payment until today
	Title  string // "November 2026"
	Back   string // address of the period before; empty: there is none
	On     string // of the next one, likewise
	Kinds  []chip
	Form   *web.Form   // from, to
	Keep   [][2]string // what else stands in the address: name, value
	IsOpen bool        // the two dates are shown
	Path   string

	query url.Values
}

// newSpan reads a period off an address; usual makes the one that is shown when
// it names none. What no period can be is said beside its field.
func (p *Pages) newSpan(x *web.Exchange, usual func(store.Date) store.Period, keep ...string) (s span, err error) {
	q, today := x.R.URL.Query(), p.Store.Today()
	s = span{Period: usual(today), Path: x.R.URL.Path, query: url.Values{}, Form: web.NewForm()}
	for _, name := range keep {
		if value := q.Get(name); value != "" {
			s.query.Set(name, value)
			s.Keep = append(s.Keep, [2]string{name, value})
		}
	}
	switch {
	case q.Get("period") == "all":
		began, err := p.Store.Began(x.Context())
		if err != nil {
			return s, err
		}
		s.All, s.Period = true, store.Period{From: min(orToday(began, today), today), To: today}
	case q.Has("from") || q.Has("to"):
		s.readDates(q.Get("from"), q.Get("to"))
	default:
		if asked, ok := store.ParsePeriod(q.Get("period")); ok {
			s.Period = asked
		}
	}
	s.finish(x, today)
	return s, nil
}

func orToday(d, today store.Date) store.Date {
	if d == "" {
		return today
	}
	return d
}

// readDates takes the two dates of the form.
func (s *span) readDates(from, to string) {
	s.IsOpen = true
	if asked, ok := store.Between(from, to); ok {
		s.Period = asked
		return
	}
	s.Form = web.NewForm("from", readable(from, 20), "to", readable(to, 20))
	_, wrong := store.ParseDate(from)
	if wrong != nil {
		s.Form.Errors["from"] = "Please choose the first day."
	}
	if _, err := store.ParseDate(to); err != nil {
		s.Form.Errors["to"] = "Please choose the last day."
	} else if wrong == nil {
		s.Form.Errors["to"] = "This day is before the first one."
	}
}

// finish names the period and finds its neighbours.
func (s *span) finish(x *web.Exchange, today store.Date) {
	p := s.Period
	s.Title = periodName(x, p)
	if s.All {
		s.Title = "All time"
	}
	if !s.Form.Failed() {
		s.Form = web.NewForm("from", string(p.From), "to", string(p.To))
	}
	if !s.All && p.Before().From >= "1900-01-01" {
		s.Back = s.link(p.Before().String())
	}
	if next := p.Next(); !s.All && next.From <= today {
		s.On = s.link(next.String())
	}
	around := min(p.To, today)
	for _, kind := range []struct {
		label   string
		period  store.Period
		current bool
	}{{"Month", store.MonthOf(around), p.IsMonth()}, {"Quarter", store.QuarterOf(around), p.IsQuarter()}, {"Year", store.YearOf(around), p.IsYear()}} {
		s.Kinds = append(s.Kinds, chip{Label: kind.label, Link: s.link(kind.period.String()), Current: kind.current && !s.All})
	}
	s.Kinds = append(s.Kinds, chip{Label: "All time", Link: s.link("all"), Current: s.All})
}

// link is the address of the same report for another period.
func (s span) link(period string) string { return s.With("period", period) }

// With is the address with one parameter changed, and the period kept.
func (s span) With(name, value string) string {
	q := url.Values{"period": {s.name()}}
	for k, v := range s.query {
		q[k] = v
	}
	q.Set(name, value)
	return s.Path + "?" + q.Encode()
}

// Sheet is the address of the same as a spreadsheet.
func (s span) Sheet() string {
	q := url.Values{"period": {s.name()}}
	for k, v := range s.query {
		q[k] = v
	}
	return s.Path + "/csv?" + q.Encode()
}

// name is the period in an address and in a file's name.
func (s span) name() string {
	if s.All {
		return "all"
	}
	return s.Period.String()
}

// grain is how finely a period is told.
func (s span) grain() store.Grain {
	switch days := s.Period.Days(); {
	case days <= 62:
		return store.ByDay
	case days <= 3*366:
		return store.ByMonth
	}
	return store.ByYear
}

// periodName is a period in words.
func periodName(x *web.Exchange, p store.Period) string {
	switch {
	case p.IsMonth():
		return x.Date(p.From, "month")
	case p.IsQuarter():
		return p.From.Time().Format("January") + " to " + x.Date(p.To, "month")
	case p.IsYear():
		return string(p.From[:4])
	}
	return x.Date(p.From, "full") + " to " + x.Date(p.To, "full")
}

// cut is a day, month or year of a report.
type cut struct {
	At    string // '2026', '2026-11' or '2026-11-23'
	Name  string // "November 2026"
	Label string // under its bar
	Link  string // to the same report of it alone; empty: it is a day
	Now   bool   // today lies in it
}

// cuts divides the period, up to today, into parts of a grain.
func (s span) cuts(x *web.Exchange, grain store.Grain, today store.Date) (list []cut) {
	for at := s.Period.From; at <= s.Period.To && at <= max(today, s.Period.From); {
		c := cut{At: string(at[:grain]), Now: today[:grain] == at[:grain]}
		switch grain {
		case store.ByDay:
			c.Name, c.Label = x.Date(at, "full"), at.Time().Format("2")
			list, at = append(list, c), at.AddDays(1)
			continue
		case store.ByMonth:
			c.Name, c.Label, c.Link = x.Date(at, "month"), at.Time().Format("Jan")[:1], s.link(string(at[:7]))
			at = store.MonthOf(at).Next().From
		default:
			c.Name, c.Label, c.Link = string(at[:4]), string(at[:4]), s.link(string(at[:4]))
			at = store.YearOf(at).Next().From
		}
		list = append(list, c)
	}
	if grain == store.ByMonth && len(list) <= 6 {
		for i := range list {
			list[i].Label = store.Date(list[i].At + "-01").Time().Format("Jan")
		}
	}
	return list
}
