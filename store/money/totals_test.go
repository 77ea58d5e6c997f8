package money_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"anteroom/store/money"
)

var (
	vat20   = money.Tax{Category: money.Standard, Rate: 20_000, Name: "VAT"}
	vat5    = money.Tax{Category: money.Standard, Rate: 5_000, Name: "VAT"}
	reverse = money.Tax{Category: money.ReverseCharge, Name: "VAT", Reason: "Reverse charge"}
)

// each is lines of one piece at these prices, in millionths of a major unit.
func each(tax money.Tax, prices ...money.Decimal) (lines []money.Line) {
	for _, price := range prices {
		lines = append(lines, money.Line{Quantity: money.One, Price: price, Tax: tax})
	}
	return lines
}

func total(t *testing.T, sheet money.Sheet) money.Totals {
	t.Helper()
	totals, err := sheet.Totals()
	if err != nil {
		t.Fatal(err)
	}
	return totals
}

// The invoice of the design: 9,600.00 and 20 % come to 11,520.00.
func TestTaxAdded(t *testing.T) {
	totals := total(t, money.Sheet{Currency: "GBP", Lines: []money.Line{
		{Quantity: 3 * money.One, Price: 1850 * money.One, Tax: vat20},
		{Quantity: money.One, Price: 4050 * money.One, Tax: vat20},
	}})
	if totals.Subtotal != 960000 || totals.Net != 960000 || totals.Tax != 192000 || totals.Total != 1152000 {
		t.Errorf("%+v", totals)
	}
}

// 7.7 % out of CHF 107.70 is 7.70; the total stays what was agreed on.
func TestTaxIncluded(t *testing.T) {
	totals := total(t, money.Sheet{Currency: "CHF", TaxIncluded: true,
		Lines: each(money.Tax{Category: money.Standard, Rate: 7_700}, 107_700_000)})
	if totals.Total != 10770 || totals.Tax != 770 || totals.Net != 10000 || totals.Subtotal != 10770 {
		t.Errorf("%+v", totals)
	}
}

// Three lines of 0.02 at 20 % owe 0.012 together, and 0.004 each.
func TestRoundingPerRateAndPerLine(t *testing.T) {
	sheet := money.Sheet{Currency: "EUR", Lines: each(vat20, 20_000, 20_000, 20_000)}
	if tax := total(t, sheet).Tax; tax != 1 {
		t.Errorf("per rate: %d, want 1", tax)
	}
	sheet.Rounding = money.PerLine
	if tax := total(t, sheet).Tax; tax != 0 {
		t.Errorf("per line: %d, want 0", tax)
	}
}

func TestHalvesGoAwayFromZero(t *testing.T) {
	lines := each(money.Tax{}, 1_005_000, 2_000_000)
	lines = append(lines, money.Line{Quantity: -money.One, Price: 1_005_000})
	totals := total(t, money.Sheet{Currency: "EUR", Lines: lines})
	if want := []int64{101, 200, -101}; !reflect.DeepEqual(totals.Lines, want) {
		t.Errorf("%v, want %v", totals.Lines, want)
	}
}

// Each currency has its own minor unit; nobody multiplies by a hundred.
func TestMinorUnits(t *testing.T) {
	for currency, want := range map[string]int64{"JPY": 13, "EUR": 1250, "KWD": 12500, "CLF": 125000} {
		totals := total(t, money.Sheet{Currency: currency, Lines: each(money.Tax{}, 12_500_000)})
		if totals.Total != want {
			t.Errorf("12.5 %s: %d, want %d", currency, totals.Total, want)
		}
	}
}

// A discount on the whole is spread over the taxes in proportion.
func TestDiscountIsSpread(t *testing.T) {
	lines := append(each(vat20, 200*money.One), each(vat5, 100*money.One)...)
	totals := total(t, money.Sheet{Currency: "GBP", Lines: lines, Adjustments: []money.Adjustment{{Amount: 100}}})
	if totals.Discount != 100 || totals.Net != 29900 {
		t.Errorf("%+v", totals)
	}
	if a, b := totals.Taxes[0].Base, totals.Taxes[1].Base; a != 19933 || b != 9967 {
		t.Errorf("bases %d and %d, want 19933 and 9967", a, b)
	}
}

