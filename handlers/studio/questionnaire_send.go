package studio

import (
	"errors"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) questionnaireSendRoutes() []Route {
	table := []Route{
		staff("GET", "/studio/questionnaires/{id}/sending", "questionnaire", p.questionnaireSending),
		staff("POST", "/studio/questionnaires/{id}/sending", "questionnaire", p.sendQuestionnaire),
		staff("POST", "/studio/questionnaires/{id}/link", "questionnaire", p.questionnaireLink),
	}
	for _, each := range []struct {
		noun string
		page noticePage
	}{{"sending", p.askingNotice}, {"reminder", p.questionnaireReminder}, {"reopening", p.questionnaireReopening}} {
		path, page := "/studio/questionnaires/{id}/"+each.noun, each.page
		table = append(table,
			staff("POST", path+"/preview", "questionnaire", func(x *web.Exchange, who store.Staff) error { return p.noticePreview(x, who, page) }),
			staff("POST", path+"/trial", "questionnaire", func(x *web.Exchange, who store.Staff) error { return p.tryAsking(x, who, page) }))
	}
	return append(table,
		staff("GET", "/studio/questionnaires/{id}/reminder", "questionnaire", func(x *web.Exchange, who store.Staff) error {
			return p.notice(x, who, p.questionnaireReminder)
		}),
		staff("POST", "/studio/questionnaires/{id}/reminder", "questionnaire", func(x *web.Exchange, who store.Staff) error {
			return p.sendNotice(x, who, p.questionnaireReminder, p.Store.RemindQuestionnaire, "id", "The reminder")
		}),
		staff("GET", "/studio/questionnaires/{id}/reopening", "questionnaire", func(x *web.Exchange, who store.Staff) error {
			return p.notice(x, who, p.questionnaireReopening)
		}),
		staff("POST", "/studio/questionnaires/{id}/reopening", "questionnaire", func(x *web.Exchange, who store.Staff) error {
			return p.sendNotice(x, who, p.questionnaireReopening, p.Store.ReopenQuestionnaire, "id", "It is open again, and the word of it")
		}),
	)
}

// askingPage makes the dialog of one kind of email about a questionnaire.
func (p *Pages) askingPage(x *web.Exchange, who store.Staff, form *web.Form, kind, heading, noun string) (*sendingPage, store.Mail, *store.Questionnaire, error) {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return nil, store.Mail{}, nil, err
	}
	path := questionnairePath(q.ID)
	view := &sendingPage{Frame: p.Frame(x, who, "questionnaires"), Form: form, Heading: heading, Path: path + "/" + noun, Back: path,
		Crumb: "Back to the questionnaire", Title: q.Title, About: q.Title + ", " + count(len(q.Questions), "question"), Resend: true,
		Sees: []string{"The questions, with room for the answers", "Answers that are saved as they are written", "What was sent, to read again"}}
	if q.AnswerBy != "" {
		view.About += ", to be answered by " + x.Date(q.AnswerBy, "full")
	}
	if q.ContactID == 0 {
		view.Nobody = "Choose whom it is for first."
		return view, store.Mail{}, &q, nil
	}
	if view.People, err = p.addressees(x.Context(), q.ProjectID, q.ContactID); err != nil {
		return nil, store.Mail{}, nil, err
	}
	m := store.Mail{Kind: kind, QuestionnaireID: q.ID, ProjectID: q.ProjectID}
	return view, m, &q, p.prepare(x, view, m)
}

// askingNotice is the first email.
func (p *Pages) askingNotice(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	view, m, _, err := p.askingPage(x, who, form, "questionnaire", "Send questionnaire", "sending")
	return view, m, err
}

// questionnaireReminder reminds of one that waits for answers.
func (p *Pages) questionnaireReminder(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	view, m, q, err := p.askingPage(x, who, form, "questionnaire-reminder", "Send a reminder", "reminder")
	if err == nil && !q.IsOpen() {
		m.Kind = ""
	}
	return view, m, err
}

// questionnaireReopening tells that answers can be changed again.
func (p *Pages) questionnaireReopening(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	view, m, q, err := p.askingPage(x, who, form, "questionnaire-reopened", "Open again", "reopening")
	if err == nil && !q.IsSubmitted() {
		m.Kind = ""
	}
	return view, m, err
}

// questionnaireSending shows the letter of a draft for review.
func (p *Pages) questionnaireSending(x *web.Exchange, who store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	if !q.IsDraft() {
		return x.Go(questionnairePath(q.ID))
	}
	err = p.Store.QuestionnaireLacks(x.Context(), q.ID)
	if errors.As(err, new(*store.Invalid)) {
		return x.Go(questionnairePath(q.ID) + "?lacks=1")
	}
	if err != nil {
		return err
	}
	return p.notice(x, who, p.askingNotice)
}

// sendQuestionnaire sends a draft. A second click finds it sent, and changes nothing.
func (p *Pages) sendQuestionnaire(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	path := questionnairePath(q.ID)
	if !q.IsDraft() {
		return x.Go(path)
	}
	l, err := letterOf(form)
	if err == nil {
		err = p.Store.SendQuestionnaire(x.Context(), who, q.ID, l)
	}
	var invalid *store.Invalid
	switch {
	case err == nil:
		if err := p.sentWord(x, "The questionnaire"); err != nil {
			return err
		}
		return x.Go(path)
	case errors.As(err, &invalid) && !isOfLetter(invalid):
		return x.Go(path + "?lacks=1")
	}
	view, _, viewErr := p.askingNotice(x, who, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/sending", "", view)
}

// tryAsking sends a test of an email to whoever is about to send it.
func (p *Pages) tryAsking(x *web.Exchange, who store.Staff, page noticePage) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, m, err := page(x, who, form)
	if err != nil {
		return err
	}
	if len(view.People) == 0 || m.Kind == "" {
		return x.Go(view.Back)
	}
	look := "/studio/preview/questionnaires/" + itoa(q.ID)
	if !q.IsDraft() {
		look = viewPath(view.To(), "questionnaires", q.ID)
	}
	return p.tryMail(x, who, view, m, look)
}

func (p *Pages) questionnaireLink(x *web.Exchange, who store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	return p.copyLink(x, who, store.Object{Kind: "questionnaire", ID: q.ID}, q.Title, questionnairePath(q.ID), "questionnaires")
}
