package pay

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
)

// Refund is money on its way back, as Stripe tells it.
type Refund struct {
	ID            string
	PaymentIntent string
	Amount        int64  // ISO 4217 minor units
	Currency      string // upper case
	State         RefundState
	Failure       string // plain words for the owner, of one that failed
	Metadata      map[string]string
}

// RefundState is where a refund stands. They follow one another in this order
// and never go back: one that was made may still fail, weeks later.
type RefundState string

// The states of a refund.
const (
	RefundPending RefundState = "pending" // the bank has yet to take it, or to ask the client where to
	RefundMade    RefundState = "succeeded"
	RefundLost    RefundState = "failed" // nobody took it, or it was cancelled: the money is back on the account
)

// RefundOrder asks for money to be given back.
type RefundOrder struct {
	PaymentIntent string
	Amount        int64 // ISO 4217 minor units, positive
	Currency      string
	// IdempotencyKey names one attempt; the same key gives the same refund. See Checkout.IdempotencyKey.
	IdempotencyKey string
	Metadata       map[string]string
}

// Refund gives back a payment or a part of it, by the road it came. What Stripe would round it refuses: see [Near].
func (c *Client) Refund(ctx context.Context, o RefundOrder) (Refund, error) {
	const doing = "refund payment"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	units, err := toStripe(o.Amount, o.Currency)
	if below, _, e := Near(o.Amount, o.Currency); err != nil || e != nil || units <= 0 || below != o.Amount {
		return Refund{}, c.amountRefused(doing, o.Amount, o.Currency, err)
	}
	answer, err := c.refunds.New(&stripe.RefundParams{
		Params:        c.params(ctx, o.IdempotencyKey),
		PaymentIntent: stripe.String(o.PaymentIntent),
		Amount:        stripe.Int64(units),
		Metadata:      o.Metadata,
	})
	if err != nil {
		return Refund{}, c.failed(doing, err)
	}
	return c.readRefund(doing, answer)
}

// Refunds lists all refunds of a payment, those made on Stripe's own pages included, the oldest first.
func (c *Client) Refunds(ctx context.Context, paymentIntent string) ([]Refund, error) {
	return c.listRefunds(ctx, &stripe.RefundListParams{PaymentIntent: stripe.String(paymentIntent)})
}

// RefundsSince lists the refunds that were made since an instant, of any payment of the account, the oldest first.
func (c *Client) RefundsSince(ctx context.Context, since time.Time) ([]Refund, error) {
	return c.listRefunds(ctx, &stripe.RefundListParams{CreatedRange: &stripe.RangeQueryParams{GreaterThanOrEqual: since.Unix()}})
}

func (c *Client) listRefunds(ctx context.Context, params *stripe.RefundListParams) (all []Refund, err error) {
	const doing = "list refunds"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	params.ListParams = c.listParams(ctx)
	list := c.refunds.List(params)
	for list.Next() {
		r, err := c.readRefund(doing, list.Refund())
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	if err := list.Err(); err != nil {
		return nil, c.failed(doing, err)
	}
	slices.Reverse(all)
	return all, nil
}

func (c *Client) readRefund(doing string, from *stripe.Refund) (r Refund, err error) {
	r = Refund{ID: from.ID, Currency: strings.ToUpper(string(from.Currency)), Metadata: from.Metadata}
	if from.PaymentIntent != nil {
		r.PaymentIntent = from.PaymentIntent.ID
	}
	switch from.Status {
	case stripe.RefundStatusSucceeded:
		r.State = RefundMade
	case stripe.RefundStatusFailed, stripe.RefundStatusCanceled:
		r.State, r.Failure = RefundLost, whyLost(from.FailureReason)
	default:
		r.State = RefundPending
	}
	if r.Amount, err = fromStripe(from.Amount, r.Currency); err != nil {
		return r, c.failed(doing, err)
	}
	return r, nil
}

// whyLost puts the reasons of https://docs.stripe.com/refunds#failed-refunds into words for the owner.
func whyLost(reason stripe.RefundFailureReason) string {
	switch reason {
	case "lost_or_stolen_card":
		return "The card was reported lost or stolen, and its bank did not take the money."
	case "expired_or_canceled_card":
		return "The card has expired or was cancelled, and its bank did not take the money."
	case "charge_for_pending_refund_disputed":
		return "The client questioned the payment at their bank while the refund was on its way."
	case "insufficient_funds":
		return "There was too little on your Stripe account."
	case "declined":
		return "The client’s bank did not take the money."
	case "merchant_request":
		return "It was cancelled at your request."
	}
	return "Stripe gives no reason. The money is back on your Stripe account."
}

// listParams ask for pages as long as Stripe gives.
func (c *Client) listParams(ctx context.Context) stripe.ListParams {
	p := stripe.ListParams{Context: ctx, Limit: stripe.Int64(100)}
	if c.settings.Account != "" {
		p.SetStripeAccount(c.settings.Account)
	}
	return p
}
