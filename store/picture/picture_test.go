package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"anteroom/store/picture"

	"golang.org/x/image/tiff"
)

// scene is a picture with something of everything: planes, edges and noise.
func scene(width, height int) *image.NRGBA {
	dice := rand.New(rand.NewPCG(7, 7))
	p := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{uint8(x * 255 / width), uint8(y * 255 / height), 128, 255}
			switch {
			case x < width/4 && y < height/4:
				c = color.NRGBA{220, 20, 20, 255} // a corner to know it by
			case (x+y)%17 == 0:
				c.B = uint8(dice.IntN(256))
			}
			p.SetNRGBA(x, y, c)
		}
	}
	return p
}

func encoded(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment is one of a JPEG.
func segment(mark byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, mark}, uint16(len(body)+2)), body...)
}

// camera is an Exif block: how it lies, when it was taken, where, and by whom.
func camera(order binary.AppendByteOrder, orientation uint16) string {
	mark := "II*\x00"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		mark = "MM\x00*"
	}
	head := order.AppendUint32([]byte(mark), 8)
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), count)
		if kind == 3 {
			return append(order.AppendUint16(b, uint16(value)), 0, 0)
		}
		return order.AppendUint32(b, value)
	}
	// The first directory: 8, with 4 entries to 62; the camera's: 62 to 80; the place's: 80 to 98; values from 98.
	b := order.AppendUint16(head, 4)
	b = entry(b, 0x010F, 2, 14, 118) // make
	b = entry(b, 0x0112, 3, 1, uint32(orientation))
	b = entry(b, 0x8769, 4, 1, 62)
	b = entry(b, 0x8825, 4, 1, 80)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	b = entry(b, 0x9003, 2, 20, 98)
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	b = entry(b, 2, 5, 3, 118)
	b = order.AppendUint32(b, 0)
	return string(b) + "2026:05:17 09:41:00\x00SECRET-CAMERA\x00SECRET-PLACE-51.45N"
}

const dayTaken = "2026-05-17"

// profile is an ICC profile as far as its head goes, of RGB, in two pieces.
var profile = strings.Repeat("\x00", 16) + "RGB " + strings.Repeat("p3", 40_000)

// photograph is a JPEG as a camera and a program have left it, with more behind
// its end.
func photograph(t testing.TB, p image.Image, order binary.AppendByteOrder, orientation uint16) []byte {
	t.Helper()
	const piece = 60_000
	raw := encoded(t, p)
	head := slices.Concat(
		segment(0xE1, "Exif\x00\x00"+camera(order, orientation)),
		segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>SECRET-XMP</x:xmpmeta>"),
		segment(0xE2, "ICC_PROFILE\x00\x01\x02"+profile[:piece]),
		segment(0xE2, "ICC_PROFILE\x00\x02\x02"+profile[piece:]),
		segment(0xE2, "MPF\x00SECRET-PREVIEW"),
		segment(0xED, "Photoshop 3.0\x00SECRET-IPTC"),
		segment(0xFE, "SECRET-COMMENT"))
	return append(slices.Insert(raw, 2, head...), "SECRET-AFTER-THE-END\xff\xd8\xff\xe1"...)
}

// pngWith is a PNG with more chunks after its head.
func pngWith(t testing.TB, p image.Image, chunks ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	const afterHead = 8 + 25
	raw := b.Bytes()
	for i := 0; i+1 < len(chunks); i += 2 {
		body := append([]byte(chunks[i]), chunks[i+1]...)
		c := append(binary.BigEndian.AppendUint32(nil, uint32(len(body)-4)), body...)
		raw = slices.Insert(raw, afterHead, binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(body))...)
	}
	return append(raw, "SECRET-AFTER-THE-END"...)
}

