package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// File is a file of a project. Its bytes lie in the same database, in chunks.
type File struct {
	ID        int64
	ProjectID int64
	FolderID  int64  // 0: in none
	Folder    string // its name
	Name      string // any script, no path, at most 255 bytes
	MediaType string // as its first bytes tell, see mediaType
	Size      int64  // bytes
	SHA256    string // hexadecimal
	Version   int    // 1 for what was never replaced
	Visible   bool   // 'Visible in Portal'
	By        string // who added it: one of the studio, or a contact
	ContactID int64  // the contact who added it; 0: one of the studio
	RequestID int64  // that it answers; 0: none
	Created   time.Time
	Changed   time.Time // when its newest version came
	Shared    time.Time // when it first became visible; zero: never
	Deleted   time.Time // zero: it is there
	Downloads int       // by contacts
	Last      time.Time // newest download; zero: none
	SameAs    string    // an older file of the project that holds the same; empty: none

	content int64
}

const fileColumns = `file.id, file.project_id, file.folder_id,
	coalesce((SELECT folder.name FROM folder WHERE folder.id = file.folder_id), ''), file.name, content.media_type, content.size, content.sha256, file.version, file.visible,
	coalesce((SELECT staff.name FROM staff WHERE staff.id = file.staff_id),
	(SELECT contact.name FROM contact WHERE contact.id = file.contact_id), ''), file.contact_id, file.request_id,
	file.created_at, file.changed_at, file.shared_at, file.deleted_at,
	(SELECT count(*) FROM download WHERE download.file_id = file.id), (SELECT max(at) FROM download WHERE download.file_id = file.id),
	coalesce((SELECT twin.name FROM content same JOIN file twin ON twin.content_id = same.id WHERE same.state = 'here' AND same.sha256 = content.sha256
		AND same.size = content.size AND twin.project_id = file.project_id AND twin.id < file.id AND twin.state = 'here' AND twin.deleted_at IS NULL
		ORDER BY twin.id LIMIT 1), ''), file.content_id`

// fileTables are what fileColumns are read from.
const fileTables = `file JOIN content ON content.id = file.content_id`

func scanFile(row scanner, v *File) error {
	return row.Scan(&v.ID, &v.ProjectID, optional{&v.FolderID}, &v.Folder, &v.Name, &v.MediaType, &v.Size, &v.SHA256, &v.Version, &v.Visible, &v.By,
		optional{&v.ContactID}, optional{&v.RequestID}, at(&v.Created), at(&v.Changed), at(&v.Shared), at(&v.Deleted), &v.Downloads, at(&v.Last), &v.SameAs, &v.content)
}

// handedIn is the condition that a file is the studio's: what a contact answers
// with becomes so when the answers are submitted.
const handedIn = `(file.questionnaire_id IS NULL
	OR EXISTS (SELECT 1 FROM questionnaire q WHERE q.id = file.questionnaire_id AND q.submitted_at IS NOT NULL))`

// fileKept is how long a deleted file can be brought back.
const fileKept = 30 * 24 * time.Hour

// Files are a project's files, the newest first; limit 0 is all of them.
func (s *Store) Files(ctx context.Context, projectID int64, limit int) ([]File, error) {
	if limit <= 0 {
		limit = -1
	}
	return all(ctx, s.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+`
		WHERE file.project_id = ? AND file.state = 'here' AND file.deleted_at IS NULL AND `+handedIn+` ORDER BY file.id DESC LIMIT ?`, projectID, limit)
}

// FilesIn are the files of a project that lie directly in a folder, or in none
// for 0, by name.
func (s *Store) FilesIn(ctx context.Context, projectID, folderID int64) ([]File, error) {
	return all(ctx, s.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+`
		WHERE file.project_id = ? AND file.folder_id IS ? AND file.state = 'here' AND file.deleted_at IS NULL AND `+handedIn+`
		ORDER BY file.name COLLATE NOCASE, file.id`, projectID, ref(folderID))
}

