package store_test

import (
	"slices"
	"testing"

	"anteroom/store"
)

func TestARhythmKeepsItsDay(t *testing.T) {
	for name, try := range map[string]struct {
		rhythm store.Rhythm
		days   []store.Date
	}{
		"the last day of each month": {store.Rhythm{Every: 1, Unit: "month", Day: 31, From: "2027-12-31"},
			[]store.Date{"2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"}},
		"the 30th, in a common year": {store.Rhythm{Every: 1, Unit: "month", Day: 30, From: "2027-01-01"},
			[]store.Date{"2027-01-30", "2027-02-28", "2027-03-30"}},
		"a day that has passed in the first month": {store.Rhythm{Every: 2, Unit: "month", Day: 1, From: "2026-11-23"},
			[]store.Date{"2026-12-01", "2027-02-01", "2027-04-01"}},
		"the 31st, begun on the last of February": {store.Rhythm{Every: 1, Unit: "month", Day: 31, From: "2027-02-28"},
			[]store.Date{"2027-02-28", "2027-03-31"}},
		"quarters over the turn of the year": {store.Rhythm{Every: 3, Unit: "month", Day: 15, From: "2026-11-15"},
			[]store.Date{"2026-11-15", "2027-02-15", "2027-05-15", "2027-08-15", "2027-11-15"}},
		"fortnights over a clock change": {store.Rhythm{Every: 2, Unit: "week", From: "2027-03-22"},
			[]store.Date{"2027-03-22", "2027-04-05", "2027-04-19"}},
		"years from a leap day": {store.Rhythm{Every: 1, Unit: "year", From: "2028-02-29"},
			[]store.Date{"2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"}},
	} {
		var days []store.Date
		for beat := range try.days {
			days = append(days, try.rhythm.On(beat))
		}
		if !slices.Equal(days, try.days) {
			t.Errorf("%s: %v, not %v", name, days, try.days)
		}
	}
}

// Whatever the rhythm: the days go forward, none lies before the beginning, and
// Next finds the first that has not passed.
func TestARhythmGoesForward(t *testing.T) {
	for _, unit := range []string{"week", "month", "year"} {
		for every := 1; every <= 10; every++ {
			for day := 1; day <= 31; day++ {
				r := store.Rhythm{Every: every, Unit: unit, Day: day, From: store.Date("2027-01-31").AddDays(day)}
				before := r.From.AddDays(-1)
				for beat := range 40 {
					on := r.On(beat)
					if on <= before {
						t.Fatalf("%+v: %s comes after %s", r, on, before)
					}
					if n := r.Next(0, before.AddDays(1)); n != beat {
						t.Fatalf("%+v: from %s on the next is %d, not %d", r, before.AddDays(1), n, beat)
					}
					if unit == "month" && on.Time().Day() != min(day, on.AddDays(1-on.Time().Day()).Time().AddDate(0, 1, -1).Day()) {
						t.Fatalf("%+v: %s is not the %d. of its month", r, on, day)
					}
					before = on
				}
			}
		}
	}
}
