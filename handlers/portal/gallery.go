package portal

import (
	"cmp"
	"log/slog"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// galleryRoutes are the photographs that a contact sees. /d/{token} itself, which
// opens what it is the link of, leads to gallery.
func (p *Pages) galleryRoutes() []Route {
	table := []Route{
		contact("GET", "/portal/photos", "", p.allPhotos),
		contact("GET", "/portal/projects/{id}/photos", "project", p.photos),
		contact("GET", "/portal/galleries/{id}", "gallery", p.gallery),
		contact("GET", "/portal/galleries/{id}/zip", "gallery", p.zipGallery),
		contact("GET", "/portal/galleries/{id}/selection", "gallery", p.choosing),
		contact("POST", "/portal/galleries/{id}/selection", "gallery", p.sendSelection),
		link("GET", "/d/{token}/zip", "gallery", p.zipGallery),
		link("GET", "/d/{token}/selection", "gallery", p.choosing),
		link("POST", "/d/{token}/selection", "gallery", p.sendSelection),
	}
	for _, r := range []struct {
		method, tail string
		handle       handler
	}{
		{"GET", "", p.photo},
		{"GET", "/thumb", p.picture},
		{"GET", "/web", p.picture},
		{"GET", "/copy", p.photoCopy},
		{"GET", "/original", p.original},
		{"POST", "/favourite", p.favourite},
	} {
		table = append(table, contact(r.method, "/portal/photos/{id}"+r.tail, "photo", r.handle),
			link(r.method, "/d/{token}/photos/{photo}"+r.tail, "gallery", r.handle))
	}
	return table
}

// shelf is where the photographs of a request stand: under a contact's portal,
// or under an emailed link.
type shelf struct{ portal *store.Portal }

// link is the address of the emailed link, or "".
func (s shelf) link(x *web.Exchange) string {
	if s.portal.Via == store.ViaLink {
		return "/d/" + x.R.PathValue("token")
	}
	return ""
}

func (s shelf) galleryPath(x *web.Exchange, id int64) string {
	return cmp.Or(s.link(x), "/portal/galleries/"+strconv.FormatInt(id, 10))
}

// photos is the address under which each photograph stands by its number.
func (s shelf) photos(x *web.Exchange) string {
	if at := s.link(x); at != "" {
		return at + "/photos"
	}
	return "/portal/photos"
}

// galleryID names the gallery of a request: the link's, or that of the path.
func galleryID(x *web.Exchange, portal *store.Portal) (int64, error) {
	if portal.Only == (store.Object{}) {
		return x.ID("id")
	}
	if portal.Only.Kind != "gallery" {
		return 0, store.ErrNotFound
	}
	return portal.Only.ID, nil
}

// photoID names the photograph of a request.
func photoID(x *web.Exchange, portal *store.Portal) (int64, error) {
	if portal.Only == (store.Object{}) {
		return x.ID("id")
	}
	return x.ID("photo")
}

// allPhotosPage lists the projects that have photographs.
type allPhotosPage struct {
	web.Frame
	Projects []photosOf
}

// photosOf are the photographs of a project, in short.
type photosOf struct {
	store.SharedProject
	Path  string
	Count int
	Cover *web.Shot // nil: none
}

// allPhotos leads to the photographs of the one project that has some, or lists
// the projects.
func (p *Pages) allPhotos(x *web.Exchange, portal *store.Portal) error {
	if err := portal.Open(store.ModulePhotos); err != nil {
		return err
	}
	projects, err := portal.Projects(x.Context())
	if err != nil {
		return err
	}
	page := allPhotosPage{Frame: p.Frame(x, portal, "photos")}
	for _, project := range projects {
		shots, total, err := p.newest(x, portal, project.ID, 1)
		if err != nil {
			return err
		}
		if total > 0 {
			page.Projects = append(page.Projects, photosOf{project, projectPath(project.ID) + "/photos", total, &shots[0]})
		}
	}
	if len(page.Projects) == 1 {
		return x.Go(page.Projects[0].Path)
	}
	return x.Show("portal/gallery-projects", "", page)
}

// newest are the first photographs of a project, and how many there are; none
// while the module is off.
func (p *Pages) newest(x *web.Exchange, portal *store.Portal, project int64, most int) ([]web.Shot, int, error) {
	if !portal.Sees(store.ModulePhotos) {
		return nil, 0, nil
	}
	photos, total, err := portal.Photographs(x.Context(), store.PhotoChoice{Project: project}, store.Paging{Page: 1, Rows: most})
	return web.Under("/portal/photos", photos, 1), total, err
}

// photos are the photographs of a project: its first gallery, or the contact's
// favourites of all.
func (p *Pages) photos(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := portal.Open(store.ModulePhotos); err != nil {
		return err
	}
	project, err := portal.Project(x.Context(), id)
	if err != nil {
		return err
	}
	galleries, err := portal.Galleries(x.Context(), id)
	if err != nil {
		return err
	}
	b := p.newGallery(x, portal, project, galleries)
	switch {
	case showsFavourites(x):
		err = b.favourites(store.PhotoChoice{Project: id, Favourites: true})
	case len(galleries) > 0:
		err = b.gallery(galleries[0], store.PhotoChoice{Project: id})
	default:
		b.page.Empty = "none"
	}
	return b.show(err)
}

// gallery is one gallery: as the contact finds it, or through its emailed link.
func (p *Pages) gallery(x *web.Exchange, portal *store.Portal) error {
	id, err := galleryID(x, portal)
	if err != nil {
		return err
	}
	g, err := portal.Gallery(x.Context(), id)
	if err != nil {
		return err
	}
	if portal.Only != (store.Object{}) {
		return p.linkedGallery(x, portal, g)
	}
	project, err := portal.Project(x.Context(), g.ProjectID)
	if err != nil {
		return err
	}
	galleries, err := portal.Galleries(x.Context(), g.ProjectID)
	if err != nil {
		return err
	}
	b := p.newGallery(x, portal, project, galleries)
	return b.show(b.gallery(g, store.PhotoChoice{Gallery: g.ID}))
}

// linkedGallery is a gallery of which alone one knows.
func (p *Pages) linkedGallery(x *web.Exchange, portal *store.Portal, g store.Gallery) error {
	b := p.newGallery(x, portal, store.SharedProject{}, []store.Gallery{g})
	b.page.Heading, b.page.Crumb = g.Name, ""
	var err error
	if showsFavourites(x) && g.Favourites {
		err = b.favourites(store.PhotoChoice{Gallery: g.ID, Favourites: true})
	} else {
		err = b.gallery(g, store.PhotoChoice{Gallery: g.ID})
	}
	b.page.Album = ""
	return b.show(err)
}

func showsFavourites(x *web.Exchange) bool { return x.R.URL.Query().Get("show") == "favourites" }

// hanging builds the page of a gallery.
type hanging struct {
	shelf
	x         *web.Exchange
	page      *web.GalleryPage
	galleries []store.Gallery
	project   int64
}

func (p *Pages) newGallery(x *web.Exchange, portal *store.Portal, project store.SharedProject, galleries []store.Gallery) *hanging {
	page := &web.GalleryPage{Frame: p.Frame(x, portal, "photos"), Heading: x.T("gallery.title"), Crumb: projectPath(project.ID), Project: project.Number}
	return &hanging{shelf{portal}, x, page, galleries, project.ID}
}

// show answers, unless building has failed.
func (b *hanging) show(err error) error {
	if err != nil {
		return err
	}
	return b.x.Show("portal/gallery", "", b.page)
}

// gallery hangs one gallery, and above it the pairs of a choice.
func (b *hanging) gallery(g store.Gallery, paired store.PhotoChoice) error {
	ctx, paging := b.x.Context(), b.x.PhotoPaging()
	photos, total, err := b.portal.Photographs(ctx, store.PhotoChoice{Gallery: g.ID}, paging)
	if err != nil {
		return err
	}
	b.page.Album, b.page.Note, b.page.Total, b.page.Hearts = g.Name, g.Note, total, g.Favourites
	b.page.Paging = b.x.NewPaging(paging, total)
	b.page.Groups = web.ByStage(b.shots(photos, "", g.Favourites))
	b.albums(g.ID)
	if total == 0 {
		b.page.Empty = "none"
		return nil
	}
	if b.page.Paging.Page == 1 {
		pairs, err := b.portal.Pairs(ctx, paired)
		if err != nil {
			return err
		}
		b.page.Pairs = web.Pairs(b.photos(b.x), pairs)
	}
	if err := b.sizes(g); err != nil {
		return err
	}
	return b.choosing(g)
}

// favourites hang what the contact has chosen, of one gallery or of all.
func (b *hanging) favourites(c store.PhotoChoice) error {
	paging := b.x.PhotoPaging()
	photos, total, err := b.portal.Photographs(b.x.Context(), c, paging)
	if err != nil {
		return err
	}
	b.page.Album, b.page.Total, b.page.Hearts = b.x.T("gallery.favourites"), total, true
	b.page.Paging = b.x.NewPaging(paging, total)
	b.page.Groups = web.ByGallery(b.shots(photos, "favourites", true), func(id int64) string { return b.galleryPath(b.x, id) })
	if len(b.galleries) == 1 {
		for i := range b.page.Groups {
			b.page.Groups[i].Heading = ""
		}
	}
	b.albums(0)
	if total == 0 {
		b.page.Empty = "favourites"
	}
	for _, g := range b.galleries {
		if err := b.choosing(g); err != nil {
			return err
		}
	}
	return nil
}

// shots gives photographs their addresses, and hearts where they can be chosen.
func (b *hanging) shots(photos []store.Photograph, among string, hearts bool) []web.Shot {
	shots := web.Under(b.photos(b.x), photos, b.page.Paging.From)
	for i := range shots {
		s := &shots[i]
		s.Heart, s.Query, s.Back, s.Page = hearts, web.Query("of", among), among, b.page.Paging.Page
	}
	return shots
}

// albums are the chips above the grid; a single one needs none, unless some can
// be chosen.
func (b *hanging) albums(current int64) {
	hearts := false
	for _, g := range b.galleries {
		hearts = hearts || g.Favourites
		b.page.Albums = append(b.page.Albums, web.Album{Name: g.Name, Path: b.galleryPath(b.x, g.ID), Current: g.ID == current})
	}
	if hearts {
		all := cmp.Or(b.link(b.x), projectPath(b.project)+"/photos") + "?show=favourites"
		b.page.Albums = append(b.page.Albums, web.Album{Name: b.x.T("gallery.favourites"), Path: all, Current: current == 0})
	}
	if len(b.page.Albums) == 1 {
		b.page.Albums = nil
	}
}

func (b *hanging) sizes(g store.Gallery) error {
	small, whole, err := b.portal.Weights(b.x.Context(), g.ID)
	if err != nil {
		return err
	}
	b.page.Sizes = &web.Sizes{Path: b.galleryPath(b.x, g.ID) + "/zip", Web: int64(small)}
	if g.Originals {
		b.page.Sizes.Originals = int64(whole)
	}
	return nil
}

// choosing adds where favourites of a gallery are sent.
func (b *hanging) choosing(g store.Gallery) error {
	if !g.Favourites {
		return nil
	}
	c, err := b.choosingOf(b.x, g)
	if err != nil {
		return err
	}
	c.Only = len(b.galleries) == 1 || !showsFavourites(b.x)
	b.page.Chosen = append(b.page.Chosen, c)
	return nil
}

func (s shelf) choosingOf(x *web.Exchange, g store.Gallery) (web.Choosing, error) {
	sent, err := s.portal.Selection(x.Context(), g.ID)
	return web.Choosing{Gallery: g.ID, Name: g.Name, Base: s.galleryPath(x, g.ID), Chosen: g.Chosen, Sent: sent.At, Photos: sent.Photos, Changed: sent.Changed}, err
}

// zipGallery gives a gallery as one ZIP.
func (p *Pages) zipGallery(x *web.Exchange, portal *store.Portal) error {
	id, err := galleryID(x, portal)
	if err != nil {
		return err
	}
	pack, err := portal.PackGallery(x.Context(), id, x.PackageSize())
	if err != nil {
		return err
	}
	if len(pack.Entries) > 0 && x.BeginsDownload() {
		if err := portal.NotePackage(x.Context(), pack.Gallery); err != nil {
			slog.Error("a download was not recorded", "gallery", id, "error", err)
		}
	}
	return x.Package(pack)
}
