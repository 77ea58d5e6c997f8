package studio

import (
	"errors"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/letter"
)

func (p *Pages) emailRoutes() []Route {
	return []Route{
		staff("GET", "/studio/emails", "", p.emails),
		staff("GET", "/studio/emails/{id}", "email", p.email),
		staff("POST", "/studio/emails/{id}/retry", "email", p.retryEmail),
		staff("POST", "/studio/emails/{id}/cancellation", "email", p.cancelEmail),
		staff("POST", "/studio/emails/{id}/link", "email", p.emailLink),
	}
}

// emailsPage is the outbox: what was sent, what waits, what failed and why.
type emailsPage struct {
	papersPage
	Mails  []mailLine
	NoMail bool // no mail server is set up
}

// mailLine is an email as the studio reads of it.
type mailLine struct {
	store.MailRow
	Kind  string // "Quote", "Receipt" …
	About string // what it is about: "Q-0236"
	Href  string // of that; empty: none
}

// mailKinds are the words for the kinds of emails.
var mailKinds = map[string]string{
	"quote": "Quote", "estimate": "Estimate", "invoice": "Invoice", "accepted": "Signed copy", "invoice-reminder": "Reminder", "quote-reminder": "Reminder", "receipt": "Receipt",
	"payment-failed": "A payment failed", "file": "Shared file", "files": "Shared files", "file-request": "Request for a file", "studio-file": "A file, to you", "fresh-link": "A fresh link", "sign-in": "A link to sign in",
	"invite": "Invitation", "portal-reset": "A new password", "code": "A code to decide with",
	"reset": "A new password", "studio-accepted": "Accepted, to you", "studio-declined": "Declined, to you", "studio-paid": "A payment, to you",
	"studio-transfer": "A transfer, to you", "studio-payment-failed": "A payment failed, to you", "studio-mismatch": "A payment that does not match, to you",
	"refund": "Refund", "credit-note": "Credit note", "statement": "Statement", "invoice-void": "Invoice void", "studio-refund": "A refund, to you", "studio-refund-failed": "A refund failed, to you",
	"studio-refund-mismatch": "A refund that does not match, to you", "studio-dispute-open": "A dispute, to you", "studio-overpaid": "Too much was paid, to you",
	"contract": "Contract", "contract-complete": "Signed contract", "contract-withdrawn": "Contract withdrawn", "studio-contract-signed": "A signature, to you",
	"studio-contract-turn": "Your turn to sign, to you", "studio-contract-complete": "Signed contract, to you", "studio-contract-declined": "Contract declined, to you",
	"questionnaire": "Questionnaire", "questionnaire-reminder": "Reminder of a questionnaire", "questionnaire-reopened": "Questionnaire open again",
	"studio-questionnaire": "Answers, to you", "gallery": "Shared gallery", "studio-selection": "Favourites, to you",
	"studio-dispute-won": "A dispute that was won, to you", "studio-dispute-lost": "A dispute that was lost, to you",
}

func newMailLine(m store.MailRow) mailLine {
	l := mailLine{MailRow: m, Kind: mailKinds[m.Mail.Kind]}
	if l.Kind == "" {
		l.Kind = "Email"
	}
	switch {
	case m.QuoteID != 0:
		l.About, l.Href = m.Quote, quotePath(m.QuoteID)
	case m.InvoiceID != 0:
		l.About, l.Href = m.Invoice, invoicePath(m.InvoiceID)
	case m.ContractID != 0:
		l.About, l.Href = m.Contract, contractPath(m.ContractID)
	case m.QuestionnaireID != 0:
		l.About, l.Href = m.Questionnaire, questionnairePath(m.QuestionnaireID)
	case m.RequestID != 0 && m.StaffID == 0:
		l.About, l.Href = m.Request, "/studio/requests/"+strconv.FormatInt(m.RequestID, 10)
	case m.GalleryID != 0:
		l.About, l.Href = m.Gallery, galleryPath(m.GalleryID)
	case m.FileID != 0:
		l.About = m.File
	case m.ShareID != 0:
		l.About, l.Href = "Files", projectFilesPath(m.ProjectID)
	case m.Mail.Kind == "statement":
		l.About, l.Href = "Statement", "/studio/clients/"+m.Data["client"]
	}
	if l.Href == "" && m.ProjectID != 0 {
		l.Href = "/studio/projects/" + strconv.FormatInt(m.ProjectID, 10)
	}
	if l.About == "" && m.ProjectNo != 0 {
		l.About = "Project #" + strconv.FormatInt(m.ProjectNo, 10)
	}
	return l
}

