package store

import (
	"math"
	"strconv"
	"strings"

	"anteroom/store/money"
)

// Choice is how much of an invoice a client pays, as the form says it: the next
// instalment, the first few, everything that is left, or an amount of their own.
type Choice string

// The choices without a number of their own.
const (
	PayNext Choice = "next"
	PayAll  Choice = "all"
)

// PayFirst is the next n instalments at once.
func PayFirst(n int) Choice { return Choice("first-" + strconv.Itoa(n)) }

// PayAmount is an amount of the client's own, in minor units of the invoice's
// currency, where the studio allows it.
func PayAmount(minor int64) Choice { return Choice("amount-" + strconv.FormatInt(minor, 10)) }

// of is the amount that a choice comes to. locale is the payer's, for what is
// told of a limit.
func (c Choice) of(i *Invoice, studio *Studio, locale string) (int64, error) {
	if !i.IsPayable() {
		return 0, refuse("refused.already_paid")
	}
	kind, number, numbered := strings.Cut(string(c), "-")
	n, err := strconv.ParseInt(number, 10, 64)
	switch {
	case c == PayAll:
		return i.Left(), nil
	case c == PayNext:
		return i.Next().Left(), nil
	case kind == "first" && numbered && err == nil && n >= 1 && n <= int64(len(i.Open())):
		return i.First(int(n)), nil
	case kind == "amount" && numbered && err == nil && studio.OwnAmounts:
		return n, i.ownAmount(n, studio, locale)
	}
	return 0, &Invalid{Fields: map[string]Text{"pay": Say("invalid.choice")}}
}

// ownAmount holds an amount of the client's own against what is left and against
// the least that the studio takes.
func (i *Invoice) ownAmount(amount int64, studio *Studio, locale string) error {
	least := studio.LeastOf(i)
	switch {
	case amount > i.Left():
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.too_much")}}
	case amount < least:
		return &Invalid{Fields: map[string]Text{"amount": Say("invalid.least_amount", "amount", money.Format(least, i.Currency, locale))}}
	}
	return nil
}

// LeastOf is the least that a client may pay of an invoice by an amount of their
// own: the studio's minimum, and no more than is left. On an invoice in another
// currency than the studio's it is as many of that one's major units.
func (s *Studio) LeastOf(i *Invoice) int64 {
	least := s.OwnMinimum
	for shift := money.Exponent(i.Currency) - money.Exponent(s.Currency); shift != 0; {
		if shift > 0 {
			least, shift = least*10, shift-1
		} else {
			least, shift = (least+9)/10, shift+1
		}
	}
	return min(max(least, 1), i.Left())
}

// mostMinimum bounds the minimum, so that it can be reckoned in any currency.
const mostMinimum = math.MaxInt64 / 10_000_000

// Open are the instalments that are not covered.
func (i *Invoice) Open() (open []Instalment) {
	for _, part := range i.Instalments {
		if part.Left() > 0 {
			open = append(open, part)
		}
	}
	return open
}

// First is what is left of the next n instalments together.
func (i *Invoice) First(n int) (sum int64) {
	for _, part := range i.Open()[:n] {
		sum += part.Left()
	}
	return sum
}
