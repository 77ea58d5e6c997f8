package store

import (
	"cmp"
	_ "embed"
	"iter"
	"slices"
	"strings"

	"anteroom/store/money"
)

var (
	//go:embed countries.txt
	countriesText string
	//go:embed currencies.txt
	currenciesText string
	//go:embed languages.txt
	languagesText string
)

// Country is what a studio there is proposed at its first run: see
// countries.txt for the sources.
type Country struct {
	Code     string // ISO 3166-1 alpha-2
	Name     string
	Currency string       // ISO 4217
	Locales  []string     // BCP 47, the proposed one first: 'nl-BE', 'fr-BE' …
	TaxName  string       // 'VAT'
	TaxRates []money.Rate // the standard rate first; none: no tax is proposed
	Zones    []string     // IANA, the main one first
}

// Countries are all countries, sorted by name.
func Countries() []Country {
	var list []Country
	for line := range lines(countriesText) {
		list = append(list, parseCountry(line))
	}
	return list
}

// CountryOf is the country of a code.
func CountryOf(code string) (Country, bool) {
	for line := range lines(countriesText) {
		if len(code) == 2 && strings.HasPrefix(line, code+" ") {
			return parseCountry(line), true
		}
	}
	return Country{}, false
}

func parseCountry(line string) Country {
	part := strings.Split(line, " | ")
	c := Country{Code: part[0], Name: part[1], Currency: part[2], Zones: strings.Fields(part[5])}
	for language := range strings.FieldsSeq(part[3]) {
		c.Locales = append(c.Locales, language+"-"+c.Code)
	}
	var name []string
	for word := range strings.FieldsSeq(part[4]) {
		if rate, err := money.ParseRate(word, "en"); err == nil {
			c.TaxRates = append(c.TaxRates, rate)
		} else {
			name = append(name, word)
		}
	}
	c.TaxName = strings.Join(name, " ")
	return c
}

// InSentence is the name as it stands in a sentence: "the United Kingdom".
func (c Country) InSentence() string {
	switch c.Code {
	case "AE", "AX", "BQ", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "GB", "GM", "IM", "KM", "KY", "MH", "MP", "MV", "NL",
		"PH", "PN", "SB", "SC", "TC", "US", "VG", "VI":
		return "the " + c.Name
	}
	return c.Name
}

// Named is a code, which is kept, and its name, which is shown.
type Named struct{ Code, Name string }

// Currencies are the currencies in use, with their English names.
func Currencies() []Named { return named(currenciesText) }

// Locales are the languages of all countries, each as it is written there:
// 'de-AT', "German (Austria)". They are sorted by name.
func Locales() []Named {
	languages := languageNames()
	var list []Named
	for _, country := range Countries() {
		for _, locale := range country.Locales {
			list = append(list, Named{locale, localeName(languages, locale, country)})
		}
	}
	slices.SortStableFunc(list, func(a, b Named) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// homes are where a language is written that is not the first of the country of
// its own code.
var homes = map[string]string{"en": "en-GB"}

// LocalesFor is one locale for each tag of a catalogue: what it names itself
// ('en-US'), or the language ('de') as it is written in the country of one of the
// locales nearby, the nearest first, and else at home.
func LocalesFor(tags []string, near ...string) []string {
	list := make([]string, 0, len(tags))
	for _, tag := range tags {
		if strings.Contains(tag, "-") {
			list = append(list, tag)
			continue
		}
		locale := cmp.Or(homes[tag], tag+"-"+strings.ToUpper(tag))
		for _, n := range slices.Backward(near) {
			_, code, _ := strings.Cut(n, "-")
			country, _ := CountryOf(code)
			if here := tag + "-" + code; slices.Contains(country.Locales, here) && !slices.Contains(tags, here) {
				locale = here
			}
		}
		list = append(list, locale)
	}
	return list
}

// IsLocale tells whether a locale is among [Locales].
func IsLocale(locale string) bool {
	_, code, _ := strings.Cut(locale, "-")
	country, known := CountryOf(code)
	return known && slices.Contains(country.Locales, locale)
}

// LocaleName is a locale in English: "German (Austria)". One that is not among
// [Locales] has its code for a name.
func LocaleName(locale string) string {
	if !IsLocale(locale) {
		return locale
	}
	_, code, _ := strings.Cut(locale, "-")
	country, _ := CountryOf(code)
	return localeName(languageNames(), locale, country)
}

// LanguageName is a language in English: "German"; one that is not known has its
// code for a name.
func LanguageName(code string) string {
	return cmp.Or(languageNames()[code], code)
}

func localeName(languages map[string]string, locale string, country Country) string {
	language, _, _ := strings.Cut(locale, "-")
	return languages[language] + " (" + country.Name + ")"
}

func languageNames() map[string]string {
	names := map[string]string{}
	for _, c := range named(languagesText) {
		names[c.Code] = c.Name
	}
	return names
}

// Zones are the time zones of all countries, sorted; and UTC.
func Zones() []string {
	zones := []string{"UTC"}
	for _, country := range Countries() {
		zones = append(zones, country.Zones...)
	}
	slices.Sort(zones)
	return slices.Compact(zones)
}

func named(text string) []Named {
	var list []Named
	for line := range lines(text) {
		code, name, _ := strings.Cut(line, " ")
		list = append(list, Named{code, name})
	}
	return list
}

// lines are the lines of a table without those that explain it.
func lines(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
