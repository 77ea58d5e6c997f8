package pay

import (
	"context"
	"strings"

	"github.com/stripe/stripe-go/v76"
)

// Refund is money on its way back.
type Refund struct {
	ID       string
	Amount   int64  // ISO 4217 minor units
	Currency string // upper case
	Status   string // Stripe's word: pending, requires_action, succeeded, failed or canceled
}

// Refund gives back amount (ISO 4217 minor units, positive) of a payment. The same idempotency key gives the same
// refund; see Checkout.IdempotencyKey.
func (c *Client) Refund(ctx context.Context, paymentIntent string, amount int64, code, idempotencyKey string) (Refund, error) {
	const doing = "refund payment"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	units, err := toStripe(amount, code)
	if err != nil || units <= 0 {
		return Refund{}, c.amountRefused(doing, amount, code, err)
	}
	answer, err := c.refunds.New(&stripe.RefundParams{
		Params:        c.params(ctx, idempotencyKey),
		PaymentIntent: stripe.String(paymentIntent),
		Amount:        stripe.Int64(units),
	})
	if err != nil {
		return Refund{}, c.failed(doing, err)
	}
	r := Refund{ID: answer.ID, Currency: strings.ToUpper(string(answer.Currency)), Status: string(answer.Status)}
	if r.Amount, err = fromStripe(answer.Amount, r.Currency); err != nil {
		return Refund{}, c.failed(doing, err)
	}
	return r, nil
}
