package handlers

import (
	"errors"
	"log/slog"
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
)

// guestRoutes are galleries for anyone who was handed their link: to look at and
// to take, after a PIN where there is one.
func (s *Server) guestRoutes() []route {
	table := []route{
		public("POST", "/g/{token}", "gallery guest", s.enterGallery),
		public("GET", "/g/{token}", "gallery guest", s.guest(s.guestGallery)),
		public("GET", "/g/{token}/zip", "gallery guest", s.guest(s.guestZip)),
	}
	for tail, handle := range map[string]func(*web.Exchange, *store.Guest) error{
		"": s.guestPhoto, "/thumb": s.guestPicture, "/web": s.guestPicture, "/copy": s.guestCopy, "/original": s.guestOriginal,
	} {
		table = append(table, public("GET", "/g/{token}/photos/{photo}"+tail, "gallery guest", s.guest(handle)))
	}
	return table
}

// guestPage asks for a gallery's PIN, or says that its link has ended.
type guestPage struct {
	web.Frame
	Name  string
	Form  *web.Form
	Ended bool
}

// guestPath is where a link for guests stands.
func guestPath(x *web.Exchange) string { return "/g/" + x.R.PathValue("token") }

// guestCookie is the name of the cookie that remembers a PIN. It is for one path
// alone, so that it cannot have the prefix __Host-.
func (s *Server) guestCookie() string {
	if s.cookies.secure() {
		return "__Secure-anteroom-guest"
	}
	return "anteroom-guest"
}

// guest lets in who holds a link for guests and knows its PIN. All others are
// asked for that, or told that the link has ended: never what it was.
func (s *Server) guest(handle func(*web.Exchange, *store.Guest) error) func(*web.Exchange) error {
	return func(x *web.Exchange) error {
		unlisted(x)
		g, err := s.store.GuestByToken(x.Context(), x.R.PathValue("token"), s.grant(x))
		switch {
		case errors.Is(err, store.ErrNotFound):
			return s.endedGuest(x)
		case err != nil:
			return err
		case g.Locked() && x.R.URL.Path == guestPath(x):
			return x.Show("portal/guest-door", "", guestPage{Frame: s.frame(x), Name: g.Name(), Form: web.NewForm()})
		case g.Locked():
			return x.Go(guestPath(x))
		}
		return handle(x, g)
	}
}

// unlisted keeps an address out of every index.
func unlisted(x *web.Exchange) { x.W.Header().Set("X-Robots-Tag", "noindex") }

func (s *Server) grant(x *web.Exchange) string {
	if c, err := x.R.Cookie(s.guestCookie()); err == nil {
		return c.Value
	}
	return ""
}

func (s *Server) endedGuest(x *web.Exchange) error {
	return x.Reply(http.StatusGone, "portal/guest-door", "", guestPage{Frame: s.frame(x), Ended: true})
}

