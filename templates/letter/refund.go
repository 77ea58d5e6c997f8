package letter

import (
	"strconv"
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What is written of money that goes back. The mail holds its figures: the
// payment may go back in several parts.

func (w Writer) refund(m store.Mail, s Subjects) draft {
	lang := m.Lang
	back := told(m, lang)
	d := draft{
		words: store.EmailWords{Subject: w.open(lang, "email_refund.subject"), Button: w.open(lang, "email_receipt.button"),
			Body: w.letter(lang, w.open(lang, "email_refund.body")+" {way}", "{credited}")},
		fields:  w.ofInvoice(m, &s.Invoice, "amount", back, "receipt", s.Payment.Receipt, "way", "", "credited", ""),
		heading: w.t(lang, "email_refund.heading", "amount", back),
		facts: []email.Fact{{Label: w.t(lang, "invoice.refunded"), Value: back},
			{Label: w.t(lang, "email_refund.of"), Value: s.Payment.Receipt + ", " + w.date(lang, s.Payment.PaidOn, words.Short)}},
		foot: []string{w.t(lang, "email.for_you_alone")},
	}
	if m.Data["road"] != "" {
		d.fields["way"] = w.t(lang, "email_refund.road", "with", w.with(lang, &s.Payment))
	}
	if note := m.Data["note"]; note != "" {
		d.fields["credited"] = w.t(lang, "email_refund.credit", "number", note)
	}
	if w.Studio.Practice {
		d.added = w.t(lang, "email_refund.practice")
	}
	return d
}

// with names how a payment was made.
func (w Writer) with(lang string, pay *store.Payment) string {
	with := words.PaidWith(func(key string, args ...any) string { return w.t(lang, key, args...) }, pay.Method, pay.Label)
	if pay.Label != "" {
		return with
	}
	return words.InSentence(lang, with)
}

// told is the amount that a mail tells of.
func told(m store.Mail, lang string) string {
	minor, err := strconv.ParseInt(m.Data["amount"], 10, 64)
	if err != nil {
		return ""
	}
	return amount(minor, m.Data["currency"], lang)
}

func (w Writer) studioRefund(m store.Mail, s Subjects) draft {
	back, ask := told(m, m.Lang), ""
	if m.Data["ask"] != "" {
		ask = w.t(m.Lang, "email_studio_refund.ask", "client", s.Invoice.Client)
	}
	d := w.moneyNews(m, s, "email_studio_refund", back, "ask", ask)
	d.words.Body += "\n\n{ask}"
	return d
}

func (w Writer) studioRefundFailed(m store.Mail, s Subjects) draft {
	key := "email_studio_refund_failed"
	if m.Kind == "studio-refund-mismatch" {
		key = "email_studio_refund_mismatch"
	}
	d := w.moneyNews(m, s, key, told(m, m.Lang), "why", m.Data["why"])
	d.words.Body += "\n\n{why}"
	return d
}

// studioDispute tells of a payment that the client questions at their bank, and
// of what the bank decides.
func (w Writer) studioDispute(m store.Mail, s Subjects) draft {
	lang, key := m.Lang, "email_"+strings.ReplaceAll(m.Kind, "-", "_")
	d := w.moneyNews(m, s, key, told(m, lang))
	if m.Kind != "studio-dispute-open" {
		d.words.Body += "\n\n{twice}"
		d.fields["twice"] = w.twice(m, s, key+".twice")
		return d
	}
	d.words.Body += " {why}\n\n{answer}"
	d.fields["why"], d.fields["answer"] = w.t(lang, "dispute."+m.Data["reason"]), w.t(lang, key+".no_answer")
	if due := m.Data["due"]; due != "" {
		d.fields["answer"] = w.t(lang, key+".answer", "date", w.date(lang, store.Date(due), words.Full))
	}
	d.words.Body += "\n\n{twice}"
	d.fields["twice"] = w.twice(m, s, key+".by_hand")
	return d
}

// twice tells what of a disputed payment was given back by hand besides.
func (w Writer) twice(m store.Mail, s Subjects, key string) string {
	minor, err := strconv.ParseInt(m.Data["twice"], 10, 64)
	if err != nil {
		return "" // nothing was
	}
	return w.t(m.Lang, key, "amount", amount(minor, m.Data["currency"], m.Lang), "client", s.Invoice.Client)
}

// studioOverpaid tells of money that came beyond what was asked for.
func (w Writer) studioOverpaid(m store.Mail, s Subjects) draft {
	return w.moneyNews(m, s, "email_studio_overpaid", told(m, m.Lang))
}
