package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// Several invoices are paid by one transfer on a phone, at a desk and without
// script; the owner confirms all of it at once.
func TestSeveralInvoicesArePaidByOneTransfer(t *testing.T) {
	h := build(t, "")
	var invoices [2]string
	h.furnish(t, func(j *storetest.Job) {
		studio := *j.Studio()
		studio.TakesBank, studio.TakesCard = true, true
		studio.Bank = store.Bank{Name: "Alder & Rowe GmbH", IBAN: "DE89370400440532013000", BIC: "COBADEFFXXX"}
		if err := j.SaveBank(t.Context(), j.Owner, studio); err != nil {
			t.Fatal(err)
		}
		j.Charge(t, "EUR")
		for n := range 6 {
			if i := j.Invoiced(t); n < 2 {
				invoices[n] = path("/studio/invoices/", i.ID)
			}
		}
	})
	h.start()
	for n, who := range []struct {
		name   string
		traits []trait
	}{{"phone", []trait{onPhone}}, {"desk", nil}, {"without script", []trait{onPhone, withoutScript}}} {
		client := newPerson(t, h, "client", who.traits...)
		client.open("/portal/sign-in")
		client.asksIn()
		client.open(h.link(clientEmail, "Your way in"))
		client.press("Sign in")
		client.press("Pay several at once")
		client.sees("Pay several invoices", "Together", "Pay Now")
		client.missing("IBAN")
		if n == 0 {
			client.sees("€3,996.00")
		}
		client.looks("several-card")
		first, second := 2*n, 2*n+1
		for bill := range 6 {
			if bill != first && bill != second {
				client.untick(number(bill))
			}
		}
		client.tick("Bank transfer")
		client.missing("Pay Now")
		if who.name == "without script" {
			client.press("Show the bank details")
		}
		client.sees("DE89 3704 0044 0532 0130 00", "€1,332.00", "For invoices", number(first)+" and "+number(second), "Scan this with your bank’s app")
		client.looks("several-bank")
		client.press("I have sent the transfer")
		client.sees("Thank you for telling us", "One transfer of €1,332.00")
		client.looks("several-announced")
	}
	for _, traits := range [][]trait{{onPhone}, nil} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		owner.sees("says a transfer is on its way", "For INV-0001, INV-0002.")
		owner.looks("dashboard-joint")
		owner.open(invoices[1])
		owner.sees("It is part of one transfer of €1,332.00", "INV-0001")
		owner.looks("invoice-joint")
		owner.press("Only INV-0002")
		owner.sees("This part never came")
		owner.looks("invoice-joint-part")
	}
	owner := h.owner(t)
	owner.signsIn()
	owner.open(invoices[0])
	owner.press("Confirm all 2")
	owner.sees("€1,332.00 is confirmed for 2 invoices", "R-0001")
	owner.missing("Announced by the client")
}

// number is that of the nth invoice, from 0.
func number(n int) string { return "INV-000" + string(rune('1'+n)) }
