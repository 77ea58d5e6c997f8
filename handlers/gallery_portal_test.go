package handlers_test

import (
	"encoding/json"
	"fmt"
	"image/color"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// seen is a house with a gallery, and Priya's browser.
type seen struct {
	*hung
	client *Visitor
}

func newSeen(t *testing.T) *seen {
	t.Helper()
	h := newHung(t)
	return &seen{h, h.signIn(t, h.job)}
}

func (s *seen) at() string      { return fmt.Sprintf("/portal/galleries/%d", s.gallery.ID) }
func (s *seen) of(i int) string { return fmt.Sprintf("/portal/photos/%d", s.photos[i]) }
func (s *seen) project() string { return fmt.Sprintf("/portal/projects/%d/photos", s.job.Project.ID) }
func (s *seen) heart(i int) string {
	return "Favourite: " + []string{"island.jpg", "shelves.jpg", "seat.jpg"}[i]
}

// hangs asks which photographs a page shows, by their names.
func hangs(t *testing.T, page *Page, want ...string) *Page {
	t.Helper()
	var got []string
	for _, rest := range strings.Split(page.Body, "data-photo=")[1:] {
		_, rest, _ = strings.Cut(rest, ` alt="`)
		name, _, _ := strings.Cut(rest, `"`)
		got = append(got, name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s shows %q, not %q", page.Path, got, want)
	}
	return page
}

// settle saves the gallery's settings.
func (s *seen) settle(t *testing.T, change func(*store.GallerySettings)) {
	t.Helper()
	settings := store.GallerySettings{Name: s.gallery.Name, Favourites: true}
	change(&settings)
	if _, err := s.Store.SaveGallery(t.Context(), s.job.Owner, s.gallery.ID, settings); err != nil {
		t.Fatal(err)
	}
}

func TestAClientLooksAtPhotographs(t *testing.T) {
	s := newSeen(t)
	s.job.Album(t, "Week 8", "dust.jpg")
	page := s.client.Open("/portal").Follow("Photos").IsAt(s.project())
	page.Shows("3 photographs.", "Finished rooms", "Week 8", "Favourites", "Download all")
	hangs(t, page, "island.jpg", "shelves.jpg", "seat.jpg")
	for _, want := range []string{`width="80" height="60" loading="lazy"`, `srcset="` + s.of(0) + `/thumb 80w, ` + s.of(0) + `/web 80w"`, `data-photo="1"`} {
		if !strings.Contains(page.Body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	hangs(t, page.Follow("Week 8").Shows("1 photograph.", "Week 8"), "dust.jpg")
	s.client.Open(s.of(1)).Shows("shelves.jpg", "2 of 3").Follow("Next photo").IsAt(s.of(2)).Follow("Previous photo").Follow("Finished rooms").
		IsAt(s.at())
	overview := s.client.Open(fmt.Sprintf("/portal/projects/%d", s.job.Project.ID))
	overview.Shows("See all 4").Follow("See all 4").IsAt(s.project())
}

func TestStagesAndPairsStandOnTheClientsPage(t *testing.T) {
	s := newSeen(t)
	if s.client.Open(s.at()); strings.Contains(s.client.Open(s.at()).Body, `class="compare"`) {
		t.Error("there is a pair without one")
	}
	if err := s.Store.SetStage(t.Context(), s.job.Owner, s.gallery.ID, s.photos[1:], "Garden room"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.SetBefore(t.Context(), s.job.Owner, s.photos[1], s.photos[0]); err != nil {
		t.Fatal(err)
	}
	s.owner.Open(s.photo(0)).Submit("Save", "taken_on", "2026-06-20")
	s.owner.Open(s.photo(1)).Submit("Save", "taken_on", "2026-11-20", "caption", "The shelves")
	page := s.client.Open(s.at()).Shows("Garden room", "June 2026", "November 2026", "The shelves. Drag to compare.")
	if !strings.Contains(page.Body, `type="range"`) || !strings.Contains(page.Body, "Compare before and after: The shelves") {
		t.Error("nothing slides")
	}
}

func TestWhatIsHiddenUnreadyOrDeletedIsNotFound(t *testing.T) {
	s := newSeen(t)
	tails := []string{"", "/thumb", "/web", "/copy"}
	gone := func(what string, i int) {
		t.Helper()
		for _, tail := range tails {
			if page := s.client.Open(s.of(i) + tail); page.Status != http.StatusNotFound {
				t.Errorf("%s: %s is answered %d", what, page.Path, page.Status)
			}
		}
	}
	for _, tail := range tails {
		s.client.Open(s.of(0) + tail).Is(http.StatusOK)
	}
	s.photos = append(s.photos, s.job.Photo(t, s.gallery.ID, "late.jpg", storetest.Shot(t, 70, 70, color.White)))
	gone("not prepared", 3)
	hangs(t, s.client.Open(s.at()), "island.jpg", "shelves.jpg", "seat.jpg")
	if _, err := s.Store.DeletePhotographs(t.Context(), s.job.Owner, s.gallery.ID, s.photos[:1]); err != nil {
		t.Fatal(err)
	}
	gone("deleted", 0)
	hangs(t, s.client.Open(s.at()).Shows("2 photographs."), "shelves.jpg", "seat.jpg")
	if _, err := s.Store.SetGalleryVisible(t.Context(), s.job.Owner, s.gallery.ID, false); err != nil {
		t.Fatal(err)
	}
	gone("hidden", 1)
	for _, path := range []string{s.at(), s.at() + "/zip", s.at() + "/selection", s.of(1) + "/favourite"} {
		s.client.Open(path).Is(http.StatusNotFound)
	}
	s.client.Post(s.of(1)+"/favourite", "on", "1").Is(http.StatusNotFound)
	s.client.Post(s.at() + "/selection").Is(http.StatusNotFound)
	s.client.Open(s.project()).Is(http.StatusOK).Shows("There are no photos here yet.")
	if s.client.Open("/portal").HasLink("Photos") {
		t.Error("the navigation leads to nothing")
	}
}

func TestNobodySeesThePhotographsOfOthers(t *testing.T) {
	s := newSeen(t)
	other := storetest.JobAt(t, s.Store, s.Clock, s.job.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	theirs, ids := other.Album(t, "Their rooms", "theirs.jpg")
	for _, path := range []string{fmt.Sprintf("/portal/galleries/%d", theirs.ID), fmt.Sprintf("/portal/galleries/%d/zip", theirs.ID),
		fmt.Sprintf("/portal/photos/%d", ids[0]), fmt.Sprintf("/portal/photos/%d/thumb", ids[0]), fmt.Sprintf("/portal/projects/%d/photos", other.Project.ID)} {
		s.client.Open(path).Is(http.StatusNotFound).Hides("theirs.jpg")
	}
	link := "/d/" + s.job.Link(t, "gallery", s.gallery.ID)
	second, more := s.job.Album(t, "Week 8", "dust.jpg")
	stranger := s.Visitor(t)
	stranger.Open(fmt.Sprintf("%s/photos/%d", link, more[0])).Is(http.StatusNotFound)
	stranger.Open(fmt.Sprintf("%s/photos/%d/web", link, ids[0])).Is(http.StatusNotFound)
	hangs(t, stranger.Open(link).Is(http.StatusOK).Shows("Finished rooms").Hides(second.Name), "island.jpg", "shelves.jpg", "seat.jpg")
	q := s.job.Sent(t)
	quote := "/d/" + s.job.Link(t, "quote", q.ID)
	stranger.Open(fmt.Sprintf("%s/photos/%d/web", quote, s.photos[0])).Is(http.StatusNotFound)
	stranger.Open(quote + "/zip").Is(http.StatusNotFound)
}

func TestAnEmailedLinkOpensItsGallery(t *testing.T) {
	s := newSeen(t)
	link := "/d/" + s.job.Link(t, "gallery", s.gallery.ID)
	page := s.Visitor(t).Open(link).Shows("Finished rooms", "3 photographs.", "Favourites").Hides("Overview", "Kitchen and garden room")
	page = page.Submit(s.heart(1))
	page.IsAt(link).Shows("1 favourite.")
	page = hangs(t, page.Follow("Favourites").IsAt(link+"?show=favourites"), "shelves.jpg")
	page.Follow("Send your favourites").IsAt(link+"/selection").Submit("Send your favourites", "comment", "This one.").IsAt(link).Shows("You sent 1 on")
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM selection WHERE comment = 'This one.'"); n != 1 {
		t.Errorf("%d selections", n)
	}
	if names := zipNames(t, s.Visitor(t).Open(link+"/zip").Is(http.StatusOK).Body); len(names) != 3 {
		t.Errorf("the ZIP has %q", names)
	}
}

func TestOriginalsOnlyWhereTheyAreGivenAway(t *testing.T) {
	s := newSeen(t)
	link := "/d/" + s.job.Link(t, "gallery", s.gallery.ID)
	closed := []string{s.of(0) + "/original", s.at() + "/zip?size=original", fmt.Sprintf("%s/photos/%d/original", link, s.photos[0]), link + "/zip?size=original"}
	for _, path := range closed {
		s.client.Open(path).Is(http.StatusNotFound)
	}
	page := s.client.Open(s.at()).Hides("Originals")
	if !strings.Contains(page.Body, `data-tail="/copy"`) {
		t.Error("the lightbox offers another size")
	}
	copied := s.client.Open(s.of(0)).Follow("Download").IsAt(s.of(0) + "/copy")
	if got := copied.Header.Get("Content-Disposition"); got != `attachment; filename="island.jpg"` {
		t.Errorf("a copy leaves as %q", got)
	}
	s.settle(t, func(g *store.GallerySettings) { g.Originals = true })
	for _, path := range closed {
		s.client.Open(path).Is(http.StatusOK)
	}
	page = s.client.Open(s.at()).Shows("Originals,", "For screens,")
	if !strings.Contains(page.Body, `data-tail="/original"`) {
		t.Error("the lightbox offers no original")
	}
	s.client.Open(s.of(0)).Follow("Download").IsAt(s.of(0) + "/original")
}

func TestAGalleryIsTakenAsAZIPAndThatIsNoted(t *testing.T) {
	s := newSeen(t)
	s.job.Photo(t, s.gallery.ID, "island.jpg", storetest.Shot(t, 70, 70, color.Black))
	s.Server.Tick(t.Context())
	for range 2 {
		got := strings.Join(zipNames(t, s.client.Open(s.at()).Follow("Download all").Is(http.StatusOK).Body), ", ")
		if got != "island.jpg, shelves.jpg, seat.jpg, island (2).jpg" {
			t.Errorf("it holds %s", got)
		}
	}
	for range 2 {
		s.client.Open(s.of(2) + "/copy").Is(http.StatusOK)
	}
	s.client.Do(s.client.Request("HEAD", s.of(1)+"/copy", nil)).Is(http.StatusOK)
	for what, want := range map[string]int64{"gallery downloaded": 1, "photo downloaded": 1} {
		if n := storetest.Count(t, s.Store, "SELECT count(*) FROM activity WHERE what = ?", what); n != want {
			t.Errorf("%s is noted %d times", what, n)
		}
	}
	empty, err := s.Store.AddGallery(t.Context(), s.job.Owner, s.job.Project.ID, "Empty")
	if err != nil {
		t.Fatal(err)
	}
	s.client.Open(fmt.Sprintf("/portal/galleries/%d/zip", empty.ID)).Is(http.StatusNotFound)
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM activity WHERE what = 'gallery downloaded'"); n != 1 {
		t.Errorf("what holds nothing is noted as taken: %d", n)
	}
	s.client.Open(fmt.Sprintf("/portal/galleries/%d", empty.ID)).Is(http.StatusOK).Shows("There are no photos here yet.").Hides("Download all")
}

func TestPicturesOfThePortalAreKeptByTheBrowser(t *testing.T) {
	s := newSeen(t)
	guest, err := s.Store.OpenToGuests(t.Context(), s.job.Owner, s.gallery.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{s.of(0), fmt.Sprintf("/d/%s/photos/%d", s.job.Link(t, "gallery", s.gallery.ID), s.photos[0]), fmt.Sprintf("/g/%s/photos/%d", guest, s.photos[0])} {
		for _, size := range []string{"/thumb", "/web"} {
			page := s.client.Open(base + size).Is(http.StatusOK)
			for name, want := range map[string]string{"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff",
				"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, max-age=86400"} {
				if got := page.Header.Get(name); got != want {
					t.Errorf("%s: %s is %q", base+size, name, got)
				}
			}
			again := s.client.Request("GET", base+size, nil)
			again.Header.Set("If-None-Match", page.Header.Get("ETag"))
			s.client.Do(again).Is(http.StatusNotModified)
		}
		s.client.Open(base + "/full").Is(http.StatusNotFound)
	}
}

func TestAHeartIsPressedAndADoubleTapIsOne(t *testing.T) {
	s := newSeen(t)
	page := s.client.Open(s.at())
	for range 2 { // the same form, twice
		part := page.SubmitByHTMX(s.heart(0)).Is(http.StatusOK).Hides("<html")
		if !strings.Contains(part.Body, `aria-pressed="true"`) || !strings.Contains(part.Body, `hx-swap-oob="true"`) {
			t.Errorf("the answer is %s", part.Body)
		}
		part.Shows("1 favourite.")
	}
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM favourite"); n != 1 {
		t.Errorf("%d favourites", n)
	}
	page = s.client.Open(s.at()).Submit(s.heart(0)) // out again, without script
	page.IsAt(s.at()).Hides("1 favourite.")
	page = s.client.Open(s.of(1)).Submit(s.heart(1)).IsAt(s.of(1))
	if !strings.Contains(page.Body, `aria-pressed="true"`) {
		t.Error("the photograph's own page does not show it")
	}
	page = hangs(t, s.client.Open(s.project()+"?show=favourites"), "shelves.jpg")
	s.client.Open(s.of(1) + "?of=favourites").Shows("1 of 1").Follow("Finished rooms").IsAt(s.project() + "?show=favourites")
	page.Submit(s.heart(1)).IsAt(s.project() + "?show=favourites").Shows("You have no favourites yet.")
	s.client.Open(s.of(1) + "?of=favourites").Is(http.StatusOK).Shows("2 of 3") // it is none any more
	s.settle(t, func(g *store.GallerySettings) { g.Favourites = false })
	s.client.Post(s.of(1)+"/favourite", "on", "1").Is(http.StatusNotFound)
	s.client.Open(s.at() + "/selection").Is(http.StatusNotFound)
	s.client.Post(s.at() + "/selection").Is(http.StatusNotFound)
	if page := s.client.Open(s.at()); strings.Contains(page.Body, "heart") {
		t.Error("there are hearts")
	}
}

// Without script one comes back to the very photograph.
func TestAHeartLeadsBackToItsPhotograph(t *testing.T) {
	s := newSeen(t)
	stay := *s.client.client
	stay.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	s.client.client = &stay
	for back, want := range map[string]string{"": s.at() + "#photo-" + s.id(0), "photo": s.of(0), "favourites": s.project() + "?show=favourites#photo-" + s.id(0),
		"//evil.example": s.at() + "#photo-" + s.id(0)} {
		page := s.client.Post(s.of(0)+"/favourite", "on", "1", "back", back, "page", "1").Is(http.StatusSeeOther)
		if got := page.Header.Get("Location"); got != want {
			t.Errorf("%q leads to %s, not to %s", back, got, want)
		}
	}
}

func TestFavouritesAreSentAsTheyAre(t *testing.T) {
	s := newSeen(t)
	refused := s.client.Open(s.at()+"/selection").Submit("Send your favourites", "comment", "Any").Is(http.StatusConflict)
	refused.Shows("Please choose a favourite first")
	if got := refused.Value("comment"); got != "Any" {
		t.Errorf("the comment has become %q", got)
	}
	s.client.Open(s.at()).Submit(s.heart(0))
	long := s.client.Open(s.at()+"/selection").Submit("Send your favourites", "comment", strings.Repeat("x", 4001)).Is(http.StatusUnprocessableEntity)
	if long.Error("comment") == "" {
		t.Error("a comment without an end")
	}
	// By htmx from the dialog: the same part again, and the page when it is sent.
	part := s.client.Open(s.at()).SubmitByHTMX("Send your favourites", "comment", strings.Repeat("x", 4001))
	part.Is(http.StatusUnprocessableEntity).Hides("<html")
	page := s.client.Open(s.at()).SubmitByHTMX("Send your favourites", "comment", "Large, please.")
	page.IsAt(s.at()).Shows("Your favourites are on their way to Alder & Rowe.", "You sent 1 on")
	if page.HasLink("Send your favourites") {
		t.Error("they can be sent again, though they are the same")
	}
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-selection' AND to_email = ?", storetest.OwnerEmail); n != 1 {
		t.Errorf("%d emails wait for the owner", n)
	}
	// What was sent stays as it was.
	page = s.client.Open(s.at()).Submit(s.heart(1)).Shows("Your choice has changed since.")
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM selection_photo"); n != 1 {
		t.Errorf("%d photographs were sent", n)
	}
	page.Follow("Send your favourites").Submit("Send your favourites").IsAt(s.at()).Shows("You sent 2 on")
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM selection"); n != 2 {
		t.Errorf("%d selections", n)
	}
}

func TestViewAsClientLooksAtPhotographsAndChangesNothing(t *testing.T) {
	s := newSeen(t)
	s.settle(t, func(g *store.GallerySettings) { g.Favourites, g.Originals = true, true })
	before := dump(t, s.Store)
	view := fmt.Sprintf("/studio/view/%d", s.job.Priya.ID)
	page := s.owner.Open(view+s.at()).Is(http.StatusOK).Shows("The portal as Priya Raman sees it", "Finished rooms")
	if !strings.Contains(page.Body, `srcset="`+view+s.of(0)+`/thumb 80w, `+view+s.of(0)+`/web 80w"`) || strings.Contains(page.Body, `"/portal/photos/`) {
		t.Error("pictures lead out of the preview")
	}
	s.owner.Open(view + s.of(0)).Is(http.StatusOK)
	for _, tail := range []string{"/thumb", "/web", "/copy", "/original"} {
		s.owner.Open(view + s.of(0) + tail).Is(http.StatusOK)
	}
	s.owner.Open(view + s.at() + "/zip").Is(http.StatusOK)
	for _, path := range []string{s.of(0) + "/favourite", s.at() + "/selection"} {
		if status := s.owner.Post(view+path, "on", "1").Status; status < 400 {
			t.Errorf("%s in a preview is answered %d", path, status)
		}
	}
	if dump(t, s.Store) != before {
		t.Error("something has changed")
	}
}

func TestPhotosThatAreSwitchedOffAreNotThere(t *testing.T) {
	s := newSeen(t)
	link := "/d/" + s.job.Link(t, "gallery", s.gallery.ID)
	paths := []string{"/portal/photos", s.project(), s.at(), s.at() + "/zip", s.at() + "/selection", s.of(0), s.of(0) + "/thumb", s.of(0) + "/web", s.of(0) + "/copy",
		link, link + "/zip", link + "/photos/" + s.id(0) + "/web"}
	for _, path := range paths {
		s.client.Open(path).Is(http.StatusOK)
	}
	if err := s.Store.SaveExceptions(t.Context(), s.job.Owner, s.job.Client.ID, store.Permissions{store.ModulePhotos: false}); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		s.client.Open(path).Is(http.StatusNotFound)
	}
	overview := s.client.Open(fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)).Is(http.StatusOK).Hides("See all 3")
	if overview.HasLink("Photos") {
		t.Error("the navigation leads to photographs")
	}
}

