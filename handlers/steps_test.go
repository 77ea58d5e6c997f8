package handlers_test

import (
	"net/http"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// Stripe takes Kuwaiti dinars in steps of ten fils. What it would round is not
// asked for by card, since another amount would come; a transfer takes it.
func TestACardIsNotAskedForWhatStripeWouldRound(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	banked(t, job)
	oud := func(price money.Decimal) store.Invoice {
		return job.Invoiced(t, func(c *store.Content) {
			l := storetest.Line("a", "Oud", 1)
			l.Price, l.Tax = price, money.Tax{Category: money.ZeroRated, Name: "VAT"}
			c.Currency, c.Schedule, c.Sections[0].Lines = "KWD", nil, []store.Line{l}
		})
	}
	odd := oud(10_505_000)
	priya, base := house.client(t, job, "invoice", odd.ID)
	page := priya.Open(base + "/payment")
	page.Submit("Pay Now", "pay", "next", "method", "card").Is(http.StatusConflict).Shows("A card cannot take exactly", "10.505", "Please pay by transfer")
	if n := len(stripe.Checkouts()); n != 0 {
		t.Errorf("%d checkouts", n)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment WHERE state NOT IN ('cancelled', 'failed')"); n != 0 {
		t.Errorf("%d payments are left of it", n)
	}
	page.Submit("Pay Now", "pay", "next", "method", "bank").Is(http.StatusOK)
	_, base = house.client(t, job, "invoice", oud(10_510_000).ID)
	priya.Open(base+"/payment").atStripe(t, "Pay Now", "pay", "next", "method", "card")
	if all := stripe.Checkouts(); len(all) != 1 || all[0].Amount != 10510 {
		t.Errorf("%+v", all)
	}
}
