package money_test

import (
	"errors"
	"testing"

	"anteroom/store/money"
)

// Whatever is typed is read within the limits and can be read back from the
// form, or is refused with a reason.
func FuzzParse(f *testing.F) {
	for _, input := range []string{"1,850.00", "−£1,200.00", "1.850,00 €", "1 850,5", "١٬٨٥٠٫٥٠", "￥１，８５０", "", "-", ".5", "9999999999999.99", "0,125"} {
		for _, locale := range []string{"en-GB", "de-CH", "fr", "ar-EG", "en-IN"} {
			f.Add(input, "EUR", locale)
			f.Add(input, "JPY", locale)
		}
	}
	f.Fuzz(func(t *testing.T, input, currency, locale string) {
		amount, err := money.Parse(input, currency, locale)
		if refused(t, err) {
			return
		}
		if amount > money.Max || amount < -money.Max {
			t.Fatalf("Parse(%q) = %d", input, amount)
		}
		readBack(t, amount, currency, locale)
	})
}

func FuzzParseDecimal(f *testing.F) {
	for _, input := range []string{"12.5", "-0.000001", "1,000", "999999999999.999999", "1000000000000", "½"} {
		f.Add(input, "en")
		f.Add(input, "de-AT")
	}
	f.Fuzz(func(t *testing.T, input, locale string) {
		d, err := money.ParseDecimal(input, locale)
		if refused(t, err) {
			return
		}
		if back, err := money.ParseDecimal(d.Input("", locale), locale); err != nil || back != d {
			t.Fatalf("%q is %v, read back as %v, %v", input, d, back, err)
		}
		var plain money.Decimal
		if err := plain.UnmarshalText([]byte(d.String())); err != nil || plain != d {
			t.Fatalf("%q is %v, kept as %v, %v", input, d, plain, err)
		}
	})
}

func FuzzParseRate(f *testing.F) {
	for _, input := range []string{"20", "7,7 %", "20%", "%", "-1", "1000", "0.001"} {
		f.Add(input, "en")
		f.Add(input, "de")
	}
	f.Fuzz(func(t *testing.T, input, locale string) {
		rate, err := money.ParseRate(input, locale)
		if refused(t, err) {
			return
		}
		if rate < 0 || rate > 1000*money.Percent {
			t.Fatalf("ParseRate(%q) = %v", input, rate)
		}
		if back, err := money.ParseRate(rate.Format(locale), locale); err != nil || back != rate {
			t.Fatalf("%q is %v, read back as %v, %v", input, rate, back, err)
		}
		var kept money.Rate
		if err := kept.UnmarshalText([]byte(rate.String())); err != nil || kept != rate {
			t.Fatalf("%q is %v, kept as %v, %v", input, rate, kept, err)
		}
		if part, err := rate.Of(10_000_000); err != nil || part != int64(rate)*100 {
			t.Fatalf("%v of 100,000.00 is %d, %v", rate, part, err)
		}
	})
}

// refused reports that an input was, and that it was by this package's rules.
func refused(t *testing.T, err error) bool {
	t.Helper()
	var reason *money.InputError
	if err != nil && !errors.As(err, &reason) {
		t.Fatalf("%v is no *money.InputError", err)
	}
	return err != nil
}

// Documents of any figures are totalled so that they add up, or are refused.
func FuzzTotals(f *testing.F) {
	f.Add(int64(2_000_000), int64(9_990_000), int64(0), int64(7_700), int64(10_000), int64(5), int64(20_000), int64(0), false, false, false)
	f.Add(int64(-1_000_000), int64(500), int64(100_000_000), int64(20_000), int64(0), int64(0), int64(0), int64(900), true, true, true)
	f.Add(int64(1)<<62, int64(1)<<62, int64(1), int64(1_000_000), int64(1), int64(0), int64(0), money.Max, true, false, true)
	f.Fuzz(func(t *testing.T, quantity, price, base, rate, percent, amount, wholePercent, wholeAmount int64, included, charge, perLine bool) {
		sheet := money.Sheet{
			Currency: "EUR", TaxIncluded: included,
			Lines: []money.Line{
				{Quantity: money.Decimal(quantity), Price: money.Decimal(price), BaseQuantity: money.Decimal(base), Tax: money.Tax{Rate: money.Rate(rate)},
					Discounts: []money.Discount{{Percent: money.Rate(percent)}, {Amount: amount, Charge: charge}}},
				{Quantity: money.Decimal(price), Price: money.Decimal(quantity), Tax: vat20},
			},
			Adjustments: []money.Adjustment{{Percent: money.Rate(wholePercent), Amount: wholeAmount, Charge: charge}},
		}
		if perLine {
			sheet.Rounding = money.PerLine
		}
		totals, err := sheet.Totals()
		if err != nil {
			return
		}
		for _, flaw := range flaws(sheet, totals) {
			t.Fatalf("%s\n%+v\n%+v", flaw, sheet, totals)
		}
	})
}

// Instalments of any shape come to the total, or are refused.
func FuzzSplit(f *testing.F) {
	f.Add(int64(10001), int64(50_000), int64(5001), int64(0), false)
	f.Add(int64(100), int64(33_333), int64(0), int64(33_333), true)
	f.Add(money.Max, int64(99_999), int64(1), int64(0), true)
	f.Fuzz(func(t *testing.T, total, first, fixed, second int64, rest bool) {
		parts := []money.Part{{Percent: money.Rate(first)}, {Amount: fixed}, {Percent: money.Rate(second), Rest: rest}}
		amounts, err := money.Split(total, parts)
		if err != nil {
			return
		}
		if sum(amounts) != total {
			t.Fatalf("%v do not come to %d", amounts, total)
		}
		for i, amount := range amounts {
			if amount < 0 {
				t.Fatalf("part %d of %v is negative", i, amounts)
			}
		}
	})
}
