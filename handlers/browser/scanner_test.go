package browser_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"anteroom/store"
	"anteroom/store/storetest"
)

// hurried lets every timer of a page run out at once.
const hurried = `for (const kind of ['setTimeout', 'setInterval']) {
	const real = window[kind];
	window[kind] = (f, wait, ...args) => real(f, Math.min(wait ?? 0, kind === 'setTimeout' ? 1 : 50), ...args);
}`

// A mail scanner opens every link of every email in a real browser, lets all
// scripts and timers run, looks at the whole page, and touches nothing. Nothing
// counts as viewed, and no link is used up.
func TestAScannerThatRunsScriptsChangesNothing(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) {
		j.Invoiced(t)
		j.Sent(t)
		plan, err := j.AddFile(t.Context(), j.Owner, j.Project.ID, "plan.txt", strings.NewReader("The plan."))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.ShareFile(t.Context(), j.Owner, plan.ID, []int64{j.Priya.ID}, store.Words{}); err != nil {
			t.Fatal(err)
		}
	})
	h.start()
	client := h.client(t)
	client.open("/portal/sign-in")
	client.asksIn()
	for _, subject := range []string{"Your quote", "Invoice ", "shared a file"} {
		h.letter(clientEmail, subject)
	}

	scanner := newPerson(t, h, "scanner")
	scanner.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(hurried).Do(ctx)
		return err
	}))
	opened := map[string]bool{}
	for _, m := range h.mail.Messages() {
		for _, link := range m.Links {
			if !strings.HasPrefix(link, h.url) || opened[link] {
				continue
			}
			opened[link] = true
			scanner.open(link)
			scanner.reads("window.scrollTo(0, document.body.scrollHeight)")
			time.Sleep(600 * time.Millisecond)
			scanner.settle()
		}
	}
	if len(opened) < 4 {
		t.Fatalf("only %d links came by mail", len(opened))
	}
	client.open(h.link(clientEmail, "Your way in"))
	client.press("Sign in")
	client.arrives("/portal")
	client.sees("Kitchen and garden room")
	h.stop()
	for what, query := range map[string]string{
		"quotes viewed":            "SELECT count(*) FROM quote WHERE viewed_at IS NOT NULL AND state = 'sent'",
		"invoices viewed":          "SELECT count(*) FROM invoice WHERE viewed_at IS NOT NULL",
		"views in the evidence":    "SELECT count(*) FROM evidence WHERE what = 'viewed' AND quote_id IN (SELECT id FROM quote WHERE state = 'sent')",
		"quotes decided by nobody": "SELECT count(*) FROM quote WHERE state = 'declined'",
		"payments begun":           "SELECT count(*) FROM payment",
		"files downloaded":         "SELECT count(*) FROM download",
	} {
		if n := h.count(query); n != 0 {
			t.Errorf("the scanner leaves %d %s", n, what)
		}
	}
}
