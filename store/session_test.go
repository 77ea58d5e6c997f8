package store_test

import (
	"errors"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

const day = 24 * time.Hour

func TestSessionsEndAfterAFortnightOfSilenceAndInAnyCase(t *testing.T) {
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	signIn := func() string {
		session, err := s.SignIn(t.Context(), owner.Email, storetest.OwnerPassword, store.Visit{})
		if err != nil {
			t.Fatal(err)
		}
		return session
	}
	silent := signIn()
	clock.Add(14*day - time.Minute)
	if _, err := s.SessionByToken(t.Context(), silent); err != nil {
		t.Errorf("within a fortnight: %v", err)
	}
	clock.Add(14 * day)
	if _, err := s.SessionByToken(t.Context(), silent); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after a fortnight of silence: %v", err)
	}
	used := signIn()
	for range 59 {
		clock.Add(day)
		if _, err := s.SessionByToken(t.Context(), used); err != nil {
			t.Fatalf("one that is used daily: %v", err)
		}
	}
	clock.Add(day)
	if _, err := s.SessionByToken(t.Context(), used); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after sixty days: %v", err)
	}
	if list, err := s.SessionsOf(t.Context(), owner); err != nil || len(list) != 0 {
		t.Errorf("%d are listed, %v", len(list), err)
	}
}

func TestSessionsEndByTheirOwnPersonAlone(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	ctx := t.Context()
	marcus, err := s.AddColleague(ctx, owner, store.Colleague{Name: "Marcus Alder", Email: "marcus@alderandrowe.example", Password: "a plumb line and a level", Role: "member"})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.SessionsOf(ctx, owner)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d sessions, %v", len(list), err)
	}
	if err := s.EndSessionOf(ctx, marcus, list[0].ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by a colleague: %v", err)
	}
	if left, err := s.SessionsOf(ctx, owner); err != nil || len(left) != 1 {
		t.Errorf("%d are left, %v", len(left), err)
	}
	if err := s.EndSessionOf(ctx, owner, list[0].ID); err != nil {
		t.Error(err)
	}
}
