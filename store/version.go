package store

import (
	"context"
	"io"
	"time"
)

// FileVersion is what a file held before its newest version.
type FileVersion struct {
	Number int
	Name   string
	Size   int64 // bytes
	By     string
	Came   time.Time

	content   int64
	mediaType string
	sha256    string
}

const versionColumns = `v.number, v.name, content.size, coalesce((SELECT name FROM staff WHERE staff.id = v.staff_id),
	(SELECT name FROM contact WHERE contact.id = v.contact_id), ''), v.came_at, v.content_id, content.media_type, content.sha256`

func scanVersion(row scanner, v *FileVersion) error {
	return row.Scan(&v.Number, &v.Name, &v.Size, &v.By, at(&v.Came), &v.content, &v.mediaType, &v.sha256)
}

const versionsOf = `SELECT ` + versionColumns + ` FROM file_version v JOIN content ON content.id = v.content_id WHERE v.file_id = ?`

// FileVersions are the earlier versions of a file, the newest first.
func (s *Store) FileVersions(ctx context.Context, id int64) ([]FileVersion, error) {
	return all(ctx, s.reader, scanVersion, versionsOf+" ORDER BY v.number DESC", id)
}

// OpenFileVersion opens the bytes of an earlier version, for the studio.
func (s *Store) OpenFileVersion(ctx context.Context, id int64, number int) (*FileReader, error) {
	file, err := s.File(ctx, id)
	if err != nil {
		return nil, err
	}
	v, err := one(ctx, s.reader, scanVersion, versionsOf+" AND v.number = ?", id, number)
	if err != nil {
		return nil, err
	}
	file.Name, file.MediaType, file.Size, file.SHA256, file.content, file.Changed = v.Name, v.mediaType, v.Size, v.sha256, v.content, v.Came
	return s.fileReader(ctx, file), nil
}

// AddVersion replaces what a file holds. Its address, its links and who sees it
// stay; what it held before is kept for the studio.
func (s *Store) AddVersion(ctx context.Context, who Staff, id int64, name string, r io.Reader) (File, error) {
	if err := s.receive(ctx, &toVersion{by: who, file: id}, name, r); err != nil {
		return File{}, err
	}
	return s.File(ctx, id)
}

// toVersion is a new version of a file.
type toVersion struct {
	by   Staff
	file int64
}

func (d *toVersion) limit(s *Studio) int64 { return s.FileLimit }

func (d *toVersion) mayCome(t *tx, _, _ string) error {
	f, err := fileByID(t.ctx, t, d.file)
	if err == nil && !f.Deleted.IsZero() {
		err = ErrNotFound
	}
	return err
}

func (d *toVersion) arrive(t *tx, content int64, name string) error {
	before, err := fileByID(t.ctx, t, d.file)
	if err != nil {
		return err
	}
	if err := t.keepVersion(before); err != nil {
		return err
	}
	if err := t.update(`UPDATE file SET content_id = ?, name = ?, search = ?, version = version + 1, changed_at = ?, changed_by = ?
		WHERE id = ?`, content, name, fold(name), ms(t.now), d.by.ID, d.file); err != nil {
		return err
	}
	return t.note(deed{what: "file replaced", project: before.ProjectID, file: d.file, staff: d.by.ID,
		detail: map[string]string{"name": name, "before": before.Name}})
}

// keepVersion puts what a file holds among its earlier versions.
func (t *tx) keepVersion(f File) error {
	_, err := t.exec(`INSERT INTO file_version (file_id, number, content_id, name, staff_id, contact_id, came_at)
		SELECT id, version, content_id, name, coalesce(changed_by, staff_id), iif(changed_by IS NULL, contact_id, NULL), changed_at
		FROM file WHERE id = ?`, f.ID)
	return err
}

// RestoreVersion makes an earlier version the newest again, as a further one.
func (s *Store) RestoreVersion(ctx context.Context, who Staff, id int64, number int) (File, error) {
	return s.changeFile(ctx, "bring back a version of file", id, func(t *tx, f File) error {
		if !f.Deleted.IsZero() {
			return ErrNotFound
		}
		v, err := one(t.ctx, t, scanVersion, versionsOf+" AND v.number = ?", id, number)
		if err != nil {
			return err
		}
		if err := t.keepVersion(f); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM file_version WHERE file_id = ? AND number = ?", id, number); err != nil {
			return err
		}
		if err := t.update("UPDATE file SET content_id = ?, name = ?, search = ?, version = version + 1, changed_at = ?, changed_by = ? WHERE id = ?",
			v.content, v.Name, fold(v.Name), ms(t.now), who.ID, id); err != nil {
			return err
		}
		return t.note(deed{what: "file replaced", project: f.ProjectID, file: id, staff: who.ID, detail: map[string]string{"name": v.Name, "before": f.Name}})
	})
}
