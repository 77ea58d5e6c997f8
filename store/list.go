package store

import (
	"context"
	"maps"
	"slices"
	"strings"
)

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

// countEach counts the rows of a table that meet each of several conditions, in
// one walk over it. A '?' in a condition is today's date.
func (s *Store) countEach(ctx context.Context, table string, conditions map[string]string) (map[string]int, error) {
	names := slices.Sorted(maps.Keys(conditions))
	var columns []string
	var args []any
	for _, name := range names {
		columns = append(columns, "count(*) FILTER (WHERE "+conditions[name]+")")
		for range strings.Count(conditions[name], "?") {
			args = append(args, s.Today())
		}
	}
	counts := make([]int, len(names))
	_, err := one(ctx, s.reader, func(row scanner, _ *struct{}) error {
		dest := make([]any, len(counts))
		for i := range counts {
			dest[i] = &counts[i]
		}
		return row.Scan(dest...)
	}, "SELECT "+strings.Join(columns, ", ")+" FROM "+table, args...)
	if err != nil {
		return nil, err
	}
	byName := make(map[string]int, len(names))
	for i, name := range names {
		byName[name] = counts[i]
	}
	return byName, nil
}
