package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
)

func TestEveryCountryCanBeSetUp(t *testing.T) {
	countries := store.Countries()
	if len(countries) < 200 {
		t.Fatalf("only %d countries", len(countries))
	}
	seen := map[string]bool{}
	locales := store.Locales()
	for _, c := range countries {
		if seen[c.Code] || len(c.Code) != 2 || c.Name == "" || c.TaxName == "" {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
		if !slices.ContainsFunc(store.Currencies(), func(m store.Named) bool { return m.Code == c.Currency }) || !money.Known(c.Currency) {
			t.Errorf("%s: no currency %q", c.Name, c.Currency)
		}
		if len(c.Zones) == 0 || len(c.Locales) == 0 {
			t.Errorf("%s has no time zone or no language", c.Name)
		}
		for _, zone := range c.Zones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Errorf("%s: %v", c.Name, err)
			}
		}
		for _, locale := range c.Locales {
			i := slices.IndexFunc(locales, func(l store.Named) bool { return l.Code == locale })
			if i < 0 || strings.HasPrefix(locales[i].Name, " ") {
				t.Errorf("%s: no name for %s", c.Name, locale)
			}
		}
		if len(c.TaxRates) > 1 && slices.Max(c.TaxRates) != c.TaxRates[0] && c.Code != "CA" && c.Code != "AR" && c.Code != "PA" {
			t.Errorf("%s: the first rate of %v is not the standard rate", c.Name, c.TaxRates)
		}
		for _, rate := range c.TaxRates {
			if rate < 0 || rate > 27*money.Percent {
				t.Errorf("%s: a rate of %s %%", c.Name, rate)
			}
		}
	}
}

func TestWhatIsProposed(t *testing.T) {
	for _, want := range []store.Country{
		{Code: "GB", Name: "United Kingdom", Currency: "GBP", Locales: []string{"en-GB", "cy-GB"}, TaxName: "VAT",
			TaxRates: []money.Rate{20_000, 5_000, 0}, Zones: []string{"Europe/London"}},
		{Code: "FI", Name: "Finland", Currency: "EUR", Locales: []string{"fi-FI", "sv-FI", "en-FI"}, TaxName: "ALV",
			TaxRates: []money.Rate{25_500, 13_500, 10_000, 0}, Zones: []string{"Europe/Helsinki"}},
		{Code: "KW", Name: "Kuwait", Currency: "KWD", Locales: []string{"en-KW", "ar-KW"}, TaxName: "VAT", Zones: []string{"Asia/Kuwait"}},
	} {
		got, ok := store.CountryOf(want.Code)
		if !ok || got.Name != want.Name || got.Currency != want.Currency || got.TaxName != want.TaxName ||
			!slices.Equal(got.Locales, want.Locales) || !slices.Equal(got.TaxRates, want.TaxRates) || !slices.Equal(got.Zones, want.Zones) {
			t.Errorf("%+v", got)
		}
	}
	us, _ := store.CountryOf("US")
	if us.TaxName != "Sales tax" || us.TaxRates != nil || us.Zones[0] != "America/New_York" || us.InSentence() != "the United States" {
		t.Errorf("%+v", us)
	}
	for _, code := range []string{"", "G", "XX", "gb", "GB |", "# "} {
		if c, ok := store.CountryOf(code); ok {
			t.Errorf("%q is %s", code, c.Name)
		}
	}
}

func TestTheWholeUnionIsThere(t *testing.T) {
	for code := range strings.FieldsSeq("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO GB CH") {
		c, ok := store.CountryOf(code)
		if !ok || len(c.TaxRates) < 2 {
			t.Errorf("%s: %+v", code, c)
		}
	}
}

func TestALanguageIsWrittenAsNearby(t *testing.T) {
	tags := []string{"de", "en", "en-US", "es", "fr", "nl"}
	for _, tt := range []struct {
		near []string
		want string
	}{
		{nil, "de-DE en-GB en-US es-ES fr-FR nl-NL"},
		{[]string{"en-GB"}, "de-DE en-GB en-US es-ES fr-FR nl-NL"},
		{[]string{"fr-BE", "en-GB"}, "de-BE en-BE en-US es-ES fr-BE nl-BE"},
		{[]string{"de-AT"}, "de-AT en-AT en-US es-ES fr-FR nl-NL"},
		{[]string{"en-US", "en-GB"}, "de-DE en-GB en-US es-US fr-FR nl-NL"},
		{[]string{"pt-PT", ""}, "de-DE en-PT en-US es-ES fr-FR nl-NL"},
	} {
		if got := strings.Join(store.LocalesFor(tags, tt.near...), " "); got != tt.want {
			t.Errorf("near %v: %s, want %s", tt.near, got, tt.want)
		}
	}
}
