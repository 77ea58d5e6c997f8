package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
)

// What is written of an invoice that is taken back, in part or whole.

func (w Writer) creditNote(m store.Mail, s Subjects) draft {
	lang, note, i := m.Lang, &s.CreditNote, &s.Invoice
	credited := amount(note.Total, note.Currency, lang)
	d := draft{
		words: store.EmailWords{Subject: w.open(lang, "email_credit_note.subject", "number", "note"),
			Body: w.letter(lang, w.open(lang, "email_credit_note.body")+" {rest}", "{over}"), Button: w.open(lang, "email_invoice.button")},
		fields: w.ofInvoice(m, i, "amount", credited, "note", note.Number, "reason", note.Reason, "over", "",
			"rest", w.t(lang, "email_receipt.nothing_left")),
		heading: w.t(lang, "email_credit_note.heading"),
		facts:   []email.Fact{{Label: w.t(lang, "invoice.credit_note", "number", note.Number), Value: credited}},
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	if i.Left() > 0 {
		d.fields["rest"] = w.t(lang, "email_credit_note.left", "amount", amount(i.Left(), i.Currency, lang))
	}
	if over := i.Over(); over > 0 {
		d.fields["over"] = w.t(lang, "email_credit_note.over", "amount", amount(over, i.Currency, lang))
	}
	if note.Reason != "" {
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "print.reason"), Value: note.Reason})
	}
	return d
}

func (w Writer) invoiceVoid(m store.Mail, s Subjects) draft {
	lang, i := m.Lang, &s.Invoice
	return draft{
		words: store.EmailWords{Subject: w.open(lang, "email_invoice_void.subject"),
			Body: w.letter(lang, w.open(lang, "email_invoice_void.body")), Button: w.open(lang, "email_invoice.button")},
		fields:  w.ofInvoice(m, i, "amount", amount(i.Total, i.Currency, lang)),
		heading: w.t(lang, "email_invoice_void.heading"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}
