package money

import "errors"

// Totals works out the figures of the document. Its errors are an [*Error] that
// names the line or adjustment at fault; a document whose net or total is below
// zero is refused with [NegativeTotal].
func (s Sheet) Totals() (Totals, error) {
	book, err := s.open()
	if err != nil {
		return Totals{}, err
	}
	totals := Totals{
		Lines:       make([]int64, len(s.Lines)),
		Adjustments: make([]int64, len(s.Adjustments)),
	}
	if err := s.addLines(&totals, book); err != nil {
		return Totals{}, err
	}
	if err := s.addAdjustments(&totals, book); err != nil {
		return Totals{}, err
	}
	if err := book.close(&totals); err != nil {
		return Totals{}, err
	}
	return totals, nil
}

// open checks what holds for the whole document.
func (s Sheet) open() (*ledger, error) {
	if !Known(s.Currency) {
		return nil, &Error{Problem: UnknownCurrency, Field: "currency"}
	}
	switch s.Rounding {
	case "", PerRate, PerLine:
	default:
		return nil, &Error{Problem: UnknownRounding, Field: "rounding"}
	}
	return &ledger{included: s.TaxIncluded, perLine: s.Rounding == PerLine}, nil
}

// addLines fills in the lines and their sum.
func (s Sheet) addLines(totals *Totals, book *ledger) error {
	for i, line := range s.Lines {
		amount, err := line.Amount(s.Currency)
		if err != nil {
			return at(err, InLine, i, "")
		}
		if err := line.Tax.Check(); err != nil {
			return at(err, InLine, i, "tax")
		}
		account := book.account(line.Tax)
		if err := account.enter(amount.Total); err != nil {
			return at(err, InLine, i, "price")
		}
		account.lines, account.sold = account.sum, true
		totals.Lines[i] = amount.Total
		if totals.Subtotal, err = add(totals.Subtotal, amount.Total); err != nil {
			return at(err, InLine, i, "price")
		}
	}
	return nil
}

// toSpread is what adjustments without a tax of their own come to. They are
// spread together, so that many small ones never take more from a tax than it has.
type toSpread struct{ discount, charge int64 }

// addAdjustments fills in the document's discounts and charges.
func (s Sheet) addAdjustments(totals *Totals, book *ledger) error {
	var waiting toSpread
	for i, adjustment := range s.Adjustments {
		amount, err := adjustment.amount(totals.Subtotal)
		if err != nil {
			return at(err, InAdjustment, i, adjustment.field())
		}
		totals.Adjustments[i] = amount
		if err := totals.adjust(amount, adjustment.Charge); err != nil {
			return at(err, InAdjustment, i, adjustment.field())
		}
		if adjustment.Tax != nil {
			if err := adjustment.Tax.Check(); err != nil {
				return at(err, InAdjustment, i, "tax")
			}
			err = book.account(*adjustment.Tax).enter(adjustment.signed(amount))
		} else {
			err = book.await(&waiting, amount, adjustment.Charge, totals.Subtotal)
		}
		if err != nil {
			return at(err, InAdjustment, i, adjustment.field())
		}
	}
	if err := s.checkDiscounts(totals); err != nil {
		return err
	}
	return book.spread(waiting)
}

// amount is what the adjustment comes to, without sign.
func (a Adjustment) amount(subtotal int64) (int64, error) {
	amount, err := portion(subtotal, a.Percent, a.Amount)
	if err == nil && subtotal < 0 && amount != 0 {
		return 0, NegativeTotal
	}
	return amount, err
}

func (a Adjustment) signed(amount int64) int64 {
	if a.Charge {
		return amount
	}
	return -amount
}

// field is where a mistake in the adjustment's size is to be mended.
func (a Adjustment) field() string {
	if a.Percent != 0 {
		return "percent"
	}
	return "amount"
}

// adjust counts an adjustment among the discounts or the charges.
func (t *Totals) adjust(amount int64, charge bool) (err error) {
	if charge {
		t.Charges, err = add(t.Charges, amount)
	} else {
		t.Discount, err = add(t.Discount, amount)
	}
	return err
}

// checkDiscounts names the discount by which they come to more than there is.
func (s Sheet) checkDiscounts(totals *Totals) error {
	left, err := add(totals.Subtotal, totals.Charges)
	if err != nil {
		return &Error{Problem: TooLarge}
	}
	for i, adjustment := range s.Adjustments {
		if adjustment.Charge {
			continue
		}
		left -= totals.Adjustments[i]
		if left < 0 && totals.Adjustments[i] > 0 {
			return at(DiscountTooLarge, InAdjustment, i, adjustment.field())
		}
	}
	return nil
}

// at puts an error in its place, keeping a field that is already named.
func at(err error, place Place, index int, field string) error {
	var named *Error
	if errors.As(err, &named) && named.Field != "" {
		field = named.Field
	}
	return &Error{Problem: problemOf(err), Place: place, Index: index, Field: field}
}
