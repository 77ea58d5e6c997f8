package colour

import (
	"fmt"
	"strconv"
	"strings"
)

// derives is what a browser must know to make the accents by itself, as in
// tokens.css.
const derives = "(color: light-dark(#000, #fff)) and (color: oklch(from #000 l c h))" +
	" and (color: color-mix(in oklab, #000, #fff))"

// CSS is the whole of brand.css, which is loaded after app.css: the brand and
// its foreground, and the plain accents for browsers that cannot derive them.
func CSS(c Colour) string {
	var b strings.Builder
	fmt.Fprintf(&b, ":root { --brand: %s; --on-brand: %s; }\n", c, c.On())
	fmt.Fprintf(&b, "@supports not (%s) {\n", derives)
	c.Light().write(&b, "  :root")
	b.WriteString("  @media screen and (prefers-color-scheme: dark) {\n")
	c.Dark().write(&b, `    :root:not([data-scheme="light"])`)
	b.WriteString("  }\n}\n")
	return b.String()
}

// write adds one rule with the ten accents.
func (a Accents) write(b *strings.Builder, selector string) {
	indent := selector[:len(selector)-len(strings.TrimLeft(selector, " "))]
	b.WriteString(selector + " {\n")
	for _, p := range []struct {
		name  string
		value fmt.Stringer
	}{
		{"--brand-hover", a.BrandHover},
		{"--brand-press", a.BrandPress},
		{"--brand-edge", a.BrandEdge},
		{"--on-brand-line", a.OnBrandLine},
		{"--accent-text", a.AccentText},
		{"--accent-wash", a.AccentWash},
		{"--accent-line", a.AccentLine},
		{"--accent-mark", a.AccentMark},
		{"--accent-mark-soft", a.AccentMarkSoft},
		{"--focus", a.Focus},
	} {
		b.WriteString(indent + "  " + p.name + ": " + p.value.String() + ";\n")
	}
	b.WriteString(indent + "}\n")
}

// String is the colour as CSS writes it, "rgba(15, 93, 98, 0.55)".
func (t Translucent) String() string {
	return fmt.Sprintf("rgba(%d, %d, %d, %s)", t.R, t.G, t.B, strconv.FormatFloat(t.Alpha, 'g', -1, 64))
}

// Email is what an email needs, where nothing can be derived: the button, and
// links on a light and on a dark page.
type Email struct {
	Brand, OnBrand Colour
	Link, LinkDark Colour // 4.5:1 on the white and on the dark card
}

// EmailColours are the colours of a studio's emails.
func EmailColours(c Colour) Email {
	return Email{Brand: c, OnBrand: c.On(), Link: c.Light().AccentText, LinkDark: c.Dark().AccentText}
}
