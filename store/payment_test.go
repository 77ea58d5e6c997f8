package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// attempt is the key of a form.
func attempt(n int) string { return fmt.Sprintf("attempt-%013d", n) }

// started is a card payment of the next instalment with a checkout.
func started(t *testing.T, j *storetest.Job, i store.Invoice, n int) store.Payment {
	t.Helper()
	p := j.Portal(t, j.Priya)
	pay, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(n))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.KeepCheckout(t.Context(), pay.ID, fmt.Sprintf("cs_%d", n), "https://checkout.example", j.Clock.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	return pay
}

func paid(pay store.Payment, n int) store.Outcome {
	return store.Outcome{CheckoutID: fmt.Sprintf("cs_%d", n), ProviderID: fmt.Sprintf("pi_%d", n), State: "paid", Amount: pay.Amount,
		Currency: pay.Currency, Label: "Visa ending 4242"}
}

func TestAPaymentCountsOnceHoweverOftenItIsHeardOf(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	pay := started(t, j, i, 1)
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			if _, err := j.Settle(t.Context(), paid(pay, 1)); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for _, late := range []string{"started", "processing", "failed", "cancelled"} {
		o := paid(pay, 1)
		o.State = late
		if after, err := j.Settle(t.Context(), o); err != nil || after.State != "paid" {
			t.Errorf("%s afterwards: %s, %v", late, after.State, err)
		}
	}
	now, err := j.Invoice(t.Context(), i.ID)
	if err != nil || now.Paid != 66600 || now.Status != "partially-paid" || now.NextDue != 155400 || now.NextDueOn != "2026-12-07" {
		t.Errorf("paid %d, %s, next %d on %s, %v", now.Paid, now.Status, now.NextDue, now.NextDueOn, err)
	}
	if got := queued(t, j.Store); strings.Count(got, "receipt ") != 1 || strings.Count(got, "studio-paid") != 1 {
		t.Errorf("mails: %s", got)
	}
}

func TestAnOutcomeOfAnotherAmountOrCurrencyIsNoPayment(t *testing.T) {
	for name, spoil := range map[string]func(*store.Outcome){
		"less":     func(o *store.Outcome) { o.Amount-- },
		"more":     func(o *store.Outcome) { o.Amount++ },
		"currency": func(o *store.Outcome) { o.Currency = "EUR" },
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			i := j.Invoiced(t)
			o := paid(started(t, j, i, 1), 1)
			spoil(&o)
			pay, err := j.Settle(t.Context(), o)
			if err != nil || pay.State != "failed" {
				t.Errorf("%s, %v", pay.State, err)
			}
			if now, err := j.Invoice(t.Context(), i.ID); err != nil || now.Paid != 0 {
				t.Errorf("paid %d, %v", now.Paid, err)
			}
			if got := queued(t, j.Store); !strings.Contains(got, "studio-mismatch") || strings.Contains(got, "receipt") {
				t.Errorf("mails: %s", got)
			}
		})
	}
}

func TestAMismatchIsToldOnceAndTheRightAmountStillCounts(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	right := paid(started(t, j, i, 1), 1)
	wrong := right
	wrong.Amount--
	for range 3 { // two events and a visit of the return page
		if _, err := j.Settle(t.Context(), wrong); err != nil {
			t.Fatal(err)
		}
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-mismatch'"); n != 1 {
		t.Errorf("the owner is told %d times", n)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM activity WHERE what = 'payment mismatch'"); n != 1 {
		t.Errorf("the history has it %d times", n)
	}
	pay, err := j.Settle(t.Context(), right)
	if err != nil || pay.State != "paid" || pay.Failure != "" {
		t.Errorf("the right amount afterwards: %+v, %v", pay, err)
	}
}

func TestADelayedMethodIsProcessingUntilItSettles(t *testing.T) {
	for _, end := range []string{"paid", "failed"} {
		t.Run(end, func(t *testing.T) {
			j := storetest.NewJob(t)
			i := j.Invoiced(t)
			pay := started(t, j, i, 1)
			o := paid(pay, 1)
			o.State = "processing"
			if now, err := j.Settle(t.Context(), o); err != nil || now.State != "processing" {
				t.Fatalf("%s %v", now.State, err)
			}
			o.State = end
			now, err := j.Settle(t.Context(), o)
			if err != nil || now.State != end {
				t.Fatalf("%s %v", now.State, err)
			}
			if got := queued(t, j.Store); strings.Contains(got, "payment-failed priya") != (end == "failed") {
				t.Errorf("mails: %s", got)
			}
		})
	}
}

