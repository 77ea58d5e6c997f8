package pdf

import "math"

// signatures draws each signature in a box of its own, never parted.
func (s *sheet) signatures(signed []Signature) {
	for _, g := range signed {
		s.signature(g)
	}
}

func (s *sheet) signature(g Signature) {
	const pad, width, room = 5.0, 74.0, 21.0
	left := s.fonts.wrap([]span{{g.Heading, quietText}}, width, textLead)
	spans := []span{{g.Name + "\n", bodyText.bold()}}
	for _, l := range g.Lines {
		spans = append(spans, span{l + "\n", quietText})
	}
	x := margin + pad + width + 8
	right := s.fonts.wrap(spans, margin+across-pad-x, textLead)
	inner := max(height(left)+room+2, height(right)+textLead)
	s.place([]strip{{h: inner + 2*pad, draw: func(y float64) {
		s.frame(margin, y, across, inner+2*pad, hair)
		at := y + pad
		for _, l := range left {
			s.line(l, margin+pad, at)
			at += l.h
		}
		base := y + pad + inner - 2
		s.rule(margin+pad, base, margin+pad+width, base, faint, hairline)
		if !s.ink(g.Strokes, margin+pad+1, at+1.5, width-4, base-at-2) {
			s.typed(g.Name, margin+pad+1, base, width-2)
		}
		at = y + pad + inner - height(right)
		for _, l := range right {
			s.line(l, x, at)
			at += l.h
		}
	}}})
	s.space(textLead)
}

// typed draws a name in the script face, as large as the line allows.
func (s *sheet) typed(name string, x, base, width float64) {
	look := style{size: 12, weight: script, colour: ink}
	l := s.one(name, look, 0)
	if l.width > width {
		look.size *= width / l.width
		l = s.one(name, look, 0)
	}
	for i := range l.runs {
		s.text(&l.runs[i], x, base-0.28*look.size)
		x += l.runs[i].width
	}
}

// ink draws strokes into a place w wide and h high, standing on its lower edge, and tells
// whether there were any.
func (s *sheet) ink(strokes []Stroke, x, y, w, h float64) bool {
	low, high, any := bounds(strokes)
	if !any {
		return false
	}
	scale := 1.0
	if dx, dy := high.X-low.X, high.Y-low.Y; dx > 0 || dy > 0 {
		scale = min(w/max(dx, dy/10), h/max(dy, dx/10))
	}
	top := y + h - (high.Y-low.Y)*scale
	s.pdf.SetDrawColor(int(ink.r), int(ink.g), int(ink.b))
	s.pdf.SetLineWidth(0.45)
	s.pdf.SetLineCapStyle("round")
	s.pdf.SetLineJoinStyle("round")
	for _, stroke := range strokes {
		var points Stroke
		for _, p := range stroke {
			if finite(p) {
				points = append(points, Point{x + (p.X-low.X)*scale, top + (p.Y-low.Y)*scale})
			}
		}
		s.stroke(points)
	}
	s.plainEnds()
	return true
}

// stroke draws one line of the pen as a curve through the middles between its points.
func (s *sheet) stroke(p Stroke) {
	if len(p) == 0 {
		return
	}
	s.pdf.MoveTo(p[0].X, p[0].Y)
	for i := 1; i < len(p)-1; i++ {
		from, to := p[0], middle(p[i], p[i+1])
		if i > 1 {
			from = middle(p[i-1], p[i])
		}
		// A quadratic curve with its handle at p[i], raised to a cubic one.
		s.pdf.CurveBezierCubicTo(from.X+(p[i].X-from.X)*2/3, from.Y+(p[i].Y-from.Y)*2/3,
			to.X+(p[i].X-to.X)*2/3, to.Y+(p[i].Y-to.Y)*2/3, to.X, to.Y)
	}
	end := p[len(p)-1]
	s.pdf.LineTo(end.X, end.Y)
	s.pdf.DrawPath("D")
}

func middle(a, b Point) Point { return Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2} }

func finite(p Point) bool { return math.Abs(p.X) < 1e7 && math.Abs(p.Y) < 1e7 }

// bounds is the smallest rectangle around all points that are numbers.
func bounds(strokes []Stroke) (low, high Point, any bool) {
	low, high = Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, stroke := range strokes {
		for _, p := range stroke {
			if !finite(p) {
				continue
			}
			any = true
			low = Point{min(low.X, p.X), min(low.Y, p.Y)}
			high = Point{max(high.X, p.X), max(high.Y, p.Y)}
		}
	}
	return low, high, any
}
