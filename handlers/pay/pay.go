// Package pay takes card payments through Stripe Checkout, behind small types of our own.
//
// Amounts are int64 minor units of ISO 4217 beside an upper-case currency code; the package turns them into
// Stripe's units and back. Instants are UTC. Every failure is an *Error with words for the owner and, apart from
// them, words for the client. Nothing here is global: two clients with different keys live side by side.
package pay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/account"
	"github.com/stripe/stripe-go/v76/checkout/session"
	"github.com/stripe/stripe-go/v76/dispute"
	"github.com/stripe/stripe-go/v76/refund"
	"github.com/stripe/stripe-go/v76/webhookendpoint"
)

const (
	attemptTime = 15 * time.Second // one request
	callTime    = 25 * time.Second // one verb of ours, with its retries: somebody waits for the page
	retries     = 2                // Stripe's own default; stripe-go repeats with the same idempotency key
)

// Settings is what the owner enters to take card payments.
type Settings struct {
	SecretKey     string // sk_… or a restricted rk_…
	Account       string // acct_…, a connected account on whose behalf to charge; empty for the key's own
	WebhookSecret string // whsec_…, see ReadEvent
	API           string // base URL of a stand-in; empty for Stripe's
}

// Format keeps both secrets out of whatever prints Settings.
func (s Settings) Format(f fmt.State, _ rune) {
	// A fmt.State that cannot be written to has nowhere to report it.
	_, _ = fmt.Fprintf(f, "{Account:%s API:%s SecretKey:%s WebhookSecret:%s}", s.Account, s.API, told(s.SecretKey), told(s.WebhookSecret))
}

// LogValue keeps both secrets out of structured logs.
func (s Settings) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(s)) }

func told(secret string) string {
	if secret == "" {
		return "none"
	}
	return "set"
}

// Client speaks to Stripe for one studio. It is safe for use by several goroutines.
type Client struct {
	settings  Settings
	sessions  session.Client
	refunds   refund.Client
	disputes  dispute.Client
	endpoints webhookendpoint.Client
	accounts  account.Client
}

// New makes a client; it calls nobody, so that a wrong key is found by Check or by the first use.
// Spaces around pasted settings are dropped.
func New(s Settings) *Client {
	s.SecretKey = strings.TrimSpace(s.SecretKey)
	s.Account = strings.TrimSpace(s.Account)
	s.WebhookSecret = strings.TrimSpace(s.WebhookSecret)
	s.API = strings.TrimSpace(s.API)
	backend := newBackend(s.API)
	return &Client{
		settings:  s,
		sessions:  session.Client{B: backend, Key: s.SecretKey},
		refunds:   refund.Client{B: backend, Key: s.SecretKey},
		disputes:  dispute.Client{B: backend, Key: s.SecretKey},
		endpoints: webhookendpoint.Client{B: backend, Key: s.SecretKey},
		accounts:  account.Client{B: backend, Key: s.SecretKey},
	}
}

// newBackend has its own timeouts, writes no log of its own, sends no telemetry, and follows no redirect:
// the key goes to the host that was configured and to no other.
func newBackend(api string) stripe.Backend {
	config := &stripe.BackendConfig{
		HTTPClient: &http.Client{
			Timeout:       attemptTime,
			CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirected },
		},
		LeveledLogger:     &stripe.LeveledLogger{Level: stripe.LevelNull},
		MaxNetworkRetries: stripe.Int64(retries),
		EnableTelemetry:   stripe.Bool(false),
	}
	if api != "" {
		config.URL = stripe.String(api)
	}
	return stripe.GetBackendWithConfig(stripe.APIBackend, config)
}

var errRedirected = errors.New("answered with a redirect")

// Account is the connected account that the client charges for, or "" for the key's own. An event of another
// account (Event.Account) is none of ours.
func (c *Client) Account() string { return c.settings.Account }

// params fills what every request carries.
func (c *Client) params(ctx context.Context, idempotencyKey string) stripe.Params {
	p := stripe.Params{Context: ctx}
	if idempotencyKey != "" {
		p.SetIdempotencyKey(idempotencyKey)
	}
	if c.settings.Account != "" {
		p.SetStripeAccount(c.settings.Account)
	}
	return p
}
