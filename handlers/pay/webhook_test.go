package pay_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
)

// endpoints counts the registered ones at a URL, by asking the API as anybody would.
func (r *room) endpoints(url string) int {
	r.Helper()
	req, err := http.NewRequest(http.MethodGet, r.api+"/v1/webhook_endpoints?limit=100", nil)
	r.must(err)
	req.SetBasicAuth(practice.Key, "")
	resp, err := http.DefaultClient.Do(req)
	r.must(err)
	return strings.Count(body(r.T, resp), fmt.Sprintf("%q", url))
}

func TestARegisteredWebhookSignsWithItsOwnSecret(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	var secret string
	var events []pay.Event
	hook := serve(t, func(w http.ResponseWriter, req *http.Request) {
		payload, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		e, err := pay.ReadEvent(payload, req.Header.Get("Stripe-Signature"), secret, time.Now())
		if err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		events = append(events, e)
	})
	for range 2 { // the second replaces the first
		before := secret
		var err error
		secret, err = r.client.RegisterWebhook(context.Background(), hook)
		r.must(err)
		if secret == before || !strings.HasPrefix(secret, "whsec_") {
			t.Errorf("secret %q after %q", secret, before)
		}
	}
	if n := r.endpoints(hook); n != 1 {
		t.Errorf("%d endpoints", n)
	}
	r.must(r.stripe.Pay(r.start().ID))
	r.stripe.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	// The practice account announces more than was asked for; only ours come here.
	if len(events) != 1 || events[0].Type != pay.CheckoutCompleted || events[0].Version != "2023-10-16" {
		t.Errorf("heard %+v", events)
	}
}

func TestRegisteringAsksForExactlyWhatIsHandled(t *testing.T) {
	r := open(t, pay.Settings{Account: "acct_1"}, practice.Options{Account: "acct_1"})
	_, err := r.client.RegisterWebhook(context.Background(), "https://studio.example/webhooks/stripe")
	r.must(err)
	for _, call := range r.stripe.Calls() {
		if call.Method != http.MethodPost {
			continue
		}
		var asked []string
		for i := range len(pay.Types()) + 1 {
			if kind := call.Form.Get(fmt.Sprintf("enabled_events[%d]", i)); kind != "" {
				asked = append(asked, kind)
			}
		}
		if !slices.Equal(asked, pay.Types()) || call.Form.Get("api_version") != "2023-10-16" || call.Form.Get("connect") != "true" || call.Account != "" {
			t.Errorf("asked for %+v", call)
		}
		return
	}
	t.Error("nothing was registered")
}

func TestAFailedReplacementLeavesTheOldWebhook(t *testing.T) {
	const hook = "https://studio.example/webhooks/stripe"
	for name, fault := range map[string]practice.Fault{
		"not made":    {Nth: 1, Match: "POST /v1/webhook_endpoints", Status: http.StatusBadRequest},
		"not removed": {Nth: 1, Match: "DELETE /v1/webhook_endpoints", Status: http.StatusBadRequest},
	} {
		r := open(t, pay.Settings{}, practice.Options{})
		_, err := r.client.RegisterWebhook(context.Background(), hook)
		r.must(err)
		r.stripe.Fault(fault)
		secret, err := r.client.RegisterWebhook(context.Background(), hook)
		kind(t, err, pay.Refused)
		if n := r.endpoints(hook); n != 1 || secret != "" {
			t.Errorf("%s: %d endpoints, secret %q", name, n, secret)
		}
	}
}

func TestARegistrationFindsItsOwnAmongMany(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	for i := range 12 {
		_, err := r.client.RegisterWebhook(context.Background(), fmt.Sprintf("https://studio.example/%d", i))
		r.must(err)
	}
	_, err := r.client.RegisterWebhook(context.Background(), "https://studio.example/3")
	r.must(err)
	if n := r.endpoints("https://studio.example/3"); n != 1 {
		t.Errorf("%d endpoints", n)
	}
}
