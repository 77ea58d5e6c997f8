package pay_test

import (
	"context"
	"errors"
	"testing"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
)

func asError(err error, e **pay.Error) bool { return errors.As(err, e) }

func (r *room) paid() pay.Session {
	r.Helper()
	id := r.start().ID
	r.must(r.stripe.Pay(id))
	return r.session(id)
}

func TestARefundGoesBackOnce(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	s := r.paid()
	for range 2 {
		refund, err := r.client.Refund(context.Background(), pay.RefundOrder{PaymentIntent: s.PaymentIntent, Amount: 10000, Currency: "GBP",
			IdempotencyKey: "refund-1", Metadata: map[string]string{"attempt": "refund-1"}})
		r.must(err)
		if refund.Amount != 10000 || refund.Currency != "GBP" || refund.State != pay.RefundMade || refund.Metadata["attempt"] != "refund-1" || refund.PaymentIntent != s.PaymentIntent || refund.ID == "" {
			t.Errorf("refund %+v", refund)
		}
	}
	if s := r.session(s.ID); s.Refunded != 10000 || s.State != pay.Paid || s.Received != 960000 {
		t.Errorf("after the refund %+v", s)
	}
	if e := r.heard(pay.ChargeRefunded); e.Refunded != 10000 || e.Amount != 960000 || e.PaymentIntent != s.PaymentIntent || e.ChargeID != s.Charge {
		t.Errorf("event %+v", e)
	}
}

func TestMoreThanWasPaidIsNotRefunded(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	s := r.paid()
	_, err := r.client.Refund(context.Background(), pay.RefundOrder{PaymentIntent: s.PaymentIntent, Amount: 960001, Currency: "GBP"})
	kind(t, err, pay.Refused)
	_, err = r.client.Refund(context.Background(), pay.RefundOrder{PaymentIntent: s.PaymentIntent, Amount: 0, Currency: "GBP"})
	kind(t, err, pay.Amount)
	_, err = r.client.Refund(context.Background(), pay.RefundOrder{PaymentIntent: "pi_unknown", Amount: 1, Currency: "GBP"})
	kind(t, err, pay.Missing)
	if s := r.session(s.ID); s.Refunded != 0 {
		t.Errorf("%d was refunded", s.Refunded)
	}
}

// What Stripe would round it is not asked for: another amount would go back.
func TestNoRefundIsRounded(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	checkout := deposit()
	checkout.Amount, checkout.Currency, checkout.IdempotencyKey = 10510, "KWD", ""
	id := r.startWith(checkout).ID
	r.must(r.stripe.Pay(id))
	order := pay.RefundOrder{PaymentIntent: r.session(id).PaymentIntent, Amount: 10505, Currency: "KWD"}
	_, err := r.client.Refund(context.Background(), order)
	kind(t, err, pay.Amount)
	order.Amount = 10500
	refund, err := r.client.Refund(context.Background(), order)
	r.must(err)
	if refund.Amount != 10500 || len(r.stripe.Refunds()) != 1 {
		t.Errorf("refund %+v of %d", refund, len(r.stripe.Refunds()))
	}
}

func TestARefundThatFailsComesBack(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	s := r.paid()
	id, err := r.stripe.Refund(s.ID, 0)
	r.must(err)
	r.must(r.stripe.FailRefund(id))
	e := r.heard(pay.RefundUpdated)
	if e.RefundID != id || e.Status != "failed" || e.Reason == "" || e.Amount != 960000 || e.PaymentIntent != s.PaymentIntent || e.ChargeID != s.Charge {
		t.Errorf("event %+v", e)
	}
	if s := r.session(s.ID); s.Refunded != 0 {
		t.Errorf("still refunded: %d", s.Refunded)
	}
}

func TestADisputeIsHeardAndDecided(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	s := r.paid()
	id, err := r.stripe.Dispute(s.ID, "fraudulent")
	r.must(err)
	e := r.heard(pay.DisputeOpened)
	if e.DisputeID != id || e.Status != "needs_response" || e.Reason != "fraudulent" || e.Amount != 960000 || e.PaymentIntent != s.PaymentIntent {
		t.Errorf("event %+v", e)
	}
	if s := r.session(s.ID); !s.Disputed {
		t.Error("the session does not know of its dispute")
	}
	r.must(r.stripe.CloseDispute(id, false))
	if e := r.heard(pay.DisputeClosed); e.DisputeID != id || e.Status != "lost" {
		t.Errorf("event %+v", e)
	}
}
