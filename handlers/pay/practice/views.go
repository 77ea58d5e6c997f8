package practice

import (
	"slices"
	"strings"
	"time"
)

// The objects as Stripe writes them in API version 2023-10-16 (https://docs.stripe.com/api), as far as they are used.

type sessionView struct {
	ID                 string            `json:"id"`
	Object             string            `json:"object"`
	AmountSubtotal     int64             `json:"amount_subtotal"`
	AmountTotal        int64             `json:"amount_total"`
	CancelURL          string            `json:"cancel_url"`
	ClientReferenceID  *string           `json:"client_reference_id"`
	Created            int64             `json:"created"`
	Currency           string            `json:"currency"`
	CustomerEmail      *string           `json:"customer_email"`
	ExpiresAt          int64             `json:"expires_at"`
	Livemode           bool              `json:"livemode"`
	Locale             *string           `json:"locale"`
	Metadata           map[string]string `json:"metadata"`
	Mode               string            `json:"mode"`
	PaymentIntent      any               `json:"payment_intent"`
	PaymentMethodTypes []string          `json:"payment_method_types"`
	PaymentStatus      string            `json:"payment_status"`
	Status             string            `json:"status"`
	SubmitType         string            `json:"submit_type"`
	SuccessURL         string            `json:"success_url"`
	UIMode             string            `json:"ui_mode"`
	URL                *string           `json:"url"`
}

type intentView struct {
	ID               string            `json:"id"`
	Object           string            `json:"object"`
	Amount           int64             `json:"amount"`
	AmountReceived   int64             `json:"amount_received"`
	Created          int64             `json:"created"`
	Currency         string            `json:"currency"`
	Description      *string           `json:"description"`
	LastPaymentError *refusalView      `json:"last_payment_error"`
	LatestCharge     any               `json:"latest_charge"`
	Livemode         bool              `json:"livemode"`
	Metadata         map[string]string `json:"metadata"`
	PaymentMethod    any               `json:"payment_method"`
	Status           string            `json:"status"`
}

type refusalView struct {
	Type        string `json:"type"`
	Code        string `json:"code"`
	DeclineCode string `json:"decline_code,omitempty"`
	Message     string `json:"message"`
}

type chargeView struct {
	ID                   string            `json:"id"`
	Object               string            `json:"object"`
	Amount               int64             `json:"amount"`
	AmountRefunded       int64             `json:"amount_refunded"`
	Captured             bool              `json:"captured"`
	Created              int64             `json:"created"`
	Currency             string            `json:"currency"`
	Disputed             bool              `json:"disputed"`
	FailureCode          *string           `json:"failure_code"`
	FailureMessage       *string           `json:"failure_message"`
	Livemode             bool              `json:"livemode"`
	Metadata             map[string]string `json:"metadata"`
	Paid                 bool              `json:"paid"`
	PaymentIntent        string            `json:"payment_intent"`
	PaymentMethod        string            `json:"payment_method"`
	PaymentMethodDetails methodView        `json:"payment_method_details"`
	Refunded             bool              `json:"refunded"`
	Status               string            `json:"status"`
}

type methodView struct {
	ID       string    `json:"id,omitempty"`
	Object   string    `json:"object,omitempty"`
	Type     string    `json:"type"`
	Card     *lastFour `json:"card,omitempty"`
	SEPA     *lastFour `json:"sepa_debit,omitempty"`
	Bacs     *lastFour `json:"bacs_debit,omitempty"`
	USBank   *lastFour `json:"us_bank_account,omitempty"`
	Livemode bool      `json:"livemode"`
}

type lastFour struct {
	Brand string `json:"brand,omitempty"`
	Last4 string `json:"last4"`
}

type refundView struct {
	ID            string            `json:"id"`
	Object        string            `json:"object"`
	Amount        int64             `json:"amount"`
	Charge        string            `json:"charge"`
	Created       int64             `json:"created"`
	Currency      string            `json:"currency"`
	FailureReason string            `json:"failure_reason,omitempty"`
	Metadata      map[string]string `json:"metadata"`
	PaymentIntent string            `json:"payment_intent"`
	Status        string            `json:"status"`
}

type disputeView struct {
	ID              string       `json:"id"`
	Object          string       `json:"object"`
	Amount          int64        `json:"amount"`
	Charge          string       `json:"charge"`
	Created         int64        `json:"created"`
	Currency        string       `json:"currency"`
	EvidenceDetails evidenceView `json:"evidence_details"`
	Livemode        bool         `json:"livemode"`
	PaymentIntent   string       `json:"payment_intent"`
	Reason          string       `json:"reason"`
	Status          string       `json:"status"`
}

type evidenceView struct {
	DueBy           int64 `json:"due_by"`
	SubmissionCount int64 `json:"submission_count"`
}

// evidenceTime is how long a studio may take to answer a dispute.
const evidenceTime = 14 * 24 * time.Hour

