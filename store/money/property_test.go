package money_test

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"anteroom/store/money"
)

const sheetsTried = 6_000

// Parts add up to the whole in every currency, with returns, discounts of each
// kind, charges, tax added or included, and both ways of rounding.
func TestPartsAddUp(t *testing.T) {
	priced := 0
	for _, sheet := range randomSheets(sheetsTried) {
		totals, err := sheet.Totals()
		if err != nil {
			continue
		}
		priced++
		for _, flaw := range flaws(sheet, totals) {
			t.Fatalf("%s\n%+v\n%+v", flaw, sheet, totals)
		}
	}
	if priced < sheetsTried/2 {
		t.Errorf("only %d of %d sheets could be totalled", priced, sheetsTried)
	}
}

// flaws lists the promises of Totals that do not hold.
func flaws(sheet money.Sheet, totals money.Totals) (flaws []string) {
	promise := func(holds bool, words string) {
		if !holds {
			flaws = append(flaws, words)
		}
	}
	var bases, taxes, discount, charges int64
	for _, tax := range totals.Taxes {
		bases += tax.Base
		taxes += tax.Amount
	}
	for i, adjustment := range sheet.Adjustments {
		promise(totals.Adjustments[i] >= 0, "no adjustment is negative")
		if adjustment.Charge {
			charges += totals.Adjustments[i]
		} else {
			discount += totals.Adjustments[i]
		}
	}
	promise(sum(totals.Lines) == totals.Subtotal, "lines add up to the subtotal")
	promise(discount == totals.Discount && charges == totals.Charges, "adjustments add up")
	promise(bases == totals.Net, "bases add up to the net")
	promise(taxes == totals.Tax, "taxes add up to the tax")
	promise(totals.Net+totals.Tax == totals.Total, "net and tax are the total")
	promise(totals.Net >= 0 && totals.Total >= 0, "nothing is negative")
	agreed := totals.Subtotal - totals.Discount + totals.Charges
	if sheet.TaxIncluded {
		promise(agreed == totals.Total, "gross amounts are the total")
	} else {
		promise(agreed == totals.Net, "net amounts are the net")
	}
	return flaws
}

// Every line and every tax is what exact fractions say, rounded once.
func TestTotalsAgainstFractions(t *testing.T) {
	for _, sheet := range randomSheets(sheetsTried) {
		totals, err := sheet.Totals()
		if err != nil {
			continue
		}
		for i, line := range sheet.Lines {
			if want := lineByFractions(line, sheet.Currency); totals.Lines[i] != want {
				t.Fatalf("line %+v in %s: %d, want %d", line, sheet.Currency, totals.Lines[i], want)
			}
		}
		if sheet.Rounding == money.PerLine {
			continue
		}
		for _, tax := range totals.Taxes {
			if want := taxByFractions(tax, sheet.TaxIncluded); tax.Amount != want {
				t.Fatalf("%+v: want %d", tax, want)
			}
		}
	}
}

// lineByFractions computes a line by the rule in the package's documentation.
func lineByFractions(line money.Line, currency string) int64 {
	base := line.BaseQuantity
	if base == 0 {
		base = money.One
	}
	exact := new(big.Rat).Mul(big.NewRat(int64(line.Quantity), 1_000_000), big.NewRat(int64(line.Price), 1_000_000))
	exact.Quo(exact, big.NewRat(int64(base), 1_000_000))
	for range money.Exponent(currency) {
		exact.Mul(exact, big.NewRat(10, 1))
	}
	gross := rounded(exact)
	total := gross
	for _, discount := range line.Discounts {
		part := discount.Amount
		if gross < 0 {
			part = -part
		}
		if discount.Percent != 0 {
			part = rounded(new(big.Rat).Mul(big.NewRat(gross, 1), big.NewRat(int64(discount.Percent), 100_000)))
		}
		if discount.Charge {
			part = -part
		}
		total -= part
	}
	return total
}

func taxByFractions(tax money.TaxTotal, included bool) int64 {
	rate := big.NewRat(int64(tax.Tax.Rate), 100_000)
	if !included {
		return rounded(rate.Mul(rate, big.NewRat(tax.Base, 1)))
	}
	part := new(big.Rat).Quo(rate, new(big.Rat).Add(big.NewRat(1, 1), rate))
	return rounded(part.Mul(part, big.NewRat(tax.Base+tax.Amount, 1)))
}

