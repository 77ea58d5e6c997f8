package pdf

import "strings"

// certificate draws the evidence of a signature, on pages of its own.
func (s *sheet) certificate(c Certificate) {
	s.newPage()
	title := style{size: 6.4, weight: strong, track: -0.022, colour: ink}
	lines := s.fonts.wrap([]span{{c.Title, title}}, across, title.size*1.2)
	lines = append(lines, s.fonts.wrap([]span{{c.Number, style{size: 4.2, colour: muted}}}, across, 6.3)...)
	strips := s.strips(lines, margin)
	if len(strips) > 0 {
		s.place(append(tie(strips), strip{h: 5}))
	}
	s.prose("", c.Intro, bodyText)
	s.evidence("", c.Facts)
	for _, p := range c.Parts {
		s.evidence(p.Heading, p.Facts)
	}
	events := Table{Heading: c.EventsHeading, Columns: []Column{{Heading: c.EventsHead[0]}, {Heading: c.EventsHead[1]}, {Heading: c.EventsHead[2], Small: true}}}
	for _, e := range c.Events {
		events.Rows = append(events.Rows, Row{Cells: []string{e.At, e.What, inHalves(e.Hash)}})
	}
	closing := s.paragraphs(c.Closing, quietText)
	if len(events.Rows) == 0 {
		s.place(closing)
		return
	}
	if len(closing) > 0 {
		events.closing = tie(append([]strip{{h: gap}}, closing...))
	}
	s.table(events)
}

// inHalves breaks a fingerprint of one word, which is wider than its column, into
// even lines.
func inHalves(hash string) string {
	half := (len(hash) + 1) / 2
	if half == 0 || strings.Contains(hash, " ") {
		return hash
	}
	return hash[:half] + "\n" + hash[half:]
}

// evidence draws facts as rows of a label and a value, which may be long, under
// the heading if there is one: then all of them stand on one page where they can,
// so that none is read as somebody else's.
func (s *sheet) evidence(heading string, facts []Fact) {
	if len(facts) == 0 {
		return
	}
	const label = 44.0
	cols := []column{{x: margin, w: label - 2*cellX}, {x: margin + label, w: across - label}}
	strips, high := s.heading(heading), 0.0
	for _, f := range facts {
		strips = append(strips, s.row(cols, []cell{s.cell(cols[0], f.Label, quietText), s.cell(cols[1], f.Value, bodyText)}, true)...)
	}
	for _, st := range strips {
		high += st.h
	}
	if heading != "" && high <= s.bottom-s.top {
		tie(strips)
	}
	s.place(strips)
	s.hair(s.y)
	s.space(gap)
}
