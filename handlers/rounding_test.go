package handlers_test

import (
	"fmt"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// A studio whose country wants it rounds tax on each line: what is begun from
// then on adds up so, through signing and invoice; what was begun before stays.
func TestTaxIsRoundedAsTheStudioSays(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	odd := func(c *store.Content) {
		c.Sections[0].Lines = nil
		for n := range 3 {
			l := storetest.Line(fmt.Sprint("n", n), "Hook", 1)
			l.Price = 130_000 // 13 pence, of which 20% is 2.6
			c.Sections[0].Lines = append(c.Sections[0].Lines, l)
		}
	}
	before := job.Draft(t)
	owner.Open("/studio/settings/taxes").Submit("Save tax", "rounding", "often").Is(422)
	if page := owner.Open("/studio/settings/taxes"); page.Value("rounding") != "rate" {
		t.Errorf("it begins with %q", page.Value("rounding"))
	}
	if i := job.Invoiced(t, odd); i.Total != 47 { // 39 and 20 % of it, 7.8
		t.Errorf("once for each rate: %d", i.Total)
	}
	owner.Open("/studio/settings/taxes").Submit("Save tax", "rounding", "line").Shows("Saved.")
	if i := job.Invoiced(t, odd); i.Total != 48 { // three times 13 and 3
		t.Errorf("on each line: %d", i.Total)
	}
	if kept, err := job.Quote(t.Context(), before.ID); err != nil || kept.Content.Rounding != "rate" {
		t.Errorf("a draft of before is rounded by %q, %v", kept.Content.Rounding, err)
	}
}
