package studio

import (
	"errors"
	"fmt"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) templateRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/{id}/template", "quote", p.namingTemplate),
		staff("POST", "/studio/quotes/{id}/template", "quote", p.saveTemplate),
		staff("GET", "/studio/templates", "", p.templates),
		staff("GET", "/studio/templates/{id}", "template", p.template),
		staff("POST", "/studio/templates/{id}", "template", p.editTemplate),
		staff("GET", "/studio/templates/{id}/deletion", "template", p.askToDeleteTemplate),
		staff("POST", "/studio/templates/{id}/deletion", "template", p.deleteTemplate),
	}
}

// templatesPage are all templates.
type templatesPage struct {
	web.Frame
	Rows []templateRow
}

// templateRow is a template and what is in it.
type templateRow struct {
	store.Template
	Holds string // "3 lines, 2 to choose, £1,850.00"
}

func (p *Pages) templates(x *web.Exchange, who store.Staff) error {
	list, err := p.Store.Templates(x.Context())
	if err != nil {
		return err
	}
	view := templatesPage{Frame: p.Frame(x, who, "quotes")}
	for _, t := range list {
		view.Rows = append(view.Rows, p.templateRow(t))
	}
	return x.Show("studio/templates", "", view)
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

// templatePage is one template: its words, and its paper.
type templatePage struct {
	web.Frame
	Template templateRow
	Form     *web.Form
	Sections []paperSection
}

func (p *Pages) template(x *web.Exchange, who store.Staff) error {
	t, err := p.templateOf(x)
	if err != nil {
		return err
	}
	view, err := p.templatePage(x, who, t, web.NewForm("name", t.Name, "intro", t.Content.Intro.Source))
	if err != nil {
		return err
	}
	return x.Show("studio/template", "", view)
}

func (p *Pages) templateOf(x *web.Exchange) (store.Template, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Template{}, err
	}
	return p.Store.Template(x.Context(), id)
}

func (p *Pages) templatePage(x *web.Exchange, who store.Staff, t store.Template, form *web.Form) (*templatePage, error) {
	sections, err := p.paper(&t.Content, nil)
	return &templatePage{Frame: p.Frame(x, who, "quotes"), Template: p.templateRow(t), Form: form, Sections: sections}, err
}

func (p *Pages) editTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.templateOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err = form.Unreadable(); err == nil {
		err = p.Store.EditTemplate(x.Context(), who, t.ID, templateWords(form))
	}
	if err == nil {
		return p.say(x, "Saved.", templatePath(t.ID))
	}
	view, viewErr := p.templatePage(x, who, t, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/template", "", view)
}

func templateWords(form *web.Form) store.TemplateWords {
	return store.TemplateWords{Name: form.Get("name"), Intro: form.Get("intro")}
}

func templatePath(id int64) string { return "/studio/templates/" + itoa(id) }

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
	return p.say(x, "The template "+t.Name+" is gone.", "/studio/templates")
}

// namingPage asks what a template is to be called.
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
	return x.Show("studio/template-new", "", view)
}

// saveTemplate keeps a quote as a template.
func (p *Pages) saveTemplate(x *web.Exchange, who store.Staff) error {
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
		t, err = p.Store.SaveTemplate(x.Context(), who, q.ID, templateWords(form), form.Ticked("replace"))
	}
	if err == nil {
		return p.say(x, "The template "+t.Name+" is saved. Begin with it at ‘New quote’.", templatePath(t.ID))
	}
	view := namingPage{Frame: p.Frame(x, who, "quotes"), Quote: q, Form: form, Noun: noun(&q), Taken: isTaken(err)}
	return x.Again(err, form, "studio/template-new", "", view)
}

// isTaken tells whether a name was refused because another template has it.
func isTaken(err error) bool {
	var invalid *store.Invalid
	return errors.As(err, &invalid) && invalid.Fields["name"].Key == "invalid.template_taken"
}
