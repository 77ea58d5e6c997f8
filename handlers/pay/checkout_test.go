package pay_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
)

func TestACheckoutIsOpenAndSaysWhatItIsFor(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	checkout := deposit()
	started := r.startWith(checkout)
	if started.State != pay.Open || started.Amount != 960000 || started.Currency != "GBP" || started.Reference != "pay_17" || started.PaymentIntent != "" || started.Live {
		t.Errorf("started %+v", started)
	}
	if !strings.HasPrefix(started.URL, r.api+"/practice/checkout/cs_test_") {
		t.Errorf("hosted page at %q", started.URL)
	}
	if got, want := started.ExpiresAt, checkout.ExpiresAt.UTC().Truncate(time.Second); !got.Equal(want) {
		t.Errorf("expires at %s, want %s", got, want)
	}
	if started.Metadata["invoice"] != "4" {
		t.Errorf("metadata %v", started.Metadata)
	}
	if again := r.session(started.ID); again.ID != started.ID || again.State != pay.Open || again.Received != 0 {
		t.Errorf("fetched %+v", again)
	}
	call := r.stripe.Calls()[0]
	for field, want := range map[string]string{
		"client_reference_id": "pay_17", "locale": "en-GB", "customer_email": "priya@example.com", "mode": "payment",
		"line_items[0][price_data][unit_amount]": "960000", "payment_intent_data[metadata][invoice]": "4",
		"success_url": checkout.SuccessURL,
	} {
		if got := call.Form.Get(field); got != want {
			t.Errorf("sent %s = %q, want %q", field, got, want)
		}
	}
	if call.Version != "2023-10-16" || call.IdempotencyKey != "attempt-1" {
		t.Errorf("version %q, idempotency key %q", call.Version, call.IdempotencyKey)
	}
}

func TestACardPaysAtOnce(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	id := r.start().ID
	r.must(r.stripe.Pay(id))
	s := r.session(id)
	if s.State != pay.Paid || s.Received != 960000 || s.Method != "card" || s.MethodLabel != "Visa ending 4242" || s.Failure != "" || s.URL != "" {
		t.Errorf("paid %+v", s)
	}
	if s.PaidAt.IsZero() || time.Since(s.PaidAt) > time.Minute || !strings.HasPrefix(s.PaymentIntent, "pi_") || !strings.HasPrefix(s.Charge, "ch_") {
		t.Errorf("paid %+v", s)
	}
	e := r.heard(pay.CheckoutCompleted)
	if e.SessionID != id || e.Reference != "pay_17" || e.PaymentIntent != s.PaymentIntent || e.Amount != 960000 || e.Currency != "GBP" || e.Live {
		t.Errorf("event %+v", e)
	}
}

func TestADeclinedCardLeavesTheCheckoutOpen(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	id := r.start().ID
	r.must(r.stripe.Decline(id))
	s := r.session(id)
	if s.State != pay.Open || s.FailureKey != "declined" || !strings.Contains(s.Failure, "declined") || s.Received != 0 || !s.PaidAt.IsZero() {
		t.Errorf("declined %+v", s)
	}
	if e := r.heard(pay.PaymentFailed); e.PaymentIntent != s.PaymentIntent || e.ChargeID != s.Charge || e.Amount != 960000 {
		t.Errorf("event %+v of %+v", e, s)
	}
	r.must(r.stripe.Pay(id))
	if s := r.session(id); s.State != pay.Paid || s.Failure != "" || s.FailureKey != "" {
		t.Errorf("paid after all: %+v", s)
	}
}

func TestABankDebitIsProcessingUntilItSettles(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	checkout := deposit()
	checkout.Currency = "EUR"
	id := r.startWith(checkout).ID
	r.must(r.stripe.SettleLater(id))
	if s := r.session(id); s.State != pay.Processing || s.Received != 0 || s.Method != "sepa_debit" || s.MethodLabel != "SEPA Direct Debit ending 3000" || !s.PaidAt.IsZero() {
		t.Errorf("processing %+v", s)
	}
	r.heard(pay.CheckoutCompleted)
	r.must(r.stripe.Settle(id))
	if s := r.session(id); s.State != pay.Paid || s.Received != 960000 {
		t.Errorf("settled %+v", s)
	}
	if e := r.heard(pay.CheckoutSettled); e.SessionID != id {
		t.Errorf("event %+v", e)
	}
}

