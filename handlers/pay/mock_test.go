package pay_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/handlers/pay"
)

// The practice server is ours and could share our mistakes. stripe-mock is Stripe's: it knows the whole API and
// refuses a request of the wrong shape, but keeps no state.
const stripeMock = "github.com/stripe/stripe-mock@v0.203.0"

func TestEveryRequestHasTheShapeThatStripeExpects(t *testing.T) {
	mock := startMock(t)
	refusesNonsense(t, mock)
	api, asked := tellingSecrets(t, mock)
	ctx := context.Background()
	for _, account := range []string{"", "acct_123"} {
		client := pay.New(pay.Settings{SecretKey: "sk_test_123", Account: account, API: api})
		several := deposit()
		several.More = []pay.Line{{Amount: 4200, Description: "Invoice INV-0399, shelves"}}
		session, err := client.StartCheckout(ctx, several)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Session(ctx, session.ID); err != nil {
			t.Error(err)
		}
		if err := client.ExpireCheckout(ctx, session.ID); err != nil {
			t.Error(err)
		}
		if _, err := client.Refund(ctx, pay.RefundOrder{PaymentIntent: "pi_123", Amount: 100, Currency: "USD", IdempotencyKey: "refund-1",
			Metadata: map[string]string{"attempt": "refund-1"}}); err != nil {
			t.Error(err)
		}
		if _, err := client.Refunds(ctx, "pi_123"); err != nil {
			t.Error(err)
		}
		if _, err := client.RefundsSince(ctx, time.Now().Add(-time.Hour)); err != nil {
			t.Error(err)
		}
		if _, err := client.Dispute(ctx, "du_123"); err != nil {
			t.Error(err)
		}
		if _, err := client.Disputes(ctx, "pi_123"); err != nil {
			t.Error(err)
		}
		if _, err := client.DisputesSince(ctx, time.Now().Add(-time.Hour)); err != nil {
			t.Error(err)
		}
		if _, err := client.SessionOf(ctx, "pi_123"); err != nil {
			t.Error(err)
		}
		if _, err := client.Check(ctx); err != nil {
			t.Error(err)
		}
		// Its list holds an endpoint at this URL, so that the removal is tried too.
		if _, err := client.RegisterWebhook(ctx, mockEndpoint(t, api)); err != nil {
			t.Error(err)
		}
	}
	for _, call := range []string{
		"POST /v1/checkout/sessions", "GET /v1/checkout/sessions/", "POST /v1/checkout/sessions/", "POST /v1/refunds", "GET /v1/refunds", "GET /v1/disputes",
		"GET /v1/disputes/", "GET /v1/checkout/sessions",
		"GET /v1/account", "GET /v1/webhook_endpoints", "POST /v1/webhook_endpoints", "DELETE /v1/webhook_endpoints/",
	} {
		if !slices.ContainsFunc(asked(), func(made string) bool { return strings.HasPrefix(made, call) }) {
			t.Errorf("%s was never tried", call)
		}
	}
}

// tellingSecrets stands before stripe-mock: its new endpoints come without the secret that Stripe's have. asked lists
// the calls that it let through and that were not refused.
func tellingSecrets(t *testing.T, mock string) (api string, asked func() []string) {
	t.Helper()
	target, err := url.Parse(mock)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var calls []string
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ModifyResponse = func(resp *http.Response) error {
		mu.Lock()
		defer mu.Unlock()
		if resp.StatusCode == http.StatusOK {
			calls = append(calls, resp.Request.Method+" "+resp.Request.URL.Path)
		}
		if resp.Request.Method != http.MethodPost || resp.Request.URL.Path != "/v1/webhook_endpoints" {
			return nil
		}
		text, err := io.ReadAll(resp.Body)
		text = bytes.Replace(text, []byte("{"), []byte(`{"secret":"whsec_1",`), 1)
		resp.Body = io.NopCloser(bytes.NewReader(text))
		resp.ContentLength = int64(len(text))
		resp.Header.Set("Content-Length", strconv.Itoa(len(text)))
		return err
	}
	return serve(t, proxy.ServeHTTP), func() []string { mu.Lock(); defer mu.Unlock(); return slices.Clone(calls) }
}

// refusesNonsense makes sure that stripe-mock would notice.
func refusesNonsense(t *testing.T, api string) {
	t.Helper()
	form := url.Values{"mode": {"payment"}, "success_url": {"https://studio.example"}, "no_such_field": {"1"}}
	resp := ask(t, http.MethodPost, api+"/v1/checkout/sessions", form.Encode())
	if resp.StatusCode != http.StatusBadRequest {
		t.Fatalf("a request of the wrong shape is answered %d: %s", resp.StatusCode, body(t, resp))
	}
	body(t, resp)
}

func mockEndpoint(t *testing.T, api string) string {
	t.Helper()
	text := body(t, ask(t, http.MethodGet, api+"/v1/webhook_endpoints", ""))
	found := regexp.MustCompile(`"url": ?"(https?://[^"]+)"`).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("no endpoint in %s", text)
	}
	return found[1]
}

func ask(t *testing.T, method, link, form string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(method, link, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer sk_test_123")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

// startMock builds stripe-mock from the module proxy and runs it on a port of its own choice. Where it cannot be
// built the test is skipped, or fails if ANTEROOM_REQUIRE_TOOLS is set.
func startMock(t *testing.T) (api string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	bin := t.TempDir()
	build := exec.CommandContext(ctx, "go", "install", stripeMock)
	build.Env = append(os.Environ(), "GOBIN="+bin, "GOFLAGS=")
	build.Dir = bin // outside of the module
	if out, err := build.CombinedOutput(); err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatalf("stripe-mock cannot be built: %v\n%s", err, out)
		}
		t.Skipf("stripe-mock cannot be built, so Stripe's own check of our requests is left out: %v\n%s", err, out)
	}
	mock := exec.CommandContext(ctx, filepath.Join(bin, "stripe-mock"), "-http-addr", "127.0.0.1:0", "-https-addr", "127.0.0.1:0")
	out, err := mock.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := mock.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = mock.Wait() // it was killed, and says so
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if address, ok := strings.CutPrefix(lines.Text(), "Listening for HTTP at address: "); ok {
			return "http://" + address
		}
	}
	t.Fatal("stripe-mock did not start")
	return ""
}
