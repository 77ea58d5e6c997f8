package handlers_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"anteroom/handlers"
	"anteroom/store"
	"anteroom/store/storetest"
)

// guests opens the gallery to guests, and gives the path of their link.
func (h *hung) guests(t *testing.T, pin string) string {
	t.Helper()
	token, err := h.Store.OpenToGuests(t.Context(), h.job.Owner, h.gallery.ID, pin)
	if err != nil {
		t.Fatal(err)
	}
	return "/g/" + token
}

// opens is everything that stands under a link for guests.
func (h *hung) opens(link string) []string {
	photo := link + "/photos/" + h.id(0)
	return []string{link, link + "/zip", photo, photo + "/thumb", photo + "/web", photo + "/copy"}
}

func TestAGuestSeesOneGalleryAndNothingElse(t *testing.T) {
	h := newHung(t)
	other, more := h.job.Album(t, "Week 8", "dust.jpg")
	if _, err := h.Store.SetGalleryVisible(t.Context(), h.job.Owner, h.gallery.ID, false); err != nil {
		t.Fatal(err)
	}
	link, guest := h.guests(t, ""), h.Visitor(t)
	page := guest.Open(link).Is(http.StatusOK).Shows("Finished rooms", "3 photographs.", "Alder & Rowe", "Download all").
		Hides("Kitchen and garden room", "Raman", other.Name, "Overview", "Tap the heart")
	hangs(t, page, "island.jpg", "shelves.jpg", "seat.jpg")
	if strings.Contains(page.Body, `class="heart`) || strings.Contains(page.Body, "/portal/p") {
		t.Error("a guest is shown hearts, or the portal")
	}
	for _, path := range h.opens(link) {
		opened := guest.Open(path).Is(http.StatusOK)
		if got := opened.Header.Get("X-Robots-Tag"); got != "noindex" {
			t.Errorf("%s may be indexed: %q", path, got)
		}
	}
	guest.Open(link+"/photos/"+h.id(1)).Shows("shelves.jpg", "2 of 3").Hides("Kitchen and garden room").Follow("Next photo").Follow("Finished rooms").IsAt(link)
	guest.Open(fmt.Sprintf("%s/photos/%d", link, more[0])).Is(http.StatusNotFound)
	guest.Open(fmt.Sprintf("%s/photos/%d/web", link, more[0])).Is(http.StatusNotFound)
	for _, path := range []string{link + "/photos/" + h.id(0) + "/original", link + "/zip?size=original"} {
		guest.Open(path).Is(http.StatusNotFound)
	}
	if names := zipNames(t, guest.Open(link+"/zip").Body); len(names) != 3 {
		t.Errorf("the ZIP has %q", names)
	}
	guest.Do(guest.Request("HEAD", link+"/photos/"+h.id(2)+"/copy", nil)).Is(http.StatusOK) // takes nothing
	if n := storetest.Count(t, h.Store, "SELECT count(*) FROM activity WHERE contact_id IS NULL AND what IN ('gallery downloaded', 'photo downloaded')"); n != 2 {
		t.Errorf("%d downloads are noted", n)
	}
	if _, err := h.Store.SaveGallery(t.Context(), h.job.Owner, h.gallery.ID, store.GallerySettings{Name: "Finished rooms", Originals: true}); err != nil {
		t.Fatal(err)
	}
	guest.Open(link + "/photos/" + h.id(0)).Follow("Download").IsAt(link + "/photos/" + h.id(0) + "/original").Is(http.StatusOK)
	guest.Open(link + "/zip?size=original").Is(http.StatusOK)
	guest.Open(link).Shows("Originals,", "For screens,")
}

func TestAGuestTypesThePIN(t *testing.T) {
	h := newHung(t)
	link, guest := h.guests(t, "1908"), h.Visitor(t)
	for _, path := range h.opens(link) {
		guest.Open(path).IsAt(link).Shows("PIN", "Finished rooms").Hides("island.jpg", "3 photographs").Hides("Kitchen and garden room")
	}
	wrong := guest.Open(link).Submit("View photos", "pin", "1909").Is(http.StatusUnprocessableEntity)
	if wrong.Error("pin") != "This is not the PIN of this gallery." || wrong.Value("pin") != "" {
		t.Errorf("a wrong PIN: %q, kept %q", wrong.Error("pin"), wrong.Value("pin"))
	}
	wrong.Submit("View photos", "pin", "1908").IsAt(link).Shows("3 photographs.")
	for _, path := range h.opens(link) {
		guest.Open(path).Is(http.StatusOK)
	}
	guest.Post(link, "pin", "0000").IsAt(link).Shows("3 photographs.") // it is open already
	h.Visitor(t).Open(link).Hides("3 photographs")
	// It is remembered for thirty days, and no longer than the PIN holds.
	h.Clock.Add(31 * 24 * time.Hour)
	guest.Open(link).Hides("3 photographs").Shows("PIN")
	guest.Open(link).Submit("View photos", "pin", "1908").Shows("3 photographs.")
	if n := storetest.Count(t, h.Store, "SELECT count(*) FROM guest"); n != 1 {
		t.Errorf("%d grants are kept", n)
	}
}

