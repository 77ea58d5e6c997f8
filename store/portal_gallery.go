package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// seenGallery is the condition under which a contact sees a gallery; its
// argument is the contact's id.
var seenGallery = "gallery.visible = 1 AND gallery.deleted_at IS NULL AND " + fmt.Sprintf(onProject, "gallery")

// seenPhoto is the condition under which anyone but the studio sees a
// photograph of a gallery that they see.
const seenPhoto = "photo.state = 'ready' AND photo.deleted_at IS NULL AND (?2 = 0 OR gallery.id = ?2)"

// album are the photographs that this contact sees.
func (p *Portal) album() (album, error) {
	if err := p.Open(ModulePhotos); err != nil {
		return album{}, err
	}
	only := p.Only.as("gallery")
	if p.Only != (Object{}) && only == 0 {
		return album{}, ErrNotFound
	}
	return album{store: p.store, contact: p.Contact.ID, scope: only, where: seenPhoto + " AND " + seenBy(seenGallery)}, nil
}

// chosen is album for a choice: a whole project is for one who is signed in.
func (p *Portal) chosen(c PhotoChoice) (album, error) {
	if c.Gallery == 0 {
		if err := p.whole(); err != nil {
			return album{}, err
		}
	}
	return p.album()
}

// Galleries are the galleries of a project that this contact sees and that hold
// something, in their order; none while the module is off.
func (p *Portal) Galleries(ctx context.Context, projectID int64) ([]Gallery, error) {
	if see, err := p.lists(ModulePhotos); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanSharedGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+`
		WHERE gallery.project_id = ?2 AND `+seenBy(seenGallery)+`
		AND EXISTS (SELECT 1 FROM photo WHERE photo.gallery_id = gallery.id AND photo.deleted_at IS NULL AND photo.state = 'ready')
		ORDER BY `+galleriesInOrder, p.Contact.ID, projectID)
}

// HasPhotos tells whether this contact sees any photograph of a project; of
// project 0, of any.
func (p *Portal) HasPhotos(ctx context.Context, projectID int64) (bool, error) {
	if see, err := p.lists(ModulePhotos); !see {
		return false, err
	}
	return one(ctx, p.store.reader, value[bool], `SELECT EXISTS (SELECT 1 FROM gallery JOIN photo ON photo.gallery_id = gallery.id
		WHERE (?2 = 0 OR gallery.project_id = ?2) AND photo.deleted_at IS NULL AND photo.state = 'ready' AND `+seenBy(seenGallery)+`)`, p.Contact.ID, projectID)
}

// scanSharedGallery leaves out what is the studio's affair.
func scanSharedGallery(row scanner, v *Gallery) error {
	err := scanGallery(row, v)
	v.Waiting, v.Failed, v.Selections, v.Guests, v.PIN, v.GuestsFrom = 0, 0, 0, false, false, time.Time{}
	return err
}

// Gallery is one gallery that this contact sees.
func (p *Portal) Gallery(ctx context.Context, id int64) (Gallery, error) {
	if err := p.allows("gallery", id); err != nil {
		return Gallery{}, err
	}
	return one(ctx, p.store.reader, scanSharedGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+`
		WHERE gallery.id = ?2 AND `+seenBy(seenGallery), p.Contact.ID, id)
}

// Photographs are a page of the chosen photographs, and how many there are.
func (p *Portal) Photographs(ctx context.Context, c PhotoChoice, paging Paging) ([]Photograph, int, error) {
	a, err := p.chosen(c)
	if err != nil {
		return nil, 0, err
	}
	return a.list(ctx, c, paging)
}

// Photograph is one photograph, and its place among the chosen ones of its
// gallery or project. A choice without either is its gallery.
func (p *Portal) Photograph(ctx context.Context, id int64, c PhotoChoice) (PhotoAt, error) {
	a, err := p.album()
	if err != nil {
		return PhotoAt{}, err
	}
	return a.among(ctx, id, c, p.Only == Object{})
}

// among is at, where a choice that names nothing is the photograph's gallery.
func (a album) among(ctx context.Context, id int64, c PhotoChoice, whole bool) (PhotoAt, error) {
	if c.Gallery == 0 && (c.Project == 0 || !whole) {
		photo, err := a.photo(ctx, id)
		if err != nil {
			return PhotoAt{}, err
		}
		c.Gallery = photo.GalleryID
	}
	return a.at(ctx, id, c)
}

// Stages are the headings of a gallery, in their order.
func (p *Portal) Stages(ctx context.Context, galleryID int64) ([]Stage, error) {
	a, err := p.album()
	if err != nil {
		return nil, err
	}
	return a.stages(ctx, galleryID)
}

// Pairs are the same views before and after, of a project or a gallery.
func (p *Portal) Pairs(ctx context.Context, c PhotoChoice) ([]Pair, error) {
	a, err := p.chosen(c)
	if err != nil {
		return nil, err
	}
	return a.pairs(ctx, c)
}

// Picture is a photograph in a size: [Thumb] or [Web].
func (p *Portal) Picture(ctx context.Context, id int64, size PictureSize) (Picture, error) {
	a, err := p.album()
	if err != nil {
		return Picture{}, err
	}
	return a.shown(ctx, id, size)
}

// shown is a picture of a size that pages show; others are not found.
func (a album) shown(ctx context.Context, id int64, size PictureSize) (Picture, error) {
	if size != Thumb && size != Web {
		return Picture{}, ErrNotFound
	}
	return a.picture(ctx, id, size)
}

// OpenOriginal opens a photograph as it was taken, for its gallery's clients:
// without what the camera wrote, unless the gallery says otherwise. It is
// ErrNotFound where originals are not given away.
func (p *Portal) OpenOriginal(ctx context.Context, id int64) (*Original, error) {
	a, err := p.album()
	if err != nil {
		return nil, err
	}
	return a.original(ctx, id)
}

