package portal

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

// Where the studio asks for it, whoever decides types a code from an email that has
// just been sent. The form comes back as it is, with a word that it was.

// codeField is that code, in the form of a decision.
type codeField struct {
	Asked bool // it is asked for
	Sent  bool // one was just sent
}

func (p *Pages) signingCode(x *web.Exchange, portal *store.Portal) error {
	return p.quoteCode(x, portal, "portal/quote-sign", "signing")
}

func (p *Pages) decliningCode(x *web.Exchange, portal *store.Portal) error {
	return p.quoteCode(x, portal, "portal/quote-decline", "decline-form")
}

// quoteCode sends a code for a quote, and shows the form of the decision again.
func (p *Pages) quoteCode(x *web.Exchange, portal *store.Portal, name, part string) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.quotePage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	if part == "signing" && page.IsOpen {
		if err := p.seenChoices(x, portal, page); err != nil {
			return x.Again(err, form, name, part, page)
		}
	}
	if err := portal.SendCode(x.Context(), store.Object{Kind: "quote", ID: page.Quote.ID}); err != nil {
		return x.Again(err, form, name, part, page)
	}
	page.Code.Sent = true
	return x.Show(name, part, page)
}

func (p *Pages) contractSigningCode(x *web.Exchange, portal *store.Portal) error {
	return p.contractCode(x, portal, "portal/contract-sign", "signing")
}

func (p *Pages) contractDecliningCode(x *web.Exchange, portal *store.Portal) error {
	return p.contractCode(x, portal, "portal/contract-decline", "decline-form")
}

// contractCode sends a code for a contract, likewise.
func (p *Pages) contractCode(x *web.Exchange, portal *store.Portal, name, part string) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.contractPage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	if err := portal.SendCode(x.Context(), store.Object{Kind: "contract", ID: page.Contract.ID}); err != nil {
		return x.Again(err, form, name, part, page)
	}
	page.Code.Sent = true
	return x.Show(name, part, page)
}
