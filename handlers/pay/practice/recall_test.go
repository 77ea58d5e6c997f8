package practice_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"anteroom/handlers/pay/practice"
)

func TestWhatAnEarlierRunWasAskedForComesToItsEnd(t *testing.T) {
	s := open(t, practice.Options{})
	left := practice.Memory{ID: "cs_test_left", Amount: 94_680, Currency: "GBP", Metadata: map[string]string{"attempt": "a1"}}
	debit := practice.Memory{ID: "cs_test_debit", Amount: 94_680, Currency: "GBP", Processing: true}
	for _, m := range []practice.Memory{left, debit, left} { // and is recalled once
		s.must(s.stripe.Recall(m))
	}
	for id, want := range map[string][2]string{left.ID: {"expired", "unpaid"}, debit.ID: {"complete", "paid"}} {
		status, answer := s.call(http.MethodGet, "/v1/checkout/sessions/"+id, url.Values{})
		if status != http.StatusOK || answer["status"] != want[0] || answer["payment_status"] != want[1] || answer["amount_total"] != float64(94_680) {
			t.Errorf("%s: %d %v", id, status, answer)
		}
	}
	heard := s.arrived()
	if !slices.Contains(heard, "checkout.session.expired") || !slices.Contains(heard, "checkout.session.async_payment_succeeded") {
		t.Errorf("heard %v", heard)
	}
	shows(t, s.page(left.ID), "This practice payment has expired.")
	if err := s.stripe.Recall(practice.Memory{Amount: 1}); err == nil {
		t.Error("what has no name is recalled")
	}
}

func TestWhatAnEarlierRunWasPaidCanGoBack(t *testing.T) {
	s := open(t, practice.Options{})
	s.must(s.stripe.Recall(practice.Memory{ID: "cs_test_paid", Amount: 1000, Currency: "GBP", Intent: "pi_paid", Refunded: 400}))
	refund := func(amount string) int {
		status, _ := s.call(http.MethodPost, "/v1/refunds", url.Values{"payment_intent": {"pi_paid"}, "amount": {amount}})
		return status
	}
	if first, second := refund("601"), refund("600"); first != http.StatusBadRequest || second != http.StatusOK {
		t.Errorf("601 of the 600 that are left: %d, and 600: %d", first, second)
	}
	if heard := s.arrived(); slices.Contains(heard, "checkout.session.completed") || !slices.Contains(heard, "charge.refunded") {
		t.Errorf("heard %v", heard)
	}
	if err := s.stripe.Recall(practice.Memory{ID: "cs_test_odd", Amount: 1, Refunded: 2}); err == nil {
		t.Error("more went back than came")
	}
}
