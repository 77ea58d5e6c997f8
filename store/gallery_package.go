package store

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// Original is a photograph as it was taken, to be read from anywhere in it.
type Original struct {
	Photo     Photograph
	Name      string // under which it leaves
	MediaType string
	Size      int64  // bytes
	ETag      string // without quotes
	At        time.Time
	io.ReadSeeker
}

// Package is a gallery to be sent as one ZIP, entry by entry.
type Package struct {
	Gallery Gallery
	Entries []Packed
	Size    Bytes // of all entries
}

// Packed is a file of a package.
type Packed struct {
	Name string // as a file's name is kept; two may have the same
	Size int64  // bytes
	At   time.Time

	album album
	photo Photograph
	size  PictureSize
}

// Open opens the entry's bytes. It holds nothing between reads, and reads them
// when they are wanted.
func (e Packed) Open(ctx context.Context) (io.Reader, error) {
	if e.size == Full {
		return e.album.original(ctx, e.photo.ID)
	}
	picture, err := e.album.picture(ctx, e.photo.ID, e.size)
	return bytes.NewReader(picture.JPEG), err
}

// packLimit is how many photographs one ZIP has at most.
const packLimit = 5000

// pack lists what the ZIP of a gallery holds.
func (a album) pack(ctx context.Context, g Gallery, size PictureSize) (*Package, error) {
	if size != Web && (size != Full || !a.givesOriginals(g)) {
		return nil, ErrNotFound
	}
	photos, _, err := a.list(ctx, PhotoChoice{Gallery: g.ID}, Paging{Page: 1, Rows: packLimit})
	if err != nil {
		return nil, err
	}
	sizes, err := a.sizes(ctx, g, size)
	if err != nil {
		return nil, err
	}
	p := &Package{Gallery: g}
	for _, photo := range photos {
		bytes, there := sizes[photo.ID]
		if !there {
			continue // it came in between
		}
		name := photo.Name
		if size == Web || photo.asJPEG(g.Metadata) {
			name = jpegName(name)
		}
		p.Entries = append(p.Entries, Packed{Name: name, Size: bytes, At: photo.Created, album: a, photo: photo, size: size})
		p.Size += Bytes(bytes)
	}
	return p, nil
}

// givesOriginals tells whether originals of a gallery may be taken: the studio
// always may.
func (a album) givesOriginals(g Gallery) bool { return a.studio || g.Originals }

// sizes are the bytes of each photograph of a gallery in a size.
func (a album) sizes(ctx context.Context, g Gallery, size PictureSize) (map[int64]int64, error) {
	query := `SELECT photo.id, length(rendition.jpeg) FROM photo JOIN rendition ON rendition.photo_id = photo.id AND rendition.size = 'web' WHERE photo.gallery_id = ?`
	if size == Full {
		query = `SELECT photo.id, content.size FROM photo JOIN content ON content.id = photo.content_id WHERE photo.gallery_id = ?`
	}
	sizes := map[int64]int64{}
	err := each(ctx, a.store.reader, func(row scanner, v *[2]int64) error { return row.Scan(&v[0], &v[1]) },
		func(v *[2]int64) error { sizes[v[0]] = v[1]; return nil }, query, g.ID)
	return sizes, err
}

// weights are how many bytes the photographs of a gallery have.
func (a album) weights(ctx context.Context, gallery int64) (web, originals Bytes, err error) {
	where, args := a.within(PhotoChoice{Gallery: gallery})
	var sums [2]Bytes
	sums, err = one(ctx, a.store.reader, func(row scanner, v *[2]Bytes) error { return row.Scan(&v[0], &v[1]) },
		`SELECT coalesce(sum(length(rendition.jpeg)), 0), coalesce(sum(content.size), 0) FROM `+photoTables+`
		JOIN rendition ON rendition.photo_id = photo.id AND rendition.size = 'web' WHERE `+where, args...)
	return sums[0], sums[1], err
}

// jpegName is a photograph's name with the ending of what it was made into.
func jpegName(name string) string {
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".jpg", ".jpeg":
		return name
	case ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif":
		return strings.TrimSuffix(name, ext) + ".jpg"
	}
	return clip(name, fileNameLimit-4) + ".jpg"
}

// asJPEG tells whether a photograph is given away as a JPEG made anew, because
// it cannot be cleaned of what the camera wrote.
func (p Photograph) asJPEG(metadata bool) bool { return !metadata && p.clean == "" }

// original is a photograph as it was taken, as this asker may have it.
func (a album) original(ctx context.Context, id int64) (*Original, error) {
	photo, err := a.photo(ctx, id)
	if err != nil {
		return nil, err
	}
	g, err := one(ctx, a.store.reader, scanGallery, `SELECT `+galleryColumns+` FROM `+galleryTables+` WHERE gallery.id = ?2`, 0, photo.GalleryID)
	if err != nil {
		return nil, err
	}
	if !a.givesOriginals(g) {
		return nil, ErrNotFound
	}
	o := &Original{Photo: photo, Name: photo.Name, MediaType: photo.MediaType, Size: photo.Size, ETag: photo.sha256, At: photo.Created}
	switch whole := a.store.contentReader(ctx, photo.content, photo.Size); {
	case a.studio || g.Metadata:
		o.ReadSeeker = whole
	case photo.asJPEG(false):
		full, err := a.picture(ctx, id, Full)
		if err != nil {
			return nil, err
		}
		o.Name, o.MediaType, o.Size, o.ETag, o.ReadSeeker = jpegName(photo.Name), "image/jpeg", int64(len(full.JPEG)), full.SHA256, bytes.NewReader(full.JPEG)
	default:
		if o.ReadSeeker, o.Size, err = photo.cleaned(whole); err != nil {
			return nil, fmt.Errorf("clean photograph %d: %w", id, err)
		}
		o.ETag += "-clean"
	}
	return o, nil
}