// enterGallery takes a PIN.
func (s *Server) enterGallery(x *web.Exchange) error {
	unlisted(x)
	token := x.R.PathValue("token")
	g, err := s.store.GuestByToken(x.Context(), token, s.grant(x))
	if errors.Is(err, store.ErrNotFound) {
		return s.endedGuest(x)
	}
	if err != nil {
		return err
	}
	if !g.Locked() {
		return x.Go(guestPath(x))
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	grant, err := s.store.EnterGallery(x.Context(), token, form.Get("pin"), x.Visit)
	if errors.Is(err, store.ErrNotFound) {
		return s.endedGuest(x)
	}
	if err != nil {
		return x.Again(err, form, "portal/guest-door", "", guestPage{Frame: s.frame(x), Name: g.Name(), Form: form})
	}
	http.SetCookie(x.W, &http.Cookie{Name: s.guestCookie(), Value: grant, Path: guestPath(x), HttpOnly: true,
		Secure: s.cookies.secure(), SameSite: http.SameSiteLaxMode, MaxAge: 30 * 24 * 3600})
	return x.Go(guestPath(x))
}

// guestGallery shows the gallery: of its project nothing but the studio's name.
func (s *Server) guestGallery(x *web.Exchange, g *store.Guest) error {
	v, err := g.Gallery(x.Context())
	if err != nil {
		return err
	}
	paging := x.PhotoPaging()
	photos, total, err := g.Photographs(x.Context(), nil, paging)
	if err != nil {
		return err
	}
	base := guestPath(x)
	page := &web.GalleryPage{Frame: s.frame(x), Heading: v.Name, Note: v.Note, Total: total, Paging: x.NewPaging(paging, total)}
	page.Groups = web.ByStage(web.Under(base+"/photos", photos, page.Paging.From))
	if total == 0 {
		page.Empty = "none"
		return x.Show("portal/gallery", "", page)
	}
	if page.Paging.Page == 1 {
		pairs, err := g.Pairs(x.Context())
		if err != nil {
			return err
		}
		page.Pairs = web.Pairs(base+"/photos", pairs)
	}
	small, whole, err := g.Weights(x.Context())
	if err != nil {
		return err
	}
	page.Sizes = &web.Sizes{Path: base + "/zip", Web: int64(small)}
	if v.Originals {
		page.Sizes.Originals = int64(whole)
	}
	return x.Show("portal/gallery", "", page)
}

// guestPhoto is one photograph on a page of its own.
func (s *Server) guestPhoto(x *web.Exchange, g *store.Guest) error {
	id, err := x.ID("photo")
	if err != nil {
		return err
	}
	v, err := g.Gallery(x.Context())
	if err != nil {
		return err
	}
	at, err := g.Photograph(x.Context(), id)
	if err != nil {
		return err
	}
	page := web.NewPhotoPage(s.frame(x), guestPath(x)+"/photos", at, "")
	page.Album, page.Back = v.Name, guestPath(x)+page.Shot.InGrid("")
	if v.Originals {
		page.Download = page.Shot.Path + "/original"
	}
	return x.Show("portal/photo", "", page)
}

func (s *Server) guestPicture(x *web.Exchange, g *store.Guest) error {
	id, err := x.ID("photo")
	if err != nil {
		return err
	}
	picture, err := g.Picture(x.Context(), id, x.PictureSize())
	if err != nil {
		return err
	}
	return x.Picture(picture)
}

func (s *Server) guestCopy(x *web.Exchange, g *store.Guest) error {
	id, err := x.ID("photo")
	if err != nil {
		return err
	}
	photo, err := g.Photograph(x.Context(), id)
	if err != nil {
		return err
	}
	picture, err := g.Picture(x.Context(), id, store.Web)
	if err != nil {
		return err
	}
	noted(x, "photo", id, func() error { return g.NotePhotoDownload(x.Context(), photo.Photograph) })
	return x.Copy(photo.Photograph, picture)
}

func (s *Server) guestOriginal(x *web.Exchange, g *store.Guest) error {
	id, err := x.ID("photo")
	if err != nil {
		return err
	}
	o, err := g.OpenOriginal(x.Context(), id)
	if err != nil {
		return err
	}
	noted(x, "photo", id, func() error { return g.NotePhotoDownload(x.Context(), o.Photo) })
	return x.Original(o)
}

func (s *Server) guestZip(x *web.Exchange, g *store.Guest) error {
	pack, err := g.Pack(x.Context(), x.PackageSize())
	if err != nil {
		return err
	}
	if len(pack.Entries) > 0 {
		noted(x, "gallery", pack.Gallery.ID, func() error { return g.NotePackage(x.Context()) })
	}
	return x.Package(pack)
}

// noted records a download as it begins. That it could not be recorded keeps
// nobody from it.
func noted(x *web.Exchange, kind string, id int64, note func() error) {
	if !x.BeginsDownload() {
		return
	}
	if err := note(); err != nil {
		slog.Error("a download was not recorded", kind, id, "error", err)
	}
}