// Many discounts that round up never take more from a tax than it has.
func TestDiscountsAreSpreadTogether(t *testing.T) {
	lines := append(each(vat20, 10_000), each(vat5, 10_000)...)
	totals := total(t, money.Sheet{Currency: "GBP", Lines: lines, Adjustments: []money.Adjustment{{Amount: 1}, {Amount: 1}}})
	for _, tax := range totals.Taxes {
		if tax.Base != 0 {
			t.Errorf("%+v, want a base of 0", tax)
		}
	}
}

// Shipping follows the goods that are charged for, not those that came back.
func TestChargeIsSpreadOverWhatIsCharged(t *testing.T) {
	lines := append(each(vat20, 100*money.One), each(vat5, 50*money.One)...)
	lines[1].Quantity = -money.One
	totals := total(t, money.Sheet{Currency: "GBP", Lines: lines, Adjustments: []money.Adjustment{{Amount: 900, Charge: true}}})
	if totals.Charges != 900 || totals.Taxes[0].Base != 10900 || totals.Taxes[1].Base != -5000 {
		t.Errorf("%+v", totals)
	}
}

func TestAdjustmentWithItsOwnTax(t *testing.T) {
	totals := total(t, money.Sheet{Currency: "GBP", Lines: each(vat20, 100*money.One),
		Adjustments: []money.Adjustment{{Label: "Shipping", Amount: 1000, Charge: true, Tax: &vat5}}})
	want := []money.TaxTotal{{Tax: vat20, Base: 10000, Amount: 2000}, {Tax: vat5, Base: 1000, Amount: 50}}
	if !reflect.DeepEqual(totals.Taxes, want) {
		t.Errorf("%+v", totals.Taxes)
	}
}

// Everything off is nothing to pay, in no tax.
func TestWholeDiscount(t *testing.T) {
	lines := append(each(vat20, 33_330_000), each(vat5, 66_670_000)...)
	totals := total(t, money.Sheet{Currency: "GBP", Lines: lines, Adjustments: []money.Adjustment{{Percent: 100 * money.Percent}}})
	if totals.Total != 0 || totals.Tax != 0 || totals.Discount != 10000 {
		t.Errorf("%+v", totals)
	}
}

// Per line the discount is spread over the lines, so that nothing is left over:
// three lines of 0.02 owe no tax, and nor do they give any back.
func TestWholeDiscountPerLine(t *testing.T) {
	totals := total(t, money.Sheet{Currency: "EUR", Rounding: money.PerLine, Lines: each(vat20, 20_000, 20_000, 20_000),
		Adjustments: []money.Adjustment{{Percent: 100 * money.Percent}}})
	if totals.Total != 0 || totals.Tax != 0 || len(totals.Taxes) != 1 {
		t.Errorf("%+v", totals)
	}
}

// Free things can be shipped for money where it is clear how that is taxed.
func TestShippingOfFreeThings(t *testing.T) {
	for _, rounding := range []money.Rounding{money.PerRate, money.PerLine} {
		totals := total(t, money.Sheet{Currency: "EUR", Rounding: rounding, Lines: each(vat20, 0, 0),
			Adjustments: []money.Adjustment{{Amount: 1000, Charge: true}}})
		if totals.Total != 1200 {
			t.Errorf("%s: %+v", rounding, totals)
		}
	}
}

func TestReverseChargeKeepsItsReasons(t *testing.T) {
	other := reverse
	other.Reason = "Article 196"
	totals := total(t, money.Sheet{Currency: "EUR", Lines: append(each(reverse, money.One), each(other, money.One)...)})
	if len(totals.Taxes) != 1 || totals.Tax != 0 || totals.Total != 200 {
		t.Fatalf("%+v", totals)
	}
	if got := strings.Join(totals.Taxes[0].Reasons, ", "); got != "Reverse charge, Article 196" {
		t.Errorf("reasons: %s", got)
	}
}

// A line's percentages are all of the line itself, in whichever order.
func TestLineDiscounts(t *testing.T) {
	line := money.Line{Quantity: -2 * money.One, Price: 50 * money.One, Discounts: []money.Discount{
		{Percent: 10 * money.Percent}, {Amount: 500}, {Percent: 5 * money.Percent, Charge: true},
	}}
	got, err := line.Amount("EUR")
	if want := (money.LineAmount{Gross: -10000, Discount: -1500, Charge: -500, Total: -9000}); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}

