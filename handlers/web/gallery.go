package web

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"anteroom/store"
)

// Shot is a photograph on a page, for a client or a guest.
type Shot struct {
	store.Photograph
	Path   string // of its own page, without a query; its pictures hang under it
	Query  string // with "?": among which photographs that page stands
	Number int    // its place among all that are shown, from 1
	Heart  bool   // it can be chosen
	Back   string // the way back for a heart without script: 'photo', 'favourites', or its gallery
	Page   int    // likewise
	Size   string // 'is-wide', 'is-tall' or empty: its room in the grid
}

// Link is the address of its page.
func (s Shot) Link() string { return s.Path + s.Query }

// ShotGroup is what stands under one heading.
type ShotGroup struct {
	Heading string // empty: none
	Gallery int64  // whose favourites they are; 0: of one stage
	Path    string // of that gallery
	Shots   []Shot
}

// ShotPair is the same view before and after.
type ShotPair struct {
	Before, After Shot
}

// Dated tells whether the two can be told apart by their months.
func (p ShotPair) Dated() bool {
	before, after := p.Before.TakenOn, p.After.TakenOn
	return before != "" && after != "" && before[:7] != after[:7]
}

// Said is the caption of the two as a sentence, to which others are added.
func (p ShotPair) Said() string {
	said := p.After.Caption
	if said == "" || strings.ContainsAny(said[len(said)-1:], ".!?") {
		return said
	}
	return said + "."
}

// Album is a line of the chips above a grid.
type Album struct {
	Name, Path string
	Current    bool
}

// Choosing is where a contact sends favourites of one gallery, and what was sent.
type Choosing struct {
	Gallery int64
	Name    string
	Base    string // of the gallery
	Chosen  int    // favourites now
	Sent    time.Time
	Photos  int  // that were sent
	Changed bool // the favourites are others since
	Only    bool // it is the only one on the page
	IsPart  bool // of an answer to a heart, beside it
}

// Waits tells whether there is something to send that was not sent.
func (c Choosing) Waits() bool { return c.Chosen > 0 && (c.Sent.IsZero() || c.Changed) }

// Sizes are what a gallery can be downloaded in.
type Sizes struct {
	Path      string
	Web       int64 // bytes
	Originals int64 // likewise; 0: they are not given away
}

// GalleryPage shows photographs; see shared/gallery.html.
type GalleryPage struct {
	Frame
	Heading string // of the page
	Crumb   string // the way back; empty: there is none
	Project int64  // its number, for the words of that
	Album   string // the heading of the grid; empty: that of the page
	Note    string
	Total   int
	Hearts  bool
	Albums  []Album
	Pairs   []ShotPair
	Groups  []ShotGroup
	Paging  Paging
	Sizes   *Sizes
	Chosen  []Choosing
	Empty   string // why nothing is shown: 'none', 'favourites'
}

// MorePairs is how many pairs there are beside the first.
func (p *GalleryPage) MorePairs() int { return max(0, len(p.Pairs)-1) }

// NoForm is the untouched form of what is sent from the page.
func (p *GalleryPage) NoForm() *Form { return NewForm() }

// PhotoPage shows one photograph, for those without script and for links to it.
type PhotoPage struct {
	Frame
	Shot           Shot
	Of             int
	Previous, Next string // addresses
	Back, Album    string // the gallery
	Download       string
}

// NewPhotoPage is the page of one among others, all of which stand under base;
// query is which they are.
func NewPhotoPage(frame Frame, base string, at store.PhotoAt, query string) PhotoPage {
	shot := Under(base, []store.Photograph{at.Photograph}, at.Number)[0]
	shot.Query, shot.Back = query, "photo"
	neighbour := func(id int64) string {
		if id == 0 {
			return ""
		}
		return base + "/" + strconv.FormatInt(id, 10) + query
	}
	return PhotoPage{Frame: frame, Shot: shot, Of: at.Of, Previous: neighbour(at.Previous), Next: neighbour(at.Next), Download: shot.Path + "/copy"}
}

// InGrid is what follows the address of a gallery to lead to this photograph in
// it; show is what of it is shown.
func (s Shot) InGrid(show string) string {
	page := ""
	if n := (s.Number - 1) / store.PhotosPerPage; n > 0 {
		page = strconv.Itoa(n + 1)
	}
	return Query("show", show, "page", page) + "#photo-" + strconv.FormatInt(s.ID, 10)
}

// Under gives photographs their addresses: base is that under which each stands
// by its number.
func Under(base string, photos []store.Photograph, from int) []Shot {
	shots := make([]Shot, len(photos))
	for i, p := range photos {
		shots[i] = Shot{Photograph: p, Path: base + "/" + strconv.FormatInt(p.ID, 10), Number: from + i}
	}
	return shots
}

// ByStage puts photographs under their stages, as they come. The first heading is
// left out where there is no other.
func ByStage(shots []Shot) []ShotGroup {
	groups := grouped(shots, func(s *Shot) string { return s.Stage })
	for i := range groups {
		groups[i].arrange()
	}
	return groups
}

// ByGallery puts favourites under their galleries.
func ByGallery(shots []Shot, at func(gallery int64) string) []ShotGroup {
	groups := grouped(shots, func(s *Shot) string { return s.Gallery })
	for i := range groups {
		groups[i].Gallery = groups[i].Shots[0].GalleryID
		groups[i].Path = at(groups[i].Gallery)
	}
	return groups
}

func grouped(shots []Shot, heading func(*Shot) string) []ShotGroup {
	var groups []ShotGroup
	for i := range shots {
		h := heading(&shots[i])
		if n := len(groups); n == 0 || groups[n-1].Heading != h {
			groups = append(groups, ShotGroup{Heading: h})
		}
		last := &groups[len(groups)-1]
		last.Shots = append(last.Shots, shots[i])
	}
	return groups
}

// spacious is how many photographs a grid needs before one of them is large.
const spacious = 5

// arrange lets the first of many be large, and upright ones be tall, so that a
// grid is no table. Nothing is cut that would not be cut in a small tile too.
func (g *ShotGroup) arrange() {
	if len(g.Shots) < spacious {
		return
	}
	for i := range g.Shots {
		s := &g.Shots[i]
		switch {
		case i == 0 && s.Width >= s.Height:
			s.Size = "is-wide"
		case s.Height*4 > s.Width*5:
			s.Size = "is-tall"
		}
	}
}

// Pairs gives pairs their addresses.
func Pairs(base string, pairs []store.Pair) []ShotPair {
	list := make([]ShotPair, len(pairs))
	for i, p := range pairs {
		both := Under(base, []store.Photograph{p.Before, p.After}, 0)
		list[i] = ShotPair{both[0], both[1]}
	}
	return list
}

// Query is a query with these names and values; without any it is empty.
func Query(pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// PictureSize is the size of a picture's address: the last word of its path.
func (x *Exchange) PictureSize() store.PictureSize {
	return store.PictureSize(path.Base(x.R.URL.Path))
}

// PackageSize is the size that a ZIP is asked for: the web's, unless originals are.
func (x *Exchange) PackageSize() store.PictureSize {
	if x.R.URL.Query().Get("size") == "original" {
		return store.Full
	}
	return store.Web
}

// Copy answers with a photograph in the size of the web, to be saved.
func (x *Exchange) Copy(photo store.Photograph, p store.Picture) error {
	name := strings.TrimSuffix(photo.Name, path.Ext(photo.Name)) + ".jpg"
	x.W.Header().Set("Content-Disposition", store.Disposition(name))
	return x.Picture(p)
}
