package web

import (
	"bytes"
	"io"
	"net/http"
	"time"

	"anteroom/store"
)

// Picture answers with a photograph that was made anew, to be shown. A browser
// may keep it for a day: what an address shows never changes.
func (x *Exchange) Picture(p store.Picture) error {
	h := x.W.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, max-age=86400")
	h.Set("ETag", `"`+p.SHA256+`"`)
	http.ServeContent(x.W, x.R, "", time.Time{}, bytes.NewReader(p.JPEG))
	return nil
}

// Original answers with a photograph as it was taken, to be saved.
func (x *Exchange) Original(o *store.Original) error {
	h := x.W.Header()
	h.Set("Content-Type", passive(o.MediaType))
	h.Set("Content-Disposition", store.Disposition(o.Name))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+o.ETag+`"`)
	http.ServeContent(x.W, x.R, "", o.At, o)
	return nil
}

// Package answers with a gallery as one ZIP.
func (x *Exchange) Package(p *store.Package) error {
	entries := make([]Entry, len(p.Entries))
	for i, e := range p.Entries {
		entries[i] = Entry{Name: e.Name, When: e.At, Open: func() (io.Reader, error) { return e.Open(x.Context()) }}
	}
	return x.Zip(p.Gallery.Name, entries)
}

// PhotoPaging reads the page number of a gallery from the address.
func (x *Exchange) PhotoPaging() store.Paging {
	paging := x.Paging()
	paging.Rows = store.PhotosPerPage
	return paging
}
