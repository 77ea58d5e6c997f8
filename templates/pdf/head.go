package pdf

import "codeberg.org/go-pdf/fpdf"

// one sets text on a single line, however long.
func (s *sheet) one(text string, st style, lead float64) textLine {
	lines := s.fonts.wrap([]span{{text, st}}, 1e6, lead)
	if len(lines) == 0 {
		return textLine{h: lead}
	}
	return lines[0]
}

// masthead draws the head of the first page: the studio, the title and the number.
func (s *sheet) masthead() {
	top := s.y
	title := s.fonts.wrap([]span{{s.doc.Title, style{size: 8.4, weight: strong, track: -0.022, colour: ink}}}, 90, 8.4*1.12)
	y := top
	for _, l := range title {
		s.lineRight(l, margin+across, y)
		y += l.h
	}
	for _, l := range s.fonts.wrap([]span{{s.doc.Number, style{size: 4.2, colour: muted}}}, 90, 6.3) {
		s.lineRight(l, margin+across, y)
		y += l.h
	}
	if s.doc.Mark != "" {
		y = s.pill(s.doc.Mark, y+1.5)
	}
	s.studio(top, 14.2, 11.5, style{size: 5.3, weight: strong, track: -0.012, colour: ink}, 3.5)
	s.y = max(y, top+14.2) + gap
}

// pill draws a word in an outline at the right edge and returns where it ends.
func (s *sheet) pill(word string, y float64) float64 {
	l := s.one(word, style{size: textSize, weight: strong, colour: ink}, 6.4)
	w := l.width + 6
	s.pdf.SetDrawColor(int(ink.r), int(ink.g), int(ink.b))
	s.pdf.SetLineWidth(0.4)
	s.pdf.RoundedRect(margin+across-w, y, w, l.h, l.h/2, "1234", "D")
	s.lineRight(l, margin+across-3, y)
	return y + l.h
}

// studio draws the logo, or the arch and the name, h high. A logo that is not much wider than
// high gets the name beside it; a wide one is taken to spell it.
func (s *sheet) studio(y, h, archWidth float64, name style, between float64) {
	const widest = 70
	x := margin
	if s.logo == nil {
		s.arch(x, y, archWidth, h)
		x += archWidth + between
	} else {
		w := h * s.logo.aspect
		high := h
		if w > widest {
			w, high = widest, widest/s.logo.aspect
		}
		s.pdf.ImageOptions("logo", x, y+(h-high)/2, w, high, false, fpdf.ImageOptions{ImageType: "png"}, 0, "")
		if s.logo.aspect > 1.6 {
			return
		}
		x += w + between
	}
	s.name(x, y, h, name)
}

// name sets the studio's name in the middle of a height, smaller if it is long, and cut off
// where even that does not help.
func (s *sheet) name(x, y, h float64, look style) {
	const lead = 1.2
	width := margin + across - 92 - x
	lines := s.fonts.wrap([]span{{s.doc.Brand.Name, look}}, width, lead*look.size)
	for height(lines) > h && look.size > smallSize {
		look.size *= 0.9
		lines = s.fonts.wrap([]span{{s.doc.Brand.Name, look}}, width, lead*look.size)
	}
	lines = lines[:min(len(lines), int(h/(lead*look.size)))]
	y += (h - height(lines)) / 2
	for _, l := range lines {
		s.line(l, x, y)
		y += l.h
	}
}

// arch draws the doorway with its little plant: the mark of a studio without a logo. Its shape
// is that of the pages' mark, 38 by 47 units.
func (s *sheet) arch(x, y, w, h float64) {
	kx, ky := w/38, h/47
	at := func(ux, uy float64) (float64, float64) { return x + ux*kx, y + uy*ky }
	const c = 18 * 0.5523 // a quarter circle of radius 18 as a Bézier curve
	s.fill(s.brand)
	s.pdf.SetDrawColor(int(faint.r), int(faint.g), int(faint.b))
	s.pdf.SetLineWidth(kx)
	s.pdf.MoveTo(at(1, 46))
	s.pdf.LineTo(at(1, 19))
	s.curve(at, 1, 19-c, 19-c, 1, 19, 1)
	s.curve(at, 19+c, 1, 37, 19-c, 37, 19)
	s.pdf.LineTo(at(37, 46))
	s.pdf.ClosePath()
	s.pdf.DrawPath(s.edged())
	on := s.brand.on()
	s.pdf.SetDrawColor(int(on.r), int(on.g), int(on.b))
	s.pdf.SetLineWidth(2 * kx)
	s.pdf.SetLineCapStyle("round")
	s.pdf.SetLineJoinStyle("round")
	for _, l := range [][4]float64{{19, 37, 19, 16}, {19, 30, 12, 24}, {19, 25, 26, 19}} {
		x1, y1 := at(l[0], l[1])
		x2, y2 := at(l[2], l[3])
		s.pdf.Line(x1, y1, x2, y2)
	}
	s.plainEnds()
}

func (s *sheet) curve(at func(x, y float64) (float64, float64), x1, y1, x2, y2, x, y float64) {
	ax, ay := at(x1, y1)
	bx, by := at(x2, y2)
	ex, ey := at(x, y)
	s.pdf.CurveBezierCubicTo(ax, ay, bx, by, ex, ey)
}

// edged is how areas of the studio's colour are drawn: with an outline if the colour would be
// lost on white paper.
func (s *sheet) edged() string {
	if contrast(s.brand, white) < 1.5 {
		return "FD"
	}
	return "F"
}

