package money_test

import (
	"encoding/json"
	"os"
	"testing"

	"anteroom/store/money"
)

// The figures of public example invoices, each with its source named, must come
// out to the cent.
func TestPublicExampleInvoices(t *testing.T) {
	for _, example := range examples(t) {
		t.Run(example.Source, func(t *testing.T) {
			totals, err := example.sheet(t).Totals()
			if err != nil {
				t.Fatal(err)
			}
			example.compareLines(t, totals)
			example.compareTaxes(t, totals)
			example.compareTotals(t, totals)
		})
	}
}

// A credit for everything on an example mirrors it: no rounding leans one way.
func TestPublicExamplesMirrored(t *testing.T) {
	for _, example := range examples(t) {
		sheet := example.sheet(t)
		for i, line := range sheet.Lines {
			charged, err := line.Amount(sheet.Currency)
			if err != nil {
				t.Fatal(err)
			}
			line.Quantity = -line.Quantity
			credited, err := line.Amount(sheet.Currency)
			if err != nil {
				t.Fatal(err)
			}
			if credited.Total != -charged.Total {
				t.Errorf("%s line %d: charged %d, credited %d", example.Source, i+1, charged.Total, credited.Total)
			}
		}
	}
}

type example struct {
	Source, Currency string
	Lines            []struct {
		Name            string
		Quantity, Price money.Decimal
		BaseQuantity    money.Decimal `json:"base_quantity"`
		Adjustments     []exampleAdjustment
		Net             string
		Tax             exampleTax
	}
	Document []exampleAdjustment
	Tax      []struct {
		Category        money.TaxCategory
		Rate            money.Rate
		Taxable, Amount string
	}
	Totals struct {
		Lines, Allowances, Charges, Prepaid, Rounding, Payable string
		WithoutTax                                             string `json:"without_tax"`
		WithTax                                                string `json:"with_tax"`
	}
}

type exampleAdjustment struct {
	Kind, Amount string
	Percent      *string
	Tax          *exampleTax
}

type exampleTax struct {
	Category money.TaxCategory
	Rate     money.Rate
}

func (x exampleTax) tax() money.Tax {
	return money.Tax{Category: x.Category, Rate: x.Rate, Name: "VAT"}
}

func examples(t *testing.T) []example {
	t.Helper()
	text, err := os.ReadFile("testdata/en16931.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []example }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != 10 {
		t.Fatalf("%d examples, want 10", len(file.Cases))
	}
	return file.Cases
}

func (e example) sheet(t *testing.T) money.Sheet {
	t.Helper()
	sheet := money.Sheet{Currency: e.Currency}
	for _, l := range e.Lines {
		line := money.Line{Quantity: l.Quantity, Price: l.Price, BaseQuantity: l.BaseQuantity, Tax: l.Tax.tax()}
		for _, a := range l.Adjustments {
			line.Discounts = append(line.Discounts, money.Discount{Amount: e.minor(t, a.Amount), Charge: a.Kind == "charge"})
		}
		sheet.Lines = append(sheet.Lines, line)
	}
	for _, a := range e.Document {
		if a.Percent != nil {
			t.Fatal("a percentage that this test does not read")
		}
		tax := a.Tax.tax()
		sheet.Adjustments = append(sheet.Adjustments, money.Adjustment{
			Amount: e.minor(t, a.Amount), Charge: a.Kind == "charge", Tax: &tax,
		})
	}
	return sheet
}

// minor reads an amount of the file; one that is not given is 0.
func (e example) minor(t *testing.T, text string) int64 {
	t.Helper()
	if text == "" {
		return 0
	}
	amount, err := money.Parse(text, e.Currency, "en")
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return amount
}

func (e example) compareLines(t *testing.T, totals money.Totals) {
	t.Helper()
	for i, line := range e.Lines {
		if want := e.minor(t, line.Net); totals.Lines[i] != want {
			t.Errorf("line %d, %s: %d, want %d", i+1, line.Name, totals.Lines[i], want)
		}
	}
}

func (e example) compareTaxes(t *testing.T, totals money.Totals) {
	t.Helper()
	if len(totals.Taxes) != len(e.Tax) {
		t.Fatalf("%d taxes, want %d", len(totals.Taxes), len(e.Tax))
	}
	for _, want := range e.Tax {
		found := false
		for _, got := range totals.Taxes {
			if got.Tax.Category != want.Category || got.Tax.Rate != want.Rate {
				continue
			}
			found = true
			if got.Base != e.minor(t, want.Taxable) || got.Amount != e.minor(t, want.Amount) {
				t.Errorf("%s %s: %d on %d, want %s on %s", want.Category, want.Rate, got.Amount, got.Base, want.Amount, want.Taxable)
			}
		}
		if !found {
			t.Errorf("no tax %s %s", want.Category, want.Rate)
		}
	}
}

func (e example) compareTotals(t *testing.T, totals money.Totals) {
	t.Helper()
	want := e.Totals
	payable := totals.Total - e.minor(t, want.Prepaid)
	if e.minor(t, want.Rounding) != 0 { // to whole kroner
		rounded, err := money.RoundTo(payable, 100)
		if err != nil {
			t.Fatal(err)
		}
		if rounded-payable != e.minor(t, want.Rounding) {
			t.Errorf("rounding: %d, want %s", rounded-payable, want.Rounding)
		}
		payable = rounded
	}
	for _, figure := range []struct {
		name string
		got  int64
		want string
	}{
		{"lines", totals.Subtotal, want.Lines},
		{"allowances", totals.Discount, want.Allowances},
		{"charges", totals.Charges, want.Charges},
		{"without tax", totals.Net, want.WithoutTax},
		{"with tax", totals.Total, want.WithTax},
		{"payable", payable, want.Payable},
	} {
		if figure.got != e.minor(t, figure.want) {
			t.Errorf("%s: %d, want %s", figure.name, figure.got, figure.want)
		}
	}
}
