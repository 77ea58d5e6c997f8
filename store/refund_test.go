package store_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// paidByCard is an invoice of which the deposit, 666.00, was paid at the
// provider under pi_n.
func paidByCard(t *testing.T, j *storetest.Job, n int) (store.Invoice, store.Payment) {
	t.Helper()
	i := j.Invoiced(t)
	pay, err := j.Settle(t.Context(), paid(started(t, j, i, n), n))
	if err != nil {
		t.Fatal(err)
	}
	return i, pay
}

func back(id string, n int, amount int64, state string) store.RefundOutcome {
	return store.RefundOutcome{RefundID: id, Intent: fmt.Sprintf("pi_%d", n), State: state, Amount: amount, Currency: "GBP"}
}

func settleRefund(t *testing.T, j *storetest.Job, o store.RefundOutcome) {
	t.Helper()
	if err := j.SettleRefund(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

// owed asks how an invoice stands: paid, refunded, credited, left.
func owed(t *testing.T, j *storetest.Job, id int64, want string) store.Invoice {
	t.Helper()
	i, err := j.Invoice(t.Context(), id)
	if got := fmt.Sprintf("paid %d, back %d, credited %d, left %d", i.Paid, i.Refunded, i.Credited, i.Left()); err != nil || got != want {
		t.Errorf("%s, not %s; %v", got, want, err)
	}
	return i
}

func TestARefundThatTheStudioAskedForIsCreditedWhenItIsMade(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	wish := store.RefundWish{Amount: 50000, Reason: "Work left out", Credit: true, Attempt: attempt(2)}
	r, err := j.StartRefund(t.Context(), j.Owner, pay.ID, wish)
	if err != nil || r.State != "started" || r.Intent != "pi_1" {
		t.Fatalf("%+v, %v", r, err)
	}
	again, err := j.StartRefund(t.Context(), j.Owner, pay.ID, wish)
	if err != nil || again.ID != r.ID {
		t.Errorf("a double click began refund %d beside %d, %v", again.ID, r.ID, err)
	}
	owed(t, j, i.ID, "paid 66600, back 0, credited 0, left 155400")
	if _, err := j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: 16601, Attempt: attempt(3)}); fields(t, err)["amount"] != "refused.refund_too_much" {
		t.Errorf("more than what is on its way leaves: %v", err)
	}
	done := back("re_1", 1, 50000, "done")
	done.Attempt = r.Attempt
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			if err := j.SettleRefund(t.Context(), done); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	now := owed(t, j, i.ID, "paid 16600, back 50000, credited 50000, left 155400")
	if len(now.Refunds) != 1 || now.Refunds[0].CreditNote != "CN-0001" || now.Refunds[0].State != "done" {
		t.Errorf("%+v", now.Refunds)
	}
	if got := queued(t, j.Store); strings.Count(got, "refund priya") != 1 || strings.Contains(got, "studio-refund") {
		t.Errorf("mails: %s", got)
	}
	sober(t, j.Store)
}

func TestWithoutACreditNoteItIsOwedAgain(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	r, err := j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: 66600, Attempt: attempt(2)})
	if err != nil {
		t.Fatal(err)
	}
	done := back("re_1", 1, 66600, "done")
	done.Attempt = r.Attempt
	settleRefund(t, j, done)
	now := owed(t, j, i.ID, "paid 0, back 66600, credited 0, left 222000")
	if now.NextDue != 66600 || now.Refunds[0].Asks() {
		t.Errorf("next %d, %+v", now.NextDue, now.Refunds)
	}
}

// What was refunded on the provider's own pages counts once, and the studio is
// asked what becomes of the invoice.
func TestARefundFromOutsideAsksTheStudio(t *testing.T) {
	for _, credit := range []bool{true, false} {
		t.Run(fmt.Sprint("credit ", credit), func(t *testing.T) {
			j := storetest.NewJob(t)
			i, _ := paidByCard(t, j, 1)
			for range 3 {
				settleRefund(t, j, back("re_1", 1, 6600, "processing"))
				settleRefund(t, j, back("re_1", 1, 6600, "done"))
			}
			now := owed(t, j, i.ID, "paid 60000, back 6600, credited 0, left 162000")
			if len(now.Refunds) != 1 || !now.Refunds[0].Asks() || now.Refunds[0].StaffID != 0 {
				t.Fatalf("%+v", now.Refunds)
			}
			if got := queued(t, j.Store); strings.Count(got, "refund priya") != 1 || strings.Count(got, "studio-refund hannah") != 1 {
				t.Errorf("mails: %s", got)
			}
			other, _ := paidByCard(t, j, 2)
			if err := j.DecideRefund(t.Context(), j.Owner, other.ID, now.Refunds[0].ID, credit); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("decided from another invoice: %v", err)
			}
			for _, word := range []bool{credit, !credit} { // what was said first stays
				if err := j.DecideRefund(t.Context(), j.Owner, i.ID, now.Refunds[0].ID, word); err != nil {
					t.Fatal(err)
				}
			}
			want := map[bool]string{true: "paid 60000, back 6600, credited 6600, left 155400", false: "paid 60000, back 6600, credited 0, left 162000"}[credit]
			if now = owed(t, j, i.ID, want); now.Refunds[0].Asks() {
				t.Error("it still asks")
			}
			sober(t, j.Store)
		})
	}
}

