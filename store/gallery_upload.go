package store

import (
	"context"
	"io"
	"slices"
)

// photoLimit is the most that a photograph may have, in bytes; the studio's own
// limit holds too.
const photoLimit = 200 << 20

// photoTypes are what a gallery takes.
var photoTypes = []string{"image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff"}

// toGallery is a photograph of a gallery.
type toGallery struct {
	by      Staff
	gallery int64

	photo int64 // once it is there
}

func (d *toGallery) limit(s *Studio) int64 { return min(photoLimit, s.FileLimit) }

func (d *toGallery) mayCome(t *tx, name, mediaType string) error {
	if mediaType == "image/heic" || mediaType == "image/heif" {
		return refuse("refused.heic", "name", name)
	}
	if mediaType != "" && !slices.Contains(photoTypes, mediaType) {
		return refuse("refused.no_photo", "name", name)
	}
	return t.check("SELECT id FROM gallery WHERE id = ? AND deleted_at IS NULL", d.gallery)
}

func (d *toGallery) arrive(t *tx, content int64, name string) (err error) {
	d.photo, err = t.insert(`INSERT INTO photo (gallery_id, content_id, name, position, staff_id, created_at)
		SELECT ?1, ?2, ?3, coalesce((SELECT max(position) FROM photo WHERE gallery_id = ?1), 0) + 1, ?4, ?5`,
		d.gallery, content, name, d.by.ID, ms(t.now))
	if err != nil {
		return err
	}
	t.pictured = true
	return t.noteArrival(d.by, d.gallery)
}

// AddPhoto takes a photograph into a gallery. Clients see it once its
// renditions are made.
func (s *Store) AddPhoto(ctx context.Context, who Staff, galleryID int64, name string, r io.Reader) (photoID int64, err error) {
	to := &toGallery{by: who, gallery: galleryID}
	err = s.receive(ctx, to, name, r)
	return to.photo, err
}
