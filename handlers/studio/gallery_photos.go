package studio

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// galleryPhotoRoutes are what is done with the photographs of a gallery.
func (p *Pages) galleryPhotoRoutes() []Route {
	return []Route{
		staff("POST", "/studio/galleries/{id}/photos", "gallery", p.addPhotos),
		staff("GET", "/studio/galleries/{id}/progress", "gallery", p.photoProgress),
		staff("POST", "/studio/galleries/{id}/order", "gallery", p.orderPhotos),
		staff("POST", "/studio/galleries/{id}/stage", "gallery", p.moveStage),
		staff("POST", "/studio/galleries/{id}/photos/stage", "gallery", p.setStage),
		staff("POST", "/studio/galleries/{id}/photos/gallery", "gallery", p.moveToGallery),
		staff("POST", "/studio/galleries/{id}/photos/deletion", "gallery", p.deletePhotos),
		staff("POST", "/studio/galleries/{id}/photos/restoration", "gallery", p.restorePhotos),
	}
}

// photoProgress tells how many photographs are being prepared. It is asked for
// again as long as there are any.
type photoProgress struct {
	Gallery store.Gallery
	Done    bool // all that was awaited is there: the grid is to be shown anew
}

func (p *Pages) photoProgress(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	g, err := p.Store.Gallery(x.Context(), id)
	if err != nil {
		return err
	}
	if !x.IsPart() {
		return x.Go(galleryPath(id))
	}
	return x.Show("studio/gallery", "photo-progress", photoProgress{g, g.Waiting == 0})
}

// addPhotos takes the photographs of a plain form, as they stream in. One that
// is none keeps the others from nothing.
func (p *Pages) addPhotos(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if g, err := p.Store.Gallery(x.Context(), id); err != nil {
		return err
	} else if !g.Deleted.IsZero() {
		return store.ErrNotFound
	}
	var refusals []string
	var status int
	added, err := x.TakeFiles(map[string]string{}, func(name string, r io.Reader) error {
		_, err := p.Store.AddPhoto(x.Context(), who, id, name, r)
		refusal, code := x.UploadRefusal(err)
		if code == 0 || code == http.StatusInsufficientStorage {
			return err
		}
		refusals, status = append(refusals, refusal), code
		return nil
	})
	added -= len(refusals)
	if refusal, code := x.UploadRefusal(err); code != 0 {
		refusals, status, err = append(refusals, refusal), code, nil
	}
	if err != nil {
		return err
	}
	return p.addedPhotos(x, who, id, added, status, refusals)
}

// addedPhotos tells what became of the photographs of a form.
func (p *Pages) addedPhotos(x *web.Exchange, who store.Staff, id int64, added, status int, refusals []string) error {
	if len(refusals) > 0 {
		if added > 0 {
			refusals = append([]string{photoCount(added) + " added."}, refusals...)
		}
		return p.gridAgain(x, who, id, status, strings.Join(refusals, " "))
	}
	if x.IsPart() {
		return p.gridAgain(x, who, id, http.StatusOK, "")
	}
	kind, says := "ok", photoCount(added)+" added, to be seen once prepared. That takes a moment."
	if added == 0 {
		kind, says = "warn", "No photo was chosen."
	}
	if err := x.Tell(kind, says); err != nil {
		return err
	}
	return x.Go(galleryPath(id))
}

// photoCount is "1 photo", "3 photos".
func photoCount(n int) string {
	if n == 1 {
		return "1 photo"
	}
	return fmt.Sprintf("%d photos", n)
}

// orderPhotos takes the order that a person has dragged photographs into.
func (p *Pages) orderPhotos(x *web.Exchange, who store.Staff) error {
	return p.changeGrid(x, who, func(id int64, form *web.Form) error {
		return p.Store.OrderPhotographs(x.Context(), who, id, form.IDs("photo"))
	})
}

// moveStage moves all of a stage before or behind its neighbour.
func (p *Pages) moveStage(x *web.Exchange, who store.Staff) error {
	return p.changeGrid(x, who, func(id int64, form *web.Form) error {
		return p.Store.MoveStage(x.Context(), who, id, form.Get("stage"), form.Get("to") == "earlier")
	})
}

// setStage puts the ticked photographs under one heading.
func (p *Pages) setStage(x *web.Exchange, who store.Staff) error {
	return p.changeGrid(x, who, func(id int64, form *web.Form) error {
		return p.Store.SetStage(x.Context(), who, id, form.IDs("photo"), form.Get("stage"))
	})
}

// moveToGallery moves the ticked photographs to another gallery of the project.
func (p *Pages) moveToGallery(x *web.Exchange, who store.Staff) error {
	return p.changeGrid(x, who, func(id int64, form *web.Form) error {
		to := form.IDs("gallery")
		if len(to) == 0 {
			to = []int64{-1} // which nothing has
		}
		into, err := p.Store.MoveToGallery(x.Context(), who, id, form.IDs("photo"), to[0])
		if err != nil {
			return err
		}
		return x.Tell("ok", photoCount(len(form.IDs("photo")))+" moved to "+into.Name+".")
	})
}

// changeGrid is a change of a gallery's photographs by a form; a refused one is
// shown with the reason, and what was typed and ticked.
func (p *Pages) changeGrid(x *web.Exchange, who store.Staff, change func(id int64, form *web.Form) error) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err := change(id, form); err != nil {
		view, viewErr := p.galleryPage(x, who, id)
		if viewErr != nil {
			return viewErr
		}
		view.Grid.Tick = form
		return x.Again(err, form, "studio/gallery", "photo-grid-part", view)
	}
	return p.gridAgain(x, who, id, http.StatusOK, "")
}

// deletePhotos takes the ticked photographs away; what follows can bring them back.
func (p *Pages) deletePhotos(x *web.Exchange, who store.Staff) error {
	var gone []int64
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	gone, err = p.Store.DeletePhotographs(x.Context(), who, id, form.IDs("photo"))
	if err != nil && !errors.As(err, new(*store.Invalid)) {
		return err
	}
	view, viewErr := p.galleryPage(x, who, id)
	if viewErr != nil {
		return viewErr
	}
	view.Grid.Gone = gone
	if err != nil {
		view.Grid.Tick = form
		return x.Again(err, form, "studio/gallery", "photo-grid-part", view)
	}
	return x.Show("studio/gallery", "photo-grid-part", view)
}

func (p *Pages) restorePhotos(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	back, err := p.Store.RestorePhotographs(x.Context(), who, id, form.IDs("photo"))
	if err != nil {
		return err
	}
	if err := x.Tell("ok", photoCount(len(back))+" brought back."); err != nil {
		return err
	}
	return x.Go(galleryPath(id))
}
