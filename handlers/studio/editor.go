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

// draft is a quote, an invoice or a template that is being written, as the
// editor knows it: what it is, and the verbs by which it is kept.
type draft struct {
	Noun        string // 'quote', 'estimate', 'invoice' or 'template'
	Name        string // of a template; else empty
	Path        string // of the draft; what one does with it hangs below
	Next        string // address at which one goes on when it is written
	List        string // address of the list that it stands in
	Part        string // of the navigation, as the list is called
	Copies      string // what a duplicate begins with: 'quote:12'
	Preview     string // address at which it is seen as its client would
	ProjectID   int64  // 0: it is a template
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

	keep  func(ctx context.Context, by store.Staff, v typed) (draft, error)
	lacks func(ctx context.Context) error // *store.Invalid: what it lacks before it can go
}

// typed is what the editor's form says of a draft.
type typed struct {
	edits   int    // the count of saves that the form knows of
	name    string // of a template
	contact int64  // whom it is for; 0: everyone on the project
	content store.Content
}

// IsInvoice tells an invoice from a quote.
func (d draft) IsInvoice() bool { return d.Noun == "invoice" }

// IsTemplate tells a template, of quotes, from a document for somebody.
func (d draft) IsTemplate() bool { return d.Noun == "template" }

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
	query := x.R.URL.Query()
	leaveOpen(form, &d.Content, query.Get("at"))
	o, _ := outlineOf(form)
	if query.Has("lacks") {
		if err := p.showLacks(x, d, form); err != nil {
			return err
		}
	}
	view, err := p.editPage(x, who, d, form, o, d.Content)
	if err != nil {
		return err
	}
	view.sift(&d.Content, true)
	if section := query.Get("find"); section != "" {
		form.Values.Set("do", "find:"+section)
		form.Values.Set("find."+section, clean(query.Get("q")))
		if err := p.showFound(x, view, form); err != nil {
			return err
		}
	}
	if view.Focus = query.Get("at"); view.Focus == "undo" {
		view.showRemoval(keptRemoval(x, d.Path))
	}
	view.Saved = "Saved " + p.when(x, d.Updated)
	return x.Show("studio/editor", "editor", view)
}

// leaveOpen empties the field of a price that is still to be found: the price
// list knew none in this currency. Anything but a price of nothing stays.
func leaveOpen(form *web.Form, c *store.Content, field string) {
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if l.Price == 0 && field == "line."+l.ID+".price" {
				form.Values.Del(field)
			}
		}
	}
}

