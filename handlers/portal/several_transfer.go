package portal

import (
	"errors"
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// canPaySeveral tells whether there are invoices to be paid at once.
func (p *Pages) canPaySeveral(x *web.Exchange, portal *store.Portal, invoices []store.Invoice) (bool, error) {
	payable, cards := map[string]int{}, map[string]int{}
	for n := range invoices {
		if !invoices[n].IsPayable() {
			continue
		}
		payable[invoices[n].Currency]++
		if invoices[n].TakesCard(portal.Studio()) {
			cards[invoices[n].Currency]++
		}
	}
	if several(cards) && p.CardReady(x.Context()) {
		return true, nil
	}
	if !several(payable) || !portal.Studio().TakesBank {
		return false, nil
	}
	transfers, err := portal.Transfers(x.Context())
	if err != nil {
		return false, err
	}
	accounts := map[store.Transfer]int{}
	for n := range invoices {
		if t, ok := transfers[invoices[n].ID]; ok && t.Set() {
			accounts[accountOf(t)]++
		}
	}
	return several(accounts), nil
}

// several tells whether there is more than one of anything.
func several[K comparable](count map[K]int) bool {
	for _, n := range count {
		if n > 1 {
			return true
		}
	}
	return false
}

// accountOf is where a transfer goes and in what currency, for comparing.
func accountOf(t store.Transfer) store.Transfer {
	return store.Transfer{Bank: t.Bank, Currency: t.Currency}
}

// addWays finds the ways by which two or more of the invoices can be paid at
// once: by card in one currency, by transfer to one account too.
func (v *severalPage) addWays() {
	currencies, accounts := map[string]int{}, map[store.Transfer]int{}
	for _, b := range v.Bills {
		if b.Card {
			currencies[b.Currency]++
		}
		if b.Transfer.Set() {
			accounts[accountOf(b.Transfer)]++
		}
	}
	if several(currencies) {
		v.Ways = append(v.Ways, "card")
	}
	if several(accounts) {
		v.Ways = append(v.Ways, "bank")
	}
	if len(v.Ways) > 0 && !v.Takes(v.Form.Get("method")) {
		v.Form.Values.Set("method", v.Ways[0])
	}
}

// tickFirst proposes the invoices that most others can be paid with, but for
// those for which a transfer is on its way.
func (v *severalPage) tickFirst() {
	key := func(b payable) store.Transfer {
		if v.Takes("card") {
			return store.Transfer{Currency: b.Currency}
		}
		return accountOf(b.Transfer)
	}
	fits := func(b payable) bool {
		return b.OnTheWay == "" && (v.Takes("card") && b.Card || !v.Takes("card") && b.Transfer.Set())
	}
	count := map[store.Transfer]int{}
	for _, b := range v.Bills {
		if fits(b) {
			count[key(b)]++
		}
	}
	most := key(slices.MaxFunc(v.Bills, func(a, b payable) int { return count[key(a)] - count[key(b)] }))
	for n := range v.Bills {
		v.Bills[n].Ticked = key(v.Bills[n]) == most && fits(v.Bills[n])
	}
	v.add()
}

// addTransfer adds what to write on the transfer that pays what is ticked. Only
// who has chosen to pay by transfer is shown it.
func (v *severalPage) addTransfer(x *web.Exchange) {
	var each []store.Transfer
	var numbers []string
	for _, b := range v.Bills {
		if b.Ticked {
			each, numbers = append(each, b.Transfer), append(numbers, b.Number)
		}
	}
	if v.Form.Get("method") != "bank" || len(each) == 0 {
		return
	}
	transfer, err := store.OneTransfer(each, v.Sum)
	var invalid *store.Invalid
	if errors.As(err, &invalid) {
		v.Trouble = x.Say(invalid.Fields["invoice"])
		return
	}
	v.EPC, v.Bank = transfer.EPC(), bankFacts(x, transfer)
	v.Bank = append(v.Bank, templates.Fact{Label: x.T("several.for"), Value: listed(x, numbers)})
}

// shownSum is the sum that the form said to send; 0 when it said none.
func shownSum(form *web.Form) int64 {
	sum, err := strconv.ParseInt(form.Get("sum"), 10, 64)
	if err != nil {
		return 0
	}
	return sum
}
