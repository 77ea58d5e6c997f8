package store_test

import (
	"bytes"
	"context"
	"errors"
	"image/color"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// hall is a job with a gallery of three photographs.
type hall struct {
	*storetest.Job
	gallery store.Gallery
	photos  []int64
}

func newHall(t testing.TB) *hall {
	t.Helper()
	h := &hall{Job: storetest.NewJob(t)}
	h.gallery, h.photos = h.Album(t, "Finished rooms", "island.jpg", "shelves.jpg", "seat.jpg")
	return h
}

func (h *hall) settings(change func(*store.GallerySettings)) store.GallerySettings {
	w := store.GallerySettings{Name: h.gallery.Name, Favourites: true}
	change(&w)
	return w
}

// order are the names of the gallery's photographs as they stand.
func (h *hall) order(t testing.TB) string {
	t.Helper()
	list, _, err := h.Photographs(t.Context(), h.gallery.ID, store.Paging{})
	check(t, err)
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = strings.TrimSuffix(p.Name, ".jpg")
	}
	return strings.Join(names, " ")
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func notFound(t testing.TB, what string, err error) {
	t.Helper()
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("%s: %v, not ErrNotFound", what, err)
	}
}

func TestAPhotographIsSeenOnceItIsPrepared(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	late := h.Photo(t, h.gallery.ID, "late.jpg", storetest.Shot(t, 1600, 800, color.White))
	for _, see := range []func() error{
		func() error { _, err := p.Photograph(ctx, late, store.PhotoChoice{}); return err },
		func() error { _, err := p.Picture(ctx, late, store.Thumb); return err },
		func() error { _, err := p.SetFavourite(ctx, late, true); return err },
	} {
		notFound(t, "before it is prepared", see())
	}
	select {
	case <-h.Pictured():
	default:
		t.Error("nobody was told that a photograph came")
	}
	if g, err := h.Gallery(ctx, h.gallery.ID); err != nil || g.Waiting != 1 || g.Photos != 3 {
		t.Errorf("%+v, %v", g, err)
	}
	check(t, h.PreparePhotographs(ctx))
	photo, err := p.Photograph(ctx, late, store.PhotoChoice{})
	check(t, err)
	if photo.Width != 1600 || photo.Height != 800 || photo.Number != 4 || photo.Of != 4 || photo.Previous != h.photos[2] || photo.Next != 0 {
		t.Errorf("%+v", photo)
	}
	picture, err := p.Picture(ctx, late, store.Thumb)
	check(t, err)
	if w, height := photo.At(store.Thumb); w != 640 || height != 320 || picture.Width != w || picture.Height != height || len(picture.JPEG) == 0 {
		t.Errorf("thumb %d×%d, said to be %d×%d", picture.Width, picture.Height, w, height)
	}
	_, err = p.Picture(ctx, late, store.Full)
	notFound(t, "a size that pages do not show", err)
}

