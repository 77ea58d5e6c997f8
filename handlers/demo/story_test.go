package demo_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anteroom/handlers/demo"
	"anteroom/handlers/pay/practice"
	"anteroom/store/storetest"

	"golang.org/x/net/html"
)

// served is the demo behind a real address, as Stripe's stand-in needs it.
func served(t *testing.T) (*demo.Demo, string) {
	t.Helper()
	front := httptest.NewUnstartedServer(nil)
	base := "http://" + front.Listener.Addr().String()
	d := open(t, demo.Options{Base: base})
	front.Config.Handler = d
	front.Start()
	t.Cleanup(front.Close)
	return d, base
}

// visitor is a browser; it stands on a page.
type visitor struct {
	t      *testing.T
	client *http.Client
	at     *url.URL
	page   *html.Node
	text   string
}

func newVisitor(t *testing.T) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t: t, client: &http.Client{Jar: jar}}
}

func (v *visitor) open(address string) *visitor {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, address, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.do(request)
}

func (v *visitor) do(request *http.Request) *visitor {
	v.t.Helper()
	answer, err := v.client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		v.t.Fatal(err)
	}
	if v.at = answer.Request.URL; answer.StatusCode != http.StatusOK {
		v.t.Fatalf("%s %s answers %d", request.Method, v.at, answer.StatusCode)
	}
	if v.page, err = html.Parse(strings.NewReader(string(body))); err != nil {
		v.t.Fatal(err)
	}
	v.text = words(v.page)
	return v
}

// submit presses the button of the form to which action leads, with its
// fields as they stand and those that are given.
func (v *visitor) submit(action *regexp.Regexp, fields ...string) *visitor {
	v.t.Helper()
	for node := range v.page.Descendants() {
		if node.Data != "form" || !action.MatchString(attribute(node, "action")) || attribute(node, "method") != "post" {
			continue
		}
		values := filled(node)
		for i := 0; i < len(fields); i += 2 {
			values.Set(fields[i], fields[i+1])
		}
		target, err := v.at.Parse(attribute(node, "action"))
		if err != nil {
			v.t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, target.String(), strings.NewReader(values.Encode()))
		if err != nil {
			v.t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return v.do(request)
	}
	v.t.Fatalf("%s has no form to %s:\n%s", v.at, action, v.text)
	return v
}

func (v *visitor) shows(texts ...string) *visitor {
	v.t.Helper()
	for _, text := range texts {
		if !strings.Contains(v.text, text) {
			v.t.Errorf("%s does not show %q:\n%s", v.at, text, v.text)
		}
	}
	return v
}

func filled(form *html.Node) url.Values {
	values := url.Values{}
	for node := range form.Descendants() {
		if node.Data != "input" || attribute(node, "name") == "" {
			continue
		}
		kind := attribute(node, "type")
		if (kind == "radio" || kind == "checkbox") && !slices.ContainsFunc(node.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
			continue
		}
		values.Add(attribute(node, "name"), attribute(node, "value"))
	}
	return values
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(page *html.Node) string {
	var texts []string
	for node := range page.Descendants() {
		if node.Type == html.TextNode && node.Parent.Data != "script" && node.Parent.Data != "style" {
			texts = append(texts, strings.Fields(node.Data)...)
		}
	}
	return strings.Join(texts, " ")
}

var anyForm = regexp.MustCompile(`/sign-in/`)

func TestTheThreeWaysInLeadWhereTheySay(t *testing.T) {
	d, base := served(t)
	owner := newVisitor(t).open(d.Links.Owner).submit(anyForm)
	if owner.shows("Hannah", "£41,275.00"); owner.at.String() != base+"/studio" {
		t.Errorf("the owner is at %s", owner.at)
	}
	client := newVisitor(t).open(d.Links.Client).submit(anyForm)
	client.open(base+"/portal").shows("Practice: no real money moves here.", "Kitchen and garden room", "Hall, stair and front door")
	client.shows("Pay several at once")
	client.open(base+"/portal/payment").shows("Pay several invoices", "Measured survey, hall and stair", "Kitchen and garden room, main works", "Card", "Bank transfer", "£10,020.00")
	quote := newVisitor(t).open(d.Links.Quote)
	quote.shows("Practice: no real money moves here.", "Quote Q-0231", "Window seat and garden lighting", "£5,448.00", "Sign to accept")
}

func TestAPracticePaymentTakesTheRoadOfARealOne(t *testing.T) {
	d, base := served(t)
	priya := newVisitor(t).open(d.Links.Quote)
	priya.open(priya.at.String()+"/acceptance").submit(regexp.MustCompile(`/acceptance$`), "name", "Priya Raman", "method", "type", "agree", "on").
		shows("Thank you for accepting!")
	priya.submit(regexp.MustCompile(`/invoice$`)).shows("Next payment £1,634.40")
	priya.open(priya.at.String()+"/payment").submit(regexp.MustCompile(`/payments$`), "pay", "next", "method", "card")
	if !strings.HasPrefix(priya.at.String(), base+"/practice/checkout/") {
		t.Fatalf("led to %s", priya.at)
	}
	priya.shows("no money moves", "£1,634.40")
	priya.submit(regexp.MustCompile(`/practice/`), "way", "declined").shows("Your card was declined.")
	priya.submit(regexp.MustCompile(`/practice/`), "way", "card")
	if !strings.HasPrefix(priya.at.String(), base+"/d/") {
		t.Errorf("came back to %s", priya.at)
	}
	priya.shows("£1,634.40", "Practice: no real money moves here.")
	d.Practice.Wait()

	if n := storetest.Count(t, d.Store, "SELECT count(*) FROM payment WHERE state = 'paid' AND amount = 163440 AND method = 'card' AND receipt IS NOT NULL"); n != 1 {
		t.Errorf("paid %d times", n)
	}
	if n := storetest.Count(t, d.Store, "SELECT count(*) FROM outbox WHERE kind = 'receipt' AND state = 'queued' AND payment_id = (SELECT max(id) FROM payment)"); n != 1 {
		t.Errorf("%d receipts wait", n)
	}
	if n := storetest.Count(t, d.Store, "SELECT count(*) FROM webhook_event WHERE type = 'checkout.session.completed' AND done_at IS NOT NULL AND error = ''"); n != 1 {
		t.Errorf("%d signed events came through the door", n)
	}
	if broken, err := d.Store.CheckEvidence(t.Context()); err != nil || len(broken) > 0 {
		t.Errorf("evidence of quotes %v does not hold, %v", broken, err)
	}
}

func TestTheWebhookAloneSettlesAPracticePayment(t *testing.T) {
	d, _ := served(t)
	priya := newVisitor(t).open(d.Links.Quote)
	priya.open(priya.at.String()+"/acceptance").submit(regexp.MustCompile(`/acceptance$`), "name", "Priya Raman", "method", "type", "agree", "on")
	priya.submit(regexp.MustCompile(`/invoice$`))
	priya.open(priya.at.String()+"/payment").submit(regexp.MustCompile(`/payments$`), "pay", "next", "method", "card")
	open := slices.DeleteFunc(d.Practice.Checkouts(), func(c practice.Checkout) bool { return c.Status != "open" })
	if len(open) != 1 {
		t.Fatalf("%d open checkouts", len(open))
	}
	if err := d.Practice.Pay(open[0].ID); err != nil { // and never comes back
		t.Fatal(err)
	}
	d.Practice.Wait()
	if n := storetest.Count(t, d.Store, "SELECT count(*) FROM payment WHERE state = 'paid' AND amount = 163440"); n != 1 {
		t.Errorf("paid %d times", n)
	}
}
