package browser_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/handlers/pay/practice"
	"anteroom/store/storetest"
)

// The program is killed at random moments while clients sign and pay, and is
// started again on the same file. What it said was done is done, once; what it
// did not say is wholly done or not at all.
func TestKilledWhileClientsSignAndPay(t *testing.T) {
	h := build(t, "")
	crowd := &crowd{h: h}
	h.furnish(t, func(j *storetest.Job) {
		for range 60 {
			q := j.Sent(t)
			crowd.signing = append(crowd.signing, task{id: q.ID, link: h.url + "/d/" + j.Link(t, "quote", q.ID)})
		}
		for range 40 {
			i := j.Invoiced(t)
			crowd.paying = append(crowd.paying, task{id: i.ID, link: h.url + "/d/" + j.Link(t, "invoice", i.ID)})
		}
	})
	begun := time.Now()
	rounds := 0
	for ; rounds < 8 && time.Since(begun) < 35*time.Second; rounds++ {
		h.start()
		over := crowd.goesIn()
		crowd.until(rand.IntN(4), rand.IntN(3), 3*time.Second)
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		h.kill()
		over()
	}
	h.start()
	h.stripe.Wait() // events that were not taken come again
	h.stop()
	h.check()
	t.Logf("killed %d times: %d of %d signings and %d of %d payments were acknowledged", rounds,
		len(crowd.signed), crowd.signings, len(crowd.paid), crowd.payments)
	if len(crowd.signed) == 0 || len(crowd.paid) == 0 {
		t.Error("nothing was acknowledged, so nothing was tried")
	}
	crowd.everythingIsThereOnce(t)
}

// task is a document that waits for its client.
type task struct {
	id   int64
	link string
}

// crowd are clients who sign and pay at the same time.
type crowd struct {
	h *house

	mu                 sync.Mutex
	signing, paying    []task
	signings, payments int      // begun
	signed             []int64  // quotes of which the signing was acknowledged
	paid               []string // checkouts of which the payment was acknowledged
}

// goesIn sets three to sign and three to pay. The function that it returns
// waits until the last of them has given up.
func (c *crowd) goesIn() (over func()) {
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() { c.work(&c.signing, c.sign) })
		all.Go(func() { c.work(&c.paying, c.pay) })
	}
	return all.Wait
}

// until waits for so many more acknowledgements, however slow the machine is.
func (c *crowd) until(signed, paid int, atMost time.Duration) {
	c.add(func() { signed, paid = signed+len(c.signed), paid+len(c.paid) })
	for end := time.Now().Add(atMost); time.Now().Before(end); time.Sleep(time.Millisecond) {
		enough := false
		if c.add(func() { enough = len(c.signed) >= signed && len(c.paid) >= paid }); enough {
			return
		}
	}
}

// work takes one task after the other until the program is gone.
func (c *crowd) work(queue *[]task, do func(task) error) {
	for {
		c.mu.Lock()
		if len(*queue) == 0 {
			c.mu.Unlock()
			return
		}
		next := (*queue)[0]
		*queue = (*queue)[1:]
		c.mu.Unlock()
		if do(next) != nil {
			return
		}
	}
}

