package store_test

import (
	"fmt"
	"sync"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func cash(t *testing.T, j *storetest.Job, invoice, amount int64, n int) {
	t.Helper()
	if err := j.RecordPayment(t.Context(), j.Owner, invoice, store.HandPayment{Method: "cash", Amount: amount, PaidOn: j.Today(), Attempt: attempt(n)}); err != nil {
		t.Fatal(err)
	}
}

func use(t *testing.T, j *storetest.Job, invoice, amount int64, n int) {
	t.Helper()
	if err := j.UseCredit(t.Context(), j.Owner, invoice, amount, attempt(n)); err != nil {
		t.Fatal(err)
	}
}

// overtaken is an invoice of which 666.00 were credited while a card paid them, as
// pi_n: what came so is held.
func overtaken(t *testing.T, j *storetest.Job, n int) store.Invoice {
	t.Helper()
	i := j.Invoiced(t)
	cash(t, j, i.ID, 155400, 400+n)
	open := started(t, j, i, n)
	_, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{Amount: 66600})
	done(t, err)
	_, err = j.Settle(t.Context(), paid(open, n))
	done(t, err)
	hold(t, j, i.ID)
	return i
}

// moved is such an invoice, and two others that its credit paid one after the
// other: of 666.00, 200.00 are on the second now and 466.00 on the third.
func moved(t *testing.T, j *storetest.Job) (first, second, third store.Invoice) {
	t.Helper()
	first, second, third = overtaken(t, j, 1), j.Invoiced(t), j.Invoiced(t)
	use(t, j, second.ID, 60000, 201)
	_, err := j.CreditInvoice(t.Context(), j.Owner, second.ID, store.Crediting{Amount: second.Total - 20000})
	done(t, err)
	hold(t, j, second.ID)
	use(t, j, third.ID, 46600, 202)
	return first, second, third
}

// What a bank or the provider takes back of a payment is taken from the invoices
// that it has paid as credit, and comes back to them.
func TestMoneyThatGoesBackIsFollowedWhereItWasUsed(t *testing.T) {
	takings := func(j *storetest.Job) int64 { return storetest.Count(t, j.Store, "SELECT sum(amount) FROM takings") }
	for name, take := range map[string]func(*storetest.Job, bool){
		"by a bank": func(j *storetest.Job, gone bool) {
			settleDispute(t, j, questioned(1, map[bool]string{true: "lost", false: "won"}[gone]))
		},
		"at the provider": func(j *storetest.Job, gone bool) {
			settleRefund(t, j, back("re_1", 1, 66600, "processing"))
			settleRefund(t, j, back("re_1", 1, 66600, map[bool]string{true: "done", false: "failed"}[gone]))
		},
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			first, second, third := moved(t, j)
			stood := []string{"paid 155400, back 66600, credited 66600, left 0", "paid 20000, back 40000, credited 202000, left 0",
				"paid 46600, back 0, credited 0, left 175400"}
			for n, i := range []store.Invoice{first, second, third} {
				owed(t, j, i.ID, stood[n])
			}
			before := takings(j)
			for range 2 {
				take(j, true)
			}
			owed(t, j, first.ID, stood[0])
			owed(t, j, second.ID, "paid 0, back 60000, credited 202000, left 20000")
			now := owed(t, j, third.ID, "paid 0, back 46600, credited 0, left 222000")
			if len(now.Refunds) != 1 || !now.Refunds[0].Asks() || now.Refunds[0].Intent != "pi_1" {
				t.Errorf("%+v", now.Refunds)
			}
			if got := before - takings(j); got != 66600 {
				t.Errorf("%d went back", got)
			}
			take(j, false)
			for n, i := range []store.Invoice{first, second, third} {
				owed(t, j, i.ID, stood[n])
			}
			if takings(j) != before {
				t.Error("what came back is not counted")
			}
			sober(t, j.Store)
		})
	}
}

// Credit that came by two payments goes back by each no further than it came.
func TestAPaymentTakesBackItsOwnCreditAlone(t *testing.T) {
	j := storetest.NewJob(t)
	overtaken(t, j, 1)
	overtaken(t, j, 2)
	other := j.Invoiced(t)
	use(t, j, other.ID, 2*66600, 201)
	settleRefund(t, j, back("re_0", 1, 66601, "done")) // more than came by it
	owed(t, j, other.ID, "paid 133200, back 0, credited 0, left 88800")
	settleRefund(t, j, back("re_1", 1, 66600, "done"))
	owed(t, j, other.ID, "paid 66600, back 66600, credited 0, left 155400")
	settleRefund(t, j, back("re_2", 2, 66600, "done"))
	owed(t, j, other.ID, "paid 0, back 133200, credited 0, left 222000")
	sober(t, j.Store)
}

