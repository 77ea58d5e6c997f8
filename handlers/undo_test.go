package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store/money"
)

func TestWhatIsRemovedFromADraftCanBeBroughtBack(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page = page.Submit("Save", "line.l1.title", "Joinery", "line.l1.price", "100").Submit("Add a line")
	page = page.Submit("Save", "line.l2.title", "Oak seat", "line.l2.price", "1850", "line.l2.note", "With a *drawer*.", "line.l2.optional", "on", "line.l2.tax", "S:5000",
		"line.l2.discount", "30", "line.l2.discount_of", "amount", "line.l2.unit", "piece")
	page = page.Submit("Add a line").Submit("Save", "line.l3.title", "Paint", "line.l3.price", "5")
	before := quoteNow(t, job, q.ID)

	gone := page.Submit("Remove Oak seat").Is(http.StatusOK).Shows("Oak seat removed.")
	if lines := quoteNow(t, job, q.ID).Content.Sections[0].Lines; len(lines) != 2 {
		t.Fatalf("%d lines are left", len(lines))
	}
	if at, paint := strings.Index(gone.Body, `id="undo"`), strings.Index(gone.Body, `id="line-l3-title"`); at < 0 || at > paint {
		t.Error("it is not offered where the line was")
	}
	owner.Open(quoteURL(q.ID)).Hides("removed.") // only at once
	gone.Submit("Undo").Is(http.StatusOK).Hides("removed.")
	after := quoteNow(t, job, q.ID)
	if was, is := fmt.Sprintf("%+v", before.Content.Sections), fmt.Sprintf("%+v", after.Content.Sections); was != is || after.Total != before.Total {
		t.Errorf("it came back as\n%s, not\n%s", is, was)
	}
	gone.Submit("Undo", "edits", after.Edits).Shows("This can no longer be undone.")
	if n := len(quoteNow(t, job, q.ID).Content.Sections[0].Lines); n != 2 { // as they stand on that page
		t.Errorf("brought back twice: %d lines", n)
	}
}

func TestALineComesBackBesideOneThatTookItsPlace(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page = page.Submit("Save", "line.l1.title", "Joinery", "line.l1.price", "100")
	part := page.SubmitByHTMX("Remove Joinery").Is(http.StatusOK).Shows("Joinery removed.")
	part = part.SubmitByHTMX("Add a line").Hides("removed.")
	if part.Value("line.l1.title") != "" {
		t.Fatal("a new line has the words of an old one")
	}
	answer := owner.Post(quoteURL(q.ID), "order", "s1", "order", "l1", "edits", fmt.Sprint(quoteNow(t, job, q.ID).Edits), "do", "undo", "line.l1.title", "Paint", "line.l1.quantity", "1",
		"line.l1.tax", "S:20000", "valid_until", "2026-12-23", "kind", "quote")
	lines := quoteNow(t, job, q.ID).Content.Sections[0].Lines
	if answer.Status != http.StatusOK || len(lines) != 2 || lines[0].Title != "Joinery" || lines[0].Price != 100*money.One || lines[1].Title != "Paint" {
		t.Errorf("%d: %+v", answer.Status, lines)
	}
}

func TestSectionsAndPaymentsComeBackToo(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page = page.Submit("Add a section").Submit("Save", "section.s2.title", "Oak", "section.s2.package", "on", "line.l2.title", "Floor", "line.l2.price", "7")
	page = page.Submit("Remove Oak and its lines").Shows("Oak removed.").Submit("Undo")
	if c := quoteNow(t, job, q.ID).Content; len(c.Sections) != 2 || !c.Sections[1].Package || c.Sections[1].Title != "Oak" || len(c.Sections[1].Lines) != 1 || c.Sections[1].Lines[0].Title != "Floor" {
		t.Fatalf("%+v", c.Sections)
	}
	was := quoteNow(t, job, q.ID).Content.Schedule
	page = page.Submit("Remove " + was[0].Label).Shows(was[0].Label + " removed.")
	page.Submit("Undo").Hides("removed.")
	if is := quoteNow(t, job, q.ID).Content.Schedule; fmt.Sprint(is) != fmt.Sprint(was) || len(is) < 2 {
		t.Errorf("%+v, not %+v", is, was)
	}
}

func TestUndoStaysWithItsDraft(t *testing.T) {
	job, _, owner := jobHouse(t)
	first, q := newDraft(t, job, owner)
	first.Submit("Save", "line.l1.title", "Joinery").Submit("Remove Joinery")
	_, bill := newBill(t, job, owner)
	owner.Open(invoiceURL(bill.ID) + "?at=undo").Hides("removed.")
	owner.Post(invoiceURL(bill.ID), "order", "s1", "order", "l1", "edits", fmt.Sprint(bill.Edits), "do", "undo", "line.l1.quantity", "1", "line.l1.tax", "S:20000").
		Shows("This can no longer be undone.")
	if lines := invoiceNow(t, job, bill.ID).Content.Sections[0].Lines; len(lines) != 1 || lines[0].Title != "" {
		t.Errorf("a line of quote %d went over to invoice %d: %+v", q.ID, bill.ID, lines)
	}
}
