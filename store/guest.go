package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Guest is the accessor of one who holds a gallery's link for guests: of that
// gallery, and of nothing else. It is read-only.
type Guest struct {
	store   *Store
	gallery Gallery
	locked  bool
}

const (
	grantLife               = 30 * 24 * time.Hour // a typed PIN is remembered by its browser
	pinTries                = 10                  // wrong ones from one address
	pinsWrong               = 30                  // wrong ones at one gallery, from anywhere
	pinsTime                = time.Hour
	shortestPIN, longestPIN = 4, 8
)

// seenByGuests is the condition under which a gallery's link for guests opens it.
const seenByGuests = "gallery.deleted_at IS NULL AND project.status <> 'archived'"

// GuestByToken opens a gallery for one who holds its link for guests; grant is
// what [Store.EnterGallery] gave this browser, or "". It is ErrNotFound for any
// token that opens nothing: a link that was replaced leaves nothing behind.
func (s *Store) GuestByToken(ctx context.Context, token, grant string) (*Guest, error) {
	g, err := s.galleryOfGuests(ctx, s.reader, token)
	if err != nil {
		return nil, err
	}
	guest := &Guest{store: s, gallery: g}
	if !g.PIN {
		return guest, nil
	}
	known, err := one(ctx, s.reader, value[bool], `SELECT EXISTS (SELECT 1 FROM guest WHERE token_hash = ? AND gallery_id = ? AND expires_at > ?)`,
		hashToken(clip(grant, 100)), g.ID, ms(s.Now()))
	guest.locked = !known
	return guest, err
}

func (s *Store) galleryOfGuests(ctx context.Context, q querier, token string) (Gallery, error) {
	if len(token) > 100 {
		return Gallery{}, ErrNotFound
	}
	return one(ctx, q, scanGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+` WHERE gallery.guest_hash = ?2 AND `+seenByGuests, 0, hashToken(token))
}

// EnterGallery opens a gallery with a PIN to a browser that knows it: the grant
// is for that browser's cookie. A wrong one is an Invalid "pin"; after too many,
// from one address or at one gallery, no more are tried for an hour.
func (s *Store) EnterGallery(ctx context.Context, token, pin string, visit Visit) (grant string, err error) {
	g, err := s.galleryOfGuests(ctx, s.reader, token)
	if err != nil {
		return "", err
	}
	place, album := fmt.Sprintf("PIN of gallery %d from %s", g.ID, neighbourhood(visit.IP)), fmt.Sprintf("PIN of gallery %d", g.ID)
	// Counted before it is tried, so that many at once are counted too. A place that
	// has used up its own tries takes none of those of everyone.
	if err := s.Allow(ctx, place, pinTries, pinsTime); err != nil {
		return "", err
	}
	if err := s.Allow(ctx, album, pinsWrong, pinsTime); err != nil {
		return "", err
	}
	right, err := s.hashing.matches(ctx, strings.TrimSpace(clip(pin, 100)), g.guestPIN)
	if err != nil {
		return "", err
	}
	if g.PIN && !right {
		return "", &Invalid{Fields: map[string]Text{"pin": Say("invalid.pin")}}
	}
	err = s.write(ctx, fmt.Sprintf("let a guest into gallery %d", g.ID), func(t *tx) error {
		if now, err := s.galleryOfGuests(ctx, t, token); err != nil || now.guestPIN != g.guestPIN {
			return errors.Join(err, ErrNotFound) // the owner has changed it meanwhile
		}
		if err := errors.Join(t.forgive(place), t.takeBack(album)); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM guest WHERE expires_at <= ?", ms(t.now)); err != nil {
			return err
		}
		grant = newToken()
		_, err := t.exec("INSERT INTO guest (token_hash, gallery_id, expires_at) VALUES (?, ?, ?)", hashToken(grant), g.ID, ms(t.now.Add(grantLife)))
		return err
	})
	return grant, err
}

// Locked tells whether the PIN must be typed first. Until then nothing but the
// gallery's name is told, and all else is ErrNotFound.
func (g *Guest) Locked() bool { return g.locked }

