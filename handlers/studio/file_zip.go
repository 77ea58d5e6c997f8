package studio

import (
	"io"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// zipFiles gives files of a project as one ZIP: those that are named, or all.
func (p *Pages) zipFiles(x *web.Exchange, _ store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	project, err := p.Store.Project(x.Context(), id)
	if err != nil {
		return err
	}
	files, err := p.zipped(x, id)
	if err != nil {
		return err
	}
	folders, err := p.Store.Folders(x.Context(), id)
	if err != nil {
		return err
	}
	entries := make([]web.Entry, len(files))
	for i, f := range files {
		entries[i] = web.Entry{Folder: folderName(folders, f.FolderID), Name: f.Name, When: f.Changed, Open: func() (io.Reader, error) {
			return p.Store.OpenFile(x.Context(), f.ID)
		}}
	}
	return x.Zip(project.Name, entries)
}

func (p *Pages) zipped(x *web.Exchange, project int64) ([]store.File, error) {
	if ids := (&web.Form{Values: x.R.URL.Query()}).IDs("file"); len(ids) > 0 {
		return p.chosenFiles(x, project, ids)
	}
	return p.Store.Files(x.Context(), project, 0)
}

// folderName is where a file lies in an archive.
func folderName(folders []store.Folder, id int64) string {
	var names []string
	for _, step := range store.Path(folders, id) {
		names = append(names, step.Name)
	}
	return strings.Join(names, "/")
}
