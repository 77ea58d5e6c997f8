package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"anteroom/handlers"
	"anteroom/store/storetest"
)

// cookies are those that an answer to a posted form sets.
func cookies(t *testing.T, house *House, path string, form url.Values, sent ...*http.Cookie) []*http.Cookie {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range sent {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	house.Server.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%s: %d", path, w.Code)
	}
	return w.Result().Cookies()
}

func TestACookieIsOutOfReachOfScriptsAndNeighbours(t *testing.T) {
	for origin, prefix := range map[string]string{"http://127.0.0.1": "anteroom-", "https://portal.example.com": "__Host-anteroom-"} {
		house := newHouse(t, func(c *handlers.Config) { c.BaseURL = origin })
		job := house.Job(t)
		house.Visitor(t).Post("/portal/sign-in", "email", job.Priya.Email)
		owner := url.Values{"email": {storetest.OwnerEmail}, "password": {storetest.OwnerPassword}}
		for side, set := range map[string][]*http.Cookie{
			"studio": cookies(t, house, "/studio/sign-in", owner),
			"portal": cookies(t, house, "/portal/sign-in/"+lastSignIn(t, job), nil),
		} {
			if len(set) != 1 || set[0].Name != prefix+side || len(set[0].Value) != 43 {
				t.Fatalf("%s at %s: %v", side, origin, set)
			}
			isOurs(t, set[0], origin)
			dropped := cookies(t, house, "/"+side+"/sign-out", nil, &http.Cookie{Name: set[0].Name, Value: set[0].Value})
			if len(dropped) != 1 || dropped[0].Name != set[0].Name || dropped[0].MaxAge >= 0 || dropped[0].Value != "" {
				t.Fatalf("%s at %s, signed out: %v", side, origin, dropped)
			}
			isOurs(t, dropped[0], origin)
		}
	}
}

func isOurs(t *testing.T, c *http.Cookie, origin string) {
	t.Helper()
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != strings.HasPrefix(origin, "https:") {
		t.Errorf("at %s: %s", origin, c)
	}
}
