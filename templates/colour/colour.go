// Package colour makes, of the one colour that a studio chooses, everything
// that pages, emails and PDFs need: the foreground that is legible on it, and
// the accents that static/css/tokens.css derives in the browser, as plain hex
// for browsers and mail programs that cannot derive them.
package colour

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Colour is an opaque sRGB colour.
type Colour struct{ R, G, B uint8 }

// Parse reads "#0f5d62", and what people write for it: upper case, without
// the "#", or three digits for six. The error is for programmers; a form says
// it in its own words.
func Parse(hex string) (Colour, error) {
	digits := strings.TrimPrefix(strings.TrimSpace(hex), "#")
	if len(digits) == 3 {
		d := digits
		digits = string([]byte{d[0], d[0], d[1], d[1], d[2], d[2]})
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return Colour{}, fmt.Errorf("colour: %q is not a hex colour", hex)
	}
	return Colour{uint8(value >> 16), uint8(value >> 8 & 0xff), uint8(value & 0xff)}, nil
}

// String is the colour as lower-case hex, "#0f5d62".
func (c Colour) String() string {
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// On is the foreground for text on c: white or black, whichever has the
// higher contrast. One of the two always reaches 4.58:1.
func (c Colour) On() Colour {
	if Contrast(white(), c) >= Contrast(black(), c) {
		return white()
	}
	return black()
}

// Contrast is the contrast ratio of two colours, from 1 to 21, as WCAG 2.2
// defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
func Contrast(a, b Colour) float64 {
	high, low := a.luminance(), b.luminance()
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

// luminance is WCAG's relative luminance, from 0 to 1.
func (c Colour) luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// linear undoes sRGB's transfer function (IEC 61966-2-1).
func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func white() Colour { return Colour{255, 255, 255} }
func black() Colour { return Colour{} }