// While a bank looks into a payment, nothing that it paid as credit is given back
// or used.
func TestCreditOfADisputedPaymentStaysWhereItIs(t *testing.T) {
	j := storetest.NewJob(t)
	_, _, third := moved(t, j)
	spare := twice(t, j, 2)
	hold(t, j, spare.ID)
	settleDispute(t, j, questioned(1, "open"))
	paidWithCredit := reload(t, j, third.ID).Payments[0]
	wish := store.RefundWish{Amount: 100, Attempt: attempt(300)}
	if err := j.RecordRefund(t.Context(), j.Owner, paidWithCredit.ID, store.HandRefund{RefundWish: wish, RefundedOn: j.Today()}); refusal(t, err) != "refused.disputed" {
		t.Error(err)
	}
	if _, err := j.CreditInvoice(t.Context(), j.Owner, third.ID, store.Crediting{}); err != nil {
		t.Fatal(err)
	}
	hold(t, j, third.ID)
	if held := reload(t, j, third.ID).Held; held != 46600 || credit(t, j) != 66600 {
		t.Errorf("held %d, to be used %d", held, credit(t, j))
	}
	if err := j.UseCredit(t.Context(), j.Owner, j.Invoiced(t).ID, 66601, attempt(301)); fields(t, err)["amount"] != "refused.credit_short" {
		t.Error(err)
	}
	settleDispute(t, j, questioned(1, "won"))
	if credit(t, j) != 66600+46600 {
		t.Errorf("%d can be used", credit(t, j))
	}
	sober(t, j.Store)
}

// What came too much and is on its way back is not used as credit besides.
func TestCreditThatIsOnItsWayBackIsNotUsed(t *testing.T) {
	j := storetest.NewJob(t)
	i := twice(t, j, 1)
	hold(t, j, i.ID)
	card := reload(t, j, i.ID).Payments
	var r store.Refund
	for _, pay := range card {
		if pay.Method == "card" {
			var err error
			if r, err = j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: 60000, Attempt: attempt(300)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	other := j.Invoiced(t)
	if credit(t, j) != 6600 {
		t.Errorf("%d can be used", credit(t, j))
	}
	if err := j.UseCredit(t.Context(), j.Owner, other.ID, 6601, attempt(301)); fields(t, err)["amount"] != "refused.credit_short" {
		t.Error(err)
	}
	use(t, j, other.ID, 6600, 302)
	done := back("re_1", 1, 60000, "done")
	done.Attempt = r.Attempt
	settleRefund(t, j, done)
	if now := owed(t, j, i.ID, "paid 222000, back 66600, credited 0, left 0"); now.Held != 0 || now.Excess() != 0 {
		t.Errorf("held %d, too much %d", now.Held, now.Excess())
	}
	done.State = "failed" // a bank sends it back: the studio is asked anew
	settleRefund(t, j, done)
	if now := owed(t, j, i.ID, "paid 282000, back 6600, credited 0, left 0"); now.Held != 0 || now.Excess() != 60000 {
		t.Errorf("held %d, too much %d", now.Held, now.Excess())
	}
	sober(t, j.Store)
}

// Credit that paid an invoice is free again when that is credited; such an invoice
// cannot be declared void.
func TestCreditIsFreeAgainWhenItsInvoiceIsCredited(t *testing.T) {
	j := storetest.NewJob(t)
	first := twice(t, j, 1)
	hold(t, j, first.ID)
	other := j.Invoiced(t)
	use(t, j, other.ID, 66600, 201)
	if _, err := j.VoidInvoice(t.Context(), j.Owner, other.ID, ""); refusal(t, err) != "refused.void_paid" {
		t.Error(err)
	}
	if _, err := j.VoidInvoice(t.Context(), j.Owner, first.ID, ""); refusal(t, err) != "refused.void_paid" {
		t.Error(err)
	}
	if _, err := j.CreditInvoice(t.Context(), j.Owner, other.ID, store.Crediting{}); err != nil {
		t.Fatal(err)
	}
	if now := reload(t, j, other.ID); now.Excess() != 66600 || credit(t, j) != 0 {
		t.Errorf("too much %d, to be used %d", now.Excess(), credit(t, j))
	}
	hold(t, j, other.ID)
	third := j.Invoiced(t)
	use(t, j, third.ID, 66600, 202)
	owed(t, j, third.ID, "paid 66600, back 0, credited 0, left 155400")
	owed(t, j, other.ID, "paid 0, back 66600, credited 222000, left 0")
	if credit(t, j) != 0 {
		t.Errorf("%d can be used again", credit(t, j))
	}
	sober(t, j.Store)
}

// What the studio records beyond what is owed is held; what came twice before that
// still waits for its word.
func TestOnlyWhatIsRecordedIsHeldUnasked(t *testing.T) {
	j := storetest.NewJob(t)
	i := twice(t, j, 1)
	if err := j.SaveAmounts(t.Context(), j.Owner, store.Studio{OverPayment: "hold", OwnMinimum: 1}); err != nil {
		t.Fatal(err)
	}
	cash(t, j, i.ID, 500, 300)
	if now := reload(t, j, i.ID); now.Held != 500 || now.Excess() != 66600 {
		t.Errorf("held %d, too much %d", now.Held, now.Excess())
	}
}

// A checkout over several invoices of which one was paid, credited, declared void
// or put away meanwhile: what came counts on each, and what is too much is caught.
func TestACheckoutOfSeveralThatIsOvertaken(t *testing.T) {
	for name, tc := range map[string]struct {
		meanwhile func(*testing.T, *storetest.Job, store.Invoice)
		stands    string
		excess    int64
	}{
		"paid": {func(t *testing.T, j *storetest.Job, i store.Invoice) { cash(t, j, i.ID, i.Total, 9) }, "paid 288600, back 0, credited 0, left 0", 66600},
		"paid in part": {func(t *testing.T, j *storetest.Job, i store.Invoice) { cash(t, j, i.ID, 200000, 9) },
			"paid 266600, back 0, credited 0, left 0", 44600},
		"credited": {func(t *testing.T, j *storetest.Job, i store.Invoice) {
			_, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{})
			done(t, err)
		}, "paid 66600, back 0, credited 222000, left 0", 66600},
		"void": {func(t *testing.T, j *storetest.Job, i store.Invoice) {
			_, err := j.VoidInvoice(t.Context(), j.Owner, i.ID, "")
			done(t, err)
		}, "paid 66600, back 0, credited 0, left 0", 66600},
		"archived": {func(t *testing.T, j *storetest.Job, i store.Invoice) {
			done(t, j.Write(t.Context(), "UPDATE invoice SET archived_at = 1 WHERE id = ?", i.ID))
		}, "paid 66600, back 0, credited 0, left 155400", 0},
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			one, two := j.Invoiced(t), j.Invoiced(t)
			list := atOnce(t, j, 1, one, two)
			j.Clock.Add(1e9)
			tc.meanwhile(t, j, two)
			found, err := j.SuperfluousCheckouts(t.Context())
			if err != nil || (len(found) == 1 && found[0].ID == list[0].ID) != (tc.excess > 0) {
				t.Errorf("to be closed: %v, %v", found, err)
			}
			var wait sync.WaitGroup
			for range 10 { // the webhook, the page and the sweep
				wait.Go(func() {
					if _, err := j.Settle(t.Context(), cameIn(1, 2*66600)); err != nil {
						t.Error(err)
					}
				})
			}
			wait.Wait()
			owed(t, j, one.ID, "paid 66600, back 0, credited 0, left 155400")
			now := owed(t, j, two.ID, tc.stands)
			if now.Excess() != tc.excess {
				t.Errorf("too much %d", now.Excess())
			}
			if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-overpaid'"); n != min(tc.excess, 1) {
				t.Errorf("it is told %d times", n)
			}
			if n := storetest.Count(t, j.Store, "SELECT sum(amount) FROM takings"); n != one.Paid+now.Paid+66600 {
				t.Errorf("%d was received", n)
			}
			sober(t, j.Store)
			if tc.excess > 0 { // and it can pay another, also of a void one
				hold(t, j, two.ID)
				use(t, j, one.ID, tc.excess, 10)
				sober(t, j.Store)
			}
		})
	}
}

