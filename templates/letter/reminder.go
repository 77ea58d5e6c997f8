package letter

import (
	"strconv"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// ReminderWords are the words that a reminder has by itself, so many days after
// what it speaks of is due (before it below zero), with their merge fields in
// place. about is 'invoice', 'quote' or 'estimate'.
func (w Writer) ReminderWords(lang, about string, days int) (subject, body string) {
	key := "email_" + about + "_reminder."
	tone := "late"
	switch {
	case about != "invoice":
		tone = "open"
	case days < 0:
		tone = "ahead"
	case days == 0:
		tone = "today"
	case days >= longLate:
		tone = "long"
	}
	return w.open(lang, key+"subject_"+tone), w.letter(lang, w.open(lang, key+"body_"+tone))
}

// longLate is after how many days a reminder is worded more firmly.
const longLate = 14

// days is when the reminder's step comes, as the outbox has it.
func days(m store.Mail) int {
	n, err := strconv.Atoi(m.Data["days"])
	if err != nil {
		return 0 // the words of the day itself are true of any day
	}
	return n
}

func (w Writer) invoiceReminder(m store.Mail, s Subjects) draft {
	i, lang, due := &s.Invoice, m.Lang, store.Date(m.Data["due"])
	asked := amount(i.DueBy(max(due, s.Today)), i.Currency, lang)
	f := w.ofInvoice(m, i, "amount", asked, "left", amount(i.Left(), i.Currency, lang), "total", amount(i.Total, i.Currency, lang),
		"due", w.date(lang, due, words.Full), "when", w.Words.Days(lang, s.Today.DaysUntil(due)))
	f["part"] = i.Title
	for _, part := range i.Instalments {
		if part.DueOn == due && part.Left() > 0 {
			f["part"] = part.Label
			break
		}
	}
	d := w.reminder(m, "invoice", f)
	d.heading, d.words.Button = w.t(lang, "email_invoice_reminder.heading"), w.open(lang, "email_invoice.button")
	d.facts = []email.Fact{{Label: w.t(lang, "email_invoice.number", "number", i.Number), Value: asked},
		{Label: w.t(lang, "email.due"), Value: w.date(lang, due, words.Short)}}
	d.preheader = w.t(lang, "email_invoice.preheader", "title", i.Title, "amount", asked, "date", w.date(lang, due, words.Short))
	return d
}

func (w Writer) quoteReminder(m store.Mail, s Subjects) draft {
	q, lang := &s.Quote, m.Lang
	f := w.ofQuote(m, q)
	f["when"] = ""
	if q.ValidUntil != "" {
		f["when"] = w.Words.Days(lang, s.Today.DaysUntil(q.ValidUntil))
	}
	d := w.reminder(m, q.Kind, f)
	d.heading, d.words.Button = w.t(lang, "email_"+q.Kind+"_reminder.heading"), w.open(lang, "email_"+q.Kind+".button")
	if q.ValidUntil == "" {
		d.words.Subject = w.open(lang, "email_"+q.Kind+".subject")
	}
	d.facts = []email.Fact{{Label: q.Title, Value: f["total"]}}
	d.preheader = w.t(lang, "email_"+q.Kind+".preheader_open", "title", q.Title, "total", f["total"])
	if q.ValidUntil != "" {
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "document.valid_until"), Value: w.date(lang, q.ValidUntil, words.Short)})
	}
	return d
}

// reminder is a reminder in the catalogue's words.
func (w Writer) reminder(m store.Mail, about string, f fields) draft {
	subject, body := w.ReminderWords(m.Lang, about, days(m))
	return draft{words: store.EmailWords{Subject: subject, Body: body}, fields: f, foot: []string{w.t(m.Lang, "email.for_you_alone")}}
}