// rounded is half away from zero, by way of adding a half and cutting off.
func rounded(exact *big.Rat) int64 {
	half := big.NewRat(int64(exact.Sign()), 2)
	moved := new(big.Rat).Add(exact, half)
	return new(big.Int).Quo(moved.Num(), moved.Denom()).Int64()
}

// The order of lines and of adjustments changes no figure.
func TestOrderDoesNotMatter(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, sheet := range append(randomSheets(sheetsTried), tinySheets(sheetsTried)...) {
		before, err := sheet.Totals()
		if err != nil {
			continue
		}
		shuffled := sheet
		shuffled.Lines = shuffle(random, sheet.Lines)
		shuffled.Adjustments = shuffle(random, sheet.Adjustments)
		after, err := shuffled.Totals()
		if err != nil {
			t.Fatalf("%+v: %v only in another order", sheet, err)
		}
		if before.Total != after.Total || !reflect.DeepEqual(before.Taxes, after.Taxes) {
			t.Fatalf("%+v\n%+v\n%+v", sheet, before, after)
		}
	}
}

// Whatever is refused says where, so that the message can stand by its field.
func TestRefusalsNameTheirPlace(t *testing.T) {
	refused := 0
	for _, sheet := range randomSheets(sheetsTried) {
		_, err := sheet.Totals()
		if err == nil {
			continue
		}
		refused++
		var at *money.Error
		if !errors.As(err, &at) {
			t.Fatalf("%v is no *money.Error", err)
		}
		switch {
		case at.Place == money.InLine && at.Index < len(sheet.Lines) && at.Field != "":
		case at.Place == money.InAdjustment && at.Index < len(sheet.Adjustments) && at.Field != "":
		case at.Place == money.InDocument && at.Problem == money.NegativeTotal:
		default:
			t.Fatalf("%+v\n%#v", sheet, at)
		}
	}
	if refused == 0 {
		t.Error("no sheet was refused")
	}
}

// Shares of anything add up, whichever way the weights lean.
func TestSpreadAddsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range sheetsTried {
		weights := make([]int64, 1+random.IntN(8))
		for i := range weights {
			weights[i] = random.Int64N(2_000_000) - 200_000
		}
		amount := random.Int64N(2_000_000) - 1_000_000
		shares, err := money.Spread(amount, weights)
		if sum(weights) == 0 {
			continue
		}
		if err != nil || sum(shares) != amount {
			t.Fatalf("Spread(%d, %v) = %v, %v", amount, weights, shares, err)
		}
		for i, share := range shares {
			exact := big.NewRat(amount, sum(weights))
			exact.Mul(exact, big.NewRat(weights[i], 1))
			off := exact.Sub(exact, big.NewRat(share, 1))
			if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("Spread(%d, %v) = %v: share %d is a unit off", amount, weights, shares, i)
			}
		}
	}
}

// Instalments come to the total, and none is negative.
func TestInstalmentsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range sheetsTried {
		total := random.Int64N(1_000_000)
		parts := randomParts(random, total)
		amounts, err := money.Split(total, parts)
		if err != nil {
			t.Fatalf("Split(%d, %+v): %v", total, parts, err)
		}
		if sum(amounts) != total || slices.Min(amounts) < 0 {
			t.Fatalf("Split(%d, %+v) = %v", total, parts, amounts)
		}
	}
}

// randomParts is a schedule that works out: percentages to 100 %, or with fixed
// amounts and a rest within what the percentages leave.
func randomParts(random *rand.Rand, total int64) (parts []money.Part) {
	left := money.Rate(100_000)
	for left > 0 && len(parts) < 6 {
		percent := 1 + money.Rate(random.Int64N(int64(left)))
		parts = append(parts, money.Part{Percent: percent})
		left -= percent
	}
	if left == 0 {
		return parts
	}
	if random.IntN(2) == 0 {
		return append(parts, money.Part{Percent: left})
	}
	if fixed := total * int64(left) / 200_000; fixed > 0 {
		parts = append(parts, money.Part{Amount: fixed})
	}
	return append(parts, money.Part{Rest: true})
}

func sum(amounts []int64) (total int64) {
	for _, amount := range amounts {
		total += amount
	}
	return total
}

