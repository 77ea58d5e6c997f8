package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// seenFile is the condition under which a contact sees a file: it is shared, or
// it came from them. Its two arguments are the contact's id.
var seenFile = "(file.visible = 1 OR file.contact_id = ? AND file.questionnaire_id IS NULL) AND file.state = 'here' AND file.deleted_at IS NULL AND " + fmt.Sprintf(onProject, "file")

// Files are the files shared with this contact on a project, the newest first.
func (p *Portal) Files(ctx context.Context, projectID int64) ([]File, error) {
	if see, err := p.lists(ModuleFiles); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+`
		WHERE file.project_id = ? AND `+seenFile+` ORDER BY coalesce(file.shared_at, file.created_at) DESC, file.id DESC`, projectID, p.Contact.ID, p.Contact.ID)
}

// File is one file shared with this contact.
func (p *Portal) File(ctx context.Context, id int64) (File, error) {
	if err := p.allows("file", id); err != nil {
		return File{}, err
	}
	return one(ctx, p.store.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+`
		WHERE file.id = ? AND `+seenFile, id, p.Contact.ID, p.Contact.ID)
}

// OpenPiece opens the bytes of one of the files that were sent together, or that
// this contact has sent for a request.
func (p *Portal) OpenPiece(ctx context.Context, of Object, id int64) (*FileReader, error) {
	file, err := p.piece(ctx, p.store.reader, of, id)
	if err != nil {
		return nil, err
	}
	return p.store.fileReader(ctx, file), nil
}

// piece is a file of a share or a request.
func (p *Portal) piece(ctx context.Context, from querier, of Object, id int64) (File, error) {
	if err := p.allows(of.Kind, of.ID); err != nil {
		return File{}, err
	}
	belongs, ok := map[string]string{
		"share":   "SELECT 1 FROM share JOIN share_file ON share_file.share_id = share.id WHERE share.id = ?1 AND share_file.file_id = file.id",
		"request": "SELECT 1 FROM file_request WHERE file_request.id = ?1 AND file.request_id = file_request.id AND file_request.withdrawn_at IS NULL",
	}[of.Kind]
	if !ok {
		return File{}, ErrNotFound
	}
	return one(ctx, from, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+` WHERE file.id = ?2 AND EXISTS (`+belongs+`) AND `+
		strings.ReplaceAll(seenFile, "?", "?3"), of.ID, id, p.Contact.ID)
}

// OpenFile opens the bytes of a file shared with this contact.
func (p *Portal) OpenFile(ctx context.Context, id int64) (*FileReader, error) {
	file, err := p.File(ctx, id)
	if err != nil {
		return nil, err
	}
	return p.store.fileReader(ctx, file), nil
}

// sameDownload is how close two requests are for one download: browsers often
// ask twice.
const sameDownload = time.Minute

// NoteDownload records that this contact took a file. A look by the studio is
// not counted.
func (p *Portal) NoteDownload(ctx context.Context, f File) error {
	if p.ReadOnly {
		return nil
	}
	return p.store.write(ctx, fmt.Sprintf("note a download of file %d", f.ID), func(t *tx) error {
		n, err := t.change(`INSERT INTO download (file_id, contact_id, at) SELECT ?, ?, ?
			WHERE NOT EXISTS (SELECT 1 FROM download WHERE file_id = ? AND contact_id = ? AND at > ?)`,
			f.ID, p.Contact.ID, ms(t.now), f.ID, p.Contact.ID, ms(t.now.Add(-sameDownload)))
		if err != nil || n == 0 {
			return err
		}
		return t.note(deed{what: "file downloaded", project: f.ProjectID, file: f.ID, contact: p.Contact.ID, detail: map[string]string{"name": f.Name}})
	})
}
