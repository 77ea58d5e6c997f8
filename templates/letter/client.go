package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What clients get.

func (w Writer) quote(m store.Mail, s Subjects) draft {
	q, lang, key := &s.Quote, m.Lang, "email_"+s.Quote.Kind
	total := amount(q.Total, q.Currency, lang)
	d := draft{
		subject: w.t(lang, key+".subject", "studio", w.Studio.Name),
		heading: w.t(lang, key+".heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, key+".body", "title", plain(q.Title))),
		facts:   []email.Fact{{Label: q.Title, Value: total}},
		button:  w.t(lang, key+".button"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	d.preheader = w.t(lang, key+".preheader_open", "title", q.Title, "total", total)
	if q.ValidUntil != "" {
		d.preheader = w.t(lang, key+".preheader", "title", q.Title, "total", total, "date", w.date(lang, q.ValidUntil, words.Short))
		label := w.t(lang, "document.valid_until")
		if q.Number != "" {
			label = w.t(lang, key+".valid_until", "number", q.Number)
		}
		d.facts = append(d.facts, email.Fact{Label: label, Value: w.date(lang, q.ValidUntil, words.Short)})
	}
	return d
}

func (w Writer) invoice(m store.Mail, s Subjects) draft {
	i, lang := &s.Invoice, m.Lang
	d := draft{
		subject: w.t(lang, "email_invoice.subject", "number", i.Number, "studio", w.Studio.Name),
		heading: w.t(lang, "email_invoice.heading"),
		facts:   []email.Fact{{Label: w.t(lang, "email_invoice.number", "number", i.Number), Value: amount(i.Total, i.Currency, lang)}},
		button:  w.t(lang, "email_invoice.button"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	if i.IsDraft() { // shown for review: its number is given when it is issued
		d.subject = w.t(lang, "email_invoice.subject_draft", "studio", w.Studio.Name)
		d.facts[0].Label = i.Title
	}
	body := []string{w.t(lang, "email_invoice.body", "title", plain(i.Title))}
	if next := i.Next(); next != nil {
		left, due := amount(next.Left(), i.Currency, lang), w.date(lang, next.DueOn, words.Short)
		d.preheader = w.t(lang, "email_invoice.preheader", "title", i.Title, "amount", left, "date", due)
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_invoice.next_payment") + ", " + next.Label, Value: left},
			email.Fact{Label: w.t(lang, "email.due"), Value: due})
		if len(i.Instalments) > 1 {
			body = append(body, w.t(lang, "email_invoice.deposit", "amount", left, "date", w.date(lang, next.DueOn, words.Full)))
		}
	}
	d.body = w.dear(lang, m.ToName, body...)
	return d
}

func (w Writer) accepted(m store.Mail, s Subjects) draft {
	lang, button := m.Lang, "email_accepted.button"
	if s.Quote.IsEstimate() {
		button += "_estimate"
	}
	return draft{
		subject: w.t(lang, "email_accepted.subject", "title", s.Quote.Title),
		heading: w.t(lang, "email_accepted.heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, "email_accepted.body", "title", plain(s.Quote.Title)), w.t(lang, "email_accepted.attached")),
		facts:   []email.Fact{{Label: s.Quote.Title, Value: amount(s.Quote.Total, s.Quote.Currency, lang)}},
		button:  w.t(lang, button),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) receipt(m store.Mail, s Subjects) draft {
	lang, pay, i := m.Lang, &s.Payment, &s.Invoice
	came := amount(pay.Amount, pay.Currency, lang)
	left := w.t(lang, "email_receipt.nothing_left")
	if i.Left() > 0 {
		left = w.t(lang, "email_receipt.left", "amount", amount(i.Left(), i.Currency, lang))
	}
	key := "email_receipt.body"
	if pay.Method == "credit" {
		key = "email_receipt.body_credit"
	}
	body := []string{w.t(lang, key, "amount", came, "number", i.Number) + " " + left}
	if w.Studio.Practice {
		body = append(body, w.t(lang, "email_receipt.practice"))
	}
	return draft{
		subject: w.t(lang, "email_receipt.subject", "number", pay.Receipt, "studio", w.Studio.Name),
		heading: w.t(lang, "email_receipt.heading"),
		body:    w.dear(lang, m.ToName, body...),
		facts: []email.Fact{{Label: w.t(lang, "print.received"), Value: came},
			{Label: w.t(lang, "print.paid_on"), Value: w.date(lang, pay.PaidOn, words.Short)}},
		button: w.t(lang, "email_receipt.button"),
		foot:   []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) paymentFailed(m store.Mail, s Subjects) draft {
	lang := m.Lang
	return draft{
		subject: w.t(lang, "email_failed.subject", "studio", w.Studio.Name),
		heading: w.t(lang, "email_failed.heading"),
		body: w.dear(lang, m.ToName, w.t(lang, "email_failed.body", "amount", amount(s.Payment.Amount, s.Payment.Currency, lang),
			"number", s.Invoice.Number)),
		button: w.t(lang, "email_failed.button"),
		foot:   []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) file(m store.Mail, s Subjects) draft {
	lang := m.Lang
	return draft{
		subject: w.t(lang, "email_file.subject", "studio", w.Studio.Name),
		heading: w.t(lang, "email_file.heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, "email_file.body")),
		facts:   []email.Fact{{Label: w.t(lang, "email_file.name"), Value: s.File}},
		button:  w.t(lang, "email_file.button", "count", 1), // each file has a mail of its own
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) freshLink(m store.Mail, s Subjects) draft {
	lang, title := m.Lang, s.File
	switch {
	case s.Quote.ID != 0:
		title = s.Quote.Title
	case s.Invoice.ID != 0:
		title = w.t(lang, "invoice.title", "number", s.Invoice.Number)
	case s.Contract.ID != 0:
		title = s.Contract.Title
	}
	return draft{
		subject: w.t(lang, "email_fresh.subject", "studio", w.Studio.Name),
		heading: w.t(lang, "email_fresh.heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, "email_fresh.body", "title", plain(title))),
		button:  w.t(lang, "email_fresh.button"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) signIn(m store.Mail, s Subjects) draft {
	lang := m.Lang
	return draft{
		subject: w.t(lang, "email_login.subject", "studio", w.Studio.Name),
		heading: w.t(lang, "email_login.heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, "email_login.body")),
		button:  w.t(lang, "email_login.button"),
		code:    s.Code,
		foot:    []string{w.t(lang, "email_login.not_you")},
	}
}
