package pdf

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // logos come as GIF,
	_ "image/jpeg" // JPEG
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // or WebP
)

const (
	logoPixels = 16 << 20 // of a picture that is looked at; more is refused before it is decoded
	logoSide   = 640      // pixels of the longer side that is printed: 600 dpi and more at its size here
)

// picture is a logo that can be printed.
type picture struct {
	png    []byte
	aspect float64 // width by height
}

// Logo turns a picture into what is printed: a PNG of eight bits a channel without anything
// hidden in it, its longer side at most 640 pixels. It refuses what is not PNG, JPEG, GIF or WebP,
// and what has more than 16 million pixels. Brand.Logo may hold the one or the other.
func Logo(data []byte) ([]byte, error) {
	p, err := readLogo(data)
	if err != nil {
		return nil, err
	}
	return p.png, nil
}

func readLogo(data []byte) (*picture, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read logo: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > logoPixels/config.Height {
		return nil, fmt.Errorf("read logo: %d by %d pixels are too many", config.Width, config.Height)
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read logo: %w", err)
	}
	w, h := fit(config.Width, config.Height)
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	if bounds := decoded.Bounds(); w == bounds.Dx() && h == bounds.Dy() {
		draw.Draw(small, small.Rect, decoded, bounds.Min, draw.Src)
	} else {
		draw.CatmullRom.Scale(small, small.Rect, decoded, bounds, draw.Src, nil)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, small); err != nil {
		return nil, fmt.Errorf("write logo: %w", err)
	}
	return &picture{png: out.Bytes(), aspect: float64(w) / float64(h)}, nil
}

// fit reduces a size until its longer side is one that is printed.
func fit(w, h int) (int, int) {
	long := max(w, h)
	if long <= logoSide {
		return w, h
	}
	return max(1, w*logoSide/long), max(1, h*logoSide/long)
}
