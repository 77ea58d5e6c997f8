package studio

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) fileRoutes() []Route {
	return []Route{
		staff("GET", "/studio/files", "", p.allFiles),
		staff("GET", "/studio/projects/{id}/files", "project", p.files),
		staff("GET", "/studio/files/{id}", "file", p.file),
		staff("GET", "/studio/files/{id}/content", "file", p.fileContent),
		staff("POST", "/studio/files/{id}/visibility", "file", p.setFileVisible),
		staff("POST", "/studio/files/{id}/name", "file", p.renameFile),
		staff("POST", "/studio/files/{id}/deletion", "file", p.deleteFile),
		staff("POST", "/studio/files/{id}/restoration", "file", p.restoreFile),
		staff("GET", "/studio/files/{id}/sharing", "file", p.offerFile),
		staff("POST", "/studio/files/{id}/sharing", "file", p.shareFile),
		staff("POST", "/studio/files/{id}/sharing/preview", "file", p.previewSharing),
		staff("POST", "/studio/files/{id}/versions", "file", p.addVersion),
		staff("GET", "/studio/files/{id}/versions/{version}/content", "file", p.versionContent),
		staff("POST", "/studio/files/{id}/versions/{version}/restoration", "file", p.restoreVersion),
	}
}

// filesOnProject is how many files a project's own page shows.
const filesOnProject = 5

// fileList is the files of a project, as the part "file-list" shows them: on
// the project's page the newest, on a page of their own those of one folder.
type fileList struct {
	web.Frame
	ProjectID int64
	Folder    store.Folder // in which we are; the zero Folder: at the top
	Folders   []store.Folder
	Files     []store.File
	Total     int
	Short     bool          // the newest alone, of all folders
	Max       store.Bytes   // the most that one file may have
	Deleted   *store.File   // can be brought back at once
	Gone      *store.Folder // likewise
	Refused   string        // why a file was not taken
}

// Action is where files that are added here go, as a whole form.
func (l fileList) Action() string { return projectFilesPath(l.ProjectID) }

// Uploads is where uploads that can be resumed begin.
func (l fileList) Uploads() string {
	if l.Folder.ID != 0 {
		return "/studio/folders/" + strconv.FormatInt(l.Folder.ID, 10) + "/uploads"
	}
	return "/studio/projects/" + strconv.FormatInt(l.ProjectID, 10) + "/uploads"
}

// Refresh is where the list stands as it now is.
func (l fileList) Refresh() string {
	if l.Short {
		return l.Action() + "?list=short"
	}
	return folderPath(l.ProjectID, strconv.FormatInt(l.Folder.ID, 10))
}

func (p *Pages) fileList(ctx context.Context, frame web.Frame, projectID int64) (fileList, error) {
	l := fileList{Frame: frame, ProjectID: projectID, Short: true, Max: store.Bytes(p.Store.Studio().FileLimit)}
	var err error
	if l.Files, err = p.Store.Files(ctx, projectID, filesOnProject); err != nil {
		return l, err
	}
	l.Total, err = p.Store.CountFiles(ctx, projectID)
	return l, err
}

type filesPage struct {
	web.Frame
	Project  store.Project
	List     fileList
	Path     []store.Folder // from the top down to the folder in which we are
	Choices  []folderChoice // all folders, to move things to
	Requests []store.FileRequest
	Deleted  []store.File // can be brought back
	Space    store.Space
	Making   *web.Form // of a new folder
	Naming   *web.Form // of this one
	Chosen   *web.Form // what is done with the ticked files, or with this folder
	Share    *sharingForm
}

// files are the files of a project, of one folder at a time.
func (p *Pages) files(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	return p.showFiles(x, who, id, filesShown{folder: queryID(x, "folder")})
}

