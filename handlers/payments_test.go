package handlers_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"anteroom/handlers"
	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/store"
	"anteroom/store/storetest"
)

const webhookSecret = "whsec_of_the_test"

// payHouse is a house with a stateful stand-in for Stripe, which sends it
// signed events.
func payHouse(t testing.TB, change ...func(*pay.Settings)) (*House, *storetest.Job, *practice.Server, *pay.Client) {
	t.Helper()
	var house *House
	settings := pay.Settings{SecretKey: practice.Key, WebhookSecret: webhookSecret}
	for _, f := range change {
		f(&settings)
	}
	stripe := practice.New(practice.Options{Secret: webhookSecret, WebhookURL: func() string { return house.URL + "/webhooks/stripe" },
		Now: func() time.Time { return house.Clock.Now() }, Retry: []time.Duration{time.Millisecond}})
	t.Cleanup(stripe.Close)
	front := httptest.NewServer(stripe)
	t.Cleanup(front.Close)
	settings.API = front.URL
	house = newHouse(t, func(c *handlers.Config) { c.Stripe = settings })
	return house, house.Job(t), stripe, pay.New(settings)
}

// checkout starts a card payment of the next instalment, and gives the
// checkout's id at Stripe.
func checkout(t testing.TB, job *storetest.Job, client *pay.Client) (store.Invoice, string) {
	t.Helper()
	i := job.Invoiced(t)
	return i, askedByCard(t, job, client, i)
}

// askedByCard is the checkout of what is next of an invoice.
func askedByCard(t testing.TB, job *storetest.Job, client *pay.Client, i store.Invoice) string {
	t.Helper()
	p := job.Portal(t, job.Priya)
	started, err := p.StartCard(t.Context(), i.ID, store.PayNext, fmt.Sprintf("attempt-%013d", i.ID))
	if err != nil {
		t.Fatal(err)
	}
	session, err := client.StartCheckout(t.Context(), pay.Checkout{Reference: "1", IdempotencyKey: started.Attempt, Amount: started.Amount,
		Currency: started.Currency, Description: i.Number, SuccessURL: "https://example.com/", CancelURL: "https://example.com/"})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.KeepCheckout(t.Context(), started.ID, session.ID, session.URL, session.ExpiresAt); err != nil {
		t.Fatal(err)
	}
	return session.ID
}

func paidOf(t *testing.T, job *storetest.Job, i store.Invoice) int64 {
	t.Helper()
	now, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	return now.Paid
}

// eventually waits for what a webhook in another goroutine brings about.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 2000 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("not within twenty seconds: %s", what)
}

