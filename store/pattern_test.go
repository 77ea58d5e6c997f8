package store_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// everything is a content with all that can be written on a quote.
func everything(c *store.Content) {
	c.Title, c.Intro.Source, c.Terms.Source = "A kitchen", "Dear **client**", "Half of it now."
	c.Discount, c.DiscountFor = money.Discount{Percent: 10_000}, "Returning"
	c.Shipping, c.ShippingFor, c.ShippingTax = 6000, "Delivery", &money.Tax{Category: money.Standard, Rate: 5_000, Name: "VAT"}
	c.TaxIncluded = true
	c.Sections = []store.Section{
		{ID: "a", Title: "Base", Lines: []store.Line{storetest.Line("x", "Survey", 100), storetest.Option("y", "Paint", 50)}},
		{ID: "b", Title: "Small", Package: true, Lines: []store.Line{storetest.Line("z", "One room", 1000)}},
		{ID: "c", Title: "Large", Package: true, Lines: []store.Line{storetest.Line("w", "Whole house", 5000)}},
	}
	c.Sections[0].Lines[1].Ticked = true
	c.Schedule = []store.Step{
		{Label: "Now", Part: money.Part{Percent: 50_000}, Due: store.Due{Kind: "acceptance", Days: 3}},
		{Label: "Then", Part: money.Part{Rest: true}, Due: store.Due{Kind: "date", On: "2026-12-01"}},
	}
}

func TestAQuoteBeginsWithATemplate(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t, everything)
	made, err := j.SaveTemplate(t.Context(), j.Owner, q.ID, store.TemplateWords{Name: "Kitchens", Intro: "Dear **client**"}, false)
	if err != nil {
		t.Fatal(err)
	}
	if c := made.Content; c.To != (store.Party{}) || c.From != (store.Party{}) || c.Number != "" || c.On != "" || c.By != "" || c.ValidUntil != "" || c.Project != (store.ProjectFact{}) {
		t.Errorf("a template knows of its quote: %+v", c)
	}
	j.Clock.Add(30 * 24 * 3600e9)
	fresh, err := j.BeginQuote(t.Context(), j.Owner, j.Project.ID, made.Kind, store.Pattern{Template: made.ID})
	if err != nil {
		t.Fatal(err)
	}
	c := fresh.Content
	if c.Title != "A kitchen" || c.Intro.HTML == "" || c.Terms.Source != "Half of it now." || c.Discount.Percent != 10_000 || c.Shipping != 6000 || !c.TaxIncluded {
		t.Errorf("began with %+v", c)
	}
	if len(c.Sections) != 3 || !c.Sections[1].Package || !c.Sections[0].Lines[1].Optional || c.Sections[2].Lines[0].ID != "l4" || c.Sections[2].ID != "s3" {
		t.Errorf("lines %+v", c.Sections)
	}
	if c.Schedule[1].Due.On != "" || c.Schedule[0].Due.Days != 3 {
		t.Errorf("a day that has passed is kept: %+v", c.Schedule)
	}
	if fresh.Total != q.Total || fresh.ValidUntil != "2027-01-22" || fresh.Status != "draft" || fresh.Number != "" {
		t.Errorf("%d until %s, %s", fresh.Total, fresh.ValidUntil, fresh.Status)
	}
	if _, err := j.SaveTemplate(t.Context(), j.Owner, j.Draft(t).ID, store.TemplateWords{Name: "kitchens"}, false); fields(t, err)["name"] != "invalid.template_taken" {
		t.Error(err)
	}
	if again, err := j.SaveTemplate(t.Context(), j.Owner, j.Draft(t).ID, store.TemplateWords{Name: "kitchens"}, true); err != nil || again.ID != made.ID || again.Content.Title != "Window seat" {
		t.Errorf("it was not replaced: %+v, %v", again, err)
	}
	if now, err := j.Quote(t.Context(), fresh.ID); err != nil || now.Title != "A kitchen" {
		t.Errorf("a replaced template changed a quote: %q, %v", now.Title, err)
	}
}