// An instalment for which money has come since a checkout was opened is not asked
// for again by it, nor by another's.
func TestACheckoutIsClosedWhenItsInstalmentIsPaid(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	open := started(t, j, i, 1)
	if found, err := j.SuperfluousCheckouts(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	j.Clock.Add(1e9)
	cash(t, j, i.ID, 66600, 9)
	if found, err := j.SuperfluousCheckouts(t.Context()); err != nil || len(found) != 1 || found[0].ID != open.ID {
		t.Errorf("%v, %v", found, err)
	}
	// One that is paid all the same before it is closed counts for the next.
	if _, err := j.Settle(t.Context(), paid(open, 1)); err != nil {
		t.Fatal(err)
	}
	owed(t, j, i.ID, fmt.Sprintf("paid %d, back 0, credited 0, left %d", 2*66600, 222000-2*66600))
	sober(t, j.Store)
}

func TestAStaleCheckoutIsNotTakenUpAgain(t *testing.T) {
	j := storetest.NewJob(t)
	own(t, j, 100)
	i := j.Invoiced(t)
	p := j.Portal(t, j.Priya)
	pay, err := p.StartCard(t.Context(), i.ID, store.PayAmount(50000), attempt(1))
	done(t, err)
	done(t, p.KeepCheckout(t.Context(), pay.ID, "cs_1", "https://checkout.example", pay.Expires))
	again, err := p.StartCard(t.Context(), i.ID, store.PayAmount(50000), attempt(2))
	if err != nil || again.ID != pay.ID {
		t.Errorf("another is begun: %v", err)
	}
	j.Clock.Add(1e9)
	cash(t, j, i.ID, 50000, 9)
	if again, err = p.StartCard(t.Context(), i.ID, store.PayAmount(50000), attempt(3)); err != nil || again.ID == pay.ID {
		t.Errorf("one that will be closed is offered: %v", err)
	}
}
