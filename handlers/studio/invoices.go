package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) invoiceRoutes() []Route {
	return []Route{
		staff("GET", "/studio/invoices", "", p.invoices),
		staff("GET", "/studio/invoices/{id}/pdf", "invoice", p.invoicePDF),
		staff("POST", "/studio/invoices/{id}/link", "invoice", p.invoiceLink),
		staff("GET", "/studio/invoices/{id}/sending", "invoice", p.invoiceSending),
		staff("POST", "/studio/invoices/{id}/sending", "invoice", p.sendInvoice),
		staff("POST", "/studio/invoices/{id}/sending/preview", "invoice", p.invoiceMail),
		staff("POST", "/studio/invoices/{id}/sending/trial", "invoice", p.tryInvoiceMail),
		staff("GET", "/studio/invoices/{id}/payments/new", "invoice", p.recording),
		staff("POST", "/studio/invoices/{id}/payments", "invoice", p.recordPayment),
		staff("POST", "/studio/invoices/{id}/payments/{payment}/confirmation", "invoice", p.confirmTransfer),
		staff("POST", "/studio/invoices/{id}/payments/{payment}/dismissal", "invoice", p.dropTransfer),
		staff("GET", "/studio/invoices/{id}/payments/{payment}/receipt", "invoice", p.receipt),
	}
}

// invoices is the list of invoices.
func (p *Pages) invoices(x *web.Exchange, who store.Staff) error {
	view := p.newPapers(x, who, "invoices")
	filter := store.InvoiceFilter{Search: view.Form.Get("q"), Status: view.Form.Get("status"), Sort: view.Form.Get("sort")}
	paging := x.Paging()
	list, total, err := p.Store.Invoices(x.Context(), filter, paging)
	if err != nil {
		return err
	}
	counts, err := p.Store.InvoiceCounts(x.Context())
	if err != nil {
		return err
	}
	view.Invoices, view.Paging = list, x.NewPaging(paging, total)
	view.Sorts = []templates.Option{{Value: "", Label: "Newest first"}, {Value: "oldest", Label: "Oldest first"},
		{Value: "due", Label: "Next due first"}, {Value: "total", Label: "Total, highest first"}, {Value: "client", Label: "Client, A to Z"}}
	view.addChips(counts, [2]string{"", "All"}, [2]string{"draft", "Drafts"}, [2]string{"open", "To pay"}, [2]string{"overdue", "Overdue"},
		[2]string{"paid", "Paid"}, [2]string{"archived", "Archived"})
	return x.Show("studio/invoices", "list", view)
}

func invoicePath(id int64) string { return "/studio/invoices/" + strconv.FormatInt(id, 10) }
