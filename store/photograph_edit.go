package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// The most characters of a caption and of a stage's name.
const (
	maxCaption = 300
	maxStage   = 80
)

// studioAlbum are the photographs that the studio has.
func (s *Store) studioAlbum() album {
	return album{store: s, studio: true, where: "photo.deleted_at IS NULL AND gallery.deleted_at IS NULL AND (?2 = 0 OR gallery.id = ?2)"}
}

// Photographs are a page of the photographs of a gallery, whatever their state,
// and how many there are.
func (s *Store) Photographs(ctx context.Context, galleryID int64, paging Paging) ([]Photograph, int, error) {
	return s.studioAlbum().list(ctx, PhotoChoice{Gallery: galleryID}, paging)
}

// ProjectPhotographs are the first photographs of a project, in the order of its
// galleries.
func (s *Store) ProjectPhotographs(ctx context.Context, projectID int64, most int) ([]Photograph, int, error) {
	return s.studioAlbum().list(ctx, PhotoChoice{Project: projectID}, Paging{Page: 1, Rows: most})
}

// PhotographAt is one photograph, and its place in its gallery. A deleted one
// stands nowhere; see [Store.Photograph].
func (s *Store) PhotographAt(ctx context.Context, id int64) (PhotoAt, error) {
	return s.studioAlbum().among(ctx, id, PhotoChoice{}, true)
}

// Photograph is one photograph, deleted or not, as long as it can be brought back.
func (s *Store) Photograph(ctx context.Context, id int64) (Photograph, error) {
	return s.photographByID(ctx, s.reader, id)
}

func (s *Store) photographByID(ctx context.Context, q querier, id int64) (Photograph, error) {
	return one(ctx, q, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+` WHERE photo.id = ?2 AND gallery.deleted_at IS NULL
		AND (photo.deleted_at IS NULL OR photo.deleted_at > ?3)`, 0, id, ms(s.Now().Add(-fileKept)))
}

// GalleryStages are the headings of a gallery, in their order.
func (s *Store) GalleryStages(ctx context.Context, galleryID int64) ([]Stage, error) {
	return s.studioAlbum().stages(ctx, galleryID)
}

// PhotoPicture is a photograph in a size: [Thumb] or [Web].
func (s *Store) PhotoPicture(ctx context.Context, id int64, size PictureSize) (Picture, error) {
	return s.studioAlbum().shown(ctx, id, size)
}

// OpenOriginal opens a photograph as it came, for the studio.
func (s *Store) OpenOriginal(ctx context.Context, id int64) (*Original, error) {
	return s.studioAlbum().original(ctx, id)
}

