package studio

import (
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
)

// announced is a transfer that the client says to have sent.
type announced struct {
	store.Payment
	Joint     []store.JointPart // with those of other invoices, when it is for several
	Sum       int64             // of all of them, as it was announced
	Reference string            // what it should say
}

// Others are the invoices that it is for beside this one.
func (a announced) Others() []store.JointPart {
	return slices.DeleteFunc(slices.Clone(a.Joint), func(part store.JointPart) bool { return part.ID == a.ID })
}

// Left are the parts of it that nobody has dealt with.
func (a announced) Left() (n int) {
	for _, part := range a.Joint {
		if part.State == "announced" {
			n++
		}
	}
	return n
}

// LeftSum is what those come to.
func (a announced) LeftSum() (sum int64) {
	for _, part := range a.Joint {
		if part.State == "announced" {
			sum += part.Amount
		}
	}
	return sum
}

// addWaiting adds the transfers that were announced for the invoice, alone or
// with others.
func (p *Pages) addWaiting(x *web.Exchange, view *invoicePage) error {
	for _, pay := range view.Invoice.Payments {
		if pay.State != "announced" {
			continue
		}
		a := announced{Payment: pay}
		parts, err := p.Store.JointTransfer(x.Context(), pay)
		if err != nil {
			return err
		}
		if len(parts) > 1 {
			lead, err := p.Store.Invoice(x.Context(), parts[0].InvoiceID)
			if err != nil {
				return err
			}
			a.Joint, a.Reference = parts, lead.Transfer(0).Reference()
			for _, part := range parts {
				a.Sum += part.Amount
			}
		}
		view.Waiting = append(view.Waiting, a)
	}
	return nil
}

// confirmTransfer counts a transfer that the client announced: of several
// invoices all of it, or the part of this one.
func (p *Pages) confirmTransfer(x *web.Exchange, who store.Staff) error {
	i, pay, err := p.paymentOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	on := p.Store.Today()
	if typed := form.Get("paid_on"); typed != "" {
		if on, err = store.ParseDate(typed); err != nil {
			return &store.Invalid{Fields: map[string]store.Text{"paid_on": store.Say("invalid.date")}}
		}
	}
	said := ""
	if form.Ticked("all") {
		said, err = p.confirmAll(x, who, pay, on)
	} else {
		said = p.money(pay.Amount, pay.Currency) + " is confirmed, and the receipt is on its way."
		err = p.Store.ConfirmTransfer(x.Context(), who, pay.ID, on)
	}
	if err != nil {
		return err
	}
	if err := x.Tell("ok", said); err != nil {
		return err
	}
	return x.Go(invoicePath(i.ID))
}

// confirmAll counts all of a transfer that waits, and says what came of it.
func (p *Pages) confirmAll(x *web.Exchange, who store.Staff, pay store.Payment, on store.Date) (said string, err error) {
	list, err := p.Store.ConfirmTransfers(x.Context(), who, pay.ID, on)
	if err != nil {
		return "", err
	}
	var sum int64
	for n := range list {
		sum += list[n].Amount
	}
	switch len(list) {
	case 0:
		return "It was confirmed before.", nil
	case 1:
		return p.money(sum, pay.Currency) + " is confirmed, and the receipt is on its way.", nil
	}
	return p.money(sum, pay.Currency) + " is confirmed for " + count(len(list), "invoice") + ", and the receipts are on their way.", nil
}

// dropTransfer forgets a transfer that never came: of several invoices all of
// it, or the part of this one.
func (p *Pages) dropTransfer(x *web.Exchange, who store.Staff) error {
	i, pay, err := p.paymentOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	drop, said := p.Store.DropTransfer, "Noted. The amount is open as before."
	if form.Ticked("all") {
		drop, said = p.Store.DropTransfers, "Noted. All of it is open as before."
	}
	if err := drop(x.Context(), who, pay.ID); err != nil {
		return err
	}
	if err := x.Tell("ok", said); err != nil {
		return err
	}
	return x.Go(invoicePath(i.ID))
}
