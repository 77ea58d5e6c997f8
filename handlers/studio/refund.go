package studio

import (
	"errors"
	"slices"

	"anteroom/handlers/pay"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

func (p *Pages) refundRoutes() []Route {
	return []Route{
		owner("GET", "/studio/invoices/{id}/payments/{payment}/refund", "invoice", p.refunding),
		owner("POST", "/studio/invoices/{id}/payments/{payment}/refunds", "invoice", p.refund),
		owner("POST", "/studio/invoices/{id}/refunds/{refund}/decision", "invoice", p.decideRefund),
	}
}

// refundPage is 'Refund a payment': how much goes back, by which road, and what
// becomes of the invoice.
type refundPage struct {
	web.Frame
	Invoice store.Invoice
	Payment store.Payment
	With    string // 'Visa ending 4242'
	Room    int64  // the most that can go back
	Over    int64  // of it, what came beyond what the invoice asks for
	Sign    string
	Form    *web.Form
	Amount  string // what the button says; empty while it cannot be read
}

// ByCard tells whether it can go back by itself, by the road it came.
func (v *refundPage) ByCard() bool { return v.Payment.ProviderID != "" }

// room is what of a payment has neither gone back nor is on its way back.
func room(i *store.Invoice, pay store.Payment) int64 {
	if pay.State != "paid" {
		return 0
	}
	left := pay.Amount - pay.Refunded
	for _, r := range i.Refunds {
		if r.PaymentID == pay.ID && r.IsOpen() {
			left -= r.Amount
		}
	}
	return max(0, left) // below: a bank took what had gone back by hand
}

// Refundable tells whether there is a payment of which the owner may give back.
func (p *invoicePage) Refundable() bool {
	return p.Staff.IsOwner() && len(p.Refundables()) > 0
}

// Refundables are the payments of which the owner may give back, the newest first.
func (p *invoicePage) Refundables() (list []entry) {
	return slices.DeleteFunc(p.Ledger(), func(e entry) bool { return e.Room == 0 || e.Disputed })
}

// Creditable tells whether the owner may take something back of the invoice.
func (p *invoicePage) Creditable() bool { return p.Staff.IsOwner() && creditable(&p.Invoice) }

// Voidable tells whether the owner may declare it void.
func (p *invoicePage) Voidable() bool { return p.Staff.IsOwner() && p.Invoice.CanVoid() }

// dispute is a payment that the client questions at their bank.
type dispute struct {
	store.Dispute
	Due  store.Date // until when the bank takes an answer; empty: it takes none
	Link string     // where that is given; empty in practice
}

// disputes are those that the bank has yet to decide.
func (p *Pages) disputes(x *web.Exchange, i *store.Invoice) (list []dispute, err error) {
	if !slices.ContainsFunc(i.Payments, func(pay store.Payment) bool { return pay.State == "paid" && pay.ProviderID != "" }) {
		return nil, nil
	}
	all, err := p.Store.DisputesOf(x.Context(), i.ID)
	if err != nil {
		return nil, err
	}
	settings, err := p.Settings.Pay(x.Context())
	if err != nil {
		return nil, err
	}
	studio := p.Store.Studio()
	for _, d := range all {
		if !d.IsOpen() {
			continue
		}
		shown := dispute{Dispute: d}
		if !d.Due.IsZero() {
			shown.Due = store.DateOf(d.Due.In(studio.Zone()))
		}
		if !studio.Practice {
			shown.Link = pay.DisputePage(settings, d.ProviderID)
		}
		list = append(list, shown)
	}
	return list, nil
}

// isDisputed tells whether a payment is under dispute, or one that was made at
// once with it.
func (p *invoicePage) isDisputed(pay store.Payment) bool {
	return slices.ContainsFunc(p.Disputes, func(d dispute) bool { return d.PaymentID == pay.ID || d.PaymentID == pay.WithID })
}

// Questions are refunds of which the owner has yet to say what becomes of the
// invoice.
func (p *invoicePage) Questions() (list []store.Refund) {
	for _, r := range p.Invoice.Refunds {
		if r.Asks() {
			list = append(list, r)
		}
	}
	return list
}

// refundForm proposes what came too much, else all of the payment; the rest is
// taken off the invoice.
func (p *Pages) refundForm(v *refundPage) *web.Form {
	amount := v.Room
	if v.Over > 0 {
		amount = v.Over
	}
	form := web.NewForm("amount", money.Input(amount, v.Payment.Currency, v.Locale), "credit", "on", "how", "bank",
		"refunded_on", string(p.Store.Today()), "attempt", newAttempt())
	if v.ByCard() {
		form.Values.Set("how", "card")
	}
	return form
}

func (p *Pages) refundPage(x *web.Exchange, who store.Staff) (*refundPage, error) {
	i, pay, err := p.paymentOf(x)
	if err != nil {
		return nil, err
	}
	if pay.State != "paid" {
		return nil, store.ErrNotFound
	}
	v := &refundPage{Frame: p.Frame(x, who, "invoices"), Invoice: i, Payment: pay, With: paidWith(pay), Room: room(&i, pay)}
	v.Over, v.Sign = min(i.Over(), v.Room), sign(i.Currency, v.Locale)
	return v, nil
}

// show fills in the form, and what its button says.
func (v *refundPage) show(form *web.Form) *refundPage {
	v.Form = form
	if amount, err := money.Parse(form.Get("amount"), v.Payment.Currency, v.Locale); err == nil && amount > 0 && amount <= v.Room {
		v.Amount = money.Format(amount, v.Payment.Currency, v.Locale)
	}
	return v
}

// refunding is the form, and its button anew while the amount is typed.
func (p *Pages) refunding(x *web.Exchange, who store.Staff) error {
	view, err := p.refundPage(x, who)
	if err != nil {
		return err
	}
	if typed := x.R.URL.Query(); typed.Has("amount") {
		return x.Show("studio/refund", "refund-button", view.show(web.NewForm("amount", typed.Get("amount"))))
	}
	return x.Show("studio/refund", "refund", view.show(p.refundForm(view)))
}

// refund gives money back by the road it came, or notes that the studio has.
func (p *Pages) refund(x *web.Exchange, who store.Staff) error {
	view, err := p.refundPage(x, who)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	said, err := p.giveBack(x, who, view.show(form))
	if err == nil {
		if err := x.Tell("ok", said); err != nil {
			return err
		}
		return x.Go(invoicePath(view.Invoice.ID))
	}
	form.Values.Set("attempt", newAttempt()) // the key that it came with may have been the reason
	var trouble *pay.Error
	if errors.As(err, &trouble) {
		form.Errors[""] = trouble.Owner
		return x.Reply(statusOf(trouble), "studio/refund", "", view)
	}
	return x.Again(err, form, "studio/refund", "", view)
}

// giveBack does what the form says, and words it.
func (p *Pages) giveBack(x *web.Exchange, who store.Staff, view *refundPage) (said string, err error) {
	form, payment := view.Form, &view.Payment
	w, on, err := p.refundWish(form, payment)
	if err != nil {
		return "", err
	}
	amount := p.money(w.Amount, payment.Currency)
	if form.Get("how") != "card" {
		return amount + " is noted as given back.", p.Store.RecordRefund(x.Context(), who, payment.ID, store.HandRefund{RefundWish: w, RefundedOn: on})
	}
	if err := p.returnable(w.Amount, view); err != nil {
		return "", err
	}
	r, err := p.Store.StartRefund(x.Context(), who, payment.ID, w)
	if err != nil {
		return "", err
	}
	if err := p.SendRefund(x.Context(), r); err != nil && !temporary(err) {
		return "", err
	}
	r, err = p.Store.Refund(x.Context(), r.ID)
	switch r.State {
	case "done":
		return amount + " goes back to where it came from.", err
	case "failed": // by another page with the same key
		return "", errors.Join(err, &store.Refused{Why: store.Say("refused.attempt_used")})
	}
	return amount + " is on its way back. This page will say when it has been made.", err
}

// returnable refuses an amount that Stripe would round: what went back would not
// be what the books say.
func (p *Pages) returnable(amount int64, view *refundPage) error {
	code := view.Payment.Currency
	below, above, err := pay.Near(amount, code)
	if err != nil || below == amount || amount > view.Room {
		return err // more than is left is the store's to refuse
	}
	var said store.Text
	switch {
	case below > 0 && above <= view.Room:
		said = store.Say("refused.refund_steps", "amount", p.money(amount, code), "below", p.money(below, code), "above", p.money(above, code))
	case below > 0:
		said = store.Say("refused.refund_step", "amount", p.money(amount, code), "near", p.money(below, code))
	case above <= view.Room:
		said = store.Say("refused.refund_step", "amount", p.money(amount, code), "near", p.money(above, code))
	default:
		said = store.Say("refused.refund_no_step", "amount", p.money(amount, code))
	}
	return &store.Invalid{Fields: map[string]store.Text{"amount": said}}
}

// temporary tells that Stripe gave no clear answer: the sweep goes on.
func temporary(err error) bool {
	var trouble *pay.Error
	return errors.As(err, &trouble) && trouble.Temporary()
}

func (p *Pages) refundWish(form *web.Form, payment *store.Payment) (w store.RefundWish, on store.Date, err error) {
	var invalid store.Invalid
	w = store.RefundWish{Reason: form.Get("reason"), Credit: form.Ticked("credit"), Attempt: form.Get("attempt")}
	if w.Amount, err = money.Parse(form.Get("amount"), payment.Currency, p.Store.Studio().Locale); err != nil {
		var problem money.Problem
		errors.As(err, &problem)
		invalid.Add("amount", store.Say("money."+string(problem)))
	}
	if form.Get("how") != "card" {
		if on, err = store.ParseDate(form.Get("refunded_on")); err != nil {
			invalid.Add("refunded_on", store.Say("invalid.date"))
		}
	}
	for name := range form.Errors {
		invalid.Add(name, store.Say("invalid.text"))
	}
	return w, on, invalid.OrNil()
}

// decideRefund says what becomes of the invoice of which money went back
// without the studio's doing.
func (p *Pages) decideRefund(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	id, err := x.ID("refund")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	credit := form.Get("wish") == "credit"
	if err := p.Store.DecideRefund(x.Context(), who, i.ID, id, credit); err != nil {
		return err
	}
	said := i.Client + " owes it again."
	if credit {
		said = "It is taken off the invoice."
	}
	if err := x.Tell("ok", said); err != nil {
		return err
	}
	return x.Go(invoicePath(i.ID))
}