func TestADoubleClickStartsOnePayment(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	p := j.Portal(t, j.Priya)
	first := started(t, j, i, 1)
	same, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(1))
	if err != nil || same.ID != first.ID {
		t.Errorf("the same form: payment %d, %v", same.ID, err)
	}
	other, err := p.StartCard(t.Context(), i.ID, store.PayNext, "attempt-of-another-tab")
	if err != nil || other.ID != first.ID || other.CheckoutURL == "" {
		t.Errorf("another tab: payment %d with %q, %v", other.ID, other.CheckoutURL, err)
	}
	all, err := p.StartCard(t.Context(), i.ID, store.PayAll, "attempt-for-everything")
	if err != nil || all.ID == first.ID || all.Amount != i.Total {
		t.Errorf("everything: payment %d of %d, %v", all.ID, all.Amount, err)
	}
	if _, err := j.Settle(t.Context(), paid(first, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(1)); refusal(t, err) != "refused.attempt_used" {
		t.Error(err)
	}
}

func TestAStartedPaymentIsNotForAnotherInstalment(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	started(t, j, i, 1)
	deposit := store.HandPayment{Method: "cash", Amount: i.NextDue, PaidOn: j.Today(), Attempt: "attempt-by-hand-0001"}
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, deposit); err != nil {
		t.Fatal(err)
	}
	p := j.Portal(t, j.Priya)
	if pay, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(1)); refusal(t, err) != "refused.attempt_used" {
		t.Errorf("the form of the deposit pays %d of the next instalment: %v", pay.Amount, err)
	}
	if pay, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(2)); err != nil || pay.Amount != 155400 {
		t.Errorf("a fresh form: %d, %v", pay.Amount, err)
	}
}

func TestAPaymentThatStripeTurnedAwayIsBegunAnew(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	p := j.Portal(t, j.Priya)
	first, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(1))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.DropCard(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	second, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt(2))
	if err != nil || second.ID == first.ID || second.Attempt == first.Attempt {
		t.Errorf("payment %d under %s, %v", second.ID, second.Attempt, err)
	}
	with := started(t, j, i, 2)
	if err := p.DropCard(t.Context(), with.ID); err != nil {
		t.Fatal(err)
	}
	if still, err := p.Payment(t.Context(), i.ID, with.ID); err != nil || still.State != "started" {
		t.Errorf("a payment that can be paid was dropped: %s, %v", still.State, err)
	}
}

func TestACheckoutThatWouldPayTwiceIsFound(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	pay := started(t, j, i, 1)
	if list, err := j.SuperfluousCheckouts(t.Context()); err != nil || len(list) != 0 {
		t.Fatalf("%d, %v", len(list), err)
	}
	if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Total, PaidOn: j.Today(), Attempt: "attempt-by-hand-0001"}); err != nil {
		t.Fatal(err)
	}
	if list, err := j.SuperfluousCheckouts(t.Context()); err != nil || len(list) != 1 || list[0].ID != pay.ID {
		t.Fatalf("%d, %v", len(list), err)
	}
	if _, err := j.Portal(t, j.Priya).StartCard(t.Context(), i.ID, store.PayNext, "attempt-0000000000002"); refusal(t, err) != "refused.already_paid" {
		t.Error(err)
	}
}

func TestATransferCountsWhenTheStudioConfirmsIt(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	i := j.Invoiced(t)
	p := j.Portal(t, j.Priya)
	pay, err := p.AnnounceTransfer(t.Context(), i.ID, store.PayNext, "attempt-0000000000001")
	if err != nil || pay.State != "announced" || pay.Amount != 66600 {
		t.Fatalf("%+v %v", pay, err)
	}
	if again, err := p.AnnounceTransfer(t.Context(), i.ID, store.PayNext, "attempt-0000000000002"); err != nil || again.ID != pay.ID {
		t.Errorf("announced twice: %d, %v", again.ID, err)
	}
	if now, _ := j.Invoice(t.Context(), i.ID); now.Paid != 0 {
		t.Errorf("%d counted before it was confirmed", now.Paid)
	}
	if err := j.ConfirmTransfer(t.Context(), j.Owner, pay.ID, j.Today().AddDays(1)); fields(t, err)["paid_on"] == "" {
		t.Errorf("a day ahead: %v", err)
	}
	for range 2 {
		if err := j.ConfirmTransfer(t.Context(), j.Owner, pay.ID, j.Today()); err != nil {
			t.Fatal(err)
		}
	}
	if now, _ := j.Invoice(t.Context(), i.ID); now.Paid != 66600 || now.Payments[0].Receipt != "R-0001" {
		t.Errorf("paid %d, %+v", now.Paid, now.Payments)
	}
}

