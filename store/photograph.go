package store

import (
	"context"
	"fmt"
	"time"
)

// Photograph is a picture of a gallery. What anyone sees of it are its
// renditions, which hold nothing but pixels and colours.
type Photograph struct {
	ID        int64
	GalleryID int64
	ProjectID int64
	Gallery   string // its name
	Name      string // of its file
	Caption   string
	Stage     string // 'First fix'
	TakenOn   Date   // empty: unknown
	BeforeID  int64  // the same view before; 0: none
	AfterID   int64  // the same view after; 0: none
	State     string // of its renditions: 'waiting', 'ready', 'failed'
	Problem   string // why they could not be made: a key of the catalogue
	Width     int    // pixels of the original, as it is seen; 0 until it is ready
	Height    int
	Located   bool      // the original says where it was taken
	Size      int64     // of the original, in bytes
	MediaType string    // likewise
	By        string    // who of the studio added it
	Created   time.Time // when it came
	Deleted   time.Time // zero: it is there
	Favourite bool      // of this contact
	Hearts    int       // how many contacts have it among their favourites

	content int64
	sha256  string
	clean   string
}

// Named is what a person would call it: its caption, else the name of its file.
func (p Photograph) Named() string {
	if p.Caption != "" {
		return p.Caption
	}
	return p.Name
}

// PictureSize is one of the sizes in which a photograph can be had.
type PictureSize string

// The sizes: small for grids, large for a screen, and full, which is made only
// of what cannot be given away as it came.
const (
	Thumb PictureSize = "thumb"
	Web   PictureSize = "web"
	Full  PictureSize = "full"
)

// side is the longest side of a size, in pixels.
func (s PictureSize) side() int {
	switch s {
	case Thumb:
		return 640
	case Web:
		return 2048
	}
	return 1 << 20
}

// At is how large it is in a size, in pixels.
func (p Photograph) At(size PictureSize) (width, height int) {
	return p.within(size.side())
}

// within is how large it is if its longest side has at most so many pixels.
func (p Photograph) within(side int) (width, height int) {
	long := max(p.Width, p.Height)
	if long <= side {
		return p.Width, p.Height
	}
	scale := func(n int) int { return max(1, (n*side+long/2)/long) }
	return scale(p.Width), scale(p.Height)
}

// The sides of its thumb and of its web size, in pixels.
func (p Photograph) ThumbWidth() int  { w, _ := p.At(Thumb); return w }
func (p Photograph) ThumbHeight() int { _, h := p.At(Thumb); return h }
func (p Photograph) WebWidth() int    { w, _ := p.At(Web); return w }
func (p Photograph) WebHeight() int   { _, h := p.At(Web); return h }

// photoColumns has one argument, ?1: the contact whose favourites are told.
const photoColumns = `photo.id, photo.gallery_id, gallery.project_id, gallery.name, photo.name, photo.caption, photo.stage, photo.taken_on,
	photo.before_id, (SELECT later.id FROM photo later WHERE later.before_id = photo.id AND later.deleted_at IS NULL),
	photo.state, photo.problem, photo.width, photo.height, photo.located, content.size, content.media_type,
	coalesce((SELECT staff.name FROM staff WHERE staff.id = photo.staff_id), ''), photo.created_at, photo.deleted_at,
	EXISTS (SELECT 1 FROM favourite WHERE favourite.photo_id = photo.id AND favourite.contact_id = ?1),
	(SELECT count(*) FROM favourite WHERE favourite.photo_id = photo.id), photo.content_id, content.sha256, photo.clean`

// photoTables are what photoColumns are read from.
const photoTables = `photo JOIN gallery ON gallery.id = photo.gallery_id JOIN content ON content.id = photo.content_id`

func (p *Photograph) columns() []any {
	return []any{&p.ID, &p.GalleryID, &p.ProjectID, &p.Gallery, &p.Name, &p.Caption, &p.Stage, &p.TakenOn,
		optional{&p.BeforeID}, optional{&p.AfterID}, &p.State, &p.Problem, &p.Width, &p.Height, &p.Located, &p.Size, &p.MediaType,
		&p.By, at(&p.Created), at(&p.Deleted), &p.Favourite, &p.Hearts, &p.content, &p.sha256, &p.clean}
}

func scanPhotograph(row scanner, v *Photograph) error { return row.Scan(v.columns()...) }

// PhotosPerPage is how many photographs a page of a gallery has.
const PhotosPerPage = 60

// PhotoChoice says which photographs are wanted: of a gallery or of a whole
// project, those of a stage, those among the contact's favourites.
type PhotoChoice struct {
	Project, Gallery int64 // one of the two
	Stage            *string
	Favourites       bool
}

// PhotoAt is a photograph among others: what stands before and after it.
type PhotoAt struct {
	Photograph
	Previous, Next int64 // 0: none
	Number, Of     int   // it is the Number-th of so many, from 1
}

// Pair is the same view before and after.
type Pair struct{ Before, After Photograph }

// Stage is a part of a gallery under one heading.
type Stage struct {
	Name   string // empty: those without a stage
	Photos int
}

// album is what one who asks may see of photographs. Contacts, guests and the
// studio share its queries and differ in its condition.
type album struct {
	store   *Store
	contact int64  // ?1: whose favourites are told; 0: nobody's
	scope   int64  // ?2: a gallery, or a contact, as the condition wants it
	where   string // the condition; it holds no more than ?1 and ?2
	studio  bool   // it is the studio that asks
}