func shuffle[T any](random *rand.Rand, list []T) []T {
	list = slices.Clone(list)
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// randomSheets are documents of all sorts, the same in every run.
func randomSheets(n int) []money.Sheet {
	random := rand.New(rand.NewPCG(1, 2))
	sheets := make([]money.Sheet, n)
	for i := range sheets {
		sheets[i] = randomSheet(random)
	}
	return sheets
}

// tinySheets have lines of a few minor units, where it matters which of them
// gets the odd one.
func tinySheets(n int) []money.Sheet {
	random := rand.New(rand.NewPCG(15, 16))
	sheets := make([]money.Sheet, n)
	for i := range sheets {
		sheets[i] = money.Sheet{Currency: "JPY", Rounding: money.PerLine, Adjustments: []money.Adjustment{{Amount: 1 + random.Int64N(3)}}}
		for range 4 {
			sheets[i].Lines = append(sheets[i].Lines, each(vat20, money.Decimal(random.Int64N(9))*money.One)...)
		}
	}
	return sheets
}

func randomSheet(random *rand.Rand) money.Sheet {
	sheet := money.Sheet{
		Currency:    pick(random, "JPY", "EUR", "KWD", "GBP", "CLF"),
		TaxIncluded: random.IntN(2) == 0,
		Rounding:    pick(random, "", money.PerRate, money.PerLine),
	}
	for range 1 + random.IntN(8) {
		sheet.Lines = append(sheet.Lines, randomLine(random))
	}
	for range random.IntN(4) {
		adjustment := money.Adjustment{Charge: random.IntN(3) == 0}
		adjustment.Percent, adjustment.Amount = randomSize(random, 3_000)
		if random.IntN(3) == 0 {
			tax := randomTax(random)
			adjustment.Tax = &tax
		}
		sheet.Adjustments = append(sheet.Adjustments, adjustment)
	}
	return sheet
}

func randomLine(random *rand.Rand) money.Line {
	line := money.Line{
		Quantity: money.Decimal(random.Int64N(20_000_000)),
		Price:    money.Decimal(random.Int64N(pick(random, 500_000_000, int64(300_000)))),
		Tax:      randomTax(random),
	}
	if random.IntN(6) == 0 {
		line.Quantity = -line.Quantity / 4
	}
	if random.IntN(4) == 0 {
		line.BaseQuantity = money.Decimal(1 + random.Int64N(100_000_000))
	}
	for range random.IntN(3) {
		discount := money.Discount{Charge: random.IntN(3) == 0}
		discount.Percent, discount.Amount = randomSize(random, 20)
		line.Discounts = append(line.Discounts, discount)
	}
	return line
}

// randomSize is a percentage up to 40 % or an amount.
func randomSize(random *rand.Rand, most int64) (money.Rate, int64) {
	if random.IntN(2) == 0 {
		return money.Rate(random.Int64N(40_000)), 0
	}
	return 0, random.Int64N(most)
}

func randomTax(random *rand.Rand) money.Tax {
	return pick(random,
		money.Tax{Category: money.Standard, Rate: 20_000, Name: "VAT"},
		money.Tax{Category: money.Standard, Rate: 7_700, Name: "VAT"},
		money.Tax{Category: money.Standard, Rate: 8_875, Name: "VAT"},
		money.Tax{Category: money.ReverseCharge, Name: "VAT"},
		money.Tax{},
	)
}

func pick[T any](random *rand.Rand, choices ...T) T { return choices[random.IntN(len(choices))] }

// A price that is given with its tax and shown without it, or the other way,
// comes to the same amount again, whatever the quantity up to a thousand.
func TestAPriceSurvivesItsTax(t *testing.T) {
	for _, rate := range []money.Rate{0, 1, 2_100, 5_000, 7_700, 19_000, 20_000, 25_500, 1000 * money.Percent} {
		for _, cents := range []int64{0, 1, 99, 100, 3_333, 12_345, 99_999_999} {
			price := money.Decimal(cents * 10_000)
			net, err := rate.TakenOutOf(price)
			if err != nil {
				t.Fatal(err)
			}
			gross, err := rate.AddedTo(net * 1000)
			if err != nil {
				t.Fatal(err)
			}
			if off := gross - price*1000; off > 5_500 || off < -5_500 {
				t.Errorf("%d cents at %s%% are off by %d millionths in a thousand", cents, rate, off)
			}
		}
	}
	if got, err := (20 * money.Percent).AddedTo(340 * money.One); err != nil || got != 408*money.One {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := (20 * money.Percent).AddedTo(money.Decimal(money.Max)); err == nil {
		t.Error("beyond Max")
	}
}