func decode(t testing.TB, jpg []byte) image.Image {
	t.Helper()
	p, err := jpeg.Decode(bytes.NewReader(jpg))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// isRed tells whether the corner that scene is known by is at a place.
func isRed(p image.Image, x, y int) bool {
	r, g, b, _ := p.At(x, y).RGBA()
	return r>>8 > 170 && g>>8 < 80 && b>>8 < 80
}

func TestAPhotographIsSeenAsItWasHeld(t *testing.T) {
	where := map[uint16][2]bool{1: {false, false}, 2: {true, false}, 3: {true, true}, 4: {false, true}, 5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true}}
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		for o := uint16(1); o <= 8; o++ {
			raw := photograph(t, scene(320, 200), order, o)
			facts, err := picture.Examine(raw)
			if err != nil {
				t.Fatal(err)
			}
			width, height := 320, 200
			if o >= 5 {
				width, height = height, width
			}
			if facts.Width != width || facts.Height != height || facts.Taken != dayTaken || !facts.Located || facts.Kind != "jpeg" {
				t.Errorf("%v %d: %d×%d, taken %q, located %v", order, o, facts.Width, facts.Height, facts.Taken, facts.Located)
			}
			list, err := picture.Render(raw, picture.Size{Quality: 90}, picture.Size{Side: 80, Quality: 80})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range list {
				p := decode(t, r.JPEG)
				if p.Bounds().Dx() != r.Width || p.Bounds().Dy() != r.Height || (r.Width > r.Height) != (width > height) {
					t.Errorf("%d: %d×%d is said to be %d×%d", o, p.Bounds().Dx(), p.Bounds().Dy(), r.Width, r.Height)
				}
				x, y := r.Width/8, r.Height/8
				if where[o][0] {
					x = r.Width - 1 - x
				}
				if where[o][1] {
					y = r.Height - 1 - y
				}
				if !isRed(p, x, y) {
					t.Errorf("%v %d: at %d×%d the corner is not at %d, %d", order, o, r.Width, r.Height, x, y)
				}
			}
			if list[1].Width != 80 && list[1].Height != 80 {
				t.Errorf("%d: the small one is %d×%d", o, list[1].Width, list[1].Height)
			}
		}
	}
}

func TestARenditionHoldsPixelsAndColoursAlone(t *testing.T) {
	raw := photograph(t, scene(300, 200), binary.BigEndian, 6)
	list, err := picture.Render(raw, picture.Size{Side: 200, Quality: 85})
	if err != nil {
		t.Fatal(err)
	}
	jpg := list[0].JPEG
	if i := bytes.Index(jpg, []byte("SECRET")); i >= 0 {
		t.Errorf("it tells %q", jpg[i:i+20])
	}
	if bytes.Contains(jpg, []byte("Exif")) {
		t.Error("it has Exif")
	}
	if n := bytes.Count(jpg, []byte("ICC_PROFILE\x00")); n != 2 || !bytes.Contains(jpg, []byte("p3p3p3")) {
		t.Errorf("the colour profile has %d pieces", n)
	}
	// A profile of another kind of picture would spoil it.
	gray := image.NewGray(image.Rect(0, 0, 50, 50))
	list, err = picture.Render(slices.Insert(encoded(t, gray), 2, segment(0xE2, "ICC_PROFILE\x00\x01\x01"+profile[:200])...), picture.Size{Side: 40, Quality: 80})
	if err != nil || bytes.Contains(list[0].JPEG, []byte("ICC")) {
		t.Errorf("a gray picture has a profile of colours: %v", err)
	}
}

