// Package storetest opens real databases for tests: a file in a temporary
// folder, a clock that the test sets, a studio that is set up.
package storetest

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
)

// Start is the instant at which a test's clock stands at first: a Monday.
var Start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// Clock is a clock that stands still until it is moved.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at Start.
func NewClock() *Clock { return &Clock{now: Start} }

// Now is the clock's instant.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock on.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Schema is schema.sql, as the program embeds it.
func Schema(t testing.TB) string {
	t.Helper()
	_, here, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("cannot tell where schema.sql is")
	}
	schema, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", "..", "schema.sql"))
	if err != nil {
		t.Fatal(err)
	}
	return string(schema)
}

// Empty opens a database made from nothing, before setup.
func Empty(t testing.TB, clock *Clock) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "anteroom.db"), store.Options{Schema: Schema(t), Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// The owner of every test's studio.
const (
	OwnerEmail    = "hannah@alderandrowe.example"
	OwnerPassword = "a lamp in the hall"
)

// Studio opens a database with a studio in London (GBP, VAT 20, 5 and 0 %) and
// its owner.
func Studio(t testing.TB, clock *Clock) (*store.Store, store.Staff) {
	t.Helper()
	s := Empty(t, clock)
	token, err := s.NewSetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err := s.SetUp(t.Context(), token, store.Setup{Studio: "Alder & Rowe", Country: "GB", Currency: "GBP", Locale: "en-GB",
		TimeZone: "Europe/London", TaxName: "VAT", TaxRates: []money.Rate{20_000, 5_000, 0}, Owner: "Hannah Rowe",
		Email: OwnerEmail, Password: OwnerPassword, BaseURL: "http://anteroom.test"}, store.Visit{})
	if err != nil {
		t.Fatal(err)
	}
	row, err := s.SessionByToken(t.Context(), session)
	if err != nil {
		t.Fatal(err)
	}
	owner, err := s.StaffByID(t.Context(), row.StaffID)
	if err != nil {
		t.Fatal(err)
	}
	return s, owner
}

// Exec runs a statement beside the store, for facts that a test needs and that
// other verbs make.
func Exec(t testing.TB, s *store.Store, query string, args ...any) {
	t.Helper()
	must(t, TryExec(t, s, query, args...))
}

// TryExec is Exec for a statement that the database may refuse.
func TryExec(t testing.TB, s *store.Store, query string, args ...any) error {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+s.Path()+"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)")
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), query, args...)
	return errors.Join(err, db.Close())
}

// Count is the number that a query gives.
func Count(t testing.TB, s *store.Store, query string, args ...any) (n int64) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+s.Path()+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	err = db.QueryRowContext(t.Context(), query, args...).Scan(&n)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}
