package store

import (
	"context"
	"fmt"
	"io"
	"time"
)

// What contacts send by themselves, where the studio allows it, or because they
// were asked. The studio sees it at once; of the other contacts nobody does,
// until the studio shares it.

// maxClientFiles is how many files one contact has sent to a project at most.
const maxClientFiles = 500

// MaySend tells whether this contact may add files to a project unasked.
func (p *Portal) MaySend(ctx context.Context, projectID int64) (bool, error) {
	if p.whole() != nil || !p.Sees(ModuleFiles) {
		return false, nil
	}
	return p.maySend(ctx, p.store.reader, projectID)
}

func (p *Portal) maySend(ctx context.Context, from querier, projectID int64) (bool, error) {
	return one(ctx, from, value[bool], "SELECT EXISTS (SELECT 1 FROM project WHERE project.id = ? AND project.client_files = 1 AND "+sharedProject+")",
		projectID, p.Contact.ID)
}

// fromClient is a file that a contact sends.
type fromClient struct {
	portal  *Portal
	project int64
	request int64 // 0: unasked
}

// destination is what this contact may make of an upload.
func (p *Portal) destination(aim Target) (destination, error) {
	switch {
	case aim.Request != 0:
		return &fromClient{portal: p, request: aim.Request}, nil
	case aim.Project != 0 && aim.Folder == 0:
		return &fromClient{portal: p, project: aim.Project}, nil
	}
	return nil, ErrNotFound
}

func (d *fromClient) limit(s *Studio) int64 { return s.FileLimit }

func (d *fromClient) mayCome(t *tx, _, _ string) error {
	if err := d.portal.mayWrite(); err != nil {
		return err
	}
	if err := d.awaited(t); err != nil {
		return err
	}
	sent, err := one(t.ctx, t, value[int], "SELECT count(*) FROM file WHERE project_id = ? AND contact_id = ? AND state = 'here'", d.project, d.portal.Contact.ID)
	if err == nil && sent >= maxClientFiles {
		err = refuse("refused.client_files", "max", maxClientFiles)
	}
	return err
}

func (d *fromClient) awaited(t *tx) error {
	if d.request == 0 {
		if err := d.portal.whole(); err != nil {
			return err
		}
		if err := d.portal.Open(ModuleFiles); err != nil {
			return err
		}
		may, err := d.portal.maySend(t.ctx, t, d.project)
		if err == nil && !may {
			err = ErrNotFound
		}
		return err
	}
	request, err := d.portal.readRequest(t.ctx, t, d.request)
	if err != nil {
		return err
	}
	if !request.IsOpen() {
		return refuse("refused.request_closed", "studio", d.portal.Studio().Name)
	}
	d.project = request.ProjectID
	return nil
}

func (d *fromClient) arrive(t *tx, content int64, name string) error {
	id, err := t.insertFile(newFile{project: d.project, name: name, content: content, contact: d.portal.Contact.ID, request: d.request})
	if err != nil {
		return err
	}
	if err := t.note(deed{what: "file sent", project: d.project, file: id, request: d.request, contact: d.portal.Contact.ID,
		detail: map[string]string{"name": name}}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-file", project: d.project, file: id, request: d.request, data: map[string]string{"name": d.portal.Contact.Name},
		once: fmt.Sprintf("files of contact %d for project %d at %d", d.portal.Contact.ID, d.project, t.now.Unix()/int64(filesTogether/time.Second))})
}

// filesTogether is how long files that come one after the other are told of by
// one email.
const filesTogether = 10 * time.Minute

// SendFile takes a file that this contact sends, in one go: for a request, or
// unasked for a project.
func (p *Portal) SendFile(ctx context.Context, aim Target, name string, r io.Reader) error {
	to, err := p.destination(aim)
	if err != nil {
		return err
	}
	return p.store.receive(ctx, to, name, r)
}

// RemoveFile takes back a file that this contact has sent unasked. The studio
// can bring it back for a while.
func (p *Portal) RemoveFile(ctx context.Context, id int64) (File, error) {
	return p.takeBack(ctx, func(t *tx) (File, error) {
		if err := p.allows("file", id); err != nil {
			return File{}, err
		}
		return one(t.ctx, t, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+` WHERE file.id = ? AND `+seenFile, id, p.Contact.ID, p.Contact.ID)
	})
}

// RemovePiece takes back a file that this contact has sent for a request.
func (p *Portal) RemovePiece(ctx context.Context, request, id int64) (File, error) {
	return p.takeBack(ctx, func(t *tx) (File, error) { return p.piece(t.ctx, t, Object{"request", request}, id) })
}

func (p *Portal) takeBack(ctx context.Context, find func(*tx) (File, error)) (file File, err error) {
	if err := p.mayWrite(); err != nil {
		return file, err
	}
	err = p.store.write(ctx, "take back a file", func(t *tx) error {
		if file, err = find(t); err != nil {
			return err
		}
		if file.ContactID != p.Contact.ID {
			return ErrNotFound
		}
		if err := t.update("UPDATE file SET deleted_at = ? WHERE id = ?", ms(t.now), file.ID); err != nil {
			return err
		}
		return t.note(deed{what: "file taken back", project: file.ProjectID, file: file.ID, contact: p.Contact.ID, detail: map[string]string{"name": file.Name}})
	})
	return file, err
}

// AllowClientFiles lets a project's contacts add files by themselves, or not.
func (s *Store) AllowClientFiles(ctx context.Context, who Staff, projectID int64, on bool) error {
	return s.write(ctx, "allow files of clients", func(t *tx) error {
		if err := t.check("SELECT id FROM project WHERE id = ?", projectID); err != nil {
			return err
		}
		n, err := t.change("UPDATE project SET client_files = ?1 WHERE id = ?2 AND client_files <> ?1", on, projectID)
		if err != nil || n == 0 {
			return err
		}
		what := "client files refused"
		if on {
			what = "client files allowed"
		}
		return t.note(deed{what: what, project: projectID, staff: who.ID})
	})
}
