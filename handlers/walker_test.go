package handlers_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anteroom/handlers"
	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/handlers/web"
	"anteroom/store/storetest"
)

// The walker goes to every route of the tables as everyone who has no business
// there, with the address of everything that is not theirs, and looks whether
// they were turned away as the route's audience says and whether anything in
// the database has changed. A new route is walked without being asked for; one
// that names a kind of thing which a storetest.Street does not have fails.

// mayChangeOnGet are the routes whose GET writes, the tables that it may
// write, and why that is right.
var mayChangeOnGet = map[string]struct {
	tables []string
	why    string
}{
	"/portal/files/{id}/content": {[]string{"activity", "download"}, "a download is noted; it changes nothing that a person decides"},
	"/d/{token}/content":         {[]string{"activity", "download"}, "the same, through an emailed link"},

	"/portal/projects/{id}/files/zip":   {[]string{"activity", "download"}, "the same, of each file"},
	"/portal/shares/{id}/shared/zip":    {[]string{"activity", "download"}, "the same, of each file"},
	"/d/{token}/shared/zip":             {[]string{"activity", "download"}, "the same, of each file"},
	"/portal/shares/{id}/shared/{file}": {[]string{"activity", "download"}, "the same"},
	"/d/{token}/shared/{file}":          {[]string{"activity", "download"}, "the same"},

	"/portal/galleries/{id}/zip":         {[]string{"activity"}, "the same, of a gallery"},
	"/portal/photos/{id}/copy":           {[]string{"activity"}, "the same, of a photograph"},
	"/portal/photos/{id}/original":       {[]string{"activity"}, "the same"},
	"/d/{token}/zip":                     {[]string{"activity"}, "the same, through an emailed link"},
	"/d/{token}/photos/{photo}/copy":     {[]string{"activity"}, "the same"},
	"/d/{token}/photos/{photo}/original": {[]string{"activity"}, "the same"},
	"/g/{token}/zip":                     {[]string{"activity"}, "the same, through a link for guests"},
	"/g/{token}/photos/{photo}/copy":     {[]string{"activity"}, "the same"},
	"/g/{token}/photos/{photo}/original": {[]string{"activity"}, "the same"},
}

// everyone who walks. Of the studio: hannah owns it, sam is a member, lee has
// left. Of the clients: priya is whom Raman's papers are for, wen is on the
// same project, tom is of the same client but on no project, ada is another
// client's, una's portal is switched off.
var everyone = []string{"nobody", "hannah", "sam", "lee", "priya", "wen", "tom", "ada", "una"}

var (
	staffMembers = []string{"hannah", "sam", "lee"}
	mayEnter     = []string{"hannah", "sam", "priya", "wen", "tom", "ada"} // each by their own door
)

// curious are those who try what is of another kind, or nothing: one of each side,
// for what is not there is not there for anyone.
var curious = []string{"nobody", "hannah", "priya"}

// visitors are those who walk a route. To an emailed link it is all the same
// whose browser it is opened in: one of each side is enough.
func visitors(route web.Route) []string {
	if route.Audience == web.Link || route.Audience == web.Public {
		return []string{"nobody", "hannah", "ada"}
	}
	return everyone
}

// secrets stand on every paper of the street; none may stand in an answer to
// one who is turned away.
var secrets = []string{"Larkfield", "window seat", "Kitchen and garden", "Photographs", "About your hall"}

// plausible is a form that many a handler would find complete, so that a guard
// is all that stands between it and a change.
const plausible = "name=Someone&email=someone@example.com&attempt=attempt-0000000000009&pay=next&method=type&agreed=on&reason=No" +
	"&rate=7&category=S&status=complete&enabled=on&visible=on&note=Hello&password=a+lantern+by+the+gate" +
	"&studio=Ours&owner=Someone&country=GB&currency=GBP&locale=en-GB&time_zone=Europe/London"

type walker struct {
	*testing.T
	street  *storetest.Street
	server  *handlers.Server
	handler http.Handler
	routes  []web.Route
	watch   *watch
}

