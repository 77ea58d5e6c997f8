package templates

import (
	"fmt"
	"html/template"
	"strconv"

	"rsc.io/qr"
)

// quietZone is how many modules of white ISO 18004 asks for around a code.
const quietZone = 4

// qrCode draws a QR code (ISO 18004, error correction M) as SVG: black on white
// in the dark theme too, where readers would miss an inverted one. label is
// what a screen reader says of it. A payload that no code can hold is an error.
func qrCode(payload, label string) (template.HTML, error) {
	code, err := qr.Encode(payload, qr.M)
	if err != nil {
		return "", fmt.Errorf("draw a QR code: %w", err)
	}
	side := strconv.Itoa(code.Size + 2*quietZone)
	var m markup
	m.Grow(16 * 1024)
	m.put(`<svg class="qr" role="img" aria-label="`, label, `" viewBox="0 0 `+side+` `+side+`" shape-rendering="crispEdges">`)
	m.put(`<rect width="` + side + `" height="` + side + `" fill="#fff"/><path fill="#000" d="`)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				run := strconv.Itoa(x - from)
				m.put("M" + strconv.Itoa(from+quietZone) + " " + strconv.Itoa(y+quietZone) + "h" + run + "v1h-" + run + "z")
			}
		}
	}
	m.put(`"/></svg>`)
	return m.html(), nil
}
