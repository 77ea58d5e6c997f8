package money_test

import (
	"encoding/json"
	"errors"
	"testing"

	"anteroom/store/money"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		input, currency, locale string
		want                    int64
	}{
		{"1,850.00", "GBP", "en-GB", 185000},
		{"1.850,00", "EUR", "de-DE", 185000},
		{"1850", "GBP", "en-GB", 185000},
		{" 1850 ", "GBP", "en-GB", 185000},
		{"1 850,5", "EUR", "fr-FR", 185050},
		{"1\u202f850,50", "EUR", "fr-FR", 185050},
		{"1850.50", "EUR", "fr-FR", 185050},
		{"1'850.50", "CHF", "de-CH", 185050},
		{"1’850,50", "CHF", "de-CH", 185050},
		{"1 850.50", "GBP", "en-GB", 185050},
		{"1.850", "EUR", "de-DE", 185000},
		{"1,850", "GBP", "en-GB", 185000},
		{"1.850", "KWD", "en", 1850},
		{"1.850", "KWD", "de", 1850000},
		{"1,850", "JPY", "ja", 1850},
		{"￥１，８５０", "JPY", "ja", 1850},
		{"£1,850", "GBP", "en-GB", 185000},
		{"−£1,850", "GBP", "en-GB", -185000},
		{"£ -1,850", "GBP", "en-GB", -185000},
		{"$5", "USD", "en-GB", 500},
		{"US$5", "USD", "en-GB", 500},
		{"5 eur", "EUR", "de", 500},
		{"EUR 5", "EUR", "de", 500},
		{"12,34,567.89", "INR", "en-IN", 123456789},
		{"1,234,567.89", "INR", "en-IN", 123456789},
		{"١٬٨٥٠٫٥٠", "EGP", "ar-EG", 185050},
		{"1850.5", "EGP", "ar-EG", 185050},
		{"𝟓𝟎", "GBP", "en-GB", 5000},
		{"1\u200e850", "GBP", "en-GB", 185000},
		{".5", "GBP", "en-GB", 50},
		{"007", "GBP", "en-GB", 700},
		{"-0", "GBP", "en-GB", 0},
		{"9999999999999.99", "EUR", "en", money.Max},
	} {
		if got, err := money.Parse(c.input, c.currency, c.locale); err != nil || got != c.want {
			t.Errorf("Parse(%q, %s, %s) = %d, %v, want %d", c.input, c.currency, c.locale, got, err, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		input, currency, locale string
		want                    money.Problem
	}{
		{"", "GBP", "en", money.Missing},
		{" \u00a0", "GBP", "en", money.Missing},
		{"1.234", "GBP", "en", money.TooManyDecimals},
		{"12.5", "JPY", "ja", money.TooManyDecimals},
		{"1.2345", "KWD", "en", money.TooManyDecimals},
		{"12.50", "EUR", "de", money.Grouping},
		{"1,850.00", "EUR", "de", money.Grouping},
		{"1,85", "GBP", "en", money.Grouping},
		{"12 50", "GBP", "en", money.Grouping},
		{"1,234,56", "GBP", "en", money.Grouping},
		{"12,34,567", "GBP", "en", money.Grouping},
		{"0,125", "GBP", "en", money.Grouping},
		{",125", "GBP", "en", money.Grouping},
		{"1 234,567", "GBP", "en", money.NotANumber},
		{"1.234.567", "EUR", "fr", money.NotANumber},
		{"1.2.3", "GBP", "en", money.NotANumber},
		{"5.", "GBP", "en", money.NotANumber},
		{"5.", "DKK", "da", money.Grouping},
		{".", "GBP", "en", money.NotANumber},
		{"-", "GBP", "en", money.Missing},
		{"£", "GBP", "en", money.Missing},
		{"--5", "GBP", "en", money.NotANumber},
		{"+5", "GBP", "en", money.NotANumber},
		{"5-", "GBP", "en", money.NotANumber},
		{"££5", "GBP", "en", money.NotANumber},
		{"$5", "GBP", "en", money.NotANumber},
		{"1e3", "GBP", "en", money.NotANumber},
		{"0x10", "GBP", "en", money.NotANumber},
		{"NaN", "GBP", "en", money.NotANumber},
		{"five", "GBP", "en", money.NotANumber},
		{"5 5", "GBP", "en", money.Grouping},
		{"5\x00", "GBP", "en", money.NotANumber},
		{"10000000000000.00", "EUR", "en", money.TooLarge},
		{"99999999999999999999999999", "EUR", "en", money.TooLarge},
		{"5", "QQQ", "en", money.UnknownCurrency},
	} {
		got, err := money.Parse(c.input, c.currency, c.locale)
		var refused *money.InputError
		if !errors.As(err, &refused) || refused.Problem != c.want || got != 0 {
			t.Errorf("Parse(%q, %s, %s) = %d, %v, want %s", c.input, c.currency, c.locale, got, err, c.want)
			continue
		}
		if refused.Decimals != money.Exponent(c.currency) {
			t.Errorf("Parse(%q, %s): told %d decimals", c.input, c.currency, refused.Decimals)
		}
	}
}

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct {
		input, locale string
		want          money.Decimal
	}{
		{"12.5", "en", 12_500_000}, {"12,5", "de", 12_500_000}, {"-0.000001", "en", -1}, {"1,000", "en", 1000 * money.One},
		{"999,999,999,999.999999", "en", 999_999_999_999_999_999},
	} {
		if got, err := money.ParseDecimal(c.input, c.locale); err != nil || got != c.want {
			t.Errorf("ParseDecimal(%q, %s) = %v, %v, want %v", c.input, c.locale, got, err, c.want)
		}
	}
	for input, want := range map[string]money.Problem{
		"": money.Missing, "0.0000001": money.TooManyDecimals, "1000000000000": money.TooLarge, "£5": money.NotANumber, "½": money.NotANumber,
	} {
		if _, err := money.ParseDecimal(input, "en"); !errors.Is(err, want) {
			t.Errorf("ParseDecimal(%q): %v, want %s", input, err, want)
		}
	}
}