func newWalker(t *testing.T) *walker {
	t.Helper()
	street := storetest.NewStreet(t)
	stripe := practice.New(practice.Options{Now: street.Clock.Now}) // it knows nothing of the street's payments
	t.Cleanup(stripe.Close)
	front := httptest.NewServer(stripe)
	t.Cleanup(front.Close)
	house := openHouse(t, street.Store, street.Clock, func(c *handlers.Config) {
		c.Stripe = pay.Settings{SecretKey: practice.Key, API: front.URL}
	})
	return &walker{T: t, street: street, server: house.Server, handler: house.Server.Handler(), routes: house.Server.Routes(), watch: newWatch(t, street.Path())}
}

// aim is one address of a route and the things that it names.
type aim struct {
	path  string
	right bool // the things are of the kind that the route is about
	named []storetest.Thing
}

func (a aim) String() string {
	names := make([]string, len(a.named))
	for i, thing := range a.named {
		names[i] = thing.What
	}
	return a.path + " (" + strings.Join(names, ", ") + ")"
}

var parameter = regexp.MustCompile(`\{([a-z_]+)\}`)

// aims are all addresses of a route that are worth a try.
func (w *walker) aims(route web.Route) []aim {
	w.Helper()
	path := strings.ReplaceAll(route.Pattern, "{$}", "")
	names := parameter.FindAllStringSubmatch(path, -1)
	switch len(names) {
	case 0:
		return []aim{{path: path, right: true}}
	case 1, 2:
	default:
		w.Fatalf("%s names more than a thing and its part", route.Pattern)
	}
	kinds := w.kindsOf(route)
	var list []aim
	tried := map[string]int{}
	for _, thing := range w.candidates(names[0][1]) {
		right := slices.Contains(kinds, thing.Kind)
		tried[thing.Kind]++
		if !right && names[0][1] != "token" && thing.Kind != "" && tried[thing.Kind] > 1 {
			continue // one of each kind that has no business there
		}
		path := strings.Replace(path, names[0][0], thing.Key, 1)
		if len(names) == 1 {
			list = append(list, aim{path, right, []storetest.Thing{thing}})
			continue
		}
		for _, part := range w.parts(names[1][1], thing, right) {
			list = append(list, aim{strings.Replace(path, names[1][0], part.Key, 1),
				right && part.Kind == names[1][1] && (part.Parent == whole(thing) || slices.Contains(part.Also, whole(thing))), []storetest.Thing{thing, part}})
		}
	}
	if !slices.ContainsFunc(list, func(a aim) bool { return a.right }) {
		w.Errorf("%s %s: a street has no %q to name there: add one to storetest.Street", route.Method, route.Pattern, route.Object)
	}
	return list
}

// whole is the thing that a part would have to belong to: for a link the
// document or the gallery that it opens.
func whole(thing storetest.Thing) string {
	if strings.HasPrefix(thing.Kind, "link to ") || thing.Kind == "gallery guest" {
		return thing.Parent
	}
	return thing.Key
}

// candidates are all things that could stand in a parameter's place, and some
// that are none.
func (w *walker) candidates(name string) []storetest.Thing {
	nonsense := []string{"0", "-1", "999999", "9223372036854775808", "one", "1%27--"}
	if name == "token" {
		nonsense = []string{"0", "x", strings.Repeat("A", 43), strings.Repeat("A", 2000), "%00"}
	}
	var list []storetest.Thing
	for _, key := range nonsense {
		list = append(list, storetest.Thing{Key: key, What: "nothing"})
	}
	for _, thing := range w.street.Things {
		if isToken := len(thing.Key) == 43 || thing.Kind == "setup"; isToken == (name == "token") {
			list = append(list, thing)
		}
	}
	return list
}

