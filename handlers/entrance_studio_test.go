package handlers_test

import (
	"net/http"
	"testing"
	"time"

	"anteroom/store/storetest"
)

func TestOwnerSignsInAndOut(t *testing.T) {
	house := newHouse(t)
	owner := house.Visitor(t)
	page := owner.Open("/studio").IsAt("/studio/sign-in")
	page = page.Submit("Sign in", "email", "HANNAH@alderandrowe.example", "password", storetest.OwnerPassword)
	page.Is(http.StatusOK).IsAt("/studio").Shows("Dashboard")

	left := owner.Twin()
	owner.Post("/studio/sign-out").IsAt("/studio/sign-in")
	owner.Open("/studio").IsAt("/studio/sign-in")
	left.Open("/studio").IsAt("/studio/sign-in") // a copied cookie ends with it
	if owner.Cookies()["anteroom-studio"] != "" {
		t.Error("the cookie stayed after signing out")
	}
}

func TestSigningInLeadsToThePageThatWasAskedFor(t *testing.T) {
	house := newHouse(t)
	page := house.Visitor(t).Open("/studio?tab=1")
	page.Submit("Sign in", "email", storetest.OwnerEmail, "password", storetest.OwnerPassword).IsAt("/studio?tab=1")

	for _, elsewhere := range []string{"https://evil.example/studio", "//evil.example/studio", `/\evil.example`, "/portal", "/studio\\@evil", "/studio-evil"} {
		owner := house.Visitor(t)
		page := owner.Open("/studio/sign-in")
		page.Submit("Sign in", "email", storetest.OwnerEmail, "password", storetest.OwnerPassword, "next", elsewhere).IsAt("/studio")
	}
}

func TestWrongPasswordAndUnknownAddressGetTheSameAnswer(t *testing.T) {
	house := newHouse(t)
	var bodies []string
	for _, email := range []string{storetest.OwnerEmail, "nobody@alderandrowe.example"} {
		page := house.Visitor(t).Open("/studio/sign-in").Submit("Sign in", "email", email, "password", "not the password")
		page.Is(http.StatusConflict).Shows("do not belong together")
		if page.Value("email") != email || page.Value("password") != "" {
			t.Errorf("kept %q and %q", page.Value("email"), page.Value("password"))
		}
		bodies = append(bodies, page.Text())
	}
	if bodies[0] != bodies[1] {
		t.Errorf("the answers differ:\n%s\n%s", bodies[0], bodies[1])
	}
}

func TestTooManyTriesWait(t *testing.T) {
	house := newHouse(t)
	thief := house.Visitor(t)
	for range 8 {
		thief.Open("/studio/sign-in").Submit("Sign in", "email", storetest.OwnerEmail, "password", "guess after guess")
	}
	owner := house.Visitor(t)
	page := owner.Open("/studio/sign-in").Submit("Sign in", "email", storetest.OwnerEmail, "password", storetest.OwnerPassword)
	page.Is(http.StatusConflict).Shows("That was tried too often. Please wait 30 minutes")
	house.Clock.Add(31 * time.Minute)
	house.Owner(t)
}

func TestSigningInChangesTheSession(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	before := owner.Twin()
	owner.Open("/studio/sign-in").IsAt("/studio") // who is in need not sign in
	page := before.Post("/studio/sign-in", "email", storetest.OwnerEmail, "password", storetest.OwnerPassword)
	page.IsAt("/studio")
	if before.Cookies()["anteroom-studio"] == owner.Cookies()["anteroom-studio"] {
		t.Error("the session kept its token")
	}
	owner.Open("/studio").IsAt("/studio/sign-in") // the session that was there has ended
}

func TestSignInIsOursAlone(t *testing.T) {
	house := newHouse(t)
	r := house.Visitor(t).Request(http.MethodPost, "/studio/sign-in", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	r.Header.Set("Origin", "https://evil.example")
	house.Visitor(t).Do(r).Is(http.StatusForbidden)
}
