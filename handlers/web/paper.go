package web

import (
	"bytes"
	"io"
	"mime"
	"strconv"
	"strings"
)

// Paper hands over a PDF under the name of its number or title. It is drawn
// before the first byte is sent, so that a fault is answered as one.
func (x *Exchange) Paper(name string, draw func(io.Writer) error) error {
	var pdf bytes.Buffer
	if err := draw(&pdf); err != nil {
		return err
	}
	h := x.W.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(name) + ".pdf"}))
	h.Set("Content-Length", strconv.Itoa(pdf.Len()))
	h.Set("Cache-Control", "private, no-store")
	_, err := pdf.WriteTo(x.W)
	return gone(err)
}

// fileName is a name that files may have on any computer.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name)
}
