package money

import (
	"strconv"
	"unicode/utf8"
)

// Format writes an amount as the locale's readers expect it, by CLDR: £1,850.00,
// 1.850,00 €, ¥1,850. It has all decimals of the currency, and a true minus:
// −£1,200.00. An unknown locale is written as English.
func Format(amount int64, currency, locale string) string {
	exponent := Exponent(currency)
	s := styleOf(locale, currency)
	return s.write(amount, exponent, exponent, s.positive, s.negative)
}

// Input writes an amount for the value of a form field: as [Format], but without
// currency and with the keyboard's hyphen. [Parse] reads it back.
func Input(amount int64, currency, locale string) string {
	exponent := Exponent(currency)
	return styleOf(locale, "").write(amount, exponent, exponent, affixes{}, affixes{before: "-"})
}

// Plain writes an amount for a program, with all decimals of the currency:
// "1850.00", "-0.500". Spreadsheets read it as a number.
func Plain(amount int64, currency string) string {
	exponent := Exponent(currency)
	unit, m := power(exponent), magnitude(amount)
	text := make([]byte, 0, 24)
	if amount < 0 {
		text = append(text, '-')
	}
	text = strconv.AppendUint(text, m/unit, 10)
	if exponent > 0 {
		text = appendFraction(append(text, '.'), m%unit, exponent, exponent)
	}
	return string(text)
}

// Format writes the number as the locale's readers expect it, without needless
// zeros: "1,850.5".
func (d Decimal) Format(locale string) string {
	s := styleOf(locale, "")
	return s.write(int64(d), decimalPlaces, 0, s.positive, s.negative)
}

// Price writes a unit price with its currency, and with more decimals than the
// currency has where the price has more: "£12.50", "£0.1212".
func (d Decimal) Price(currency, locale string) string {
	s := styleOf(locale, currency)
	return s.write(int64(d), decimalPlaces, Exponent(currency), s.positive, s.negative)
}

// Input writes a unit price for the value of a form field, without currency:
// "1,850.00", "0.1212". Without a currency it writes a quantity: "1,850".
// [ParseDecimal] reads both back.
func (d Decimal) Input(currency, locale string) string {
	least := 0
	if currency != "" {
		least = Exponent(currency)
	}
	return styleOf(locale, "").write(int64(d), decimalPlaces, least, affixes{}, affixes{before: "-"})
}

// Format writes the percentage as the locale's readers expect it, without a
// sign: "7,7".
func (r Rate) Format(locale string) string {
	s := styleOf(locale, "")
	return s.write(int64(r), ratePlaces, 0, s.positive, s.negative)
}

// write writes n, held in units of 10^-places, with at least so many decimals.
func (s *style) write(n int64, places, least int, positive, negative affixes) string {
	if n < 0 {
		positive = negative
	}
	unit, m := power(places), magnitude(n)
	var room [96]byte
	text := append(room[:0], positive.before...)
	text = s.appendWhole(text, m/unit)
	if fraction := m % unit; fraction != 0 || least > 0 {
		var digits [20]byte
		text = append(text, s.decimal...)
		text = s.appendDigits(text, appendFraction(digits[:0], fraction, places, least))
	}
	return string(append(text, positive.after...))
}

// appendWhole appends a whole number in groups.
func (s *style) appendWhole(text []byte, n uint64) []byte {
	var room [20]byte
	digits := strconv.AppendUint(room[:0], n, 10)
	if len(digits) < s.leastGrouped || s.primary == 0 {
		return s.appendDigits(text, digits)
	}
	tail := digits[len(digits)-s.primary:]
	head := digits[:len(digits)-s.primary]
	first := (len(head)-1)%s.secondary + 1
	text = s.appendDigits(text, head[:first])
	for head = head[first:]; len(head) > 0; head = head[s.secondary:] {
		text = append(text, s.group...)
		text = s.appendDigits(text, head[:s.secondary])
	}
	text = append(text, s.group...)
	return s.appendDigits(text, tail)
}

// appendDigits appends ASCII digits as those of the locale.
func (s *style) appendDigits(text, digits []byte) []byte {
	if s.zero == '0' {
		return append(text, digits...)
	}
	for _, digit := range digits {
		text = utf8.AppendRune(text, s.zero+rune(digit-'0'))
	}
	return text
}
