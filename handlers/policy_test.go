package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"anteroom/handlers"
)

// A payment's form is redirected to Checkout, which the policy must allow; an
// API that stands in for Stripe's has its own host instead of none.
func TestFormsLeadHomeOrToCheckout(t *testing.T) {
	for api, want := range map[string]string{
		"":                             "form-action 'self' https://checkout.stripe.com;",
		"http://127.0.0.1:9999/v1":     "form-action 'self' https://checkout.stripe.com http://127.0.0.1:9999;",
		"https://stand-in.example.com": "form-action 'self' https://checkout.stripe.com https://stand-in.example.com;",
	} {
		house := newHouse(t, func(c *handlers.Config) { c.Stripe.API = api })
		answer, err := http.Get(house.URL + "/studio/sign-in")
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close() // only its header matters
		if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, want) || !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self';") {
			t.Errorf("with the API %q the policy is %s", api, policy)
		}
	}
}
