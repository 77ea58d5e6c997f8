package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) clientRoutes() []Route {
	return []Route{
		staff("GET", "/studio/clients", "", p.clients),
		staff("GET", "/studio/clients/new", "", p.newClient),
		staff("POST", "/studio/clients", "", p.addClient),
		staff("GET", "/studio/clients/{id}", "client", p.client),
		staff("GET", "/studio/clients/{id}/edit", "client", p.editClient),
		staff("POST", "/studio/clients/{id}", "client", p.saveClient),
		staff("POST", "/studio/clients/{id}/portal", "client", p.switchPortal),
		staff("GET", "/studio/clients/{id}/archival", "client", p.askToArchiveClient),
		staff("POST", "/studio/clients/{id}/archival", "client", p.archiveClient),
		staff("POST", "/studio/clients/{id}/restoration", "client", p.restoreClient),
	}
}

type clientsPage struct {
	web.Frame
	listing
	Rows   []store.ClientRow
	Counts store.ClientCounts
}

// clients is the list; htmx asks for its rows alone.
func (p *Pages) clients(x *web.Exchange, who store.Staff) error {
	l := newListing(x, "Name, company or email", templates.Option{Label: "Outstanding, highest first"},
		templates.Option{Value: "name", Label: "Name, A to Z"}, templates.Option{Value: "newest", Label: "Newest first"})
	f := store.ClientFilter{Search: l.Form.Get("q"), Show: l.Form.Get("status"), Sort: l.order("owed")}
	list, err := p.Store.Clients(x.Context(), f, x.Paging())
	if err != nil {
		return err
	}
	c := list.Counts
	l.found(x, list.Paging, list.Total, tally{"", "All", c.All}, tally{"open", "Open project", c.Open}, tally{"owing", "Owing", c.Owing},
		tally{"off", "Portal off", c.Off}, tally{"archived", "Archived", c.Archived})
	return x.Show("studio/clients", "list", clientsPage{p.Frame(x, who, "clients"), l, list.Rows, c})
}

// clientForm is the page of a new client, and of one that is edited.
type clientForm struct {
	web.Frame
	Form       *web.Form
	Client     store.Client // ID 0: a new one
	Countries  []templates.Option
	Currencies []templates.Option
	Locales    []templates.Option
}

func (p *Pages) clientForm(x *web.Exchange, who store.Staff, form *web.Form, c store.Client) clientForm {
	studio := p.Store.Studio()
	return clientForm{p.Frame(x, who, "clients"), form, c, countries(), currencies(studio), locales(studio)}
}

func (p *Pages) newClient(x *web.Exchange, who store.Staff) error {
	form := web.NewForm("country", p.Store.Studio().Country)
	return x.Show("studio/client-edit", "", p.clientForm(x, who, form, store.Client{}))
}

func clientDetails(f *web.Form) store.ClientDetails {
	return store.ClientDetails{Name: f.Get("name"), Address: f.Get("address"), Country: f.Get("country"), TaxNumber: f.Get("tax_number"),
		Locale: f.Get("locale"), Currency: f.Get("currency"), Notes: f.Get("notes")}
}

// addClient makes the client with its first contact, whose name may be left out
// when it is the client's own.
func (p *Pages) addClient(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	contact := store.ContactDetails{Name: form.Get("contact_name"), Email: form.Get("email"), Phone: form.Get("phone")}
	if contact.Name == "" {
		contact.Name = form.Get("name")
	}
	c, err := store.Client{}, form.Unreadable()
	if err == nil {
		c, err = p.Store.AddClient(x.Context(), who, clientDetails(form), contact)
	}
	if err != nil {
		return x.Again(err, form, "studio/client-edit", "", p.clientForm(x, who, form, store.Client{}))
	}
	return p.say(x, c.Name+" is here. Begin a project to send the first quote.", clientPath(c.ID))
}

func clientPath(id int64) string { return "/studio/clients/" + itoa(id) }

// say keeps a sentence for the next page and goes there.
func (p *Pages) say(x *web.Exchange, sentence, path string) error {
	if err := x.Tell("ok", sentence); err != nil {
		return err
	}
	return x.Go(path)
}

type clientPage struct {
	web.Frame
	Client    store.Client
	Contacts  []store.Contact        // who are there
	Former    []store.Contact        // who have left
	Ways      map[int64]store.Access // how each of them can come in
	Projects  []store.Project
	Recurring []recurringRow // invoices that come by themselves
	Accounts  []store.Account
	History   []event
	PortalURL string
	Country   string
	Language  string
	Since     store.Date
}

