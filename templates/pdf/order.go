package pdf

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// ordered puts the characters of lines into the order in which they are seen: Hebrew
// and Arabic from right to left, numbers and other scripts among them from left to
// right. A paragraph goes the way of its first letter (Unicode Standard Annex 9, rule
// P2), though its lines begin at the left.
func ordered(lines []textLine) {
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && !lines[to-1].ends {
			to++
		}
		paragraph := lines[from:to]
		if slices.ContainsFunc(paragraph, func(l textLine) bool { return l.has(fromTheRight) }) {
			base := directionOf(paragraph)
			for i := range paragraph {
				paragraph[i].order(base)
			}
		}
		from = to
	}
}

func (l *textLine) has(is func(rune) bool) bool {
	return slices.ContainsFunc(l.runs, func(r run) bool { return slices.ContainsFunc(r.text, is) })
}

// directionOf is the way of the first letter: L or R.
func directionOf(lines []textLine) bidi.Class {
	for _, l := range lines {
		for _, r := range l.runs {
			for _, c := range r.text {
				if class := strongOf(classOf(c)); class != bidi.ON {
					return class
				}
			}
		}
	}
	return bidi.L
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// order puts the characters of one line into the order in which they are seen.
func (l *textLine) order(base bidi.Class) {
	var text []rune
	var of []int // the run of each character
	for i, r := range l.runs {
		for _, c := range r.text {
			text, of = append(text, c), append(of, i)
		}
	}
	levels := levelsOf(text, base)
	var seen []run
	last := -1
	for _, i := range visual(text, levels) {
		c := text[i]
		if levels[i]%2 == 1 {
			c = facing(c)
		}
		if of[i] != last {
			r := l.runs[of[i]]
			r.text = nil
			seen, last = append(seen, r), of[i]
		}
		seen[len(seen)-1].text = append(seen[len(seen)-1].text, c)
	}
	l.runs, l.width = nil, 0
	for _, r := range seen {
		r.measure()
		l.runs, l.width = append(l.runs, r), l.width+r.width
	}
}

// visual is the characters' places in the order in which they are seen (Unicode
// Standard Annex 9, rule L2); a mark stays behind its letter (L3).
func visual(text []rune, levels []int) []int {
	order, highest := make([]int, len(text)), 0
	for i := range order {
		order[i], highest = i, max(highest, levels[i])
	}
	turn := func(within func(i int) bool) {
		for from := 0; from < len(order); from++ {
			to := from
			for to < len(order) && within(order[to]) {
				to++
			}
			slices.Reverse(order[from:to])
			from = to
		}
	}
	for level := highest; level > 0; level-- {
		turn(func(i int) bool { return levels[i] >= level })
	}
	for i := 0; i < len(order); i++ {
		end := i
		for end < len(order)-1 && levels[order[end]]%2 == 1 && unicode.Is(unicode.Mn, text[order[end]]) {
			end++
		}
		slices.Reverse(order[i : end+1])
		i = end
	}
	return order
}

// levelsOf is how deep each character stands among directions: even from left to
// right, odd from right to left (Unicode Standard Annex 9, rules W1 to I2; there are no
// explicit directions, since they are invisible and left out).
func levelsOf(text []rune, base bidi.Class) []int {
	classes := make([]bidi.Class, len(text))
	for i, r := range text {
		classes[i] = classOf(r)
	}
	weak(classes, base)
	neutral(classes, base)
	levels := make([]int, len(text))
	for i, c := range classes {
		switch {
		case c == bidi.R:
			levels[i] = 1
		case c == bidi.EN || c == bidi.AN, base == bidi.R && c == bidi.L:
			levels[i] = 2
		}
	}
	return levels
}

// strongOf is the direction of a letter: L or R; ON of everything else.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL:
		return bidi.R
	}
	return bidi.ON
}

// weak settles marks, numbers and what stands in and at numbers (rules W1 to W7).
func weak(classes []bidi.Class, base bidi.Class) {
	before, letter := base, base // the class before this one, and the last letter's
	for i, c := range classes {
		switch {
		case c == bidi.NSM:
			c = before
		case c == bidi.EN && letter == bidi.AL:
			c = bidi.AN
		case strongOf(c) != bidi.ON:
			letter = c
		}
		classes[i], before = c, c
	}
	for i, c := range classes {
		if i > 0 && i+1 < len(classes) && classes[i-1] == classes[i+1] &&
			(classes[i-1] == bidi.EN && (c == bidi.ES || c == bidi.CS) || classes[i-1] == bidi.AN && c == bidi.CS) {
			classes[i] = classes[i-1]
		}
	}
	for i := 0; i < len(classes); i++ {
		end := i
		for end < len(classes) && classes[end] == bidi.ET {
			end++
		}
		if end > i && (i > 0 && classes[i-1] == bidi.EN || end < len(classes) && classes[end] == bidi.EN) {
			for k := i; k < end; k++ {
				classes[k] = bidi.EN
			}
		}
		i = max(i, end-1)
	}
	letter = base
	for i, c := range classes {
		switch c {
		case bidi.AL:
			classes[i], letter = bidi.R, bidi.R
		case bidi.L, bidi.R:
			letter = c
		case bidi.EN:
			if letter == bidi.L {
				classes[i] = bidi.L
			}
		}
	}
}

// neutral gives everything else the direction of what stands on both sides of it, or
// that of the line (rules N1 and N2).
func neutral(classes []bidi.Class, base bidi.Class) {
	side := func(c bidi.Class) bidi.Class {
		if c == bidi.EN || c == bidi.AN {
			return bidi.R
		}
		return strongOf(c)
	}
	before := base
	for i := 0; i < len(classes); i++ {
		if s := side(classes[i]); s != bidi.ON {
			before = s
			continue
		}
		end, after := i, base
		for end < len(classes) && side(classes[end]) == bidi.ON {
			end++
		}
		if end < len(classes) {
			after = side(classes[end])
		}
		if before != after {
			after = base
		}
		for k := i; k < end; k++ {
			classes[k] = after
		}
		i = end - 1
	}
}

// facing is the bracket that opens where the other closes.
func facing(r rune) rune {
	const pairs = "()[]{}<>«»‹›"
	list := []rune(pairs)
	if i := slices.Index(list, r); i >= 0 {
		return list[i^1]
	}
	return r
}

// fromTheRight tells whether a character belongs to a script that is written from
// right to left.
func fromTheRight(r rune) bool {
	if r < 0x590 {
		return false
	}
	class := classOf(r)
	return class == bidi.R || class == bidi.AL
}
