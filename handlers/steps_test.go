package handlers_test

import (
	"net/http"
	"strings"
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
	odd := oud(t, job, 10_505_000)
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
	_, base = house.client(t, job, "invoice", oud(t, job, 10_510_000).ID)
	priya.Open(base+"/payment").atStripe(t, "Pay Now", "pay", "next", "method", "card")
	if all := stripe.Checkouts(); len(all) != 1 || all[0].Amount != 10510 {
		t.Errorf("%+v", all)
	}
}

// What was paid by card goes back by card in the same steps: the owner is told at
// the amount what can, and nothing is begun. By hand any amount can.
func TestARefundIsNotAskedForWhatStripeWouldRound(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i := oud(t, job, 10_510_000)
	if err := stripe.Pay(askedByCard(t, job, client, i)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the payment", func() bool { return paidOf(t, job, i) == 10510 })
	i, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	form := house.Owner(t).Open(refundPath(i))
	for typed, want := range map[string]string{
		"10.505": "Stripe cannot give back exactly KWD 10.505, but KWD 10.500 or KWD 10.510. Or choose “By myself”, and return it yourself.",
		"0.004":  "Stripe cannot give back exactly KWD 0.004, but KWD 0.010. Or choose “By myself”, and return it yourself.",
		"10.511": "This is more than is left of the payment.",
	} {
		refused := form.Submit("Refund KWD 10.510", "amount", typed, "reason", "A string broke").Is(http.StatusUnprocessableEntity)
		if said := strings.ReplaceAll(refused.Error("amount"), "\u00a0", " "); said != want {
			t.Errorf("%s is answered %q", typed, said)
		}
		if refused.Value("amount") != typed || refused.Value("reason") != "A string broke" {
			t.Error("what was typed is lost")
		}
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM refund"); n != 0 || len(stripe.Refunds()) != 0 {
		t.Errorf("%d refunds were begun", n)
	}
	form.Submit("Refund KWD 10.510", "amount", "10.490", "how", "bank").Shows("is noted as given back")
	form = house.Owner(t).Open(refundPath(i))
	if said := form.Submit("Refund KWD 0.020", "amount", "0.015").Error("amount"); !strings.Contains(said, "0.010 or") {
		t.Errorf("what is left is answered %q", said)
	}
	form.Submit("Refund KWD 0.020", "amount", "0.005", "how", "bank").Shows("is noted as given back")
	form = house.Owner(t).Open(refundPath(i))
	if said := form.Submit("Refund KWD 0.015").Is(http.StatusUnprocessableEntity).Error("amount"); !strings.Contains(said, "but KWD") || strings.Contains(said, " or KWD") {
		t.Errorf("the rest is answered %q", said)
	}
	form.Submit("Refund KWD 0.015", "amount", "0.010", "how", "card").Shows("goes back to where it came from")
	if said := house.Owner(t).Open(refundPath(i)).Submit("Refund KWD 0.005").Error("amount"); !strings.Contains(said, "cannot give back so little") {
		t.Errorf("the last of it is answered %q", said)
	}
	if all := stripe.Refunds(); len(all) != 1 || all[0].Amount != 10 {
		t.Errorf("Stripe gave back %+v", all)
	}
}

// Icelandic kronur have no decimals, and Stripe counts them in hundredths, both
// when they come and when they go back.
func TestKronurGoBackWhole(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i := job.Invoiced(t, func(c *store.Content) {
		l := storetest.Line("a", "Harp", 1)
		l.Price, l.Tax = 5000*money.One, money.Tax{Category: money.ZeroRated, Name: "VAT"}
		c.Currency, c.Schedule, c.Sections[0].Lines = "ISK", nil, []store.Line{l}
	})
	if err := stripe.Pay(askedByCard(t, job, client, i)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the payment", func() bool { return paidOf(t, job, i) == 5000 })
	i, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	form := house.Owner(t).Open(refundPath(i))
	if said := form.Submit("Refund ISK 5,000", "amount", "7.5").Is(http.StatusUnprocessableEntity).Error("amount"); said == "" {
		t.Error("half a krona is taken")
	}
	form.Submit("Refund ISK 5,000", "amount", "7").Shows("goes back to where it came from")
	if all := stripe.Refunds(); len(all) != 1 || all[0].Amount != 700 || stripe.Checkouts()[0].Amount != 500000 {
		t.Errorf("%+v", all)
	}
	if got := stands(t, job, i.ID); got != "paid 4993, back 7, credited 7, left 0" {
		t.Error(got)
	}
}

// oud is an invoice over Kuwaiti dinars.
func oud(t *testing.T, job *storetest.Job, price money.Decimal) store.Invoice {
	t.Helper()
	return job.Invoiced(t, func(c *store.Content) {
		l := storetest.Line("a", "Oud", 1)
		l.Price, l.Tax = price, money.Tax{Category: money.ZeroRated, Name: "VAT"}
		c.Currency, c.Schedule, c.Sections[0].Lines = "KWD", nil, []store.Line{l}
	})
}
