package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// refusal is the key of a refusal, or fails.
func refusal(t *testing.T, err error) string {
	t.Helper()
	var refused *store.Refused
	if !errors.As(err, &refused) {
		t.Fatalf("not refused: %v", err)
	}
	return refused.Why.Key
}

// fields are the keys of what is invalid, by field, or fails.
func fields(t *testing.T, err error) map[string]string {
	t.Helper()
	var invalid *store.Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("not invalid: %v", err)
	}
	keys := map[string]string{}
	for field, text := range invalid.Fields {
		keys[field] = text.Key
	}
	return keys
}

func TestADraftHasNoNumberAndASentQuoteHasTheNext(t *testing.T) {
	j := storetest.NewJob(t)
	first, second := j.Draft(t), j.Draft(t)
	if first.Number != "" || first.Status != "draft" {
		t.Fatalf("draft %q is %s", first.Number, first.Status)
	}
	for i, q := range []store.Quote{second, first} {
		sent, err := j.SendQuote(t.Context(), j.Owner, q.ID, j.Letter())
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"Q-0001", "Q-0002"}[i]; sent.Number != want || sent.Status != "sent" {
			t.Errorf("sent as %q, %s; want %s", sent.Number, sent.Status, want)
		}
	}
}

func TestARefusedSendingLeavesNoGapInTheNumbers(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Draft(t)
	letter := j.Letter()
	letter.Contacts = []int64{j.Tom.ID} // not on the project: refused after the number was taken
	if _, err := j.SendQuote(t.Context(), j.Owner, q.ID, letter); fields(t, err)["contacts"] != "invalid.choice" {
		t.Fatal(err)
	}
	sent, err := j.SendQuote(t.Context(), j.Owner, q.ID, j.Letter())
	if err != nil || sent.Number != "Q-0001" {
		t.Fatalf("%q, %v", sent.Number, err)
	}
}

func TestASentQuoteIsFrozen(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	c := q.Content
	c.Title = "Another"
	if _, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, 0, c); refusal(t, err) != "refused.quote_sent" {
		t.Error(err)
	}
	if err := j.DeleteQuote(t.Context(), j.Owner, q.ID); refusal(t, err) != "refused.quote_sent" {
		t.Error(err)
	}
	if err := j.EditClient(t.Context(), j.Owner, j.Client.ID, store.ClientDetails{Name: "Renamed", Address: "Elsewhere"}); err != nil {
		t.Fatal(err)
	}
	again, err := j.Quote(t.Context(), q.ID)
	if err != nil {
		t.Fatal(err)
	}
	if again.Content.To.Name != "Raman" || again.Hash != q.Hash || again.Client != "Renamed" {
		t.Errorf("a new address rewrote the quote: %+v", again.Content.To)
	}
}

func TestTwoWindowsDoNotOverwriteEachOther(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Draft(t)
	c := q.Content
	c.Title = "First window"
	if _, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	c.Title = "Second window"
	if _, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, 0, c); refusal(t, err) != "refused.edited_elsewhere" {
		t.Fatal(err)
	}
	kept, err := j.Quote(t.Context(), q.ID)
	if err != nil || kept.Title != "First window" {
		t.Fatalf("%q %v", kept.Title, err)
	}
}

func TestWhatADraftLacksIsSaidAtItsField(t *testing.T) {
	for field, c := range map[string]struct {
		spoil func(*store.Content)
		key   string
	}{
		"title":         {func(c *store.Content) { c.Title = "" }, "invalid.required"},
		"line.l1.title": {func(c *store.Content) { c.Sections[0].Lines[0].Title = " " }, "invalid.required"},
		"lines":         {func(c *store.Content) { c.Sections = nil }, "invalid.no_lines"},
		"valid_until":   {func(c *store.Content) { c.ValidUntil = "2026-11-22" }, "invalid.date_past"},
		"step.1.due":    {func(c *store.Content) { c.Schedule[1].Due = store.Due{Kind: "event", Days: 7} }, "invalid.no_event"},
		"step.0.on":     {func(c *store.Content) { c.Schedule[0].Due = store.Due{Kind: "date"} }, "invalid.date"},
		"schedule":      {func(c *store.Content) { c.Schedule[1].Part = money.Part{Percent: 10_000} }, "money.parts-fall-short"},
	} {
		t.Run(field, func(t *testing.T) {
			j := storetest.NewJob(t)
			q := j.Draft(t, c.spoil)
			_, err := j.SendQuote(t.Context(), j.Owner, q.ID, j.Letter())
			if got := fields(t, err); got[field] != c.key {
				t.Errorf("%v, want %s at %s", got, c.key, field)
			}
		})
	}
}

