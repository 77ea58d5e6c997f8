package studio

import (
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/letter"
)

func (p *Pages) gallerySharingRoutes() []Route {
	return []Route{
		staff("GET", "/studio/galleries/{id}/sharing", "gallery", p.offerGallery),
		staff("POST", "/studio/galleries/{id}/sharing", "gallery", p.shareGallery),
		staff("POST", "/studio/galleries/{id}/sharing/preview", "gallery", p.previewGallery),
	}
}

// gallerySharing is the email about a gallery, to be reviewed before it goes.
type gallerySharing struct {
	Form     *web.Form // contact (several), subject, body
	Contacts []store.Contact
	Chosen   store.Contact // the one whom the preview greets
	Sheet    letter.Sheet  // the email as they get it
}

// Sends tells whether a contact is ticked.
func (f *gallerySharing) Sends(id int64) bool {
	return f.Form.Has("contact", strconv.FormatInt(id, 10))
}

// offerGallery shows the email before it goes.
func (p *Pages) offerGallery(x *web.Exchange, who store.Staff) error {
	view, err := p.sharedGalleryPage(x, who, nil)
	if err != nil {
		return err
	}
	return x.Show("studio/gallery", "", view)
}

// previewGallery shows the email as it would go with what is typed so far.
func (p *Pages) previewGallery(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.sharedGalleryPage(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/gallery", "gallery-preview", view)
}

func (p *Pages) shareGallery(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	g, err := p.Store.ShareGallery(x.Context(), who, id, form.IDs("contact"), store.Words{Subject: form.Get("subject"), Body: form.Get("body")})
	if err != nil {
		view, viewErr := p.sharedGalleryPage(x, who, form)
		if viewErr != nil {
			return viewErr
		}
		return x.Again(err, form, "studio/gallery", "", view)
	}
	if err := x.Tell("ok", g.Name+" is visible in the portal, and the email is on its way."); err != nil {
		return err
	}
	return x.Go(galleryPath(id))
}

// sharedGalleryPage is the gallery's page with the dialog open. form is nil at
// first: then it holds the usual words, with everyone on the project ticked.
func (p *Pages) sharedGalleryPage(x *web.Exchange, who store.Staff, form *web.Form) (view galleryPage, err error) {
	id, err := x.ID("id")
	if err != nil {
		return view, err
	}
	if view, err = p.galleryPage(x, who, id); err != nil {
		return view, err
	}
	share := &gallerySharing{Form: form}
	if share.Contacts, err = p.Store.FileContacts(x.Context(), view.Project.ID); err != nil {
		return view, err
	}
	view.Share = share
	return view, p.fillGallery(x, share, store.Mail{Kind: "gallery", ProjectID: view.Project.ID, GalleryID: id, Data: map[string]string{}})
}

// fillGallery fills in what a review shows: at first the usual words, with
// everyone ticked, in the language of the first.
func (p *Pages) fillGallery(x *web.Exchange, share *gallerySharing, m store.Mail) error {
	if len(share.Contacts) == 0 {
		share.Form = web.NewForm()
		return nil
	}
	share.Chosen = share.Contacts[0]
	if share.Form == nil {
		m = to(m, share.Chosen)
		words, err := p.MailWords(x.Context(), m)
		if err != nil {
			return err
		}
		share.Form = web.NewForm("subject", words.Subject, "body", words.Body)
		for _, c := range share.Contacts {
			share.Form.Values.Add("contact", strconv.FormatInt(c.ID, 10))
		}
	}
	if i := slices.IndexFunc(share.Contacts, func(c store.Contact) bool { return share.Sends(c.ID) }); i >= 0 {
		share.Chosen = share.Contacts[i]
	}
	m = to(m, share.Chosen)
	m.Subject, m.Body = share.Form.Get("subject"), share.Form.Get("body")
	if _, wrong := store.RenderMarkdown(m.Body); wrong != nil {
		m.Body = "" // said beside the field when it is sent
	}
	var err error
	share.Sheet, err = p.PreviewMail(x.Context(), m)
	return err
}

// to addresses an email.
func to(m store.Mail, c store.Contact) store.Mail {
	m.To, m.ToName, m.Lang, m.ContactID = c.Email, c.Name, c.Locale, c.ID
	return m
}