func TestAllKindsAreDrawn(t *testing.T) {
	p := scene(90, 61)
	var g, tf bytes.Buffer
	if err := gif.Encode(&g, p, nil); err != nil {
		t.Fatal(err)
	}
	if err := tiff.Encode(&tf, p, nil); err != nil {
		t.Fatal(err)
	}
	clear := scene(90, 61)
	clear.SetNRGBA(80, 50, color.NRGBA{0, 0, 0, 0})
	for name, raw := range map[string][]byte{"jpeg": encoded(t, p), "png": pngWith(t, clear), "gif": g.Bytes(), "tiff": tf.Bytes(), "webp": webp} {
		facts, err := picture.Examine(raw)
		if err != nil || facts.Kind != name {
			t.Errorf("%s: %q, %v", name, facts.Kind, err)
			continue
		}
		list, err := picture.Render(raw, picture.Size{Quality: 95}, picture.Size{Side: 30, Quality: 80})
		if err != nil || list[0].Width != facts.Width || max(list[1].Width, list[1].Height) != min(30, facts.Width) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name == "png" {
			if r, g, b, _ := decode(t, list[0].JPEG).At(80, 50).RGBA(); r>>8 < 150 || g>>8 < 150 || b>>8 < 150 {
				t.Errorf("behind what is transparent is %d %d %d, not white", r>>8, g>>8, b>>8)
			}
		}
	}
}

// webp is 1 × 1 pixel, lossless (RFC 9649).
var webp = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	whole := encoded(t, scene(40, 30))
	var bomb bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&bomb, image.NewPaletted(image.Rect(0, 0, 10_000, 10_000), color.Palette{color.Black})); err != nil {
		t.Fatal(err)
	}
	huge := slices.Clone(whole)
	at := bytes.Index(huge, []byte{0xFF, 0xC0})
	copy(huge[at+5:], "\xff\xff\xff\xff") // 65,535 × 65,535
	wide := []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00;")
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"nothing":             {nil, picture.ErrFormat},
		"words":               {[]byte("hello"), picture.ErrFormat},
		"SVG with script":     {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), picture.ErrFormat},
		"HTML":                {[]byte("<!doctype html><script>alert(1)</script>"), picture.ErrFormat},
		"a PDF":               {[]byte("%PDF-1.7"), picture.ErrFormat},
		"HEIC":                {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), picture.ErrUnsupported},
		"a head alone":        {whole[:20], picture.ErrBroken},
		"PNG bomb":            {bomb.Bytes(), picture.ErrTooLarge},
		"JPEG of 4 gigapixel": {huge, picture.ErrTooLarge},
		"GIF of 4 gigapixel":  {wide, picture.ErrTooLarge},
		"GIF with a script":   {[]byte("GIF89a/*<script>alert(1)</script>*/"), picture.ErrTooLarge},
	} {
		_, err := picture.Render(c.raw, picture.Size{Side: 100, Quality: 80})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", name, err, c.want)
		}
	}
	if bomb.Len() > 500_000 {
		t.Errorf("the bomb has %d bytes", bomb.Len())
	}
}

// Wherever a file is cut off, it is drawn, or refused in the known words.
func TestACutOffPictureIsNoTrouble(t *testing.T) {
	for name, raw := range map[string][]byte{"jpeg": photograph(t, scene(24, 16), binary.LittleEndian, 6)[:2000], "png": pngWith(t, scene(24, 16), "eXIf", camera(binary.BigEndian, 3)), "webp": webp} {
		for n := range raw {
			facts, err := picture.Examine(raw[:n])
			for _, part := range facts.Plan {
				if part.Offset < 0 || part.Offset+part.Length > int64(n) {
					t.Fatalf("%s cut at %d: the plan leaves the file", name, n)
				}
			}
			if _, err2 := picture.Render(raw[:n], picture.Size{Side: 10, Quality: 80}); err == nil && err2 != nil && !errors.Is(err2, picture.ErrBroken) {
				t.Errorf("%s cut at %d: %v", name, n, err2)
			}
		}
	}
}

// cleaned is a file by its plan.
func cleaned(t testing.TB, raw []byte) ([]byte, picture.Facts) {
	t.Helper()
	facts, err := picture.Examine(raw)
	if err != nil || facts.Plan == nil {
		t.Fatalf("%d parts, %v", len(facts.Plan), err)
	}
	clean, err := io.ReadAll(facts.Plan.Reader(bytes.NewReader(raw)))
	if err != nil || int64(len(clean)) != facts.Plan.Size() {
		t.Fatalf("%d bytes, said to be %d: %v", len(clean), facts.Plan.Size(), err)
	}
	return clean, facts
}

