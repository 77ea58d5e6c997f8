package studio

import (
	"context"
	"net/http"
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
)

// galleryPage is one gallery: its photographs, and what is said of it beside
// them.
type galleryPage struct {
	web.Frame
	Project    store.Project
	Gallery    store.Gallery
	Grid       photoGrid
	Settings   *web.Form // name, note, originals, metadata, favourites
	Guests     *web.Form // pin
	Selections []store.PhotoSelection
	Deleted    []store.Photograph // can be brought back
	Off        bool               // photos are switched off for the client
	Max        store.Bytes        // the most that a photograph may have
	Web, Whole store.Bytes        // of all, in the web size and as they came
	Share      *gallerySharing    // the email to be reviewed; nil: not now
}

// Row is the gallery as a list shows it.
func (v galleryPage) Row() galleryRow { return galleryRow{Frame: v.Frame, Gallery: v.Gallery} }

// photoGrid are the photographs of a gallery, stage by stage, as the part
// "photo-grid" shows them.
type photoGrid struct {
	web.Frame
	Gallery store.Gallery
	Stages  []photoStage
	Others  []store.Gallery // of the project, to move photographs to
	Tick    *web.Form       // stage, gallery, photo
	Paging  web.Paging
	Refused string  // why a photograph was not taken
	Gone    []int64 // deleted just now, to be brought back at once
}

// photoStage are photographs under one heading.
type photoStage struct {
	Name        string
	Photos      []store.Photograph
	First, Last bool // among the stages
}

// Progress is what the part "photo-progress" shows.
func (g photoGrid) Progress() photoProgress { return photoProgress{g.Gallery, false} }

// Of is a photograph with what its card needs.
func (g photoGrid) Of(stage photoStage, i int) photoCard {
	return photoCard{Frame: g.Frame, Photo: stage.Photos[i], First: i == 0, Last: i == len(stage.Photos)-1}
}

// IsStaged tells whether there are headings at all.
func (g photoGrid) IsStaged() bool {
	return len(g.Stages) > 1 || len(g.Stages) == 1 && g.Stages[0].Name != ""
}

// photoCard is one photograph of the grid.
type photoCard struct {
	web.Frame
	Photo       store.Photograph
	First, Last bool      // in its stage
	Caption     *web.Form // as it was typed, when it was refused; else nil
}

// Typed is the caption that the field holds.
func (c photoCard) Typed() string {
	if c.Caption != nil {
		return c.Caption.Get("caption")
	}
	return c.Photo.Caption
}

// Wrong is what is wrong with the caption.
func (c photoCard) Wrong() string {
	if c.Caption != nil {
		return c.Caption.Error("caption")
	}
	return ""
}

// photosOnPage is how many photographs a page of the studio's grid has: the whole
// of most galleries.
const photosOnPage = 120

func (p *Pages) gallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if x.IsPart() {
		return p.gridAgain(x, who, id, http.StatusOK, "")
	}
	view, err := p.galleryPage(x, who, id)
	if err != nil {
		return err
	}
	return x.Show("studio/gallery", "", view)
}

func (p *Pages) galleryPage(x *web.Exchange, who store.Staff, id int64) (view galleryPage, err error) {
	ctx := x.Context()
	view.Frame = p.Frame(x, who, "projects")
	if view.Grid, err = p.photoGrid(x, view.Frame, id); err != nil {
		return view, err
	}
	g := view.Grid.Gallery
	view.Gallery, view.Guests, view.Max = g, web.NewForm(), store.PhotoLimit(p.Store.Studio())
	view.Settings = web.NewForm("name", g.Name, "note", g.Note, "originals", ticked(g.Originals), "metadata", ticked(g.Metadata), "favourites", ticked(g.Favourites))
	if view.Project, err = p.Store.Project(ctx, g.ProjectID); err != nil {
		return view, err
	}
	client, err := p.Store.Client(ctx, view.Project.ClientID)
	if err != nil {
		return view, err
	}
	view.Off = !p.Store.Sees(client, store.ModulePhotos)
	if view.Selections, err = p.Store.Selections(ctx, id); err != nil {
		return view, err
	}
	if view.Web, view.Whole, err = p.Store.GalleryWeights(ctx, id); err != nil {
		return view, err
	}
	view.Deleted, err = p.Store.DeletedPhotographs(ctx, id)
	for _, photo := range view.Deleted {
		if itoa(photo.ID) == x.R.URL.Query().Get("deleted") {
			view.Grid.Gone = []int64{photo.ID}
		}
	}
	return view, err
}

// photoGrid are the photographs of a gallery that is there.
func (p *Pages) photoGrid(x *web.Exchange, frame web.Frame, id int64) (photoGrid, error) {
	ctx := x.Context()
	grid := photoGrid{Frame: frame, Tick: web.NewForm()}
	var err error
	if grid.Gallery, err = p.Store.Gallery(ctx, id); err != nil {
		return grid, err
	}
	if !grid.Gallery.Deleted.IsZero() {
		return grid, store.ErrNotFound
	}
	paging := x.Paging()
	paging.Rows = photosOnPage
	photos, total, err := p.Store.Photographs(ctx, id, paging)
	if err != nil {
		return grid, err
	}
	grid.Paging = x.NewPaging(paging, total).At(galleryPath(id))
	stages, err := p.Store.GalleryStages(ctx, id)
	if err != nil {
		return grid, err
	}
	grid.Stages = staged(photos, stages)
	grid.Others, err = p.otherGalleries(ctx, grid.Gallery)
	return grid, err
}

// otherGalleries are those of a gallery's project but itself.
func (p *Pages) otherGalleries(ctx context.Context, of store.Gallery) ([]store.Gallery, error) {
	list, err := p.Store.Galleries(ctx, of.ProjectID)
	return slices.DeleteFunc(list, func(g store.Gallery) bool { return g.ID == of.ID }), err
}

// staged puts a page of photographs under their headings.
func staged(photos []store.Photograph, stages []store.Stage) (list []photoStage) {
	for _, photo := range photos {
		if n := len(list); n == 0 || list[n-1].Name != photo.Stage {
			list = append(list, photoStage{Name: photo.Stage, First: stages[0].Name == photo.Stage, Last: stages[len(stages)-1].Name == photo.Stage})
		}
		last := &list[len(list)-1]
		last.Photos = append(last.Photos, photo)
	}
	return list
}

// gridAgain answers with the photographs of a gallery as they now stand: the
// part, or the way to the page.
func (p *Pages) gridAgain(x *web.Exchange, who store.Staff, id int64, status int, refused string) error {
	if !x.IsPart() && refused == "" {
		return x.Go(galleryPath(id))
	}
	view, err := p.galleryPage(x, who, id)
	if err != nil {
		return err
	}
	view.Grid.Refused = refused
	return x.Reply(status, "studio/gallery", "photo-grid-part", view)
}
