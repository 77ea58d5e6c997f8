package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
)

// What the studio's own people get.

func (w Writer) reset(m store.Mail, _ Subjects) draft {
	return draft{
		subject: w.t(m.Lang, "email_reset.subject"),
		heading: w.t(m.Lang, "email_reset.heading"),
		body:    w.t(m.Lang, "email_reset.body"),
		button:  w.t(m.Lang, "email_reset.button"),
		foot:    []string{w.t(m.Lang, "email_login.not_you")},
	}
}

func (w Writer) studioAccepted(m store.Mail, s Subjects) draft {
	q := &s.Quote
	return w.news(m, "email_studio_accepted", "View quote", email.Fact{Label: q.Title, Value: amount(q.Total, q.Currency, m.Lang)},
		"name", m.Data["name"], "number", q.Number, "client", q.Client)
}

func (w Writer) studioDeclined(m store.Mail, s Subjects) draft {
	q := &s.Quote
	d := w.news(m, "email_studio_declined", "View quote", email.Fact{Label: q.Title, Value: amount(q.Total, q.Currency, m.Lang)},
		"name", m.Data["name"], "number", q.Number, "client", q.Client)
	if reason := m.Data["reason"]; reason != "" {
		d.body += "\n\n> " + plain(reason)
	}
	return d
}

func (w Writer) studioPaid(m store.Mail, s Subjects) draft {
	return w.news(m, "email_studio_paid", "View invoice", w.money(m, s), "number", s.Invoice.Number, "client", s.Invoice.Client)
}

func (w Writer) studioTransfer(m store.Mail, s Subjects) draft {
	if m.Data["numbers"] != "" { // it is for several invoices
		return w.news(m, "email_studio_transfers", "View invoice", email.Fact{Label: w.t(m.Lang, "email_studio_transfers.fact"), Value: told(m, m.Lang)},
			"numbers", m.Data["numbers"], "client", s.Invoice.Client)
	}
	return w.news(m, "email_studio_transfer", "View invoice", w.money(m, s), "number", s.Invoice.Number, "client", s.Invoice.Client)
}

func (w Writer) studioFailed(m store.Mail, s Subjects) draft {
	return w.news(m, "email_studio_failed", "View invoice", w.money(m, s), "number", s.Invoice.Number, "client", s.Invoice.Client)
}

func (w Writer) studioMismatch(m store.Mail, s Subjects) draft {
	return w.news(m, "email_studio_mismatch", "View invoice", w.money(m, s), "number", s.Invoice.Number, "client", s.Invoice.Client,
		"asked", m.Data["asked"], "came", m.Data["came"])
}

func (w Writer) money(m store.Mail, s Subjects) email.Fact {
	return email.Fact{Label: s.Invoice.Title, Value: amount(s.Payment.Amount, s.Payment.Currency, m.Lang)}
}

// news tells the studio in one sentence what happened.
func (w Writer) news(m store.Mail, key, button string, fact email.Fact, args ...any) draft {
	safe := make([]any, len(args))
	for i, a := range args {
		safe[i] = a
		if text, ok := a.(string); ok && i%2 == 1 {
			safe[i] = plain(text)
		}
	}
	return draft{subject: w.t(m.Lang, key+".subject", args...), heading: w.t(m.Lang, key+".heading", args...),
		body: w.t(m.Lang, key+".body", safe...), facts: []email.Fact{fact}, button: button}
}
