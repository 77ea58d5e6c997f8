package pdf

import (
	"math"
	"strconv"
	"strings"
)

// colour is sRGB.
type colour struct{ r, g, b uint8 }

// The paper's own colours, as in the design; the studio's is the only other one.
var (
	white      = colour{255, 255, 255}
	ink        = colour{0x20, 0x1c, 0x17}
	muted      = colour{0x57, 0x51, 0x4c}
	faint      = colour{0x8e, 0x88, 0x82} // lines that bound, boxes
	hair       = colour{0xe6, 0xe2, 0xde} // lines that part
	houseBrand = colour{0x0f, 0x5d, 0x62} // when the studio's is not a colour
)

// parseColour reads "#0f5d62" or "#0ab".
func parseColour(s string) (colour, bool) {
	hex := strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return colour{}, false
	}
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// on is what is read best on c: black or white, whichever has the higher contrast (WCAG 2.2).
// One of the two always reaches 4.58 to 1.
func (c colour) on() colour {
	if contrast(c, white) >= contrast(c, colour{}) {
		return white
	}
	return colour{}
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func (c colour) luminance() float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}
