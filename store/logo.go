package store

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path"
	"strings"
	"time"

	"anteroom/store/picture"

	scaling "golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// Limits of a logo as it comes, and of the PNG that is made of it. A file of
// 48 KB can decode to 381 MB, so its pixels are counted before they are read.
const (
	LogoLimit  = 2 << 20 // bytes
	logoPixels = 16_000_000
	logoSide   = 1024 // pixels, of what is kept
)

// Logo is what is known of the studio's logo.
type Logo struct {
	Name          string // of the file that it was made of
	Size          int64  // bytes of the PNG
	Width, Height int
	At            time.Time
}

// Logo is the studio's logo as PNG; ErrNotFound when it has none.
func (s *Store) Logo(ctx context.Context) ([]byte, error) {
	return one(ctx, s.reader, value[[]byte], "SELECT png FROM logo")
}

// LogoFacts tell of the logo; ErrNotFound when there is none.
func (s *Store) LogoFacts(ctx context.Context) (Logo, error) {
	return one(ctx, s.reader, func(row scanner, v *Logo) error {
		return row.Scan(&v.Name, &v.Size, &v.Width, &v.Height, at(&v.At))
	}, "SELECT name, length(png), width, height, at FROM logo")
}

// RemoveLogo takes the logo away; the arch is shown again.
func (s *Store) RemoveLogo(ctx context.Context, _ Staff) error {
	err := s.write(ctx, "remove the logo", func(t *tx) error {
		_, err := t.exec("DELETE FROM logo")
		return err
	})
	if err != nil {
		return err
	}
	return s.refreshStudio(ctx)
}

// picture is a PNG and its size in pixels.
type redrawn struct {
	png           []byte
	width, height int
}

func (t *tx) keepLogo(name string, p redrawn) error {
	name = clip(path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/")), 200)
	_, err := t.exec(`INSERT INTO logo (id, name, png, width, height, sha256, at) VALUES (1, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, png = excluded.png, width = excluded.width,
			height = excluded.height, sha256 = excluded.sha256, at = excluded.at`,
		name, p.png, p.width, p.height, hashHex(p.png), ms(t.now))
	return err
}

// readLogo makes an 8-bit PNG of a picture that someone sent, or notes what is
// wrong with it. Nothing of the file itself is kept: not what hides behind its
// pixels, not what it says of its place and time.
func (s *Store) readLogo(invalid *Invalid, field string, raw []byte) redrawn {
	if len(raw) > LogoLimit {
		invalid.Add(field, Say("invalid.logo_size"))
		return redrawn{}
	}
	format, known := formatOf(raw)
	if !known {
		wrong := Say("invalid.file_type")
		if looksLikeSVG(raw) {
			wrong = Say("invalid.logo_svg")
		}
		invalid.Add(field, wrong)
		return redrawn{}
	}
	size, err := format.size(bytes.NewReader(raw))
	switch {
	case err != nil:
		invalid.Add(field, Say("invalid.picture"))
		return redrawn{}
	case size.Width <= 0 || size.Height <= 0 || size.Width > logoPixels/size.Height:
		invalid.Add(field, Say("invalid.logo_pixels"))
		return redrawn{}
	}
	s.drawing.Lock() // one at a time: each may take some hundred megabytes
	defer s.drawing.Unlock()
	p, err := format.redraw(raw)
	if err != nil {
		invalid.Add(field, Say("invalid.picture"))
	}
	return p
}

// pictureFormat reads one kind of picture.
type pictureFormat struct {
	magic  string // '?' is any byte
	size   func(*bytes.Reader) (image.Config, error)
	decode func(*bytes.Reader) (image.Image, error)
}

// formatOf recognises a picture by its first bytes, whatever its name says.
func formatOf(raw []byte) (pictureFormat, bool) {
	for _, f := range []pictureFormat{
		{"\x89PNG\r\n\x1a\n", func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) }},
		{"\xff\xd8\xff", func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) }},
		{"RIFF????WEBPVP8", func(r *bytes.Reader) (image.Config, error) { return webp.DecodeConfig(r) },
			func(r *bytes.Reader) (image.Image, error) { return webp.Decode(r) }},
	} {
		if begins(raw, f.magic) {
			return f, true
		}
	}
	return pictureFormat{}, false
}

func begins(raw []byte, magic string) bool {
	if len(raw) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && raw[i] != magic[i] {
			return false
		}
	}
	return true
}

func looksLikeSVG(raw []byte) bool {
	return bytes.Contains(bytes.ToLower(raw[:min(len(raw), 4096)]), []byte("<svg"))
}

// redraw makes an upright PNG of at most logoSide pixels a side.
func (f pictureFormat) redraw(raw []byte) (redrawn, error) {
	source, err := f.decode(bytes.NewReader(raw))
	if err != nil {
		return redrawn{}, err
	}
	width, height := within(source.Bounds().Dx(), source.Bounds().Dy(), logoSide)
	drawn := image.NewNRGBA(image.Rect(0, 0, width, height))
	if width == source.Bounds().Dx() {
		draw.Draw(drawn, drawn.Bounds(), source, source.Bounds().Min, draw.Src)
	} else {
		scaling.CatmullRom.Scale(drawn, drawn.Bounds(), source, source.Bounds(), draw.Src, nil)
	}
	drawn = picture.OrientationOf(raw).Turn(drawn)
	width, height = drawn.Rect.Dx(), drawn.Rect.Dy()
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, drawn); err != nil {
		return redrawn{}, err
	}
	return redrawn{out.Bytes(), width, height}, nil
}

// within is a size made to fit a square of most pixels a side, never enlarged.
func within(width, height, most int) (int, int) {
	longer := max(width, height)
	if longer <= most {
		return width, height
	}
	return max(1, width*most/longer), max(1, height*most/longer)
}
