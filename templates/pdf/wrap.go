package pdf

import (
	"slices"
	"unicode"
)

// textLine is one line of set text, or a bare distance when it holds no runs.
type textLine struct {
	runs   []run
	width  float64 // of the runs, millimetres
	h      float64 // from this line to the next
	indent float64
	label  []run   // set before the text: a bullet, a number
	labelX float64 // where, seen from the indent
	keep   bool    // must not be parted from the next line
	bar    bool    // a vertical bar at its left: a quotation
	tick   tick
	ends   bool // the next line begins a paragraph
}

// tick is the small box before a line that was left to the client.
type tick int

const (
	noTick tick = iota
	emptyTick
	fullTick
)

// word is what must stay together: runs without a space between them.
type word struct {
	runs  []run
	width float64
	space *run // the space after it, if there is one
	ends  bool // the line ends here
}

// wrap sets spans into lines no wider than width, each as high as leading says. A word that is
// too long for a line is broken where it must be.
func (fs faces) wrap(spans []span, width, leading float64) []textLine {
	var lines []textLine
	line := textLine{h: leading}
	var space *run
	for _, w := range fs.words(spans) {
		gap := 0.0
		if space != nil {
			gap = space.width
		}
		if len(line.runs) > 0 && line.width+gap+w.width > width {
			lines, line, space, gap = append(lines, line), textLine{h: leading}, nil, 0
		}
		for w.width > width+0.001 {
			var head word
			head, w = fs.split(w, width)
			line.add(head.runs)
			lines, line = append(lines, line), textLine{h: leading}
			space = nil
		}
		if space != nil && len(line.runs) > 0 {
			line.add([]run{*space})
		}
		line.add(w.runs)
		if space = w.space; w.ends {
			line.ends = true
			lines, line, space = append(lines, line), textLine{h: leading}, nil
		}
	}
	if len(line.runs) > 0 {
		lines = append(lines, line)
	}
	ordered(lines)
	return lines
}

// add puts runs at the end of the line, joining those that look alike.
func (l *textLine) add(runs []run) {
	for _, r := range runs {
		if n := len(l.runs); n > 0 && l.runs[n-1].style == r.style && l.runs[n-1].face == r.face {
			last := &l.runs[n-1]
			l.width -= last.width
			last.text = append(slices.Clip(last.text), r.text...)
			last.measure()
			l.width += last.width
			continue
		}
		l.runs = append(l.runs, r)
		l.width += r.width
	}
}

// words cuts spans at their spaces and line ends.
func (fs faces) words(spans []span) []word {
	var words []word
	var w word
	for _, s := range spans {
		text := []rune(clean(s.text))
		from := 0
		for i := 0; i <= len(text); i++ {
			if i < len(text) && text[i] != ' ' && text[i] != '\n' {
				if endsLine(text[i:]) {
					w.add(fs.shape(text[from:i+1:i+1], s.style))
					words, w, from = append(words, w), word{}, i+1
				}
				continue
			}
			if i > from {
				w.add(fs.shape(text[from:i:i], s.style))
			}
			if from = i + 1; i == len(text) {
				break
			}
			switch {
			case text[i] == '\n':
				w.ends = true
			case len(w.runs) == 0:
				continue
			default:
				w.space = fs.space(w.runs[len(w.runs)-1], s.style)
			}
			words, w = append(words, w), word{}
		}
	}
	if len(w.runs) > 0 {
		words = append(words, w)
	}
	return words
}

// endsLine tells whether a line may end after the first character, of a script that puts
// no spaces between its words: not before a mark that closes, nor after one that opens.
func endsLine(text []rune) bool {
	if len(text) < 2 || !unspaced(text[0]) {
		return false
	}
	return unicode.IsLetter(text[1]) || unicode.IsDigit(text[1]) || unicode.Is(unicode.Ps, text[1])
}

// unspaced are the scripts of Chinese and Japanese, and their closing marks.
func unspaced(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r < 0x3100 && unicode.In(r, unicode.Pe, unicode.Po))
}

func (w *word) add(runs []run) {
	w.runs = append(w.runs, runs...)
	for _, r := range runs {
		w.width += r.width
	}
}

// space is a space in the looks of s, from the face of the run before it where that is possible,
// so that a line has few runs.
func (fs faces) space(before run, s style) *run {
	r := run{style: s, face: before.face, text: []rune{' '}}
	if before.weight != s.weight || !before.face.has(' ') {
		r.face = fs.shape(r.text, s)[0].face
	}
	r.measure()
	return &r
}

// split breaks a word that is wider than a line. It breaks after a mark that such words have
// (an address, a file name), if that fills at least half of the line, and anywhere otherwise.
func (fs faces) split(w word, width float64) (head, tail word) {
	var used, half float64 = 0, width / 2
	atRun, atRune, filled := 0, 0, 0.0
	for i := range w.runs {
		r := &w.runs[i]
		one := run{style: r.style, face: r.face}
		for j, c := range r.text {
			one.text = r.text[j : j+1]
			one.measure()
			if used+one.width > width && (i > 0 || j > 0) {
				if filled < half {
					atRun, atRune = i, j
				}
				return cut(w, atRun, atRune)
			}
			used += one.width
			if c == '/' || c == '-' || c == '.' || c == '@' || c == '_' || c == ',' || c == '&' || c == '=' {
				atRun, atRune, filled = i, j+1, used
			}
		}
	}
	return w, word{}
}

// cut parts a word before the character at of the run at i.
func cut(w word, i, at int) (head, tail word) {
	head.add(w.runs[:i])
	left, right := w.runs[i], w.runs[i]
	left.text, right.text = slices.Clip(left.text[:at]), right.text[at:]
	if len(left.text) > 0 {
		head.add(measured(left))
	}
	if len(right.text) > 0 {
		tail.add(measured(right))
	}
	tail.add(w.runs[i+1:])
	tail.space, tail.ends = w.space, w.ends
	return head, tail
}
