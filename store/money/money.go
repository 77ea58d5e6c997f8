// Package money is the exact arithmetic of documents: quotes, invoices and
// credit notes. It does no input or output, and it knows no database.
//
// An amount is an int64 of minor units (pence, cents, fils, whole yen) beside
// an ISO 4217 currency code; how many minor units make one major unit is
// [Exponent]'s to say, and nobody multiplies by a hundred. Quantities and unit
// prices are a [Decimal], tax rates and percentages a [Rate].
//
// # Rounding
//
// One rule, that of EN 16931-1:
//
//  1. A line is quantity × price ÷ base quantity, rounded to the minor unit.
//     Its discounts and charges are rounded one by one (a percentage is always
//     of the line before any of them) and then taken off or added.
//  2. A percentage of the document is a percentage of the sum of the lines,
//     rounded once. An adjustment that names no tax of its own is spread over
//     the document's taxes by [Spread], so that the shares add up to it.
//  3. Tax is worked out once for each tax on the document, from the sum of what
//     falls under it, and rounded once. A country that wants it line by line
//     sets [PerLine]: then adjustments are spread over the lines, and tax is
//     worked out and rounded on each line less its share.
//  4. Rounding is half away from zero, so that a credit mirrors its charge.
//
// Where prices include tax, the amounts that people agreed on are the gross
// ones: tax is taken out of them, and the total is exactly their sum.
//
// Intermediate products have 128 bits. No result may pass [Max]; one that would
// is an error, never a wrong number.
package money

import "math/bits"

// Max is the largest amount, in minor units, that this package returns. Every
// amount up to it is exact in a float64 too, so JSON readers and spreadsheets
// keep it.
const Max int64 = 999_999_999_999_999

// scale returns a×b÷d, rounded half away from zero. It returns [TooLarge] for
// a result beyond [Max].
func scale(a, b int64, d uint64) (int64, error) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi >= d {
		return 0, TooLarge
	}
	quotient, remainder := bits.Div64(hi, lo, d)
	if quotient > uint64(Max) {
		return 0, TooLarge
	}
	result := int64(quotient)
	if remainder >= d-remainder {
		result++
	}
	if result > Max {
		return 0, TooLarge
	}
	if (a < 0) != (b < 0) {
		return -result, nil
	}
	return result, nil
}

// RoundTo rounds an amount to a multiple of step minor units, half away from
// zero, as cash is rounded: 5 where the smallest coin is five rappen. It returns
// [TooLarge] beyond [Max], and [Negative] for a step below 1.
func RoundTo(amount, step int64) (int64, error) {
	if step < 1 {
		return 0, Negative
	}
	steps, err := scale(amount, 1, uint64(step))
	if err != nil {
		return 0, err
	}
	return scale(steps, step, 1)
}

// add returns a+b, or [TooLarge] when the sum is beyond [Max].
func add(a, b int64) (int64, error) {
	if outside(a) || outside(b) || outside(a+b) {
		return 0, TooLarge
	}
	return a + b, nil
}

func outside(amount int64) bool { return amount > Max || amount < -Max }

// magnitude is the absolute value, also of the least int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
