package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// inParts is an invoice of 2220.00 in four parts.
func inParts(t *testing.T, j *storetest.Job) store.Invoice {
	t.Helper()
	return j.Invoiced(t, func(c *store.Content) {
		c.Schedule = []store.Step{{Label: "Deposit", Part: money.Part{Percent: 30_000}, Due: store.Due{Kind: "acceptance"}},
			{Label: "First fix", Part: money.Part{Percent: 30_000}, Due: store.Due{Kind: "acceptance", Days: 10}},
			{Label: "Second fix", Part: money.Part{Percent: 25_000}, Due: store.Due{Kind: "acceptance", Days: 20}},
			{Label: "Completion", Part: money.Part{Rest: true}, Due: store.Due{Kind: "acceptance", Days: 30}}}
	})
}

func own(t *testing.T, j *storetest.Job, minimum int64) {
	t.Helper()
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "refuse", OwnAmounts: true, OwnMinimum: minimum}); err != nil {
		t.Fatal(err)
	}
}

func TestAClientChoosesHowMuchToPay(t *testing.T) {
	j := storetest.NewJob(t)
	i := inParts(t, j)
	p := j.Portal(t, j.Priya)
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 10000, PaidOn: j.Today(), Attempt: attempt(99)}); err != nil {
		t.Fatal(err)
	}
	for choice, want := range map[store.Choice]int64{store.PayNext: 56600, store.PayFirst(1): 56600, store.PayFirst(2): 123200, store.PayFirst(3): 178700,
		store.PayFirst(4): 212000, store.PayAll: 212000} {
		if pay, err := p.StartCard(t.Context(), i.ID, choice, "attempt-of-a-choice"); err != nil || pay.Amount != want {
			t.Errorf("%s: %d, not %d, %v", choice, pay.Amount, want, err)
		}
	}
	for _, choice := range []store.Choice{"", "first", "first-", "first-0", "first-5", "first--1", "first-2x", "next-2", "amount", "amount-100", "everything", "first-9223372036854775808"} {
		if pay, err := p.StartCard(t.Context(), i.ID, choice, "attempt-of-a-choice"); fields(t, err)["pay"] != "invalid.choice" {
			t.Errorf("%q: %d, %v", choice, pay.Amount, err)
		}
	}
}

func TestAnAmountOfTheirOwnIsHeldAgainstItsBounds(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	i := inParts(t, j)
	p := j.Portal(t, j.Priya)
	own(t, j, 5000)
	for amount, key := range map[int64]string{4999: "invalid.least_amount", 0: "invalid.least_amount", -5000: "invalid.least_amount", 222001: "refused.too_much"} {
		if _, err := p.StartCard(t.Context(), i.ID, store.PayAmount(amount), "attempt-of-an-amount"); fields(t, err)["amount"] != key {
			t.Errorf("%d: %v", amount, err)
		}
		if _, err := p.AnnounceTransfer(t.Context(), i.ID, store.PayAmount(amount), "attempt-of-an-amount"); fields(t, err)["amount"] != key {
			t.Errorf("%d by transfer: %v", amount, err)
		}
	}
	for _, amount := range []int64{5000, 222000} {
		if pay, err := p.StartCard(t.Context(), i.ID, store.PayAmount(amount), "attempt-of-an-amount"); err != nil || pay.Amount != amount {
			t.Errorf("%d: %d, %v", amount, pay.Amount, err)
		}
	}
	// What is left may be less than the least.
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 219000, PaidOn: j.Today(), Attempt: attempt(99)}); err != nil {
		t.Fatal(err)
	}
	if pay, err := p.StartCard(t.Context(), i.ID, store.PayAmount(3000), "attempt-of-the-rest"); err != nil || pay.Amount != 3000 {
		t.Errorf("the rest: %d, %v", pay.Amount, err)
	}
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "refuse", OwnAmounts: true}); fields(t, err)["own_minimum"] == "" {
		t.Errorf("no minimum: %v", err)
	}
}

func TestTheLeastIsReckonedInTheInvoicesCurrency(t *testing.T) {
	studio := store.Studio{Currency: "GBP", OwnMinimum: 1050}
	for currency, want := range map[string]int64{"GBP": 1050, "EUR": 1050, "JPY": 11, "KWD": 10500} {
		if got := studio.LeastOf(&store.Invoice{Currency: currency, Total: 1 << 40}); got != want {
			t.Errorf("%s: %d, not %d", currency, got, want)
		}
	}
	if got := studio.LeastOf(&store.Invoice{Currency: "GBP", Total: 7}); got != 7 {
		t.Errorf("of 7 that are left: %d", got)
	}
}

// Whatever is chosen, in whatever order: every payment is above nothing and no
// more than what is left, and together they are the total.
func TestChoicesComeToTheTotal(t *testing.T) {
	j := storetest.NewJob(t)
	own(t, j, 100)
	r := rand.New(rand.NewPCG(5, 8))
	n := 0
	for range 12 {
		i := inParts(t, j)
		for i.Left() > 0 {
			n++
			open := len(i.Open())
			choice := []store.Choice{store.PayNext, store.PayFirst(1 + r.IntN(open)), store.PayAmount(min(i.Left(), 100+r.Int64N(90_000))), store.PayAll}[r.IntN(4)]
			pay, err := j.Portal(t, j.Priya).StartCard(t.Context(), i.ID, choice, attempt(n))
			if err != nil || pay.Amount <= 0 || pay.Amount > i.Left() {
				t.Fatalf("%s of %d: %d, %v", choice, i.Left(), pay.Amount, err)
			}
			o := paid(pay, n)
			o.Attempt = pay.Attempt
			if _, err := j.Settle(t.Context(), o); err != nil {
				t.Fatal(err)
			}
			before := i.Left()
			if i = reload(t, j, i.ID); i.Left() != before-pay.Amount {
				t.Fatalf("%d was left, %d paid, and %d is left", before, pay.Amount, i.Left())
			}
		}
		if i.Paid != i.Total || i.Over() != 0 {
			t.Error(fmt.Sprint("paid ", i.Paid, " of ", i.Total))
		}
	}
	sober(t, j.Store)
}
