package store_test

import (
	"errors"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// cardThat is a card payment of a deposit of which the provider has said things,
// one after the other.
func cardThat(said ...string) maker {
	return func(t *testing.T, j *storetest.Job) int64 {
		t.Helper()
		id := started(t, j, j.Invoiced(t), 1).ID
		for _, state := range said {
			done(t, hear(t, j, id, state, 66600))
		}
		return id
	}
}

// hear settles a payment by what the provider says. It is an error when that
// changes nothing.
func hear(t *testing.T, j *storetest.Job, id int64, state string, amount int64) error {
	t.Helper()
	before, err := j.PaymentByID(t.Context(), id)
	done(t, err)
	_, err = j.Settle(t.Context(), store.Outcome{CheckoutID: before.CheckoutID, Attempt: before.Attempt, ProviderID: "pi_1", State: state, Amount: amount,
		Currency: before.Currency, Label: "Visa ending 4242"})
	if err != nil {
		return err
	}
	after, err := j.PaymentByID(t.Context(), id)
	done(t, err)
	if after.State == before.State && after.Failure == before.Failure {
		return errors.New("it changes nothing")
	}
	return nil
}

func says(state string, amount int64) meeting {
	return func(t *testing.T, j *storetest.Job, id int64) error { return hear(t, j, id, state, amount) }
}

var madePayments = map[string]maker{
	"started":    cardThat(),
	"processing": cardThat("processing"),
	"failed":     cardThat("failed"),
	"cancelled":  cardThat("cancelled"),
	"paid":       cardThat("paid"),
	"announced": func(t *testing.T, j *storetest.Job) int64 {
		bank(t, j)
		pay, err := j.Portal(t, j.Priya).AnnounceTransfer(t.Context(), j.Invoiced(t).ID, store.PayNext, attempt(1))
		done(t, err)
		return pay.ID
	},
}

var paymentEvents = map[string]meeting{
	"processing": says("processing", 66600),
	"paid":       says("paid", 66600),
	"failed":     says("failed", 0),
	"cancelled":  says("cancelled", 0),
	"mismatch":   says("paid", 66599),
	"confirm": func(t *testing.T, j *storetest.Job, id int64) error {
		before, err := j.PaymentByID(t.Context(), id)
		done(t, err)
		if err := j.ConfirmTransfer(t.Context(), j.Owner, id, j.Today()); err != nil {
			return err
		}
		if before.State == "paid" {
			return errors.New("it changes nothing")
		}
		return nil
	},
	"drop": func(t *testing.T, j *storetest.Job, id int64) error { return j.DropTransfer(t.Context(), j.Owner, id) },
	"refund": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.RecordRefund(t.Context(), j.Owner, id, store.HandRefund{RefundedOn: j.Today(), RefundWish: store.RefundWish{Amount: 100, Attempt: attempt(9)}})
	},
	"dispute": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.SettleDispute(t.Context(), store.DisputeOutcome{DisputeID: "du_1", Intent: "pi_1", State: "open", Amount: 66600, Currency: "GBP",
			Reason: "fraudulent", Due: storetest.Start.Add(24 * time.Hour), Opened: storetest.Start})
	},
}
