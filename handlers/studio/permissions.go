package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) permissionRoutes() []Route {
	return []Route{
		owner("GET", "/studio/settings/permissions", "", p.permissions),
		owner("POST", "/studio/settings/permissions", "", p.savePermissions),
		owner("POST", "/studio/settings/permissions/links", "", p.saveLinks),
		owner("GET", "/studio/clients/{id}/permissions", "client", p.exceptions),
		owner("POST", "/studio/clients/{id}/permissions", "client", p.saveExceptions),
	}
}

// moduleRow is a module as the owner switches it.
type moduleRow struct {
	Module           store.Module
	Icon, Name, Says string
	On               bool   // for all
	Choice           string // of one client: 'on', 'off'; empty: as for all
}

// moduleRows are all modules with how they stand for everyone.
func moduleRows(all store.Permissions) []moduleRow {
	rows := []moduleRow{
		{Module: store.ModuleInvoices, Icon: "receipt-text", Name: "Invoices", Says: "See, download and pay their invoices"},
		{Module: store.ModuleQuotes, Icon: "file-pen-line", Name: "Quotes", Says: "Read, sign or decline"},
		{Module: store.ModuleContracts, Icon: "signature", Name: "Contracts", Says: "Read and sign"},
		{Module: store.ModuleQuestionnaires, Icon: "list-checks", Name: "Questionnaires", Says: "Answer what you ask them"},
		{Module: store.ModuleFiles, Icon: "folder", Name: "Files", Says: "Only what is Visible in Portal"},
		{Module: store.ModulePhotos, Icon: "images", Name: "Photos", Says: "Galleries, favourites and downloads"},
		{Module: store.ModuleEmails, Icon: "mail", Name: "Emails", Says: "Read again what you sent them"},
		{Module: store.ModuleActivity, Icon: "notebook-pen", Name: "Activity", Says: "What happened, and when"},
	}
	for n := range rows {
		rows[n].On = all.On(rows[n].Module)
	}
	return rows
}

// permissionsPage is what every client can open.
type permissionsPage struct {
	settingsPage
	Modules    []moduleRow
	Exceptions []store.Client
	Access     *web.Form // how links open
	NoMail     bool      // no mail server is set up
}

func (p *Pages) permissionsPage(x *web.Exchange, who store.Staff, access *web.Form) (page permissionsPage, err error) {
	page = permissionsPage{settingsPage: p.settingsPage(x, who, "permissions", web.NewForm()), Modules: moduleRows(p.Store.Studio().Permissions), Access: access}
	if page.Exceptions, err = p.Store.Exceptions(x.Context()); err != nil {
		return page, err
	}
	_, ready, err := p.Settings.Mail(x.Context())
	page.NoMail = !ready
	return page, err
}

func (p *Pages) permissions(x *web.Exchange, who store.Staff) error {
	page, err := p.permissionsPage(x, who, web.NewForm("links", string(p.Store.Studio().Links)))
	if err != nil {
		return err
	}
	return x.Show("studio/settings-permissions", "", page)
}

// saveLinks changes how the links in emails open.
func (p *Pages) saveLinks(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = p.Store.SaveLinks(x.Context(), who, store.Links(form.Get("links")))
	if err == nil {
		return saved(x, "Saved. It holds for links that were sent before, too.", "/studio/settings/permissions")
	}
	page, wrong := p.permissionsPage(x, who, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/settings-permissions", "", page)
}

// savePermissions keeps those that are switched off: what comes later is on.
func (p *Pages) savePermissions(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	chosen := store.Permissions{}
	for _, m := range store.Modules() {
		if !form.Has("module", string(m)) {
			chosen[m] = false
		}
	}
	if err := p.Store.SavePermissions(x.Context(), who, chosen); err != nil {
		return err
	}
	return saved(x, "Saved. It holds for every client from now on.", "/studio/settings/permissions")
}

// exceptionsPage is what one client can open.
type exceptionsPage struct {
	web.Frame
	Form    *web.Form
	Client  store.Client
	Modules []moduleRow
}

func (p *Pages) exceptionsPage(x *web.Exchange, who store.Staff, c store.Client) exceptionsPage {
	page := exceptionsPage{Frame: p.Frame(x, who, "clients"), Form: web.NewForm(), Client: c, Modules: moduleRows(p.Store.Studio().Permissions)}
	for n := range page.Modules {
		if on, excepted := c.Permissions[page.Modules[n].Module]; excepted {
			page.Modules[n].Choice = map[bool]string{true: "on", false: "off"}[on]
		}
	}
	return page
}

func (p *Pages) exceptions(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	return x.Show("studio/permissions", "", p.exceptionsPage(x, who, c))
}

func (p *Pages) saveExceptions(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	chosen, err := readExceptions(form)
	if err == nil {
		err = p.Store.SaveExceptions(x.Context(), who, c.ID, chosen)
	}
	if err != nil {
		page := p.exceptionsPage(x, who, c)
		page.Form = form
		return x.Again(err, form, "studio/permissions", "", page)
	}
	return p.say(x, "Permissions of "+c.Name+" saved.", clientPath(c.ID))
}

func readExceptions(form *web.Form) (store.Permissions, error) {
	chosen := store.Permissions{}
	var invalid store.Invalid
	for _, m := range store.Modules() {
		switch form.Get(string(m)) {
		case "":
		case "on", "off":
			chosen[m] = form.Get(string(m)) == "on"
		default:
			invalid.Add("", store.Say("invalid.choice"))
		}
	}
	return chosen, invalid.OrNil()
}
