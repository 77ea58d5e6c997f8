package store_test

import (
	"errors"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestASignInLinkOfTheStudioOpensOnce(t *testing.T) {
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	ctx := t.Context()
	token, err := s.MintEntry(ctx, owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 { // looking uses nothing up
		if err := s.CheckEntry(ctx, token); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.CheckSignIn(ctx, token); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the clients' door knows it: %v", err)
	}
	session, err := s.EnterByEntry(ctx, token, store.Visit{IP: "192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	if row, err := s.SessionByToken(ctx, session); err != nil || row.StaffID != owner.ID {
		t.Errorf("session %+v, %v", row, err)
	}
	if _, err := s.EnterByEntry(ctx, token, store.Visit{}); !errors.As(err, new(*store.Ended)) {
		t.Errorf("used twice: %v", err)
	}
	late, err := s.MintEntry(ctx, owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	clock.Add(25 * time.Hour)
	if err := s.CheckEntry(ctx, late); !errors.As(err, new(*store.Ended)) {
		t.Errorf("a day later: %v", err)
	}
	if _, err := s.EnterByEntry(ctx, "no such token", store.Visit{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("made up: %v", err)
	}
	if _, err := s.MintEntry(ctx, 99); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("for nobody: %v", err)
	}
}

func TestAColleagueJoinsOnce(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	ctx := t.Context()
	marcus := store.Colleague{Name: "Marcus Alder", Email: "marcus@alderandrowe.example", Password: "a plumb line and a level", Role: "member"}
	joined, err := s.AddColleague(ctx, owner, marcus)
	if err != nil || joined.IsOwner() {
		t.Fatal(joined, err)
	}
	if _, err := s.SignIn(ctx, marcus.Email, marcus.Password, store.Visit{}); err != nil {
		t.Error(err)
	}
	var invalid *store.Invalid
	if _, err := s.AddColleague(ctx, owner, marcus); !errors.As(err, &invalid) || invalid.Fields["email"].Key != "invalid.email_taken" {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.AddColleague(ctx, joined, store.Colleague{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by a member: %v", err)
	}
	if _, err := s.AddColleague(ctx, owner, store.Colleague{Name: "X", Email: "x", Password: "short", Role: "king"}); !errors.As(err, &invalid) || len(invalid.Fields) != 3 {
		t.Errorf("nonsense: %v", err)
	}
}

func TestASeriesGoesOnAndNeverBack(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	ctx := t.Context()
	if err := s.GoOnFrom(ctx, "project", 213); err != nil {
		t.Fatal(err)
	}
	client, err := s.AddClient(ctx, owner, store.ClientDetails{Name: "Priya Raman"}, store.ContactDetails{Name: "Priya Raman", Email: "priya@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	project, err := s.AddProject(ctx, owner, client.ID, store.ProjectDetails{Name: "Kitchen", Status: "enquiry"})
	if err != nil || project.Number != 214 {
		t.Errorf("number %d, %v", project.Number, err)
	}
	if err := s.GoOnFrom(ctx, "project", 100); !errors.As(err, new(*store.Invalid)) {
		t.Errorf("back to 100: %v", err)
	}
	if err := s.GoOnFrom(ctx, "certificate", 9); err == nil {
		t.Error("certificates can be chosen")
	}
}
