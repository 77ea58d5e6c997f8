package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// papersPage is a list of quotes or of invoices: searched, filtered, sorted
// and paged by its address alone.
type papersPage struct {
	web.Frame
	Form     *web.Form // q, status, sort
	Chips    []chip
	Sorts    []templates.Option
	Quotes   []store.Quote
	Invoices []store.Invoice
	Paging   web.Paging
	Any      bool // there are some, whatever the filter shows
	IsPart   bool
	Today    store.Date
}

// chip is one filter of a list and how many rows it shows.
type chip struct {
	Label   string
	Count   int
	Link    string
	Current bool
}

// Filtered tells whether a search or a filter hides rows.
func (p papersPage) Filtered() bool { return p.Form.Get("q") != "" || p.Form.Get("status") != "" }

// Finds says what the search looks at.
func (p papersPage) Finds() string { return "Title, number, client or project" }

// Sorted is the aria-sort of a column: "descending" or "ascending" for the one
// that orders the list, else "".
func (p papersPage) Sorted(sort, direction string) string {
	if p.Form.Get("sort") == sort {
		return direction
	}
	return ""
}

// newPapers reads what a list's address asks for.
func (p *Pages) newPapers(x *web.Exchange, who store.Staff, part string) papersPage {
	q := x.R.URL.Query()
	return papersPage{Frame: p.Frame(x, who, part), IsPart: x.IsPart(), Today: p.Store.Today(),
		Form: web.NewForm("q", readable(q.Get("q"), 100), "status", q.Get("status"), "sort", q.Get("sort"))}
}

// readable is as much of a search as is looked for.
func readable(s string, most int) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), most)])
}

// addChips makes the filters of a list from its counts.
func (p *papersPage) addChips(counts map[string]int, chips ...[2]string) {
	current := p.Form.Get("status")
	for _, c := range chips {
		status, label := c[0], c[1]
		if counts[status] == 0 && status != "" && status != current {
			continue
		}
		p.Chips = append(p.Chips, chip{Label: label, Count: counts[status], Link: p.Paging.With("status", status), Current: status == current})
	}
	for _, n := range counts {
		p.Any = p.Any || n > 0
	}
}
