package store_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// told is a JPEG in which the camera wrote this orientation, and a secret.
func told(t testing.TB, shot []byte, orientation byte) []byte {
	t.Helper()
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00"), orientation, 0, 0, 0, 0, 0, 0, 0)
	exif = append(exif, "31 Larkfield Road"...)
	segment := append([]byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	return append(append(append([]byte{}, shot[:2]...), append(segment, exif...)...), shot[2:]...)
}

func TestRenditionsStandUprightAndHoldNothingOfTheCamera(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	taken := told(t, storetest.Shot(t, 900, 300, color.White), 6) // to be turned by a quarter
	id := h.Photo(t, h.gallery.ID, "tall.jpg", taken)
	check(t, h.PreparePhotographs(ctx))
	photo, err := p.Photograph(ctx, id, store.PhotoChoice{})
	check(t, err)
	if photo.Width != 300 || photo.Height != 900 {
		t.Errorf("%d×%d", photo.Width, photo.Height)
	}
	for _, size := range []store.PictureSize{store.Thumb, store.Web} {
		picture, err := p.Picture(ctx, id, size)
		check(t, err)
		config, err := jpeg.DecodeConfig(bytes.NewReader(picture.JPEG))
		if w, height := photo.At(size); err != nil || config.Width != w || config.Height != height || config.Width != picture.Width {
			t.Errorf("%s is %d×%d, said to be %d×%d, %v", size, config.Width, config.Height, w, height, err)
		}
		if bytes.Contains(picture.JPEG, []byte("Larkfield")) || bytes.Contains(picture.JPEG, []byte("Exif")) {
			t.Errorf("%s tells what the camera wrote", size)
		}
	}
	for _, metadata := range []bool{false, true} {
		_, err := h.SaveGallery(ctx, h.Owner, h.gallery.ID, h.settings(func(w *store.GallerySettings) { w.Originals, w.Metadata = true, metadata }))
		check(t, err)
		original, err := p.OpenOriginal(ctx, id)
		check(t, err)
		got, err := io.ReadAll(original)
		check(t, err)
		if tells := bytes.Contains(got, []byte("Larkfield")); tells != metadata || int64(len(got)) != original.Size {
			t.Errorf("the gallery keeps metadata: %t, the original has it: %t; %d bytes of %d", metadata, tells, len(got), original.Size)
		}
		if metadata && !bytes.Equal(got, taken) {
			t.Error("an original is not as it came")
		}
		if !metadata { // the same pixels, without what was written about them
			config, err := jpeg.DecodeConfig(bytes.NewReader(got))
			if err != nil || config.Width != 900 || len(got) < len(taken)/2 {
				t.Errorf("the cleaned original has %d bytes of %d, %v", len(got), len(taken), err)
			}
		}
	}
}

// Of what cannot be cleaned a large one is made anew.
func TestAnOriginalThatCannotBeCleanedIsMadeAnew(t *testing.T) {
	h := newHall(t)
	var moving bytes.Buffer
	check(t, gif.Encode(&moving, image.NewPaletted(image.Rect(0, 0, 50, 40), palette.Plan9), nil))
	id := h.Photo(t, h.gallery.ID, "drawing.gif", moving.Bytes())
	check(t, h.PreparePhotographs(t.Context()))
	_, err := h.SaveGallery(t.Context(), h.Owner, h.gallery.ID, h.settings(func(w *store.GallerySettings) { w.Originals = true }))
	check(t, err)
	o, err := h.Portal(t, h.Priya).OpenOriginal(t.Context(), id)
	check(t, err)
	if config, err := jpeg.DecodeConfig(o); err != nil || config.Width != 50 || o.Name != "drawing.jpg" || o.MediaType != "image/jpeg" {
		t.Errorf("%s, %s, %d wide, %v", o.Name, o.MediaType, config.Width, err)
	}
	_, err = h.Portal(t, h.Priya).Picture(t.Context(), id, store.Full)
	notFound(t, "a size that pages do not show", err)
	pack, err := h.Portal(t, h.Priya).PackGallery(t.Context(), h.gallery.ID, store.Full)
	check(t, err)
	if last := pack.Entries[len(pack.Entries)-1]; last.Name != "drawing.jpg" {
		t.Errorf("in the ZIP it is %s", last.Name)
	}
}

// A few bytes that claim to be a picture of a thousand million pixels.
func TestAPictureBombIsNotDecoded(t *testing.T) {
	h := newHall(t)
	var small bytes.Buffer
	check(t, png.Encode(&small, image.NewGray(image.Rect(0, 0, 1, 1))))
	bomb := small.Bytes()
	binary.BigEndian.PutUint32(bomb[16:], 40_000) // the header's width and height
	binary.BigEndian.PutUint32(bomb[20:], 40_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	id := h.Photo(t, h.gallery.ID, "bomb.png", bomb)
	check(t, h.PreparePhotographs(t.Context()))
	if p, err := h.Photograph(t.Context(), id); err != nil || p.State != "failed" || p.Problem != "photo.too_large" {
		t.Errorf("%+v, %v", p, err)
	}
}

// noise is a photograph of a camera: 12 megapixels that do not compress away.
func noise(t testing.TB) []byte {
	t.Helper()
	img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range img.Y {
		img.Y[i] = byte(i%4000/16) + byte(r.IntN(12))
	}
	var out bytes.Buffer
	check(t, jpeg.Encode(&out, img, &jpeg.Options{Quality: 88}))
	return out.Bytes()
}

// BenchmarkPreparePhotographs makes all sizes of one photograph of 12 megapixels,
// with reading it and keeping them.
func BenchmarkPreparePhotographs(b *testing.B) {
	h := newHall(b)
	shot := noise(b)
	for b.Loop() {
		b.StopTimer()
		h.Photo(b, h.gallery.ID, "noise.jpg", shot)
		b.StartTimer()
		check(b, h.PreparePhotographs(b.Context()))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "photos/s")
	b.ReportMetric(float64(len(shot))/(1<<20), "MB/photo")
}
