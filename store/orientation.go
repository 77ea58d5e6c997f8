package store

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a picture lies: the value of Exif's tag 0x0112, 1 to 8.
// Cameras write pixels as the sensor had them and say by it how to hold them.
type orientation uint16

const upright orientation = 1

// orientationOf reads the tag of a JPEG (Exif 2.32, 4.5.4 and 4.6.5: an APP1
// segment with a TIFF header and its first directory). What has none, or one
// that makes no sense, is upright.
func orientationOf(raw []byte) orientation {
	for rest := raw; ; {
		segment, kind, after := nextSegment(rest)
		if kind == 0 {
			return upright
		}
		if body, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); kind == 0xE1 && ok {
			return tiffOrientation(body)
		}
		rest = after
	}
}

// nextSegment takes the next segment of a JPEG's head; kind is 0 where the head
// ends, or is cut short.
func nextSegment(raw []byte) (segment []byte, kind byte, rest []byte) {
	for len(raw) >= 2 && raw[0] == 0xFF && (raw[1] == 0xD8 || raw[1] == 0xFF) {
		if raw[1] == 0xFF {
			raw = raw[1:] // fill bytes may stand before a marker
			continue
		}
		raw = raw[2:] // SOI has no length
	}
	const startOfScan = 0xDA
	if len(raw) < 4 || raw[0] != 0xFF || raw[1] == startOfScan {
		return nil, 0, nil
	}
	size := int(binary.BigEndian.Uint16(raw[2:]))
	if size < 2 || 2+size > len(raw) {
		return nil, 0, nil
	}
	return raw[4 : 2+size], raw[1], raw[2+size:]
}

// tiffOrientation looks for the tag in the first directory of a TIFF.
func tiffOrientation(raw []byte) orientation {
	if len(raw) < 8 {
		return upright
	}
	var order binary.ByteOrder
	switch string(raw[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return upright
	}
	at := uint64(order.Uint32(raw[4:]))
	if at+2 > uint64(len(raw)) {
		return upright
	}
	const entry, tag, short = 12, 0x0112, 3
	entries := raw[at+2:]
	for range order.Uint16(raw[at:]) {
		if len(entries) < entry {
			return upright
		}
		if order.Uint16(entries) == tag && order.Uint16(entries[2:]) == short && order.Uint32(entries[4:]) == 1 {
			if o := orientation(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			return upright
		}
		entries = entries[entry:]
	}
	return upright
}

// turn gives the picture as it is to be seen.
func (o orientation) turn(p *image.NRGBA) *image.NRGBA {
	if o <= upright || o > 8 {
		return p
	}
	width, height := p.Rect.Dx(), p.Rect.Dy()
	if o >= 5 {
		width, height = height, width
	}
	turned := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			turned.SetNRGBA(x, y, p.NRGBAAt(o.source(x, y, width-1, height-1)))
		}
	}
	return turned
}

// source is where the pixel that is seen at x, y lies in the file; right and
// bottom are the last column and row as seen.
func (o orientation) source(x, y, right, bottom int) (int, int) {
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
