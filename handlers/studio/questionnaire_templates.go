package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

const questionnaireTemplates = "/studio/questionnaire-templates"

func (p *Pages) questionnaireTemplateRoutes() []Route {
	return []Route{
		staff("GET", questionnaireTemplates, "", p.questionnaireTemplates),
		staff("GET", questionnaireTemplates+"/new", "", p.newQuestionnaireTemplate),
		staff("POST", questionnaireTemplates, "", p.addQuestionnaireTemplate),
		staff("GET", questionnaireTemplates+"/{id}", "questionnaire template", p.questionnaireTemplate),
		staff("POST", questionnaireTemplates+"/{id}", "questionnaire template", p.saveQuestionnaireTemplate),
		staff("GET", questionnaireTemplates+"/{id}/answers.csv", "questionnaire template", p.templateAnswers),
		staff("GET", questionnaireTemplates+"/{id}/deletion", "questionnaire template", p.questionnaireTemplateDeletion),
		staff("POST", questionnaireTemplates+"/{id}/deletion", "questionnaire template", p.deleteQuestionnaireTemplate),
	}
}

func questionnaireTemplatePath(id int64) string { return questionnaireTemplates + "/" + itoa(id) }

type questionnaireTemplatesPage struct {
	web.Frame
	Templates []store.QuestionnaireTemplate
}

func (p *Pages) questionnaireTemplates(x *web.Exchange, who store.Staff) error {
	list, err := p.Store.QuestionnaireTemplates(x.Context())
	if err != nil {
		return err
	}
	return x.Show("studio/questionnaire-templates", "", questionnaireTemplatesPage{p.Frame(x, who, "questionnaires"), list})
}

// questionnaireTemplateNew asks for the title of a new template.
type questionnaireTemplateNew struct {
	web.Frame
	Form *web.Form // title, from: the questionnaire whose questions it takes
}

// newQuestionnaireTemplate is an empty one, or one with the questions of the
// questionnaire that ?from= names.
func (p *Pages) newQuestionnaireTemplate(x *web.Exchange, who store.Staff) error {
	form := web.NewForm()
	if from := x.R.URL.Query().Get("from"); from != "" {
		q, err := p.questionnaireNamed(x, from)
		if err != nil {
			return err
		}
		form = web.NewForm("title", q.Title, "from", from)
	}
	return x.Show("studio/questionnaire-template-new", "", questionnaireTemplateNew{p.Frame(x, who, "questionnaires"), form})
}

func (p *Pages) questionnaireNamed(x *web.Exchange, key string) (store.Questionnaire, error) {
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return store.Questionnaire{}, store.ErrNotFound
	}
	return p.Store.Questionnaire(x.Context(), id)
}

func (p *Pages) addQuestionnaireTemplate(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	var sheet store.QuestionSheet
	if from := form.Get("from"); from != "" {
		q, err := p.questionnaireNamed(x, from)
		if err != nil {
			return err
		}
		sheet = q.QuestionSheet
	}
	sheet.Title = form.Get("title")
	var t store.QuestionnaireTemplate
	if err = form.Unreadable(); err == nil {
		if t, err = p.Store.AddQuestionnaireTemplate(x.Context(), who, sheet); err == nil {
			return x.Go(questionnaireTemplatePath(t.ID))
		}
	}
	return x.Again(err, form, "studio/questionnaire-template-new", "", questionnaireTemplateNew{p.Frame(x, who, "questionnaires"), form})
}

func (p *Pages) questionnaireTemplateOf(x *web.Exchange) (store.QuestionnaireTemplate, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.QuestionnaireTemplate{}, err
	}
	return p.Store.QuestionnaireTemplate(x.Context(), id)
}

func (p *Pages) templateEditor(x *web.Exchange, who store.Staff, t *store.QuestionnaireTemplate, form *web.Form) *questionEditor {
	return &questionEditor{Frame: p.Frame(x, who, "questionnaires"), Form: form, Path: questionnaireTemplatePath(t.ID), Heading: t.Title, Template: t}
}

func (p *Pages) questionnaireTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.questionnaireTemplateOf(x)
	if err != nil {
		return err
	}
	form := web.NewForm()
	writeSheet(form, &t.QuestionSheet, t.Edits)
	editor := p.templateEditor(x, who, &t, form)
	editor.Saved = "Saved " + p.when(x, t.Updated)
	return showSheet(x, editor)
}

// saveQuestionnaireTemplate takes the editor's form, which comes by itself as one types.
func (p *Pages) saveQuestionnaireTemplate(x *web.Exchange, who store.Staff) error {
	t, err := p.questionnaireTemplateOf(x)
	if err != nil {
		return err
	}
	form, err := x.LongForm()
	if err != nil {
		return err
	}
	change, err := changeSheet(x, form, questionnaireTemplatePath(t.ID))
	if err != nil {
		return err
	}
	sheet, edits, err := sheetOf(form)
	if err == nil {
		var saved store.QuestionnaireTemplate
		if saved, err = p.Store.SaveQuestionnaireTemplate(x.Context(), who, t.ID, edits, sheet); err == nil {
			t = saved
			form.Values.Set("edits", strconv.Itoa(t.Edits))
		}
	}
	return p.answerSheet(x, p.templateEditor(x, who, &t, form), change, err)
}

func (p *Pages) questionnaireTemplateDeletion(x *web.Exchange, who store.Staff) error {
	t, err := p.questionnaireTemplateOf(x)
	if err != nil {
		return err
	}
	path := questionnaireTemplatePath(t.ID)
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "questionnaires"), Title: "Throw this template away?",
		Text: t.Title + ". Questionnaires that were begun with it stay as they are.", Action: path + "/deletion", Button: "Throw it away", Back: path})
}

func (p *Pages) deleteQuestionnaireTemplate(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.DeleteQuestionnaireTemplate(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, "The template is gone.", questionnaireTemplates)
}
