package pdf

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	labelRoom  = 5.0  // for a bullet or a number
	deepest    = 40.0 // no indent is greater
	paragraphs = 2.2  // between them
	measure    = 142  // the longest line of running text
)

// prose is Markdown being set.
type prose struct {
	s     *sheet
	src   []byte
	base  style
	width float64
	lines []textLine
}

// depth is where in nested lists and quotations a block stands.
type depth struct {
	indent float64
	bar    bool
	tight  bool
}

// markdown sets CommonMark into lines. Pictures, raw HTML and tables are left out.
func (s *sheet) markdown(source string, base style, width float64) []textLine {
	if strings.TrimSpace(source) == "" {
		return nil
	}
	p := &prose{s: s, src: []byte(source), base: base, width: width}
	if s.parser == nil {
		s.parser = goldmark.DefaultParser()
	}
	p.children(s.parser.Parse(text.NewReader(p.src)), depth{})
	return p.lines
}

func (p *prose) children(n ast.Node, d depth) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.block(c, d)
	}
}

func (p *prose) block(n ast.Node, d depth) {
	switch n := n.(type) {
	case *ast.Heading:
		p.heading(n, d)
	case *ast.List:
		p.list(n, d)
	case *ast.Blockquote:
		p.children(n, depth{indent: min(d.indent+4, deepest), bar: true})
	case *ast.Paragraph, *ast.TextBlock:
		p.set(p.inline(n, p.base), d, paragraphs)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		p.set([]span{{strings.TrimRight(string(n.Lines().Value(p.src)), "\n"), p.base}}, d, paragraphs)
	}
}

// set wraps spans and adds them to the lines, before being the distance to what stands above.
func (p *prose) set(spans []span, d depth, before float64) {
	lines := p.s.fonts.wrap(spans, p.width-d.indent, p.base.size*1.5)
	for i := range lines {
		lines[i].indent, lines[i].bar = d.indent, d.bar
	}
	p.add(guard(lines), d, before)
}

func (p *prose) add(lines []textLine, d depth, before float64) {
	if len(lines) == 0 {
		return
	}
	if n := len(p.lines); n > 0 && !d.tight && len(p.lines[n-1].runs) > 0 {
		p.lines = append(p.lines, textLine{h: before, keep: p.lines[n-1].keep})
	}
	p.lines = append(p.lines, lines...)
}

// guard leaves no line of a paragraph alone at the foot or at the head of a page.
func guard(lines []textLine) []textLine {
	for i := range len(lines) - 1 {
		if len(lines) <= 3 || i == 0 || i == len(lines)-2 {
			lines[i].keep = true
		}
	}
	return lines
}

func (p *prose) heading(n *ast.Heading, d depth) {
	look := p.base.bold().in(ink)
	switch n.Level {
	case 1:
		look.size *= 1.25
	case 2:
		look.size *= 1.12
	}
	lines := p.s.fonts.wrap(p.inline(n, look), p.width-d.indent, look.size*1.4)
	for i := range lines {
		lines[i].indent, lines[i].bar, lines[i].keep = d.indent, d.bar, true
	}
	p.add(lines, d, 2*paragraphs)
	p.lines = append(p.lines, textLine{h: 1, keep: true})
}

func (p *prose) list(n *ast.List, d depth) {
	number := n.Start
	inner := depth{indent: min(d.indent+labelRoom, deepest), bar: d.bar}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		from := len(p.lines)
		inner.tight = n.IsTight && (item != n.FirstChild() || d.tight)
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			p.block(c, inner)
			inner.tight = n.IsTight
		}
		label := "•"
		if n.IsOrdered() {
			label = strconv.Itoa(number) + string(n.Marker)
			number++
		}
		p.label(from, label)
	}
}

// label puts a bullet or a number before the first line that was set since from.
func (p *prose) label(from int, label string) {
	for i := from; i < len(p.lines); i++ {
		if l := &p.lines[i]; len(l.runs) > 0 {
			if l.label == nil {
				l.label, l.labelX = p.s.one(label, p.base, 0).runs, -labelRoom
			}
			return
		}
	}
}

