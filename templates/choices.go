package templates

import (
	"slices"
	"strings"
	"time"

	"anteroom/store"

	"github.com/bojanz/currency"
)

// Countries are all countries, to choose from.
func Countries() []Option {
	var list []Option
	for _, c := range store.Countries() {
		list = append(list, Option{c.Code, c.Name})
	}
	return list
}

// Currencies are the currencies in use, to choose from: "British Pound, £".
func Currencies() []Option {
	var list []Option
	for _, c := range store.Currencies() {
		label := c.Name + ", " + c.Code
		if symbol, ok := currency.GetSymbol(c.Code, currency.NewLocale("en")); ok && symbol != c.Code {
			label = c.Name + ", " + symbol
		}
		list = append(list, Option{c.Code, label})
	}
	slices.SortFunc(list, func(a, b Option) int { return strings.Compare(a.Label, b.Label) })
	return list
}

// Locales are the languages to choose from, those of a country first.
func Locales(of store.Country) []Group {
	groups := []Group{{}, {Label: "Elsewhere"}}
	for _, locale := range store.Locales() {
		option := Option{locale.Code, locale.Name}
		if !slices.Contains(of.Locales, locale.Code) {
			groups[1].Options = append(groups[1].Options, option)
		}
	}
	for _, code := range of.Locales {
		groups[0].Options = append(groups[0].Options, Option{code, store.LocaleName(code)})
	}
	return groups
}

// Zones are the time zones to choose from: those of a country first, with the
// time that it is there, and then those of each continent.
func Zones(of store.Country, now time.Time) []Group {
	groups := []Group{{}}
	for _, zone := range of.Zones {
		label := city(zone)
		if location, err := time.LoadLocation(zone); err == nil {
			label += ", " + now.In(location).Format("15:04") + " now"
		}
		groups[0].Options = append(groups[0].Options, Option{zone, label})
	}
	for _, zone := range store.Zones() {
		if slices.Contains(of.Zones, zone) {
			continue
		}
		continent, _, _ := strings.Cut(zone, "/")
		if groups[len(groups)-1].Label != continent {
			groups = append(groups, Group{Label: continent})
		}
		last := &groups[len(groups)-1]
		last.Options = append(last.Options, Option{zone, city(zone)})
	}
	return groups
}

// city is the place that a time zone is named for: "Louisville, Kentucky".
func city(zone string) string {
	part := strings.Split(strings.ReplaceAll(zone, "_", " "), "/")
	place := part[len(part)-1]
	if len(part) == 3 {
		place += ", " + part[1]
	}
	return place
}
