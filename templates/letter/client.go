package letter

import (
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What clients get.

func (w Writer) quote(m store.Mail, s Subjects) draft {
	q, lang, key := &s.Quote, m.Lang, "email_"+s.Quote.Kind
	total := amount(q.Total, q.Currency, lang)
	d := draft{
		words:   w.usual(lang, key),
		fields:  w.ofQuote(m, q),
		open:    []string{"number"},
		heading: w.t(lang, key+".heading"),
		facts:   []email.Fact{{Label: q.Title, Value: total}},
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

// ofQuote are the fields of what speaks of a quote.
func (w Writer) ofQuote(m store.Mail, q *store.Quote) fields {
	f := w.fields(m, "client", q.Client, "project", q.Project, "title", q.Title, "total", amount(q.Total, q.Currency, m.Lang), "until", "")
	if q.ValidUntil != "" {
		f["until"] = w.date(m.Lang, q.ValidUntil, words.Full)
	}
	return f.numbered(q.Number)
}

func (w Writer) invoice(m store.Mail, s Subjects) draft {
	i, lang := &s.Invoice, m.Lang
	d := draft{
		words:   w.usual(lang, "email_invoice", "{schedule}"),
		fields:  w.ofInvoice(m, i, "total", amount(i.Total, i.Currency, lang), "amount", "", "due", "", "schedule", ""),
		open:    []string{"number"},
		heading: w.t(lang, "email_invoice.heading"),
		facts:   []email.Fact{{Label: w.t(lang, "email_invoice.number", "number", i.Number), Value: amount(i.Total, i.Currency, lang)}},
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	if i.IsDraft() { // shown for review: its number is given when it is issued
		d.words.Subject = w.open(lang, "email_invoice.subject_draft")
		d.facts[0].Label = i.Title
	}
	if next := i.Next(); next != nil {
		left, due := amount(next.Left(), i.Currency, lang), w.date(lang, next.DueOn, words.Short)
		d.preheader = w.t(lang, "email_invoice.preheader", "title", i.Title, "amount", left, "date", due)
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_invoice.next_payment") + ", " + next.Label, Value: left},
			email.Fact{Label: w.t(lang, "email.due"), Value: due})
		d.fields["amount"], d.fields["due"] = left, w.date(lang, next.DueOn, words.Full)
		if len(i.Instalments) > 1 {
			d.fields["schedule"] = w.t(lang, "email_invoice.deposit", "amount", left, "date", d.fields["due"])
		}
	}
	return d
}

// ofInvoice are the fields of what speaks of an invoice, and more.
func (w Writer) ofInvoice(m store.Mail, i *store.Invoice, more ...string) fields {
	return w.fields(m, append([]string{"client", i.Client, "project", i.Project, "title", i.Title}, more...)...).numbered(i.Number)
}

func (w Writer) accepted(m store.Mail, s Subjects) draft {
	lang := m.Lang
	d := draft{
		words:   w.usual(lang, "email_accepted", w.open(lang, "email_accepted.attached")),
		fields:  w.ofQuote(m, &s.Quote),
		heading: w.t(lang, "email_accepted.heading"),
		facts:   []email.Fact{{Label: s.Quote.Title, Value: amount(s.Quote.Total, s.Quote.Currency, lang)}},
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	if s.Quote.IsEstimate() {
		d.words.Button = w.open(lang, "email_accepted.button_estimate")
	}
	return d
}

func (w Writer) receipt(m store.Mail, s Subjects) draft {
	lang, pay, i := m.Lang, &s.Payment, &s.Invoice
	came, paid := amount(pay.Amount, pay.Currency, lang), w.date(lang, pay.PaidOn, words.Full)
	d := draft{
		kind: "receipt",
		words: store.EmailWords{Subject: w.open(lang, "email_receipt.subject", "number", "receipt"),
			Body: w.letter(lang, w.open(lang, "email_receipt.body")+" {rest}"), Button: w.open(lang, "email_receipt.button")},
		fields:  w.ofInvoice(m, i, "amount", came, "paid", paid, "receipt", pay.Receipt, "rest", w.t(lang, "email_receipt.nothing_left")),
		heading: w.t(lang, "email_receipt.heading"),
		facts: []email.Fact{{Label: w.t(lang, "print.received"), Value: came},
			{Label: w.t(lang, "print.paid_on"), Value: w.date(lang, pay.PaidOn, words.Short)}},
		foot: []string{w.t(lang, "email.for_you_alone")},
	}
	if i.Left() > 0 {
		d.fields["rest"] = w.t(lang, "email_receipt.left", "amount", amount(i.Left(), i.Currency, lang))
	}
	if pay.Method == "credit" {
		d.kind, d.words.Body = "receipt-credit", w.letter(lang, w.open(lang, "email_receipt.body_credit")+" {rest}")
	}
	if w.Studio.Practice {
		d.added = w.t(lang, "email_receipt.practice")
	}
	return d
}

func (w Writer) paymentFailed(m store.Mail, s Subjects) draft {
	lang := m.Lang
	return draft{
		words:   w.usual(lang, "email_failed"),
		fields:  w.ofInvoice(m, &s.Invoice, "amount", amount(s.Payment.Amount, s.Payment.Currency, lang)),
		heading: w.t(lang, "email_failed.heading"),
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
	case s.Questionnaire.ID != 0:
		title = s.Questionnaire.Title
	case s.Request.ID != 0:
		title = s.Request.Title
	case len(s.Files) > 0:
		title = strings.Join(s.Files, ", ")
	case s.Gallery.ID != 0:
		title = s.Gallery.Name
	}
	return draft{
		words:   w.usual(lang, "email_fresh"),
		fields:  w.fields(m, "title", title),
		heading: w.t(lang, "email_fresh.heading"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}
