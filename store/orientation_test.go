package store_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// sides says for each orientation which side of the picture, as it is seen, the
// first row and the first column of the file are (Exif 2.32, 4.6.5, table 4).
var sides = map[uint16][2]string{
	1: {"top", "left"}, 2: {"top", "right"}, 3: {"bottom", "right"}, 4: {"bottom", "left"},
	5: {"left", "top"}, 6: {"right", "top"}, 7: {"right", "bottom"}, 8: {"left", "bottom"},
}

// corners of the picture as it is seen: top left, top right, bottom left, bottom right.
var corners = []color.NRGBA{{200, 0, 0, 255}, {0, 160, 0, 255}, {0, 0, 200, 255}, {240, 240, 240, 255}}

const seenWidth, seenHeight = 96, 64

// lying is a JPEG that is seen as 96 × 64 pixels with those corners, if its tag is heeded.
func lying(t *testing.T, o uint16, exif []byte) []byte {
	t.Helper()
	width, height := seenWidth, seenHeight
	if o >= 5 {
		width, height = height, width
	}
	stored := image.NewNRGBA(image.Rect(0, 0, width, height))
	for row := range height {
		for column := range width {
			x, y := 0, 0
			for i, n := range [2]int{row, column} {
				switch sides[o][i] {
				case "top":
					y = n
				case "bottom":
					y = seenHeight - 1 - n
				case "left":
					x = n
				case "right":
					x = seenWidth - 1 - n
				}
			}
			stored.SetNRGBA(column, row, corners[2*(y*2/seenHeight)+x*2/seenWidth])
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, stored, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return slices.Insert(b.Bytes(), 2, exif...) // after SOI
}

// tagged is an APP1 segment whose directory holds a comment and the orientation.
func tagged(order binary.AppendByteOrder, mark string, o uint16) []byte {
	tiff := append([]byte(mark), 0, 0, 0, 0)
	copy(tiff[4:], order.AppendUint32(nil, 8))
	tiff = order.AppendUint16(tiff, 2)
	tiff = append(order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, 0x010E), 2), 4), "abc\x00"...)
	tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3), 1)
	tiff = append(order.AppendUint16(tiff, o), 0, 0, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2)), body...)
}

// sees uploads a logo and asks how it is kept.
func sees(t *testing.T, job *storetest.Job, name string, raw []byte, width, height int, want []color.NRGBA) {
	t.Helper()
	if err := job.SaveBranding(t.Context(), job.Owner, store.Branding{Colour: "#0f5d62", Logo: raw, LogoName: "mark.jpg"}); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	kept, err := job.Logo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, err := png.Decode(bytes.NewReader(kept))
	if err != nil || p.Bounds().Dx() != width || p.Bounds().Dy() != height {
		t.Errorf("%s: kept as %v: %v", name, p.Bounds(), err)
		return
	}
	for i, corner := range want {
		r, g, b, _ := p.At(width/4+i%2*width/2, height/4+i/2*height/2).RGBA()
		for k, pair := range [][2]int{{int(r >> 8), int(corner.R)}, {int(g >> 8), int(corner.G)}, {int(b >> 8), int(corner.B)}} {
			if d := pair[0] - pair[1]; d < -24 || d > 24 {
				t.Errorf("%s: corner %d is %d,%d,%d (channel %d), not %v", name, i, r>>8, g>>8, b>>8, k, corner)
				break
			}
		}
	}
}

func TestALogoIsKeptAsItIsSeen(t *testing.T) {
	job := storetest.NewJob(t)
	for o := uint16(1); o <= 8; o++ {
		sees(t, job, fmt.Sprintf("orientation %d, little end first", o), lying(t, o, tagged(binary.LittleEndian, "II*\x00", o)), seenWidth, seenHeight, corners)
		sees(t, job, fmt.Sprintf("orientation %d, big end first", o), lying(t, o, tagged(binary.BigEndian, "MM\x00*", o)), seenWidth, seenHeight, corners)
	}
}

// What makes no sense is no orientation, and no reason to refuse a picture.
func TestADamagedOrientationIsNone(t *testing.T) {
	job := storetest.NewJob(t)
	whole := tagged(binary.LittleEndian, "II*\x00", 6)
	far := slices.Clone(whole)
	binary.LittleEndian.PutUint32(far[14:], 0xFFFFFFF0) // where the directory is said to stand
	many := slices.Clone(whole)
	many[18], many[19], many[32] = 0xFF, 0xFF, 0x13 // 65535 entries, none of them the tag
	for name, exif := range map[string][]byte{
		"none": nil, "nine": tagged(binary.LittleEndian, "II*\x00", 9), "zero": tagged(binary.BigEndian, "MM\x00*", 0),
		"no TIFF": tagged(binary.LittleEndian, "XX*\x00", 6), "a directory far away": far, "too many entries": many,
		"nothing but a name": {0xFF, 0xE1, 0, 8, 'E', 'x', 'i', 'f', 0, 0},
	} {
		sees(t, job, name, lying(t, 1, exif), seenWidth, seenHeight, corners)
	}
}
