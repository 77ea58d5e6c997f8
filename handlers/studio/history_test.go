package studio

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"anteroom/store"
)

func TestDeedsAreTold(t *testing.T) {
	for _, story := range []struct {
		deed store.Activity
		want string
	}{
		{store.Activity{What: "quote viewed", Who: "Priya Raman", Quote: "Q-0231", QuoteKind: "quote"}, "Priya Raman viewed quote Q-0231"},
		{store.Activity{What: "quote sent", Who: "You", IsStaff: true, Quote: "E-1", QuoteKind: "estimate", Detail: map[string]string{"to": "Priya"}}, "You sent estimate E-1 to Priya"},
		{store.Activity{What: "quote sent", Who: "You", Quote: "E-1", QuoteKind: "estimate"}, "You sent estimate E-1"},
		{store.Activity{What: "payment received", Who: "Rosa", Invoice: "INV-1", Detail: map[string]string{"amount": "148000", "currency": "GBP"}}, "Rosa paid £1,480.00 of invoice INV-1"},
		{store.Activity{What: "payment received", Who: "You", IsStaff: true, Invoice: "INV-1", Detail: map[string]string{"amount": "1480", "currency": "JPY"}}, "JP¥1,480 of invoice INV-1 was received"},
		{store.Activity{What: "invoice issued", Invoice: "INV-2"}, "Invoice INV-2 was issued"},
		{store.Activity{What: "contact added", Who: "You", Client: "{who}", Detail: map[string]string{"name": "{client}"}}, "You added {client} to {who}"},
		{store.Activity{What: "something new", Who: "You"}, "You: something new"},
	} {
		if got := word(story.deed, "en-GB"); got.Text != story.want || got.Icon == "" {
			t.Errorf("%q: %q, not %q", story.deed.What, got.Text, story.want)
		}
	}
}

// tells tells whether a deed has a sentence; one that ends in a space goes on
// with a state, and each of them has one.
func tells(deed string) bool {
	if !strings.HasSuffix(deed, " ") {
		_, told := phrases[deed]
		return told
	}
	for _, state := range []string{"open", "won", "lost"} {
		if _, told := phrases[deed+state]; !told {
			return false
		}
	}
	return true
}

// Whatever the store notes has a sentence here, and its icon is in the sprite.
func TestEveryDeedHasItsSentence(t *testing.T) {
	sources, err := filepath.Glob("../../store/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatal(err, sources)
	}
	noted := regexp.MustCompile(`(?:deed\{what: |noteContact\(|noteProject\(|noteFile\()"([a-z ]+)"`)
	seen := 0
	for _, name := range sources {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, deed := range noted.FindAllStringSubmatch(string(source), -1) {
			seen++
			if !tells(deed[1]) {
				t.Errorf("%s notes %q, which has no sentence", filepath.Base(name), deed[1])
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d deeds were found: has the way of noting them changed?", seen)
	}
	sprite, err := os.ReadFile("../../static/icons.svg")
	if err != nil {
		t.Fatal(err)
	}
	for what, p := range phrases {
		if !strings.Contains(string(sprite), `id="i-`+p.icon+`"`) {
			t.Errorf("%s: there is no icon %q", what, p.icon)
		}
	}
}
