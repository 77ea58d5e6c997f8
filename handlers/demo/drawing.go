package demo

import (
	"bytes"
	"fmt"
	"strings"
)

// room is a rectangle of a plan in metres, from its top left corner.
type room struct {
	name       string
	x, y, w, h float64
}

// drawing is a plan on A4: rooms with their measures, and a title block.
func drawing(title, number, revision string, rooms ...room) contents {
	return func() ([]byte, error) {
		var p plan
		p.line(0.4, 0.75, 10, 10, 287, 10, 287, 200, 10, 200, 10, 10)
		p.rooms(rooms)
		p.line(0.4, 0.2, 10, 176, 287, 176)
		p.text(bold, 13, 16, 187, title)
		p.text(plain, 9, 16, 194, "Alder & Rowe Ltd, The Old Sail Loft, 9 Merchants Row, Bristol BS1 4ZZ. Check all measures on site.")
		p.text(bold, 11, 240, 187, number)
		p.text(plain, 9, 240, 194, "Revision "+revision+", scale 1:50")
		return p.file(title), nil
	}
}

// plan is the content of a page, as PDF draws it (ISO 32000-1): millimetres
// from the top left corner go in, points from the bottom left come out.
type plan struct{ ops bytes.Buffer }

const (
	plain = "F1"
	bold  = "F2"

	pageWidth, pageHeight = 297.0, 210.0
	point                 = 72 / 25.4 // of a millimetre
)

// line draws from corner to corner, width in millimetres and grey from 0, black.
func (p *plan) line(width, grey float64, corners ...float64) {
	fmt.Fprintf(&p.ops, "%.2f w %.2f G", width*point, grey)
	for i := 0; i < len(corners); i += 2 {
		op := "l"
		if i == 0 {
			op = "m"
		}
		fmt.Fprintf(&p.ops, " %.2f %.2f %s", corners[i]*point, (pageHeight-corners[i+1])*point, op)
	}
	p.ops.WriteString(" S\n")
}

func (p *plan) text(font string, size, x, y float64, words string) {
	words = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(words)
	fmt.Fprintf(&p.ops, "BT /%s %.1f Tf %.2f %.2f Td (%s) Tj ET\n", font, size, x*point, (pageHeight-y)*point, words)
}

// middled is about in the middle: letters of Helvetica are half as wide as high.
func (p *plan) middled(font string, size, x, y float64, words string) {
	p.text(font, size, x-float64(len(words))*size*0.25/point, y, words)
}

func (p *plan) rooms(rooms []room) {
	var width, height float64
	for _, r := range rooms {
		width, height = max(width, r.x+r.w), max(height, r.y+r.h)
	}
	scale := min(225/width, 125/height)
	left, top := 25+(247-width*scale)/2, 22+(135-height*scale)/2
	for _, r := range rooms {
		x, y, w, h := left+r.x*scale, top+r.y*scale, r.w*scale, r.h*scale
		p.line(0.9, 0.2, x, y, x+w, y, x+w, y+h, x, y+h, x, y)
		p.line(0.15, 0.4, x+1.5, y+4, x+w-1.5, y+4)
		p.middled(plain, 7, x+w/2, y+7.5, fmt.Sprintf("%.0f mm", r.w*1000))
		p.middled(bold, 10, x+w/2, y+h/2, r.name)
		p.middled(plain, 8, x+w/2, y+h/2+5, fmt.Sprintf("%.1f sq m", r.w*r.h))
	}
}

// file is the whole PDF: catalogue, one page, its content, two fonts that every
// reader has, a title, and the table that says where each begins.
func (p *plan) file(title string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
			pageWidth*point, pageHeight*point),
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", p.ops.Len(), p.ops.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Title (%s) /Author (Alder & Rowe Ltd) >>", title),
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	places := make([]int, len(objects))
	for i, object := range objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, place := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}
