package studio

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) quoteEditRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/{id}", "quote", p.quote),
		staff("POST", "/studio/quotes/{id}", "quote", p.saveQuote),
		staff("GET", "/studio/quotes/{id}/deletion", "quote", p.deletion),
		staff("POST", "/studio/quotes/{id}/deletion", "quote", p.deleteQuote),
	}
}

// quote shows a draft in its editor, and what was sent as it was sent.
func (p *Pages) quote(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if !q.IsDraft() {
		return p.sentQuote(x, who, q)
	}
	form := quoteForm(&q, p.Store.Studio().Locale)
	o, _ := outlineOf(form)
	if x.R.URL.Query().Has("lacks") {
		if err := p.showLacks(x, q.ID, form); err != nil {
			return err
		}
	}
	view, err := p.editPage(x, who, q, form, o, q.Content)
	if err != nil {
		return err
	}
	view.Focus = x.R.URL.Query().Get("at")
	view.Saved = "Saved " + p.when(x, q.Updated)
	return x.Show("studio/quote-edit", "editor", view)
}

func (p *Pages) quoteOf(x *web.Exchange) (store.Quote, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Quote{}, err
	}
	return p.Store.Quote(x.Context(), id)
}

// when says when something was, shortly: "at 14:02" today, else "on 4 Dec 2026".
func (p *Pages) when(x *web.Exchange, t time.Time) string {
	local := t.In(p.Store.Studio().Zone())
	if store.DateOf(local) == p.Store.Today() {
		return "at " + strings.TrimPrefix(local.Format("15:04"), "0")
	}
	return "on " + local.Format("2 Jan 2006")
}

// showLacks puts what a draft still lacks beside its fields.
func (p *Pages) showLacks(x *web.Exchange, id int64, form *web.Form) error {
	err := p.Store.QuoteLacks(x.Context(), id)
	var invalid *store.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	fillErrors(x, form, invalid)
	form.Errors[""] = "Before it can be sent, please mend what is marked below."
	return nil
}

// fillErrors words the errors of a form.
func fillErrors(x *web.Exchange, form *web.Form, invalid *store.Invalid) {
	for field, text := range invalid.Fields {
		if form.Errors[field] == "" {
			form.Errors[field] = x.Say(text)
		}
	}
}

func (p *Pages) editPage(x *web.Exchange, who store.Staff, q store.Quote, form *web.Form, o outline, c store.Content) (*editPage, error) {
	people, err := p.Store.ProjectContacts(x.Context(), q.ProjectID)
	if err != nil {
		return nil, err
	}
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return nil, err
	}
	project, err := p.Store.Project(x.Context(), q.ProjectID)
	if err != nil {
		return nil, err
	}
	view := &editPage{Frame: p.Frame(x, who, "quotes"), Form: form, Quote: q, Sums: p.sum(x, &c),
		Sign: sign(c.Currency, p.Store.Studio().Locale), HasEvent: project.EventOn != "",
		Contacts: []templates.Option{{Value: "", Label: "Everyone on the project"}}}
	for _, person := range people {
		view.Contacts = append(view.Contacts, templates.Option{Value: strconv.FormatInt(person.ID, 10), Label: person.Name})
	}
	_, view.Taxes = taxChoices(rates, &c)
	view.layOut(o, &c, p.money)
	return view, nil
}

// saveQuote takes the editor's form: it does what the button asks for, reads
// the whole and keeps it. By htmx it comes by itself as one types, and then
// only the figures, the errors and the word of having saved go back, so that
// nothing moves under the hands.
func (p *Pages) saveQuote(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	o, ok := outlineOf(form)
	if !ok {
		return &store.Invalid{Fields: map[string]store.Text{"": store.Say("error400.note")}}
	}
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return err
	}
	taxes, options := taxChoices(rates, &q.Content)
	do := form.Get("do")
	focus := o.change(form, do, options[0].Value)
	o.settle(form)
	r := reader{form: form, locale: p.Store.Studio().Locale, currency: q.Content.Currency, taxes: taxes}
	content, err := r.read(o, q.Content)
	if err == nil {
		err = p.keep(x, who, &q, form, content)
	}
	if err == nil && do == "send" {
		return p.towardsSending(x, who, q, form, o, content)
	}
	return p.answerSave(x, who, q, form, o, content, focus, err)
}

