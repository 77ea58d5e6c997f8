package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

func questioned(n int, state string) store.DisputeOutcome {
	return store.DisputeOutcome{DisputeID: "du_1", Intent: fmt.Sprintf("pi_%d", n), State: state, Amount: 66600, Currency: "GBP",
		Reason: "fraudulent", Due: storetest.Start.Add(14 * 24 * time.Hour), Opened: storetest.Start}
}

func settleDispute(t *testing.T, j *storetest.Job, o store.DisputeOutcome) {
	t.Helper()
	if err := j.SettleDispute(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

// Whatever order a bank's words come in, and however often: the last one counts,
// and each is told once.
func TestADisputeGoesOneWay(t *testing.T) {
	for _, tc := range []struct {
		heard  []string
		ends   string
		stands string
	}{
		{[]string{"open"}, "open", "paid 66600, back 0, credited 0, left 155400"},
		{[]string{"open", "won"}, "won", "paid 66600, back 0, credited 0, left 155400"},
		{[]string{"won", "open"}, "won", "paid 66600, back 0, credited 0, left 155400"},
		{[]string{"open", "lost"}, "lost", "paid 0, back 66600, credited 0, left 222000"},
		{[]string{"lost", "open"}, "lost", "paid 0, back 66600, credited 0, left 222000"},
		{[]string{"open", "lost", "won"}, "won", "paid 66600, back 0, credited 0, left 155400"},
		{[]string{"won", "lost", "open"}, "won", "paid 66600, back 0, credited 0, left 155400"},
	} {
		t.Run(strings.Join(tc.heard, ", "), func(t *testing.T) {
			j := storetest.NewJob(t)
			i, _ := paidByCard(t, j, 1)
			for _, state := range slices.Concat(tc.heard, tc.heard) {
				var wait sync.WaitGroup
				for range 3 {
					wait.Go(func() {
						if err := j.SettleDispute(t.Context(), questioned(1, state)); err != nil {
							t.Error(err)
						}
					})
				}
				wait.Wait()
			}
			owed(t, j, i.ID, tc.stands)
			list, err := j.DisputesOf(t.Context(), i.ID)
			if err != nil || len(list) != 1 || list[0].State != tc.ends || list[0].Closed.IsZero() != (tc.ends == "open") {
				t.Errorf("%+v, %v", list, err)
			}
			mails := queued(t, j.Store)
			for _, state := range []string{"open", "won", "lost"} {
				if n := strings.Count(mails, "studio-dispute-"+state+" hannah"); n > 1 || n == 0 && state == tc.ends {
					t.Errorf("%s is told %d times: %s", state, n, mails)
				}
			}
			if strings.Contains(mails, "refund priya") {
				t.Errorf("the client is told of a refund: %s", mails)
			}
			sober(t, j.Store)
		})
	}
}

func TestWhatABankTookAsksTheStudio(t *testing.T) {
	j := storetest.NewJob(t)
	i, _ := paidByCard(t, j, 1)
	settleDispute(t, j, questioned(1, "lost"))
	now, err := j.Invoice(t.Context(), i.ID)
	if err != nil || len(now.Refunds) != 1 || now.Refunds[0].Kind != "dispute" || !now.Refunds[0].Asks() {
		t.Fatalf("%+v, %v", now.Refunds, err)
	}
	if err := j.DecideRefund(t.Context(), j.Owner, i.ID, now.Refunds[0].ID, true); err != nil {
		t.Fatal(err)
	}
	owed(t, j, i.ID, "paid 0, back 66600, credited 66600, left 155400")
	// The bank gives it back after all: it is paid too much then, as the credit note stands.
	settleDispute(t, j, questioned(1, "won"))
	owed(t, j, i.ID, "paid 66600, back 0, credited 66600, left 88800")
	sober(t, j.Store)
}

func TestNothingIsGivenBackOfWhatABankHolds(t *testing.T) {
	j := storetest.NewJob(t)
	_, pay := paidByCard(t, j, 1)
	settleDispute(t, j, questioned(1, "open"))
	wish := store.RefundWish{Amount: 100, Attempt: attempt(2)}
	if _, err := j.StartRefund(t.Context(), j.Owner, pay.ID, wish); refusal(t, err) != "refused.disputed" {
		t.Error(err)
	}
	settleDispute(t, j, questioned(1, "won"))
	if _, err := j.StartRefund(t.Context(), j.Owner, pay.ID, wish); err != nil {
		t.Error(err)
	}
}

func TestABankTakesNoMoreThanIsThere(t *testing.T) {
	for name, change := range map[string]func(*store.DisputeOutcome){
		"more than was paid":  func(o *store.DisputeOutcome) { o.Amount = 70000 },
		"in another currency": func(o *store.DisputeOutcome) { o.Amount, o.Currency = 80000, "EUR" },
		"what is left":        func(o *store.DisputeOutcome) {},
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			i, _ := paidByCard(t, j, 1)
			settleRefund(t, j, back("re_1", 1, 6600, "done"))
			o := questioned(1, "lost")
			change(&o)
			settleDispute(t, j, o)
			owed(t, j, i.ID, "paid 0, back 66600, credited 0, left 222000")
			sober(t, j.Store)
		})
	}
}

func TestADisputeOfAnUnknownPaymentIsNotOurs(t *testing.T) {
	j := storetest.NewJob(t)
	started(t, j, j.Invoiced(t), 1)
	if err := j.SettleDispute(t.Context(), questioned(1, "open")); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}
