package practice_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"anteroom/handlers/pay/practice"
)

// browse is a browser that stops at redirects.
func (s *studio) browse(method, path string, form url.Values) (*http.Response, string) {
	s.Helper()
	req, err := http.NewRequest(method, s.api+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		s.Fatal(err)
	}
	return resp, string(body)
}

func (s *studio) choose(id, way string) (next string) {
	s.Helper()
	resp, _ := s.browse(http.MethodPost, "/practice/checkout/"+id+"/payment", url.Values{"way": {way}})
	if resp.StatusCode != http.StatusSeeOther {
		s.Fatalf("%s is answered %d", way, resp.StatusCode)
	}
	return resp.Header.Get("Location")
}

func (s *studio) page(id string) string {
	s.Helper()
	resp, body := s.browse(http.MethodGet, "/practice/checkout/"+id, nil)
	if resp.StatusCode != http.StatusOK {
		s.Fatalf("the page is answered %d", resp.StatusCode)
	}
	return body
}

func shows(t *testing.T, page string, all ...string) {
	t.Helper()
	for _, text := range all {
		if !strings.Contains(page, text) {
			t.Errorf("%q is not on the page:\n%s", text, page)
		}
	}
}

func TestThePageSaysThatItIsPractice(t *testing.T) {
	s := open(t, practice.Options{Name: "Alder & Rowe", Icon: "/icon.svg", Stylesheets: []string{"/static/base.css", "https://cdn.example/x.css"}})
	id := s.order()
	page := s.page(id)
	shows(t, page, `<link rel="icon" href="/icon.svg">`, "Practice: no money moves.", "£9,600.00", "Invoice &lt;INV-0398&gt;", "4242 4242 4242 4242", "Bacs Direct Debit", "Alder &amp; Rowe",
		`href="/static/base.css"`, `href="https://studio.example/invoice"`, `action="/practice/checkout/`+id+`/payment" method="post"`)
	if strings.Contains(page, "<script") || strings.Contains(page, "style=") || strings.Contains(page, "<style") {
		t.Error("inline script or style")
	}
	resp, _ := s.browse(http.MethodGet, "/practice/checkout/"+id, nil)
	policy := resp.Header.Get("Content-Security-Policy")
	shows(t, policy, "default-src 'none'", "style-src 'self' https://cdn.example;", "form-action 'self' https://studio.example")
	if n := len(s.stripe.Events()); n != 0 {
		t.Errorf("looking at the page announced %d events", n)
	}
}

func TestPayingReturnsToTheStudio(t *testing.T) {
	s := open(t, practice.Options{})
	id := s.order()
	if next := s.choose(id, "card"); next != "https://studio.example/return?id="+id {
		t.Errorf("sent on to %q", next)
	}
	if got := s.arrived(); !slices.Contains(got, "checkout.session.completed") {
		t.Errorf("arrived %v", got)
	}
	shows(t, s.page(id), `<link rel="icon" href="data:,">`) // no icon is given, and no browser asks for one
	before := len(s.stripe.Events())
	s.choose(id, "card") // a double click
	if n := len(s.stripe.Events()); n != before || !s.stripe.Checkouts()[0].Paid {
		t.Errorf("%d more events", n-before)
	}
	page := s.page(id)
	shows(t, page, "This has been paid, in practice.", "https://studio.example/return?id="+id)
	if strings.Contains(page, "<form") {
		t.Error("it can be paid again")
	}
}

func TestARefusalIsShownAndCanBeMended(t *testing.T) {
	s := open(t, practice.Options{})
	id := s.order()
	if next := s.choose(id, "declined"); next != "/practice/checkout/"+id {
		t.Errorf("sent on to %q", next)
	}
	shows(t, s.page(id), "Your card was declined.", "<form")
	s.choose(id, "funds")
	shows(t, s.page(id), "Your card has insufficient funds.")
	if next := s.choose(id, "nonsense"); next != "/practice/checkout/"+id || s.stripe.Checkouts()[0].Paid {
		t.Errorf("nonsense pays: %q", next)
	}
	s.choose(id, "card")
	if !s.stripe.Checkouts()[0].Paid {
		t.Error("not paid after a second card")
	}
}

func TestThePageOfWhatIsOver(t *testing.T) {
	s := open(t, practice.Options{})
	processing, failed, expired := s.order(), s.order(), s.order()
	s.must(s.stripe.SettleLater(processing))
	s.must(s.stripe.SettleLater(failed))
	s.must(s.stripe.Bounce(failed))
	s.must(s.stripe.Expire(expired))
	shows(t, s.page(processing), "The bank debit is on its way.")
	shows(t, s.page(failed), "The bank debit did not go through.")
	shows(t, s.page(expired), "This practice payment has expired. Nothing was paid.", "https://studio.example/invoice")
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		path := map[string]string{http.MethodGet: "/practice/checkout/cs_0", http.MethodPost: "/practice/checkout/cs_0/payment"}[method]
		if resp, _ := s.browse(method, path, nil); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s %s: %d", method, path, resp.StatusCode)
		}
	}
}

func TestAmountsAreWrittenInTheirCurrency(t *testing.T) {
	s := open(t, practice.Options{})
	for _, tc := range []struct{ code, amount, want, way string }{
		{"jpy", "500", "¥500", "SEPA Direct Debit"}, {"kwd", "5120", "5.120", "SEPA Direct Debit"}, {"usd", "5000", "$50.00", "Bank account"}, {"isk", "500000", "5,000", ""},
	} {
		form := order()
		form.Set("line_items[0][price_data][currency]", tc.code)
		form.Set("line_items[0][price_data][unit_amount]", tc.amount)
		status, answer := s.call(http.MethodPost, "/v1/checkout/sessions", form)
		if status != http.StatusOK {
			t.Fatalf("%s: %v", tc.code, answer)
		}
		shows(t, s.page(answer["id"].(string)), tc.want, tc.way)
	}
}