// inside is a client's browser: it follows no redirect by itself.
var inside = &http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// hidden are the fields that a page has filled in by itself.
var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z_]+)" value="([^"]*)"`)

// form gets a page and gives what its forms would send.
func form(address string) (url.Values, error) {
	response, err := inside.Get(address)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(address + " is " + response.Status)
	}
	values := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(string(body), -1) {
		values.Add(field[1], field[2])
	}
	return values, nil
}

// post sends a form and gives where it leads to.
func post(address string, values url.Values) (to string, err error) {
	response, err := inside.PostForm(address, values)
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusSeeOther {
		return "", errors.New(address + " is " + response.Status + ": " + string(body))
	}
	return response.Header.Get("Location"), nil
}

func (c *crowd) sign(of task) error {
	values, err := form(of.link + "/acceptance")
	if err != nil {
		return err
	}
	values.Set("name", "Priya Raman")
	values.Set("method", "type")
	values.Set("agree", "on")
	c.add(func() { c.signings++ })
	if _, err := post(of.link+"/acceptance", values); err != nil {
		return c.gone(err)
	}
	c.add(func() { c.signed = append(c.signed, of.id) })
	return nil
}

// pay pays by card on the stand-in's page, and comes back to the confirmation.
func (c *crowd) pay(of task) error {
	values, err := form(of.link + "/payment")
	if err != nil {
		return err
	}
	values.Set("method", "card")
	values.Set("pay", "next")
	c.add(func() { c.payments++ })
	checkout, err := post(of.link+"/payments", values)
	if err != nil {
		return c.gone(err)
	}
	back, err := post(checkout+"/payment", url.Values{"way": {"card"}})
	if err != nil {
		return err
	}
	response, err := inside.Get(back)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	if strings.Contains(string(body), "Thank you, your payment has arrived") {
		c.add(func() { c.paid = append(c.paid, checkout[strings.LastIndex(checkout, "/")+1:]) })
	}
	return nil
}

func (c *crowd) add(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f()
}

// gone passes on that the program went away; an answer that refuses is a fault.
func (c *crowd) gone(err error) error {
	var away *url.Error
	if !errors.As(err, &away) && !errors.Is(err, io.ErrUnexpectedEOF) {
		c.h.t.Error(err)
	}
	return err
}

// everythingIsThereOnce compares what was said with what is there.
func (c *crowd) everythingIsThereOnce(t *testing.T) {
	t.Helper()
	for _, quote := range c.signed {
		n := c.h.count("SELECT count(*) FROM quote JOIN signature ON signature.quote_id = quote.id JOIN invoice ON invoice.quote_id = quote.id WHERE quote.id = ? AND quote.state = 'accepted'", quote)
		if n != 1 {
			t.Errorf("the signing of quote %d was acknowledged, and is there %d times", quote, n)
		}
	}
	acknowledged := map[string]bool{}
	for _, checkout := range c.paid {
		acknowledged[checkout] = true
	}
	for _, event := range c.h.stripe.Events("checkout.session.completed") {
		for _, delivery := range event.Deliveries {
			acknowledged[event.Checkout] = acknowledged[event.Checkout] || delivery.Status == http.StatusOK
		}
	}
	for _, checkout := range c.h.stripe.Checkouts() {
		n := c.h.count("SELECT count(*) FROM payment WHERE checkout_id = ? AND state = 'paid' AND receipt IS NOT NULL", checkout.ID)
		if n > 1 || n == 0 && acknowledged[checkout.ID] || n == 1 && !checkout.Paid {
			t.Errorf("%s: paid %t, acknowledged %t, and there %d times", told(checkout), checkout.Paid, acknowledged[checkout.ID], n)
		}
	}
	for what, query := range map[string]string{
		"quotes that are half signed": `SELECT count(*) FROM quote WHERE (state = 'accepted') <> (SELECT count(*) FROM signature WHERE quote_id = quote.id)
			OR (state = 'accepted') <> (SELECT count(*) FROM invoice WHERE quote_id = quote.id)
			OR (state = 'accepted') <> (SELECT count(*) FROM evidence WHERE quote_id = quote.id AND what = 'signed')`,
		"receipts that are missing or double": "SELECT (SELECT coalesce(sum(last), 0) FROM series WHERE kind = 'receipt') - count(DISTINCT receipt) FROM payment WHERE receipt IS NOT NULL",
		"invoice numbers that are missing":    "SELECT (SELECT coalesce(sum(last), 0) FROM series WHERE kind = 'invoice') - count(DISTINCT number) FROM invoice WHERE number IS NOT NULL",
		"payments half made":                  "SELECT count(*) FROM payment WHERE (state = 'paid') <> (receipt IS NOT NULL)",
	} {
		if n := c.h.count(query); n != 0 {
			t.Errorf("there are %d %s", n, what)
		}
	}
}

func told(c practice.Checkout) string { return c.ID + " of " + strconv.FormatInt(c.Amount, 10) }