func TestARefundOfAnUnknownPaymentIsNotOurs(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	started(t, j, i, 1)
	if err := j.SettleRefund(t.Context(), back("re_1", 1, 100, "done")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of a payment that has not arrived: %v", err)
	}
	euro := back("re_2", 2, 100, "done")
	euro.Currency = "EUR"
	paidByCard(t, j, 2)
	if err := j.SettleRefund(t.Context(), euro); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("in another currency: %v", err)
	}
}

// A refund that a bank sends back is no refund; its credit note stands, and what
// it took off is now paid too much.
func TestARefundMayComeBack(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 155400, PaidOn: j.Today(), Attempt: attempt(3)}); err != nil {
		t.Fatal(err)
	}
	r, err := j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: 66600, Credit: true, Attempt: attempt(2)})
	if err != nil {
		t.Fatal(err)
	}
	o := back("re_1", 1, 66600, "done")
	o.Attempt = r.Attempt
	settleRefund(t, j, o)
	owed(t, j, i.ID, "paid 155400, back 66600, credited 66600, left 0")
	o.State, o.Failure = "failed", "The card has expired."
	settleRefund(t, j, o)
	o.State = "done" // an older answer that comes late
	settleRefund(t, j, o)
	now := owed(t, j, i.ID, "paid 222000, back 0, credited 66600, left 0")
	if now.Over() != 66600 || now.Refunds[0].State != "failed" || now.Refunds[0].Failure != "The card has expired." {
		t.Errorf("over %d, %+v", now.Over(), now.Refunds[0])
	}
	if got := queued(t, j.Store); strings.Count(got, "studio-refund-failed hannah") != 1 {
		t.Errorf("mails: %s", got)
	}
	sober(t, j.Store)
}

// A call that fails is no word of the provider's: if it was made after all, it
// counts. What the provider itself says is final.
func TestOnlyTheProvidersWordIsFinal(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	r, err := j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: 100, Attempt: attempt(2)})
	if err != nil {
		t.Fatal(err)
	}
	settleRefund(t, j, store.RefundOutcome{Attempt: r.Attempt, State: "failed", Failure: "No answer", Seen: true})
	if got := queued(t, j.Store); strings.Contains(got, "studio-refund-failed") {
		t.Errorf("mails: %s", got)
	}
	made := back("re_1", 1, 100, "done")
	made.Attempt = r.Attempt
	settleRefund(t, j, made)
	settleRefund(t, j, store.RefundOutcome{Attempt: r.Attempt, State: "failed"}) // by now it means nothing
	owed(t, j, i.ID, "paid 66500, back 100, credited 0, left 155500")
	settleRefund(t, j, back("re_2", 1, 200, "failed")) // failed before we heard of it
	settleRefund(t, j, back("re_2", 1, 200, "done"))
	owed(t, j, i.ID, "paid 66500, back 100, credited 0, left 155500")
}

// What the provider says went back and does not fit is told once, does not
// count, and counts once it fits.
func TestARefundThatDoesNotFitIsKeptAside(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	byHand := store.HandRefund{RefundWish: store.RefundWish{Amount: 60000, Attempt: attempt(2)}, RefundedOn: j.Today()}
	if err := j.RecordRefund(t.Context(), j.Owner, pay.ID, byHand); err != nil {
		t.Fatal(err)
	}
	settleRefund(t, j, back("re_1", 1, 3300, "done"))
	for range 3 {
		settleRefund(t, j, back("re_2", 1, 6600, "done"))
	}
	owed(t, j, i.ID, "paid 3300, back 63300, credited 0, left 218700")
	if got := queued(t, j.Store); strings.Count(got, "studio-refund-mismatch") != 1 {
		t.Errorf("mails: %s", got)
	}
	settleRefund(t, j, back("re_1", 1, 3300, "failed"))
	settleRefund(t, j, back("re_2", 1, 6600, "done"))
	owed(t, j, i.ID, "paid 0, back 66600, credited 0, left 222000")
	sober(t, j.Store)
}

