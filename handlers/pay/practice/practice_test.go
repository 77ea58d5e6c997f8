package practice_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"

	"anteroom/handlers/pay/practice"
)

const secret = "whsec_test"

// studio is the other side: it calls the API and listens at a webhook.
type studio struct {
	*testing.T
	stripe *practice.Server
	api    string

	mu       sync.Mutex
	heard    []string // types, in the order of arrival
	refused  int      // badly signed
	failures int      // answer so many deliveries with 503
	bodies   []string
}

func open(t *testing.T, o practice.Options) *studio {
	t.Helper()
	s := &studio{T: t}
	hook := httptest.NewServer(http.HandlerFunc(s.receive))
	t.Cleanup(hook.Close)
	o.Secret, o.WebhookURL = secret, func() string { return hook.URL }
	if o.Retry == nil {
		o.Retry = []time.Duration{time.Millisecond, time.Millisecond, time.Millisecond}
	}
	s.stripe = practice.New(o)
	server := httptest.NewServer(s.stripe)
	t.Cleanup(server.Close)
	t.Cleanup(s.stripe.Close)
	s.api = server.URL
	return s
}

// receive believes what stripe-go believes.
func (s *studio) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.Error(err)
	}
	event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), secret)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.failures > 0:
		s.failures--
		w.WriteHeader(http.StatusServiceUnavailable)
	case err != nil:
		s.refused++
		w.WriteHeader(http.StatusBadRequest)
	default:
		s.heard = append(s.heard, string(event.Type))
		s.bodies = append(s.bodies, string(body))
	}
}

func (s *studio) arrived() []string {
	s.stripe.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.heard)
}

// call makes a raw API call, and reads the answer as JSON.
func (s *studio) call(method, path string, form url.Values, header ...string) (status int, answer map[string]any) {
	s.Helper()
	req, err := http.NewRequest(method, s.api+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+practice.Key)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close(), json.Unmarshal(body, &answer)); err != nil {
		s.Fatal(err)
	}
	return resp.StatusCode, answer
}

func order() url.Values {
	return url.Values{
		"mode":                                   {"payment"},
		"client_reference_id":                    {"pay_17"},
		"success_url":                            {"https://studio.example/return?id={CHECKOUT_SESSION_ID}"},
		"cancel_url":                             {"https://studio.example/invoice"},
		"line_items[0][quantity]":                {"1"},
		"line_items[0][price_data][currency]":    {"gbp"},
		"line_items[0][price_data][unit_amount]": {"960000"},
		"line_items[0][price_data][product_data][name]": {"Invoice <INV-0398>"},
	}
}

func (s *studio) order() (id string) {
	s.Helper()
	status, answer := s.call(http.MethodPost, "/v1/checkout/sessions", order())
	if status != http.StatusOK {
		s.Fatalf("%d %v", status, answer)
	}
	return answer["id"].(string)
}

func (s *studio) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func TestRefusalsComeInStripesShape(t *testing.T) {
	s := open(t, practice.Options{Account: "acct_1"})
	with := func(name, value string) url.Values { v := order(); v.Set(name, value); return v }
	for name, tc := range map[string]struct {
		method, path string
		form         url.Values
		header       []string
		status       int
		code, param  string
	}{
		"no such call":       {method: "GET", path: "/v1/customers", status: 404},
		"no such session":    {method: "GET", path: "/v1/checkout/sessions/cs_0", status: 404, code: "resource_missing", param: "id"},
		"wrong key":          {method: "GET", path: "/v1/account", header: []string{"Authorization", "Bearer sk_test_wrong_key"}, status: 401},
		"no key":             {method: "GET", path: "/v1/account", header: []string{"Authorization", ""}, status: 401},
		"wrong account":      {method: "GET", path: "/v1/account", header: []string{"Stripe-Account", "acct_2"}, status: 403, code: "account_invalid"},
		"wrong version":      {method: "GET", path: "/v1/account", header: []string{"Stripe-Version", "v1"}, status: 400},
		"unknown field":      {form: with("colour", "red"), status: 400, code: "parameter_unknown", param: "colour"},
		"empty field":        {form: with("customer_email", ""), status: 400, code: "parameter_invalid_empty", param: "customer_email"},
		"no return":          {form: with("success_url", ""), status: 400, code: "parameter_missing", param: "success_url"},
		"script as return":   {form: with("cancel_url", "javascript:alert(1)"), status: 400, code: "url_invalid", param: "cancel_url"},
		"subscription":       {form: with("mode", "subscription"), status: 400, param: "mode"},
		"no number":          {form: with("line_items[0][price_data][unit_amount]", "1.50"), status: 400, code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]"},
		"negative":           {form: with("line_items[0][price_data][unit_amount]", "-5"), status: 400, code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]"},
		"too little":         {form: with("line_items[0][price_data][unit_amount]", "29"), status: 400, code: "amount_too_small"},
		"no currency":        {form: with("line_items[0][price_data][currency]", "GBP"), status: 400, param: "line_items[0][price_data][unit_amount]"},
		"over too soon":      {form: with("expires_at", fmt.Sprint(time.Now().Add(time.Minute).Unix())), status: 400, param: "expires_at"},
		"open too long":      {form: with("expires_at", fmt.Sprint(time.Now().Add(25*time.Hour).Unix())), status: 400, param: "expires_at"},
		"no email":           {form: with("customer_email", "nobody"), status: 400, code: "email_invalid", param: "customer_email"},
		"refund of nothing":  {path: "/v1/refunds", form: url.Values{"payment_intent": {"pi_0"}}, status: 404, code: "resource_missing", param: "id"},
		"webhook to nowhere": {path: "/v1/webhook_endpoints", form: url.Values{"url": {"studio"}, "enabled_events[0]": {"*"}}, status: 400, code: "url_invalid", param: "url"},
	} {
		if tc.method == "" {
			tc.method = http.MethodPost
		}
		if tc.path == "" {
			tc.path = "/v1/checkout/sessions"
		}
		status, answer := s.call(tc.method, tc.path, tc.form, tc.header...)
		wrong, _ := answer["error"].(map[string]any)
		code, _ := wrong["code"].(string)
		param, _ := wrong["param"].(string)
		if status != tc.status || code != tc.code || param != tc.param || wrong["type"] != "invalid_request_error" || wrong["message"] == "" {
			t.Errorf("%s: %d %v", name, status, answer)
		}
		if strings.Contains(fmt.Sprint(answer), "wrong_key") {
			t.Errorf("%s: the key is shown: %v", name, answer)
		}
	}
	if n := len(s.stripe.Checkouts()); n != 0 {
		t.Errorf("%d checkouts were made", n)
	}
}

