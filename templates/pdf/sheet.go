package pdf

import (
	"bytes"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"github.com/yuin/goldmark/parser"
)

// The page, in millimetres.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 18.0
	across     = pageWidth - 2*margin
	footMargin = 11.0 // below the foot
	gap        = 9.0  // between the parts of a page
	hairline   = 0.26 // one CSS pixel
	radius     = 4.5
	point      = 72 / 25.4 // points in a millimetre
)

// Sizes of text, and the height of a line of it.
const (
	textSize  = 3.35
	textLead  = 1.5 * textSize
	smallSize = 2.65
	smallLead = 1.5 * smallSize
	largeSize = 4.4
)

var (
	bodyText  = style{size: textSize, colour: ink}
	quietText = style{size: textSize, colour: muted}
	smallText = style{size: smallSize, colour: muted}
	headText  = style{size: largeSize, weight: strong, track: -0.014, colour: ink}
	totalText = style{size: largeSize, weight: strong, colour: ink}
)

// sheet is the paper on which a document is drawn, and the place that has been reached on it.
type sheet struct {
	pdf   *fpdf.Fpdf
	fonts faces
	doc   *Document
	brand colour
	logo  *picture

	parser parser.Parser // of Markdown

	y, top, bottom float64 // here; where this page's contents begin and must end
	repeat         func()  // sets the head of a table again on the next page

	face  *face // chosen in the page's stream
	size  float64
	used  map[*face]map[rune]bool
	order []*face // of first use, so that equal documents are equal bytes
	buf   []byte
}

// strip is a horizontal piece of a page that is never cut.
type strip struct {
	h    float64
	keep bool // must stand on the same page as the next strip
	draw func(y float64)
}

// place puts strips under one another, going on to the next page where they do not fit. A
// chain of strips to be kept together moves as a whole, unless it is higher than a page.
func (s *sheet) place(strips []strip) {
	for len(strips) > 0 {
		n, h := chain(strips)
		if h > s.bottom-s.top {
			n, h = 1, strips[0].h
		}
		if s.y+h > s.bottom+0.01 && s.y > s.top {
			s.newPage()
		}
		for _, st := range strips[:n] {
			switch {
			case st.draw != nil:
				st.draw(s.y)
			case s.y == s.top:
				continue // a distance, with nothing above
			}
			s.y += st.h
		}
		strips = strips[n:]
	}
}

// chain measures the strips that the first one is tied to.
func chain(strips []strip) (n int, h float64) {
	for n < len(strips) {
		h += strips[n].h
		n++
		if !strips[n-1].keep {
			break
		}
	}
	return n, h
}

// tie keeps all strips on one page.
func tie(strips []strip) []strip {
	for i := range len(strips) - 1 {
		strips[i].keep = true
	}
	return strips
}

// space leaves a distance, unless the page has only begun.
func (s *sheet) space(h float64) {
	if s.y > s.top {
		s.y += h
	}
}

// newPage begins a page. All but the first one have a running head.
func (s *sheet) newPage() {
	s.pdf.AddPage()
	s.face = nil
	s.y = margin
	if s.pdf.PageNo() > 1 {
		s.runningHead()
	}
	if s.repeat != nil {
		s.repeat()
	}
	s.top = s.y
}

// line draws a set line with its left edge at x and its upper edge at y.
func (s *sheet) line(l textLine, x, y float64) {
	if l.bar {
		s.rule(x, y, x, y+l.h, hair, 0.8)
	}
	if l.tick != noTick {
		s.box(x, y+(l.h-3)/2, l.tick == fullTick, l.colour())
	}
	if len(l.label) > 0 {
		s.runs(l.label, x+l.indent+l.labelX, y, l.h)
	}
	s.runs(l.runs, x+l.indent, y, l.h)
}

func (l textLine) colour() colour {
	if len(l.runs) == 0 {
		return ink
	}
	return l.runs[0].style.colour
}

// lineRight draws a set line with its right edge at x.
func (s *sheet) lineRight(l textLine, x, y float64) { s.runs(l.runs, x-l.width, y, l.h) }

// runs draws text in a line of height h whose upper edge is at y; letters stand in it as a
// browser would set them, with Figtree's ascent of 0.95 em and descent of 0.25 em.
func (s *sheet) runs(runs []run, x, y, h float64) {
	for i := range runs {
		r := &runs[i]
		base := y + (h-1.2*r.size)/2 + 0.95*r.size
		s.text(r, x, base)
		if linkable(r.link) {
			s.pdf.LinkString(x, y, r.width, h, r.link)
			if r.under {
				s.rule(x, base+0.12*r.size, x+r.width, base+0.12*r.size, r.colour, 0.15)
			}
		}
		x += r.width
	}
}

// linkable allows the addresses that a reader may open from paper.
func linkable(address string) bool {
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(strings.ToLower(address), scheme) {
			return plain(address) && !strings.ContainsAny(address, " \n")
		}
	}
	return false
}

