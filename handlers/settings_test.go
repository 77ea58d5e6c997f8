package handlers_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"anteroom/handlers"
	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailtest"
	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/store"
	"anteroom/store/storetest"
)

func TestStudioSettings(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio").Follow("Settings").IsAt("/studio/settings")
	page = page.Submit("Save studio", "legal_name", "Alder & Rowe Joinery Ltd", "address", "4 Quay Lane\r\nBristol BS1 4RW",
		"email", "hello@alderandrowe.example", "phone", "0117 496 0142", "company_number", "09318842",
		"accreditations", "Member of the **Guild**\n\n<script>alert(1)</script>", "currency", "EUR", "time_zone", "Europe/Dublin")
	page.IsAt("/studio/settings").Shows("Saved.")
	s := house.Store.Studio()
	if s.LegalName != "Alder & Rowe Joinery Ltd" || s.Address != "4 Quay Lane\nBristol BS1 4RW" || s.Currency != "EUR" || s.Zone().String() != "Europe/Dublin" {
		t.Errorf("%+v", s)
	}
	if !strings.Contains(s.Accreditations.HTML, "<strong>Guild</strong>") || strings.Contains(s.Accreditations.HTML, "<script") {
		t.Errorf("accreditations %q", s.Accreditations.HTML)
	}
	owner.Open("/studio").Hides("Saved.") // once
}

func TestDocumentSettings(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings").Follow("Documents")
	page = page.Submit("Save documents", "validity_days", "21", "deposit", "33.333", "due_days", "0", "on_acceptance", "draft",
		"quote_format", "Q-{YYYY}-{001}", "terms", "## Payment\n\nWithin *ten* days.")
	page.IsAt("/studio/settings/documents").Shows("Saved.")
	if page.Value("deposit") != "33.333" || page.Value("on_acceptance") != "draft" || page.Value("quote_format") != "Q-{YYYY}-{001}" {
		t.Errorf("deposit %q, on acceptance %q, format %q", page.Value("deposit"), page.Value("on_acceptance"), page.Value("quote_format"))
	}
	s := house.Store.Studio()
	if s.ValidityDays != 21 || s.Deposit != 33_333 || s.DueDays != 0 || !strings.Contains(s.Terms.HTML, "<em>ten</em>") {
		t.Errorf("%+v", s)
	}
}

