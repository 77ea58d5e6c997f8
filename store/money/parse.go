package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads an amount as people of the locale write it: "1,850.00" in English,
// "1.850,00" in German, "1850", with or without the currency's symbol or code.
// Spaces and apostrophes group everywhere, and digits may be those of any
// script. It may be negative.
//
// Separators mean what they mean in the locale, so that "1.850" is never guessed
// at: it is 1850 in German, and in English one decimal too many. Where neither
// point nor comma groups, as in French, both stand for the decimal sign. Groups
// must be whole. It returns an [*InputError].
func Parse(input, currency, locale string) (int64, error) {
	exponent := Exponent(currency)
	if !Known(currency) {
		return 0, &InputError{Problem: UnknownCurrency, Decimals: exponent}
	}
	s := styleOf(locale, currency)
	negative, number := bare(normalise(input), s.symbols)
	return s.read(negative, number, exponent, Max)
}

// parseNumber reads a number without a currency, in units of 10^-places.
func parseNumber(input, locale string, places int, limit int64) (int64, error) {
	negative, number := bare(normalise(input), nil)
	return styleOf(locale, "").read(negative, number, places, limit)
}

// parsePlain reads what plainNumber writes, and no other notation.
func parsePlain(text string, places int, limit int64) (int64, error) {
	number, negative := strings.CutPrefix(text, "-")
	plain := style{decimal: "."}
	return plain.read(negative, number, places, limit)
}

// withoutPercent takes a percent sign off either end.
func withoutPercent(input string) string {
	input = strings.TrimFunc(input, isSpace)
	for _, sign := range []string{"%", "٪", "％"} {
		if rest, ok := strings.CutSuffix(input, sign); ok {
			return rest
		}
		if rest, ok := strings.CutPrefix(input, sign); ok {
			return rest
		}
	}
	return input
}

// normalise maps the many ways to type one thing to one: digits of all scripts,
// minus signs, spaces, apostrophes. Marks of direction are dropped.
func normalise(input string) string {
	return strings.TrimSpace(strings.Map(normal, input))
}

// normal maps one character, or drops it.
func normal(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return r
	case unicode.IsDigit(r):
		return digitValue(r)
	case isSpace(r):
		return ' '
	case unicode.Is(unicode.Bidi_Control, r):
		return -1
	}
	switch r {
	case '−', '‐', '‑', '–', '﹣', '－':
		return '-'
	case '’', '‘', 'ʼ', '＇':
		return '\''
	case '．':
		return '.'
	case '，':
		return ','
	case '￥':
		return '¥'
	}
	return r
}

// isSpace knows the non-breaking spaces too, which some locales group by.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u202f' || r == '\u2060' }

// digitValue is the ASCII digit of a decimal digit. Unicode keeps the ten of
// each set together and in order, so that ranges of them begin with a zero
// (The Unicode Standard, section 4.6).
func digitValue(r rune) rune {
	for _, set := range unicode.Nd.R16 {
		if r >= rune(set.Lo) && r <= rune(set.Hi) {
			return '0' + (r-rune(set.Lo))%10
		}
	}
	for _, set := range unicode.Nd.R32 {
		if r >= rune(set.Lo) && r <= rune(set.Hi) {
			return '0' + (r-rune(set.Lo))%10
		}
	}
	return r
}

// bare takes sign and currency off a number, in whichever order they stand.
func bare(text string, symbols []string) (negative bool, number string) {
	text, found := cutSymbol(text, symbols)
	text, negative = strings.CutPrefix(text, "-")
	text = strings.TrimSpace(text)
	if !found {
		text, _ = cutSymbol(text, symbols)
	}
	return negative, text
}

// cutSymbol takes one symbol off either end.
func cutSymbol(text string, symbols []string) (rest string, found bool) {
	for _, symbol := range symbols {
		if n := len(symbol); n > 0 && len(text) >= n {
			if strings.EqualFold(text[:n], symbol) {
				return strings.TrimSpace(text[n:]), true
			}
			if strings.EqualFold(text[len(text)-n:], symbol) {
				return strings.TrimSpace(text[:len(text)-n]), true
			}
		}
	}
	return text, false
}

// read reads digits and separators into units of 10^-places.
func (s *style) read(negative bool, number string, places int, limit int64) (int64, error) {
	n, problem := s.value(number, places, limit)
	if problem != "" {
		return 0, &InputError{Problem: problem, Decimals: places}
	}
	if negative {
		return -n, nil
	}
	return n, nil
}

func (s *style) value(number string, places int, limit int64) (int64, Problem) {
	if number == "" {
		return 0, Missing
	}
	before, after, pointed := s.cutDecimals(number)
	if rest := strings.Trim(after, "0123456789"); rest != "" && strings.Trim(rest, "0123456789.,") == "" {
		return 0, Grouping
	}
	if pointed && after == "" || strings.Trim(after, "0123456789") != "" {
		return 0, NotANumber
	}
	digits, problem := s.ungroup(before)
	if problem != "" {
		return 0, problem
	}
	if digits+after == "" {
		return 0, NotANumber
	}
	if len(after) > places {
		return 0, TooManyDecimals
	}
	n := int64(0)
	for _, digit := range digits + after + strings.Repeat("0", places-len(after)) {
		if n > (limit-int64(digit-'0'))/10 {
			return 0, TooLarge
		}
		n = n*10 + int64(digit-'0')
	}
	return n, ""
}

// cutDecimals splits a number at its decimal sign, the last one.
func (s *style) cutDecimals(number string) (before, after string, found bool) {
	signs := s.decimal
	if signs != "." && s.group != "." {
		signs += "."
	}
	if s.group != "" && s.decimal == "." && s.group != "," {
		signs += ","
	}
	i := strings.LastIndexAny(number, signs)
	if i < 0 {
		return number, "", false
	}
	_, size := utf8.DecodeRuneInString(number[i:])
	return number[:i], number[i+size:], true
}

// ungroup takes the separators out of a whole number, if they stand where
// thousands are: the last group is full, the others too, and none begins with 0.
func (s *style) ungroup(number string) (digits string, problem Problem) {
	i := strings.IndexFunc(number, func(r rune) bool { return r < '0' || r > '9' })
	if i < 0 {
		return number, ""
	}
	separator, _ := utf8.DecodeRuneInString(number[i:])
	if !s.groups(separator) {
		return "", NotANumber
	}
	groups := strings.Split(number, string(separator))
	digits = strings.Join(groups, "")
	if strings.Trim(digits, "0123456789") != "" {
		return "", NotANumber
	}
	if !fullGroups(groups, 3) && !fullGroups(groups, s.secondary) {
		return "", Grouping
	}
	return digits, ""
}

// groups reports whether a normalised character separates thousands.
func (s *style) groups(separator rune) bool {
	return s.group != "" && (separator == ' ' || separator == '\'' || string(separator) == strings.Map(normal, s.group))
}

// fullGroups reports whether groups are full: three digits in the last, size in
// those before it (2 in India), 1 to size in the first.
func fullGroups(groups []string, size int) bool {
	first, last := groups[0], len(groups)-1
	if first == "" || len(first) > size || first[0] == '0' || len(groups[last]) != 3 {
		return false
	}
	for _, group := range groups[1:last] {
		if len(group) != size {
			return false
		}
	}
	return true
}
