package handlers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/color"
	"io"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// hung is a house with a gallery of three photographs on a project.
type hung struct {
	*House
	job     *storetest.Job
	owner   *Visitor
	gallery store.Gallery
	photos  []int64
}

func newHung(t *testing.T) *hung {
	t.Helper()
	h := newHouse(t)
	v := &hung{House: h, job: h.Job(t), owner: h.Owner(t)}
	v.gallery, v.photos = v.job.Album(t, "Finished rooms", "island.jpg", "shelves.jpg", "seat.jpg")
	return v
}

func (h *hung) path() string         { return fmt.Sprintf("/studio/galleries/%d", h.gallery.ID) }
func (h *hung) photo(i int) string   { return fmt.Sprintf("/studio/photos/%d", h.photos[i]) }
func (h *hung) galleries() string    { return fmt.Sprintf("/studio/projects/%d/photos", h.job.Project.ID) }
func (h *hung) id(i int) string      { return fmt.Sprint(h.photos[i]) }
func (h *hung) order(p *Page) string { return inOrder(p, "island.jpg", "shelves.jpg", "seat.jpg") }

// inOrder are those texts in the order in which a page's source has them first.
func inOrder(p *Page, texts ...string) string {
	var found []string
	rest := p.Body
	for rest != "" {
		first, at := "", len(rest)
		for _, text := range texts {
			if i := strings.Index(rest, `alt="`+text+`"`); i >= 0 && i < at {
				first, at = text, i
			}
		}
		if first == "" {
			break
		}
		found, rest = append(found, first), rest[at+len(first):]
	}
	return strings.Join(found, " ")
}

func TestAGalleryIsMadeNamedAndOrdered(t *testing.T) {
	h := newHung(t)
	page := h.owner.Open(fmt.Sprintf("/studio/projects/%d", h.job.Project.ID)).Shows("Photos", "See all 3", "Finished rooms").Follow("See all 3")
	page.IsAt(h.galleries()).Shows("Finished rooms", "3 photos", "Visible in Portal")
	if refused := page.Submit("Add gallery", "name", " ").Is(http.StatusUnprocessableEntity); refused.Error("name") == "" {
		t.Error("a gallery without a name")
	}
	page = page.Submit("Add gallery", "name", "Week 8")
	page.Is(http.StatusOK).Shows("Week 8", "No photos yet", "Choose photos")
	list := h.owner.Open(h.galleries()).Submit("Move earlier: Week 8")
	list.IsAt(h.galleries())
	if first, second := strings.Index(list.Text(), "Week 8"), strings.Index(list.Text(), "Finished rooms"); first > second {
		t.Errorf("nothing moved: %s", list.Text())
	}
	part := list.SubmitByHTMX("Move later: Week 8")
	part.Is(http.StatusOK).Hides("<html")
	dragged := h.owner.Post(fmt.Sprintf("/studio/projects/%d/galleries/order", h.job.Project.ID), "gallery", fmt.Sprint(h.gallery.ID), "gallery", "x")
	dragged.IsAt(h.galleries())
	page = h.owner.Open(h.path()).Submit("Save settings", "name", "The rooms", "note", "Tap the heart.", "originals", "on")
	page.IsAt(h.path()).Shows("Saved.", "The rooms")
	if g, err := h.Store.Gallery(t.Context(), h.gallery.ID); err != nil || g.Note != "Tap the heart." || !g.Originals || !g.Favourites || g.Metadata {
		t.Errorf("%+v, %v", g, err)
	}
	if refused := h.owner.Open(h.path()).Submit("Save settings", "name", "").Is(http.StatusUnprocessableEntity); refused.Error("name") == "" {
		t.Error("a gallery lost its name")
	}
}

func TestTheSwitchHidesAGallery(t *testing.T) {
	h := newHung(t)
	part := h.owner.Open(h.galleries()).SubmitByHTMX("Save", "visible", "")
	part.Is(http.StatusOK).Shows("Visible in Portal").Hides("<html")
	if g, err := h.Store.Gallery(t.Context(), h.gallery.ID); err != nil || g.Visible {
		t.Errorf("%+v, %v", g, err)
	}
	h.owner.Open(h.galleries()).Submit("Save", "visible", "on").IsAt(h.galleries()).Shows("Finished rooms is now visible in the portal.")
}

