package pay

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/stripe/stripe-go/v76"
)

// Kind is what went wrong, coarse enough to act upon.
type Kind string

// The kinds of failure.
const (
	Key         Kind = "key"         // no key, or Stripe does not know it
	Permission  Kind = "permission"  // the key may not do this, or not for this account
	Unreachable Kind = "unreachable" // no answer, or none that can be read: it may have happened; ask again
	Busy        Kind = "busy"        // Stripe asks to slow down, or the same request is still under way
	Trouble     Kind = "trouble"     // Stripe failed inside (5xx): it may have happened; ask what is there, then a new key
	Missing     Kind = "missing"     // no such object, or not this account's
	Amount      Kind = "amount"      // too small, too large, or no amount of this currency
	Settled     Kind = "settled"     // the checkout is completed, so it cannot be ended
	Declined    Kind = "declined"    // the bank said no
	Reused      Kind = "reused"      // an idempotency key came with other content
	Refused     Kind = "refused"     // anything else that Stripe does not accept
)

// Error is a failure of a payment verb. Error() is for logs; a page shows Owner or Client.
type Error struct {
	Kind   Kind
	Owner  string // what the owner must do, in plain words
	Client string // what the client may be told
	Code   string // Stripe's error code, if any
	Param  string // Stripe's name of the refused field, if any

	doing string
	cause error
}

// Error says what was attempted and why it failed. It never holds a key.
func (e *Error) Error() string {
	if e.cause == nil {
		return e.doing + ": " + e.Owner
	}
	return e.doing + ": " + e.cause.Error()
}

// Unwrap gives the cause, unless that could show a key.
func (e *Error) Unwrap() error { return e.cause }

// Temporary reports that the same call may work later.
func (e *Error) Temporary() bool { return e.Kind == Unreachable || e.Kind == Busy || e.Kind == Trouble }

// Is reports whether err is an *Error of that kind.
func Is(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

const tryLater = "Card payments are not available at the moment. Please try again in a few minutes, or pay in another way."

// failed puts an error of a call into words.
func (c *Client) failed(doing string, err error) error {
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	e := &Error{doing: doing, Client: tryLater}
	var answer *stripe.Error
	if errors.As(err, &answer) {
		e.Code, e.Param = string(answer.Code), answer.Param
		e.cause = fmt.Errorf("stripe answered %d %s %s %s: %s (request %s)",
			answer.HTTPStatusCode, answer.Type, answer.Code, answer.Param, c.scrub(answer.Msg), answer.RequestID)
		e.explain(answer, c.settings, c.scrub(answer.Msg))
		return e
	}
	e.Kind = Unreachable
	e.Owner = "Stripe did not answer. Check that this server can reach the internet, then try again."
	e.cause = scrubbed{text: c.scrub(err.Error()), err: contextError(err)}
	return e
}

// explain chooses the kind by the answer's status and code (https://docs.stripe.com/error-codes).
func (e *Error) explain(answer *stripe.Error, settings Settings, message string) {
	status := answer.HTTPStatusCode
	switch {
	case status == http.StatusUnauthorized && settings.SecretKey == "":
		e.Kind, e.Owner = Key, "No Stripe secret key is set. Enter it under Settings, Payments."
	case status == http.StatusUnauthorized || answer.Code == stripe.ErrorCodeAPIKeyExpired:
		e.Kind, e.Owner = Key, "Stripe does not know this secret key. Copy it again from Stripe, Developers, API keys."
	case answer.Code == stripe.ErrorCodeAccountInvalid:
		e.Kind = Permission
		e.Owner = fmt.Sprintf("This key has no access to the Stripe account %s. Check the account id, or leave it empty.", settings.Account)
	case status == http.StatusForbidden:
		e.Kind, e.Owner = Permission, "This Stripe key is not allowed to do that. Use the secret key, or allow it for the restricted key. Stripe says: "+message
	case answer.Type == stripe.ErrorTypeIdempotency:
		e.Kind, e.Owner = Reused, "Stripe saw the same attempt with other content. Start the payment again."
	case answer.Code == stripe.ErrorCodeIdempotencyKeyInUse, status == http.StatusTooManyRequests, status == http.StatusConflict:
		e.Kind, e.Owner = Busy, "Stripe is busy with this or asks to slow down. Try again in a minute."
	case status >= http.StatusInternalServerError:
		e.Kind, e.Owner = Trouble, "Stripe has trouble of its own. See status.stripe.com, and try again."
	case answer.Type == stripe.ErrorTypeCard:
		e.Kind, e.Owner = Declined, "The payment was declined. Stripe says: "+message
		e.Client = "The payment was declined. Please try another card, or ask your bank."
	case amountCode(answer.Code):
		e.Kind, e.Owner = Amount, "Stripe does not take this amount. It says: "+message
		e.Client = "This amount cannot be paid by card. Please pay in another way."
	case status == http.StatusNotFound || answer.Code == stripe.ErrorCodeResourceMissing:
		e.Kind, e.Owner = Missing, "Stripe has nothing of that name: it may belong to another account, or to test mode instead of live."
	default:
		e.Kind, e.Owner = Refused, "Stripe did not accept this. It says: "+message
	}
}

func amountCode(code stripe.ErrorCode) bool {
	switch code {
	case stripe.ErrorCodeAmountTooSmall, stripe.ErrorCodeAmountTooLarge, stripe.ErrorCodeInvalidChargeAmount, "invalid_charge_amount_no_decimal_compatible":
		return true
	}
	return false
}

func (c *Client) amountRefused(doing string, amount int64, code string, cause error) error {
	return &Error{
		Kind:   Amount,
		Owner:  fmt.Sprintf("%d minor units of %q cannot be charged.", amount, code),
		Client: "This amount cannot be paid by card. Please pay in another way.",
		doing:  doing,
		cause:  cause,
	}
}

func settled(doing string, state State) error {
	return &Error{
		Kind:   Settled,
		Owner:  fmt.Sprintf("This payment is %s: it cannot be cancelled any more.", state),
		Client: "This payment has already been made.",
		doing:  doing,
	}
}

// scrub takes the secrets out of a text that others wrote.
func (c *Client) scrub(text string) string {
	for _, secret := range []string{c.settings.SecretKey, c.settings.WebhookSecret} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	return text
}

// scrubbed is an error whose text is safe and which still is a cancelled or late context.
type scrubbed struct {
	text string
	err  error
}

func (s scrubbed) Error() string { return s.text }
func (s scrubbed) Unwrap() error { return s.err }

func contextError(err error) error {
	for _, known := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}
