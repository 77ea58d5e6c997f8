package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/image/font/gofont/goregular"
	"rsc.io/qr"
)

func TestCharactersOfManyScripts(t *testing.T) {
	text := strings.Join(words(t, drawn(t, scripts())), "\n")
	for _, want := range []string{"Τιμολόγιο", "Ελευθερία Παπαδοπούλου", "Ἀθῆναι, πολυτονικὸν", "Юлия Щербакова", "Київ, вулиця Ґонти 7",
		"Nguyễn Thị Ánh", "Łódź, Kraków, Český Krumlov", "Şişli, İstanbul, Gőzgép", "Ångström\u00a0été tab here\uFFFD",
		"¥12,000", "1\u00a0234,50\u00a0€", "20.125%", "€1,234,567,890.00", "₴, ₺, ₹", "Владимир Żółć-Όλγα",
		"書道 calligraphy, with \uFFFD"} { // no font has them: boxes are drawn, and the text stays
		if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), strings.ReplaceAll(want, "\u00a0", " ")) {
			t.Errorf("%q cannot be read back from:\n%s", want, text)
		}
	}
	if fonts := tool(t, drawn(t, scripts()), "pdffonts", "-"); !strings.Contains(fonts, "inter-regular") || strings.Contains(fonts, " no  yes") && strings.Contains(fonts, "no no") {
		t.Errorf("fonts: %s", fonts)
	}
}

// TestAlphabetsAreWhole asks for the letters of the three scripts that living languages write with,
// and for the signs of money and measure, in each weight.
func TestAlphabetsAreWhole(t *testing.T) {
	fonts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	blocks := &unicode.RangeTable{R16: []unicode.Range16{{0x21, 0x7E, 1}, {0xA1, 0xAC, 1}, {0xAE, 0x148, 1}, {0x14A, 0x1C3, 1}, {0x1C5, 0x24F, 1}, {0x386, 0x3CE, 1}, {0x400, 0x45F, 1}, {0x48A, 0x49D, 1}, {0x4A0, 0x4FF, 1}, {0x1E80, 0x1E85, 1}, {0x1EA0, 0x1EF9, 1}, {0x1F00, 0x1FFE, 1}}}
	const signs = "‘’“”„‚‹›–—…•†‡€£¥¢₹₽₴₺₩₫₪₱₦₲₡₸₾ƒ−×÷±≈≠≤≥‰′″№™℃→←↑↓✓✗½¼¾⅓²³°µΩ§¶©®"
	for name, chain := range map[string][]*face{"regular": fonts.regular, "strong": fonts.strong, "script": fonts.script, "figures": fonts.figures} {
		var missing []rune
		ask := func(r rune) {
			if !first(chain, r).has(r) {
				missing = append(missing, r)
			}
		}
		for r := rune(0x21); r < 0x2000; r++ {
			if unicode.Is(blocks, r) && unicode.IsGraphic(r) && !unicode.IsMark(r) {
				ask(r)
			}
		}
		for _, r := range signs {
			ask(r)
		}
		if len(missing) > 0 {
			t.Errorf("%s lacks %q", name, missing)
		}
	}
}

func TestWordStaysInOneFace(t *testing.T) {
	fonts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	for text, face := range map[string]string{"Hello": "figtree-regular", "Łódź": "figtree-regular", "Nguyễn": "inter-regular", "Київ": "inter-regular", "Ωmega": "inter-regular", "漢": "figtree-regular"} {
		runs := fonts.shape([]rune(text), bodyText)
		if len(runs) != 1 || runs[0].face.name != face {
			t.Errorf("%s is set in %d runs, the first in %s; want %s", text, len(runs), runs[0].face.name, face)
		}
	}
	if runs := fonts.shape([]rune("a漢Ω"), bodyText); len(runs) != 2 || runs[1].face.name != "inter-regular" {
		t.Errorf("a word that no face has is set as %v", runs)
	}
}

func TestKerningAndFigures(t *testing.T) {
	fonts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	width := func(s string, st style) float64 { return fonts.shape([]rune(s), st)[0].width }
	if pair, apart := width("AV", bodyText), width("A", bodyText)+width("V", bodyText); pair >= apart {
		t.Errorf("AV is %.3f wide, A and V %.3f: they are not kerned", pair, apart)
	}
	if one, eight := width("£1,111.11", bodyText.money()), width("£8,888.88", bodyText.money()); math.Abs(one-eight) > 0.02 {
		t.Errorf("in a column of money £1,111.11 is %.3f wide and £8,888.88 %.3f", one, eight)
	}
}