func samePixels(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if color.NRGBA64Model.Convert(a.At(x, y)) != color.NRGBA64Model.Convert(b.At(x, y)) {
				return false
			}
		}
	}
	return true
}

func TestACleanedOriginalHasTheSamePixelsAndNoSecrets(t *testing.T) {
	for name, raw := range map[string][]byte{
		"jpeg upright": photograph(t, scene(120, 90), binary.LittleEndian, 1),
		"jpeg turned":  photograph(t, scene(120, 90), binary.BigEndian, 8),
		"png": pngWith(t, scene(60, 40), "eXIf", camera(binary.BigEndian, 6), "tEXt", "Author\x00SECRET", "zTXt", "Comment\x00\x00SECRET", "iTXt", "XML:com.adobe.xmp\x00SECRET",
			"tIME", "SECRET!", "prVt", "SECRET", "pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01"),
	} {
		clean, facts := cleaned(t, raw)
		if i := bytes.Index(clean, []byte("SECRET")); i >= 0 {
			t.Errorf("%s tells %q", name, clean[i:])
		}
		before, _, err := image.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		after, _, err := image.Decode(bytes.NewReader(clean))
		if err != nil || !samePixels(before, after) {
			t.Errorf("%s: the pixels are others: %v", name, err)
		}
		again, err := picture.Examine(clean)
		if err != nil || again.Width != facts.Width || again.Height != facts.Height || again.Located || again.Taken != "" {
			t.Errorf("%s: cleaned it is %+v, %v", name, again, err)
		}
		if strings.HasPrefix(name, "jpeg") && !bytes.Contains(clean, []byte("ICC_PROFILE\x00\x02\x02")) {
			t.Errorf("%s has lost its colours", name)
		}
	}
}

func TestACleanedWebPSaysNoMore(t *testing.T) {
	exif := camera(binary.LittleEndian, 6)
	chunk := func(name, body string) string {
		c := name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body
		if len(body)%2 == 1 {
			c += "\x00"
		}
		return c
	}
	body := "WEBP" + chunk("VP8X", "\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00") + string(webp[12:]) + chunk("EXIF", exif) + chunk("XMP ", "SECRET-XMP") + chunk("JUNK", "SECRET")
	raw := []byte("RIFF" + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body)
	clean, facts := cleaned(t, raw)
	if !facts.Located || facts.Taken != dayTaken {
		t.Errorf("of the original is known %+v", facts)
	}
	if bytes.Contains(clean, []byte("SECRET")) {
		t.Errorf("it tells %q", clean)
	}
	if n := binary.LittleEndian.Uint32(clean[4:]); int(n)+8 != len(clean) {
		t.Errorf("its head says %d bytes of %d", n+8, len(clean))
	}
	if _, err := picture.Render(clean, picture.Size{Quality: 80}); err != nil {
		t.Error(err)
	}
}

func TestAPlanIsReadFromAnywhere(t *testing.T) {
	raw := photograph(t, scene(64, 48), binary.LittleEndian, 6)
	whole, facts := cleaned(t, raw)
	if err := iotest.TestReader(facts.Plan.Reader(bytes.NewReader(raw)), whole); err != nil {
		t.Error(err)
	}
	if err := iotest.TestReader(facts.Plan.Reader(bytes.NewReader(raw)), whole); err != nil {
		t.Error(err)
	}
	short := facts.Plan.Reader(bytes.NewReader(raw[:len(raw)/2]))
	if _, err := io.ReadAll(short); err == nil {
		t.Error("an original that has lost its end is given as a whole file")
	}
}

