package money

const maxBaseQuantity = 1_000_000 * One

// Amount is what the line comes to in a currency, before the document's
// adjustments. Its errors are an [*Error] that names the field, with Index 0.
func (l Line) Amount(currency string) (LineAmount, error) {
	gross, err := l.gross(currency)
	if err != nil {
		return LineAmount{}, err
	}
	a := LineAmount{Gross: gross}
	for _, discount := range l.Discounts {
		part, err := portion(gross, discount.Percent, discount.Amount)
		if err != nil {
			return LineAmount{}, lineError(err, "discounts")
		}
		sum := &a.Discount
		if discount.Charge {
			sum = &a.Charge
		}
		if *sum, err = add(*sum, part); err != nil {
			return LineAmount{}, lineError(err, "discounts")
		}
	}
	if a.Total, err = add(a.Gross-a.Discount, a.Charge); err != nil {
		return LineAmount{}, lineError(err, "")
	}
	if magnitude(a.Discount) > magnitude(a.Gross+a.Charge) {
		return LineAmount{}, lineError(DiscountTooLarge, "discounts")
	}
	return a, nil
}

// gross is quantity × price ÷ base quantity in minor units.
func (l Line) gross(currency string) (int64, error) {
	if !Known(currency) {
		return 0, &Error{Problem: UnknownCurrency, Field: "currency"}
	}
	base := l.BaseQuantity
	switch {
	case base == 0:
		base = One
	case base < 0:
		return 0, lineError(Negative, "base_quantity")
	case base > maxBaseQuantity:
		return 0, lineError(TooLarge, "base_quantity")
	}
	// Both factors are in millionths and so is the base, which leaves one
	// million too much, less the minor units wanted.
	divisor := uint64(base) * power(decimalPlaces-Exponent(currency))
	gross, err := scale(int64(l.Quantity), int64(l.Price), divisor)
	if err != nil {
		return 0, lineError(err, "price")
	}
	return gross, nil
}

// portion is a percentage of an amount, or a fixed amount with its sign.
func portion(of int64, percent Rate, amount int64) (int64, error) {
	switch {
	case percent != 0 && amount != 0:
		return 0, AmountAndPercent
	case percent < 0 || amount < 0:
		return 0, Negative
	case percent > maxRate:
		return 0, RateOutOfRange
	case amount > Max:
		return 0, TooLarge
	case percent != 0:
		return percent.Of(of)
	case of < 0:
		return -amount, nil
	}
	return amount, nil
}

func lineError(err error, field string) error {
	return &Error{Problem: problemOf(err), Place: InLine, Field: field}
}