func TestAnInvoiceBeginsWithWhatStandsBeforeOneChooses(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Draft(t, everything)
	i, err := j.BeginInvoice(t.Context(), j.Owner, j.Project.ID, store.Pattern{Quote: q.ID})
	if err != nil {
		t.Fatal(err)
	}
	if i.Total != q.Total || len(i.Content.Sections) != 2 || i.Content.Sections[1].Package || i.Content.Sections[0].Lines[1].Optional || i.QuoteID != 0 {
		t.Errorf("%d of %d: %+v", i.Total, q.Total, i.Content.Sections)
	}
	if i.Content.Schedule[0].Due.Kind != "issue" || len(i.Instalments) != 2 {
		t.Errorf("%+v, %+v", i.Content.Schedule, i.Instalments)
	}
	back, err := j.BeginQuote(t.Context(), j.Owner, j.Project.ID, "estimate", store.Pattern{Invoice: i.ID})
	if err != nil || back.Kind != "estimate" || back.Content.Schedule[0].Due.Kind != "acceptance" || back.Total != i.Total {
		t.Errorf("%s, %+v, %d: %v", back.Kind, back.Content.Schedule, back.Total, err)
	}
}

func TestACopyIsADocumentOfItsOwn(t *testing.T) {
	j := storetest.NewJob(t)
	issued := j.Invoiced(t)
	other := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	i, err := j.BeginInvoice(t.Context(), j.Owner, other.Project.ID, store.Pattern{Invoice: issued.ID})
	if err != nil {
		t.Fatal(err)
	}
	c := i.Content
	if i.QuoteID != 0 || c.QuoteNumber != "" || c.SignedOn != "" || c.Totals != nil || c.Number != "" || c.To.Name != "" || c.Bank != (store.Bank{}) || i.Client != "Okafor" {
		t.Errorf("a copy remembers: %+v", c)
	}
	if i.Total != issued.Total || i.Status != "draft" {
		t.Errorf("%d, %s", i.Total, i.Status)
	}
	i, err = j.SendInvoice(t.Context(), j.Owner, i.ID, other.Letter())
	if err != nil || i.Number != "INV-0002" || i.Content.To.Name != "Okafor" {
		t.Errorf("%q to %q: %v", i.Number, i.Content.To.Name, err)
	}
}

func TestACopyKeepsTheCurrencyOfItsPrices(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Draft(t, func(c *store.Content) { c.Currency = "EUR" })
	fresh, err := j.BeginQuote(t.Context(), j.Owner, j.Project.ID, "quote", store.Pattern{Quote: q.ID})
	if err != nil || fresh.Currency != "EUR" || fresh.Content.Currency != "EUR" {
		t.Errorf("%s: %v", fresh.Currency, err)
	}
}

func TestWhatIsNotThereIsNoPattern(t *testing.T) {
	j := storetest.NewJob(t)
	for _, from := range []store.Pattern{{Quote: 999}, {Invoice: 999}, {Template: 999}} {
		if _, err := j.BeginQuote(t.Context(), j.Owner, j.Project.ID, "quote", from); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%+v: %v", from, err)
		}
		if _, err := j.BeginInvoice(t.Context(), j.Owner, j.Project.ID, from); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%+v: %v", from, err)
		}
	}
	if n := storetest.Count(t, j.Store, "SELECT (SELECT count(*) FROM quote) + (SELECT count(*) FROM invoice)"); n != 0 {
		t.Errorf("%d documents were begun", n)
	}
}

func TestThereAreNotMoreTemplatesThanASelectCanBear(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Draft(t)
	storetest.Exec(t, j.Store, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
		INSERT INTO quote_template (name, kind, content, created_at, updated_at) SELECT 'T' || i, 'quote', '{}', 0, 0 FROM n`)
	if _, err := j.SaveTemplate(t.Context(), j.Owner, q.ID, store.TemplateWords{Name: "One more"}, false); refusal(t, err) != "refused.too_many_templates" {
		t.Error(err)
	}
	if _, err := j.SaveTemplate(t.Context(), j.Owner, q.ID, store.TemplateWords{Name: "T7"}, true); err != nil {
		t.Error(err)
	}
	if _, err := j.NewTemplate(t.Context(), j.Owner, "One more", "quote"); refusal(t, err) != "refused.too_many_templates" {
		t.Error(err)
	}
	storetest.Exec(t, j.Store, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
		INSERT INTO contract_template (name, body, created_at, updated_at) SELECT 'T' || i, 'Text', 0, 0 FROM n`)
	if _, err := j.KeepContractTemplate(t.Context(), j.Owner, store.ContractTemplate{Name: "One more", Body: "Text"}); refusal(t, err) != "refused.too_many_templates" {
		t.Error(err)
	}
}