// when says when something was, shortly: "at 14:02" today, else "on 4 Dec 2026".
func (p *Pages) when(x *web.Exchange, t time.Time) string {
	local := t.In(p.Store.Studio().Zone())
	if store.DateOf(local) == p.Store.Today() {
		return "at " + x.Date(local, "time")
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
	hasItems, err := p.Store.HasItems(x.Context())
	if err != nil {
		return nil, err
	}
	view := &editPage{Frame: p.Frame(x, who, d.Part), Form: form, Draft: d, HasItems: hasItems, Sums: p.sum(x, &c),
		Sign: sign(c.Currency, p.Store.Studio().Locale), Contacts: []templates.Option{{Value: "", Label: "Everyone on the project"}}}
	for _, person := range people {
		view.Contacts = append(view.Contacts, templates.Option{Value: strconv.FormatInt(person.ID, 10), Label: person.Name})
	}
	_, view.Taxes = taxChoices(rates, &c)
	view.layOut(o, &c, p.money)
	return view, nil
}

// saving is a form of the editor on its way into the store.
type saving struct {
	draft   draft
	form    *web.Form
	outline outline
	content store.Content  // that was read of the form
	before  *store.Content // that was kept when the form came
	focus   string         // the field that should have the focus then
	kept    bool           // the draft is saved, whatever else was refused
	word    string         // what else was done, in a sentence
	line    string         // that the word is about
	gone    *removal
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
	r := reader{form: form, locale: p.Store.Studio().Locale, from: d.from(), taxes: taxes}
	before := d.Content
	s := saving{draft: d, form: form, outline: o, before: &before}
	verb, wish, _ := strings.Cut(pressed(x, form), ":")
	if err = p.change(x, &s, r, options[0].Value); err != nil {
		return err
	}
	s.outline.settle(form)
	s.content, err = r.read(s.outline, d.Content)
	if err == nil {
		err = keep(x, who, &s.draft, form, s.content)
		s.kept = err == nil
	}
	switch {
	case err != nil:
	case verb == "send":
		return p.onward(x, who, s)
	case verb == "find" && !x.IsPart():
		return x.Go(findPath(d, wish, form.Get("find."+wish)))
	case verb == "list":
		s.line = wish
		s.word, err = p.listLine(x, who, &s.content, wish)
	}
	return p.answerSave(x, who, s, err)
}

// pressed is the button that a form came by. Without script Enter in a search
// sends the form by its first button, which says nothing: then one searches.
func pressed(x *web.Exchange, form *web.Form) string {
	if form.Get("do") != "" || x.IsPart() {
		return form.Get("do")
	}
	for name := range form.Values {
		if section, ok := strings.CutPrefix(name, "find."); ok && form.Get(name) != "" {
			form.Values.Set("do", "find:"+section)
		}
	}
	return form.Get("do")
}

// change does what the form's button asks for, before the form is read.
func (p *Pages) change(x *web.Exchange, s *saving, r reader, usual string) (err error) {
	verb, wish, _ := strings.Cut(s.form.Get("do"), ":")
	switch verb {
	case "insert":
		return p.insert(x, s, wish, r, usual)
	case "undo":
		s.focus, s.word, err = undo(x, &s.outline, s.form, s.draft.Path)
		return err
	case "remove":
		if s.gone = s.outline.lift(s.form, wish); s.gone == nil {
			return nil
		}
		s.gone.Path, s.focus = s.draft.Path, "undo"
		s.outline.remove(wish)
		return keepRemoval(x, s.gone)
	}
	s.focus = s.outline.change(s.form, s.form.Get("do"), usual)
	return nil
}

// listLine keeps a line on the price list.
func (p *Pages) listLine(x *web.Exchange, who store.Staff, c *store.Content, id string) (word string, err error) {
	for _, section := range c.Sections {
		for _, l := range section.Lines {
			if l.ID != id {
				continue
			}
			added, err := p.Store.ListLine(x.Context(), who, c, l)
			if added {
				return l.Title + " is on the price list now.", err
			}
			return l.Title + " is changed on the price list.", err
		}
	}
	return "", nil
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
	saved, err := d.keep(x.Context(), who, typed{edits, form.Get("name"), contact, c})
	if err != nil {
		return err
	}
	*d = saved
	form.Values.Set("edits", strconv.Itoa(saved.Edits))
	return nil
}

// onward goes on with what is written, mostly to the letter; or shows what is
// missing first.
func (p *Pages) onward(x *web.Exchange, who store.Staff, s saving) error {
	if err := p.showLacks(x, s.draft, s.form); err != nil {
		return err
	}
	if !s.form.Failed() {
		return x.Go(s.draft.Next)
	}
	view, err := p.editPage(x, who, s.draft, s.form, s.outline, s.content)
	if err != nil {
		return err
	}
	view.sift(&s.draft.Content, true)
	view.Saved = "Saved " + p.when(x, s.draft.Updated)
	return x.Reply(http.StatusUnprocessableEntity, "studio/editor", "editor", view)
}

// answerSave shows what became of a form: the part that has changed by htmx,
// else the page anew.
func (p *Pages) answerSave(x *web.Exchange, who store.Staff, s saving, saveErr error) error {
	if saveErr == nil && !x.IsPart() {
		if s.word != "" {
			return p.say(x, s.word, s.draft.Path+at(s.focus))
		}
		return x.Go(s.draft.Path + at(s.focus))
	}
	var invalid *store.Invalid
	if errors.As(saveErr, &invalid) {
		fillErrors(x, s.form, invalid)
	}
	view, err := p.editPage(x, who, s.draft, s.form, s.outline, s.content)
	if err != nil {
		return err
	}
	if err := p.showFound(x, view, s.form); err != nil {
		return err
	}
	part := s.part(x)
	view.sift(s.before, s.kept)
	view.Focus, view.IsPart = s.focus, part == "saved" && x.IsPart()
	view.showRemoval(s.gone)
	if saveErr == nil {
		view.Saved = "Saved " + p.when(x, p.Store.Now())
		view.tell(s.word, s.line)
		return x.Show("studio/editor", part, view)
	}
	view.Stale = errors.As(saveErr, new(*store.Refused))
	switch view.Saved = "Not saved yet: please mend what is marked."; {
	case s.kept:
		view.Saved = "Saved, but not on the price list yet: please mend what is marked."
	case view.Stale:
		view.Saved = "Not saved."
	}
	return x.Again(saveErr, s.form, "studio/editor", part, view)
}

// tell says what was done beside saving: at the line that it was done with, or
// at the top.
func (p *editPage) tell(word, line string) {
	for i := range p.Sections {
		for j := range p.Sections[i].Lines {
			if l := &p.Sections[i].Lines[j]; l.ID == line {
				l.Word = word
				return
			}
		}
	}
	if word != "" {
		p.Saved += ". " + word
	}
}

// part is what of the page goes back by htmx: all of the form after a button
// that changes it, and when the currency has changed, which stands in many
// places; else what has changed beside the fields.
func (s *saving) part(x *web.Exchange) string {
	if do := s.form.Get("do"); do != "" && do != "save" {
		return "editor"
	}
	if s.content.Currency != s.before.Currency {
		x.W.Header().Set("HX-Retarget", "#editor")
		x.W.Header().Set("HX-Reswap", "outerHTML")
		return "editor"
	}
	x.W.Header().Set("HX-Reswap", "none")
	return "saved"
}

// showFound shows what a search in the price list finds, beside its section.
func (p *Pages) showFound(x *web.Exchange, view *editPage, form *web.Form) error {
	verb, section, _ := strings.Cut(form.Get("do"), ":")
	if verb != "find" {
		return nil
	}
	for i := range view.Sections {
		if view.Sections[i].ID != section {
			continue
		}
		found, err := p.find(x, section, form.Get("find."+section), form.Get("currency"))
		if err != nil {
			return err
		}
		view.Sections[i].Found = found
	}
	return nil
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
