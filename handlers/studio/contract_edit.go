package studio

import (
	"errors"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) contractEditRoutes() []Route {
	return []Route{
		staff("GET", "/studio/contracts/{id}", "contract", p.contract),
		staff("POST", "/studio/contracts/{id}", "contract", p.saveContract),
		staff("GET", "/studio/contracts/{id}/deletion", "contract", p.contractDeletion),
		staff("POST", "/studio/contracts/{id}/deletion", "contract", p.deleteContract),
	}
}

// contract shows a draft in its editor, and what was sent as it was sent.
func (p *Pages) contract(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	if !c.IsDraft() {
		return p.sentContract(x, who, c)
	}
	form := contractForm(&c)
	if x.R.URL.Query().Has("lacks") {
		if err := p.contractLacks(x, who, c, form); err != nil {
			return err
		}
	}
	view, err := p.contractEditor(x, who, c, form)
	if err != nil {
		return err
	}
	view.Saved = "Saved " + p.when(x, c.Updated)
	return x.Show("studio/contract-edit", "editor", view)
}

func (p *Pages) contractOf(x *web.Exchange) (store.Contract, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Contract{}, err
	}
	return p.Store.Contract(x.Context(), id)
}

// contractLacks puts what a draft still lacks beside its fields.
func (p *Pages) contractLacks(x *web.Exchange, who store.Staff, c store.Contract, form *web.Form) error {
	err := p.Store.ContractLacks(x.Context(), who, c.ID, p.Day)
	var invalid *store.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	fillErrors(x, form, invalid)
	form.Errors[""] = "Before it can be sent, please mend what is marked below."
	return nil
}

// contractEditor is the editor of a contract: its form, and what the server makes
// of what was saved last.
type contractEditor struct {
	web.Frame
	Form     *web.Form
	Contract store.Contract
	People   []signerChoice
	Staffers []templates.Option
	Figures  []templates.Option // whose amounts the text may name
	Fields   []store.FieldValue
	Reads    store.Markdown // the text with its fields filled in
	Saved    string         // "Saved at 14:02", or why not
	IsPart   bool           // only what goes back while one types
	Stale    bool           // the draft was changed elsewhere, or sent
}

// signerChoice is a contact of the client who may be asked to sign.
type signerChoice struct {
	ID          int64
	Name, Note  string
	Chosen      bool
	First, Last bool
}

// Called names the row to those who hear its buttons.
func (s signerChoice) Called() string { return s.Name }

// Heading is the page's title.
func (v *contractEditor) Heading() string {
	if v.Contract.Number == "" {
		return "New contract"
	}
	return "Contract " + v.Contract.Number + ", version " + strconv.Itoa(v.Contract.Version)
}

// Countersigns are the ways in which the studio may sign.
func (v *contractEditor) Countersigns() []templates.Option {
	return []templates.Option{{Value: "last", Label: "Yes, after the client"}, {Value: "first", Label: "Yes, before the client"}, {Value: "none", Label: "No"}}
}

func (p *Pages) contractEditor(x *web.Exchange, who store.Staff, c store.Contract, form *web.Form) (*contractEditor, error) {
	v := &contractEditor{Frame: p.Frame(x, who, "contracts"), Form: form, Contract: c}
	people, err := p.Store.ProjectContacts(x.Context(), c.ProjectID)
	if err != nil {
		return nil, err
	}
	v.People = signerChoices(form, &c, people)
	colleagues, err := p.Store.Colleagues(x.Context())
	if err != nil {
		return nil, err
	}
	for _, s := range colleagues {
		v.Staffers = append(v.Staffers, templates.Option{Value: itoa(s.ID), Label: s.Name})
	}
	if v.Figures, err = p.figures(x, c.ProjectID); err != nil {
		return nil, err
	}
	if v.Fields, err = p.Store.ContractFieldValues(x.Context(), who, c.ID, p.Day); err != nil {
		return nil, err
	}
	shown, err := p.Store.ContractAsSent(x.Context(), who, c.ID, p.Day)
	v.Reads = shown.Content.Body
	return v, err
}

