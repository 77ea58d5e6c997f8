package colour

// Accents are the ten colours that follow from a studio's, for one scheme.
// Each is named as in tokens.css, and is what the formula there yields.
type Accents struct {
	BrandHover, BrandPress Colour
	BrandEdge              Translucent
	OnBrandLine            Colour
	AccentText             Colour // text: 4.5:1 on page, card and wash
	AccentWash, AccentLine Colour
	AccentMark             Colour // bars and ticks: 3:1 on a card
	AccentMarkSoft         Colour
	Focus                  Colour // the focus ring: 3:1 on a card
}

// Translucent is a colour with an opacity from 0 to 1.
type Translucent struct {
	Colour
	Alpha float64
}

// Light are the accents for a light page.
func (c Colour) Light() Accents {
	brand, paper := toLab(c), lab{L: 1}
	p := brand.polar()
	a := c.shared()
	a.BrandEdge = Translucent{lch{min(p.L, 0.72), p.C, p.h}.rgb(), 0.55}
	a.AccentText = lch{min(p.L, 0.45), min(p.C, 0.15), p.h}.rgb()
	a.AccentWash = mix(brand, 0.07, paper).clip()
	a.AccentLine = mix(brand, 0.24, paper).clip()
	a.AccentMark = lch{min(p.L, 0.58), p.C, p.h}.rgb()
	a.AccentMarkSoft = mix(brand, 0.26, paper).clip()
	a.Focus = lch{min(p.L, 0.5), max(p.C, 0.08), p.h}.rgb()
	return a
}

// Dark are the accents for a dark page.
func (c Colour) Dark() Accents {
	brand := toLab(c)
	p := brand.polar()
	a := c.shared()
	a.BrandEdge = Translucent{lch{max(p.L, 0.58), p.C, p.h}.rgb(), 0.8}
	a.AccentText = lch{max(p.L, 0.82), min(p.C, 0.11), p.h}.rgb()
	a.AccentWash = mix(brand, 0.16, lch{0.22, min(p.C, 0.012), p.h}.lab()).clip()
	a.AccentLine = mix(brand, 0.45, lch{0.34, min(p.C, 0.02), p.h}.lab()).clip()
	a.AccentMark = lch{max(p.L, 0.68), p.C, p.h}.rgb()
	a.AccentMarkSoft = lch{0.42, min(p.C, 0.05), p.h}.rgb()
	a.Focus = lch{max(p.L, 0.8), max(p.C, 0.08), p.h}.rgb()
	return a
}

// shared are the accents that stand on the brand itself, equal in both
// schemes. Hover and press move away from the foreground, so that its
// contrast only grows.
func (c Colour) shared() Accents {
	brand, on := toLab(c), toLab(c.On())
	away := lab{L: 1 - on.L}
	return Accents{
		BrandHover:  mix(brand, 0.86, away).clip(),
		BrandPress:  mix(brand, 0.76, away).clip(),
		OnBrandLine: mix(on, 0.24, brand).clip(),
	}
}
