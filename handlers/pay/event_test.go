package pay_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"

	"anteroom/handlers/pay"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// sign is Stripe's own code, so that ours is not its own witness.
func sign(payload, secret string, at time.Time) string {
	return webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: []byte(payload), Secret: secret, Timestamp: at}).Header
}

func eventOf(kind, object string) string {
	return fmt.Sprintf(`{"id":"evt_1","object":"event","api_version":"2023-10-16","created":1795435200,"livemode":true,"type":%q,"data":{"object":%s}}`, kind, object)
}

const completed = `{"id":"cs_1","object":"checkout.session","client_reference_id":"pay_17","payment_intent":"pi_1","amount_total":960000,"currency":"gbp","status":"complete"}`

func TestEveryTypeIsRead(t *testing.T) {
	session := pay.Event{SessionID: "cs_1", Reference: "pay_17", PaymentIntent: "pi_1", Amount: 960000, Currency: "GBP", Status: "complete"}
	cases := map[string]struct {
		object string
		want   pay.Event
	}{
		pay.CheckoutCompleted: {completed, session},
		pay.CheckoutSettled:   {completed, session},
		pay.CheckoutFailed:    {strings.Replace(completed, `"pi_1"`, `{"id":"pi_1","object":"payment_intent"}`, 1), session},
		pay.CheckoutExpired: {`{"id":"cs_1","object":"checkout.session","payment_intent":null,"amount_total":500,"currency":"jpy","status":"expired"}`,
			pay.Event{SessionID: "cs_1", Amount: 500, Currency: "JPY", Status: "expired"}},
		pay.PaymentFailed: {`{"id":"pi_1","object":"payment_intent","latest_charge":"ch_1","amount":5120,"currency":"kwd","status":"requires_payment_method"}`,
			pay.Event{PaymentIntent: "pi_1", ChargeID: "ch_1", Amount: 5120, Currency: "KWD", Status: "requires_payment_method"}},
		pay.ChargeRefunded: {`{"id":"ch_1","object":"charge","payment_intent":"pi_1","amount":900,"amount_refunded":300,"currency":"eur","status":"succeeded"}`,
			pay.Event{ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 900, Refunded: 300, Currency: "EUR", Status: "succeeded"}},
		pay.RefundUpdated: {`{"id":"re_1","object":"refund","charge":"ch_1","payment_intent":"pi_1","amount":300,"currency":"eur","status":"failed","reason":"duplicate","failure_reason":"expired_or_canceled_card"}`,
			pay.Event{RefundID: "re_1", ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 300, Currency: "EUR", Status: "failed", Reason: "expired_or_canceled_card"}},
		pay.RefundChanged: {`{"id":"re_1","object":"refund","charge":"ch_1","payment_intent":"pi_1","amount":300,"currency":"eur","status":"succeeded"}`,
			pay.Event{RefundID: "re_1", ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 300, Currency: "EUR", Status: "succeeded"}},
		pay.RefundFailed: {`{"id":"re_1","object":"refund","charge":"ch_1","payment_intent":"pi_1","amount":300,"currency":"eur","status":"failed","failure_reason":"unknown"}`,
			pay.Event{RefundID: "re_1", ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 300, Currency: "EUR", Status: "failed", Reason: "unknown"}},
		pay.DisputeUpdated: {`{"id":"du_1","object":"dispute","charge":"ch_1","payment_intent":"pi_1","amount":900,"currency":"eur","status":"under_review","reason":"general"}`,
			pay.Event{DisputeID: "du_1", ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 900, Currency: "EUR", Status: "under_review", Reason: "general"}},
		pay.DisputeOpened: {`{"id":"du_1","object":"dispute","charge":"ch_1","payment_intent":"pi_1","amount":900,"currency":"eur","status":"needs_response","reason":"fraudulent"}`,
			pay.Event{DisputeID: "du_1", ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 900, Currency: "EUR", Status: "needs_response", Reason: "fraudulent"}},
		pay.DisputeClosed: {`{"id":"du_1","object":"dispute","charge":"ch_1","payment_intent":"pi_1","amount":900,"currency":"eur","status":"won","reason":"general"}`,
			pay.Event{DisputeID: "du_1", ChargeID: "ch_1", PaymentIntent: "pi_1", Amount: 900, Currency: "EUR", Status: "won", Reason: "general"}},
		"customer.created": {`{"id":"cus_1","amount":"not a number"}`, pay.Event{}},
	}
	for _, kind := range pay.Types() {
		if _, tried := cases[kind]; !tried {
			t.Errorf("%s is not tried", kind)
		}
	}
	for kind, tc := range cases {
		payload := eventOf(kind, tc.object)
		got, err := pay.ReadEvent([]byte(payload), sign(payload, webhookSecret, noon), webhookSecret, noon)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		want := tc.want
		want.ID, want.Type, want.Live, want.Version, want.CreatedAt = "evt_1", kind, true, "2023-10-16", time.Unix(1795435200, 0).UTC()
		if got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", kind, got, want)
		}
	}
}

