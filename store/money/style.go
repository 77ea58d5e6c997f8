package money

import (
	"maps"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/bojanz/currency"
)

// style is how numbers look in a locale, beside a currency or without one.
type style struct {
	decimal, group     string
	primary, secondary int // digits in the last group, and in those before it
	leastGrouped       int // a number with fewer digits is not grouped
	zero               rune
	positive, negative affixes
	symbols            []string // what may stand beside a number that is read, normalised
}

// affixes stand around a number: its sign, its currency, the spaces between.
type affixes struct{ before, after string }

// styleKey names a style; without a currency it is that of a bare number.
type styleKey struct{ locale, currency string }

// styles remembers every style that was asked for, since to learn one from the
// tables of CLDR costs a hundred times what it takes to write an amount. It is a
// memo: nothing can be told from it but how often the tables were read.
var styles atomic.Pointer[map[styleKey]*style]

// maxStyles bounds the memo, should locales ever come from outside. A full one is
// begun anew.
const maxStyles = 512

// styleOf is the style of a locale and currency, English where the locale is
// unknown.
func styleOf(locale, code string) *style {
	key := styleKey{locale, code}
	known := styles.Load()
	if known != nil {
		if s, ok := (*known)[key]; ok {
			return s
		}
	}
	s := learn(locale, code)
	remember(known, key, s)
	return s
}

// remember adds a style to the memo. Of two that arrive at once one may be
// forgotten, which costs no more than to learn it again.
func remember(known *map[styleKey]*style, key styleKey, s *style) {
	grown := map[styleKey]*style{}
	if known != nil && len(*known) < maxStyles {
		grown = maps.Clone(*known)
	}
	grown[key] = s
	styles.CompareAndSwap(known, &grown)
}

// learn finds a style by having sample numbers written by CLDR's patterns.
func learn(locale, code string) *style {
	s := &style{}
	s.learnDigits(locale)
	if code == "" {
		s.negative.before = "−"
		return s
	}
	f := currency.NewFormatter(localeOf(locale))
	f.MinDigits, f.MaxDigits = 0, 0
	s.positive = around(sample(f, "1", code))
	s.negative = around(sample(f, "-1", code))
	// CLDR has a hyphen for most languages; a minus is what is meant.
	s.negative.before = strings.ReplaceAll(s.negative.before, "-", "−")
	s.symbols = symbolsOf(locale, code)
	return s
}

// localeOf reads a locale's name; one without a language is English, since CLDR
// has no pattern for it.
func localeOf(name string) currency.Locale {
	locale := currency.NewLocale(name)
	if locale.Language == "" {
		return currency.Locale{Language: "en"}
	}
	return locale
}

// learnDigits finds the digits and separators of a locale.
func (s *style) learnDigits(locale string) {
	f := currency.NewFormatter(localeOf(locale))
	f.CurrencyDisplay = currency.DisplayNone
	f.MinDigits = 1
	digits, separators := pieces(sample(f, "1234567890", "EUR"))
	last := len(separators) - 1
	s.zero = digits[0][0] - 1
	s.decimal = separators[last]
	s.leastGrouped = 1000
	if last == 0 {
		return // a locale that does not group
	}
	s.group = separators[last-1]
	s.primary, s.secondary = len(digits[last]), len(digits[last-1])
	s.leastGrouped = s.primary + 1
	if _, few := pieces(sample(f, "1234", "EUR")); len(few) == 1 {
		s.leastGrouped = s.primary + 2
	}
}

// sample writes a number in CLDR's pattern, with the code of an unknown currency
// in the place of a symbol.
func sample(f *currency.Formatter, number, code string) string {
	pattern := code
	if !Known(code) {
		pattern = "EUR"
		f.SymbolMap[pattern] = code
	}
	amount, err := currency.NewAmount(number, pattern)
	if err != nil {
		return number
	}
	return f.Format(amount)
}

// around is what stands before and after the digits of a text.
func around(text string) affixes {
	before := text[:strings.IndexFunc(text, unicode.IsDigit)]
	return affixes{before, strings.TrimLeftFunc(text[len(before):], unicode.IsDigit)}
}

// pieces takes a number apart into its runs of digits and what lies between.
func pieces(text string) (digits [][]rune, separators []string) {
	var between strings.Builder
	for _, r := range text {
		switch {
		case !unicode.IsDigit(r):
			between.WriteRune(r)
			continue
		case len(digits) == 0:
			digits = append(digits, nil)
		case between.Len() > 0:
			separators = append(separators, between.String())
			digits = append(digits, nil)
		}
		between.Reset()
		digits[len(digits)-1] = append(digits[len(digits)-1], r)
	}
	return digits, separators
}

// symbolsOf is what people write for a currency, longest first: its symbol in
// the locale ("US$"), its code, and the symbol's own sign ("$").
func symbolsOf(locale, code string) []string {
	symbol, _ := currency.GetSymbol(code, localeOf(locale))
	symbol = normalise(symbol)
	symbols := []string{symbol, code}
	if len(code) > len(symbol) {
		symbols = []string{code, symbol}
	}
	sign := strings.TrimLeftFunc(symbol, unicode.IsLetter)
	if r, _ := utf8.DecodeRuneInString(sign); unicode.Is(unicode.Sc, r) {
		symbols = append(symbols, sign)
	}
	return symbols
}