func TestAPaymentByHandIsNotRefundedByTheProvider(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 100, PaidOn: j.Today(), Attempt: attempt(1)}); err != nil {
		t.Fatal(err)
	}
	now, err := j.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.StartRefund(t.Context(), j.Owner, now.Payments[0].ID, store.RefundWish{Amount: 100, Attempt: attempt(2)}); refusal(t, err) != "refused.refund_by_hand" {
		t.Error(err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM refund"); n != 0 {
		t.Errorf("%d rows were left", n)
	}
}

// provider is what a payment provider does with one payment, and every word that
// it says of it on the way.
type provider struct {
	amount int64
	made   map[string]*store.RefundOutcome
	said   []store.RefundOutcome
}

func (p *provider) room() int64 {
	left := p.amount
	for _, o := range p.made {
		if o.State != "failed" {
			left -= o.Amount
		}
	}
	return left
}

func (p *provider) say(o store.RefundOutcome) {
	p.made[o.RefundID] = &o
	p.said = append(p.said, o)
}

// Whatever goes back, from here or from the provider's pages, and in whatever
// order and however often its events come: never more than came, and in the end
// exactly what the provider says.
func TestRefundsEndWhereTheProviderSays(t *testing.T) {
	j := storetest.NewJob(t)
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 7))
		i, pay := paidByCard(t, j, int(seed)+1)
		p := provider{amount: pay.Amount, made: map[string]*store.RefundOutcome{}}
		var own []store.Refund
		for n := range 12 {
			p.happens(t, j, r, pay, int(seed)+1, n, &own)
		}
		heard := append(slices.Clone(p.said), p.said...) // each twice
		r.Shuffle(len(heard), func(a, b int) { heard[a], heard[b] = heard[b], heard[a] })
		for _, o := range heard {
			settleRefund(t, j, o)
			if now, err := j.Invoice(t.Context(), i.ID); err != nil || now.Refunded > pay.Amount || now.Paid != pay.Amount-now.Refunded {
				t.Fatalf("seed %d: paid %d, back %d, %v", seed, now.Paid, now.Refunded, err)
			}
		}
		gone := int64(0)
		for _, failed := range []bool{true, false} { // as the sweep lists them
			for _, o := range p.made {
				if (o.State == "failed") == failed {
					settleRefund(t, j, *o)
				}
				if !failed && o.State == "done" {
					gone += o.Amount
				}
			}
		}
		for _, mine := range own {
			if p.made["of "+mine.Attempt] == nil { // the call never got there
				settleRefund(t, j, store.RefundOutcome{Attempt: mine.Attempt, State: "failed"})
			}
		}
		now, err := j.Invoice(t.Context(), i.ID)
		if err != nil || now.Refunded != gone {
			t.Errorf("seed %d: %d went back, and the provider says %d; %v", seed, now.Refunded, gone, err)
		}
	}
	sober(t, j.Store)
}

// happens is one thing that may happen: a refund is begun here or there, arrives
// or comes back.
func (p *provider) happens(t *testing.T, j *storetest.Job, r *rand.Rand, pay store.Payment, intent, n int, own *[]store.Refund) {
	t.Helper()
	amount := r.Int64N(pay.Amount/2) + 1
	switch ids := slices.Sorted(maps.Keys(p.made)); {
	case r.IntN(3) == 0: // asked for here
		mine, err := j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: amount, Credit: r.IntN(2) == 0,
			Attempt: fmt.Sprintf("attempt-%d-%013d", intent, n)})
		if err != nil {
			return // there is no room, as far as we know
		}
		*own = append(*own, mine)
		if r.IntN(4) > 0 && amount <= p.room() {
			o := back("of "+mine.Attempt, intent, amount, []string{"processing", "done"}[r.IntN(2)])
			o.Attempt = mine.Attempt
			p.say(o)
		}
	case r.IntN(2) == 0 && amount <= p.room(): // made there
		p.say(back(fmt.Sprintf("re_%d_%d", intent, n), intent, amount, []string{"processing", "done"}[r.IntN(2)]))
	case len(ids) > 0:
		o := *p.made[ids[r.IntN(len(ids))]]
		if o.State == "failed" {
			return
		}
		if o.State = map[bool]string{true: "done", false: "failed"}[o.State == "processing" && r.IntN(3) > 0]; r.IntN(2) == 0 {
			p.say(o)
		}
	}
}
