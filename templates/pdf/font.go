package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Font serves characters that the built-in fonts lack: other scripts, signs.
type Font struct {
	Metrics *Metrics
	File    func() ([]byte, error) // what the metrics were read from; asked for when a character is drawn
}

// Metrics are what must be known of a font to set text with it. They do not hold its
// file, and may be shared.
type Metrics struct{ face *face }

// Reasons for which a font is refused.
var (
	ErrNoFont    = errors.New("this is not a TrueType font")
	ErrOutlines  = errors.New("this font has PostScript outlines, which cannot be embedded")
	ErrVariable  = errors.New("this is a variable font, of which only the thinnest would be seen")
	ErrForbidden = errors.New("this font does not allow to be put into documents")
	ErrUnsound   = errors.New("this font cannot be used")
)

// ReadFont reads a TrueType font (.ttf). Its error wraps one of those above.
func ReadFont(file []byte) (*Metrics, error) {
	if bytes.HasPrefix(file, []byte("OTTO")) { // OpenType, font file: its outlines are CFF
		return nil, ErrOutlines
	}
	f, err := readFace("extra", file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFont, err)
	}
	tables, err := fontTables(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFont, err)
	}
	if err := outlines(tables); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsound, err)
	}
	f.file = nil
	return &Metrics{f}, nil
}

// deepestGlyph is how many times a glyph may be made of glyphs that are made of glyphs.
const deepestGlyph = 6

// outlines asks of every glyph that is made of others that these are there and that
// none is made of itself: the PDF library would follow them for ever, until the program
// ends.
func outlines(tables map[string]*table) error {
	loca, glyf, count := tables["loca"], tables["glyf"], tables["maxp"].u16(4)
	long := tables["head"].u16(50) == 1
	at := func(glyph int) int {
		if long {
			return loca.u32(4 * glyph)
		}
		return 2 * loca.u16(2*glyph)
	}
	made := make([]int, count) // of how many levels, once known
	var levels func(glyph, above int) int
	levels = func(glyph, above int) int {
		if glyph >= count || above > deepestGlyph {
			return deepestGlyph + 1
		}
		if made[glyph] > 0 || at(glyph) == at(glyph+1) {
			return max(1, made[glyph])
		}
		n := 1
		if from := at(glyph); glyf.i16(from) < 0 {
			for flags, place := 0x20, from+10; flags&0x20 != 0 && glyf.err == nil; {
				flags = glyf.u16(place)
				n = max(n, 1+levels(glyf.u16(place+2), above+1))
				place += componentSize(flags)
			}
		}
		made[glyph] = n
		return n
	}
	for glyph := range count {
		if levels(glyph, 0) > deepestGlyph {
			return fmt.Errorf("glyph %d is made of itself, or of what is not there", glyph)
		}
	}
	return errors.Join(loca.err, glyf.err)
}

// componentSize is the length of a part of a composite glyph (OpenType, glyf).
func componentSize(flags int) int {
	size := 6
	if flags&0x1 != 0 {
		size += 2
	}
	switch {
	case flags&0x8 != 0:
		size += 2
	case flags&0x40 != 0:
		size += 4
	case flags&0x80 != 0:
		size += 8
	}
	return size
}

// CheckFont is ReadFont for one that somebody hands in: it must allow to be put into
// documents (OS/2, fsType), hold more than the built-in fonts do, and survive being drawn.
func CheckFont(file []byte) (*Metrics, error) {
	m, err := ReadFont(file)
	if err != nil {
		return nil, err
	}
	tables, err := fontTables(file)
	switch {
	case err != nil:
		return nil, err
	case tables["fvar"] != nil:
		return nil, ErrVariable
	case tables["OS/2"] != nil && tables["OS/2"].u16(8)&0xF == 2:
		return nil, ErrForbidden
	}
	sample := Document{Title: "Sample", Intro: m.sample(), Fonts: []Font{{m, func() ([]byte, error) { return file, nil }}}}
	if _, err := render(sample); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsound, err)
	}
	return m, nil
}

// Characters is how many characters the font has.
func (m *Metrics) Characters() int { return len(m.face.advance) }

// sample is text of the font's characters, evenly from all of them.
func (m *Metrics) sample() string {
	var all []rune
	for r := range m.face.advance {
		all = append(all, r)
	}
	slices.Sort(all)
	var b strings.Builder
	for i := 0; i < len(all); i += max(1, len(all)/400) {
		b.WriteRune(all[i])
		b.WriteByte(' ')
	}
	return b.String()
}

// Has tells whether the font has a character.
func (m *Metrics) Has(r rune) bool { return m.face.has(r) }
