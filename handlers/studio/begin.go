package studio

import (
	"errors"
	"strconv"
	"strings"

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

// beginPage asks for which project a quote or an invoice is to be, and what it
// begins with.
type beginPage struct {
	web.Frame
	Form     *web.Form // project, kind, from
	Noun     string    // 'quote' or 'invoice'
	Projects []templates.Option
	Patterns []templates.Option // the templates, and what is to be copied; none: there is no choice
}

// Kinds are what a quote may be called.
func (p beginPage) Kinds() []templates.Option { return editPage{}.Kinds() }

func (p *Pages) newQuote(x *web.Exchange, who store.Staff) error { return p.begin(x, who, "quote") }

func (p *Pages) newInvoice(x *web.Exchange, who store.Staff) error { return p.begin(x, who, "invoice") }

func (p *Pages) begin(x *web.Exchange, who store.Staff, noun string) error {
	query := x.R.URL.Query()
	form := web.NewForm("project", query.Get("project"), "kind", "quote", "from", query.Get("from"))
	if err := p.preset(x, form); err != nil {
		return err
	}
	view, err := p.beginPage(x, who, noun, form)
	if err != nil {
		return err
	}
	return x.Show("studio/begin", "", view)
}

// preset chooses the project and the kind of what is to be copied.
func (p *Pages) preset(x *web.Exchange, form *web.Form) error {
	from := patternOf(form.Get("from"))
	switch {
	case from.Template != 0:
		t, err := p.Store.Template(x.Context(), from.Template)
		if err == nil {
			form.Values.Set("kind", t.Kind)
		}
		return err
	case form.Get("project") != "":
	case from.Quote != 0:
		q, err := p.Store.Quote(x.Context(), from.Quote)
		if err == nil {
			form.Values.Set("kind", q.Kind)
			form.Values.Set("project", itoa(q.ProjectID))
		}
		return err
	case from.Invoice != 0:
		i, err := p.Store.Invoice(x.Context(), from.Invoice)
		if err == nil {
			form.Values.Set("project", itoa(i.ProjectID))
		}
		return err
	}
	return nil
}

// patternOf reads what a document begins with: 'template:3', 'quote:12',
// 'invoice:5'. Anything else is nothing.
func patternOf(from string) (v store.Pattern) {
	kind, key, _ := strings.Cut(from, ":")
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil || id <= 0 {
		return v
	}
	switch kind {
	case "template":
		v.Template = id
	case "quote":
		v.Quote = id
	case "invoice":
		v.Invoice = id
	}
	return v
}

// beginning is what a form's document begins with; the steps of the usual schedule
// are named in the client's language.
func beginning(x *web.Exchange, form *web.Form) store.Pattern {
	v := patternOf(form.Get("from"))
	v.Steps = func(lang, step string) string { return x.App.Words(lang, "schedule.step_"+step) }
	return v
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
	return view, p.addPatterns(x, &view)
}

// addPatterns offers the templates, and what is to be copied first of all.
func (p *Pages) addPatterns(x *web.Exchange, view *beginPage) error {
	view.Patterns = []templates.Option{{Label: "An empty " + view.Noun}}
	label, err := p.copied(x, patternOf(view.Form.Get("from")))
	if err != nil {
		return err
	}
	if label != "" {
		view.Patterns = append(view.Patterns, templates.Option{Value: view.Form.Get("from"), Label: "A copy of " + label})
	}
	list, err := p.Store.Templates(x.Context())
	if err != nil {
		return err
	}
	for _, t := range list {
		label := t.Name
		if t.Content.Currency != p.Store.Studio().Currency {
			label += ", in " + t.Content.Currency
		}
		view.Patterns = append(view.Patterns, templates.Option{Value: "template:" + itoa(t.ID), Label: label})
	}
	if len(view.Patterns) == 1 {
		view.Patterns = nil
	}
	return nil
}

// copied names the document that is to be copied; "" for none.
func (p *Pages) copied(x *web.Exchange, from store.Pattern) (label string, err error) {
	switch {
	case from.Quote != 0:
		q, err := p.Store.Quote(x.Context(), from.Quote)
		if errors.Is(err, store.ErrNotFound) {
			return "", nil
		}
		return strings.TrimSpace(q.Number + " " + q.Title), err
	case from.Invoice != 0:
		i, err := p.Store.Invoice(x.Context(), from.Invoice)
		if errors.Is(err, store.ErrNotFound) {
			return "", nil
		}
		return strings.TrimSpace(i.Number + " " + i.Title), err
	}
	return "", nil
}

// beginQuote makes a draft on a project and opens it.
func (p *Pages) beginQuote(x *web.Exchange, who store.Staff) error {
	return p.beginDraft(x, who, "quote", func(form *web.Form, project int64) (string, error) {
		q, err := p.Store.BeginQuote(x.Context(), who, project, form.Get("kind"), beginning(x, form))
		if err == nil {
			err = p.tellStaleTaxes(x, &q.Content)
		}
		return quotePath(q.ID), err
	})
}

// beginInvoice likewise, of an invoice without a quote.
func (p *Pages) beginInvoice(x *web.Exchange, who store.Staff) error {
	return p.beginDraft(x, who, "invoice", func(form *web.Form, project int64) (string, error) {
		i, err := p.Store.BeginInvoice(x.Context(), who, project, beginning(x, form))
		if err == nil {
			err = p.tellStaleTaxes(x, &i.Content)
		}
		return invoicePath(i.ID), err
	})
}

// tellStaleTaxes warns of taxes that a draft has of what it began with, and that
// the studio no longer has.
func (p *Pages) tellStaleTaxes(x *web.Exchange, c *store.Content) error {
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return err
	}
	ours, _ := taxChoices(rates, &store.Content{TaxName: c.TaxName})
	all, options := taxChoices(rates, c)
	if len(all) == len(ours) {
		return nil
	}
	var stale []string
	for _, option := range options {
		if _, is := ours[option.Value]; !is {
			stale = append(stale, option.Label)
		}
	}
	return x.Tell("warn", "Not among your taxes any more: "+strings.Join(stale, "; ")+". Please look at the lines that have it.")
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
