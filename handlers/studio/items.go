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
	Taxed string // "VAT 20%"
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
	for _, item := range list {
		view.Rows = append(view.Rows, p.itemRow(item))
	}
	return x.Show("studio/items", "list", view)
}

func (p *Pages) itemRow(item store.Item) itemRow {
	studio := p.Store.Studio()
	row := itemRow{Item: item, Shown: item.Price.Price(item.Currency, studio.Locale)}
	if item.Unit != "" {
		row.Shown += " / " + item.Unit
	}
	row.Taxed = taxLabel(money.Tax{Category: item.Category, Rate: item.Rate}, "", &store.Content{Locale: studio.Locale, TaxName: studio.TaxName})
	return row
}

// itemPage is an entry of the price list, new or there already.
type itemPage struct {
	web.Frame
	Form  *web.Form
	ID    int64 // 0: a new one
	Taxes []templates.Option
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
	locale := p.Store.Studio().Locale
	return p.showItem(x, who, item.ID, web.NewForm("title", item.Title, "note", item.Note, "unit", item.Unit, "price", item.Price.Input(item.Currency, locale),
		"currency", item.Currency, "tax", taxKey(money.Tax{Category: item.Category, Rate: item.Rate})), nil)
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
	_, taxes, err := p.itemTaxes(x, form.Get("tax"))
	if err != nil {
		return err
	}
	view := itemPage{Frame: p.Frame(x, who, "quotes"), Form: form, ID: id, Taxes: taxes}
	if wrong != nil {
		return x.Again(wrong, form, "studio/item", "", view)
	}
	return x.Show("studio/item", "", view)
}

// itemTaxes are the taxes that an entry may have: the studio's, and the one
// that it has.
func (p *Pages) itemTaxes(x *web.Exchange, has string) (map[string]money.Tax, []templates.Option, error) {
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return nil, nil, err
	}
	studio := p.Store.Studio()
	c := store.Content{Locale: studio.Locale, TaxName: studio.TaxName}
	if tax, ok := taxOfKey(has); ok {
		c.ShippingTax = &tax
	}
	known, options := taxChoices(rates, &c)
	return known, options, nil
}

// taxOfKey reads what taxKey wrote.
func taxOfKey(key string) (money.Tax, bool) {
	category, rate, _ := strings.Cut(key, ":")
	var n int64
	for _, digit := range rate {
		if digit < '0' || digit > '9' || n > 1_000_000 {
			return money.Tax{}, false
		}
		n = n*10 + int64(digit-'0')
	}
	tax := money.Tax{Category: money.TaxCategory(category), Rate: money.Rate(n)}
	return tax, rate != "" && tax.Check() == nil
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
	taxes, _, err := p.itemTaxes(x, "")
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
	for name, values := range x.R.URL.Query() {
		section, ok := strings.CutPrefix(name, "find.")
		if !ok || len(values) == 0 {
			continue
		}
		if _, isID := numberOf(section); isID {
			found, err := p.find(x, section, values[0])
			if err != nil {
				return err
			}
			return x.Show("studio/items", "items-found", found)
		}
	}
	return store.ErrNotFound
}

func (p *Pages) find(x *web.Exchange, section, query string) (*foundPage, error) {
	list, err := p.Store.FindItems(x.Context(), clean(query))
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
// one if it is empty, else a new one. A price in another currency is left open.
// It gives the field that should have the focus then.
func (p *Pages) insert(x *web.Exchange, o *outline, form *web.Form, wish, currency string, taxes map[string]money.Tax, usual string) (focus string, err error) {
	section, key, _ := strings.Cut(wish, ":")
	id, ok := numberOf("i" + key)
	at := o.section(section)
	if !ok || at < 0 {
		return "", nil
	}
	item, err := p.Store.Item(x.Context(), int64(id))
	if errors.Is(err, store.ErrNotFound) {
		return "", nil // taken off meanwhile
	}
	if err != nil {
		return "", err
	}
	line := ""
	if lines := o.sections[at].lines; len(lines) > 0 && isEmptyLine(form, lines[len(lines)-1]) {
		line = lines[len(lines)-1]
	} else {
		o.addLine(form, section, usual)
		line = o.sections[at].lines[len(o.sections[at].lines)-1]
	}
	name := "line." + line + "."
	form.Values.Set(name+"title", item.Title)
	form.Values.Set(name+"note", item.Note)
	form.Values.Set(name+"unit", item.Unit)
	focus = name + "quantity"
	if item.Currency == currency {
		form.Values.Set(name+"price", item.Price.Input(currency, p.Store.Studio().Locale))
	} else {
		focus = name + "price"
	}
	tax := taxKey(money.Tax{Category: item.Category, Rate: item.Rate})
	if _, offered := taxes[tax]; offered {
		form.Values.Set(name+"tax", tax)
	}
	form.Values.Del("find." + section)
	return focus, nil
}

func isEmptyLine(form *web.Form, id string) bool {
	name := "line." + id + "."
	return form.Get(name+"title") == "" && form.Get(name+"price") == "" && form.Get(name+"note") == ""
}

// findPath shows what a search finds, to a browser without script.
func findPath(d draft, section, query string) string {
	return d.Path + "?" + url.Values{"find": {section}, "q": {query}}.Encode()
}
