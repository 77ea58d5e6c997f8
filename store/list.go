package store

import "strings"

// Paging says which part of a list is wanted.
type Paging struct {
	Page int // from 1
}

// pageSize is how many rows a page of a list has.
const pageSize = 25

// Size is how many rows a page has.
func (p Paging) Size() int { return pageSize }

func (p Paging) limit() int { return pageSize }

func (p Paging) offset() int { return (max(p.Page, 1) - 1) * pageSize }

// within is the page that a list of total rows has nearest to the one wanted.
func (p Paging) within(total int) Paging {
	return Paging{Page: min(max(p.Page, 1), max(1, (total+pageSize-1)/pageSize))}
}

// like makes a LIKE pattern (ESCAPE '\') that finds s anywhere, taken literally.
func like(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s) + "%"
}
