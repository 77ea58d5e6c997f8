package studio

import (
	"errors"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// photographRoutes are one photograph.
func (p *Pages) photographRoutes() []Route {
	return []Route{
		staff("GET", "/studio/photos/{id}", "photo", p.photograph),
		staff("POST", "/studio/photos/{id}", "photo", p.savePhotograph),
		staff("POST", "/studio/photos/{id}/caption", "photo", p.setCaption),
		staff("POST", "/studio/photos/{id}/move", "photo", p.movePhotograph),
		staff("POST", "/studio/photos/{id}/pair", "photo", p.pairPhotograph),
		staff("POST", "/studio/photos/{id}/deletion", "photo", p.deletePhotograph),
		staff("POST", "/studio/photos/{id}/retry", "photo", p.retryPhotograph),
		staff("GET", "/studio/photos/{id}/thumb", "photo", p.picture(store.Thumb)),
		staff("GET", "/studio/photos/{id}/web", "photo", p.picture(store.Web)),
		staff("GET", "/studio/photos/{id}/original", "photo", p.originalPhotograph),
	}
}

// photographPage is one photograph, and all that is said of it.
type photographPage struct {
	web.Frame
	Photo   store.PhotoAt
	Gallery store.Gallery
	Form    *web.Form // caption, stage, taken_on
	Pair    *web.Form // before
	Stages  []store.Stage
	Choices []store.Photograph // that can stand before it
	Before  *store.Photograph  // the same view before; nil: none
	After   *store.Photograph  // the same view after
	Others  []store.Gallery    // of the project, to move it to
	SameAs  *store.Photograph  // an older one that holds the very same file
}

func (p *Pages) photograph(x *web.Exchange, who store.Staff) error {
	view, err := p.photographPage(x, who)
	if err != nil {
		return err
	}
	return x.Show("studio/photo", "", view)
}

func (p *Pages) photographPage(x *web.Exchange, who store.Staff) (v photographPage, err error) {
	id, err := x.ID("id")
	if err != nil {
		return v, err
	}
	ctx := x.Context()
	v.Frame = p.Frame(x, who, "projects")
	if v.Photo, err = p.Store.PhotographAt(ctx, id); err != nil {
		return v, err
	}
	v.Form = web.NewForm("caption", v.Photo.Caption, "stage", v.Photo.Stage, "taken_on", string(v.Photo.TakenOn))
	v.Pair = web.NewForm("before", strconv.FormatInt(v.Photo.BeforeID, 10))
	if v.Gallery, err = p.Store.Gallery(ctx, v.Photo.GalleryID); err != nil {
		return v, err
	}
	if v.Stages, err = p.Store.GalleryStages(ctx, v.Photo.GalleryID); err != nil {
		return v, err
	}
	if v.Others, err = p.otherGalleries(ctx, v.Gallery); err != nil {
		return v, err
	}
	if v.Choices, err = p.Store.BeforeChoices(ctx, v.Photo.Photograph); err != nil {
		return v, err
	}
	twin, err := p.Store.SameAs(ctx, v.Photo.Photograph)
	switch {
	case err == nil:
		v.SameAs = &twin
	case !errors.Is(err, store.ErrNotFound):
		return v, err
	}
	for i := range v.Choices {
		switch v.Choices[i].ID {
		case v.Photo.BeforeID:
			v.Before = &v.Choices[i]
		case v.Photo.AfterID:
			v.After = &v.Choices[i]
		}
	}
	return v, nil
}

// savePhotograph keeps what is said of a photograph.
func (p *Pages) savePhotograph(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	_, err = p.Store.SavePhotograph(x.Context(), who, id, store.PhotoWords{Caption: form.Get("caption"), Stage: form.Get("stage"),
		TakenOn: store.Date(form.Get("taken_on"))})
	if err != nil {
		view, viewErr := p.photographPage(x, who)
		if viewErr != nil {
			return viewErr
		}
		view.Form = form
		return x.Again(err, form, "studio/photo", "", view)
	}
	return p.savedPhotograph(x, id)
}

func (p *Pages) savedPhotograph(x *web.Exchange, id int64) error {
	if err := x.Tell("ok", "Saved."); err != nil {
		return err
	}
	return x.Go(photoPath(id))
}

// pairPhotograph says which photograph shows the same view before this one.
func (p *Pages) pairPhotograph(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	var before int64
	if form.Get("before") != "0" {
		before = append(form.IDs("before"), -1)[0]
	}
	if _, err := p.Store.SetBefore(x.Context(), who, id, before); err != nil {
		view, viewErr := p.photographPage(x, who)
		if viewErr != nil {
			return viewErr
		}
		view.Pair = form
		return x.Again(err, form, "studio/photo", "", view)
	}
	return p.savedPhotograph(x, id)
}

// setCaption keeps the caption that was typed in the grid.
func (p *Pages) setCaption(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	photo, err := p.Store.SetCaption(x.Context(), who, id, form.Get("caption"))
	if err != nil {
		if photo, viewErr := p.Store.Photograph(x.Context(), id); viewErr == nil && x.IsPart() {
			return x.Again(err, form, "studio/gallery", "caption", photoCard{Frame: p.Frame(x, who, ""), Photo: photo, Caption: form})
		}
		return err
	}
	if !x.IsPart() {
		return x.Go(galleryPath(photo.GalleryID) + "#photo-" + itoa(id))
	}
	return x.Show("studio/gallery", "caption", photoCard{Frame: p.Frame(x, who, ""), Photo: photo})
}

// movePhotograph moves one a place earlier or later, as a button says.
func (p *Pages) movePhotograph(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	photo, err := p.Store.MovePhotograph(x.Context(), who, id, form.Get("to") == "earlier")
	if err != nil {
		return err
	}
	return p.gridAgain(x, who, photo.GalleryID, http.StatusOK, "")
}

// deletePhotograph takes one away, from its own page.
func (p *Pages) deletePhotograph(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	photo, err := p.Store.Photograph(x.Context(), id)
	if err != nil {
		return err
	}
	if _, err := p.Store.DeletePhotographs(x.Context(), who, photo.GalleryID, []int64{id}); err != nil {
		return err
	}
	return x.Go(galleryPath(photo.GalleryID) + "?deleted=" + itoa(id))
}

// retryPhotograph has one prepared anew that could not be.
func (p *Pages) retryPhotograph(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if _, err := p.Store.RetryPhotograph(x.Context(), who, id); err != nil {
		return err
	}
	return x.Go(photoPath(id))
}

// picture answers with a photograph in a size.
func (p *Pages) picture(size store.PictureSize) func(*web.Exchange, store.Staff) error {
	return func(x *web.Exchange, _ store.Staff) error {
		id, err := x.ID("id")
		if err != nil {
			return err
		}
		picture, err := p.Store.PhotoPicture(x.Context(), id, size)
		if err != nil {
			return err
		}
		return x.Picture(picture)
	}
}

func (p *Pages) originalPhotograph(x *web.Exchange, _ store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	original, err := p.Store.OpenOriginal(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Original(original)
}

func photoPath(id int64) string { return "/studio/photos/" + itoa(id) }
