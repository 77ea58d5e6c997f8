package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/store/storetest"
)

// resetLink makes the link that the email of a forgotten password has.
func (h *House) resetLink(t testing.TB) string {
	t.Helper()
	token, err := h.Store.ResetByEmail(t.Context(), storetest.OwnerEmail)
	if err != nil {
		t.Fatal(err)
	}
	return "/studio/reset/" + token
}

func TestForgottenPassword(t *testing.T) {
	house := newHouse(t)
	thief := house.Owner(t) // someone is in with the old password
	visitor := house.Visitor(t)
	page := visitor.Open("/studio/sign-in").Follow("Forgotten your password?")
	page.Submit("Send me a link", "email", storetest.OwnerEmail).Is(http.StatusOK).Shows("Look in your email", "If "+storetest.OwnerEmail+" belongs to")
	if kinds := house.queued(t); len(kinds) != 1 || kinds[0] != "reset" {
		t.Fatalf("queued %v", kinds)
	}
	link := house.resetLink(t)
	for range 3 { // scanners open links, and send HEAD
		visitor.Open(link).Is(http.StatusOK).Shows("Choose a new password")
		visitor.Do(visitor.Request(http.MethodHead, link, nil)).Is(http.StatusOK)
	}
	page = visitor.Open(link).Submit("Save and sign in", "password", "short").Is(http.StatusUnprocessableEntity)
	if got := page.Error("password"); !strings.Contains(got, "at least 12") {
		t.Errorf("a short password: %q", got)
	}
	page.Submit("Save and sign in", "password", "another lamp in the hall").IsAt("/studio")
	thief.Open("/studio").IsAt("/studio/sign-in")
	visitor.Open(link).Is(http.StatusGone).Shows("This link has ended").Follow("Ask for another").IsAt("/studio/forgotten")
	visitor.Post(link, "password", "a third lamp in the hall").Is(http.StatusGone)

	again := house.Visitor(t).Open("/studio/sign-in")
	again.Submit("Sign in", "email", storetest.OwnerEmail, "password", storetest.OwnerPassword).Is(http.StatusConflict)
	again.Submit("Sign in", "email", storetest.OwnerEmail, "password", "another lamp in the hall").IsAt("/studio")
}

// queued are the kinds of the mails that wait.
func (h *House) queued(t testing.TB) []string {
	t.Helper()
	var kinds []string
	for {
		m, err := h.Store.ClaimMail(t.Context())
		if err != nil {
			return kinds
		}
		kinds = append(kinds, m.Kind)
	}
}

func TestForgottenPasswordTellsNobodyWhoIsKnown(t *testing.T) {
	house := newHouse(t)
	var seen []string
	for _, email := range []string{storetest.OwnerEmail, "nobody@example.com"} {
		page := house.Visitor(t).Open("/studio/forgotten").Submit("Send me a link", "email", email).Is(http.StatusOK)
		seen = append(seen, strings.ReplaceAll(page.Text(), email, "…"))
	}
	if seen[0] != seen[1] {
		t.Errorf("the answers differ:\n%s\n%s", seen[0], seen[1])
	}
	for range 3 {
		house.Visitor(t).Post("/studio/forgotten", "email", "nobody@example.com")
	}
	house.Visitor(t).Post("/studio/forgotten", "email", "nobody@example.com").Is(http.StatusConflict).Shows("tried too often")
	if kinds := house.queued(t); len(kinds) != 1 {
		t.Errorf("queued %v", kinds)
	}
}

func TestResetLinksEnd(t *testing.T) {
	house := newHouse(t)
	visitor := house.Visitor(t)
	first := house.resetLink(t)
	second := house.resetLink(t)
	visitor.Open(first).Is(http.StatusGone) // a newer one takes its place
	page := visitor.Open(second).Is(http.StatusOK)
	house.Clock.Add(2*time.Hour + time.Second)
	visitor.Open(second).Is(http.StatusGone)
	page.Submit("Save and sign in", "password", "another lamp in the hall").Is(http.StatusGone)
	for _, wrong := range []string{"/studio/reset/x", "/studio/reset/" + strings.Repeat("A", 43)} {
		visitor.Open(wrong).Is(http.StatusGone)
		visitor.Post(wrong, "password", "another lamp in the hall").Is(http.StatusGone)
	}
	setup, err := house.Store.ResetByEmail(t.Context(), storetest.OwnerEmail)
	if err != nil {
		t.Fatal(err)
	}
	visitor.Open("/setup/" + setup).Is(http.StatusNotFound) // a pass opens only its own door
	house.Owner(t)
}

