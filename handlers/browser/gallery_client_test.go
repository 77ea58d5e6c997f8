package browser_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// rooms are what a client and a guest have of a house's galleries.
type rooms struct {
	gallery, link, guests string // paths
	photos                []int64
}

// rooms gives a house a gallery of photographs that are told apart by their
// colours, two of them the same view, and opens it to a client and to guests.
func (h *house) rooms(t *testing.T) (r rooms) {
	t.Helper()
	h.furnish(t, func(j *storetest.Job) {
		g, err := j.AddGallery(t.Context(), j.Owner, j.Project.ID, "Finished rooms")
		must(t, err)
		for i, name := range []string{"before.jpg", "island.jpg", "shelves.jpg", "seat.jpg", "stair.jpg", "basin.jpg"} {
			width, height := 1500, 1000
			if i == 2 {
				width, height = 1000, 1500
			}
			r.photos = append(r.photos, j.Photo(t, g.ID, name, storetest.Shot(t, width, height, color.RGBA{uint8(40 * i), 120, 90, 255})))
		}
		must(t, j.PreparePhotographs(t.Context()))
		_, err = j.SetBefore(t.Context(), j.Owner, r.photos[1], r.photos[0])
		must(t, err)
		_, err = j.SaveGallery(t.Context(), j.Owner, g.ID, store.GallerySettings{Name: g.Name, Favourites: true, Originals: true})
		must(t, err)
		week, _ := j.Album(t, "Week 8", "dust.jpg")
		r.gallery, r.link = path("/portal/galleries/", g.ID), "/d/"+j.Link(t, "gallery", week.ID)
		token, err := j.OpenToGuests(t.Context(), j.Owner, g.ID, "1908")
		must(t, err)
		r.guests = "/g/" + token
	})
	h.start()
	return r
}

// is waits until an expression in the page is this.
func (p *person) is(expression, want string) {
	p.t.Helper()
	p.until(func() (string, error) {
		if got := p.reads(expression); got != want {
			return fmt.Sprintf("%s is %q, not %q", expression, got, want), nil
		}
		return "", nil
	})
}

// taps presses what a selector finds.
func (p *person) taps(selector string) {
	p.t.Helper()
	box := p.aim("box", selector)
	p.touch(box.X+box.Width/2, box.Y+box.Height/2)
	p.settle()
}

// What the lightbox shows, and where the keyboard is.
const (
	place   = `document.querySelector('#lightbox [data-place]').textContent`
	isOpen  = `document.querySelector('#lightbox').open`
	shows   = `document.querySelector('#lightbox figure img').alt`
	sharp   = `document.querySelector('#lightbox figure img').naturalWidth`
	atPhoto = `document.activeElement.dataset.photo`
	pressed = `document.querySelector('#lightbox [data-heart]').getAttribute('aria-pressed')`
)

func TestAClientLooksThroughPhotographs(t *testing.T) {
	h := build(t, "")
	r := h.rooms(t)
	phone, desk := h.client(t), newPerson(t, h, "client")
	for _, client := range []*person{phone, desk} {
		client.entersByMail()
		client.looks("photos-home")
		client.press("Photos")
		client.sees("Finished rooms", "6 photographs.", "Download all")
		client.looks("photos")
		client.open(r.gallery)
		client.taps(`a[data-photo="3"]`)
		client.is(isOpen, "true")
		client.is(place, "3 of 6")
		client.is(sharp, "1000") // the large picture has taken the place of the small one
		client.looks("lightbox")
		client.draw("#lightbox figure", [2]float64{0.8, 0.5}, [2]float64{0.6, 0.5}, [2]float64{0.3, 0.5})
		client.is(place, "4 of 6")
		client.draw("#lightbox figure", [2]float64{0.2, 0.5}, [2]float64{0.5, 0.5}, [2]float64{0.8, 0.5})
		client.draw("#lightbox figure", [2]float64{0.2, 0.5}, [2]float64{0.5, 0.5}, [2]float64{0.8, 0.5})
		client.is(place, "2 of 6")
		// A finger that trembles or goes up means nothing.
		client.draw("#lightbox figure", [2]float64{0.5, 0.5}, [2]float64{0.53, 0.5})
		client.is(place, "2 of 6")
		client.press("Next photo")
		client.is(place, "3 of 6")
		client.press("Previous photo")
		client.is(shows, "island.jpg")
		client.press("Close")
		client.is(isOpen, "false")
		client.is(atPhoto, "3")
	}
	byKeys(t, desk, r)
}