// parts are candidates for a second parameter: all of its kind, and one of each
// other.
func (w *walker) parts(kind string, of storetest.Thing, right bool) []storetest.Thing {
	w.Helper()
	var list []storetest.Thing
	seen := map[string]bool{}
	for _, thing := range w.candidates(kind) {
		if thing.Kind == kind && (right || !seen[kind]) || !seen[thing.Kind] {
			list = append(list, thing)
		}
		seen[thing.Kind] = true
	}
	if !seen[kind] {
		w.Errorf("a street has no %q: add one to storetest.Street", kind)
	}
	return list
}

// kindsOf are the kinds of things that a route's first parameter may name. An
// emailed link opens what a signed-in contact finds at the same noun.
func (w *walker) kindsOf(route web.Route) []string {
	rest, isLink := strings.CutPrefix(route.Pattern, "/d/{token}")
	switch {
	case isLink && route.Audience == web.Link:
		var kinds []string
		for _, kind := range []string{"quote", "invoice", "file", "contract", "questionnaire", "share", "request", "gallery"} {
			if slices.ContainsFunc(w.routes, func(r web.Route) bool {
				return r.Method == route.Method && r.Audience == web.Contact && signedIn(r, kind, rest)
			}) {
				kinds = append(kinds, "link to "+kind)
			}
		}
		return kinds
	case route.Object == "link":
		return []string{"link to quote", "link to invoice", "link to file", "link to contract", "link to questionnaire", "link to share", "link to request", "link to gallery"}
	case route.Object == "sign-in" && strings.HasPrefix(route.Pattern, "/studio/"):
		return []string{"studio's pass"}
	case route.Object == "sign-in":
		return []string{"contact's pass"}
	}
	return []string{route.Object}
}

// signedIn tells whether a route of the portal is what a link to a kind of thing
// opens under rest. A gallery's photographs stand by themselves there.
func signedIn(r web.Route, kind, rest string) bool {
	if tail, isPhoto := strings.CutPrefix(rest, "/photos/{photo}"); isPhoto && kind == "gallery" {
		return r.Object == "photo" && r.Pattern == "/portal/photos/{id}"+tail
	}
	nouns := kind + "s"
	if kind == "gallery" {
		nouns = "galleries"
	}
	return r.Object == kind && r.Pattern == "/portal/"+nouns+"/{id}"+rest
}

// verdict is what a visitor of an address has to expect.
type verdict int

const (
	welcome verdict = iota
	toTheDoor
	notFound
	gone
)

// expects is what the route's audience says of a visitor and a thing.
func (w *walker) expects(route web.Route, a aim, who string) verdict {
	isStaff := slices.Contains(staffMembers, who)
	own := func(thing storetest.Thing) bool { return slices.Contains(thing.SeenBy, who) }
	switch {
	case route.Audience == web.Public:
		return welcome
	case route.Audience == web.Link:
		link := a.named[0]
		switch {
		case link.Ended && strings.HasPrefix(link.Kind, "link to "):
			return gone
		case !a.right:
			return notFound
		}
		return welcome
	case (route.Audience == web.Contact) == isStaff || !slices.Contains(mayEnter, who):
		return toTheDoor
	case route.Audience == web.Owner && who != "hannah":
		return notFound
	case !a.right:
		return notFound
	case route.Audience == web.Contact && slices.ContainsFunc(a.named, func(thing storetest.Thing) bool { return !own(thing) }):
		return notFound
	case (route.Object == "session" || route.Object == "studio's upload") && !own(a.named[0]):
		return notFound
	}
	return welcome
}

// send sends a request as a visitor's browser does.
func (w *walker) send(method, path, who string, change ...func(*http.Request)) *http.Response {
	w.Helper()
	body := ""
	if method == http.MethodPost {
		body = plausible
	}
	r := httptest.NewRequestWithContext(w.Context(), method, path, strings.NewReader(body))
	r.Header.Set("User-Agent", "A browser")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if token := w.street.Sessions[who]; token != "" {
		name := "anteroom-portal"
		if slices.Contains(staffMembers, who) {
			name = "anteroom-studio"
		}
		r.AddCookie(&http.Cookie{Name: name, Value: token})
	}
	for _, f := range change {
		f(r)
	}
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	return recorder.Result()
}

