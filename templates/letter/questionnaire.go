package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What is written about questionnaires.

func (w Writer) questionnaire(m store.Mail, s Subjects) draft {
	return w.asks(m, s, "email_questionnaire")
}

func (w Writer) questionnaireReminder(m store.Mail, s Subjects) draft {
	return w.asks(m, s, "email_questionnaire_reminder")
}

func (w Writer) questionnaireReopened(m store.Mail, s Subjects) draft {
	return w.asks(m, s, "email_questionnaire_reopened")
}

// asks asks for answers, in the words under a key.
func (w Writer) asks(m store.Mail, s Subjects, key string) draft {
	q, lang := &s.Questionnaire, m.Lang
	d := draft{
		words: store.EmailWords{Subject: w.open(lang, key+".subject"), Body: w.letter(lang, w.open(lang, key+".body")),
			Button: w.open(lang, "email_questionnaire.button")},
		fields:    w.fields(m, "title", q.Title, "client", q.Client, "project", q.Project, "until", ""),
		preheader: w.t(lang, "email_questionnaire.preheader", "title", q.Title),
		heading:   w.t(lang, key+".heading"),
		facts:     []email.Fact{{Label: w.t(lang, "email_questionnaire.name"), Value: q.Title}},
		foot:      []string{w.t(lang, "email.for_you_alone")},
	}
	if q.AnswerBy != "" {
		date := w.date(lang, q.AnswerBy, words.Short)
		d.fields["until"] = w.date(lang, q.AnswerBy, words.Full)
		d.preheader = w.t(lang, "email_questionnaire.preheader_by", "title", q.Title, "date", date)
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_questionnaire.by"), Value: date})
	}
	return d
}

func (w Writer) studioQuestionnaire(m store.Mail, s Subjects) draft {
	q := &s.Questionnaire
	return w.news(m, "email_studio_questionnaire", w.t(m.Lang, "email_studio_questionnaire.button"), email.Fact{Label: q.Title, Value: q.Client},
		"name", q.Contact, "client", q.Client, "title", q.Title, "answered", m.Data["answered"], "of", m.Data["of"], "project", q.Project)
}
