package money_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bojanz/currency"

	"anteroom/store/money"
)

// Spaces are written as they are: ␣ for U+00A0, · for U+202F.
func visible(text string) string {
	return strings.NewReplacer("\u00a0", "␣", "\u202f", "·").Replace(text)
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		amount                 int64
		currency, locale, want string
	}{
		{185000, "GBP", "en-GB", "£1,850.00"},
		{-120000, "GBP", "en-GB", "−£1,200.00"},
		{185000, "EUR", "de-DE", "1.850,00␣€"},
		{-5, "EUR", "de-DE", "−0,05␣€"},
		{185000, "EUR", "fr-FR", "1·850,00␣€"},
		{185000, "CHF", "de-CH", "CHF␣1'850.00"},
		{-185000, "CHF", "de-CH", "CHF−1'850.00"},
		{185000, "EUR", "es", "1850,00␣€"},
		{1185000, "EUR", "es", "11.850,00␣€"},
		{-185000, "EUR", "nl", "€␣−1.850,00"},
		{1850, "JPY", "ja", "￥1,850"},
		{1850, "JPY", "en", "¥1,850"},
		{185000, "SEK", "sv", "1␣850,00␣kr"},
		{1850, "KWD", "en", "KWD␣1.850"},
		{12345678900, "INR", "en-IN", "₹12,34,56,789.00"},
		{185000, "EGP", "ar-EG", "\u200f١٬٨٥٠٫٠٠␣ج.م.\u200f"},
		{0, "GBP", "en-GB", "£0.00"},
		{185000, "GBP", "", "£1,850.00"},
		{185000, "GBP", "-GB", "£1,850.00"},
		{185000, "GBP", "tlh", "£1,850.00"},
		{185000, "QQQ", "de", "1.850,00␣QQQ"},
		{-1 << 63, "GBP", "en", "−£92,233,720,368,547,758.08"},
	} {
		if got := visible(money.Format(c.amount, c.currency, c.locale)); got != c.want {
			t.Errorf("Format(%d, %s, %s) = %s, want %s", c.amount, c.currency, c.locale, got, c.want)
		}
	}
}

// The quick way says what the tables of CLDR say, but for the minus.
func TestFormatAgreesWithCLDR(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for _, locale := range locales {
		formatter := currency.NewFormatter(currency.NewLocale(locale))
		for range 200 {
			code := pick(random, money.Currencies()...)
			n := random.Int64N(1<<random.Int64N(50)+1) - 1000
			amount, err := currency.NewAmountFromInt64(n, code)
			if err != nil {
				t.Fatal(err)
			}
			digits := uint8(money.Exponent(code))
			formatter.MinDigits, formatter.MaxDigits = digits, digits
			want := formatter.Format(amount)
			if n < 0 {
				want = strings.Replace(want, "-", "−", 1)
			}
			if got := money.Format(n, code, locale); got != want {
				t.Fatalf("%d %s in %s: %q, want %q", n, code, locale, got, want)
			}
		}
	}
}

var locales = []string{
	"en-GB", "en-US", "en-IN", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CH", "es", "es-MX", "it", "pt-BR", "pt-PT", "nl", "sv", "nb-NO",
	"da", "fi", "pl", "cs", "hu", "el", "ru", "tr", "ja", "zh", "ko", "hi", "mr", "bn", "ar-EG", "ar-AE", "fa", "he",
}

// What is shown can be typed: in every locale and currency, with and without
// its symbol, and as it stands in a form field.
func TestFormatIsReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for i, locale := range locales {
		codes := []string{"GBP", "EUR", "JPY", "KWD", "CLF"}
		if i%6 == 0 {
			codes = money.Currencies()
		}
		for _, code := range codes {
			for range 12 {
				readBack(t, random.Int64N(1<<random.Int64N(49)+1)-random.Int64N(1_000_000), code, locale)
			}
		}
	}
}

func readBack(t *testing.T, amount int64, code, locale string) {
	t.Helper()
	for _, text := range []string{money.Format(amount, code, locale), money.Input(amount, code, locale)} {
		if got, err := money.Parse(text, code, locale); err != nil || got != amount {
			t.Fatalf("%q in %s: %d, %v, want %d", text, locale, got, err, amount)
		}
	}
}

func TestDecimalAndRateAreReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for _, locale := range locales {
		for range 500 {
			d := money.Decimal(random.Int64N(1<<random.Int64N(59)+1) - random.Int64N(1_000_000))
			for _, text := range []string{d.Format(locale), d.Input("EUR", locale), d.Input("", locale)} {
				if got, err := money.ParseDecimal(text, locale); err != nil || got != d {
					t.Fatalf("%q in %s: %v, %v, want %v", text, locale, got, err, d)
				}
			}
			r := money.Rate(random.Int64N(1_000_001))
			if got, err := money.ParseRate(r.Format(locale), locale); err != nil || got != r {
				t.Fatalf("%q in %s: %v, %v, want %v", r.Format(locale), locale, got, err, r)
			}
		}
	}
}

func TestDecimalAndRateWritten(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{money.Decimal(12_500_000).String(), "12.5"},
		{money.Decimal(-1).String(), "-0.000001"},
		{money.Decimal(1850_000_000).String(), "1850"},
		{money.Rate(7_700).String(), "7.7"},
		{money.Rate(20_000).String(), "20"},
		{money.Rate(1).String(), "0.001"},
		{money.Rate(7_700).Format("de"), "7,7"},
		{money.Decimal(1850_500_000).Format("en"), "1,850.5"},
		{money.Decimal(-500_000).Format("en"), "−0.5"},
		{money.Decimal(1850_000_000).Input("GBP", "en-GB"), "1,850.00"},
		{money.Decimal(1850_000_000).Input("JPY", "ja"), "1,850"},
		{money.Decimal(121_200).Input("EUR", "de"), "0,1212"},
		{money.Decimal(1850_000_000).Input("", "de"), "1.850"},
		{money.Decimal(12_500_000).Price("GBP", "en-GB"), "£12.50"},
		{money.Decimal(121_200).Price("GBP", "en-GB"), "£0.1212"},
		{money.Decimal(-1850_000_000).Price("EUR", "de"), "−1.850,00␣€"},
		{money.Input(-185000, "GBP", "en-GB"), "-1,850.00"},
	} {
		if got := visible(c.got); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestMajor(t *testing.T) {
	for code, want := range map[string]money.Decimal{"JPY": 1850 * money.One, "EUR": 18_500_000, "KWD": 1_850_000} {
		if got, err := money.Major(1850, code); err != nil || got != want {
			t.Errorf("Major(1850, %s) = %v, %v, want %v", code, got, err, want)
		}
	}
	if _, err := money.Major(money.Max, "JPY"); !errors.Is(err, money.TooLarge) {
		t.Errorf("more than a decimal holds: %v", err)
	}
}
