package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) beginRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/new", "", p.newQuote),
		staff("POST", "/studio/quotes", "", p.beginQuote),
		staff("GET", "/studio/invoices/new", "", p.newInvoice),
		staff("POST", "/studio/invoices", "", p.beginInvoice),
	}
}

// beginPage asks for which project a quote or an invoice is to be.
type beginPage struct {
	web.Frame
	Form     *web.Form
	Noun     string // 'quote' or 'invoice'
	Projects []templates.Option
}

// Kinds are what a quote may be called.
func (p beginPage) Kinds() []templates.Option { return editPage{}.Kinds() }

func (p *Pages) newQuote(x *web.Exchange, who store.Staff) error { return p.begin(x, who, "quote") }

func (p *Pages) newInvoice(x *web.Exchange, who store.Staff) error { return p.begin(x, who, "invoice") }

func (p *Pages) begin(x *web.Exchange, who store.Staff, noun string) error {
	view, err := p.beginPage(x, who, noun, web.NewForm("project", x.R.URL.Query().Get("project"), "kind", "quote"))
	if err != nil {
		return err
	}
	return x.Show("studio/begin", "", view)
}

func (p *Pages) beginPage(x *web.Exchange, who store.Staff, noun string, form *web.Form) (beginPage, error) {
	view := beginPage{Frame: p.Frame(x, who, noun+"s"), Form: form, Noun: noun}
	for page := 1; page <= 8; page++ { // as many as a select can bear
		list, err := p.Store.Projects(x.Context(), store.ProjectFilter{}, store.Paging{Page: page})
		if err != nil {
			return view, err
		}
		if list.Paging.Page != page {
			break
		}
		for _, row := range list.Rows {
			view.Projects = append(view.Projects, templates.Option{Value: itoa(row.ID), Label: "#" + itoa(row.Number) + " " + row.Name + ", " + row.Client})
		}
	}
	return view, nil
}

// beginQuote makes a draft on a project and opens it.
func (p *Pages) beginQuote(x *web.Exchange, who store.Staff) error {
	return p.beginDraft(x, who, "quote", func(form *web.Form, project int64) (string, error) {
		q, err := p.Store.NewQuote(x.Context(), who, project, form.Get("kind"))
		return quotePath(q.ID), err
	})
}

// beginInvoice likewise, of an invoice without a quote.
func (p *Pages) beginInvoice(x *web.Exchange, who store.Staff) error {
	return p.beginDraft(x, who, "invoice", func(_ *web.Form, project int64) (string, error) {
		i, err := p.Store.NewInvoice(x.Context(), who, project)
		return invoicePath(i.ID), err
	})
}

func (p *Pages) beginDraft(x *web.Exchange, who store.Staff, noun string, make func(form *web.Form, project int64) (path string, err error)) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	project, err := strconv.ParseInt(form.Get("project"), 10, 64)
	if err == nil && project > 0 {
		var path string
		if path, err = make(form, project); err == nil {
			return x.Go(path)
		}
	} else {
		err = &store.Invalid{Fields: map[string]store.Text{"project": store.Say("invalid.choice")}}
	}
	view, viewErr := p.beginPage(x, who, noun, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/begin", "", view)
}
