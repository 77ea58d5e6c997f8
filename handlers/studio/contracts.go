package studio

import (
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) contractRoutes() []Route {
	return []Route{
		staff("GET", "/studio/contracts", "", p.contracts),
		staff("GET", "/studio/contracts/new", "", p.newContract),
		staff("POST", "/studio/contracts", "", p.beginContract),
	}
}

// contractsPage is the list of contracts.
type contractsPage struct {
	papersPage
	Contracts []contractRow
}

// contractRow is a contract in the list.
type contractRow struct {
	store.Contract
	Waits string // the names of whose turn it is
}

func (p *Pages) contracts(x *web.Exchange, who store.Staff) error {
	view := contractsPage{papersPage: p.newPapers(x, who, "contracts")}
	filter := store.ContractFilter{Search: view.Form.Get("q"), Status: view.Form.Get("status"), Sort: view.Form.Get("sort")}
	paging := x.Paging()
	list, total, err := p.Store.Contracts(x.Context(), filter, paging)
	if err != nil {
		return err
	}
	counts, err := p.Store.ContractCounts(x.Context())
	if err != nil {
		return err
	}
	for _, c := range list {
		view.Contracts = append(view.Contracts, contractRow{c, whoseTurn(&c, who)})
	}
	view.Paging = x.NewPaging(paging, total)
	view.Sorts = []templates.Option{{Value: "", Label: "Newest first"}, {Value: "oldest", Label: "Oldest first"}, {Value: "client", Label: "Client, A to Z"}}
	view.addChips(counts, [2]string{"", "All"}, [2]string{"draft", "Drafts"}, [2]string{"waiting", "Waiting"}, [2]string{"signed", "Signed"},
		[2]string{"declined", "Declined"}, [2]string{"withdrawn", "Withdrawn"}, [2]string{"archived", "Archived"})
	return x.Show("studio/contracts", "list", view)
}

func contractPath(id int64) string { return "/studio/contracts/" + strconv.FormatInt(id, 10) }

// whoseTurn names those whose signature is next, to one of the studio.
func whoseTurn(c *store.Contract, who store.Staff) string {
	var names []string
	for _, s := range c.Next() {
		if s.IsStudio() && s.StaffID == who.ID {
			s.Name = "you"
		}
		names = append(names, s.Name)
	}
	return inARow(names)
}

// inARow puts names in a sentence: "Priya, Tom and Hannah".
func inARow(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// contractBeginning asks for which project a contract is to be, and with which text
// it begins.
type contractBeginning struct {
	beginPage
	Templates []templates.Option
}

func (p *Pages) newContract(x *web.Exchange, who store.Staff) error {
	query := x.R.URL.Query()
	view, err := p.contractBeginning(x, who, web.NewForm("project", query.Get("project"), "template", query.Get("template")))
	if err != nil {
		return err
	}
	return x.Show("studio/contract-new", "", view)
}

func (p *Pages) contractBeginning(x *web.Exchange, who store.Staff, form *web.Form) (v contractBeginning, err error) {
	if v.beginPage, err = p.beginPage(x, who, "contract", form); err != nil {
		return v, err
	}
	texts, err := p.Store.ContractTemplates(x.Context())
	v.Templates = []templates.Option{{Label: "An empty page"}}
	for _, t := range texts {
		v.Templates = append(v.Templates, templates.Option{Value: itoa(t.ID), Label: t.Name})
	}
	return v, err
}

// beginContract makes a draft on a project and opens it.
func (p *Pages) beginContract(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	var invalid store.Invalid
	project, template := wanted(form, "project", &invalid), int64(0)
	if form.Get("template") != "" {
		template = wanted(form, "template", &invalid)
	}
	if err = invalid.OrNil(); err == nil {
		var c store.Contract
		if c, err = p.Store.NewContract(x.Context(), who, project, template); err == nil {
			return x.Go(contractPath(c.ID))
		}
	}
	view, viewErr := p.contractBeginning(x, who, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/contract-new", "", view)
}

// wanted is the id that a field names.
func wanted(form *web.Form, field string, invalid *store.Invalid) int64 {
	id, err := strconv.ParseInt(form.Get(field), 10, 64)
	if err != nil || id <= 0 {
		invalid.Add(field, store.Say("invalid.choice"))
	}
	return id
}
