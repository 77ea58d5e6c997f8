package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"anteroom/handlers"
	"anteroom/store/storetest"
)

// comesFrom is the address that the house notes of a sign-in which carries
// these X-Forwarded-For headers, when it trusts this proxy.
func comesFrom(t *testing.T, proxy string, forwarded ...string) string {
	t.Helper()
	house := newHouse(t, func(c *handlers.Config) { c.TrustedProxy = proxy })
	v := house.Visitor(t)
	form := url.Values{"email": {storetest.OwnerEmail}, "password": {storetest.OwnerPassword}}
	r := v.Request(http.MethodPost, "/studio/sign-in", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, line := range forwarded {
		r.Header.Add("X-Forwarded-For", line)
	}
	v.Do(r).IsAt("/studio")
	for name, token := range v.Cookies() {
		if session, err := house.Store.SessionByToken(t.Context(), token); err == nil {
			return session.Visit.IP
		}
		t.Errorf("the cookie %s is of no session", name)
	}
	t.Fatal("nobody came in")
	return ""
}

func TestAnAddressIsBelievedFromTheProxyAlone(t *testing.T) {
	const here = "127.0.0.1"
	for name, c := range map[string]struct {
		proxy     string
		forwarded []string
		want      string
	}{
		"no proxy is trusted":          {"", []string{"203.0.113.9"}, here},
		"another host is":              {"192.0.2.1", []string{"203.0.113.9"}, here},
		"the proxy says nothing":       {here, nil, here},
		"the proxy says nonsense":      {here, []string{"somewhere"}, here},
		"the proxy says it":            {here, []string{"203.0.113.9"}, "203.0.113.9"},
		"behind what a browser claims": {here, []string{"198.51.100.1, 203.0.113.9"}, "203.0.113.9"},
		"in a line of its own":         {here, []string{"198.51.100.1", "203.0.113.9"}, "203.0.113.9"},
		"an address of IPv6":           {here, []string{"2001:DB8::9"}, "2001:db8::9"},
	} {
		if got := comesFrom(t, c.proxy, c.forwarded...); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
