package money

import (
	"cmp"
	"slices"
)

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

// await keeps an amount to be spread over the taxes of the lines, if it can be.
func (b *ledger) await(waiting *toSpread, amount int64, charge bool, subtotal int64) error {
	if charge {
		waiting.charge += amount
		if amount != 0 && len(b.weights(true)) == 0 {
			return TaxMissing
		}
		return nil
	}
	waiting.discount += amount
	if amount != 0 && waiting.discount > subtotal {
		return DiscountTooLarge
	}
	return nil
}

// spread books the adjustments that have no tax of their own.
func (b *ledger) spread(waiting toSpread) error {
	b.sort()
	if err := b.spreadOver(b.weights(false), -waiting.discount); err != nil {
		return err
	}
	return b.spreadOver(b.weights(true), waiting.charge)
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
