package demo_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"anteroom/handlers"
	"anteroom/handlers/demo"
	"anteroom/store"
	"anteroom/store/storetest"

	"golang.org/x/net/html"
)

// follow opens the first link that has this text in its address.
func (v *visitor) follow(part string) *visitor {
	v.t.Helper()
	for node := range v.page.Descendants() {
		if node.Type == html.ElementNode && (node.Data == "a" || node.Data == "iframe") {
			if address := attribute(node, "href") + attribute(node, "src"); strings.Contains(address, part) {
				target, err := v.at.Parse(address)
				if err != nil {
					v.t.Fatal(err)
				}
				return v.open(target.String())
			}
		}
	}
	v.t.Fatalf("%s has no link to %s:\n%s", v.at, part, v.text)
	return v
}

func TestAMailOfTheDemoCanBeReadAndItsButtonWorks(t *testing.T) {
	d, base := served(t)
	post := newVisitor(t).open(d.Links.Mail).shows("Practice mailbox", "No email has been sent yet")

	priya := newVisitor(t).open(base + "/portal/sign-in")
	priya.submit(regexp.MustCompile(`/portal/sign-in$`), "email", demo.ClientEmail)
	d.Server.Tick(t.Context())
	post.open(d.Links.Mail).shows("Your way in to Alder & Rowe", "To Priya Raman, "+demo.ClientEmail)
	post.follow("/practice/mailbox/1").shows("From Alder & Rowe").follow("/content").shows("Dear Priya,")
	newVisitor(t).open(link(post.page, "/portal/sign-in/")).submit(anyForm).shows("Window seat")
}

func TestAReceiptComesWithItsPaper(t *testing.T) {
	d, _ := served(t)
	priya := newVisitor(t).open(d.Links.Quote).shows("Practice mailbox")
	priya.open(priya.at.String()+"/acceptance").submit(regexp.MustCompile(`/acceptance$`), "name", "Priya Raman", "method", "type", "agree", "on")
	priya.submit(regexp.MustCompile(`/invoice$`))
	priya.open(priya.at.String()+"/payment").submit(regexp.MustCompile(`/payments$`), "pay", "next", "method", "card")
	priya.submit(regexp.MustCompile(`/practice/`), "way", "card")
	d.Practice.Wait()
	d.Server.Tick(t.Context())
	post := newVisitor(t).open(d.Links.Mail).shows("has arrived")
	if waiting := storetest.Count(t, d.Store, "SELECT count(*) FROM outbox WHERE state = 'queued'"); waiting != 0 {
		t.Errorf("%d mails wait", waiting)
	}
	number := regexp.MustCompile(`/practice/mailbox/\d+$`)
	for node := range post.page.Descendants() {
		address := attribute(node, "href")
		if !number.MatchString(address) || !strings.Contains(words(node), "has arrived") {
			continue
		}
		read := newVisitor(t).open(post.at.Scheme + "://" + post.at.Host + address)
		answer := read.fetch(link(read.page, "/files/0"))
		if kind := answer.Header.Get("Content-Type"); kind != "application/pdf" || !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("the receipt's paper is %q, %q", kind, answer.Header.Get("Content-Disposition"))
		}
		framed := read.fetch(address + "/content")
		if policy := framed.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox allow-popups") || !strings.Contains(policy, "default-src 'none'") {
			t.Errorf("the mail may do %q", policy)
		}
		return
	}
	t.Errorf("no receipt is in the mailbox:\n%s", post.text)
}

// fetch asks for something that is no page.
func (v *visitor) fetch(address string) *http.Response {
	v.t.Helper()
	target, err := v.at.Parse(address)
	if err != nil {
		v.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, target.String(), nil)
	if err != nil {
		v.t.Fatal(err)
	}
	answer, err := v.client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
		v.t.Fatalf("%s: %d, %v", target, answer.StatusCode, err)
	}
	return answer
}

func link(page *html.Node, part string) string {
	for node := range page.Descendants() {
		if address := attribute(node, "href"); strings.Contains(address, part) {
			return address
		}
	}
	return ""
}

// A real studio has no practice mailbox, and neither has the demo's own
// database when it is served as one.
func TestNoRealStudioHasAPracticeMailbox(t *testing.T) {
	path := t.TempDir() + "/demo.db"
	d, err := demo.Open(t.Context(), demo.Options{Schema: storetest.Schema(t), Path: path, Base: "http://anteroom.test"})
	if err != nil {
		t.Fatal(err)
	}
	quote := strings.TrimPrefix(d.Links.Quote, "http://anteroom.test")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path, store.Options{Schema: storetest.Schema(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	server, err := handlers.New(s, handlers.Config{BaseURL: "http://anteroom.test"})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]int{"/practice/mailbox": 404, "/practice/mailbox/1": 404, "/practice/mailbox/1/content": 404, quote: 200} {
		answer := httptest.NewRecorder()
		server.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
		if answer.Code != want || strings.Contains(answer.Body.String(), "mailbox") {
			t.Errorf("%s: %d, or it speaks of a mailbox", address, answer.Code)
		}
	}
}

func TestADemoThatIsTakenUpAgainEndsWhatWasBegun(t *testing.T) {
	path := t.TempDir() + "/demo.db"
	front := httptest.NewUnstartedServer(nil)
	base := "http://" + front.Listener.Addr().String()
	first, err := demo.Open(t.Context(), demo.Options{Schema: storetest.Schema(t), Path: path, Base: base})
	if err != nil {
		t.Fatal(err)
	}
	front.Config.Handler = first
	front.Start()
	priya := newVisitor(t).open(first.Links.Quote)
	priya.open(priya.at.String()+"/acceptance").submit(regexp.MustCompile(`/acceptance$`), "name", "Priya Raman", "method", "type", "agree", "on")
	priya.submit(regexp.MustCompile(`/invoice$`))
	priya.open(priya.at.String()+"/payment").submit(regexp.MustCompile(`/payments$`), "pay", "next", "method", "card")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	front.Close()

	front = httptest.NewUnstartedServer(nil)
	again := open(t, demo.Options{Path: path, Base: "http://" + front.Listener.Addr().String()})
	front.Config.Handler = again
	front.Start()
	t.Cleanup(front.Close)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if storetest.Count(t, again.Store, "SELECT count(*) FROM payment WHERE state = 'cancelled' AND amount = 163440") == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the checkout of the first run stays open")
		}
	}
	known, err := again.Store.CardPayments(t.Context())
	if err != nil || len(known) == 0 {
		t.Fatalf("%d card payments, %v", len(known), err)
	}
	for _, card := range known {
		if card.State != "paid" {
			t.Errorf("under way: %+v", card)
		}
	}
}
