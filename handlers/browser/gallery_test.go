package browser_test

import (
	"image/color"
	"os"
	"path/filepath"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hang gives a house a gallery of three photographs, of two stages, of which a
// client has chosen.
func (h *house) hang(t *testing.T) (gallery, project string, photos []string) {
	t.Helper()
	h.furnish(t, func(j *storetest.Job) {
		g, ids := j.Album(t, "Finished rooms", "island.jpg", "shelves.jpg", "seat.jpg")
		gallery, project = path("/studio/galleries/", g.ID), path("/studio/projects/", j.Project.ID)
		for _, id := range ids {
			photos = append(photos, path("/studio/photos/", id))
		}
		must(t, j.SetStage(t.Context(), j.Owner, g.ID, ids[1:], "Garden room"))
		_, err := j.SetBefore(t.Context(), j.Owner, ids[1], ids[0])
		must(t, err)
		p := j.Portal(t, j.Priya)
		_, err = p.SetFavourite(t.Context(), ids[0], true)
		must(t, err)
		_, err = p.SendSelection(t.Context(), g.ID, "This one, please.")
		must(t, err)
		_, err = j.AddGallery(t.Context(), j.Owner, j.Project.ID, "Week 8")
		must(t, err)
		broken := j.Photo(t, g.ID, "broken.jpg", storetest.Shot(t, 60, 60, color.White)[:300])
		photos = append(photos, path("/studio/photos/", broken))
		_, err = j.SaveGallery(t.Context(), j.Owner, g.ID, store.GallerySettings{Name: g.Name, Note: "Tap the heart.", Originals: true, Favourites: true})
		must(t, err)
	})
	h.start()
	return gallery, project, photos
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// order are the names of the pictures that the page shows, as they stand.
const order = `[...document.querySelectorAll('.album-photo img')].map((i) => i.alt.replace('.jpg', '')).join(' ')`

// stands waits until the photographs stand in this order.
func (p *person) stands(want string) {
	p.t.Helper()
	p.until(func() (string, error) {
		if got := p.reads(order); got != want {
			return "the photographs stand " + got + ", not " + want, nil
		}
		return "", nil
	})
}

func TestAnOwnerHangsAGallery(t *testing.T) {
	h := build(t, "")
	gallery, project, photos := h.hang(t)
	for name, traits := range map[string][]trait{"desk": nil, "phone": {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for page, at := range map[string]string{"photos": project + "/photos", "gallery": gallery, "gallery-empty": path("/studio/galleries/", 2), "photo": photos[1],
			"photo-failed": photos[3], "gallery-sharing": gallery + "/sharing", "selection": "/studio/selections/1", "project-photos": project} {
			owner.open(at)
			owner.looks(page)
		}
		if name == "phone" {
			continue
		}
		owner.open(gallery)
		owner.stands("island shelves seat")
		// By keyboard: what was moved keeps the focus.
		owner.tabTo("Move earlier: seat.jpg")
		owner.key(kb.Enter)
		owner.stands("island seat shelves")
		owner.until(func() (string, error) {
			if at := owner.reads("document.activeElement.getAttribute('aria-label')"); at != "Move earlier: seat.jpg" {
				return "the keyboard is at " + at, nil
			}
			return "", nil
		})
		owner.dragsPhoto("shelves.jpg", "seat.jpg")
		owner.stands("island shelves seat")
		owner.fill("Caption of island.jpg", "The island")
		owner.key(kb.Tab)
		owner.settle()
		owner.open(gallery)
		owner.stands("The island shelves seat")
		owner.tick("Tick The island")
		owner.looks("gallery-ticked")
		owner.fill("Stage of ticked photos", "Kitchen")
		owner.press("Set stage")
		owner.sees("Kitchen", "Garden room")
		owner.tick("Tick The island")
		owner.press("Delete ticked")
		owner.sees("1 photo deleted.")
		owner.looks("gallery-deleted")
		owner.press("Undo")
		owner.stands("The island shelves seat")
		shot := filepath.Join(t.TempDir(), "late.jpg")
		must(t, os.WriteFile(shot, storetest.Shot(t, 800, 600, color.White), 0o600))
		owner.drop(".dropzone", shot)
		owner.until(func() (string, error) { // uploaded, prepared, and shown without a reload
			if got := owner.reads(order); got != "The island late shelves seat" && got != "late The island shelves seat" && got != "The island shelves seat late" {
				return "the photographs are " + got, nil
			}
			return "", nil
		})
		owner.press("Make a link")
		owner.sees("It is shown this once.")
		owner.looks("gallery-link")
	}
}

// dragsPhoto takes one photograph by its picture and lets it go before another.
func (p *person) dragsPhoto(from, to string) {
	p.t.Helper()
	a, b := p.aim("box", `img[alt="`+from+`"]`), p.aim("box", `img[alt="`+to+`"]`)
	mouse := func(kind input.MouseType, x, y float64) chromedp.Action {
		return input.DispatchMouseEvent(kind, x, y).WithButton(input.Left).WithButtons(1).WithClickCount(1)
	}
	x, y := a.X+a.Width/2, a.Y+a.Height/2
	p.do(mouse(input.MousePressed, x, y))
	for step := range 8 {
		to := float64(step+1) / 8
		p.do(mouse(input.MouseMoved, x+(b.X+b.Width/4-x)*to, y+(b.Y+b.Height/2-y)*to))
	}
	p.do(mouse(input.MouseReleased, b.X+b.Width/4, b.Y+b.Height/2))
	p.settle()
}

// Without script the same is done by plain forms.
func TestAGalleryIsOrderedWithoutScript(t *testing.T) {
	h := build(t, "")
	gallery, _, _ := h.hang(t)
	owner := h.owner(t, withoutScript)
	owner.signsIn()
	owner.open(gallery)
	owner.press("Move earlier: seat.jpg")
	owner.arrives(gallery)
	if got := owner.reads(order); got != "island seat shelves" {
		t.Errorf("the photographs stand %s", got)
	}
	owner.fill("Stage of ticked photos", "Kitchen")
	owner.tick("Tick island.jpg")
	owner.press("Set stage")
	owner.sees("Kitchen")
	owner.press("Download all")
	owner.sees("For the web")
}