func TestWrap(t *testing.T) {
	fonts, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Repeat("Some words of different lengths, andaverylongonethatdoesnotfitonanylineofthiswidth\nand a new line. ", 5)
	for width := 3.0; width < 60; width += 3.7 {
		lines := fonts.wrap([]span{{words, bodyText}, {"bold", bodyText.bold()}, {", glued", bodyText}}, width, textLead)
		var got strings.Builder
		for _, l := range lines {
			if l.width > width+0.05 {
				t.Fatalf("a line is %.2f wide, want at most %.2f", l.width, width)
			}
			for _, r := range l.runs {
				got.WriteString(string(r.text))
			}
		}
		bare := strings.NewReplacer(" ", "", "\n", "")
		if bare.Replace(got.String()) != bare.Replace(words+"bold, glued") {
			t.Fatalf("at %.1f mm the text became %q", width, got.String())
		}
	}
}

func TestMarkdown(t *testing.T) {
	d := Document{Title: "Letter", Intro: "# Big\n\nSoft\nbreak, hard\\\nbreak, **bold *both***, `code`, a\\*b &amp; &eacute;.\n\n" +
		"3. three\n4. four\n   - inner\n\n     again\n\n> quoted\n\n---\n\n    preformatted\n\n![picture](https://x.example/a.png)\n\n<script>alert(1)</script>\n\n" +
		"[here](https://a.example/x) [bad](javascript:alert(1)) <https://b.example> [mail](mailto:a@b.example)", Page: "{page}"}
	data := drawn(t, d)
	text := strings.Join(strings.Fields(strings.Join(words(t, data), "\n")), " ")
	inOrder(t, text, "Letter", "Big", "Soft break, hard break, bold both, code, a*b & é.", "3. three", "4. four", "• inner", "again", "quoted", "preformatted",
		"here (https://a.example/x)", "bad", "https://b.example", "mail (a@b.example)")
	for _, never := range []string{"script", "alert", "picture", "a.png", "javascript"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in the text", never)
		}
	}
	if n := bytes.Count(data, []byte("/S /URI")); n != 3 {
		t.Errorf("%d links open something, want 3", n)
	}
}

func TestLinesEndWhereTheyWereEnded(t *testing.T) {
	d := Document{Title: "Letter", Intro: "Oak, oiled.\nTwo *drawers*\nwith locks, `and\nso on`.", Page: "{page}"}
	lines := map[string]bool{}
	for line := range strings.Lines(tool(t, drawn(t, d), "pdftotext", "-layout", "-", "-")) {
		lines[strings.TrimSpace(line)] = true
	}
	for _, line := range []string{"Oak, oiled.", "Two drawers", "with locks, and so on."} {
		if !lines[line] {
			t.Errorf("%q is no line of its own: %v", line, lines)
		}
	}
}

func TestCodeIsDrawnModuleByModule(t *testing.T) {
	d := invoice()
	want, err := qr.Encode(d.Pay.QR, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	const dpi = 300.0
	page, err := png.Decode(strings.NewReader(tool(t, drawn(t, d), "pdftoppm", "-png", "-gray", "-r", "300", "-f", "2", "-l", "2", "-")))
	if err != nil {
		t.Fatal(err)
	}
	left, top, unit := finder(page)
	for y := range want.Size {
		for x := range want.Size {
			if dark(page, left+(float64(x)+0.5)*unit, top+(float64(y)+0.5)*unit) != want.Black(x, y) {
				t.Fatalf("the module at %d, %d is wrong", x, y)
			}
		}
	}
	if n := bytes.Count(drawn(t, d), []byte("/URI (https://portal.alderandrowe.example/d/4Tn8cPwZ2e)")); n != 2 {
		t.Errorf("the code and the address beside it open %d times, want 2", n)
	}
	if side := unit * float64(want.Size) / dpi * 25.4; side < 25 {
		t.Errorf("the code is %.1f mm wide: too small to be scanned from paper", side)
	}
}

// finder looks for the code's left upper corner: the first dark run in the left quarter of the
// page that is seven modules long, which it measures.
func finder(page image.Image) (left, top, unit float64) {
	pixels := func(mm float64) int { return int(mm / 25.4 * 300) }
	for y := pixels(185); y < page.Bounds().Dy(); y++ {
		for x := pixels(margin + 4); x < pixels(margin+16); x++ {
			if dark(page, float64(x), float64(y)) {
				end := x
				for dark(page, float64(end), float64(y)) {
					end++
				}
				return float64(x), float64(y), float64(end-x) / 7
			}
		}
	}
	return 0, 0, 0
}

func dark(page image.Image, x, y float64) bool {
	return color.GrayModel.Convert(page.At(int(x), int(y))).(color.Gray).Y < 128
}

func TestSignatures(t *testing.T) {
	count := func(g Signature) int {
		d := Document{Signed: []Signature{g}}
		page, err := png.Decode(strings.NewReader(tool(t, drawn(t, d), "pdftoppm", "-png", "-gray", "-r", "60", "-")))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for y := range page.Bounds().Dy() {
			for x := range page.Bounds().Dx() {
				if dark(page, float64(x), float64(y)) {
					n++
				}
			}
		}
		return n
	}
	empty := count(Signature{})
	if drawn := count(Signature{Strokes: pen()}); drawn < empty+100 {
		t.Errorf("drawn strokes darken %d pixels beside %d", drawn, empty)
	}
	typed := count(Signature{Name: "Priya Raman"})
	for name, strokes := range map[string][]Stroke{"none": {}, "empty": {{}}, "no numbers": {{{math.NaN(), 1}, {math.Inf(1), 2}}}} {
		if n := count(Signature{Name: "Priya Raman", Strokes: strokes}); n != typed {
			t.Errorf("with strokes that are %s the name is not set instead: %d pixels, want %d", name, n, typed)
		}
	}
	count(Signature{Strokes: []Stroke{{{5, 5}}, {{-1e6, 0}, {1e6, math.NaN()}, {3, 3}}}})
}

func TestLogo(t *testing.T) {
	wide := image.NewNRGBA64(image.Rect(0, 0, 2000, 400))
	for x := range 2000 {
		for y := range 400 {
			wide.Set(x, y, color.NRGBA64{uint16(x * 30), uint16(y * 150), 9000, 40000})
		}
	}
	var sixteen, photo bytes.Buffer
	if err := png.Encode(&sixteen, wide); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&photo, wide, nil); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"16-bit PNG": sixteen.Bytes(), "JPEG": photo.Bytes()} {
		printed, err := Logo(data)
		if err != nil {
			t.Fatal(err)
		}
		config, format, err := image.DecodeConfig(bytes.NewReader(printed))
		if err != nil || format != "png" || config.Width != 640 || config.Height != 128 || printed[24] != 8 {
			t.Errorf("%s became %s of %d by %d, %d bits, %v", name, format, config.Width, config.Height, printed[24], err)
		}
		d := invoice()
		d.Brand.Logo = data
		if list := tool(t, drawn(t, d), "pdfimages", "-list", "-"); !strings.Contains(list, " 640 ") {
			t.Errorf("%s is not in the document:\n%s", name, list)
		}
		sound(t, name, drawn(t, d))
	}
}

