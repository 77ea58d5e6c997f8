package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

const contractTemplates = "/studio/contract-templates"

func (p *Pages) contractTemplateRoutes() []Route {
	return []Route{
		staff("GET", contractTemplates, "", p.contractTemplates),
		staff("GET", contractTemplates+"/new", "", p.newContractTemplate),
		staff("POST", contractTemplates, "", p.addContractTemplate),
		staff("GET", contractTemplates+"/{id}", "contract template", p.contractTemplate),
		staff("POST", contractTemplates+"/{id}", "contract template", p.saveContractTemplate),
		staff("GET", contractTemplates+"/{id}/deletion", "contract template", p.contractTemplateDeletion),
		staff("POST", contractTemplates+"/{id}/deletion", "contract template", p.deleteContractTemplate),
	}
}

type contractTemplatesPage struct {
	web.Frame
	listing
	Templates []store.ContractTemplate
}

func (p *Pages) contractTemplates(x *web.Exchange, who store.Staff) error {
	l := newListing(x, "Name")
	list, total, err := p.Store.FindContractTemplates(x.Context(), l.Form.Get("q"), x.Paging())
	if err != nil {
		return err
	}
	l.found(x, x.Paging(), total)
	l.Any = total > 0 || l.Filtered()
	return x.Show("studio/contract-templates", "list", contractTemplatesPage{p.Frame(x, who, "contracts"), l, list})
}

// contractTemplatePage is the form of a template.
type contractTemplatePage struct {
	web.Frame
	Template store.ContractTemplate // ID 0: a new one
	Form     *web.Form              // name, body
	Fields   []store.FieldValue     // those that the text may have, without values
}

// Action is where the form goes.
func (v contractTemplatePage) Action() string {
	if v.Template.ID == 0 {
		return contractTemplates
	}
	return contractTemplatePath(v.Template.ID)
}

func contractTemplatePath(id int64) string { return contractTemplates + "/" + itoa(id) }

func (p *Pages) contractTemplatePage(x *web.Exchange, who store.Staff, t store.ContractTemplate, form *web.Form) contractTemplatePage {
	v := contractTemplatePage{Frame: p.Frame(x, who, "contracts"), Template: t, Form: form}
	for _, name := range store.ContractFields() {
		v.Fields = append(v.Fields, store.FieldValue{Name: name})
	}
	return v
}

// newContractTemplate is an empty one, or one with the text of the contract that
// ?from= names.
func (p *Pages) newContractTemplate(x *web.Exchange, who store.Staff) error {
	form := web.NewForm()
	if from := x.R.URL.Query().Get("from"); from != "" {
		id, err := strconv.ParseInt(from, 10, 64)
		if err != nil {
			return store.ErrNotFound
		}
		c, err := p.Store.Contract(x.Context(), id)
		if err != nil {
			return err
		}
		form = web.NewForm("name", c.Title, "body", c.Body)
	}
	return x.Show("studio/contract-template", "", p.contractTemplatePage(x, who, store.ContractTemplate{}, form))
}

func (p *Pages) contractTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.contractTemplateOf(x)
	if err != nil {
		return err
	}
	return x.Show("studio/contract-template", "", p.contractTemplatePage(x, who, t, web.NewForm("name", t.Name, "body", t.Body)))
}

func (p *Pages) contractTemplateOf(x *web.Exchange) (store.ContractTemplate, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.ContractTemplate{}, err
	}
	return p.Store.ContractTemplate(x.Context(), id)
}

func (p *Pages) addContractTemplate(x *web.Exchange, who store.Staff) error {
	return p.keepContractTemplate(x, who, store.ContractTemplate{})
}

func (p *Pages) saveContractTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.contractTemplateOf(x)
	if err != nil {
		return err
	}
	return p.keepContractTemplate(x, who, t)
}

func (p *Pages) keepContractTemplate(x *web.Exchange, who store.Staff, t store.ContractTemplate) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	kept := store.ContractTemplate{ID: t.ID, Name: form.Get("name"), Body: form.Get("body")}
	if err = form.Unreadable(); err == nil {
		_, err = p.Store.KeepContractTemplate(x.Context(), who, kept)
	}
	if err == nil {
		return p.say(x, "Saved. Contracts that were begun already stay as they are.", contractTemplates)
	}
	return x.Again(err, form, "studio/contract-template", "", p.contractTemplatePage(x, who, t, form))
}

func (p *Pages) contractTemplateDeletion(x *web.Exchange, who store.Staff) error {
	t, err := p.contractTemplateOf(x)
	if err != nil {
		return err
	}
	path := contractTemplatePath(t.ID)
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "contracts"), Title: "Throw this template away?",
		Text: t.Name + ". Contracts that were begun with it stay as they are.", Action: path + "/deletion", Button: "Throw it away", Back: path})
}

func (p *Pages) deleteContractTemplate(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.RemoveContractTemplate(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, "The template is gone.", contractTemplates)
}
