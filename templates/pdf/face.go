package pdf

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
	"unicode"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// face is a font that has been read: what is needed to choose it and to measure with it.
// Widths are rounded to thousandths of an em, as they are in the PDF's own width tables.
type face struct {
	name    string
	file    func() ([]byte, error) // asked for when the face is first used in a document
	advance map[rune]int
	kern    map[[2]rune]int
	marks   map[rune]int // where combining marks have their middle, seen from where they begin
	missing int          // the width of the box that stands for a character it lacks
}

// faces are the fonts for each use, in the order in which they are tried.
type faces struct {
	regular, strong, script, figures []*face
}

// builtIn reads the embedded fonts, once in the life of the program: they never change.
var builtIn = sync.OnceValues(func() (faces, error) {
	var read [6]*face
	for i, name := range []string{"figtree-regular", "figtree-semibold", "inter-regular", "inter-semibold", "script", "figtree-figures"} {
		data, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			return faces{}, fmt.Errorf("read font %s: %w", name, err)
		}
		if read[i], err = readFace(name, data); err != nil {
			return faces{}, err
		}
	}
	return faces{
		regular: []*face{read[0], read[2]},
		strong:  []*face{read[1], read[3]},
		script:  []*face{read[4], read[2]},
		figures: []*face{read[5], read[0], read[2]},
	}, nil
})

// with returns the faces and, behind them, those of the studio's fonts.
func (fs faces) with(fonts []Font) faces {
	for i, font := range fonts {
		extra := *font.Metrics.face
		extra.name, extra.file = fmt.Sprintf("extra%d", i), font.File
		for _, chain := range []*[]*face{&fs.regular, &fs.strong, &fs.script, &fs.figures} {
			*chain = append(slices.Clip(*chain), &extra)
		}
	}
	return fs
}

var errShort = errors.New("the file ends too early")

// table is a piece of a font file whose reads are checked: the first one past its end is
// remembered and all later ones give zero.
type table struct {
	data []byte
	err  error
}

func (t *table) u16(at int) int {
	if at < 0 || at+2 > len(t.data) {
		t.err = errShort
		return 0
	}
	return int(binary.BigEndian.Uint16(t.data[at:]))
}

func (t *table) i16(at int) int { return int(int16(t.u16(at))) }

func (t *table) u32(at int) int { return t.u16(at)<<16 | t.u16(at+2) }

// readFace reads a TrueType font (OpenType specification: head, hhea, maxp, hmtx, cmap format 4, kern format 0).
func readFace(name string, data []byte) (*face, error) {
	tables, err := fontTables(data)
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	em := tables["head"].u16(18)
	if em == 0 {
		return nil, fmt.Errorf("read font %s: it has no size", name)
	}
	glyphs, err := characters(tables["cmap"])
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	f := &face{name: name, file: func() ([]byte, error) { return data, nil }, advance: make(map[rune]int, len(glyphs))}
	widths, hmtx := tables["hhea"].u16(34), tables["hmtx"]
	for r, glyph := range glyphs {
		f.advance[r] = perMille(hmtx.u16(4*min(glyph, widths-1)), em)
	}
	f.missing = perMille(hmtx.u16(0), em)
	if hmtx.err != nil {
		return nil, fmt.Errorf("read font %s: widths: %w", name, hmtx.err)
	}
	f.kern = kerning(tables["kern"], glyphs, em)
	f.marks = markCentres(tables, glyphs, em)
	return f, nil
}

// centred are the marks of Latin, Greek and Cyrillic, of Hebrew and of Arabic.
var centred = &unicode.RangeTable{R16: []unicode.Range16{{0x300, 0x36F, 1}, {0x591, 0x5BD, 1}, {0x5BF, 0x5BF, 1}, {0x5C1, 0x5C7, 1}, {0x64B, 0x65F, 1}, {0x670, 0x670, 1}}}

// markCentres finds the middles of marks, in thousandths of an em: they are set over
// the middle of the letter before, since nothing here reads how a font itself would
// place them.
func markCentres(tables map[string]*table, glyphs map[rune]int, em int) map[rune]int {
	centres := map[rune]int{}
	long := tables["head"].u16(50) == 1
	loca := &table{data: tables["loca"].data}
	for r, glyph := range glyphs {
		if r >= 0x700 || !unicode.Is(centred, r) {
			continue
		}
		at := 2 * loca.u16(2*glyph)
		if long {
			at = loca.u32(4 * glyph)
		}
		outline := &table{data: tables["glyf"].data}
		low, high := outline.i16(at+2), outline.i16(at+6)
		if loca.err == nil && outline.err == nil {
			centres[r] = perMille((low+high)/2, em)
		}
	}
	return centres
}

