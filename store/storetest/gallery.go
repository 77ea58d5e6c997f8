package storetest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"anteroom/store"
)

// Shot is a JPEG of this size, of one colour.
func Shot(t testing.TB, width, height int, c color.Color) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	must(t, jpeg.Encode(&out, img, nil))
	return out.Bytes()
}

// Album is a gallery of the project with these photographs, each of its name and
// prepared; ids are theirs, in that order.
func (j *Job) Album(t testing.TB, name string, photos ...string) (g store.Gallery, ids []int64) {
	t.Helper()
	g, err := j.AddGallery(t.Context(), j.Owner, j.Project.ID, name)
	must(t, err)
	g, err = j.SaveGallery(t.Context(), j.Owner, g.ID, store.GallerySettings{Name: name, Favourites: true})
	must(t, err)
	for i, photo := range photos {
		ids = append(ids, j.Photo(t, g.ID, photo, Shot(t, 80+i, 60, color.RGBA{uint8(i * 40), 90, 90, 255})))
	}
	must(t, j.PreparePhotographs(t.Context()))
	g, err = j.Gallery(t.Context(), g.ID)
	must(t, err)
	return g, ids
}

// Photo adds a photograph, which waits to be prepared.
func (j *Job) Photo(t testing.TB, gallery int64, name string, content []byte) int64 {
	t.Helper()
	id, err := j.AddPhoto(t.Context(), j.Owner, gallery, name, bytes.NewReader(content))
	must(t, err)
	return id
}

// galleries are one that clients see, one that is hidden and one that is deleted,
// each with photographs; in the first one photograph of each state.
func (v *Street) galleries(t testing.TB, j *Job, on []string) {
	t.Helper()
	ctx := t.Context()
	for _, what := range []string{"shared", "hidden", "deleted"} {
		g, ids := j.Album(t, "Larkfield, "+what, what+" one.jpg", what+" two.jpg")
		key := fmt.Sprint(g.ID)
		seen := []string(nil)
		switch what {
		case "shared":
			seen = on
			_, err := j.SaveGallery(ctx, j.Owner, g.ID, store.GallerySettings{Name: g.Name, Note: "About the window seat", Originals: true, Favourites: true})
			must(t, err)
			_, err = j.ShareGallery(ctx, j.Owner, g.ID, []int64{j.Priya.ID}, store.Words{Subject: "Photos"})
			must(t, err)
			v.links(t, j, on[0], "gallery", g.ID)
			v.chosen(t, j, g, ids)
			v.unseen(t, j, g)
		case "hidden":
			_, err := j.SetGalleryVisible(ctx, j.Owner, g.ID, false)
			must(t, err)
		case "deleted":
			_, err := j.DeleteGallery(ctx, j.Owner, g.ID)
			must(t, err)
		}
		v.add(Thing{Kind: "gallery", Key: key, What: what + " gallery of " + on[0], SeenBy: seen, Parent: fmt.Sprint(j.Project.ID)})
		for i, id := range ids {
			v.add(Thing{Kind: "photo", Key: fmt.Sprint(id), What: fmt.Sprintf("%s photo %d of %s", what, i+1, on[0]), SeenBy: seen, Parent: key})
		}
	}
	v.guests(t, j, on[0])
}

// chosen are a pair of photographs, and a client's favourites of the two.
func (v *Street) chosen(t testing.TB, j *Job, g store.Gallery, ids []int64) {
	t.Helper()
	_, err := j.SetBefore(t.Context(), j.Owner, ids[1], ids[0])
	must(t, err)
	p := j.Portal(t, j.Priya)
	_, err = p.SetFavourite(t.Context(), ids[0], true)
	must(t, err)
	sent, err := p.SendSelection(t.Context(), g.ID, "For the window seat")
	must(t, err)
	must(t, p.NotePackage(t.Context(), g))
	v.add(Thing{Kind: "selection", Key: fmt.Sprint(sent.ID), What: "favourites of " + j.Priya.Name, Parent: fmt.Sprint(g.ID)})
}

// unseen are photographs of a gallery that nobody sees but the studio.
func (v *Street) unseen(t testing.TB, j *Job, g store.Gallery) {
	t.Helper()
	broken := j.Photo(t, g.ID, "broken.jpg", Shot(t, 40, 40, color.White)[:200])
	must(t, j.PreparePhotographs(t.Context()))
	deleted := j.Photo(t, g.ID, "deleted.jpg", Shot(t, 40, 40, color.White))
	must(t, j.PreparePhotographs(t.Context()))
	_, err := j.DeletePhotographs(t.Context(), j.Owner, g.ID, []int64{deleted})
	must(t, err)
	for what, id := range map[string]int64{"broken": broken, "deleted": deleted} {
		v.add(Thing{Kind: "photo", Key: fmt.Sprint(id), What: what + " photo of " + j.Client.Name, Parent: fmt.Sprint(g.ID)})
	}
}

// waiting are photographs that came last, so that none of them is prepared yet: one
// in each gallery of which a client has chosen.
func (v *Street) waiting(t testing.TB) {
	t.Helper()
	for _, g := range v.Things {
		if g.Kind != "gallery" || g.SeenBy == nil {
			continue
		}
		var id int64
		_, err := fmt.Sscan(g.Key, &id)
		must(t, err)
		photo := v.Photo(t, id, "waiting.jpg", Shot(t, 40, 40, color.White))
		v.add(Thing{Kind: "photo", Key: fmt.Sprint(photo), What: "waiting photo of the " + g.What, Parent: g.Key})
	}
}

// guests are a link that opens a gallery, one that asks for a PIN, and one that
// has ended.
func (v *Street) guests(t testing.TB, j *Job, name string) {
	t.Helper()
	for _, what := range []string{"open", "locked", "ended"} {
		g, ids := j.Album(t, "Larkfield for guests, "+what, "guests.jpg")
		_, err := j.SetGalleryVisible(t.Context(), j.Owner, g.ID, false)
		must(t, err)
		token, err := j.OpenToGuests(t.Context(), j.Owner, g.ID, map[string]string{"locked": "1908"}[what])
		must(t, err)
		if what == "locked" {
			_, err = j.EnterGallery(t.Context(), token, "1908", store.Visit{IP: "192.0.2.1"})
			must(t, err)
		}
		if what == "ended" {
			_, err = j.CloseToGuests(t.Context(), j.Owner, g.ID)
			must(t, err)
		}
		v.add(Thing{Kind: "gallery guest", Key: token, What: what + " link for guests of " + name, Parent: fmt.Sprint(g.ID), Ended: what == "ended"})
		v.add(Thing{Kind: "photo", Key: fmt.Sprint(ids[0]), What: what + " guests' photo of " + name, Parent: fmt.Sprint(g.ID)})
	}
}
