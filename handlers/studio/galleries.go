package studio

import (
	"context"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) galleryRoutes() []Route {
	return []Route{
		staff("GET", "/studio/projects/{id}/photos", "project", p.galleries),
		staff("POST", "/studio/projects/{id}/galleries", "project", p.addGallery),
		staff("POST", "/studio/projects/{id}/galleries/order", "project", p.orderGalleries),
		staff("GET", "/studio/galleries/{id}", "gallery", p.gallery),
		staff("POST", "/studio/galleries/{id}", "gallery", p.saveGallery),
		staff("POST", "/studio/galleries/{id}/visibility", "gallery", p.setGalleryVisible),
		staff("POST", "/studio/galleries/{id}/move", "gallery", p.moveGallery),
		staff("POST", "/studio/galleries/{id}/deletion", "gallery", p.deleteGallery),
		staff("POST", "/studio/galleries/{id}/restoration", "gallery", p.restoreGallery),
		staff("GET", "/studio/galleries/{id}/zip", "gallery", p.zipGallery),
		staff("POST", "/studio/galleries/{id}/guests", "gallery", p.openToGuests),
		staff("POST", "/studio/galleries/{id}/guests/deletion", "gallery", p.closeToGuests),
	}
}

// galleriesPage are the galleries of a project.
type galleriesPage struct {
	web.Frame
	Project   store.Project
	Galleries []store.Gallery
	Deleted   []store.Gallery // can be brought back
	Gone      *store.Gallery  // deleted just now
	New       *web.Form       // name
}

// Rows are the galleries, each with what its row needs.
func (v galleriesPage) Rows() []galleryRow {
	rows := make([]galleryRow, len(v.Galleries))
	for i, g := range v.Galleries {
		rows[i] = galleryRow{Frame: v.Frame, Gallery: g, First: i == 0, Last: i == len(v.Galleries)-1}
	}
	return rows
}

// galleryRow is one gallery of a list.
type galleryRow struct {
	web.Frame
	Gallery     store.Gallery
	First, Last bool // in the line
}

func (p *Pages) galleries(x *web.Exchange, who store.Staff) error {
	view, err := p.galleriesPage(x, who)
	if err != nil {
		return err
	}
	return x.Show("studio/photos", "", view)
}

// galleriesPage is the page of the project in the address.
func (p *Pages) galleriesPage(x *web.Exchange, who store.Staff) (galleriesPage, error) {
	id, err := x.ID("id")
	if err != nil {
		return galleriesPage{}, err
	}
	return p.galleriesOf(x, who, id)
}

func (p *Pages) galleriesOf(x *web.Exchange, who store.Staff, project int64) (view galleriesPage, err error) {
	view.Frame, view.New = p.Frame(x, who, "projects"), web.NewForm()
	if view.Project, err = p.Store.Project(x.Context(), project); err != nil {
		return view, err
	}
	if view.Galleries, err = p.Store.Galleries(x.Context(), project); err != nil {
		return view, err
	}
	if view.Deleted, err = p.Store.DeletedGalleries(x.Context(), project); err != nil {
		return view, err
	}
	for i, g := range view.Deleted {
		if strconv.FormatInt(g.ID, 10) == x.R.URL.Query().Get("deleted") {
			view.Gone = &view.Deleted[i]
		}
	}
	return view, nil
}

func (p *Pages) addGallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	g, err := p.Store.AddGallery(x.Context(), who, id, form.Get("name"))
	if err != nil {
		view, viewErr := p.galleriesPage(x, who)
		if viewErr != nil {
			return viewErr
		}
		view.New = form
		return x.Again(err, form, "studio/photos", "", view)
	}
	return x.Go(galleryPath(g.ID))
}

// orderGalleries takes the order that a person has dragged them into.
func (p *Pages) orderGalleries(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if _, err := p.Store.Project(x.Context(), id); err != nil {
		return err
	}
	if err := p.Store.OrderGalleries(x.Context(), who, id, form.IDs("gallery")); err != nil {
		return err
	}
	return p.galleriesAgain(x, who, id)
}

// moveGallery moves one a place earlier or later, as a button says.
func (p *Pages) moveGallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	g, err := p.Store.MoveGallery(x.Context(), who, id, form.Get("to") == "earlier")
	if err != nil {
		return err
	}
	return p.galleriesAgain(x, who, g.ProjectID)
}