func TestAnIdempotencyKeyIsOneObject(t *testing.T) {
	s := open(t, practice.Options{})
	const path = "/v1/checkout/sessions"
	_, first := s.call(http.MethodPost, path, order(), "Idempotency-Key", "a")
	_, again := s.call(http.MethodPost, path, order(), "Idempotency-Key", "a")
	_, other := s.call(http.MethodPost, path, order(), "Idempotency-Key", "b")
	if first["id"] != again["id"] || first["id"] == other["id"] || len(s.stripe.Checkouts()) != 2 {
		t.Errorf("%v, %v and %v", first["id"], again["id"], other["id"])
	}
	changed := order()
	changed.Set("client_reference_id", "pay_18")
	status, answer := s.call(http.MethodPost, path, changed, "Idempotency-Key", "a")
	if wrong, _ := answer["error"].(map[string]any); status != 400 || wrong["type"] != "idempotency_error" {
		t.Errorf("%d %v", status, answer)
	}
	// Content that is refused leaves its key free.
	changed.Set("client_reference_id", strings.Repeat("x", 201))
	for _, want := range []int{400, 200} {
		if status, answer := s.call(http.MethodPost, path, changed, "Idempotency-Key", "c"); status != want {
			t.Errorf("%d %v", status, answer)
		}
		changed = order()
	}
}

func TestAKeyUnderWayIsInUse(t *testing.T) {
	s := open(t, practice.Options{})
	s.stripe.Fault(practice.Fault{Nth: 1, Delay: 200 * time.Millisecond})
	var group sync.WaitGroup
	statuses := make([]int, 2)
	for i := range statuses {
		group.Go(func() {
			time.Sleep(time.Duration(i) * 50 * time.Millisecond)
			statuses[i], _ = s.call(http.MethodPost, "/v1/checkout/sessions", order(), "Idempotency-Key", "a")
		})
	}
	group.Wait()
	if statuses[0] != 200 || statuses[1] != 409 || len(s.stripe.Checkouts()) != 1 {
		t.Errorf("%v", statuses)
	}
}

func TestDeliveriesAreTriedAgain(t *testing.T) {
	s := open(t, practice.Options{})
	s.failures = 2
	id := s.order()
	s.must(s.stripe.Expire(id))
	if got := s.arrived(); !slices.Equal(got, []string{"checkout.session.expired"}) {
		t.Errorf("arrived %v", got)
	}
	tried := s.stripe.Events()[0].Deliveries
	if len(tried) != 3 || tried[0].Status != 503 || tried[2].Status != 200 {
		t.Errorf("tried %+v", tried)
	}
}

func TestEventsHeldBackGoInAnyOrder(t *testing.T) {
	s := open(t, practice.Options{})
	s.stripe.Hold()
	id := s.order()
	s.must(s.stripe.SettleLater(id))
	s.must(s.stripe.Settle(id))
	if got := s.arrived(); len(got) != 0 {
		t.Fatalf("%v were not held", got)
	}
	events := s.stripe.Events("checkout.session.completed", "checkout.session.async_payment_succeeded")
	slices.Reverse(events)
	for _, e := range events {
		if status, err := s.stripe.Deliver(context.Background(), e.ID); err != nil || status != 200 || !e.Held {
			t.Errorf("%+v: %d, %v", e, status, err)
		}
	}
	if got := s.arrived(); !slices.Equal(got, []string{"checkout.session.async_payment_succeeded", "checkout.session.completed"}) {
		t.Errorf("arrived %v", got)
	}
	statuses, err := s.stripe.Parallel(context.Background(), events[0].ID, 10)
	if err != nil || !slices.Equal(statuses, slices.Repeat([]int{200}, 10)) {
		t.Errorf("%v, %v", statuses, err)
	}
	s.stripe.Release()
	if got := s.arrived(); len(got) != 2+10+len(s.stripe.Events()) {
		t.Errorf("%d arrived after the release", len(got))
	}
	if _, err := s.stripe.Deliver(context.Background(), "evt_0"); err == nil {
		t.Error("an event that never was is delivered")
	}
}