// byKeys looks through photographs without a mouse.
func byKeys(t *testing.T, desk *person, r rooms) {
	t.Helper()
	desk.open(r.gallery)
	desk.do(chromedp.Focus(`a[data-photo="1"]`, chromedp.ByQuery))
	desk.key(kb.Enter)
	desk.is(place, "1 of 6")
	desk.key(kb.ArrowLeft) // there is nothing before the first
	desk.is(place, "1 of 6")
	for range 7 {
		desk.key(kb.ArrowRight)
	}
	desk.is(place, "6 of 6")
	desk.is(shows, "basin.jpg")
	if href := desk.reads(`document.querySelector('#lightbox [data-download]').pathname`); href != path("/portal/photos/", r.photos[5])+"/original" {
		t.Errorf("it is downloaded from %s", href)
	}
	desk.tabTo("Favourite: basin.jpg")
	desk.key(" ")
	desk.is(pressed, "true")
	desk.is(`document.activeElement.hasAttribute('data-heart')`, "true")
	desk.key(kb.ArrowLeft)
	desk.is(pressed, "false")
	desk.key(kb.Escape)
	desk.is(isOpen, "false")
	desk.is(atPhoto, "1")
	desk.sees("1 favourite.")
}

func TestAClientComparesBeforeAndAfter(t *testing.T) {
	h := build(t, "")
	r := h.rooms(t)
	const split = `getComputedStyle(document.querySelector('.compare')).getPropertyValue('--split')`
	client := newPerson(t, h, "client")
	client.entersByMail()
	client.open(r.gallery)
	client.is(split, "50%")
	client.tabTo("Compare before and after: island.jpg")
	for range 5 {
		client.key(kb.ArrowRight)
	}
	client.is(split, "55%")
	client.key(kb.Home)
	client.is(split, "0%")
	client.key(kb.End)
	client.is(split, "100%")
	phone := h.client(t)
	phone.entersByMail()
	phone.open(r.gallery)
	phone.draw(".compare", [2]float64{0.5, 0.5}, [2]float64{0.4, 0.5}, [2]float64{0.25, 0.5})
	phone.until(func() (string, error) {
		if got := phone.reads(split); got < "20%" || got > "30%" || len(got) > 6 {
			return "the finger has left it at " + got, nil
		}
		return "", nil
	})
}

func TestAClientChoosesAndSendsFavourites(t *testing.T) {
	for name, traits := range map[string][]trait{"with script": nil, "without": {withoutScript}} {
		t.Run(name, func(t *testing.T) {
			h := build(t, "")
			r := h.rooms(t)
			client := h.client(t, traits...)
			client.entersByMail()
			client.open(r.gallery)
			client.press("Favourite: island.jpg")
			client.sees("1 favourite.")
			client.press("Favourite: seat.jpg")
			client.sees("2 favourites.")
			client.looks("photos-chosen")
			client.press("Send your favourites")
			client.sees("gets your choice as it is now")
			client.looks("photos-sending")
			client.fill("A few words with it, if you like", "For the hall, please.")
			client.press("Send your favourites")
			client.arrives(r.gallery)
			client.sees("on their way to", "You sent 2 on")
			client.missing("Send your favourites")
			if m := h.letter(ownerEmail, "sent their favourites"); !strings.Contains(m.Text, "For the hall, please.") {
				t.Errorf("the owner reads:\n%s", m.Text)
			}
			client.press("Favourites")
			client.is(`document.querySelectorAll('a[data-photo]').length`, "2")
			client.looks("photos-favourites")
			client.press("Favourite: seat.jpg")
			client.sees("Your choice has changed since.")
		})
	}
}

