package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The markers of a JPEG that matter here (ITU T.81, table B.1).
const (
	markSOI  = 0xD8
	markEOI  = 0xD9
	markSOS  = 0xDA
	markSOF2 = 0xC2
	markRST0 = 0xD0
	markRST7 = 0xD7
	markAPP0 = 0xE0
	markAPP1 = 0xE1
	markAPP2 = 0xE2
	markAPPE = 0xEE
	markAPPF = 0xEF
	markCOM  = 0xFE
)

// segment is a marker of a JPEG with what belongs to it.
type segment struct {
	mark       byte
	start, end int    // of all of it, in the file
	body       []byte // what follows its length
}

// nextSegment finds the segment at an offset; ok is false where the file makes no
// sense.
func nextSegment(raw []byte, at int) (s segment, ok bool) {
	s.start = at
	if at+2 > len(raw) || raw[at] != 0xFF {
		return s, false
	}
	for at+2 < len(raw) && raw[at+1] == 0xFF {
		at++ // fill bytes may stand before a marker
	}
	s.mark = raw[at+1]
	if s.mark == markSOI || s.mark == markEOI || s.mark >= markRST0 && s.mark <= markRST7 || s.mark == 1 {
		s.end = at + 2
		return s, true
	}
	if at+4 > len(raw) {
		return s, false
	}
	size := int(binary.BigEndian.Uint16(raw[at+2:]))
	if size < 2 || at+2+size > len(raw) {
		return s, false
	}
	s.end, s.body = at+2+size, raw[at+4:at+2+size]
	return s, true
}

// eachSegment hands on the segments up to the picture's end, as long as see says
// to go on. It tells whether the end was found.
func eachSegment(raw []byte, see func(segment) bool) (whole bool) {
	for at := 0; ; {
		s, ok := nextSegment(raw, at)
		if !ok || s.mark == 0 {
			return false
		}
		if s.mark == markSOS {
			s.end = scanEnd(raw, s.end)
		}
		if !see(s) {
			return false
		}
		if s.mark == markEOI {
			return true
		}
		at = s.end
	}
}

// scanEnd is where the coded pixels after a start of scan end: at a marker that
// is neither a stuffed zero nor a restart.
func scanEnd(raw []byte, at int) int {
	for {
		n := bytes.IndexByte(raw[at:], 0xFF)
		if n < 0 || at+n+1 >= len(raw) {
			return len(raw)
		}
		at += n
		if next := raw[at+1]; next != 0 && next != 0xFF && (next < markRST0 || next > markRST7) {
			return at
		}
		at++
		if raw[at] != 0xFF {
			at++
		}
	}
}

func isProgressive(raw []byte) (progressive bool) {
	eachSegment(raw, func(s segment) bool {
		progressive = s.mark == markSOF2
		return !progressive && s.mark != markSOS
	})
	return progressive
}

var (
	exifMark = []byte("Exif\x00\x00")
	iccMark  = []byte("ICC_PROFILE\x00")
	jfifMark = []byte("JFIF\x00")
	adobe    = []byte("Adobe")
)

// jpegMetadata is a JPEG's Exif and its colour profile.
func jpegMetadata(raw []byte) (exif, profile []byte) {
	var pieces [][]byte
	eachSegment(raw, func(s segment) bool {
		switch {
		case s.mark == markAPP1 && exif == nil && bytes.HasPrefix(s.body, exifMark):
			exif = s.body[len(exifMark):]
		case isICC(s):
			pieces = append(pieces, s.body[len(iccMark):])
		}
		return s.mark != markSOS
	})
	// Each piece begins with its number and how many there are (ICC.1, B.4).
	slices.SortStableFunc(pieces, func(a, b []byte) int { return int(a[0]) - int(b[0]) })
	for i, piece := range pieces {
		if int(piece[0]) != i+1 || int(piece[1]) != len(pieces) {
			return exif, nil
		}
		profile = append(profile, piece[2:]...)
	}
	return exif, profile
}

func isICC(s segment) bool {
	return s.mark == markAPP2 && bytes.HasPrefix(s.body, iccMark) && len(s.body) >= len(iccMark)+2
}

// cleanJPEG keeps what a decoder needs and the colour profile. Exif, XMP, IPTC,
// comments, previews and whatever follows the picture's end go; how it lies is
// said anew.
func cleanJPEG(raw []byte, o Orientation) (plan Plan) {
	whole := eachSegment(raw, func(s segment) bool {
		if keptJPEG(s) {
			plan.keep(s.start, s.end-s.start)
		}
		if s.mark == markSOI && o != Upright {
			body := append(slices.Clone(exifMark), o.exif()...)
			plan.write(append(binary.BigEndian.AppendUint16([]byte{0xFF, markAPP1}, uint16(len(body)+2)), body...))
		}
		return true
	})
	if !whole {
		return nil
	}
	return plan
}

func keptJPEG(s segment) bool {
	switch {
	case s.mark == markAPP0:
		const withoutThumbnail = 14
		return bytes.HasPrefix(s.body, jfifMark) && len(s.body) == withoutThumbnail
	case s.mark == markAPP2:
		return isICC(s)
	case s.mark == markAPPE:
		return bytes.HasPrefix(s.body, adobe)
	case s.mark >= markAPP1 && s.mark <= markAPPF, s.mark == markCOM, s.mark == 1:
		return false
	}
	return true
}

// withProfile puts a colour profile into a JPEG that has none.
func withProfile(encoded, profile []byte) []byte {
	const most = 0xFFFF - 2 - 14 // of a segment, less its head
	if len(profile) == 0 {
		return encoded
	}
	count := (len(profile) + most - 1) / most
	out := append(make([]byte, 0, len(encoded)+len(profile)+count*18), encoded[:2]...)
	for n := 1; len(profile) > 0; n++ {
		piece := profile[:min(most, len(profile))]
		profile = profile[len(piece):]
		out = append(out, 0xFF, markAPP2)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(iccMark)+2+len(piece)))
		out = append(append(append(out, iccMark...), byte(n), byte(count)), piece...)
	}
	return append(out, encoded[2:]...)
}
