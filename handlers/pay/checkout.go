package pay

import (
	"context"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
)

// State is where a checkout stands.
type State string

// The states of a checkout. Only Paid is money; Processing may still become Paid or Failed, days later.
const (
	Open       State = "open"       // may be paid; a declined card leaves it open, see Session.Failure
	Processing State = "processing" // the client is done, a delayed method (a bank debit) has yet to settle
	Paid       State = "paid"
	Failed     State = "failed" // a delayed method did not settle: this checkout is over
	Expired    State = "expired"
)

// Checkout asks for one payment on Stripe's hosted page.
type Checkout struct {
	Reference string // our payment id; letters, digits, '-' and '_', 200 at most
	// IdempotencyKey names one attempt. Sent again with the same content it gives the same session, so that a
	// double click, or a retry after an Unreachable error, makes one. After any other error take a new key:
	// Stripe remembers its answer, refusals and 500s included, for at least 24 hours.
	IdempotencyKey string
	Amount         int64     // ISO 4217 minor units, positive
	Currency       string    // ISO 4217, any case
	Description    string    // what is paid for, as the client reads it; cut to 250 characters
	More           []Line    // what else is paid at once, in the same currency
	Email          string    // filled in for the client
	Locale         string    // BCP 47; the nearest that Stripe speaks is used
	SuccessURL     string    // absolute; {CHECKOUT_SESSION_ID} in it is replaced by Stripe
	CancelURL      string    // absolute
	ExpiresAt      time.Time // between 30 minutes and 24 hours from now, as Stripe demands; zero for 24 hours
	Metadata       map[string]string
}

// Line is one more thing that a checkout pays.
type Line struct {
	Amount      int64  // ISO 4217 minor units, positive
	Description string // as the client reads it; cut to 250 characters
}

// Session is a checkout as Stripe tells it.
type Session struct {
	ID            string
	URL           string // of the hosted page; empty once the session is over
	Reference     string // Checkout.Reference
	State         State
	Amount        int64  // asked for, ISO 4217 minor units: Chargeable of what StartCheckout was given, all lines together
	Currency      string // upper case
	PaymentIntent string // pi_…, empty until the client first tries to pay
	Charge        string // ch_…, the latest try
	Received      int64  // has arrived, in the same units; compare it with what is due
	Refunded      int64  // of what was received, in the same units
	Disputed      bool
	PaidAt        time.Time // when the charge was made, UTC; zero unless Paid
	ExpiresAt     time.Time // UTC
	Method        string    // Stripe's word: "card", "sepa_debit" …; empty until tried
	MethodLabel   string    // "Visa ending 4242"; empty until tried
	Failure       string    // plain words for the client about the last try that failed, in English
	FailureKey    string    // the same for a catalogue: one of FailureKeys, or empty
	Live          bool      // false in test mode, where no money moves
	Account       string    // the connected account that it was fetched for
	Metadata      map[string]string
}

// StartCheckout opens a checkout; send the client to Session.URL.
func (c *Client) StartCheckout(ctx context.Context, checkout Checkout) (Session, error) {
	const doing = "start checkout"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	lines, err := c.lines(doing, checkout)
	if err != nil {
		return Session{}, err
	}
	answer, err := c.sessions.New(c.checkoutParams(ctx, checkout, lines))
	if err != nil {
		return Session{}, c.failed(doing, err)
	}
	return c.read(doing, answer)
}

// lines are what a checkout asks for, one of each.
func (c *Client) lines(doing string, checkout Checkout) (lines []*stripe.CheckoutSessionLineItemParams, err error) {
	for _, line := range append([]Line{{checkout.Amount, checkout.Description}}, checkout.More...) {
		units, err := toStripe(line.Amount, checkout.Currency)
		if err != nil || units <= 0 {
			return nil, c.amountRefused(doing, line.Amount, checkout.Currency, err)
		}
		lines = append(lines, &stripe.CheckoutSessionLineItemParams{
			Quantity: stripe.Int64(1),
			PriceData: &stripe.CheckoutSessionLineItemPriceDataParams{
				Currency:    stripe.String(strings.ToLower(checkout.Currency)),
				UnitAmount:  stripe.Int64(units),
				ProductData: &stripe.CheckoutSessionLineItemPriceDataProductDataParams{Name: stripe.String(cut(line.Description, 250))},
			},
		})
	}
	return lines, nil
}

