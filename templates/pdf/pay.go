package pdf

import (
	"strings"

	"rsc.io/qr"
)

// pay draws the box that says how to pay.
func (s *sheet) pay(p PayBox) {
	const pad, side, between = 5.0, 34.0, 7.0
	code, x := qrCode(p.QR), margin+pad
	if code != nil {
		x += side + between
	}
	lines := s.payLines(p, margin+across-pad-x)
	inner := height(lines)
	if code != nil {
		inner = max(inner, side)
	}
	s.place([]strip{{h: inner + 2*pad, draw: func(y float64) {
		s.frame(margin, y, across, inner+2*pad, faint)
		if code != nil {
			s.qr(code, margin+pad, y+pad+(inner-side)/2, side)
			if linkable(p.QR) {
				s.pdf.LinkString(margin+pad, y+pad+(inner-side)/2, side, side, p.QR)
			}
		}
		at := y + pad + (inner-height(lines))/2
		for _, l := range lines {
			s.line(l, x, at)
			at += l.h
		}
	}}})
	s.space(gap)
}

// payLines sets the words of the box: heading, sentences, address, and facts in two columns.
func (s *sheet) payLines(p PayBox, width float64) []textLine {
	lines := s.fonts.wrap([]span{{p.Heading, style{size: 5, weight: strong, track: -0.014, colour: ink}}}, width, 5*1.35)
	for i, sentence := range p.Lines {
		lines = append(lines, textLine{h: 2})
		lines = append(lines, s.fonts.wrap(emphasise(sentence, p.Strong, bodyText), width, textLead)...)
		if i == 0 {
			lines = append(lines, s.payLink(p.Link, width)...)
		}
	}
	if len(p.Lines) == 0 {
		lines = append(lines, s.payLink(p.Link, width)...)
	}
	if len(p.Facts) > 0 {
		lines = append(lines, textLine{h: 2})
	}
	label := 0.0
	for _, f := range p.Facts {
		label = min(45, max(label, s.one(f.Label, quietText, 0).width+4))
	}
	for _, f := range p.Facts {
		lines = append(lines, s.labelled(f, label, width)...)
	}
	return lines
}

// payLink sets the address to open, bold; it needs no scheme to be read, but to be clicked.
func (s *sheet) payLink(address string, width float64) []textLine {
	if address == "" {
		return nil
	}
	look := bodyText.bold()
	look.link = address
	return s.fonts.wrap([]span{{strings.TrimPrefix(address, "https://"), look}}, width, textLead)
}

// labelled sets a fact with its label in a column of its own.
func (s *sheet) labelled(f Fact, label, width float64) []textLine {
	labels := s.fonts.wrap([]span{{f.Label, quietText}}, label-2, textLead)
	values := s.fonts.wrap([]span{{f.Value, bodyText.bold()}}, width-label, textLead)
	for len(values) < len(labels) {
		values = append(values, textLine{h: textLead})
	}
	for i := range values {
		values[i].indent = label
		if i < len(labels) {
			values[i].label, values[i].labelX = labels[i].runs, -label
		}
	}
	return values
}

// qrCode makes a code with error correction of level M, which EPC069-12 asks for. It is nil
// when there is nothing to hold or too much.
func qrCode(payload string) *qr.Code {
	if payload == "" {
		return nil
	}
	code, err := qr.Encode(payload, qr.M)
	if err != nil {
		return nil
	}
	return code
}

// qr draws a code as areas, with a quiet zone of two modules inside its square; the paper
// around it gives the other two that ISO 18004 asks for.
func (s *sheet) qr(code *qr.Code, x, y, side float64) {
	unit := side / float64(code.Size+4)
	x, y = x+2*unit, y+2*unit
	b := rgb(nil, ink)
	b = append(b, "rg\n"...)
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			if to == from {
				continue
			}
			// A hair of overlap, so that no light shows between rows.
			b = number(number(b, (x+float64(from)*unit)*point), (pageHeight-y-float64(row+1)*unit-0.008)*point)
			b = number(number(b, float64(to-from)*unit*point), (unit+0.008)*point)
			b = append(b, "re\n"...)
			from = to
		}
	}
	s.pdf.RawWriteStr(string(append(b, 'f')))
}
