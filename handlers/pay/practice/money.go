package practice

import (
	"fmt"
	"strings"

	"github.com/bojanz/currency"
)

// decimals is how many Stripe counts in a currency, and step in what steps (https://docs.stripe.com/currencies).
// The table is a second copy on purpose: the client that is tested against this server has its own.
func decimals(code string) (digits int, step int64) {
	switch strings.ToLower(code) {
	case "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf":
		return 0, 1
	case "bhd", "jod", "kwd", "omr", "tnd":
		return 3, 10
	case "isk", "ugx":
		return 2, 100
	}
	return 2, 1
}

// minimum is the least that can be charged, in Stripe's units, for the currencies that Stripe names
// (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts) and a studio is likely to use.
func minimum(code string) int64 {
	switch code {
	case "usd", "eur", "cad", "aud", "nzd", "chf", "sgd", "jpy":
		return 50
	case "gbp":
		return 30
	case "dkk":
		return 250
	case "sek", "nok":
		return 300
	case "pln", "ron":
		return 200
	case "czk":
		return 1500
	case "huf":
		return 17500
	}
	return 1
}

// checkAmount refuses what Stripe would not charge.
func checkAmount(param string, amount int64, code string) *problem {
	if !currency.IsValid(strings.ToUpper(code)) || code != strings.ToLower(code) {
		return invalid("", param, "Invalid currency: %s. Stripe currently supports these currencies: usd, eur, gbp and others.", code)
	}
	if amount < 1 {
		return invalid("parameter_invalid_integer", param, "Invalid positive integer")
	}
	if amount > 9_999_999_999 {
		return invalid("amount_too_large", param, "The Checkout Session's total amount is too large.")
	}
	switch _, step := decimals(code); {
	case step == 100 && amount%step != 0:
		return invalid("invalid_charge_amount_no_decimal_compatible", param, "Invalid amount. Currency %s has become effectively zero-decimal and charged amounts must be evenly divisible by 100.", strings.ToUpper(code))
	case amount%step != 0:
		return invalid("invalid_charge_amount", param, "Invalid amount. Amounts in %s must end in 0.", strings.ToUpper(code))
	}
	if amount < minimum(code) {
		return invalid("amount_too_small", "", "The Checkout Session's total amount must convert to at least %s.", printed(minimum(code), code, "en"))
	}
	return nil
}

// printed writes an amount as a person reads it: "£9,600.00".
func printed(amount int64, code, locale string) string {
	digits, _ := decimals(code)
	text := fmt.Sprintf("%0*d", digits+1, amount)
	if digits > 0 {
		text = text[:len(text)-digits] + "." + text[len(text)-digits:]
	}
	value, err := currency.NewAmount(text, strings.ToUpper(code))
	if err != nil {
		return text + " " + strings.ToUpper(code)
	}
	if locale == "" || locale == "auto" {
		locale = "en"
	}
	return currency.NewFormatter(currency.NewLocale(locale)).Format(value)
}