// figures are the quotes and invoices of a project that have a number, and so
// amounts which a contract may name.
func (p *Pages) figures(x *web.Exchange, projectID int64) ([]templates.Option, error) {
	papers, err := p.Store.Papers(x.Context(), projectID)
	list := []templates.Option{{Label: "None"}}
	for _, paper := range papers {
		if paper.Number == "" {
			continue
		}
		kind := "quote"
		if paper.IsInvoice() {
			kind = "invoice"
		}
		list = append(list, templates.Option{Value: kind + ":" + itoa(paper.ID), Label: paper.Number + ", " + paper.Title + ", " + p.money(paper.Total, paper.Currency)})
	}
	return list, err
}

// saveContract takes the editor's form: it does what the button asks for and keeps
// the whole. By htmx it comes by itself as one types, and then only the errors, the
// preview and the word of having saved go back.
func (p *Pages) saveContract(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	do := form.Get("do")
	moveSigner(form, do)
	saved, err := p.keepContract(x, who, c.ID, form)
	if err == nil {
		c = saved
		form.Values.Set("edits", strconv.Itoa(c.Edits))
	}
	if err == nil && do == "send" {
		return p.towardsContractSending(x, who, c, form)
	}
	return p.answerContractSave(x, who, c, form, err)
}

func (p *Pages) keepContract(x *web.Exchange, who store.Staff, id int64, form *web.Form) (store.Contract, error) {
	d, err := contractDraft(form)
	if err != nil {
		return store.Contract{}, err
	}
	edits, err := strconv.Atoi(form.Get("edits"))
	if err != nil {
		return store.Contract{}, &store.Invalid{Fields: map[string]store.Text{"": store.Say("error400.note")}}
	}
	return p.Store.SaveContract(x.Context(), who, id, edits, d)
}

// towardsContractSending goes on to the letter, or shows what is missing first.
func (p *Pages) towardsContractSending(x *web.Exchange, who store.Staff, c store.Contract, form *web.Form) error {
	if err := p.contractLacks(x, who, c, form); err != nil {
		return err
	}
	if !form.Failed() {
		return x.Go(contractPath(c.ID) + "/sending")
	}
	view, err := p.contractEditor(x, who, c, form)
	if err != nil {
		return err
	}
	view.Saved = "Saved " + p.when(x, c.Updated)
	return x.Reply(http.StatusUnprocessableEntity, "studio/contract-edit", "editor", view)
}

func (p *Pages) answerContractSave(x *web.Exchange, who store.Staff, c store.Contract, form *web.Form, saveErr error) error {
	if saveErr == nil && !x.IsPart() {
		return x.Go(contractPath(c.ID))
	}
	part := "editor"
	if do := form.Get("do"); do == "" || do == "save" {
		part = "saved"
		x.W.Header().Set("HX-Reswap", "none")
	}
	view, err := p.contractEditor(x, who, c, form)
	if err != nil {
		return err
	}
	view.IsPart, view.Saved = part == "saved" && x.IsPart(), "Saved "+p.when(x, p.Store.Now())
	if saveErr == nil {
		return x.Show("studio/contract-edit", part, view)
	}
	view.Saved = "Not saved yet: please mend what is marked."
	if view.Stale = errors.As(saveErr, new(*store.Refused)); view.Stale {
		view.Saved = "Not saved."
	}
	return x.Again(saveErr, form, "studio/contract-edit", part, view)
}

func (p *Pages) contractDeletion(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	path := contractPath(c.ID)
	if !c.IsDraft() {
		return x.Go(path)
	}
	title := c.Title
	if title == "" {
		title = "No title yet"
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "contracts"), Title: "Throw this draft away?",
		Text: title + ", for " + c.Client + ". Nobody but you has seen it.", Action: path + "/deletion", Button: "Throw it away", Back: path})
}

func (p *Pages) deleteContract(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.DeleteContract(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, "The draft is gone.", "/studio/contracts")
}
