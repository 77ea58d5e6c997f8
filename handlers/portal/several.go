package portal

import (
	"crypto/rand"
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

func (p *Pages) severalRoutes() []Route {
	return []Route{
		contact("GET", "/portal/payment", "", p.payingSeveral),
		contact("POST", "/portal/payments", "", p.paySeveral),
		contact("GET", "/portal/payments/{id}", "payment", p.paidSeveral),
	}
}

// severalPage offers to pay several invoices at once, by one card payment.
type severalPage struct {
	web.Frame
	Form  *web.Form
	Bills []payable
	Mixed bool   // they are in more than one currency, of which one is paid at a time
	Total string // of those that are ticked; empty: there is none
}

// payable is an invoice that can be paid.
type payable struct {
	store.Invoice
	Ticked bool
	Next   string // what is due next of it
	All    string // all that is left
}

// canPaySeveral tells whether there are invoices to be paid at once: two or more
// in one currency, and a card to pay them with.
func (p *Pages) canPaySeveral(x *web.Exchange, portal *store.Portal, invoices []store.Invoice) bool {
	count := map[string]int{}
	for n := range invoices {
		if invoices[n].IsPayable() {
			count[invoices[n].Currency]++
		}
	}
	for _, n := range count {
		if n > 1 {
			return portal.Studio().TakesCard && p.CardReady(x.Context())
		}
	}
	return false
}

// payingSeveral shows what can be paid at once; with a choice in its address, what
// that comes to.
func (p *Pages) payingSeveral(x *web.Exchange, portal *store.Portal) error {
	form := web.NewForm("pay", string(store.PayNext), "attempt", rand.Text())
	query := x.R.URL.Query()
	if query.Has("pay") {
		form.Values["invoice"] = query["invoice"]
		form.Values.Set("pay", query.Get("pay"))
	}
	page, err := p.severalPage(x, portal, form)
	if err != nil {
		return err
	}
	if len(page.Bills) < 2 || !p.canPaySeveral(x, portal, page.invoices()) {
		return x.Go("/portal")
	}
	if !query.Has("pay") {
		page.tickFirst()
	}
	return x.Show("portal/several", "several-total", page)
}

func (v *severalPage) invoices() (list []store.Invoice) {
	for _, b := range v.Bills {
		list = append(list, b.Invoice)
	}
	return list
}

// severalPage lists what can be paid, the first due first, as the form says.
func (p *Pages) severalPage(x *web.Exchange, portal *store.Portal, form *web.Form) (*severalPage, error) {
	invoices, err := portal.Invoices(x.Context(), 0)
	if err != nil {
		return nil, err
	}
	page := &severalPage{Frame: p.Frame(x, portal, "overview"), Form: form}
	for _, i := range invoices {
		if !i.IsPayable() || i.NextDue == 0 {
			continue
		}
		page.Bills = append(page.Bills, payable{Invoice: i, Ticked: form.Has("invoice", strconv.FormatInt(i.ID, 10)),
			Next: money.Format(i.NextDue, i.Currency, page.Locale), All: money.Format(i.Left(), i.Currency, page.Locale)})
	}
	slices.SortStableFunc(page.Bills, func(a, b payable) int { return strings.Compare(string(a.NextDueOn), string(b.NextDueOn)) })
	page.Mixed = slices.ContainsFunc(page.Bills, func(b payable) bool { return b.Currency != page.Bills[0].Currency })
	page.add()
	return page, nil
}

// tickFirst proposes all invoices of the currency in which most wait.
func (v *severalPage) tickFirst() {
	count := map[string]int{}
	for _, b := range v.Bills {
		count[b.Currency]++
	}
	most := slices.MaxFunc(v.Bills, func(a, b payable) int { return count[a.Currency] - count[b.Currency] }).Currency
	for n := range v.Bills {
		v.Bills[n].Ticked = v.Bills[n].Currency == most
	}
	v.add()
}

// add works out what the ticked ones come to.
func (v *severalPage) add() {
	var sum int64
	currency := ""
	for _, b := range v.Bills {
		switch {
		case !b.Ticked:
			continue
		case currency != "" && b.Currency != currency:
			v.Total = ""
			return
		case v.Form.Get("pay") == string(store.PayAll):
			sum += b.Left()
		default:
			sum += b.NextDue
		}
		currency = b.Currency
	}
	if v.Total = ""; currency != "" {
		v.Total = money.Format(sum, currency, v.Locale)
	}
}

// paySeveral begins one card payment of the ticked invoices.
func (p *Pages) paySeveral(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	to, err := p.startSeveral(x, portal, form)
	if err == nil {
		return x.Go(to)
	}
	form.Values.Set("attempt", rand.Text())
	page, wrong := p.severalPage(x, portal, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "portal/several", "", page)
}

func (p *Pages) startSeveral(x *web.Exchange, portal *store.Portal, form *web.Form) (to string, err error) {
	if !p.CardReady(x.Context()) {
		return "", &store.Refused{Why: store.Say("refused.no_way_to_pay", "studio", portal.Studio().Name)}
	}
	payments, err := portal.StartCards(x.Context(), form.IDs("invoice"), store.Choice(form.Get("pay")), form.Get("attempt"))
	if err != nil {
		return "", err
	}
	lead := payments[0].ID
	payments, invoices, err := portal.PaidTogether(x.Context(), lead)
	if err != nil {
		return "", err
	}
	back := "/portal/payments/" + strconv.FormatInt(lead, 10)
	return p.StartCheckout(x.Context(), portal, payments, invoices, back, back+"?cancelled=1")
}

// paidSeveral is where a card payment of several invoices comes back to; see
// payment.
func (p *Pages) paidSeveral(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	payments, _, err := portal.PaidTogether(x.Context(), id)
	if err != nil {
		return err
	}
	asked := p.settle(x, portal, &payments[0])
	payments, invoices, err := portal.PaidTogether(x.Context(), id)
	if err != nil {
		return err
	}
	page := &outcomePage{Frame: p.Frame(x, portal, "overview"), Base: "/portal", Invoice: invoices[0], Payment: payments[0]}
	page.addSeveral(x, payments, invoices)
	page.judge(x, asked)
	return x.Show("portal/payment-outcome", "outcome", page)
}

// addSeveral tells of all that was paid at once.
func (v *outcomePage) addSeveral(x *web.Exchange, payments []store.Payment, invoices []store.Invoice) {
	var sum int64
	var numbers []string
	for n, pay := range payments {
		sum += pay.Amount
		numbers = append(numbers, invoices[n].Number)
		if pay.State == "paid" {
			v.Papers = append(v.Papers, paperOf{pay.Receipt, "/portal/invoices/" + strconv.FormatInt(pay.InvoiceID, 10) + "/receipts/" + strconv.FormatInt(pay.ID, 10)})
		}
	}
	v.Amount, v.Numbers = money.Format(sum, payments[0].Currency, v.Locale), listed(x, numbers)
}
