package pay

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	maxEvent  = 64 << 10        // Stripe's own bound
	tolerance = 5 * time.Minute // as in Stripe's libraries
)

// Why an event is not believed. ErrNoSecret is ours to mend, the others are the sender's.
var (
	ErrNoSecret  = errors.New("no webhook secret is set")
	ErrSignature = errors.New("the event is not signed with our webhook secret, or too long ago")
	ErrTooLarge  = errors.New("the event is larger than 64 KB")
	ErrMalformed = errors.New("the event cannot be read")
)

// Types are the events that are asked for, as Stripe names them (https://docs.stripe.com/api/events/types).
func Types() []string {
	return []string{
		CheckoutCompleted, CheckoutSettled, CheckoutFailed, CheckoutExpired,
		PaymentFailed, ChargeRefunded, RefundUpdated, RefundChanged, DisputeOpened, DisputeUpdated, DisputeClosed,
	}
}

// The types of events.
const (
	CheckoutCompleted = "checkout.session.completed" // paid, or, with a delayed method, processing
	CheckoutSettled   = "checkout.session.async_payment_succeeded"
	CheckoutFailed    = "checkout.session.async_payment_failed"
	CheckoutExpired   = "checkout.session.expired"
	PaymentFailed     = "payment_intent.payment_failed" // one try; the checkout is still open
	ChargeRefunded    = "charge.refunded"               // in part or in full: Event.Refunded is the sum so far
	RefundUpdated     = "charge.refund.updated"         // a refund may still fail
	RefundChanged     = "refund.updated"                // the same, of every way to pay since 2024-10-28
	RefundFailed      = "refund.failed"                 // the pinned version does not know it; an endpoint of the owner's own may send it
	DisputeOpened     = "charge.dispute.created"
	DisputeUpdated    = "charge.dispute.updated"
	DisputeClosed     = "charge.dispute.closed" // Event.Status: won, lost or warning_closed
)

// Event is Stripe's word that something has happened. It proves who sent it and no more: events come twice, late
// and in any order, so fetch the session (Client.Session) and act on that.
type Event struct {
	ID        string
	Type      string
	Account   string // the connected account that it is about, or empty
	CreatedAt time.Time
	Live      bool
	Version   string // the API version that it is written in

	SessionID     string // cs_…, of checkout events
	Reference     string // Checkout.Reference, of checkout events
	PaymentIntent string // pi_…, of every event but of a checkout that nobody tried to pay
	ChargeID      string
	RefundID      string
	DisputeID     string

	Amount   int64  // of the session, payment, charge, refund or dispute; ISO 4217 minor units
	Refunded int64  // of a charge, all refunds so far; in the same units
	Currency string // upper case
	Status   string // Stripe's word for the object's status
	Reason   string // of a dispute, or of a refund that failed
}

// ReadEvent believes an event if it is signed with secret within the last five minutes, whatever its API version.
// Without a secret everything is refused: an empty one would make a key that anybody can sign with. The scheme is
// https://docs.stripe.com/webhooks#verify-manually. Types that are not handled are read as far as ID and Type.
func ReadEvent(payload []byte, header, secret string, now time.Time) (Event, error) {
	secret = strings.TrimSpace(secret)
	if secret == "" {
		return Event{}, ErrNoSecret
	}
	if len(payload) > maxEvent {
		return Event{}, ErrTooLarge
	}
	if err := verify(payload, header, secret, now); err != nil {
		return Event{}, err
	}
	return parseEvent(payload)
}

// verify accepts any one of the header's v1 signatures: Stripe sends two while a secret is being rolled.
func verify(payload []byte, header, secret string, now time.Time) error {
	var stamp string
	var signatures [][]byte
	for _, part := range strings.Split(header, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "t":
			stamp = value
		case "v1":
			if signature, err := hex.DecodeString(value); err == nil {
				signatures = append(signatures, signature)
			}
		}
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return fmt.Errorf("%w: no timestamp in its header", ErrSignature)
	}
	// A time ahead of ours is a clock that is off, not an attack: it is signed.
	if age := now.Sub(time.Unix(seconds, 0)); age > tolerance {
		return fmt.Errorf("%w: signed %s ago", ErrSignature, age.Round(time.Second))
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp))
	mac.Write([]byte{'.'})
	mac.Write(payload)
	want := mac.Sum(nil)
	for _, signature := range signatures {
		if hmac.Equal(signature, want) {
			return nil
		}
	}
	return ErrSignature
}