// inline gathers the text of a block.
func (p *prose) inline(n ast.Node, st style) []span {
	var spans []span
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			spans = append(spans, span{p.text(c), st})
		case *ast.String:
			spans = append(spans, span{string(c.Value), st})
		case *ast.Emphasis:
			inner := st.bold()
			if c.Level == 1 {
				inner = st
				inner.slant = true
			}
			spans = append(spans, p.inline(c, inner)...)
		case *ast.Link:
			spans = append(spans, p.anchor(c, st)...)
		case *ast.AutoLink:
			look := st
			look.link, look.under = string(c.URL(p.src)), true
			spans = append(spans, span{string(c.Label(p.src)), look})
		case *ast.CodeSpan:
			spans = append(spans, p.inline(c, st)...)
		}
	}
	return spans
}

// anchor sets a link: its words, and for those who read on paper the address behind them.
func (p *prose) anchor(n *ast.Link, st style) []span {
	look := st
	look.link, look.under = string(n.Destination), true
	spans := p.inline(n, look)
	var words strings.Builder
	for _, s := range spans {
		words.WriteString(s.text)
	}
	address := strings.TrimPrefix(look.link, "mailto:")
	if !linkable(look.link) || strings.Contains(words.String(), strings.TrimPrefix(address, "https://")) {
		return spans
	}
	return append(spans, span{" (" + address + ")", st.in(muted)})
}

// text is the text of a node, with escapes and entities as what they stand for. A line that was
// ended in the source ends here, but in code, as on the page.
func (p *prose) text(n *ast.Text) string {
	value := n.Segment.Value(p.src)
	if n.IsRaw() {
		return strings.ReplaceAll(string(value), "\n", " ")
	}
	text := string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value))))
	if n.HardLineBreak() || n.SoftLineBreak() {
		text += "\n"
	}
	return text
}

// strips makes lines that start at x into strips.
func (s *sheet) strips(lines []textLine, x float64) []strip {
	out := make([]strip, len(lines))
	for i, l := range lines {
		out[i] = strip{h: l.h, keep: l.keep}
		if len(l.runs) > 0 {
			out[i].draw = func(y float64) { s.line(l, x, y) }
		}
	}
	return out
}

// prose draws a heading, if there is one, and the Markdown under it. A sentence or two may run
// across the page; anything longer is set in lines that are easy to read.
func (s *sheet) prose(heading, source string, look style) {
	all := s.paragraphs(source, look)
	if len(all) == 0 {
		return
	}
	s.place(append(s.heading(heading), all...))
	s.space(gap)
}

// paragraphs makes the strips of prose.
func (s *sheet) paragraphs(source string, look style) []strip {
	const short = 240 // bytes
	width := float64(measure)
	if len(source) <= short {
		width = across
	}
	lines := s.markdown(source, look, width)
	if width == across && len(lines) > 2 {
		lines = s.markdown(source, look, measure)
	}
	return s.strips(lines, margin)
}

// heading makes the strips of a part's heading, tied to what follows.
func (s *sheet) heading(words string) []strip {
	if words == "" {
		return nil
	}
	strips := s.strips(s.fonts.wrap([]span{{words, headText}}, across, largeSize*1.35), margin)
	strips = append(strips, strip{h: 2.5})
	for i := range strips {
		strips[i].keep = true
	}
	return strips
}

// emphasise sets those pieces of text bold that are among strongs.
func emphasise(words string, strongs []string, st style) []span {
	if words == "" {
		return nil
	}
	for _, piece := range strongs {
		if before, after, found := strings.Cut(words, piece); found && piece != "" {
			spans := emphasise(before, strongs, st)
			spans = append(spans, span{piece, st.bold()})
			return append(spans, emphasise(after, strongs, st)...)
		}
	}
	return []span{{words, st}}
}
