package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// Where the numbers of documents go on, for a studio that comes from another
// program.

// numbered are the series, as their kinds and as the page calls them.
var numbered = []templates.Option{{Value: "project", Label: "Projects"}, {Value: "quote", Label: "Quotes"}, {Value: "contract", Label: "Contracts"},
	{Value: "invoice", Label: "Invoices"}, {Value: "credit-note", Label: "Credit notes"}, {Value: "receipt", Label: "Receipts"}}

type numbersPage struct {
	settingsPage
	Kinds []templates.Option
}

func (p *Pages) numberSettings(x *web.Exchange, who store.Staff) error {
	next, err := p.Store.NextNumbers(x.Context())
	if err != nil {
		return err
	}
	form := web.NewForm()
	for kind, n := range next {
		form.Values.Set(kind, strconv.FormatInt(n, 10))
	}
	return x.Show("studio/settings-numbers", "", numbersPage{p.settingsPage(x, who, "documents", form), numbered})
}

func (p *Pages) saveNumbers(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	next := map[string]int64{}
	for _, kind := range numbered {
		next[kind.Value] = int64(x.Whole(form, kind.Value))
	}
	if err = form.Unread(); err == nil {
		err = p.Store.SaveNextNumbers(x.Context(), who, next)
	}
	if err != nil {
		return x.Again(err, form, "studio/settings-numbers", "", numbersPage{p.settingsPage(x, who, "documents", form), numbered})
	}
	return saved(x, "Saved. Numbers go on from here.", "/studio/settings/documents")
}