func TestRecordingRefusesWhatCannotBe(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	good := store.HandPayment{Method: "cash", Amount: 100, PaidOn: j.Today(), Attempt: "attempt-by-hand-0001"}
	for field, spoil := range map[string]func(*store.HandPayment){
		"amount":  func(h *store.HandPayment) { h.Amount = i.Total + 1 },
		"method":  func(h *store.HandPayment) { h.Method = "gold" },
		"paid_on": func(h *store.HandPayment) { h.PaidOn = "2026-11-24" },
		"note":    func(h *store.HandPayment) { h.Note = strings.Repeat("x", 201) },
	} {
		h := good
		spoil(&h)
		if got := fields(t, j.RecordPayment(t.Context(), j.Owner, i.ID, h)); got[field] == "" {
			t.Errorf("%v, want a message at %s", got, field)
		}
	}
	for range 2 { // a double click
		if err := j.RecordPayment(t.Context(), j.Owner, i.ID, good); err != nil {
			t.Fatal(err)
		}
	}
	if now, _ := j.Invoice(t.Context(), i.ID); now.Paid != 100 {
		t.Errorf("paid %d", now.Paid)
	}
}

func TestPaymentsOfOthersAreNotFound(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com")
	other := stranger.Invoiced(t)
	pay := started(t, j, i, 1)
	p := j.Portal(t, stranger.Priya)
	_, start := p.StartCard(t.Context(), i.ID, store.PayNext, "attempt-of-a-stranger")
	_, steal := p.StartCard(t.Context(), other.ID, store.PayNext, attempt(1))
	_, read := p.Payment(t.Context(), i.ID, pay.ID)
	_, child := p.Payment(t.Context(), other.ID, pay.ID)
	keep := p.KeepCheckout(t.Context(), pay.ID, "cs_evil", "https://evil.example", time.Time{})
	for n, err := range []error{start, steal, read, child, keep} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%d: %v", n, err)
		}
	}
}

// bank gives the studio an account to be paid to.
func bank(t *testing.T, j *storetest.Job) {
	t.Helper()
	if err := j.Write(t.Context(), "UPDATE studio SET bank_iban = 'GB33BUKB20201555555555'"); err != nil {
		t.Fatal(err)
	}
}

func TestInstalmentsAlwaysComeToTheTotal(t *testing.T) {
	for _, currency := range []string{"GBP", "JPY", "KWD"} {
		for _, total := range []int64{1, 7, 100, 99_999, 123_456_789} {
			c := store.Content{Title: "x", Currency: currency, Schedule: []store.Step{
				{Label: "a", Part: money.Part{Percent: 33_333}}, {Label: "b", Part: money.Part{Percent: 33_333}}, {Label: "c", Part: money.Part{Rest: true}}}}
			parts, err := c.Instalments(total, "2026-11-23", 14)
			if err != nil {
				if total > 2 {
					t.Errorf("%d %s: %v", total, currency, err)
				}
				continue
			}
			sum := int64(0)
			for _, p := range parts {
				sum += p.Amount
			}
			if sum != total {
				t.Errorf("%d %s in parts is %d", total, currency, sum)
			}
		}
	}
}

func TestTheSameMoneyNeverCountsTwice(t *testing.T) {
	j := storetest.NewJob(t)
	one, other := j.Invoiced(t), j.Invoiced(t)
	first, second := paid(started(t, j, one, 1), 1), paid(started(t, j, other, 2), 2)
	pay, err := j.Settle(t.Context(), first)
	if err != nil || pay.ProviderID != "pi_1" || pay.Label != "Visa ending 4242" {
		t.Fatalf("%+v, %v", pay, err)
	}
	second.ProviderID = first.ProviderID
	if pay, err := j.Settle(t.Context(), second); err == nil {
		t.Errorf("the money of one checkout paid another: %+v", pay)
	}
	if now, err := j.Invoice(t.Context(), other.ID); err != nil || now.Paid != 0 {
		t.Errorf("paid %d, %v", now.Paid, err)
	}
}

func TestWhatIsUnderWayIsNotCancelledByALateEvent(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	o := paid(started(t, j, i, 1), 1)
	for _, step := range [][2]string{{"processing", "processing"}, {"cancelled", "processing"}, {"started", "processing"}, {"failed", "failed"},
		{"processing", "failed"}, {"cancelled", "failed"}, {"paid", "paid"}} {
		o.State = step[0]
		if pay, err := j.Settle(t.Context(), o); err != nil || pay.State != step[1] {
			t.Errorf("after %q it is %q, not %q, %v", step[0], pay.State, step[1], err)
		}
	}
}

func TestEachContactHasACheckoutOfTheirOwn(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	if err := j.EditProject(t.Context(), j.Owner, j.Project.ID, store.ProjectDetails{Name: j.Project.Name, Status: "active",
		Contacts: []int64{j.Priya.ID, j.Tom.ID}}); err != nil {
		t.Fatal(err)
	}
	first := started(t, j, i, 1)
	second, err := j.Portal(t, j.Tom).StartCard(t.Context(), i.ID, store.PayNext, attempt(2))
	if err != nil || second.ID == first.ID || second.CheckoutURL != "" || second.ContactID != j.Tom.ID {
		t.Errorf("Tom is led to payment %d of %d at %q, %v", second.ID, second.ContactID, second.CheckoutURL, err)
	}
}
