package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"

	"github.com/chromedp/chromedp/kb"
)

// What makes the next quote quick can be used by anybody: at a desk by keyboard
// alone, on a phone, and without script; and what was removed by a slip comes back.
func TestTheNextQuoteIsQuick(t *testing.T) {
	h := build(t, "")
	drafts := map[string]string{}
	h.furnish(t, func(j *storetest.Job) {
		for _, v := range []store.Item{{Title: "Oak panelling", Rate: 20_000}, {Title: "Toughened glass", Rate: 20_000},
			{Title: "Album", Note: "A tax that is gone.", Gross: true, Rate: 1_000}} {
			v.Unit, v.Price, v.Currency, v.Category = "m²", 410*money.One, "GBP", money.Standard
			if _, err := j.SaveItem(t.Context(), j.Owner, v); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := j.SaveTemplate(t.Context(), j.Owner, j.Sent(t).ID, store.TemplateWords{Name: "Window seats", Intro: "Good day"}, false); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"desk", "phone", "without script"} {
			q, err := j.NewQuote(t.Context(), j.Owner, j.Project.ID, "quote")
			if err != nil {
				t.Fatal(err)
			}
			drafts[name] = path("/studio/quotes/", q.ID)
		}
	})
	h.start()
	for name, traits := range map[string][]trait{"desk": nil, "phone": {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for page, at := range map[string]string{"prices": "/studio/items", "price": "/studio/items/1", "price-new": "/studio/items/new", "price-deletion": "/studio/items/1/deletion", "price-untaxed": "/studio/items/3",
			"templates": "/studio/templates", "template": "/studio/templates/1", "template-new": drafts[name] + "/template", "quote-new": "/studio/quotes/new"} {
			owner.open(at)
			owner.looks(page)
		}
		owner.open(drafts[name])
		if name == "phone" {
			owner.press("From the price list")
			owner.press("Oak panelling £410.00 / m²")
			owner.sees("£492.00")
			owner.press("Remove Oak panelling")
			owner.sees("Oak panelling removed.")
			owner.looks("quote-removed")
			owner.press("Undo")
			owner.sees("£492.00")
			continue
		}
		owner.tabTo("From the price list")
		owner.key(kb.Enter)
		owner.sees("Toughened glass")
		owner.looks("quote-prices")
		owner.types("oak")
		owner.key(kb.Enter)
		owner.sees("£492.00")
		owner.settle()
		owner.types("3") // the quantity has the focus, and its 1 is but a proposal
		owner.sees("£1,476.00")
		owner.tabTo("Remove Oak panelling")
		owner.key(kb.Enter)
		owner.sees("Oak panelling removed.", "£0.00")
		owner.settle()
		owner.key(kb.Enter) // Undo has the focus
		owner.sees("£1,476.00")
	}
	owner := h.owner(t, onPhone, withoutScript)
	owner.signsIn()
	owner.open(drafts["without script"])
	owner.press("From the price list")
	owner.fill("Search the price list", "glass")
	owner.key(kb.Enter)
	owner.press("Toughened glass £410.00 / m²")
	owner.sees("£492.00")
	owner.press("Remove Toughened glass")
	owner.sees("Toughened glass removed.")
	owner.press("Undo")
	owner.sees("£492.00")
}