// DeletedFiles are the files of a project that can still be brought back, the
// latest first.
func (s *Store) DeletedFiles(ctx context.Context, projectID int64) ([]File, error) {
	return all(ctx, s.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+`
		WHERE file.project_id = ? AND file.state = 'here' AND file.deleted_at IS NOT NULL AND `+handedIn+` ORDER BY file.deleted_at DESC LIMIT 200`, projectID)
}

// CountFiles is how many files a project has.
func (s *Store) CountFiles(ctx context.Context, projectID int64) (int, error) {
	return one(ctx, s.reader, value[int], `SELECT count(*) FROM file
		WHERE file.project_id = ? AND file.state = 'here' AND file.deleted_at IS NULL AND `+handedIn, projectID)
}

// File is one file, deleted or not, as long as its bytes are kept.
func (s *Store) File(ctx context.Context, id int64) (File, error) {
	return fileByID(ctx, s.reader, id)
}

func fileByID(ctx context.Context, q querier, id int64) (File, error) {
	return one(ctx, q, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+` WHERE file.id = ? AND file.state = 'here' AND `+handedIn, id)
}

// AddFile takes a file into a project, hidden from its contacts. It refuses one
// over the studio's limit. Whatever goes wrong, nothing of it stays behind.
func (s *Store) AddFile(ctx context.Context, who Staff, projectID int64, name string, r io.Reader) (File, error) {
	return s.AddFileTo(ctx, who, projectID, 0, name, r)
}

// AddFileTo is AddFile into a folder.
func (s *Store) AddFileTo(ctx context.Context, who Staff, projectID, folderID int64, name string, r io.Reader) (File, error) {
	to := &toProject{by: who, project: projectID, folder: folderID}
	if err := s.receive(ctx, to, name, r); err != nil {
		return File{}, err
	}
	return s.File(ctx, to.file)
}