// within is the condition of a choice, and its arguments, which follow ?2.
func (a album) within(c PhotoChoice) (where string, args []any) {
	args = []any{a.contact, a.scope}
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("?%d", len(args))
	}
	where = a.where
	if c.Gallery != 0 {
		where += " AND photo.gallery_id = " + arg(c.Gallery)
	} else {
		where += " AND gallery.project_id = " + arg(c.Project)
	}
	if c.Stage != nil {
		where += " AND photo.stage = " + arg(*c.Stage)
	}
	if c.Favourites {
		where += " AND EXISTS (SELECT 1 FROM favourite WHERE favourite.photo_id = photo.id AND favourite.contact_id = ?1)"
	}
	return where, args
}

// ranked are the chosen photographs with what puts them into order: the
// galleries', within each stage after stage as they first occur, then their own.
const ranked = `WITH ranked AS (SELECT photo.id, gallery.position AS album, gallery.id AS gallery,
	min(photo.position) OVER (PARTITION BY photo.gallery_id, photo.stage) AS stage, photo.stage AS heading, photo.position AS place
	FROM photo JOIN gallery ON gallery.id = photo.gallery_id WHERE %s)`

// byRank orders what is ranked.
const byRank = `ranked.album, ranked.gallery, ranked.stage, ranked.heading, ranked.place, ranked.id`

// list is a page of the chosen photographs, and how many there are in all.
func (a album) list(ctx context.Context, c PhotoChoice, paging Paging) ([]Photograph, int, error) {
	where, args := a.within(c)
	total, err := one(ctx, a.store.reader, value[int], `SELECT count(*) FROM photo JOIN gallery ON gallery.id = photo.gallery_id WHERE `+where, args...)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	page := paging.within(total)
	list, err := all(ctx, a.store.reader, scanPhotograph, fmt.Sprintf(ranked, where)+`, page AS MATERIALIZED
		(SELECT ranked.*, row_number() OVER () AS n FROM (SELECT * FROM ranked ORDER BY `+byRank+fmt.Sprintf(` LIMIT ?%d OFFSET ?%d) ranked)`, len(args)+1, len(args)+2)+`
		SELECT `+photoColumns+` FROM `+photoTables+` JOIN page ON page.id = photo.id ORDER BY page.n`,
		append(args, page.limit(), page.offset())...)
	return list, total, err
}

// at is one of the chosen photographs among the others.
func (a album) at(ctx context.Context, id int64, c PhotoChoice) (PhotoAt, error) {
	where, args := a.within(c)
	return one(ctx, a.store.reader, func(row scanner, v *PhotoAt) error {
		return row.Scan(append(v.columns(), optional{&v.Previous}, optional{&v.Next}, &v.Number, &v.Of)...)
	}, fmt.Sprintf(ranked, where)+`, numbered AS MATERIALIZED (SELECT ranked.id, lag(ranked.id) OVER line AS previous, lead(ranked.id) OVER line AS next,
			row_number() OVER line AS n, count(*) OVER () AS total FROM ranked WINDOW line AS (ORDER BY `+byRank+`))
		SELECT `+photoColumns+`, numbered.previous, numbered.next, numbered.n, numbered.total
		FROM `+photoTables+` JOIN numbered ON numbered.id = photo.id`+fmt.Sprintf(` WHERE photo.id = ?%d`, len(args)+1), append(args, id)...)
}

// photo is one photograph, whichever gallery it is of.
func (a album) photo(ctx context.Context, id int64) (Photograph, error) {
	return one(ctx, a.store.reader, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+` WHERE `+a.where+` AND photo.id = ?3`, a.contact, a.scope, id)
}

// stages are the headings of a gallery, as they first occur.
func (a album) stages(ctx context.Context, gallery int64) ([]Stage, error) {
	where, args := a.within(PhotoChoice{Gallery: gallery})
	return all(ctx, a.store.reader, func(row scanner, v *Stage) error { return row.Scan(&v.Name, &v.Photos) },
		`SELECT photo.stage, count(*) FROM photo JOIN gallery ON gallery.id = photo.gallery_id WHERE `+where+`
		GROUP BY photo.stage ORDER BY min(photo.position), photo.stage`, args...)
}

// pairs are the same views before and after, in the order of the latter.
func (a album) pairs(ctx context.Context, c PhotoChoice) ([]Pair, error) {
	where, args := a.within(c)
	after, err := all(ctx, a.store.reader, scanPhotograph, `SELECT `+photoColumns+` FROM `+photoTables+`
		WHERE photo.before_id IS NOT NULL AND `+where+` ORDER BY `+galleriesInOrder+`, photo.position, photo.id LIMIT 50`, args...)
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	for _, p := range after {
		before, err := a.photo(ctx, p.BeforeID)
		if err == ErrNotFound {
			continue // it is deleted, or hidden with its gallery
		}
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, Pair{before, p})
	}
	return pairs, nil
}

// Picture is a photograph in one size: a JPEG that holds nothing else.
type Picture struct {
	Width, Height int
	SHA256        string // hexadecimal
	JPEG          []byte
}

// picture is a photograph in a size.
func (a album) picture(ctx context.Context, id int64, size PictureSize) (Picture, error) {
	return one(ctx, a.store.reader, func(row scanner, v *Picture) error { return row.Scan(&v.Width, &v.Height, &v.SHA256, &v.JPEG) },
		`SELECT rendition.width, rendition.height, rendition.sha256, rendition.jpeg FROM `+photoTables+` JOIN rendition ON rendition.photo_id = photo.id
		WHERE `+a.where+` AND photo.id = ?3 AND rendition.size = ?4`, a.contact, a.scope, id, size)
}
