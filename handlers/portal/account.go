package portal

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) accountRoutes() []Route {
	return []Route{
		contact("GET", "/portal/account", "", p.account),
		contact("POST", "/portal/account", "", p.saveAccount),
		contact("POST", "/portal/account/reading", "", p.saveReading),
		contact("POST", "/portal/account/sessions/{id}/removal", "session", p.endSession),
		contact("POST", "/portal/account/sessions/removal", "", p.endSessions),
		contact("GET", "/portal/activity", "", p.activity),
	}
}

// accountPage is what the studio knows about a contact, and how they come in.
type accountPage struct {
	web.Frame
	Form      *web.Form
	Reading   *web.Form
	Languages []templates.Option
	Devices   []store.Session
	This      int64 // the session of this browser
	Recent    []event
	HasKey    bool // a password is set
}

const accountPath = "/portal/account"

// recentDeeds is how much of the history stands beside something else.
const recentDeeds = 6

func (p *Pages) accountPage(x *web.Exchange, portal *store.Portal, form, reading *web.Form) (*accountPage, error) {
	page := &accountPage{Frame: p.Frame(x, portal, "account"), Form: form, Reading: reading, Languages: p.languages(x, portal)}
	if form == nil {
		address, err := portal.Address(x.Context())
		if err != nil {
			return nil, err
		}
		page.Form = web.NewForm("name", portal.Contact.Name, "phone", portal.Contact.Phone, "address", address)
	}
	if reading == nil {
		page.Reading = web.NewForm("locale", portal.Contact.OwnLocale, "scheme", portal.Contact.Scheme)
	}
	var err error
	if page.Devices, err = portal.Sessions(x.Context()); err != nil {
		return nil, err
	}
	page.This = p.SessionID(x)
	if page.HasKey, err = portal.HasPassword(x.Context()); err != nil {
		return nil, err
	}
	deeds, err := portal.Recent(x.Context(), recentDeeds)
	page.Recent = p.tell(x, portal, deeds)
	return page, err
}

// languages are those in which the portal has all its words, each by its own name
// and as it is written where the client lives, if it is spoken there.
func (p *Pages) languages(x *web.Exchange, portal *store.Portal) []templates.Option {
	options := []templates.Option{{Value: "", Label: x.T("account.language_as_studio")}}
	for _, locale := range store.LocalesFor(p.Languages, portal.Contact.Locale, portal.Studio().Locale) {
		options = append(options, templates.Option{Value: locale, Label: x.App.Words(locale, "language.name")})
	}
	return options
}

func (p *Pages) account(x *web.Exchange, portal *store.Portal) error {
	page, err := p.accountPage(x, portal, nil, nil)
	if err != nil {
		return err
	}
	return x.Show("portal/account", "", page)
}

// saved goes back to the account, where it says so.
func saved(x *web.Exchange, key string) error {
	if err := x.Tell("ok", x.T(key)); err != nil {
		return err
	}
	return x.Go(accountPath)
}

func (p *Pages) saveAccount(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err = form.Unreadable(); err == nil {
		err = portal.SaveDetails(x.Context(), store.OwnDetails{Name: form.Get("name"), Phone: form.Get("phone"), Address: form.Get("address")})
	}
	if err == nil {
		return saved(x, "account.saved")
	}
	page, wrong := p.accountPage(x, portal, form, nil)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "portal/account", "", page)
}

func (p *Pages) saveReading(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err = portal.SaveReading(x.Context(), form.Get("locale"), form.Get("scheme")); err == nil {
		return saved(x, "account.reading_saved")
	}
	page, wrong := p.accountPage(x, portal, nil, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "portal/account", "", page)
}

func (p *Pages) endSession(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := portal.EndSession(x.Context(), id); err != nil {
		return err
	}
	return saved(x, "account.signed_out_device")
}

// endSessions signs out everywhere, here too.
func (p *Pages) endSessions(x *web.Exchange, portal *store.Portal) error {
	if err := portal.EndSessions(x.Context()); err != nil {
		return err
	}
	return x.Go("/portal/sign-in?left")
}
