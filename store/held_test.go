package store_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// twice is an invoice whose deposit was paid by card and whose total then came in
// cash: 666.00 came too much, and the card's was the last to be heard of.
func twice(t *testing.T, j *storetest.Job, n int) store.Invoice {
	t.Helper()
	i := j.Invoiced(t)
	card := paid(started(t, j, i, n), n)
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Total, PaidOn: j.Today(), Attempt: attempt(1000 + n)}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Settle(t.Context(), card); err != nil {
		t.Fatal(err)
	}
	return reload(t, j, i.ID)
}

func reload(t *testing.T, j *storetest.Job, id int64) store.Invoice {
	t.Helper()
	i, err := j.Invoice(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func credit(t *testing.T, j *storetest.Job) int64 {
	t.Helper()
	held, err := j.Credit(t.Context(), j.Client.ID, "GBP")
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func hold(t *testing.T, j *storetest.Job, id int64) {
	t.Helper()
	if err := j.HoldCredit(t.Context(), j.Owner, id); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsPaidTwiceCountsAndIsCaught(t *testing.T) {
	j := storetest.NewJob(t)
	i := twice(t, j, 1)
	if i.Paid != 288600 || i.Left() != 0 || i.Excess() != 66600 || !i.PaidTwice() {
		t.Errorf("paid %d, left %d, too much %d, twice %v", i.Paid, i.Left(), i.Excess(), i.PaidTwice())
	}
	matters, err := j.Matters(t.Context())
	if err != nil || len(matters) == 0 || matters[0].Kind != "paid twice" || matters[0].Amount != 66600 {
		t.Errorf("%+v, %v", matters, err)
	}
	if got := queued(t, j.Store); strings.Count(got, "studio-overpaid hannah") != 1 {
		t.Errorf("mails: %s", got)
	}
	hold(t, j, i.ID)
	hold(t, j, i.ID)
	if i = reload(t, j, i.ID); i.Excess() != 0 || i.Held != 66600 || credit(t, j) != 66600 {
		t.Errorf("too much %d, held %d, credit %d", i.Excess(), i.Held, credit(t, j))
	}
	if matters, err = j.Matters(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range matters {
		if m.Kind == "paid twice" || m.Kind == "paid too much" {
			t.Error("it still needs the studio's attention")
		}
	}
	sober(t, j.Store)
}

func TestByHandMoreThanIsOwedIsRefusedOrHeld(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	h := store.HandPayment{Method: "cash", Amount: i.Total + 500, PaidOn: j.Today(), Attempt: attempt(1)}
	if got := fields(t, j.RecordPayment(t.Context(), j.Owner, i.ID, h)); got["amount"] != "refused.too_much_by_hand" {
		t.Errorf("%v", got)
	}
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "keep", OwnMinimum: 1}); fields(t, err)["over_payment"] == "" {
		t.Error(err)
	}
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "hold", OwnMinimum: 1}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a double click
		if err := j.RecordPayment(t.Context(), j.Owner, i.ID, h); err != nil {
			t.Fatal(err)
		}
	}
	h.Amount, h.Attempt = 100, attempt(2) // and something more, for an invoice that is paid
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, h); err != nil {
		t.Fatal(err)
	}
	if i = reload(t, j, i.ID); i.Held != 600 || i.Excess() != 0 || credit(t, j) != 600 {
		t.Errorf("held %d, too much %d, credit %d", i.Held, i.Excess(), credit(t, j))
	}
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "refuse", OwnMinimum: 1}); err != nil {
		t.Fatal(err)
	}
	h.Attempt = attempt(3)
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, h); refusal(t, err) != "refused.nothing_left" {
		t.Error(err)
	}
	sober(t, j.Store)
}

