package colour

import "math"

// lab is a colour in OKLab: lightness from 0 to 1, and two axes of colour.
// The matrices are Björn Ottosson's, https://bottosson.github.io/posts/oklab/,
// which CSS Color 4 adopted.
type lab struct{ L, a, b float64 }

// lch is the same in polar form: lightness, chroma and hue in radians.
type lch struct{ L, C, h float64 }

func toLab(c Colour) lab {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return lab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// rgb is the colour in linear sRGB; channels outside 0 to 1 cannot be shown.
func (c lab) rgb() [3]float64 {
	l := cube(c.L + 0.3963377774*c.a + 0.2158037573*c.b)
	m := cube(c.L - 0.1055613458*c.a - 0.0638541728*c.b)
	s := cube(c.L - 0.0894841775*c.a - 1.2914855480*c.b)
	return [3]float64{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func cube(v float64) float64 { return v * v * v }

func (c lab) polar() lch {
	return lch{c.L, math.Hypot(c.a, c.b), math.Atan2(c.b, c.a)}
}

func (c lch) lab() lab {
	sin, cos := math.Sincos(c.h)
	return lab{c.L, c.C * cos, c.C * sin}
}

// mix is CSS's color-mix(in oklab, a share, b).
func mix(a lab, share float64, b lab) lab {
	other := 1 - share
	return lab{a.L*share + b.L*other, a.a*share + b.a*other, a.b*share + b.b*other}
}

// clip brings each channel into what a screen shows, and rounds it.
func (c lab) clip() Colour {
	rgb := c.rgb()
	return Colour{channel(rgb[0]), channel(rgb[1]), channel(rgb[2])}
}

// channel applies sRGB's transfer function to a linear value.
func channel(v float64) uint8 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(v * 255))
}

func (c lab) inGamut() bool {
	const epsilon = 0.0001
	for _, v := range c.rgb() {
		if v < -epsilon || v > 1+epsilon {
			return false
		}
	}
	return true
}

// justNoticeable is the difference in OKLab that an eye just sees, by CSS.
const justNoticeable = 0.02

// rgb brings a colour into sRGB by lowering its chroma until clipping no
// longer shows, with hue and lightness kept: the algorithm of CSS Color 4,
// 13.2.2 (https://www.w3.org/TR/css-color-4/#binsearch).
func (c lch) rgb() Colour {
	switch {
	case c.L >= 1:
		return white()
	case c.L <= 0:
		return black()
	case c.lab().inGamut():
		return c.lab().clip()
	}
	low, high, lowFits := 0.0, c.C, true
	found := c.lab().clip()
	if distance(found, c.lab()) < justNoticeable {
		return found
	}
	for high-low > 0.0001 {
		c.C = (low + high) / 2
		at := c.lab()
		if lowFits && at.inGamut() {
			low = c.C
			continue
		}
		found = at.clip()
		seen := distance(found, at)
		switch {
		case seen >= justNoticeable:
			high = c.C
		case justNoticeable-seen < 0.0001:
			return found
		default:
			lowFits, low = false, c.C
		}
	}
	return found
}

// distance is deltaE OK: how far a shown colour is from the one meant.
func distance(shown Colour, meant lab) float64 {
	s := toLab(shown)
	return math.Sqrt(square(s.L-meant.L) + square(s.a-meant.a) + square(s.b-meant.b))
}

func square(v float64) float64 { return v * v }
