package templates

import (
	"html/template"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/templates/words"

	"golang.org/x/net/html"
)

type filled struct{ value, wrong string }

func (f filled) Get(string) string        { return f.value }
func (f filled) Error(string) string      { return f.wrong }
func (f filled) Has(_, value string) bool { return f.value == value }

// evil breaks out of a text, an attribute in either quotes, and a textarea.
const evil = `</textarea></option>"'><b id=broken>&amp;`

// What people typed stands in fields and documents as they typed it, and makes
// no element and no attribute of its own.
func TestMarkupEscapesWhatPeopleTyped(t *testing.T) {
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	picture := func(string) template.HTML { return "<svg></svg>" }
	made := fieldIn(picture)
	var written strings.Builder
	for _, settings := range [][]any{
		{"help", evil, "class", evil, "placeholder", evil, "inputmode", evil, "autocomplete", evil},
		{"rows", 3, "placeholder", evil, "id", evil},
		{"prefix", evil, "suffix", evil, "type", evil},
		{"options", []Option{{evil, evil}}},
		{"groups", []Group{{evil, []Option{{evil, evil}}}}},
	} {
		f, err := made(filled{evil, evil}, evil, evil, settings...)
		if err != nil {
			t.Fatal(err)
		}
		written.WriteString(string(f.Markup()))
		written.WriteString("<input " + string(f.State()) + ">")
	}
	written.WriteString("<table>" + string(rowsIn(w)("en", []Row{{Title: evil, Quantity: evil, Price: evil, Amount: evil, Discount: evil}})) + "</table>")
	written.WriteString("<dl>" + string(facts([]Fact{{Label: evil, Value: evil}})) + "</dl>")
	written.WriteString(string(partyIn(w)("en", &store.Party{Name: evil, Address: evil + "\n" + evil, Email: evil, TaxNumber: evil}, evil, true)))

	page, err := html.Parse(strings.NewReader(written.String()))
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for n := range page.Descendants() {
		if n.Data == "b" {
			t.Error("a text became an element")
		}
		said += strings.Count(n.Data, evil)
		for _, a := range n.Attr {
			if a.Key == "id" && a.Val == "broken" {
				t.Error("a text became an attribute")
			}
			said += strings.Count(a.Val, evil)
		}
	}
	if said < 50 {
		t.Errorf("%d texts came through as they were typed", said)
	}
}

// A control carries what a form needs of it: value, bounds, error and help.
func TestFieldMarkup(t *testing.T) {
	picture := func(string) template.HTML { return "<svg></svg>" }
	f, err := fieldIn(picture)(filled{"Ada", "Too long."}, "name", "Your name", "required", true, "max", 12, "help", "As on paper.", "autocomplete", "name")
	if err != nil {
		t.Fatal(err)
	}
	const want = `<div class="field"><label for="name">Your name</label>` +
		`<input id="name" name="name" type="text" value="Ada" maxlength="12" autocomplete="name" required aria-invalid="true" aria-describedby="name-error name-help">` +
		`<p class="error" id="name-error"><svg></svg>Too long.</p><p class="help" id="name-help">As on paper.</p></div>`
	if got := string(f.Markup()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	secret, err := fieldIn(picture)(filled{"hunter2", ""}, "password", "Password", "type", "password")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(secret.Markup()), "hunter2") {
		t.Error("a password is written back into the page")
	}
}
