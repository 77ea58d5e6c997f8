package money

import (
	"cmp"
	"slices"
)

// ledger sums what tax is rounded on: everything under one tax, or each line.
type ledger struct {
	included, perLine bool
	accounts          []*account
}

// account is one such sum, as people agreed on it: gross where tax is included.
type account struct {
	tax     Tax
	reasons []string
	sum     int64
	lines   int64 // of the lines alone, by which adjustments are spread
	sold    bool  // a line has this tax, not an adjustment alone
}

// account finds or opens the account of a tax; per line each has its own.
func (b *ledger) account(tax Tax) *account {
	for _, a := range b.accounts {
		if !b.perLine && sameTax(a.tax, tax) {
			a.reasons = addReason(a.reasons, tax.Reason)
			return a
		}
	}
	a := &account{tax: tax, reasons: addReason(nil, tax.Reason)}
	b.accounts = append(b.accounts, a)
	return a
}

// sameTax reports whether two taxes are one row of the breakdown.
func sameTax(x, y Tax) bool {
	return x.Category == y.Category && x.Rate == y.Rate && x.Name == y.Name
}

func addReason(reasons []string, reason string) []string {
	if reason == "" || slices.Contains(reasons, reason) {
		return reasons
	}
	return append(reasons, reason)
}

// enter books an amount.
func (a *account) enter(amount int64) (err error) {
	a.sum, err = add(a.sum, amount)
	return err
}

// await keeps an amount to be spread over the taxes of the lines, if it can be.
func (b *ledger) await(waiting *toSpread, amount int64, charge bool, subtotal int64) error {
	if charge {
		waiting.charge += amount
		if amount != 0 && len(b.weights(true)) == 0 {
			return &Error{Problem: TaxMissing, Field: "tax"}
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
	var over, free []weight
	for _, a := range b.accounts {
		switch {
		case a.lines > 0, a.lines < 0 && !charge:
			over = append(over, weight{a, a.lines})
		case a.sold:
			free = append(free, weight{a, 1})
		}
	}
	if len(over) == 0 && oneTax(free) {
		return free[:1]
	}
	return over
}

// oneTax reports that there is but one tax, so that it is clear which one a
// charge takes although the lines come to nothing.
func oneTax(over []weight) bool {
	for _, w := range over {
		if !sameTax(w.account.tax, over[0].account.tax) {
			return false
		}
	}
	return len(over) > 0
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
		if err := w.account.enter(shares[i]); err != nil {
			return &Error{Problem: problemOf(err)}
		}
	}
	return nil
}

// sort puts the accounts in the order of the breakdown. It does not depend on the
// order of the lines, and so neither does where the odd unit goes.
func (b *ledger) sort() {
	slices.SortStableFunc(b.accounts, func(x, y *account) int {
		return cmp.Or(
			cmp.Compare(y.tax.Rate, x.tax.Rate),
			cmp.Compare(x.tax.Category, y.tax.Category),
			cmp.Compare(x.tax.Name, y.tax.Name),
			cmp.Compare(y.lines, x.lines),
		)
	})
}

// close works out the taxes and the sums over them.
func (b *ledger) close(totals *Totals) error {
	totals.Taxes = make([]TaxTotal, 0, 4)
	for _, a := range b.accounts {
		tax, err := b.taxOf(a)
		if err != nil {
			return &Error{Problem: problemOf(err)}
		}
		base := a.sum
		if b.included {
			base -= tax
		}
		totals.record(a, base, tax)
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

// taxOf is the tax on an account's sum, or within it.
func (b *ledger) taxOf(a *account) (int64, error) {
	if b.included {
		return scale(a.sum, int64(a.tax.Rate), whole+uint64(a.tax.Rate))
	}
	return a.tax.Rate.Of(a.sum)
}

// record adds an account to the breakdown, in which those of one tax follow one
// another.
func (t *Totals) record(a *account, base, tax int64) {
	last := len(t.Taxes) - 1
	if last < 0 || !sameTax(t.Taxes[last].Tax, a.tax) {
		t.Taxes = append(t.Taxes, TaxTotal{Tax: a.tax})
		last++
	}
	row := &t.Taxes[last]
	row.Base += base
	row.Amount += tax
	for _, reason := range a.reasons {
		row.Reasons = addReason(row.Reasons, reason)
		row.Tax.Reason = row.Reasons[0]
	}
	t.Net += base
	t.Tax += tax
}