func TestPhotographsOfSeveralProjectsAreListed(t *testing.T) {
	s := newSeen(t)
	second, err := s.Store.AddProject(t.Context(), s.job.Owner, s.job.Client.ID, store.ProjectDetails{Name: "Hall and stair", Status: "active", Contacts: []int64{s.job.Priya.ID}})
	if err != nil {
		t.Fatal(err)
	}
	s.client.Open("/portal/photos").IsAt(s.project()) // the other has none
	g, err := s.Store.AddGallery(t.Context(), s.job.Owner, second.ID, "Stair")
	if err != nil {
		t.Fatal(err)
	}
	s.job.Photo(t, g.ID, "stair.jpg", storetest.Shot(t, 60, 60, color.White))
	s.Server.Tick(t.Context())
	page := s.client.Open("/portal/photos").IsAt("/portal/photos").Shows("Kitchen and garden room", "3 photographs.", "Hall and stair", "1 photograph.")
	page.Follow("Hall and stair").IsAt(fmt.Sprintf("/portal/projects/%d/photos", second.ID)).Shows("Stair")
}

func TestPagesOfAGalleryOfMany(t *testing.T) {
	s := newSeen(t)
	many(t, s.Store, s.gallery.ID, 130)
	page := s.client.Open(s.at()).Shows("130 photographs.", "1 to 60 of 130")
	if n := strings.Count(page.Body, "data-photo="); n != 60 {
		t.Errorf("a page has %d photographs", n)
	}
	page = page.Follow("3").Shows("121 to 130 of 130")
	if n := strings.Count(page.Body, "data-photo="); n != 10 || !strings.Contains(page.Body, `data-photo="121"`) {
		t.Errorf("the last page has %d photographs", n)
	}
	last := page.Submit("Favourite: photo 130.jpg").Shows("121 to 130 of 130")
	last.IsAt(s.at() + "?page=3")
	id := storetest.Count(t, s.Store, "SELECT id FROM photo WHERE name = 'photo 130.jpg'")
	s.client.Open(fmt.Sprintf("/portal/photos/%d", id)).Shows("130 of 130").Follow("Finished rooms").IsAt(s.at() + "?page=3")
}

// The words of galleries are there in each language.
func TestGalleriesSpeakTheirReadersLanguage(t *testing.T) {
	s := newSeen(t)
	for _, lang := range []string{"de", "fr", "es", "nl"} {
		raw, err := os.ReadFile("../templates/words/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := json.Unmarshal(raw, &words); err != nil {
			t.Fatal(err)
		}
		storetest.Exec(t, s.Store, "UPDATE contact SET locale = ? WHERE id = ?", lang, s.job.Priya.ID)
		s.client.Open(s.at()).Shows(words["gallery.hearts"].(string), words["gallery.download_all"].(string), words["gallery.favourites"].(string)).Hides("Favourites", "Download all")
	}
}
