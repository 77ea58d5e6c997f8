// Package web is what both sides share in answering a browser: one exchange of
// request and answer, forms, errors, paging. It holds no rule and no SQL.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"anteroom/store"

	"github.com/gorilla/sessions"
)

// Exchange is one request and its answer.
type Exchange struct {
	W       http.ResponseWriter
	R       *http.Request
	Visit   store.Visit       // whence the request came
	Lang    string            // the reader's language, BCP 47
	Session *sessions.Session // of one who is signed in; else nil
	App     *App
}

// Renderer writes a page or a part by its name, in a language.
type Renderer func(w *bytes.Buffer, lang, name string, view any) error

// App is what every exchange has at hand; it is made once.
type App struct {
	Render  Renderer
	Words   func(lang, key string, args ...any) string
	Date    func(lang string, date any, style string) string // a store.Date or a time.Time; styles as in templates/words
	Moment  func(lang string) string                         // now, in words, in the studio's zone
	BaseURL func() string                                    // origin of our own links, without a trailing slash

	buffers sync.Pool // of pages that were sent: growing a new one costs more memory than the page
}

// buffer is an empty buffer, to be put back.
func (a *App) buffer() *bytes.Buffer {
	body, ok := a.buffers.Get().(*bytes.Buffer)
	if !ok {
		return new(bytes.Buffer)
	}
	body.Reset()
	return body
}

// Context is the request's: it ends when the browser goes away.
func (x *Exchange) Context() context.Context { return x.R.Context() }

// ID is the number in the path; anything else there is not found.
func (x *Exchange) ID(name string) (int64, error) {
	id, err := strconv.ParseInt(x.R.PathValue(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, store.ErrNotFound
	}
	return id, nil
}

// T is a phrase in the reader's language.
func (x *Exchange) T(key string, args ...any) string { return x.App.Words(x.Lang, key, args...) }

// Date is a calendar date or an instant in the reader's language; an instant
// in the zone that it carries.
func (x *Exchange) Date(date any, style string) string { return x.App.Date(x.Lang, date, style) }

// Say words a text of the store for the reader, and the dates in it.
func (x *Exchange) Say(text store.Text) string {
	args := slices.Clone(text.Args)
	for i, arg := range args {
		if day, ok := arg.(store.Date); ok {
			args[i] = x.Date(day, "full")
		}
	}
	return x.T(text.Key, args...)
}

// IsPart tells whether htmx asks for a part of the page. It chooses how much
// is rendered, never what happens.
func (x *Exchange) IsPart() bool {
	return x.R.Header.Get("HX-Request") == "true" && x.R.Header.Get("HX-Boosted") != "true"
}

// Show answers with the page, or with its part when htmx asks and part is not "".
func (x *Exchange) Show(page, part string, view any) error {
	return x.reply(http.StatusOK, page, part, view)
}

// Reply is Show with another status.
func (x *Exchange) Reply(status int, page, part string, view any) error {
	return x.reply(status, page, part, view)
}

func (x *Exchange) reply(status int, page, part string, view any) error {
	name := page
	if part != "" && x.IsPart() {
		name = page + "#" + part
	}
	body := x.App.buffer()
	defer x.App.buffers.Put(body)
	if err := x.App.Render(body, x.Lang, name, view); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	return x.send(status, body.Bytes())
}

func (x *Exchange) send(status int, body []byte) error {
	h := x.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "HX-Request")
	x.W.WriteHeader(status)
	_, err := x.W.Write(body)
	return gone(err)
}

// Private answers with something that is not for everyone: a portrait.
func (x *Exchange) Private(mediaType string, content []byte) error {
	h := x.W.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "private, max-age=300")
	http.ServeContent(x.W, x.R, "", time.Time{}, bytes.NewReader(content))
	return nil
}

// Asset answers with a file that browsers may keep but must ask about: the
// ETag is its hash.
func (x *Exchange) Asset(mediaType string, content []byte) error {
	h := x.W.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "public, max-age=60, must-revalidate")
	h.Set("ETag", fmt.Sprintf("\"%x\"", sha256.Sum256(content)))
	http.ServeContent(x.W, x.R, "", time.Time{}, bytes.NewReader(content))
	return nil
}

// Go sends the browser to a path of ours, after what it asked for was done:
// 303 for a plain form, HX-Redirect for htmx.
func (x *Exchange) Go(path string) error {
	if x.R.Header.Get("HX-Request") == "true" {
		x.W.Header().Set("HX-Redirect", path)
		x.W.WriteHeader(http.StatusOK)
		return nil
	}
	http.Redirect(x.W, x.R, path, http.StatusSeeOther)
	return nil
}

// Nothing answers htmx that all is well and nothing is to be swapped.
func (x *Exchange) Nothing() error {
	x.W.WriteHeader(http.StatusNoContent)
	return nil
}

// goneError wraps a failed write to a browser that went away: nobody is left
// to answer, and it is no fault of ours.
type goneError struct{ error }

func (e goneError) Unwrap() error { return e.error }

func gone(err error) error {
	if err == nil {
		return nil
	}
	return goneError{err}
}