func TestAPhotographThatCannotBeShownSaysWhyAndIsTriedAgain(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	broken := h.Photo(t, h.gallery.ID, "broken.jpg", storetest.Shot(t, 60, 60, color.White)[:300])
	check(t, h.PreparePhotographs(ctx))
	p, err := h.Photograph(ctx, broken)
	check(t, err)
	if p.State != "failed" || p.Problem != "photo.broken" {
		t.Errorf("%+v", p)
	}
	if _, err := h.Portal(t, h.Priya).Photograph(ctx, broken, store.PhotoChoice{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a client sees what failed: %v", err)
	}
	p, err = h.RetryPhotograph(ctx, h.Owner, broken)
	check(t, err)
	if p.State != "waiting" || p.Problem != "" {
		t.Errorf("%+v", p)
	}
}

// One that ends the program each time is given up after three tries.
func TestAPhotographThatEndsTheProgramIsGivenUp(t *testing.T) {
	h := newHall(t)
	id := h.Photo(t, h.gallery.ID, "bomb.jpg", storetest.Shot(t, 60, 60, color.White))
	exec(t, h.Store, "UPDATE photo SET tries = 3 WHERE id = ?", id) // as after three claims that nothing came of
	check(t, h.PreparePhotographs(t.Context()))
	p, err := h.Photograph(t.Context(), id)
	check(t, err)
	if p.State != "failed" {
		t.Errorf("it is %s after three tries", p.State)
	}
}

func TestATryThatTheProgramsEndCutShortIsNotCounted(t *testing.T) {
	h := newHall(t)
	id := h.Photo(t, h.gallery.ID, "seat2.jpg", storetest.Shot(t, 60, 60, color.White))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_ = h.PreparePhotographs(ctx)
	if n := number(t, h.Store, "SELECT tries FROM photo WHERE id = ?", id); n != 0 {
		t.Errorf("%d tries", n)
	}
}

// A full disk is not the picture's fault: it waits until there is room.
func TestAPhotographWaitsForRoom(t *testing.T) {
	h := newHall(t)
	id := h.Photo(t, h.gallery.ID, "large.jpg", noise(t))
	h.LimitPages(t.Context(), int(number(t, h.Store, "PRAGMA page_count")))
	for range 4 {
		if err := h.PreparePhotographs(t.Context()); !store.IsFull(err) {
			t.Fatalf("%v, not full", err)
		}
	}
	h.LimitPages(t.Context(), 1<<30)
	check(t, h.PreparePhotographs(t.Context()))
	if p, err := h.Photograph(t.Context(), id); err != nil || p.State != "ready" {
		t.Errorf("%s, %v", p.State, err)
	}
}

func TestWhatIsNoPhotographIsTurnedAway(t *testing.T) {
	h := newHall(t)
	for name, content := range map[string]string{
		"drawing.svg": `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
		"page.jpg":    "<!DOCTYPE html><script>alert(1)</script>",
		"terms.pdf":   "%PDF-1.7 terms",
	} {
		_, err := h.AddPhoto(t.Context(), h.Owner, h.gallery.ID, name, strings.NewReader(content))
		var refused *store.Refused
		if !errors.As(err, &refused) || refused.Why.Key != "refused.no_photo" {
			t.Errorf("%s: %v", name, err)
		}
	}
	var refused *store.Refused
	if _, err := h.AddPhoto(t.Context(), h.Owner, h.gallery.ID, "IMG_1.HEIC", strings.NewReader("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00")); !errors.As(err, &refused) || refused.Why.Key != "refused.heic" {
		t.Errorf("a HEIC: %v", err)
	}
	if n := number(t, h.Store, "SELECT count(*) FROM photo"); n != 3 {
		t.Errorf("%d photographs", n)
	}
}

func TestWhoSeesAGallery(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	see := func(p *store.Portal) error {
		_, err := p.Gallery(ctx, h.gallery.ID)
		_, one := p.Photograph(ctx, h.photos[0], store.PhotoChoice{})
		_, shot := p.Picture(ctx, h.photos[0], store.Web)
		list, _, _ := p.Photographs(ctx, store.PhotoChoice{Gallery: h.gallery.ID}, store.Paging{})
		all, _ := p.Galleries(ctx, h.Project.ID)
		has, _ := p.HasPhotos(ctx, 0)
		if (err == nil) != (one == nil) || (err == nil) != (shot == nil) || (err == nil) != (len(list) > 0) || (err == nil) != (len(all) > 0 && has) {
			t.Errorf("the gallery says %v, a photograph %v, a picture %v, %d listed, %d galleries, any: %t", err, one, shot, len(list), len(all), has)
		}
		return err
	}
	priya := h.Portal(t, h.Priya)
	check(t, see(priya))
	notFound(t, "one who is not on the project", see(h.Portal(t, h.Tom)))
	hidden, err := h.SetGalleryVisible(ctx, h.Owner, h.gallery.ID, false)
	check(t, err)
	notFound(t, "a hidden gallery", see(priya))
	_, err = h.SetGalleryVisible(ctx, h.Owner, hidden.ID, true)
	check(t, err)
	_, err = h.DeleteGallery(ctx, h.Owner, h.gallery.ID)
	check(t, err)
	notFound(t, "a deleted gallery", see(priya))
	_, err = h.RestoreGallery(ctx, h.Owner, h.gallery.ID)
	check(t, err)
	check(t, see(priya))
	check(t, h.SavePermissions(ctx, h.Owner, store.Permissions{store.ModulePhotos: false}))
	notFound(t, "with the module off", see(h.Portal(t, h.Priya)))
	check(t, h.SavePermissions(ctx, h.Owner, store.Permissions{}))
	check(t, h.SetProjectStatus(ctx, h.Owner, h.Project.ID, "archived"))
	notFound(t, "an archived project", see(h.Portal(t, h.Priya)))
}

func TestALinkOpensOneGallery(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	other, more := h.Album(t, "Week 8", "dust.jpg")
	_, err := h.SetBefore(ctx, h.Owner, h.photos[0], more[0])
	check(t, err)
	p, err := h.PortalByLink(ctx, h.Link(t, "gallery", h.gallery.ID))
	check(t, err)
	list, total, err := p.Photographs(ctx, store.PhotoChoice{Gallery: h.gallery.ID}, store.Paging{})
	if err != nil || len(list) != 3 || total != 3 {
		t.Errorf("%d of %d, %v", len(list), total, err)
	}
	if pairs, err := p.Pairs(ctx, store.PhotoChoice{Gallery: h.gallery.ID}); err != nil || len(pairs) != 0 {
		t.Errorf("the other half of a pair is told: %v, %v", pairs, err)
	}
	if _, err := p.SetFavourite(ctx, h.photos[1], true); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"another gallery":     failure(p.Gallery(ctx, other.ID)),
		"its photograph":      failure(p.Photograph(ctx, more[0], store.PhotoChoice{})),
		"its picture":         failure(p.Picture(ctx, more[0], store.Thumb)),
		"its ZIP":             failure(p.PackGallery(ctx, other.ID, store.Web)),
		"a heart on it":       failure(p.SetFavourite(ctx, more[0], true)),
		"its selection":       failure(p.SendSelection(ctx, other.ID, "")),
		"all galleries":       failure(p.Galleries(ctx, h.Project.ID)),
		"the project's pairs": failure(p.Pairs(ctx, store.PhotoChoice{Project: h.Project.ID})),
		"the project":         failureOf2(p.Photographs(ctx, store.PhotoChoice{Project: h.Project.ID}, store.Paging{})),
	} {
		notFound(t, what, err)
	}
	if list, _, err := p.Photographs(ctx, store.PhotoChoice{Gallery: other.ID}, store.Paging{}); len(list) != 0 {
		t.Errorf("another gallery is listed: %v, %v", list, err)
	}
	check(t, h.RevokeLinks(ctx, h.Owner, store.Object{Kind: "gallery", ID: h.gallery.ID}))
}

func failure[T any](_ T, err error) error            { return err }
func failureOf2[T, U any](_ T, _ U, err error) error { return err }

func TestPhotographsStandInTheirOrderStageByStage(t *testing.T) {
	h := newHall(t)
	ctx, id := t.Context(), h.gallery.ID
	_, err := h.MovePhotograph(ctx, h.Owner, h.photos[2], true)
	check(t, err)
	if got := h.order(t); got != "island seat shelves" {
		t.Errorf("moved earlier: %s", got)
	}
	_, err = h.MovePhotograph(ctx, h.Owner, h.photos[0], true) // it is the first already
	check(t, err)
	check(t, h.OrderPhotographs(ctx, h.Owner, id, []int64{h.photos[1], h.photos[2], h.photos[0], 999999, h.photos[1]}))
	if got := h.order(t); got != "shelves seat island" {
		t.Errorf("dragged: %s", got)
	}
	check(t, h.OrderPhotographs(ctx, h.Owner, id, []int64{h.photos[0], h.photos[1]})) // these two change places
	if got := h.order(t); got != "island seat shelves" {
		t.Errorf("some dragged: %s", got)
	}
	check(t, h.SetStage(ctx, h.Owner, id, []int64{h.photos[0], h.photos[1]}, " Kitchen "))
	if got := h.order(t); got != "island shelves seat" {
		t.Errorf("by stages: %s", got)
	}
	check(t, h.MoveStage(ctx, h.Owner, id, "", true))
	if got := h.order(t); got != "seat island shelves" {
		t.Errorf("a stage moved earlier: %s", got)
	}
	stages, err := h.Portal(t, h.Priya).Stages(ctx, id)
	if err != nil || !slices.Equal(stages, []store.Stage{{Name: "", Photos: 1}, {Name: "Kitchen", Photos: 2}}) {
		t.Errorf("%v, %v", stages, err)
	}
	kitchen := "Kitchen"
	at, err := h.Portal(t, h.Priya).Photograph(ctx, h.photos[1], store.PhotoChoice{Gallery: id, Stage: &kitchen})
	if err != nil || at.Number != 2 || at.Of != 2 || at.Previous != h.photos[0] {
		t.Errorf("%+v, %v", at, err)
	}
	notFound(t, "another project's order", h.OrderPhotographs(ctx, h.Owner, 999, h.photos))
}

func TestGalleriesStandInTheirOrder(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	week, _ := h.Album(t, "Week 8", "a.jpg")
	dust, _ := h.Album(t, "Dust", "b.jpg")
	names := func() (list string) {
		galleries, err := h.Portal(t, h.Priya).Galleries(ctx, h.Project.ID)
		check(t, err)
		for _, g := range galleries {
			list += g.Name + ". "
		}
		return list
	}
	_, err := h.MoveGallery(ctx, h.Owner, dust.ID, true)
	check(t, err)
	if got := names(); got != "Finished rooms. Dust. Week 8. " {
		t.Error(got)
	}
	check(t, h.OrderGalleries(ctx, h.Owner, h.Project.ID, []int64{week.ID, h.gallery.ID, dust.ID}))
	if got := names(); got != "Week 8. Finished rooms. Dust. " {
		t.Error(got)
	}
	if _, err := h.AddGallery(ctx, h.Owner, h.Project.ID, "Empty"); err != nil || strings.Contains(names(), "Empty") {
		t.Errorf("an empty gallery is shown, or %v", err)
	}
}

func TestBeforeAndAfter(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	pairs := func() []store.Pair {
		t.Helper()
		list, err := p.Pairs(ctx, store.PhotoChoice{Project: h.Project.ID})
		check(t, err)
		return list
	}
	_, err := h.SetBefore(ctx, h.Owner, h.photos[1], h.photos[0])
	check(t, err)
	if got := pairs(); len(got) != 1 || got[0].Before.ID != h.photos[0] || got[0].After.ID != h.photos[1] {
		t.Errorf("%+v", got)
	}
	_, err = h.SetBefore(ctx, h.Owner, h.photos[2], h.photos[0]) // it stands before another from now on
	check(t, err)
	if got := pairs(); len(got) != 1 || got[0].After.ID != h.photos[2] {
		t.Errorf("%+v", got)
	}
	_, err = h.SetBefore(ctx, h.Owner, h.photos[0], h.photos[2]) // they change places
	check(t, err)
	if got := pairs(); len(got) != 1 || got[0].After.ID != h.photos[0] {
		t.Errorf("%+v", got)
	}
	elsewhere := storetest.JobAt(t, h.Store, h.Clock, h.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	_, theirs := elsewhere.Album(t, "Loft", "loft.jpg")
	var invalid *store.Invalid
	for _, wrong := range []int64{theirs[0], h.photos[1], 999} {
		if _, err := h.SetBefore(ctx, h.Owner, h.photos[1], wrong); !errors.As(err, &invalid) {
			t.Errorf("paired with %d: %v", wrong, err)
		}
	}
	_, err = h.DeletePhotographs(ctx, h.Owner, h.gallery.ID, []int64{h.photos[2]})
	check(t, err)
	if got := pairs(); len(got) != 0 {
		t.Errorf("a pair with half of it deleted: %+v", got)
	}
}

func TestFavouritesAndTheirSelection(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	var refused *store.Refused
	if _, err := p.SendSelection(ctx, h.gallery.ID, ""); !errors.As(err, &refused) {
		t.Errorf("nothing was chosen: %v", err)
	}
	for range 2 { // a double tap
		photo, err := p.SetFavourite(ctx, h.photos[0], true)
		if err != nil || !photo.Favourite {
			t.Errorf("%+v, %v", photo, err)
		}
	}
	_, err := p.SetFavourite(ctx, h.photos[1], true)
	check(t, err)
	list, total, err := p.Photographs(ctx, store.PhotoChoice{Project: h.Project.ID, Favourites: true}, store.Paging{})
	if err != nil || total != 2 || !list[0].Favourite {
		t.Errorf("%d favourites, %v", total, err)
	}
	sent, err := p.SendSelection(ctx, h.gallery.ID, "These two, please.")
	check(t, err)
	if sent.Photos != 2 || sent.Contact != "Priya Raman" || !sent.At.Equal(h.Now()) {
		t.Errorf("%+v", sent)
	}
	again, err := p.SendSelection(ctx, h.gallery.ID, "These two, please.")
	if err != nil || again.ID != sent.ID {
		t.Errorf("the same was sent twice: %+v, %v", again, err)
	}
	if n := number(t, h.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-selection'"); n != 1 {
		t.Errorf("%d mails", n)
	}
	_, err = p.SetFavourite(ctx, h.photos[1], false)
	check(t, err)
	if last, err := p.Selection(ctx, h.gallery.ID); err != nil || last.ID != sent.ID || !last.Changed {
		t.Errorf("%+v, %v", last, err)
	}
	if kept, err := h.SelectedPhotographs(ctx, sent.ID); err != nil || len(kept) != 2 {
		t.Errorf("what was sent is not what it was: %d, %v", len(kept), err)
	}
	if again, err = p.SendSelection(ctx, h.gallery.ID, "One is enough."); err != nil || again.ID == sent.ID || again.Photos != 1 {
		t.Errorf("%+v, %v", again, err)
	}
	if list, err := h.Selections(ctx, h.gallery.ID); err != nil || len(list) != 2 || list[0].ID != again.ID {
		t.Errorf("%+v, %v", list, err)
	}
	var invalid *store.Invalid
	if _, err := p.SendSelection(ctx, h.gallery.ID, strings.Repeat("x", 4001)); !errors.As(err, &invalid) {
		t.Errorf("a comment of any length: %v", err)
	}
	preview, err := h.PreviewPortal(ctx, h.Owner, h.Priya.ID)
	check(t, err)
	if _, err := preview.SetFavourite(ctx, h.photos[0], false); !errors.As(err, &refused) {
		t.Errorf("one who looks changed a favourite: %v", err)
	}
	if _, err := preview.SendSelection(ctx, h.gallery.ID, ""); !errors.As(err, &refused) {
		t.Errorf("one who looks sent a selection: %v", err)
	}
	_, err = h.SaveGallery(ctx, h.Owner, h.gallery.ID, h.settings(func(w *store.GallerySettings) { w.Favourites = false }))
	check(t, err)
	_, err = p.SetFavourite(ctx, h.photos[2], true)
	notFound(t, "a gallery without favourites", err)
	_, err = p.SendSelection(ctx, h.gallery.ID, "")
	notFound(t, "a selection of it", err)
}

func TestSelectionsAreNotSentWithoutEnd(t *testing.T) {
	h := newHall(t)
	p := h.Portal(t, h.Priya)
	_, err := p.SetFavourite(t.Context(), h.photos[0], true)
	check(t, err)
	for i := range 21 {
		_, err = p.SendSelection(t.Context(), h.gallery.ID, strings.Repeat("please ", i))
	}
	var refused *store.Refused
	if !errors.As(err, &refused) || refused.Why.Key != "refused.too_often" {
		t.Errorf("the 21st of a day: %v", err)
	}
}

func TestOriginalsAreGivenWhereTheGallerySaysSo(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	_, err := p.OpenOriginal(ctx, h.photos[0])
	notFound(t, "an original", err)
	_, err = p.PackGallery(ctx, h.gallery.ID, store.Full)
	notFound(t, "a ZIP of originals", err)
	whole, err := h.OpenOriginal(ctx, h.photos[0])
	check(t, err)
	asItCame, err := io.ReadAll(whole)
	check(t, err)
	if int64(len(asItCame)) != whole.Size {
		t.Errorf("%d bytes of %d", len(asItCame), whole.Size)
	}
	_, err = h.SaveGallery(ctx, h.Owner, h.gallery.ID, h.settings(func(w *store.GallerySettings) { w.Originals, w.Metadata = true, true }))
	check(t, err)
	given, err := p.OpenOriginal(ctx, h.photos[0])
	check(t, err)
	if got, err := io.ReadAll(given); err != nil || !bytes.Equal(got, asItCame) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	for _, size := range []store.PictureSize{store.Web, store.Full} {
		pack, err := p.PackGallery(ctx, h.gallery.ID, size)
		check(t, err)
		if len(pack.Entries) != 3 || pack.Entries[0].Name != "island.jpg" {
			t.Errorf("%s: %+v", size, pack.Entries)
		}
		for _, e := range pack.Entries {
			r, err := e.Open(ctx)
			check(t, err)
			if b, err := io.ReadAll(r); err != nil || int64(len(b)) != e.Size {
				t.Errorf("%s of %s: %d bytes, said to be %d, %v", size, e.Name, len(b), e.Size, err)
			}
		}
	}
}

func TestDeletedPhotographsComeBackForThirtyDays(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	gone, err := h.DeletePhotographs(ctx, h.Owner, h.gallery.ID, []int64{h.photos[1], h.photos[1], 999})
	if err != nil || !slices.Equal(gone, h.photos[1:2]) {
		t.Fatalf("%v, %v", gone, err)
	}
	_, err = p.Photograph(ctx, h.photos[1], store.PhotoChoice{})
	notFound(t, "a deleted photograph", err)
	_, err = h.SetCaption(ctx, h.Owner, h.photos[1], "Hello")
	notFound(t, "a caption for it", err)
	if list, err := h.DeletedPhotographs(ctx, h.gallery.ID); err != nil || len(list) != 1 {
		t.Errorf("%d, %v", len(list), err)
	}
	back, err := h.RestorePhotographs(ctx, h.Owner, h.gallery.ID, gone)
	if err != nil || len(back) != 1 || h.order(t) != "island shelves seat" {
		t.Errorf("%v, %v, %s", back, err, h.order(t))
	}
	_, err = h.DeletePhotographs(ctx, h.Owner, h.gallery.ID, gone)
	check(t, err)
	h.Clock.Add(30*24*time.Hour + time.Minute)
	check(t, h.SweepFiles(ctx))
	if n := number(t, h.Store, "SELECT count(*) FROM rendition WHERE photo_id = ?", gone[0]); n != 0 {
		t.Errorf("%d renditions are kept", n)
	}
	if back, err := h.RestorePhotographs(ctx, h.Owner, h.gallery.ID, gone); err != nil || len(back) != 0 {
		t.Errorf("brought back after its end: %v, %v", back, err)
	}
	_, err = h.Photograph(ctx, gone[0])
	notFound(t, "after thirty days", err)
	_, err = h.DeleteGallery(ctx, h.Owner, h.gallery.ID)
	check(t, err)
	h.Clock.Add(30*24*time.Hour + time.Minute)
	_, err = h.RestoreGallery(ctx, h.Owner, h.gallery.ID)
	notFound(t, "a gallery after thirty days", err)
}

func TestPhotographsMoveWithinTheirProject(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	week, _ := h.Album(t, "Week 8", "dust.jpg")
	_, err := h.MoveToGallery(ctx, h.Owner, h.gallery.ID, h.photos[:2], week.ID)
	check(t, err)
	if list, _, _ := h.Photographs(ctx, week.ID, store.Paging{}); len(list) != 3 || list[2].ID != h.photos[1] {
		t.Errorf("%+v", list)
	}
	elsewhere := storetest.JobAt(t, h.Store, h.Clock, h.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	theirs, _ := elsewhere.Album(t, "Loft", "loft.jpg")
	var invalid *store.Invalid
	if _, err := h.MoveToGallery(ctx, h.Owner, h.gallery.ID, h.photos, theirs.ID); !errors.As(err, &invalid) {
		t.Errorf("to another project: %v", err)
	}
	if _, err := h.MoveToGallery(ctx, h.Owner, h.gallery.ID, nil, week.ID); !errors.As(err, &invalid) {
		t.Errorf("none ticked: %v", err)
	}
}

func TestAnArrivalOfManyIsOneSentenceOfTheHistory(t *testing.T) {
	h := newHall(t)
	if n := number(t, h.Store, "SELECT count(*) FROM activity WHERE what = 'photos added'"); n != 1 {
		t.Errorf("%d sentences", n)
	}
	if n := number(t, h.Store, "SELECT detail ->> 'count' FROM activity WHERE what = 'photos added'"); n != 3 {
		t.Errorf("it tells of %d", n)
	}
	h.Clock.Add(time.Hour)
	h.Photo(t, h.gallery.ID, "later.jpg", storetest.Shot(t, 20, 20, color.White))
	if n := number(t, h.Store, "SELECT count(*) FROM activity WHERE what = 'photos added'"); n != 2 {
		t.Errorf("%d sentences after an hour", n)
	}
}

func TestASharedGalleryIsOneMailEach(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	_, err := h.SetGalleryVisible(ctx, h.Owner, h.gallery.ID, false)
	check(t, err)
	words := store.Words{Subject: "The photos", Body: "Dear {name}, here they are."}
	for range 2 { // the button pressed twice
		g, err := h.ShareGallery(ctx, h.Owner, h.gallery.ID, []int64{h.Priya.ID}, words)
		if err != nil || !g.Visible {
			t.Errorf("%+v, %v", g, err)
		}
	}
	if n := number(t, h.Store, "SELECT count(*) FROM outbox WHERE kind = 'gallery' AND gallery_id = ?", h.gallery.ID); n != 1 {
		t.Errorf("%d mails", n)
	}
	var invalid *store.Invalid
	if _, err := h.ShareGallery(ctx, h.Owner, h.gallery.ID, []int64{h.Tom.ID}, words); !errors.As(err, &invalid) {
		t.Errorf("to one who is not on the project: %v", err)
	}
	empty, err := h.AddGallery(ctx, h.Owner, h.Project.ID, "Empty")
	check(t, err)
	var refused *store.Refused
	if _, err := h.ShareGallery(ctx, h.Owner, empty.ID, []int64{h.Priya.ID}, words); !errors.As(err, &refused) {
		t.Errorf("an empty gallery: %v", err)
	}
	check(t, h.SavePermissions(ctx, h.Owner, store.Permissions{store.ModulePhotos: false}))
	if _, err := h.ShareGallery(ctx, h.Owner, h.gallery.ID, []int64{h.Priya.ID}, words); !errors.As(err, &refused) {
		t.Errorf("with photos off: %v", err)
	}
}

func TestDownloadsOfPhotographsAreNotedOnce(t *testing.T) {
	h := newHall(t)
	ctx, p := t.Context(), h.Portal(t, h.Priya)
	photo, err := p.Photograph(ctx, h.photos[0], store.PhotoChoice{})
	check(t, err)
	g, err := p.Gallery(ctx, h.gallery.ID)
	check(t, err)
	for range 2 {
		check(t, p.NotePhotoDownload(ctx, photo.Photograph))
		check(t, p.NotePackage(ctx, g))
	}
	preview, err := h.PreviewPortal(ctx, h.Owner, h.Priya.ID)
	check(t, err)
	h.Clock.Add(2 * time.Minute)
	check(t, preview.NotePackage(ctx, g))
	check(t, preview.NotePhotoDownload(ctx, photo.Photograph))
	if n := number(t, h.Store, "SELECT count(*) FROM activity WHERE what IN ('photo downloaded', 'gallery downloaded')"); n != 2 {
		t.Errorf("%d notes", n)
	}
}

func TestTheCheckLooksAtRenditions(t *testing.T) {
	h := newHall(t)
	exec(t, h.Store, `UPDATE rendition SET jpeg = x'00' WHERE photo_id = ? AND size = 'web'`, h.photos[0])
	exec(t, h.Store, `DELETE FROM rendition WHERE photo_id = ?`, h.photos[1])
	check(t, h.Close())
	found, err := store.Check(t.Context(), h.Path())
	if want := []string{"The web size of photo 1 is not as it was made.", "Photo 2 lacks its small sizes."}; err != nil || !slices.Equal(found, want) {
		t.Errorf("%q, %v", found, err)
	}
}

// An email about photographs is read again only where photographs are on.
func TestAnEmailAboutAGalleryGoesWithItsModule(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	_, err := h.ShareGallery(ctx, h.Owner, h.gallery.ID, []int64{h.Priya.ID}, store.Words{Subject: "Photos", Body: "Here."})
	check(t, err)
	m, err := h.ClaimMail(ctx)
	check(t, err)
	check(t, h.MailSent(ctx, m.ID, store.EmailWords{Subject: "Photos"}))
	for _, on := range []bool{true, false} {
		check(t, h.SavePermissions(ctx, h.Owner, store.Permissions{store.ModulePhotos: on}))
		p := h.Portal(t, h.Priya)
		_, total, err := p.Emails(ctx, store.Paging{})
		_, one := p.Email(ctx, m.ID)
		if err != nil || (total == 1) != on || (one == nil) != on {
			t.Errorf("photos on: %t, %d emails, %v, %v", on, total, err, one)
		}
	}
}

// An email about a gallery that was hidden since is not sent.
func TestAnEmailAboutAHiddenGalleryIsStale(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	_, err := h.ShareGallery(ctx, h.Owner, h.gallery.ID, []int64{h.Priya.ID}, store.Words{})
	check(t, err)
	m, err := h.ClaimMail(ctx)
	check(t, err)
	check(t, h.CheckMail(ctx, m))
	_, err = h.SetGalleryVisible(ctx, h.Owner, h.gallery.ID, false)
	check(t, err)
	if err := h.CheckMail(ctx, m); !errors.Is(err, store.ErrStale) {
		t.Errorf("%v, not stale", err)
	}
}
