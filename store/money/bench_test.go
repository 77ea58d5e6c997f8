package money_test

import (
	"testing"

	"github.com/bojanz/currency"

	"anteroom/store/money"
)

func BenchmarkFormat(b *testing.B) {
	for b.Loop() {
		money.Format(185000, "GBP", "en-GB")
	}
}

// BenchmarkFloorFormat is the same by bojanz/currency, with a formatter kept.
func BenchmarkFloorFormat(b *testing.B) {
	formatter := currency.NewFormatter(currency.NewLocale("en-GB"))
	for b.Loop() {
		amount, err := currency.NewAmountFromInt64(185000, "GBP")
		if err != nil {
			b.Fatal(err)
		}
		formatter.Format(amount)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := money.Parse("1,850.00", "GBP", "en-GB"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTotals(b *testing.B) {
	for name, lines := range map[string]int{"10 lines": 10, "1000 lines": 1000} {
		b.Run(name, func(b *testing.B) {
			sheet := money.Sheet{Currency: "EUR", Adjustments: []money.Adjustment{{Percent: 10 * money.Percent}}}
			for range lines / 2 {
				sheet.Lines = append(sheet.Lines, append(each(vat20, 12_345_678), each(vat5, 7_654_321)...)...)
			}
			for b.Loop() {
				if _, err := sheet.Totals(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
