package pay

import (
	"slices"
	"strings"
	"testing"

	"github.com/stripe/stripe-go/v76"
)

func TestWaysToPayHaveNames(t *testing.T) {
	for want, d := range map[string]*stripe.ChargePaymentMethodDetails{
		"American Express ending 0005":  {Type: "card", Card: &stripe.ChargePaymentMethodDetailsCard{Brand: "amex", Last4: "0005"}},
		"Card":                          {Type: "card", Card: &stripe.ChargePaymentMethodDetailsCard{Brand: "unknown"}},
		"BECS Direct Debit ending 3456": {Type: "au_becs_debit", AUBECSDebit: &stripe.ChargePaymentMethodDetailsAUBECSDebit{Last4: "3456"}},
		"iDEAL":                         {Type: "ideal"},
		"Przelewy24":                    {Type: "p24"},
		"Revolut pay":                   {Type: "revolut_pay"},
		"":                              {},
	} {
		if got := methodLabel(d); got != want {
			t.Errorf("%s is %q, want %q", d.Type, got, want)
		}
	}
}

func TestRefusalsAreToldKindly(t *testing.T) {
	told := map[string]bool{}
	for _, tc := range []struct{ code, decline, key string }{
		{"card_declined", "generic_decline", "declined"}, {"card_declined", "stolen_card", "declined"},
		{"card_declined", "insufficient_funds", "funds"}, {"insufficient_funds", "", "funds"}, {"expired_card", "", "expired_card"},
		{"incorrect_cvc", "incorrect_cvc", "security_code"}, {"incorrect_number", "", "card_number"},
		{"payment_intent_authentication_failure", "", "authentication"}, {"card_declined", "authentication_required", "authentication"},
		{"debit_not_authorized", "", "mandate"}, {"account_closed", "", "bank"}, {"something_new", "", "method"},
	} {
		var s Session
		s.fail(tc.code, tc.decline)
		if s.FailureKey != tc.key || !strings.HasSuffix(s.Failure, ".") || strings.Contains(s.Failure, "stolen") {
			t.Errorf("%s %s: %s %q", tc.code, tc.decline, s.FailureKey, s.Failure)
		}
		told[s.FailureKey] = true
	}
	for _, key := range FailureKeys() {
		if !told[key] {
			t.Errorf("%s is never said", key)
		}
		delete(told, key)
	}
	if len(told) > 0 || slices.Contains(FailureKeys(), "") {
		t.Errorf("not listed: %v", told)
	}
}
