package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) contactRoutes() []Route {
	return []Route{
		staff("GET", "/studio/clients/{id}/contacts/new", "client", p.newContact),
		staff("POST", "/studio/clients/{id}/contacts", "client", p.addContact),
		staff("GET", "/studio/clients/{id}/contacts/{contact}", "client", p.contact),
		staff("POST", "/studio/clients/{id}/contacts/{contact}", "client", p.saveContact),
		staff("POST", "/studio/clients/{id}/contacts/{contact}/main", "client", p.makeMain),
		staff("GET", "/studio/clients/{id}/contacts/{contact}/archival", "client", p.askToArchiveContact),
		staff("POST", "/studio/clients/{id}/contacts/{contact}/archival", "client", p.archiveContact),
		staff("POST", "/studio/clients/{id}/contacts/{contact}/restoration", "client", p.restoreContact),
	}
}

// contactForm is the page of a new contact, and of one that is edited.
type contactForm struct {
	web.Frame
	Form    *web.Form
	Client  store.Client
	Contact store.Contact // ID 0: a new one
	Locales []templates.Option
	Access  store.Access
}

func (p *Pages) contactForm(x *web.Exchange, who store.Staff, form *web.Form, c store.Client, contact store.Contact) contactForm {
	languages := locales(p.Store.Studio())
	languages[0].Label = "As the client"
	return contactForm{Frame: p.Frame(x, who, "clients"), Form: form, Client: c, Contact: contact, Locales: languages}
}

// contactPage is the page of a contact that there is, with how they come in.
func (p *Pages) contactPage(x *web.Exchange, who store.Staff, form *web.Form, c store.Client, contact store.Contact) (contactForm, error) {
	page := p.contactForm(x, who, form, c, contact)
	ways, err := p.Store.AccessOf(x.Context(), contact.ClientID)
	page.Access = ways[contact.ID]
	return page, err
}

func (p *Pages) newContact(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	return x.Show("studio/contact", "", p.contactForm(x, who, web.NewForm(), c, store.Contact{}))
}

func contactDetails(f *web.Form) store.ContactDetails {
	return store.ContactDetails{Name: f.Get("name"), Email: f.Get("email"), Phone: f.Get("phone"), Locale: f.Get("contact_locale")}
}

func (p *Pages) addContact(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	contact, err := store.Contact{}, form.Unreadable()
	if err == nil {
		contact, err = p.Store.AddContact(x.Context(), who, c.ID, contactDetails(form))
	}
	if err != nil {
		return x.Again(err, form, "studio/contact", "", p.contactForm(x, who, form, c, store.Contact{}))
	}
	return p.say(x, contact.Name+" is here.", clientPath(c.ID))
}

// theContact is the one that {contact} names, of the client that {id} names.
func (p *Pages) theContact(x *web.Exchange) (store.Contact, error) {
	client, err := x.ID("id")
	if err != nil {
		return store.Contact{}, err
	}
	id, err := x.ID("contact")
	if err != nil {
		return store.Contact{}, err
	}
	return p.Store.ContactOf(x.Context(), client, id)
}

func contactPath(c store.Contact) string {
	return clientPath(c.ClientID) + "/contacts/" + itoa(c.ID)
}

func (p *Pages) contact(x *web.Exchange, who store.Staff) error {
	contact, err := p.theContact(x)
	if err != nil {
		return err
	}
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form := web.NewForm("name", contact.Name, "email", contact.Email, "phone", contact.Phone, "contact_locale", contact.OwnLocale)
	page, err := p.contactPage(x, who, form, c, contact)
	if err != nil {
		return err
	}
	return x.Show("studio/contact", "", page)
}

func (p *Pages) saveContact(x *web.Exchange, who store.Staff) error {
	contact, err := p.theContact(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = form.Unreadable()
	if err == nil {
		err = p.Store.EditContact(x.Context(), who, contact.ClientID, contact.ID, contactDetails(form))
	}
	if err != nil {
		client, wrong := p.theClient(x)
		if wrong != nil {
			return wrong
		}
		page, wrong := p.contactPage(x, who, form, client, contact)
		if wrong != nil {
			return wrong
		}
		return x.Again(err, form, "studio/contact", "", page)
	}
	sentence := "Saved."
	if contact.Email != form.Get("email") {
		sentence = "Saved. The old address is signed out, and its links and its password have ended."
	}
	return p.say(x, sentence, clientPath(contact.ClientID))
}

func (p *Pages) makeMain(x *web.Exchange, who store.Staff) error {
	c, err := p.theContact(x)
	if err != nil {
		return err
	}
	if err := p.Store.MakeMain(x.Context(), who, c.ClientID, c.ID); err != nil {
		return err
	}
	return p.say(x, c.Name+" is the main contact now.", clientPath(c.ClientID))
}

func (p *Pages) askToArchiveContact(x *web.Exchange, who store.Staff) error {
	c, err := p.theContact(x)
	if err != nil {
		return err
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "clients"), Title: "Archive " + c.Name + "?",
		Text:   "They are signed out at once, their links end, and mails to them that have not left yet are not sent. What they signed and paid is kept. You can bring them back at any time.",
		Action: contactPath(c) + "/archival", Button: "Archive contact", Back: contactPath(c)})
}

func (p *Pages) archiveContact(x *web.Exchange, who store.Staff) error {
	c, err := p.theContact(x)
	if err != nil {
		return err
	}
	if err := p.Store.ArchiveContact(x.Context(), who, c.ClientID, c.ID); err != nil {
		return err
	}
	return p.say(x, c.Name+" is archived.", clientPath(c.ClientID))
}

func (p *Pages) restoreContact(x *web.Exchange, who store.Staff) error {
	c, err := p.theContact(x)
	if err != nil {
		return err
	}
	if err := p.Store.RestoreContact(x.Context(), who, c.ClientID, c.ID); err != nil {
		return err
	}
	return p.say(x, c.Name+" is back.", clientPath(c.ClientID))
}
