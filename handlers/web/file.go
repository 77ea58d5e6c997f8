package web

import (
	"net/http"
	"strings"

	"anteroom/store"
)

// Download answers with a file's bytes, whole or the ranges that were asked for
// (RFC 9110, 14). It is saved and never shown: what someone uploaded must not
// run in our origin.
func (x *Exchange) Download(r *store.FileReader) error {
	h := x.W.Header()
	h.Set("Content-Type", passive(r.File.MediaType))
	h.Set("Content-Disposition", r.File.Disposition())
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+r.File.SHA256+`"`)
	http.ServeContent(x.W, x.R, "", r.File.Created, r)
	return nil
}

// passive is the type under which a file leaves: of what a browser could run,
// none.
func passive(mediaType string) string {
	for _, active := range []string{"html", "xml", "svg", "javascript", "ecmascript"} {
		if strings.Contains(mediaType, active) && !strings.Contains(mediaType, "officedocument") {
			return "application/octet-stream"
		}
	}
	return mediaType
}

// BeginsDownload tells a download's first request from those that only ask
// about it or go on with it.
func (x *Exchange) BeginsDownload() bool {
	asked := x.R.Header.Get("Range")
	return x.R.Method == http.MethodGet && (asked == "" || strings.HasPrefix(asked, "bytes=0-"))
}