// Without script each photograph has a page, and a pair stands side by side.
func TestPhotographsWithoutScript(t *testing.T) {
	h := build(t, "")
	r := h.rooms(t)
	for _, traits := range [][]trait{{withoutScript}, {withoutScript, onPhone}} {
		client := newPerson(t, h, "client", traits...)
		client.entersByMail()
		client.open(r.gallery)
		client.looks("photos-plain")
		box := client.aim("box", ".compare .after")
		if other := client.aim("box", ".compare img"); other.X+other.Width > box.X+1 {
			t.Errorf("the after lies over the before: %v, %v", other, box)
		}
		client.taps(`a[data-photo="2"]`)
		client.arrives(path("/portal/photos/", r.photos[1]))
		client.sees("island.jpg", "2 of 6")
		client.looks("photo-plain")
		client.press("Next photo")
		client.sees("shelves.jpg", "3 of 6")
		client.press("Favourite: shelves.jpg")
		client.is(`document.querySelector('.heart').getAttribute('aria-pressed')`, map[bool]string{true: "true", false: "false"}[len(traits) == 1])
		client.press("Finished rooms")
		client.arrives(r.gallery)
	}
}

func TestAGuestTypesAPINAndLooks(t *testing.T) {
	h := build(t, "")
	r := h.rooms(t)
	guest := h.client(t)
	guest.open(r.guests)
	guest.sees("Finished rooms", "Whoever gave you the link knows it.")
	guest.looks("guest-door")
	guest.watch.forgive("422 for", "status of 422")
	guest.fill("PIN", "0000")
	guest.press("View photos")
	guest.sees("This is not the PIN of this gallery.")
	guest.looks("guest-wrong")
	guest.fill("PIN", "1908")
	guest.press("View photos")
	guest.sees("6 photographs.")
	guest.looks("guest-photos")
	guest.taps(`a[data-photo="2"]`)
	guest.is(place, "2 of 6")
	guest.looks("guest-lightbox")
	guest.missing("Favourite")
	guest.press("Close")
	guest.watch.forgive("410 for", "status of 410")
	guest.open("/g/" + strings.Repeat("A", 43))
	guest.sees("This link has ended")
	guest.looks("guest-ended")
	// The emailed link of another gallery.
	guest.open(r.link)
	guest.sees("Week 8", "1 photograph.")
	guest.taps(`a[data-photo="1"]`)
	guest.is(place, "1 of 1")
	guest.press("Favourite: dust.jpg")
	guest.is(pressed, "true")
	guest.press("Close")
	guest.sees("1 favourite.")
	guest.looks("linked-gallery")
}

// At the end of a page of many one goes on to the next, and back again.
func TestTheLightboxGoesOnToTheNextPage(t *testing.T) {
	h := build(t, "")
	gallery := ""
	h.furnish(t, func(j *storetest.Job) {
		names := make([]string, 62)
		for i := range names {
			names[i] = fmt.Sprintf("photo %d.jpg", i+1)
		}
		g, _ := j.Album(t, "Many", names...)
		gallery = path("/portal/galleries/", g.ID)
	})
	h.start()
	client := newPerson(t, h, "client")
	client.entersByMail()
	client.open(gallery)
	client.taps(`a[data-photo="60"]`)
	client.is(place, "60 of 62")
	client.key(kb.ArrowRight)
	client.arrives(gallery + "?page=2")
	client.is(place, "61 of 62")
	client.key(kb.ArrowLeft)
	client.arrives(gallery + "?page=1")
	client.is(place, "60 of 62")
	client.key(kb.Escape)
	client.is(atPhoto, "60")
}