// OpenFile opens a file's bytes for the studio.
func (s *Store) OpenFile(ctx context.Context, id int64) (*FileReader, error) {
	file, err := s.File(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.fileReader(ctx, file), nil
}

// changeFile is one change of a file that is there: it is loaded, changed and
// returned as it now stands.
func (s *Store) changeFile(ctx context.Context, attempt string, id int64, change func(*tx, File) error) (file File, err error) {
	err = s.write(ctx, fmt.Sprintf("%s %d", attempt, id), func(t *tx) error {
		before, err := fileByID(ctx, t, id)
		if err != nil {
			return err
		}
		if err := change(t, before); err != nil {
			return err
		}
		file, err = fileByID(ctx, t, id)
		return err
	})
	return file, err
}

// SetFileVisible shows a file to the project's contacts, or hides it from them.
func (s *Store) SetFileVisible(ctx context.Context, who Staff, id int64, on bool) (File, error) {
	return s.changeFile(ctx, "show or hide file", id, func(t *tx, f File) error {
		switch {
		case !f.Deleted.IsZero():
			return ErrNotFound
		case f.Visible == on:
			return nil
		case on:
			return t.showFile(who, f)
		}
		if err := t.update("UPDATE file SET visible = 0 WHERE id = ?", id); err != nil {
			return err
		}
		return t.noteFile("file hidden", who, f)
	})
}

// showFile makes a file visible; the first time is when it was shared.
func (t *tx) showFile(who Staff, f File) error {
	if f.Visible {
		return nil
	}
	if err := t.update("UPDATE file SET visible = 1, shared_at = coalesce(shared_at, ?) WHERE id = ?", ms(t.now), f.ID); err != nil {
		return err
	}
	return t.noteFile("file shown", who, f)
}

func (t *tx) noteFile(what string, who Staff, f File) error {
	return t.note(deed{what: what, project: f.ProjectID, file: f.ID, staff: who.ID, detail: map[string]string{"name": f.Name}})
}

// RenameFile gives a file another name.
func (s *Store) RenameFile(ctx context.Context, who Staff, id int64, name string) (File, error) {
	var invalid Invalid
	invalid.required("name", name, fileNameLimit)
	if err := invalid.OrNil(); err != nil {
		return File{}, err
	}
	return s.changeFile(ctx, "rename file", id, func(t *tx, f File) error {
		if !f.Deleted.IsZero() {
			return ErrNotFound
		}
		if err := t.update("UPDATE file SET name = ?, search = ? WHERE id = ?", fileName(name), fold(fileName(name)), id); err != nil {
			return err
		}
		return t.note(deed{what: "file renamed", project: f.ProjectID, file: id, staff: who.ID,
			detail: map[string]string{"name": fileName(name), "before": f.Name}})
	})
}

// DeleteFile takes a file away from both sides. For 30 days it can be brought
// back; then its bytes go.
func (s *Store) DeleteFile(ctx context.Context, who Staff, id int64) (File, error) {
	return s.changeFile(ctx, "delete file", id, func(t *tx, f File) error {
		if !f.Deleted.IsZero() {
			return nil
		}
		if err := t.update("UPDATE file SET deleted_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		return t.noteFile("file deleted", who, f)
	})
}

// RestoreFile brings a deleted file back, as visible as it was.
func (s *Store) RestoreFile(ctx context.Context, who Staff, id int64) (File, error) {
	return s.changeFile(ctx, "bring back file", id, func(t *tx, f File) error {
		if f.Deleted.IsZero() {
			return nil
		}
		if err := t.update("UPDATE file SET deleted_at = NULL WHERE id = ?", id); err != nil {
			return err
		}
		return t.noteFile("file brought back", who, f)
	})
}

// Words are what the owner writes above the button of an email. Empty ones are
// the catalogue's.
type Words struct {
	Subject string
	Body    string // Markdown
}

// ShareFile makes a file visible and queues an email with its link to each of
// the given contacts, who must be on the project with an open portal.
func (s *Store) ShareFile(ctx context.Context, who Staff, id int64, contacts []int64, words Words) (File, error) {
	words, err := checkedLetter(contacts, words)
	if err != nil {
		return File{}, err
	}
	return s.changeFile(ctx, "share file", id, func(t *tx, f File) error {
		if !f.Deleted.IsZero() {
			return ErrNotFound
		}
		if err := t.showFile(who, f); err != nil {
			return err
		}
		for _, contact := range contacts {
			if err := t.sendFile(who, f, contact, words); err != nil {
				return err
			}
		}
		return nil
	})
}

// FileContacts are the contacts on a project whose portal is open, the main one
// first: those to whom a file can be sent.
func (s *Store) FileContacts(ctx context.Context, projectID int64) ([]Contact, error) {
	return all(ctx, s.reader, scanContact, fileContacts, projectID)
}

const fileContacts = `SELECT ` + contactColumns + ` FROM project_contact pc JOIN contact ON contact.id = pc.contact_id
	JOIN client ON client.id = contact.client_id WHERE pc.project_id = ? AND ` + enterable + `
	ORDER BY contact.is_main DESC, contact.name COLLATE NOCASE`

// sendFile queues the email to one contact. A second press of the button in
// the same minute sends no second email.
func (t *tx) sendFile(who Staff, f File, contactID int64, words Words) error {
	contact, err := t.fileContact(f.ProjectID, contactID)
	if err != nil {
		return err
	}
	if err := t.queue(letter{kind: "file", contact: contactID, project: f.ProjectID, file: f.ID, subject: words.Subject, body: words.Body,
		once: fmt.Sprintf("file %d contact %d minute %d", f.ID, contactID, t.now.Unix()/60)}); err != nil {
		return err
	}
	return t.note(deed{what: "file shared", project: f.ProjectID, file: f.ID, staff: who.ID,
		detail: map[string]string{"name": f.Name, "to": contact.Name}})
}

// fileContact is a contact to whom files of a project can be sent.
func (t *tx) fileContact(projectID, contactID int64) (Contact, error) {
	contact, err := one(t.ctx, t, scanContact, `SELECT `+contactColumns+` FROM project_contact pc
		JOIN contact ON contact.id = pc.contact_id JOIN client ON client.id = contact.client_id
		WHERE pc.project_id = ? AND pc.contact_id = ? AND `+enterable, projectID, contactID)
	if errors.Is(err, ErrNotFound) {
		return contact, &Invalid{Fields: map[string]Text{"contact": Say("invalid.choice")}}
	}
	if err != nil {
		return contact, err
	}
	return contact, t.open(ModuleFiles, contact.ClientID)
}
