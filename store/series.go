package store

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
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

// numbered are the series that a studio can tell where to go on.
var numbered = []string{"project", "quote", "contract", "invoice", "credit-note", "receipt"}

// GoOnFrom lets a series go on after last: a studio that comes from another
// program keeps counting. kind is 'project', 'quote', 'contract', 'invoice',
// 'credit-note' or 'receipt'; where its format holds the year it is this year's
// series. A series never goes back: that is refused at kind.
func (s *Store) GoOnFrom(ctx context.Context, kind string, last int64) error {
	if !slices.Contains(numbered, kind) {
		return fmt.Errorf("no series of a %q", kind)
	}
	return s.write(ctx, "go on from "+kind+" "+strconv.FormatInt(last, 10), func(t *tx) error { return t.goOnFrom(kind, last) })
}

func (t *tx) goOnFrom(kind string, last int64) error {
	switch {
	case last < 0:
		return &Invalid{Fields: map[string]Text{kind: Say("invalid.too_small")}}
	case last > maxNumber:
		return &Invalid{Fields: map[string]Text{kind: Say("invalid.too_large")}}
	}
	n, err := t.change(`INSERT INTO series (kind, year, last) VALUES (?, ?, ?)
		ON CONFLICT (kind, year) DO UPDATE SET last = excluded.last WHERE excluded.last >= last`,
		kind, seriesYear(t.store.Studio().format(kind), t.store.Today()), last)
	if err == nil && n == 0 {
		return &Invalid{Fields: map[string]Text{kind: Say("invalid.number_used")}}
	}
	return err
}

// SaveNextNumbers tells series where to go on: next is the number that each
// gives next, by kind. What stands as it is may be left in it. All of it is kept
// or nothing; what a series cannot do is told at its kind.
func (s *Store) SaveNextNumbers(ctx context.Context, _ Staff, next map[string]int64) error {
	return s.write(ctx, "save the next numbers", func(t *tx) error {
		var wrong Invalid
		for _, kind := range numbered {
			n, given := next[kind]
			if !given {
				continue
			}
			var invalid *Invalid
			switch err := t.goOnFrom(kind, n-1); {
			case errors.As(err, &invalid):
				wrong.Add(kind, invalid.Fields[kind])
			case err != nil:
				return err
			}
		}
		return wrong.OrNil()
	})
}

// maxNumber keeps numbers readable.
const maxNumber = 99_999_999

// NextNumbers are the numbers that each series gives next, by kind.
func (s *Store) NextNumbers(ctx context.Context) (map[string]int64, error) {
	next, studio, today := map[string]int64{}, s.Studio(), s.Today()
	for _, kind := range numbered {
		last, err := one(ctx, s.reader, value[int64], "SELECT coalesce(max(last), 0) FROM series WHERE kind = ? AND year = ?",
			kind, seriesYear(studio.format(kind), today))
		if err != nil {
			return nil, err
		}
		next[kind] = last + 1
	}
	return next, nil
}

// format is how the numbers of a series are written; empty: as they are.
func (s *Studio) format(kind string) string {
	return map[string]string{"quote": s.QuoteFormat, "contract": s.ContractFormat, "invoice": s.InvoiceFormat,
		"credit-note": s.CreditFormat, "receipt": s.ReceiptFormat}[kind]
}