// galleriesAgain answers a change of the order with the list as it now stands.
func (p *Pages) galleriesAgain(x *web.Exchange, who store.Staff, project int64) error {
	if !x.IsPart() {
		return x.Go(galleriesPath(project))
	}
	view, err := p.galleriesOf(x, who, project)
	if err != nil {
		return err
	}
	return x.Show("studio/photos", "galleries", view)
}

// setGalleryVisible shows a gallery in the portal or hides it, as the switch stands.
func (p *Pages) setGalleryVisible(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	g, err := p.Store.SetGalleryVisible(x.Context(), who, id, form.Ticked("visible"))
	if err != nil {
		return err
	}
	if x.IsPart() {
		return x.Show("studio/photos", "gallery-switch", galleryRow{Frame: p.Frame(x, who, ""), Gallery: g})
	}
	says := g.Name + " is now hidden from the client."
	if g.Visible {
		says = g.Name + " is now visible in the portal."
	}
	if err := x.Tell("ok", says); err != nil {
		return err
	}
	return x.Go(galleriesPath(g.ProjectID))
}

// deleteGallery takes a gallery away; the page that follows can bring it back.
func (p *Pages) deleteGallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	g, err := p.Store.DeleteGallery(x.Context(), who, id)
	if err != nil {
		return err
	}
	return x.Go(galleriesPath(g.ProjectID) + "?deleted=" + itoa(id))
}

func (p *Pages) restoreGallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	g, err := p.Store.RestoreGallery(x.Context(), who, id)
	if err != nil {
		return err
	}
	if err := x.Tell("ok", g.Name+" is back."); err != nil {
		return err
	}
	return x.Go(galleryPath(id))
}

// zipGallery is all of a gallery, in the size that is asked for.
func (p *Pages) zipGallery(x *web.Exchange, _ store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	size := store.Full
	if x.R.URL.Query().Get("size") == string(store.Web) {
		size = store.Web
	}
	pack, err := p.Store.PackGallery(x.Context(), id, size)
	if err != nil {
		return err
	}
	return x.Package(pack)
}

func (p *Pages) saveGallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	_, err = p.Store.SaveGallery(x.Context(), who, id, store.GallerySettings{Name: form.Get("name"), Note: form.Get("note"),
		Originals: form.Ticked("originals"), Metadata: form.Ticked("metadata"), Favourites: form.Ticked("favourites")})
	if err != nil {
		view, viewErr := p.galleryPage(x, who, id)
		if viewErr != nil {
			return viewErr
		}
		view.Settings = form
		return x.Again(err, form, "studio/gallery", "", view)
	}
	if err := x.Tell("ok", "Saved."); err != nil {
		return err
	}
	return x.Go(galleryPath(id))
}

// openToGuests makes a link for guests and shows it, this once.
func (p *Pages) openToGuests(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	token, err := p.Store.OpenToGuests(x.Context(), who, id, form.Get("pin"))
	if err != nil {
		view, viewErr := p.galleryPage(x, who, id)
		if viewErr != nil {
			return viewErr
		}
		view.Guests = form
		return x.Again(err, form, "studio/gallery", "", view)
	}
	g, err := p.Store.Gallery(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Reply(http.StatusOK, "studio/gallery-link", "", guestLinkPage{Frame: p.Frame(x, who, "projects"), Gallery: g,
		URL: x.App.BaseURL() + "/g/" + token, PIN: form.Get("pin")})
}

// guestLinkPage shows a link for guests, and the PIN that goes with it.
type guestLinkPage struct {
	web.Frame
	Gallery  store.Gallery
	URL, PIN string
}

func (p *Pages) closeToGuests(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if _, err := p.Store.CloseToGuests(x.Context(), who, id); err != nil {
		return err
	}
	if err := x.Tell("ok", "The link for guests opens nothing any more."); err != nil {
		return err
	}
	return x.Go(galleryPath(id))
}

func galleryPath(id int64) string { return "/studio/galleries/" + itoa(id) }

func galleriesPath(project int64) string { return "/studio/projects/" + itoa(project) + "/photos" }

// photosOnProject is what a project's own page shows of its photographs.
type photosOnProject struct {
	ProjectID int64
	Galleries []store.Gallery
	Photos    []store.Photograph // the first few
	Total     int
}

// photosShown is how many photographs a project's own page shows.
const photosShown = 4

func (p *Pages) photosOnProject(ctx context.Context, project int64) (v photosOnProject, err error) {
	v.ProjectID = project
	if v.Galleries, err = p.Store.Galleries(ctx, project); err != nil {
		return v, err
	}
	v.Photos, v.Total, err = p.Store.ProjectPhotographs(ctx, project, photosShown)
	return v, err
}
