package pdf

import (
	"slices"
	"strings"
)

// The cells of a table, in millimetres.
const (
	cellX     = 2.5 // at each side of a cell, but for the outer sides of a table
	cellY     = 2.1
	unbroken  = 62.0 // a row that is not higher than this stays on one page
	tableBody = 9    // a table of at most so many rows stays on one page
)

// column is a column of a table: where its text stands, and how.
type column struct {
	x, w  float64
	money bool // flush right, never broken
}

// cell is the lines of one cell.
type cell []textLine

// columns lays columns out from the natural widths of their contents. What is left over is
// shared in proportion, or given to the first column alone; where there is too little, the
// wide columns are narrowed.
func columns(natural []float64, money []bool, firstTakesRest bool) []column {
	room := across - 2*cellX*float64(len(natural)-1)
	sum := 0.0
	for _, w := range natural {
		sum += w
	}
	widths := append([]float64(nil), natural...)
	switch {
	case firstTakesRest:
		widths[0] = max(30, room-(sum-natural[0]))
	case sum <= room:
		for i, w := range natural {
			widths[i] += (room - sum) * (w + 2*cellX) / (sum + 2*cellX*float64(len(natural)))
		}
	default:
		widths = narrowed(natural, money, room)
	}
	cols, x := make([]column, len(natural)), margin
	for i, w := range widths {
		cols[i] = column{x: x, w: w, money: money[i]}
		x += w + 2*cellX
	}
	return cols
}

// narrowed shares too little room: money keeps its width, the other columns have an equal share
// each, of which those that need less give the rest to the others.
func narrowed(natural []float64, money []bool, room float64) []float64 {
	widths, open := append([]float64(nil), natural...), map[int]bool{}
	for i, w := range natural {
		if money[i] {
			room -= w
		} else {
			open[i] = true
		}
	}
	for len(open) > 0 {
		share, fits := max(room/float64(len(open)), 12), -1
		for i := range natural {
			if open[i] && natural[i] <= share {
				fits = i
				break
			}
		}
		if fits < 0 {
			for i := range open {
				widths[i] = share
			}
			break
		}
		room -= natural[fits]
		delete(open, fits)
	}
	return widths
}

// right is the right edge of a column.
func (c column) right() float64 { return c.x + c.w }

// cell sets text for a column.
func (s *sheet) cell(c column, words string, st style) cell {
	if c.money {
		return cell{s.one(words, st.money(), textLead)}
	}
	return s.fonts.wrap([]span{{words, st}}, c.w, textLead)
}

// row makes the strips of a row of cells, one strip for each line, with a rule above.
func (s *sheet) row(cols []column, cells []cell, ruled bool) []strip {
	n := 1
	for _, c := range cells {
		n = max(n, len(c))
	}
	strips, high := make([]strip, n), 0.0
	for i := range strips {
		above, h, keep := 0.0, 0.0, i == 0 || i >= n-3
		if i == 0 {
			above = cellY
		}
		for _, c := range cells {
			if i < len(c) {
				h = max(h, c[i].h)
				keep = keep || c[i].keep
			}
		}
		strips[i] = strip{h: above + h, keep: keep, draw: func(y float64) {
			if i == 0 && ruled {
				s.hair(y)
			}
			for k, c := range cells {
				if i < len(c) {
					s.inColumn(cols[k], c[i], y+above)
				}
			}
		}}
		high += strips[i].h
	}
	strips[n-1].h += cellY
	if high <= unbroken {
		tie(strips)
	}
	strips[n-1].keep = false
	return strips
}

func (s *sheet) inColumn(c column, l textLine, y float64) {
	if c.money {
		s.lineRight(l, c.right(), y)
	} else {
		s.line(l, c.x, y)
	}
}

// headRow makes the strip of the column headings.
func (s *sheet) headRow(cols []column, heads []string) strip {
	cells := make([]cell, len(cols))
	high := textLead
	for i, h := range heads {
		if cols[i].money {
			cells[i] = cell{s.one(h, quietText, textLead)}
		} else {
			cells[i] = s.fonts.wrap([]span{{h, quietText}}, cols[i].w, textLead)
		}
		high = max(high, height(cells[i]))
	}
	return strip{h: high + cellY, keep: true, draw: func(y float64) {
		for i, c := range cells {
			at := y
			for _, l := range c {
				s.inColumn(cols[i], l, at)
				at += l.h
			}
		}
	}}
}

