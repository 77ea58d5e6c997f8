package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

// The second and the third step of the first run. Both can be skipped, and both
// are the settings' own forms.

func (p *Pages) setupLook(x *web.Exchange, who store.Staff) error {
	page, err := p.brandingPage(x, who, web.NewForm("brand", p.Store.Studio().Colour))
	if err != nil {
		return err
	}
	return x.Show("studio/setup-look", "", page)
}

func (p *Pages) saveSetupLook(x *web.Exchange, who store.Staff) error {
	form, err := p.keepBranding(x, who)
	if err == nil {
		return x.Go("/studio/setup/email-and-payments")
	}
	return p.brandingAgain(x, who, err, form, "studio/setup-look")
}

// outsidePage is the third step: what reaches the world outside.
type outsidePage struct {
	mailPage
	StripeGiven bool // by the environment
}

func (p *Pages) outsidePage(x *web.Exchange, who store.Staff, form *web.Form) (outsidePage, error) {
	page, err := p.mailPage(x, who, form)
	return outsidePage{mailPage: page, StripeGiven: p.Settings.KeyGiven}, err
}

func (p *Pages) setupOutside(x *web.Exchange, who store.Staff) error {
	var form *web.Form
	if x.R.URL.Query().Has("preset") {
		typed, err := x.Form()
		if err != nil {
			return err
		}
		typed.Values.Del("password")
		form = typed
	}
	page, err := p.outsidePage(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/setup-outside", "mail-fields", page)
}

// saveSetupOutside keeps what was filled in: the mail server if it has a name,
// Stripe if it has a key.
func (p *Pages) saveSetupOutside(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	chosen := form.Get("preset") != form.Get("preset_for") && form.Get("preset") != ""
	if !chosen && !form.Has("do", "preset") {
		if err = p.keepOutside(x, who, form); err == nil {
			return x.Go("/studio")
		}
	}
	page, wrong := p.outsidePage(x, who, form)
	if wrong != nil {
		return wrong
	}
	if err == nil {
		return x.Show("studio/setup-outside", "", page)
	}
	return x.Again(err, form, "studio/setup-outside", "", page)
}

func (p *Pages) keepOutside(x *web.Exchange, who store.Staff, form *web.Form) error {
	var server *store.MailSettings
	var stripe *store.StripeSettings
	if form.Get("host") != "" && !p.Settings.MailGiven {
		typed := mailOf(x, form)
		server = &typed
	}
	if form.Get("secret_key") != "" && !p.Settings.KeyGiven {
		stripe = &store.StripeSettings{SecretKey: form.Get("secret_key")}
	}
	if err := form.Unread(); err != nil {
		return err
	}
	return p.Store.SaveOutside(x.Context(), who, server, stripe)
}
