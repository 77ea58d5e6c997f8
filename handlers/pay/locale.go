package pay

import "strings"

// stripeLocale is the nearest to a BCP 47 tag among the languages of Checkout
// (https://docs.stripe.com/api/checkout/sessions/create, locale); "auto" lets the browser choose.
func stripeLocale(tag string) string {
	tag = strings.ReplaceAll(tag, "_", "-")
	switch tag {
	case "en-GB", "es-419", "fr-CA", "pt-BR", "zh-HK", "zh-TW":
		return tag
	case "zh-Hant", "zh-Hant-TW":
		return "zh-TW"
	case "zh-Hant-HK":
		return "zh-HK"
	}
	base, _, _ := strings.Cut(tag, "-")
	switch base = strings.ToLower(base); base {
	case "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fil", "fr", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv",
		"ms", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh":
		return base
	case "no", "nn":
		return "nb"
	}
	return "auto"
}
