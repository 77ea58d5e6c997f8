package studio

import (
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) folderRoutes() []Route {
	return []Route{
		staff("POST", "/studio/projects/{id}/folders", "project", p.makeFolder),
		staff("POST", "/studio/folders/{id}/name", "folder", p.renameFolder),
		staff("POST", "/studio/folders/{id}/place", "folder", p.moveFolder),
		staff("POST", "/studio/folders/{id}/deletion", "folder", p.deleteFolder),
		staff("POST", "/studio/folders/{id}/restoration", "folder", p.restoreFolder),
		staff("POST", "/studio/projects/{id}/files/place", "project", p.moveFiles),
	}
}

// folderPath is the page of a project's files, in a folder or at the top for ""
// and "0".
func folderPath(project int64, folder string) string {
	if folder == "" || folder == "0" {
		return projectFilesPath(project)
	}
	return projectFilesPath(project) + "?folder=" + folder
}

func folderIDPath(f store.Folder) string {
	return folderPath(f.ProjectID, strconv.FormatInt(f.ID, 10))
}

// theFolder is the folder of the address; a deleted one is not found.
func (p *Pages) theFolder(x *web.Exchange) (store.Folder, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Folder{}, err
	}
	folder, err := p.Store.Folder(x.Context(), id)
	if err == nil && !folder.Deleted.IsZero() {
		err = store.ErrNotFound
	}
	return folder, err
}

// folderChoice is a folder among those that something may be moved to.
type folderChoice struct {
	ID   int64
	Name string // with those that it lies in: "Plans / Kitchen"
}

func folderChoices(folders []store.Folder) []folderChoice {
	list := make([]folderChoice, len(folders))
	for i, f := range folders {
		var names []string
		for _, step := range store.Path(folders, f.ID) {
			names = append(names, step.Name)
		}
		list[i] = folderChoice{f.ID, strings.Join(names, " / ")}
	}
	return list
}

// number is a number of a form; what is none is 0, which names nothing.
func number(form *web.Form, field string) int64 {
	n, err := strconv.ParseInt(form.Get(field), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (p *Pages) makeFolder(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	folder, err := p.Store.MakeFolder(x.Context(), who, id, number(form, "folder"), form.Get("name"))
	if err != nil {
		return p.filesAgain(x, who, id, err, form, filesShown{folder: number(form, "folder"), making: form})
	}
	return x.Go(folderIDPath(folder))
}

func (p *Pages) renameFolder(x *web.Exchange, who store.Staff) error {
	folder, err := p.theFolder(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if _, err := p.Store.RenameFolder(x.Context(), who, folder.ID, form.Get("before"), form.Get("name")); err != nil {
		return p.filesAgain(x, who, folder.ProjectID, err, form, filesShown{folder: folder.ID, naming: form})
	}
	if err := x.Tell("ok", "Saved."); err != nil {
		return err
	}
	return x.Go(folderIDPath(folder))
}

func (p *Pages) moveFolder(x *web.Exchange, who store.Staff) error {
	folder, err := p.theFolder(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if _, err := p.Store.MoveFolder(x.Context(), who, folder.ID, number(form, "folder")); err != nil {
		return p.filesAgain(x, who, folder.ProjectID, err, form, filesShown{folder: folder.ID, chosen: form})
	}
	if err := x.Tell("ok", "Moved."); err != nil {
		return err
	}
	return x.Go(folderIDPath(folder))
}

// filesAgain shows the page of files once more with a form of it that was
// refused.
func (p *Pages) filesAgain(x *web.Exchange, who store.Staff, project int64, err error, form *web.Form, shown filesShown) error {
	view, viewErr := p.filesView(x, who, project, shown)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/files", "", view)
}

// deleteFolder takes a folder away with what is in it; the page that follows can
// bring it back.
func (p *Pages) deleteFolder(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	folder, err := p.Store.DeleteFolder(x.Context(), who, id)
	if err != nil {
		return err
	}
	return x.Go(projectFilesPath(folder.ProjectID) + "?deleted-folder=" + strconv.FormatInt(id, 10))
}

func (p *Pages) restoreFolder(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	folder, err := p.Store.RestoreFolder(x.Context(), who, id)
	if err != nil {
		return err
	}
	if err := x.Tell("ok", folder.Name+" is back, with what was in it."); err != nil {
		return err
	}
	return x.Go(folderIDPath(folder))
}

// moveFiles puts the ticked files into a folder.
func (p *Pages) moveFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	to := number(form, "folder")
	if err := p.Store.MoveFiles(x.Context(), who, id, to, form.IDs("file")); err != nil {
		return p.filesAgain(x, who, id, err, form, filesShown{folder: number(form, "from"), chosen: form})
	}
	if err := x.Tell("ok", x.T("files.count", "count", len(form.IDs("file")))+" moved."); err != nil {
		return err
	}
	return x.Go(folderPath(id, strconv.FormatInt(to, 10)))
}