// text draws a run with its baseline at y. The operators are written here, not by the library,
// because it has none for kerning.
func (s *sheet) text(r *run, x, y float64) {
	if len(r.text) == 0 {
		return
	}
	s.choose(r.face, r.size)
	used := s.used[r.face]
	b := append(s.buf[:0], "BT "...)
	b = append(rgb(b, r.colour), "rg "...)
	if r.track != 0 {
		b = append(number(b, r.track*r.size*point), "Tc "...)
	}
	if r.slant {
		b = append(b, "1 0 0.2 1 "...)
	}
	b = number(number(b, x*point), (pageHeight-y)*point)
	if r.slant {
		b = append(b, "Tm [<"...)
	} else {
		b = append(b, "Td [<"...)
	}
	for i, c := range r.text {
		used[c] = true
		said, otherwise := r.said(i)
		if otherwise {
			b = append(append(append(b, ">] TJ /Span <</ActualText "...), textString(said)...), ">> BDC [<"...)
		}
		if r.isRaised(i) {
			b = append(number(append(b, ">] TJ "...), capitals*r.size*point), "Ts [<"...)
			b = append(hex16(b, uint16(c)), ">] TJ 0 Ts [<"...)
		} else {
			b = hex16(b, uint16(c))
		}
		if otherwise {
			b = append(b, ">] TJ EMC [<"...)
		}
		if by := r.after(i); by != 0 {
			b = append(b, '>')
			b = strconv.AppendInt(b, int64(-by), 10)
			b = append(b, '<')
		}
	}
	b = append(b, ">] TJ"...)
	if r.track != 0 {
		b = append(b, " 0 Tc"...)
	}
	s.buf = append(b, " ET"...)
	s.pdf.RawWriteStr(string(s.buf))
}

// choose makes a face and size current, adding the face to the document at its first use.
func (s *sheet) choose(f *face, size float64) {
	if s.face == f && s.size == size {
		return
	}
	if s.used[f] == nil {
		data, err := f.file()
		s.pdf.SetError(err)
		// The library writes into fonts with fewer widths than glyphs, so it gets a copy.
		s.pdf.AddUTF8FontFromBytes(f.name, "", append([]byte(nil), data...))
		s.used[f] = map[rune]bool{}
		s.order = append(s.order, f)
	}
	s.pdf.SetFont(f.name, "", size*point)
	s.face, s.size = f, size
}

// keepGlyphs tells the library which characters of each font to put into the file. It learns
// that from its own text calls only; these go to a template that is never shown.
func (s *sheet) keepGlyphs() {
	s.pdf.CreateTemplate(func(t *fpdf.Tpl) {
		for _, f := range s.order {
			var text bytes.Buffer
			for r := range s.used[f] {
				text.WriteRune(r)
			}
			t.SetFont(f.name, "", textSize)
			t.Text(0, 0, text.String())
		}
	})
}

// rule draws a straight line, w thick.
func (s *sheet) rule(x1, y1, x2, y2 float64, c colour, w float64) {
	s.pdf.SetDrawColor(int(c.r), int(c.g), int(c.b))
	s.pdf.SetLineWidth(w)
	s.pdf.Line(x1, y1, x2, y2)
}

// hair draws the thin line that parts one thing from the next.
func (s *sheet) hair(y float64) { s.rule(margin, y, margin+across, y, hair, hairline) }

// frame draws a rounded rectangle's outline, inside its edges.
func (s *sheet) frame(x, y, w, h float64, c colour) {
	s.pdf.SetDrawColor(int(c.r), int(c.g), int(c.b))
	s.pdf.SetLineWidth(hairline)
	const in = hairline / 2
	s.pdf.RoundedRect(x+in, y+in, w-2*in, h-2*in, radius-in, "1234", "D")
}

// fill chooses the colour of areas.
func (s *sheet) fill(c colour) { s.pdf.SetFillColor(int(c.r), int(c.g), int(c.b)) }

// box draws the box of a choice, 3 mm square, with its tick.
func (s *sheet) box(x, y float64, ticked bool, c colour) {
	s.pdf.SetDrawColor(int(c.r), int(c.g), int(c.b))
	s.pdf.SetLineWidth(hairline)
	s.pdf.RoundedRect(x+0.13, y+0.13, 2.74, 2.74, 0.6, "1234", "D")
	if !ticked {
		return
	}
	s.pdf.SetLineWidth(0.42)
	s.pdf.SetLineCapStyle("round")
	s.pdf.SetLineJoinStyle("round")
	s.pdf.MoveTo(x+0.75, y+1.55)
	s.pdf.LineTo(x+1.3, y+2.1)
	s.pdf.LineTo(x+2.25, y+0.95)
	s.pdf.DrawPath("D")
	s.plainEnds()
}

// plainEnds undoes round ends of lines.
func (s *sheet) plainEnds() {
	s.pdf.SetLineCapStyle("butt")
	s.pdf.SetLineJoinStyle("miter")
}

// number writes a length in points and a space.
func number(b []byte, v float64) []byte { return append(strconv.AppendFloat(b, v, 'f', 2, 64), ' ') }

// rgb writes the three parts of a colour.
func rgb(b []byte, c colour) []byte {
	for _, v := range [3]uint8{c.r, c.g, c.b} {
		b = append(strconv.AppendFloat(b, float64(v)/255, 'f', 3, 64), ' ')
	}
	return b
}

func hex16(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
