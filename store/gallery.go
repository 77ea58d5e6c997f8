package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Gallery is an album of a project's photographs.
type Gallery struct {
	ID         int64
	ProjectID  int64
	Project    string // its name
	Name       string
	Note       string // a sentence to the client, plain text
	Visible    bool   // in the portal
	Originals  bool   // may be downloaded; else the web size alone
	Metadata   bool   // originals keep what the camera wrote, location too
	Favourites bool   // clients choose some
	Guests     bool   // it has a link for guests
	PIN        bool   // who follows that is asked for one
	GuestsFrom time.Time
	Created    time.Time
	Deleted    time.Time // zero: it is there

	Photos     int   // that can be seen; in the client's hands all there are
	Waiting    int   // that are being prepared; 0 in the client's hands
	Failed     int   // that could not be; likewise
	Cover      int64 // the first that can be seen; 0: none
	Chosen     int   // favourites: of this contact, or for the studio those of anyone
	Selections int   // sent to the studio

	guestHash []byte
	guestPIN  string
}

// IsEmpty tells whether it holds no photograph at all.
func (g Gallery) IsEmpty() bool { return g.Photos+g.Waiting+g.Failed == 0 }

// galleryColumns has one argument, ?1: the contact whose favourites count; 0 is
// anyone.
const galleryColumns = `gallery.id, gallery.project_id, project.name, gallery.name, gallery.note, gallery.visible, gallery.originals, gallery.metadata,
	gallery.favourites, gallery.guest_hash, gallery.guest_pin, gallery.guests_from, gallery.created_at, gallery.deleted_at,
	(SELECT count(*) FROM photo WHERE photo.gallery_id = gallery.id AND photo.deleted_at IS NULL AND photo.state = 'ready'),
	(SELECT count(*) FROM photo WHERE photo.gallery_id = gallery.id AND photo.deleted_at IS NULL AND photo.state = 'waiting'),
	(SELECT count(*) FROM photo WHERE photo.gallery_id = gallery.id AND photo.deleted_at IS NULL AND photo.state = 'failed'),
	(SELECT photo.id FROM photo WHERE photo.gallery_id = gallery.id AND photo.deleted_at IS NULL AND photo.state = 'ready'
		ORDER BY photo.position, photo.id LIMIT 1),
	(SELECT count(DISTINCT favourite.photo_id) FROM photo JOIN favourite ON favourite.photo_id = photo.id
		WHERE photo.gallery_id = gallery.id AND photo.deleted_at IS NULL AND photo.state = 'ready' AND (?1 = 0 OR favourite.contact_id = ?1)),
	(SELECT count(*) FROM selection WHERE selection.gallery_id = gallery.id)`

// galleryTables are what galleryColumns are read from.
const galleryTables = `gallery JOIN project ON project.id = gallery.project_id`

func scanGallery(row scanner, v *Gallery) error {
	if err := row.Scan(&v.ID, &v.ProjectID, &v.Project, &v.Name, &v.Note, &v.Visible, &v.Originals, &v.Metadata, &v.Favourites,
		&v.guestHash, &v.guestPIN, at(&v.GuestsFrom), at(&v.Created), at(&v.Deleted), &v.Photos, &v.Waiting, &v.Failed,
		optional{&v.Cover}, &v.Chosen, &v.Selections); err != nil {
		return err
	}
	v.Guests, v.PIN = len(v.guestHash) > 0, v.guestPIN != ""
	return nil
}

// galleriesInOrder is how the galleries of a project stand.
const galleriesInOrder = `gallery.position, gallery.id`

// Galleries are the galleries of a project, in their order.
func (s *Store) Galleries(ctx context.Context, projectID int64) ([]Gallery, error) {
	return all(ctx, s.reader, scanGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+`
		WHERE gallery.project_id = ?2 AND gallery.deleted_at IS NULL ORDER BY `+galleriesInOrder, 0, projectID)
}

// DeletedGalleries are those of a project that can still be brought back, the
// latest first.
func (s *Store) DeletedGalleries(ctx context.Context, projectID int64) ([]Gallery, error) {
	return all(ctx, s.reader, scanGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+`
		WHERE gallery.project_id = ?2 AND gallery.deleted_at > ?3 ORDER BY gallery.deleted_at DESC LIMIT 50`, 0, projectID, ms(s.Now().Add(-fileKept)))
}

// Gallery is one gallery, deleted or not, as long as it can be brought back.
func (s *Store) Gallery(ctx context.Context, id int64) (Gallery, error) {
	return s.galleryByID(ctx, s.reader, id)
}

func (s *Store) galleryByID(ctx context.Context, q querier, id int64) (Gallery, error) {
	return one(ctx, q, scanGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+`
		WHERE gallery.id = ?2 AND (gallery.deleted_at IS NULL OR gallery.deleted_at > ?3)`, 0, id, ms(s.Now().Add(-fileKept)))
}

