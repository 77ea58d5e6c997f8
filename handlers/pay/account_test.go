package pay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
)

func serve(t *testing.T, f http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	return server.URL
}

func TestCheckSaysWhomTheKeyBelongsTo(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{Name: "Alder & Rowe"})
	a, err := r.client.Check(context.Background())
	r.must(err)
	if a.Name != "Alder & Rowe" || a.Country != "GB" || a.Currency != "GBP" || a.Live || !a.Ready {
		t.Errorf("account %+v", a)
	}
	if a.Words != "Test mode: no money moves. Connected to Alder & Rowe." {
		t.Errorf("words %q", a.Words)
	}
}

func TestALiveAccountThatIsNotReadySaysSo(t *testing.T) {
	api := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `{"id":"acct_1","object":"account","business_profile":{"name":"Rowe"},"charges_enabled":false}`)
	})
	a, err := pay.New(pay.Settings{SecretKey: " rk_live_abc\n", API: api}).Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !a.Live || a.Ready || !strings.HasPrefix(a.Words, "Payments go to Rowe. Stripe does not let") {
		t.Errorf("account %+v", a)
	}
}

func TestAWrongKeyIsToldWithoutShowingIt(t *testing.T) {
	const secret = "sk_live_very_secret_indeed_51"
	// A server that echoes the key is the worst that can happen.
	echo := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprintf(w, `{"error":{"type":"invalid_request_error","message":"cannot use %s","param":"x"}}`, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	})
	r := open(t, pay.Settings{SecretKey: secret}, practice.Options{})
	for _, tc := range []struct {
		client *pay.Client
		want   pay.Kind
	}{
		{r.client, pay.Key},
		{pay.New(pay.Settings{SecretKey: secret, API: echo}), pay.Refused},
		{pay.New(pay.Settings{SecretKey: secret, API: "http://127.0.0.1:1/" + secret}), pay.Unreachable},
	} {
		_, err := tc.client.Check(context.Background())
		kind(t, err, tc.want)
		var e *pay.Error
		if ok := asError(err, &e); !ok || e.Owner == "" || e.Client == "" {
			t.Errorf("nothing to say: %v", err)
		}
		for _, printed := range []string{fmt.Sprintf("%v", err), fmt.Sprintf("%+v", *e), e.Owner, e.Client} {
			if strings.Contains(printed, secret) {
				t.Errorf("the key is in %q", printed)
			}
		}
	}
}

func TestSettingsNeverPrintTheirSecrets(t *testing.T) {
	s := pay.Settings{SecretKey: "sk_test_secret", WebhookSecret: "whsec_secret", Account: "acct_1"}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "settings", s)
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "settings", &s)
	printed := fmt.Sprintf("%v %+v %#v %s %q %v", s, s, s, s, s, []pay.Settings{s}) + log.String()
	if strings.Contains(printed, "_secret") || !strings.Contains(printed, "acct_1") {
		t.Error(printed)
	}
}

func TestThePublishableKeyIsRecognised(t *testing.T) {
	_, err := pay.New(pay.Settings{SecretKey: "pk_test_1"}).Check(context.Background())
	kind(t, err, pay.Key)
	if !strings.Contains(err.Error(), "publishable") {
		t.Error(err)
	}
}

func TestAConnectedAccountIsChargedAndNoOther(t *testing.T) {
	r := open(t, pay.Settings{Account: "acct_studio"}, practice.Options{Account: "acct_studio"})
	s := r.start()
	if s.Account != "acct_studio" || r.stripe.Checkouts()[0].Account != "acct_studio" {
		t.Errorf("charged for %+v", s)
	}
	r.must(r.stripe.Pay(s.ID))
	if e := r.heard(pay.CheckoutCompleted); e.Account != "acct_studio" || e.Account != r.client.Account() {
		t.Errorf("event of %q", e.Account)
	}
	_, err := pay.New(pay.Settings{SecretKey: practice.Key, API: r.api}).Session(context.Background(), s.ID)
	kind(t, err, pay.Missing)
	_, err = pay.New(pay.Settings{SecretKey: practice.Key, API: r.api, Account: "acct_other"}).Check(context.Background())
	kind(t, err, pay.Permission)
	if !strings.Contains(owner(err), "acct_other") {
		t.Errorf("owner is told %q", owner(err))
	}
}

func TestNoKeyAtAllIsSaid(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	_, err := pay.New(pay.Settings{API: r.api}).Session(context.Background(), "cs_1")
	kind(t, err, pay.Key)
	if !strings.Contains(owner(err), "No Stripe secret key is set") {
		t.Error(owner(err))
	}
}

func TestAnUnknownSessionIsMissing(t *testing.T) {
	r := open(t, pay.Settings{}, practice.Options{})
	_, err := r.client.Session(context.Background(), "cs_test_unknown")
	kind(t, err, pay.Missing)
	kind(t, r.client.ExpireCheckout(context.Background(), "cs_test_unknown"), pay.Missing)
}

func body(t *testing.T, resp *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func owner(err error) string {
	var e *pay.Error
	if asError(err, &e) {
		return e.Owner
	}
	return ""
}