// Every field of every form is tried with what it cannot take: it says so, keeps
// all that was typed, and nothing is saved.
func TestSettingsRefuseNonsense(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	for _, try := range []struct{ path, button, field, value, says string }{
		{"/studio/settings", "Save studio", "name", "", "Please fill this in."},
		{"/studio/settings", "Save studio", "name", strings.Repeat("x", 201), "under 200"},
		{"/studio/settings", "Save studio", "legal_name", "a\x00b", "cannot read"},
		{"/studio/settings", "Save studio", "address", "caf\xe9", "cannot read"},
		{"/studio/settings", "Save studio", "address", strings.Repeat("x", 501), "under 500"},
		{"/studio/settings", "Save studio", "email", "hello@localhost", "email address"},
		{"/studio/settings", "Save studio", "phone", strings.Repeat("1", 41), "under 40"},
		{"/studio/settings", "Save studio", "company_number", strings.Repeat("1", 61), "under 60"},
		{"/studio/settings", "Save studio", "accreditations", strings.Repeat("x", 20_001), "under 20000"},
		{"/studio/settings", "Save studio", "country", "ZZ", "choose one"},
		{"/studio/settings", "Save studio", "currency", "EURO", "choose one"},
		{"/studio/settings", "Save studio", "locale", "en_GB", "choose one"},
		{"/studio/settings", "Save studio", "time_zone", "Local", "choose one"},
		{"/studio/settings/documents", "Save documents", "validity_days", "0", "from 1 to 3650"},
		{"/studio/settings/documents", "Save documents", "validity_days", "soon", "whole number"},
		{"/studio/settings/documents", "Save documents", "validity_days", "99999999999999999999", "whole number"},
		{"/studio/settings/documents", "Save documents", "due_days", "-1", "from 0 to 3650"},
		{"/studio/settings/documents", "Save documents", "due_days", "", "whole number"},
		{"/studio/settings/documents", "Save documents", "deposit", "101", "from 0 to 100"},
		{"/studio/settings/documents", "Save documents", "deposit", "-5", "from 0 to 100"},
		{"/studio/settings/documents", "Save documents", "deposit", "half", "from 0 to 100"},
		{"/studio/settings/documents", "Save documents", "quote_format", "Q", "one place for the number"},
		{"/studio/settings/documents", "Save documents", "invoice_format", "{1}{1}", "one place for the number"},
		{"/studio/settings/documents", "Save documents", "receipt_format", "<b>{1}", "one place for the number"},
		{"/studio/settings/documents", "Save documents", "invoice_format", "\xff{1}", "cannot read"},
		{"/studio/settings/documents", "Save documents", "terms", strings.Repeat("x", 20_001), "under 20000"},
		{"/studio/settings/taxes", "Save tax", "tax_name", "", "fill this in"},
		{"/studio/settings/taxes", "Save tax", "tax_number", strings.Repeat("1", 41), "under 40"},
		{"/studio/settings/taxes", "Add rate", "rate", "120", "from 0 to 100"},
		{"/studio/settings/taxes", "Add rate", "rate", "20", "there already"},
		{"/studio/settings/taxes", "Add rate", "rate", "0", "one of the other kinds"},
		{"/studio/settings/taxes", "Add rate", "rate", "1e9", "from 0 to 100"},
		{"/studio/settings/payments", "Save payments", "iban", "GB33 BUKB 2020 1555 5555 56", "check digits"},
		{"/studio/settings/payments", "Save payments", "iban", "12345678", "check digits"},
		{"/studio/settings/payments", "Save payments", "bic", "BUKB", "8 or 11"},
		{"/studio/settings/payments", "Save payments", "bank_details", "20-00-00", "label, a colon"},
		{"/studio/settings/payments", "Save payments", "bank_details", strings.Repeat("A: b\n", 11), "10 lines"},
		{"/studio/settings/payments", "Save payments", "bank_name", strings.Repeat("x", 141), "under 140"},
		{"/studio/settings/payments", "Save Stripe", "secret_key", "", "fill this in"},
		{"/studio/settings/payments", "Save Stripe", "secret_key", "pk_live_abcdefghijkl", "publishable"},
		{"/studio/settings/payments", "Save Stripe", "secret_key", "sk_live_abc\xffdefghijkl", "cannot read"},
		{"/studio/settings/payments", "Save Stripe", "account", "1234", "begins with acct_"},
		{"/studio/settings/payments", "Save Stripe", "webhook_secret", "secret", "begins with whsec_"},
		{"/studio/settings/email", "Save email", "host", "", "fill this in"},
		{"/studio/settings/email", "Save email", "host", "https://smtp.example.com", "name of the server alone"},
		{"/studio/settings/email", "Save email", "port", "0", "from 1 to 65535"},
		{"/studio/settings/email", "Save email", "port", "mail", "whole number"},
		{"/studio/settings/email", "Save email", "from", "Hannah <h@example.com>", "email address"},
		{"/studio/settings/email", "Save email", "tls", "maybe", "choose one"},
		{"/studio/settings/email", "Save email", "username", strings.Repeat("x", 321), "under 320"},
		{"/studio/settings/branding", "Save branding", "brand", "teal", "colour such as"},
		{"/studio/settings/branding", "Save branding", "brand", "#12345", "colour such as"},
		{"/studio/settings/branding", "Save branding", "brand", "#0f5d62;}", "colour such as"},
		{"/studio/account", "Save details", "name", "", "fill this in"},
		{"/studio/account", "Save details", "email", "x", "email address"},
	} {
		before := *house.Store.Studio()
		page := owner.Open(try.path).Submit(try.button, try.field, try.value).Is(http.StatusUnprocessableEntity)
		if got := page.ErrorIn(try.button, try.field); !strings.Contains(got, try.says) {
			t.Errorf("%s, %s %.30q: %q", try.path, try.field, try.value, got)
		}
		if after := *house.Store.Studio(); after.Name != before.Name || after.Bank != before.Bank || after.Terms != before.Terms || after.Colour != before.Colour {
			t.Errorf("%s, %s %.30q was saved", try.path, try.field, try.value)
		}
	}
	if _, err := house.Store.MailSettings(t.Context()); err == nil {
		t.Error("mail settings were saved")
	}
	if _, err := house.Store.StripeSettings(t.Context()); err == nil {
		t.Error("keys of Stripe were saved")
	}
	if rates, err := house.Store.TaxRates(t.Context()); err != nil || len(rates) != 3 {
		t.Errorf("rates %v, %v", rates, err)
	}
	for _, path := range []string{"/studio/settings", "/studio/settings/documents", "/studio/settings/taxes", "/studio/settings/payments",
		"/studio/settings/payments/stripe", "/studio/settings/email", "/studio/account", "/studio/account/password", "/studio/sign-in", "/studio/forgotten"} {
		owner.Post(path, "name", strings.Repeat("x", 2<<20)).Is(http.StatusRequestEntityTooLarge)
	}
}

