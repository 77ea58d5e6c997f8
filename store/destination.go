package store

// Target is what an upload is for. One of File, Gallery, Request and Project is
// named; Folder goes with Project.
type Target struct {
	Project int64 `json:"project,omitempty"` // a file of it
	Folder  int64 `json:"folder,omitempty"`  // within this one; 0: in none
	File    int64 `json:"file,omitempty"`    // a new version of it
	Gallery int64 `json:"gallery,omitempty"` // a photograph of it
	Request int64 `json:"request,omitempty"` // a file that a contact was asked for
}

// destination is what a sender may make of an upload.
func (u *Uploader) destination(aim Target) (destination, error) {
	if u.portal != nil {
		if aim.Request != u.request {
			return nil, ErrNotFound
		}
		return u.portal.destination(aim)
	}
	switch {
	case aim.File != 0:
		return &toVersion{by: u.staff, file: aim.File}, nil
	case aim.Gallery != 0:
		return &toGallery{by: u.staff, gallery: aim.Gallery}, nil
	case aim.Project != 0:
		return &toProject{by: u.staff, project: aim.Project, folder: aim.Folder}, nil
	}
	return nil, ErrNotFound
}

// toProject is a new file of a project, hidden from its contacts.
type toProject struct {
	by              Staff
	project, folder int64

	file int64 // once it is there
}

func (d *toProject) limit(s *Studio) int64 { return s.FileLimit }

func (d *toProject) mayCome(t *tx, _, _ string) error {
	if d.folder != 0 {
		return t.check("SELECT id FROM folder WHERE id = ? AND project_id = ? AND deleted_at IS NULL", d.folder, d.project)
	}
	return t.check("SELECT id FROM project WHERE id = ?", d.project)
}

func (d *toProject) arrive(t *tx, content int64, name string) (err error) {
	if d.file, err = t.insertFile(newFile{project: d.project, folder: d.folder, name: name, content: content, staff: d.by.ID}); err != nil {
		return err
	}
	return t.noteFile("file added", d.by, File{ID: d.file, ProjectID: d.project, Name: name})
}

// newFile is a file of which the content is here.
type newFile struct {
	project, folder, content int64
	name                     string
	staff, contact           int64
	questionnaire            int64
	question                 string
	request                  int64
}

func (t *tx) insertFile(f newFile) (int64, error) {
	return t.insert(`INSERT INTO file (project_id, folder_id, name, search, content_id, staff_id, contact_id, questionnaire_id, question, request_id, created_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, f.project, ref(f.folder), f.name, fold(f.name), f.content, ref(f.staff), ref(f.contact),
		ref(f.questionnaire), orNull(f.question), ref(f.request), ms(t.now), ms(t.now))
}