func TestSmallerPicturesAreTheAverageOfWhatTheyShow(t *testing.T) {
	for _, c := range []struct{ width, height, side int }{{100, 80, 50}, {101, 67, 33}, {1, 400, 7}, {400, 1, 7}, {333, 222, 221}, {64, 64, 1}} {
		plain := image.NewGray(image.Rect(0, 0, c.width, c.height))
		half := image.NewGray(plain.Rect)
		for i := range plain.Pix {
			plain.Pix[i] = 93
			if i%c.width < c.width/2 {
				half.Pix[i] = 255
			}
		}
		for name, p := range map[string]*image.Gray{"plain": plain, "half": half} {
			list, err := picture.Render(encodedAs(t, p), picture.Size{Side: c.side, Quality: 100})
			if err != nil {
				t.Fatal(err)
			}
			small := decode(t, list[0].JPEG)
			var before, after float64
			for _, n := range p.Pix {
				before += float64(n) / float64(len(p.Pix))
			}
			area := float64(list[0].Width * list[0].Height)
			for y := range list[0].Height {
				for x := range list[0].Width {
					r, _, _, _ := small.At(x, y).RGBA()
					after += float64(r>>8) / area
				}
			}
			if d := before - after; d < -3 || d > 3 {
				t.Errorf("%s %d×%d to %d: it was %.1f bright and is %.1f", name, c.width, c.height, c.side, before, after)
			}
			if max(list[0].Width, list[0].Height) != min(c.side, max(c.width, c.height)) {
				t.Errorf("%d×%d to %d is %d×%d", c.width, c.height, c.side, list[0].Width, list[0].Height)
			}
		}
	}
}

// encodedAs is a PNG, which keeps every pixel.
func encodedAs(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzExamine(f *testing.F) {
	f.Add(photograph(f, scene(16, 16), binary.LittleEndian, 6))
	f.Add(pngWith(f, scene(16, 16), "eXIf", camera(binary.BigEndian, 3), "iCCP", "x\x00\x00broken"))
	f.Add(webp)
	f.Add([]byte("II*\x00\x08\x00\x00\x00\xff\xff"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		facts, err := picture.Examine(raw)
		if err != nil {
			return
		}
		var size int64
		for _, part := range facts.Plan {
			if part.Literal == nil && (part.Offset < 0 || part.Length <= 0 || part.Offset+part.Length > int64(len(raw))) {
				t.Fatalf("the plan leaves the file: %+v of %d", part, len(raw))
			}
			size += part.Length + int64(len(part.Literal))
		}
		if facts.Plan != nil {
			clean, err := io.ReadAll(facts.Plan.Reader(bytes.NewReader(raw)))
			if err != nil || int64(len(clean)) != size {
				t.Fatalf("%d bytes of %d, %v", len(clean), size, err)
			}
		}
	})
}

// phone is a photograph of 24 megapixels.
func phone(b *testing.B) []byte {
	b.Helper()
	p := image.NewYCbCr(image.Rect(0, 0, 6000, 4000), image.YCbCrSubsampleRatio420)
	dice := rand.New(rand.NewPCG(1, 1))
	for i := range p.Y {
		p.Y[i] = uint8(i/6000*255/4000) ^ uint8(dice.IntN(8))
	}
	for i := range p.Cb {
		p.Cb[i], p.Cr[i] = uint8(i%3000*255/3000), 120
	}
	return encoded(b, p)
}

// BenchmarkRender makes the two renditions of a gallery; the floor only decodes.
func BenchmarkRender(b *testing.B) {
	raw := phone(b)
	b.Run("thumb and web of 24 megapixels", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := picture.Render(raw, picture.Size{Side: 2048, Quality: 82}, picture.Size{Side: 640, Quality: 80}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "photos/s")
	})
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(raw)); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "photos/s")
	})
}

func ExamplePlan() {
	fmt.Println(picture.Plan{{Literal: []byte("abc")}, {Offset: 2, Length: 3}}.Size())
	// Output: 6
}
