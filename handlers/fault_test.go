package handlers_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestAFaultIsToldInPlainWordsAndLoggedWithItsReference(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	link := job.Link(t, "quote", job.Sent(t).ID)
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	storetest.Exec(t, job.Store, "ALTER TABLE quote RENAME COLUMN title TO gone")
	page := house.Visitor(t).Open("/d/" + link).Is(http.StatusInternalServerError)
	for _, raw := range []string{"SQL", "sqlite", "column", "no such"} {
		if strings.Contains(page.Body, raw) {
			t.Errorf("the page says %q", raw)
		}
	}
	reference := regexp.MustCompile(`[2-9A-Z]{4}-[2-9A-Z]{4}`).FindString(page.Text())
	if reference == "" || !strings.Contains(log.String(), reference) || !strings.Contains(log.String(), "no such column") {
		t.Errorf("reference %q; the log: %s", reference, &log)
	}
	if strings.Contains(log.String(), link) {
		t.Error("the log holds the link")
	}
}

func TestNoPageIsKeptByABrowserOrOnTheWay(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	link := job.Link(t, "quote", job.Sent(t).ID)
	for path, v := range map[string]*Visitor{"/studio": house.Owner(t), "/portal": house.signIn(t, job), "/d/" + link: house.Visitor(t), "/nowhere": house.Visitor(t)} {
		if got := v.Open(path).Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: %q", path, got)
		}
	}
	pdf := house.Visitor(t).Open("/d/" + link + "/pdf").Is(http.StatusOK)
	if got := pdf.Header.Get("Cache-Control"); got != "private, no-store" {
		t.Errorf("a paper: %q", got)
	}
}

func TestThereIsNoReceiptOfWhatDidNotCome(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	pay, err := job.Portal(t, job.Priya).StartCard(t.Context(), i.ID, store.PayNext, "attempt-0000000000001")
	if err != nil {
		t.Fatal(err)
	}
	house.Owner(t).Open(fmt.Sprintf("/studio/invoices/%d/payments/%d/receipt", i.ID, pay.ID)).Is(http.StatusNotFound)
	house.signIn(t, job).Open(fmt.Sprintf("/portal/invoices/%d/receipts/%d", i.ID, pay.ID)).Is(http.StatusNotFound)
}