func TestABankDebitThatBouncesHasFailed(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	id := r.start().ID
	r.must(r.stripe.SettleLater(id))
	r.must(r.stripe.Bounce(id))
	s := r.session(id)
	if s.State != pay.Failed || s.FailureKey != "funds" || s.Failure == "" || s.Received != 0 || s.MethodLabel != "Bacs Direct Debit ending 2345" {
		t.Errorf("bounced %+v", s)
	}
	if e := r.heard(pay.CheckoutFailed); e.SessionID != id {
		t.Errorf("event %+v", e)
	}
}

func TestAnEndedCheckoutCannotBePaid(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	id := r.start().ID
	for range 2 { // ending it twice is no error
		r.must(r.client.ExpireCheckout(context.Background(), id))
	}
	if s := r.session(id); s.State != pay.Expired || s.URL != "" {
		t.Errorf("ended %+v", s)
	}
	if r.stripe.Pay(id) == nil {
		t.Error("the ended checkout was paid")
	}
	if e := r.heard(pay.CheckoutExpired); e.SessionID != id || e.PaymentIntent != "" {
		t.Errorf("event %+v", e)
	}
}

func TestAPaidCheckoutCannotBeEnded(t *testing.T) {
	for _, pays := range []func(*practice.Server, string) error{(*practice.Server).Pay, (*practice.Server).SettleLater} {
		r := open(t, pay.Settings{}, practice.Options{})
		id := r.start().ID
		r.must(pays(r.stripe, id))
		kind(t, r.client.ExpireCheckout(context.Background(), id), pay.Settled)
	}
}

func TestACheckoutExpiresByTheClock(t *testing.T) {
	var mu sync.Mutex
	ahead := time.Duration(0)
	now := func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(ahead) }
	r := open(t, pay.Settings{}, practice.Options{Now: now})
	id := r.start().ID
	mu.Lock()
	ahead = time.Hour
	mu.Unlock()
	if s := r.session(id); s.State != pay.Expired {
		t.Errorf("an hour later it is %s", s.State)
	}
}

func TestTheSameAttemptIsOneCheckout(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	var group sync.WaitGroup
	ids := make([]string, 5)
	for i := range ids {
		group.Go(func() {
			if s, err := r.client.StartCheckout(context.Background(), deposit()); err == nil {
				ids[i] = s.ID
			} else if !pay.Is(err, pay.Busy) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := len(r.stripe.Checkouts()); n != 1 {
		t.Errorf("%d checkouts from one attempt: %v", n, ids)
	}
	other := deposit()
	other.Amount++
	_, err := r.client.StartCheckout(context.Background(), other)
	kind(t, err, pay.Reused)
}

func TestALostAnswerIsFoundAgainByTheSameKey(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	r.stripe.Fault(practice.Fault{Nth: 1, Drop: true, After: true})
	s := r.start() // stripe-go tries again by itself
	if all := r.stripe.Checkouts(); len(all) != 1 || all[0].ID != s.ID {
		t.Errorf("%d checkouts", len(all))
	}
}

func TestTroubleIsToldApart(t *testing.T) {
	for name, tc := range map[string]struct {
		fault practice.Fault
		want  pay.Kind
	}{
		"stripe fails":    {practice.Fault{Nth: 1, Status: http.StatusInternalServerError}, pay.Trouble},
		"too many calls":  {practice.Fault{Nth: 1, Status: http.StatusTooManyRequests}, pay.Busy},
		"answer declined": {practice.Fault{Nth: 1, Status: http.StatusPaymentRequired}, pay.Declined},
		"nobody answers":  {practice.Fault{Nth: 1, Hang: true}, pay.Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, pay.Settings{}, practice.Options{})
			r.stripe.Fault(tc.fault)
			ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
			defer cancel()
			_, err := r.client.StartCheckout(ctx, deposit())
			kind(t, err, tc.want)
			if n := len(r.stripe.Checkouts()); n != 0 {
				t.Errorf("%d checkouts were made", n)
			}
			if tc.want == pay.Unreachable && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v does not say that it was late", err)
			}
		})
	}
}

func TestA500IsRememberedUnderItsKey(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	r.stripe.Fault(practice.Fault{Nth: 1, Status: http.StatusInternalServerError})
	for range 2 {
		_, err := r.client.StartCheckout(context.Background(), deposit())
		kind(t, err, pay.Trouble)
	}
	fresh := deposit()
	fresh.IdempotencyKey = "attempt-2"
	r.startWith(fresh)
}

