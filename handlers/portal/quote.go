package portal

import (
	"errors"
	"html/template"
	"io"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) quoteRoutes() []Route {
	table := []Route{
		contact("GET", "/portal/quotes/{id}", "quote", p.quote),
		contact("POST", "/portal/quotes/{id}/view", "quote", p.viewQuote),
		contact("GET", "/portal/quotes/{id}/pdf", "quote", p.quotePDF),
		contact("GET", "/portal/quotes/{id}/terms", "quote", p.quoteTerms),
		contact("GET", "/portal/quotes/{id}/acceptance", "quote", p.signing),
		contact("POST", "/portal/quotes/{id}/acceptance", "quote", p.accept),
		contact("POST", "/portal/quotes/{id}/acceptance/code", "quote", p.signingCode),
		contact("GET", "/portal/quotes/{id}/refusal", "quote", p.declining),
		contact("POST", "/portal/quotes/{id}/refusal", "quote", p.decline),
		contact("POST", "/portal/quotes/{id}/refusal/code", "quote", p.decliningCode),
	}
	for _, more := range [][]Route{
		both("GET", "quote", "/choices", p.quote),
		both("POST", "quote", "/invoice", p.toInvoice),
	} {
		table = append(table, more...)
	}
	return table
}

// quotePage is a quote as its client sees it, before and after the decision.
type quotePage struct {
	web.Frame
	Base     string // path under which all that one does with the quote hangs
	Quote    store.Quote
	IsOpen   bool    // the client can decide
	Kind     string  // which words are used: 'quote' or 'estimate'
	Work     []group // what is not a choice
	Packages []templates.Offer
	Extras   []templates.Offer
	Steps    []templates.Step
	Bill     bill
	Form     *web.Form // of the signature, or of the refusal
	Consent  string    // the words under the tick
	Swapped  bool      // only the parts that ticking changes are shown
	Newer    string    // address of the version that replaced this one, if it can be opened from here
	Signed   *signed
	Invoice  *store.Invoice // that the acceptance made, while something is left to pay of it
	Thanks   bool           // say thank you: it has just been signed
	Code     codeField      // that a decision asks for
	Deposit  string         // to pay now
	Due      string         // name of what is to be paid now

	termsWord string
}

// ByInitials are those of whoever of the studio sent the quote.
func (v *quotePage) ByInitials() string { return web.Initials(v.Quote.Content.By) }

// termsLink leads to the terms within the words of the tick.
func (v *quotePage) termsLink() template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(v.Base) + `/terms" data-dialog="terms">` +
		template.HTMLEscapeString(v.termsWord) + `</a>`)
}

// PackagesDiffer tells whether the extras change with the package.
func (v *quotePage) PackagesDiffer() bool {
	for _, s := range v.Quote.Content.Packages() {
		for _, l := range s.Lines {
			if l.Optional {
				return true
			}
		}
	}
	return false
}

// quote shows the quote; with htmx, and at /choices, the totals of what is
// ticked.
func (p *Pages) quote(x *web.Exchange, portal *store.Portal) error {
	page, err := p.quotePage(x, portal)
	if err != nil {
		return err
	}
	if page.Swapped = x.IsPart(); page.Swapped && !page.IsOpen {
		return x.Go(page.Base) // decided meanwhile: there is nothing to choose any more
	}
	return x.Show("portal/quote", "choices", page)
}

// quotePage reads the quote of a request with the choices of its address.
func (p *Pages) quotePage(x *web.Exchange, portal *store.Portal) (*quotePage, error) {
	id, base, err := address(x, portal, "quote")
	if err != nil {
		return nil, err
	}
	q, err := portal.Quote(x.Context(), id)
	if err != nil {
		return nil, err
	}
	page := &quotePage{Frame: p.Frame(x, portal, ""), Base: base, Quote: q, Kind: q.Kind, IsOpen: q.IsOpen(), Code: codeField{Asked: portal.AsksForCode()},
		Form: web.NewForm("name", portal.Contact.Name, "method", "type")}
	if q.Status == "accepted" {
		return page, p.addDecision(x, portal, page)
	}
	sel, err := chosen(x, &page.Quote.Content)
	if err != nil {
		return nil, err
	}
	if err := p.addNewer(x, portal, page); err != nil {
		return nil, err
	}
	if err := p.choose(x, portal, page, sel); err != nil || q.Status != "invoiced" {
		return page, err
	}
	return page, p.addInvoice(x, portal, page)
}

// choose fills the page with the quote as it is with these choices.
func (p *Pages) choose(x *web.Exchange, portal *store.Portal, v *quotePage, sel store.Selection) (err error) {
	r := reader{x, &v.Quote.Content}
	if v.Work, _, err = r.groups(r.c.Sections, func(s store.Section, l store.Line) bool { return !s.Package && !l.Optional }); err != nil {
		return err
	}
	if v.Packages, err = r.packages(sel); err != nil {
		return err
	}
	if v.Extras, err = r.extras(sel); err != nil {
		return err
	}
	if v.Bill, err = r.bill(&v.Quote, sel, portal.Today()); err != nil {
		return err
	}
	v.Steps = nil
	for _, s := range r.c.Schedule {
		v.Steps = append(v.Steps, templates.Step{Label: r.stepLabel(s), When: p.Due(x.Lang, s.Due)})
	}
	v.Consent, v.termsWord = v.consent(x), x.T("quote.terms")
	return nil
}

// addNewer leads one who is signed in on to the version that replaced this one.
func (p *Pages) addNewer(x *web.Exchange, portal *store.Portal, page *quotePage) error {
	if page.Quote.SupersededBy == 0 || page.Link != "" {
		return nil
	}
	newer, err := portal.Quote(x.Context(), page.Quote.SupersededBy)
	if errors.Is(err, store.ErrNotFound) {
		return nil // it is for somebody else
	}
	if err != nil {
		return err
	}
	page.Newer = quotePath(newer.ID)
	return nil
}

func (p *Pages) viewQuote(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "quote")
	if err != nil {
		return err
	}
	if err := portal.ViewQuote(x.Context(), id, x.Visit); err != nil {
		return err
	}
	return seen(x)
}

func (p *Pages) quotePDF(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "quote")
	if err != nil {
		return err
	}
	q, err := portal.Quote(x.Context(), id)
	if err != nil {
		return err
	}
	sel, err := chosen(x, &q.Content)
	if err != nil {
		return err
	}
	return x.Paper(q.Number, func(w io.Writer) error { return p.QuotePDF(x.Context(), w, q, sel) })
}

func (p *Pages) quoteTerms(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "quote")
	if err != nil {
		return err
	}
	q, err := portal.Quote(x.Context(), id)
	if err != nil {
		return err
	}
	title := x.T(q.Kind+".title", "number", q.Number)
	return p.showTerms(x, portal, q.Content.Terms, title, base)
}

func (p *Pages) showTerms(x *web.Exchange, portal *store.Portal, terms store.Markdown, title, base string) error {
	if terms.HTML == "" {
		return store.ErrNotFound
	}
	return x.Show("portal/terms", "", termsPage{Frame: p.Frame(x, portal, ""), Terms: terms, Of: title, Back: base, Crumb: title})
}
