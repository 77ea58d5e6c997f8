package store_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestEverySignInCostsOneHash(t *testing.T) {
	s, _ := storetest.Studio(t, storetest.NewClock())
	for _, try := range []struct{ email, password string }{
		{storetest.OwnerEmail, storetest.OwnerPassword},
		{storetest.OwnerEmail, "a wrong password"},
		{"nobody@example.com", "a wrong password"},
		{"", ""},
		{storetest.OwnerEmail, strings.Repeat("long", 100_000)},
	} {
		before := s.HashesMade()
		_, err := s.SignIn(t.Context(), try.email, try.password, store.Visit{IP: "192.0.2.1"})
		if in := err == nil; in != (try.password == storetest.OwnerPassword) {
			t.Errorf("%.40q with %.20q: %v", try.email, try.password, err)
		}
		if made := s.HashesMade() - before; made != 1 {
			t.Errorf("%.40q with %.20q took %d hashes, not 1", try.email, try.password, made)
		}
	}
}

func TestLimitsSurviveARestart(t *testing.T) {
	clock := storetest.NewClock()
	path := filepath.Join(t.TempDir(), "anteroom.db")
	open := func() *store.Store {
		t.Helper()
		s, err := store.Open(t.Context(), path, store.Options{Schema: storetest.Schema(t), Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	for n := range 3 {
		if err := s.Allow(t.Context(), "door", 3, time.Hour); err != nil {
			t.Fatalf("try %d: %v", n+1, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open()
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	var refused *store.Refused
	if err := s.Allow(t.Context(), "door", 3, time.Hour); !errors.As(err, &refused) {
		t.Fatalf("the fourth try after a restart: %v", err)
	}
	if refused.Why.Args[1] != 60 {
		t.Errorf("wait %v minutes, not 60", refused.Why.Args[1])
	}
	if err := s.Allow(t.Context(), "another door", 3, time.Hour); err != nil {
		t.Errorf("another bucket: %v", err)
	}
	clock.Add(59*time.Minute + 30*time.Second)
	if err := s.Allow(t.Context(), "door", 3, time.Hour); !errors.As(err, &refused) || refused.Why.Args[1] != 1 {
		t.Errorf("half a minute early: %v, %v", err, refused.Why)
	}
	clock.Add(30 * time.Second)
	if err := s.Allow(t.Context(), "door", 3, time.Hour); err != nil {
		t.Errorf("after an hour: %v", err)
	}
}

func TestOneSubscriberOfIPv6IsOnePlace(t *testing.T) {
	s, _ := storetest.Studio(t, storetest.NewClock())
	var err error
	for n := range 31 {
		visit := store.Visit{IP: "2001:db8:1:2::" + string(rune('a'+n%6)) + string(rune('0'+n%10))}
		_, err = s.SignIn(t.Context(), "someone"+string(rune('A'+n))+"@example.com", "wrong", visit)
	}
	var refused *store.Refused
	if !errors.As(err, &refused) || refused.Why.Key != "refused.too_often" {
		t.Errorf("31 tries from one /64: %v", err)
	}
	_, err = s.SignIn(t.Context(), storetest.OwnerEmail, storetest.OwnerPassword, store.Visit{IP: "2001:db8:1:3::a"})
	if err != nil {
		t.Errorf("from the /64 beside it: %v", err)
	}
}
