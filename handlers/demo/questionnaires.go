package demo

import (
	"time"

	"anteroom/store"
)

// hall is what is asked before the hall of a house is surveyed.
func hall() store.QuestionSheet {
	return store.QuestionSheet{Title: "About your hall and stair", Intro: "Seven short questions before the survey.", Questions: []store.Question{
		{ID: "q1", Kind: "short", Label: "Who lives in the house?", Required: true},
		{ID: "q2", Kind: "long", Label: "What does not work in the hall today?"},
		{ID: "q3", Kind: "choice", Label: "How should the front door feel?", Options: []string{"As it was in 1908", "Old frame, new door", "Something quite new"}},
		{ID: "q4", Kind: "several", Label: "What needs a place of its own?", Options: []string{"Coats", "Boots", "Bicycles", "The dog"}},
		{ID: "q5", Kind: "date", Label: "When could we begin, at the earliest?"},
		{ID: "q6", Kind: "number", Label: "How many steps has the stair?"},
		{ID: "q7", Kind: "file", Label: "A photograph of the hall, from the front door"},
	}}
}

// cooking is what is asked before a kitchen is drawn.
func cooking() store.QuestionSheet {
	return store.QuestionSheet{Title: "How you cook, and for whom", Intro: "So that the drawings begin with your days, not with ours.", Questions: []store.Question{
		{ID: "q1", Kind: "short", Label: "For how many do you cook on a weekday?", Required: true},
		{ID: "q2", Kind: "choice", Label: "Who cooks?", Options: []string{"One of us", "Two at once", "Whoever is hungry"}, Required: true},
		{ID: "q3", Kind: "several", Label: "What has to stay?", Options: []string{"The range", "The dresser", "The table", "The tiles"}},
		{ID: "q4", Kind: "number", Label: "How tall are you, in centimetres?", Help: "The worktop is made to whoever cooks most."},
		{ID: "q5", Kind: "long", Label: "What annoys you in the kitchen you have?"},
	}}
}

// replied is an answer, given so long after the questionnaire came.
type replied struct {
	question string
	after    time.Duration
	said     []string
}

// asks sends a questionnaire to someone, who answers it as told, and hands it in
// when submits says so.
func (p *project) asks(m moment, who *person, sheet store.QuestionSheet, by store.Date, submits bool, answers ...replied) {
	var row store.Questionnaire
	sent := p.office(m)
	p.then(sent, "ask "+sheet.Title, func() error {
		template, err := p.store.AddQuestionnaireTemplate(p.ctx, p.owner, sheet)
		if err != nil {
			return err
		}
		if row, err = p.store.NewQuestionnaire(p.ctx, p.owner, p.row.ID, template.ID); err != nil {
			return err
		}
		d := store.QuestionnaireDraft{QuestionSheet: sheet, ContactID: who.contact.ID, AnswerBy: by}
		if row, err = p.store.SaveQuestionnaire(p.ctx, p.owner, row.ID, row.Edits, d); err != nil {
			return err
		}
		words, err := p.review(store.Mail{Kind: "questionnaire", QuestionnaireID: row.ID, ToName: who.name, Lang: p.store.Studio().Locale})
		if err != nil {
			return err
		}
		return p.store.SendQuestionnaire(p.ctx, p.owner, row.ID,
			store.Letter{Contacts: []int64{who.contact.ID}, Attempt: p.attempt(), Subject: words.Subject, Body: words.Body})
	})
	portal := func() (*store.Portal, error) { return p.store.PortalOfContact(p.ctx, who.contact.ID) }
	last := sent
	for _, a := range answers {
		last = sent.Add(a.after)
		p.then(last, who.name+" answers a question", func() error {
			way, err := portal()
			if err != nil {
				return err
			}
			_, err = way.SaveAnswers(p.ctx, row.ID, []store.Reply{{Question: a.question, Typed: a.said, Seen: store.Answer{}.Seen()}})
			return err
		})
	}
	if !submits {
		return
	}
	p.then(last.Add(2*time.Minute), who.name+" hands in "+sheet.Title, func() error {
		way, err := portal()
		if err != nil {
			return err
		}
		_, err = way.SubmitAnswers(p.ctx, row.ID, nil)
		return err
	})
	p.then(last.Add(14*time.Hour), "read "+sheet.Title, func() error { return p.store.ReadQuestionnaire(p.ctx, p.owner, row.ID) })
}
