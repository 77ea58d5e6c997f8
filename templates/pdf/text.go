package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// weight chooses among the faces.
type weight int

const (
	regular weight = iota
	strong
	script
)

// style is how a piece of text looks.
type style struct {
	size    float64 // millimetres
	weight  weight
	slant   bool
	track   float64 // extra space after each character, in em
	figures bool    // digits of one width, for columns of money; regular weight only
	colour  colour
	link    string // an address that opens at a click
	under   bool   // underlined, if the link opens
}

func (s style) bold() style { s.weight = strong; return s }

func (s style) in(c colour) style { s.colour = c; return s }

func (s style) money() style { s.figures = true; return s }

// span is text of one style; a newline in it ends the line.
type span struct {
	text string
	style
}

// run is text of one style and one face, on one line.
type run struct {
	style
	face  *face
	text  []rune
	width float64 // millimetres
}

// after is by how much the character after the one at i is moved, in thousandths of an
// em: kerned, or set over the letter before it if it is a mark. A mark takes no room.
func (r *run) after(i int) int {
	if i+1 == len(r.text) {
		return r.back(i)
	}
	if centre, isMark := r.face.marks[r.text[i+1]]; isMark && i >= 0 {
		base := i
		for base > 0 && r.isMark(base) {
			base--
		}
		return r.back(i) - r.face.width(r.text[base])/2 - centre
	}
	if r.isMark(i) {
		return r.back(i)
	}
	return r.face.kern[[2]rune{r.text[i], r.text[i+1]}]
}

// back leads from behind a mark to behind its letter.
func (r *run) back(i int) int {
	if !r.isMark(i) {
		return 0
	}
	base := i
	for base > 0 && r.isMark(base) {
		base--
	}
	return r.face.width(r.text[base])/2 + r.face.marks[r.text[i]] - r.face.width(r.text[i])
}

// capitals are so much higher than small letters, in em: a mark over one is raised.
const capitals = 0.2

// isRaised tells whether the character at i is a mark that stands above a capital.
func (r *run) isRaised(i int) bool {
	return r.isMark(i) && r.text[i] < 0x315 && unicode.IsUpper(r.text[i-1])
}

// said is what a reader is to copy and find instead of the character at i, if it is
// not that itself: a letter takes its marks along, since they do not stand behind it on
// the page, and an Arabic letter is told without the shape that it has there.
func (r *run) said(i int) (text string, otherwise bool) {
	c := r.text[i]
	end := i + 1
	for end < len(r.text) && r.isMark(end) {
		end++
	}
	switch {
	case r.isMark(i):
		return "", true
	case c >= 0xFB50 && c <= 0xFEFC:
		return norm.NFKC.String(string(r.text[i:end])), true
	}
	return string(r.text[i:end]), end > i+1
}

// isMark tells whether the character at i is a mark over a letter of this run.
func (r *run) isMark(i int) bool {
	_, is := r.face.marks[r.text[i]]
	return is && i > 0
}

// measure sets the width from the text.
func (r *run) measure() {
	units := 0
	for i, c := range r.text {
		units += r.face.width(c) + r.after(i)
	}
	r.width = r.size * (float64(units)/1000 + r.track*float64(len(r.text)))
}

// shape cuts a word into runs. A word stays in one face if any face can draw the whole of it;
// if none can, each character takes the first face that has it, and one that none has is drawn
// as the first face's empty box. It keeps its code, so that it can still be copied and found.
func (fs faces) shape(text []rune, s style) []run {
	chain := fs.regular
	switch {
	case s.weight == strong:
		chain = fs.strong
	case s.weight == script:
		chain = fs.script
	case s.figures:
		chain = fs.figures
	}
	if shapes := joined(text); len(shapes) > 0 && &shapes[0] != &text[0] {
		for _, f := range chain {
			if hasAll(f, shapes) {
				return measured(run{style: s, face: f, text: shapes})
			}
		}
	}
	for _, f := range chain {
		if hasAll(f, text) {
			return measured(run{style: s, face: f, text: text})
		}
	}
	var runs []run
	for i, r := range text {
		f := first(chain, r)
		if n := len(runs); n > 0 && runs[n-1].face == f {
			runs[n-1].text = append(runs[n-1].text, r)
		} else {
			runs = append(runs, run{style: s, face: f, text: text[i : i+1 : i+1]})
		}
	}
	return measured(runs...)
}

func measured(runs ...run) []run {
	for i := range runs {
		runs[i].measure()
	}
	return runs
}

func hasAll(f *face, text []rune) bool {
	for _, r := range text {
		if !f.has(r) {
			return false
		}
	}
	return true
}

func first(chain []*face, r rune) *face {
	for _, f := range chain {
		if f.has(r) {
			return f
		}
	}
	return chain[0]
}

// clean makes any string fit to be drawn: composed characters, ordinary and unbreakable spaces
// only, nothing invisible, nothing beyond the Basic Multilingual Plane (PDF text here has two
// bytes a character).
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u202F', r == '\u2007': // narrow and figure space: between the thousands of some languages
			return '\u00A0'
		case r == '\u2011': // unbreakable hyphen
			return '-'
		case unicode.IsSpace(r) && r != '\u00A0':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		case r > 0xFFFF:
			return '\uFFFD'
		}
		return r
	}, s)
}

// plain tells whether s is printable ASCII and needs no cleaning.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' && c != '\n' || c == 0x7F {
			return false
		}
	}
	return true
}
