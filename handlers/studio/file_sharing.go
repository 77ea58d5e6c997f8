package studio

import (
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// sharingForm is the email about files, to be reviewed before it goes.
type sharingForm struct {
	Form     *web.Form // contact (several), subject, body, file (several)
	Files    []store.File
	Contacts []store.Contact
	Chosen   store.Contact // the one whom the preview greets
	Heading  string
	Body     store.Markdown
	Link     string
	Action   string // where the form goes
	Back     string // where one is without it
}

// Sends tells whether a contact is ticked.
func (f *sharingForm) Sends(id int64) bool {
	return f.Form.Has("contact", strconv.FormatInt(id, 10))
}

// Hidden tells how many of the files the client does not see yet.
func (f *sharingForm) Hidden() (n int) {
	for _, file := range f.Files {
		if !file.Visible {
			n++
		}
	}
	return n
}

// offerFile shows the email before it goes.
func (p *Pages) offerFile(x *web.Exchange, who store.Staff) error {
	view, err := p.sharingPage(x, who, nil)
	if err != nil {
		return err
	}
	return x.Show("studio/file", "", view)
}

// previewSharing shows the email as it would go with what is typed so far.
func (p *Pages) previewSharing(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.sharingPage(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/file", "share-preview", view)
}

func (p *Pages) shareFile(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	file, err := p.Store.ShareFile(x.Context(), who, id, form.IDs("contact"), store.Words{Subject: form.Get("subject"), Body: form.Get("body")})
	if err != nil {
		view, viewErr := p.sharingPage(x, who, form)
		if viewErr != nil {
			return viewErr
		}
		return x.Again(err, form, "studio/file", "", view)
	}
	if err := x.Tell("ok", file.Name+" is visible in the portal, and the email is on its way."); err != nil {
		return err
	}
	return x.Go(projectFilesPath(file.ProjectID))
}

// sharingPage is the file's page with the dialog open. form is nil at first.
func (p *Pages) sharingPage(x *web.Exchange, who store.Staff, form *web.Form) (filePage, error) {
	view, err := p.filePage(x, who)
	if err != nil {
		return view, err
	}
	view.Share = &sharingForm{Form: form, Files: []store.File{view.File}, Action: filePath(view.File.ID) + "/sharing", Back: filePath(view.File.ID)}
	return view, p.fillSharing(x, who, view.Share, view.File.ProjectID)
}

// fillSharing fills in what a review shows. A form that is nil gets the usual
// words, with everyone on the project ticked.
func (p *Pages) fillSharing(x *web.Exchange, who store.Staff, share *sharingForm, project int64) (err error) {
	share.Heading, share.Link = x.T("email_file.heading"), x.App.BaseURL()+"/d/…"
	if len(share.Files) > 1 {
		share.Heading = x.T("email_files.heading")
	}
	if share.Contacts, err = p.Store.FileContacts(x.Context(), project); err != nil {
		return err
	}
	if share.Form == nil {
		share.begin(x, p.Store.Studio().Name, who.Name)
	}
	for _, c := range share.Contacts {
		if share.Sends(c.ID) && share.Chosen.ID == 0 {
			share.Chosen = c
		}
	}
	if rendered, wrong := store.RenderMarkdown(share.Form.Get("body")); wrong == nil {
		share.Body = rendered
	}
	return nil
}

// begin fills in the usual words. One person is greeted by name; several read
// the same words, without it.
func (f *sharingForm) begin(x *web.Exchange, studio, who string) {
	key := "email_file"
	if len(f.Files) > 1 {
		key = "email_files"
	}
	body := x.T(key + ".body")
	if len(f.Contacts) == 1 {
		first, _, _ := strings.Cut(f.Contacts[0].Name, " ")
		body = x.T("greeting.dear", "name", first) + "\n\n" + body
	}
	f.Form = web.NewForm("subject", x.T(key+".subject", "studio", studio), "body", body+"\n\n"+who)
	for _, c := range f.Contacts {
		f.Form.Values.Add("contact", strconv.FormatInt(c.ID, 10))
	}
}

// batchRoutes are what is done with several files of a project at once.
func (p *Pages) batchRoutes() []Route {
	return []Route{
		staff("GET", "/studio/projects/{id}/files/sharing", "project", p.offerFiles),
		staff("POST", "/studio/projects/{id}/files/sharing", "project", p.shareFiles),
		staff("POST", "/studio/projects/{id}/files/sharing/preview", "project", p.previewFiles),
		staff("GET", "/studio/projects/{id}/files/zip", "project", p.zipFiles),
	}
}

// offerFiles shows the one email about several files before it goes.
func (p *Pages) offerFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	query := &web.Form{Values: x.R.URL.Query()}
	if len(query.IDs("file")) == 0 {
		return p.showFiles(x, who, id, filesShown{folder: queryID(x, "from"), refused: "Tick the files first."})
	}
	view, err := p.batchPage(x, who, id, query.IDs("file"), nil)
	if err != nil {
		return err
	}
	return x.Show("studio/files", "", view)
}

func (p *Pages) previewFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.batchPage(x, who, id, form.IDs("file"), form)
	if err != nil {
		return err
	}
	return x.Show("studio/files", "share-preview", view)
}

func (p *Pages) shareFiles(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	files := form.IDs("file")
	err = p.Store.ShareFiles(x.Context(), who, id, files, form.IDs("contact"), store.Words{Subject: form.Get("subject"), Body: form.Get("body")})
	if err != nil {
		view, viewErr := p.batchPage(x, who, id, files, form)
		if viewErr != nil {
			return viewErr
		}
		return x.Again(err, form, "studio/files", "", view)
	}
	if err := x.Tell("ok", x.T("files.count", "count", len(files))+" are visible in the portal, and the email is on its way."); err != nil {
		return err
	}
	return x.Go(projectFilesPath(id))
}

// batchPage is the page of a project's files with the dialog open.
func (p *Pages) batchPage(x *web.Exchange, who store.Staff, project int64, files []int64, form *web.Form) (filesPage, error) {
	view, err := p.filesView(x, who, project, filesShown{})
	if err != nil {
		return view, err
	}
	view.Share = &sharingForm{Form: form, Action: projectFilesPath(project) + "/sharing", Back: projectFilesPath(project)}
	if view.Share.Files, err = p.chosenFiles(x, project, files); err != nil {
		return view, err
	}
	return view, p.fillSharing(x, who, view.Share, project)
}

// chosenFiles are files of a project by their ids; not found where one is not
// its own, or deleted.
func (p *Pages) chosenFiles(x *web.Exchange, project int64, ids []int64) ([]store.File, error) {
	list := make([]store.File, 0, len(ids))
	for _, id := range ids {
		file, err := p.Store.File(x.Context(), id)
		if err != nil {
			return nil, err
		}
		if file.ProjectID != project || !file.Deleted.IsZero() {
			return nil, store.ErrNotFound
		}
		list = append(list, file)
	}
	return list, nil
}
