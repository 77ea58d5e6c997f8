package studio

import (
	"context"
	"errors"
	"fmt"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

const quoteTemplates = "/studio/templates"

func (p *Pages) templateRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/{id}/template", "quote", p.namingTemplate),
		staff("POST", "/studio/quotes/{id}/template", "quote", p.saveAsTemplate),
		staff("GET", quoteTemplates, "", p.templates),
		staff("GET", quoteTemplates+"/new", "", p.newTemplate),
		staff("POST", quoteTemplates, "", p.beginTemplate),
		staff("GET", quoteTemplates+"/{id}", "template", p.template),
		staff("POST", quoteTemplates+"/{id}", "template", p.saveTemplate),
		staff("GET", quoteTemplates+"/{id}/deletion", "template", p.askToDeleteTemplate),
		staff("POST", quoteTemplates+"/{id}/deletion", "template", p.deleteTemplate),
	}
}

func templatePath(id int64) string { return quoteTemplates + "/" + itoa(id) }

// templatesPage is the list of templates.
type templatesPage struct {
	web.Frame
	listing
	Rows []templateRow
}

// templateRow is a template and what is in it.
type templateRow struct {
	store.Template
	Holds string // "3 lines, 2 to choose, £1,850.00"
}

func (p *Pages) templates(x *web.Exchange, who store.Staff) error {
	view := templatesPage{Frame: p.Frame(x, who, "quotes"), listing: newListing(x, "Name")}
	list, total, err := p.Store.FindTemplates(x.Context(), view.Form.Get("q"), x.Paging())
	if err != nil {
		return err
	}
	view.found(x, x.Paging(), total)
	view.Any = total > 0 || view.Filtered()
	for _, t := range list {
		view.Rows = append(view.Rows, p.templateRow(t))
	}
	return x.Show("studio/templates", "list", view)
}

func (p *Pages) templateRow(t store.Template) templateRow {
	lines, extras := countLines(&t.Content)
	row := templateRow{Template: t, Holds: counted(lines, "line")}
	if extras > 0 {
		row.Holds += fmt.Sprintf(", %d to choose", extras)
	}
	if n := len(t.Content.Packages()); n > 0 {
		row.Holds += fmt.Sprintf(", one of %s", counted(n, "package"))
	}
	if totals, err := t.Content.TotalsOf(t.Content.DefaultSelection()); err == nil {
		row.Holds += ", " + p.money(totals.Total, t.Content.Currency)
	}
	return row
}

// templateBeginning asks what a template is to be called, and what it is of.
type templateBeginning struct {
	web.Frame
	Form *web.Form // name, kind
}

// Kinds are what the documents that begin with it are called.
func (templateBeginning) Kinds() []templates.Option { return editPage{}.Kinds() }

func (p *Pages) newTemplate(x *web.Exchange, who store.Staff) error {
	return x.Show("studio/template-new", "", templateBeginning{p.Frame(x, who, "quotes"), web.NewForm("kind", "quote")})
}

// beginTemplate adds an empty template and opens it.
func (p *Pages) beginTemplate(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err = form.Unreadable(); err == nil {
		var t store.Template
		if t, err = p.Store.NewTemplate(x.Context(), who, form.Get("name"), form.Get("kind")); err == nil {
			return x.Go(templatePath(t.ID))
		}
	}
	return x.Again(err, form, "studio/template-new", "", templateBeginning{p.Frame(x, who, "quotes"), form})
}

func (p *Pages) templateOf(x *web.Exchange) (store.Template, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Template{}, err
	}
	return p.Store.Template(x.Context(), id)
}

// template shows a template in the editor.
func (p *Pages) template(x *web.Exchange, who store.Staff) error {
	t, err := p.templateOf(x)
	if err != nil {
		return err
	}
	return p.edit(x, who, p.templateDraft(t))
}

// templateDraft is a template as the editor knows it: nobody's, and never sent.
func (p *Pages) templateDraft(t store.Template) draft {
	return draft{Noun: "template", Name: t.Name, Path: templatePath(t.ID), Next: "/studio/quotes/new?from=template:" + itoa(t.ID), List: quoteTemplates,
		Part: "quotes", Edits: t.Edits, Updated: t.Updated, Content: t.Content,
		keep: func(ctx context.Context, by store.Staff, v typed) (draft, error) {
			saved, err := p.Store.EditTemplate(ctx, by, t.ID, v.edits, v.name, v.content)
			return p.templateDraft(saved), err
		},
		lacks: func(context.Context) error { return nil },
	}
}

func (p *Pages) saveTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.templateOf(x)
	if err != nil {
		return err
	}
	return p.save(x, who, p.templateDraft(t))
}

func (p *Pages) askToDeleteTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.templateOf(x)
	if err != nil {
		return err
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "quotes"), Title: "Throw away the template " + t.Name + "?",
		Text: "Quotes that began with it stay as they are.", Action: templatePath(t.ID) + "/deletion", Button: "Throw it away", Back: templatePath(t.ID)})
}

func (p *Pages) deleteTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.templateOf(x)
	if err != nil {
		return err
	}
	if err := p.Store.DeleteTemplate(x.Context(), who, t.ID); err != nil {
		return err
	}
	return p.say(x, "The template "+t.Name+" is gone.", quoteTemplates)
}

// namingPage asks what the template that a quote is kept as is to be called.
type namingPage struct {
	web.Frame
	Quote store.Quote
	Form  *web.Form // name, intro, replace
	Noun  string
	Taken bool // there is one of this name: it can be replaced
}

func (p *Pages) namingTemplate(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	view := namingPage{Frame: p.Frame(x, who, "quotes"), Quote: q, Form: web.NewForm("name", q.Title, "intro", q.Content.Intro.Source), Noun: noun(&q)}
	return x.Show("studio/template-save", "", view)
}

// saveAsTemplate keeps a quote as a template.
func (p *Pages) saveAsTemplate(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	var t store.Template
	if err = form.Unreadable(); err == nil {
		words := store.TemplateWords{Name: form.Get("name"), Intro: form.Get("intro")}
		t, err = p.Store.SaveTemplate(x.Context(), who, q.ID, words, form.Ticked("replace"))
	}
	if err == nil {
		return p.say(x, "The template "+t.Name+" is saved. Begin with it at ‘New quote’.", templatePath(t.ID))
	}
	view := namingPage{Frame: p.Frame(x, who, "quotes"), Quote: q, Form: form, Noun: noun(&q), Taken: isTaken(err)}
	return x.Again(err, form, "studio/template-save", "", view)
}

// isTaken tells whether a name was refused because another template has it.
func isTaken(err error) bool {
	var invalid *store.Invalid
	return errors.As(err, &invalid) && invalid.Fields["name"].Key == "invalid.template_taken"
}
