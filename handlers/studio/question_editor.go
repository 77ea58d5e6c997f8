package studio

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// The editor of questions serves templates and drafts of questionnaires. Its
// fields: title, intro, order (the ids of the questions), question.ID.kind,
// .label, .help, .required and .options (one a line), edits; of a draft also
// contact and answer_by.

// questionEditor is the editor with what was typed.
type questionEditor struct {
	web.Frame
	Form     *web.Form
	Path     string
	Heading  string
	Rows     []questionEdit
	Gone     *removal                     // what was removed just now behind the last question
	Focus    string                       // id of the control that is written in next
	Saved    string                       // "Saved at 14:02", or why not
	IsPart   bool                         // only what goes back while one types
	Stale    bool                         // it was changed elsewhere, or sent
	Draft    *store.Questionnaire         // nil of a template
	Template *store.QuestionnaireTemplate // nil of a draft
	People   []templates.Option           // whom a draft may be for
}

// questionEdit is a question in the editor.
type questionEdit struct {
	Page        *questionEditor
	ID          string
	N           int // from 1
	First, Last bool
	Gone        *removal // what was removed just now before it
}

// Called names it to those who hear its buttons.
func (q questionEdit) Called() string { return "question " + strconv.Itoa(q.N) }

// Name is the name of one of its fields, and DOM the id.
func (q questionEdit) Name(part string) string { return store.QuestionField(q.ID, part) }

// DOM is the id of one of its fields.
func (q questionEdit) DOM(part string) string { return "question-" + q.ID + "-" + part }

// IsFocus tells whether one goes on writing in a field.
func (q questionEdit) IsFocus(part string) bool { return q.Page.Focus == q.DOM(part) }

// Error is what is wrong with one of its fields.
func (q questionEdit) Error(part string) string { return q.Page.Form.Error(q.Name(part)) }

// Required tells whether it must be answered.
func (q questionEdit) Required() bool { return q.Page.Form.Ticked(q.Name("required")) }

// Kinds are the kinds of questions as the studio calls them.
func (q questionEdit) Kinds() []templates.Option { return questionKinds() }

// Kinds are those that can be added.
func (e *questionEditor) Kinds() []templates.Option { return questionKinds() }

func questionKinds() []templates.Option {
	says := map[string]string{"short": "Short answer", "long": "Long answer", "choice": "One of a list", "several": "Several of a list",
		"date": "Date", "number": "Number", "file": "Files"}
	var list []templates.Option
	for _, kind := range store.QuestionKinds() {
		list = append(list, templates.Option{Value: kind, Label: says[kind]})
	}
	return list
}

// writeSheet puts a sheet into a form.
func writeSheet(form *web.Form, s *store.QuestionSheet, edits int) {
	form.Values.Set("title", s.Title)
	form.Values.Set("intro", s.Intro)
	form.Values.Set("edits", strconv.Itoa(edits))
	for _, q := range s.Questions {
		form.Values.Add("order", q.ID)
		form.Values.Set(store.QuestionField(q.ID, "kind"), q.Kind)
		form.Values.Set(store.QuestionField(q.ID, "label"), q.Label)
		form.Values.Set(store.QuestionField(q.ID, "help"), q.Help)
		form.Values.Set(store.QuestionField(q.ID, "options"), strings.Join(q.Options, "\n"))
		tick(form, store.QuestionField(q.ID, "required"), q.Required)
	}
}

// sheetOf reads the sheet of a form, and the count of saves that it began with.
func sheetOf(form *web.Form) (s store.QuestionSheet, edits int, err error) {
	if err := form.Unreadable(); err != nil {
		return s, 0, err
	}
	if edits, err = strconv.Atoi(form.Get("edits")); err != nil {
		return s, 0, &store.Invalid{Fields: map[string]store.Text{"": store.Say("error400.note")}}
	}
	s = store.QuestionSheet{Title: form.Get("title"), Intro: form.Get("intro")}
	for _, id := range form.All("order") {
		q := store.Question{ID: id, Kind: form.Get(store.QuestionField(id, "kind")), Label: form.Get(store.QuestionField(id, "label")),
			Help: form.Get(store.QuestionField(id, "help")), Required: form.Ticked(store.QuestionField(id, "required"))}
		for option := range strings.Lines(form.Get(store.QuestionField(id, "options"))) {
			if option = strings.Join(strings.Fields(option), " "); option != "" {
				q.Options = append(q.Options, option)
			}
		}
		s.Questions = append(s.Questions, q)
	}
	return s, edits, nil
}

// sheetChange is what a button of the editor did.
type sheetChange struct {
	focus string   // id of the control that is written in next
	gone  *removal // what was removed
	word  string   // why nothing was done
}

