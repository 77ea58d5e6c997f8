package studio

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// recurringForm is the page on which a recurring invoice is begun or changed.
type recurringForm struct {
	web.Frame
	Form     *web.Form
	ID       int64  // 0: a new one
	Called   string // its name so far; of a new one: ""
	Project  store.Project
	Invoices []templates.Option // whose lines can be copied
	Contacts []templates.Option
	Back     string
}

// Units are what is counted from one to the next.
func (f recurringForm) Units() []templates.Option {
	return []templates.Option{{Value: "week", Label: "weeks"}, {Value: "month", Label: "months"}, {Value: "year", Label: "years"}}
}

func (p *Pages) recurringForm(x *web.Exchange, who store.Staff, form *web.Form, projectID int64, old store.Recurring) (*recurringForm, error) {
	v := &recurringForm{Frame: p.Frame(x, who, "invoices"), Form: form, ID: old.ID, Back: "/studio/projects/" + itoa(projectID)}
	if old.ID != 0 {
		v.Back, v.Called = recurringPath(old.ID), old.Name()
		v.Invoices = []templates.Option{{Label: "As they are"}}
	}
	var err error
	if v.Project, err = p.Store.Project(x.Context(), projectID); err != nil {
		return nil, err
	}
	papers, err := p.Store.Papers(x.Context(), projectID)
	if err != nil {
		return nil, err
	}
	for _, paper := range papers {
		if paper.IsInvoice() {
			v.Invoices = append(v.Invoices, templates.Option{Value: itoa(paper.ID), Label: cmp.Or(paper.Number, "Draft") + ", " +
				cmp.Or(paper.Title, "without a title") + ", " + p.money(paper.Total, paper.Currency)})
		}
	}
	people, err := p.Store.ProjectContacts(x.Context(), projectID)
	v.Contacts = []templates.Option{{Label: "Everyone on the project"}}
	for _, c := range people {
		v.Contacts = append(v.Contacts, templates.Option{Value: itoa(c.ID), Label: "Only " + c.Name})
	}
	return v, err
}

// newRecurring proposes a monthly retainer with the lines of an invoice: the
// one of the address, or the newest of its project.
func (p *Pages) newRecurring(x *web.Exchange, who store.Staff) error {
	q := x.R.URL.Query()
	number := func(name string) int64 {
		id, err := strconv.ParseInt(q.Get(name), 10, 64)
		if err != nil {
			return 0 // as if it were not there
		}
		return id
	}
	project := number("project")
	from, contact := store.Invoice{}, ""
	if id := number("invoice"); id != 0 {
		var err error
		if from, err = p.Store.Invoice(x.Context(), id); err != nil {
			return err
		}
		project = from.ProjectID
		if from.ContactID != 0 {
			contact = itoa(from.ContactID)
		}
	}
	if project == 0 {
		return x.Go("/studio/projects") // where one is chosen
	}
	form := web.NewForm("every", "1", "unit", "month", "from_on", string(firstOfNextMonth(p.Store.Today())), "day", "",
		"sends", "on", "due_days", strconv.Itoa(p.Store.Studio().DueDays), "contact", contact, "invoice", itoa(from.ID), "project", itoa(project))
	v, err := p.recurringForm(x, who, form, project, store.Recurring{})
	if err != nil {
		return err
	}
	if from.ID == 0 && len(v.Invoices) > 0 {
		form.Values.Set("invoice", v.Invoices[0].Value)
		if id, err := strconv.ParseInt(v.Invoices[0].Value, 10, 64); err == nil {
			if from, err = p.Store.Invoice(x.Context(), id); err != nil {
				return err
			}
		}
	}
	title, err := p.titleLike(x, &from)
	if err != nil {
		return err
	}
	form.Values.Set("title", title)
	return x.Show("studio/recurring-edit", "", v)
}

