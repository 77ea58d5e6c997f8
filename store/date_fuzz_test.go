package store_test

import (
	"testing"
	"time"

	"anteroom/store"
)

// Whatever is typed is a day of the calendar between 1900 and 2999, written as
// it was read, or is refused. Days that are added are those that lie between.
func FuzzParseDate(f *testing.F) {
	for _, input := range []string{"2026-11-23", "2028-02-29", "2027-02-29", "1900-01-01", "2999-12-31", "3000-01-01", "0000-00-00", "2026-1-1", "2026-11-31",
		" 2026-11-23", "2026-11-23T00:00:00Z", "２０２６-１１-２３", "23/11/2026", "-026-11-23", ""} {
		f.Add(input, 1)
		f.Add(input, -400)
	}
	f.Fuzz(func(t *testing.T, input string, days int) {
		d, err := store.ParseDate(input)
		if err != nil {
			if d != "" {
				t.Fatalf("%q was refused, and is %q", input, d)
			}
			return
		}
		if string(d) != input || store.DateOf(d.Time()) != d {
			t.Fatalf("%q is %q, of %v", input, d, d.Time())
		}
		if d < "1900-01-01" || d > "2999-12-31" {
			t.Fatalf("%q is out of all time", d)
		}
		days %= 40_000
		there := d.AddDays(days)
		if d.DaysUntil(there) != days || there.AddDays(-days) != d || (there < d) != (days < 0) {
			t.Fatalf("%d days after %s is %s, %d days away", days, d, there, d.DaysUntil(there))
		}
	})
}

// What names a period is read and written as the same period, and the one that
// follows begins on the day after, is found around its own days, and is preceded
// by it.
func FuzzParsePeriod(f *testing.F) {
	for _, input := range []string{"2026", "2026-Q4", "2026-11", "2026-11-05_2026-12-04", "2026-02-28_2028-02-29", "2026-Q5", "2026-13", "1900", "2999-Q4",
		"2026-12-04_2026-11-05", "2026-11-01_2026-11-30", "2026-11-05 2026-12-04", "20é", ""} {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		p, ok := store.ParsePeriod(input)
		if !ok {
			return
		}
		if p.From > p.To || p.Days() < 1 || !p.Has(p.From) || !p.Has(p.To) {
			t.Fatalf("%q is %v, %d days", input, p, p.Days())
		}
		if again, ok := store.ParsePeriod(p.String()); !ok || again != p {
			t.Fatalf("%q is %v, written %q, read back as %v", input, p, p.String(), again)
		}
		if input != p.String() && input != string(p.From)+"_"+string(p.To) {
			t.Fatalf("%q is written as %q", input, p)
		}
		next := p.Next()
		if next.From != p.To.AddDays(1) || next.Before() != p {
			t.Fatalf("after %v comes %v, and before that %v", p, next, next.Before())
		}
		whole := map[bool]func(store.Date) store.Period{p.IsMonth(): store.MonthOf, p.IsQuarter(): store.QuarterOf, p.IsYear(): store.YearOf}[true]
		if whole != nil && (whole(p.From) != p || whole(p.To) != p || whole(next.From) != next) {
			t.Fatalf("%v lies in %v", p, whole(p.From))
		}
	})
}

// Whatever a form says of a rhythm: it is refused, or its days go forward from
// its first, and each is the day of its month that was wished, or its last.
func FuzzRhythm(f *testing.F) {
	f.Add(1, "month", 31, "2027-12-31", 14)
	f.Add(3, "month", 29, "2028-02-29", 3)
	f.Add(2, "week", 0, "2027-03-22", 30)
	f.Add(1, "year", 0, "2028-02-29", 5)
	f.Add(24, "month", 1, "2999-12-31", 99)
	f.Add(0, "day", 32, "soon", 1)
	f.Fuzz(func(t *testing.T, every int, unit string, day int, from string, beat int) {
		r := store.Rhythm{Every: every, Unit: unit, Day: day, From: store.Date(from)}
		if r.Refused() {
			return
		}
		beat = (beat%400 + 400) % 400
		on, next := r.On(beat), r.On(beat+1)
		if r.On(0) < r.From || on >= next {
			t.Fatalf("%+v from %s: %s, then %s", r, r.On(0), on, next)
		}
		if r.Next(0, on) != beat || r.Next(beat, on.AddDays(1)) != beat+1 {
			t.Fatalf("%+v: on %s it is beat %d, not %d", r, on, r.Next(0, on), beat)
		}
		last := time.Date(on.Time().Year(), on.Time().Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		if unit == "month" && on.Time().Day() != min(day, last) {
			t.Fatalf("%+v: %s is not the %d. of its month", r, on, day)
		}
		if unit == "week" && r.From.DaysUntil(on) != 7*every*beat {
			t.Fatalf("%+v: %s is not %d beats away", r, on, beat)
		}
	})
}
