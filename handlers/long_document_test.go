package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// beads are lines of a penny each, every one of them with all its fields.
func beads(n int) func(*store.Content) {
	return func(c *store.Content) {
		c.Sections[0].Lines = nil
		for k := range n {
			l := storetest.Option(fmt.Sprintf("l%d", k+1), "A bead of glass", 0)
			l.Price, l.Ticked, l.Unit, l.Note.Source = money.One/100, true, "piece", "Blown by hand in Murano."
			c.Sections[0].Lines = append(c.Sections[0].Lines, l)
		}
	}
}

func TestAThousandLinesAreWrittenAndOneMoreIsRefusedKindly(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Draft(t, beads(1000))
	page := owner.Open(quoteURL(q.ID)).Is(http.StatusOK)
	page.SubmitByHTMX("Save", "title", "A necklace").Is(http.StatusOK).Shows("£12.00")
	if now := quoteNow(t, job, q.ID); now.Title != "A necklace" || len(now.Content.Sections[0].Lines) != 1000 {
		t.Errorf("kept %q with %d lines", now.Title, len(now.Content.Sections[0].Lines))
	}
	again := owner.Open(quoteURL(q.ID)).Submit("Add a line").Is(http.StatusUnprocessableEntity)
	again.Shows("This document has 1001 lines. Up to 1000 fit")
	if n := len(quoteNow(t, job, q.ID).Content.Sections[0].Lines); n != 1000 {
		t.Errorf("%d lines were kept", n)
	}
	i := job.DraftInvoice(t, beads(1000))
	owner.Open(invoiceURL(i.ID)).SubmitByHTMX("Save", "title", "A necklace").Is(http.StatusOK).Shows("£12.00")
}

func TestAFormBeyondReasonIsRefusedKindly(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Draft(t)
	many := strings.Split(strings.Repeat("order,l1,", 20_001), ",")
	owner.Post(quoteURL(q.ID), many[:40_002]...).Is(http.StatusRequestEntityTooLarge)
	words := owner.Open(quoteURL(q.ID))
	for range 26 { // each of them as long as a text may be
		words = words.Submit("Add a section")
	}
	var pairs []any
	for n := range 26 {
		pairs = append(pairs, fmt.Sprintf("section.s%d.note", n+1), strings.Repeat("word ", 4000))
	}
	words.Submit("Save", pairs...).Is(http.StatusUnprocessableEntity).Shows("The words on this document have become too long")
	if now := quoteNow(t, job, q.ID); len(now.Content.Sections[0].Note.Source) != 0 {
		t.Error("half a form was saved")
	}
}