// has tells whether the face can draw r.
func (f *face) has(r rune) bool {
	_, ok := f.advance[r]
	return ok
}

// width is the advance of r in thousandths of an em.
func (f *face) width(r rune) int {
	if w, ok := f.advance[r]; ok {
		return w
	}
	return f.missing
}

// perMille converts font units to thousandths of an em, rounded.
func perMille(units, em int) int {
	if units < 0 {
		return -perMille(-units, em)
	}
	return (units*1000 + em/2) / em
}

// fontTables finds the tables of a TrueType file. All that drawing needs must be there.
func fontTables(data []byte) (map[string]*table, error) {
	file := &table{data: data}
	if kind := file.u32(0); kind != 0x00010000 && kind != 0x74727565 {
		return nil, errors.New("not a TrueType font")
	}
	tables := map[string]*table{}
	for i := range file.u16(4) {
		record := 12 + 16*i
		at, size := file.u32(record+8), file.u32(record+12)
		if file.err != nil || at+size > len(data) {
			return nil, errShort
		}
		tables[string(data[record:record+4])] = &table{data: data[at : at+size]}
	}
	for _, name := range []string{"head", "hhea", "maxp", "hmtx", "cmap", "glyf", "loca", "name", "post"} {
		if tables[name] == nil {
			return nil, fmt.Errorf("it has no table %q", name)
		}
	}
	if tables["kern"] == nil {
		tables["kern"] = &table{}
	}
	return tables, nil
}

// Limits of what is read of a font, beyond all that are made in good faith: segments and
// pairs may name the same again and again.
const (
	mostCharacters = 1 << 17
	mostPairs      = 1 << 17
)

// characters reads the Basic Multilingual Plane of the character map: character to glyph.
func characters(cmap *table) (map[rune]int, error) {
	at := 0
	for i := range cmap.u16(2) {
		platform, encoding, offset := cmap.u16(4+8*i), cmap.u16(6+8*i), cmap.u32(8+8*i)
		if (platform == 0 || platform == 3 && encoding == 1) && cmap.u16(offset) == 4 {
			at = offset
			break
		}
	}
	if at == 0 {
		return nil, errors.New("it has no Unicode character map of format 4")
	}
	glyphs, n, looked := map[rune]int{}, cmap.u16(at+6), 0
	for i := 0; i < n && looked < mostCharacters; i += 2 {
		last, first := cmap.u16(at+14+i), cmap.u16(at+16+n+i)
		delta, where := cmap.u16(at+16+2*n+i), at+16+3*n+i
		for c := first; c <= last && c < 0xFFFF && cmap.err == nil; c++ {
			looked++
			glyph := c
			if offset := cmap.u16(where); offset != 0 {
				if glyph = cmap.u16(where + offset + 2*(c-first)); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + delta) & 0xFFFF; glyph != 0 {
				glyphs[rune(c)] = glyph
			}
		}
	}
	return glyphs, cmap.err
}

// kerning reads the pairs of the first subtable, by character. A font without is not wrong.
func kerning(kern *table, glyphs map[rune]int, em int) map[[2]rune]int {
	if len(kern.data) < 18 || kern.u16(0) != 0 || kern.u16(8)>>8 != 0 {
		return nil
	}
	chars := make(map[int][]rune, len(glyphs))
	for r, glyph := range glyphs {
		chars[glyph] = append(chars[glyph], r)
	}
	pairs := map[[2]rune]int{}
	for i := range kern.u16(10) {
		if len(pairs) > mostPairs {
			break
		}
		at := 18 + 6*i
		by := perMille(kern.i16(at+4), em)
		for _, left := range first16(chars[kern.u16(at)]) {
			for _, right := range first16(chars[kern.u16(at+2)]) {
				pairs[[2]rune{left, right}] = by
			}
		}
	}
	return pairs
}

// first16 are as many characters as share one glyph in a font made in good faith.
func first16(chars []rune) []rune { return chars[:min(len(chars), 16)] }
