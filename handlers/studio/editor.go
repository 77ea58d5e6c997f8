package studio

import (
	"context"
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

// draft is a quote or an invoice that is being written, as the editor knows
// it: what it is, and the verbs by which it is kept.
type draft struct {
	Noun        string // 'quote', 'estimate' or 'invoice'
	Path        string // of the draft; what one does with it hangs below
	List        string // address of the list that it stands in
	Part        string // of the navigation, as the list is called
	Preview     string // address at which it is seen as its client would
	ProjectID   int64
	ProjectNo   int64
	ContactID   int64
	Client      string
	Number      string // of a revision; else empty
	Version     int
	QuoteID     int64 // that an invoice comes of; 0: none
	QuoteNumber string
	Edits       int
	Updated     time.Time
	Content     store.Content

	keep  func(ctx context.Context, by store.Staff, edits int, contact int64, c store.Content) (draft, error)
	lacks func(ctx context.Context) error // *store.Invalid: what it lacks before it can go
}

// IsInvoice tells an invoice from a quote.
func (d draft) IsInvoice() bool { return d.Noun == "invoice" }

// from is what the draft's schedule is counted from.
func (d draft) from() string {
	if d.IsInvoice() {
		return "issue"
	}
	return "acceptance"
}

// edit shows a draft in the editor.
func (p *Pages) edit(x *web.Exchange, who store.Staff, d draft) error {
	form := draftForm(&d, p.Store.Studio().Locale)
	o, _ := outlineOf(form)
	if x.R.URL.Query().Has("lacks") {
		if err := p.showLacks(x, d, form); err != nil {
			return err
		}
	}
	view, err := p.editPage(x, who, d, form, o, d.Content)
	if err != nil {
		return err
	}
	view.sift(&d.Content, true)
	view.Focus = x.R.URL.Query().Get("at")
	view.Saved = "Saved " + p.when(x, d.Updated)
	return x.Show("studio/editor", "editor", view)
}

// when says when something was, shortly: "at 14:02" today, else "on 4 Dec 2026".
func (p *Pages) when(x *web.Exchange, t time.Time) string {
	local := t.In(p.Store.Studio().Zone())
	if store.DateOf(local) == p.Store.Today() {
		return "at " + strings.TrimPrefix(x.Date(local, "time"), "0")
	}
	return "on " + x.Date(local, "short")
}

// showLacks puts what a draft still lacks beside its fields.
func (p *Pages) showLacks(x *web.Exchange, d draft, form *web.Form) error {
	err := d.lacks(x.Context())
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

func (p *Pages) editPage(x *web.Exchange, who store.Staff, d draft, form *web.Form, o outline, c store.Content) (*editPage, error) {
	people, err := p.Store.ProjectContacts(x.Context(), d.ProjectID)
	if err != nil {
		return nil, err
	}
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return nil, err
	}
	view := &editPage{Frame: p.Frame(x, who, d.Part), Form: form, Draft: d, Sums: p.sum(x, &c),
		Sign: sign(c.Currency, p.Store.Studio().Locale), Contacts: []templates.Option{{Value: "", Label: "Everyone on the project"}}}
	for _, person := range people {
		view.Contacts = append(view.Contacts, templates.Option{Value: strconv.FormatInt(person.ID, 10), Label: person.Name})
	}
	_, view.Taxes = taxChoices(rates, &c)
	view.layOut(o, &c, p.money)
	return view, nil
}

// save takes the editor's form: it does what the button asks for, reads the
// whole and keeps it. By htmx it comes by itself as one types, and then only
// the figures, the errors and the word of having saved go back, so that nothing
// moves under the hands.
func (p *Pages) save(x *web.Exchange, who store.Staff, d draft) error {
	form, err := x.LongForm()
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
	taxes, options := taxChoices(rates, &d.Content)
	do := form.Get("do")
	focus := o.change(form, do, options[0].Value)
	o.settle(form)
	r := reader{form: form, locale: p.Store.Studio().Locale, from: d.from(), taxes: taxes}
	before := d.Content
	content, err := r.read(o, d.Content)
	if err == nil {
		err = keep(x, who, &d, form, content)
	}
	if err == nil && do == "send" {
		return p.towardsSending(x, who, d, form, o, content)
	}
	if content.Currency != before.Currency && (do == "" || do == "save") && x.IsPart() {
		do = "currency" // it stands in many places: all of the form comes anew
		form.Values.Set("do", do)
		x.W.Header().Set("HX-Retarget", "#editor")
		x.W.Header().Set("HX-Reswap", "outerHTML")
	}
	return p.answerSave(x, who, d, form, o, content, &before, focus, err)
}

// keep saves what was read, and notes in the form that it is the newest.
func keep(x *web.Exchange, who store.Staff, d *draft, form *web.Form, c store.Content) error {
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
	saved, err := d.keep(x.Context(), who, edits, contact, c)
	if err != nil {
		return err
	}
	*d = saved
	form.Values.Set("edits", strconv.Itoa(saved.Edits))
	return nil
}

// towardsSending goes on to the letter, or shows what is missing first.
func (p *Pages) towardsSending(x *web.Exchange, who store.Staff, d draft, form *web.Form, o outline, c store.Content) error {
	if err := p.showLacks(x, d, form); err != nil {
		return err
	}
	if !form.Failed() {
		return x.Go(d.Path + "/sending")
	}
	view, err := p.editPage(x, who, d, form, o, c)
	if err != nil {
		return err
	}
	view.sift(&d.Content, true)
	view.Saved = "Saved " + p.when(x, d.Updated)
	return x.Reply(http.StatusUnprocessableEntity, "studio/editor", "editor", view)
}

func (p *Pages) answerSave(x *web.Exchange, who store.Staff, d draft, form *web.Form, o outline, c store.Content, before *store.Content, focus string, saveErr error) error {
	do := form.Get("do")
	part := "editor"
	if do == "" || do == "save" {
		part = "saved"
		x.W.Header().Set("HX-Reswap", "none")
	}
	if saveErr == nil && !x.IsPart() {
		return x.Go(d.Path + at(focus))
	}
	var invalid *store.Invalid
	if errors.As(saveErr, &invalid) {
		fillErrors(x, form, invalid)
	}
	view, err := p.editPage(x, who, d, form, o, c)
	if err != nil {
		return err
	}
	view.sift(before, saveErr == nil)
	view.Focus, view.Saved, view.IsPart = focus, "Saved "+p.when(x, p.Store.Now()), part == "saved" && x.IsPart()
	if saveErr == nil {
		return x.Show("studio/editor", part, view)
	}
	view.Saved = "Not saved yet: please mend what is marked."
	view.Stale = errors.As(saveErr, new(*store.Refused))
	if view.Stale {
		view.Saved = "Not saved."
	}
	return x.Again(saveErr, form, "studio/editor", part, view)
}

// at is the query that gives a field the focus on the next page.
func at(focus string) string {
	if focus == "" {
		return ""
	}
	return "?at=" + url.QueryEscape(focus)
}

type deletionPage struct {
	web.Frame
	Draft draft
}

// deletion asks once more before a draft is thrown away.
func (p *Pages) deletion(x *web.Exchange, who store.Staff, d draft) error {
	return x.Show("studio/deletion", "", deletionPage{Frame: p.Frame(x, who, d.Part), Draft: d})
}
