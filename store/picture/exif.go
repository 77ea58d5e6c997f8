package picture

import (
	"bytes"
	"encoding/binary"
	"time"
)

// The tags that are read (Exif 2.32, 4.6).
const (
	tagOrientation = 0x0112
	tagChanged     = 0x0132 // when the file was last changed
	tagExif        = 0x8769 // where the camera's own directory stands
	tagTaken       = 0x9003
	tagGPS         = 0x8825
	tagLatitude    = 2 // of the directory of the place
)

// The types of values (TIFF 6.0).
const (
	typeASCII = 2
	typeShort = 3
)

// readExif reads a TIFF structure, as Exif has it. What is missing or makes no
// sense is upright, of no day, of no place.
func readExif(data []byte) (o Orientation, taken string, located bool) {
	t, first := newTIFF(bytes.TrimPrefix(data, []byte("Exif\x00\x00")))
	o = Upright
	var changed string
	t.each(first, func(e entry) {
		switch e.tag {
		case tagOrientation:
			if n := Orientation(e.short()); e.kind == typeShort && e.count == 1 && n >= 1 && n <= 8 && o == Upright {
				o = n
			}
		case tagChanged:
			changed = t.day(e)
		case tagExif:
			t.each(e.long(), func(e entry) {
				if e.tag == tagTaken && taken == "" {
					taken = t.day(e)
				}
			})
		case tagGPS:
			t.each(e.long(), func(e entry) { located = located || e.tag == tagLatitude })
		}
	})
	if taken == "" {
		taken = changed
	}
	return o, taken, located
}

// structure is a TIFF: directories of entries, anywhere in it.
type structure struct {
	data  []byte
	order binary.ByteOrder
}

// newTIFF reads the head, and gives where the first directory stands.
func newTIFF(data []byte) (t structure, first uint32) {
	if len(data) < 8 {
		return t, 0
	}
	switch string(data[:4]) {
	case "II*\x00":
		t.order = binary.LittleEndian
	case "MM\x00*":
		t.order = binary.BigEndian
	default:
		return t, 0
	}
	t.data = data
	return t, t.order.Uint32(data[4:])
}

// entry is one of a directory.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte // four bytes: the value, or where it stands
	order     binary.ByteOrder
}

func (e entry) short() uint16 { return e.order.Uint16(e.value) }
func (e entry) long() uint32  { return e.order.Uint32(e.value) }

// each hands on the entries of the directory at an offset, as far as they are
// there.
func (t structure) each(at uint32, see func(entry)) {
	if t.order == nil || at == 0 || uint64(at)+2 > uint64(len(t.data)) {
		return
	}
	const size = 12
	rest := t.data[at+2:]
	for range t.order.Uint16(t.data[at:]) {
		if len(rest) < size {
			return
		}
		see(entry{t.order.Uint16(rest), t.order.Uint16(rest[2:]), t.order.Uint32(rest[4:]), rest[8:12], t.order})
		rest = rest[size:]
	}
}

// day is the day of a time as Exif writes it, "2006:01:02 15:04:05"; "" for what
// is none.
func (t structure) day(e entry) string {
	const length = len("2006:01:02")
	if e.kind != typeASCII || e.count < uint32(length) || uint64(e.long())+uint64(length) > uint64(len(t.data)) {
		return ""
	}
	day, err := time.Parse("2006:01:02", string(t.data[e.long():][:length]))
	if err != nil || day.Year() < 1826 { // the first photograph
		return ""
	}
	return day.Format(time.DateOnly)
}

// exif is the smallest Exif that says how a picture lies.
func (o Orientation) exif() []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	b = binary.LittleEndian.AppendUint16(b, tagOrientation)
	b = binary.LittleEndian.AppendUint16(b, typeShort)
	b = binary.LittleEndian.AppendUint32(b, 1)
	b = binary.LittleEndian.AppendUint32(b, uint32(o))
	return append(b, 0, 0, 0, 0) // no further directory
}
