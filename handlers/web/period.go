package web

import (
	"net/url"

	"anteroom/store"
)

// Periods is the chooser of a statement's period, in the reader's language: one that
// is asked for often, or any days. All of it stands in the address.
type Periods struct {
	Period store.Period // without a first day: from the beginning
	Title  string       // its dates in words
	Path   string
	Links  []PeriodLink
	Form   *Form // from, to
	IsOpen bool  // the two dates are shown
}

// PeriodLink is a period that one asks for often.
type PeriodLink struct {
	Label, Link string
	Current     bool
}

// everything is the period from the beginning, in an address.
const everything = "all"

// Periods reads the period that an address or a form asks for; without one it is
// this year. What none can be is said beside its field, and this year is shown.
func (x *Exchange) Periods(q url.Values, path string, today store.Date) Periods {
	month, year := store.MonthOf(today), store.YearOf(today)
	v := Periods{Period: year, Path: path, Form: NewForm()}
	switch {
	case q.Get("period") == everything:
		v.Period = store.Period{To: today}
	case q.Has("from") || q.Has("to"):
		v.IsOpen = true
		v.readDates(x, q.Get("from"), q.Get("to"), today)
	default:
		if asked, ok := store.ParsePeriod(q.Get("period")); ok && asked.From <= today {
			v.Period = asked
		}
	}
	for _, l := range []struct {
		word   string
		period store.Period
	}{{"this_month", month}, {"last_month", month.Before()}, {"this_year", year}, {"last_year", year.Before()}, {"everything", store.Period{To: today}}} {
		v.Links = append(v.Links, PeriodLink{x.T("statement.period_" + l.word), path + "?" + inAddress(l.period), v.Period == l.period})
	}
	return v
}

func (v *Periods) readDates(x *Exchange, from, to string, today store.Date) {
	v.Form = NewForm("from", clip(from), "to", clip(to))
	first, wrong := store.ParseDate(from)
	switch {
	case wrong != nil:
		v.Form.Errors["from"] = x.T("statement.period_first")
	case first > today:
		v.Form.Errors["from"] = x.T("statement.period_ahead")
	}
	last, err := store.ParseDate(to)
	switch {
	case err != nil:
		v.Form.Errors["to"] = x.T("statement.period_last")
	case wrong == nil && last < first:
		v.Form.Errors["to"] = x.T("statement.period_order")
	}
	if !v.Form.Failed() {
		v.Period = store.Period{From: first, To: last}
	}
}

// clip is as much of a date as is shown again.
func clip(s string) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), 20)])
}

func inAddress(p store.Period) string { return "period=" + url.QueryEscape(nameOf(p)) }

func nameOf(p store.Period) string {
	if p.From == "" {
		return everything
	}
	return p.String()
}

// Name is the period in an address and in the name of a file.
func (v Periods) Name() string { return nameOf(v.Period) }

// Query is the period as the query of an address.
func (v Periods) Query() string { return inAddress(v.Period) }

// Shows takes the dates of what is shown: into the title, and into the form unless
// something else was typed.
func (v *Periods) Shows(x *Exchange, p store.Period) {
	v.Title = x.T("statement.span", "from", x.Date(p.From, "full"), "to", x.Date(p.To, "full"))
	if !v.Form.Failed() {
		v.Form = NewForm("from", string(p.From), "to", string(p.To))
	}
}
