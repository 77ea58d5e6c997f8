package browser_test

import (
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// furnish gives a house that does not run yet a studio with a client, a
// project, and what f adds, by the store's own verbs. Mails that were queued
// leave when the house starts.
func (h *house) furnish(t *testing.T, f func(*storetest.Job)) {
	t.Helper()
	clock := storetest.NewClock()
	clock.Add(time.Since(storetest.Start)) // the program has the real one
	s, err := store.Open(t.Context(), h.db, store.Options{Schema: storetest.Schema(t), Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.NewSetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session, err := s.SetUp(t.Context(), token, store.Setup{Studio: studioName, Country: "GB", Currency: "GBP", Locale: "en-GB",
		TimeZone: "Europe/London", TaxName: "VAT", TaxRates: []money.Rate{20_000, 5_000, 0}, Owner: "Hannah Rowe",
		Email: ownerEmail, Password: ownerPassword, BaseURL: h.url}, store.Visit{})
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
	f(storetest.JobAt(t, s, clock, owner, "Raman", clientEmail, "tom@example.com"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// count asks the database of a house that does not run.
func (h *house) count(query string, args ...any) int64 {
	h.t.Helper()
	s, err := store.Open(h.t.Context(), h.db, store.Options{AsItIs: true})
	if err != nil {
		h.t.Fatal(err)
	}
	n := storetest.Count(h.t, s, query, args...)
	if err := s.Close(); err != nil {
		h.t.Fatal(err)
	}
	return n
}

// signsIn comes in by the studio's own door.
func (p *person) signsIn() {
	p.t.Helper()
	p.open("/studio/sign-in")
	p.fill("Email address", ownerEmail)
	p.fill("Password", ownerPassword)
	p.press("Sign in")
	p.arrives("/studio")
	p.sees("Hannah")
}
