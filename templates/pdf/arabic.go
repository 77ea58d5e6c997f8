package pdf

import (
	"slices"
	"unicode"
)

// forms are the shapes of an Arabic letter, as Unicode lists them: the first of them,
// and how many: 1 joins to nothing, 2 to the letter before it, 4 to both.
type forms struct {
	first rune
	n     int
}

// arabic is the letters of Arabic, Persian and Urdu of which Unicode has the shapes
// (Arabic Presentation Forms A and B).
var arabic = map[rune]forms{
	0x621: {0xFE80, 1}, 0x622: {0xFE81, 2}, 0x623: {0xFE83, 2}, 0x624: {0xFE85, 2}, 0x625: {0xFE87, 2}, 0x626: {0xFE89, 4},
	0x627: {0xFE8D, 2}, 0x628: {0xFE8F, 4}, 0x629: {0xFE93, 2}, 0x62A: {0xFE95, 4}, 0x62B: {0xFE99, 4}, 0x62C: {0xFE9D, 4},
	0x62D: {0xFEA1, 4}, 0x62E: {0xFEA5, 4}, 0x62F: {0xFEA9, 2}, 0x630: {0xFEAB, 2}, 0x631: {0xFEAD, 2}, 0x632: {0xFEAF, 2},
	0x633: {0xFEB1, 4}, 0x634: {0xFEB5, 4}, 0x635: {0xFEB9, 4}, 0x636: {0xFEBD, 4}, 0x637: {0xFEC1, 4}, 0x638: {0xFEC5, 4},
	0x639: {0xFEC9, 4}, 0x63A: {0xFECD, 4}, 0x641: {0xFED1, 4}, 0x642: {0xFED5, 4}, 0x643: {0xFED9, 4}, 0x644: {0xFEDD, 4},
	0x645: {0xFEE1, 4}, 0x646: {0xFEE5, 4}, 0x647: {0xFEE9, 4}, 0x648: {0xFEED, 2}, 0x649: {0xFEEF, 2}, 0x64A: {0xFEF1, 4},
	0x67E: {0xFB56, 4}, 0x679: {0xFB66, 4}, 0x686: {0xFB7A, 4}, 0x688: {0xFB88, 2}, 0x691: {0xFB8C, 2}, 0x698: {0xFB8A, 2},
	0x6A9: {0xFB8E, 4}, 0x6AF: {0xFB92, 4}, 0x6BE: {0xFBAA, 4}, 0x6CC: {0xFBFC, 4}, 0x6D2: {0xFBAE, 2},
}

// lamAlef is what lam and an alef after it are written as, first alone, then joined to
// the letter before.
var lamAlef = map[rune]rune{0x622: 0xFEF5, 0x623: 0xFEF7, 0x625: 0xFEF9, 0x627: 0xFEFB}

const lam, tatweel = 0x644, 0x640

// joined gives the Arabic letters of a word the shapes that they have beside one
// another. A font that lacks the shapes gets the letters as they were.
func joined(word []rune) []rune {
	if !slices.ContainsFunc(word, func(r rune) bool { return arabic[r].n > 0 }) {
		return word
	}
	var out []rune
	for i := 0; i < len(word); i++ {
		r := word[i]
		before := joinsOn(neighbour(word, i, -1))
		after := neighbour(word, i, 1)
		if ligature, is := lamAlef[after]; r == lam && is && i+1 < len(word) && word[i+1] == after {
			if before {
				ligature++
			}
			out = append(out, ligature)
			i++
			continue
		}
		f := arabic[r]
		switch joinsNext := f.n == 4 && joinsBack(after); {
		case f.n == 0:
			out = append(out, r)
		case before && joinsNext:
			out = append(out, f.first+3)
		case joinsNext:
			out = append(out, f.first+2)
		case before && f.n > 1:
			out = append(out, f.first+1)
		default:
			out = append(out, f.first)
		}
	}
	return out
}

// neighbour is the letter beside that at i, marks left out; 0 for none.
func neighbour(word []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(word); i += step {
		if !unicode.Is(unicode.Mn, word[i]) {
			return word[i]
		}
	}
	return 0
}

// joinsOn tells whether a letter reaches to the one behind it, and joinsBack whether it
// reaches to the one before.
func joinsOn(r rune) bool   { return arabic[r].n == 4 || r == tatweel }
func joinsBack(r rune) bool { return arabic[r].n >= 2 || r == tatweel }
