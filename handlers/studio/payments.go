package studio

import (
	"errors"
	"io"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

// methods are the ways in which money comes to a studio by itself.
var methods = []templates.Option{{Value: "bank", Label: "Bank transfer"}, {Value: "cash", Label: "Cash"}, {Value: "cheque", Label: "Cheque"},
	{Value: "card", Label: "Card"}, {Value: "other", Label: "Another way"}}

// paymentForm is 'Record a payment' as it opens: the next part of the
// schedule, today.
func (p *Pages) paymentForm(i *store.Invoice) *web.Form {
	form := web.NewForm("pay", "next", "method", "bank", "paid_on", string(p.Store.Today()), "attempt", newAttempt())
	if i.Next() == nil {
		form.Values.Set("pay", "other")
	}
	return form
}

// Methods are the ways that the form offers.
func (p *invoicePage) Methods() []templates.Option { return methods }

// recording is the form by itself, for a browser without script.
func (p *Pages) recording(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if i.IsDraft() {
		return x.Go(invoicePath(i.ID))
	}
	view, err := p.invoicePage(x, who, i, p.paymentForm(&i))
	if err != nil {
		return err
	}
	view.Open = view.MayRecord()
	return x.Show("studio/invoice", "", view)
}

// recordPayment counts a payment that came by another road.
func (p *Pages) recordPayment(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	h, err := p.handPayment(form, &i)
	if err == nil {
		err = p.Store.RecordPayment(x.Context(), who, i.ID, h)
	}
	if err == nil {
		if err := x.Tell("ok", p.money(h.Amount, i.Currency)+" is recorded, and the receipt is on its way."); err != nil {
			return err
		}
		return x.Go(invoicePath(i.ID))
	}
	view, viewErr := p.invoicePage(x, who, i, form)
	if viewErr != nil {
		return viewErr
	}
	view.Open = true
	if form.Get("pay") == "next" { // an error beside the amount must have its field
		form.Values.Set("pay", "other")
		form.Values.Set("amount", money.Input(h.Amount, i.Currency, p.Store.Studio().Locale))
	}
	return x.Again(err, form, "studio/invoice", "", view)
}

// handPayment reads the form of a payment.
func (p *Pages) handPayment(form *web.Form, i *store.Invoice) (store.HandPayment, error) {
	var invalid store.Invalid
	h := store.HandPayment{Method: form.Get("method"), Note: form.Get("note"), Attempt: form.Get("attempt")}
	switch shown, err := strconv.ParseInt(form.Get("next"), 10, 64); {
	case form.Get("pay") == "next" && err == nil:
		h.Amount = shown // what stood on the button's page, whatever has come since
	default:
		amount, err := money.Parse(form.Get("amount"), i.Currency, p.Store.Studio().Locale)
		var problem money.Problem
		if errors.As(err, &problem) {
			invalid.Add("amount", store.Say("money."+string(problem)))
		}
		h.Amount = amount
	}
	on, err := store.ParseDate(form.Get("paid_on"))
	if err != nil {
		invalid.Add("paid_on", store.Say("invalid.date"))
	}
	h.PaidOn = on
	for name := range form.Errors {
		invalid.Add(name, store.Say("invalid.text"))
	}
	return h, invalid.OrNil()
}

// paymentOf is a payment of the invoice in the path; of another invoice it is
// not found.
func (p *Pages) paymentOf(x *web.Exchange) (store.Invoice, store.Payment, error) {
	i, err := p.invoiceOf(x)
	if err != nil {
		return i, store.Payment{}, err
	}
	id, err := strconv.ParseInt(x.R.PathValue("payment"), 10, 64)
	if err != nil {
		return i, store.Payment{}, store.ErrNotFound
	}
	pay, err := p.Store.PaymentByID(x.Context(), id)
	if err == nil && pay.InvoiceID != i.ID {
		err = store.ErrNotFound
	}
	return i, pay, err
}

// receipt is the paper of a payment that came.
func (p *Pages) receipt(x *web.Exchange, who store.Staff) error {
	i, pay, err := p.paymentOf(x)
	if err != nil {
		return err
	}
	if pay.State != "paid" {
		return store.ErrNotFound
	}
	return x.Paper(pay.Receipt, func(w io.Writer) error { return p.ReceiptPDF(x.Context(), w, pay, i) })
}