// PackGallery is a gallery as one ZIP for the studio, in the size [Web] or [Full].
func (s *Store) PackGallery(ctx context.Context, id int64, size PictureSize) (*Package, error) {
	g, err := s.Gallery(ctx, id)
	if err == nil && !g.Deleted.IsZero() {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return s.studioAlbum().pack(ctx, g, size)
}

// DeletedPhotographs are those of a gallery that can be brought back, the latest
// first.
func (s *Store) DeletedPhotographs(ctx context.Context, galleryID int64) ([]Photograph, error) {
	return all(ctx, s.reader, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+` WHERE photo.gallery_id = ?2
		AND photo.deleted_at > ?3 ORDER BY photo.deleted_at DESC, photo.id DESC LIMIT 100`, 0, galleryID, ms(s.Now().Add(-fileKept)))
}

// changePhotograph is one change of a photograph that is there.
func (s *Store) changePhotograph(ctx context.Context, attempt string, id int64, change func(*tx, Photograph) error) (p Photograph, err error) {
	err = s.write(ctx, fmt.Sprintf("%s %d", attempt, id), func(t *tx) error {
		before, err := s.photographByID(ctx, t, id)
		if err == nil && !before.Deleted.IsZero() {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		if err := change(t, before); err != nil {
			return err
		}
		p, err = s.photographByID(ctx, t, id)
		return err
	})
	return p, err
}

// PhotoWords are what the owner says of a photograph.
type PhotoWords struct {
	Caption string
	Stage   string
	TakenOn Date // empty: unknown
}

// SavePhotograph keeps what the owner says of a photograph.
func (s *Store) SavePhotograph(ctx context.Context, who Staff, id int64, w PhotoWords) (Photograph, error) {
	var invalid Invalid
	w.Caption, w.Stage = strings.TrimSpace(w.Caption), strings.TrimSpace(w.Stage)
	invalid.atMost("caption", w.Caption, maxCaption)
	invalid.atMost("stage", w.Stage, maxStage)
	if _, err := ParseDate(string(w.TakenOn)); err != nil && w.TakenOn != "" {
		invalid.Add("taken_on", Say("invalid.date"))
	}
	if err := invalid.OrNil(); err != nil {
		return Photograph{}, err
	}
	return s.changePhotograph(ctx, "save photograph", id, func(t *tx, _ Photograph) error {
		return t.update("UPDATE photo SET caption = ?, stage = ?, taken_on = ? WHERE id = ?", w.Caption, w.Stage, w.TakenOn, id)
	})
}

// SetCaption keeps a photograph's caption.
func (s *Store) SetCaption(ctx context.Context, who Staff, id int64, caption string) (Photograph, error) {
	var invalid Invalid
	caption = strings.TrimSpace(caption)
	invalid.atMost("caption", caption, maxCaption)
	if err := invalid.OrNil(); err != nil {
		return Photograph{}, err
	}
	return s.changePhotograph(ctx, "caption photograph", id, func(t *tx, _ Photograph) error {
		return t.update("UPDATE photo SET caption = ? WHERE id = ?", caption, id)
	})
}

// SetStage puts photographs of a gallery under one heading; those that are not
// there any more are left out.
func (s *Store) SetStage(ctx context.Context, who Staff, galleryID int64, ids []int64, stage string) error {
	var invalid Invalid
	stage = strings.TrimSpace(stage)
	invalid.atMost("stage", stage, maxStage)
	if len(ids) == 0 {
		invalid.Add("photo", Say("invalid.no_photos"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	_, err := s.changeGallery(ctx, "set the stage of photographs of gallery", galleryID, func(t *tx, _ Gallery) error {
		for _, id := range ids {
			if _, err := t.exec("UPDATE photo SET stage = ? WHERE id = ? AND gallery_id = ? AND deleted_at IS NULL", stage, id, galleryID); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// MoveToGallery puts photographs of a gallery behind those of another gallery of
// the same project.
func (s *Store) MoveToGallery(ctx context.Context, who Staff, galleryID int64, ids []int64, to int64) (into Gallery, err error) {
	if len(ids) == 0 {
		return into, &Invalid{Fields: map[string]Text{"photo": Say("invalid.no_photos")}}
	}
	_, err = s.changeGallery(ctx, "move photographs of gallery", galleryID, func(t *tx, g Gallery) error {
		into, err = s.galleryByID(ctx, t, to)
		if err == ErrNotFound || err == nil && (into.ProjectID != g.ProjectID || !into.Deleted.IsZero()) {
			return &Invalid{Fields: map[string]Text{"gallery": Say("invalid.choice")}}
		}
		if err != nil || into.ID == g.ID {
			return err
		}
		for _, id := range ids {
			if _, err := t.exec(`UPDATE photo SET gallery_id = ?1, position = coalesce((SELECT max(position) FROM photo WHERE gallery_id = ?1), 0) + 1
				WHERE id = ?2 AND gallery_id = ?3 AND deleted_at IS NULL`, to, id, galleryID); err != nil {
				return err
			}
		}
		return nil
	})
	return into, err
}

// SetBefore says which photograph shows the same view before this one; 0 is
// none. Both are of one project. One that stood before another stands before
// this one from now on.
func (s *Store) SetBefore(ctx context.Context, who Staff, id, before int64) (Photograph, error) {
	return s.changePhotograph(ctx, "pair photograph", id, func(t *tx, p Photograph) error {
		if before == p.BeforeID {
			return nil
		}
		if before != 0 {
			other, err := s.photographByID(ctx, t, before)
			if err == ErrNotFound || err == nil && (other.ProjectID != p.ProjectID || !other.Deleted.IsZero() || other.ID == id) {
				return &Invalid{Fields: map[string]Text{"before": Say("invalid.choice")}}
			}
			if err != nil {
				return err
			}
			if other.BeforeID == id { // they change places
				if err := t.update("UPDATE photo SET before_id = NULL WHERE id = ?", before); err != nil {
					return err
				}
			}
			if _, err := t.exec("UPDATE photo SET before_id = NULL WHERE before_id = ?", before); err != nil {
				return err
			}
		}
		return t.update("UPDATE photo SET before_id = ? WHERE id = ?", ref(before), id)
	})
}

// BeforeChoices are the photographs that can be said to show the same view
// before a photograph: the others of its project, its gallery's first.
func (s *Store) BeforeChoices(ctx context.Context, of Photograph) ([]Photograph, error) {
	return all(ctx, s.reader, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+` WHERE gallery.project_id = ?2 AND photo.id <> ?3
		AND photo.deleted_at IS NULL AND gallery.deleted_at IS NULL AND photo.state = 'ready'
		ORDER BY gallery.id <> ?4, `+galleriesInOrder+`, photo.position, photo.id LIMIT 1000`, 0, of.ProjectID, of.ID, of.GalleryID)
}

// DeletePhotographs takes photographs of a gallery away. For 30 days
// [Store.RestorePhotographs] brings them back. It gives those that went.
func (s *Store) DeletePhotographs(ctx context.Context, who Staff, galleryID int64, ids []int64) (gone []int64, err error) {
	if len(ids) == 0 {
		return nil, &Invalid{Fields: map[string]Text{"photo": Say("invalid.no_photos")}}
	}
	_, err = s.changeGallery(ctx, "delete photographs of gallery", galleryID, func(t *tx, g Gallery) error {
		gone, err = t.turn(ids, "UPDATE photo SET deleted_at = ? WHERE id = ? AND gallery_id = ? AND deleted_at IS NULL", ms(t.now), galleryID)
		return t.noteMany(err, "photos deleted", who, g, gone)
	})
	return gone, err
}

// RestorePhotographs brings deleted photographs of a gallery back to their places.
func (s *Store) RestorePhotographs(ctx context.Context, who Staff, galleryID int64, ids []int64) (back []int64, err error) {
	_, err = s.changeGallery(ctx, "bring back photographs of gallery", galleryID, func(t *tx, g Gallery) error {
		back, err = t.turn(ids, "UPDATE photo SET deleted_at = NULL WHERE deleted_at > ? AND id = ? AND gallery_id = ?", ms(t.now.Add(-fileKept)), galleryID)
		return t.noteMany(err, "photos brought back", who, g, back)
	})
	return back, err
}

// turn changes each of several photographs, and gives those that it changed.
func (t *tx) turn(ids []int64, change string, when any, gallery int64) (turned []int64, err error) {
	for _, id := range ids {
		n, err := t.change(change, when, id, gallery)
		if err != nil {
			return nil, err
		}
		if n > 0 && !slices.Contains(turned, id) {
			turned = append(turned, id)
		}
	}
	return turned, nil
}

func (t *tx) noteMany(err error, what string, who Staff, g Gallery, ids []int64) error {
	if err != nil || len(ids) == 0 {
		return err
	}
	return t.note(deed{what: what, project: g.ProjectID, gallery: g.ID, staff: who.ID,
		detail: map[string]string{"name": g.Name, "count": fmt.Sprint(len(ids))}})
}

// sameArrival is how close together photographs come that the history tells of
// as one arrival.
const sameArrival = 30 * time.Minute

// noteArrival tells the history of a photograph that came: in the sentence that
// told of the last one, if that is not long ago.
func (t *tx) noteArrival(who Staff, galleryID int64) error {
	var project, last int64
	var name string
	if err := scanOne(t, `SELECT gallery.project_id, gallery.name, (SELECT max(activity.id) FROM activity WHERE activity.project_id = gallery.project_id
		AND activity.gallery_id = gallery.id AND activity.what = 'photos added' AND activity.staff_id = ?2 AND activity.at > ?3)
		FROM gallery WHERE gallery.id = ?1`, []any{galleryID, who.ID, ms(t.now.Add(-sameArrival))}, &project, &name, optional{&last}); err != nil {
		return err
	}
	if last != 0 {
		_, err := t.exec(`UPDATE activity SET detail = json_set(detail, '$.count', CAST(CAST(detail ->> 'count' AS INTEGER) + 1 AS TEXT)) WHERE id = ?`, last)
		return err
	}
	return t.note(deed{what: "photos added", project: project, gallery: galleryID, staff: who.ID, detail: map[string]string{"name": name, "count": "1"}})
}

// GalleryWeights are how many bytes a gallery has in the web size, and as it came.
func (s *Store) GalleryWeights(ctx context.Context, galleryID int64) (web, originals Bytes, err error) {
	return s.studioAlbum().weights(ctx, galleryID)
}

// PhotoLimit is the most that a photograph may have.
func PhotoLimit(s *Studio) Bytes { return Bytes((&toGallery{}).limit(s)) }

// SameAs is an older photograph of the project that holds the very same file;
// ErrNotFound when there is none.
func (s *Store) SameAs(ctx context.Context, p Photograph) (Photograph, error) {
	return one(ctx, s.reader, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+` WHERE content.sha256 = ?2 AND content.size = ?3
		AND content.state = 'here' AND gallery.project_id = ?4 AND photo.id < ?5 AND photo.deleted_at IS NULL AND gallery.deleted_at IS NULL
		ORDER BY photo.id LIMIT 1`, 0, p.sha256, p.Size, p.ProjectID, p.ID)
}
