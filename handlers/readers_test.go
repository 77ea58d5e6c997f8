package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// asking opens a path with a browser that asks for languages.
func (v *Visitor) asking(languages, path string) *Page {
	v.t.Helper()
	r := v.Request(http.MethodGet, path, nil)
	r.Header.Set("Accept-Language", languages)
	return v.Do(r)
}

// in asks that a page says which language it is in.
func (p *Page) in(language string) *Page {
	p.t.Helper()
	if !strings.Contains(p.Body, `<html lang="`+language+`"`) {
		p.t.Errorf("%s is not in %q: %.200s", p.Path, language, p.Body)
	}
	return p
}

func TestAStrangerIsSpokenToAsTheirBrowserAsks(t *testing.T) {
	house := newHouse(t)
	for languages, want := range map[string][2]string{
		"":                              {"en", "Send Magic Link"},
		"de-CH,de;q=0.9,en;q=0.5":       {"de", "Link zusenden"},
		"ja,fr-CA;q=0.8":                {"fr", "Recevoir un lien"},
		"nl":                            {"nl", "Stuur mij een link"},
		"es-419":                        {"es", "Recibir enlace"},
		"en-US,en":                      {"en", "Send Magic Link"},
		"ja":                            {"en", "Send Magic Link"},
		"*":                             {"en", "Send Magic Link"},
		"de;q=x,,;;":                    {"en", "Send Magic Link"},
		strings.Repeat("de-AT,", 4_000): {"de", "Link zusenden"},
	} {
		house.Visitor(t).asking(languages, "/portal/sign-in").Is(http.StatusOK).in(want[0]).Shows(want[1])
	}
	house.Visitor(t).asking("de", "/portal/nowhere").Is(http.StatusNotFound).in("de")
	house.Visitor(t).asking("de", "/studio/sign-in").Is(http.StatusOK).in("en").Shows("Sign in")
}

// Whoever holds a link or the token of an email is known before they sign in; the
// browser remembers when they have left.
func TestAContactIsSpokenToInTheirLanguage(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	storetest.Exec(t, house.Store, fmt.Sprintf("UPDATE contact SET locale = 'nl-NL' WHERE id = %d", job.Priya.ID))
	visitor, base := house.client(t, job, "quote", q.ID)
	visitor.asking("de", base).Is(http.StatusOK).in("nl").Shows("Tekenen voor akkoord")
	if err := house.Store.AskSignIn(t.Context(), job.Priya.Email, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	token := lastSignIn(t, job)
	visitor.asking("de", "/portal/sign-in/"+token).Is(http.StatusOK).in("nl").Submit("Inloggen").Is(http.StatusOK).in("nl")
	visitor.asking("de", "/portal/account").in("nl").Submit("Uitloggen").in("nl").Shows("U bent uitgelogd")
	visitor.asking("de", "/portal/sign-in/"+token).Is(http.StatusGone).in("nl")
	house.Visitor(t).asking("de", "/portal/sign-in/"+token).Is(http.StatusGone).in("nl")
}

// The owner's side is written in English, whatever the studio speaks to clients.
func TestTheOwnersSideStaysEnglish(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	owner.Open("/studio/settings").Submit("Save studio", "locale", "de-DE").Is(http.StatusOK)
	house.Visitor(t).Open("/portal/sign-in").in("de")
	for _, path := range []string{"/studio", "/studio/quotes", "/studio/settings", fmt.Sprintf("/studio/projects/%d", job.Project.ID)} {
		owner.Open(path).Is(http.StatusOK).in("en")
	}
	owner.Open("/studio/nowhere").Is(http.StatusNotFound).in("en")
}
