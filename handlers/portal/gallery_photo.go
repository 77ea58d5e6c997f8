package portal

import (
	"cmp"
	"errors"
	"log/slog"

	"anteroom/handlers/web"
	"anteroom/store"
)

// photo is one photograph on a page of its own. Where scripts run, the page that
// it stands on shows it large by itself.
func (p *Pages) photo(x *web.Exchange, portal *store.Portal) error {
	id, err := photoID(x, portal)
	if err != nil {
		return err
	}
	at, among, err := standing(x, portal, id)
	if err != nil {
		return err
	}
	g, err := portal.Gallery(x.Context(), at.GalleryID)
	if err != nil {
		return err
	}
	s := shelf{portal}
	page := web.NewPhotoPage(p.Frame(x, portal, "photos"), s.photos(x), at, web.Query("of", among))
	page.Shot.Heart, page.Album, page.Back = g.Favourites, g.Name, s.backTo(x, page.Shot, among)
	if g.Originals {
		page.Download = page.Shot.Path + "/original"
	}
	return x.Show("portal/photo", "", page)
}

// standing is a photograph among those with which it is looked at: the contact's
// favourites, or else its gallery.
func standing(x *web.Exchange, portal *store.Portal, id int64) (at store.PhotoAt, among string, err error) {
	at, err = portal.Photograph(x.Context(), id, store.PhotoChoice{})
	if err != nil || x.R.URL.Query().Get("of") != "favourites" {
		return at, "", err
	}
	choice := store.PhotoChoice{Project: at.ProjectID, Favourites: true}
	if portal.Only != (store.Object{}) {
		choice = store.PhotoChoice{Gallery: at.GalleryID, Favourites: true}
	}
	chosen, err := portal.Photograph(x.Context(), id, choice)
	if errors.Is(err, store.ErrNotFound) {
		return at, "", nil // it is no favourite any more
	}
	return chosen, "favourites", err
}

// backTo is where a photograph stands in its gallery, or among the favourites.
func (s shelf) backTo(x *web.Exchange, shot web.Shot, among string) string {
	if among != "favourites" {
		return s.galleryPath(x, shot.GalleryID) + shot.InGrid("")
	}
	return cmp.Or(s.link(x), projectPath(shot.ProjectID)+"/photos") + shot.InGrid(among)
}

// picture is a photograph in a size that pages show.
func (p *Pages) picture(x *web.Exchange, portal *store.Portal) error {
	id, err := photoID(x, portal)
	if err != nil {
		return err
	}
	picture, err := portal.Picture(x.Context(), id, x.PictureSize())
	if err != nil {
		return err
	}
	return x.Picture(picture)
}

// photoCopy is a photograph in the size of the web, to be saved.
func (p *Pages) photoCopy(x *web.Exchange, portal *store.Portal) error {
	id, err := photoID(x, portal)
	if err != nil {
		return err
	}
	photo, err := portal.Photograph(x.Context(), id, store.PhotoChoice{})
	if err != nil {
		return err
	}
	picture, err := portal.Picture(x.Context(), id, store.Web)
	if err != nil {
		return err
	}
	notePhoto(x, portal, photo.Photograph)
	return x.Copy(photo.Photograph, picture)
}

// original is a photograph as it was taken, where the gallery gives it away.
func (p *Pages) original(x *web.Exchange, portal *store.Portal) error {
	id, err := photoID(x, portal)
	if err != nil {
		return err
	}
	o, err := portal.OpenOriginal(x.Context(), id)
	if err != nil {
		return err
	}
	notePhoto(x, portal, o.Photo)
	return x.Original(o)
}

// notePhoto records that a photograph is being taken. That it could not be
// recorded keeps nobody from taking it.
func notePhoto(x *web.Exchange, portal *store.Portal, photo store.Photograph) {
	if !x.BeginsDownload() {
		return
	}
	if err := portal.NotePhotoDownload(x.Context(), photo); err != nil {
		slog.Error("a download was not recorded", "photo", photo.ID, "error", err)
	}
}
