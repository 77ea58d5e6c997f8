package web

import (
	"net/url"
	"strconv"

	"anteroom/store"
)

// Paging is the foot of a list: where one is and how to go on. Its links keep
// the filter and the order.
type Paging struct {
	Page, Pages int
	From, To    int // the rows shown, from 1
	Total       int
	base        string
	query       url.Values
}

// NewPaging describes one page of a list of total rows.
func (x *Exchange) NewPaging(l store.Paging, total int) Paging {
	pages := max(1, (total+l.Size()-1)/l.Size())
	page := min(max(l.Page, 1), pages)
	return Paging{
		Page: page, Pages: pages, Total: total,
		From: min(total, (page-1)*l.Size()+1), To: min(total, page*l.Size()),
		base: x.R.URL.Path, query: x.R.URL.Query(),
	}
}

// At is the same list at another address, where its pages are to be had.
func (p Paging) At(path string) Paging {
	p.base, p.query = path, url.Values{}
	return p
}

// Link is the address of another page of the same list.
func (p Paging) Link(page int) string { return p.With("page", strconv.Itoa(page)) }

// With is the address of the list with one parameter changed; any but the page
// number begins at the first page again.
func (p Paging) With(name, value string) string {
	q := url.Values{}
	for k, v := range p.query {
		q[k] = v
	}
	if name != "page" {
		q.Del("page")
	}
	if value == "" {
		q.Del(name)
	} else {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return p.base
	}
	return p.base + "?" + q.Encode()
}

// Numbers are the pages to link to: the first, the last and those around this
// one; 0 stands for a gap.
func (p Paging) Numbers() []int {
	var list []int
	for n := 1; n <= p.Pages; n++ {
		switch {
		case n == 1 || n == p.Pages || (n >= p.Page-1 && n <= p.Page+1):
			list = append(list, n)
		case list[len(list)-1] != 0:
			list = append(list, 0)
		}
	}
	return list
}

// Paging reads the page number of a list from the address.
func (x *Exchange) Paging() store.Paging {
	page, err := strconv.Atoi(x.R.URL.Query().Get("page"))
	if err != nil || page < 1 || page > 1_000_000 {
		page = 1
	}
	return store.Paging{Page: page}
}
