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
		subject:   w.t(lang, key+".subject", "title", q.Title, "studio", w.Studio.Name),
		preheader: w.t(lang, "email_questionnaire.preheader", "title", q.Title),
		heading:   w.t(lang, key+".heading"),
		body:      w.dear(lang, m.ToName, w.t(lang, key+".body", "title", plain(q.Title))),
		facts:     []email.Fact{{Label: w.t(lang, "email_questionnaire.name"), Value: q.Title}},
		button:    w.t(lang, "email_questionnaire.button"),
		foot:      []string{w.t(lang, "email.for_you_alone")},
	}
	if q.AnswerBy != "" {
		date := w.date(lang, q.AnswerBy, words.Short)
		d.preheader = w.t(lang, "email_questionnaire.preheader_by", "title", q.Title, "date", date)
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_questionnaire.by"), Value: date})
	}
	return d
}

func (w Writer) studioQuestionnaire(m store.Mail, s Subjects) draft {
	q := &s.Questionnaire
	return w.news(m, "email_studio_questionnaire", "Read the answers", email.Fact{Label: q.Title, Value: q.Client},
		"name", q.Contact, "client", q.Client, "title", q.Title, "answered", m.Data["answered"], "of", m.Data["of"])
}
