package money

import "slices"

// Paying tells what each payment of a document was for: it divides payments and
// refunds over the parts of the total (net and tax of each rate), as cash
// accounting of taxes asks. Whatever is paid, in however many payments, the
// shares of each payment add up to it; and when all that is asked for is paid,
// the shares of each part add up to that part. Amounts are minor units.
type Paying struct {
	whole []int64 // each part of the total
	due   []int64 // of each part, less what was credited
	taken []int64 // of each part, by payments less refunds
}

// NewPaying begins with the parts of a total, of which nothing is paid.
func NewPaying(parts []int64) *Paying {
	return &Paying{whole: parts, due: slices.Clone(parts), taken: make([]int64, len(parts))}
}

// Paid is what was paid so far, less what went back.
func (p *Paying) Paid() int64 { return sum(p.taken) }

// Credit takes parts away from what is asked for, as a credit note does. Where
// that leaves exactly what was paid, what was paid was for what is left: the
// shares, which add up to nothing, correct what was thought before. Nil is no
// correction.
func (p *Paying) Credit(parts []int64) (correction []int64) {
	for i, part := range parts {
		p.due[i] -= part
	}
	if sum(p.due) != sum(p.taken) || slices.Equal(p.due, p.taken) {
		return nil
	}
	correction = make([]int64, len(p.due))
	for i := range correction {
		correction[i] = p.due[i] - p.taken[i]
	}
	p.take(correction, 1)
	return correction
}

// Pay divides a payment, above zero, in proportion to what is left of each
// part. What is paid beyond the whole is divided like the whole. Its errors are
// those of [Spread], and [Negative] for what is no amount.
func (p *Paying) Pay(amount int64) ([]int64, error) { return p.move(amount, 1) }

// Refund divides what goes back, above zero, and gives the shares without sign:
// first what was paid of each part beyond what is asked for, since a refund
// follows a credit note or a double payment; then in proportion to what was
// paid of each.
func (p *Paying) Refund(amount int64) ([]int64, error) { return p.move(amount, -1) }

// move divides an amount that comes (1) or goes back (-1).
func (p *Paying) move(amount, sign int64) ([]int64, error) {
	if amount <= 0 {
		return nil, Negative
	}
	open := p.open(sign)
	first := min(amount, max(0, sum(open)))
	shares, err := Spread(first, open)
	if err != nil {
		return nil, err
	}
	p.take(shares, sign)
	if first == amount {
		return shares, nil
	}
	beyond, err := Spread(amount-first, p.weights(sign))
	if err != nil {
		return nil, err
	}
	p.take(beyond, sign)
	for i := range shares {
		shares[i] += beyond[i]
	}
	return shares, nil
}

// open is what is left to pay of each part, or for -1 what was paid of it
// beyond what is asked for.
func (p *Paying) open(sign int64) []int64 {
	parts := make([]int64, len(p.due))
	for i := range parts {
		parts[i] = sign * (p.due[i] - p.taken[i])
	}
	return parts
}

// weights divide what is beyond: a payment by what is asked for, or was before
// it was credited; a refund by what was paid. Where that is nothing, the first
// part has it all.
func (p *Paying) weights(sign int64) []int64 {
	choices := [][]int64{p.due, p.whole}
	if sign < 0 {
		choices = [][]int64{p.taken, p.whole}
	}
	for _, weights := range choices {
		if sum(weights) > 0 {
			return weights
		}
	}
	alone := make([]int64, len(p.due))
	if len(alone) > 0 {
		alone[0] = 1
	}
	return alone
}

func (p *Paying) take(shares []int64, sign int64) {
	for i, share := range shares {
		p.taken[i] += sign * share
	}
}

// sum adds up what is known to stay within [Max].
func sum(amounts []int64) (total int64) {
	for _, amount := range amounts {
		total += amount
	}
	return total
}
