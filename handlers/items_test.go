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

func itemsNow(t *testing.T, job *storetest.Job) []store.Item {
	t.Helper()
	list, _, err := job.Items(t.Context(), "", store.Paging{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestPriceListIsKept(t *testing.T) {
	job, _, owner := jobHouse(t)
	page := owner.Open("/studio/quotes").Follow("Price list").Shows("Your prices will be here").Follow("New item")
	page = page.Submit("Save item", "title", "Day of joinery", "price", "£450", "unit", "day", "note", "Tools *included*.", "tax", "S:5000")
	page = page.IsAt("/studio/items").Shows("Day of joinery is on the price list.", "£450.00 / day", "VAT 5%", "Tools *included*.")
	page = page.Follow("Day of joinery")
	if page.Value("price") != "450.00" || page.Value("tax") != "S:5000" || page.Value("unit") != "day" {
		t.Errorf("price %q, tax %q", page.Value("price"), page.Value("tax"))
	}
	page.Submit("Save item", "price", "480").Shows("£480.00 / day")
	owner.Open("/studio/items?q=JOINERY").Shows("Day of joinery")
	owner.Open("/studio/items?q=plumbing").Shows("Nothing matches")
	if part := owner.Part("/studio/items?q=join"); strings.Contains(part.Body, "<html") {
		t.Error("htmx was given a whole page")
	}
	page.Follow("Take it off the list").Shows("Quotes and invoices keep what they have of it").Submit("Take it off").IsAt("/studio/items").Shows("is off the price list")
	if n := len(itemsNow(t, job)); n != 0 {
		t.Errorf("%d items are left", n)
	}
}

func TestPriceListRefusesWhatItCannotRead(t *testing.T) {
	job, _, owner := jobHouse(t)
	if _, err := job.SaveItem(t.Context(), job.Owner, store.Item{Title: "Day", Currency: "GBP", Category: money.Standard, Rate: 20_000}); err != nil {
		t.Fatal(err)
	}
	page := owner.Open("/studio/items/new")
	for _, bad := range [][2]string{{"title", ""}, {"title", "day"}, {"title", strings.Repeat("x", 201)}, {"price", "abc"}, {"price", "-1"}, {"price", "1e9"},
		{"price", "99999999999999999999"}, {"unit", strings.Repeat("x", 41)}, {"note", strings.Repeat("x", 20_001)}, {"note", "\xff"}, {"currency", "XYZ"}, {"tax", "S:1"}, {"tax", "AE:x"}} {
		pairs := []any{bad[0], bad[1]}
		if bad[0] != "title" {
			pairs = append(pairs, "title", "Night")
		}
		again := page.Submit("Save item", pairs...)
		if again.Status != http.StatusUnprocessableEntity || again.Error(bad[0]) == "" {
			t.Errorf("%s = %.20q: %d: %s", bad[0], bad[1], again.Status, again.Text())
		}
	}
	if n := len(itemsNow(t, job)); n != 1 {
		t.Errorf("%d items", n)
	}
	owner.Open("/studio/items/999").Is(http.StatusNotFound)
	owner.Post("/studio/items/999", "title", "x").Is(http.StatusNotFound)
	owner.Post("/studio/items/999/deletion").Is(http.StatusNotFound)
}

func TestLineGoesOntoThePriceListAndComesFromIt(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page.Hides("From the price list") // there is nothing on it
	page = page.Submit("Save", "line.l1.title", "Oak window seat", "line.l1.price", "1850", "line.l1.unit", "piece", "line.l1.note", "With a *drawer*.", "line.l1.tax", "S:5000")
	page = page.Submit("Save to price list: Oak window seat").IsAt(quoteURL(q.ID)).Shows("Oak window seat is on the price list now.")
	page.Submit("Save to price list: Oak window seat", "line.l1.price", "1900").Shows("Oak window seat is changed on the price list.")
	if list := itemsNow(t, job); len(list) != 1 || list[0].Price != 1900*money.One || list[0].Rate != 5_000 {
		t.Fatalf("%+v", list)
	}

	page, bill := newBill(t, job, owner)
	page = page.Submit("Find", "find.s1", "window").IsAt(invoiceURL(bill.ID)).Shows("Oak window seat", "£1,900.00 / piece")
	page.Submit("Oak window seat £1,900.00 / piece")
	if i := invoiceNow(t, job, bill.ID); i.Total != 199500 || len(i.Content.Sections[0].Lines) != 1 {
		t.Errorf("an empty line was not filled: %d, %+v", i.Total, i.Content.Sections)
	}
	owner.Open(invoiceURL(bill.ID)).Submit("Find", "find.s1", "oak").Submit("Oak window seat £1,900.00 / piece", "line.l1.quantity", "2")
	i := invoiceNow(t, job, bill.ID)
	if lines := i.Content.Sections[0].Lines; len(lines) != 2 || lines[0].Quantity != 2*money.One || lines[1].Note.HTML == "" || lines[1].Unit != "piece" || lines[1].Tax.Rate != 5_000 {
		t.Errorf("%+v", i.Content.Sections)
	}
	owner.Open(invoiceURL(bill.ID)).Submit("Find", "find.s1", "plumbing").Shows("Nothing on the price list is called that")

	owner.Open(invoiceURL(bill.ID)).Submit("Save", "find.s1", "wind").Shows("Oak window seat £1,900.00 / piece") // as Enter does it

	abroad := owner.Open(invoiceURL(bill.ID)).Submit("Save", "currency", "EUR").Is(http.StatusOK).Submit("Find", "find.s1", "oak").Submit("Oak window seat £1,900.00 / piece")
	abroad.Shows("On the price list it is £1,900.00 / piece. Please enter its price in EUR.")
	if abroad.Value("line.l3.price") != "" || abroad.Value("line.l3.title") != "Oak window seat" {
		t.Errorf("a price in pounds stands in euros: %q", abroad.Value("line.l3.price"))
	}
	abroad = abroad.Submit("Save to price list: Oak window seat", "line.l1.price", "2100", "line.l3.price", "2100").Shows("Oak window seat is on the price list now.")
	if list := itemsNow(t, job); len(list) != 2 || list[0].Currency != "EUR" || list[0].Price != 2100*money.One || list[1].Price != 1900*money.One {
		t.Errorf("its price in pounds is lost: %+v", list)
	}
	if again := owner.Open(abroad.Path + "?at=line.l3.price"); again.Value("line.l3.price") != "2,100.00" {
		t.Errorf("a price that is known is hidden: %q", again.Value("line.l3.price"))
	}
}

// forget5 takes the rate of 5% away.
func forget5(t *testing.T, job *storetest.Job) {
	t.Helper()
	rates, err := job.TaxRates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if rates[1].Rate != 5_000 {
		t.Fatalf("%+v", rates)
	}
	if err := job.RemoveTaxRate(t.Context(), job.Owner, rates[1].ID); err != nil {
		t.Fatal(err)
	}
}

func TestATaxThatIsGoneIsSaid(t *testing.T) {
	job, _, owner := jobHouse(t)
	reduced := store.Item{Title: "Oak seat", Price: 100 * money.One, Currency: "GBP", Category: money.Standard, Rate: 5_000}
	if _, err := job.SaveItem(t.Context(), job.Owner, reduced); err != nil {
		t.Fatal(err)
	}
	sent := job.Sent(t, func(c *store.Content) { c.Sections[0].Lines[0].Tax.Rate = 5_000 })
	owner.Open("/studio/items").Hides("No longer among your taxes")
	forget5(t, job)

	page := owner.Open("/studio/items").Shows("VAT 5%", "No longer among your taxes").Follow("Oak seat")
	if page.Error("tax") == "" {
		t.Error("a tax that is gone looks as if it were there")
	}
	draft, q := newDraft(t, job, owner)
	draft.Submit("Find", "find.s1", "oak").Submit("Oak seat £100.00").Shows("VAT 5% is no longer among your taxes: this has VAT 20%.")
	if l := quoteNow(t, job, q.ID).Content.Sections[0].Lines[0]; l.Tax.Rate != 20_000 || l.Price != 100*money.One {
		t.Errorf("%+v", l)
	}
	copied := owner.Open("/studio/quotes/new?from=quote:" + fmt.Sprint(sent.ID)).Submit("Write it")
	copied.Shows("Not among your taxes any more: VAT 5%.")
	if copied.Value("line.l1.tax") != "S:5000" {
		t.Errorf("the copy has %q", copied.Value("line.l1.tax"))
	}
	owner.Open(quoteURL(sent.ID)).Follow("Duplicate")
	page.Submit("Save item", "tax", "S:20000").Shows("is on the price list").Hides("No longer among your taxes")
	draft, _ = newDraft(t, job, owner)
	draft.Hides("Not among your taxes any more")
}

func TestPricesWithAndWithoutTheirTax(t *testing.T) {
	job, _, owner := jobHouse(t)
	page := owner.Open("/studio/items/new").Submit("Save item", "title", "Album", "price", "120", "prices", "gross", "tax", "S:20000").Shows("VAT 20% included", "£120.00")
	if page = page.Follow("Album"); page.Value("prices") != "gross" {
		t.Error("it is forgotten that the tax is in the price")
	}
	page.Submit("Save item", "prices", "x").Is(http.StatusUnprocessableEntity)
	draft, q := newDraft(t, job, owner)
	draft.Submit("Find", "find.s1", "alb").Submit("Album £120.00").Shows("On the price list it is £120.00, with VAT.", "£100.00")
	if now := quoteNow(t, job, q.ID); now.Total != 12000 || now.Content.Sections[0].Lines[0].Price != 100*money.One {
		t.Errorf("%d, %+v", now.Total, now.Content.Sections)
	}
	draft = owner.Open(quoteURL(q.ID)).Submit("Save", "prices", "gross")
	draft.Submit("Find", "find.s1", "alb").Submit("Album £120.00").Hides("On the price list it is")
	if now := quoteNow(t, job, q.ID); now.Content.Sections[0].Lines[1].Price != 120*money.One {
		t.Errorf("%+v", now.Content.Sections)
	}
	owner.Open(quoteURL(q.ID)).Submit("Save to price list: Album", "line.l1.price", "99")
	if list := itemsNow(t, job); len(list) != 1 || !list[0].Gross || list[0].Price != 99*money.One {
		t.Errorf("%+v", list)
	}
}

func TestPriceListInTheEditorByHTMX(t *testing.T) {
	job, _, owner := jobHouse(t)
	item, err := job.SaveItem(t.Context(), job.Owner, store.Item{Title: "Album <small>", Price: 80 * money.One, Currency: "GBP", Category: money.Standard, Rate: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	found := owner.Part("/studio/items/found?find.s1=alb").Is(http.StatusOK).Shows("Album <small>", "£80.00")
	if !strings.Contains(found.Body, fmt.Sprintf(`value="insert:s1:%d"`, item.ID)) || strings.Contains(found.Body, "<html") {
		t.Errorf("found %s", found.Body)
	}
	owner.Part("/studio/items/found?find.x=alb").Is(http.StatusNotFound)
	owner.Open("/studio/items/found?find.s1=alb").IsAt("/studio/items")

	page, q := newDraft(t, job, owner)
	part := page.SubmitByHTMX("Add a line").Is(http.StatusOK)
	if part.Value("find.s1") != "" {
		t.Error("the search is not empty")
	}
	for _, wish := range []string{"insert:s9:1", "insert:s1:999", "insert:s1:x", "insert:", "list:l9", "find:s9"} {
		answer := owner.Post(quoteURL(q.ID), "order", "s1", "order", "l1", "edits", fmt.Sprint(quoteNow(t, job, q.ID).Edits), "title", "Seat", "do", wish,
			"line.l1.quantity", "1", "line.l1.tax", "S:20000", "valid_until", "2026-12-23", "kind", "quote")
		if answer.Status != http.StatusOK {
			t.Errorf("%s: %d", wish, answer.Status)
		}
	}
	if c := quoteNow(t, job, q.ID).Content; len(c.Sections[0].Lines) != 1 || c.Sections[0].Lines[0].Title != "" {
		t.Errorf("what is not there was put on the quote: %+v", c.Sections)
	}
	again := page.SubmitByHTMX("Save to price list: this line", "edits", fmt.Sprint(quoteNow(t, job, q.ID).Edits)).Is(http.StatusUnprocessableEntity)
	if again.Shows("Saved, but not on the price list yet"); again.Error("line.l1.title") == "" {
		t.Errorf("a line without a name: %s", again.Text())
	}
}

func TestQuoteIsKeptAsATemplateAndBegunFromIt(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Sent(t)
	owner.Open("/studio/quotes").Follow("Templates").Shows("Your templates will be here")
	page := owner.Open(quoteURL(q.ID)).Follow("Save as template")
	page.Submit("Save template", "name", "").Is(http.StatusUnprocessableEntity)
	if page.Submit("Save template", "name", "Seats", "intro", strings.Repeat("x", 20_001)).Is(http.StatusUnprocessableEntity).Error("intro") == "" {
		t.Error("words that are too long were taken")
	}
	kept := page.Submit("Save template", "name", "Seats", "intro", "Dear client").Shows("The template Seats is saved")
	if kept.Value("line.l1.title") != "Oak window seat" || kept.Value("line.l2.optional") != "on" || kept.Value("intro") != "Dear client" {
		t.Error("the quote's lines are not in the template")
	}
	again := owner.Open(quoteURL(q.ID)+"/template").Submit("Save template", "name", "seats").Is(http.StatusUnprocessableEntity).Shows("There is a template of this name already")
	again.Submit("Save template", "replace", "on").Shows("The template seats is saved")

	page = owner.Open("/studio/templates").Shows("seats", "1 line, 1 to choose, £2,220.00").Follow("New quote from seats")
	page = page.Submit("Write it", "project", job.Project.ID).Shows("£2,220.00")
	if page.Value("line.l1.title") != "Oak window seat" || page.Value("line.l2.optional") != "on" {
		t.Error("the template's lines are not there")
	}
	owner.Open("/studio/quotes/new").Submit("Write it", "project", job.Project.ID).Shows("£0.00") // unless one asks for it

	page = owner.Open("/studio/templates").Follow("seats").Submit("Save", "name", "Window seats", "intro", "Good day").Shows("Saved at", "Window seats")
	if page.Submit("New quote from this").IsAt("/studio/quotes/new").Submit("Write it", "project", job.Project.ID).Value("intro") != "Good day" {
		t.Error("a quote does not begin with the template's words")
	}
	page.Follow("Throw this template away").Submit("Throw it away").IsAt("/studio/templates").Shows("is gone", "Your templates will be here")
	owner.Open("/studio/quotes/new?from=template:1").Is(http.StatusNotFound)
	owner.Post("/studio/quotes", "project", fmt.Sprint(job.Project.ID), "from", "template:1").Is(http.StatusNotFound)
	owner.Post("/studio/quotes", "project", fmt.Sprint(job.Project.ID), "from", "nonsense:1").Is(http.StatusOK).Shows("New quote")
}

func TestDocumentsAreDuplicated(t *testing.T) {
	job, _, owner := jobHouse(t)
	other := storetest.JobAt(t, job.Store, job.Clock, job.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	q := job.Sent(t)
	page := owner.Open(quoteURL(q.ID)).Follow("Duplicate")
	if page.Value("project") != fmt.Sprint(job.Project.ID) || page.Value("from") != fmt.Sprintf("quote:%d", q.ID) {
		t.Errorf("project %q, from %q", page.Value("project"), page.Value("from"))
	}
	page = page.Submit("Write it", "project", other.Project.ID).Shows("For Okafor", "£2,220.00")
	if page.Path == quoteURL(q.ID) || page.Value("line.l1.title") != "Oak window seat" {
		t.Errorf("at %s", page.Path)
	}
	i := job.Invoiced(t)
	page = owner.Open(invoiceURL(i.ID)).Follow("Duplicate").Submit("Write it").Shows("Draft invoice", "£2,220.00").Hides("from Q-0001")
	page.Follow("Duplicate").Submit("Write it").Shows("Draft invoice", "£2,220.00")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM invoice WHERE total = 222000"); n != 3 {
		t.Errorf("%d invoices", n)
	}
}
