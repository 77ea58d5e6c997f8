package money

import (
	"slices"

	"github.com/bojanz/currency"
)

// Exponent is the number of decimals of a currency by ISO 4217: JPY 0, EUR 2,
// KWD 3. A code that is not [Known] has 2, as nearly all have.
func Exponent(code string) int {
	digits, ok := currency.GetDigits(code)
	if !ok {
		return 2
	}
	return int(digits)
}

// Known reports whether code is an active currency of ISO 4217, in capitals.
func Known(code string) bool {
	_, ok := currency.GetDigits(code)
	return ok
}

// Currencies lists the active codes of ISO 4217 in alphabetical order.
func Currencies() []string {
	codes := slices.Clone(currency.GetCurrencyCodes())
	slices.Sort(codes)
	return codes
}

// power returns 10^n for the exponents met here, 0 to 18.
func power(n int) uint64 {
	result := uint64(1)
	for range n {
		result *= 10
	}
	return result
}
