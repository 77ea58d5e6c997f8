package portal

import (
	"context"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) passwordRoutes() []Route {
	return []Route{
		contact("GET", passwordPath, "", p.password),
		contact("POST", passwordPath, "", p.setPassword),
		contact("POST", passwordPath+"/removal", "", p.removePassword),
	}
}

const passwordPath = "/portal/account/password"

// passwordPage is where a contact sets, changes or removes the password.
type passwordPage struct {
	web.Frame
	Form *web.Form
	Set  bool // there is one
}

func (p *Pages) passwordPage(x *web.Exchange, portal *store.Portal, form *web.Form) (*passwordPage, error) {
	set, err := portal.HasPassword(x.Context())
	return &passwordPage{Frame: p.Frame(x, portal, "account"), Form: form, Set: set}, err
}

func (p *Pages) password(x *web.Exchange, portal *store.Portal) error {
	page, err := p.passwordPage(x, portal, web.NewForm())
	if err != nil {
		return err
	}
	return x.Show("portal/password", "", page)
}

func (p *Pages) setPassword(x *web.Exchange, portal *store.Portal) error {
	return p.changePassword(x, portal, "password.saved", func(ctx context.Context, form *web.Form) (string, error) {
		return portal.SetPassword(ctx, form.Get("present"), form.Get("password"), x.Visit)
	})
}

func (p *Pages) removePassword(x *web.Exchange, portal *store.Portal) error {
	return p.changePassword(x, portal, "password.removed", func(ctx context.Context, form *web.Form) (string, error) {
		return portal.RemovePassword(ctx, form.Get("present"), x.Visit)
	})
}

// changePassword reads the form, and goes on in the new session that the change
// has made.
func (p *Pages) changePassword(x *web.Exchange, portal *store.Portal, said string, change func(context.Context, *web.Form) (session string, err error)) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	session, err := change(x.Context(), form)
	if err != nil {
		page, wrong := p.passwordPage(x, portal, form)
		if wrong != nil {
			return wrong
		}
		return x.Again(err, form, "portal/password", "", page)
	}
	if err := p.Admit(x, session); err != nil {
		return err
	}
	if err := x.Tell("ok", x.T(said)); err != nil {
		return err
	}
	return x.Go(passwordPath)
}
