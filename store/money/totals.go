package money

import (
	"cmp"
	"errors"
	"slices"
)

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
	return totals, book.close(&totals)
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
		if err := checkTax(line.Tax); err != nil {
			return at(err, InLine, i, "tax")
		}
		account := book.account(line.Tax)
		if err := book.enter(account, amount.Total); err != nil {
			return at(err, InLine, i, "price")
		}
		account.lines = account.sum
		totals.Lines[i] = amount.Total
		if totals.Subtotal, err = add(totals.Subtotal, amount.Total); err != nil {
			return at(err, InLine, i, "price")
		}
	}
	return nil
}

// addAdjustments fills in the document's discounts and charges. Those to be
// spread are spread together, so that many small ones never take more from a
// tax than it has.
func (s Sheet) addAdjustments(totals *Totals, book *ledger) error {
	var spread struct{ discount, charge int64 }
	for i, adjustment := range s.Adjustments {
		amount, err := portion(totals.Subtotal, adjustment.Percent, adjustment.Amount)
		if err != nil {
			return at(err, InAdjustment, i, "amount")
		}
		if amount < 0 {
			return at(NegativeTotal, InAdjustment, i, "amount")
		}
		totals.Adjustments[i] = amount
		sum, signed, waiting := &totals.Discount, -amount, &spread.discount
		if adjustment.Charge {
			sum, signed, waiting = &totals.Charges, amount, &spread.charge
		}
		if *sum, err = add(*sum, amount); err != nil {
			return at(err, InAdjustment, i, "amount")
		}
		if adjustment.Tax == nil {
			*waiting += amount
			if err := book.canSpread(*waiting, adjustment.Charge, totals.Subtotal); err != nil {
				return at(err, InAdjustment, i, "amount")
			}
			continue
		}
		if err := checkTax(*adjustment.Tax); err != nil {
			return at(err, InAdjustment, i, "tax")
		}
		if err := book.enter(book.account(*adjustment.Tax), signed); err != nil {
			return at(err, InAdjustment, i, "amount")
		}
	}
	if err := s.checkDiscounts(totals); err != nil {
		return err
	}
	return book.spread(spread.discount, spread.charge)
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
			return at(DiscountTooLarge, InAdjustment, i, "amount")
		}
	}
	return nil
}

// checkTax holds a tax against its category: what is exempt has no rate
// (EN 16931-1, BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05, BR-O-05).
func checkTax(tax Tax) error {
	if tax.Rate < 0 || tax.Rate > maxRate {
		return RateOutOfRange
	}
	switch tax.Category {
	case "", Standard, CanaryIslands, CeutaMelilla:
		return nil
	case ZeroRated, Exempt, ReverseCharge, IntraCommunity, Export, OutOfScope:
		if tax.Rate != 0 {
			return RateOutOfRange
		}
		return nil
	}
	return UnknownCategory
}

// at puts an error in its place, keeping a field that is already named.
func at(err error, place Place, index int, field string) error {
	var named *Error
	if errors.As(err, &named) && named.Field != "" {
		field = named.Field
	}
	return &Error{Problem: problemOf(err), Place: place, Index: index, Field: field}
}

// ledger sums what falls under each tax.
type ledger struct {
	included, perLine bool
	accounts          []*account
}

// account is one tax of the document. Sums are as people agreed on them: gross
// where tax is included.
type account struct {
	TaxTotal
	lines int64 // of the lines alone, by which adjustments are spread
	sum   int64
}

// account finds or opens the account of a tax.
func (b *ledger) account(tax Tax) *account {
	for _, a := range b.accounts {
		if a.Tax.Category == tax.Category && a.Tax.Rate == tax.Rate && a.Tax.Name == tax.Name {
			a.addReason(tax.Reason)
			return a
		}
	}
	a := &account{TaxTotal: TaxTotal{Tax: tax}}
	a.addReason(tax.Reason)
	b.accounts = append(b.accounts, a)
	return a
}

