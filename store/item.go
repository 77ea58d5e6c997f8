package store

import (
	"context"
	"errors"

	"anteroom/store/money"
)

// Item is an entry of the price list: what a line of a new quote or invoice can
// be filled with. Documents keep their own copy of it.
type Item struct {
	ID       int64
	Title    string
	Note     string // Markdown
	Unit     string
	Price    money.Decimal // major units of Currency
	Currency string
	Gross    bool // the price includes its tax
	Category money.TaxCategory
	Rate     money.Rate
}

const itemColumns = "item.id, item.title, item.note, item.unit, item.price, item.currency, item.gross, item.category, item.rate"

func scanItem(row scanner, v *Item) error {
	return row.Scan(&v.ID, &v.Title, &v.Note, &v.Unit, &v.Price, &v.Currency, &v.Gross, &v.Category, &v.Rate)
}

// Items is a page of the price list, by title, and how many entries the search
// finds in all.
func (s *Store) Items(ctx context.Context, search string, p Paging) (list []Item, total int, err error) {
	args := searched(search)
	if total, err = one(ctx, s.reader, value[int], "SELECT count(*) FROM item WHERE "+finds("item.search"), args...); err != nil {
		return nil, 0, err
	}
	p = p.within(total)
	list, err = all(ctx, s.reader, scanItem, "SELECT "+itemColumns+" FROM item WHERE "+finds("item.search")+" ORDER BY item.title, item.currency LIMIT ? OFFSET ?",
		append(args, p.limit(), p.offset())...)
	return list, total, err
}

// foundItems is how many entries a search in the editor shows.
const foundItems = 8

// FindItems are the first entries that a search finds: those with a price in the
// currency, of them those whose title begins with the search, then the others.
func (s *Store) FindItems(ctx context.Context, search, currency string) ([]Item, error) {
	args := append(searched(search), currency, foundItems)
	return all(ctx, s.reader, scanItem, "SELECT "+itemColumns+" FROM item WHERE "+finds("item.search")+
		` ORDER BY item.currency = ? DESC, item.search LIKE substr(?1, 2) ESCAPE '\' DESC, item.title, item.currency LIMIT ?`, args...)
}

// HasItems tells whether there is anything on the price list.
func (s *Store) HasItems(ctx context.Context) (bool, error) {
	return one(ctx, s.reader, value[bool], "SELECT EXISTS (SELECT 1 FROM item)")
}

// Item is one entry of the price list.
func (s *Store) Item(ctx context.Context, id int64) (Item, error) {
	return one(ctx, s.reader, scanItem, "SELECT "+itemColumns+" FROM item WHERE item.id = ?", id)
}

// SaveItem adds an entry, when its ID is 0, or changes one. A title that stands
// on the list already with a price in its currency is refused at "title".
func (s *Store) SaveItem(ctx context.Context, _ Staff, v Item) (Item, error) {
	if err := v.check(); err != nil {
		return v, err
	}
	err := s.write(ctx, "save an item", func(t *tx) error { return t.keepItem(&v) })
	if isDuplicate(err) {
		err = &Invalid{Fields: map[string]Text{"title": Say("invalid.item_taken")}}
	}
	return v, err
}

// ListLine keeps a line of a document on the price list: it changes the entry
// with the same title in the document's currency, or adds one. What is wrong
// with the line is told at its own fields.
func (s *Store) ListLine(ctx context.Context, _ Staff, c *Content, l Line) (added bool, err error) {
	v := Item{Title: l.Title, Note: l.Note.Source, Unit: l.Unit, Price: l.Price, Currency: c.Currency, Gross: c.TaxIncluded, Category: l.Tax.Category, Rate: l.Tax.Rate}
	var invalid *Invalid
	if err := v.check(); errors.As(err, &invalid) {
		at := &Invalid{}
		for field, text := range invalid.Fields {
			at.Add("line."+l.ID+"."+field, text)
		}
		return false, at
	}
	err = s.write(ctx, "list a line", func(t *tx) error {
		v.ID, err = one(t.ctx, t, value[int64], "SELECT id FROM item WHERE title = ? AND currency = ?", v.Title, v.Currency)
		if err != nil && err != ErrNotFound {
			return err
		}
		added = v.ID == 0
		return t.keepItem(&v)
	})
	return added, err
}

// Tax is the entry's tax, without the reason and the name that a document gives it.
func (v *Item) Tax() money.Tax { return money.Tax{Category: v.Category, Rate: v.Rate} }

// PriceIn is the price as it stands on a line of a document whose prices include
// their tax, or do not: at the rate of that line, which may be another by now.
func (v *Item) PriceIn(gross bool, rate money.Rate) (money.Decimal, error) {
	switch {
	case gross && !v.Gross:
		return rate.AddedTo(v.Price)
	case v.Gross && !gross:
		return v.Rate.TakenOutOf(v.Price)
	}
	return v.Price, nil
}

func (t *tx) keepItem(v *Item) (err error) {
	search := fold(v.Title + " " + v.Note)
	if v.ID == 0 {
		v.ID, err = t.insert(`INSERT INTO item (title, note, unit, price, currency, gross, category, rate, search, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, v.Title, v.Note, v.Unit, v.Price, v.Currency, v.Gross, v.Category, v.Rate, search, ms(t.now), ms(t.now))
		return err
	}
	return t.update(`UPDATE item SET title = ?, note = ?, unit = ?, price = ?, currency = ?, gross = ?, category = ?, rate = ?, search = ?, updated_at = ?
		WHERE id = ?`, v.Title, v.Note, v.Unit, v.Price, v.Currency, v.Gross, v.Category, v.Rate, search, ms(t.now), v.ID)
}

// DeleteItem takes an entry off the price list. Documents keep what they have of it.
func (s *Store) DeleteItem(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "delete an item", func(t *tx) error { return t.update("DELETE FROM item WHERE id = ?", id) })
}

func (v *Item) check() error {
	var invalid Invalid
	invalid.required("title", v.Title, maxTitle)
	invalid.atMost("unit", v.Unit, 40)
	v.Note = invalid.markdownField("note", v.Note).Source
	if v.Price < 0 {
		invalid.Add("price", Say("invalid.price_negative"))
	}
	if !money.Known(v.Currency) {
		invalid.Add("currency", Say("money.unknown-currency"))
	}
	if err := v.Tax().Check(); err != nil {
		invalid.Add("tax", Say("money.rate-out-of-range"))
	}
	return invalid.OrNil()
}
