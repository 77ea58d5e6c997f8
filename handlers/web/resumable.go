package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"

	"anteroom/store"

	tus "github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	"golang.org/x/exp/slog"
)

// Resumable speaks the protocol of resumable uploads, tus 1.0.0 (tus.io), with
// creation and termination, over the uploads of the store. One is made for the
// whole program: a request that goes on with an upload ends an older one which
// hangs on a lost connection.
type Resumable struct {
	locks *memorylocker.MemoryLocker
	quiet *slog.Logger // we log by ourselves, without paths that hold tokens
}

// NewResumable is one for the whole program.
func NewResumable() *Resumable {
	return &Resumable{memorylocker.New(), slog.New(slog.NewTextHandler(io.Discard, nil))}
}

// Begin answers the request that creates an upload, for what aim says. path is
// where the uploads of this sender stand: "/studio/uploads/".
func (r *Resumable) Begin(x *Exchange, sender *store.Uploader, aim store.Target, path string) error {
	if err := sender.Awaits(x.Context(), aim); err != nil {
		return err
	}
	return r.serve(x, &senderStore{x, sender, aim}, path, func(h *tus.UnroutedHandler) http.HandlerFunc { return h.PostFile })
}

// GoOn answers what is asked of an upload: HEAD where it stands, PATCH goes on
// with it, DELETE ends it.
func (r *Resumable) GoOn(x *Exchange, sender *store.Uploader, id, path string) error {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return store.ErrNotFound
	}
	if _, err := sender.Upload(x.Context(), n); err != nil {
		return err
	}
	x.R = x.R.Clone(x.Context())
	x.R.URL.Path = id // what the library takes for it
	return r.serve(x, &senderStore{x: x, sender: sender}, path, func(h *tus.UnroutedHandler) http.HandlerFunc {
		return map[string]http.HandlerFunc{http.MethodHead: h.HeadFile, http.MethodPatch: h.PatchFile, http.MethodDelete: h.DelFile}[x.R.Method]
	})
}

func (r *Resumable) serve(x *Exchange, s *senderStore, path string, verb func(*tus.UnroutedHandler) http.HandlerFunc) error {
	composer := tus.NewStoreComposer()
	composer.UseCore(s)
	composer.UseTerminater(s)
	composer.UseLocker(r.locks)
	h, err := tus.NewUnroutedHandler(tus.Config{StoreComposer: composer, BasePath: x.App.BaseURL() + path, Logger: r.quiet,
		Cors: &tus.CorsConfig{Disable: true}, DisableDownload: true})
	if err != nil {
		return err
	}
	h.Middleware(verb(h)).ServeHTTP(x.W, x.R)
	return nil
}

// senderStore is the uploads of one sender, as the library wants to see them.
type senderStore struct {
	x      *Exchange
	sender *store.Uploader
	aim    store.Target
}

// NewUpload implements tus.DataStore.
func (s *senderStore) NewUpload(ctx context.Context, info tus.FileInfo) (tus.Upload, error) {
	up, err := s.sender.Begin(ctx, s.aim, info.MetaData["filename"], info.Size)
	if err != nil {
		return nil, s.worded(err)
	}
	return &senderUpload{s, up}, nil
}

// GetUpload implements tus.DataStore.
func (s *senderStore) GetUpload(ctx context.Context, id string) (tus.Upload, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, s.worded(store.ErrNotFound)
	}
	up, err := s.sender.Upload(ctx, n)
	if err != nil {
		return nil, s.worded(err)
	}
	return &senderUpload{s, up}, nil
}

// AsTerminatableUpload implements tus.TerminaterDataStore.
func (s *senderStore) AsTerminatableUpload(u tus.Upload) tus.TerminatableUpload {
	up, _ := u.(*senderUpload) // there are no others
	return up
}

// worded is an error as the library answers it: with a sentence for a person,
// and never with the error's own words.
func (s *senderStore) worded(err error) error {
	sentence, status := s.x.UploadRefusal(err)
	switch {
	case status != 0:
	case errors.Is(err, store.ErrNotFound):
		sentence, status = s.x.T("error404.note"), http.StatusNotFound
	case errors.Is(err, store.ErrOffset):
		sentence, status = s.x.T("error409.heading"), http.StatusConflict
	default:
		sentence, status = s.x.unexpected(err).Text, http.StatusInternalServerError
	}
	return tus.Error{ErrorCode: "ERR_REFUSED", Message: sentence, HTTPResponse: tus.HTTPResponse{StatusCode: status, Body: sentence,
		Header: tus.HTTPHeader{"Content-Type": "text/plain; charset=utf-8"}}}
}

// senderUpload is one upload.
type senderUpload struct {
	*senderStore
	up store.Upload
}

// GetInfo implements tus.Upload.
func (u *senderUpload) GetInfo(context.Context) (tus.FileInfo, error) {
	return tus.FileInfo{ID: strconv.FormatInt(u.up.ID, 10), Size: u.up.Size, Offset: u.up.Received}, nil
}

// WriteChunk implements tus.Upload. The last chunk finishes the upload.
func (u *senderUpload) WriteChunk(ctx context.Context, offset int64, src io.Reader) (int64, error) {
	kept, err := u.sender.Receive(ctx, u.up.ID, offset, src)
	if err != nil && !errors.Is(err, store.ErrCutShort) {
		return kept, u.worded(err)
	}
	return kept, nil
}

// FinishUpload implements tus.Upload; what is to be done was done with the last chunk.
func (u *senderUpload) FinishUpload(context.Context) error { return nil }

// GetReader implements tus.Upload; nobody reads an upload.
func (u *senderUpload) GetReader(context.Context) (io.ReadCloser, error) {
	return nil, tus.ErrNotImplemented
}

// Terminate implements tus.TerminatableUpload.
func (u *senderUpload) Terminate(ctx context.Context) error {
	if err := u.sender.Cancel(ctx, u.up.ID); err != nil {
		return u.worded(err)
	}
	return nil
}
