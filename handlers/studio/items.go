package studio

import (
	"errors"
	"net/url"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

func (p *Pages) itemRoutes() []Route {
	return []Route{
		staff("GET", "/studio/items", "", p.items),
		staff("GET", "/studio/items/new", "", p.newItem),
		staff("GET", "/studio/items/found", "", p.foundItems),
		staff("POST", "/studio/items", "", p.addItem),
		staff("GET", "/studio/items/{id}", "item", p.item),
		staff("POST", "/studio/items/{id}", "item", p.saveItem),
		staff("GET", "/studio/items/{id}/deletion", "item", p.askToDeleteItem),
		staff("POST", "/studio/items/{id}/deletion", "item", p.deleteItem),
	}
}

// itemsPage is the price list.
type itemsPage struct {
	web.Frame
	listing
	Rows []itemRow
}

// itemRow is an entry of the price list in words.
type itemRow struct {
	store.Item
	Shown string // its price, with the unit: "£120.00 a day"
	Taxed string // "VAT 20%", "VAT 20% included"
	Stale bool   // this tax is no longer among the studio's
}

// items is the list; htmx asks for its rows alone.
func (p *Pages) items(x *web.Exchange, who store.Staff) error {
	l := newListing(x, "Name or details", templates.Option{Label: "Name, A to Z"})
	list, total, err := p.Store.Items(x.Context(), l.Form.Get("q"), x.Paging())
	if err != nil {
		return err
	}
	l.found(x, x.Paging(), total)
	if l.Any, err = p.Store.HasItems(x.Context()); err != nil {
		return err
	}
	l.Sorts = nil // there is but one order
	view := itemsPage{Frame: p.Frame(x, who, "quotes"), listing: l}
	taxes, _, err := p.itemTaxes(x)
	if err != nil {
		return err
	}
	for _, item := range list {
		row := p.itemRow(item)
		_, offered := taxes[taxKey(row.Tax())]
		row.Stale = !offered
		view.Rows = append(view.Rows, row)
	}
	return x.Show("studio/items", "list", view)
}

func (p *Pages) itemRow(item store.Item) itemRow {
	locale := p.Store.Studio().Locale
	row := itemRow{Item: item, Shown: item.Price.Price(item.Currency, locale), Taxed: p.taxCalled(item.Tax())}
	if item.Unit != "" {
		row.Shown += " / " + item.Unit
	}
	if item.Gross {
		row.Taxed += " included"
	}
	return row
}

// taxCalled is a tax in words, outside of any document: "VAT 20%".
func (p *Pages) taxCalled(tax money.Tax) string {
	studio := p.Store.Studio()
	return taxLabel(tax, "", &store.Content{Locale: studio.Locale, TaxName: studio.TaxName})
}

// itemPage is an entry of the price list, new or there already.
type itemPage struct {
	web.Frame
	Form  *web.Form
	ID    int64 // 0: a new one
	Taxes []templates.Option
}

// Ways are how a price may be given.
func (p itemPage) Ways() []templates.Option {
	tax := p.Studio.TaxName
	return []templates.Option{{Value: "net", Label: "Without " + tax}, {Value: "gross", Label: "With " + tax}}
}

// Currencies are those that a price may be in.
func (p itemPage) Currencies() []templates.Option { return templates.Currencies() }

func (p *Pages) newItem(x *web.Exchange, who store.Staff) error {
	return p.showItem(x, who, 0, web.NewForm("currency", p.Store.Studio().Currency), nil)
}

func (p *Pages) item(x *web.Exchange, who store.Staff) error {
	item, err := p.itemOf(x)
	if err != nil {
		return err
	}
	form := web.NewForm("title", item.Title, "note", item.Note, "unit", item.Unit, "price", item.Price.Input(item.Currency, p.Store.Studio().Locale),
		"currency", item.Currency, "tax", taxKey(item.Tax()), "prices", "net")
	if item.Gross {
		form.Values.Set("prices", "gross")
	}
	taxes, _, err := p.itemTaxes(x)
	if err != nil {
		return err
	}
	if _, offered := taxes[form.Get("tax")]; !offered {
		form.Errors["tax"] = p.taxCalled(item.Tax()) + " is no longer among your taxes. Please choose another."
	}
	return p.showItem(x, who, item.ID, form, nil)
}

func (p *Pages) itemOf(x *web.Exchange) (store.Item, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Item{}, err
	}
	return p.Store.Item(x.Context(), id)
}

