package store_test

import (
	"errors"
	"testing"
	"time"

	"anteroom/store"
)

func TestAGuestSeesOneGalleryAndNothingElse(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	_, more := h.Album(t, "Week 8", "dust.jpg")
	_, err := h.Portal(t, h.Priya).SetFavourite(ctx, h.photos[0], true)
	check(t, err)
	token, err := h.OpenToGuests(ctx, h.Owner, h.gallery.ID, "")
	check(t, err)
	guest, err := h.GuestByToken(ctx, token, "")
	check(t, err)
	g, err := guest.Gallery(ctx)
	check(t, err)
	if guest.Locked() || g.Name != "Finished rooms" || g.Photos != 3 || g.Project != "" || g.ProjectID != 0 || g.Chosen != 0 || g.Selections != 0 {
		t.Errorf("%+v", g)
	}
	list, total, err := guest.Photographs(ctx, nil, store.Paging{})
	if err != nil || total != 3 || list[0].Favourite {
		t.Errorf("%d, %v", total, err)
	}
	at, err := guest.Photograph(ctx, h.photos[1])
	if err != nil || at.Number != 2 || at.Of != 3 {
		t.Errorf("%+v, %v", at, err)
	}
	for what, err := range map[string]error{
		"a photograph of another gallery": failure(guest.Photograph(ctx, more[0])),
		"its picture":                     failure(guest.Picture(ctx, more[0], store.Thumb)),
		"its original":                    failure(guest.OpenOriginal(ctx, more[0])),
		"an original that is not given":   failure(guest.OpenOriginal(ctx, h.photos[0])),
		"a ZIP of originals":              failure(guest.Pack(ctx, store.Full)),
	} {
		notFound(t, what, err)
	}
	check(t, guest.NotePackage(ctx))
	// A gallery hidden from the portal is still shown to its guests.
	_, err = h.SetGalleryVisible(ctx, h.Owner, h.gallery.ID, false)
	check(t, err)
	check(t, failure(h.GuestByToken(ctx, token, "")))
	newer, err := h.OpenToGuests(ctx, h.Owner, h.gallery.ID, "")
	check(t, err)
	notFound(t, "a link that was replaced", failure(h.GuestByToken(ctx, token, "")))
	check(t, failure(h.GuestByToken(ctx, newer, "")))
	_, err = h.CloseToGuests(ctx, h.Owner, h.gallery.ID)
	check(t, err)
	notFound(t, "a link that was ended", failure(h.GuestByToken(ctx, newer, "")))
	notFound(t, "no token at all", failure(h.GuestByToken(ctx, "", "")))
}

func TestAGuestLinkEndsWithItsGalleryAndProject(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	token, err := h.OpenToGuests(ctx, h.Owner, h.gallery.ID, "")
	check(t, err)
	_, err = h.DeleteGallery(ctx, h.Owner, h.gallery.ID)
	check(t, err)
	notFound(t, "a deleted gallery", failure(h.GuestByToken(ctx, token, "")))
	_, err = h.RestoreGallery(ctx, h.Owner, h.gallery.ID)
	check(t, err)
	check(t, h.SetProjectStatus(ctx, h.Owner, h.Project.ID, "archived"))
	notFound(t, "an archived project", failure(h.GuestByToken(ctx, token, "")))
}

