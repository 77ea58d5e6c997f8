package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// Write draws the document to w. Nothing in the texts, the logo or the extra fonts makes it
// fail; an error comes from w, or tells of a fault in here.
func Write(w io.Writer, d Document) error {
	data, err := render(d)
	if err != nil && len(d.Fonts) > 0 {
		d.Fonts = nil // an extra font that read well may still break the library
		data, err = render(d)
	}
	if err != nil {
		return fmt.Errorf("draw %s: %w", d.Number, err)
	}
	_, err = w.Write(data)
	return err
}

// render draws the document into memory. The library panics at some broken fonts.
func render(d Document) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the PDF library gave up: %v", p)
		}
	}()
	fonts, err := builtIn()
	if err != nil {
		return nil, err
	}
	s := newSheet(&d, fonts.with(d.Fonts))
	s.document()
	s.feet()
	s.keepGlyphs()
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, err
	}
	return ended(out.Bytes(), &d)
}

func newSheet(d *Document, fonts faces) *sheet {
	s := &sheet{pdf: fpdf.New("P", "mm", "A4", ""), fonts: fonts, doc: d, used: map[*face]map[rune]bool{}}
	s.pdf.SetMargins(0, 0, 0)
	s.pdf.SetCellMargin(0)
	s.pdf.SetAutoPageBreak(false, 0)
	s.pdf.SetCatalogSort(true)
	s.pdf.SetCreationDate(d.Created.UTC())
	s.pdf.SetModificationDate(d.Created.UTC())
	var ok bool
	if s.brand, ok = parseColour(d.Brand.Colour); !ok {
		s.brand = houseBrand
	}
	if logo, err := readLogo(d.Brand.Logo); err == nil {
		s.logo = logo
		s.pdf.RegisterImageOptionsReader("logo", fpdf.ImageOptions{ImageType: "png"}, bytes.NewReader(logo.png))
	}
	s.bottom = pageHeight - footMargin - s.footHeight() - 8
	return s
}

// language keeps what a language tag may hold; the library does not escape it.
func language(tag string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, tag)
}

// join puts the parts that are there together.
func join(by string, parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, by)
}

// document draws all parts in their order.
func (s *sheet) document() {
	d := s.doc
	s.newPage()
	s.masthead()
	s.parties(d.Parties)
	s.facts(d.Facts)
	if d.Highlight != nil {
		s.highlight(*d.Highlight)
	}
	s.prose("", d.Intro, bodyText)
	if d.Lines != nil {
		s.lines(*d.Lines)
	}
	for _, t := range d.Tables {
		s.table(t)
	}
	if d.Pay != nil {
		s.pay(*d.Pay)
	}
	for _, t := range d.Texts {
		look := bodyText
		if t.Muted {
			look = quietText
		}
		s.prose(t.Heading, t.Markdown, look)
	}
	s.signatures(d.Signed)
	if d.Certificate != nil {
		s.certificate(*d.Certificate)
	}
}

// feet draws the foot of every page, now that their number is known.
func (s *sheet) feet() {
	pages := s.pdf.PageCount()
	for n := 1; n <= pages; n++ {
		s.pdf.SetPage(n)
		s.face = nil
		s.foot(s.pageNumber(n, pages))
	}
}

func (s *sheet) pageNumber(n, pages int) string {
	return strings.NewReplacer("{page}", strconv.Itoa(n), "{pages}", strconv.Itoa(pages)).Replace(s.doc.Page)
}