// showItem shows the form of an entry: for the first time, or again with what is
// wrong with it.
func (p *Pages) showItem(x *web.Exchange, who store.Staff, id int64, form *web.Form, wrong error) error {
	_, taxes, err := p.itemTaxes(x)
	if err != nil {
		return err
	}
	view := itemPage{Frame: p.Frame(x, who, "quotes"), Form: form, ID: id, Taxes: taxes}
	if wrong != nil {
		return x.Again(wrong, form, "studio/item", "", view)
	}
	return x.Show("studio/item", "", view)
}

// itemTaxes are the taxes that an entry may have: the studio's.
func (p *Pages) itemTaxes(x *web.Exchange) (map[string]money.Tax, []templates.Option, error) {
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return nil, nil, err
	}
	studio := p.Store.Studio()
	known, options := taxChoices(rates, &store.Content{Locale: studio.Locale, TaxName: studio.TaxName})
	return known, options, nil
}

func (p *Pages) addItem(x *web.Exchange, who store.Staff) error { return p.keepItem(x, who, 0) }

func (p *Pages) saveItem(x *web.Exchange, who store.Staff) error {
	item, err := p.itemOf(x)
	if err != nil {
		return err
	}
	return p.keepItem(x, who, item.ID)
}

func (p *Pages) keepItem(x *web.Exchange, who store.Staff, id int64) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	taxes, _, err := p.itemTaxes(x)
	if err != nil {
		return err
	}
	r := reader{form: form, locale: p.Store.Studio().Locale}
	r.readCurrency(p.Store.Studio().Currency)
	item := store.Item{ID: id, Title: r.line("title"), Note: form.Get("note"), Unit: r.line("unit"), Price: r.price("price"), Currency: r.currency}
	tax, ok := taxes[form.Get("tax")]
	if !ok {
		r.invalid.Add("tax", store.Say("invalid.choice"))
	}
	item.Category, item.Rate = tax.Category, tax.Rate
	if form.Values.Has("prices") { // without a tax nothing is asked
		item.Gross = r.prices()
	}
	for name := range form.Errors { // what is not UTF-8
		r.invalid.Add(name, store.Say("invalid.text"))
	}
	if err = r.invalid.OrNil(); err == nil {
		item, err = p.Store.SaveItem(x.Context(), who, item)
	}
	if err != nil {
		return p.showItem(x, who, id, form, err)
	}
	return p.say(x, item.Title+" is on the price list.", "/studio/items")
}

func (p *Pages) askToDeleteItem(x *web.Exchange, who store.Staff) error {
	item, err := p.itemOf(x)
	if err != nil {
		return err
	}
	path := "/studio/items/" + itoa(item.ID)
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "quotes"), Title: "Take " + item.Title + " off the price list?",
		Text: "Quotes and invoices keep what they have of it.", Action: path + "/deletion", Button: "Take it off", Back: path})
}

func (p *Pages) deleteItem(x *web.Exchange, who store.Staff) error {
	item, err := p.itemOf(x)
	if err != nil {
		return err
	}
	if err := p.Store.DeleteItem(x.Context(), who, item.ID); err != nil {
		return err
	}
	return p.say(x, item.Title+" is off the price list.", "/studio/items")
}

// foundPage are entries that a search in the editor finds, each a button that
// fills a line of its section.
type foundPage struct {
	Section string
	Query   string
	Rows    []itemRow
}