// PackGallery is a gallery as one ZIP, in the size [Web] or [Full]; ErrNotFound
// for Full where originals are not given away.
func (p *Portal) PackGallery(ctx context.Context, id int64, size PictureSize) (*Package, error) {
	g, err := p.Gallery(ctx, id)
	if err != nil {
		return nil, err
	}
	a, err := p.album()
	if err != nil {
		return nil, err
	}
	return a.pack(ctx, g, size)
}

// Weights are how many bytes a gallery has in the web size, and as originals.
func (p *Portal) Weights(ctx context.Context, galleryID int64) (web, originals Bytes, err error) {
	a, err := p.album()
	if err != nil {
		return 0, 0, err
	}
	return a.weights(ctx, galleryID)
}

// SetFavourite puts a photograph among this contact's favourites, or takes it
// out. Doing it twice is doing it once. It is ErrNotFound where a gallery has
// no favourites.
func (p *Portal) SetFavourite(ctx context.Context, id int64, on bool) (photo Photograph, err error) {
	a, err := p.album()
	if err != nil {
		return photo, err
	}
	if err := p.mayWrite(); err != nil {
		return photo, err
	}
	a.where += " AND gallery.favourites = 1"
	err = p.store.write(ctx, fmt.Sprintf("set favourite %d", id), func(t *tx) error {
		var err error
		if photo, err = a.photoIn(t, id); err != nil {
			return err
		}
		query, args := "DELETE FROM favourite WHERE photo_id = ? AND contact_id = ?", []any{id, p.Contact.ID}
		if on {
			query, args = "INSERT INTO favourite (photo_id, contact_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", append(args, ms(t.now))
		}
		if _, err := t.exec(query, args...); err != nil {
			return err
		}
		photo, err = a.photoIn(t, id)
		return err
	})
	return photo, err
}

// photoIn is photo within a transaction.
func (a album) photoIn(t *tx, id int64) (Photograph, error) {
	return one(t.ctx, t, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+` WHERE `+a.where+` AND photo.id = ?3`, a.contact, a.scope, id)
}

// Sent is what a contact has sent of a gallery.
type Sent struct {
	PhotoSelection
	Changed bool // the favourites are others since
}

// Selection is what this contact sent last of a gallery; the zero value when
// nothing was.
func (p *Portal) Selection(ctx context.Context, galleryID int64) (Sent, error) {
	if _, err := p.Gallery(ctx, galleryID); err != nil {
		return Sent{}, err
	}
	sent, err := lastSelection(ctx, p.store.reader, galleryID, p.Contact.ID)
	if errors.Is(err, ErrNotFound) {
		return Sent{}, nil
	}
	if err != nil {
		return Sent{}, err
	}
	changed, err := one(ctx, p.store.reader, value[bool], selectionDiffers, sent.ID, galleryID, p.Contact.ID)
	return Sent{sent, changed}, err
}

// SendSelection sends this contact's favourites of a gallery to the studio, with
// a comment: as they are now, whatever is changed later. The same once more is
// not sent again.
func (p *Portal) SendSelection(ctx context.Context, galleryID int64, comment string) (sent PhotoSelection, err error) {
	g, err := p.Gallery(ctx, galleryID)
	if err != nil {
		return sent, err
	}
	if err := p.mayWrite(); err != nil {
		return sent, err
	}
	var invalid Invalid
	comment = strings.TrimSpace(comment)
	invalid.atMost("comment", comment, selectionComment)
	if err := invalid.OrNil(); err != nil {
		return sent, err
	}
	err = p.store.write(ctx, fmt.Sprintf("send a selection of gallery %d", galleryID), func(t *tx) error {
		if err := t.check("SELECT gallery.id FROM gallery WHERE gallery.id = ?2 AND gallery.favourites = 1 AND "+seenBy(seenGallery), p.Contact.ID, galleryID); err != nil {
			return err
		}
		sent, err = t.sendSelection(g, p.Contact, comment)
		return err
	})
	return sent, err
}

// NotePhotoDownload records that this contact took one photograph, NotePackage
// that they took a gallery. A look by the studio is not counted, nor is what is
// asked for twice at once.
func (p *Portal) NotePhotoDownload(ctx context.Context, photo Photograph) error {
	if p.ReadOnly {
		return nil
	}
	return p.store.noteTaken(ctx, deed{what: "photo downloaded", project: photo.ProjectID, gallery: photo.GalleryID, contact: p.Contact.ID,
		detail: map[string]string{"name": photo.Gallery, "photo": photo.Named()}})
}

// NotePackage records that this contact took a gallery as a ZIP.
func (p *Portal) NotePackage(ctx context.Context, g Gallery) error {
	if p.ReadOnly {
		return nil
	}
	return p.store.noteTaken(ctx, deed{what: "gallery downloaded", project: g.ProjectID, gallery: g.ID, contact: p.Contact.ID,
		detail: map[string]string{"name": g.Name}})
}

// noteTaken notes a download, unless the same was noted just now.
func (s *Store) noteTaken(ctx context.Context, d deed) error {
	return s.write(ctx, "note a download of photographs", func(t *tx) error {
		twice, err := one(ctx, t, value[bool], `SELECT EXISTS (SELECT 1 FROM activity WHERE project_id = ? AND gallery_id = ? AND what = ?
			AND contact_id IS ? AND at > ? AND detail ->> 'photo' IS ?)`,
			d.project, d.gallery, d.what, ref(d.contact), ms(t.now.Add(-sameDownload)), orNull(d.detail["photo"]))
		if err != nil || twice {
			return err
		}
		return t.note(d)
	})
}
