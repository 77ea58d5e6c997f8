package handlers_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// signIn is Priya's browser, in by the link of a sign-in mail.
func (h *House) signIn(t *testing.T, job *storetest.Job) *Visitor {
	t.Helper()
	v := h.Visitor(t)
	v.Open("/portal/sign-in").Submit("Send Magic Link", "email", job.Priya.Email)
	v.Open("/portal/sign-in/" + lastSignIn(t, job)).Submit("Sign in").Is(http.StatusOK)
	return v
}

// lastSignIn is the token of the newest sign-in mail, as it leaves.
func lastSignIn(t *testing.T, job *storetest.Job) string {
	t.Helper()
	token, _, err := job.MintSignIn(t.Context(), storetest.Count(t, job.Store, "SELECT max(id) FROM outbox WHERE kind = 'sign-in'"))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// revised is the next version of a quote, sent to Priya.
func revised(t *testing.T, job *storetest.Job, q store.Quote) store.Quote {
	t.Helper()
	draft, err := job.ReviseQuote(t.Context(), job.Owner, q.ID)
	if err != nil {
		t.Fatal(err)
	}
	newer, err := job.SendQuote(t.Context(), job.Owner, draft.ID, job.Letter())
	if err != nil {
		t.Fatal(err)
	}
	return newer
}

// dump is every row of every table, to see that nothing has changed.
func dump(t *testing.T, s *store.Store) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+s.Path()+"?_pragma=busy_timeout(10000)&_pragma=query_only(1)")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, table := range rowsOf(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
		fmt.Fprintf(&b, "%s\n%s\n", table, strings.Join(rowsOf(t, db, "SELECT * FROM "+table), "\n"))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func rowsOf(t *testing.T, db *sql.DB, query string) (list []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		if len(values) == 1 {
			list = append(list, fmt.Sprint(values[0]))
			continue
		}
		list = append(list, fmt.Sprint(values...))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
