package pay

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
)

// Dispute is a payment that the client questions at their bank.
type Dispute struct {
	ID            string
	PaymentIntent string
	Amount        int64  // ISO 4217 minor units; usually, not always, of the payment
	Currency      string // upper case
	State         DisputeState
	Reason        string    // Stripe's word: "fraudulent", "product_not_received" …
	DueBy         time.Time // until when evidence is taken, UTC; zero when none is
	OpenedAt      time.Time // UTC
	Live          bool
}

// DisputeState is where a dispute stands.
type DisputeState string

// The states of a dispute.
const (
	DisputeOpen DisputeState = "open" // evidence is awaited, or the bank looks at it
	DisputeWon  DisputeState = "won"  // the money stays; also an inquiry that came to nothing
	DisputeLost DisputeState = "lost" // the money is gone
)

// DisputePage is the address at which the owner answers a dispute at Stripe.
func DisputePage(s Settings, id string) string {
	if liveKey(s.SecretKey) {
		return "https://dashboard.stripe.com/disputes/" + url.PathEscape(id)
	}
	return "https://dashboard.stripe.com/test/disputes/" + url.PathEscape(id)
}

// Dispute fetches a dispute as it stands now.
func (c *Client) Dispute(ctx context.Context, id string) (Dispute, error) {
	const doing = "fetch dispute"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	answer, err := c.disputes.Get(id, &stripe.DisputeParams{Params: c.params(ctx, "")})
	if err != nil {
		return Dispute{}, c.failed(doing, err)
	}
	return c.readDispute(doing, answer)
}

// Disputes lists the disputes of a payment.
func (c *Client) Disputes(ctx context.Context, paymentIntent string) ([]Dispute, error) {
	return c.listDisputes(ctx, &stripe.DisputeListParams{PaymentIntent: stripe.String(paymentIntent)})
}

// DisputesSince lists the disputes that were opened since an instant.
func (c *Client) DisputesSince(ctx context.Context, since time.Time) ([]Dispute, error) {
	return c.listDisputes(ctx, &stripe.DisputeListParams{CreatedRange: &stripe.RangeQueryParams{GreaterThanOrEqual: since.Unix()}})
}

func (c *Client) listDisputes(ctx context.Context, params *stripe.DisputeListParams) (all []Dispute, err error) {
	const doing = "list disputes"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	params.ListParams = c.listParams(ctx)
	list := c.disputes.List(params)
	for list.Next() {
		d, err := c.readDispute(doing, list.Dispute())
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	if err := list.Err(); err != nil {
		return nil, c.failed(doing, err)
	}
	return all, nil
}

func (c *Client) readDispute(doing string, from *stripe.Dispute) (d Dispute, err error) {
	d = Dispute{ID: from.ID, Currency: strings.ToUpper(string(from.Currency)), State: disputeState(from.Status), Reason: string(from.Reason),
		OpenedAt: instant(from.Created), Live: from.Livemode}
	if from.PaymentIntent != nil {
		d.PaymentIntent = from.PaymentIntent.ID
	}
	if from.EvidenceDetails != nil {
		d.DueBy = instant(from.EvidenceDetails.DueBy)
	}
	if d.Amount, err = fromStripe(from.Amount, d.Currency); err != nil {
		return d, c.failed(doing, err)
	}
	return d, nil
}

// disputeState follows https://docs.stripe.com/api/disputes/object: a warning is an inquiry, for which no money was
// taken; closed, it came to nothing.
func disputeState(status stripe.DisputeStatus) DisputeState {
	switch status {
	case stripe.DisputeStatusLost:
		return DisputeLost
	case stripe.DisputeStatusWon, stripe.DisputeStatusWarningClosed:
		return DisputeWon
	}
	return DisputeOpen
}