func TestAGrantIsForOneGalleryAlone(t *testing.T) {
	h := newHung(t)
	link, guest := h.guests(t, "1908"), h.Visitor(t)
	second := &hung{House: h.House, job: h.job}
	second.gallery, second.photos = h.job.Album(t, "Week 8", "dust.jpg")
	other := second.guests(t, "1908")
	guest.Open(link).Submit("View photos", "pin", "1908").Shows("3 photographs.")
	guest.Open(other).Hides("1 photograph.")
	// Not even if the browser were made to send it there.
	where, err := url.Parse(h.URL + link)
	if err != nil {
		t.Fatal(err)
	}
	grants := guest.client.Jar.Cookies(where)
	if len(grants) == 0 {
		t.Fatal("nothing is remembered")
	}
	if leaks := guest.Cookies(); len(leaks) != 0 {
		t.Errorf("cookies go to every page: %v", leaks)
	}
	forged := h.Visitor(t)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	forged.client.Jar = jar
	there, err := url.Parse(h.URL + other)
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(there, grants)
	forged.Open(other).Hides("1 photograph.").Shows("PIN")
}

func TestWrongPINsAreLimited(t *testing.T) {
	h := newHung(t)
	link, guest := h.guests(t, "1908"), h.Visitor(t)
	for i := range 10 {
		guest.Post(link, "pin", fmt.Sprint(2000+i)).Is(http.StatusUnprocessableEntity)
	}
	guest.Post(link, "pin", "1908").Is(http.StatusConflict).Hides("3 photographs")
	h.Visitor(t).Post(link, "pin", "1908").Is(http.StatusConflict) // whatever browser it is
	h.Clock.Add(61 * time.Minute)
	guest.Post(link, "pin", "1908").IsAt(link).Shows("3 photographs.")
}

func TestThatPINsAreLimitedOutlivesTheProgram(t *testing.T) {
	h := newHung(t)
	link, guest := h.guests(t, "1908"), h.Visitor(t)
	for i := range 10 {
		guest.Post(link, "pin", fmt.Sprint(2000+i)).Is(http.StatusUnprocessableEntity)
	}
	later := openHouse(t, restarted(t, h.Store), h.Clock)
	later.Visitor(t).Post(link, "pin", "1908").Is(http.StatusConflict).Hides("3 photographs")
}

func TestTheCookieOfAGuestStaysWhereItIsFor(t *testing.T) {
	for origin, name := range map[string]string{"http://127.0.0.1": "anteroom-guest", "https://portal.example.com": "__Secure-anteroom-guest"} {
		house := newHouse(t, func(c *handlers.Config) { c.BaseURL = origin })
		job := house.Job(t)
		h := &hung{House: house, job: job}
		h.gallery, h.photos = job.Album(t, "Finished rooms", "island.jpg")
		link := h.guests(t, "1908")
		set := cookies(t, house, link, url.Values{"pin": {"1908"}})
		if len(set) != 1 || set[0].Name != name || set[0].Path != link || !set[0].HttpOnly || set[0].SameSite != http.SameSiteLaxMode ||
			set[0].Domain != "" || set[0].Secure != strings.HasPrefix(origin, "https:") || strings.Contains(set[0].Value, "1908") {
			t.Errorf("at %s: %v", origin, set)
		}
	}
}

func TestALinkForGuestsThatHasEndedTellsNothing(t *testing.T) {
	h := newHung(t)
	first, guest := h.guests(t, ""), h.Visitor(t)
	guest.Open(first).Is(http.StatusOK)
	second := h.guests(t, "1908") // takes its place
	ended := func(link string) {
		t.Helper()
		for _, path := range h.opens(link) {
			guest.Open(path).Is(http.StatusGone).Shows("This link has ended").Hides("Finished rooms", "island.jpg", "Raman")
		}
		guest.Post(link, "pin", "1908").Is(http.StatusGone).Hides("Finished rooms")
	}
	ended(first)
	guest.Open(second).Submit("View photos", "pin", "1908").Shows("3 photographs.")
	if _, err := h.Store.CloseToGuests(t.Context(), h.job.Owner, h.gallery.ID); err != nil {
		t.Fatal(err)
	}
	ended(second)
	ended("/g/" + strings.Repeat("A", 43))
	third := h.guests(t, "")
	if _, err := h.Store.DeleteGallery(t.Context(), h.job.Owner, h.gallery.ID); err != nil {
		t.Fatal(err)
	}
	ended(third)
}

func TestAGuestIsGreetedInTheirLanguage(t *testing.T) {
	h := newHung(t)
	r := h.Visitor(t).Request("GET", h.guests(t, "1908"), nil)
	r.Header.Set("Accept-Language", "de")
	h.Visitor(t).Do(r).Shows("Fotos ansehen", "mit einer PIN")
}