func TestTaxRates(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings/taxes").Submit("Add rate", "rate", "7.5 %", "name", "Reduced")
	page = page.Shows("7.5%, Reduced").Submit("Add rate", "rate", "0", "category", "AE", "reason", "Article 196 of Directive 2006/112/EC").Shows("Reverse charge")
	page = page.Submit("Make usual 7.5%").Shows("New lines begin with this rate.")
	rates, err := house.Store.TaxRates(t.Context())
	if err != nil || len(rates) != 5 || rates[0].Rate != 7500 || !rates[0].IsDefault {
		t.Fatalf("rates %v, %v", rates, err)
	}
	if reverse := rates[len(rates)-1].Tax("VAT"); reverse.Reason != "Article 196 of Directive 2006/112/EC" || reverse.Category != "AE" {
		t.Errorf("the reason is %+v", reverse)
	}
	page = page.Submit("Remove 20%").Shows("Removed.")
	page = page.Submit("Save rate 5%", "rate", "6", "reason", "What is charged needs none").Shows("Saved.", "6%")
	if n := storetest.Count(t, house.Store, "SELECT count(*) FROM tax_rate WHERE rate = 6000 AND reason = ''"); n != 1 {
		t.Error("a rate that is charged was given a reason")
	}
	page.Submit("Add rate", "rate", "0", "category", "K", "reason", strings.Repeat("x", 301)).Is(http.StatusUnprocessableEntity).Shows("under 300")
	page.Hides("Remove 7.5%")
	owner.Post("/studio/settings/taxes/rates/" + strconv.FormatInt(rates[0].ID, 10) + "/removal").Is(http.StatusConflict).Shows("Choose another one for that first.")
	owner.Post("/studio/settings/taxes/rates/999/removal").Is(http.StatusNotFound)
	owner.Post("/studio/settings/taxes/rates/999", "rate", "3", "category", "S").Is(http.StatusNotFound)
	owner.Post("/studio/settings/taxes/rates/999/default").Is(http.StatusNotFound)
	if rates, err := house.Store.TaxRates(t.Context()); err != nil || !rates[0].IsDefault {
		t.Errorf("an unknown rate took the place of the usual one: %v, %v", rates, err)
	}
}

