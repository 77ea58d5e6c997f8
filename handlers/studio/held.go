package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) heldRoutes() []Route {
	return []Route{
		owner("POST", "/studio/invoices/{id}/held-credit", "invoice", p.holdCredit),
		owner("POST", "/studio/invoices/{id}/used-credit", "invoice", p.useCredit),
	}
}

// Excess is the payment of which what came too much is best given back: the one
// that came to as much, or the newest.
func (p *invoicePage) Excess() (best *entry) {
	for _, e := range p.Ledger() {
		if e.Refund != nil || e.Room <= 0 || e.Disputed {
			continue
		}
		if best == nil || e.Room == p.Invoice.Excess() && best.Room != e.Room {
			best = &e
		}
	}
	return best
}

// MayRecord tells whether a payment can be recorded: while something is owed, and
// afterwards where more than that is held as credit.
func (p *invoicePage) MayRecord() bool {
	return p.Invoice.IsPayable() || p.Invoice.Number != "" && p.Studio.OverPayment == "hold" && p.Invoice.Status != "void"
}

// Usable is how much of the client's credit can pay this invoice.
func (p *invoicePage) Usable() int64 { return min(p.Credit, p.Invoice.Left()) }

// addCredit finds what is held of the client's money, for an invoice that it
// could pay.
func (p *Pages) addCredit(x *web.Exchange, view *invoicePage) (err error) {
	if i := &view.Invoice; i.IsPayable() && view.Staff.IsOwner() {
		view.Credit, err = p.Store.Credit(x.Context(), i.ClientID, i.Currency)
		view.CreditKey = newAttempt()
	}
	return err
}

// holdCredit keeps what came too much for another invoice.
func (p *Pages) holdCredit(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if err := p.Store.HoldCredit(x.Context(), who, i.ID); err != nil {
		return err
	}
	if err := x.Tell("ok", "It is held as credit. Use it on another invoice of "+i.Client+"."); err != nil {
		return err
	}
	return x.Go(invoicePath(i.ID))
}

// useCredit pays an invoice with what is held, as much as the button said.
func (p *Pages) useCredit(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	amount, err := strconv.ParseInt(form.Get("amount"), 10, 64)
	if err != nil {
		amount = 0
	}
	if err := p.Store.UseCredit(x.Context(), who, i.ID, amount, form.Get("attempt")); err != nil {
		view, viewErr := p.invoicePage(x, who, i, p.paymentForm(&i))
		if viewErr != nil {
			return viewErr
		}
		view.CreditForm = form
		return x.Again(err, form, "studio/invoice", "", view)
	}
	if err := x.Tell("ok", p.money(amount, i.Currency)+" of credit is used, and the receipt is on its way."); err != nil {
		return err
	}
	return x.Go(invoicePath(i.ID))
}
