package studio

import (
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// sharingForm is the email about a file, to be reviewed before it goes.
type sharingForm struct {
	Form     *web.Form // contact (several), subject, body
	Contacts []store.Contact
	Chosen   store.Contact // the one whom the preview greets
	Heading  string
	Body     store.Markdown
	Link     string
}

// Sends tells whether a contact is ticked.
func (f *sharingForm) Sends(id int64) bool {
	return f.Form.Has("contact", strconv.FormatInt(id, 10))
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
	return x.Show("studio/file", "mail-preview", view)
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
	file, err := p.Store.ShareFile(x.Context(), who, id, contactIDs(form), store.Words{Subject: form.Get("subject"), Body: form.Get("body")})
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

// contactIDs are the ticked contacts, each once; what is no number is 0, whom
// the store does not know.
func contactIDs(form *web.Form) []int64 {
	var ids []int64
	for _, v := range form.All("contact") {
		id, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			id = 0
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// sharingPage is the file's page with the dialog open. form is nil at first:
// then it holds the usual words, and everyone on the project is ticked.
func (p *Pages) sharingPage(x *web.Exchange, who store.Staff, form *web.Form) (filePage, error) {
	view, err := p.filePage(x, who)
	if err != nil {
		return view, err
	}
	share := &sharingForm{Form: form, Heading: x.T("email_file.heading"), Link: x.App.BaseURL() + "/d/…"}
	if share.Contacts, err = p.Store.FileContacts(x.Context(), view.File.ProjectID); err != nil {
		return view, err
	}
	if form == nil {
		share.begin(x, view)
	}
	for _, c := range share.Contacts {
		if share.Sends(c.ID) && share.Chosen.ID == 0 {
			share.Chosen = c
		}
	}
	if rendered, wrong := store.RenderMarkdown(share.Form.Get("body")); wrong == nil {
		share.Body = rendered
	}
	view.Share = share
	return view, nil
}

// begin fills in the usual words. One person is greeted by name; several read
// the same words, without it.
func (f *sharingForm) begin(x *web.Exchange, view filePage) {
	body := x.T("email_file.body")
	if len(f.Contacts) == 1 {
		first, _, _ := strings.Cut(f.Contacts[0].Name, " ")
		body = x.T("greeting.dear", "name", first) + "\n\n" + body
	}
	f.Form = web.NewForm("subject", x.T("email_file.subject", "studio", view.Studio.Name), "body", body+"\n\n"+view.Staff.Name)
	for _, c := range f.Contacts {
		f.Form.Values.Add("contact", strconv.FormatInt(c.ID, 10))
	}
}
