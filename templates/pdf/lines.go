package pdf

// lines draws what is offered or charged.
func (s *sheet) lines(l Lines) {
	heads, cols := s.lineColumns(l)
	var rows [][]strip
	for _, section := range l.Sections {
		rows = append(rows, s.section(section, cols, heads, len(rows) > 0)...)
	}
	if len(rows) == 0 {
		return
	}
	names := make([]string, len(heads))
	for i, h := range heads {
		names[i] = h.name
	}
	s.body(nil, s.headRow(cols, names), rows, s.totals(cols, l.Totals, l.Within))
}

// lineHead is a column of the lines that is there, and how to read it from a line.
type lineHead struct {
	name string
	of   func(Line) string
}

// lineColumns lays out the columns: the figures as wide as they need, the description the rest.
func (s *sheet) lineColumns(l Lines) ([]lineHead, []column) {
	heads := []lineHead{{l.Head.Description, func(l Line) string { return l.Title }}}
	for _, h := range []lineHead{
		{l.Head.Quantity, func(l Line) string { return l.Quantity }},
		{l.Head.Price, func(l Line) string { return l.Price }},
		{l.Head.Tax, func(l Line) string { return l.Tax }},
	} {
		if h.name != "" {
			heads = append(heads, h)
		}
	}
	heads = append(heads, lineHead{l.Head.Amount, func(l Line) string { return l.Amount }})
	natural, money := make([]float64, len(heads)), make([]bool, len(heads))
	for i := 1; i < len(heads); i++ {
		money[i] = true
		natural[i] = s.one(heads[i].name, quietText, 0).width
		for _, section := range l.Sections {
			for _, line := range section.Lines {
				natural[i] = max(natural[i], s.one(heads[i].of(line), bodyText.money(), 0).width)
			}
		}
	}
	last := len(heads) - 1
	for i, t := range l.Totals {
		look := bodyText.money()
		if i == len(l.Totals)-1 {
			look = totalText
		}
		natural[last] = max(natural[last], s.one(t.Value, look, 0).width)
	}
	for _, t := range l.Within {
		natural[last] = max(natural[last], s.one(t.Value, bodyText.money(), 0).width)
	}
	return heads, columns(natural, money, true)
}

// section makes the rows of a section: its heading is tied to its first line.
func (s *sheet) section(section Section, cols []column, heads []lineHead, follows bool) [][]strip {
	var rows [][]strip
	if title := s.sectionTitle(section, follows); title != nil {
		rows = append(rows, title)
	}
	for i, line := range section.Lines {
		rows = append(rows, s.lineRow(line, cols, heads, i > 0 || len(rows) == 0))
	}
	if section.Total != nil && len(rows) > 0 {
		last := rows[len(rows)-1]
		last[len(last)-1].keep = true
		rows = append(rows, s.sectionTotal(*section.Total, cols))
	}
	return rows
}

func (s *sheet) sectionTitle(section Section, follows bool) []strip {
	if section.Heading == "" && section.Note == "" {
		return nil
	}
	above := 3.2
	if follows {
		above = 6
	}
	lines := s.fonts.wrap([]span{{section.Heading, style{size: 3.9, weight: strong, track: -0.006, colour: ink}}}, across, 3.9*1.4)
	lines = append(lines, s.markdown(section.Note, quietText, measure)...)
	strips := []strip{{h: above, draw: func(y float64) { s.hair(y) }}}
	strips = append(strips, s.strips(lines, margin)...)
	for i := range strips {
		strips[i].keep = true
	}
	return strips
}

func (s *sheet) lineRow(line Line, cols []column, heads []lineHead, ruled bool) []strip {
	look := bodyText
	if line.Choice == NotChosen {
		look = quietText
	}
	cells := make([]cell, len(cols))
	cells[0] = s.description(line, look, cols[0].w)
	for i := 1; i < len(cols); i++ {
		cells[i] = s.cell(cols[i], heads[i].of(line), look)
	}
	return s.row(cols, cells, ruled)
}

// description sets title, choice and note of a line.
func (s *sheet) description(line Line, look style, width float64) []textLine {
	indent := 0.0
	if line.Choice != Fixed {
		indent = labelRoom
	}
	lines := s.fonts.wrap([]span{{line.Title, look.bold()}}, width-indent, textLead)
	if len(lines) > 0 {
		switch line.Choice {
		case Chosen:
			lines[0].tick = fullTick
		case NotChosen:
			lines[0].tick = emptyTick
		}
	}
	lines = append(lines, s.fonts.wrap([]span{{line.Tag, quietText}}, width-indent, textLead)...)
	lines = append(lines, s.markdown(line.Note, quietText, width-indent)...)
	for i := range lines {
		lines[i].indent += indent
	}
	return lines
}

func (s *sheet) sectionTotal(t Fact, cols []column) []strip {
	last := cols[len(cols)-1]
	amount := s.one(t.Value, bodyText.bold().money(), textLead)
	label := s.one(t.Label, quietText, textLead)
	return []strip{{h: textLead + 2*cellY, draw: func(y float64) {
		s.hair(y)
		s.lineRight(label, min(last.x-2*cellX, last.right()-amount.width-2*cellX), y+cellY)
		s.lineRight(amount, last.right(), y+cellY)
	}}}
}
