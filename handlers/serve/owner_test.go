package serve_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// browser keeps cookies, and posts as a page of the house would.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

// posted is where a form leads, its status and its page.
func posted(t *testing.T, b *http.Client, address string, form url.Values) (path string, status int, page string) {
	t.Helper()
	response, err := b.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return response.Request.URL.Path, response.StatusCode, string(body)
}

// setUp sets the studio up by the link that the first start printed.
func setUp(t *testing.T, r *running, password string) *http.Client {
	t.Helper()
	owner := browser(t)
	link := strings.TrimSpace(strings.TrimPrefix(r.setup, "setup"))
	path, status, page := posted(t, owner, link, url.Values{"studio": {"Alder & Rowe"}, "country": {"GB"}, "proposed_for": {"GB"}, "currency": {"GBP"},
		"locale": {"en-GB"}, "time_zone": {"Europe/London"}, "tax": {"yes"}, "owner": {"Hannah Rowe"}, "email": {"hannah@example.com"}, "password": {password}})
	if path != "/studio/setup/look" {
		t.Fatalf("setup ended at %s, %d: %s", path, status, page)
	}
	return owner
}

// at is where a browser that opens a path ends up.
func at(t *testing.T, b *http.Client, address string) (path string, status int) {
	t.Helper()
	response, err := b.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return response.Request.URL.Path, response.StatusCode
}

func TestTheOwnerChoosesANewPasswordByTheCommandLine(t *testing.T) {
	const old, fresh = "a lamp in the hall", "another lamp in the hall"
	db := filepath.Join(t.TempDir(), "anteroom.db")
	r := start(t, db)
	before := setUp(t, r, old)

	// Beside the running server, before it knows of any mail server.
	first := try(t, anteroom("owner", "reset", "hannah@example.com", "--db", db))
	second := try(t, anteroom("owner", "reset", "Hannah@Example.com", "--db", db))
	for _, s := range []said{first, second} {
		if s.code != 0 || s.err != "" || !strings.HasPrefix(s.out, "reset  "+r.url+"/studio/reset/") || strings.Count(s.out, "\n") != 1 {
			t.Fatalf("%+v", s)
		}
	}
	link := strings.TrimSpace(strings.TrimPrefix(second.out, "reset"))
	if _, status := at(t, browser(t), strings.TrimSpace(strings.TrimPrefix(first.out, "reset"))); status != http.StatusGone {
		t.Errorf("an earlier link answers %d", status)
	}
	for range 2 { // looking uses nothing up
		if _, status := at(t, browser(t), link); status != http.StatusOK {
			t.Fatalf("the link answers %d", status)
		}
	}
	in := browser(t)
	if path, status, page := posted(t, in, link, url.Values{"password": {fresh}}); path != "/studio" && !strings.HasPrefix(path, "/studio/setup") {
		t.Fatalf("the new password led to %s, %d: %s", path, status, page)
	}
	if path, _ := at(t, in, r.url+"/studio/account"); path != "/studio/account" {
		t.Errorf("one who chose it stands at %s", path)
	}
	if path, _ := at(t, before, r.url+"/studio/account"); path != "/studio/sign-in" {
		t.Errorf("the browser of before is still in, at %s", path)
	}
	if _, status, _ := posted(t, browser(t), link, url.Values{"password": {"a third lamp in the hall"}}); status != http.StatusGone {
		t.Errorf("the link opens twice: %d", status)
	}
	for password, want := range map[string]int{old: http.StatusConflict, fresh: http.StatusOK} {
		if _, status, _ := posted(t, browser(t), r.url+"/studio/sign-in", url.Values{"email": {"hannah@example.com"}, "password": {password}}); status != want {
			t.Errorf("signing in with %q: %d, want %d", password, status, want)
		}
	}
	for _, line := range []string{first.out, second.out} {
		if token := strings.TrimSpace(line[strings.LastIndex(line, "/")+1:]); strings.Contains(r.errs.String(), token) {
			t.Error("the log holds a reset link")
		}
	}

	try(t, anteroom("owner", "reset", "nobody@example.com", "--db", db)).isSentence(t, 1, "Nobody of the studio has the address nobody@example.com")
	try(t, anteroom("owner", "reset", "--db", db)).isSentence(t, 2, "owner reset EMAIL")
	r.stop(t)

	// With the server at rest, and the origin told.
	s := try(t, anteroom("owner", "reset", "hannah@example.com", "--db", db, "--base-url", "https://portal.example.com/"))
	if s.code != 0 || !strings.HasPrefix(s.out, "reset  https://portal.example.com/studio/reset/") {
		t.Errorf("%+v", s)
	}
}

func TestOwnerResetMakesNoDatabase(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "anteroom.db")
	s := try(t, anteroom("owner", "reset", "hannah@example.com", "--db", missing))
	s.isSentence(t, 1, "There is no database at "+missing)
	if found, err := filepath.Glob(missing + "*"); err != nil || len(found) > 0 {
		t.Errorf("left behind: %v, %v", found, err)
	}
	try(t, anteroom("owner", "reset", "hannah@example.com", "--db", made(t))).isSentence(t, 1, "Nobody of the studio")
}

func TestNoCommandTouchesADatabaseOfANewerProgram(t *testing.T) {
	newer, own := made(t), made(t)
	execOn(t, newer, "PRAGMA user_version = 99")
	before := read(t, newer)
	for _, typed := range [][]string{{"check", "--db", newer}, {"backup", filepath.Join(t.TempDir(), "b.db"), "--db", newer},
		{"restore", newer, "--db", own}, {"owner", "reset", "hannah@example.com", "--db", newer}} {
		try(t, anteroom(typed...)).isSentence(t, 1, "newer Anteroom")
	}
	if string(read(t, newer)) != string(before) {
		t.Error("it was changed")
	}
	older := made(t)
	execOn(t, older, "PRAGMA user_version = 0")
	try(t, anteroom("owner", "reset", "hannah@example.com", "--db", older)).isSentence(t, 1, "older schema")
}
