package handlers_test

import (
	"testing"

	"anteroom/store"
	"anteroom/templates/words"
)

// A date is said without its year only while that is this one.
func TestADateOfAnotherYearSaysSo(t *testing.T) {
	house := newHouse(t) // in November 2026
	for _, c := range []struct {
		on    store.Date
		style words.Style
		want  string
	}{
		{"2026-12-04", words.Day, "4 December"},
		{"2027-05-20", words.Day, "20 May 2027"},
		{"2026-12-04", words.Long, "Friday 4 December"},
		{"2027-05-20", words.Long, "Thursday 20 May 2027"},
		{"2027-05-20", words.ShortDay, "20 May 2027"},
		{"2027-05-20", words.Short, "20 May 2027"},
	} {
		if said := house.Server.Near("en-GB", c.on, c.style); said != c.want {
			t.Errorf("%s as %q: %q", c.on, c.style, said)
		}
	}
}
