package store_test

import (
	"errors"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// refundThat is a refund that was asked for here, and of which the provider has
// said things.
func refundThat(said ...string) maker {
	return func(t *testing.T, j *storetest.Job) int64 {
		t.Helper()
		_, pay := paidByCard(t, j, 1)
		r, err := j.StartRefund(t.Context(), j.Owner, pay.ID, store.RefundWish{Amount: 100, Credit: true, Attempt: attempt(2)})
		done(t, err)
		for _, state := range said {
			done(t, hearOfRefund(t, j, r.ID, state))
		}
		return r.ID
	}
}

// hearOfRefund settles a refund by what the provider says. It is an error when
// that changes nothing.
func hearOfRefund(t *testing.T, j *storetest.Job, id int64, state string) error {
	t.Helper()
	before, err := j.Refund(t.Context(), id)
	done(t, err)
	o := back("re_1", 1, 100, state)
	o.Attempt = before.Attempt
	done(t, j.SettleRefund(t.Context(), o))
	after, err := j.Refund(t.Context(), id)
	done(t, err)
	if after.State == before.State {
		return errors.New("it changes nothing")
	}
	sober(t, j.Store)
	return nil
}

var madeRefunds = map[string]maker{
	"started":    refundThat(),
	"processing": refundThat("processing"),
	"done":       refundThat("done"),
	"failed": func(t *testing.T, j *storetest.Job) int64 { // the call did, and the provider has said nothing
		id := refundThat()(t, j)
		r, err := j.Refund(t.Context(), id)
		done(t, err)
		done(t, j.SettleRefund(t.Context(), store.RefundOutcome{Attempt: r.Attempt, State: "failed"}))
		return id
	},
}

func saysOfRefund(state string) meeting {
	return func(t *testing.T, j *storetest.Job, id int64) error { return hearOfRefund(t, j, id, state) }
}

var refundEvents = map[string]meeting{
	"processing": saysOfRefund("processing"), "done": saysOfRefund("done"), "failed": saysOfRefund("failed"),
}

// What the provider itself says to have failed has failed for good.
func TestARefundThatTheProviderLostIsLost(t *testing.T) {
	for _, before := range [][]string{{"failed"}, {"processing", "failed"}, {"done", "failed"}} {
		j := storetest.NewJob(t)
		id := refundThat(before...)(t, j)
		for _, state := range []string{"processing", "done", "failed"} {
			if hearOfRefund(t, j, id, state) == nil {
				t.Errorf("after %v it can be %s", before, state)
			}
		}
	}
}
