package money

import "strconv"

// Decimal is an exact number with six decimals, held in millionths: a quantity,
// or a unit price in major units of its currency. Its JSON is a decimal string
// such as "12.5".
type Decimal int64

// One is the Decimal 1.
const One Decimal = 1_000_000

const (
	decimalPlaces         = 6
	maxDecimal    Decimal = 999_999_999_999_999_999
)

// ParseDecimal reads a number as people of the locale write it, with up to six
// decimals. It returns an [*InputError].
func ParseDecimal(input, locale string) (Decimal, error) {
	n, err := parseNumber(input, locale, decimalPlaces, int64(maxDecimal))
	return Decimal(n), err
}

// Major is an amount as a decimal number of major units, so that it can be the
// price of a line. It returns [TooLarge] for more than a Decimal holds.
func Major(amount int64, currency string) (Decimal, error) {
	factor := int64(power(decimalPlaces - Exponent(currency)))
	if magnitude(amount) > uint64(int64(maxDecimal)/factor) {
		return 0, TooLarge
	}
	return Decimal(amount * factor), nil
}

// String is the number with a point and no needless zeros: "1850", "-0.5".
func (d Decimal) String() string { return plainNumber(int64(d), decimalPlaces) }

// MarshalText writes [Decimal.String].
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [Decimal.MarshalText] wrote. It returns an [*InputError].
func (d *Decimal) UnmarshalText(text []byte) error {
	n, err := parsePlain(string(text), decimalPlaces, int64(maxDecimal))
	if err == nil {
		*d = Decimal(n)
	}
	return err
}

// plainNumber writes n, held in units of 10^-places, without needless zeros.
func plainNumber(n int64, places int) string {
	unit := power(places)
	m := magnitude(n)
	text := make([]byte, 0, 24)
	if n < 0 {
		text = append(text, '-')
	}
	text = strconv.AppendUint(text, m/unit, 10)
	if fraction := m % unit; fraction != 0 {
		text = append(text, '.')
		text = appendFraction(text, fraction, places, 0)
	}
	return string(text)
}

// appendFraction appends a fraction of so many places, leaving out zeros at the
// end beyond the first least places.
func appendFraction(text []byte, fraction uint64, places, least int) []byte {
	for places > least && fraction%10 == 0 {
		fraction /= 10
		places--
	}
	for unit := power(places) / 10; unit > 0; unit /= 10 {
		text = append(text, byte('0'+fraction/unit%10))
	}
	return text
}
