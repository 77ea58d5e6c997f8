package handlers_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"anteroom/handlers/web"
	"anteroom/store"
)

// alwaysThere are the pages of the portal that belong to no module.
var alwaysThere = map[string]bool{
	"/portal": true, "/portal/projects": true, "/portal/projects/{id}": true, "/portal/staff/{portrait}": true,
	"/portal/account": true, "/portal/account/reading": true, "/portal/account/password": true, "/portal/account/password/removal": true,
	"/portal/account/sessions/{id}/removal": true, "/portal/account/sessions/removal": true, "/portal/sign-out": true,
}

// papers are what stands on papers and on nothing else.
var papers = []string{"window seat", "Photographs", "About your hall", "Q-0001", "INV-"}

// A module that is off is gone from every route that it has, for whom it was meant
// and through the links that were sent.
func TestWalkWithEveryModuleOff(t *testing.T) {
	w := newWalker(t)
	tried := w.count(web.Contact, web.Link)
	off := store.Permissions{}
	for _, m := range store.Modules() {
		off[m] = false
	}
	if err := w.street.Store.SavePermissions(t.Context(), w.street.Owner, off); err != nil {
		t.Fatal(err)
	}
	w.watch.changed()
	for _, route := range w.routes {
		who := map[web.Audience]string{web.Contact: "priya", web.Link: "nobody"}[route.Audience]
		if who == "" || alwaysThere[route.Pattern] && route.Method != http.MethodGet {
			continue
		}
		for _, a := range w.aims(route) {
			if w.expects(route, a, who) != welcome {
				continue
			}
			tried[route.Pattern]--
			for _, method := range methods(route, a) {
				did := fmt.Sprintf("%s %s as %s, with all modules off", method, a, who)
				response := w.send(method, a.path, who)
				if !alwaysThere[route.Pattern] {
					w.turnedAway(did, notFound, route, response)
				} else if body := w.body(response); response.StatusCode >= 400 || containsAny(body, papers) != "" {
					w.Errorf("%s was answered %d and told %q", did, response.StatusCode, containsAny(body, papers))
				}
				w.same(did)
			}
		}
	}
	for pattern, left := range tried {
		if left != 0 && !alwaysThere[pattern] {
			t.Errorf("%s: %d addresses were not walked", pattern, left)
		}
	}
}

// count is how many addresses each route of some audiences has that Priya, or who
// holds her link, is welcome at.
func (w *walker) count(audiences ...web.Audience) map[string]int {
	counts := map[string]int{}
	for _, route := range w.routes {
		for _, audience := range audiences {
			who := map[web.Audience]string{web.Contact: "priya", web.Link: "nobody"}[audience]
			if route.Audience != audience || alwaysThere[route.Pattern] {
				continue
			}
			for _, a := range w.aims(route) {
				if w.expects(route, a, who) == welcome {
					counts[route.Pattern]++
				}
			}
			if counts[route.Pattern] == 0 {
				w.Errorf("%s is open to nobody", route.Pattern)
			}
		}
	}
	return counts
}

func (w *walker) body(response *http.Response) string {
	w.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.Fatal(err)
	}
	return string(body)
}

func containsAny(s string, words []string) string {
	for _, word := range words {
		if strings.Contains(s, word) {
			return word
		}
	}
	return ""
}

// 'View as Client' shows what that contact sees and nothing else, and whatever is
// sent changes nothing, not even what a look of theirs would.
func TestWalkViewAsClient(t *testing.T) {
	w := newWalker(t)
	contacts := map[string]int64{"priya": w.street.Priya.ID, "wen": w.street.Wen.ID}
	for who, id := range contacts {
		for _, route := range w.routes {
			if route.Audience != web.Contact || route.Object == "session" {
				continue
			}
			for _, a := range w.aims(route) {
				if !a.right {
					continue // what is not there is not there for anyone: see curious
				}
				want := w.expects(route, a, who)
				path := fmt.Sprintf("/studio/view/%d%s", id, a.path)
				did := fmt.Sprintf("%s %s, viewing as %s", route.Method, a, who)
				response := w.send(route.Method, path, "hannah")
				w.same(did)
				switch {
				case route.Method != http.MethodGet:
					if response.StatusCode < 400 {
						w.Errorf("%s was answered %d", did, response.StatusCode)
					}
				case want == notFound:
					w.turnedAway(did, notFound, route, response)
				case response.StatusCode >= 400 && w.send(route.Method, a.path, who).StatusCode < 400:
					w.Errorf("%s was answered %d", did, response.StatusCode)
				}
				w.watch.changed() // what their own look noted
			}
		}
	}
}

// onlyLeads are the forms that write nothing by themselves.
var onlyLeads = map[string]bool{"/portal/quotes/{id}/invoice": true}

// The store's portal refuses by itself, whatever the pages hide.
func TestWalkAReadOnlyPortal(t *testing.T) {
	w := newWalker(t)
	portal, err := w.street.Store.PreviewPortal(t.Context(), w.street.Owner, w.street.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	handler, tried := w.server.OverPortal(portal), 0
	for _, route := range w.routes {
		if route.Audience != web.Contact {
			continue
		}
		for _, a := range w.aims(route) {
			if w.expects(route, a, "priya") != welcome {
				continue
			}
			tried++
			did := fmt.Sprintf("%s %s over a read-only portal", route.Method, a)
			r := httptest.NewRequestWithContext(t.Context(), route.Method, a.path, strings.NewReader(plausible))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, r)
			if route.Method != http.MethodGet && recorder.Code < 400 && !onlyLeads[route.Pattern] && !strings.HasSuffix(route.Pattern, "/view") {
				t.Errorf("%s was answered %d", did, recorder.Code)
			}
			w.same(did) // a download is not noted either
		}
	}
	if tried < 40 {
		t.Errorf("only %d addresses were tried", tried)
	}
}
