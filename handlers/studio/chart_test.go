package studio

import (
	"slices"
	"testing"

	"anteroom/store/money"
)

func points(amounts ...int64) []point {
	list := make([]point, len(amounts))
	for i, amount := range amounts {
		list[i] = point{Label: "x", Amount: amount}
	}
	return list
}

func TestBarsStayWithinTheirScale(t *testing.T) {
	for _, story := range []struct {
		currency    string
		amounts     []int64
		bottom, top string
	}{
		{"GBP", []int64{3_360_000, 2_748_000}, "0", "36k"},
		{"GBP", []int64{0, 0}, "0", "3"},
		{"GBP", []int64{1, 99}, "0", "3"},
		{"JPY", []int64{252_900, 5}, "0", "300k"},
		{"KWD", []int64{12_001, 0}, "0", "15"},
		{"GBP", []int64{money.Max, 1}, "0", "12000000m"},
		{"GBP", []int64{3_360_000, -900_000}, "−12k", "36k"}, // more went back than came
		{"GBP", []int64{-900_000}, "−9k", "0"},
		{"GBP", []int64{money.Max, -money.Max}, "−12000000m", "12000000m"},
	} {
		c := newChart(points(story.amounts...), story.currency, "en-GB")
		first, last := c.Grid[0], c.Grid[len(c.Grid)-1]
		if first.Label != story.bottom || last.Label != story.top || first.Y != chartFloor || last.Y != chartFloor-chartTall {
			t.Errorf("%v: the scale goes from %+v to %+v", story.amounts, first, last)
		}
		nothing := c.Grid[slices.IndexFunc(c.Grid, func(g gridLine) bool { return g.Label == "0" })].Y
		for i, b := range c.Bars {
			amount := story.amounts[i]
			if b.Height < 0 || b.Y < chartFloor-chartTall || b.Y+b.Height > chartFloor ||
				amount > 0 && b.Y+b.Height != nothing || amount < 0 && b.Y != nothing {
				t.Errorf("%v: %+v", story.amounts, b)
			}
		}
	}
}

func TestBarsHaveRoomForAnyNumber(t *testing.T) {
	for _, n := range []int{1, 2, 5, 12, 31, 36, 62, 120} {
		c := newChart(points(make([]int64, n)...), "GBP", "en-GB")
		labels := 0
		for i, b := range c.Bars {
			if b.X < chartLeft || b.X+b.Width > chartLeft+chartWidth || i > 0 && b.X <= c.Bars[i-1].X+c.Bars[i-1].Width-1 {
				t.Errorf("%d bars: %+v", n, b)
			}
			if b.Label != "" {
				labels++
			}
		}
		if labels == 0 || labels > chartLabels {
			t.Errorf("%d bars have %d labels", n, labels)
		}
	}
}
