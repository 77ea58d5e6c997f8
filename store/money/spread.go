package money

import (
	"cmp"
	"math/bits"
	"slices"
)

// Spread shares an amount out in proportion to weights, so that the shares add
// up to it exactly: each is rounded down, and the units left over go to those
// that lost most, the earlier first. A share differs from its exact value by
// less than one unit.
//
// Weights may be negative as long as their sum is not zero; their shares then
// have the other sign. It returns [NothingToShare] for weights that sum to zero,
// unless there is nothing to spread, and [TooLarge] beyond [Max].
func Spread(amount int64, weights []int64) ([]int64, error) {
	shares := make([]int64, len(weights))
	if amount == 0 {
		return shares, nil
	}
	sum := int64(0)
	for _, weight := range weights {
		var err error
		if sum, err = add(sum, weight); err != nil {
			return nil, err
		}
	}
	if sum == 0 {
		return nil, NothingToShare
	}
	left := int64(magnitude(amount))
	losses := make([]loss, len(weights))
	for i, weight := range weights {
		share, lost, err := floorShare(magnitude(amount), weight, sum)
		if err != nil {
			return nil, err
		}
		shares[i], losses[i] = share, loss{i, lost}
		left -= share
	}
	slices.SortStableFunc(losses, func(a, b loss) int { return cmp.Compare(b.lost, a.lost) })
	for _, l := range losses[:left] {
		shares[l.index]++
	}
	if amount < 0 {
		for i := range shares {
			shares[i] = -shares[i]
		}
	}
	return shares, nil
}

// loss is how much a share lost by rounding down, in parts of the sum of weights.
type loss struct {
	index int
	lost  uint64
}

// floorShare is amount×weight÷sum rounded down, and what that lost.
func floorShare(amount uint64, weight, sum int64) (share int64, lost uint64, err error) {
	if amount > uint64(Max) {
		return 0, 0, TooLarge
	}
	divisor := magnitude(sum)
	hi, lo := bits.Mul64(amount, magnitude(weight))
	if hi >= divisor {
		return 0, 0, TooLarge
	}
	quotient, remainder := bits.Div64(hi, lo, divisor)
	if quotient >= uint64(Max) {
		return 0, 0, TooLarge
	}
	if (weight < 0) == (sum < 0) {
		return int64(quotient), remainder, nil
	}
	// One that was exact has lost a whole unit, and is the first to get it back.
	return -int64(quotient) - 1, divisor - remainder, nil
}
