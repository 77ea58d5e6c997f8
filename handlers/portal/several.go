package portal

import (
	"cmp"
	"crypto/rand"
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

func (p *Pages) severalRoutes() []Route {
	return []Route{
		contact("GET", "/portal/payment", "", p.payingSeveral),
		contact("POST", "/portal/payments", "", p.paySeveral),
		contact("GET", "/portal/payments/{id}", "payment", p.paidSeveral),
	}
}

// severalPage offers to pay several invoices at once, by one card payment or one
// transfer.
type severalPage struct {
	web.Frame
	Form  *web.Form
	Ways  []string // 'card', 'bank'
	Bills []payable
	Mixed bool   // they are in more than one currency, of which one is paid at a time
	Total string // of those that are ticked; empty: there is none
	Sum   int64  // likewise

	Bank    []templates.Fact // what to write on the transfer, once that is chosen
	EPC     string           // its code for a bank's app; empty: no code can hold it
	Trouble string           // why one transfer cannot pay what is ticked
}

// payable is an invoice that can be paid.
type payable struct {
	store.Invoice
	Ticked   bool
	Next     string         // what is due next of it
	All      string         // all that is left
	OnTheWay string         // what was said to be sent for it; empty: nothing
	Card     bool           // a card can pay it
	Transfer store.Transfer // that pays it, without an amount
}

// Takes tells whether a way to pay is offered.
func (v *severalPage) Takes(way string) bool { return slices.Contains(v.Ways, way) }

// payingSeveral shows what can be paid at once; with a choice in its address, what
// that comes to.
func (p *Pages) payingSeveral(x *web.Exchange, portal *store.Portal) error {
	if !portal.Sees(store.ModuleInvoices) {
		return store.ErrNotFound
	}
	form := web.NewForm("pay", string(store.PayNext), "attempt", rand.Text())
	query := x.R.URL.Query()
	if query.Has("pay") {
		form.Values["invoice"] = query["invoice"]
		form.Values.Set("pay", query.Get("pay"))
		form.Values.Set("method", query.Get("method"))
	}
	page, err := p.severalPage(x, portal, form)
	if err != nil {
		return err
	}
	if len(page.Ways) == 0 {
		return x.Go("/portal")
	}
	if !query.Has("pay") {
		page.tickFirst()
	}
	page.addTransfer(x)
	return x.Show("portal/several", "several-pay", page)
}

// severalPage lists what can be paid, the first due first, as the form says.
func (p *Pages) severalPage(x *web.Exchange, portal *store.Portal, form *web.Form) (*severalPage, error) {
	invoices, err := portal.Invoices(x.Context(), 0)
	if err != nil {
		return nil, err
	}
	transfers, err := portal.Transfers(x.Context())
	if err != nil {
		return nil, err
	}
	sent, err := portal.OnTheWay(x.Context())
	if err != nil {
		return nil, err
	}
	page := &severalPage{Frame: p.Frame(x, portal, "overview"), Form: form}
	ready := p.CardReady(x.Context())
	for _, i := range invoices {
		card := ready && i.TakesCard(portal.Studio())
		if !i.IsPayable() || i.NextDue == 0 || !card && !transfers[i.ID].Set() {
			continue
		}
		b := payable{Invoice: i, Ticked: form.Has("invoice", strconv.FormatInt(i.ID, 10)), Card: card, Transfer: transfers[i.ID],
			Next: money.Format(i.NextDue, i.Currency, page.Locale), All: money.Format(i.Left(), i.Currency, page.Locale)}
		if sent[i.ID] > 0 {
			b.OnTheWay = money.Format(sent[i.ID], i.Currency, page.Locale)
		}
		page.Bills = append(page.Bills, b)
	}
	slices.SortFunc(page.Bills, func(a, b payable) int { return cmp.Or(cmp.Compare(a.NextDueOn, b.NextDueOn), cmp.Compare(a.ID, b.ID)) })
	page.Mixed = slices.ContainsFunc(page.Bills, func(b payable) bool { return b.Currency != page.Bills[0].Currency })
	page.addWays()
	page.add()
	return page, nil
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
	if v.Sum, v.Total = sum, ""; currency != "" {
		v.Total = money.Format(sum, currency, v.Locale)
	}
}

// paySeveral begins one card payment of the ticked invoices, or notes that one
// transfer for them was sent.
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
	page.addTransfer(x)
	return x.Again(err, form, "portal/several", "", page)
}

// startSeveral gives the address at which the payment goes on.
func (p *Pages) startSeveral(x *web.Exchange, portal *store.Portal, form *web.Form) (to string, err error) {
	choice, attempt := store.Choice(form.Get("pay")), form.Get("attempt")
	if form.Get("method") == "bank" {
		payments, err := portal.AnnounceTransfers(x.Context(), form.IDs("invoice"), choice, shownSum(form), attempt)
		if err != nil {
			return "", err
		}
		return outcomePath(payments), nil
	}
	if !p.CardReady(x.Context()) {
		return "", &store.Refused{Why: store.Say("refused.no_way_to_pay", "studio", portal.Studio().Name)}
	}
	payments, err := portal.StartCards(x.Context(), form.IDs("invoice"), choice, attempt)
	if err != nil {
		return "", err
	}
	payments, invoices, err := portal.PaidTogether(x.Context(), payments[0].ID)
	if err != nil {
		return "", err
	}
	back := outcomePath(payments)
	return p.StartCheckout(x.Context(), portal, payments, invoices, back, back+"?cancelled=1")
}

// outcomePath is where it is told how a payment of several invoices went.
func outcomePath(payments []store.Payment) string {
	return "/portal/payments/" + strconv.FormatInt(payments[0].ID, 10)
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

// addSeveral tells of all that was paid at once. What is told of one transfer is
// told of those of its parts that are furthest from being dealt with.
func (v *outcomePage) addSeveral(x *web.Exchange, payments []store.Payment, invoices []store.Invoice) {
	told := payments[0]
	for _, state := range []string{"paid", "announced"} {
		if n := slices.IndexFunc(payments, func(pay store.Payment) bool { return pay.Method == "bank" && pay.State == state }); n >= 0 {
			told.State = state
		}
	}
	v.Payment.State = told.State
	var sum int64
	var numbers []string
	for n, pay := range payments {
		if pay.Method != "bank" || pay.State == told.State {
			sum += pay.Amount
			numbers = append(numbers, invoices[n].Number)
		}
		if pay.State == "paid" {
			v.Papers = append(v.Papers, paperOf{pay.Receipt, "/portal/invoices/" + strconv.FormatInt(pay.InvoiceID, 10) + "/receipts/" + strconv.FormatInt(pay.ID, 10)})
		}
	}
	v.Amount, v.Numbers, v.Count = money.Format(sum, payments[0].Currency, v.Locale), listed(x, numbers), len(numbers)
}
