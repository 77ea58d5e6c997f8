package studio

import (
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// The fields of the editor of contracts: title, body, figures ('quote:12'),
// people (all who could sign, in their order), contacts (those of them who do),
// order ('together' or 'in turn'), countersign, staff, sign_by, edits.

// contractForm is a draft as the editor's form has it.
func contractForm(c *store.Contract) *web.Form {
	form := web.NewForm("title", c.Title, "body", c.Body, "order", "together", "countersign", c.Countersign, "sign_by", string(c.SignBy),
		"edits", strconv.Itoa(c.Edits))
	if c.Figures != (store.Object{}) {
		form.Values.Set("figures", c.Figures.Kind+":"+itoa(c.Figures.ID))
	}
	if c.StaffID != 0 {
		form.Values.Set("staff", itoa(c.StaffID))
	}
	if c.InOrder {
		form.Values.Set("order", "in turn")
	}
	for _, id := range c.Contacts {
		form.Values.Add("people", itoa(id))
		form.Values.Add("contacts", itoa(id))
	}
	return form
}

// contractDraft reads the form.
func contractDraft(form *web.Form) (d store.ContractDraft, err error) {
	if err := form.Unreadable(); err != nil {
		return d, err
	}
	d = store.ContractDraft{Title: form.Get("title"), Body: form.Get("body"), InOrder: form.Get("order") == "in turn",
		Countersign: form.Get("countersign"), SignBy: store.Date(form.Get("sign_by"))}
	var invalid store.Invalid
	if kind, key, named := strings.Cut(form.Get("figures"), ":"); named {
		d.Figures.Kind = kind
		if d.Figures.ID, err = strconv.ParseInt(key, 10, 64); err != nil {
			invalid.Add("figures", store.Say("invalid.choice"))
		}
	}
	if form.Get("staff") != "" {
		d.StaffID = wanted(form, "staff", &invalid)
	}
	for _, id := range signersIn(form) {
		if form.Has("contacts", itoa(id)) {
			d.Contacts = append(d.Contacts, id)
		}
	}
	return d, invalid.OrNil()
}

// signersIn are all who could sign, in the form's order, each once.
func signersIn(form *web.Form) []int64 {
	var list []int64
	for _, id := range append(form.IDs("people"), form.IDs("contacts")...) {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// moveSigner does what the buttons 'up:12' and 'down:12' ask for.
func moveSigner(form *web.Form, do string) {
	way, key, _ := strings.Cut(do, ":")
	list := form.Values["people"]
	i := slices.Index(list, key)
	j := map[string]int{"up": i - 1, "down": i + 1}[way]
	if i < 0 || way != "up" && way != "down" || j < 0 || j >= len(list) {
		return
	}
	list[i], list[j] = list[j], list[i]
}

// signerChoices are the rows of those who may sign: in the form's order, and then
// whoever has joined the project since.
func signerChoices(form *web.Form, c *store.Contract, people []store.Contact) []signerChoice {
	var rows []signerChoice
	add := func(id int64, name, note string) {
		rows = append(rows, signerChoice{ID: id, Name: name, Note: note, Chosen: form.Has("contacts", itoa(id))})
	}
	order := signersIn(form)
	for _, id := range order {
		if i := slices.IndexFunc(people, func(v store.Contact) bool { return v.ID == id }); i >= 0 {
			add(id, people[i].Name, people[i].Email)
		} else if s := c.Signer(id); s != nil {
			add(id, s.Name, "Not on this project any more")
		}
	}
	for _, person := range people {
		if !slices.Contains(order, person.ID) {
			add(person.ID, person.Name, person.Email)
		}
	}
	for i := range rows {
		rows[i].First, rows[i].Last = i == 0, i == len(rows)-1
	}
	return rows
}
