package store

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"

	scaling "golang.org/x/image/draw"
)

// photoSide is the side, in pixels, of the square that is kept of a portrait.
const photoSide = 256

// SavePhoto keeps a portrait of one of the studio: a square JPEG from the middle
// of a picture, made anew, so that nothing else of the file is kept.
func (s *Store) SavePhoto(ctx context.Context, who Staff, raw []byte) error {
	var invalid Invalid
	if len(raw) == 0 {
		invalid.Add("photo", Say("invalid.picture_missing"))
		return invalid.OrNil()
	}
	drawn := s.readLogo(&invalid, "photo", raw)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	square, err := portrait(drawn.png)
	if err != nil {
		return err
	}
	return s.write(ctx, "save a photo", func(t *tx) error {
		_, err := t.exec(`INSERT INTO staff_photo (staff_id, jpeg, sha256, at) VALUES (?, ?, ?, ?)
			ON CONFLICT (staff_id) DO UPDATE SET jpeg = excluded.jpeg, sha256 = excluded.sha256, at = excluded.at`, who.ID, square, hashHex(square), ms(t.now))
		return err
	})
}

// portrait cuts a square out of the middle of a picture.
func portrait(raw []byte) ([]byte, error) {
	whole, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	b := whole.Bounds()
	side := min(b.Dx(), b.Dy())
	from := image.Rect(0, 0, side, side).Add(b.Min).Add(image.Pt((b.Dx()-side)/2, (b.Dy()-side)/2))
	square := image.NewRGBA(image.Rect(0, 0, photoSide, photoSide))
	draw.Draw(square, square.Bounds(), image.White, image.Point{}, draw.Src) // behind what is transparent
	scaling.CatmullRom.Scale(square, square.Bounds(), whole, from, draw.Over, nil)
	var out bytes.Buffer
	err = jpeg.Encode(&out, square, &jpeg.Options{Quality: 88})
	return out.Bytes(), err
}

// RemovePhoto takes it away; initials stand in its place.
func (s *Store) RemovePhoto(ctx context.Context, who Staff) error {
	return s.write(ctx, "remove a photo", func(t *tx) error {
		_, err := t.exec("DELETE FROM staff_photo WHERE staff_id = ?", who.ID)
		return err
	})
}

// Photo is the portrait of one of the studio, JPEG; ErrNotFound without one.
func (s *Store) Photo(ctx context.Context, who Staff) ([]byte, error) {
	return one(ctx, s.reader, value[[]byte], "SELECT jpeg FROM staff_photo WHERE staff_id = ?", who.ID)
}

// Carer is one of the studio who looks after a project.
type Carer struct {
	Name  string
	Photo string // SHA-256 of the portrait, by which it is asked for; empty: none
}

// Staff are those of the studio who look after a project of this contact, by name.
func (p *Portal) Staff(ctx context.Context, projectID int64) ([]Carer, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	return all(ctx, p.store.reader, func(row scanner, v *Carer) error { return row.Scan(&v.Name, &v.Photo) },
		`SELECT staff.name, coalesce(staff_photo.sha256, '') FROM project_staff ps JOIN staff ON staff.id = ps.staff_id
		LEFT JOIN staff_photo ON staff_photo.staff_id = staff.id JOIN project ON project.id = ps.project_id
		WHERE ps.project_id = ? AND staff.disabled_at IS NULL AND `+sharedProject+`
		ORDER BY staff.name COLLATE NOCASE`, projectID, p.Contact.ID)
}

// StaffPhoto is the portrait, JPEG, of one who looks after a project of this
// contact.
func (p *Portal) StaffPhoto(ctx context.Context, sha256 string) ([]byte, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	return one(ctx, p.store.reader, value[[]byte], `SELECT jpeg FROM staff_photo WHERE sha256 = ? AND EXISTS (SELECT 1 FROM project_staff ps
		JOIN project ON project.id = ps.project_id JOIN staff ON staff.id = ps.staff_id
		WHERE ps.staff_id = staff_photo.staff_id AND staff.disabled_at IS NULL AND `+sharedProject+`)`, sha256, p.Contact.ID)
}