func (c *Client) checkoutParams(ctx context.Context, checkout Checkout, lines []*stripe.CheckoutSessionLineItemParams) *stripe.CheckoutSessionParams {
	params := &stripe.CheckoutSessionParams{
		Params:            c.params(ctx, checkout.IdempotencyKey),
		Mode:              stripe.String(string(stripe.CheckoutSessionModePayment)),
		SubmitType:        stripe.String(string(stripe.CheckoutSessionSubmitTypePay)),
		ClientReferenceID: filled(checkout.Reference),
		CustomerEmail:     filled(checkout.Email),
		Locale:            stripe.String(stripeLocale(checkout.Locale)),
		SuccessURL:        stripe.String(checkout.SuccessURL),
		CancelURL:         stripe.String(checkout.CancelURL),
		Metadata:          checkout.Metadata,
		LineItems:         lines,
		PaymentIntentData: &stripe.CheckoutSessionPaymentIntentDataParams{
			Description: stripe.String(whole(checkout)),
			Metadata:    checkout.Metadata,
		},
	}
	if !checkout.ExpiresAt.IsZero() {
		params.ExpiresAt = stripe.Int64(checkout.ExpiresAt.Unix())
	}
	return params
}

// whole describes all of a checkout, for the studio's own pages at Stripe.
func whole(checkout Checkout) string {
	words := []string{checkout.Description}
	for _, line := range checkout.More {
		words = append(words, line.Description)
	}
	return cut(strings.Join(words, "; "), 250)
}

// Session fetches a checkout anew, with what was paid and how.
func (c *Client) Session(ctx context.Context, id string) (Session, error) {
	const doing = "fetch checkout"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	params := &stripe.CheckoutSessionParams{Params: c.params(ctx, "")}
	params.AddExpand("payment_intent.latest_charge")
	params.AddExpand("payment_intent.payment_method")
	answer, err := c.sessions.Get(id, params)
	if err != nil {
		return Session{}, c.failed(doing, err)
	}
	return c.read(doing, answer)
}

// SessionOf finds the checkout in which a payment was made, with what was paid and how. One that was made without a
// checkout is an *Error of kind Missing.
func (c *Client) SessionOf(ctx context.Context, paymentIntent string) (Session, error) {
	const doing = "find checkout"
	bounded, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	params := &stripe.CheckoutSessionListParams{ListParams: c.listParams(bounded), PaymentIntent: stripe.String(paymentIntent)}
	params.Limit = stripe.Int64(1)
	list := c.sessions.List(params)
	if list.Next() {
		return c.Session(ctx, list.CheckoutSession().ID)
	}
	if err := list.Err(); err != nil {
		return Session{}, c.failed(doing, err)
	}
	return Session{}, &Error{Kind: Missing, Owner: "Stripe knows no checkout of this payment.", Client: tryLater, doing: doing}
}

// ExpireCheckout ends an open checkout: after nil, nobody can pay it. One that has expired already is no error;
// one that was completed is an *Error of kind Settled.
func (c *Client) ExpireCheckout(ctx context.Context, id string) error {
	const doing = "end checkout"
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err := c.sessions.Expire(id, &stripe.CheckoutSessionExpireParams{Params: c.params(ctx, "")})
	if err == nil {
		return nil
	}
	refused := c.failed(doing, err)
	if !Is(refused, Refused) {
		return refused
	}
	// Stripe refuses in one sentence both what has expired and what was paid: ask which.
	now, err := c.Session(ctx, id)
	switch {
	case err != nil:
		return err
	case now.State == Expired:
		return nil
	case now.State == Open:
		return refused
	}
	return settled(doing, now.State)
}

// filled leaves an empty field out of the request: Stripe refuses empty strings.
func filled(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// cut shortens to n characters, and never leaves the text empty: Stripe asks for a name.
func cut(s string, n int) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
	if s == "" {
		return "Payment"
	}
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return strings.TrimSpace(string(runes[:n-1])) + "…"
}
