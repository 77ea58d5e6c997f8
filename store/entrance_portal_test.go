package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

var phone = store.Visit{IP: "81.2.69.142", UserAgent: "Safari"}

// guest is a studio with one client, whose contact is Priya.
func guest(t *testing.T) (*store.Store, *storetest.Clock, store.Contact) {
	t.Helper()
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	c := addClient(t, s, owner, "Raman", "Priya Raman", "priya@example.com")
	return s, clock, mainContact(t, s, c.ID)
}

// askSignIn asks and mints, as the outbox does when the mail leaves.
func askSignIn(t *testing.T, s *store.Store, next string) (token, code string) {
	t.Helper()
	if err := s.AskSignIn(t.Context(), "PRIYA@example.com", next, phone); err != nil {
		t.Fatal(err)
	}
	token, code, err := s.MintSignIn(t.Context(), storetest.Count(t, s, "SELECT max(id) FROM outbox WHERE kind = 'sign-in'"))
	if err != nil {
		t.Fatal(err)
	}
	return token, code
}

func wantSession(t *testing.T, s *store.Store, session string, contact store.Contact) {
	t.Helper()
	row, err := s.SessionByToken(t.Context(), session)
	if err != nil || row.ContactID != contact.ID {
		t.Fatalf("session of contact %d, not %d: %v", row.ContactID, contact.ID, err)
	}
}

func wantEnded(t *testing.T, err error) {
	t.Helper()
	if !errors.As(err, new(*store.Ended)) {
		t.Fatalf("got %v, not an ended link", err)
	}
}

func TestALinkOpensTheDoorOnce(t *testing.T) {
	s, _, priya := guest(t)
	token, code := askSignIn(t, s, "/portal/projects/7")
	other, _ := askSignIn(t, s, "")
	for range 3 {
		if err := s.CheckSignIn(t.Context(), token); err != nil {
			t.Fatal(err)
		}
	}
	session, next, err := s.EnterByLink(t.Context(), token, phone)
	if err != nil || next != "/portal/projects/7" {
		t.Fatalf("next %q, %v", next, err)
	}
	wantSession(t, s, session, priya)
	for _, used := range []string{token, other} { // all end once one is used
		wantEnded(t, s.CheckSignIn(t.Context(), used))
		_, _, err := s.EnterByLink(t.Context(), used, phone)
		wantEnded(t, err)
	}
	if _, _, err := s.EnterByCode(t.Context(), priya.Email, code, phone); whyOf(err) != "login.code_wrong" {
		t.Errorf("a used code: %v", err)
	}
	if storetest.Count(t, s, "SELECT last_seen_at FROM contact") != storetest.Start.UnixMilli() {
		t.Error("the contact was not seen")
	}
}

func TestANewMailLeavesAnOlderOneGood(t *testing.T) {
	s, _, priya := guest(t)
	older, _ := askSignIn(t, s, "")
	askSignIn(t, s, "")
	session, _, err := s.EnterByLink(t.Context(), older, phone)
	if err != nil {
		t.Fatal(err)
	}
	wantSession(t, s, session, priya)
}

func TestACodeOpensTheDoorOnce(t *testing.T) {
	s, _, priya := guest(t)
	token, code := askSignIn(t, s, "/portal")
	if len(code) != 9 || strings.Trim(code, "0123456789 ") != "" {
		t.Errorf("code %q", code)
	}
	session, next, err := s.EnterByCode(t.Context(), "Priya@Example.com", " "+strings.ReplaceAll(code, " ", "-")+" ", phone)
	if err != nil || next != "/portal" {
		t.Fatalf("next %q, %v", next, err)
	}
	wantSession(t, s, session, priya)
	wantEnded(t, s.CheckSignIn(t.Context(), token))
}

func TestFiveWrongCodesLeaveTheLink(t *testing.T) {
	s, clock, priya := guest(t)
	token, code := askSignIn(t, s, "")
	wrong := fmt.Sprintf("%08d", 1)
	if strings.ReplaceAll(code, " ", "") == wrong {
		wrong = "00000002"
	}
	for range 5 {
		if _, _, err := s.EnterByCode(t.Context(), priya.Email, wrong, phone); whyOf(err) != "login.code_wrong" {
			t.Fatal(err)
		}
	}
	if _, _, err := s.EnterByCode(t.Context(), priya.Email, code, phone); whyOf(err) != "login.code_wrong" {
		t.Errorf("the sixth try got %v", err)
	}
	clock.Add(31 * time.Minute) // not the limit of tries: the code itself is spent
	if _, _, err := s.EnterByCode(t.Context(), priya.Email, code, phone); whyOf(err) != "login.code_wrong" {
		t.Errorf("later it got %v", err)
	}
	if _, _, err := s.EnterByLink(t.Context(), token, phone); err != nil {
		t.Errorf("the link: %v", err)
	}
}