// keep saves what was read, and notes in the form that it is the newest.
func (p *Pages) keep(x *web.Exchange, who store.Staff, q *store.Quote, form *web.Form, c store.Content) error {
	edits, err := strconv.Atoi(form.Get("edits"))
	if err != nil {
		return &store.Invalid{Fields: map[string]store.Text{"": store.Say("error400.note")}}
	}
	var contact int64
	if chosen := form.Get("contact"); chosen != "" {
		if contact, err = strconv.ParseInt(chosen, 10, 64); err != nil {
			return &store.Invalid{Fields: map[string]store.Text{"contact": store.Say("invalid.choice")}}
		}
	}
	saved, err := p.Store.SaveQuote(x.Context(), who, q.ID, edits, contact, c)
	if err != nil {
		return err
	}
	*q = saved
	form.Values.Set("edits", strconv.Itoa(saved.Edits))
	return nil
}

// towardsSending goes on to the letter, or shows what is missing first.
func (p *Pages) towardsSending(x *web.Exchange, who store.Staff, q store.Quote, form *web.Form, o outline, c store.Content) error {
	if err := p.showLacks(x, q.ID, form); err != nil {
		return err
	}
	if !form.Failed() {
		return x.Go(quotePath(q.ID) + "/sending")
	}
	view, err := p.editPage(x, who, q, form, o, c)
	if err != nil {
		return err
	}
	view.Saved = "Saved " + p.when(x, q.Updated)
	return x.Reply(http.StatusUnprocessableEntity, "studio/quote-edit", "editor", view)
}

func (p *Pages) answerSave(x *web.Exchange, who store.Staff, q store.Quote, form *web.Form, o outline, c store.Content, focus string, saveErr error) error {
	do := form.Get("do")
	part := "editor"
	if do == "" || do == "save" {
		part = "saved"
		x.W.Header().Set("HX-Reswap", "none")
	}
	if saveErr == nil && !x.IsPart() {
		return x.Go(quotePath(q.ID) + at(focus))
	}
	var invalid *store.Invalid
	if errors.As(saveErr, &invalid) {
		fillErrors(x, form, invalid)
	}
	view, err := p.editPage(x, who, q, form, o, c)
	if err != nil {
		return err
	}
	view.Focus, view.Saved, view.IsPart = focus, "Saved "+p.when(x, p.Store.Now()), part == "saved" && x.IsPart()
	if saveErr == nil {
		return x.Show("studio/quote-edit", part, view)
	}
	view.Saved = "Not saved yet: please mend what is marked."
	view.Stale = errors.As(saveErr, new(*store.Refused))
	if view.Stale {
		view.Saved = "Not saved."
	}
	return x.Again(saveErr, form, "studio/quote-edit", part, view)
}

// at is the query that gives a field the focus on the next page.
func at(focus string) string {
	if focus == "" {
		return ""
	}
	return "?at=" + url.QueryEscape(focus)
}

type quotePage struct {
	web.Frame
	Quote store.Quote
}

// deletion asks once more before a draft is thrown away.
func (p *Pages) deletion(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if !q.IsDraft() {
		return x.Go(quotePath(q.ID))
	}
	return x.Show("studio/quote-deletion", "", quotePage{Frame: p.Frame(x, who, "quotes"), Quote: q})
}

func (p *Pages) deleteQuote(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.DeleteQuote(x.Context(), who, id); err != nil {
		return err
	}
	if err := x.Tell("ok", "The draft is gone."); err != nil {
		return err
	}
	return x.Go("/studio/quotes")
}
