package portal

import (
	"io"
	"log/slog"
	"slices"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// fileRoutes are the files shared with a contact. /d/{token} itself, which
// shows a document of any kind, leads to filePage.
func (p *Pages) fileRoutes() []Route {
	return []Route{
		contact("GET", "/portal/projects/{id}/files", "project", p.files),
		contact("GET", "/portal/projects/{id}/files/zip", "project", p.zipFiles),
		contact("GET", "/portal/files/{id}", "file", p.filePage),
		contact("GET", "/portal/files/{id}/content", "file", p.fileContent),
		link("GET", "/d/{token}/content", "file", p.fileContent),
	}
}

type filesPage struct {
	web.Frame
	Project  store.SharedProject
	Groups   []fileGroup
	Total    int
	Requests []store.FileRequest
	Sending  *sending // the contact may add files unasked; nil: not
	Refused  string   // why a file was not taken
}

// fileGroup is the files of one folder.
type fileGroup struct {
	Folder string // its name; empty: in none
	Files  []store.File
}

// files are all files shared with the contact on one project.
func (p *Pages) files(x *web.Exchange, portal *store.Portal) error {
	view, err := p.filesView(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/files", "portal-file-list", view)
}

func (p *Pages) filesView(x *web.Exchange, portal *store.Portal) (view filesPage, err error) {
	id, err := x.ID("id")
	if err != nil {
		return view, err
	}
	if err := portal.Open(store.ModuleFiles); err != nil {
		return view, err
	}
	view.Frame = p.Frame(x, portal, "projects")
	if view.Project, err = portal.Project(x.Context(), id); err != nil {
		return view, err
	}
	files, err := portal.Files(x.Context(), id)
	if err != nil {
		return view, err
	}
	view.Groups, view.Total = grouped(files), len(files)
	if view.Requests, err = portal.Requests(x.Context(), id); err != nil {
		return view, err
	}
	may, err := portal.MaySend(x.Context(), id)
	if may {
		view.Sending = newSending(x, portal, x.R.URL.Path, projectPath(id)+"/uploads", "#portal-file-list")
	}
	return view, err
}

// grouped puts files under their folders, those in none first, the others by
// name.
func grouped(files []store.File) []fileGroup {
	var groups []fileGroup
	for _, f := range files {
		n := slices.IndexFunc(groups, func(g fileGroup) bool { return g.Folder == f.Folder })
		if n < 0 {
			n, groups = len(groups), append(groups, fileGroup{Folder: f.Folder})
		}
		groups[n].Files = append(groups[n].Files, f)
	}
	slices.SortStableFunc(groups, func(a, b fileGroup) int { return strings.Compare(strings.ToLower(a.Folder), strings.ToLower(b.Folder)) })
	return groups
}

// zipFiles gives all files of a project that the contact sees as one ZIP.
func (p *Pages) zipFiles(x *web.Exchange, portal *store.Portal) error {
	view, err := p.filesView(x, portal)
	if err != nil {
		return err
	}
	var entries []web.Entry
	for _, g := range view.Groups {
		for _, f := range g.Files {
			entries = append(entries, zipped(g.Folder, f, func() (*store.FileReader, error) { return portal.OpenFile(x.Context(), f.ID) }, p.taken(x, portal)))
		}
	}
	return x.Zip(view.Project.Name, entries)
}

// zipped is a file of an archive; that it was taken is recorded as it goes out.
func zipped(folder string, f store.File, open func() (*store.FileReader, error), taken func(store.File)) web.Entry {
	return web.Entry{Folder: folder, Name: f.Name, When: f.Changed, Open: func() (io.Reader, error) {
		r, err := open()
		if err == nil {
			taken(f)
		}
		return r, err
	}}
}

// taken records that the contact has taken a file. That it could not be recorded
// keeps nobody from taking it.
func (p *Pages) taken(x *web.Exchange, portal *store.Portal) func(store.File) {
	return func(f store.File) {
		if err := portal.NoteDownload(x.Context(), f); err != nil {
			slog.Error("a download was not recorded", "file", f.ID, "error", err)
		}
	}
}

type filePage struct {
	web.Frame
	File    store.File
	Content string // where its bytes are
	Mine    bool   // the contact has sent it, and may take it back
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
	return x.Show("portal/file", "", filePage{Frame: p.Frame(x, portal, "projects"), File: file, Content: x.R.URL.Path + "/content",
		Mine: portal.Via == store.ViaSession && file.ContactID == portal.Contact.ID})
}

// fileContent is the file itself.
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
		p.taken(x, portal)(file.File)
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
