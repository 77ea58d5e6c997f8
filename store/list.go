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
	Rows int // on a page; 0: as many as most lists have
}

// pageSize is how many rows a page of a list has.
const pageSize = 25

// Size is how many rows a page has.
func (p Paging) Size() int {
	if p.Rows > 0 {
		return p.Rows
	}
	return pageSize
}

func (p Paging) limit() int { return p.Size() }

func (p Paging) offset() int { return (max(p.Page, 1) - 1) * p.Size() }

// within is the page that a list of total rows has nearest to the one wanted.
func (p Paging) within(total int) Paging {
	p.Page = min(max(p.Page, 1), max(1, (total+p.Size()-1)/p.Size()))
	return p
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
	return s.counted(ctx, names, "SELECT "+strings.Join(columns, ", ")+" FROM "+table, args...)
}

// countParts counts the rows of a table under each of several conditions, each by
// the index that is named with it. A '?' in a condition is today's date.
//
// What most rows are is counted by nobody: "all" is what SQLite knows from the
// tree alone, and the rest is what the others leave of it.
func (s *Store) countParts(ctx context.Context, table string, parts map[string]few) (map[string]int, error) {
	names := slices.Sorted(maps.Keys(parts))
	columns := []string{"(SELECT count(*) FROM " + table + ")"}
	var args []any
	for _, name := range names {
		columns = append(columns, "(SELECT count(*) FROM "+table+" INDEXED BY "+parts[name].index+" WHERE "+parts[name].where+")")
		for range strings.Count(parts[name].where, "?") {
			args = append(args, s.Today())
		}
	}
	return s.counted(ctx, append([]string{"all"}, names...), "SELECT "+strings.Join(columns, ", "), args...)
}

// few is a condition that few rows meet, and the index that finds them.
type few struct{ index, where string }

// counted reads one row of counts by their names.
func (s *Store) counted(ctx context.Context, names []string, query string, args ...any) (map[string]int, error) {
	counts := make([]int, len(names))
	_, err := one(ctx, s.reader, func(row scanner, _ *struct{}) error {
		dest := make([]any, len(counts))
		for i := range counts {
			dest[i] = &counts[i]
		}
		return row.Scan(dest...)
	}, query, args...)
	if err != nil {
		return nil, err
	}
	byName := make(map[string]int, len(names))
	for i, name := range names {
		byName[name] = counts[i]
	}
	return byName, nil
}

// totalOf is how many rows a list has: of one that a status alone chooses, as
// counts has counted them; else by a walk.
func (s *Store) totalOf(ctx context.Context, plain bool, status string, counts func(context.Context) (map[string]int, error), from string, args []any) (int, error) {
	if !plain {
		return one(ctx, s.reader, value[int], `SELECT count(*) FROM `+from, args...)
	}
	n, err := counts(ctx)
	return n[status], err
}
