package studio

import (
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) questionnaireSentRoutes() []Route {
	return []Route{
		staff("GET", "/studio/questionnaires/{id}/answers.csv", "questionnaire", p.questionnaireAnswers),
		staff("POST", "/studio/questionnaires/{id}/reading", "questionnaire", p.readQuestionnaire),
		staff("GET", "/studio/questionnaires/{id}/withdrawal", "questionnaire", p.questionnaireWithdrawing),
		staff("POST", "/studio/questionnaires/{id}/withdrawal", "questionnaire", p.withdrawQuestionnaire),
		staff("POST", "/studio/questionnaires/{id}/archival", "questionnaire", p.archiveQuestionnaire),
	}
}

// questionnairePage is a questionnaire that was sent, and what was answered.
type questionnairePage struct {
	web.Frame
	Questionnaire store.Questionnaire
	Answered      []answeredQuestion
	History       []event
	People        []store.Contact // whom it is for, while they still see it
	Overdue       bool
}

// answeredQuestion is a question with what was answered.
type answeredQuestion struct {
	store.Question
	Answer store.Answer
}

// OnDay is the day that a date question was answered with.
func (a answeredQuestion) OnDay() store.Date { return store.Date(a.Answer.Text()) }

func answered(q *store.Questionnaire, answers map[string]store.Answer) []answeredQuestion {
	list := make([]answeredQuestion, len(q.Questions))
	for i, question := range q.Questions {
		list[i] = answeredQuestion{question, answers[question.ID]}
	}
	return list
}

func (p *Pages) sentQuestionnaire(x *web.Exchange, who store.Staff, q store.Questionnaire) error {
	v := &questionnairePage{Frame: p.Frame(x, who, "questionnaires"), Questionnaire: q, Overdue: q.IsOverdue(p.Store.Today())}
	answers, err := p.Store.Answers(x.Context(), q)
	if err != nil {
		return err
	}
	v.Answered = answered(&q, answers)
	if v.History, err = p.history(x, who, "questionnaire", q.ID); err != nil {
		return err
	}
	people, err := p.Store.ProjectContacts(x.Context(), q.ProjectID)
	if err != nil {
		return err
	}
	if q.Archived.IsZero() {
		v.People = slices.DeleteFunc(people, func(c store.Contact) bool { return c.ID != q.ContactID })
	}
	return x.Show("studio/questionnaire", "", v)
}

// readQuestionnaire notes that the answers were read.
func (p *Pages) readQuestionnaire(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.ReadQuestionnaire(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, "Marked as read.", questionnairePath(id))
}

func (p *Pages) questionnaireWithdrawing(x *web.Exchange, who store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	path := questionnairePath(q.ID)
	if !q.IsOpen() {
		return x.Go(path)
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "questionnaires"), Title: "Withdraw this questionnaire?",
		Text:   q.Title + ", for " + q.Contact + ". Nobody can answer it any more; its link then says that it was withdrawn. No email is sent.",
		Action: path + "/withdrawal", Button: "Withdraw", Back: path})
}

func (p *Pages) withdrawQuestionnaire(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.WithdrawQuestionnaire(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, "It is withdrawn.", questionnairePath(id))
}

// archiveQuestionnaire puts a questionnaire away, or takes it out again.
func (p *Pages) archiveQuestionnaire(x *web.Exchange, who store.Staff) error {
	return p.putAway(x, who, p.Store.ArchiveQuestionnaire, questionnairePath)
}