func TestDeliveriesAreSpoiledOnDemand(t *testing.T) {
	s := open(t, practice.Options{})
	s.stripe.Hold()
	s.must(s.stripe.Pay(s.order()))
	event := s.stripe.Events("checkout.session.completed")[0].ID
	for name, change := range map[string]practice.Change{
		"other secret": practice.SignedWith("whsec_other"), "no secret": practice.SignedWith(""), "old": practice.SignedAt(time.Now().Add(-time.Hour)),
		"unsigned": practice.Unsigned(), "tampered": practice.Tampered(), "odd header": practice.Header("t=x,v1=y"), "newer": practice.Version("2026-09-30.acacia"),
	} {
		if status, err := s.stripe.Deliver(context.Background(), event, change); status != 400 || err != nil {
			t.Errorf("%s: %d, %v", name, status, err)
		}
	}
	if status, err := s.stripe.Deliver(context.Background(), event, practice.Amount(1), practice.Currency("jpy")); status != 200 || err != nil {
		t.Errorf("%d, %v", status, err)
	}
	if got := s.bodies[0]; !strings.Contains(got, `"amount_total": 1,`) || !strings.Contains(got, `"currency": "jpy"`) || strings.Contains(got, "960000") {
		t.Error(got)
	}
}

func TestFaultsSpoilTheNthCall(t *testing.T) {
	s := open(t, practice.Options{})
	s.stripe.Fault(practice.Fault{Nth: 2, Match: "POST /v1/checkout", Status: 500, After: true})
	s.order()
	if status, _ := s.call(http.MethodGet, "/v1/account", nil); status != 200 {
		t.Errorf("another call is spoiled: %d", status)
	}
	if status, _ := s.call(http.MethodPost, "/v1/checkout/sessions", order()); status != 500 {
		t.Errorf("the second is answered %d", status)
	}
	s.order()
	if n := len(s.stripe.Checkouts()); n != 3 {
		t.Errorf("%d checkouts: the spoiled one was to be carried out", n)
	}
}

func TestADebitSettlesByItself(t *testing.T) {
	s := open(t, practice.Options{SettleAfter: 20 * time.Millisecond})
	id := s.order()
	s.choose(id, "debit")
	if s.stripe.Checkouts()[0].Paid {
		t.Error("paid at once")
	}
	if got := s.arrived(); !slices.Contains(got, "checkout.session.async_payment_succeeded") || !s.stripe.Checkouts()[0].Paid {
		t.Errorf("arrived %v", got)
	}
	bounced := s.order()
	s.choose(bounced, "bounce")
	if got := s.arrived(); !slices.Contains(got, "checkout.session.async_payment_failed") || s.stripe.Checkouts()[1].Paid {
		t.Errorf("arrived %v", got)
	}
}

func TestADebitThatATestSettledIsNotSettledAgain(t *testing.T) {
	s := open(t, practice.Options{SettleAfter: 20 * time.Millisecond})
	id := s.order()
	s.choose(id, "bounce")
	s.must(s.stripe.Settle(id))
	s.arrived()
	if !s.stripe.Checkouts()[0].Paid || len(s.stripe.Events("checkout.session.async_payment_failed")) != 0 {
		t.Error("it bounced after it had settled")
	}
}

func TestTheBankDecidesOnlyOnce(t *testing.T) {
	s := open(t, practice.Options{})
	id := s.order()
	s.must(s.stripe.SettleLater(id))
	s.must(s.stripe.Settle(id))
	for name, err := range map[string]error{
		"settled twice": s.stripe.Settle(id), "bounced": s.stripe.Bounce(id), "paid": s.stripe.Pay(id), "declined": s.stripe.Decline(id),
		"expired": s.stripe.Expire(id), "unknown": s.stripe.Pay("cs_0"), "refund": s.stripe.FailRefund("re_0"), "dispute": s.stripe.CloseDispute("du_0", true),
	} {
		if err == nil {
			t.Errorf("%s: allowed", name)
		}
	}
	if _, err := s.stripe.Refund(id, 960001); err == nil {
		t.Error("more than was paid is refunded")
	}
	if _, err := s.stripe.Dispute(id, "general"); err != nil {
		t.Error(err)
	}
	if _, err := s.stripe.Dispute(id, "general"); err == nil {
		t.Error("disputed twice")
	}
}

func TestTheAPIIsBelowPracticeToo(t *testing.T) {
	s := open(t, practice.Options{Name: "Alder & Rowe"})
	if status, answer := s.call(http.MethodGet, "/practice/v1/account", nil); status != 200 || answer["object"] != "account" {
		t.Errorf("%d %v", status, answer)
	}
}
