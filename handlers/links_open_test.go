package handlers_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// opening sets how links open, as the owner does.
func (h *House) opening(t *testing.T, choice string) {
	t.Helper()
	owner := h.Owner(t)
	owner.Open("/studio/settings/permissions").Shows("Portal access", "Open the document").
		Submit("Save how links open", "links", choice).Shows("Saved. It holds for links that were sent before, too.")
	if got := h.Store.Studio().Links; string(got) != choice {
		t.Fatalf("links open by %q", got)
	}
}

func TestTheOwnerSaysHowLinksOpen(t *testing.T) {
	house := newHouse(t)
	house.opening(t, "sign-in")
	owner := house.Owner(t)
	refused := owner.Post("/studio/settings/permissions/links", "links", "sometimes").Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	refused.Shows("No mail server is set up.")
	if house.Store.Studio().Links != store.LinksSignIn {
		t.Error("nonsense was saved")
	}
	house.opening(t, "open")
}

func TestSigningAsksForACodeThatWasJustEmailed(t *testing.T) {
	for _, kind := range []string{"quote", "contract"} {
		t.Run(kind, func(t *testing.T) {
			house := newHouse(t)
			job := house.Job(t)
			id := job.Sent(t).ID
			if kind == "contract" {
				id = job.SentContract(t).ID
			}
			client, base := house.client(t, job, kind, id)
			client.Open(base + "/acceptance").Hides("Email me a code")
			client.Post(base + "/acceptance/code").Is(http.StatusNotFound)
			house.opening(t, "code")
			page := client.Open(base+"/acceptance").Shows("Email me a code", "Code from your email")
			page = page.Submit("Sign to accept", "name", "Priya R.", "agree", "on").Is(http.StatusUnprocessableEntity)
			if !strings.Contains(page.Error("code"), "Have a code emailed") || page.Value("name") != "Priya R." {
				t.Errorf("at the code: %q; the name is %q", page.Error("code"), page.Value("name"))
			}
			page = page.Submit("Email me a code").Is(http.StatusOK).Shows("A code is on its way to the address that our emails come to.").Hides("priya@example.com")
			if page.Value("name") != "Priya R." {
				t.Errorf("the name is %q", page.Value("name"))
			}
			code := job.LastCode(t)
			wrong := page.Submit("Sign to accept", "code", "1111 1111").Is(http.StatusUnprocessableEntity)
			if !strings.Contains(wrong.Error("code"), "not right") {
				t.Errorf("a wrong code: %q", wrong.Error("code"))
			}
			wrong.Submit("Sign to accept", "code", code).Is(http.StatusOK).IsAt(base + "/acceptance")
			if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature WHERE code_at IS NOT NULL"); n != 1 {
				t.Errorf("%d signatures with a code", n)
			}
		})
	}
}

func TestDecliningAsksForACodeToo(t *testing.T) {
	for _, kind := range []string{"quote", "contract"} {
		t.Run(kind, func(t *testing.T) {
			house := newHouse(t)
			job := house.Job(t)
			id := job.Sent(t).ID
			if kind == "contract" {
				id = job.SentContract(t).ID
			}
			house.opening(t, "code")
			v := house.signIn(t, job) // whatever the door
			page := v.Open(fmt.Sprintf("/portal/%ss/%d/refusal", kind, id)).Submit("Decline", "reason", "Too dear").Is(http.StatusUnprocessableEntity)
			if page.Error("code") == "" {
				t.Error("nothing is said at the code")
			}
			page = page.Submit("Email me a code").Shows("A code is on its way")
			if page.Value("reason") != "Too dear" {
				t.Error("the reason is lost")
			}
			page.Submit("Decline", "code", job.LastCode(t)).Is(http.StatusOK).Shows("Declined on 23 November 2026")
			if n := storetest.Count(t, job.Store, "SELECT count(*) FROM evidence WHERE what = 'declined' AND detail ->> 'code' <> ''"); n != 1 {
				t.Errorf("%d refusals with a code", n)
			}
		})
	}
}

func TestTheCertificateTellsOfTheCode(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	house.opening(t, "code")
	p := job.Portal(t, job.Priya)
	if err := p.SendCode(t.Context(), store.Object{Kind: "quote", ID: q.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.WithCode(job.LastCode(t)).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); err != nil {
		t.Fatal(err)
	}
	client, base := house.client(t, job, "quote", q.ID)
	text := pdfText(t, []byte(client.Open(base+"/pdf").Is(http.StatusOK).Body))
	for _, want := range []string{"Verified by", "A code emailed to priya@example.com on Monday 23 November 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the certificate lacks %q:\n%s", want, text)
		}
	}
}

func TestALinkLeadsToTheDoorAndThenToItsDocument(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	stranger := storetest.JobAt(t, house.Store, house.Clock, job.Owner, "Okoro", "ada@example.com", "ben@example.com")
	q := job.Sent(t)
	client, base := house.client(t, job, "quote", q.ID)
	house.opening(t, "sign-in")
	before := dump(t, house.Store)
	page := client.Open(base).Is(http.StatusOK).Shows("Sign in to open this", "Send Magic Link").Hides("Window seat", "Priya", "priya")
	client.Do(client.Request(http.MethodHead, base, nil)).Is(http.StatusOK)
	for _, tail := range []string{"/pdf", "/acceptance", "/choices", "/terms"} {
		client.Open(base + tail).IsAt(base).Shows("Sign in to open this")
	}
	for _, tail := range []string{"/acceptance", "/refusal", "/view", "/invoice", "/acceptance/code"} {
		client.Post(base+tail, "name", "A thief", "method", "type", "agree", "on").IsAt(base).Hides("Window seat")
	}
	if after := dump(t, house.Store); after != before {
		t.Errorf("something changed:\n%s", diff(before, after))
	}
	sent := page.Submit("Send Magic Link").Is(http.StatusOK).Shows("Look in your email", "the address that our email came to").Hides("priya")
	path := fmt.Sprintf("/portal/quotes/%d", q.ID)
	house.Visitor(t).Open("/portal/sign-in/" + lastSignIn(t, job)).Submit("Sign in").IsAt(path).Shows("Window seat")
	house.signIn(t, stranger).Open(base).Shows("Sign in to open this").Hides("Window seat")

	again := client.Open(base).Submit("Send Magic Link")
	_, code, err := job.MintSignIn(t.Context(), storetest.Count(t, job.Store, "SELECT max(id) FROM outbox WHERE kind = 'sign-in' AND contact_id = ?", job.Priya.ID))
	if err != nil {
		t.Fatal(err)
	}
	again.Submit("Sign in", "code", "1111 1111").Is(http.StatusConflict).Shows("That code is not right")
	sent.Submit("Sign in", "code", code).IsAt(path).Shows("Window seat")
	client.Open(base).IsAt(path) // who is in goes on at once

	house.opening(t, "open")
	other := house.Visitor(t)
	other.Post(base + "/sign-in").IsAt(base).Shows("Window seat")
	other.Post("/d/never-ours/sign-in").Is(http.StatusNotFound)
}

// pdfText is the text of a paper, as an independent reader has it.
func pdfText(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skip("pdftotext is not installed, and is the independent reader that this test asks")
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}
