package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// setupLink makes the link that the program prints at its first start.
func (h *House) setupLink(t testing.TB) string {
	t.Helper()
	token, err := h.Store.NewSetupToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return "/setup/" + token
}

var studioAndOwner = []any{"studio", "Alder & Rowe", "owner", "Hannah Rowe", "email", "hannah@alderandrowe.example", "password", "a lamp in the hall"}

func TestBeforeSetupEveryPageSaysSo(t *testing.T) {
	house := newEmptyHouse(t)
	link := house.setupLink(t)
	visitor := house.Visitor(t)
	for _, path := range []string{"/", "/portal", "/studio", "/studio/sign-in", "/d/abc", "/nowhere", "/logo.png"} {
		visitor.Open(path).Is(http.StatusServiceUnavailable).Shows("This portal is being made ready")
	}
	visitor.Post("/studio/sign-in", "email", "a@b.example", "password", "x").Is(http.StatusServiceUnavailable)
	visitor.Open("/brand.css").Is(http.StatusOK)
	visitor.Open("/healthz").Is(http.StatusOK)
	visitor.Open(link).Is(http.StatusOK).Shows("Let us open the door")
}

func TestFirstRun(t *testing.T) {
	house := newEmptyHouse(t)
	link := house.setupLink(t)
	visitor := house.Visitor(t)
	r := visitor.Request(http.MethodGet, link, nil)
	r.Header.Set("Accept-Language", "en-GB,en;q=0.9")
	page := visitor.Do(r).Is(http.StatusOK)
	page.Shows("Step 1 of 3", "Proposed for the United Kingdom", "An invoice will read: £1,200.00, of which VAT at 20% £200.00, due Monday 7 December 2026.")
	for field, value := range map[string]string{"country": "GB", "currency": "GBP", "locale": "en-GB", "time_zone": "Europe/London", "tax": "yes"} {
		if got := page.Value(field); got != value {
			t.Errorf("%s is %q, not %q", field, got, value)
		}
	}
	page = page.Submit("Continue", studioAndOwner...).Is(http.StatusOK).IsAt("/studio/setup/look")
	page.Shows("Step 2 of 3")
	page = page.Follow("Skip for now").IsAt("/studio/setup/email-and-payments").Shows("Step 3 of 3")
	page.Follow("Skip for now").IsAt("/studio").Shows("Dashboard", "Alder & Rowe")

	studio := house.Store.Studio()
	if studio.Name != "Alder & Rowe" || studio.Country != "GB" || studio.TaxName != "VAT" || studio.BaseURL != house.URL ||
		studio.Zone().String() != "Europe/London" {
		t.Errorf("%+v", studio)
	}
	rates, err := house.Store.TaxRates(t.Context())
	if err != nil || len(rates) != 3 || rates[0].Rate != 20_000 || !rates[0].IsDefault {
		t.Errorf("rates %v, %v", rates, err)
	}
	visitor.Open(link).Is(http.StatusNotFound)
	visitor.Post(link, "studio", "Other").Is(http.StatusNotFound)
	house.Owner(t)
}

func TestTheCountryProposesTheRest(t *testing.T) {
	house := newEmptyHouse(t)
	link := house.setupLink(t)
	visitor := house.Visitor(t)
	part := visitor.Part(link + "/proposal?country=DE&proposed_for=GB&currency=GBP&locale=en-GB&time_zone=Europe%2FLondon&tax=yes")
	part.Is(http.StatusOK).Shows("Proposed for Germany", "USt at 19%", "1.190,00 €").Hides("Let us open the door")
	if part.Value("currency") != "EUR" || part.Value("time_zone") != "Europe/Berlin" || part.Value("locale") != "de-DE" {
		t.Errorf("proposed %s %s %s", part.Value("currency"), part.Value("time_zone"), part.Value("locale"))
	}
	part = visitor.Part(link + "/proposal?country=DE&proposed_for=DE&currency=JPY&locale=en-GB&time_zone=Asia%2FTokyo&tax=no")
	part.Shows("An invoice will read: JP¥100,000, due").Hides("USt at")
	if part.Value("currency") != "JPY" || part.Value("time_zone") != "Asia/Tokyo" || part.Value("tax") != "no" {
		t.Error("a choice of the owner's was not kept")
	}
	visitor.Part("/setup/wrong/proposal?country=DE").Is(http.StatusNotFound)
}