// changeSheet does what the buttons add:KIND, up:ID, down:ID, remove:ID and undo
// ask for.
func changeSheet(x *web.Exchange, form *web.Form, path string) (c sheetChange, err error) {
	verb, wish, _ := strings.Cut(form.Get("do"), ":")
	list := form.Values["order"]
	at := slices.Index(list, wish)
	switch {
	case verb == "add" && slices.Contains(store.QuestionKinds(), wish):
		id := freeQuestion(list)
		form.Values.Add("order", id)
		form.Values.Set(store.QuestionField(id, "kind"), wish)
		c.focus = "question-" + id + "-label"
	case verb == "up" && at > 0:
		list[at], list[at-1] = list[at-1], list[at]
		c.focus = "up-" + wish
	case verb == "down" && at >= 0 && at+1 < len(list):
		list[at], list[at+1] = list[at+1], list[at]
		c.focus = "down-" + wish
	case verb == "remove" && at >= 0:
		c.gone, c.focus = liftQuestion(form, path, at), "undo"
		err = keepRemoval(x, c.gone)
	case verb == "undo":
		err = c.bringBack(x, form, path)
	}
	return c, err
}

// freeQuestion is an id that no question has.
func freeQuestion(list []string) string {
	most := 0
	for _, id := range list {
		n, err := strconv.Atoi(strings.TrimPrefix(id, "q"))
		if err == nil && n > most && n < 9999 {
			most = n
		}
	}
	return "q" + strconv.Itoa(most+1)
}

// liftQuestion takes a question out of a form.
func liftQuestion(form *web.Form, path string, at int) *removal {
	id := form.Values["order"][at]
	r := &removal{Path: path, Order: []string{id}, At: at, Fields: url.Values{}, Called: "Question"}
	if label := form.Get(store.QuestionField(id, "label")); label != "" {
		r.Called = label
	}
	for name, values := range form.Values {
		if strings.HasPrefix(name, store.QuestionField(id, "")) {
			r.Fields[name] = values
		}
	}
	form.Values["order"] = slices.Delete(slices.Clone(form.Values["order"]), at, at+1)
	return r
}

// bringBack puts what was removed last back in its place.
func (c *sheetChange) bringBack(x *web.Exchange, form *web.Form, path string) error {
	r := keptRemoval(x, path)
	if r == nil || len(r.Order) == 0 {
		c.word = "This can no longer be undone."
		return nil
	}
	delete(x.Session.Values, "removed")
	if err := x.Session.Save(x.R, x.W); err != nil {
		return err
	}
	old := r.Order[0]
	id := old
	if slices.Contains(form.Values["order"], id) {
		id = freeQuestion(form.Values["order"])
	}
	list := slices.Clone(form.Values["order"])
	form.Values["order"] = slices.Insert(list, min(r.At, len(list)), id)
	r.bring(form, store.QuestionField(old, ""), store.QuestionField(id, ""))
	c.focus = "question-" + id + "-label"
	return nil
}

// addRows lists the form's questions, and what was removed where it was.
func (e *questionEditor) addRows(gone *removal) {
	list := e.Form.All("order")
	for i, id := range list {
		e.Rows = append(e.Rows, questionEdit{Page: e, ID: id, N: i + 1, First: i == 0, Last: i == len(list)-1})
	}
	if gone == nil {
		return
	}
	if gone.At < len(e.Rows) {
		e.Rows[gone.At].Gone = gone
	} else {
		e.Gone = gone
	}
}

// showSheet opens the editor, with the offer to undo where a page without script
// comes back from a removal.
func showSheet(x *web.Exchange, e *questionEditor) error {
	var gone *removal
	if e.Focus = x.R.URL.Query().Get("at"); e.Focus == "undo" {
		gone = keptRemoval(x, e.Path)
	}
	e.addRows(gone)
	return x.Show("studio/question-editor", "editor", e)
}

// answerSheet answers a form of the editor that was saved, or was not for err.
func (p *Pages) answerSheet(x *web.Exchange, e *questionEditor, c sheetChange, err error) error {
	if err == nil && !x.IsPart() {
		path := e.Path
		if c.focus != "" {
			path += "?at=" + url.QueryEscape(c.focus)
		}
		return x.Go(path)
	}
	part := "editor"
	if do := e.Form.Get("do"); do == "" || do == "save" {
		part = "saved"
		x.W.Header().Set("HX-Reswap", "none")
	}
	e.Focus = c.focus
	e.addRows(c.gone)
	e.IsPart, e.Saved = part == "saved" && x.IsPart(), "Saved "+p.when(x, p.Store.Now())
	if c.word != "" {
		e.Saved = c.word
	}
	if err == nil {
		return x.Show("studio/question-editor", part, e)
	}
	e.Saved = "Not saved yet: please mend what is marked."
	if e.Stale = errors.As(err, new(*store.Refused)); e.Stale {
		e.Saved = "Not saved."
	}
	return x.Again(err, e.Form, "studio/question-editor", part, e)
}
