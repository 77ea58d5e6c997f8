package studio

import (
	"errors"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) accountRoutes() []Route {
	return []Route{
		staff("GET", "/studio/account", "", p.account),
		staff("POST", "/studio/account", "", p.saveAccount),
		staff("POST", "/studio/account/password", "", p.changePassword),
		staff("GET", "/studio/account/photo", "", p.photo),
		staff("POST", "/studio/account/photo", "", p.savePhoto),
		staff("POST", "/studio/account/photo/removal", "", p.removePhoto),
		staff("POST", "/studio/account/sessions/{id}/removal", "session", p.endSession),
		staff("POST", "/studio/account/sessions/removal", "", p.endSessions),
	}
}

// accountPage is one of the studio: name, address, password, devices.
type accountPage struct {
	web.Frame
	Form     *web.Form
	Password *web.Form
	Photo    *web.Form
	HasPhoto bool
	Devices  []store.Session
	This     int64 // the session of this browser
}

const accountPath = "/studio/account"

func (p *Pages) accountPage(x *web.Exchange, who store.Staff, form, password *web.Form) (accountPage, error) {
	devices, err := p.Store.SessionsOf(x.Context(), who)
	if err != nil {
		return accountPage{}, err
	}
	this, err := p.Store.SessionByToken(x.Context(), x.Session.ID)
	if err != nil {
		return accountPage{}, err
	}
	page := accountPage{Frame: p.Frame(x, who, "account"), Form: form, Password: password, Photo: web.NewForm(), Devices: devices, This: this.ID}
	_, err = p.Store.Photo(x.Context(), who)
	if page.HasPhoto = err == nil; err != nil && !errors.Is(err, store.ErrNotFound) {
		return page, err
	}
	if form == nil {
		page.Form = web.NewForm("name", who.Name, "email", who.Email)
	}
	if password == nil {
		page.Password = web.NewForm()
	}
	return page, nil
}

func (p *Pages) account(x *web.Exchange, who store.Staff) error {
	page, err := p.accountPage(x, who, nil, nil)
	if err != nil {
		return err
	}
	return x.Show("studio/account", "", page)
}

func (p *Pages) saveAccount(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	this, err := p.Store.SessionByToken(x.Context(), x.Session.ID)
	if err != nil {
		return err
	}
	err = p.Store.SaveAccount(x.Context(), who, form.Get("name"), form.Get("email"), form.Get("present_for_email"), this.ID)
	if err == nil {
		return saved(x, "Saved.", accountPath)
	}
	page, wrong := p.accountPage(x, who, form, nil)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/account", "", page)
}

func (p *Pages) changePassword(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	session, err := p.Store.ChangePassword(x.Context(), who, form.Get("present"), form.Get("password"), x.Visit)
	if err == nil {
		if err := p.Admit(x, session); err != nil {
			return err
		}
		return saved(x, "Your password is changed. Every other device is signed out.", accountPath)
	}
	page, wrong := p.accountPage(x, who, nil, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/account", "", page)
}

func (p *Pages) endSession(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.EndSessionOf(x.Context(), who, id); err != nil {
		return err
	}
	return saved(x, "That device is signed out.", accountPath)
}

// endSessions signs out everywhere, here too.
func (p *Pages) endSessions(x *web.Exchange, who store.Staff) error {
	if err := p.Store.EndSessionsOf(x.Context(), who); err != nil {
		return err
	}
	return x.Go("/studio/sign-in")
}

// photo is one's own portrait.
func (p *Pages) photo(x *web.Exchange, who store.Staff) error {
	photo, err := p.Store.Photo(x.Context(), who)
	if err != nil {
		return err
	}
	return x.Private("image/jpeg", photo)
}

func (p *Pages) savePhoto(x *web.Exchange, who store.Staff) error {
	form, file, err := x.FormWithFile("photo", 4*store.LogoLimit)
	if err == nil {
		err = p.Store.SavePhoto(x.Context(), who, file.Data)
	}
	if err == nil {
		return saved(x, "Clients whose projects you look after see you now.", accountPath)
	}
	if form == nil {
		return err
	}
	page, wrong := p.accountPage(x, who, nil, nil)
	if wrong != nil {
		return wrong
	}
	page.Photo = form
	return x.Again(err, form, "studio/account", "", page)
}

func (p *Pages) removePhoto(x *web.Exchange, who store.Staff) error {
	if err := p.Store.RemovePhoto(x.Context(), who); err != nil {
		return err
	}
	return saved(x, "Your photo is removed. Your initials stand in its place.", accountPath)
}
