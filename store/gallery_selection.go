package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// PhotoSelection is what a contact sent of a gallery: the favourites of that
// moment, and a comment.
type PhotoSelection struct {
	ID        int64
	GalleryID int64
	ContactID int64
	Contact   string // name
	Comment   string // plain text
	At        time.Time
	Photos    int
}

const selectionColumns = `selection.id, selection.gallery_id, selection.contact_id, contact.name, selection.comment, selection.sent_at,
	(SELECT count(*) FROM selection_photo WHERE selection_id = selection.id)`

// selectionTables are what selectionColumns are read from.
const selectionTables = `selection JOIN contact ON contact.id = selection.contact_id`

func scanSelection(row scanner, v *PhotoSelection) error {
	return row.Scan(&v.ID, &v.GalleryID, &v.ContactID, &v.Contact, &v.Comment, at(&v.At), &v.Photos)
}

// selectionComment is the longest comment, in characters.
const selectionComment = 4000

// Of a day, so many selections are taken of one contact: each is an email.
const selectionsADay = 20

// favouritesOf are a contact's favourites of a gallery, its arguments ?2 and ?3.
const favouritesOf = `SELECT favourite.photo_id FROM favourite JOIN photo ON photo.id = favourite.photo_id
	WHERE photo.gallery_id = ?2 AND favourite.contact_id = ?3 AND photo.deleted_at IS NULL AND photo.state = 'ready'`

// selectionDiffers tells whether a selection, ?1, is no longer what the
// favourites are.
const selectionDiffers = `SELECT EXISTS (` + favouritesOf + ` EXCEPT SELECT photo_id FROM selection_photo WHERE selection_id = ?1)
	OR EXISTS (SELECT photo_id FROM selection_photo WHERE selection_id = ?1 EXCEPT ` + favouritesOf + `)`

func lastSelection(ctx context.Context, q querier, galleryID, contactID int64) (PhotoSelection, error) {
	return one(ctx, q, scanSelection, `SELECT `+selectionColumns+` FROM `+selectionTables+`
		WHERE selection.gallery_id = ? AND selection.contact_id = ? ORDER BY selection.id DESC LIMIT 1`, galleryID, contactID)
}

func (t *tx) sendSelection(g Gallery, who Contact, comment string) (PhotoSelection, error) {
	last, err := lastSelection(t.ctx, t, g.ID, who.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return last, err
	}
	if err == nil && last.Comment == comment {
		differs, err := one(t.ctx, t, value[bool], selectionDiffers, last.ID, g.ID, who.ID)
		if err != nil || !differs {
			return last, err
		}
	}
	n, err := one(t.ctx, t, value[int], `SELECT count(*) FROM (`+favouritesOf+`)`, 0, g.ID, who.ID)
	if err != nil {
		return last, err
	}
	if n == 0 {
		return last, refuse("refused.no_favourites")
	}
	if err := t.allow(fmt.Sprintf("selections of contact %d", who.ID), selectionsADay, longestLimit); err != nil {
		return last, err
	}
	id, err := t.insert("INSERT INTO selection (gallery_id, contact_id, comment, sent_at) VALUES (?, ?, ?, ?)", g.ID, who.ID, comment, ms(t.now))
	if err != nil {
		return last, err
	}
	if _, err := t.exec("INSERT INTO selection_photo (selection_id, photo_id) SELECT ?1, photo_id FROM ("+favouritesOf+")", id, g.ID, who.ID); err != nil {
		return last, err
	}
	if err := t.note(deed{what: "selection sent", project: g.ProjectID, gallery: g.ID, contact: who.ID,
		detail: map[string]string{"name": g.Name, "count": fmt.Sprint(n)}}); err != nil {
		return last, err
	}
	if err := t.tellOwners(letter{kind: "studio-selection", once: fmt.Sprintf("selection %d", id), project: g.ProjectID, gallery: g.ID,
		data: map[string]string{"selection": fmt.Sprint(id)}}); err != nil {
		return last, err
	}
	return lastSelection(t.ctx, t, g.ID, who.ID)
}

// Selections are what was sent of a gallery, the latest first.
func (s *Store) Selections(ctx context.Context, galleryID int64) ([]PhotoSelection, error) {
	return all(ctx, s.reader, scanSelection, `SELECT `+selectionColumns+` FROM `+selectionTables+`
		WHERE selection.gallery_id = ? ORDER BY selection.id DESC LIMIT 100`, galleryID)
}

// PhotoSelection is one that was sent.
func (s *Store) PhotoSelection(ctx context.Context, id int64) (PhotoSelection, error) {
	return one(ctx, s.reader, scanSelection, `SELECT `+selectionColumns+` FROM `+selectionTables+` WHERE selection.id = ?`, id)
}

// SelectedPhotographs are those of a selection that are there today, in the
// gallery's order.
func (s *Store) SelectedPhotographs(ctx context.Context, id int64) ([]Photograph, error) {
	return all(ctx, s.reader, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+`
		JOIN selection_photo ON selection_photo.photo_id = photo.id
		WHERE selection_photo.selection_id = ?2 AND photo.deleted_at IS NULL ORDER BY photo.position, photo.id`, 0, id)
}