// same asks that nothing has changed since the last request.
func (w *walker) same(did string, allowed ...string) {
	w.Helper()
	for _, table := range w.watch.changed() {
		if !slices.Contains(allowed, table) {
			w.Errorf("%s changed %s", did, table)
		}
	}
}

// turnedAway asks for a verdict, and that the answer tells nothing.
func (w *walker) turnedAway(did string, want verdict, route web.Route, response *http.Response) {
	w.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.Fatal(err)
	}
	door := "/studio/sign-in"
	if route.Audience == web.Contact {
		door = "/portal/sign-in"
	}
	switch want {
	case toTheDoor:
		to := response.Header.Get("Location") + response.Header.Get("HX-Redirect")
		path, _, _ := strings.Cut(to, "?")
		if path != door || response.Header.Get("Location") != "" && response.StatusCode != http.StatusSeeOther {
			w.Errorf("%s was answered %d and led to %q, not to %s", did, response.StatusCode, to, door)
		}
	case notFound:
		if response.StatusCode != http.StatusNotFound {
			w.Errorf("%s was answered %d, not 404", did, response.StatusCode)
		}
	case gone:
		if response.StatusCode != http.StatusGone {
			w.Errorf("%s was answered %d, not 410", did, response.StatusCode)
		}
	}
	for _, secret := range secrets {
		if strings.Contains(string(body), secret) {
			w.Errorf("%s was told %q", did, secret)
		}
	}
	for _, cookie := range response.Cookies() {
		if cookie.Name != "anteroom-language" { // which opens nothing
			w.Errorf("%s was given the cookie %s", did, cookie.Name)
		}
	}
}

// methods are those by which an address is walked: HEAD goes where GET goes.
func methods(route web.Route, a aim) []string {
	if route.Method == http.MethodGet && a.right {
		return []string{http.MethodGet, http.MethodHead}
	}
	return []string{route.Method}
}

// Each walk leaves the street as it found it, so that one is enough for all.
func TestWalkEveryRoute(t *testing.T) {
	w := newWalker(t)
	for _, walk := range []struct {
		name string
		walk func(*walker)
	}{
		{"nobody gets where they have no business", (*walker).refusals},
		{"looking changes nothing", (*walker).looking},
		{"foreign pages cannot act", (*walker).foreignPages},
		{"a token of one purpose serves no other", (*walker).tokens},
	} {
		t.Run(walk.name, func(t *testing.T) {
			each := *w
			each.T = t
			walk.walk(&each)
		})
	}
}

func (w *walker) refusals() {
	for _, route := range w.routes {
		aims := w.aims(route)
		for _, who := range visitors(route) {
			turned := map[verdict]int{}
			for _, a := range aims {
				want := w.expects(route, a, who)
				// At a closed door it is all the same what one asks for.
				if want == welcome || want == toTheDoor && turned[toTheDoor] > 1 || !a.right && !slices.Contains(curious, who) {
					continue
				}
				turned[want]++
				for _, method := range methods(route, a) {
					did := fmt.Sprintf("%s %s as %s", method, a, who)
					w.turnedAway(did, want, route, w.send(method, a.path, who))
					w.same(did)
				}
				if want == toTheDoor {
					did := fmt.Sprintf("%s %s as %s, by htmx", route.Method, a, who)
					w.turnedAway(did, want, route, w.send(route.Method, a.path, who, func(r *http.Request) { r.Header.Set("HX-Request", "true") }))
					w.same(did)
				}
			}
		}
	}
}