// Without script, a country that was changed comes back with what it proposes
// before anything is saved.
func TestCountryChangedWithoutScript(t *testing.T) {
	house := newEmptyHouse(t)
	page := house.Visitor(t).Open(house.setupLink(t))
	pairs := append([]any{"country", "NZ"}, studioAndOwner...)
	page = page.Submit("Propose what is usual there", pairs...).Is(http.StatusOK).Shows("Proposed for New Zealand", "GST at 15%")
	if page.Value("studio") != "Alder & Rowe" || page.Value("owner") != "Hannah Rowe" || page.Value("password") != "" {
		t.Error("what was typed was lost")
	}
	page = page.Submit("Continue", "country", "JP", "password", "a lamp in the hall").Is(http.StatusOK)
	page.Shows("This is what is usual in Japan. Have a look, then continue.", "￥110,000")
	if house.Store.IsSetUp() {
		t.Fatal("set up with the proposal of another country")
	}
	page.Submit("Continue", "password", "a lamp in the hall").IsAt("/studio/setup/look")
	if studio := house.Store.Studio(); studio.Currency != "JPY" || studio.TimeZone != "Asia/Tokyo" {
		t.Errorf("%+v", studio)
	}
}

func TestSetupLinks(t *testing.T) {
	house := newEmptyHouse(t)
	visitor := house.Visitor(t)
	for _, wrong := range []string{"/setup/x", "/setup/" + strings.Repeat("A", 43), "/setup/%00%ff"} {
		visitor.Open(wrong).Is(http.StatusNotFound).Shows("There is no room here")
		visitor.Post(wrong, "studio", "A").Is(http.StatusNotFound)
	}
	first := house.setupLink(t)
	second := house.setupLink(t)
	visitor.Open(first).Is(http.StatusNotFound)
	open := visitor.Open(second).Is(http.StatusOK)
	house.Clock.Add(24*time.Hour + time.Second)
	visitor.Open(second).Is(http.StatusNotFound)
	open.Submit("Continue", studioAndOwner...).Is(http.StatusNotFound)
	if house.Store.IsSetUp() {
		t.Error("an expired link set the studio up")
	}
}

func TestSetupRefusesNonsense(t *testing.T) {
	house := newEmptyHouse(t)
	link := house.setupLink(t)
	for _, try := range []struct{ field, value, says string }{
		{"studio", "", "Please fill this in."},
		{"studio", strings.Repeat("ä", 201), "under 200 characters"},
		{"studio", "caf\xe9", "characters that we cannot read"},
		{"owner", "", "Please fill this in."},
		{"owner", "Han\x00nah", "characters that we cannot read"},
		{"email", "hannah", "does not look like an email address"},
		{"email", "hannah@alderandrowe.example, eve@evil.example", "does not look like an email address"},
		{"email", "Hannah <hannah@alderandrowe.example>", "does not look like an email address"},
		{"password", "short", "at least 12 characters"},
		{"password", strings.Repeat("x", 900), "under 200 characters"},
		{"currency", "XYZ", "Please choose one of these."},
		{"currency", "", "Please choose one of these."},
		{"locale", "xx-XX", "Please choose one of these."},
		{"time_zone", "Europe/Atlantis", "Please choose one of these."},
		{"time_zone", "../../etc/passwd", "Please choose one of these."},
	} {
		page := house.Visitor(t).Open(link)
		page = page.Submit("Continue", append(without(studioAndOwner, try.field), try.field, try.value)...).Is(http.StatusUnprocessableEntity)
		if got := page.Error(try.field); !strings.Contains(got, try.says) {
			t.Errorf("%s %.20q: %q", try.field, try.value, got)
		}
		if try.field != "studio" && page.Value("studio") != "Alder & Rowe" {
			t.Errorf("%s %.20q lost the studio's name", try.field, try.value)
		}
		if house.Store.IsSetUp() {
			t.Fatalf("set up with %s %.20q", try.field, try.value)
		}
	}
	big := append(without(studioAndOwner, "studio"), "studio", strings.Repeat("x", 2<<20))
	house.Visitor(t).Open(link).Submit("Continue", big...).Is(http.StatusRequestEntityTooLarge)
	house.Visitor(t).Open(link).Submit("Continue", studioAndOwner...).IsAt("/studio/setup/look")
}

// without is a form's values but for one field.
func without(pairs []any, field string) []any {
	var rest []any
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != field {
			rest = append(rest, pairs[i], pairs[i+1])
		}
	}
	return rest
}
