package money

import "math/bits"

// Part is one instalment: a percentage of the total, an amount in minor units,
// or the rest of it.
type Part struct {
	Percent Rate  `json:"percent,omitzero"`
	Amount  int64 `json:"amount,omitzero"`
	Rest    bool  `json:"rest,omitzero"`
}

// Split divides a total into instalments that add up to it to the last unit.
//
// The percentages are rounded together and shared out by [Spread]; the one Rest
// part, if there is one, takes what remains. Without it, percentages alone make
// 100 %, and percentages beside amounts fill what the amounts leave, to within
// a unit. Errors are an [*Error]: no part is empty or negative, and parts that
// exceed or fall short of the total are refused with [PartsExceed] and
// [PartsFallShort].
func Split(total int64, parts []Part) ([]int64, error) {
	if total < 0 {
		return nil, &Error{Problem: Negative, Field: "total"}
	}
	if total > Max {
		return nil, &Error{Problem: TooLarge, Field: "total"}
	}
	p, err := planOf(parts)
	if err != nil {
		return nil, err
	}
	return p.fill(total, parts)
}

// plan is what the parts ask for together.
type plan struct {
	fixed    int64
	percents []int64 // a zero for a part of another kind
	percent  int64
	rest     int // -1 for none
}

func planOf(parts []Part) (plan, error) {
	p := plan{rest: -1, percents: make([]int64, len(parts))}
	for i, part := range parts {
		err := p.take(i, part)
		if err != nil {
			return plan{}, at(err, InPart, i, part.field())
		}
	}
	return p, nil
}

// take adds one part to the plan.
func (p *plan) take(i int, part Part) (err error) {
	if problem := part.problem(); problem != "" {
		return problem
	}
	if part.Rest {
		if p.rest >= 0 {
			return TwoRests
		}
		p.rest = i
	}
	p.percents[i] = int64(part.Percent)
	if p.percent += p.percents[i]; p.percent > int64(whole) {
		return PartsExceed
	}
	p.fixed, err = add(p.fixed, part.Amount)
	return err
}

// problem says what is wrong with a part taken alone.
func (p Part) problem() Problem {
	switch {
	case p.Percent < 0 || p.Amount < 0:
		return Negative
	case p.Percent > Rate(whole):
		return PartsExceed
	case p.Percent != 0 && p.Amount != 0, p.Rest && (p.Percent != 0 || p.Amount != 0):
		return AmountAndPercent
	case !p.Rest && p.Percent == 0 && p.Amount == 0:
		return Missing
	}
	return ""
}

// field is where a mistake in the part is to be mended.
func (p Part) field() string {
	switch {
	case p.Percent != 0:
		return "percent"
	case p.Rest && p.Amount == 0:
		return "rest"
	}
	return "amount"
}

// fill gives each part its amount.
func (p plan) fill(total int64, parts []Part) ([]int64, error) {
	left := total - p.fixed
	shared, err := p.shared(total, left)
	if err != nil {
		return nil, err
	}
	amounts := make([]int64, len(parts))
	if p.percent > 0 {
		if amounts, err = Spread(shared, p.percents); err != nil {
			return nil, &Error{Problem: problemOf(err)}
		}
	}
	for i, part := range parts {
		amounts[i] += part.Amount
	}
	if p.rest >= 0 {
		amounts[p.rest] = left - shared
	}
	return amounts, nil
}

// shared is what the percentages come to together, once the fixed amounts have
// left so much of the total.
func (p plan) shared(total, left int64) (int64, error) {
	hi, lo := bits.Mul64(uint64(total), uint64(p.percent))
	quotient, remainder := bits.Div64(hi, lo, whole)
	least, most := int64(quotient), int64(quotient)
	if remainder > 0 {
		most++
	}
	switch {
	case left < 0 || least > left:
		return 0, &Error{Problem: PartsExceed}
	case p.rest >= 0 && remainder < whole-remainder:
		return least, nil
	case p.rest >= 0:
		return min(most, left), nil
	case most < left || (p.fixed == 0 && p.percent > 0 && p.percent < int64(whole)):
		return 0, &Error{Problem: PartsFallShort}
	}
	return left, nil
}
