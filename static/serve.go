package static

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// asset is one file ready to be sent: plain, and compressed where that is smaller.
type asset struct {
	mime    string
	etag    string
	content []byte
	zipped  []byte // nil where gzip gains nothing
}

func newAsset(ext, hash string, content []byte) (*asset, error) {
	mime, err := mimeType(ext)
	if err != nil {
		return nil, err
	}
	made := &asset{mime: mime, etag: hash, content: content}
	if ext == ".woff2" {
		return made, nil // compressed already
	}
	made.zipped, err = compress(content)
	return made, err
}

// mimeType does not ask the machine's tables, which differ from one to the next.
func mimeType(ext string) (string, error) {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8", nil
	case ".js":
		return "text/javascript; charset=utf-8", nil
	case ".svg":
		return "image/svg+xml", nil
	case ".woff2":
		return "font/woff2", nil
	}
	return "", fmt.Errorf("no content type for %q", ext)
}

func compress(content []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if out.Len() >= len(content) {
		return nil, nil
	}
	return out.Bytes(), nil
}

// ServeHTTP answers GET and HEAD for exactly the paths that [Assets.URL]
// gives. Anything else is not found: a name with another hash is another file.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	served, ok := a.byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	served.serve(w, r)
}

func (s *asset) serve(w http.ResponseWriter, r *http.Request) {
	body, etag := s.content, `"`+s.etag+`"`
	h := w.Header()
	if s.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r) {
			body, etag = s.zipped, `"`+s.etag+`-gzip"`
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Type", s.mime)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", etag)
	h.Set("X-Content-Type-Options", "nosniff")
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	// The only failure is a reader who has gone.
	_, _ = w.Write(body)
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3) as far as needed here:
// gzip is named, and its weight is not nought.
func acceptsGzip(r *http.Request) bool {
	for offer := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(offer, ";")
		if !strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			continue
		}
		q, ok := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		if !ok {
			return true
		}
		value, err := strconv.ParseFloat(q, 64)
		return err == nil && value > 0
	}
	return false
}