// Title is the subject, or the kind while the mail has none of its own.
func (l mailLine) Title() string {
	if l.Subject != "" {
		return l.Subject
	}
	return l.Kind
}

// HasLink tells whether its document's link can be handed over by other means.
func (l mailLine) HasLink() bool {
	return l.Object() != (store.Object{}) && l.State != "sent" && l.State != "cancelled"
}

// CanChange tells whether it may be tried again or cancelled.
func (l mailLine) CanChange() bool { return l.IsWaiting() || l.State == "failed" }

func (p *Pages) mailReady(x *web.Exchange) (bool, error) {
	_, ready, err := p.Settings.Mail(x.Context())
	return ready, err
}

func (p *Pages) emails(x *web.Exchange, who store.Staff) error {
	view := emailsPage{papersPage: p.newPapers(x, who, "emails")}
	paging := x.Paging()
	list, total, err := p.Store.Mails(x.Context(), store.MailFilter{Search: view.Form.Get("q"), State: view.Form.Get("status")}, paging)
	if err != nil {
		return err
	}
	counts, err := p.Store.MailCounts(x.Context())
	if err != nil {
		return err
	}
	for _, m := range list {
		view.Mails = append(view.Mails, newMailLine(m))
	}
	view.Paging = x.NewPaging(paging, total)
	view.addChips(counts, [2]string{"", "All"}, [2]string{"waiting", "Waiting"}, [2]string{"failed", "Failed"}, [2]string{"sent", "Sent"},
		[2]string{"cancelled", "Cancelled"})
	ready, err := p.mailReady(x)
	if err != nil {
		return err
	}
	view.NoMail = !ready
	return x.Show("studio/emails", "list", view)
}

// Finds says what the search looks at.
func (p emailsPage) Finds() string { return "Name, address, subject or number" }

type emailPage struct {
	web.Frame
	Mail   mailLine
	Sheet  letter.Sheet
	Gone   bool // what it was about is no longer there
	NoMail bool
}

func (p *Pages) mailOf(x *web.Exchange) (store.MailRow, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.MailRow{}, err
	}
	return p.Store.Mail(x.Context(), id)
}

// email shows one email as it was sent, or will be.
func (p *Pages) email(x *web.Exchange, who store.Staff) error {
	m, err := p.mailOf(x)
	if err != nil {
		return err
	}
	view := emailPage{Frame: p.Frame(x, who, "emails"), Mail: newMailLine(m)}
	view.Sheet, err = p.PreviewMail(x.Context(), m.Mail)
	if view.Gone = errors.Is(err, store.ErrNotFound); err != nil && !view.Gone {
		return err
	}
	ready, err := p.mailReady(x)
	if err != nil {
		return err
	}
	view.NoMail = !ready
	return x.Show("studio/email", "", view)
}

func (p *Pages) changeEmail(x *web.Exchange, change func(int64) error, word string) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := change(id); err != nil {
		return err
	}
	if err := x.Tell("ok", word); err != nil {
		return err
	}
	return x.Go("/studio/emails/" + strconv.FormatInt(id, 10))
}

// retryEmail sends an email now instead of later.
func (p *Pages) retryEmail(x *web.Exchange, who store.Staff) error {
	return p.changeEmail(x, func(id int64) error { return p.Store.RetryMail(x.Context(), who, id) }, "It is tried again now.")
}

// cancelEmail keeps an email from being sent.
func (p *Pages) cancelEmail(x *web.Exchange, who store.Staff) error {
	return p.changeEmail(x, func(id int64) error { return p.Store.WithdrawMail(x.Context(), who, id) }, "It is cancelled. Nothing was sent.")
}

// emailLink makes the link that a waiting email would carry, to be handed over
// by other means.
func (p *Pages) emailLink(x *web.Exchange, who store.Staff) error {
	m, err := p.mailOf(x)
	if err != nil {
		return err
	}
	if m.Object() == (store.Object{}) {
		return store.ErrNotFound
	}
	return p.showLink(x, who, m.ContactID, m.Object(), newMailLine(m).About, "/studio/emails/"+strconv.FormatInt(m.ID, 10), "emails")
}
