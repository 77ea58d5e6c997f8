package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/store"
	"anteroom/store/storetest"

	"golang.org/x/sys/unix"
)

// The pages behind emailed links, measured through the whole of the server
// (headers, doors, gzip) but without a socket, beside the floor of the quote's
// page. The floor's pages are served in turns with ours, so that what else the
// machine does meanwhile troubles both alike: "x-floor" is the ratio.
//
//	go test -run '^$' -bench 'Page|Signing|Webhook' ./handlers

// get asks for a page as a browser does, and fails on anything but 200.
func get(b *testing.B, h http.Handler, path string) int {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		b.Fatalf("GET %s: %d", path, w.Code)
	}
	return w.Body.Len()
}

// turn is how many pages are served before it is the floor's turn: so few that
// whatever the machine does meanwhile troubles both alike.
const turn = 20

// benchmarkPage reports what a page costs, and how many times the floor's page.
func benchmarkPage(b *testing.B, page, floor func() int) { benchmarkBeside(b, "x-floor", page, floor) }

func benchmarkBeside(b *testing.B, ratio string, page, floor func() int) {
	page() // statements are prepared, templates escaped
	floor()
	b.ReportAllocs()
	var size, served int
	var ours, least time.Duration
	began := cpu(b)
	for b.Loop() {
		size = page()
		if served++; served%turn != 0 && served != b.N {
			continue
		}
		ours += cpu(b) - began
		b.StopTimer() // stops the world: no part of either
		began = cpu(b)
		for range min(turn, served) {
			floor()
		}
		least += cpu(b) - began
		b.StartTimer()
		began = cpu(b)
	}
	b.ReportMetric(float64(ours.Nanoseconds())/float64(served), "cpu-ns/op")
	b.ReportMetric(float64(ours)/float64(least), ratio)
	b.ReportMetric(float64(size), "gzip-bytes")
}

// cpu is the processor time that this program has used so far: what a page
// costs, whatever else the machine is doing.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var used unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Nano())
}

// sentQuote is a house with a quote of ten lines that waits for its signature.
func sentQuote(b *testing.B) (*House, *storetest.Job, store.Quote) {
	b.Helper()
	house := newHouse(b)
	job := house.Job(b)
	q := job.Sent(b, func(c *store.Content) {
		c.Sections[0].Lines = nil
		for n := range 10 {
			c.Sections[0].Lines = append(c.Sections[0].Lines, storetest.Line("l"+strconv.Itoa(n), "Oak window seat with three drawers", 1850))
		}
		c.Sections[0].Lines[9].Optional = true
	})
	return house, job, q
}

// beside is a page of ours and the floor of the quote's page.
func beside(b *testing.B, kind string) (page, least func() int) {
	b.Helper()
	house, job, q := sentQuote(b)
	quote := "/d/" + job.Link(b, "quote", q.ID)
	lowest := floor(b, house, quote)
	path, server := quote, house.Server.Handler()
	if kind == "invoice" {
		path = "/d/" + job.Link(b, "invoice", job.Invoiced(b).ID)
	}
	return func() int { return get(b, server, path) }, func() int { return get(b, lowest, quote) }
}

func BenchmarkQuotePage(b *testing.B) {
	page, floor := beside(b, "quote")
	benchmarkPage(b, page, floor)
}

func BenchmarkInvoicePage(b *testing.B) {
	page, floor := beside(b, "invoice")
	benchmarkPage(b, page, floor)
}

// BenchmarkFloorPage is the least that any Go program would need for the quote's
// page.
func BenchmarkFloorPage(b *testing.B) {
	_, floor := beside(b, "quote")
	benchmarkPage(b, floor, floor)
}

// BenchmarkSigning is one signature from the posted form to the committed
// transaction: signature, evidence, invoice and mails.
func BenchmarkSigning(b *testing.B) {
	job := storetest.NewJob(b)
	p := job.Portal(b, job.Priya)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		q := job.Sent(b)
		signing := storetest.Signing(b, q)
		b.StartTimer()
		if _, err := p.AcceptQuote(b.Context(), q.ID, signing); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWebhook is one signed event that pays an instalment: read, noted,
// asked about (over HTTP, at the stand-in for Stripe), settled.
func BenchmarkWebhook(b *testing.B) {
	_, job, stripe, client := payHouse(b)
	for b.Loop() {
		b.StopTimer()
		_, id := checkout(b, job, client)
		stripe.Hold()
		if err := stripe.Pay(id); err != nil {
			b.Fatal(err)
		}
		events := stripe.Events(pay.CheckoutCompleted)
		b.StartTimer()
		if status, err := stripe.Deliver(b.Context(), events[len(events)-1].ID); err != nil || status != http.StatusOK {
			b.Fatalf("%d, %v", status, err)
		}
	}
}
