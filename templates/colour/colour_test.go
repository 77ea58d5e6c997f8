package colour

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func parse(t testing.TB, hex string) Colour {
	t.Helper()
	c, err := Parse(hex)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	for _, hex := range []string{"#0f5d62", "0F5D62", " #0F5d62 "} {
		if got := parse(t, hex); got != (Colour{0x0f, 0x5d, 0x62}) || got.String() != "#0f5d62" {
			t.Errorf("%q: %v", hex, got)
		}
	}
	if got := parse(t, "#fa3"); got.String() != "#ffaa33" {
		t.Errorf("#fa3: %v", got)
	}
	for _, bad := range []string{"", "#", "#12345", "#1234567", "#12345g", "teal", "#+12345", "-12345", "#0x1234", "#1_2345", "#é12", "##0f5d62"} {
		if c, err := Parse(bad); err == nil {
			t.Errorf("%q was taken as %v", bad, c)
		}
	}
}

func TestContrastIsWCAGs(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want string
	}{
		{"#ffffff", "#000000", "21.00"},
		{"#777777", "#ffffff", "4.48"},
		{"#767676", "#ffffff", "4.54"},
		{"#ff0000", "#ffffff", "4.00"},
		{"#0000ff", "#ffffff", "8.59"},
		{"#123456", "#123456", "1.00"},
	} {
		if got := fmt.Sprintf("%.2f", Contrast(parse(t, tt.a), parse(t, tt.b))); got != tt.want {
			t.Errorf("%s on %s: %s, want %s", tt.a, tt.b, got, tt.want)
		}
	}
}

// The accents of the colour that tokens.css names, as the design computed
// them from its formulas; a channel may differ by a rounding step.
func TestAgreesWithTheDesign(t *testing.T) {
	want, err := os.ReadFile("testdata/brand.css")
	if err != nil {
		t.Fatal(err)
	}
	got := CSS(parse(t, "#0f5d62"))
	value := regexp.MustCompile(`(--[a-z-]+): (#[0-9a-f]{6}|rgba\([^)]*\))`)
	wants, gots := value.FindAllStringSubmatch(string(want), -1), value.FindAllStringSubmatch(got, -1)
	if len(wants) != 22 || len(gots) != len(wants) {
		t.Fatalf("want 22 values, have %d in the design, %d here", len(wants), len(gots))
	}
	for i := range wants {
		if wants[i][1] != gots[i][1] || !near(t, wants[i][2], gots[i][2]) {
			t.Errorf("want %s, have %s", wants[i][0], gots[i][0])
		}
	}
}

func near(t *testing.T, a, b string) bool {
	t.Helper()
	x, y := channels(t, a), channels(t, b)
	for i := range x {
		if d := x[i] - y[i]; d > 1 || d < -1 {
			return false
		}
	}
	return len(x) == len(y)
}

func channels(t *testing.T, s string) []float64 {
	t.Helper()
	if strings.HasPrefix(s, "#") {
		c := parse(t, s)
		return []float64{float64(c.R), float64(c.G), float64(c.B)}
	}
	var out []float64
	for _, n := range regexp.MustCompile(`[0-9.]+`).FindAllString(s, -1) {
		v, err := strconv.ParseFloat(n, 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// Whatever a studio picks, what is written in it can be read (WCAG 1.4.3) and
// what is drawn in it can be seen (1.4.11). The surfaces are those of tokens.css.
func TestEveryColourStaysLegible(t *testing.T) {
	light := surfaces(t, "#f9f7f4", "#ffffff")
	dark := surfaces(t, "#13110f", "#1c1a17", "#24221f")
	worst := map[string]float64{}
	hold := func(what string, c, fore, back Colour, least float64) {
		ratio := Contrast(fore, back)
		if old, ok := worst[what]; !ok || ratio < old {
			worst[what] = ratio
		}
		if ratio < least {
			t.Errorf("%s of %s: %s on %s is %.2f", what, c, fore, back, ratio)
		}
	}
	for step := range 16 * 16 * 16 {
		c := Colour{uint8(step >> 8 * 17), uint8(step >> 4 & 15 * 17), uint8(step & 15 * 17)}
		for name, scheme := range map[string]struct {
			Accents
			surfaces []Colour
		}{"light": {c.Light(), light}, "dark": {c.Dark(), dark}} {
			hold("button", c, c.On(), c, 4.5)
			hold("button hover", c, c.On(), scheme.BrandHover, 4.5)
			hold("button press", c, c.On(), scheme.BrandPress, 4.5)
			for _, s := range append(scheme.surfaces, scheme.AccentWash) {
				hold(name+" text", c, scheme.AccentText, s, 4.5)
			}
			for _, s := range scheme.surfaces {
				hold(name+" mark", c, scheme.AccentMark, s, 3)
				hold(name+" focus", c, scheme.Focus, s, 3)
			}
		}
		mail := EmailColours(c)
		hold("email button", c, mail.OnBrand, mail.Brand, 4.5)
		hold("email link", c, mail.Link, white(), 4.5)
		hold("email link, dark", c, mail.LinkDark, parse(t, "#24211f"), 4.5)
	}
	t.Logf("worst contrasts: %v", worst)
}

func surfaces(t *testing.T, hexes ...string) []Colour {
	t.Helper()
	var list []Colour
	for _, hex := range hexes {
		list = append(list, parse(t, hex))
	}
	return list
}

// A colour that a screen shows comes back from OKLab as it was.
func TestOKLabAndBack(t *testing.T) {
	for step := range 16 * 16 * 16 {
		c := Colour{uint8(step >> 8 * 17), uint8(step >> 4 & 15 * 17), uint8(step & 15 * 17)}
		if got := toLab(c).clip(); got != c {
			t.Fatalf("%s by way of lab: %s", c, got)
		}
		if got := toLab(c).polar().rgb(); got != c {
			t.Fatalf("%s by way of lch: %s", c, got)
		}
	}
	// Ottosson's own pairs, computed from CIE XYZ: white, and sRGB's red.
	if got := toLab(white()); got.L < 0.9999 || got.L > 1.0001 || got.a > 0.0001 || got.b > 0.0001 {
		t.Errorf("white is %v", got)
	}
	if got := toLab(Colour{255, 0, 0}); fmt.Sprintf("%.3f %.3f %.3f", got.L, got.a, got.b) != "0.628 0.225 0.126" {
		t.Errorf("red is %v", got)
	}
}

func TestCSSIsWholeAndBalanced(t *testing.T) {
	css := CSS(parse(t, "#ffd400"))
	if !strings.HasPrefix(css, ":root { --brand: #ffd400; --on-brand: #000000; }\n") {
		t.Errorf("begins %.60q", css)
	}
	if strings.Count(css, "{") != strings.Count(css, "}") {
		t.Errorf("braces do not match:\n%s", css)
	}
	if strings.Index(css, "@supports not (") > strings.Index(css, "--focus") {
		t.Error("the plain accents stand where every browser reads them")
	}
}

func BenchmarkCSS(b *testing.B) {
	c := parse(b, "#0f5d62")
	for b.Loop() {
		CSS(c)
	}
}