func (a *account) addReason(reason string) {
	if reason == "" || slices.Contains(a.Reasons, reason) {
		return
	}
	a.Reasons = append(a.Reasons, reason)
	a.Tax.Reason = a.Reasons[0]
}

// enter books an amount, and its tax at once where tax is rounded per line.
func (b *ledger) enter(a *account, amount int64) (err error) {
	if a.sum, err = add(a.sum, amount); err != nil || !b.perLine {
		return err
	}
	tax, err := b.taxOf(amount, a.Tax.Rate)
	if err != nil {
		return err
	}
	a.Amount, err = add(a.Amount, tax)
	return err
}

// taxOf is the tax on an amount, or within it.
func (b *ledger) taxOf(amount int64, rate Rate) (int64, error) {
	if b.included {
		return scale(amount, int64(rate), whole+uint64(rate))
	}
	return rate.Of(amount)
}

// canSpread reports why an amount cannot be spread over the taxes of the lines.
func (b *ledger) canSpread(amount int64, charge bool, subtotal int64) error {
	switch {
	case amount == 0:
		return nil
	case !charge && amount > subtotal:
		return DiscountTooLarge
	case charge && len(b.weights(true)) == 0:
		return TaxMissing
	}
	return nil
}

// spread books the adjustments that have no tax of their own.
func (b *ledger) spread(discount, charge int64) error {
	b.sort()
	if err := b.spreadOver(b.weights(false), -discount); err != nil {
		return err
	}
	return b.spreadOver(b.weights(true), charge)
}

// weight is an account's share in what is spread.
type weight struct {
	account *account
	lines   int64
}

// weights are the accounts over which to spread. A discount takes the same part
// of all, returned goods included, and so never more than there is. A charge may
// be larger than all lines together, and would blow up sums that nearly cancel.
func (b *ledger) weights(charge bool) []weight {
	var over []weight
	for _, a := range b.accounts {
		if a.lines > 0 || (!charge && a.lines < 0) {
			over = append(over, weight{a, a.lines})
		}
	}
	if len(over) == 0 && len(b.accounts) == 1 {
		over = append(over, weight{b.accounts[0], 1})
	}
	return over
}

func (b *ledger) spreadOver(over []weight, amount int64) error {
	if amount == 0 {
		return nil
	}
	weights := make([]int64, len(over))
	for i, w := range over {
		weights[i] = w.lines
	}
	shares, err := Spread(amount, weights)
	if err != nil {
		return &Error{Problem: problemOf(err)}
	}
	for i, w := range over {
		if err := b.enter(w.account, shares[i]); err != nil {
			return &Error{Problem: problemOf(err)}
		}
	}
	return nil
}

// sort puts the taxes in the order of the breakdown, which does not depend on
// the order of the lines.
func (b *ledger) sort() {
	slices.SortFunc(b.accounts, func(x, y *account) int {
		return cmp.Or(
			cmp.Compare(y.Tax.Rate, x.Tax.Rate),
			cmp.Compare(x.Tax.Category, y.Tax.Category),
			cmp.Compare(x.Tax.Name, y.Tax.Name),
		)
	})
}

// close works out the taxes and the sums over them.
func (b *ledger) close(totals *Totals) error {
	totals.Taxes = make([]TaxTotal, len(b.accounts))
	for i, a := range b.accounts {
		if err := b.settle(a); err != nil {
			return &Error{Problem: problemOf(err)}
		}
		totals.Taxes[i] = a.TaxTotal
		totals.Net += a.Base
		totals.Tax += a.Amount
	}
	totals.Total = totals.Net + totals.Tax
	if outside(totals.Total) || outside(totals.Net) {
		return &Error{Problem: TooLarge}
	}
	if totals.Net < 0 || totals.Total < 0 {
		return &Error{Problem: NegativeTotal}
	}
	return nil
}

// settle works out base and tax of one account.
func (b *ledger) settle(a *account) (err error) {
	if !b.perLine {
		if a.Amount, err = b.taxOf(a.sum, a.Tax.Rate); err != nil {
			return err
		}
	}
	a.Base = a.sum
	if b.included {
		a.Base -= a.Amount
	}
	return nil
}
