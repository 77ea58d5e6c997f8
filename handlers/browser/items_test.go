package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// The price list and the templates can be used by anybody, at a desk and on a
// phone; what the list knows fills a line by the keyboard alone, and a line that
// was removed is back by one more press.
func TestThePriceListAndTheTemplates(t *testing.T) {
	h := build(t, "")
	var template, item, draft, sent string
	h.furnish(t, func(j *storetest.Job) {
		for _, v := range []store.Item{
			{Title: "Oak window seat", Note: "With a *drawer*.", Unit: "piece", Price: 1850 * money.One},
			{Title: "Toughened glass", Unit: "square metre", Price: 1200 * money.One, Gross: true},
			{Title: "Book", Price: 40 * money.One, Rate: 1_000}, // a tax that the studio does not have
		} {
			v.Currency, v.Category = "GBP", money.Standard
			if v.Rate == 0 {
				v.Rate = 20_000
			}
			kept, err := j.SaveItem(t.Context(), j.Owner, v)
			if err != nil {
				t.Fatal(err)
			}
			item = path("/studio/items/", kept.ID)
		}
		quote := j.Sent(t)
		sent = path("/studio/quotes/", quote.ID)
		kept, err := j.SaveTemplate(t.Context(), j.Owner, quote.ID, store.TemplateWords{Name: "Window seats"}, false)
		if err != nil {
			t.Fatal(err)
		}
		template = path("/studio/templates/", kept.ID)
		draft = path("/studio/quotes/", j.Draft(t).ID)
	})
	h.start()
	for _, traits := range [][]trait{nil, {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for _, page := range [][2]string{{"items", "/studio/items"}, {"item", item}, {"item-new", "/studio/items/new"}, {"item-deletion", item + "/deletion"},
			{"templates", "/studio/templates"}, {"template", template}, {"template-deletion", template + "/deletion"}, {"template-new", sent + "/template"},
			{"quote-new", "/studio/quotes/new"}} {
			owner.open(page[1])
			owner.looks(page[0])
		}
		owner.open(draft)
		owner.press("From the price list")
		owner.sees("Toughened glass")
		owner.looks("price-list-search")
		owner.types("tough")
		owner.key("\r")
		owner.sees("On the price list it is £1,200.00 / square metre, with VAT.")
		owner.looks("line-from-price-list")
		owner.press("Remove Toughened glass")
		owner.sees("Toughened glass removed.")
		owner.looks("line-removed")
		if f := owner.has(); f.Name != "Undo" {
			t.Errorf("after a removal the keyboard is at <%s> %q", f.Tag, f.Name)
		}
		owner.key(" ")
		owner.settle()
		owner.missing("Toughened glass removed.")
		owner.press("Remove Toughened glass")
		owner.sees("Toughened glass removed.")
	}
}