func TestATemplateIsWrittenFromNothing(t *testing.T) {
	j := storetest.NewJob(t)
	for _, wrong := range [][2]string{{"", "quote"}, {"Seats", "invoice"}} {
		if _, err := j.NewTemplate(t.Context(), j.Owner, wrong[0], wrong[1]); len(fields(t, err)) != 1 {
			t.Errorf("%q of %q: %v", wrong[0], wrong[1], err)
		}
	}
	v, err := j.NewTemplate(t.Context(), j.Owner, "Seats", "estimate")
	if err != nil {
		t.Fatal(err)
	}
	if c := v.Content; v.Kind != "estimate" || c.Currency != "GBP" || len(c.Sections) != 1 || len(c.Sections[0].Lines) != 1 || c.Terms.Source != "" || c.Project != (store.ProjectFact{}) {
		t.Errorf("it begins with %+v", c)
	}
	fresh, err := j.BeginQuote(t.Context(), j.Owner, j.Project.ID, v.Kind, store.Pattern{Template: v.ID})
	if err != nil || fresh.Title != j.Project.Name || fresh.Content.ValidUntil == "" {
		t.Errorf("%q until %q: what it leaves open is not the project's and the studio's: %v", fresh.Title, fresh.Content.ValidUntil, err)
	}
	if _, err := j.NewTemplate(t.Context(), j.Owner, "SEATS", "quote"); fields(t, err)["name"] != "invalid.template_taken" {
		t.Error(err)
	}
}

func TestATemplateIsEditedAsAQuoteIs(t *testing.T) {
	j := storetest.NewJob(t)
	v, err := j.NewTemplate(t.Context(), j.Owner, "Seats", "quote")
	if err != nil {
		t.Fatal(err)
	}
	other, err := j.NewTemplate(t.Context(), j.Owner, "Stairs", "quote")
	if err != nil {
		t.Fatal(err)
	}
	c := v.Content
	everything(&c)
	c.ValidUntil = "2030-01-01"
	saved, err := j.EditTemplate(t.Context(), j.Owner, v.ID, v.Edits, "Window seats", c)
	if err != nil || saved.Name != "Window seats" || saved.Edits != v.Edits+1 || saved.Content.Intro.HTML == "" || saved.Content.ValidUntil != "" || len(saved.Content.Sections) != 3 {
		t.Fatalf("%+v: %v", saved, err)
	}
	if _, err := j.EditTemplate(t.Context(), j.Owner, v.ID, v.Edits, "Older", c); refusal(t, err) != "refused.edited_elsewhere" {
		t.Error(err)
	}
	for name, field := range map[string]string{"": "name", "stairs": "name"} {
		if _, err := j.EditTemplate(t.Context(), j.Owner, v.ID, saved.Edits, name, c); fields(t, err)[field] == "" {
			t.Errorf("called %q: %v", name, err)
		}
	}
	c.Sections[0].Lines[0].Price = -1
	if _, err := j.EditTemplate(t.Context(), j.Owner, v.ID, saved.Edits, "Window seats", c); fields(t, err)["line.x.price"] == "" {
		t.Error(err)
	}
	if now, err := j.Template(t.Context(), v.ID); err != nil || now.Name != "Window seats" || now.Edits != saved.Edits || now.Content.Sections[0].Lines[0].Price != saved.Content.Sections[0].Lines[0].Price {
		t.Errorf("what was refused is kept: %+v, %v", now, err)
	}
	if now, err := j.Template(t.Context(), other.ID); err != nil || now.Name != "Stairs" || now.Edits != 0 {
		t.Errorf("another one changed: %+v, %v", now, err)
	}
	// One that a quote replaces has been edited too.
	if _, err := j.SaveTemplate(t.Context(), j.Owner, j.Draft(t).ID, store.TemplateWords{Name: "Window seats"}, true); err != nil {
		t.Fatal(err)
	}
	if _, err := j.EditTemplate(t.Context(), j.Owner, v.ID, saved.Edits, "Window seats", saved.Content); refusal(t, err) != "refused.edited_elsewhere" {
		t.Error(err)
	}
	if list, total, err := j.FindTemplates(t.Context(), "wind", store.Paging{Page: 1}); err != nil || total != 1 || len(list) != 1 || list[0].ID != v.ID {
		t.Errorf("%d, %+v: %v", total, list, err)
	}
}

func item(title string, change ...func(*store.Item)) store.Item {
	v := store.Item{Title: title, Unit: "day", Price: 450 * money.One, Currency: "GBP", Category: money.Standard, Rate: 20_000}
	for _, f := range change {
		f(&v)
	}
	return v
}

