package store_test

import (
	"errors"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestAContactSetsChangesAndRemovesThePassword(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	p := j.Portal(t, j.Priya)
	wantSet := func(want bool) {
		t.Helper()
		if set, err := p.HasPassword(ctx); err != nil || set != want {
			t.Fatalf("a password: %v, %v", set, err)
		}
	}
	wantSet(false)
	if _, err := p.RemovePassword(ctx, "", phone); whyOf(err) != "refused.no_password" {
		t.Errorf("removing none: %v", err)
	}
	if _, err := p.SetPassword(ctx, "", "short", phone); fieldOf(err) != "password" {
		t.Errorf("a short one: %v", err)
	}
	before, err := p.SetPassword(ctx, "", storetest.PasswordOfContact, phone)
	if err != nil {
		t.Fatal(err)
	}
	wantSession(t, j.Store, before, j.Priya)
	wantSet(true)
	const next = "another bell beside the door"
	for _, present := range []string{"", "not this one at all"} {
		if _, err := p.SetPassword(ctx, present, next, phone); fieldOf(err) != "present" {
			t.Errorf("changed by one who knows %q: %v", present, err)
		}
		if _, err := p.RemovePassword(ctx, present, phone); fieldOf(err) != "present" {
			t.Errorf("removed by one who knows %q: %v", present, err)
		}
	}
	signIn, _ := askSignIn(t, j.Store, "")
	session, err := p.SetPassword(ctx, storetest.PasswordOfContact, next, phone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.SessionByToken(ctx, before); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the other session: %v", err)
	}
	wantSession(t, j.Store, session, j.Priya)
	wantEnded(t, j.CheckSignIn(ctx, signIn))
	if _, err := p.RemovePassword(ctx, next, phone); err != nil {
		t.Fatal(err)
	}
	wantSet(false)
	if _, err := j.EnterByPassword(ctx, j.Priya.Email, next, phone); whyOf(err) != "login.password_wrong" {
		t.Errorf("the removed one: %v", err)
	}
}

func TestAnOpenWindowIsNoPlaceToGuessThePassword(t *testing.T) {
	j := storetest.NewJob(t)
	j.WithPassword(t, j.Priya)
	p := j.Portal(t, j.Priya)
	for range 8 {
		if _, err := p.RemovePassword(t.Context(), "a guess", phone); fieldOf(err) != "present" {
			t.Fatal(err)
		}
	}
	if _, err := p.SetPassword(t.Context(), storetest.PasswordOfContact, "another bell beside the door", phone); whyOf(err) != "refused.too_often" {
		t.Errorf("a ninth: %v", err)
	}
}

func TestNeitherALinkNorALookSetsAPassword(t *testing.T) {
	j := storetest.NewJob(t)
	link, err := j.PortalByLink(t.Context(), j.Link(t, "quote", j.Sent(t).ID))
	if err != nil {
		t.Fatal(err)
	}
	look, err := j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := link.SetPassword(t.Context(), "", storetest.PasswordOfContact, phone); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by a link: %v", err)
	}
	if _, err := link.HasPassword(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("asked by a link: %v", err)
	}
	if _, err := look.SetPassword(t.Context(), "", storetest.PasswordOfContact, phone); whyOf(err) != "refused.read_only" {
		t.Errorf("by a look: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM contact WHERE password_hash <> ''"); n != 0 {
		t.Error("a password was set")
	}
}