func TestANewerVersionAndAnAccountAreRead(t *testing.T) {
	payload := strings.Replace(eventOf(pay.CheckoutCompleted, completed), `"api_version":"2023-10-16"`, `"api_version":"2026-09-30.acacia","account":"acct_1"`, 1)
	e, err := pay.ReadEvent([]byte(payload), sign(payload, webhookSecret, noon), webhookSecret, noon)
	if err != nil || e.Version != "2026-09-30.acacia" || e.Account != "acct_1" || e.SessionID != "cs_1" {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestASessionWithoutAnAmountIsNoFault(t *testing.T) {
	payload := eventOf(pay.CheckoutCompleted, `{"id":"cs_2","object":"checkout.session","mode":"setup","amount_total":null,"currency":null,"payment_intent":null}`)
	if e, err := pay.ReadEvent([]byte(payload), sign(payload, webhookSecret, noon), webhookSecret, noon); err != nil || e.SessionID != "cs_2" {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestOnlyWhatIsSignedIsBelieved(t *testing.T) {
	payload := eventOf(pay.CheckoutCompleted, completed)
	right := sign(payload, webhookSecret, noon)
	big := eventOf(pay.CheckoutCompleted, strings.Replace(completed, "pay_17", strings.Repeat("7", 64<<10), 1))
	stamp, signature, _ := strings.Cut(right, ",")
	for name, tc := range map[string]struct {
		payload, header, secret string
		now                     time.Time
		want                    error
	}{
		"right":                       {payload, right, webhookSecret, noon, nil},
		"right, five minutes later":   {payload, right, webhookSecret, noon.Add(5 * time.Minute), nil},
		"right, our clock is late":    {payload, right, webhookSecret, noon.Add(-time.Hour), nil},
		"right, among others":         {payload, stamp + ",v1=zz,v0=00," + "v1=" + strings.Repeat("ab", 32) + ", " + signature + ",x", webhookSecret, noon, nil},
		"right, spaces in the secret": {payload, right, " " + webhookSecret + "\n", noon, nil},
		"too old":                     {payload, right, webhookSecret, noon.Add(5*time.Minute + time.Second), pay.ErrSignature},
		"old, dressed up as new":      {payload, fmt.Sprintf("t=%d,%s", noon.Add(time.Hour).Unix(), signature), webhookSecret, noon.Add(time.Hour), pay.ErrSignature},
		"another secret":              {payload, sign(payload, "whsec_other", noon), webhookSecret, noon, pay.ErrSignature},
		"another payload":             {payload + " ", right, webhookSecret, noon, pay.ErrSignature},
		"no header":                   {payload, "", webhookSecret, noon, pay.ErrSignature},
		"no signature":                {payload, stamp, webhookSecret, noon, pay.ErrSignature},
		"no timestamp":                {payload, signature, webhookSecret, noon, pay.ErrSignature},
		"empty signature":             {payload, stamp + ",v1=", webhookSecret, noon, pay.ErrSignature},
		"old scheme":                  {payload, strings.Replace(right, "v1=", "v0=", 1), webhookSecret, noon, pay.ErrSignature},
		"signed with the empty key":   {payload, sign(payload, "", noon), "", noon, pay.ErrNoSecret},
		"signed with a blank key":     {payload, sign(payload, " ", noon), " ", noon, pay.ErrNoSecret},
		"oversized":                   {big, sign(big, webhookSecret, noon), webhookSecret, noon, pay.ErrTooLarge},
	} {
		if _, err := pay.ReadEvent([]byte(tc.payload), tc.header, tc.secret, tc.now); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

func TestSignedNonsenseIsMalformed(t *testing.T) {
	for _, payload := range []string{
		``, `null`, `[]`, `{`, `{"id":"evt_1"}`, `{"type":"charge.refunded"}`,
		eventOf(pay.ChargeRefunded, `null`), eventOf(pay.ChargeRefunded, `{"object":"charge"}`), eventOf(pay.ChargeRefunded, `"ch_1"`),
		eventOf(pay.ChargeRefunded, `{"id":"x","object":"subscription","currency":"eur"}`),
		eventOf(pay.ChargeRefunded, `{"id":"ch_1","object":"charge","amount":"1","currency":"eur"}`),
		eventOf(pay.ChargeRefunded, `{"id":"ch_1","object":"charge","amount":1,"currency":"zzz"}`),
		eventOf(pay.ChargeRefunded, `{"id":"ch_1","object":"charge","amount":9223372036854775807,"currency":"ugx"}`),
		eventOf(pay.ChargeRefunded, `{"id":"ch_1","object":"charge","amount":150,"currency":"isk"}`),
	} {
		_, err := pay.ReadEvent([]byte(payload), sign(payload, webhookSecret, noon), webhookSecret, noon)
		if !errors.Is(err, pay.ErrMalformed) {
			t.Errorf("%s: %v", payload, err)
		}
	}
}

func FuzzReadEvent(f *testing.F) {
	f.Add([]byte(eventOf(pay.CheckoutCompleted, completed)), "t=1,v1=00")
	f.Fuzz(func(t *testing.T, payload []byte, header string) {
		if _, err := pay.ReadEvent(payload, header, webhookSecret, noon); err == nil {
			t.Error("believed without a signature")
		}
		signed := sign(string(payload), webhookSecret, noon)
		e, err := pay.ReadEvent(payload, signed, webhookSecret, noon)
		if err == nil && (e.ID == "" || !json.Valid(payload)) {
			t.Errorf("%+v from %q", e, payload)
		}
	})
}

// BenchmarkReadEvent reads an event of the usual size, with its metadata and empty fields.
func BenchmarkReadEvent(b *testing.B) {
	padding := bytes.Repeat([]byte(`"some_field_of_stripes":null,`), 60)
	payload := eventOf(pay.CheckoutCompleted, `{`+string(padding)+completed[1:])
	header := sign(payload, webhookSecret, noon)
	b.ReportAllocs()
	b.SetBytes(int64(len(payload)))
	for b.Loop() {
		if _, err := pay.ReadEvent([]byte(payload), header, webhookSecret, noon); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFloorReadEvent is stripe-go's own way, for comparison.
func BenchmarkFloorReadEvent(b *testing.B) {
	padding := bytes.Repeat([]byte(`"some_field_of_stripes":null,`), 60)
	payload := eventOf(pay.CheckoutCompleted, `{`+string(padding)+completed[1:])
	header := sign(payload, webhookSecret, noon)
	options := webhook.ConstructEventOptions{IgnoreTolerance: true, IgnoreAPIVersionMismatch: true}
	b.ReportAllocs()
	b.SetBytes(int64(len(payload)))
	for b.Loop() {
		if _, err := webhook.ConstructEventWithOptions([]byte(payload), header, webhookSecret, options); err != nil {
			b.Fatal(err)
		}
	}
}