// queryID is a number of the address's query; what is none is 0.
func queryID(x *web.Exchange, name string) int64 {
	n, err := strconv.ParseInt(x.R.URL.Query().Get(name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// filesShown is how a project's files are shown.
type filesShown struct {
	status  int   // 0: 200
	folder  int64 // 0: at the top
	refused string
	making  *web.Form
	naming  *web.Form
	chosen  *web.Form
}

// showFiles answers with a project's files: the page, or the list alone.
func (p *Pages) showFiles(x *web.Exchange, who store.Staff, projectID int64, shown filesShown) error {
	if x.IsPart() && x.R.URL.Query().Get("list") == "short" {
		list, err := p.fileList(x.Context(), p.Frame(x, who, "projects"), projectID)
		if err != nil {
			return err
		}
		return x.Show("studio/files", "file-list-part", filesPage{List: list})
	}
	view, err := p.filesView(x, who, projectID, shown)
	if err != nil {
		return err
	}
	return x.Reply(max(shown.status, http.StatusOK), "studio/files", "file-list-part", view)
}

func (p *Pages) filesView(x *web.Exchange, who store.Staff, projectID int64, shown filesShown) (view filesPage, err error) {
	ctx := x.Context()
	view = filesPage{Frame: p.Frame(x, who, "projects"), Making: web.NewForm(), Chosen: web.NewForm()}
	if view.Project, err = p.Store.Project(ctx, projectID); err != nil {
		return view, err
	}
	folders, err := p.Store.Folders(ctx, projectID)
	if err != nil {
		return view, err
	}
	view.Path, view.Choices = store.Path(folders, shown.folder), folderChoices(folders)
	if shown.folder != 0 && len(view.Path) == 0 {
		return view, store.ErrNotFound
	}
	view.List = fileList{Frame: view.Frame, ProjectID: projectID, Max: store.Bytes(p.Store.Studio().FileLimit), Refused: shown.refused}
	if len(view.Path) > 0 {
		view.List.Folder = view.Path[len(view.Path)-1]
	}
	for _, f := range folders {
		if f.ParentID == view.List.Folder.ID {
			view.List.Folders = append(view.List.Folders, f)
		}
	}
	view.Naming = web.NewForm("name", view.List.Folder.Name)
	view.take(shown)
	return view, p.fillFiles(x, &view)
}

// take puts in the forms that were refused.
func (v *filesPage) take(shown filesShown) {
	for _, f := range []struct {
		to   **web.Form
		from *web.Form
	}{{&v.Making, shown.making}, {&v.Naming, shown.naming}, {&v.Chosen, shown.chosen}} {
		if f.from != nil {
			*f.to = f.from
		}
	}
}

func (p *Pages) fillFiles(x *web.Exchange, view *filesPage) (err error) {
	ctx, id := x.Context(), view.Project.ID
	if view.List.Files, err = p.Store.FilesIn(ctx, id, view.List.Folder.ID); err != nil {
		return err
	}
	if view.List.Total, err = p.Store.CountFiles(ctx, id); err != nil {
		return err
	}
	if view.List.Deleted, err = p.deletedFile(x, id); err != nil {
		return err
	}
	if view.List.Gone, err = p.deletedFolder(x, id); err != nil {
		return err
	}
	if view.Requests, err = p.Store.FileRequests(ctx, id); err != nil {
		return err
	}
	if view.Space, err = p.Store.Space(ctx); err != nil {
		return err
	}
	view.Deleted, err = p.Store.DeletedFiles(ctx, id)
	return err
}

// deletedFile is the file that the address says was deleted just now.
func (p *Pages) deletedFile(x *web.Exchange, projectID int64) (*store.File, error) {
	id := queryID(x, "deleted")
	if id == 0 {
		return nil, nil
	}
	file, err := p.Store.File(x.Context(), id)
	if err == store.ErrNotFound || err == nil && (file.ProjectID != projectID || file.Deleted.IsZero()) {
		return nil, nil
	}
	return &file, err
}

// deletedFolder is the folder that the address says was deleted just now.
func (p *Pages) deletedFolder(x *web.Exchange, projectID int64) (*store.Folder, error) {
	id := queryID(x, "deleted-folder")
	if id == 0 {
		return nil, nil
	}
	folder, err := p.Store.Folder(x.Context(), id)
	if err == store.ErrNotFound || err == nil && (folder.ProjectID != projectID || folder.Deleted.IsZero()) {
		return nil, nil
	}
	return &folder, err
}

type filePage struct {
	web.Frame
	Project  store.Project
	File     store.File
	Versions []store.FileVersion // the earlier ones
	Max      store.Bytes
	Name     *web.Form    // the new name
	Refused  string       // why a new version was not taken
	Share    *sharingForm // the email to be reviewed; nil: not now
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
	view := filePage{Frame: p.Frame(x, who, "projects"), File: file, Name: web.NewForm("name", file.Name), Max: store.Bytes(p.Store.Studio().FileLimit)}
	if view.Project, err = p.Store.Project(x.Context(), file.ProjectID); err != nil {
		return view, err
	}
	view.Versions, err = p.Store.FileVersions(x.Context(), file.ID)
	return view, err
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
		return x.Show("studio/files", "file-switch", fileRow{p.Frame(x, who, ""), file, false})
	}
	if err := x.Tell("ok", visibility(file)); err != nil {
		return err
	}
	return x.Go(filePath(id))
}

// fileRow is one file of a list.
type fileRow struct {
	web.Frame
	File  store.File
	Ticks bool // it can be chosen with others
}

// Rows are the files of the list, each with what its row needs.
func (l fileList) Rows() []fileRow {
	rows := make([]fileRow, len(l.Files))
	for i, f := range l.Files {
		rows[i] = fileRow{l.Frame, f, !l.Short}
	}
	return rows
}

// Row is the file as a list shows it.
func (v filePage) Row() fileRow { return fileRow{v.Frame, v.File, false} }

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
	return x.Go(withQuery(folderPath(file.ProjectID, strconv.FormatInt(file.FolderID, 10)), "deleted", id))
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
	return x.Go(folderPath(file.ProjectID, strconv.FormatInt(file.FolderID, 10)))
}

// withQuery adds a number to an address.
func withQuery(path, name string, id int64) string {
	mark := "?"
	if strings.Contains(path, mark) {
		mark = "&"
	}
	return path + mark + name + "=" + strconv.FormatInt(id, 10)
}

func filePath(id int64) string { return "/studio/files/" + strconv.FormatInt(id, 10) }

func projectFilesPath(id int64) string {
	return "/studio/projects/" + strconv.FormatInt(id, 10) + "/files"
}