// titleLike proposes a title from that of an invoice: one that names the month of
// the invoice goes on to do so.
func (p *Pages) titleLike(x *web.Exchange, from *store.Invoice) (string, error) {
	r, err := p.Store.RecurringOf(x.Context(), from.ID)
	switch {
	case err == nil:
		return r.Title, nil
	case !errors.Is(err, store.ErrNotFound):
		return "", err
	case from.Title == "":
		return "", nil
	}
	on := cmp.Or(from.IssuedOn, p.Store.Today())
	month, _ := p.PeriodNames(from.Content.Locale, on)
	name := strings.TrimRight(strings.TrimSuffix(from.Title, month+" "+string(on[:4])), " ,")
	return readable(cmp.Or(name, from.Title), 140) + ", {month} {year}", nil
}

func firstOfNextMonth(today store.Date) store.Date {
	return store.DateOf(today.AddDays(1-today.Time().Day()).Time().AddDate(0, 1, 0))
}

// terms reads the form. What cannot be read is said at its field.
func (p *Pages) terms(x *web.Exchange, form *web.Form) store.RecurringTerms {
	optional := func(field string) int {
		if form.Get(field) == "" {
			return 0
		}
		return x.Whole(form, field)
	}
	v := store.RecurringTerms{Title: form.Get("title"), Times: optional("times"), Sends: form.Get("sends") == "on", DueDays: x.Whole(form, "due_days"),
		Rhythm: store.Rhythm{Every: x.Whole(form, "every"), Unit: form.Get("unit"), Day: optional("day"), From: store.Date(form.Get("from_on"))}}
	if v.Day == 0 && form.Get("day") == "" {
		v.Day = v.From.Time().Day()
	}
	if form.Get("times") != "" && v.Times == 0 && form.Error("times") == "" {
		v.Times = -1 // none at all: refused
	}
	if until := form.Get("until_on"); until != "" {
		var err error
		if v.Until, err = store.ParseDate(until); err != nil {
			form.Errors["until_on"] = x.T("invalid.date")
		}
	}
	v.InvoiceID, v.ContactID = idIn(form, "invoice"), idIn(form, "contact")
	return v
}

// idIn is the id in a field: 0 for none, -1 for what is no id.
func idIn(form *web.Form, field string) int64 {
	if form.Get(field) == "" {
		return 0
	}
	return form.IDs(field)[0]
}

func (p *Pages) beginRecurring(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	project := idIn(form, "project")
	v := p.terms(x, form)
	if err = form.Unread(); err == nil {
		var r store.Recurring
		if r, err = p.Store.AddRecurring(x.Context(), who, project, v); err == nil {
			return p.say(x, "It begins on "+r.NextOn.Time().Format("2 January 2006")+".", recurringPath(r.ID))
		}
	}
	view, viewErr := p.recurringForm(x, who, form, project, store.Recurring{})
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/recurring-edit", "", view)
}

func (p *Pages) editRecurring(x *web.Exchange, who store.Staff) error {
	r, err := p.recurringOf(x)
	if err != nil {
		return err
	}
	if r.State == "ended" {
		return x.Go(recurringPath(r.ID))
	}
	form := web.NewForm("title", r.Title, "every", strconv.Itoa(r.Every), "unit", r.Unit, "day", "", "from_on", string(r.NextOn),
		"until_on", string(r.Until), "due_days", strconv.Itoa(r.DueDays), "sends", ticked(r.Sends), "invoice", "", "contact", "")
	if r.Unit == "month" && r.Day != r.NextOn.Time().Day() {
		form.Values.Set("day", strconv.Itoa(r.Day))
	}
	if r.Times != 0 {
		form.Values.Set("times", strconv.Itoa(r.Times))
	}
	if r.ContactID != 0 {
		form.Values.Set("contact", itoa(r.ContactID))
	}
	v, err := p.recurringForm(x, who, form, r.ProjectID, r)
	if err != nil {
		return err
	}
	return x.Show("studio/recurring-edit", "", v)
}

func (p *Pages) saveRecurring(x *web.Exchange, who store.Staff) error {
	r, err := p.recurringOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	v := p.terms(x, form)
	if err = form.Unread(); err == nil {
		err = p.Store.EditRecurring(x.Context(), who, r.ID, v)
	}
	if err == nil {
		return p.say(x, "Saved. It holds from the next invoice on.", recurringPath(r.ID))
	}
	view, viewErr := p.recurringForm(x, who, form, r.ProjectID, r)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/recurring-edit", "", view)
}
