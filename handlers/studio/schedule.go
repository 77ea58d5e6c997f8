package studio

import (
	"errors"
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

func (p *Pages) scheduleRoutes() []Route {
	return []Route{
		staff("GET", "/studio/invoices/{id}/schedule", "invoice", p.schedule),
		staff("POST", "/studio/invoices/{id}/schedule", "invoice", p.reschedule),
	}
}

// schedulePage changes what is not paid yet of an issued invoice's schedule. Its
// form is named as the editor's: 'p0' in "order", "step.0.share", "step.0.on".
type schedulePage struct {
	editPage
	Invoice store.Invoice
	Settled []store.Instalment // that stay as they are
	Asked   string             // what the parts must come to
	Gap     string             // what is left to divide; "" when nothing is
	Over    bool               // the parts come to more: Gap is by how much
}

// schedule shows the parts that may be changed.
func (p *Pages) schedule(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	if !i.IsPayable() {
		return x.Go(invoicePath(i.ID))
	}
	parts, _ := i.OpenParts()
	form := web.NewForm("edits", strconv.Itoa(i.Edits))
	for n, part := range parts {
		form.Values.Add("order", "p"+strconv.Itoa(n))
		form.Values.Set(stepField(n, "label"), part.Label)
		form.Values.Set(stepField(n, "share"), money.Input(part.Amount, i.Currency, p.Store.Studio().Locale))
		form.Values.Set(stepField(n, "on"), string(part.DueOn))
	}
	o, _ := outlineOf(form)
	return x.Show("studio/schedule", "schedule", p.schedulePage(x, who, i, form, o, parts))
}

func (p *Pages) schedulePage(x *web.Exchange, who store.Staff, i store.Invoice, form *web.Form, o outline, parts []store.Instalment) *schedulePage {
	view := &schedulePage{editPage: editPage{Frame: p.Frame(x, who, "invoices"), Form: form, Sign: sign(i.Currency, p.Store.Studio().Locale)}, Invoice: i}
	open, asked := i.OpenParts()
	for _, part := range i.Instalments {
		if part.Left() == 0 && len(view.Settled) < len(i.Instalments)-len(open) {
			view.Settled = append(view.Settled, part)
		}
	}
	gap := asked
	for _, part := range parts {
		gap -= part.Amount
	}
	view.Asked, view.Over = p.money(asked, i.Currency), gap < 0
	if gap != 0 {
		view.Gap = p.money(max(gap, -gap), i.Currency)
	}
	view.layOut(o, &store.Content{}, p.money)
	return view
}

// reschedule does what a button asks for, or keeps the parts as they were typed.
func (p *Pages) reschedule(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	o, _ := outlineOf(form)
	o.sections = nil
	do, focus := form.Get("do"), ""
	if do != "save" {
		focus = o.change(form, do, "")
	}
	o.settle(form)
	r := reader{form: form, locale: p.Store.Studio().Locale, currency: i.Currency}
	parts := r.parts(o)
	if do == "add-step" {
		p.offerRest(form, &i, parts)
	}
	if do != "save" {
		view := p.schedulePage(x, who, i, form, o, parts)
		view.Focus = focus
		if do == "" { // while one types, only what is left to divide goes back
			return x.Show("studio/schedule", "schedule-gap", view)
		}
		return x.Show("studio/schedule", "schedule", view)
	}
	edits, err := strconv.Atoi(form.Get("edits"))
	if err != nil {
		r.invalid.Add("", store.Say("error400.note"))
	}
	if err = r.invalid.OrNil(); err == nil {
		_, err = p.Store.Reschedule(x.Context(), who, i.ID, edits, parts)
	}
	if err == nil {
		if err := x.Tell("ok", "The payment schedule is changed. Your client sees it at once; send the invoice again to tell them."); err != nil {
			return err
		}
		return x.Go(invoicePath(i.ID))
	}
	var invalid *store.Invalid
	if errors.As(err, &invalid) {
		fillErrors(x, form, invalid)
		return x.Reply(http.StatusUnprocessableEntity, "studio/schedule", "schedule", p.schedulePage(x, who, i, form, o, parts))
	}
	return x.Again(err, form, "studio/schedule", "schedule", p.schedulePage(x, who, i, form, o, parts))
}

// offerRest lets an added part be what is left to divide, on the last date.
func (p *Pages) offerRest(form *web.Form, i *store.Invoice, parts []store.Instalment) {
	last := len(parts) - 1
	_, gap := i.OpenParts()
	for _, part := range parts {
		gap -= part.Amount
	}
	if gap > 0 {
		parts[last].Amount = gap
		form.Values.Set(stepField(last, "share"), money.Input(gap, i.Currency, p.Store.Studio().Locale))
	}
	if last > 0 {
		form.Values.Set(stepField(last, "on"), string(parts[last-1].DueOn))
	}
}

// parts reads instalments of fixed amounts and dates.
func (r *reader) parts(o outline) (list []store.Instalment) {
	for n := range o.steps {
		list = append(list, store.Instalment{Label: r.line(stepField(n, "label")), Amount: r.amount(stepField(n, "share")), DueOn: r.date(stepField(n, "on"))})
	}
	for name := range r.form.Errors { // what is not UTF-8
		r.invalid.Add(name, store.Say("invalid.text"))
	}
	return list
}
