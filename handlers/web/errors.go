package web

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"anteroom/store"
)

// Problem is the page with one thing to say: not found, refused, our fault.
type Problem struct {
	Frame
	Status    int
	Title     string
	Text      string
	Reference string // of a fault, in our log; else ""
	When      string // of the fault
	Retry     bool
}

// Fail turns an error into an answer. It is the only place that does; what an
// error says of itself never reaches a browser.
func (x *Exchange) Fail(err error, frame Frame) {
	var invalid *store.Invalid
	var refused *store.Refused
	var tooLarge *http.MaxBytesError
	p := Problem{Frame: frame}
	switch {
	case errors.As(err, new(goneError)) || errors.Is(err, context.Canceled) && x.R.Context().Err() != nil:
		return
	case errors.Is(err, store.ErrNotFound):
		p.Status, p.Title, p.Text = http.StatusNotFound, x.T("error404.heading"), x.T("error404.note")
	case errors.As(err, &refused):
		p.Status, p.Title, p.Text = http.StatusConflict, x.T("error409.heading"), x.Say(refused.Why)
	case errors.As(err, &invalid):
		p.Status, p.Title, p.Text = http.StatusUnprocessableEntity, x.T("error422.heading"), x.sentences(invalid)
	case errors.As(err, &tooLarge) || hasTooManyFields(err):
		p.Status, p.Title, p.Text = http.StatusRequestEntityTooLarge, x.T("error413.heading"), x.T("error413.note")
	case isMalformed(err):
		p.Status, p.Title, p.Text = http.StatusBadRequest, x.T("error400.heading"), x.T("error400.note")
	case store.IsFull(err):
		p.Status, p.Title, p.Text = http.StatusInsufficientStorage, x.T("error507.heading"), x.T("error507.note")
		slog.Error("the disk is full", "path", Redact(x.R.URL.Path))
	default:
		p = x.unexpected(err)
		p.Frame = frame
	}
	x.problem(p)
}

// unexpected is what is said of a fault of ours: its reference, under which the
// log has the rest.
func (x *Exchange) unexpected(err error) Problem {
	p := Problem{Status: http.StatusInternalServerError, Title: x.T("error500.heading"), Text: x.T("error500.note"), Reference: reference(),
		When: x.App.Moment(x.Lang), Retry: true}
	slog.Error("request failed", "reference", p.Reference, "method", x.R.Method, "path", Redact(x.R.URL.Path), "error", err)
	return p
}

func (x *Exchange) problem(p Problem) {
	if err := x.reply(p.Status, "portal/problem", "", p); err != nil && !errors.As(err, new(goneError)) {
		slog.Error("the error page failed", "error", err)
		x.W.WriteHeader(http.StatusInternalServerError)
	}
}

func (x *Exchange) sentences(invalid *store.Invalid) string {
	var all []string
	for _, text := range invalid.Fields {
		all = append(all, x.Say(text))
	}
	return strings.Join(all, " ")
}

// isMalformed tells whether the request itself could not be read.
func isMalformed(err error) bool {
	return errors.Is(err, http.ErrMissingBoundary) || errors.Is(err, store.ErrCutShort) || strings.Contains(err.Error(), "multipart:") ||
		strings.Contains(err.Error(), "invalid URL escape") || strings.Contains(err.Error(), "invalid semicolon")
}

// hasTooManyFields tells whether a form has more fields than net/url reads:
// go.mod says how many (godebug urlmaxqueryparams). The error has no type.
func hasTooManyFields(err error) bool {
	return strings.Contains(err.Error(), "number of URL query parameters exceeded limit")
}

// reference is a code such as 9K4M-27TX that a person can read out; it stands
// in the log beside the error.
func reference() string {
	const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
	var b [8]byte
	_, _ = rand.Read(b[:])
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return string(b[:4]) + "-" + string(b[4:])
}

// Redact takes the secret out of a path before it is written to a log: the
// token of an emailed link, of a sign-in, of a setup.
func Redact(path string) string {
	for _, prefix := range []string{"/d/", "/g/", "/setup/", "/portal/sign-in/", "/portal/invitation/", "/portal/reset/", "/studio/sign-in/", "/studio/reset/"} {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			_, tail, more := strings.Cut(rest, "/")
			if more {
				return prefix + "…/" + tail
			}
			return prefix + "…"
		}
	}
	return path
}