// foundItems answers a search in the editor as one types: 'find.s1' is what is
// looked for, and names the section.
func (p *Pages) foundItems(x *web.Exchange, _ store.Staff) error {
	if !x.IsPart() {
		return x.Go("/studio/items")
	}
	query := x.R.URL.Query()
	for name, values := range query {
		section, ok := strings.CutPrefix(name, "find.")
		if !ok || len(values) == 0 {
			continue
		}
		if _, isID := numberOf(section); isID {
			found, err := p.find(x, section, values[0], query.Get("currency"))
			if err != nil {
				return err
			}
			return x.Show("studio/editor", "items-found", found)
		}
	}
	return store.ErrNotFound
}

func (p *Pages) find(x *web.Exchange, section, query, currency string) (*foundPage, error) {
	list, err := p.Store.FindItems(x.Context(), clean(query), currency)
	if err != nil {
		return nil, err
	}
	found := &foundPage{Section: section, Query: clean(query)}
	for _, item := range list {
		found.Rows = append(found.Rows, p.itemRow(item))
	}
	return found, nil
}

// insert fills a line of a section with an entry of the price list: the last
// one if it is empty, else a new one. What does not stand in the document as it
// does on the list is said: a price in another currency, which is left open, one
// given with or without its tax, and a tax that is no longer there.
func (p *Pages) insert(x *web.Exchange, s *saving, wish string, r reader, usual string) error {
	section, key, _ := strings.Cut(wish, ":")
	id, ok := numberOf("i" + key)
	at := s.outline.section(section)
	if !ok || at < 0 {
		return nil
	}
	item, err := p.Store.Item(x.Context(), int64(id))
	if errors.Is(err, store.ErrNotFound) {
		s.word = "This is no longer on the price list."
		return nil
	}
	if err != nil {
		return err
	}
	s.line = s.outline.emptyLine(s.form, at, usual)
	name, form := "line."+s.line+".", s.form
	form.Values.Set(name+"title", item.Title)
	form.Values.Set(name+"note", item.Note)
	form.Values.Set(name+"unit", item.Unit)
	form.Values.Del("find." + section)
	var words []string
	tax, offered := r.taxes[taxKey(item.Tax())]
	if offered {
		form.Values.Set(name+"tax", taxKey(tax))
	} else {
		tax = r.taxes[form.Get(name+"tax")]
		words = append(words, p.taxCalled(item.Tax())+" is no longer among your taxes: this has "+p.taxCalled(tax)+".")
	}
	r.readCurrency(s.draft.Content.Currency)
	row, gross := p.itemRow(item), form.Get("prices") == "gross"
	price, err := item.PriceIn(gross, tax.Rate)
	switch {
	case item.Currency != r.currency || err != nil:
		s.focus = name + "price"
		form.Values.Del(s.focus)
		words = append(words, "On the price list it is "+row.Shown+". Please enter its price in "+r.currency+".")
	default:
		s.focus = name + "quantity"
		form.Values.Set(name+"price", price.Input(r.currency, r.locale))
		if price != item.Price {
			words = append(words, "On the price list it is "+row.Shown+", "+withOrWithout(item.Gross)+" "+s.draft.Content.TaxName+".")
		}
	}
	s.word = strings.Join(words, " ")
	return nil
}

func withOrWithout(gross bool) string {
	if gross {
		return "with"
	}
	return "without"
}

// emptyLine is the last line of a section if nothing is written in it, else a new one.
func (o *outline) emptyLine(form *web.Form, section int, usual string) string {
	if lines := o.sections[section].lines; len(lines) > 0 && isEmptyLine(form, lines[len(lines)-1]) {
		return lines[len(lines)-1]
	}
	o.addLine(form, o.sections[section].id, usual)
	lines := o.sections[section].lines
	return lines[len(lines)-1]
}

func isEmptyLine(form *web.Form, id string) bool {
	name := "line." + id + "."
	return form.Get(name+"title") == "" && form.Get(name+"price") == "" && form.Get(name+"note") == ""
}

// findPath shows what a search finds, to a browser without script.
func findPath(d draft, section, query string) string {
	return d.Path + "?" + url.Values{"find": {section}, "q": {query}}.Encode()
}
