package studio

import (
	"errors"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) voidRoutes() []Route {
	return []Route{
		owner("GET", "/studio/invoices/{id}/voiding", "invoice", p.askToVoid),
		owner("POST", "/studio/invoices/{id}/voiding", "invoice", p.void),
		staff("GET", "/studio/invoices/{id}/void-notice", "invoice", p.voidNotice),
		staff("POST", "/studio/invoices/{id}/void-notice", "invoice", p.sendVoidNotice),
		staff("POST", "/studio/invoices/{id}/void-notice/preview", "invoice", p.voidNoticeMail),
		staff("POST", "/studio/invoices/{id}/void-notice/trial", "invoice", p.tryVoidNotice),
		staff("POST", "/studio/invoices/{id}/issue", "invoice", p.issueInvoice),
	}
}

// voidPage asks before an invoice is declared void.
type voidPage struct {
	web.Frame
	Invoice store.Invoice
	Form    *web.Form
}

func (p *Pages) askToVoid(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if !i.CanVoid() {
		return x.Go(invoicePath(i.ID))
	}
	return x.Show("studio/voiding", "", voidPage{p.Frame(x, who, "invoices"), i, web.NewForm()})
}

// void declares an invoice void; where its client has had it, the email that
// says so comes next.
func (p *Pages) void(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if i, err = p.Store.VoidInvoice(x.Context(), who, i.ID, form.Get("reason")); err != nil {
		return x.Again(err, form, "studio/voiding", "", voidPage{p.Frame(x, who, "invoices"), i, form})
	}
	if err := x.Tell("ok", i.Number+" is void. It keeps its number."); err != nil {
		return err
	}
	people, err := p.addressees(x.Context(), i.ProjectID, i.ContactID)
	if err != nil || i.Sent.IsZero() || len(people) == 0 {
		return errors.Join(err, x.Go(invoicePath(i.ID)))
	}
	return x.Go(invoicePath(i.ID) + "/void-notice")
}

// issueInvoice gives a draft its number without an email.
func (p *Pages) issueInvoice(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if lacks, err := p.lacks(x, p.invoiceDraft(i)); i.IsDraft() && (lacks || err != nil) {
		return err
	}
	if i, err = p.Store.IssueInvoice(x.Context(), who, i.ID); err != nil {
		return err
	}
	return p.say(x, i.Number+" is issued. Nothing was mailed.", invoicePath(i.ID))
}

// voidNoticePage is the email that says that an invoice is void, for review.
func (p *Pages) voidNoticePage(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	i, err := p.invoiceOf(x)
	if err != nil {
		return nil, store.Mail{}, err
	}
	view := &sendingPage{Frame: p.Frame(x, who, "invoices"), Form: form, Heading: "Tell that it is void", Path: invoicePath(i.ID) + "/void-notice",
		Back: invoicePath(i.ID), Crumb: "Back to the invoice", Title: "Invoice " + i.Number,
		Resend: true, About: i.Number + ", " + p.money(i.Total, i.Currency), Sees: []string{"The invoice, marked void"}}
	if !i.IsVoid() {
		return view, store.Mail{}, nil
	}
	m := store.Mail{Kind: "invoice-void", InvoiceID: i.ID, ProjectID: i.ProjectID}
	view.Sums = p.sumRows(x, &i.Content, i.Content.Totals)
	if view.People, err = p.addressees(x.Context(), i.ProjectID, i.ContactID); err != nil {
		return nil, m, err
	}
	return view, m, p.prepare(x, view, m)
}

func (p *Pages) voidNotice(x *web.Exchange, who store.Staff) error {
	return p.notice(x, who, p.voidNoticePage)
}

func (p *Pages) sendVoidNotice(x *web.Exchange, who store.Staff) error {
	return p.sendNotice(x, who, p.voidNoticePage, p.Store.SendVoidNotice, "id", "The email")
}

func (p *Pages) voidNoticeMail(x *web.Exchange, who store.Staff) error {
	return p.noticePreview(x, who, p.voidNoticePage)
}

func (p *Pages) tryVoidNotice(x *web.Exchange, who store.Staff) error {
	return p.tryNotice(x, who, p.voidNoticePage, "invoices")
}
