package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
)

// Size is how large a rendition is to be: its longer side has Side pixels at
// most; 0 is as large as the picture is. It is never made larger.
type Size struct {
	Side    int
	Quality int // of the JPEG, 1 to 100
}

// Rendition is a picture made anew, as it is seen.
type Rendition struct {
	Width, Height int
	JPEG          []byte
}

// Render makes renditions of a file, in the order of sizes, which must fall.
// They hold pixels and the colour profile, nothing else. Errors are those of
// Examine.
func Render(raw []byte, sizes ...Size) (list []Rendition, err error) {
	defer catch(&err)
	facts, err := Examine(raw)
	if err != nil {
		return nil, err
	}
	decoded, err := decoders[facts.Kind](bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	source := canvasOf(decoded)
	for _, size := range sizes {
		source = source.within(size.Side) // the smaller of the larger
		r, err := source.encode(facts, size.Quality)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// canvas is a picture that can be made smaller: Gray, YCbCr or RGBA without
// transparency.
type canvas struct{ image.Image }

// canvasOf takes a picture as it was decoded where that is kept by channels, and
// draws any other on white.
func canvasOf(p image.Image) canvas {
	b := p.Bounds()
	switch p := p.(type) {
	case *image.Gray:
		if b.Min == (image.Point{}) {
			return canvas{p}
		}
	case *image.YCbCr:
		// The rare ones, with a quarter of the colours, cannot be turned on their side.
		if rare := p.SubsampleRatio == image.YCbCrSubsampleRatio411 || p.SubsampleRatio == image.YCbCrSubsampleRatio410; b.Min == (image.Point{}) && !rare {
			return canvas{p}
		}
	}
	flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(flat, flat.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, p, b.Min, draw.Over)
	return canvas{flat}
}

// planes are the channels.
func (c canvas) planes() []plane {
	switch p := c.Image.(type) {
	case *image.Gray:
		return []plane{{p.Pix, p.Rect.Dx(), p.Rect.Dy(), 1, p.Stride}}
	case *image.YCbCr:
		width, height := chroma(p)
		return []plane{{p.Y, p.Rect.Dx(), p.Rect.Dy(), 1, p.YStride}, {p.Cb, width, height, 1, p.CStride}, {p.Cr, width, height, 1, p.CStride}}
	case *image.RGBA:
		var list []plane
		for channel := range 3 {
			list = append(list, plane{p.Pix[channel:], p.Rect.Dx(), p.Rect.Dy(), 4, p.Stride})
		}
		return list
	}
	return nil
}

// chroma is the size of the two planes of colour.
func chroma(p *image.YCbCr) (width, height int) {
	width, height = p.Rect.Dx(), p.Rect.Dy()
	switch p.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		width = (width + 1) / 2
	}
	switch p.SubsampleRatio {
	case image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440:
		height = (height + 1) / 2
	}
	return width, height
}

// like is an empty canvas of the same kind; a colour picture by channels has
// all of its colour where it may be turned on its side.
func (c canvas) like(width, height int, ratio image.YCbCrSubsampleRatio) canvas {
	bounds := image.Rect(0, 0, width, height)
	switch c.Image.(type) {
	case *image.Gray:
		return canvas{image.NewGray(bounds)}
	case *image.YCbCr:
		return canvas{image.NewYCbCr(bounds, ratio)}
	}
	flat := image.NewRGBA(bounds)
	for i := 3; i < len(flat.Pix); i += 4 {
		flat.Pix[i] = 0xFF
	}
	return canvas{flat}
}

// ratio is how much colour the smaller picture keeps: as much as there is, of
// the two kinds that JPEG encoders write.
func (c canvas) ratio() image.YCbCrSubsampleRatio {
	if p, ok := c.Image.(*image.YCbCr); ok && p.SubsampleRatio == image.YCbCrSubsampleRatio444 {
		return image.YCbCrSubsampleRatio444
	}
	return image.YCbCrSubsampleRatio420
}

// within makes the picture so small that its longer side has side pixels.
func (c canvas) within(side int) canvas {
	width, height := fit(c.Bounds().Dx(), c.Bounds().Dy(), side)
	if width == c.Bounds().Dx() && height == c.Bounds().Dy() {
		return c
	}
	smaller := c.like(width, height, c.ratio())
	from, to := c.planes(), smaller.planes()
	for i := range from {
		from[i].shrinkInto(to[i])
	}
	return smaller
}

// shrinkInto is shrinkTo for planes of colour too, which may be the smaller ones:
// what is missing there is taken twice.
func (src plane) shrinkInto(dst plane) {
	if dst.width <= src.width && dst.height <= src.height {
		src.shrinkTo(dst)
		return
	}
	for y := range dst.height {
		for x := range dst.width {
			dst.pix[y*dst.stride+x*dst.step] = src.pix[y*src.height/dst.height*src.stride+x*src.width/dst.width*src.step]
		}
	}
}

// fit is the size of a picture whose longer side has side pixels at most; 0 is no
// limit.
func fit(width, height, side int) (int, int) {
	longer := max(width, height)
	if side == 0 || longer <= side {
		return width, height
	}
	return max(1, (width*side+longer/2)/longer), max(1, (height*side+longer/2)/longer)
}

// encode writes the picture as it is seen.
func (c canvas) encode(f Facts, quality int) (r Rendition, err error) {
	seen := c
	if f.orientation > Upright {
		size := f.orientation.size(c.Bounds().Size())
		ratio := image.YCbCrSubsampleRatio420
		if p, ok := c.Image.(*image.YCbCr); ok {
			ratio = turned(p.SubsampleRatio, f.orientation)
		}
		seen = c.like(size.X, size.Y, ratio)
		from, to := c.planes(), seen.planes()
		for i := range from {
			from[i].turnTo(to[i], f.orientation)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, seen.Image, &jpeg.Options{Quality: quality}); err != nil {
		return r, err
	}
	_, gray := seen.Image.(*image.Gray)
	return Rendition{seen.Bounds().Dx(), seen.Bounds().Dy(), withProfile(out.Bytes(), fitting(f.profile, gray))}, nil
}

// turned is the ratio of a picture that lies on its side: what was saved across
// is saved down.
func turned(ratio image.YCbCrSubsampleRatio, o Orientation) image.YCbCrSubsampleRatio {
	if o < 5 {
		return ratio
	}
	switch ratio {
	case image.YCbCrSubsampleRatio422:
		return image.YCbCrSubsampleRatio440
	case image.YCbCrSubsampleRatio440:
		return image.YCbCrSubsampleRatio422
	}
	return ratio
}

// fitting is a colour profile that is of the picture's kind (ICC.1, 7.2.6), else
// none: without one a picture is read as sRGB.
func fitting(profile []byte, gray bool) []byte {
	const at = 16
	want := "RGB "
	if gray {
		want = "GRAY"
	}
	if len(profile) > maxProfile || len(profile) < 128 || string(profile[at:at+4]) != want {
		return nil
	}
	return profile
}
