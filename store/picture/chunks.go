package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// maxProfile is the most that a colour profile may have, in bytes.
const maxProfile = 1 << 20

// chunk is one of a PNG or a WebP.
type chunk struct {
	name       string
	start, end int // of all of it, in the file
	body       []byte
}

const pngHead = "\x89PNG\r\n\x1a\n"

// pngChunks are a PNG's chunks up to its end (PNG 3, 5.3); whole is false where
// that is missing.
func pngChunks(raw []byte) (list []chunk, whole bool) {
	for at := len(pngHead); at+12 <= len(raw); {
		size := int64(binary.BigEndian.Uint32(raw[at:]))
		if int64(at)+12+size > int64(len(raw)) {
			return list, false
		}
		c := chunk{string(raw[at+4 : at+8]), at, at + 12 + int(size), raw[at+8 : at+8+int(size)]}
		list = append(list, c)
		if c.name == "IEND" {
			return list, true
		}
		at = c.end
	}
	return list, false
}

// pngMetadata is a PNG's Exif and its colour profile.
func pngMetadata(raw []byte) (exif, profile []byte) {
	list, _ := pngChunks(raw)
	for _, c := range list {
		switch c.name {
		case "eXIf":
			exif = c.body
		case "iCCP":
			if name := bytes.IndexByte(c.body, 0); name > 0 && name+2 <= len(c.body) {
				profile = inflate(c.body[name+2:])
			}
		}
	}
	return exif, profile
}

// inflate gives nothing for what is broken, or too much.
func inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}

// pngKept are the chunks of a PNG that say how it looks.
var pngKept = map[string]bool{"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "iCCP": true, "sRGB": true, "gAMA": true,
	"cHRM": true, "cICP": true, "sBIT": true, "bKGD": true, "pHYs": true}

// cleanPNG keeps what says how the picture looks. How it lies is said anew.
func cleanPNG(raw []byte, o Orientation) (plan Plan) {
	list, whole := pngChunks(raw)
	if !whole {
		return nil
	}
	plan.keep(0, len(pngHead))
	for _, c := range list {
		if pngKept[c.name] {
			plan.keep(c.start, c.end-c.start)
		}
		if c.name == "IHDR" && o != Upright {
			body := append([]byte("eXIf"), o.exif()...)
			exif := append(binary.BigEndian.AppendUint32(nil, uint32(len(body)-4)), body...)
			plan.write(binary.BigEndian.AppendUint32(exif, crc32.ChecksumIEEE(body)))
		}
	}
	return plan
}

const webpHead = len("RIFF????WEBP")

// webpChunks are a WebP's chunks (RFC 9649, 2.3); whole is false where the last is
// cut off.
func webpChunks(raw []byte) (list []chunk, whole bool) {
	end := min(int64(len(raw)), int64(binary.LittleEndian.Uint32(raw[4:]))+8)
	for at := int64(webpHead); at+8 <= end; {
		size := int64(binary.LittleEndian.Uint32(raw[at+4:]))
		next := at + 8 + size + size&1
		if at+8+size > int64(len(raw)) {
			return list, false
		}
		list = append(list, chunk{string(raw[at : at+4]), int(at), int(min(next, int64(len(raw)))), raw[at+8 : at+8+size]})
		at = next
	}
	return list, len(list) > 0
}

// webpMetadata is a WebP's Exif and its colour profile.
func webpMetadata(raw []byte) (exif, profile []byte) {
	list, _ := webpChunks(raw)
	for _, c := range list {
		switch {
		case c.name == "EXIF":
			exif = c.body
		case c.name == "ICCP" && len(c.body) <= maxProfile:
			profile = c.body
		}
	}
	return exif, profile
}

// What the head of an extended WebP says of its parts (RFC 9649, 2.7).
const (
	webpXMP  = 0x04
	webpExif = 0x08
)

var webpKept = map[string]bool{"VP8 ": true, "VP8L": true, "ALPH": true, "ICCP": true, "ANIM": true, "ANMF": true}

// cleanWebP keeps what says how the picture looks, and writes its head anew.
func cleanWebP(raw []byte, o Orientation) (plan Plan) {
	list, whole := webpChunks(raw)
	if !whole {
		return nil
	}
	var kept Plan
	extended := false
	for _, c := range list {
		switch {
		case c.name == "VP8X" && len(c.body) >= 10:
			head := append([]byte("VP8X\x0a\x00\x00\x00"), c.body[:10]...)
			head[8] &^= webpXMP | webpExif
			if o != Upright {
				head[8] |= webpExif
			}
			kept.write(head)
			extended = true
		case webpKept[c.name]:
			kept.keep(c.start, c.end-c.start)
		}
	}
	if o != Upright && extended {
		exif := o.exif()
		kept.write(append(append([]byte("EXIF"), binary.LittleEndian.AppendUint32(nil, uint32(len(exif)))...), exif...))
	}
	plan.write(append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(kept.Size()+4)), "WEBP"...))
	return append(plan, kept...)
}
