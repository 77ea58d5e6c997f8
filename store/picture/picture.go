// Package picture prepares photographs: it reads what is known of one, makes
// smaller ones that hold nothing but pixels and colours, and says how to give
// the original without what the camera wrote. What somebody uploads is hostile
// until it is decoded: sizes are looked at first, memory is bounded, and a
// decoder's panic is a broken picture.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"

	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// What can be wrong with a picture.
var (
	// ErrFormat: no picture of a kind that we know.
	ErrFormat = errors.New("no picture of a known kind")
	// ErrTooLarge: decoding it would take more memory than there is for it.
	ErrTooLarge = errors.New("the picture has too many pixels")
	// ErrBroken: cut off, or not what its head says.
	ErrBroken = errors.New("the picture is damaged")
	// ErrUnsupported: a kind that we know and cannot decode: HEIC. The decoder that
	// there is without C (libde265 as WebAssembly) takes 540 MB for the 12 megapixels
	// of a phone, measured, and knows no bound.
	ErrUnsupported = errors.New("pictures of this kind cannot be decoded here")
)

// maxMemory is what decoding one picture may take, in bytes: 48 megapixels of a
// phone's JPEG pass.
const maxMemory = 400 << 20

// Kind is what a picture is by its first bytes, whatever its name says: "jpeg",
// "png", "webp", "gif", "tiff", "heic", or "" for anything else.
func Kind(head []byte) string {
	for _, k := range []struct{ kind, magic string }{
		{"jpeg", "\xff\xd8\xff"}, {"png", "\x89PNG\r\n\x1a\n"}, {"webp", "RIFF????WEBPVP8"}, {"gif", "GIF87a"}, {"gif", "GIF89a"},
		{"tiff", "II*\x00"}, {"tiff", "MM\x00*"},
		{"heic", "????ftypheic"}, {"heic", "????ftypheix"}, {"heic", "????ftyphevc"}, {"heic", "????ftypheim"}, {"heic", "????ftypmif1"}, {"heic", "????ftypmsf1"},
	} {
		if begins(head, k.magic) {
			return k.kind
		}
	}
	return ""
}

// begins tells whether data begins with magic, where '?' is any byte.
func begins(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && data[i] != magic[i] {
			return false
		}
	}
	return true
}

// Facts are what is known of a picture before it is drawn.
type Facts struct {
	Kind          string
	Width, Height int    // pixels, as it is seen
	Taken         string // the day on the camera's own clock, "2006-01-02"; "" when it does not say
	Located       bool   // it says where it was taken
	Plan          Plan   // gives it without what the camera wrote; nil where that cannot be had

	orientation Orientation
	profile     []byte // ICC
}

// Examine reads the facts of a whole file. It is ErrFormat, ErrTooLarge,
// ErrBroken or ErrUnsupported for what cannot be drawn.
func Examine(raw []byte) (f Facts, err error) {
	defer catch(&err)
	f.Kind = Kind(raw)
	switch f.Kind {
	case "":
		return f, ErrFormat
	case "heic":
		return f, ErrUnsupported
	}
	size, err := configs[f.Kind](bytes.NewReader(raw))
	if err != nil {
		return f, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if size.Width <= 0 || size.Height <= 0 {
		return f, ErrBroken
	}
	if int64(size.Width)*int64(size.Height)*bytesPerPixel(f.Kind, raw, size) > maxMemory {
		return f, ErrTooLarge
	}
	f.Width, f.Height = size.Width, size.Height
	f.readMetadata(raw)
	if f.orientation >= 5 {
		f.Width, f.Height = f.Height, f.Width
	}
	return f, nil
}

var configs = map[string]func(*bytes.Reader) (image.Config, error){
	"jpeg": func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) },
	"png":  func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) },
	"webp": func(r *bytes.Reader) (image.Config, error) { return webp.DecodeConfig(r) },
	"gif":  func(r *bytes.Reader) (image.Config, error) { return gif.DecodeConfig(r) },
	"tiff": func(r *bytes.Reader) (image.Config, error) { return tiff.DecodeConfig(r) },
}

var decoders = map[string]func(*bytes.Reader) (image.Image, error){
	"jpeg": func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) },
	"png":  func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) },
	"webp": func(r *bytes.Reader) (image.Image, error) { return webp.Decode(r) },
	"gif":  func(r *bytes.Reader) (image.Image, error) { return gif.Decode(r) }, // its first frame alone
	"tiff": func(r *bytes.Reader) (image.Image, error) { return tiff.Decode(r) },
}

// bytesPerPixel is what decoding and redrawing may take at most. A progressive
// JPEG is held as coefficients of four bytes first.
func bytesPerPixel(kind string, raw []byte, size image.Config) int64 {
	switch {
	case kind == "jpeg" && isProgressive(raw):
		return 3 + 12
	case kind == "jpeg":
		return 4 // of CMYK, which is redrawn row by row
	case kind == "gif":
		return 1 + 4
	case kind == "png" && strings.HasSuffix(fmt.Sprintf("%T", size.ColorModel), "Palette"):
		return 1 + 4
	}
	return 8 + 4 // 16 bits a channel, and redrawn
}

// readMetadata reads what stands around the pixels.
func (f *Facts) readMetadata(raw []byte) {
	var exif []byte
	switch f.Kind {
	case "jpeg":
		exif, f.profile = jpegMetadata(raw)
	case "png":
		exif, f.profile = pngMetadata(raw)
	case "webp":
		exif, f.profile = webpMetadata(raw)
	case "tiff":
		exif = raw
	}
	f.orientation, f.Taken, f.Located = readExif(exif)
	switch f.Kind {
	case "jpeg":
		f.Plan = cleanJPEG(raw, f.orientation)
	case "png":
		f.Plan = cleanPNG(raw, f.orientation)
	case "webp":
		f.Plan = cleanWebP(raw, f.orientation)
	}
}

// catch makes a decoder's panic a broken picture.
func catch(err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("%w: %v", ErrBroken, fault)
	}
}
