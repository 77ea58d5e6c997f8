package portal

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func quotePath(id int64) string   { return "/portal/quotes/" + strconv.FormatInt(id, 10) }
func invoicePath(id int64) string { return "/portal/invoices/" + strconv.FormatInt(id, 10) }

// signed is a signature as the page shows it.
type signed struct {
	store.Signature
	Ink     *web.Ink // of a drawn one
	Stamp   string   // when, in words, with the zone of the day
	Machine string   // when, for machines: RFC 3339
}

// consent are the words that stand under the tick, and are kept with the
// signature as they were shown.
func (v *quotePage) consent(x *web.Exchange) string {
	return x.T(v.Kind+".consent", "number", v.Quote.Number, "total", v.Bill.Amount)
}

// agreed is all that was agreed to: the words at the tick, and those under it.
func (v *quotePage) agreed(x *web.Exchange) string {
	tick := x.T(v.Kind + ".agree_plain")
	if v.Quote.Content.Terms.HTML != "" {
		tick = x.T(v.Kind+".agree", "terms", x.T("quote.terms"))
	}
	return tick + " " + v.Consent
}

// signing is the page to sign on where no dialog can be opened; once the quote
// is signed, it says thank you.
func (p *Pages) signing(x *web.Exchange, portal *store.Portal) error {
	page, err := p.quotePage(x, portal)
	if err != nil {
		return err
	}
	switch {
	case page.Quote.Status == "accepted":
		page.Thanks = true
		return x.Show("portal/quote", "", page)
	case !page.Quote.IsOpen():
		return x.Go(page.Base)
	}
	return x.Show("portal/quote-sign", "", page)
}

// accept signs the quote.
func (p *Pages) accept(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.quotePage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	if page.Quote.Status == "accepted" {
		return p.signedBefore(x, page)
	}
	if err := p.seenChoices(x, portal, page); err != nil {
		return x.Again(err, form, "portal/quote-sign", "signing", page)
	}
	_, err = portal.WithCode(form.Get("code")).AcceptQuote(x.Context(), page.Quote.ID, page.readSigning(x))
	if err != nil {
		return x.Again(err, form, "portal/quote-sign", "signing", page)
	}
	return x.Go(page.Base + "/acceptance")
}

// signedBefore answers a second signing. To one whose own first press was the
// one that counted, all is well.
func (p *Pages) signedBefore(x *web.Exchange, page *quotePage) error {
	s := page.Signed
	if s != nil && s.Email == page.Contact.Email && page.Form.Signs(s.Name) {
		return x.Go(page.Base + "/acceptance")
	}
	return x.Again(&store.Refused{Why: store.Say("refused.quote_accepted")}, page.Form, "portal/quote-sign", "signing", page)
}

// seenChoices sets the page to the choices under which the form was shown.
// What is ticked beside it (with script both are sent) must be the same: a
// total that is still on its way must not be signed unseen.
func (p *Pages) seenChoices(x *web.Exchange, portal *store.Portal, page *quotePage) error {
	content, values := &page.Quote.Content, page.Form.Values
	shown, err := content.Settle(selection(values, "chosen", "chosen_package"))
	if err != nil {
		return err
	}
	if values.Get("live") == "" {
		return p.choose(x, portal, page, shown)
	}
	ticked, err := content.Settle(selection(values, "option", "package"))
	if err != nil {
		return err
	}
	if err := p.choose(x, portal, page, ticked); err != nil {
		return err
	}
	if ticked.Package != shown.Package || !slices.Equal(ticked.Options, shown.Options) {
		return &store.Refused{Why: store.Say("refused.total_changed")}
	}
	return nil
}

// readSigning reads what the form hands in. Junk in it is a total of nothing: the
// store refuses that.
func (v *quotePage) readSigning(x *web.Exchange) store.Signing {
	signing := x.Signing(v.Form, v.agreed(x))
	signing.Selection = v.Bill.Selection
	var err error
	if signing.Total, err = strconv.ParseInt(v.Form.Get("total"), 10, 64); err != nil {
		signing.Total = -1
	}
	return signing
}