// changeGallery is one change of a gallery that is there: it is loaded, changed
// and returned as it now stands.
func (s *Store) changeGallery(ctx context.Context, attempt string, id int64, change func(*tx, Gallery) error) (g Gallery, err error) {
	err = s.write(ctx, fmt.Sprintf("%s %d", attempt, id), func(t *tx) error {
		before, err := s.galleryByID(ctx, t, id)
		if err == nil && !before.Deleted.IsZero() {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		if err := change(t, before); err != nil {
			return err
		}
		g, err = s.galleryByID(ctx, t, id)
		return err
	})
	return g, err
}

// galleryNote is the longest sentence that a gallery begins with, in characters.
const galleryNote = 1000

// maxGalleries is how many a project may have.
const maxGalleries = 500

// GallerySettings are what the owner says of a gallery.
type GallerySettings struct {
	Name       string
	Note       string // a sentence to the client, plain text
	Originals  bool   // may be downloaded
	Metadata   bool   // with what the camera wrote, location too
	Favourites bool   // clients choose some
}

func (g *GallerySettings) check() error {
	var invalid Invalid
	g.Name, g.Note = strings.TrimSpace(g.Name), strings.TrimSpace(g.Note)
	invalid.required("name", g.Name, maxTitle)
	invalid.atMost("note", g.Note, galleryNote)
	return invalid.OrNil()
}

// AddGallery makes a gallery after the others of its project. It is seen in the
// portal at once, as soon as it has a photograph.
func (s *Store) AddGallery(ctx context.Context, who Staff, projectID int64, name string) (g Gallery, err error) {
	wish := GallerySettings{Name: name}
	if err := wish.check(); err != nil {
		return Gallery{}, err
	}
	err = s.write(ctx, fmt.Sprintf("add a gallery to project %d", projectID), func(t *tx) error {
		if err := t.check("SELECT id FROM project WHERE id = ?", projectID); err != nil {
			return err
		}
		n, err := one(ctx, t, value[int], "SELECT count(*) FROM gallery WHERE project_id = ? AND deleted_at IS NULL", projectID)
		if err != nil {
			return err
		}
		if n >= maxGalleries {
			return refuse("refused.too_many_galleries", "count", maxGalleries)
		}
		id, err := t.insert(`INSERT INTO gallery (project_id, name, position, created_at)
			SELECT ?1, ?2, coalesce((SELECT max(position) FROM gallery WHERE project_id = ?1), 0) + 1, ?3`, projectID, wish.Name, ms(t.now))
		if err != nil {
			return err
		}
		if g, err = s.galleryByID(ctx, t, id); err != nil {
			return err
		}
		return t.noteGallery("gallery added", who, g)
	})
	return g, err
}

func (t *tx) noteGallery(what string, who Staff, g Gallery) error {
	return t.note(deed{what: what, project: g.ProjectID, gallery: g.ID, staff: who.ID, detail: map[string]string{"name": g.Name}})
}

// SaveGallery keeps what the owner says of a gallery.
func (s *Store) SaveGallery(ctx context.Context, who Staff, id int64, wish GallerySettings) (Gallery, error) {
	if err := wish.check(); err != nil {
		return Gallery{}, err
	}
	return s.changeGallery(ctx, "save gallery", id, func(t *tx, g Gallery) error {
		if wish == (GallerySettings{g.Name, g.Note, g.Originals, g.Metadata, g.Favourites}) {
			return nil
		}
		if err := t.update("UPDATE gallery SET name = ?, note = ?, originals = ?, metadata = ?, favourites = ? WHERE id = ?",
			wish.Name, wish.Note, wish.Originals, wish.Metadata, wish.Favourites, id); err != nil {
			return err
		}
		return t.note(deed{what: "gallery changed", project: g.ProjectID, gallery: id, staff: who.ID, detail: map[string]string{"name": wish.Name}})
	})
}

// SetGalleryVisible shows a gallery in the portal, or hides it there.
func (s *Store) SetGalleryVisible(ctx context.Context, who Staff, id int64, on bool) (Gallery, error) {
	return s.changeGallery(ctx, "show or hide gallery", id, func(t *tx, g Gallery) error {
		if g.Visible == on {
			return nil
		}
		return t.showGallery(who, g, on)
	})
}

func (t *tx) showGallery(who Staff, g Gallery, on bool) error {
	if err := t.update("UPDATE gallery SET visible = ? WHERE id = ?", on, g.ID); err != nil {
		return err
	}
	return t.noteGallery(map[bool]string{true: "gallery shown", false: "gallery hidden"}[on], who, g)
}

// DeleteGallery takes a gallery away, with all that is in it. For 30 days
// [Store.RestoreGallery] brings it back; then its photographs go.
func (s *Store) DeleteGallery(ctx context.Context, who Staff, id int64) (g Gallery, err error) {
	err = s.write(ctx, fmt.Sprintf("delete gallery %d", id), func(t *tx) error {
		if g, err = s.galleryByID(ctx, t, id); err != nil || !g.Deleted.IsZero() {
			return err
		}
		if err := t.update("UPDATE gallery SET deleted_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		g.Deleted = t.now
		return t.noteGallery("gallery deleted", who, g)
	})
	return g, err
}

// RestoreGallery brings a deleted gallery back, as visible as it was.
func (s *Store) RestoreGallery(ctx context.Context, who Staff, id int64) (g Gallery, err error) {
	err = s.write(ctx, fmt.Sprintf("bring back gallery %d", id), func(t *tx) error {
		if g, err = s.galleryByID(ctx, t, id); err != nil || g.Deleted.IsZero() {
			return err
		}
		if err := t.update("UPDATE gallery SET deleted_at = NULL WHERE id = ?", id); err != nil {
			return err
		}
		g.Deleted = time.Time{}
		return t.noteGallery("gallery brought back", who, g)
	})
	return g, err
}