func TestThePriceListIsSearchedAsPeopleType(t *testing.T) {
	j := storetest.NewJob(t)
	for _, title := range []string{"Wedding album", "Album, small", "Crème brûlée", "Prints 100%"} {
		if _, err := j.SaveItem(t.Context(), j.Owner, item(title)); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]string{
		"album": "Album, small|Wedding album", "ALBUM wed": "Wedding album", "creme": "Crème brûlée", "100%": "Prints 100%", "%": "Prints 100%", "nothing": "",
		"": "Album, small|Crème brûlée|Prints 100%|Wedding album",
	} {
		list, err := j.FindItems(t.Context(), query, "GBP")
		var titles []string
		for _, v := range list {
			titles = append(titles, v.Title)
		}
		if got := strings.Join(titles, "|"); err != nil || got != want {
			t.Errorf("%q finds %q, not %q: %v", query, got, want, err)
		}
	}
	for n := range 30 {
		if _, err := j.SaveItem(t.Context(), j.Owner, item("Print "+strconv.Itoa(n))); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := j.FindItems(t.Context(), "print", "GBP"); err != nil || len(list) != 8 {
		t.Errorf("%d found: %v", len(list), err)
	}
	if list, total, err := j.Items(t.Context(), "print", store.Paging{Page: 9}); err != nil || total != 31 || len(list) != 6 {
		t.Errorf("%d of %d: %v", len(list), total, err)
	}
}

func TestALineIsKeptOnThePriceListOnce(t *testing.T) {
	j := storetest.NewJob(t)
	l, pounds := storetest.Line("l7", "Joinery", 3240), &store.Content{Currency: "GBP"}
	l.Unit, l.Note.Source = "room", "Oak."
	if added, err := j.ListLine(t.Context(), j.Owner, pounds, l); err != nil || !added {
		t.Fatalf("%t, %v", added, err)
	}
	l.Title, l.Price = "JOINERY", 3500*money.One
	if added, err := j.ListLine(t.Context(), j.Owner, pounds, l); err != nil || added {
		t.Fatalf("%t, %v", added, err)
	}
	list, total, err := j.Items(t.Context(), "", store.Paging{})
	if err != nil || total != 1 || list[0].Title != "JOINERY" || list[0].Price != 3500*money.One || list[0].Unit != "room" || list[0].Note != "Oak." {
		t.Errorf("%+v, %v", list, err)
	}
	if added, err := j.ListLine(t.Context(), j.Owner, &store.Content{Currency: "EUR", TaxIncluded: true}, l); err != nil || !added {
		t.Fatalf("a price in another currency took the place of this: %t, %v", added, err)
	}
	if list, err := j.FindItems(t.Context(), "joi", "GBP"); err != nil || len(list) != 2 || list[0].Currency != "GBP" || list[0].Gross || !list[1].Gross {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err := j.FindItems(t.Context(), "joi", "EUR"); err != nil || list[0].Currency != "EUR" {
		t.Errorf("%+v, %v", list, err)
	}
	l.Title = " "
	if _, err := j.ListLine(t.Context(), j.Owner, pounds, l); fields(t, err)["line.l7.title"] != "invalid.required" {
		t.Error(err)
	}
}

func TestWhatCannotStandOnThePriceListIsRefused(t *testing.T) {
	j := storetest.NewJob(t)
	kept, err := j.SaveItem(t.Context(), j.Owner, item("Day"))
	if err != nil {
		t.Fatal(err)
	}
	for field, v := range map[string]store.Item{
		"title":    item(""),
		"unit":     item("A", func(v *store.Item) { v.Unit = strings.Repeat("x", 41) }),
		"note":     item("A", func(v *store.Item) { v.Note = "\xff" }),
		"price":    item("A", func(v *store.Item) { v.Price = -1 }),
		"currency": item("A", func(v *store.Item) { v.Currency = "XYZ" }),
		"tax":      item("A", func(v *store.Item) { v.Category, v.Rate = money.Exempt, 5 }),
	} {
		if _, err := j.SaveItem(t.Context(), j.Owner, v); fields(t, err)[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := j.SaveItem(t.Context(), j.Owner, item("DAY")); fields(t, err)["title"] != "invalid.item_taken" {
		t.Error(err)
	}
	kept.Title = "Half a day"
	if _, err := j.SaveItem(t.Context(), j.Owner, kept); err != nil {
		t.Error(err)
	}
	if err := j.DeleteItem(t.Context(), j.Owner, kept.ID); err != nil {
		t.Error(err)
	}
	if _, err := j.SaveItem(t.Context(), j.Owner, kept); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("what is off the list was changed: %v", err)
	}
}