func TestARateOfADraftStays(t *testing.T) {
	job := storetest.NewJob(t)
	house := openHouse(t, job.Store, job.Clock)
	draft, err := house.Store.NewQuote(t.Context(), job.Owner, job.Project.ID, "quote")
	if err != nil {
		t.Fatal(err)
	}
	rates, err := house.Store.TaxRates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft.Content.Sections[0].Lines[0].Tax = rates[1].Tax("VAT")
	if _, err := house.Store.SaveQuote(t.Context(), job.Owner, draft.ID, draft.Edits, 0, draft.Content); err != nil {
		t.Fatal(err)
	}
	page := house.Owner(t).Open("/studio/settings/taxes").Submit("Remove 5%").Is(http.StatusConflict)
	page = page.Shows("A draft is still written with this rate.").Submit("Remove Zero-rated").Shows("Removed.")
	if err := house.Store.DeleteQuote(t.Context(), job.Owner, draft.ID); err != nil {
		t.Fatal(err)
	}
	i := job.DraftInvoice(t, func(c *store.Content) { c.Sections[0].Lines[0].Tax = rates[1].Tax("VAT") })
	page.Submit("Remove 5%").Is(http.StatusConflict)
	if err := house.Store.DeleteInvoice(t.Context(), job.Owner, i.ID); err != nil {
		t.Fatal(err)
	}
	page.Submit("Remove 5%").Shows("Removed.")
}

func TestBankDetails(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings/payments").Submit("Save payments", "bank_name", "Alder & Rowe", "iban", "gb33 bukb 2020 1555 5555 55",
		"bic", "bukbgb22", "bank_details", "Sort code : 20-20-15\n\nAccount number:55555555", "takes_card", "")
	page.Shows("Saved.")
	if page.Value("iban") != "GB33 BUKB 2020 1555 5555 55" || page.Value("takes_card") != "" || page.Value("takes_bank") != "on" {
		t.Errorf("iban %q, card %q, bank %q", page.Value("iban"), page.Value("takes_card"), page.Value("takes_bank"))
	}
	s := house.Store.Studio()
	if s.Bank.IBAN != "GB33BUKB20201555555555" || s.Bank.BIC != "BUKBGB22" || s.Bank.Details != "Sort code: 20-20-15\nAccount number: 55555555" || s.TakesCard {
		t.Errorf("%+v", s.Bank)
	}
	page = page.Submit("Save payments", "bank_name", "").Is(http.StatusUnprocessableEntity)
	if page.Error("bank_name") == "" {
		t.Error("an account without a holder was taken")
	}
}

// drawn is a picture with a hidden passenger behind its pixels.
func drawn(t testing.TB, width, height int, encode func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		picture.Set(x, x%height, color.RGBA{15, 93, 98, 255})
	}
	var b bytes.Buffer
	if err := encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(b *bytes.Buffer, p image.Image) error  { return png.Encode(b, p) }
func asJPEG(b *bytes.Buffer, p image.Image) error { return jpeg.Encode(b, p, nil) }

func TestBranding(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings/branding").Shows("White words on this colour: 7.6 to 1.")
	passenger := []byte("<script>alert(document.cookie)</script><?php system($_GET[0]) ?>")
	page = page.Submit("Save branding", "brand", "#F2E9D8", "logo", Upload{Name: `C:\art\..\mark.php.png`, Type: "text/html",
		Data: append(drawn(t, 2048, 512, asPNG), passenger...)})
	page.Shows("Saved.", "mark.php.png", "1024 × 256 pixels", "Black words on this colour: 17.4 to 1.")
	css := owner.Open("/brand.css")
	if !strings.Contains(css.Body, "--brand: #f2e9d8; --on-brand: #000000;") {
		t.Errorf("brand.css: %.200s", css.Body)
	}
	logo := house.Visitor(t).Open("/logo.png")
	if logo.Header.Get("Content-Type") != "image/png" || strings.Contains(logo.Body, "script") || strings.Contains(logo.Body, "php") {
		t.Error("the logo carries a passenger")
	}
	if size, err := png.DecodeConfig(strings.NewReader(logo.Body)); err != nil || size.Width != 1024 || size.ColorModel != color.NRGBAModel {
		t.Errorf("%+v, %v", size, err)
	}
	page = page.Submit("Save branding", "logo", Upload{Name: "photo.jpg", Data: drawn(t, 600, 300, asJPEG)}).Shows("photo.jpg", "600 × 300")
	page = page.Submit("Save branding", "brand", "#0f5d62").Shows("photo.jpg") // no new logo: the old one stays
	page.Submit("Remove").Shows("The logo is gone.").Hides("photo.jpg")
	house.Visitor(t).Open("/logo.png").Is(http.StatusNotFound)
}

