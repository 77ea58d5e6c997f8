package pay

import (
	"fmt"
	"math"
	"strings"

	"github.com/bojanz/currency"
)

// unit is how Stripe counts a currency: with how many decimals, and in steps of how many of its smallest units.
type unit struct {
	decimals int
	step     int64
}

// stripeUnit follows https://docs.stripe.com/currencies, sections "Zero-decimal currencies", "Three-decimal
// currencies" and "Special cases". Three-decimal amounts end in 0. ISK and UGX have no decimals in ISO 4217 but
// stay two-decimal at Stripe, in whole hundreds: 5 UGX is 500. HUF and TWD are special for payouts only; a charge
// has two decimals as in ISO 4217. MGA has two in ISO 4217 and none at Stripe.
func stripeUnit(code string) unit {
	switch code {
	case "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF":
		return unit{decimals: 0, step: 1}
	case "BHD", "JOD", "KWD", "OMR", "TND":
		return unit{decimals: 3, step: 10}
	case "ISK", "UGX":
		return unit{decimals: 2, step: 100}
	}
	return unit{decimals: 2, step: 1}
}

// InUnits converts ISO 4217 minor units into Stripe's, for what stands in its place.
func InUnits(amount int64, code string) (int64, error) { return toStripe(amount, code) }

// toStripe converts ISO 4217 minor units into Stripe's. What Stripe cannot express is rounded to its nearest step,
// halves away from zero: 5.124 KWD becomes 5120, and 5.125 KWD 5130. fromStripe tells what that is worth.
func toStripe(amount int64, code string) (int64, error) {
	code = strings.ToUpper(code)
	digits, ok := currency.GetDigits(code)
	if !ok {
		return 0, fmt.Errorf("unknown currency %q", code)
	}
	u := stripeUnit(code)
	up, down := power(u.decimals-int(digits)), power(int(digits)-u.decimals)
	if amount > math.MaxInt64/1000 || amount < -math.MaxInt64/1000 {
		return 0, fmt.Errorf("%d %s is beyond what can be charged", amount, code)
	}
	return roundDiv(amount*up, down*u.step) * u.step, nil
}

// fromStripe converts Stripe's units of a currency into ISO 4217 minor units. An amount that ours cannot express
// (a fraction of a krona, which Stripe does not charge) is an error rather than a rounding.
func fromStripe(amount int64, code string) (int64, error) {
	code = strings.ToUpper(code)
	digits, ok := currency.GetDigits(code)
	if !ok {
		return 0, fmt.Errorf("unknown currency %q", code)
	}
	u := stripeUnit(code)
	up, down := power(int(digits)-u.decimals), power(u.decimals-int(digits))
	if amount > math.MaxInt64/1000 || amount < -math.MaxInt64/1000 || amount%down != 0 {
		return 0, fmt.Errorf("%d of Stripe's units is no amount of %s", amount, code)
	}
	return amount * up / down, nil
}

// Chargeable is the amount that Stripe will take when asked for amount: the same, but for the currencies that it
// counts in steps (see toStripe). Compare what was received with this.
func Chargeable(amount int64, code string) (int64, error) {
	charged, err := toStripe(amount, code)
	if err != nil {
		return 0, err
	}
	return fromStripe(charged, code)
}

// Near are the amounts next to amount that Stripe takes, in the same units: both amount itself where it takes that.
// below may be 0, which is no amount to charge or to give back.
func Near(amount int64, code string) (below, above int64, err error) {
	charged, err := Chargeable(amount, code)
	if err != nil || charged == amount {
		return amount, amount, err
	}
	u := stripeUnit(strings.ToUpper(code))
	digits, _ := currency.GetDigits(strings.ToUpper(code)) // Chargeable knows it
	step := u.step * power(int(digits)-u.decimals)
	below = amount - amount%step
	return below, below + step, nil
}

// power is 10^n, and 1 for a negative n.
func power(n int) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

// roundDiv divides to the nearest whole, halves away from zero. The divisor is positive.
func roundDiv(n, d int64) int64 {
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}