func TestAWebhookPaysAnInvoiceOnce(t *testing.T) {
	_, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	if err := stripe.Pay(id); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the payment", func() bool { return paidOf(t, job, i) == 66600 })
	events := stripe.Events(pay.CheckoutCompleted)
	if len(events) != 1 {
		t.Fatalf("%d events", len(events))
	}
	statuses, err := stripe.Parallel(t.Context(), events[0].ID, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, status := range statuses {
		if status != http.StatusOK {
			t.Errorf("a repeated event was answered with %d", status)
		}
	}
	if paid := paidOf(t, job, i); paid != 66600 {
		t.Errorf("paid %d after ten repeats", paid)
	}
}

func TestEventsThatAreNotOursAreTurnedAwayAndChangeNothing(t *testing.T) {
	for name, change := range map[string]practice.Change{
		"another secret": practice.SignedWith("whsec_other"),
		"unsigned":       practice.Unsigned(),
		"tampered":       practice.Tampered(),
		"an hour old":    practice.SignedAt(storetest.Start.Add(-time.Hour)),
	} {
		t.Run(name, func(t *testing.T) {
			_, job, stripe, client := payHouse(t)
			i, id := checkout(t, job, client)
			stripe.Hold()
			if err := stripe.Pay(id); err != nil {
				t.Fatal(err)
			}
			event := stripe.Events(pay.CheckoutCompleted)[0]
			status, err := stripe.Deliver(t.Context(), event.ID, change)
			if err != nil || status != http.StatusBadRequest {
				t.Errorf("answered with %d, %v", status, err)
			}
			if paid := paidOf(t, job, i); paid != 0 {
				t.Errorf("%d counted", paid)
			}
		})
	}
}

func TestWithoutASecretNoEventIsBelieved(t *testing.T) {
	house, job, stripe, client := payHouse(t, func(s *pay.Settings) { s.WebhookSecret = "" })
	i, id := checkout(t, job, client)
	stripe.Hold()
	if err := stripe.Pay(id); err != nil {
		t.Fatal(err)
	}
	event := stripe.Events(pay.CheckoutCompleted)[0]
	for _, secret := range []string{"", webhookSecret} {
		if status, err := stripe.Deliver(t.Context(), event.ID, practice.SignedWith(secret)); err != nil || status != http.StatusBadRequest {
			t.Errorf("signed with %q: %d, %v", secret, status, err)
		}
	}
	if paid := paidOf(t, job, i); paid != 0 {
		t.Errorf("%d counted", paid)
	}
	house.Clock.Add(15 * time.Minute) // the sweep asks Stripe itself
	house.Server.Tick(t.Context())
	if paid := paidOf(t, job, i); paid != 66600 {
		t.Errorf("the sweep found %d", paid)
	}
}

func TestWhatAnEventClaimsIsNotBelievedOnlyAsked(t *testing.T) {
	_, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	stripe.Hold()
	if err := stripe.Alter(id, 100, "gbp"); err != nil {
		t.Fatal(err)
	}
	if err := stripe.Pay(id); err != nil {
		t.Fatal(err)
	}
	if _, err := stripe.Deliver(t.Context(), stripe.Events(pay.CheckoutCompleted)[0].ID); err != nil {
		t.Fatal(err)
	}
	if paid := paidOf(t, job, i); paid != 0 {
		t.Errorf("%d counted though Stripe holds another amount", paid)
	}
}

func TestADelayedMethodSettlesDaysLater(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	if err := stripe.SettleLater(id); err != nil {
		t.Fatal(err)
	}
	processing := func(state string) func() bool {
		return func() bool {
			now, err := job.Invoice(t.Context(), i.ID)
			return err == nil && len(now.Payments) == 1 && now.Payments[0].State == state
		}
	}
	eventually(t, "processing", processing("processing"))
	if paid := paidOf(t, job, i); paid != 0 {
		t.Fatalf("%d counted while it was processing", paid)
	}
	house.Clock.Add(3 * 24 * time.Hour)
	if err := stripe.Settle(id); err != nil {
		t.Fatal(err)
	}
	eventually(t, "paid", processing("paid"))
}

func TestWhileStripeIsDownAnEventIsNotLost(t *testing.T) {
	_, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	stripe.Hold()
	if err := stripe.Pay(id); err != nil {
		t.Fatal(err)
	}
	event := stripe.Events(pay.CheckoutCompleted)[0]
	for nth := range 12 { // the client's own retries fail too
		stripe.Fault(practice.Fault{Nth: nth + 1, Match: "GET /v1/checkout/sessions", Status: http.StatusInternalServerError})
	}
	if status, err := stripe.Deliver(t.Context(), event.ID); err != nil || status == http.StatusOK {
		t.Fatalf("answered with %d though Stripe could not be asked, %v", status, err)
	}
	for range 20 {
		status, err := stripe.Deliver(t.Context(), event.ID)
		if err != nil {
			t.Fatal(err)
		}
		if status == http.StatusOK {
			break
		}
	}
	if paid := paidOf(t, job, i); paid != 66600 {
		t.Errorf("paid %d once Stripe was back", paid)
	}
}

func TestACheckoutLeftOpenIsClosedWhenTheInvoiceIsPaid(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Total, PaidOn: job.Today(),
		Attempt: strings.Repeat("x", 20)}); err != nil {
		t.Fatal(err)
	}
	house.Server.Tick(t.Context())
	if err := stripe.Pay(id); err == nil {
		t.Error("the checkout can still be paid")
	}
}

// signed posts an event's body to the house, signed with the house's secret.
func signed(t *testing.T, house *House, body []byte) int {
	t.Helper()
	stamp := strconv.FormatInt(house.Clock.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(webhookSecret))
	mac.Write([]byte(stamp + "."))
	mac.Write(body)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, house.URL+"/webhooks/stripe", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Stripe-Signature", "t="+stamp+",v1="+hex.EncodeToString(mac.Sum(nil)))
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode
}

func TestAnEventIsReadNoFurtherThanItsLimit(t *testing.T) {
	house, _, _, _ := payHouse(t)
	if status := signed(t, house, bytes.Repeat([]byte{' '}, 64<<10+1)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("one byte more than the limit: %d", status)
	}
	if status := signed(t, house, bytes.Repeat([]byte{' '}, 64<<10)); status != http.StatusBadRequest {
		t.Errorf("a whole body of nothing: %d", status)
	}
}

func TestAnEventOfAnotherAccountIsNoneOfOurs(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	_, id := checkout(t, job, client)
	asked := len(stripe.Calls())
	body := fmt.Sprintf(`{"id": "evt_other", "type": %q, "account": "acct_other", "created": 1, "data": {"object": {"object": "checkout.session", "id": %q}}}`,
		pay.CheckoutCompleted, id)
	if status := signed(t, house, []byte(body)); status != http.StatusOK {
		t.Errorf("answered with %d", status)
	}
	if n := len(stripe.Calls()) - asked; n != 0 {
		t.Errorf("Stripe was asked %d times", n)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM webhook_event"); n != 0 {
		t.Errorf("%d events were kept", n)
	}
	if status := signed(t, house, []byte(strings.ReplaceAll(body, "acct_other", ""))); status != http.StatusOK || len(stripe.Calls()) == asked {
		t.Errorf("one of ours: answered with %d after %d calls", status, len(stripe.Calls())-asked)
	}
}

func TestWhatWasReceivedCountsAndNotWhatWasAsked(t *testing.T) {
	o := handlers.Outcome(pay.Session{ID: "cs_1", State: pay.Paid, Amount: 66600, Received: 66599, Currency: "GBP"})
	if o.State != "paid" || o.Amount != 66599 || o.CheckoutID != "cs_1" {
		t.Errorf("%+v", o)
	}
}
