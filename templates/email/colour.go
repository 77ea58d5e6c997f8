package email

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Brand is the studio's colour as plain "#rrggbb", since mail programs know nothing
// else. Only Colour is needed; OnColour and Link are used where they are legible and
// replaced where they are not. An unreadable Colour becomes ink.
type Brand struct {
	Colour   string // the button
	OnColour string // its text
	Link     string // links on white
}

// paint is a brand whose every pair of colours has been proved: at least 4.5:1 for
// text (WCAG 2.2, 1.4.3), and an edge where the button would melt into its box.
type paint struct {
	Button, OnButton, Edge, EdgeDark string
	Link, LinkDark                   string
}

// The layout's own colours, as in the design.
const (
	boxLight = "#ffffff"
	boxDark  = "#24211f"
	ink      = "#211d19"
)

func newPaint(b Brand) paint {
	button, ok := parseColour(b.Colour)
	if !ok {
		button = mustColour(ink)
	}
	link, ok := parseColour(b.Link)
	if !ok {
		link = button
	}
	black, white := colour{}, colour{1, 1, 1}
	light, dark := mustColour(boxLight), mustColour(boxDark)
	return paint{
		Button: button.String(), OnButton: onColour(button, b.OnColour),
		Edge: edge(button, light, black), EdgeDark: edge(button, dark, white),
		Link: towards(link, black, light, 4.5).String(),
		// Brighter than need be: a link that only just passes looks switched off in the dark.
		LinkDark: towards(link, white, dark, 8).String(),
	}
}

// onColour keeps the given colour on the button if it is legible there, and takes
// the better of white and black if not: one of them always reaches 4.58:1.
func onColour(button colour, given string) string {
	if c, ok := parseColour(given); ok && contrast(c, button) >= 4.5 {
		return c.String()
	}
	if contrast(colour{1, 1, 1}, button) >= contrast(colour{}, button) {
		return "#ffffff"
	}
	return "#000000"
}

// edge is the line around the button: its own colour, unless the button would melt
// into its box; then one that is seen (3:1, WCAG 2.2, 1.4.11).
func edge(button, box, end colour) string {
	if contrast(button, box) >= 1.6 {
		return button.String()
	}
	return towards(button, end, box, 3).String()
}

// towards moves a colour to black or white until it has the ratio to a box.
func towards(c, end, box colour, ratio float64) colour {
	for step := 0; step <= 50; step++ {
		moved := c.mix(end, float64(step)/50)
		if contrast(moved, box) >= ratio {
			return moved
		}
	}
	return end
}

// colour is sRGB, each part from 0 to 1.
type colour [3]float64

// parseColour reads "#rrggbb" or "#rgb".
func parseColour(hex string) (colour, bool) {
	hex, found := strings.CutPrefix(strings.TrimSpace(hex), "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if !found || len(hex) != 6 || err != nil {
		return colour{}, false
	}
	return colour{float64(n>>16) / 255, float64(n>>8&0xff) / 255, float64(n&0xff) / 255}, true
}

// mustColour reads a colour of the layout's own.
func mustColour(hex string) colour {
	c, ok := parseColour(hex)
	if !ok {
		panic("email: not a colour: " + hex)
	}
	return c
}

func (c colour) String() string {
	part := func(f float64) int { return int(math.Round(f * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", part(c[0]), part(c[1]), part(c[2]))
}

func (c colour) mix(other colour, share float64) colour {
	for i := range c {
		// Rounded to what a hex colour can say, so that what is proved is what is shown.
		c[i] = math.Round((c[i]*(1-share)+other[i]*share)*255) / 255
	}
	return c
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c colour) float64 {
	linear := func(f float64) float64 {
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b colour) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}
