package pay_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
)

const webhookSecret = "whsec_of_the_studio"

// room is a studio's client, the practice server that it talks to, and what came in at its webhook.
type room struct {
	*testing.T
	client *pay.Client
	stripe *practice.Server
	api    string

	mu     sync.Mutex
	events []pay.Event
	errs   []error
	fail   int // answer so many deliveries with 500
}

func open(t *testing.T, settings pay.Settings, options practice.Options) *room {
	t.Helper()
	r := &room{T: t}
	webhook := httptest.NewServer(http.HandlerFunc(r.receive))
	t.Cleanup(webhook.Close)
	options.Secret = webhookSecret
	options.WebhookURL = func() string { return webhook.URL }
	if options.Retry == nil {
		options.Retry = []time.Duration{time.Millisecond, time.Millisecond}
	}
	r.stripe = practice.New(options)
	api := httptest.NewServer(r.stripe)
	t.Cleanup(api.Close)
	t.Cleanup(r.stripe.Close)
	r.api = api.URL
	if settings.SecretKey == "" {
		settings.SecretKey = practice.Key
	}
	settings.API = api.URL
	r.client = pay.New(settings)
	return r
}

func (r *room) receive(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		r.Error(err)
	}
	event, err := pay.ReadEvent(body, req.Header.Get("Stripe-Signature"), webhookSecret, time.Now())
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail > 0 {
		r.fail--
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if err != nil {
		r.errs = append(r.errs, err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	r.events = append(r.events, event)
}

// heard waits for all deliveries and finds the event of a type.
func (r *room) heard(kind string) pay.Event {
	r.Helper()
	r.stripe.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.events {
		if e.Type == kind {
			return e
		}
	}
	r.Fatalf("no event %s came in; errors: %v", kind, r.errs)
	return pay.Event{}
}

func (r *room) start() pay.Session {
	r.Helper()
	return r.startWith(deposit())
}

func (r *room) startWith(c pay.Checkout) pay.Session {
	r.Helper()
	session, err := r.client.StartCheckout(context.Background(), c)
	if err != nil {
		r.Fatal(err)
	}
	return session
}

func (r *room) session(id string) pay.Session {
	r.Helper()
	session, err := r.client.Session(context.Background(), id)
	if err != nil {
		r.Fatal(err)
	}
	return session
}

func (r *room) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func deposit() pay.Checkout {
	return pay.Checkout{
		Reference:      "pay_17",
		IdempotencyKey: "attempt-1",
		Amount:         960000,
		Currency:       "GBP",
		Description:    "Invoice INV-0398, second fix",
		Email:          "priya@example.com",
		Locale:         "en-GB",
		SuccessURL:     "https://studio.example/return?session={CHECKOUT_SESSION_ID}",
		CancelURL:      "https://studio.example/portal/invoices/4",
		ExpiresAt:      time.Now().Add(time.Hour),
		Metadata:       map[string]string{"invoice": "4"},
	}
}

// kind fails the test unless err is of that kind, and gives it back.
func kind(t *testing.T, err error, want pay.Kind) {
	t.Helper()
	if !pay.Is(err, want) {
		t.Fatalf("got %v, want an error of kind %q", err, want)
	}
}