func TestAGalleryIsDeletedAndBroughtBack(t *testing.T) {
	h := newHung(t)
	page := h.owner.Open(h.path()).Submit("Delete gallery")
	page.IsAt(h.galleries()).Shows("Finished rooms was deleted.")
	h.owner.Open(h.path()).Is(http.StatusNotFound)
	h.owner.Open(h.photo(0)).Is(http.StatusNotFound)
	h.owner.Open(h.photo(0) + "/thumb").Is(http.StatusNotFound)
	if !h.owner.Open(h.galleries()).HasButton("Bring back Finished rooms") {
		t.Error("it cannot be brought back later")
	}
	page.Submit("Undo").IsAt(h.path()).Shows("Finished rooms is back.")
}

// sendPhotos sends a form of photographs, as name, content.
func (h *hung) sendPhotos(t *testing.T, script bool, files ...string) *Page {
	t.Helper()
	body, kind := uploadOf(t, files...)
	r := h.owner.Request("POST", h.path()+"/photos", body)
	r.Header.Set("Content-Type", kind)
	if script {
		r.Header.Set("HX-Request", "true")
	}
	return h.owner.Do(r)
}

func TestPhotosAreAddedAndPrepared(t *testing.T) {
	h := newHung(t)
	shot := string(storetest.Shot(t, 900, 600, color.White))
	page := h.sendPhotos(t, false, "one.jpg", shot, "two.jpg", shot)
	page.IsAt(h.path()).Shows("2 photos added", "2 photos are being prepared.", "one.jpg")
	h.owner.Part(h.path() + "/progress").Shows("2 photos are being prepared.").Hides("<html")
	h.Server.Tick(t.Context())
	if done := h.owner.Part(h.path() + "/progress"); strings.Contains(done.Text(), "prepared") || !strings.Contains(done.Body, `hx-trigger="load"`) {
		t.Errorf("it does not show what is ready: %s", done.Body)
	}
	h.owner.Part(h.path()).Hides("prepared", "<html").Shows("Set stage")
	h.owner.Open(h.path() + "/progress").IsAt(h.path()).Shows("5 photos")
	page = h.sendPhotos(t, true, "three.jpg", shot, "plan.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	page.Is(http.StatusConflict).Shows("1 photo added.", "plan.svg is not a photograph").Hides("<html")
	h.sendPhotos(t, false).IsAt(h.path()).Shows("No photo was chosen.")
	storetest.Exec(t, h.Store, "UPDATE studio SET file_limit = 1048576")
	small := openHouse(t, restarted(t, h.Store), h.Clock)
	h.House, h.owner = small, small.Owner(t)
	h.sendPhotos(t, false, "big.jpg", shot+strings.Repeat("x", 2<<20)).Is(http.StatusRequestEntityTooLarge).Shows("big.jpg is larger than 1 MB.", "Choose photos")
}

func TestAPhotoThatCannotBeShownSaysSoAndIsTriedAgain(t *testing.T) {
	h := newHung(t)
	id := h.job.Photo(t, h.gallery.ID, "broken.jpg", storetest.Shot(t, 60, 60, color.White)[:300])
	h.Server.Tick(t.Context())
	h.owner.Open(h.path()).Shows("broken.jpg", "Cannot be shown")
	page := h.owner.Open(fmt.Sprintf("/studio/photos/%d", id)).Shows("This file is damaged, or is no photo.", "Clients do not see it.")
	page.Submit("Try again").Shows("This photo is being prepared.")
	h.owner.Open(fmt.Sprintf("/studio/photos/%d/thumb", id)).Is(http.StatusNotFound)
}

func TestPhotosAreOrderedByButtonsAndByDragging(t *testing.T) {
	h := newHung(t)
	page := h.owner.Open(h.path())
	if got := h.order(page); got != "island.jpg shelves.jpg seat.jpg" {
		t.Fatalf("at first: %s", got)
	}
	part := page.SubmitByHTMX("Move earlier: seat.jpg")
	if got := h.order(part.Is(http.StatusOK).Hides("<html")); got != "island.jpg seat.jpg shelves.jpg" {
		t.Errorf("moved earlier: %s", got)
	}
	page = page.Submit("Move later: island.jpg").IsAt(h.path())
	if got := h.order(page); got != "seat.jpg island.jpg shelves.jpg" {
		t.Errorf("moved later: %s", got)
	}
	page = h.owner.Post(h.path()+"/order", "photo", h.id(1), "photo", h.id(0), "photo", h.id(2), "photo", "junk").IsAt(h.path())
	if got := h.order(page); got != "shelves.jpg island.jpg seat.jpg" {
		t.Errorf("dragged: %s", got)
	}
}

func TestTickedPhotosGetAStageMoveOrGo(t *testing.T) {
	h := newHung(t)
	page := h.owner.Open(h.path())
	page.Submit("Set stage", "stage", "Kitchen").Is(http.StatusUnprocessableEntity).Shows("Tick the photos first.")
	page = h.owner.Post(h.path()+"/photos/stage", "photo", h.id(1), "photo", h.id(2), "stage", "Kitchen").IsAt(h.path())
	page.Shows("Kitchen", "Without a stage")
	page = page.Submit("Move the stage earlier: Kitchen")
	if got := h.order(page); got != "shelves.jpg seat.jpg island.jpg" {
		t.Errorf("the stage did not move: %s", got)
	}
	h.owner.Post(h.path()+"/photos/stage", "photo", h.id(1), "stage", strings.Repeat("x", 81)).Is(http.StatusUnprocessableEntity)
	other, _ := h.job.Album(t, "Week 8", "dust.jpg")
	page = h.owner.Open(h.path()).Submit("Move", "photo", h.id(0), "gallery", fmt.Sprint(other.ID))
	page.IsAt(h.path()).Shows("1 photo moved to Week 8.", "2 photos")
	h.owner.Open(h.path()).Submit("Move", "photo", "").Is(http.StatusUnprocessableEntity).Shows("Tick the photos first.")
	h.owner.Post(h.path()+"/photos/gallery", "photo", h.id(1)).Is(http.StatusUnprocessableEntity)
	h.owner.Post(h.path() + "/photos/deletion").Is(http.StatusUnprocessableEntity).Shows("Tick the photos first.")
	page = h.owner.Open(h.path()).Submit("Delete ticked", "photo", h.id(1))
	page.Is(http.StatusOK).Shows("1 photo deleted.", "Deleted photos (1)")
	page.Submit("Undo").IsAt(h.path()).Shows("1 photo brought back.")
	h.owner.Open(h.photo(1)).Submit("Delete").IsAt(h.path()).Shows("1 photo deleted.")
	h.owner.Open(h.path()).Submit("Bring back shelves.jpg").IsAt(h.path()).Shows("1 photo brought back.")
}

func TestACaptionIsSavedInTheGridAndOnThePhotosPage(t *testing.T) {
	h := newHung(t)
	r := h.owner.Request("POST", h.photo(0)+"/caption", strings.NewReader("caption=The+island"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("HX-Request", "true")
	part := h.owner.Do(r).Is(http.StatusOK).Hides("<html")
	if got := part.Value("caption"); got != "The island" {
		t.Errorf("the caption is %q", got)
	}
	h.owner.Post(h.photo(0)+"/caption", "caption", "The <b>island</b>").IsAt(h.path())
	long := h.owner.Request("POST", h.photo(0)+"/caption", strings.NewReader("caption="+strings.Repeat("x", 301)))
	long.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	long.Header.Set("HX-Request", "true")
	if refused := h.owner.Do(long).Is(http.StatusUnprocessableEntity); refused.Error("caption") == "" || len(refused.Value("caption")) != 301 {
		t.Errorf("a long caption: %s", refused.Body)
	}
	page := h.owner.Open(h.photo(0)).Shows("The <b>island</b>", "1 of 3")
	page.Submit("Save", "taken_on", "2026-02-30").Is(http.StatusUnprocessableEntity).Shows("Please enter a date.")
	page = page.Submit("Save", "caption", "The island, morning", "taken_on", "2026-11-20", "stage", "Kitchen")
	page.IsAt(h.photo(0)).Shows("Saved.", "The island, morning")
	page.Follow("Next photo").IsAt(h.photo(1)).Follow("Previous photo").IsAt(h.photo(0))
	h.owner.Open(h.path()).Shows("20 Nov 2026", "Kitchen")
}

func TestAPhotoIsTheAfterOfAnother(t *testing.T) {
	h := newHung(t)
	page := h.owner.Open(h.photo(1)).Submit("Save pair", "before", h.id(0))
	page.IsAt(h.photo(1)).Shows("The same view before")
	h.owner.Open(h.photo(0)).Shows("The same view after")
	if refused := h.owner.Post(h.photo(1)+"/pair", "before", h.id(1)).Is(http.StatusUnprocessableEntity); refused.Error("before") == "" {
		t.Error("a photo is the after of itself")
	}
	h.owner.Post(h.photo(1)+"/pair", "before", "junk").Is(http.StatusUnprocessableEntity)
	page.Submit("Save pair", "before", "0").IsAt(h.photo(1)).Hides("The same view before")
}

func TestPicturesOfTheStudioAreServedSafely(t *testing.T) {
	h := newHung(t)
	for _, size := range []string{"thumb", "web"} {
		page := h.owner.Open(h.photo(0) + "/" + size).Is(http.StatusOK)
		for name, want := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, max-age=86400"} {
			if got := page.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", size, name, got)
			}
		}
		again := h.owner.Request("GET", h.photo(0)+"/"+size, nil)
		again.Header.Set("If-None-Match", page.Header.Get("ETag"))
		h.owner.Do(again).Is(http.StatusNotModified)
	}
	h.owner.Open(h.photo(0) + "/full").Is(http.StatusNotFound)
	page := h.owner.Open(h.photo(0) + "/original").Is(http.StatusOK)
	if got := page.Header.Get("Content-Disposition"); got != `attachment; filename="island.jpg"` {
		t.Errorf("the original leaves as %q", got)
	}
}

func TestAGalleryLeavesAsAZIP(t *testing.T) {
	h := newHung(t)
	h.job.Photo(t, h.gallery.ID, "island.jpg", storetest.Shot(t, 70, 70, color.Black))
	h.Server.Tick(t.Context())
	storetest.Exec(t, h.Store, "UPDATE gallery SET name = 'Küche / 1. Stock'")
	for _, size := range []string{"?size=web", ""} {
		page := h.owner.Open(h.path() + "/zip" + size).Is(http.StatusOK)
		if got := page.Header.Get("Content-Disposition"); !strings.Contains(got, "filename*=UTF-8''K%C3%BCche") {
			t.Errorf("it leaves as %q", got)
		}
		archive, err := zip.NewReader(strings.NewReader(page.Body), int64(len(page.Body)))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range archive.File {
			names = append(names, f.Name)
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if content, err := io.ReadAll(r); err != nil || !bytes.HasPrefix(content, []byte("\xff\xd8")) {
				t.Errorf("%s holds %d bytes, %v", f.Name, len(content), err)
			}
		}
		if got := strings.Join(names, ", "); got != "island.jpg, shelves.jpg, seat.jpg, island (2).jpg" {
			t.Errorf("%s: %s", size, got)
		}
	}
}

func TestAGalleryIsSharedByEmail(t *testing.T) {
	h := newHung(t)
	page := h.owner.Open(h.path()).Follow("Share…").Shows("Priya Raman", "priya@example.com", "3 photos", "View photos", "Photos of 2048 pixels").Hides("tom@example.com")
	if got := page.Value("subject"); got != "Alder & Rowe shared photos with you" {
		t.Errorf("the subject is %q", got)
	}
	page.Submit("Share gallery", "contact", "").Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	r := h.owner.Request("POST", h.path()+"/sharing/preview", strings.NewReader("subject=S&body=Here+they+**are**,+{name}.&contact="+fmt.Sprint(h.job.Priya.ID)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("HX-Request", "true")
	h.owner.Do(r).Is(http.StatusOK).Shows("Here they are, Priya.").Hides("<html")
	page = page.Submit("Share gallery", "subject", "The rooms", "body", "Dear {name}, here they are.")
	page.IsAt(h.path()).Shows("the email is on its way")
	if n := storetest.Count(t, h.Store, `SELECT count(*) FROM outbox WHERE kind = 'gallery' AND to_email = 'priya@example.com' AND subject = 'The rooms' AND gallery_id = ?`, h.gallery.ID); n != 1 {
		t.Errorf("%d emails wait", n)
	}
	h.owner.Open(fmt.Sprintf("/studio/projects/%d", h.job.Project.ID)).Shows("shared the gallery Finished rooms with Priya Raman", "added 3 photos to Finished rooms")
	empty, err := h.Store.AddGallery(t.Context(), h.job.Owner, h.job.Project.ID, "Empty")
	if err != nil {
		t.Fatal(err)
	}
	h.owner.Open(fmt.Sprintf("/studio/galleries/%d/sharing", empty.ID)).Submit("Share gallery").Is(http.StatusConflict).Shows("There is nothing to see in this gallery yet.")
}

func TestNobodyToShareWith(t *testing.T) {
	h := newHung(t)
	if err := h.Store.SetPortal(t.Context(), h.job.Owner, h.job.Client.ID, false); err != nil {
		t.Fatal(err)
	}
	h.owner.Open(h.path() + "/sharing").Is(http.StatusOK).Shows("Nobody on this project has an open portal yet.")
}

func TestALinkForGuestsIsShownOnce(t *testing.T) {
	h := newHung(t)
	if refused := h.owner.Open(h.path()).Submit("Make a link", "pin", "12").Is(http.StatusUnprocessableEntity); refused.Error("pin") != "A PIN has 4 to 8 digits." {
		t.Errorf("a short PIN: %q", refused.Error("pin"))
	}
	page := h.owner.Open(h.path()).Submit("Make a link", "pin", "1908")
	page.Is(http.StatusOK).Shows("It is shown this once.", "/g/", "1908")
	_, rest, _ := strings.Cut(page.Find("url"), "/g/")
	token, _, _ := strings.Cut(rest, "Copy")
	if guest, err := h.Store.GuestByToken(t.Context(), strings.TrimSpace(token), ""); err != nil || !guest.Locked() {
		t.Errorf("the address opens nothing: %v", err)
	}
	later := h.owner.Open(h.path()).Shows("Anyone with the link can look at this gallery, after its PIN").Hides(strings.TrimSpace(token))
	later.Submit("End the link").IsAt(h.path()).Shows("The link for guests opens nothing any more.", "Make a link")
}

func TestASelectionReachesTheStudio(t *testing.T) {
	h := newHung(t)
	p := h.job.Portal(t, h.job.Priya)
	for _, id := range h.photos[:2] {
		if _, err := p.SetFavourite(t.Context(), id, true); err != nil {
			t.Fatal(err)
		}
	}
	sent, err := p.SendSelection(t.Context(), h.gallery.ID, "These two, <please>.")
	if err != nil {
		t.Fatal(err)
	}
	page := h.owner.Open(h.path()).Shows("Favourites sent", "Priya Raman, 2 photos", "These two, <please>.")
	page.Follow("Priya Raman, 2 photos").IsAt(fmt.Sprintf("/studio/selections/%d", sent.ID)).
		Shows("Favourites of Priya Raman", "2 photos of Finished rooms", "These two, <please>.", "island.jpg, shelves.jpg")
	if _, err := h.Store.DeletePhotographs(t.Context(), h.job.Owner, h.gallery.ID, h.photos); err != nil {
		t.Fatal(err)
	}
	h.owner.Open(fmt.Sprintf("/studio/selections/%d", sent.ID)).Shows("None of them is there any more.")
	h.owner.Open(fmt.Sprintf("/studio/projects/%d", h.job.Project.ID)).Shows("Priya Raman sent 2 photos of Finished rooms as favourites")
}

func TestTheOutboxTellsOfGalleries(t *testing.T) {
	h := newHung(t)
	h.owner.Open(h.path()).Follow("Share…").Submit("Share gallery")
	p := h.job.Portal(t, h.job.Priya)
	if _, err := p.SetFavourite(t.Context(), h.photos[0], true); err != nil {
		t.Fatal(err)
	}
	if _, err := p.SendSelection(t.Context(), h.gallery.ID, ""); err != nil {
		t.Fatal(err)
	}
	page := h.owner.Open("/studio/emails").Shows("Alder & Rowe shared photos with you", "Favourites, to you", "Finished rooms")
	page.Follow("Finished rooms").IsAt(h.path())
}

// What is emailed about galleries leads where it says.
func TestEmailsAboutGalleriesLeadToThem(t *testing.T) {
	house, job, server := postHouse(t)
	g, ids := job.Album(t, "Finished rooms", "island.jpg")
	if _, err := job.ShareGallery(t.Context(), job.Owner, g.ID, []int64{job.Priya.ID}, store.Words{}); err != nil {
		t.Fatal(err)
	}
	p := job.Portal(t, job.Priya)
	if _, err := p.SetFavourite(t.Context(), ids[0], true); err != nil {
		t.Fatal(err)
	}
	sent, err := p.SendSelection(t.Context(), g.ID, "This one,\nplease.")
	if err != nil {
		t.Fatal(err)
	}
	tick(t, house, server)
	shared := server.WaitFor(t, "priya@example.com", "Alder & Rowe shared photos with you")
	toPriya, toOwner := shared.Text, server.WaitFor(t, storetest.OwnerEmail, "Priya Raman sent their favourites of Finished rooms").Text
	opened, err := job.PortalByLink(t.Context(), strings.TrimPrefix(shared.Link("/d/"), house.URL+"/d/"))
	if err != nil || opened.Only != (store.Object{Kind: "gallery", ID: g.ID}) {
		t.Errorf("the link opens %+v, %v", opened, err)
	}
	for _, want := range []string{"Dear Priya,", "Kitchen and garden room", "Finished rooms", "1 photo", "/d/"} {
		if !strings.Contains(toPriya, want) {
			t.Errorf("Priya does not read %q:\n%s", want, toPriya)
		}
	}
	for _, want := range []string{"Priya Raman has chosen 1 of the photos in Finished rooms", "This one, please.", fmt.Sprintf("/studio/selections/%d", sent.ID)} {
		if !strings.Contains(toOwner, want) {
			t.Errorf("the owner does not read %q:\n%s", want, toOwner)
		}
	}
}

func TestAGalleryOfAClientWithoutPhotosSaysSo(t *testing.T) {
	h := newHung(t)
	h.owner.Open(h.path()).Hides("switched off")
	if err := h.Store.SaveExceptions(t.Context(), h.job.Owner, h.job.Client.ID, store.Permissions{store.ModulePhotos: false}); err != nil {
		t.Fatal(err)
	}
	h.owner.Open(h.path()).Shows("Photos are switched off for this client.")
	h.owner.Open(h.path() + "/sharing").Submit("Share gallery").Is(http.StatusConflict).Shows("Photos are switched off for this client.")
}

func TestAPhotoThatWasAddedTwiceSaysSo(t *testing.T) {
	h := newHung(t)
	shot := storetest.Shot(t, 300, 200, color.White)
	first := h.job.Photo(t, h.gallery.ID, "first.jpg", shot)
	second := h.job.Photo(t, h.gallery.ID, "second.jpg", shot)
	h.owner.Open(fmt.Sprintf("/studio/photos/%d", first)).Hides("The same file as")
	h.owner.Open(fmt.Sprintf("/studio/photos/%d", second)).Shows("The same file as first.jpg").Follow("first.jpg").IsAt(fmt.Sprintf("/studio/photos/%d", first))
}

func TestAPhotoMovesFromItsPage(t *testing.T) {
	h := newHung(t)
	if h.owner.Open(h.photo(0)).HasButton("Move") {
		t.Error("it can be moved to nowhere")
	}
	other, _ := h.job.Album(t, "Week 8", "dust.jpg")
	h.owner.Open(h.photo(0)).Submit("Move", "gallery", fmt.Sprint(other.ID)).IsAt(h.path()).Shows("1 photo moved to Week 8.")
	h.owner.Open(h.photo(0)).Shows("Week 8", "2 of 2")
}

func TestAHundredPhotosAtOnce(t *testing.T) {
	h := newHung(t)
	var files []string
	for i := range 100 {
		files = append(files, fmt.Sprintf("photo %d.jpg", i), string(storetest.Shot(t, 90+i, 60, color.White)))
	}
	h.sendPhotos(t, false, files...).IsAt(h.path()).Shows("100 photos added", "100 photos are being prepared.")
	h.Server.Tick(t.Context())
	h.owner.Open(h.path()).Shows("103 photos").Hides("being prepared")
	if n := storetest.Count(t, h.Store, "SELECT count(DISTINCT position) FROM photo WHERE gallery_id = ? AND state = 'ready'", h.gallery.ID); n != 103 {
		t.Errorf("%d are ready and have a place", n)
	}
}
