package store

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// nextNumber takes the next number of a series within the transaction that
// uses it: a transaction that fails leaves no gap. year is 0 for a series that
// never restarts.
func (t *tx) nextNumber(kind string, year int) (int64, error) {
	n, err := one(t.ctx, t, value[int64], `INSERT INTO series (kind, year, last) VALUES (?, ?, 1)
		ON CONFLICT (kind, year) DO UPDATE SET last = last + 1 RETURNING last`, kind, year)
	if err != nil {
		return 0, fmt.Errorf("next %s number: %w", kind, err)
	}
	return n, nil
}

// nextFormatted takes the next number of a series in its format.
func (t *tx) nextFormatted(kind, format string) (string, error) {
	today := t.store.Today()
	n, err := t.nextNumber(kind, seriesYear(format, today))
	if err != nil {
		return "", err
	}
	return formatNumber(format, n, today), nil
}

// seriesYear is the year whose series a format counts in; 0 for one that never
// restarts.
func seriesYear(format string, today Date) int {
	if strings.Contains(format, "{YYYY}") || strings.Contains(format, "{YY}") {
		return today.Time().Year()
	}
	return 0
}

// nextInSeries is the number that would be given next; it is not taken.
func (s *Store) nextInSeries(ctx context.Context, from querier, kind, format string) (string, error) {
	today := s.Today()
	last, err := one(ctx, from, value[int64], "SELECT coalesce(max(last), 0) FROM series WHERE kind = ? AND year = ?", kind, seriesYear(format, today))
	return formatNumber(format, last+1, today), err
}

// counter is where a format wants the number: {0001} has four digits or more.
var counter = regexp.MustCompile(`\{(0*)1\}`)

// formatNumber fills a format such as 'INV-{YYYY}-{0001}'. One that holds a
// year restarts with each year.
func formatNumber(format string, n int64, today Date) string {
	year := strconv.Itoa(today.Time().Year())
	out := strings.NewReplacer("{YYYY}", year, "{YY}", year[2:]).Replace(format)
	return counter.ReplaceAllStringFunc(out, func(place string) string {
		return fmt.Sprintf("%0*d", len(place)-2, n)
	})
}

// checkFormat notes a format without exactly one place for the number.
func (e *Invalid) checkFormat(field, format string) {
	if len(counter.FindAllString(format, -1)) != 1 || len(format) > 40 || strings.ContainsAny(format, "<>\"'\n") {
		e.Add(field, Say("invalid.number_format"))
	}
}

// GoOnFrom lets a series that does not restart with the year go on after last:
// a studio that comes from another program keeps counting. kind is 'project',
// 'quote', 'contract', 'invoice', 'credit-note' or 'receipt'. A series never goes back.
func (s *Store) GoOnFrom(ctx context.Context, kind string, last int64) error {
	switch kind {
	case "project", "quote", "contract", "invoice", "credit-note", "receipt":
	default:
		return fmt.Errorf("no series of a %q", kind)
	}
	return s.write(ctx, "go on from "+kind+" "+strconv.FormatInt(last, 10), func(t *tx) error {
		n, err := t.change(`INSERT INTO series (kind, last) VALUES (?, ?)
			ON CONFLICT (kind, year) DO UPDATE SET last = excluded.last WHERE excluded.last >= last`, kind, last)
		if err == nil && n == 0 {
			return &Invalid{Fields: map[string]Text{kind: Say("invalid.too_small")}}
		}
		return err
	})
}
