package studio

import (
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) selectionRoutes() []Route {
	return []Route{staff("GET", "/studio/selections/{id}", "selection", p.selection)}
}

// selectionPage are the favourites that a client has sent.
type selectionPage struct {
	web.Frame
	Gallery   store.Gallery
	Selection store.PhotoSelection
	Photos    []store.Photograph // those that are there today
	Names     string             // of their files, in a row
}

func (p *Pages) selection(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	v := selectionPage{Frame: p.Frame(x, who, "projects")}
	if v.Selection, err = p.Store.PhotoSelection(x.Context(), id); err != nil {
		return err
	}
	if v.Gallery, err = p.Store.Gallery(x.Context(), v.Selection.GalleryID); err != nil {
		return err
	}
	if v.Photos, err = p.Store.SelectedPhotographs(x.Context(), id); err != nil {
		return err
	}
	names := make([]string, len(v.Photos))
	for i, photo := range v.Photos {
		names[i] = photo.Name
	}
	v.Names = strings.Join(names, ", ")
	return x.Show("studio/selection", "", v)
}
