package studio

import (
	"context"

	"anteroom/handlers/web"
	"anteroom/store"
)

// 'Invite to portal' on a contact: an email, shown for review first, with a link to
// choose a password.

func (p *Pages) invitationRoutes() []Route {
	const path = "/studio/clients/{id}/contacts/{contact}/invitation"
	return []Route{
		staff("GET", path, "client", p.invitation),
		staff("POST", path, "client", p.invite),
		staff("POST", path+"/preview", "client", p.invitationMail),
		staff("POST", path+"/trial", "client", p.tryInvitation),
	}
}

// invitationPage is the invitation for review.
func (p *Pages) invitationPage(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	c, err := p.theContact(x)
	if err != nil {
		return nil, store.Mail{}, err
	}
	client, err := p.Store.Client(x.Context(), c.ClientID)
	if err != nil {
		return nil, store.Mail{}, err
	}
	ways, err := p.Store.AccessOf(x.Context(), c.ClientID)
	if err != nil {
		return nil, store.Mail{}, err
	}
	view := &sendingPage{Frame: p.Frame(x, who, "clients"), Form: form, Heading: "Send Invite", Path: contactPath(c) + "/invitation",
		Back: clientPath(c.ClientID), Crumb: c.Client, Title: c.Name, Intro: "An invitation to the portal, with a link that works once within 24 hours.",
		Resend: true, OneTime: true, Sees: []string{"A page to choose a password on", "Their projects, with what you have sent them"}}
	view.About = "To choose a password and come in"
	if ways[c.ID].Invitation != "" {
		view.About = "This one ends the invitation before it"
	}
	if !client.PortalEnabled || client.IsArchived() || c.IsArchived() {
		view.Nobody = "The portal is not open for " + c.Name + ". Switch on Enable Portal first."
		return view, store.Mail{Kind: string(store.Invitation)}, nil
	}
	view.People = []store.Contact{c}
	m := store.Mail{Kind: string(store.Invitation)}
	return view, m, p.prepare(x, view, m)
}

func (p *Pages) invitation(x *web.Exchange, who store.Staff) error {
	return p.notice(x, who, p.invitationPage)
}

func (p *Pages) invite(x *web.Exchange, who store.Staff) error {
	return p.sendNotice(x, who, p.invitationPage, func(ctx context.Context, by store.Staff, id int64, l store.Letter) error {
		c, err := p.theContact(x)
		if err != nil {
			return err
		}
		return p.Store.Invite(ctx, by, c.ClientID, c.ID, l)
	}, "contact", "The invitation")
}

func (p *Pages) invitationMail(x *web.Exchange, who store.Staff) error {
	return p.noticePreview(x, who, p.invitationPage)
}

// tryInvitation sends a test of the email to whoever is about to send it.
func (p *Pages) tryInvitation(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, m, err := p.invitationPage(x, who, form)
	if err != nil {
		return err
	}
	return p.tryMail(x, who, view, m, "/studio/view/"+itoa(view.To().ID)+"/portal")
}
