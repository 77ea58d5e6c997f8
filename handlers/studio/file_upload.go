package studio

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
)

// partsLimit is how many files and fields one upload may have.
const partsLimit = 1000

// addFiles takes the files of a multipart form as they stream in: none is kept
// in memory or on the disk on its way into the database. The script sends them
// one by one, a plain form all together.
func (p *Pages) addFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if _, err := p.Store.Project(x.Context(), id); err != nil {
		return err
	}
	parts, err := x.R.MultipartReader()
	if err != nil {
		return fmt.Errorf("multipart: %w", err)
	}
	added, short, err := p.takeParts(x, who, id, parts)
	if refusal, status := uploadRefusal(x, err); status != 0 {
		return p.showFiles(x, who, id, filesAnswer{status, short, refusal})
	}
	if err != nil {
		return err
	}
	if x.IsPart() {
		return p.showFiles(x, who, id, filesAnswer{status: http.StatusOK, short: short})
	}
	if err := x.Tell(arrived(x, added)); err != nil {
		return err
	}
	return x.Go(projectFilesPath(id))
}

// takeParts stores every file of the form; the field "list" says which list the
// form stands under.
func (p *Pages) takeParts(x *web.Exchange, who store.Staff, project int64, parts *multipart.Reader) (added int, short bool, err error) {
	for range partsLimit {
		part, err := parts.NextPart()
		if err == io.EOF { // only bare does it say that all parts came
			return added, short, nil
		}
		if err != nil {
			return added, short, fmt.Errorf("%w: %w", store.ErrCutShort, err)
		}
		switch {
		case part.FileName() != "":
			if _, err := p.Store.AddFile(x.Context(), who, project, part.FileName(), part); err != nil {
				return added, short, err
			}
			added++
		case part.FormName() == "list":
			value, err := io.ReadAll(io.LimitReader(part, 100))
			if err != nil {
				return added, short, fmt.Errorf("%w: %w", store.ErrCutShort, err)
			}
			short = string(value) == "short"
		}
	}
	return added, short, nil
}

// uploadRefusal words what keeps a file from being taken, with its status:
// 413 over the limit, 507 when the disk is full; 0 for anything else.
func uploadRefusal(x *web.Exchange, err error) (string, int) {
	var refused *store.Refused
	switch {
	case errors.As(err, &refused):
		return x.Say(refused.Why), http.StatusRequestEntityTooLarge
	case store.IsFull(err):
		return "There is no room left on the server’s disk. Nothing of the file was kept.", http.StatusInsufficientStorage
	}
	return "", 0
}

func arrived(x *web.Exchange, added int) (kind, sentence string) {
	if added == 0 {
		return "warn", "No file was chosen."
	}
	return "ok", x.T("files.count", "count", added) + " added. Clients do not see them until you say so."
}
