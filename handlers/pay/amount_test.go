package pay

import (
	"math"
	"testing"
	"testing/quick"
)

func TestAmountsInStripesUnits(t *testing.T) {
	for _, tc := range []struct {
		code         string
		ours, stripe int64
	}{
		{"USD", 1050, 1050}, {"eur", 1, 1}, {"JPY", 500, 500}, {"KRW", 7, 7}, {"XPF", 12, 12},
		{"KWD", 5120, 5120}, {"TND", -30, -30}, {"ISK", 5, 500}, {"UGX", 5, 500}, {"HUF", 1045, 1045}, {"TWD", 80045, 80045}, {"MGA", 500, 5},
	} {
		if got, err := toStripe(tc.ours, tc.code); err != nil || got != tc.stripe {
			t.Errorf("%d %s is %d at Stripe, %v; want %d", tc.ours, tc.code, got, err, tc.stripe)
		}
		if got, err := fromStripe(tc.stripe, tc.code); err != nil || got != tc.ours {
			t.Errorf("Stripe's %d %s is %d, %v; want %d", tc.stripe, tc.code, got, err, tc.ours)
		}
	}
}

func TestAmountsAreRoundedToStripesSteps(t *testing.T) {
	for _, tc := range []struct {
		code       string
		amount, to int64
	}{{"KWD", 5124, 5120}, {"KWD", 5125, 5130}, {"KWD", -5125, -5130}, {"BHD", 4, 0}, {"MGA", 149, 100}, {"MGA", 150, 200}, {"EUR", 149, 149}} {
		if got, err := Chargeable(tc.amount, tc.code); err != nil || got != tc.to {
			t.Errorf("%d %s is charged as %d, %v; want %d", tc.amount, tc.code, got, err, tc.to)
		}
	}
}

func TestAmountsNextToWhatStripeTakes(t *testing.T) {
	for _, tc := range []struct {
		code                 string
		amount, below, above int64
	}{{"KWD", 10505, 10500, 10510}, {"kwd", 9, 0, 10}, {"KWD", 10510, 10510, 10510}, {"MGA", 149, 100, 200}, {"EUR", 149, 149, 149}, {"ISK", 7, 7, 7},
		{"UGX", 7, 7, 7}, {"HUF", 1045, 1045, 1045}, {"TWD", 1045, 1045, 1045}, {"JPY", 7, 7, 7}} {
		if below, above, err := Near(tc.amount, tc.code); err != nil || below != tc.below || above != tc.above {
			t.Errorf("%d %s stands between %d and %d, %v; want %d and %d", tc.amount, tc.code, below, above, err, tc.below, tc.above)
		}
	}
	if _, _, err := Near(1, "ZZZ"); err == nil {
		t.Error("an unknown currency has steps")
	}
}

func TestNoSuchAmount(t *testing.T) {
	for code, amount := range map[string]int64{"ZZZ": 1, "": 1, "UGX": math.MaxInt64, "ISK": math.MinInt64} {
		if got, err := toStripe(amount, code); err == nil {
			t.Errorf("%d %q became %d", amount, code, got)
		}
	}
	for code, amount := range map[string]int64{"ISK": 550, "UGX": 1, "ZZZ": 1, "MGA": math.MaxInt64} {
		if got, err := fromStripe(amount, code); err == nil {
			t.Errorf("Stripe's %d %q became %d", amount, code, got)
		}
	}
}

// What can be charged stays itself, and is never further than half a step from what was asked.
func TestChargeableIsStableAndNear(t *testing.T) {
	for _, code := range []string{"EUR", "JPY", "KWD", "UGX", "MGA", "HUF"} {
		near := func(n int32) bool {
			once, err := Chargeable(int64(n), code)
			if err != nil {
				return false
			}
			again, err := Chargeable(once, code)
			off := once - int64(n)
			return err == nil && again == once && off <= 50 && off >= -50
		}
		if err := quick.Check(near, nil); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestLocalesThatCheckoutSpeaks(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": "en-GB", "en_GB": "en-GB", "en-IE": "en", "de-AT": "de", "no": "nb", "nn-NO": "nb", "pt-BR": "pt-BR", "pt-PT": "pt",
		"zh-Hant": "zh-TW", "zh-Hans-CN": "zh", "cy": "auto", "": "auto", "FR": "fr",
	} {
		if got := stripeLocale(tag); got != want {
			t.Errorf("%q is %q, want %q", tag, got, want)
		}
	}
}
