package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"testing"

	"anteroom/store/storetest"
)

// The owner's pages of a studio that has grown, beside the same pages of a small
// one (100 clients, 1,000 invoices) whose lists fill a page too. The goal is at most twice the small one's time
// ("x-small"), with 10,000 clients, 100,000 invoices and 1,000,000 activity rows:
//
//	ANTEROOM_BENCH_LARGE=1 go test -run '^$' -bench Grown ./handlers
//
// Without the variable it is a hundredth of that, for a look at whether all works.

// grow fills a studio: ten quotes, invoices and emails to a client, and a hundred
// activity rows. One invoice in forty is open.
func grow(t testing.TB, job *storetest.Job, clients int) {
	t.Helper()
	storetest.Exec(t, job.Store, fmt.Sprintf(`CREATE TEMP TABLE n (n INTEGER PRIMARY KEY, day TEXT, ms INTEGER, client INTEGER);
		WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %[1]d * 100)
		INSERT INTO n SELECT n, date('2026-11-20', '-' || ((%[1]d * 10 - n) * 3600 / (%[1]d * 10)) || ' days'), 1479600000000 + n, 1000 + n %% %[1]d FROM c;
		INSERT INTO client (id, name, search, portal_enabled, created_at, updated_at)
			SELECT client, 'Client ' || client, 'client ' || client, client %% 50 > 0, ms, ms FROM n WHERE n <= %[1]d;
		INSERT INTO contact (client_id, name, email, is_main, created_at, updated_at) SELECT client, 'Contact ' || client, client || '@example.com', 1, ms, ms FROM n WHERE n <= %[1]d;
		INSERT INTO project (id, number, client_id, name, search, status, event_on, created_at, updated_at)
			SELECT client, client, client, 'Job ' || client, 'job ' || client, iif(n %% 10 = 0, 'active', 'complete'), day, ms, ms FROM n WHERE n <= %[1]d;
		INSERT INTO quote (id, project_id, number, state, title, currency, total, content, content_hash, valid_until_on, sent_at, viewed_at, decided_at, created_at, updated_at)
			SELECT 1000 + n, client, 'G-' || n, iif(n %% 40 = 0, 'sent', 'accepted'), 'Work', 'GBP', 225000, json_object('kind', 'quote', 'currency', 'GBP', 'locale', 'en-GB', 'to', json_object('name', printf('%%0900d', 1))), 'x',
				date(day, '+30 days'), ms, ms, iif(n %% 40 = 0, NULL, ms), ms, ms FROM n WHERE n <= %[1]d * 10;
		INSERT INTO invoice (id, project_id, number, state, title, currency, total, content, content_hash, issued_on, issued_at, sent_at, viewed_at, next_due_on, next_due, created_at, updated_at)
			SELECT 1000 + n, client, 'G-' || n, 'issued', 'Work', 'GBP', 225000, json_object('kind', 'invoice', 'currency', 'GBP', 'locale', 'en-GB', 'to', json_object('name', printf('%%0900d', 1))), 'x',
				day, ms, ms, ms, iif(n %% 40 = 0, date(day, '+30 days'), NULL), iif(n %% 40 = 0, 225000, 0), ms, ms FROM n WHERE n <= %[1]d * 10;
		INSERT INTO instalment (invoice_id, position, label, amount, due_on) SELECT 1000 + n, 1, 'Payment', 225000, date(day, '+30 days') FROM n WHERE n <= %[1]d * 10;
		INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, paid_on, receipt, started_at, settled_at)
			SELECT 1000 + n, 'grown' || n, 'bank', 'paid', 225000, 'GBP', date(day, '+20 days'), 'G' || n, ms, ms FROM n WHERE n <= %[1]d * 10 AND n %% 40 > 0;
		INSERT INTO outbox (kind, contact_id, project_id, invoice_id, to_email, to_name, lang, message_id, state, next_at, created_at, sent_at)
			SELECT 'invoice', (SELECT id FROM contact WHERE client_id = client), client, 1000 + n, client || '@example.com', 'Contact', 'en', 'grown' || n, 'sent', ms, ms, ms
			FROM n WHERE n <= %[1]d * 10;
		INSERT INTO activity (at, what, client_id, project_id, invoice_id) SELECT ms, 'invoice sent', client, client, 1000 + 1 + n %% (%[1]d * 10) FROM n;
		DROP TABLE n`, clients))
}

// grownPages are the pages that the owner sees most.
var grownPages = []string{"", "/clients", "/clients?sort=owed", "/clients?q=client+1020", "/clients/1020", "/projects", "/projects/1020", "/quotes", "/quotes?status=waiting",
	"/invoices", "/invoices?status=overdue", "/invoices?status=paid", "/invoices?sort=total", "/invoices?q=G-20", "/invoices/1020", "/emails"}

// grownHouse is a studio of so many clients, and its owner's way to a page.
func grownHouse(b *testing.B, clients int) func(path string) int {
	house := newHouse(b)
	grow(b, house.Job(b), clients)
	owner, handler := house.Owner(b), house.Server.Handler()
	at, err := url.Parse(house.URL)
	if err != nil {
		b.Fatal(err)
	}
	cookies := owner.client.Jar.Cookies(at)
	return func(path string) int {
		return get(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, cookie := range cookies {
				r.AddCookie(cookie)
			}
			handler.ServeHTTP(w, r)
		}), "/studio"+path)
	}
}

func BenchmarkGrown(b *testing.B) {
	clients := 100
	if os.Getenv("ANTEROOM_BENCH_LARGE") != "" {
		clients = 10_000
	}
	large, small := grownHouse(b, clients), grownHouse(b, 100)
	for _, path := range grownPages {
		b.Run("studio"+path, func(b *testing.B) {
			benchmarkBeside(b, "x-small", func() int { return large(path) }, func() int { return small(path) })
		})
	}
}