func TestLogoThatCannotBeReadGivesTheArch(t *testing.T) {
	huge := bytes.Clone(pngOf(t, 3, 3))
	copy(huge[16:24], []byte{0, 0, 0x40, 0, 0, 0, 0x40, 0}) // says 16384 by 16384 pixels
	broken := pngOf(t, 30, 30)
	want := drawn(t, invoice())
	for name, data := range map[string][]byte{"huge": huge, "broken": broken[:len(broken)/2], "text": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "empty": {}} {
		if _, err := Logo(data); err == nil {
			t.Errorf("%s: no error", name)
		}
		d := invoice()
		d.Brand.Logo = data
		if !bytes.Equal(drawn(t, d), want) {
			t.Errorf("%s: the document is not the one without a logo", name)
		}
	}
}

func pngOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFontOfTheStudioServesOtherCharacters(t *testing.T) {
	d := invoice()
	d.Intro = "Lines: ╬═╗ and so on"
	d.Fonts = []Font{font(t, goregular.TTF)}
	data := drawn(t, d)
	if fonts := tool(t, data, "pdffonts", "-"); !strings.Contains(fonts, "extra0") {
		t.Errorf("the added font is not used:\n%s", fonts)
	}
	inOrder(t, strings.Join(words(t, data), "\n"), "Lines: ╬═╗ and so on")
	if !bytes.Equal(drawn(t, d), data) {
		t.Error("drawing with an added font twice gave two documents")
	}
}

// font is a font of the studio's that has been read.
func font(t testing.TB, file []byte) Font {
	t.Helper()
	m, err := ReadFont(file)
	if err != nil {
		t.Fatal(err)
	}
	return Font{m, func() ([]byte, error) { return file, nil }}
}

func TestAFontThatIsNotThereAnyMoreNeverFailsADocument(t *testing.T) {
	d := invoice()
	d.Intro = "Lines: ╬═╗ and so on"
	without := drawn(t, d)
	d.Fonts = []Font{font(t, goregular.TTF)}
	d.Fonts[0].File = func() ([]byte, error) { return nil, errors.New("the database is closed") }
	if !bytes.Equal(drawn(t, d), without) {
		t.Error("the document is not the one without the font")
	}
}

