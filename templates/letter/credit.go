package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
)

// What is written of an invoice that is taken back, in part or whole.

func (w Writer) creditNote(m store.Mail, s Subjects) draft {
	lang, note, i := m.Lang, &s.CreditNote, &s.Invoice
	credited, left := amount(note.Total, note.Currency, lang), w.t(lang, "email_receipt.nothing_left")
	if i.Left() > 0 {
		left = w.t(lang, "email_credit_note.left", "amount", amount(i.Left(), i.Currency, lang))
	}
	body := []string{w.t(lang, "email_credit_note.body", "amount", credited, "number", i.Number) + " " + left}
	if over := i.Over(); over > 0 {
		body = append(body, w.t(lang, "email_credit_note.over", "amount", amount(over, i.Currency, lang)))
	}
	facts := []email.Fact{{Label: w.t(lang, "invoice.credit_note", "number", note.Number), Value: credited}}
	if note.Reason != "" {
		facts = append(facts, email.Fact{Label: w.t(lang, "print.reason"), Value: note.Reason})
	}
	return draft{
		subject: w.t(lang, "email_credit_note.subject", "number", note.Number, "studio", w.Studio.Name),
		heading: w.t(lang, "email_credit_note.heading"),
		body:    w.dear(lang, m.ToName, body...),
		facts:   facts,
		button:  w.t(lang, "email_invoice.button"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) invoiceVoid(m store.Mail, s Subjects) draft {
	lang, i := m.Lang, &s.Invoice
	return draft{
		subject: w.t(lang, "email_invoice_void.subject", "number", i.Number),
		heading: w.t(lang, "email_invoice_void.heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, "email_invoice_void.body", "number", i.Number, "amount", amount(i.Total, i.Currency, lang), "title", plain(i.Title))),
		button:  w.t(lang, "email_invoice.button"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}