func TestAPINOpensTheGalleryToOneBrowser(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	var invalid *store.Invalid
	for _, bad := range []string{"123", "123456789", "12a4", "١٢٣٤"} {
		if _, err := h.OpenToGuests(ctx, h.Owner, h.gallery.ID, bad); !errors.As(err, &invalid) {
			t.Errorf("PIN %q: %v", bad, err)
		}
	}
	token, err := h.OpenToGuests(ctx, h.Owner, h.gallery.ID, " 1908 ")
	check(t, err)
	guest, err := h.GuestByToken(ctx, token, "")
	check(t, err)
	if !guest.Locked() || guest.Name() != "Finished rooms" {
		t.Error("the gallery stands open")
	}
	for what, err := range map[string]error{
		"the gallery":  failure(guest.Gallery(ctx)),
		"its list":     failureOf2(guest.Photographs(ctx, nil, store.Paging{})),
		"a photograph": failure(guest.Photograph(ctx, h.photos[0])),
		"a picture":    failure(guest.Picture(ctx, h.photos[0], store.Thumb)),
		"an original":  failure(guest.OpenOriginal(ctx, h.photos[0])),
		"a ZIP":        failure(guest.Pack(ctx, store.Web)),
		"the pairs":    failure(guest.Pairs(ctx)),
		"the stages":   failure(guest.Stages(ctx)),
		"its weight":   failureOf2(guest.Weights(ctx)),
	} {
		notFound(t, what, err)
	}
	if _, err := h.EnterGallery(ctx, token, "1909", store.Visit{IP: "192.0.2.1"}); !errors.As(err, &invalid) {
		t.Errorf("a wrong PIN: %v", err)
	}
	grant, err := h.EnterGallery(ctx, token, "1908", store.Visit{IP: "192.0.2.1"})
	check(t, err)
	unlocked := func() bool {
		guest, err := h.GuestByToken(ctx, token, grant)
		check(t, err)
		return !guest.Locked()
	}
	if !unlocked() {
		t.Error("the right PIN opens nothing")
	}
	if n := number(t, h.Store, "SELECT count(*) FROM guest WHERE CAST(token_hash AS TEXT) = ?", grant); n != 0 {
		t.Error("the grant is kept as it is")
	}
	other, _ := h.Album(t, "Week 8", "dust.jpg")
	elsewhere, err := h.OpenToGuests(ctx, h.Owner, other.ID, "1908")
	check(t, err)
	if guest, err := h.GuestByToken(ctx, elsewhere, grant); err != nil || !guest.Locked() {
		t.Errorf("a grant of one gallery opens another: %v", err)
	}
	h.Clock.Add(31 * 24 * time.Hour)
	if unlocked() {
		t.Error("a grant does not end")
	}
	grant, err = h.EnterGallery(ctx, token, "1908", store.Visit{IP: "192.0.2.1"})
	check(t, err)
	token, err = h.OpenToGuests(ctx, h.Owner, h.gallery.ID, "2024")
	check(t, err)
	if unlocked() {
		t.Error("a grant outlives the PIN that it was given for")
	}
}

func TestPINsAreNotGuessed(t *testing.T) {
	h := newHall(t)
	ctx := t.Context()
	token, err := h.OpenToGuests(ctx, h.Owner, h.gallery.ID, "1908")
	check(t, err)
	try := func(pin, ip string) error { return failure(h.EnterGallery(ctx, token, pin, store.Visit{IP: ip})) }
	var refused *store.Refused
	for range 10 {
		err = try("0000", "192.0.2.1")
	}
	if errors.As(err, &refused) {
		t.Error("the tenth try was refused already")
	}
	if err := try("1908", "192.0.2.1"); !errors.As(err, &refused) {
		t.Errorf("the eleventh try from one address: %v", err)
	}
	check(t, try("1908", "192.0.2.2"))
	for i := range 30 {
		if err := try("0000", "198.51.100."+string(rune('1'+i%3))+string(rune('0'+i/3))); err == nil {
			t.Error("a wrong PIN was taken")
		}
	}
	if err := try("1908", "203.0.113.9"); !errors.As(err, &refused) {
		t.Errorf("after thirty wrong PINs from everywhere: %v", err)
	}
	h.Clock.Add(time.Hour + time.Minute)
	check(t, try("1908", "203.0.113.9"))
	if err := failure(h.EnterGallery(ctx, "x", "1908", store.Visit{})); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no gallery at all: %v", err)
	}
}

// One who hammers from a single place does not shut the others out.
func TestOnePlaceDoesNotUseUpTheTriesOfAll(t *testing.T) {
	h := newHall(t)
	token, err := h.OpenToGuests(t.Context(), h.Owner, h.gallery.ID, "1908")
	check(t, err)
	for range 60 {
		_, _ = h.EnterGallery(t.Context(), token, "0000", store.Visit{IP: "192.0.2.1"})
	}
	check(t, failure(h.EnterGallery(t.Context(), token, "1908", store.Visit{IP: "192.0.2.2"})))
}
