package portal

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// heartPart is the answer to a heart: itself, and what can be sent now.
type heartPart struct {
	web.Frame
	Shot   web.Shot
	Chosen web.Choosing
}

// favourite puts a photograph among the contact's favourites, or takes it out:
// the form says which, so that doing it twice is doing it once.
func (p *Pages) favourite(x *web.Exchange, portal *store.Portal) error {
	id, err := photoID(x, portal)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	photo, err := portal.SetFavourite(x.Context(), id, form.Get("on") == "1")
	if err != nil {
		return err
	}
	s := shelf{portal}
	shot := web.Under(s.photos(x), []store.Photograph{photo}, 0)[0]
	shot.Heart, shot.Back, shot.Page = true, form.Get("back"), 1
	if page, err := strconv.Atoi(form.Get("page")); err == nil && page > 1 {
		shot.Page = page
	}
	if !x.IsPart() {
		return x.Go(s.afterHeart(x, shot))
	}
	g, err := portal.Gallery(x.Context(), photo.GalleryID)
	if err != nil {
		return err
	}
	part := heartPart{Frame: p.Frame(x, portal, "photos"), Shot: shot}
	if part.Chosen, err = s.choosingOf(x, g); err != nil {
		return err
	}
	part.Chosen.IsPart, part.Chosen.Only = true, shot.Back != "favourites"
	return x.Show("portal/gallery", "heart-answer", part)
}

// afterHeart is where a heart without script leads back to: the photograph's own
// page, or the grid where it was pressed.
func (s shelf) afterHeart(x *web.Exchange, shot web.Shot) string {
	if shot.Back == "photo" {
		return shot.Path
	}
	if shot.Page > 1 {
		shot.Number = (shot.Page-1)*store.PhotosPerPage + 1
	}
	return s.backTo(x, shot, shot.Back)
}

// choosingPage asks for a comment to a contact's favourites.
type choosingPage struct {
	web.Frame
	Choosing web.Choosing
	Form     *web.Form
}

func (p *Pages) choosingPage(x *web.Exchange, portal *store.Portal) (page choosingPage, err error) {
	id, err := galleryID(x, portal)
	if err != nil {
		return page, err
	}
	g, err := portal.Gallery(x.Context(), id)
	if err == nil && !g.Favourites {
		err = store.ErrNotFound
	}
	if err != nil {
		return page, err
	}
	page.Frame, page.Form = p.Frame(x, portal, "photos"), web.NewForm()
	page.Choosing, err = shelf{portal}.choosingOf(x, g)
	return page, err
}

// choosing asks for a comment, for those without script.
func (p *Pages) choosing(x *web.Exchange, portal *store.Portal) error {
	page, err := p.choosingPage(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/gallery-selection", "", page)
}

// sendSelection sends the contact's favourites of a gallery to the studio.
func (p *Pages) sendSelection(x *web.Exchange, portal *store.Portal) error {
	page, err := p.choosingPage(x, portal)
	if err != nil {
		return err
	}
	if page.Form, err = x.Form(); err != nil {
		return err
	}
	err = page.Form.Unread()
	if err == nil {
		_, err = portal.SendSelection(x.Context(), page.Choosing.Gallery, page.Form.Get("comment"))
	}
	if err != nil {
		return x.Again(err, page.Form, "portal/gallery-selection", "selection-form", page)
	}
	if err := x.Tell("ok", x.T("gallery.sent_told", "studio", portal.Studio().Name)); err != nil {
		return err
	}
	return x.Go(page.Choosing.Base)
}
