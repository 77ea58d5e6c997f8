package handlers_test

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"anteroom/handlers/pay"
	"anteroom/store"
	"anteroom/store/storetest"
)

// The pages behind emailed links, measured through the whole of the server
// (headers, doors, gzip) but without a socket, beside the floor: a bare handler
// with three prepared queries on the same file, and an html/template that
// writes as many bytes and as many values. Read the ratio in one run:
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

func benchmarkPage(b *testing.B, h http.Handler, path string) {
	b.ReportAllocs()
	var size int
	for b.Loop() {
		size = get(b, h, path)
	}
	b.ReportMetric(float64(size), "gzip-bytes")
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

func BenchmarkQuotePage(b *testing.B) {
	house, job, q := sentQuote(b)
	benchmarkPage(b, house.Server.Handler(), "/d/"+job.Link(b, "quote", q.ID))
}

func BenchmarkInvoicePage(b *testing.B) {
	house := newHouse(b)
	job := house.Job(b)
	i := job.Invoiced(b)
	benchmarkPage(b, house.Server.Handler(), "/d/"+job.Link(b, "invoice", i.ID))
}

// BenchmarkFloorPage is the least that any Go program would need for the quote's
// page.
func BenchmarkFloorPage(b *testing.B) {
	house, job, q := sentQuote(b)
	path := "/d/" + job.Link(b, "quote", q.ID)
	benchmarkPage(b, floor(b, house, path), path)
}

// floor is the bare server: it shares nothing with ours but the file.
func floor(b *testing.B, house *House, path string) http.Handler {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+house.Store.Path()+"?_pragma=query_only(1)&_pragma=busy_timeout(5000)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	db.SetMaxOpenConns(4)
	prepare := func(query string) *sql.Stmt {
		stmt, err := db.Prepare(query)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = stmt.Close() }) // closed with its database in any case
		return stmt
	}
	link := prepare(`SELECT contact.id, contact.name, contact.email, link.quote_id FROM link
		JOIN contact ON contact.id = link.contact_id JOIN client ON client.id = contact.client_id LIMIT 1`)
	quote := prepare(`SELECT quote.number, quote.title, quote.content, project.name FROM quote JOIN project ON project.id = quote.project_id WHERE quote.id = ?`)
	studio := prepare(`SELECT name, address, phone, email, colour FROM studio`)
	page := floorTemplate(b, house, path)
	writers := sync.Pool{New: func() any {
		z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
		if err != nil {
			b.Error(err)
		}
		return z
	}}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		var v floorView
		var contact, id int64
		var content string
		if err := link.QueryRow().Scan(&contact, &v.Contact, &v.Email, &id); err != nil {
			b.Error(err)
		}
		if err := quote.QueryRow(id).Scan(&v.Number, &v.Title, &content, &v.Project); err != nil {
			b.Error(err)
		}
		if err := studio.QueryRow().Scan(&v.Studio, &v.Address, &v.Phone, &v.StudioEmail, &v.Colour); err != nil {
			b.Error(err)
		}
		if err := json.Unmarshal([]byte(content), &v.Content); err != nil {
			b.Error(err)
		}
		var body bytes.Buffer
		if err := page.Execute(&body, &v); err != nil {
			b.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		z := writers.Get().(*gzip.Writer)
		defer writers.Put(z)
		z.Reset(w)
		if _, err := z.Write(body.Bytes()); err != nil {
			b.Error(err)
		}
		if err := z.Close(); err != nil {
			b.Error(err)
		}
	})
}

type floorView struct {
	Contact, Email, Number, Title, Project, Studio, Address, Phone, StudioEmail, Colour string
	Content                                                                             store.Content
}

// floorTemplate is an html/template with as many bytes as our page: its values
// and lines stand in it, the rest is our page as fixed text.
func floorTemplate(b *testing.B, house *House, path string) *template.Template {
	b.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	w := httptest.NewRecorder()
	house.Server.Handler().ServeHTTP(w, r)
	ours, err := io.ReadAll(w.Body)
	if err != nil {
		b.Fatal(err)
	}
	const values = `<h1>{{.Title}}</h1><p>{{.Number}} {{.Contact}} {{.Email}} {{.Project}} {{.Studio}} {{.Address}} {{.Phone}} {{.StudioEmail}} {{.Colour}}</p>
{{range .Content.Sections}}<h2>{{.Title}}</h2>{{range .Lines}}<tr><td>{{.Title}}</td><td>{{.Unit}}</td><td>{{.Quantity}}</td><td>{{.Price}}</td></tr>{{end}}{{end}}`
	end := bytes.Index(ours, []byte("</main>"))
	fixed := string(ours[:max(0, end-1500)])
	fixed = fixed[:strings.LastIndex(fixed, "</p>")]
	t, err := template.New("floor").Parse(fixed + values)
	if err != nil {
		b.Fatal(err)
	}
	return t
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
