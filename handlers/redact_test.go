package handlers_test

import (
	"strings"
	"testing"

	"anteroom/handlers/web"
)

func TestNoLogHoldsTheTokenOfAnyAddress(t *testing.T) {
	house := newHouse(t)
	tried := 0
	for _, route := range house.Server.Routes() {
		if !strings.Contains(route.Pattern, "{token}") {
			continue
		}
		tried++
		if path := web.Redact(strings.ReplaceAll(route.Pattern, "{token}", "the-secret-itself")); strings.Contains(path, "secret") {
			t.Errorf("%s is logged as %s", route.Pattern, path)
		}
	}
	if tried == 0 {
		t.Error("no route holds a token")
	}
	if path := web.Redact("/portal/quotes/7"); path != "/portal/quotes/7" {
		t.Errorf("an address without a secret is logged as %s", path)
	}
}