func TestChangingThePassword(t *testing.T) {
	house := newHouse(t)
	owner, other := house.Owner(t), house.Owner(t)
	link := house.resetLink(t)
	stolen := owner.Twin()
	page := owner.Open("/studio/account")
	page = page.Submit("Change password", "present", "not it", "password", "another lamp in the hall").Is(http.StatusUnprocessableEntity)
	if got := page.Error("present"); got != "This is not your present password." {
		t.Errorf("a wrong present password: %q", got)
	}
	page = page.Submit("Change password", "present", storetest.OwnerPassword, "password", "short").Is(http.StatusUnprocessableEntity)
	if page.Error("password") == "" {
		t.Error("a short password was taken")
	}
	page = page.Submit("Change password", "present", storetest.OwnerPassword, "password", "another lamp in the hall")
	page.IsAt("/studio/account").Shows("Your password is changed.")
	owner.Open("/studio").IsAt("/studio")
	for _, gone := range []*Visitor{other, stolen} {
		gone.Open("/studio").IsAt("/studio/sign-in")
	}
	house.Visitor(t).Open(link).Is(http.StatusGone)
}

func TestGuessingThePresentPasswordIsLimited(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	for range 8 {
		owner.Post("/studio/account/password", "present", "a guess", "password", "another lamp in the hall").Is(http.StatusUnprocessableEntity)
	}
	page := owner.Post("/studio/account/password", "present", storetest.OwnerPassword, "password", "another lamp in the hall")
	page.Is(http.StatusConflict).Shows("tried too often")
}

func TestAccountDetails(t *testing.T) {
	house := newHouse(t)
	owner, other := house.Owner(t), house.Owner(t)
	page := owner.Open("/studio/account").Submit("Save details", "name", "Hannah R. Rowe").Shows("Saved.", "Hannah R. Rowe")
	page = page.Submit("Save details", "email", "hannah@new.example").Is(http.StatusUnprocessableEntity)
	if page.Error("present_for_email") == "" || page.Value("email") != "hannah@new.example" {
		t.Error("another address without the password")
	}
	page.Submit("Save details", "present_for_email", storetest.OwnerPassword).Shows("Saved.")
	owner.Open("/studio").IsAt("/studio")
	other.Open("/studio").IsAt("/studio/sign-in") // the key has changed
	house.Visitor(t).Open("/studio/sign-in").Submit("Sign in", "email", "hannah@new.example", "password", storetest.OwnerPassword).IsAt("/studio")
}

func TestSignedInDevices(t *testing.T) {
	house := newHouse(t)
	owner, phone, laptop := house.Owner(t), house.Owner(t), house.Owner(t)
	page := owner.Open("/studio/account").Shows("iPhone, Safari", "This device")
	page = page.Submit("Sign out iPhone, Safari").Shows("That device is signed out.")
	in := 0
	for _, device := range []*Visitor{phone, laptop} {
		if device.Open("/studio").Path == "/studio" {
			in++
		}
	}
	if in != 1 {
		t.Errorf("%d of two other devices are in", in)
	}
	page.Submit("Sign out everywhere").IsAt("/studio/sign-in")
	for _, device := range []*Visitor{owner, phone, laptop} {
		device.Open("/studio").IsAt("/studio/sign-in")
	}
	house.Owner(t).Post("/studio/account/sessions/999/removal").Is(http.StatusNotFound)
}

func TestASessionIdlesOut(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	for range 4 {
		house.Clock.Add(13 * 24 * time.Hour)
		owner.Open("/studio").IsAt("/studio")
	}
	house.Clock.Add(9 * 24 * time.Hour) // 61 days since the sign-in
	owner.Open("/studio").IsAt("/studio/sign-in")
	owner = house.Owner(t)
	house.Clock.Add(15 * 24 * time.Hour)
	owner.Open("/studio").IsAt("/studio/sign-in")
}

// The new session takes the number of one that has just ended, where no other is
// newer: ending the old one must not end it.
func TestTheOnlySessionOutlivesANewPassword(t *testing.T) {
	house := newHouse(t)
	storetest.Exec(t, house.Store, "DELETE FROM session")
	owner := house.Owner(t)
	page := owner.Open("/studio/account").Submit("Change password", "present", storetest.OwnerPassword, "password", "another lamp in the hall")
	page.IsAt("/studio/account").Shows("Your password is changed.")
	owner.Open("/studio/account").IsAt("/studio/account")
}