// runningHead draws the head of the second page and later.
func (s *sheet) runningHead() {
	const h = 6.7
	s.studio(s.y, h, 5.4, style{size: 3.9, weight: strong, track: -0.012, colour: ink}, 3.5)
	running := s.doc.Running
	if running == "" {
		running = join(" ", s.doc.Title, s.doc.Number)
	}
	if lines := s.fonts.wrap([]span{{running, quietText}}, 88, textLead); len(lines) > 0 {
		s.lineRight(lines[0], margin+across, s.y+(h-textLead)/2)
	}
	s.y += h + 4
	s.hair(s.y)
	s.y += gap
}

// parties draws names and addresses, three abreast.
func (s *sheet) parties(parties []Party) {
	const between = 8.0
	unit := (across - 2*between) / 3.15
	for len(parties) > 0 {
		n := min(3, len(parties))
		high := 0.0
		for i, p := range parties[:n] {
			w := unit
			if i == 2 {
				w *= 1.15
			}
			high = max(high, s.party(p, margin+float64(i)*(unit+between), w))
		}
		s.y += high + gap
		parties = parties[n:]
	}
}

// party draws one of them and returns how high it is.
func (s *sheet) party(p Party, x, w float64) float64 {
	spans := []span{{p.Name + "\n", bodyText.bold()}}
	for _, l := range p.Lines {
		spans = append(spans, span{l + "\n", bodyText})
	}
	y := s.y
	for _, l := range s.fonts.wrap([]span{{p.Heading, quietText}}, w, textSize*1.35) {
		s.line(l, x, y)
		y += l.h
	}
	for _, l := range s.fonts.wrap(spans, w, textLead) {
		s.line(l, x, y)
		y += l.h
	}
	return y - s.y
}

// facts draws dates and references between two lines, four abreast.
func (s *sheet) facts(facts []Fact) {
	if len(facts) == 0 {
		return
	}
	s.hair(s.y)
	s.y += 3
	for len(facts) > 0 {
		n := min(4, len(facts))
		s.factRow(facts[:n])
		facts = facts[n:]
		if len(facts) > 0 {
			s.y += 2
		}
	}
	s.y += 3
	s.hair(s.y)
	s.y += gap
}

// factRow spreads up to four facts over the page: by their own widths if they are four and have
// the room, else in quarters.
func (s *sheet) factRow(facts []Fact) {
	const least = 5.0
	widths, sum := make([]float64, len(facts)), 0.0
	for i, f := range facts {
		widths[i] = max(s.one(f.Label, quietText, 0).width, s.one(f.Value, bodyText, 0).width) + 0.01
		sum += widths[i]
	}
	between := (across - sum) / 3
	if len(facts) < 4 || between < least {
		between = least
		for i := range widths {
			widths[i] = (across - 3*least) / 4
		}
	}
	x, high := margin, 0.0
	for i, f := range facts {
		y := s.y
		lines := s.fonts.wrap([]span{{f.Label + "\n", quietText}, {f.Value, bodyText}}, widths[i], textLead)
		for _, l := range lines {
			s.line(l, x, y)
			y += l.h
		}
		high = max(high, y-s.y)
		x += widths[i] + between
	}
	s.y += high
}

// highlight draws the coloured band.
func (s *sheet) highlight(h Highlight) {
	const padX, padY = 7.0, 6.0
	on := s.brand.on()
	small := style{size: textSize, colour: on}
	big := style{size: 9.2, weight: strong, track: -0.03, colour: on}
	amount := s.one(h.Amount, big, 9.2*1.15)
	for amount.width > 100 {
		big.size *= 0.9
		amount = s.one(h.Amount, big, 9.2*1.15)
	}
	left := s.fonts.wrap([]span{{h.Label, small}}, 90, textLead)
	left = append(left, amount)
	var right []textLine
	for _, l := range h.Lines {
		right = append(right, s.fonts.wrap(emphasise(l, h.Strong, small), across-2*padX-max(amount.width, 60)-8, textLead)...)
	}
	inner := max(height(left), height(right))
	s.place([]strip{{h: inner + 2*padY, draw: func(y float64) {
		s.fill(s.brand)
		s.pdf.SetDrawColor(int(faint.r), int(faint.g), int(faint.b))
		s.pdf.SetLineWidth(hairline)
		s.pdf.RoundedRect(margin, y, across, inner+2*padY, radius, "1234", s.edged())
		at := y + padY + inner - height(left)
		for _, l := range left {
			s.line(l, margin+padX, at)
			at += l.h
		}
		at = y + padY + inner - height(right)
		for _, l := range right {
			s.lineRight(l, margin+across-padX, at)
			at += l.h
		}
	}}})
	s.space(gap)
}

func height(lines []textLine) (h float64) {
	for _, l := range lines {
		h += l.h
	}
	return h
}

// foot draws the studio's lines and the page's number.
func (s *sheet) foot(number string) {
	y := pageHeight - footMargin - s.footHeight()
	s.hair(y)
	y += 3
	for _, l := range s.footLines() {
		s.line(l, margin, y)
		y += l.h
	}
	s.lineRight(s.one(number, smallText, smallLead), margin+across, pageHeight-footMargin-smallLead)
}

func (s *sheet) footHeight() float64 { return 3 + float64(len(s.footLines()))*smallLead }

// footLines sets the studio's lines. The last one leaves room for the page's number.
func (s *sheet) footLines() []textLine {
	const most = 5
	var lines []textLine
	for _, f := range s.doc.Footer {
		lines = append(lines, s.fonts.wrap([]span{{f, smallText}}, across, smallLead)...)
	}
	lines = lines[:min(len(lines), most)]
	number := s.one(s.pageNumber(100, 100), smallText, 0).width
	if n := len(lines); n == 0 || lines[n-1].width+6+number > across {
		lines = append(lines, textLine{h: smallLead})
	}
	return lines
}
