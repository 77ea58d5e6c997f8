package money_test

import (
	"slices"
	"strings"
	"testing"

	"anteroom/store/money"
)

// ISO 4217, list one (2026): all that do not have two decimals.
func TestExponents(t *testing.T) {
	exponents := map[int]string{
		0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
		3: "BHD IQD JOD KWD LYD OMR TND",
		4: "CLF UYW",
	}
	others := map[string]int{}
	for exponent, codes := range exponents {
		for _, code := range strings.Fields(codes) {
			others[code] = exponent
		}
	}
	for _, code := range money.Currencies() {
		want, other := others[code]
		if !other {
			want = 2
		}
		if got := money.Exponent(code); got != want {
			t.Errorf("%s has %d decimals, want %d", code, got, want)
		}
		delete(others, code)
	}
	if len(others) > 0 {
		t.Errorf("not listed: %v", others)
	}
}

func TestCurrencies(t *testing.T) {
	codes := money.Currencies()
	if !slices.IsSorted(codes) || len(slices.Compact(codes)) != len(codes) || len(codes) < 150 {
		t.Errorf("%d codes, not sorted or not unique: %v", len(codes), codes)
	}
	codes[0] = "changed"
	if codes = money.Currencies(); codes[0] != "AED" {
		t.Errorf("a caller's change is seen by others: %s", codes[0])
	}
	for _, code := range codes {
		if !money.Known(code) {
			t.Errorf("%s is listed and not known", code)
		}
	}
	for _, code := range []string{"", "eur", "EURO", "XXX", "QQQ", "DEM"} {
		if money.Known(code) {
			t.Errorf("%q is known", code)
		}
	}
	if money.Exponent("QQQ") != 2 {
		t.Error("an unknown code does not have two decimals")
	}
}