// maybe is null for an empty text.
func maybe(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// view writes a session; expand names what stands in full instead of as an id.
func (c *checkout) view(expand ...string) sessionView {
	v := sessionView{
		ID: c.id, Object: "checkout.session", Mode: "payment", UIMode: "hosted", SubmitType: "pay",
		AmountSubtotal: c.amount, AmountTotal: c.amount, Currency: c.currency,
		ClientReferenceID: maybe(c.reference), CustomerEmail: maybe(c.email), Locale: maybe(c.locale),
		SuccessURL: c.successURL, CancelURL: c.cancelURL,
		Created: c.created.Unix(), ExpiresAt: c.expires.Unix(),
		Metadata: c.metadata, PaymentMethodTypes: []string{"card", debitOf(c.currency).kind},
		Status: c.status, PaymentStatus: "unpaid",
	}
	if c.paid {
		v.PaymentStatus = "paid"
	}
	if c.status == "open" {
		v.URL = &c.url
	}
	switch {
	case c.intent == nil:
	case wants(expand, "payment_intent"):
		v.PaymentIntent = c.intentView(inner(expand, "payment_intent")...)
	default:
		v.PaymentIntent = c.intent.id
	}
	return v
}

// wants tells whether a field, or something inside it, is to be expanded.
func wants(expand []string, field string) bool {
	return slices.ContainsFunc(expand, func(e string) bool { return e == field || strings.HasPrefix(e, field+".") })
}

func inner(expand []string, field string) []string {
	var in []string
	for _, e := range expand {
		if rest, ok := strings.CutPrefix(e, field+"."); ok {
			in = append(in, rest)
		}
	}
	return in
}

func (c *checkout) intentView(expand ...string) intentView {
	i := c.intent
	v := intentView{
		ID: i.id, Object: "payment_intent", Amount: c.amount, AmountReceived: i.received, Currency: c.currency,
		Created: i.created.Unix(), Description: maybe(c.intentDescription), Metadata: c.intentMetadata, Status: i.status,
	}
	if i.refusal != nil {
		v.LastPaymentError = &refusalView{Type: "card_error", Code: i.refusal.code, DeclineCode: i.refusal.decline, Message: i.refusal.message}
	}
	if i.charge != nil {
		v.LatestCharge = i.charge.id
		if wants(expand, "latest_charge") {
			v.LatestCharge = c.chargeView()
		}
	}
	// An intent that asks for another method has let go of the last one.
	if i.status != "requires_payment_method" {
		v.PaymentMethod = i.method.id
		if wants(expand, "payment_method") {
			v.PaymentMethod = i.method.object()
		}
	}
	return v
}

func (c *checkout) chargeView() chargeView {
	ch := c.intent.charge
	v := chargeView{
		ID: ch.id, Object: "charge", Amount: ch.amount, AmountRefunded: ch.refunded, Currency: ch.currency,
		Captured: ch.status == "succeeded", Paid: ch.status == "succeeded", Status: ch.status, Created: ch.created.Unix(),
		Disputed: ch.disputed, Refunded: ch.refunded == ch.amount, Metadata: c.intentMetadata,
		PaymentIntent: c.intent.id, PaymentMethod: c.intent.method.id, PaymentMethodDetails: c.intent.method.details(),
	}
	if ch.refusal != nil {
		v.FailureCode, v.FailureMessage = &ch.refusal.code, &ch.refusal.message
	}
	return v
}

func (m *method) details() methodView {
	four := &lastFour{Brand: m.brand, Last4: m.last4}
	v := methodView{Type: m.kind}
	switch m.kind {
	case "card":
		v.Card = four
	case "bacs_debit":
		v.Bacs = four
	case "us_bank_account":
		v.USBank = four
	default:
		v.SEPA = four
	}
	return v
}

func (m *method) object() methodView {
	v := m.details()
	v.ID, v.Object = m.id, "payment_method"
	return v
}

func (r *refund) view() refundView {
	return refundView{
		ID: r.id, Object: "refund", Amount: r.amount, Currency: r.of.currency, Created: r.created.Unix(), Status: r.status,
		FailureReason: r.failure, Metadata: r.metadata, Charge: r.of.intent.charge.id, PaymentIntent: r.of.intent.id,
	}
}

func (d *dispute) view() disputeView {
	evidence := evidenceView{DueBy: d.created.Add(evidenceTime).Unix()}
	if d.status != "needs_response" {
		evidence.SubmissionCount = 1
	}
	return disputeView{
		EvidenceDetails: evidence, ID: d.id, Object: "dispute", Amount: d.of.intent.charge.amount, Currency: d.of.currency, Created: d.created.Unix(),
		Charge: d.of.intent.charge.id, PaymentIntent: d.of.intent.id, Reason: d.reason, Status: d.status,
	}
}
