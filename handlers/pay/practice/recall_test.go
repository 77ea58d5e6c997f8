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
