package studio

import (
	"testing"

	"anteroom/store"
)

func months(currency string, amounts ...int64) []store.Month {
	list := make([]store.Month, len(amounts))
	for i, amount := range amounts {
		list[i] = store.Month{First: store.Date("2026-01-01").AddDays(31 * i), Sum: store.Sum{Currency: currency, Amount: amount, Count: 1}}
	}
	return list
}

func TestBarsStayWithinTheirScale(t *testing.T) {
	for _, story := range []struct {
		months []store.Month
		top    string
	}{
		{months("GBP", 3_360_000, 2_748_000), "36k"},
		{months("GBP", 0, 0), "3"},
		{months("GBP", 1, 99), "3"},
		{months("JPY", 252_900, 5), "300k"},
		{months("KWD", 12_001, 0), "15"},
		{months("GBP", 999_999_999_999_999, 1), "12000000m"},
	} {
		c := newChart(story.months, nil, "en-GB")
		if got := c.Grid[len(c.Grid)-1]; got.Label != story.top || got.Y != 8 {
			t.Errorf("%v: the scale ends with %+v, not %s", story.months, got, story.top)
		}
		for _, b := range c.Bars {
			if b.Height < 0 || b.Height > chartTall || b.Y+b.Height != chartFloor {
				t.Errorf("%v: %+v", story.months, b)
			}
		}
	}
}
