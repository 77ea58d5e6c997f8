package handlers_test

import (
	"fmt"
	"net/http"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// takes sets how a job's project is paid, as its owner does.
func takes(t *testing.T, house *House, job *storetest.Job, ways store.Ways) {
	t.Helper()
	form := house.Owner(t).Open(fmt.Sprintf("/studio/projects/%d/edit", job.Project.ID))
	form.Submit("Save", "ways", string(ways)).Is(http.StatusOK).Shows("Saved.")
}

// A project's invoices are paid as is chosen for it, on their own and with others.
func TestAProjectIsPaidAsIsChosenForIt(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	banked(t, job)
	i, other := job.Invoiced(t), job.Invoiced(t)
	client, base := house.client(t, job, "invoice", i.ID)
	inside := house.signIn(t, job)
	const card, bank, wayless = "Card", iban4, "To pay, please write to Alder & Rowe."
	for _, c := range []struct {
		ways         store.Ways
		shows, hides []string
	}{
		{store.EveryWay, []string{card, bank}, []string{wayless}},
		{store.CardOnly, []string{"Pay Now"}, []string{bank, "I have sent the transfer"}},
		{store.BankOnly, []string{bank, "I have sent the transfer"}, []string{"Pay Now"}},
	} {
		takes(t, house, job, c.ways)
		client.Open(base).Is(http.StatusOK).Hides(wayless).Follow("Make a payment").IsAt(base + "/payment").Shows(c.shows...).Hides(c.hides...)
		inside.Open("/portal/payment").IsAt("/portal/payment")
	}
	house.Owner(t).Open(fmt.Sprintf("/studio/projects/%d", job.Project.ID)).Shows("Paid by bank transfer only.")

	takes(t, house, job, store.NoWay)
	client.Open(base).Shows(wayless).Hides("Make a payment")
	client.Open(base + "/payment").IsAt(base)
	inside.Open("/portal/payment").IsAt(fmt.Sprintf("/portal/projects/%d", job.Project.ID))
	for _, method := range []string{"card", "bank"} {
		client.Post(base+"/payments", "pay", "next", "method", method, "attempt", "attempt-0000000000001").Is(http.StatusConflict)
		inside.Post("/portal/payments", "pay", "next", "method", method, "attempt", "attempt-0000000000002", "invoice", fmt.Sprint(i.ID), "invoice", fmt.Sprint(other.ID)).
			Is(http.StatusUnprocessableEntity)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment"); n != 0 || len(stripe.Checkouts()) != 0 {
		t.Errorf("%d payments began, and %d checkouts", n, len(stripe.Checkouts()))
	}
	house.Owner(t).Post(fmt.Sprintf("/studio/projects/%d", job.Project.ID), "name", "Kitchen", "status", "active", "ways", "barter").
		Is(http.StatusUnprocessableEntity)
}

const iban4 = "GB33 BUKB 2020 1555 5555 55"
