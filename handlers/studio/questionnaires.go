package studio

import (
	"errors"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) questionnaireRoutes() []Route {
	return []Route{
		staff("GET", "/studio/questionnaires", "", p.questionnaires),
		staff("GET", "/studio/questionnaires/new", "", p.newQuestionnaire),
		staff("POST", "/studio/questionnaires", "", p.beginQuestionnaire),
		staff("GET", "/studio/questionnaires/{id}", "questionnaire", p.questionnaire),
		staff("POST", "/studio/questionnaires/{id}", "questionnaire", p.saveQuestionnaire),
		staff("GET", "/studio/questionnaires/{id}/deletion", "questionnaire", p.questionnaireDeletion),
		staff("POST", "/studio/questionnaires/{id}/deletion", "questionnaire", p.deleteQuestionnaire),
	}
}

func questionnairePath(id int64) string { return "/studio/questionnaires/" + itoa(id) }

// questionnairesPage is the list of questionnaires.
type questionnairesPage struct {
	papersPage
	Questionnaires []store.Questionnaire
}

// Finds says what the search looks at.
func (p questionnairesPage) Finds() string { return "Title, client, contact or project" }

func (p *Pages) questionnaires(x *web.Exchange, who store.Staff) error {
	view := questionnairesPage{papersPage: p.newPapers(x, who, "questionnaires")}
	filter := store.QuestionnaireFilter{Search: view.Form.Get("q"), Status: view.Form.Get("status"), Sort: view.Form.Get("sort")}
	paging := x.Paging()
	list, total, err := p.Store.Questionnaires(x.Context(), filter, paging)
	if err != nil {
		return err
	}
	counts, err := p.Store.QuestionnaireCounts(x.Context())
	if err != nil {
		return err
	}
	view.Questionnaires, view.Paging = list, x.NewPaging(paging, total)
	view.Sorts = []templates.Option{{Value: "", Label: "Newest first"}, {Value: "oldest", Label: "Oldest first"}, {Value: "client", Label: "Client, A to Z"},
		{Value: "due", Label: "Answer by"}}
	view.addChips(counts, [2]string{"", "All"}, [2]string{"draft", "Drafts"}, [2]string{"waiting", "Waiting"}, [2]string{"overdue", "Overdue"},
		[2]string{"submitted", "Submitted"}, [2]string{"withdrawn", "Withdrawn"}, [2]string{"archived", "Archived"})
	return x.Show("studio/questionnaires", "list", view)
}

// questionnaireBeginning asks for which project a questionnaire is to be, and
// with which questions it begins.
type questionnaireBeginning struct {
	beginPage
	Templates []templates.Option
}

func (p *Pages) newQuestionnaire(x *web.Exchange, who store.Staff) error {
	query := x.R.URL.Query()
	view, err := p.questionnaireBeginning(x, who, web.NewForm("project", query.Get("project"), "template", query.Get("template")))
	if err != nil {
		return err
	}
	return x.Show("studio/questionnaire-new", "", view)
}

func (p *Pages) questionnaireBeginning(x *web.Exchange, who store.Staff, form *web.Form) (v questionnaireBeginning, err error) {
	if v.beginPage, err = p.beginPage(x, who, "questionnaire", form); err != nil {
		return v, err
	}
	list, err := p.Store.QuestionnaireTemplates(x.Context())
	v.Templates = []templates.Option{{Label: "An empty page"}}
	for _, t := range list {
		v.Templates = append(v.Templates, templates.Option{Value: itoa(t.ID), Label: t.Title})
	}
	return v, err
}

// beginQuestionnaire makes a draft on a project and opens it.
func (p *Pages) beginQuestionnaire(x *web.Exchange, who store.Staff) error {
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
		var q store.Questionnaire
		if q, err = p.Store.NewQuestionnaire(x.Context(), who, project, template); err == nil {
			return x.Go(questionnairePath(q.ID))
		}
	}
	view, viewErr := p.questionnaireBeginning(x, who, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/questionnaire-new", "", view)
}

func (p *Pages) questionnaireOf(x *web.Exchange) (store.Questionnaire, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Questionnaire{}, err
	}
	return p.Store.Questionnaire(x.Context(), id)
}

