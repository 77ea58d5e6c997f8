package money_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"anteroom/store/money"
)

// document is a random document with its taxes as parts: net and tax of each.
func document(random *rand.Rand, currency string) (parts []int64) {
	for {
		sheet := money.Sheet{Currency: currency}
		for range 1 + random.IntN(4) {
			rate := []money.Rate{0, 5_000, 7_700, 19_600, 20_000, 25_500}[random.IntN(6)]
			sheet.Lines = append(sheet.Lines, money.Line{Quantity: money.Decimal(1+random.Int64N(9)) * money.One,
				Price: money.Decimal(random.Int64N(9_999_999_999)), Tax: money.Tax{Category: money.Standard, Rate: rate}})
		}
		totals, err := sheet.Totals()
		if err != nil || totals.Total == 0 {
			continue
		}
		for _, tax := range totals.Taxes {
			parts = append(parts, tax.Base, tax.Amount)
		}
		return parts
	}
}

// Paid in any number of payments, each part has had exactly its amount, no
// share was below zero, and no part was ever paid beyond.
func TestPaymentsAddUpToEachPart(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 3_000 {
		currency := []string{"GBP", "JPY", "KWD"}[n%3]
		parts := document(random, currency)
		paying, had := money.NewPaying(parts), make([]int64, len(parts))
		for left := sum(parts); left > 0; {
			amount := 1 + random.Int64N(left)
			shares, err := paying.Pay(amount)
			if err != nil || sum(shares) != amount {
				t.Fatalf("%d of %v was divided into %v: %v", amount, parts, shares, err)
			}
			for i, share := range shares {
				if had[i] += share; share < 0 || had[i] > parts[i] {
					t.Fatalf("%s: part %d of %v had %d by %v", currency, i, parts, had[i], shares)
				}
			}
			left -= amount
		}
		if !slices.Equal(had, parts) {
			t.Fatalf("%s: %v was paid as %v", currency, parts, had)
		}
	}
}

// Whatever happens to an invoice, in any order: when what was paid is what is
// asked for, each part has had exactly what is asked for it.
func TestPaymentsRefundsAndCreditsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for n := range 3_000 {
		life := newLife(random, document(random, []string{"GBP", "JPY", "KWD"}[n%3]))
		for range random.IntN(12) {
			life.happen(t)
		}
		life.settle(t)
		if !slices.Equal(life.had, life.due) {
			t.Fatalf("%v is asked for and %v was paid\n%s", life.due, life.had, life.told)
		}
	}
}

// life is what happens to one invoice.
type life struct {
	random   *rand.Rand
	paying   *money.Paying
	due, had []int64
	told     string
}

func newLife(random *rand.Rand, parts []int64) *life {
	return &life{random: random, paying: money.NewPaying(parts), due: slices.Clone(parts), had: make([]int64, len(parts))}
}

func (l *life) happen(t *testing.T) {
	t.Helper()
	switch paid := sum(l.had); l.random.IntN(4) {
	case 0:
		l.credit(t)
	case 1:
		if paid > 0 {
			l.move(t, -1-l.random.Int64N(paid))
		}
	default:
		l.move(t, 1+l.random.Int64N(sum(l.due)+sum(l.due)/10+1)) // now and then twice
	}
}

// credit takes away some of some parts, in no proportion; now and then exactly
// as much as leaves what was paid.
func (l *life) credit(t *testing.T) {
	t.Helper()
	parts := make([]int64, len(l.due))
	exact := l.random.IntN(3) == 0
	room := sum(l.due) - sum(l.had)
	for i, due := range l.due {
		if due > 0 {
			parts[i] = l.random.Int64N(due + 1)
		}
		if exact {
			parts[i] = min(max(0, due), max(0, room))
			room -= parts[i]
		}
	}
	for i := range parts {
		l.due[i] -= parts[i]
	}
	correction := l.paying.Credit(parts)
	l.told += fmt.Sprintf("credit %v, correct %v\n", parts, correction)
	if sum(correction) != 0 {
		t.Fatalf("a correction of %v moves money", correction)
	}
	for i, share := range correction {
		l.had[i] += share
	}
}

// move pays an amount, or refunds one below zero.
func (l *life) move(t *testing.T, amount int64) {
	t.Helper()
	divide, sign := l.paying.Pay, int64(1)
	if amount < 0 {
		divide, sign = l.paying.Refund, -1
	}
	shares, err := divide(sign * amount)
	l.told += fmt.Sprintf("move %d as %v\n", amount, shares)
	if err != nil || sign*sum(shares) != amount {
		t.Fatalf("%d was divided into %v: %v\n%s", amount, shares, err, l.told)
	}
	for i, share := range shares {
		l.had[i] += sign * share
	}
}

// settle pays what is left, or gives back what is too much.
func (l *life) settle(t *testing.T) {
	t.Helper()
	if left := sum(l.due) - sum(l.had); left != 0 {
		l.move(t, left)
	}
}

func TestNothingIsNoPayment(t *testing.T) {
	for _, amount := range []int64{0, -1} {
		if shares, err := money.NewPaying([]int64{100, 20}).Pay(amount); err == nil {
			t.Errorf("%d was divided into %v", amount, shares)
		}
	}
	// An invoice that was cancelled, and paid all the same.
	paying := money.NewPaying([]int64{100, 20})
	paying.Credit([]int64{100, 20})
	if shares, err := paying.Pay(60); err != nil || !slices.Equal(shares, []int64{50, 10}) {
		t.Errorf("paid after it was cancelled: %v, %v", shares, err)
	}
	// An invoice of nothing.
	if shares, err := money.NewPaying([]int64{0, 0}).Pay(60); err != nil || !slices.Equal(shares, []int64{60, 0}) {
		t.Errorf("nothing, paid: %v, %v", shares, err)
	}
}

func TestPlain(t *testing.T) {
	for _, story := range []struct {
		amount         int64
		currency, want string
	}{
		{185000, "GBP", "1850.00"}, {-5, "GBP", "-0.05"}, {0, "GBP", "0.00"}, {1850, "JPY", "1850"}, {-1, "JPY", "-1"},
		{12345, "KWD", "12.345"}, {-500, "KWD", "-0.500"}, {money.Max, "GBP", "9999999999999.99"},
	} {
		if got := money.Plain(story.amount, story.currency); got != story.want {
			t.Errorf("%d %s is %q, want %q", story.amount, story.currency, got, story.want)
		}
	}
}
