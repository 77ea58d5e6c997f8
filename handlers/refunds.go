package handlers

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"anteroom/handlers/pay"
	"anteroom/store"
)

// sendRefund asks Stripe to give back what the row of a refund says, and settles
// it by the answer. Without a clear answer the row stays as it is: the sweep goes
// on with the same key, so that nothing goes back twice.
func (s *Server) sendRefund(ctx context.Context, r store.Refund, seen bool) error {
	client, err := s.payClient(ctx)
	if err != nil {
		return errors.Join(err, s.refundFailed(ctx, r, "Stripe is not set up any more.", seen))
	}
	answer, err := client.Refund(ctx, pay.RefundOrder{PaymentIntent: r.Intent, Amount: r.Amount, Currency: r.Currency, IdempotencyKey: r.Attempt,
		Metadata: map[string]string{"attempt": r.Attempt, "refund": strconv.FormatInt(r.ID, 10)}})
	var trouble *pay.Error
	switch {
	case err == nil:
		return s.store.SettleRefund(ctx, refundOutcome(answer))
	case errors.As(err, &trouble) && !trouble.Temporary():
		return errors.Join(err, s.refundFailed(ctx, r, trouble.Owner, seen))
	}
	return err
}

func (s *Server) refundFailed(ctx context.Context, r store.Refund, why string, seen bool) error {
	return s.store.SettleRefund(ctx, store.RefundOutcome{Attempt: r.Attempt, State: "failed", Failure: why, Seen: seen})
}

// refundOutcome says in the store's words how a refund stands.
func refundOutcome(r pay.Refund) store.RefundOutcome {
	o := store.RefundOutcome{RefundID: r.ID, Intent: r.PaymentIntent, Attempt: r.Metadata["attempt"], State: "processing",
		Amount: r.Amount, Currency: r.Currency, Failure: r.Failure}
	switch r.State {
	case pay.RefundMade:
		o.State = "done"
	case pay.RefundLost:
		o.State = "failed"
	}
	return o
}

// settleRefunds brings refunds to what Stripe says of them. Those that came back
// make room for the others, so they are first.
func (s *Server) settleRefunds(ctx context.Context, list []pay.Refund) error {
	slices.SortStableFunc(list, func(a, b pay.Refund) int { return cmp.Compare(rank(a), rank(b)) })
	var errs []error
	for _, r := range list {
		errs = append(errs, s.store.SettleRefund(ctx, refundOutcome(r)))
	}
	return errors.Join(errs...)
}

func rank(r pay.Refund) int {
	if r.State == pay.RefundLost {
		return 0
	}
	return 1
}

// hearOfRefunds asks Stripe for all refunds of a payment, and settles them.
func (s *Server) hearOfRefunds(ctx context.Context, intent string) error {
	client, err := s.payClient(ctx)
	if err != nil {
		return err
	}
	list, err := client.Refunds(ctx, intent)
	if err != nil {
		return s.cardTrouble(err)
	}
	return s.settleRefunds(ctx, list)
}

// ofAPayment settles what is told of a payment. One that we have not yet heard
// to have arrived is looked up by its checkout first: events come in any order.
func (s *Server) ofAPayment(ctx context.Context, intent string, settle func(context.Context, string) error) error {
	err := settle(ctx, intent)
	if !errors.Is(err, store.ErrNotFound) || intent == "" {
		return err
	}
	client, err := s.payClient(ctx)
	if err != nil {
		return err
	}
	session, err := client.SessionOf(ctx, intent)
	if pay.Is(err, pay.Missing) {
		return store.ErrNotFound // of something else on the same account
	}
	if err != nil {
		return s.cardTrouble(err)
	}
	if _, err := s.settleCheckout(ctx, session.ID); err != nil {
		return err
	}
	return settle(ctx, intent)
}

// refundPatience is how long a refund is asked for that Stripe neither makes nor
// refuses: it keeps a key for a day, and a later call could be a second refund.
const refundPatience = 20 * time.Hour

// sweepRefunds asks about refunds whose end we have not heard of, and goes on
// with those that never reached Stripe.
func (s *Server) sweepRefunds(ctx context.Context) error {
	open, err := s.store.OpenRefunds(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, r := range open {
		errs = append(errs, s.sweepRefund(ctx, r))
	}
	return errors.Join(errs...)
}

func (s *Server) sweepRefund(ctx context.Context, r store.Refund) error {
	if err := s.hearOfRefunds(ctx, r.Intent); err != nil {
		return err
	}
	// The row is told that it was asked about, whatever there was to hear.
	if err := s.store.SettleRefund(ctx, store.RefundOutcome{Attempt: r.Attempt, State: "started"}); err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	now, err := s.store.Refund(ctx, r.ID)
	if err != nil || now.State != "started" || now.ProviderID != "" {
		return err
	}
	if s.store.Now().Sub(now.Started) > refundPatience {
		return s.refundFailed(ctx, now, "Stripe gave no answer for a day. Look there whether it was made, before you try again.", false)
	}
	err = s.sendRefund(ctx, now, false)
	var trouble *pay.Error
	if errors.As(err, &trouble) {
		slog.Warn("a refund waits", "refund", r.ID, "kind", trouble.Kind, "owner", trouble.Owner)
		return nil
	}
	return err
}

// lookBack is how far back refunds are looked for of which no event has told: a
// bank may send one back for weeks.
const lookBack = 30 * 24 * time.Hour

// lookForRefunds asks Stripe what went back lately. Its events tell sooner; this
// finds what they did not tell, or what nobody listened to.
func (s *Server) lookForRefunds(ctx context.Context) error {
	client, err := s.payClient(ctx)
	if err != nil {
		return unlessRefused(err)
	}
	list, err := client.RefundsSince(ctx, s.store.Now().Add(-lookBack))
	if err != nil {
		return err
	}
	return unknownAside(s.settleRefunds(ctx, list))
}

// unlessRefused leaves out that there is nobody to ask.
func unlessRefused(err error) error {
	var refused *store.Refused
	if errors.As(err, &refused) {
		return nil
	}
	return err
}

// unknownAside leaves out that something is not ours: other programs may use the
// same account.
func unknownAside(err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	}
	var left []error
	for _, each := range joined.Unwrap() {
		left = append(left, unknownAside(each))
	}
	return errors.Join(left...)
}