func TestEmptySheet(t *testing.T) {
	totals := total(t, money.Sheet{Currency: "EUR"})
	if totals.Total != 0 || len(totals.Taxes) != 0 {
		t.Errorf("%+v", totals)
	}
}

func TestThousandLines(t *testing.T) {
	sheet := money.Sheet{Currency: "EUR"}
	for range 1000 {
		sheet.Lines = append(sheet.Lines, each(vat20, 333_333)...)
	}
	if totals := total(t, sheet); totals.Net != 33000 || totals.Total != 39600 {
		t.Errorf("%+v", totals)
	}
}

// Each refusal stands at the place that has to be mended.
func TestRefusals(t *testing.T) {
	const most = money.Decimal(999_999_999_999_999_999)
	good := each(vat20, 10*money.One)[0]
	with := func(change func(*money.Line)) []money.Line {
		bad := good
		change(&bad)
		return []money.Line{good, bad}
	}
	adjusted := func(a ...money.Adjustment) money.Sheet {
		return money.Sheet{Currency: "EUR", Lines: []money.Line{good}, Adjustments: a}
	}
	lines := func(lines []money.Line) money.Sheet { return money.Sheet{Currency: "EUR", Lines: lines} }
	for name, c := range map[string]struct {
		sheet money.Sheet
		want  money.Error
	}{
		"no currency":     {money.Sheet{}, money.Error{Problem: money.UnknownCurrency, Field: "currency"}},
		"odd rounding":    {money.Sheet{Currency: "EUR", Rounding: "up"}, money.Error{Problem: money.UnknownRounding, Field: "rounding"}},
		"absurd product":  {lines(with(func(l *money.Line) { l.Quantity, l.Price = most, most })), line(1, money.TooLarge, "price")},
		"wrapped product": {lines(with(func(l *money.Line) { l.Quantity, l.Price = 100_000*money.One, most })), line(1, money.TooLarge, "price")},
		"negative base":   {lines(with(func(l *money.Line) { l.BaseQuantity = -1 })), line(1, money.Negative, "base_quantity")},
		"absurd base":     {lines(with(func(l *money.Line) { l.BaseQuantity = most })), line(1, money.TooLarge, "base_quantity")},
		"line discount":   {lines(with(func(l *money.Line) { l.Discounts = []money.Discount{{Amount: 1001}} })), line(1, money.DiscountTooLarge, "discounts")},
		"both kinds":      {lines(with(func(l *money.Line) { l.Discounts = []money.Discount{{Amount: 1, Percent: 1}} })), line(1, money.AmountAndPercent, "discounts")},
		"discount below":  {lines(with(func(l *money.Line) { l.Discounts = []money.Discount{{Amount: -1}} })), line(1, money.Negative, "discounts")},
		"absurd discount": {lines(with(func(l *money.Line) { l.Discounts = []money.Discount{{Percent: 1_000_001}} })), line(1, money.RateOutOfRange, "discounts")},
		"negative rate":   {lines(with(func(l *money.Line) { l.Tax.Rate = -1 })), line(1, money.RateOutOfRange, "tax")},
		"rate on exempt":  {lines(with(func(l *money.Line) { l.Tax = money.Tax{Category: money.Exempt, Rate: 1} })), line(1, money.RateOutOfRange, "tax")},
		"odd category":    {lines(with(func(l *money.Line) { l.Tax.Category = "?" })), line(1, money.UnknownCategory, "tax")},
		"sum of lines": {lines([]money.Line{
			{Quantity: 9 * money.One, Price: most}, {Quantity: 9 * money.One, Price: most},
		}), line(1, money.TooLarge, "price")},
		"discount":         {adjusted(money.Adjustment{Amount: 1}, money.Adjustment{Amount: 1000}), adjustment(1, money.DiscountTooLarge, "amount")},
		"taxed discount":   {adjusted(money.Adjustment{Amount: 1001, Tax: &vat5}), adjustment(0, money.DiscountTooLarge, "amount")},
		"spread beyond":    {adjusted(money.Adjustment{Amount: 500, Charge: true}, money.Adjustment{Amount: 1001}), adjustment(1, money.DiscountTooLarge, "amount")},
		"percent discount": {adjusted(money.Adjustment{Percent: 101_000}), adjustment(0, money.DiscountTooLarge, "percent")},
		"adjustment's tax": {adjusted(money.Adjustment{Amount: 1, Tax: &money.Tax{Category: "?"}}), adjustment(0, money.UnknownCategory, "tax")},
		"negative charge":  {adjusted(money.Adjustment{Amount: -1, Charge: true}), adjustment(0, money.Negative, "amount")},
		"absurd charge":    {adjusted(money.Adjustment{Amount: money.Max + 1, Charge: true}), adjustment(0, money.TooLarge, "amount")},
		"shipping nothing": {money.Sheet{Currency: "EUR", Adjustments: []money.Adjustment{{Amount: 1, Charge: true}}}, adjustment(0, money.TaxMissing, "tax")},
		"shipping which":   {money.Sheet{Currency: "EUR", Lines: append(each(vat20, 0), each(vat5, 0)...), Adjustments: []money.Adjustment{{Amount: 1, Charge: true}}}, adjustment(0, money.TaxMissing, "tax")},
		"shipping twice":   {money.Sheet{Currency: "EUR", Adjustments: []money.Adjustment{{Amount: 1, Charge: true, Tax: &vat5}, {Amount: 1, Charge: true}}}, adjustment(1, money.TaxMissing, "tax")},
		"only returns":     {lines([]money.Line{{Quantity: -1, Price: money.One * money.One}}), money.Error{Problem: money.NegativeTotal}},
	} {
		_, err := c.sheet.Totals()
		var got *money.Error
		if !errors.As(err, &got) || *got != c.want {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
		if !errors.Is(err, c.want.Problem) {
			t.Errorf("%s: errors.Is does not find %s", name, c.want.Problem)
		}
	}
}

// For the logs, problems count as people do.
func TestErrorsRead(t *testing.T) {
	for want, err := range map[string]error{
		"money: line 2 price: too-large":             &money.Error{Problem: money.TooLarge, Place: money.InLine, Index: 1, Field: "price"},
		"money: document: negative-total":            &money.Error{Problem: money.NegativeTotal},
		"money: document currency: unknown-currency": &money.Error{Problem: money.UnknownCurrency, Field: "currency"},
		"money: input: grouping":                     &money.InputError{Problem: money.Grouping},
	} {
		if err.Error() != want {
			t.Errorf("%s, want %s", err, want)
		}
	}
}

func line(i int, problem money.Problem, field string) money.Error {
	return money.Error{Problem: problem, Place: money.InLine, Index: i, Field: field}
}

func adjustment(i int, problem money.Problem, field string) money.Error {
	return money.Error{Problem: problem, Place: money.InAdjustment, Index: i, Field: field}
}

// A document is frozen as JSON: it has to come back the same.
func TestSheetSurvivesJSON(t *testing.T) {
	sheet := money.Sheet{Currency: "KWD", TaxIncluded: true, Rounding: money.PerLine,
		Lines: []money.Line{{Quantity: 2_500_000, Price: 121_200, BaseQuantity: 100 * money.One, Tax: reverse,
			Discounts: []money.Discount{{Percent: 7_700}, {Amount: 5, Charge: true}}}},
		Adjustments: []money.Adjustment{{Label: "Shipping", Amount: 7, Charge: true, Tax: &vat5}},
	}
	text, err := json.Marshal(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"quantity":"2.5"`, `"price":"0.1212"`, `"percent":"7.7"`, `"amount":7`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %s", text, want)
		}
	}
	var back money.Sheet
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(sheet, back) {
		t.Errorf("%+v, %v, want %+v", back, err, sheet)
	}
}

func TestRoundTo(t *testing.T) {
	for _, c := range []struct{ amount, step, want int64 }{
		{80178, 100, 80200}, {1002, 5, 1000}, {1003, 5, 1005}, {-1003, 5, -1005}, {25, 50, 50}, {7, 1, 7},
	} {
		if got, err := money.RoundTo(c.amount, c.step); err != nil || got != c.want {
			t.Errorf("RoundTo(%d, %d) = %d, %v, want %d", c.amount, c.step, got, err, c.want)
		}
	}
	if _, err := money.RoundTo(1, 0); !errors.Is(err, money.Negative) {
		t.Errorf("a step of 0: %v", err)
	}
	if _, err := money.RoundTo(money.Max, 2); !errors.Is(err, money.TooLarge) {
		t.Errorf("beyond the largest: %v", err)
	}
}
