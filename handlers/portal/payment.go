package portal

import (
	"crypto/rand"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"unicode"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

// ways are the ways to pay an invoice that are chosen for it and set up: 'card', 'bank'.
func (p *Pages) ways(x *web.Exchange, portal *store.Portal, i *store.Invoice) []string {
	var list []string
	if i.TakesCard(portal.Studio()) && p.CardReady(x.Context()) {
		list = append(list, "card")
	}
	if i.TakesBank(portal.Studio()) {
		list = append(list, "bank")
	}
	return list
}

// payPage offers the ways to pay. It is the only page with the bank's details.
type payPage struct {
	*invoicePage
	Form    *web.Form
	Ways    []string
	Choices []choice         // how much can be paid at once
	Own     bool             // or an amount of their own
	Least   string           // of that
	Sign    string           // of the currency
	Bank    []templates.Fact // what to write on a transfer
}

// choice is how much can be paid at once, and the code of that transfer for a
// bank's app; none for one that no code can hold.
type choice struct {
	Value  store.Choice
	Title  string
	Amount string
	Note   string
	EPC    string
}

// mostFirst is up to how many instalments are offered to be paid at once.
const mostFirst = 4

// Takes tells whether a way to pay is offered.
func (v *payPage) Takes(way string) bool {
	for _, w := range v.Ways {
		if w == way {
			return true
		}
	}
	return false
}

// paying shows the choices.
func (p *Pages) paying(x *web.Exchange, portal *store.Portal) error {
	page, err := p.payPage(x, portal)
	if err != nil {
		return err
	}
	if !page.CanPay {
		return x.Go(page.Base)
	}
	page.Form = web.NewForm("pay", string(page.Choices[0].Value), "method", page.Ways[0], "attempt", rand.Text())
	return x.Show("portal/payment", "pay", page)
}

func (p *Pages) payPage(x *web.Exchange, portal *store.Portal) (*payPage, error) {
	invoice, err := p.invoicePage(x, portal)
	if err != nil {
		return nil, err
	}
	page := &payPage{invoicePage: invoice}
	if !invoice.CanPay {
		return page, nil
	}
	page.Ways = p.ways(x, portal, &invoice.Invoice)
	page.addChoices(reader{x, &invoice.Invoice.Content}, portal)
	if page.Takes("bank") {
		page.Bank = bankFacts(x, invoice.Invoice.Transfer(0))
	}
	return page, nil
}

// addChoices offers the next instalment, the first few, and everything; and an
// amount of their own where the studio takes less than everything.
func (v *payPage) addChoices(r reader, portal *store.Portal) {
	i, open := &v.Invoice, v.Invoice.Open()
	add := func(value store.Choice, title string, amount int64, note string) {
		c := choice{Value: value, Title: title, Amount: r.money(amount), Note: note}
		if v.Takes("bank") {
			c.EPC = i.Transfer(amount).EPC()
		}
		v.Choices = append(v.Choices, c)
	}
	if len(open) > 1 {
		key := "due.on"
		if v.Next.State == "overdue" {
			key = "due.was"
		}
		add(store.PayNext, v.Next.Label, i.Next().Left(), r.x.T(key, "date", r.x.Date(v.Next.DueOn, "full")))
	}
	for n := 2; n < len(open) && n <= mostFirst; n++ {
		add(store.PayFirst(n), r.x.T("pay.first", "count", n), i.First(n), labels(open[:n]))
	}
	add(store.PayAll, r.x.T("pay.everything"), i.Left(), labels(open))
	least := portal.Studio().LeastOf(i)
	v.Own, v.Least, v.Sign = portal.Studio().OwnAmounts && least < i.Left(), r.money(least), sign(i.Currency, v.Locale)
}

// labels lists instalments by their names.
func labels(list []store.Instalment) string {
	words := make([]string, len(list))
	for n, i := range list {
		words[n] = i.Label
	}
	return strings.Join(words, ", ")
}

// sign is how a currency is written in a place: "£", "€", "CHF".
func sign(currency, locale string) string {
	return strings.TrimFunc(money.Format(0, currency, locale), func(r rune) bool {
		return unicode.IsDigit(r) || unicode.IsSpace(r) || r == '.' || r == ','
	})
}

// bankFacts are the frozen details of an invoice, each of which can be copied.
func bankFacts(x *web.Exchange, transfer store.Transfer) []templates.Fact {
	facts := []templates.Fact{{Label: x.T("pay.account_name"), Value: transfer.Name}, {Label: x.T("pay.iban"), Value: store.Grouped(transfer.IBAN)},
		{Label: x.T("pay.bic"), Value: transfer.BIC}}
	for line := range strings.Lines(transfer.Details) {
		label, value, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found {
			label, value = x.T("pay.bank_name"), label
		}
		facts = append(facts, templates.Fact{Label: strings.TrimSpace(label), Value: strings.TrimSpace(value)})
	}
	facts = append(facts, templates.Fact{Label: x.T("pay.reference"), Value: transfer.Reference()})
	var filled []templates.Fact
	for _, f := range facts {
		if f.Value != "" {
			filled = append(filled, f)
		}
	}
	return filled
}

// pay begins a card payment or notes that a transfer was sent.
func (p *Pages) pay(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.payPage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	to, err := p.startPayment(x, portal, page)
	if err != nil {
		return x.Again(err, page.retry(), "portal/payment", "", page)
	}
	return x.Go(to)
}

// retry gives a refused form a key of its own: the one that it came with may
// have been the reason.
func (v *payPage) retry() *web.Form {
	v.Form.Values.Set("attempt", rand.Text())
	if !v.Takes(v.Form.Get("method")) && len(v.Ways) > 0 {
		v.Form.Values.Set("method", v.Ways[0])
	}
	offered := v.Own && v.Form.Get("pay") == "amount"
	for _, c := range v.Choices {
		offered = offered || v.Form.Get("pay") == string(c.Value)
	}
	if !offered && len(v.Choices) > 0 {
		v.Form.Values.Set("pay", string(v.Choices[0].Value))
	}
	return v.Form
}

// chosen is how much the form says to pay.
func (v *payPage) chosen() (store.Choice, error) {
	if v.Form.Get("pay") != "amount" {
		return store.Choice(v.Form.Get("pay")), nil
	}
	amount, err := money.Parse(v.Form.Get("amount"), v.Invoice.Currency, v.Locale)
	if err != nil {
		var problem money.Problem
		errors.As(err, &problem)
		return "", &store.Invalid{Fields: map[string]store.Text{"amount": store.Say("money." + string(problem))}}
	}
	return store.PayAmount(amount), nil
}

// startPayment gives the address at which a payment goes on.
func (p *Pages) startPayment(x *web.Exchange, portal *store.Portal, page *payPage) (to string, err error) {
	form, invoice := page.Form, &page.Invoice
	choice, err := page.chosen()
	if err != nil {
		return "", err
	}
	attempt := form.Get("attempt")
	if form.Get("method") == "bank" {
		if _, err := portal.AnnounceTransfer(x.Context(), invoice.ID, choice, attempt); err != nil {
			return "", err
		}
		return page.Base, nil
	}
	if form.Get("method") != "card" || !invoice.IsPayable() || !page.Takes("card") {
		return "", notPayable(portal, page)
	}
	payment, err := portal.StartCard(x.Context(), invoice.ID, choice, attempt)
	if err != nil {
		return "", err
	}
	back := page.Base + "/payments/" + strconv.FormatInt(payment.ID, 10)
	return p.StartCheckout(x.Context(), portal, []store.Payment{payment}, []store.Invoice{*invoice}, back, back+"?cancelled=1")
}

// notPayable says why no card payment can begin.
func notPayable(portal *store.Portal, page *payPage) error {
	switch {
	case portal.ReadOnly:
		return &store.Refused{Why: store.Say("refused.read_only")}
	case !page.Invoice.IsPayable():
		return &store.Refused{Why: store.Say("refused.already_paid")}
	case len(page.Ways) == 0:
		return &store.Refused{Why: store.Say("refused.no_way_to_pay", "studio", portal.Studio().Name)}
	}
	var invalid store.Invalid
	invalid.Add("method", store.Say("invalid.choice"))
	return &invalid
}

// outcomePage tells how a card payment went, or what is known of a transfer; see
// payment.
type outcomePage struct {
	web.Frame
	Base    string
	Invoice store.Invoice
	Payment store.Payment
	Amount  string
	Numbers string    // of the invoices that were paid at once; empty: it was one
	Count   int       // of them
	Papers  []paperOf // their receipts
	State   string    // 'paid', 'processing', 'failed', 'cancelled', 'checking'; of a transfer 'announced', 'paid', 'not come'
	Failure string    // why it failed, in words
	Look    int       // how often this page has looked; 0: for the first time
	Wait    int       // seconds until it looks again; 0: no more by itself
}

// paperOf is the receipt of one of several payments.
type paperOf struct{ Number, Link string }

// Again is the address at which the page looks once more.
func (v *outcomePage) Again() string {
	return v.Base + "/payments/" + strconv.FormatInt(v.Payment.ID, 10) + "?look=" + strconv.Itoa(v.Look+1)
}

// Poll is when htmx looks again by itself.
func (v *outcomePage) Poll() string { return "load delay:" + strconv.Itoa(v.Wait) + "s" }

// looks is how often a page looks by itself: after 1, 2, 4 … 64 seconds.
const looks = 7

// payment is where a card payment comes back to. It proves nothing that one
// lands here: the provider is asked.
func (p *Pages) payment(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "invoice")
	if err != nil {
		return err
	}
	number, err := x.ID("payment")
	if err != nil {
		return err
	}
	pay, err := portal.Payment(x.Context(), id, number)
	if err != nil {
		return err
	}
	asked := p.settle(x, portal, &pay)
	if pay, err = portal.Payment(x.Context(), id, number); err != nil {
		return err
	}
	invoice, err := portal.Invoice(x.Context(), id)
	if err != nil {
		return err
	}
	page := &outcomePage{Frame: p.Frame(x, portal, ""), Base: base, Invoice: invoice, Payment: pay,
		Amount: reader{x, &invoice.Content}.money(pay.Amount)}
	page.judge(x, asked)
	return x.Show("portal/payment-outcome", "outcome", page)
}

