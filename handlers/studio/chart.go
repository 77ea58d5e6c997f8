package studio

import (
	"strconv"
	"time"

	"anteroom/store"
	"anteroom/store/money"
)

// chart is the money received by month, as an SVG of 560 by 186.
type chart struct {
	Bars   []bar
	Grid   []gridLine
	Total  string
	Others []store.Sum // of other currencies, over the same time
	Says   string      // the chart in a sentence
	Any    bool
}

// bar is a month.
type bar struct {
	X, Middle, Y, Height int
	Letter               string // of the month
	Month                string // in full
	Amount               string
	Now                  bool
}

// gridLine is a line of the scale.
type gridLine struct {
	Y     int
	Label string
}

// The drawing's measures: the floor, the tallest bar, the first bar's left
// edge and the room that twelve bars share.
const (
	chartFloor, chartTall  = 158, 150
	chartLeft, chartWidth  = 36, 524
	chartBar, chartDivides = 28, 3
)

// newChart draws months in one currency, the last of them the current one.
func newChart(months []store.Month, others []store.Sum, locale string) chart {
	c := chart{Others: others, Any: len(others) > 0}
	var most, total int64
	best := 0
	for i, m := range months {
		total += m.Amount
		c.Any = c.Any || m.Count > 0
		if m.Amount > most {
			most, best = m.Amount, i
		}
	}
	currency := months[0].Currency
	unit := int64(1)
	for range money.Exponent(currency) {
		unit *= 10
	}
	top := roundUp((most+unit-1)/unit, chartDivides) * unit
	for i, m := range months {
		height := int(m.Amount * chartTall / top)
		x := chartLeft + 8 + i*chartWidth/len(months)
		month := m.First.Time()
		c.Bars = append(c.Bars, bar{X: x, Middle: x + chartBar/2, Y: chartFloor - height, Height: height, Letter: month.Format("Jan")[:1],
			Month: month.Format("January 2006"), Amount: money.Format(m.Amount, currency, locale), Now: i == len(months)-1})
	}
	for i := range chartDivides + 1 {
		c.Grid = append(c.Grid, gridLine{Y: chartFloor - i*chartTall/chartDivides, Label: short(top / unit * int64(i) / chartDivides)})
	}
	c.Total = money.Format(total, currency, locale)
	now := c.Bars[len(c.Bars)-1]
	c.Says = "Money received each month, " + c.Bars[0].Month + " to " + now.Month + ". Highest " + c.Bars[best].Month + ", " + c.Bars[best].Amount +
		". " + months[len(months)-1].First.Time().Format("January") + " so far " + now.Amount + "."
	return c
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

// Last is the month in which the chart ends.
func (c chart) Last() string {
	last, err := time.Parse("January 2006", c.Bars[len(c.Bars)-1].Month)
	if err != nil {
		return ""
	}
	return last.Format("January")
}
