package studio

import (
	"anteroom/store"
	"anteroom/templates"
)

// countries are all countries, to choose from, or none.
func countries() []templates.Option {
	list := []templates.Option{{Label: "Not known"}}
	for _, c := range store.Countries() {
		list = append(list, templates.Option{Value: c.Code, Label: c.Name})
	}
	return list
}

func countryName(code string) string {
	c, _ := store.CountryOf(code)
	return c.Name
}

// currencies are all currencies, and at first the studio's own by default.
func currencies(s *store.Studio) []templates.Option {
	list := []templates.Option{{Label: "As the studio, " + s.Currency}}
	for _, c := range store.Currencies() {
		list = append(list, templates.Option{Value: c.Code, Label: c.Code + ", " + c.Name})
	}
	return list
}

// locales are all languages, and at first the studio's own by default.
func locales(s *store.Studio) []templates.Option {
	list := []templates.Option{{Label: "As the studio, " + store.LocaleName(s.Locale)}}
	for _, l := range store.Locales() {
		list = append(list, templates.Option{Value: l.Code, Label: l.Name})
	}
	return list
}
