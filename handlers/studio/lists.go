package studio

import (
	"cmp"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// listing is what a list of clients or projects shows around its rows: search,
// filters, order, pages. All of it stands in the address.
type listing struct {
	Form   *web.Form // q, status, sort
	Finds  string    // what the search looks at
	Chips  []chip
	Sorts  []templates.Option
	Paging web.Paging
	Any    bool // there are some, whatever the filter shows
	IsPart bool // htmx asks for the rows alone; the chips come beside them
}

// Filtered tells whether a search or a filter hides rows.
func (l listing) Filtered() bool { return l.Form.Get("q") != "" || l.Form.Get("status") != "" }

// Sorted is the aria-sort of a column: the direction for the one that orders
// the list, else "".
func (l listing) Sorted(sort, direction string) string {
	if l.Form.Get("sort") == sort {
		return direction
	}
	return ""
}

// newListing reads what a list's address asks for. An order that is not among
// sorts is the first of them.
func newListing(x *web.Exchange, finds string, sorts ...templates.Option) listing {
	q := x.R.URL.Query()
	l := listing{Finds: finds, Sorts: sorts, IsPart: x.IsPart()}
	l.Form = web.NewForm("q", clean(q.Get("q")), "status", q.Get("status"), "sort", "")
	for _, s := range sorts {
		if s.Value == q.Get("sort") {
			l.Form.Values.Set("sort", s.Value)
		}
	}
	return l
}

// order is the chosen order, or the one that "" stands for.
func (l *listing) order(usual string) string { return cmp.Or(l.Form.Get("sort"), usual) }

// tally is a filter of a list and how many rows it shows.
type tally struct {
	status, label string
	count         int
}

// found adds what the store found: the page, and the filters that show rows.
func (l *listing) found(x *web.Exchange, p store.Paging, total int, tallies ...tally) {
	l.Paging = x.NewPaging(p, total)
	current := ""
	for _, t := range tallies {
		if t.status == l.Form.Get("status") {
			current = t.status
		}
		l.Any = l.Any || t.count > 0
	}
	l.Form.Values.Set("status", current)
	for _, t := range tallies {
		if t.count > 0 || t.status == "" || t.status == current {
			l.Chips = append(l.Chips, chip{Label: t.label, Count: t.count, Link: l.Paging.With("status", t.status), Current: t.status == current})
		}
	}
}

// clean makes a search that can be shown again: valid UTF-8, and no longer
// than anyone types.
func clean(search string) string {
	search = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(search, "\x00", ""), ""))
	return readable(search, 100)
}

func itoa(id int64) string { return strconv.FormatInt(id, 10) }
