package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/store/storetest"
)

func TestAContactSignsInByTheEmailedLink(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	v := house.Visitor(t)
	path := fmt.Sprintf("/portal/projects/%d", job.Project.ID)
	page := v.Open(path).IsAt("/portal/sign-in").Shows("Your projects, all in one place")
	page = page.Submit("Send Magic Link", "email", " PRIYA@example.com ").Is(http.StatusOK)
	page.Shows("Look in your email", "If PRIYA@example.com is known here", "Or type the code")
	token := lastSignIn(t, job)

	other := house.Visitor(t) // the phone on which the mail is read
	before := dump(t, job.Store)
	for range 2 {
		other.Open("/portal/sign-in/"+token).Is(http.StatusOK).Shows("Welcome back", "One press, and you are in.")
		other.Do(other.Request(http.MethodHead, "/portal/sign-in/"+token, nil)).Is(http.StatusOK)
	}
	if dump(t, job.Store) != before {
		t.Error("looking at the link changed something")
	}
	other.Open("/portal/sign-in/" + token).Submit("Sign in").IsAt(path).Shows("Kitchen and garden room")
	other.Open("/portal/sign-in").IsAt(path)

	thief := house.Visitor(t)
	thief.Open("/portal/sign-in/"+token).Is(http.StatusGone).Shows("This link has ended", "Sign-in links work once").Hides("priya", "Priya")
	thief.Post("/portal/sign-in/" + token).Is(http.StatusGone)
	thief.Open("/portal").IsAt("/portal/sign-in")
}

func TestAnEndedSignInLinkSendsAnotherToItsOwner(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	v := house.Visitor(t)
	v.Open("/portal/sign-in").Submit("Send Magic Link", "email", job.Priya.Email)
	token := lastSignIn(t, job)
	house.Clock.Add(25 * time.Hour)
	page := v.Open("/portal/sign-in/" + token).Is(http.StatusGone).Submit("Email me a fresh one").Is(http.StatusOK)
	page.Shows("Look in your email").Hides("priya", "Priya")
	v.Open("/portal/sign-in/" + lastSignIn(t, job)).Submit("Sign in").IsAt(fmt.Sprintf("/portal/projects/%d", job.Project.ID))
	v.Post("/portal/sign-in/never-ours/fresh").Is(http.StatusOK).Shows("Look in your email")
	v.Open("/portal/sign-in/never-ours").Is(http.StatusNotFound)
	v.Post("/portal/sign-in/never-ours").Is(http.StatusNotFound)
}

func TestAContactSignsInByTheCode(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	v := house.Visitor(t)
	page := v.Open("/portal/sign-in").Submit("Send Magic Link", "email", job.Priya.Email)
	_, code, err := job.MintSignIn(t.Context(), storetest.Count(t, job.Store, "SELECT max(id) FROM outbox WHERE kind = 'sign-in'"))
	if err != nil {
		t.Fatal(err)
	}
	wrong := "1234 5678"
	if wrong == code {
		wrong = "1234 5679"
	}
	refused := page.Submit("Sign in", "code", wrong).Is(http.StatusConflict).Shows("That code is not right")
	if refused.Value("code") != "" {
		t.Error("a code came back")
	}
	refused.Submit("Sign in", "code", code).IsAt(fmt.Sprintf("/portal/projects/%d", job.Project.ID))

	stranger := house.Visitor(t)
	unknown := stranger.Open("/portal/sign-in").Submit("Send Magic Link", "email", "priya@elsewhere.example")
	if got := strings.ReplaceAll(unknown.Text(), "priya@elsewhere.example", job.Priya.Email); got != page.Text() {
		t.Errorf("the answers differ:\n%s\n%s", got, page.Text())
	}
	for range 5 {
		unknown.Submit("Sign in", "code", wrong).Is(http.StatusConflict).Shows("That code is not right")
	}
}

func TestAskingForASignIn(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	v := house.Visitor(t)
	for _, address := range []string{"", "priya", "priya@", "a b@example.com", strings.Repeat("x", 300) + "@example.com", "\xff@example.com"} {
		page := v.Open("/portal/sign-in").Submit("Send Magic Link", "email", address).Is(http.StatusUnprocessableEntity)
		if page.Error("email") == "" {
			t.Errorf("%.20q: nothing is said at the field", address)
		}
	}
	for range 5 {
		v.Open("/portal/sign-in").Submit("Send Magic Link", "email", job.Priya.Email).Is(http.StatusOK)
	}
	v.Open("/portal/sign-in").Submit("Send Magic Link", "email", job.Priya.Email).Is(http.StatusConflict).Shows("That was tried too often")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'sign-in'"); n != 5 {
		t.Errorf("%d mails", n)
	}
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	home := fmt.Sprintf("/portal/projects/%d", job.Project.ID)
	for _, next := range []string{"https://evil.example/portal", "//evil.example/portal", `/\evil.example`, "/studio", "/portal-evil", "/portal\\@evil"} {
		v := house.Visitor(t)
		v.Post("/portal/sign-in", "email", job.Priya.Email, "next", next)
		if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE data ->> 'next' <> ''"); n != 0 {
			t.Errorf("%s was kept", next)
		}
		v.Open("/portal/sign-in/" + lastSignIn(t, job)).Submit("Sign in").IsAt(home)
		house.Clock.Add(time.Hour)
	}
}

func TestSigningOutAndBeingShutOut(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	in := house.signIn(t, job)
	left := in.Twin()
	in.Open("/portal/account").Submit("Sign out").IsAt("/portal/sign-in")
	left.Open("/portal").IsAt("/portal/sign-in")

	house.Clock.Add(time.Hour)
	in = house.signIn(t, job)
	if err := job.SetPortal(t.Context(), job.Owner, job.Client.ID, false); err != nil {
		t.Fatal(err)
	}
	in.Open("/portal").IsAt("/portal/sign-in")
	if err := job.SetPortal(t.Context(), job.Owner, job.Client.ID, true); err != nil {
		t.Fatal(err)
	}
	in.Open("/portal").IsAt("/portal/sign-in") // the session ended with it
}

func TestTheTwoSidesHaveDoorsOfTheirOwn(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	house.signIn(t, job).Open("/studio").IsAt("/studio/sign-in")
	house.Owner(t).Open("/portal").IsAt("/portal/sign-in")
}

func TestSigningInAgainEndsTheSessionThatWasThere(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	before := house.signIn(t, job)
	again := before.Twin() // the same browser, by another mail
	again.Post("/portal/sign-in", "email", job.Priya.Email)
	again.Post("/portal/sign-in/" + lastSignIn(t, job)).Is(http.StatusOK)
	if again.Cookies()["anteroom-portal"] == before.Cookies()["anteroom-portal"] {
		t.Error("the session kept its token")
	}
	home := fmt.Sprintf("/portal/projects/%d", job.Project.ID)
	again.Open(home).IsAt(home)
	before.Open(home).IsAt("/portal/sign-in")
}