// Name is what the gallery is called.
func (g *Guest) Name() string { return g.gallery.Name }

// Studio is the studio whose gallery this is.
func (g *Guest) Studio() *Studio { return g.store.Studio() }

// Now is the present instant, in the studio's zone.
func (g *Guest) Now() time.Time { return g.store.Now().In(g.Studio().Zone()) }

func (g *Guest) album() (album, error) {
	if g.locked {
		return album{}, ErrNotFound
	}
	return album{store: g.store, scope: g.gallery.ID, where: seenPhoto + " AND gallery.deleted_at IS NULL"}, nil
}

// Gallery is the gallery. Of its project nothing is told, nor of favourites.
func (g *Guest) Gallery(context.Context) (Gallery, error) {
	if g.locked {
		return Gallery{}, ErrNotFound
	}
	v := g.gallery
	return Gallery{ID: v.ID, Name: v.Name, Note: v.Note, Originals: v.Originals, Metadata: v.Metadata, Photos: v.Photos, Cover: v.Cover}, nil
}

// Photographs are a page of the gallery, of one stage or of all, and how many
// there are.
func (g *Guest) Photographs(ctx context.Context, stage *string, paging Paging) ([]Photograph, int, error) {
	a, err := g.album()
	if err != nil {
		return nil, 0, err
	}
	return a.list(ctx, PhotoChoice{Gallery: g.gallery.ID, Stage: stage}, paging)
}

// Photograph is one photograph, and its place in the gallery.
func (g *Guest) Photograph(ctx context.Context, id int64) (PhotoAt, error) {
	a, err := g.album()
	if err != nil {
		return PhotoAt{}, err
	}
	return a.at(ctx, id, PhotoChoice{Gallery: g.gallery.ID})
}

// Stages are the headings of the gallery.
func (g *Guest) Stages(ctx context.Context) ([]Stage, error) {
	a, err := g.album()
	if err != nil {
		return nil, err
	}
	return a.stages(ctx, g.gallery.ID)
}

// Pairs are the same views before and after, both of this gallery.
func (g *Guest) Pairs(ctx context.Context) ([]Pair, error) {
	a, err := g.album()
	if err != nil {
		return nil, err
	}
	return a.pairs(ctx, PhotoChoice{Gallery: g.gallery.ID})
}

// Picture is a photograph in a size: [Thumb] or [Web].
func (g *Guest) Picture(ctx context.Context, id int64, size PictureSize) (Picture, error) {
	a, err := g.album()
	if err != nil {
		return Picture{}, err
	}
	return a.shown(ctx, id, size)
}

// OpenOriginal is [Portal.OpenOriginal] for a guest.
func (g *Guest) OpenOriginal(ctx context.Context, id int64) (*Original, error) {
	a, err := g.album()
	if err != nil {
		return nil, err
	}
	return a.original(ctx, id)
}

// Pack is [Portal.PackGallery] for a guest.
func (g *Guest) Pack(ctx context.Context, size PictureSize) (*Package, error) {
	a, err := g.album()
	if err != nil {
		return nil, err
	}
	return a.pack(ctx, g.gallery, size)
}

// Weights are how many bytes the gallery has in the web size, and as originals.
func (g *Guest) Weights(ctx context.Context) (web, originals Bytes, err error) {
	a, err := g.album()
	if err != nil {
		return 0, 0, err
	}
	return a.weights(ctx, g.gallery.ID)
}

// NotePhotoDownload records that a guest took one photograph.
func (g *Guest) NotePhotoDownload(ctx context.Context, photo Photograph) error {
	return g.store.noteTaken(ctx, deed{what: "photo downloaded", project: g.gallery.ProjectID, gallery: g.gallery.ID,
		detail: map[string]string{"name": g.gallery.Name, "photo": photo.Named()}})
}

// NotePackage records that a guest took the gallery as a ZIP.
func (g *Guest) NotePackage(ctx context.Context) error {
	return g.store.noteTaken(ctx, deed{what: "gallery downloaded", project: g.gallery.ProjectID, gallery: g.gallery.ID,
		detail: map[string]string{"name": g.gallery.Name}})
}
