package web

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"time"

	"anteroom/store"
)

// Entry is a file of a ZIP.
type Entry struct {
	Folder string // with "/" between folders; empty: none
	Name   string // as a file's name is kept: no path in it
	When   time.Time
	Open   func() (io.Reader, error) // asked when its turn comes
}

// Zip answers with a ZIP of the entries, made while it is sent: nothing is kept
// in memory or on the disk. What is in it is mostly compressed already, so it is
// stored as it is. A fault on the way breaks the answer off, so that nobody takes
// half an archive for a whole one. Without entries there is nothing to be found.
func (x *Exchange) Zip(name string, entries []Entry) error {
	if len(entries) == 0 {
		return store.ErrNotFound
	}
	h := x.W.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", store.Disposition(name+".zip"))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "no-store")
	if x.R.Method == http.MethodHead {
		return nil
	}
	out := zip.NewWriter(x.W)
	names := taken{}
	for _, e := range entries {
		if err := e.write(out, names.unique(e)); err != nil {
			return x.breakOff(err)
		}
		if err := out.Flush(); err != nil {
			return gone(err)
		}
	}
	if err := out.Close(); err != nil {
		return gone(err)
	}
	return nil
}

// breakOff ends an answer that has begun.
func (x *Exchange) breakOff(err error) error {
	if x.Context().Err() == nil {
		slog.Error("a ZIP was broken off", "path", Redact(x.R.URL.Path), "error", err)
	}
	panic(http.ErrAbortHandler) // the connection is closed before its end
}

func (e Entry) write(out *zip.Writer, name string) error {
	content, err := e.Open()
	if errors.Is(err, store.ErrNotFound) {
		return nil // deleted since the list was made
	}
	if err != nil {
		return err
	}
	w, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: e.When})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, content)
	return err
}

// taken are the names that an archive has, as a file system without regard to
// case would see them.
type taken map[string]bool

// unique is the entry's path in the archive: "plan.pdf", and "plan (2).pdf" for
// the second of that name.
func (t taken) unique(e Entry) string {
	ext := path.Ext(e.Name)
	stem := strings.TrimSuffix(e.Name, ext)
	for n := 1; ; n++ {
		name := e.Name
		if n > 1 {
			name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
		}
		if name = path.Join(e.Folder, name); !t[strings.ToLower(name)] {
			t[strings.ToLower(name)] = true
			return name
		}
	}
}
