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
	body := []string{w.t(lang, "email_refund.body", "amount", back, "number", s.Invoice.Number)}
	if m.Data["road"] != "" {
		body[0] += " " + w.t(lang, "email_refund.road", "with", plain(w.with(lang, &s.Payment)))
	}
	if note := m.Data["note"]; note != "" {
		body = append(body, w.t(lang, "email_refund.credit", "number", note))
	}
	if w.Studio.Practice {
		body = append(body, w.t(lang, "email_refund.practice"))
	}
	return draft{
		subject: w.t(lang, "email_refund.subject", "amount", back, "studio", w.Studio.Name),
		heading: w.t(lang, "email_refund.heading", "amount", back),
		body:    w.dear(lang, m.ToName, body...),
		facts: []email.Fact{{Label: w.t(lang, "invoice.refunded"), Value: back},
			{Label: w.t(lang, "email_refund.of"), Value: s.Payment.Receipt + ", " + w.date(lang, s.Payment.PaidOn, words.Short)}},
		button: w.t(lang, "email_receipt.button"),
		foot:   []string{w.t(lang, "email.for_you_alone")},
	}
}

// with names how a payment was made.
func (w Writer) with(lang string, pay *store.Payment) string {
	if pay.Label != "" {
		return pay.Label
	}
	return strings.ToLower(w.t(lang, "method."+pay.Method))
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
	back := told(m, m.Lang)
	d := w.news(m, "email_studio_refund", "View invoice", email.Fact{Label: s.Invoice.Title, Value: back}, "amount", back,
		"number", s.Invoice.Number, "client", s.Invoice.Client)
	if m.Data["ask"] != "" {
		d.body += "\n\n" + w.t(m.Lang, "email_studio_refund.ask", "client", plain(s.Invoice.Client))
	}
	return d
}

func (w Writer) studioRefundFailed(m store.Mail, s Subjects) draft {
	back, key := told(m, m.Lang), "email_studio_refund_failed"
	if m.Kind == "studio-refund-mismatch" {
		key = "email_studio_refund_mismatch"
	}
	d := w.news(m, key, "View invoice", email.Fact{Label: s.Invoice.Title, Value: back}, "amount", back, "number", s.Invoice.Number, "client", s.Invoice.Client)
	if why := m.Data["why"]; why != "" {
		d.body += "\n\n" + plain(why)
	}
	return d
}

// studioDispute tells of a payment that the client questions at their bank, and
// of what the bank decides.
func (w Writer) studioDispute(m store.Mail, s Subjects) draft {
	lang, amount := m.Lang, told(m, m.Lang)
	key := "email_" + strings.ReplaceAll(m.Kind, "-", "_")
	d := w.news(m, key, "View invoice", email.Fact{Label: s.Invoice.Title, Value: amount}, "amount", amount, "number", s.Invoice.Number,
		"client", s.Invoice.Client)
	if m.Kind != "studio-dispute-open" {
		d.body += w.twice(m, s, key+".twice")
		return d
	}
	d.body += " " + w.t(lang, "dispute."+m.Data["reason"])
	answer := w.t(lang, key+".no_answer")
	if due := m.Data["due"]; due != "" {
		answer = w.t(lang, key+".answer", "date", w.date(lang, store.Date(due), words.Full))
	}
	d.body += "\n\n" + answer + w.twice(m, s, key+".by_hand")
	return d
}

// twice tells what of a disputed payment was given back by hand besides.
func (w Writer) twice(m store.Mail, s Subjects, key string) string {
	minor, err := strconv.ParseInt(m.Data["twice"], 10, 64)
	if err != nil {
		return "" // nothing was
	}
	return "\n\n" + w.t(m.Lang, key, "amount", amount(minor, m.Data["currency"], m.Lang), "client", plain(s.Invoice.Client))
}

// studioOverpaid tells of money that came beyond what was asked for.
func (w Writer) studioOverpaid(m store.Mail, s Subjects) draft {
	amount := told(m, m.Lang)
	return w.news(m, "email_studio_overpaid", "View invoice", email.Fact{Label: s.Invoice.Title, Value: amount}, "amount", amount,
		"number", s.Invoice.Number, "client", s.Invoice.Client)
}