func TestARedirectIsNotFollowed(t *testing.T) {
	asked := false
	elsewhere := serve(t, func(http.ResponseWriter, *http.Request) { asked = true })
	here := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere, http.StatusTemporaryRedirect)
	})
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, err := pay.New(pay.Settings{SecretKey: practice.Key, API: here}).Session(ctx, "cs_1")
	kind(t, err, pay.Unreachable)
	if asked {
		t.Error("the key was carried to another host")
	}
}

func TestAmountsThatCannotBeChargedAreRefused(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	for _, tc := range []struct {
		amount int64
		code   string
	}{{0, "GBP"}, {-100, "GBP"}, {29, "GBP"}, {100, "XXY"}, {1 << 62, "EUR"}, {1 << 40, "EUR"}} {
		checkout := deposit()
		checkout.Amount, checkout.Currency, checkout.IdempotencyKey = tc.amount, tc.code, ""
		_, err := r.client.StartCheckout(context.Background(), checkout)
		kind(t, err, pay.Amount)
	}
	if n := len(r.stripe.Checkouts()); n != 0 {
		t.Errorf("%d checkouts were made", n)
	}
}

func TestStripeChargesWhatWasMeant(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	for _, tc := range []struct {
		code                   string
		amount, sent, received int64
	}{
		{"GBP", 1050, 1050, 1050}, {"JPY", 500, 500, 500}, {"KWD", 5124, 5120, 5120}, {"KWD", 5125, 5130, 5130},
		{"ISK", 5000, 500000, 5000}, {"UGX", 5000, 500000, 5000}, {"HUF", 1000000, 1000000, 1000000}, {"MGA", 100000, 1000, 100000},
	} {
		checkout := deposit()
		checkout.Amount, checkout.Currency, checkout.IdempotencyKey = tc.amount, tc.code, ""
		id := r.startWith(checkout).ID
		r.must(r.stripe.Pay(id))
		calls := r.stripe.Calls()
		if got := r.stripe.Checkouts(); got[len(got)-1].Amount != tc.sent {
			t.Errorf("%d %s: Stripe was asked for %d, want %d (%v)", tc.amount, tc.code, got[len(got)-1].Amount, tc.sent, calls[len(calls)-1].Form)
		}
		if s := r.session(id); s.Amount != tc.received || s.Received != tc.received {
			t.Errorf("%d %s: received %d of %d, want %d", tc.amount, tc.code, s.Received, s.Amount, tc.received)
		}
	}
}

func TestAnotherAmountOrCurrencyIsTold(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	id := r.start().ID
	r.must(r.stripe.Alter(id, 100, "usd"))
	r.must(r.stripe.Pay(id))
	if s := r.session(id); s.State != pay.Paid || s.Received != 100 || s.Amount != 100 || s.Currency != "USD" {
		t.Errorf("altered %+v", s)
	}
}

func TestAnAnswerThatContradictsItselfIsNotBelieved(t *testing.T) {
	for name, answer := range map[string]string{
		"two currencies": `{"id":"cs_1","status":"complete","payment_status":"paid","currency":"eur","amount_total":100,"payment_intent":{"id":"pi_1","currency":"jpy","amount_received":100}}`,
		"no id":          `{"status":"complete","payment_status":"paid","currency":"eur","amount_total":100}`,
		"no currency":    `{"id":"cs_1","status":"complete","payment_status":"paid","currency":"zzz","amount_total":100}`,
		"no JSON":        `<html>`,
	} {
		api := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) })
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		s, err := pay.New(pay.Settings{SecretKey: practice.Key, API: api}).Session(ctx, "cs_1")
		kind(t, err, pay.Unreachable)
		if s.State == pay.Paid {
			t.Errorf("%s: believed: %+v", name, s)
		}
	}
}

func TestLongDescriptionsAndOddLanguagesAreTaken(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	checkout := deposit()
	checkout.Description, checkout.Locale, checkout.Email, checkout.ExpiresAt = strings.Repeat("é", 400)+"\xff", "cy", "", time.Time{}
	r.startWith(checkout)
	call := r.stripe.Calls()[0]
	if name := call.Form.Get("line_items[0][price_data][product_data][name]"); len([]rune(name)) != 250 || !strings.HasSuffix(name, "é…") {
		t.Errorf("name of %d characters: %s", len([]rune(name)), name)
	}
	if call.Form.Get("locale") != "auto" || call.Form.Has("customer_email") || call.Form.Has("expires_at") {
		t.Errorf("sent %v", call.Form)
	}
}
