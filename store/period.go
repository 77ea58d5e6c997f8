package store

import "strconv"

// Period is a run of days, both ends included. The zero Period is no time at all.
type Period struct{ From, To Date }

// MonthOf, QuarterOf and YearOf are the calendar's periods around a day.
func MonthOf(d Date) Period { return months(d[:7]+"-01", 1) }

// QuarterOf is the quarter of the calendar year around a day.
func QuarterOf(d Date) Period { return months(d.addMonths(-(d.month() - 1) % 3)[:7]+"-01", 3) }

// YearOf is the calendar year around a day.
func YearOf(d Date) Period { return months(d[:4]+"-01-01", 12) }

// months are whole months from the first of one.
func months(first Date, n int) Period { return Period{first, first.addMonths(n).AddDays(-1)} }

// addMonths is the first of the month n months after d's, or before.
func (d Date) addMonths(n int) Date { return DateOf((d[:7] + "-01").Time().AddDate(0, n, 0)) }

// month is the number of the date's month, from 1.
func (d Date) month() int { return int(d.Time().Month()) }

// Days counts the days of the period.
func (p Period) Days() int { return p.From.DaysUntil(p.To) + 1 }

// Has tells whether a day lies in the period.
func (p Period) Has(d Date) bool { return p.From <= d && d <= p.To }

// isWhole tells whether the period is n calendar months that begin with a
// month whose number leaves 1 when divided by n.
func (p Period) isWhole(n int) bool {
	return p.From != "" && p.From[8:] == "01" && (p.From.month()-1)%n == 0 && p == months(p.From, n)
}

// IsMonth tells whether it is a month of the calendar.
func (p Period) IsMonth() bool { return p.isWhole(1) }

// IsQuarter tells whether it is a quarter of the calendar year.
func (p Period) IsQuarter() bool { return p.isWhole(3) }

// IsYear tells whether it is a calendar year.
func (p Period) IsYear() bool { return p.isWhole(12) }

// Next is the period as long that follows: the next month, quarter or year, or
// as many days. Before is the one that precedes.
func (p Period) Next() Period { return p.shift(1) }

// Before is the period as long that precedes; see Next.
func (p Period) Before() Period { return p.shift(-1) }

func (p Period) shift(by int) Period {
	for _, n := range []int{1, 3, 12} {
		if p.isWhole(n) {
			return months(p.From.addMonths(by*n), n)
		}
	}
	return Period{p.From.AddDays(by * p.Days()), p.To.AddDays(by * p.Days())}
}

// String is a short name for addresses and files: '2026-11', '2026-Q4', '2026',
// or both ends.
func (p Period) String() string {
	switch {
	case p.IsMonth():
		return string(p.From[:7])
	case p.IsQuarter():
		return string(p.From[:4]) + "-Q" + strconv.Itoa((p.From.month()-1)/3+1)
	case p.IsYear():
		return string(p.From[:4])
	}
	return string(p.From) + "_" + string(p.To)
}

// ParsePeriod reads what String writes; ok is false for anything else, for a
// period that ends before it begins, and for years before 1900 or after 2999.
func ParsePeriod(s string) (p Period, ok bool) {
	switch len(s) {
	case 4:
		d, err := ParseDate(s + "-01-01")
		return orNone(YearOf, d, err)
	case 7:
		if q := s[5:]; s[4] == '-' && q[0] == 'Q' && q[1] >= '1' && q[1] <= '4' {
			d, err := ParseDate(s[:4] + "-01-01")
			if err != nil {
				return p, false
			}
			return QuarterOf(d.addMonths(3 * int(q[1]-'1'))), true
		}
		d, err := ParseDate(s + "-01")
		return orNone(MonthOf, d, err)
	case 21:
		if s[10] == '_' {
			return Between(s[:10], s[11:])
		}
	}
	return p, false
}

func orNone(of func(Date) Period, d Date, err error) (Period, bool) {
	if err != nil {
		return Period{}, false
	}
	return of(d), true
}

// Between is the period between two dates as forms send them.
func Between(from, to string) (p Period, ok bool) {
	var errs [2]error
	p.From, errs[0] = ParseDate(from)
	p.To, errs[1] = ParseDate(to)
	return p, errs[0] == nil && errs[1] == nil && p.From <= p.To
}
