package handlers_test

import (
	"net/http/httptest"
	"testing"

	"anteroom/handlers"
	"anteroom/store"
	"anteroom/store/storetest"
)

// The stories of this package are told as people live them: a House is a
// server over a real database, a Visitor is a browser with a cookie jar, and a
// Page is what it shows. A story reads:
//
//	house := newHouse(t)
//	owner := house.Owner(t)
//	page := owner.Open("/studio/clients/new")
//	page = page.Submit("Save client", "name", "Priya Raman")
//	page.Shows("Priya Raman")
//
// Only the network is ever faked. Time stands still at storetest.Start until
// house.Clock is moved.

// House is a studio's server, reached over HTTP.
type House struct {
	Store  *store.Store
	Clock  *storetest.Clock
	Server *handlers.Server
	URL    string // origin of the server, without a trailing slash
}

// newHouse opens a house with a studio and its owner: Alder & Rowe in London.
// Each configure may change how the server is told to run.
func newHouse(t testing.TB, configure ...func(*handlers.Config)) *House {
	t.Helper()
	clock := storetest.NewClock()
	s, _ := storetest.Studio(t, clock)
	return openHouse(t, s, clock, configure...)
}

// newEmptyHouse opens a house before setup.
func newEmptyHouse(t testing.TB, configure ...func(*handlers.Config)) *House {
	t.Helper()
	clock := storetest.NewClock()
	return openHouse(t, storetest.Empty(t, clock), clock, configure...)
}

// openHouse serves a store, as after a restart.
func openHouse(t testing.TB, s *store.Store, clock *storetest.Clock, configure ...func(*handlers.Config)) *House {
	t.Helper()
	front := httptest.NewUnstartedServer(nil)
	config := handlers.Config{BaseURL: "http://" + front.Listener.Addr().String()}
	for _, change := range configure {
		change(&config)
	}
	server, err := handlers.New(s, config)
	if err != nil {
		t.Fatal(err)
	}
	countPages(t, server)
	front.Config.Handler = server.Handler()
	front.Start()
	t.Cleanup(front.Close)
	return &House{Store: s, Clock: clock, Server: server, URL: front.URL}
}

// Visitor is a fresh browser that nobody knows.
func (h *House) Visitor(t testing.TB) *Visitor {
	t.Helper()
	return newVisitor(t, h.URL)
}

// Owner is the studio's owner, who has come in by the front door.
func (h *House) Owner(t testing.TB) *Visitor {
	t.Helper()
	owner := h.Visitor(t)
	page := owner.Open("/studio/sign-in").Submit("Sign in", "email", storetest.OwnerEmail, "password", storetest.OwnerPassword)
	page.IsAt("/studio")
	return owner
}
