package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"anteroom/store"
)

// partsLimit is how many files and fields one upload may have.
const partsLimit = 1000

// UploadRefusal words what keeps a file from being taken, with its status:
// 413 or 409 for what the store refuses, 507 when there is no room; 0 for
// anything else.
func (x *Exchange) UploadRefusal(err error) (string, int) {
	var refused *store.Refused
	switch {
	case errors.As(err, &refused) && refused.Why.Key == "refused.file_too_large":
		return x.Say(refused.Why), http.StatusRequestEntityTooLarge
	case errors.As(err, &refused):
		return x.Say(refused.Why), http.StatusConflict
	case store.IsOverLimit(err):
		return x.T("upload.over_limit"), http.StatusInsufficientStorage
	case store.IsFull(err):
		return x.T("upload.no_room"), http.StatusInsufficientStorage
	}
	return "", 0
}

// TakeFiles hands on every file of a multipart form as it streams in: none is
// kept in memory or on the disk on its way. It is for browsers without script;
// the script's uploads can be resumed. fields gets the values that come before
// the files, of at most 100 bytes each.
func (x *Exchange) TakeFiles(fields map[string]string, take func(name string, r io.Reader) error) (taken int, err error) {
	parts, err := x.R.MultipartReader()
	if err != nil {
		return 0, fmt.Errorf("multipart: %w", err)
	}
	for range partsLimit {
		part, err := parts.NextPart()
		if err == io.EOF { // only bare does it say that all parts came
			return taken, nil
		}
		if err != nil {
			return taken, fmt.Errorf("%w: %w", store.ErrCutShort, err)
		}
		if err := takePart(part, fields, take, &taken); err != nil {
			return taken, err
		}
	}
	return taken, nil
}

func takePart(part *multipart.Part, fields map[string]string, take func(string, io.Reader) error, taken *int) error {
	if part.FileName() != "" {
		err := take(part.FileName(), part)
		if err == nil {
			*taken++
		}
		return err
	}
	value, err := io.ReadAll(io.LimitReader(part, 100))
	if err != nil {
		return fmt.Errorf("%w: %w", store.ErrCutShort, err)
	}
	fields[part.FormName()] = string(value)
	return nil
}