// envelope is what is read of an event, object the part that the handled objects share.
type envelope struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Account    string `json:"account"`
	APIVersion string `json:"api_version"`
	Created    int64  `json:"created"`
	Livemode   bool   `json:"livemode"`
	Data       struct {
		Object json.RawMessage `json:"object"`
	} `json:"data"`
}

type object struct {
	ID             string `json:"id"`
	Object         string `json:"object"`
	Reference      string `json:"client_reference_id"`
	PaymentIntent  id     `json:"payment_intent"`
	Charge         id     `json:"charge"`
	LatestCharge   id     `json:"latest_charge"`
	Amount         int64  `json:"amount"`
	AmountTotal    int64  `json:"amount_total"`
	AmountRefunded int64  `json:"amount_refunded"`
	Currency       string `json:"currency"`
	Status         string `json:"status"`
	Reason         string `json:"reason"`
	FailureReason  string `json:"failure_reason"`
}

// id reads a reference, which Stripe writes as a string or, expanded, as an object.
type id string

func (i *id) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		var expanded struct {
			ID string `json:"id"`
		}
		err := json.Unmarshal(data, &expanded)
		*i = id(expanded.ID)
		return err
	}
	return json.Unmarshal(data, (*string)(i))
}

func parseEvent(payload []byte) (Event, error) {
	var from envelope
	if err := json.Unmarshal(payload, &from); err != nil {
		return Event{}, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if from.ID == "" || from.Type == "" {
		return Event{}, fmt.Errorf("%w: it has no id or no type", ErrMalformed)
	}
	e := Event{
		ID:        from.ID,
		Type:      from.Type,
		Account:   from.Account,
		CreatedAt: instant(from.Created),
		Live:      from.Livemode,
		Version:   from.APIVersion,
	}
	if !handled(e.Type) {
		return e, nil
	}
	var o object
	if err := json.Unmarshal(from.Data.Object, &o); err != nil {
		return Event{}, fmt.Errorf("%w: %s %s: %w", ErrMalformed, e.Type, e.ID, err)
	}
	if err := e.about(o); err != nil {
		return Event{}, fmt.Errorf("%w: %s %s: %w", ErrMalformed, e.Type, e.ID, err)
	}
	return e, nil
}

func handled(name string) bool { return name == RefundFailed || slices.Contains(Types(), name) }

// about fills in the object that the event tells of.
func (e *Event) about(o object) error {
	if o.ID == "" {
		return errors.New("its object has no id")
	}
	e.PaymentIntent, e.ChargeID, e.Status, e.Reason = string(o.PaymentIntent), string(o.Charge), o.Status, o.Reason
	e.Currency = strings.ToUpper(o.Currency)
	amount := o.Amount
	switch o.Object {
	case "checkout.session":
		e.SessionID, e.Reference, amount = o.ID, o.Reference, o.AmountTotal
	case "payment_intent":
		e.PaymentIntent, e.ChargeID = o.ID, string(o.LatestCharge)
	case "charge":
		e.ChargeID = o.ID
	case "refund":
		e.RefundID, e.Reason = o.ID, o.FailureReason
	case "dispute":
		e.DisputeID = o.ID
	default:
		return fmt.Errorf("an unexpected object %q", o.Object)
	}
	if e.Currency == "" {
		return nil // a session that only saves a card, of some other program on the same account
	}
	var err error
	if e.Amount, err = fromStripe(amount, e.Currency); err != nil {
		return err
	}
	e.Refunded, err = fromStripe(o.AmountRefunded, e.Currency)
	return err
}
