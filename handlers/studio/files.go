package studio

import (
	"context"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) fileRoutes() []Route {
	return []Route{
		staff("GET", "/studio/projects/{id}/files", "project", p.files),
		staff("POST", "/studio/projects/{id}/files", "project", p.addFiles),
		staff("GET", "/studio/files/{id}", "file", p.file),
		staff("GET", "/studio/files/{id}/content", "file", p.fileContent),
		staff("POST", "/studio/files/{id}/visibility", "file", p.setFileVisible),
		staff("POST", "/studio/files/{id}/name", "file", p.renameFile),
		staff("POST", "/studio/files/{id}/deletion", "file", p.deleteFile),
		staff("POST", "/studio/files/{id}/restoration", "file", p.restoreFile),
		staff("GET", "/studio/files/{id}/sharing", "file", p.offerFile),
		staff("POST", "/studio/files/{id}/sharing", "file", p.shareFile),
		staff("POST", "/studio/files/{id}/sharing/preview", "file", p.previewSharing),
	}
}

// filesOnProject is how many files a project's own page shows.
const filesOnProject = 5

// fileList is the files of a project, as the part "file-list" shows them: on
// the project's page the newest, on a page of their own all.
type fileList struct {
	web.Frame
	ProjectID int64
	Files     []store.File
	Total     int
	Short     bool        // the newest alone
	Max       store.Bytes // the most that one file may have
	Deleted   *store.File // can be brought back at once
	Refused   string      // why a file was not taken
}

func (p *Pages) fileList(ctx context.Context, frame web.Frame, projectID int64, short bool) (fileList, error) {
	l := fileList{Frame: frame, ProjectID: projectID, Short: short, Max: store.Bytes(p.Store.Studio().FileLimit)}
	limit := 0
	if short {
		limit = filesOnProject
	}
	var err error
	if l.Files, err = p.Store.Files(ctx, projectID, limit); err != nil {
		return l, err
	}
	l.Total, err = p.Store.CountFiles(ctx, projectID)
	return l, err
}

type filesPage struct {
	web.Frame
	Project store.Project
	List    fileList
	Deleted []store.File // can be brought back
}

// files are all files of a project.
func (p *Pages) files(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	return p.showFiles(x, who, id, filesAnswer{status: http.StatusOK})
}

// filesAnswer is how a list of files is shown.
type filesAnswer struct {
	status  int
	short   bool   // as on the project's page
	refused string // why a file was not taken
}

// showFiles answers with a project's files: the page, or the list alone.
func (p *Pages) showFiles(x *web.Exchange, who store.Staff, projectID int64, answer filesAnswer) error {
	project, err := p.Store.Project(x.Context(), projectID)
	if err != nil {
		return err
	}
	frame := p.Frame(x, who, "projects")
	list, err := p.fileList(x.Context(), frame, projectID, x.IsPart() && answer.short)
	if err != nil {
		return err
	}
	if list.Deleted, err = p.deletedFile(x, projectID); err != nil {
		return err
	}
	list.Refused = answer.refused
	view := filesPage{Frame: frame, Project: project, List: list}
	if view.Deleted, err = p.Store.DeletedFiles(x.Context(), projectID); err != nil {
		return err
	}
	return x.Reply(answer.status, "studio/files", "file-list-part", view)
}

// deletedFile is the file that the address says was deleted just now.
func (p *Pages) deletedFile(x *web.Exchange, projectID int64) (*store.File, error) {
	id, err := strconv.ParseInt(x.R.URL.Query().Get("deleted"), 10, 64)
	if err != nil {
		return nil, nil
	}
	file, err := p.Store.File(x.Context(), id)
	if err == store.ErrNotFound || err == nil && (file.ProjectID != projectID || file.Deleted.IsZero()) {
		return nil, nil
	}
	return &file, err
}

type filePage struct {
	web.Frame
	Project store.Project
	File    store.File
	Name    *web.Form    // the new name
	Share   *sharingForm // the email to be reviewed; nil: not now
}

// file is one file: what is known of it and what can be done with it.
func (p *Pages) file(x *web.Exchange, who store.Staff) error {
	view, err := p.filePage(x, who)
	if err != nil {
		return err
	}
	return x.Show("studio/file", "", view)
}

func (p *Pages) filePage(x *web.Exchange, who store.Staff) (filePage, error) {
	file, err := p.theFile(x)
	if err != nil {
		return filePage{}, err
	}
	project, err := p.Store.Project(x.Context(), file.ProjectID)
	return filePage{Frame: p.Frame(x, who, "projects"), Project: project, File: file, Name: web.NewForm("name", file.Name)}, err
}

// theFile is the file of the address; a deleted one is not found.
func (p *Pages) theFile(x *web.Exchange) (store.File, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.File{}, err
	}
	file, err := p.Store.File(x.Context(), id)
	if err == nil && !file.Deleted.IsZero() {
		err = store.ErrNotFound
	}
	return file, err
}

func (p *Pages) fileContent(x *web.Exchange, _ store.Staff) error {
	file, err := p.theFile(x)
	if err != nil {
		return err
	}
	r, err := p.Store.OpenFile(x.Context(), file.ID)
	if err != nil {
		return err
	}
	return x.Download(r)
}

// setFileVisible shows a file to the client or hides it, as the switch stands.
func (p *Pages) setFileVisible(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	file, err := p.Store.SetFileVisible(x.Context(), who, id, form.Ticked("visible"))
	if err != nil {
		return err
	}
	if x.IsPart() {
		return x.Show("studio/files", "file-switch", fileRow{p.Frame(x, who, ""), file})
	}
	if err := x.Tell("ok", visibility(file)); err != nil {
		return err
	}
	return x.Go(filePath(id))
}

// fileRow is one file of a list.
type fileRow struct {
	web.Frame
	File store.File
}

// Rows are the files of the list, each with what its row needs.
func (l fileList) Rows() []fileRow {
	rows := make([]fileRow, len(l.Files))
	for i, f := range l.Files {
		rows[i] = fileRow{l.Frame, f}
	}
	return rows
}

// Row is the file as a list shows it.
func (v filePage) Row() fileRow { return fileRow{v.Frame, v.File} }

func visibility(f store.File) string {
	if f.Visible {
		return f.Name + " is now visible in the portal."
	}
	return f.Name + " is now hidden from the client."
}

func (p *Pages) renameFile(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if _, err := p.Store.RenameFile(x.Context(), who, id, form.Get("name")); err != nil {
		view, viewErr := p.filePage(x, who)
		if viewErr != nil {
			return viewErr
		}
		view.Name = form
		return x.Again(err, form, "studio/file", "", view)
	}
	if err := x.Tell("ok", "Saved."); err != nil {
		return err
	}
	return x.Go(filePath(id))
}

// deleteFile takes a file away; the page that follows can bring it back.
func (p *Pages) deleteFile(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	file, err := p.Store.DeleteFile(x.Context(), who, id)
	if err != nil {
		return err
	}
	return x.Go(projectFilesPath(file.ProjectID) + "?deleted=" + strconv.FormatInt(id, 10))
}

func (p *Pages) restoreFile(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	file, err := p.Store.RestoreFile(x.Context(), who, id)
	if err != nil {
		return err
	}
	if err := x.Tell("ok", file.Name+" is back."); err != nil {
		return err
	}
	return x.Go(projectFilesPath(file.ProjectID))
}

func filePath(id int64) string { return "/studio/files/" + strconv.FormatInt(id, 10) }

func projectFilesPath(id int64) string {
	return "/studio/projects/" + strconv.FormatInt(id, 10) + "/files"
}