// Main is the main contact.
func (c clientPage) Main() store.Contact {
	for _, contact := range c.Contacts {
		if contact.IsMain {
			return contact
		}
	}
	return store.Contact{}
}

func (p *Pages) client(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	v := clientPage{PortalURL: x.App.BaseURL() + "/portal"}
	if v.Client, err = p.Store.Client(x.Context(), id); err != nil {
		return err
	}
	people, err := p.Store.Contacts(x.Context(), id)
	if err != nil {
		return err
	}
	for _, contact := range people {
		if contact.IsArchived() {
			v.Former = append(v.Former, contact)
		} else {
			v.Contacts = append(v.Contacts, contact)
		}
	}
	if v.Ways, err = p.Store.AccessOf(x.Context(), id); err != nil {
		return err
	}
	if v.Projects, err = p.Store.ProjectsOf(x.Context(), id); err != nil {
		return err
	}
	recurring, err := p.Store.RecurringsOfClient(x.Context(), id)
	if err != nil {
		return err
	}
	v.Recurring = recurringRows(recurring)
	if v.Accounts, err = p.Store.AccountsOfClient(x.Context(), id); err != nil {
		return err
	}
	if v.History, err = p.history(x, who, "client", id); err != nil {
		return err
	}
	v.Frame = p.Frame(x, who, "clients")
	v.Country, v.Language = countryName(v.Client.Country), store.LocaleName(v.Client.Locale)
	v.Since = store.DateOf(v.Client.Created.In(v.Studio.Zone()))
	return x.Show("studio/client", "", v)
}

// theClient is the one that {id} names.
func (p *Pages) theClient(x *web.Exchange) (store.Client, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Client{}, err
	}
	return p.Store.Client(x.Context(), id)
}

func (p *Pages) editClient(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form := web.NewForm("name", c.Name, "address", c.Address, "country", c.Country, "tax_number", c.TaxNumber,
		"locale", c.Locale, "currency", c.Currency, "notes", c.Notes)
	return x.Show("studio/client-edit", "", p.clientForm(x, who, form, c))
}

func (p *Pages) saveClient(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = form.Unreadable()
	if err == nil {
		err = p.Store.EditClient(x.Context(), who, c.ID, clientDetails(form))
	}
	if err != nil {
		return x.Again(err, form, "studio/client-edit", "", p.clientForm(x, who, form, c))
	}
	return p.say(x, "Saved.", clientPath(c.ID))
}

// portalPart is the switch 'Enable Portal' with what it says.
type portalPart struct {
	web.Frame
	Client store.Client
}

// switchPortal saves the switch at once. It comes back in its place, or leads
// to the page on which it was pressed.
func (p *Pages) switchPortal(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	c.PortalEnabled = form.Ticked("enabled")
	if err := p.Store.SetPortal(x.Context(), who, c.ID, c.PortalEnabled); err != nil {
		return err
	}
	if x.IsPart() {
		return x.Show("studio/client", "portal-switch", portalPart{p.Frame(x, who, "clients"), c})
	}
	sentence := "The portal is on."
	if !c.PortalEnabled {
		sentence = "The portal is off. Everyone is signed out and every link has ended."
	}
	return p.say(x, sentence, clientPath(c.ID))
}

// confirmPage asks before something leaves the lists.
type confirmPage struct {
	web.Frame
	Title, Text string
	Action      string // where the form goes
	Name, Value string // that it sends; empty: nothing
	Button      string
	Back        string // where 'Cancel' leads
}

func (p *Pages) askToArchiveClient(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "clients"), Title: "Archive " + c.Name + "?",
		Text:   "The client and its projects leave your lists, the portal closes at once, and mails that have not left yet are not sent. Documents and payments are kept. You can bring the client back at any time.",
		Action: clientPath(c.ID) + "/archival", Button: "Archive client", Back: clientPath(c.ID)})
}

func (p *Pages) archiveClient(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	if err := p.Store.ArchiveClient(x.Context(), who, c.ID); err != nil {
		return err
	}
	return p.say(x, c.Name+" is archived.", "/studio/clients")
}

func (p *Pages) restoreClient(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	if err := p.Store.RestoreClient(x.Context(), who, c.ID); err != nil {
		return err
	}
	return p.say(x, c.Name+" is back. Open the projects that go on.", clientPath(c.ID))
}
