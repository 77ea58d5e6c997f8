// Package practice stands in for Stripe: the calls that the product makes, the hosted page on which a client pays,
// and the signed events that follow, over real HTTP. The demo and the tests run on it. No money moves.
//
// It keeps everything in memory and shares no code with the client that it answers, so that a mistake in one is not
// repeated in the other. Mounted at /practice/ it serves the hosted pages there and the API below /practice/v1/;
// on a listener of its own the API is at /v1/ as well. Amounts are in Stripe's units throughout.
package practice

import (
	"context"
	"html/template"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Key is the secret key that a Server knows when Options name none.
const Key = "sk_test_practice"

// Options say how a Server presents itself and whom it tells.
type Options struct {
	Key         string           // the API's secret key; empty for the constant Key
	Account     string           // a connected account that the key may act for; empty for none
	Name        string           // the account's name; empty for "Practice studio"
	Secret      string           // signs what goes to WebhookURL; empty: nothing goes there
	WebhookURL  func() string    // where events go, asked at each delivery; nil: only to endpoints made through the API
	Base        string           // public base URL of the hosted pages; empty: the address at which the API is called
	Now         func() time.Time // nil for the clock
	SettleAfter time.Duration    // how long a bank debit takes; zero: until Settle is called
	Retry       []time.Duration  // waits between deliveries that fail; nil for some seconds to minutes
	Stylesheets []string         // URLs for the hosted page
	Icon        string           // URL of its icon
	HTTP        *http.Client     // delivers events; nil for one with a timeout that follows no redirect
}

// Server is one practice account. It is safe for use by several goroutines.
type Server struct {
	options  Options
	mux      *http.ServeMux
	ctx      context.Context // ends with Close
	stop     context.CancelFunc
	template *template.Template

	mu        sync.Mutex
	idle      *sync.Cond // of mu: nothing is under way
	underWay  int        // deliveries and settlements
	checkouts []*checkout
	refunds   []*refund
	disputes  []*dispute
	endpoints []*endpoint
	events    []*event
	answers   map[string]*answer // by idempotency key
	faults    []*Fault
	calls     []Call
	held      bool
}

// New makes a practice account.
func New(o Options) *Server {
	if o.Key == "" {
		o.Key = Key
	}
	if o.Name == "" {
		o.Name = "Practice studio"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Retry == nil {
		o.Retry = []time.Duration{time.Second, 3 * time.Second, 10 * time.Second, time.Minute, 5 * time.Minute}
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{
			Timeout:       20 * time.Second,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	o.Base = strings.TrimSuffix(o.Base, "/")
	s := &Server{options: o, template: parsePage(), answers: map[string]*answer{}}
	s.idle = sync.NewCond(&s.mu)
	s.ctx, s.stop = context.WithCancel(context.Background())
	if o.WebhookURL != nil && o.Secret != "" {
		s.endpoints = append(s.endpoints, &endpoint{id: unique("we"), url: o.WebhookURL, secret: o.Secret, events: []string{"*"}, everyone: true})
	}
	s.mux = s.routes()
	return s
}

// Close gives up deliveries that have yet to succeed, and waits for those under way.
func (s *Server) Close() {
	s.stop()
	s.Wait()
}

// Wait returns when no delivery or settlement is under way; those that wait for their retry count as under way.
func (s *Server) Wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.underWay > 0 {
		s.idle.Wait()
	}
}

// ServeHTTP answers the API and the hosted pages.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

func (s *Server) routes() *http.ServeMux {
	api := http.NewServeMux()
	api.Handle("POST /v1/checkout/sessions", s.api(s.createCheckout))
	api.Handle("GET /v1/checkout/sessions", s.api(s.listCheckouts))
	api.Handle("GET /v1/checkout/sessions/{id}", s.api(s.showCheckout))
	api.Handle("POST /v1/checkout/sessions/{id}/expire", s.api(s.expireCheckout))
	api.Handle("GET /v1/payment_intents/{id}", s.api(s.showIntent))
	api.Handle("POST /v1/refunds", s.api(s.createRefund))
	api.Handle("GET /v1/refunds", s.api(s.listRefunds))
	api.Handle("GET /v1/refunds/{id}", s.api(s.showRefund))
	api.Handle("GET /v1/disputes", s.api(s.listDisputes))
	api.Handle("GET /v1/disputes/{id}", s.api(s.showDispute))
	api.Handle("POST /v1/webhook_endpoints", s.api(s.createEndpoint))
	api.Handle("GET /v1/webhook_endpoints", s.api(s.listEndpoints))
	api.Handle("DELETE /v1/webhook_endpoints/{id}", s.api(s.deleteEndpoint))
	api.Handle("GET /v1/account", s.api(s.showAccount))
	api.Handle("/v1/", s.api(noSuchCall))

	mux := http.NewServeMux()
	mux.Handle("/v1/", api)
	mux.Handle("/practice/v1/", http.StripPrefix("/practice", api))
	mux.HandleFunc("GET /practice/checkout/{id}", s.showPage)
	mux.HandleFunc("POST /practice/checkout/{id}/payment", s.payOnPage)
	return mux
}
