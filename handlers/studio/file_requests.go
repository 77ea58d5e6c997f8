package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) requestRoutes() []Route {
	return []Route{
		staff("GET", "/studio/projects/{id}/requests/new", "project", p.askForFile),
		staff("POST", "/studio/projects/{id}/requests", "project", p.sendRequest),
		staff("GET", "/studio/requests/{id}", "request", p.request),
		staff("POST", "/studio/requests/{id}/done", "request", p.moveRequest(store.RequestDone)),
		staff("POST", "/studio/requests/{id}/reopening", "request", p.moveRequest(store.RequestReopen)),
		staff("POST", "/studio/requests/{id}/withdrawal", "request", p.moveRequest(store.RequestWithdraw)),
		staff("POST", "/studio/projects/{id}/client-files", "project", p.allowClientFiles),
	}
}

// askFilePage is where the studio asks for a file.
type askFilePage struct {
	web.Frame
	Project  store.Project
	Contacts []store.Contact
	Form     *web.Form
}

// Whom are those who can be asked: everyone, or one.
func (v askFilePage) Whom() []templates.Option {
	list := []templates.Option{{Label: "Everyone on the project"}}
	for _, c := range v.Contacts {
		list = append(list, templates.Option{Value: strconv.FormatInt(c.ID, 10), Label: c.Name})
	}
	return list
}

func (p *Pages) askForFile(x *web.Exchange, who store.Staff) error {
	view, err := p.askFileView(x, who, web.NewForm())
	if err != nil {
		return err
	}
	return x.Show("studio/request-new", "", view)
}

func (p *Pages) askFileView(x *web.Exchange, who store.Staff, form *web.Form) (view askFilePage, err error) {
	id, err := x.ID("id")
	if err != nil {
		return view, err
	}
	view = askFilePage{Frame: p.Frame(x, who, "projects"), Form: form}
	if view.Project, err = p.Store.Project(x.Context(), id); err != nil {
		return view, err
	}
	view.Contacts, err = p.Store.FileContacts(x.Context(), id)
	return view, err
}

func (p *Pages) sendRequest(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.askFileView(x, who, form)
	if err != nil {
		return err
	}
	if _, err := p.Store.AskForFile(x.Context(), who, view.Project.ID, store.Asking{Title: form.Get("title"), Note: form.Get("note"),
		Due: store.Date(form.Get("due_on")), Contact: number(form, "contact")}); err != nil {
		return x.Again(err, form, "studio/request-new", "", view)
	}
	if err := x.Tell("ok", "Asked. The email is on its way."); err != nil {
		return err
	}
	return x.Go(projectFilesPath(view.Project.ID))
}

type requestPage struct {
	web.Frame
	Project store.Project
	Request store.FileRequest
	Files   []store.File
}

// Rows are the files that came, each as a list shows it.
func (v requestPage) Rows() []fileRow {
	return fileList{Frame: v.Frame, Files: v.Files, Short: true}.Rows()
}

// request is one request, with what has come of it.
func (p *Pages) request(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	view := requestPage{Frame: p.Frame(x, who, "projects")}
	if view.Request, err = p.Store.FileRequest(x.Context(), id); err != nil {
		return err
	}
	if view.Project, err = p.Store.Project(x.Context(), view.Request.ProjectID); err != nil {
		return err
	}
	if view.Files, err = p.Store.FilesFor(x.Context(), id); err != nil {
		return err
	}
	return x.Show("studio/request", "", view)
}

func (p *Pages) moveRequest(move store.RequestMove) func(*web.Exchange, store.Staff) error {
	said := map[store.RequestMove]string{store.RequestDone: "Done. The client is no longer asked.", store.RequestReopen: "Files may come again.",
		store.RequestWithdraw: "Withdrawn. The client no longer sees it."}[move]
	return func(x *web.Exchange, who store.Staff) error {
		id, err := x.ID("id")
		if err != nil {
			return err
		}
		if _, err := p.Store.MoveRequest(x.Context(), who, id, move); err != nil {
			return err
		}
		if err := x.Tell("ok", said); err != nil {
			return err
		}
		return x.Go("/studio/requests/" + strconv.FormatInt(id, 10))
	}
}

// allowClientFiles lets the project's contacts add files by themselves, as the
// switch stands.
func (p *Pages) allowClientFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err := p.Store.AllowClientFiles(x.Context(), who, id, form.Ticked("allowed")); err != nil {
		return err
	}
	if x.IsPart() {
		project, err := p.Store.Project(x.Context(), id)
		if err != nil {
			return err
		}
		return x.Show("studio/files", "client-files", filesPage{Frame: p.Frame(x, who, ""), Project: project})
	}
	if err := x.Tell("ok", "Saved."); err != nil {
		return err
	}
	return x.Go(projectFilesPath(id))
}
