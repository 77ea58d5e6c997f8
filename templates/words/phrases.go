package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// InSentence is a label as it goes on a sentence: with a small first letter, but in
// German, where a noun keeps its own, and in what is all capitals.
func InSentence(lang, label string) string {
	first, size := utf8.DecodeRuneInString(label)
	second, _ := utf8.DecodeRuneInString(label[size:])
	if label == "" || lang == "de" || strings.HasPrefix(lang, "de-") || unicode.IsUpper(second) {
		return label
	}
	return string(unicode.ToLower(first)) + label[size:]
}

// PaidWith says how a payment was made, with a language's t: "Card", or by the label
// that the provider's word was kept as, "Visa ending 4242".
func PaidWith(t func(key string, args ...any) string, method, label string) string {
	if name, last4, ok := strings.Cut(label, " ending "); ok {
		return t("method.ending", "name", name, "last4", last4)
	}
	if label != "" || method == "" {
		return label
	}
	return t("method." + method)
}