func TestWaysInEndAfterADay(t *testing.T) {
	s, clock, priya := guest(t)
	token, code := askSignIn(t, s, "")
	clock.Add(24*time.Hour - time.Second)
	if err := s.CheckSignIn(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	clock.Add(time.Second)
	wantEnded(t, s.CheckSignIn(t.Context(), token))
	_, _, err := s.EnterByLink(t.Context(), token, phone)
	wantEnded(t, err)
	if _, _, err := s.EnterByCode(t.Context(), priya.Email, code, phone); whyOf(err) != "login.code_wrong" {
		t.Error(err)
	}
	if err := s.FreshSignIn(t.Context(), token, phone); err != nil {
		t.Fatal(err)
	}
	if n := storetest.Count(t, s, "SELECT count(*) FROM outbox WHERE kind = 'sign-in' AND contact_id = ?", priya.ID); n != 2 {
		t.Errorf("%d mails after a fresh one was asked for", n)
	}
}

func TestNobodyElseIsLetIn(t *testing.T) {
	s, _, priya := guest(t)
	owner := store.Staff{ID: 1, Role: "owner"}
	token, code := askSignIn(t, s, "")
	if err := s.CheckSignIn(t.Context(), "never ours"); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if err := s.SetPortal(t.Context(), owner, priya.ClientID, false); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.EnterByLink(t.Context(), token, phone); err == nil {
		t.Error("entered a closed portal")
	}
	if _, _, err := s.EnterByCode(t.Context(), priya.Email, code, phone); whyOf(err) != "login.code_wrong" {
		t.Error(err)
	}
	before := storetest.Count(t, s, "SELECT count(*) FROM outbox")
	for _, address := range []string{priya.Email, "nobody@example.com", storetest.OwnerEmail} {
		if err := s.AskSignIn(t.Context(), address, "", phone); err != nil {
			t.Error(address, err)
		}
	}
	if after := storetest.Count(t, s, "SELECT count(*) FROM outbox"); after != before {
		t.Errorf("%d mails were queued", after-before)
	}
}

func TestAMailThatMayNotLeaveMintsNothing(t *testing.T) {
	s, _, priya := guest(t)
	if err := s.AskSignIn(t.Context(), priya.Email, "", phone); err != nil {
		t.Fatal(err)
	}
	mail := storetest.Count(t, s, "SELECT max(id) FROM outbox")
	storetest.Exec(t, s, "UPDATE client SET portal_enabled = 0")
	if _, _, err := s.MintSignIn(t.Context(), mail); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	storetest.Exec(t, s, "UPDATE client SET portal_enabled = 1")
	storetest.Exec(t, s, "UPDATE outbox SET kind = 'receipt'")
	if _, _, err := s.MintSignIn(t.Context(), mail); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if n := storetest.Count(t, s, "SELECT count(*) FROM pass WHERE purpose = 'sign-in'"); n != 0 {
		t.Errorf("%d passes", n)
	}
}

func TestAskingIsLimited(t *testing.T) {
	s, clock, priya := guest(t)
	for _, address := range []string{priya.Email, "nobody@example.com"} { // known or not
		for range 5 {
			if err := s.AskSignIn(t.Context(), address, "", phone); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.AskSignIn(t.Context(), address, "", phone); whyOf(err) != "refused.too_often" {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := storetest.Count(t, s, "SELECT count(*) FROM outbox WHERE kind = 'sign-in'"); n != 5 {
		t.Errorf("%d mails", n)
	}
	for i := range 40 {
		_ = s.AskSignIn(t.Context(), fmt.Sprintf("p%d@example.com", i), "", phone)
	}
	if err := s.AskSignIn(t.Context(), "someone@example.com", "", phone); whyOf(err) != "refused.too_often" {
		t.Errorf("from one place: %v", err)
	}
	clock.Add(31 * time.Minute)
	if err := s.AskSignIn(t.Context(), priya.Email, "", phone); err != nil {
		t.Error(err)
	}
}