func TestCreditPaysAnotherInvoiceOfTheSameClient(t *testing.T) {
	j := storetest.NewJob(t)
	first := twice(t, j, 1)
	other := j.Invoiced(t)
	if err := j.UseCredit(t.Context(), j.Owner, other.ID, 100, attempt(8)); fields(t, err)["amount"] != "refused.credit_short" {
		t.Errorf("what is not held is used: %v", err)
	}
	hold(t, j, first.ID)
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com").Invoiced(t)
	if err := j.UseCredit(t.Context(), j.Owner, stranger.ID, 100, attempt(9)); fields(t, err)["amount"] != "refused.credit_short" {
		t.Errorf("another client's credit is used: %v", err)
	}
	for amount, key := range map[int64]string{66601: "refused.credit_short", 222001: "refused.too_much", 0: "invalid.too_small", -1: "invalid.too_small"} {
		if err := j.UseCredit(t.Context(), j.Owner, other.ID, amount, attempt(10)); fields(t, err)["amount"] != key {
			t.Errorf("%d: %v", amount, err)
		}
	}
	taken := storetest.Count(t, j.Store, "SELECT sum(amount) FROM takings")
	var wait sync.WaitGroup
	for range 5 {
		wait.Go(func() {
			if err := j.UseCredit(t.Context(), j.Owner, other.ID, 60000, attempt(11)); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	owed(t, j, other.ID, "paid 60000, back 0, credited 0, left 162000")
	now := owed(t, j, first.ID, "paid 228600, back 60000, credited 0, left 0")
	if now.Held != 6600 || now.Excess() != 0 || credit(t, j) != 6600 {
		t.Errorf("held %d, too much %d, credit %d", now.Held, now.Excess(), credit(t, j))
	}
	if after := storetest.Count(t, j.Store, "SELECT sum(amount) FROM takings"); after != taken {
		t.Errorf("%d was received, and now %d", taken, after)
	}
	if pay := reload(t, j, other.ID).Payments[0]; pay.Method != "credit" || pay.State != "paid" || pay.Receipt == "" || pay.Note != first.Number {
		t.Errorf("%+v", pay)
	}
	sober(t, j.Store)
}

// What has gone back is no credit any more.
func TestCreditEndsWhereItsMoneyGoes(t *testing.T) {
	j := storetest.NewJob(t)
	i := twice(t, j, 1)
	hold(t, j, i.ID)
	settleRefund(t, j, back("re_1", 1, 60000, "done")) // on Stripe's pages: of what came too much, so nobody is asked
	now := reload(t, j, i.ID)
	if now.Held != 6600 || now.Excess() != 0 || now.Refunds[0].Asks() || credit(t, j) != 6600 {
		t.Errorf("held %d, too much %d, credit %d, %+v", now.Held, now.Excess(), credit(t, j), now.Refunds[0])
	}
	settleDispute(t, j, questioned(1, "open")) // of the card's 66.00, and the cash is still there
	if err := j.UseCredit(t.Context(), j.Owner, j.Invoiced(t).ID, 6600, attempt(5)); err != nil {
		t.Error(err)
	}
	sober(t, j.Store)
}

// Whatever is held, used and given back between a client's invoices: the money
// that is there stays the same but for what came and what went, nothing is used
// twice, and nothing is below zero.
func TestCreditMovesAndIsNeverMade(t *testing.T) {
	j := storetest.NewJob(t)
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "hold", OwnMinimum: 1}); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(11, 13))
	var list []store.Invoice
	for range 4 {
		list = append(list, j.Invoiced(t))
	}
	there := int64(0)
	for n := range 120 {
		i := reload(t, j, list[r.IntN(len(list))].ID)
		amount := r.Int64N(90_000) + 1
		switch r.IntN(4) {
		case 0:
			if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: amount, PaidOn: j.Today(), Attempt: attempt(n)}); err != nil {
				t.Fatal(err)
			}
			there += amount
		case 1:
			amount = min(amount, i.Left(), credit(t, j))
			if err := j.UseCredit(t.Context(), j.Owner, i.ID, amount, attempt(n)); err != nil && amount > 0 {
				t.Fatalf("%d of %d: %v", amount, credit(t, j), err)
			}
		case 2:
			if len(i.Payments) == 0 {
				continue
			}
			pay := i.Payments[r.IntN(len(i.Payments))]
			wish := store.RefundWish{Amount: min(amount, pay.Amount-pay.Refunded), Credit: r.IntN(2) == 0, Attempt: attempt(n)}
			if err := j.RecordRefund(t.Context(), j.Owner, pay.ID, store.HandRefund{RefundWish: wish, RefundedOn: j.Today()}); err == nil {
				there -= wish.Amount
			} else if wish.Amount > 0 {
				t.Fatal(err)
			}
		case 3:
			hold(t, j, i.ID)
		}
		sum := int64(0)
		for _, i := range list {
			now := reload(t, j, i.ID)
			sum += now.Paid
			if now.Paid < 0 || now.Held < 0 || now.Excess() < 0 || now.Left() < 0 || now.Held > now.Over() {
				t.Fatalf("step %d: %+v", n, now)
			}
		}
		if sum != there {
			t.Fatalf("step %d: %d is there, and the invoices hold %d", n, there, sum)
		}
	}
	sober(t, j.Store)
}
