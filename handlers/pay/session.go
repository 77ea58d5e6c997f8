package pay

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76"
)

// read turns Stripe's session into ours.
func (c *Client) read(doing string, from *stripe.CheckoutSession) (Session, error) {
	if from.ID == "" {
		return Session{}, c.failed(doing, errors.New("the answer has no id"))
	}
	code := strings.ToUpper(string(from.Currency))
	s := Session{
		ID:        from.ID,
		URL:       from.URL,
		Reference: from.ClientReferenceID,
		State:     stateOf(from),
		Currency:  code,
		ExpiresAt: instant(from.ExpiresAt),
		Live:      from.Livemode,
		Account:   c.settings.Account,
		Metadata:  maps.Clone(from.Metadata),
	}
	if code == "" {
		return s, nil // it asks for no money: some other program's, never one that StartCheckout made
	}
	var err error
	if s.Amount, err = fromStripe(from.AmountTotal, code); err != nil {
		return Session{}, c.failed(doing, err)
	}
	if from.PaymentIntent == nil {
		return s, nil
	}
	if err := s.readIntent(from.PaymentIntent); err != nil {
		return Session{}, c.failed(doing, err)
	}
	return s, nil
}

// stateOf follows https://docs.stripe.com/api/checkout/sessions/object: a complete session that is unpaid waits for
// a delayed method, until its payment intent asks for another method: then that one has failed.
func stateOf(s *stripe.CheckoutSession) State {
	switch {
	case s.Status == stripe.CheckoutSessionStatusExpired:
		return Expired
	case s.Status != stripe.CheckoutSessionStatusComplete:
		return Open
	case s.PaymentStatus == stripe.CheckoutSessionPaymentStatusPaid:
		return Paid
	case s.PaymentIntent == nil:
		return Processing
	}
	switch s.PaymentIntent.Status {
	case stripe.PaymentIntentStatusRequiresPaymentMethod, stripe.PaymentIntentStatusCanceled:
		return Failed
	}
	return Processing
}

// readIntent adds what the payment intent and its latest charge tell. The currency stays the session's: an intent
// in another one is a contradiction that nobody should book.
func (s *Session) readIntent(intent *stripe.PaymentIntent) error {
	s.PaymentIntent = intent.ID
	if got := strings.ToUpper(string(intent.Currency)); got != "" && got != s.Currency {
		return fmt.Errorf("checkout %s is in %s, its payment in %s", s.ID, s.Currency, got)
	}
	var err error
	if s.Received, err = fromStripe(intent.AmountReceived, s.Currency); err != nil {
		return err
	}
	if intent.PaymentMethod != nil {
		s.Method = string(intent.PaymentMethod.Type)
	}
	if intent.LastPaymentError != nil && s.State != Paid {
		s.fail(string(intent.LastPaymentError.Code), string(intent.LastPaymentError.DeclineCode))
	}
	if intent.LatestCharge == nil {
		return nil
	}
	return s.readCharge(intent.LatestCharge)
}

func (s *Session) readCharge(charge *stripe.Charge) error {
	s.Charge, s.Disputed = charge.ID, charge.Disputed
	var err error
	if s.Refunded, err = fromStripe(charge.AmountRefunded, s.Currency); err != nil {
		return err
	}
	if s.State == Paid {
		s.PaidAt = instant(charge.Created)
	}
	if details := charge.PaymentMethodDetails; details != nil {
		s.Method, s.MethodLabel = string(details.Type), methodLabel(details)
	}
	if s.State != Paid && s.Failure == "" && charge.FailureCode != "" {
		s.fail(charge.FailureCode, "")
	}
	return nil
}

func instant(unix int64) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).UTC()
}
