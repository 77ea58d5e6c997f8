package browser_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"anteroom/store"
	"anteroom/store/storetest"
)

// inLargeText is who reads text at twice its usual size.
func inLargeText(p *person) { p.large = true }

// enlarge makes the text of every page twice as large, as one may with a browser's
// own settings, while the screen stays as narrow as it is.
func enlarge(ctx context.Context) error {
	_, err := page.AddScriptToEvaluateOnNewDocument(
		`document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })`).Do(ctx)
	return err
}

// german makes Raman a client who reads German.
func german(t *testing.T, j *storetest.Job) {
	t.Helper()
	if err := j.EditClient(t.Context(), j.Owner, j.Client.ID, store.ClientDetails{Name: "Raman", Country: "DE", Locale: "de-DE"}); err != nil {
		t.Fatal(err)
	}
	j.Client.Locale, j.Priya.Locale = "de-DE", "de-DE"
}

// A client who reads German, in large letters and by a phone, reads no English:
// from the email to the signed copy, the payment and the portal.
func TestTheStoryInGermanAndLargeText(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { german(t, j); j.Sent(t) })
	h.start()
	client := h.client(t, inLargeText)
	client.open(h.link(clientEmail, "Your quote"))
	client.sees("Gültig bis", "Gesamt inkl.", "Möchten Sie Extras?", "2.220,00")
	client.looks("german-quote")
	client.tick("Photographs")
	client.sees("2.676,00")
	client.press("Jetzt unterschreiben")
	client.sees("Ihr Angebot unterschreiben")
	client.tick("Tippen")
	client.fill("Ihr voller Name", "Priya Raman")
	client.looks("german-signing")
	client.tick("Ich nehme dieses Angebot an")
	client.press("Jetzt unterschreiben")
	client.sees("Vielen Dank für Ihre Zusage!")
	client.looks("german-thanks")
	if m := h.letter(clientEmail, "Unterschrieben: "); !strings.Contains(m.Text, "Guten Tag Priya") || len(m.Attachments) != 1 {
		t.Errorf("with the signed copy comes:\n%s", m.Text)
	}
	client.press("Unterschriebenes Exemplar ansehen")
	client.sees("Angenommen und unterschrieben von Priya Raman")
	client.press("PDF herunterladen")
	client.readsPDF("Angebot", "Unterschriftsnachweis", "Zwischensumme", "Zahlungsplan")

	client.open(h.link(clientEmail, "Rechnung "))
	client.sees("Rechnung an", "Zahlungsplan", "802,80")
	client.looks("german-invoice")
	client.press("Bezahlen")
	client.looks("german-payment")
	client.press("Jetzt bezahlen")
	client.press("Pay ")
	client.sees("Vielen Dank, Ihre Zahlung ist angekommen")
	if m := h.letter(clientEmail, "Zahlungsbeleg "); !strings.Contains(m.Text, "Vielen Dank für Ihre Zahlung") {
		t.Errorf("the receipt says:\n%s", m.Text)
	}

	client.entersInGerman()
	client.sees("Projekt #1", "endet auf 4242")
	client.looks("german-project")
	client.open("/portal/projects")
	client.looks("german-projects")
	for _, page := range []string{"invoices", "quotes", "contracts", "questionnaires", "payments", "emails", "account", "activity", "statement"} {
		client.open("/portal/" + page)
		client.looks("german-" + page)
	}
	client.open("/portal/account")
	client.sees("Deutsch")
	client.choose("Sprache", "Nederlands")
	client.press("Speichern")
	client.sees("Nu", "Uitloggen")
	if lang := client.reads("document.documentElement.lang"); lang != "nl" {
		t.Errorf("the page says that it is in %q", lang)
	}
}

// entersInGerman signs in by the emailed link, where the studio writes English
// and the client reads German.
func (p *person) entersInGerman() {
	p.t.Helper()
	p.open("/portal/sign-in")
	p.looks("large-sign-in")
	p.fill("Email address", clientEmail)
	p.press("Send Magic Link")
	p.sees("Look in your email")
	p.open(p.h.link(clientEmail, "Ihr Zugang"))
	p.press("Anmelden")
	p.arrives("/portal")
}

// readsPDF asks that all of this stands in the PDF that was downloaded.
func (p *person) readsPDF(texts ...string) {
	p.t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil && os.Getenv("ANTEROOM_REQUIRE_TOOLS") == "" {
		return // the story goes on without poppler
	}
	p.download(".pdf")
	files, err := filepath.Glob(filepath.Join(p.downloads, "*.pdf"))
	if err != nil || len(files) == 0 {
		p.fail("there is no PDF: %v", err)
	}
	said, err := exec.CommandContext(p.Context, tool, "-layout", files[0], "-").Output()
	if err != nil {
		p.fail("pdftotext: %v", err)
	}
	for _, text := range texts {
		if !strings.Contains(string(said), text) {
			p.t.Errorf("the PDF does not say %q:\n%s", text, said)
		}
	}
}