// questionnaire shows a draft in its editor, and what was sent with its answers.
func (p *Pages) questionnaire(x *web.Exchange, who store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	if !q.IsDraft() {
		return p.sentQuestionnaire(x, who, q)
	}
	form := web.NewForm("answer_by", string(q.AnswerBy))
	if q.ContactID != 0 {
		form.Values.Set("contact", itoa(q.ContactID))
	}
	writeSheet(form, &q.QuestionSheet, q.Edits)
	if x.R.URL.Query().Has("lacks") {
		if err := p.questionnaireLacks(x, &q, form); err != nil {
			return err
		}
	}
	editor, err := p.draftEditor(x, who, &q, form)
	if err != nil {
		return err
	}
	editor.Saved = "Saved " + p.when(x, q.Updated)
	return showSheet(x, editor)
}

// questionnaireLacks puts what a draft still lacks beside its fields.
func (p *Pages) questionnaireLacks(x *web.Exchange, q *store.Questionnaire, form *web.Form) error {
	err := p.Store.QuestionnaireLacks(x.Context(), q.ID)
	var invalid *store.Invalid
	if !errors.As(err, &invalid) {
		return err
	}
	fillErrors(x, form, invalid)
	form.Errors[""] = "Before it can be sent, please mend what is marked below."
	return nil
}

func (p *Pages) draftEditor(x *web.Exchange, who store.Staff, q *store.Questionnaire, form *web.Form) (*questionEditor, error) {
	e := &questionEditor{Frame: p.Frame(x, who, "questionnaires"), Form: form, Path: questionnairePath(q.ID), Heading: "New questionnaire", Draft: q}
	people, err := p.Store.ProjectContacts(x.Context(), q.ProjectID)
	e.People = []templates.Option{{Label: "Choose a contact"}}
	for _, c := range people {
		e.People = append(e.People, templates.Option{Value: itoa(c.ID), Label: c.Name})
	}
	return e, err
}

// saveQuestionnaire takes the editor's form, which comes by itself as one types.
func (p *Pages) saveQuestionnaire(x *web.Exchange, who store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	form, err := x.LongForm()
	if err != nil {
		return err
	}
	change, err := changeSheet(x, form, questionnairePath(q.ID))
	if err != nil {
		return err
	}
	d, edits, err := questionnaireDraft(form)
	if err == nil {
		var saved store.Questionnaire
		if saved, err = p.Store.SaveQuestionnaire(x.Context(), who, q.ID, edits, d); err == nil {
			q = saved
			form.Values.Set("edits", strconv.Itoa(q.Edits))
		}
	}
	if err == nil && form.Get("do") == "send" {
		return p.towardsAsking(x, who, &q, form)
	}
	editor, viewErr := p.draftEditor(x, who, &q, form)
	if viewErr != nil {
		return viewErr
	}
	return p.answerSheet(x, editor, change, err)
}

func questionnaireDraft(form *web.Form) (d store.QuestionnaireDraft, edits int, err error) {
	if d.QuestionSheet, edits, err = sheetOf(form); err != nil {
		return d, edits, err
	}
	d.AnswerBy = store.Date(form.Get("answer_by"))
	var invalid store.Invalid
	if form.Get("contact") != "" {
		d.ContactID = wanted(form, "contact", &invalid)
	}
	return d, edits, invalid.OrNil()
}

// towardsAsking goes on to the letter, or shows what is missing first.
func (p *Pages) towardsAsking(x *web.Exchange, who store.Staff, q *store.Questionnaire, form *web.Form) error {
	if err := p.questionnaireLacks(x, q, form); err != nil {
		return err
	}
	if !form.Failed() {
		return x.Go(questionnairePath(q.ID) + "/sending")
	}
	editor, err := p.draftEditor(x, who, q, form)
	if err != nil {
		return err
	}
	editor.Saved = "Saved " + p.when(x, q.Updated)
	editor.addRows(nil)
	return x.Reply(http.StatusUnprocessableEntity, "studio/question-editor", "editor", editor)
}

func (p *Pages) questionnaireDeletion(x *web.Exchange, who store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	path := questionnairePath(q.ID)
	if !q.IsDraft() {
		return x.Go(path)
	}
	title := q.Title
	if title == "" {
		title = "No title yet"
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "questionnaires"), Title: "Throw this draft away?",
		Text: title + ", for " + q.Client + ". Nobody but you has seen it.", Action: path + "/deletion", Button: "Throw it away", Back: path})
}

func (p *Pages) deleteQuestionnaire(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.DeleteQuestionnaire(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, "The draft is gone.", "/studio/questionnaires")
}
