package demo

import (
	"strconv"

	"anteroom/store"
)

// What was put right: credit notes, money that went back, an invoice that was
// written in error.

// credited takes pounds off the invoice of a quote, and mails the credit note.
func (q *quote) credited(pounds int64, reason string, m moment) *quote {
	q.then(q.next(q.office(m)), "credit "+reason, func() error {
		i, err := q.store.Invoice(q.ctx, q.row.InvoiceID)
		if err != nil {
			return err
		}
		note, err := q.store.CreditInvoice(q.ctx, q.owner, i.ID, store.Crediting{Amount: pounds * 100, Reason: reason})
		if err != nil {
			return err
		}
		to := q.client.people[0]
		about := store.Mail{Kind: "credit-note", ToName: to.name, Lang: i.Content.Locale, InvoiceID: i.ID, Data: map[string]string{"credit_note": strconv.FormatInt(note.ID, 10)}}
		said, err := q.review(about)
		if err != nil {
			return err
		}
		l := store.Letter{Contacts: []int64{to.contact.ID}, Subject: said.Subject, Body: said.Body}
		return q.store.SendCreditNote(q.ctx, q.owner, note.ID, l)
	})
	return q
}

// refunded gives pounds of the latest payment back by hand, and takes them off
// the invoice.
func (q *quote) refunded(pounds int64, reason string, m moment) *quote {
	q.then(q.next(q.office(m)), "give back "+reason, func() error {
		i, err := q.store.Invoice(q.ctx, q.row.InvoiceID)
		if err != nil {
			return err
		}
		return q.store.RecordRefund(q.ctx, q.owner, i.Payments[0].ID, store.HandRefund{RefundedOn: q.store.Today(),
			RefundWish: store.RefundWish{Amount: pounds * 100, Reason: reason, Credit: true, Attempt: q.attempt()}})
	})
	return q
}

// billsInError issues an invoice that should not have been, and declares it void.
func (p *project) billsInError(m moment, o offer, reason string) {
	p.then(p.office(m), "void "+o.title, func() error {
		i, err := p.drafted(o, 0)
		if err != nil {
			return err
		}
		if _, err := p.store.IssueInvoice(p.ctx, p.owner, i.ID); err != nil {
			return err
		}
		_, err = p.store.VoidInvoice(p.ctx, p.owner, i.ID, reason)
		return err
	})
}