func TestFontsAreChecked(t *testing.T) {
	m, err := CheckFont(goregular.TTF)
	if err != nil || m.Characters() < 600 || !m.Has('╬') || m.Has('漢') {
		t.Fatalf("a sound font: %v", err)
	}
	changed := func(name string, at int, to ...byte) []byte {
		file := bytes.Clone(goregular.TTF)
		for i := range int(file[5]) {
			record := file[12+16*i:]
			if string(record[:4]) == name {
				copy(file[int(binary.BigEndian.Uint32(record[8:]))+at:], to)
			}
		}
		return file
	}
	named := func(from, to string) []byte { return bytes.Replace(goregular.TTF, []byte(from), []byte(to), 1) }
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":         {nil, ErrNoFont},
		"text":            {[]byte("not a font"), ErrNoFont},
		"cut off":         {goregular.TTF[:5000], ErrNoFont},
		"repeated":        {bytes.Repeat([]byte{0, 1, 0, 0}, 400), ErrNoFont},
		"PostScript":      {append([]byte("OTTO"), goregular.TTF[4:]...), ErrOutlines},
		"no characters":   {named("cmap", "cmop"), ErrNoFont},
		"forbidden":       {changed("OS/2", 8, 0, 2), ErrForbidden},
		"variable":        {named("gasp", "fvar"), ErrVariable},
		"without a size":  {changed("head", 18, 0, 0), ErrNoFont},
		"false locations": {changed("loca", 0, bytes.Repeat([]byte{0xFF}, 1200)...), ErrUnsound},
		"made of itself":  {changed("glyf", 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0), ErrUnsound},
	} {
		if _, err := CheckFont(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestBrokenFontsNeverFailADocument(t *testing.T) {
	d := Document{Title: "Invoice", Intro: "╬ Text"}
	for i := 12; i < len(goregular.TTF); i += 3907 {
		font := bytes.Clone(goregular.TTF)
		for k := range 12 {
			font[min(i+k, len(font)-1)] ^= 0xFF
		}
		if m, err := ReadFont(font); err == nil {
			d.Fonts = []Font{{m, func() ([]byte, error) { return font, nil }}}
		}
		drawn(t, d)
	}
}

func TestColours(t *testing.T) {
	for hex, want := range map[string]colour{"#0f5d62": white, "#fff": {}, "#f2b705": {}, "#000000": white, "cc0000": white} {
		c, ok := parseColour(hex)
		if !ok || c.on() != want {
			t.Errorf("on %s stands %v, want %v", hex, c.on(), want)
		}
		if contrast(c, c.on()) < 4.5 {
			t.Errorf("the contrast on %s is %.2f", hex, contrast(c, c.on()))
		}
	}
	for _, no := range []string{"", "#12", "teal", "#12345g", "#1234567"} {
		if _, ok := parseColour(no); ok {
			t.Errorf("%q is read as a colour", no)
		}
	}
}

func TestAnEmptyDocumentIsAPage(t *testing.T) {
	data := drawn(t, Document{Highlight: &Highlight{}, Lines: &Lines{}, Tables: []Table{{}}, Pay: &PayBox{}, Signed: []Signature{{}}, Parties: []Party{{}}, Facts: []Fact{{}}})
	if n := pageCount(t, data); n != 1 {
		t.Errorf("it has %d pages", n)
	}
}

// TestHostileTextsAreQuick draws texts that make careless programs slow, within the length that
// is accepted at all.
func TestHostileTextsAreQuick(t *testing.T) {
	const size = 20_000
	for _, piece := range []string{">", "> ", "- ", "1. ", "  - x\n", "*", "**a", "[", "[a](", "![", "<", "<a ", "`", "&", "\\", "#", "a", "\n", "\u0301", "漢", "\xff", "|a|b|\n|-|-|\n", "_a_ "} {
		text := strings.Repeat(piece, size/len(piece))
		started := time.Now()
		data := drawn(t, Document{Title: text[:60], Intro: text, Lines: &Lines{Sections: []Section{{Lines: []Line{{Title: text[:200], Note: text[:900]}}}}}})
		if took := time.Since(started); took > 5*time.Second || len(data) > 3<<20 {
			t.Errorf("%q took %v and made %d bytes", piece, took, len(data))
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, d := range samples() {
		f.Add(d.Title, d.Intro, d.Page)
	}
	f.Add("\u202e\u0000", "- > # a\n\n1) *b* [c](d) <e> ![f](g) `h` &#0;&#x10FFFF;\\", "{page}{pages}")
	f.Fuzz(func(t *testing.T, title, text, page string) {
		drawn(t, Document{Lang: text, Title: title, Number: text, Subject: text, Author: title, Page: page, Intro: text, Footer: []string{text},
			Brand: Brand{Name: title, Colour: text}, Facts: []Fact{{title, text}}, Highlight: &Highlight{text, title, []string{text}, []string{title}},
			Pay: &PayBox{QR: text, Heading: title, Link: text, Facts: []Fact{{text, title}}}, Signed: []Signature{{Name: text}},
			Lines: &Lines{Sections: []Section{{Heading: title, Lines: []Line{{Title: text, Note: text, Amount: title, Choice: Chosen}}}}, Totals: []Fact{{text, title}}}})
	})
}
