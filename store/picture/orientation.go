package picture

import "image"

// Orientation is how a picture lies: the value of Exif's tag 0x0112, 1 to 8
// (Exif 2.32, 4.6.5). Cameras write pixels as the sensor had them and say by it
// how to hold them.
type Orientation uint16

// Upright is a picture that is seen as it lies in the file.
const Upright Orientation = 1

// OrientationOf reads how a JPEG lies. What does not say so, or makes no sense,
// is upright.
func OrientationOf(raw []byte) Orientation {
	exif, _ := jpegMetadata(raw)
	o, _, _ := readExif(exif)
	return o
}

// Turn gives the picture as it is to be seen.
func (o Orientation) Turn(p *image.NRGBA) *image.NRGBA {
	if o <= Upright || o > 8 {
		return p
	}
	turned := image.NewNRGBA(image.Rectangle{Max: o.size(p.Rect.Size())})
	right, bottom := turned.Rect.Dx()-1, turned.Rect.Dy()-1
	for y := range bottom + 1 {
		for x := range right + 1 {
			fromX, fromY := o.source(x, y, right, bottom)
			copy(turned.Pix[turned.PixOffset(x, y):], p.Pix[p.PixOffset(fromX+p.Rect.Min.X, fromY+p.Rect.Min.Y):][:4])
		}
	}
	return turned
}

// size is that of the picture as it is seen.
func (o Orientation) size(stored image.Point) image.Point {
	if o >= 5 {
		return image.Pt(stored.Y, stored.X)
	}
	return stored
}

// source is where the pixel that is seen at x, y lies in the file; right and
// bottom are the last column and row as seen.
func (o Orientation) source(x, y, right, bottom int) (int, int) {
	switch o {
	case 2: // mirrored
		return right - x, y
	case 3: // upside down
		return right - x, bottom - y
	case 4: // upside down, mirrored
		return x, bottom - y
	case 5: // on its side, mirrored
		return y, x
	case 6: // to be turned right
		return y, right - x
	case 7: // on its other side, mirrored
		return bottom - y, right - x
	case 8: // to be turned left
		return bottom - y, x
	}
	return x, y
}
