package money

// Rate is a percentage with three decimals, held in thousandths of a percent:
// 20 % is 20000. Its JSON is a decimal string such as "7.7".
type Rate int64

// Percent is the Rate of 1 %.
const Percent Rate = 1000

const (
	ratePlaces      = 3
	maxRate    Rate = 1000 * Percent
	whole           = uint64(100 * Percent)
)

// ParseRate reads a percentage as people of the locale write it, with or
// without the sign: "20", "7,7 %". It returns an [*InputError], also for rates
// below 0 or above 1000 %.
func ParseRate(input, locale string) (Rate, error) {
	n, err := parseNumber(withoutPercent(input), locale, ratePlaces, int64(maxRate))
	if err == nil && n < 0 {
		return 0, &InputError{Problem: Negative, Decimals: ratePlaces}
	}
	return Rate(n), err
}

// String is the percentage with a point, no needless zeros and no sign: "7.7".
func (r Rate) String() string { return plainNumber(int64(r), ratePlaces) }

// MarshalText writes [Rate.String].
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what [Rate.MarshalText] wrote. It returns an [*InputError].
func (r *Rate) UnmarshalText(text []byte) error {
	n, err := parsePlain(string(text), ratePlaces, int64(maxRate))
	if err == nil {
		*r = Rate(n)
	}
	return err
}

// Of is this percentage of an amount in minor units, rounded half away from
// zero. It returns [TooLarge] beyond [Max].
func (r Rate) Of(amount int64) (int64, error) { return scale(amount, int64(r), whole) }

// AddedTo is a unit price with a tax of this rate, of the price without it. It
// returns [TooLarge] beyond [Max].
func (r Rate) AddedTo(price Decimal) (Decimal, error) {
	gross, err := scale(int64(price), int64(whole)+int64(r), whole)
	return Decimal(gross), err
}

// TakenOutOf is a unit price without the tax of this rate that is in it, rounded
// to the sixth decimal: a line of it with the tax added comes to the price again.
func (r Rate) TakenOutOf(price Decimal) (Decimal, error) {
	net, err := scale(int64(price), int64(whole), whole+uint64(r))
	return Decimal(net), err
}
