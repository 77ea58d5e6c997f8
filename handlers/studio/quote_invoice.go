package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) quoteInvoiceRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/{id}/invoice", "quote", p.agreeing),
		staff("POST", "/studio/quotes/{id}/invoice", "quote", p.invoiceQuote),
	}
}

// agreementPage asks what of a quote was agreed on, before its invoice is made
// without a signature.
type agreementPage struct {
	web.Frame
	Quote    store.Quote
	Form     *web.Form // package, options
	Packages []store.Section
	Options  []extra
	Noun     string
}

// extra is an optional line of a quote, with what it comes to.
type extra struct {
	store.Line
	Of     string // the package that it belongs to, or ""
	Amount string
}

func (p *Pages) agreeing(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if !(sentPage{Quote: q}).CanInvoice() || q.Status == "accepted" {
		return x.Go(quotePath(q.ID))
	}
	sel := q.Content.DefaultSelection()
	form := web.NewForm("package", sel.Package)
	form.Values["option"] = sel.Options
	view, err := p.agreementPage(x, who, q, form)
	if err != nil {
		return err
	}
	return x.Show("studio/quote-invoice", "", view)
}

func (p *Pages) agreementPage(x *web.Exchange, who store.Staff, q store.Quote, form *web.Form) (*agreementPage, error) {
	view := &agreementPage{Frame: p.Frame(x, who, "quotes"), Quote: q, Form: form, Packages: q.Content.Packages(), Noun: noun(&q)}
	for _, s := range q.Content.Sections {
		for _, l := range s.Lines {
			if !l.Optional {
				continue
			}
			amount, err := q.Content.Amount(l)
			if err != nil {
				return nil, err
			}
			option := extra{Line: l, Amount: p.money(amount, q.Currency)}
			if s.Package {
				option.Of = s.Title
			}
			view.Options = append(view.Options, option)
		}
	}
	return view, nil
}

// invoiceQuote makes the invoice of a quote and opens it.
func (p *Pages) invoiceQuote(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	i, err := p.Store.InvoiceQuote(x.Context(), who, q.ID, store.Selection{Package: form.Get("package"), Options: form.All("option")})
	if err == nil {
		return x.Go(invoicePath(i.ID))
	}
	view, viewErr := p.agreementPage(x, who, q, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/quote-invoice", "", view)
}
