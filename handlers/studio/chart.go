package studio

import (
	"strconv"

	"anteroom/store/money"
)

// chart is amounts side by side, as an SVG of 560 by 186 with the same as a
// table for those who do not see it.
type chart struct {
	Caption string    // of the table
	Head    [2]string // of its columns
	Bars    []bar
	Grid    []gridLine
	Says    string // the chart in a sentence
}

// bar is one amount; below zero it hangs from the line of nothing.
type bar struct {
	X, Middle, Y, Width, Height int
	Label                       string // under it; empty where there is no room for one
	Name                        string // in full
	Amount                      string
	Now                         bool
}

// gridLine is a line of the scale.
type gridLine struct {
	Y     int
	Label string
}

// point is an amount to be drawn.
type point struct {
	Label, Name string
	Amount      int64
	Now         bool // the current one
}

// The drawing's measures: the floor and the room above it, the left edge and the
// room that the bars share, the widest bar and into how many parts its scale is
// divided, and how many labels have room.
const (
	chartFloor, chartTall  = 158, 150
	chartLeft, chartWidth  = 36, 524
	chartBar, chartDivides = 56, 3
	chartLabels            = 14
)

// newChart draws points in one currency. There is at least one.
func newChart(points []point, currency, locale string) chart {
	var c chart
	s := newScale(points, currency)
	slot := chartWidth / len(points)
	width := max(1, min(chartBar, slot*2/3))
	inset := (slot - width) / 2
	for i, p := range points {
		y, height := s.span(p.Amount)
		x := chartLeft + inset + i*chartWidth/len(points)
		c.Bars = append(c.Bars, bar{X: x, Middle: x + width/2, Y: y, Width: width, Height: height, Label: p.Label, Name: p.Name,
			Amount: money.Format(p.Amount, currency, locale), Now: p.Now})
	}
	c.thin()
	for _, step := range s.steps() {
		c.Grid = append(c.Grid, gridLine{Y: s.y(step), Label: short(step / s.unit)})
	}
	return c
}

// thin leaves out labels where all would not fit.
func (c *chart) thin() {
	labels := 0
	for _, b := range c.Bars {
		if b.Label != "" {
			labels++
		}
	}
	every := (labels + chartLabels - 1) / chartLabels
	n := 0
	for i := range c.Bars {
		if c.Bars[i].Label == "" {
			continue
		}
		if n%every != 0 {
			c.Bars[i].Label = ""
		}
		n++
	}
}

// highest is the bar with the greatest amount of the points that it was made of.
func (c *chart) highest(points []point) bar {
	best := 0
	for i, p := range points {
		if p.Amount > points[best].Amount {
			best = i
		}
	}
	return c.Bars[best]
}

// scale leads from amounts to the drawing. Its steps are round numbers of major
// units.
type scale struct {
	unit         int64 // minor units in a major one
	step         int64 // minor units between lines
	above, under int64 // steps over and below nothing
}

func newScale(points []point, currency string) scale {
	s := scale{unit: 1}
	for range money.Exponent(currency) {
		s.unit *= 10
	}
	var most, least int64
	for _, p := range points {
		most, least = max(most, p.Amount), min(least, p.Amount)
	}
	widest := max(most, -least)
	s.step = roundUp((widest+s.unit-1)/s.unit, chartDivides) / chartDivides * s.unit
	s.above, s.under = (most+s.step-1)/s.step, (-least+s.step-1)/s.step
	if s.under == 0 {
		s.above = chartDivides
	}
	return s
}

// steps are the lines of the scale, from the lowest.
func (s scale) steps() (list []int64) {
	for n := -s.under; n <= s.above; n++ {
		list = append(list, n*s.step)
	}
	return list
}

// y is where an amount stands.
func (s scale) y(amount int64) int {
	all := (s.above + s.under) * s.step
	return chartFloor - int((amount+s.under*s.step)*chartTall/all)
}

// span is where a bar begins and how high it is.
func (s scale) span(amount int64) (y, height int) {
	top, bottom := s.y(max(amount, 0)), s.y(min(amount, 0))
	return top, bottom - top
}

// roundUp is the next number whose parts are round: 3, 6, 9 … 36, 45, 60 for
// three parts.
func roundUp(n, parts int64) int64 {
	for step := int64(1); ; step *= 10 {
		for _, tenth := range []int64{10, 12, 15, 20, 25, 30, 40, 50, 60, 80} {
			if part := tenth * step / 10; part*10 == tenth*step && part*parts >= n {
				return part * parts
			}
		}
	}
}

// short writes a number of the scale: "12k", "1.5m".
func short(n int64) string {
	if n < 0 {
		return "−" + short(-n)
	}
	switch {
	case n >= 1_000_000:
		return tenths(n, 1_000_000) + "m"
	case n >= 1000:
		return tenths(n, 1000) + "k"
	}
	return strconv.FormatInt(n, 10)
}

func tenths(n, of int64) string {
	text := strconv.FormatInt(n/of, 10)
	if rest := n % of * 10 / of; rest > 0 {
		text += "." + strconv.FormatInt(rest, 10)
	}
	return text
}
