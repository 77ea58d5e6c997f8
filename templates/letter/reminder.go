package letter

import (
	"strconv"
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// fields are what merge fields stand for, in the reader's language.
type fields map[string]string

// fill puts the values in the place of their fields, each escaped as the text
// needs it. A value is never read for fields; braces that name none stay.
func (f fields) fill(text string, escape func(string) string) string {
	if f == nil {
		return text
	}
	var b strings.Builder
	for text != "" {
		before, rest, _ := strings.Cut(text, "{")
		b.WriteString(before)
		if len(before) == len(text) {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		value, known := f[name]
		if !closed || !known {
			b.WriteByte('{')
			text = rest
			continue
		}
		b.WriteString(escape(value))
		text = after
	}
	return b.String()
}

func asIs(s string) string { return s }

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
	var places []any
	for _, name := range append(store.MergeFields("invoice"), "until") {
		places = append(places, name, "{"+name+"}")
	}
	return w.t(lang, key+"subject_"+tone, places...), w.t(lang, "greeting.dear", "name", "{name}") + "\n\n" + w.t(lang, key+"body_"+tone, places...)
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
	f := w.fieldsOf(m, i.Title, i.Number, i.Client, i.Project, i.Total, i.Currency)
	f["amount"], f["left"] = asked, amount(i.Left(), i.Currency, lang)
	f["due"], f["when"] = w.date(lang, due, words.Full), w.Words.Days(lang, s.Today.DaysUntil(due))
	f["part"] = i.Title
	for _, part := range i.Instalments {
		if part.DueOn == due && part.Left() > 0 {
			f["part"] = part.Label
			break
		}
	}
	d := w.reminder(m, "invoice", f)
	d.heading, d.button = w.t(lang, "email_invoice_reminder.heading"), w.t(lang, "email_invoice.button")
	d.facts = []email.Fact{{Label: w.t(lang, "email_invoice.number", "number", i.Number), Value: asked},
		{Label: w.t(lang, "email.due"), Value: w.date(lang, due, words.Short)}}
	d.preheader = w.t(lang, "email_invoice.preheader", "title", i.Title, "amount", asked, "date", w.date(lang, due, words.Short))
	return d
}

func (w Writer) quoteReminder(m store.Mail, s Subjects) draft {
	q, lang := &s.Quote, m.Lang
	f := w.fieldsOf(m, q.Title, q.Number, q.Client, q.Project, q.Total, q.Currency)
	f["until"], f["when"] = w.date(lang, q.ValidUntil, words.Full), w.Words.Days(lang, s.Today.DaysUntil(q.ValidUntil))
	d := w.reminder(m, q.Kind, f)
	d.heading, d.button = w.t(lang, "email_"+q.Kind+"_reminder.heading"), w.t(lang, "email_"+q.Kind+".button")
	d.facts = []email.Fact{{Label: q.Title, Value: f["total"]}}
	d.preheader = w.t(lang, "email_"+q.Kind+".preheader_open", "title", q.Title, "total", f["total"])
	if q.ValidUntil != "" {
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "document.valid_until"), Value: w.date(lang, q.ValidUntil, words.Short)})
	}
	return d
}

// fieldsOf are the merge fields that every reminder has.
func (w Writer) fieldsOf(m store.Mail, title, number, client, project string, total int64, currency string) fields {
	first, _, _ := strings.Cut(m.ToName, " ")
	return fields{"name": first, "client": client, "title": title, "number": number, "project": project, "studio": w.Studio.Name,
		"total": amount(total, currency, m.Lang)}
}

// reminder is a reminder in the catalogue's words. Words of the studio's own are
// read for merge fields only where a step of the clock brought them, and until
// they are sent.
func (w Writer) reminder(m store.Mail, about string, f fields) draft {
	subject, body := w.ReminderWords(m.Lang, about, days(m))
	d := draft{subject: f.fill(subject, asIs), body: f.fill(body, plain), foot: []string{w.t(m.Lang, "email.for_you_alone")}}
	if m.Data["merge"] != "" && m.State != "sent" {
		d.fields = f
	}
	return d
}