// totals makes the strips under a table: labels and amounts flush right, the last
// of the totals large, and what is within it beneath.
func (s *sheet) totals(cols []column, totals, within []Fact) []strip {
	if len(totals) == 0 {
		return nil
	}
	last := cols[len(cols)-1]
	widest := s.one(totals[len(totals)-1].Value, totalText, 0).width
	for _, t := range slices.Concat(totals[:len(totals)-1], within) {
		widest = max(widest, s.one(t.Value, bodyText.money(), 0).width)
	}
	edge := max(last.x, last.right()-widest) - 2*cellX // beside the amounts, also in a wide column
	var strips []strip
	for i, t := range slices.Concat(totals, within) {
		label, value, above := quietText, bodyText.money(), 0.9
		if i == len(totals)-1 {
			label, value, above = totalText, totalText, 2
		}
		if i == 0 {
			above = 3
		}
		amount := s.one(t.Value, value, value.size*1.5)
		left := min(edge, last.right()-amount.width-2*cellX)
		labels := s.fonts.wrap([]span{{t.Label, label}}, left-margin, label.size*1.5)
		strips = append(strips, strip{h: above + max(height(labels), amount.h) + 0.9, draw: func(y float64) {
			if i == 0 {
				s.hair(y)
			}
			at := y + above
			for _, l := range labels {
				s.lineRight(l, left, at)
				at += l.h
			}
			s.lineRight(amount, last.right(), y+above)
		}})
	}
	return tie(strips)
}

// body places a table: its heading, the column headings (again on each page), the rows, the
// totals or what else closes it. The last row and that are never parted, nor is a short table.
func (s *sheet) body(heading []strip, head strip, rows [][]strip, totals []strip) {
	all := append(heading, head)
	for i, row := range rows {
		if i == len(rows)-1 && len(totals) > 0 || i < len(rows)-1 && len(rows) <= tableBody && len(heading) > 0 {
			row[len(row)-1].keep = true
		}
		all = append(all, row...)
	}
	all = append(all, totals...)
	s.repeat = func() { s.again(head) }
	if s.y+headHeight(all) > s.bottom && s.y > s.top {
		s.repeat = nil
		s.newPage()
		s.repeat = func() { s.again(head) }
	}
	s.place(all)
	s.repeat = nil
	s.space(gap)
}

// headHeight is the height of what must stand together at the beginning.
func headHeight(strips []strip) float64 {
	_, h := chain(strips)
	return h
}

func (s *sheet) again(head strip) {
	head.draw(s.y)
	s.y += head.h
}

// table draws a small table.
func (s *sheet) table(t Table) {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return
	}
	natural, money, heads := make([]float64, len(t.Columns)), make([]bool, len(t.Columns)), make([]string, len(t.Columns))
	look := func(r Row, c int) style {
		switch {
		case t.Columns[c].Small:
			return smallText
		case r.Strong || t.Columns[c].Strong:
			return bodyText.bold()
		}
		return bodyText
	}
	for c, col := range t.Columns {
		money[c], heads[c] = col.Money, col.Heading
		natural[c] = s.one(col.Heading, quietText, 0).width
		for _, r := range t.Rows {
			for line := range strings.SplitSeq(r.cell(c), "\n") {
				natural[c] = max(natural[c], s.one(line, look(r, c), 0).width+1)
			}
		}
	}
	cols := columns(natural, money, false)
	rows := make([][]strip, len(t.Rows))
	for i, r := range t.Rows {
		cells := make([]cell, len(cols))
		for c := range cols {
			cells[c] = s.cell(cols[c], r.cell(c), look(r, c))
		}
		rows[i] = s.row(cols, cells, true)
	}
	s.body(s.heading(t.Heading), s.headRow(cols, heads), rows, append(s.totals(cols, t.Totals, nil), t.closing...))
}

// cell is the text of a column, empty if the row is too short.
func (r Row) cell(c int) string {
	if c < len(r.Cells) {
		return r.Cells[c]
	}
	return ""
}