// Whoever is welcome may look as often as they like, and so may what looks in
// their name: a mail scanner, a prefetching browser.
func (w *walker) looking() {
	for _, route := range w.routes {
		shown := route.Method != http.MethodGet || route.Object == "setup" // which is over before a street stands
		looked := map[string]int{}
		for _, a := range w.aims(route) {
			for _, who := range visitors(route) {
				if w.expects(route, a, who) != welcome {
					continue
				}
				looked[who]++
				if who == "sam" && looked[who] > 1 {
					continue // sees what hannah sees, or nothing
				}
				methods := []string{http.MethodGet}
				if looked[who] == 1 { // HEAD goes where GET goes: once is enough
					methods = append(methods, http.MethodHead)
				}
				for _, method := range methods {
					did := fmt.Sprintf("%s %s as %s", method, a, who)
					response := w.send(method, a.path, who)
					if response.StatusCode >= 500 {
						w.Errorf("%s was answered %d", did, response.StatusCode)
					}
					w.same(did, mayChangeOnGet[route.Pattern].tables...)
					shown = shown || response.StatusCode < 400
				}
			}
		}
		if !shown {
			w.Errorf("GET %s was shown to nobody: a street lacks what it shows", route.Pattern)
		}
	}
	for _, path := range []string{"/healthz", "/nowhere", "/portal/nowhere", "/studio/nowhere"} {
		w.send(http.MethodGet, path, "hannah")
		w.same("GET " + path)
	}
	for pattern, exception := range mayChangeOnGet {
		if exception.why == "" || !slices.ContainsFunc(w.routes, func(r web.Route) bool { return r.Method == http.MethodGet && r.Pattern == pattern }) {
			w.Errorf("there is no GET %s any more, or no reason", pattern)
		}
	}
}

// A secret opens the one door that it was made for.
func (w *walker) tokens() {
	for _, route := range w.routes {
		if route.Audience != web.Public || route.Method != http.MethodPost || !strings.Contains(route.Pattern, "{token}") {
			continue
		}
		for _, a := range w.aims(route) {
			if a.right && !a.named[0].Ended {
				continue
			}
			if route.Object == "link" && a.right {
				continue // an ended link sends a fresh one to whom it was sent
			}
			did := "POST " + a.String()
			response := w.send(http.MethodPost, a.path, "nobody")
			if response.Header.Get("Set-Cookie") != "" {
				w.Errorf("%s let someone in", did)
			}
			if strings.HasSuffix(route.Pattern, "/fresh") {
				// It answers everyone alike, and writes to whom an ended one was sent.
				w.same(did, map[bool][]string{true: {"outbox", "activity"}}[a.right]...)
				continue
			}
			if response.StatusCode != http.StatusNotFound && response.StatusCode != http.StatusGone {
				w.Errorf("%s was answered %d, neither 404 nor 410", did, response.StatusCode)
			}
			w.same(did)
		}
	}
}

// What a foreign page sends with a visitor's cookies is not the visitor's wish.
func (w *walker) foreignPages() {
	foreign := map[string]func(*http.Request){
		"from another site":      func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"from a neighbour":       func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"from an older browser":  func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "https://evil.example") },
		"from a sandboxed frame": func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "null") },
	}
	tried := 0
	for _, route := range w.routes {
		if route.Method == http.MethodGet || route.Method == http.MethodHead {
			continue
		}
		for _, a := range w.aims(route) {
			for _, who := range visitors(route) {
				if !a.right || w.expects(route, a, who) != welcome {
					continue
				}
				tried++
				for how, change := range foreign {
					did := fmt.Sprintf("%s %s as %s, %s", route.Method, a, who, how)
					if response := w.send(route.Method, a.path, who, change); response.StatusCode != http.StatusForbidden {
						w.Errorf("%s was answered %d, not 403", did, response.StatusCode)
					}
					w.same(did)
				}
			}
		}
	}
	if tried < 20 {
		w.Errorf("only %d addresses were tried", tried)
	}
	// Stripe is no browser: it says of itself neither whence it comes nor of which page.
	response := w.send(http.MethodPost, "/webhooks/stripe", "nobody", func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") })
	if response.StatusCode != http.StatusBadRequest {
		w.Errorf("an unsigned event was answered %d, not 400", response.StatusCode)
	}
	w.same("an unsigned event")
}