// bomb is a PNG of some bytes which says that it has so many pixels.
func bomb(t testing.TB, width, height uint32) []byte {
	t.Helper()
	raw := drawn(t, 8, 8, asPNG)
	binary.BigEndian.PutUint32(raw[16:], width)
	binary.BigEndian.PutUint32(raw[20:], height)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func TestLogosThatAreRefused(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	svg := `<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	broken := drawn(t, 300, 300, asJPEG)
	for name, try := range map[string]struct {
		data []byte
		says string
	}{
		"mark.svg":    {[]byte(svg), "An SVG can carry scripts"},
		"mark.png":    {[]byte(svg), "An SVG can carry scripts"},
		"notes.png":   {[]byte("hello"), "PNG, JPEG or WebP"},
		"mark.gif":    {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "PNG, JPEG or WebP"},
		"bomb.png":    {bomb(t, 20_000, 20_000), "16 million pixels"},
		"wide.png":    {bomb(t, 1<<31-1, 1<<31-1), ""},
		"short.png":   {bomb(t, 3000, 3000), "cannot be read"},
		"half.jpg":    {broken[:200], "cannot be read"},
		"large.png":   {append(drawn(t, 8, 8, asPNG), make([]byte, 2<<20)...), "larger than 2 MB"},
		"riff.webp":   {[]byte("RIFF\x10\x00\x00\x00WEBPVP8 \x00\x00"), "cannot be read"},
		"polyglot.js": {[]byte("\x89PNG\r\n\x1a\n/*" + strings.Repeat("x", 100) + "*/alert(1)"), "cannot be read"},
	} {
		page := owner.Open("/studio/settings/branding").Submit("Save branding", "brand", "#aa0011", "logo", Upload{Name: name, Data: try.data})
		page.Is(http.StatusUnprocessableEntity)
		if got := page.Error("logo"); got == "" || !strings.Contains(got, try.says) {
			t.Errorf("%s: %q", name, got)
		}
		if page.Value("brand") != "#aa0011" || house.Store.Studio().Colour != "#0f5d62" || house.Store.Studio().Logo != "" {
			t.Errorf("%s: half of the form was saved, or the colour lost", name)
		}
	}
	huge := Upload{Name: "huge.png", Data: make([]byte, 12<<20)}
	owner.Open("/studio/settings/branding").Submit("Save branding", "logo", huge).Is(http.StatusRequestEntityTooLarge)
}

func TestMailSettings(t *testing.T) {
	server := mailtest.New(t, mailtest.Mode(mail.None))
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings/email").Hides("Send a test email")
	page = page.Submit("Fill in what is known of it", "preset", "Fastmail").Shows("app password")
	if page.Value("host") != "smtp.fastmail.com" || page.Value("port") != "465" || page.Value("tls") != "tls" {
		t.Errorf("%s:%s %s", page.Value("host"), page.Value("port"), page.Value("tls"))
	}
	page = page.Submit("Save email", "preset", "", "host", server.Host, "port", server.Port, "username", mailtest.Username,
		"password", "wrong horse", "from", "studio@mail.test", "tls", "none").Shows("Saved.").Hides("wrong horse")

	page = page.Submit("Send a test email").Is(http.StatusBadGateway)
	page.Shows("The test email was not sent.", "The server said: 535 5.7.8 Username and Password not accepted").Hides("wrong horse")

	page = page.Submit("Save email", "password", mailtest.Password).Shows("Saved.").Hides(mailtest.Password)
	page = page.Submit("Save email", "from", "hello@mail.test").Shows("Saved.") // the password stays
	if preset := page.Value("preset"); preset != "My own server" {
		t.Errorf("a server of one's own is shown as %q", preset)
	}
	page = page.Submit("Send a test email").Is(http.StatusOK).Shows("The server took it for " + storetest.OwnerEmail)
	if message := server.WaitFor(t, storetest.OwnerEmail, "A test of Alder & Rowe’s email"); message.EnvelopeFrom != "hello@mail.test" {
		t.Errorf("from %s", message.EnvelopeFrom)
	}
	// A password is never handed to another server than it was typed for.
	page = page.Submit("Save email", "host", "smtp.evil.example").Is(http.StatusUnprocessableEntity)
	if page.Error("password") == "" {
		t.Error("the stored password went to another server")
	}
	owner.Open("/studio/settings/email").Submit("Remove these settings").Shows("The settings are gone.").Hides("Send a test email")
}

func TestTheEnvironmentComesFirst(t *testing.T) {
	server := mailtest.New(t, mailtest.Mode(mail.None))
	house := newHouse(t, func(c *handlers.Config) {
		c.SMTP = server.Settings()
		c.Stripe = pay.Settings{SecretKey: "sk_test_fromtheenvironment1234"}
	})
	owner := house.Owner(t)
	page := owner.Open("/studio/settings/email").Shows("The environment gives the server", server.Host).Hides(mailtest.Password)
	if page.HasButton("Save email") {
		t.Error("settings without effect can be saved")
	}
	page.Submit("Send a test email").Shows("The server took it for")
	page = owner.Open("/studio/settings/payments").Shows("ANTEROOM_STRIPE_SECRET_KEY", "sk_test_…1234").Hides("fromtheenvironment")
	if page.HasButton("Save Stripe") {
		t.Error("keys without effect can be saved")
	}
}

func TestAWebhookIsRegisteredWithAKeyOfTheEnvironment(t *testing.T) {
	stripe := practice.New(practice.Options{Name: "Alder & Rowe"})
	api := httptest.NewServer(stripe)
	t.Cleanup(api.Close)
	house := newHouse(t, func(c *handlers.Config) { c.Stripe = pay.Settings{SecretKey: practice.Key, API: api.URL} })
	page := house.Owner(t).Open("/studio/settings/payments").Shows("ANTEROOM_STRIPE_SECRET_KEY", "No webhook yet")
	page = page.Submit("Register the webhook").Shows("Registered.", house.URL+"/webhooks/stripe of each payment")
	kept := keptStripe(t, house)
	if kept.SecretKey != "" || !strings.HasPrefix(kept.WebhookSecret, "whsec_") {
		t.Errorf("kept %v", kept)
	}
	page.Hides(kept.WebhookSecret).Shows("Webhook whsec_…" + kept.WebhookSecret[len(kept.WebhookSecret)-4:])

	// The secret was another key's: one that is typed in later does not take it over.
	if err := house.Store.SaveStripe(t.Context(), store.Staff{}, store.StripeSettings{SecretKey: "sk_test_typedinlater12"}); err != nil {
		t.Fatal(err)
	}
	if got := keptStripe(t, house); got.WebhookSecret != "" {
		t.Error("the key took over a secret that is not its own")
	}

	house = newHouse(t, func(c *handlers.Config) {
		c.Stripe = pay.Settings{SecretKey: practice.Key, WebhookSecret: "whsec_fromtheenvironment42", API: api.URL}
	})
	owner := house.Owner(t)
	if owner.Open("/studio/settings/payments").Shows("ANTEROOM_STRIPE_WEBHOOK_SECRET").HasButton("Register the webhook") {
		t.Error("a webhook without effect can be registered")
	}
	owner.Post("/studio/settings/payments/stripe/webhook").IsAt("/studio/settings/payments")
	if _, err := house.Store.StripeSettings(t.Context()); err == nil {
		t.Error("a secret without effect was kept")
	}
}

// stripeHouse is a house beside a practice account that can be called.
func stripeHouse(t *testing.T) (*House, *practice.Server) {
	t.Helper()
	stripe := practice.New(practice.Options{Name: "Alder & Rowe"})
	api := httptest.NewServer(stripe)
	t.Cleanup(api.Close)
	return newHouse(t, func(c *handlers.Config) { c.Stripe.API = api.URL }), stripe
}

func TestStripeSettings(t *testing.T) {
	house, _ := stripeHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings/payments")
	page = page.Submit("Save Stripe", "secret_key", "sk_test_unknown1234").Shows("Saved.", "Key sk_test_…1234", "No webhook yet").Hides("unknown1234")
	page.Submit("Check the key").Is(http.StatusUnprocessableEntity).Shows("Stripe does not know this secret key.")

	page = owner.Open("/studio/settings/payments").Submit("Save Stripe", "secret_key", practice.Key).Hides(practice.Key)
	page = page.Submit("Check the key").Shows("Test mode: no money moves. Connected to Alder & Rowe.")
	page = page.Submit("Register the webhook").Shows("Registered.", house.URL+"/webhooks/stripe of each payment")
	kept := keptStripe(t, house)
	if kept.SecretKey != practice.Key || !strings.HasPrefix(kept.WebhookSecret, "whsec_") {
		t.Fatalf("kept %v", kept)
	}
	page.Hides(kept.WebhookSecret).Shows("Webhook whsec_…" + kept.WebhookSecret[len(kept.WebhookSecret)-4:])

	page = page.Submit("Save Stripe", "secret_key", "").Shows("Saved.") // empty keeps both
	if again := keptStripe(t, house); again != kept {
		t.Errorf("an empty field changed %v into %v", kept, again)
	}
	page = page.Submit("Save Stripe", "webhook_secret", "whsec_pastedbyhand42")
	if keptStripe(t, house).WebhookSecret != "whsec_pastedbyhand42" {
		t.Error("the pasted secret was not kept")
	}
	page.Submit("Save Stripe", "secret_key", "sk_live_anothermode99")
	if got := keptStripe(t, house); got.WebhookSecret != "" {
		t.Error("the secret of test mode stayed for live")
	}
	page = owner.Open("/studio/settings/payments").Submit("Remove the keys").Shows("Nobody can pay by card now.")
	if page.HasButton("Check the key") {
		t.Error("there is a key to check")
	}
}

func TestStripeThatDoesNotAnswer(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	house := newHouse(t, func(c *handlers.Config) { c.Stripe.API = gone.URL })
	if err := house.Store.SaveStripe(context.Background(), store.Staff{}, store.StripeSettings{SecretKey: practice.Key}); err != nil {
		t.Fatal(err)
	}
	page := house.Owner(t).Open("/studio/settings/payments").Submit("Register the webhook")
	page.Is(http.StatusBadGateway).Shows("Stripe did not answer.")
}

func keptStripe(t testing.TB, house *House) store.StripeSettings {
	t.Helper()
	kept, err := house.Store.StripeSettings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestSetupSteps(t *testing.T) {
	house, _ := stripeHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/setup/look").Submit("Continue", "brand", "red").Is(http.StatusUnprocessableEntity)
	if page.Error("brand") == "" || page.Value("brand") != "red" {
		t.Errorf("%q kept %q", page.Error("brand"), page.Value("brand"))
	}
	page = page.Submit("Continue", "brand", "#883322", "logo", Upload{Name: "a.png", Data: drawn(t, 64, 64, asPNG)})
	page.IsAt("/studio/setup/email-and-payments")
	if house.Store.Studio().Colour != "#883322" || house.Store.Studio().Logo == "" {
		t.Error("the look was not saved")
	}
	page = page.Submit("Finish", "host", "smtp.example.com", "secret_key", "nonsense", "username", "", "port", "587").Is(http.StatusUnprocessableEntity)
	if page.Error("secret_key") == "" || page.Value("host") != "smtp.example.com" {
		t.Error("a wrong key was taken, or the host lost")
	}
	if _, err := house.Store.MailSettings(t.Context()); err == nil {
		t.Error("half of the step was saved")
	}
	page = page.Submit("Finish", "secret_key", practice.Key, "port", "70000").Is(http.StatusUnprocessableEntity)
	if _, err := house.Store.StripeSettings(t.Context()); err == nil {
		t.Error("half of the step was saved")
	}
	page.Submit("Finish", "secret_key", practice.Key, "port", "587").IsAt("/studio")
	if kept, err := house.Store.MailSettings(t.Context()); err != nil || kept.Host != "smtp.example.com" || keptStripe(t, house).SecretKey != practice.Key {
		t.Errorf("kept %+v, %v", kept, err)
	}
}