func TestParseRate(t *testing.T) {
	for _, c := range []struct {
		input, locale string
		want          money.Rate
	}{
		{"20", "en", 20_000}, {"20%", "en", 20_000}, {"7,7 %", "de", 7_700}, {"%20", "tr", 20_000}, {"8.875", "en", 8_875}, {"1,000", "en", 1_000_000},
	} {
		if got, err := money.ParseRate(c.input, c.locale); err != nil || got != c.want {
			t.Errorf("ParseRate(%q, %s) = %v, %v, want %v", c.input, c.locale, got, err, c.want)
		}
	}
	for input, want := range map[string]money.Problem{
		"": money.Missing, "%": money.Missing, "-1": money.Negative, "1.2345": money.TooManyDecimals, "1000.001": money.TooLarge, "20%%": money.NotANumber,
	} {
		if _, err := money.ParseRate(input, "en"); !errors.Is(err, want) {
			t.Errorf("ParseRate(%q): %v, want %s", input, err, want)
		}
	}
}

// JSON knows one notation, whatever the locale.
func TestDecimalFromJSON(t *testing.T) {
	var d money.Decimal
	if err := json.Unmarshal([]byte(`"-12.5"`), &d); err != nil || d != -12_500_000 {
		t.Errorf("%v, %v", d, err)
	}
	var r money.Rate
	if err := json.Unmarshal([]byte(`"7.7"`), &r); err != nil || r != 7_700 {
		t.Errorf("%v, %v", r, err)
	}
	for _, text := range []string{`"1,000"`, `" 5"`, `"5,5"`, `""`, `"1e3"`, `"1.0000001"`, `12.5`, `"−5"`, `"--5"`, `"٥"`} {
		if err := json.Unmarshal([]byte(text), &d); err == nil {
			t.Errorf("%s is read as %v", text, d)
		}
		if err := json.Unmarshal([]byte(text), &r); err == nil {
			t.Errorf("%s is read as %v", text, r)
		}
	}
}
