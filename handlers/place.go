package handlers

import (
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
	"anteroom/templates/words"

	"golang.org/x/text/language"
)

// proposal is what is usual in a country, as the box of the first run shows it,
// and how an invoice will then read.
type proposal struct {
	Form       *web.Form
	Token      string
	Country    store.Country
	Currencies []templates.Option
	Locales    []templates.Group
	Zones      []templates.Group
	Taxes      []templates.Option
	Total, Tax string
	TaxName    string
	Rate       string // "20%"; empty: no tax is charged
	Due        string
}

// propose fills the form with what is usual in its country, unless it already
// speaks of that country, and shows what comes of it.
func (s *Server) propose(form *web.Form, token string) proposal {
	country, known := store.CountryOf(form.Get("country"))
	if known && form.Get("proposed_for") != country.Code {
		form.Values.Set("proposed_for", country.Code)
		form.Values.Set("currency", country.Currency)
		form.Values.Set("locale", country.Locales[0])
		form.Values.Set("time_zone", country.Zones[0])
		form.Values.Set("tax", "yes")
	}
	p := proposal{Form: form, Token: token, Country: country, Currencies: templates.Currencies(), Locales: templates.Locales(country),
		Zones: templates.Zones(country, s.store.Now()), Taxes: taxes(country)}
	p.sample(form.Get("currency"), form.Get("locale"), form.Get("tax") != "no")
	p.Due = s.words.Date(form.Get("locale"), s.store.Now().AddDate(0, 0, 14), words.LongYear)
	return p
}

// sample is a thousand, or what is as common in yen, with its tax.
func (p *proposal) sample(currency, locale string, taxed bool) {
	net := int64(1000)
	for range money.Exponent(currency) {
		net *= 10
	}
	if money.Exponent(currency) == 0 {
		net *= 100
	}
	p.Total = money.Format(net, currency, locale)
	if !taxed || len(p.Country.TaxRates) == 0 {
		return
	}
	rate := p.Country.TaxRates[0]
	if tax, err := rate.Of(net); err == nil {
		p.Total = money.Format(net+tax, currency, locale)
		p.TaxName, p.Rate, p.Tax = p.Country.TaxName, rate.Format(locale)+"%", money.Format(tax, currency, locale)
	}
}

// taxes are the taxes of a country, to be charged or not.
func taxes(c store.Country) []templates.Option {
	none := templates.Option{Value: "no", Label: "No tax is charged"}
	if len(c.TaxRates) == 0 {
		return []templates.Option{none}
	}
	var rates []string
	for _, rate := range c.TaxRates {
		rates = append(rates, rate.Format(c.Locales[0])+"%")
	}
	return []templates.Option{{Value: "yes", Label: c.TaxName + " " + strings.Join(rates, ", ")}, none}
}

// countryOf guesses a visitor's country from the languages of the browser.
func countryOf(acceptLanguage string) string {
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(tags) == 0 {
		return "GB"
	}
	region, confidence := tags[0].Region()
	if _, known := store.CountryOf(region.String()); confidence == language.No || !known {
		return "GB"
	}
	return region.String()
}
