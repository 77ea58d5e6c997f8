package letter

import "anteroom/store"

// What brings a way in: a link that works once, or a code.

func (w Writer) signIn(m store.Mail, s Subjects) draft {
	lang := m.Lang
	return draft{
		words:   w.usual(lang, "email_login"),
		fields:  w.fields(m),
		heading: w.t(lang, "email_login.heading"),
		code:    s.Code,
		foot:    []string{w.t(lang, "email_login.not_you")},
	}
}

// invite is offered for review before it goes.
func (w Writer) invite(m store.Mail, _ Subjects) draft {
	lang := m.Lang
	return draft{
		words:   w.usual(lang, "email_invite", w.open(lang, "email_invite.how")),
		fields:  w.fields(m),
		heading: w.t(lang, "email_invite.heading"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) portalReset(m store.Mail, s Subjects) draft {
	d := w.reset(m, s)
	d.words.Body = w.letter(m.Lang, d.words.Body)
	return d
}

// code has no button: whoever asked for it has the page open.
func (w Writer) code(m store.Mail, s Subjects) draft {
	lang, title := m.Lang, s.Quote.Title
	if s.Contract.ID != 0 {
		title = s.Contract.Title
	}
	return draft{
		words:   store.EmailWords{Subject: w.open(lang, "email_code.subject"), Body: w.letter(lang, w.open(lang, "email_code.body"))},
		fields:  w.fields(m, "title", title),
		heading: w.t(lang, "email_code.heading"),
		code:    s.Code,
		foot:    []string{w.t(lang, "email_code.not_you")},
	}
}