// Sign is the form of the signature.
func (v *quotePage) Sign() web.SignForm {
	f := web.SignForm{Lang: v.Lang, Kind: v.Kind, Base: v.Base, Action: v.Base + "/acceptance", Form: v.Form, Consent: v.Consent, Choices: true,
		Swapped: v.Swapped, Code: v.Code.Asked, CodeSent: v.Code.Sent, Seen: []web.Field{{Name: "hash", Value: v.Quote.Hash}, {Name: "total", Value: strconv.FormatInt(v.Bill.Total, 10)},
			{Name: "chosen_package", Value: v.Bill.Selection.Package}}}
	for _, option := range v.Bill.Selection.Options {
		f.Seen = append(f.Seen, web.Field{Name: "chosen", Value: option})
	}
	if v.Quote.Content.Terms.HTML != "" {
		f.Terms = v.termsLink()
	}
	if v.Preview {
		f.PreviewOf = v.Contact.Name
	}
	return f
}

// addDecision shows an accepted quote as it was signed.
func (p *Pages) addDecision(x *web.Exchange, portal *store.Portal, page *quotePage) error {
	record, err := portal.SignedQuote(x.Context(), page.Quote.ID)
	if err != nil {
		return err
	}
	if err := p.choose(x, portal, page, record.Signature.Selection); err != nil {
		return err
	}
	page.Packages, page.Extras = taken(page.Packages), taken(page.Extras)
	s := record.Signature
	page.Signed = &signed{Signature: s, Ink: web.Draw(s.Strokes), Stamp: x.Date(s.At.In(s.Zone()), "stamp"), Machine: machine(s.At)}
	return p.addInvoice(x, portal, page)
}

// machine writes an instant for machines: RFC 3339.
func machine(at time.Time) string { return at.Format(time.RFC3339) }

// taken are the offers that were chosen.
func taken(offers []templates.Offer) []templates.Offer {
	return slices.DeleteFunc(offers, func(o templates.Offer) bool { return !o.Chosen })
}

// addInvoice finds what is to be paid now.
func (p *Pages) addInvoice(x *web.Exchange, portal *store.Portal, page *quotePage) error {
	invoice, err := portal.InvoiceOfQuote(x.Context(), page.Quote.ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if invoice.IsPayable() && invoice.NextDue > 0 {
		page.Invoice = &invoice
		page.Deposit = reader{x, &page.Quote.Content}.money(invoice.NextDue)
		page.Due = x.T("schedule.next")
		if invoice.Paid == 0 && len(page.Quote.Content.Schedule) > 1 {
			page.Due = x.T("quote.deposit_now")
		}
	}
	return nil
}

// toInvoice leads on to the invoice that the acceptance made.
func (p *Pages) toInvoice(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "quote")
	if err != nil {
		return err
	}
	if portal.Via == store.ViaLink {
		token, err := portal.LinkToInvoice(x.Context(), id)
		if err != nil {
			return err
		}
		return x.Go("/d/" + token)
	}
	invoice, err := portal.InvoiceOfQuote(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Go(invoicePath(invoice.ID))
}

// declining is the page to decline on where no dialog can be opened.
func (p *Pages) declining(x *web.Exchange, portal *store.Portal) error {
	page, err := p.quotePage(x, portal)
	if err != nil {
		return err
	}
	if !page.Quote.IsOpen() {
		return x.Go(page.Base)
	}
	return x.Show("portal/quote-decline", "", page)
}

func (p *Pages) decline(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.quotePage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	if form.Failed() {
		return x.Again(&store.Invalid{}, form, "portal/quote-decline", "decline-form", page)
	}
	if _, err := portal.WithCode(form.Get("code")).DeclineQuote(x.Context(), page.Quote.ID, form.Get("reason"), x.Visit); err != nil {
		return x.Again(err, form, "portal/quote-decline", "decline-form", page)
	}
	return x.Go(page.Base)
}
