package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/store"
	"anteroom/templates/words"
)

func TestADisputeIsToldAtOnceAndDecided(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	dispute, err := stripe.Dispute(id, "product_not_received")
	if err != nil {
		t.Fatal(err)
	}
	stripe.Wait()
	owner := house.Owner(t)
	owner.Open("/studio").Shows("Raman questions a payment of "+i.Number, "Answer at Stripe by 7 December 2026.", "£666.00")
	page := owner.Open(fmt.Sprintf("/studio/invoices/%d", i.ID))
	page.Shows("Raman questions £666.00 at their bank", "They say that they did not get what they paid for.", "Answer at Stripe by Monday 7 December 2026", "Disputed")
	if !page.HasLink("Answer at Stripe") || page.HasLink("Refund") {
		t.Error("the way to Stripe is missing, or a refund is offered")
	}
	owner.Open(refundPath(i)).Submit("Refund £666.00").Is(http.StatusConflict).Shows("This payment is disputed.")
	if err := stripe.Answer(dispute); err != nil {
		t.Fatal(err)
	}
	if err := stripe.CloseDispute(dispute, false); err != nil {
		t.Fatal(err)
	}
	stripe.Wait()
	owner.Open("/studio").Shows(i.Number+" had money go back", "Does Raman owe it again?").Hides("questions a payment")
	page = owner.Open(fmt.Sprintf("/studio/invoices/%d", i.ID)).Shows("£666.00 was taken back by Raman’s bank", "Taken back by the bank", "−£666.00")
	page.Submit("The client owes it again").Shows("Raman owes it again.")
	if got := stands(t, job, i.ID); got != "paid 0, back 66600, credited 0, left 222000" {
		t.Error(got)
	}
	house.signIn(t, job).Open(fmt.Sprintf("/portal/invoices/%d", i.ID)).Shows("Taken back by your bank", "−£666.00")
}

// Its events come twice, ten at once, in any order, and before the payment's own.
func TestADisputesEventsComeInAnyOrder(t *testing.T) {
	orders := [][]string{{pay.DisputeClosed, pay.DisputeOpened, pay.DisputeUpdated, pay.CheckoutCompleted}, {pay.DisputeUpdated, pay.CheckoutCompleted, pay.DisputeClosed, pay.DisputeOpened}}
	for n, order := range orders {
		t.Run(fmt.Sprint("order ", n), func(t *testing.T) {
			_, job, stripe, client := payHouse(t)
			i, id := checkout(t, job, client)
			stripe.Hold()
			if err := stripe.Pay(id); err != nil {
				t.Fatal(err)
			}
			dispute, err := stripe.Dispute(id, "fraudulent")
			if err != nil {
				t.Fatal(err)
			}
			if err := stripe.Answer(dispute); err != nil {
				t.Fatal(err)
			}
			if err := stripe.CloseDispute(dispute, false); err != nil {
				t.Fatal(err)
			}
			for _, kind := range slices.Concat(order, order) {
				for _, e := range stripe.Events(kind) {
					statuses, err := stripe.Parallel(t.Context(), e.ID, 10)
					if err != nil || strings.Count(fmt.Sprint(statuses), "200") != 10 {
						t.Errorf("%s: %v, %v", kind, statuses, err)
					}
				}
			}
			if got := stands(t, job, i.ID); got != "paid 0, back 66600, credited 0, left 222000" {
				t.Error(got)
			}
		})
	}
}

func TestDisputesAreFoundWithoutEvents(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	stripe.Wait()
	stripe.Hold()
	dispute, err := stripe.Dispute(id, "general")
	if err != nil {
		t.Fatal(err)
	}
	house.Clock.Add(2 * time.Hour)
	house.Server.Tick(t.Context())
	if open, err := job.OpenDisputes(t.Context()); err != nil || len(open) != 1 {
		t.Fatalf("%v, %v", open, err)
	}
	house.Clock.Add(70 * 24 * time.Hour) // banks take their time
	if err := stripe.CloseDispute(dispute, false); err != nil {
		t.Fatal(err)
	}
	house.Server.Tick(t.Context())
	if got := stands(t, job, i.ID); got != "paid 0, back 66600, credited 0, left 222000" {
		t.Error(got)
	}
}

// While Stripe cannot be asked an event is not lost.
func TestADisputeWaitsForStripe(t *testing.T) {
	_, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	stripe.Wait()
	stripe.Hold()
	if _, err := stripe.Dispute(id, "general"); err != nil {
		t.Fatal(err)
	}
	event := stripe.Events(pay.DisputeOpened)[0]
	stripe.Fault(practice.Fault{Nth: 1, Match: "GET /v1/disputes", Status: http.StatusTooManyRequests})
	for n, want := range []int{http.StatusServiceUnavailable, http.StatusOK} {
		if status, err := stripe.Deliver(context.Background(), event.ID); err != nil || status != want {
			t.Errorf("time %d: %d, %v", n, status, err)
		}
	}
	if list, err := job.DisputesOf(t.Context(), i.ID); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestEveryReasonOfADisputeHasWords(t *testing.T) {
	catalogue, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, reason := range store.DisputeReasons() {
		if said := catalogue.T("en-GB", "dispute."+reason); said == "" || strings.Contains(said, "dispute.") {
			t.Errorf("%s: %q", reason, said)
		}
	}
}
