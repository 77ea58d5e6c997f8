package studio

import (
	"context"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) invoiceEditRoutes() []Route {
	return []Route{
		staff("GET", "/studio/invoices/{id}", "invoice", p.invoice),
		staff("POST", "/studio/invoices/{id}", "invoice", p.saveInvoice),
		staff("GET", "/studio/invoices/{id}/deletion", "invoice", p.invoiceDeletion),
		staff("POST", "/studio/invoices/{id}/deletion", "invoice", p.deleteInvoice),
	}
}

// invoice shows a draft in its editor, and what was issued as it was issued.
func (p *Pages) invoice(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if !i.IsDraft() {
		return p.issuedInvoice(x, who, i)
	}
	return p.edit(x, who, p.invoiceDraft(i))
}

// invoiceDraft is an invoice as the editor knows it.
func (p *Pages) invoiceDraft(i store.Invoice) draft {
	return draft{Noun: "invoice", Path: invoicePath(i.ID), Next: invoicePath(i.ID) + "/sending", List: "/studio/invoices", Part: "invoices",
		Copies: "invoice:" + itoa(i.ID), Preview: "/studio/preview/invoices/" + itoa(i.ID),
		ProjectID: i.ProjectID, ProjectNo: i.ProjectNo, ContactID: i.ContactID, Client: i.Client, Edits: i.Edits, Updated: i.Updated, Content: i.Content,
		QuoteID: i.QuoteID, QuoteNumber: i.QuoteNumber,
		keep: func(ctx context.Context, by store.Staff, v typed) (draft, error) {
			saved, err := p.Store.SaveInvoice(ctx, by, i.ID, v.edits, v.contact, v.content)
			return p.invoiceDraft(saved), err
		},
		lacks: func(ctx context.Context) error { return p.Store.InvoiceLacks(ctx, i.ID) },
	}
}

func (p *Pages) saveInvoice(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	return p.save(x, who, p.invoiceDraft(i))
}

func (p *Pages) invoiceDeletion(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if !i.IsDraft() {
		return x.Go(invoicePath(i.ID))
	}
	return p.deletion(x, who, p.invoiceDraft(i))
}

func (p *Pages) deleteInvoice(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.DeleteInvoice(x.Context(), who, id); err != nil {
		return err
	}
	if err := x.Tell("ok", "The draft is gone."); err != nil {
		return err
	}
	return x.Go("/studio/invoices")
}
