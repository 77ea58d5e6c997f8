package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
)

// What the studio's own people get.

func (w Writer) reset(m store.Mail, _ Subjects) draft {
	return draft{
		words: store.EmailWords{Subject: w.open(m.Lang, "email_reset.subject"), Body: w.open(m.Lang, "email_reset.body"),
			Button: w.open(m.Lang, "email_reset.button")},
		fields:  w.fields(m),
		heading: w.t(m.Lang, "email_reset.heading"),
		foot:    []string{w.t(m.Lang, "email_login.not_you")},
	}
}

func (w Writer) studioAccepted(m store.Mail, s Subjects) draft {
	return w.quoteNews(m, s, "email_studio_accepted")
}

func (w Writer) studioDeclined(m store.Mail, s Subjects) draft {
	d := w.quoteNews(m, s, "email_studio_declined")
	d.fields["reason"] = m.Data["reason"]
	d.words.Body += "\n\n> {reason}"
	return d
}

func (w Writer) quoteNews(m store.Mail, s Subjects, key string) draft {
	q := &s.Quote
	total := amount(q.Total, q.Currency, m.Lang)
	return w.news(m, key, w.t(m.Lang, q.Kind+".view"), email.Fact{Label: q.Title, Value: total}, "name", m.Data["name"], "number", q.Number,
		"title", q.Title, "total", total, "client", q.Client, "project", q.Project)
}

func (w Writer) studioPaid(m store.Mail, s Subjects) draft {
	return w.moneyNews(m, s, "email_studio_paid", paid(m, s))
}

func (w Writer) studioTransfer(m store.Mail, s Subjects) draft {
	if m.Data["numbers"] != "" { // it is for several invoices
		sum := told(m, m.Lang)
		return w.news(m, "email_studio_transfers", w.t(m.Lang, "invoice.view"), email.Fact{Label: w.t(m.Lang, "email_studio_transfers.fact"), Value: sum},
			"amount", sum, "numbers", m.Data["numbers"], "client", s.Invoice.Client, "project", s.Invoice.Project)
	}
	return w.moneyNews(m, s, "email_studio_transfer", paid(m, s))
}

func (w Writer) studioFailed(m store.Mail, s Subjects) draft {
	return w.moneyNews(m, s, "email_studio_failed", paid(m, s))
}

func (w Writer) studioMismatch(m store.Mail, s Subjects) draft {
	return w.moneyNews(m, s, "email_studio_mismatch", paid(m, s), "asked", m.Data["asked"], "came", m.Data["came"])
}

func paid(m store.Mail, s Subjects) string {
	return amount(s.Payment.Amount, s.Payment.Currency, m.Lang)
}

// moneyNews is news of an amount of an invoice.
func (w Writer) moneyNews(m store.Mail, s Subjects, key, amount string, more ...string) draft {
	i := &s.Invoice
	return w.news(m, key, w.t(m.Lang, "invoice.view"), email.Fact{Label: i.Title, Value: amount}, append([]string{"amount", amount, "number", i.Number,
		"title", i.Title, "client", i.Client, "project", i.Project}, more...)...)
}

// news tells the studio in one sentence what happened; more are its fields.
func (w Writer) news(m store.Mail, key, button string, fact email.Fact, more ...string) draft {
	args := make([]any, len(more))
	for i, text := range more {
		args[i] = text
	}
	return draft{
		words:   store.EmailWords{Subject: w.open(m.Lang, key+".subject"), Body: w.open(m.Lang, key+".body"), Button: button},
		fields:  w.fields(m, more...),
		heading: w.t(m.Lang, key+".heading", args...),
		facts:   []email.Fact{fact},
	}
}
