package handlers

import (
	"context"
	"errors"

	"anteroom/handlers/pay"
	"anteroom/store"
)

// hearOfDisputes asks Stripe for all disputes of a payment, and settles them.
func (s *Server) hearOfDisputes(ctx context.Context, intent string) error {
	client, err := s.payClient(ctx)
	if err != nil {
		return err
	}
	list, err := client.Disputes(ctx, intent)
	if err != nil {
		return s.cardTrouble(err)
	}
	return s.settleDisputes(ctx, list)
}

func (s *Server) settleDisputes(ctx context.Context, list []pay.Dispute) error {
	var errs []error
	for _, d := range list {
		errs = append(errs, s.store.SettleDispute(ctx, disputeOutcome(d)))
	}
	return errors.Join(errs...)
}

// disputeOutcome says in the store's words how a dispute stands.
func disputeOutcome(d pay.Dispute) store.DisputeOutcome {
	o := store.DisputeOutcome{DisputeID: d.ID, Intent: d.PaymentIntent, State: "open", Amount: d.Amount, Currency: d.Currency,
		Reason: d.Reason, Due: d.DueBy, Opened: d.OpenedAt}
	switch d.State {
	case pay.DisputeWon:
		o.State = "won"
	case pay.DisputeLost:
		o.State = "lost"
	}
	return o
}

// lookForDisputes asks Stripe which disputes there are lately, and how those
// stand that a bank has yet to decide: see lookForRefunds.
func (s *Server) lookForDisputes(ctx context.Context) error {
	client, err := s.payClient(ctx)
	if err != nil {
		return unlessRefused(err)
	}
	list, err := client.DisputesSince(ctx, s.store.Now().Add(-lookBack))
	if err != nil {
		return err
	}
	open, err := s.store.OpenDisputes(ctx)
	if err != nil {
		return err
	}
	for _, d := range open {
		now, err := client.Dispute(ctx, d.ProviderID)
		if pay.Is(err, pay.Missing) {
			continue // of another account's key
		}
		if err != nil {
			return err
		}
		list = append(list, now)
	}
	return unknownAside(s.settleDisputes(ctx, list))
}
