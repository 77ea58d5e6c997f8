package portal

import (
	"strconv"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// every takes what there is.
func every[T any](*T) bool { return true }

// invoices are All, Paid, Unpaid and Overdue.
func (p *Pages) invoices(x *web.Exchange, portal *store.Portal) error {
	const path = "/portal/invoices"
	page, err := p.papers(x, portal, path, "papers.no_invoices")
	if err != nil {
		return err
	}
	all, err := portal.Invoices(x.Context(), 0)
	if err != nil {
		return err
	}
	chosen := choose(page, x, path, all, []chip[store.Invoice]{
		{"", "papers.all", every[store.Invoice]}, {"paid", "status.paid", func(i *store.Invoice) bool { return i.Status == "paid" }},
		{"unpaid", "status.unpaid", (*store.Invoice).IsPayable},
		{"overdue", "status.overdue", func(i *store.Invoice) bool { return i.Status == "overdue" }},
	})
	for n := range chosen {
		page.Rows = append(page.Rows, invoiceRow(x, page, &chosen[n]))
	}
	if len(all) > 0 {
		page.More = &tab{Label: x.T("statement.name"), Path: "/portal/statement"}
	}
	return page.show(x)
}

func invoiceRow(x *web.Exchange, v *papersPage, i *store.Invoice) paperRow {
	path := "/portal/invoices/" + strconv.FormatInt(i.ID, 10)
	note := x.T("papers.issued", "date", x.Date(i.IssuedOn, "short"))
	if i.IsPayable() && i.NextDueOn != "" {
		note = x.T("papers.due", "amount", money.Format(i.NextDue, i.Currency, v.Locale), "date", x.Date(i.NextDueOn, "short"))
	}
	return paperRow{Icon: "receipt-text", Title: x.T("invoice.title", "number", i.Number), Path: path, Note: v.of(x, i.ProjectID, note),
		Amount: money.Format(i.Total, i.Currency, v.Locale), Status: i.Status, PDF: path + "/pdf", ToDo: i.IsPayable()}
}

// quotes are All, Pending, Accepted and Rejected.
func (p *Pages) quotes(x *web.Exchange, portal *store.Portal) error {
	const path = "/portal/quotes"
	page, err := p.papers(x, portal, path, "papers.no_quotes")
	if err != nil {
		return err
	}
	all, err := portal.Quotes(x.Context(), 0)
	if err != nil {
		return err
	}
	chosen := choose(page, x, path, all, []chip[store.Quote]{
		{"", "papers.all", every[store.Quote]}, {"pending", "status.pending", (*store.Quote).IsOpen},
		{"accepted", "status.accepted", func(q *store.Quote) bool { return q.Status == "accepted" }},
		{"rejected", "status.rejected", func(q *store.Quote) bool { return q.Status == "declined" }},
	})
	for n := range chosen {
		page.Rows = append(page.Rows, quoteRow(x, page, &chosen[n]))
	}
	return page.show(x)
}

func quoteRow(x *web.Exchange, v *papersPage, q *store.Quote) paperRow {
	path := "/portal/quotes/" + strconv.FormatInt(q.ID, 10)
	row := paperRow{Icon: "file-text", Title: q.Title, Path: path, Note: v.of(x, q.ProjectID, proposalNote(x, v.Studio, q)),
		Amount: money.Format(q.Total, q.Currency, v.Locale), Status: q.Status, PDF: path + "/pdf", ToDo: q.IsOpen()}
	if row.ToDo {
		row.Icon = "file-pen-line"
	}
	return row
}

// day is the date of an instant in the studio's zone.
func day(x *web.Exchange, s *store.Studio, t time.Time, style string) string {
	return x.Date(t.In(s.Zone()), style)
}

// proposalNote says when a proposal came, and what has become of it.
func proposalNote(x *web.Exchange, s *store.Studio, q *store.Quote) string {
	received := day(x, s, q.Sent, "shortday")
	switch {
	case q.Status == "accepted":
		return x.T("overview.proposal_signed", "received", received, "signed", day(x, s, q.Decided, "short"))
	case q.Status == "declined":
		return x.T("overview.proposal_declined", "received", received, "declined", day(x, s, q.Decided, "short"))
	case q.ValidUntil != "":
		return x.T("overview.proposal_note", "received", received, "until", x.Date(q.ValidUntil, "short"))
	}
	return x.T("overview.proposal_note_open", "received", received)
}

// contracts are all of them, those that wait for this contact, and those that all
// have signed.
func (p *Pages) contracts(x *web.Exchange, portal *store.Portal) error {
	const path = "/portal/contracts"
	page, err := p.papers(x, portal, path, "papers.no_contracts")
	if err != nil {
		return err
	}
	all, err := portal.Contracts(x.Context(), 0)
	if err != nil {
		return err
	}
	mine := func(c *store.Contract) bool {
		me := c.Signer(portal.Contact.ID)
		return me != nil && me.IsNext
	}
	chosen := choose(page, x, path, all, []chip[store.Contract]{
		{"", "papers.all", every[store.Contract]}, {"to-sign", "papers.to_sign", mine}, {"signed", "status.signed", (*store.Contract).IsComplete},
	})
	for n := range chosen {
		c := &chosen[n]
		path := "/portal/contracts/" + strconv.FormatInt(c.ID, 10)
		page.Rows = append(page.Rows, paperRow{Icon: "signature", Title: c.Title, Path: path, Note: page.of(x, c.ProjectID, contractNote(x, page.Studio, c)),
			Status: statusFor(c, c.Signer(portal.Contact.ID)), PDF: path + "/pdf", ToDo: mine(c)})
	}
	return page.show(x)
}

// contractNote says when a contract came, and what has become of it.
func contractNote(x *web.Exchange, s *store.Studio, c *store.Contract) string {
	received := day(x, s, c.Sent, "shortday")
	switch {
	case c.IsComplete():
		return x.T("overview.proposal_signed", "received", received, "signed", day(x, s, c.Decided, "short"))
	case c.Status == "declined":
		return x.T("overview.proposal_declined", "received", received, "declined", day(x, s, c.Decided, "short"))
	case c.IsOpen() && c.SignBy != "":
		return x.T("overview.contract_by", "received", received, "date", x.Date(c.SignBy, "short"))
	}
	return x.T("overview.proposal_note_open", "received", received)
}

// questionnaires are all of them, those that wait for answers, and those that
// were submitted.
func (p *Pages) questionnaires(x *web.Exchange, portal *store.Portal) error {
	const path = "/portal/questionnaires"
	page, err := p.papers(x, portal, path, "papers.no_questionnaires")
	if err != nil {
		return err
	}
	all, err := portal.Questionnaires(x.Context(), 0)
	if err != nil {
		return err
	}
	chosen := choose(page, x, path, all, []chip[store.Questionnaire]{
		{"", "papers.all", every[store.Questionnaire]}, {"to-answer", "papers.to_answer", (*store.Questionnaire).IsOpen},
		{"submitted", "status.submitted", (*store.Questionnaire).IsSubmitted},
	})
	for n := range chosen {
		q := &chosen[n]
		row := paperRow{Icon: "list-checks", Title: q.Title, Path: questionnairePath(q.ID), Status: q.Status, ToDo: q.IsOpen()}
		note := x.T("overview.questionnaire_progress", "answered", q.Answered, "of", len(q.Questions))
		switch {
		case q.IsSubmitted():
			note = x.T("overview.questionnaire_submitted", "date", day(x, page.Studio, q.Submitted, "short"))
		case q.IsOpen():
			row.Status = "waiting-for-you"
		}
		row.Note = page.of(x, q.ProjectID, note)
		page.Rows = append(page.Rows, row)
	}
	return page.show(x)
}

// payments are what was paid and what went back, with the receipts.
func (p *Pages) payments(x *web.Exchange, portal *store.Portal) error {
	page, err := p.papers(x, portal, "/portal/payments", "papers.no_payments")
	if err != nil {
		return err
	}
	paid, err := paymentsOf(x, portal, 0)
	if err != nil {
		return err
	}
	invoices, err := portal.Invoices(x.Context(), 0)
	if err != nil {
		return err
	}
	numbers := map[int64]string{}
	for _, i := range invoices {
		numbers[i.ID] = i.Number
	}
	for _, pay := range paid {
		row := paperRow{Icon: "banknote", Title: x.Date(pay.Day, "full"), Path: "/portal/invoices/" + strconv.FormatInt(pay.InvoiceID, 10),
			Note:   x.T("papers.paid", "number", numbers[pay.InvoiceID], "with", pay.With),
			Amount: money.Format(pay.Amount, pay.Currency, page.Locale), Status: pay.Shown}
		if pay.Receipt != "" {
			row.PDF = row.Path + "/receipts/" + strconv.FormatInt(pay.ID, 10)
		}
		page.Rows = append(page.Rows, row)
	}
	if len(paid) > 0 {
		page.More = &tab{Label: x.T("statement.name"), Path: "/portal/statement"}
	}
	return page.show(x)
}