// settle asks the provider about a payment whose end is not known, and tells
// whether there was an answer. Without one the page says that it is being
// looked into: the webhook and the sweep will bring it.
func (p *Pages) settle(x *web.Exchange, portal *store.Portal, pay *store.Payment) (asked bool) {
	if pay.Method != "card" || pay.State != "started" && pay.State != "processing" {
		return true
	}
	if pay.CheckoutID == "" || portal.ReadOnly {
		return false
	}
	if _, err := p.SettleCheckout(x.Context(), pay.CheckoutID); err != nil {
		slog.Warn("a payment could not be asked about", "payment", pay.ID, "error", err)
		return false
	}
	return true
}

// judge finds the words for the payment's state.
func (v *outcomePage) judge(x *web.Exchange, asked bool) {
	query := x.R.URL.Query()
	v.State = v.Payment.State
	if v.Payment.Method == "bank" {
		if v.State == "cancelled" {
			v.State = "not come"
		}
		return
	}
	switch v.Payment.State {
	case "started":
		v.State = "checking"
		if query.Get("cancelled") != "" && asked {
			v.State = "cancelled"
		}
	case "failed":
		v.Failure = x.T("pay.failed_note")
		if key := v.Payment.Failure; knownFailure(key) {
			v.Failure = x.T("payfailure." + key)
		}
	}
	if look, err := strconv.Atoi(query.Get("look")); err == nil && look > 0 {
		v.Look = min(look, looks)
	}
	if v.Look < looks && v.Payment.Method == "card" && (v.State == "checking" || v.State == "processing") {
		v.Wait = 1 << v.Look
	}
}

// knownFailure tells whether the catalogue has words for why a payment failed.
func knownFailure(key string) bool {
	switch key {
	case "declined", "funds", "expired_card", "card_number", "security_code", "authentication", "bank", "mandate", "method", "mismatch":
		return true
	}
	return false
}
