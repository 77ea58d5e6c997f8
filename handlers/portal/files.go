package portal

import (
	"log/slog"

	"anteroom/handlers/web"
	"anteroom/store"
)

// fileRoutes are the files shared with a contact. /d/{token} itself, which
// shows a document of any kind, leads to filePage.
func (p *Pages) fileRoutes() []Route {
	return []Route{
		contact("GET", "/portal/projects/{id}/files", "project", p.files),
		contact("GET", "/portal/files/{id}", "file", p.filePage),
		contact("GET", "/portal/files/{id}/content", "file", p.fileContent),
		link("GET", "/d/{token}/content", "file", p.fileContent),
	}
}

type filesPage struct {
	web.Frame
	Files []store.File
	Back  string
}

// files are all files shared with the contact on one project.
func (p *Pages) files(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := portal.Open(store.ModuleFiles); err != nil {
		return err
	}
	if _, err := portal.Project(x.Context(), id); err != nil {
		return err
	}
	files, err := portal.Files(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Show("portal/files", "", filesPage{Frame: p.Frame(x, portal, "projects"), Files: files, Back: "/portal/projects/" + x.R.PathValue("id")})
}

type filePage struct {
	web.Frame
	File    store.File
	Content string // where its bytes are
}

// filePage shows one file and the button that downloads it.
func (p *Pages) filePage(x *web.Exchange, portal *store.Portal) error {
	id, err := fileID(x, portal)
	if err != nil {
		return err
	}
	file, err := portal.File(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Show("portal/file", "", filePage{Frame: p.Frame(x, portal, "projects"), File: file, Content: x.R.URL.Path + "/content"})
}

// fileContent is the file itself. That it was taken is recorded; that it could
// not be recorded keeps nobody from taking it.
func (p *Pages) fileContent(x *web.Exchange, portal *store.Portal) error {
	id, err := fileID(x, portal)
	if err != nil {
		return err
	}
	file, err := portal.OpenFile(x.Context(), id)
	if err != nil {
		return err
	}
	if x.BeginsDownload() {
		if err := portal.NoteDownload(x.Context(), file.File); err != nil {
			slog.Error("a download was not recorded", "file", id, "error", err)
		}
	}
	return x.Download(file)
}

// fileID names the file of a request: the link's, or that of the path.
func fileID(x *web.Exchange, portal *store.Portal) (int64, error) {
	if portal.Only == (store.Object{}) {
		return x.ID("id")
	}
	if portal.Only.Kind != "file" {
		return 0, store.ErrNotFound
	}
	return portal.Only.ID, nil
}