func TestFiguresThatCannotBeAreRefusedAtSaving(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Draft(t)
	for field, spoil := range map[string]func(*store.Content){
		"line.l1.discount": func(c *store.Content) { c.Sections[0].Lines[0].Discounts = []money.Discount{{Amount: 999_999_99}} },
		"line.l1.price": func(c *store.Content) {
			c.Sections[0].Lines[0].Price = 9_000_000_000_000 * 1_000_000
			c.Sections[0].Lines[0].Quantity = 9_000_000 * money.One
		},
		"discount":     func(c *store.Content) { c.Discount = money.Discount{Amount: 999_999_99} },
		"title":        func(c *store.Content) { c.Title = "Not \xff UTF-8" },
		"line.l1.unit": func(c *store.Content) { c.Sections[0].Lines[0].Unit = strings.Repeat("d", 41) },
	} {
		c := q.Content
		c.Sections = []store.Section{{ID: "s1", Lines: append([]store.Line{}, q.Content.Sections[0].Lines...)}}
		spoil(&c)
		_, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, 0, c)
		if got := fields(t, err); got[field] == "" {
			t.Errorf("%v, want a message at %s", got, field)
		}
	}
	if kept, err := j.Quote(t.Context(), q.ID); err != nil || kept.Edits != q.Edits {
		t.Errorf("something was saved: %d edits, %v", kept.Edits, err)
	}
}

func TestARevisionTakesThePlaceOfTheVersionBefore(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	token := j.Link(t, "quote", q.ID)
	revision, err := j.ReviseQuote(t.Context(), j.Owner, q.ID)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := j.ReviseQuote(t.Context(), j.Owner, q.ID); err != nil || again.ID != revision.ID {
		t.Errorf("a second revision was begun: %d, %v", again.ID, err)
	}
	if revision, err = j.SendQuote(t.Context(), j.Owner, revision.ID, j.Letter()); err != nil {
		t.Fatal(err)
	}
	if revision.Number != q.Number || revision.Version != 2 {
		t.Errorf("revision is %s version %d", revision.Number, revision.Version)
	}
	p, err := j.PortalByLink(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	old, err := p.Quote(t.Context(), q.ID)
	if err != nil || old.Status != "superseded" || old.SupersededBy != revision.ID {
		t.Fatalf("%s, superseded by %d: %v", old.Status, old.SupersededBy, err)
	}
	if _, err := p.AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); refusal(t, err) != "refused.quote_replaced" {
		t.Error(err)
	}
	if _, err := p.Quote(t.Context(), revision.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the old link opens the new version: %v", err)
	}
}

func TestAQuoteExpiresAtTheEndOfItsLastDay(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t, func(c *store.Content) { c.ValidUntil = "2026-11-24" })
	p := j.Portal(t, j.Priya)
	j.Clock.Add(38 * time.Hour) // 24 November, 23:00 in London
	if now, err := p.Quote(t.Context(), q.ID); err != nil || now.Status != "sent" {
		t.Fatalf("%s %v", now.Status, err)
	}
	j.Clock.Add(time.Hour)
	if now, err := p.Quote(t.Context(), q.ID); err != nil || now.Status != "expired" {
		t.Fatalf("%s %v", now.Status, err)
	}
	if _, err := p.AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); refusal(t, err) != "refused.quote_expired" {
		t.Error(err)
	}
}

func TestPackagesAreAlternatives(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t, func(c *store.Content) {
		c.Sections = []store.Section{
			{ID: "base", Lines: []store.Line{storetest.Line("b1", "Survey", 100)}},
			{ID: "small", Title: "Small", Package: true, Lines: []store.Line{storetest.Line("s1", "One room", 1000), storetest.Option("s2", "Paint", 50)}},
			{ID: "large", Title: "Large", Package: true, Lines: []store.Line{storetest.Line("g1", "Whole house", 5000)}},
		}
	})
	if q.Total != 132000 {
		t.Errorf("offered at %d, want the first package: 132000", q.Total)
	}
	sign := storetest.Signing(t, q)
	sign.Selection = store.Selection{Package: "large", Options: []string{"s2"}} // an option of the package that was not picked
	sign.Total = 612000
	signed, err := j.Portal(t, j.Priya).AcceptQuote(t.Context(), q.ID, sign)
	if err != nil {
		t.Fatal(err)
	}
	i, err := j.Invoice(t.Context(), signed.InvoiceID)
	if err != nil || i.Total != 612000 || len(i.Content.Sections) != 2 {
		t.Fatalf("invoice of %d with %d sections: %v", i.Total, len(i.Content.Sections), err)
	}
}
