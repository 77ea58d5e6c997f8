package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a calendar date, 'YYYY-MM-DD', in no zone at all: a due date or an
// event's day, never an instant. The zero value is "no date" and NULL in SQL.
type Date string

// DateOf is the date that a clock on the wall shows at t, in t's zone.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// ParseDate reads 'YYYY-MM-DD' between the years 1900 and 2999.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2999 {
		return "", fmt.Errorf("not a date: %q", s)
	}
	return Date(s), nil
}

// Time is midnight UTC of the date, for arithmetic and formatting only.
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays is the date n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date {
	if d == "" {
		return ""
	}
	return DateOf(d.Time().AddDate(0, 0, n))
}

// DaysUntil counts the days from d to other; it is negative for a day before d.
// It counts in seconds: a time.Duration reaches no further than 292 years.
func (d Date) DaysUntil(other Date) int {
	return int((other.Time().Unix() - d.Time().Unix()) / (24 * 60 * 60))
}

// Value implements driver.Valuer.
func (d Date) Value() (driver.Value, error) {
	if d == "" {
		return nil, nil
	}
	return string(d), nil
}

// Scan implements sql.Scanner.
func (d *Date) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*d = ""
	case string:
		*d = Date(v)
	default:
		return fmt.Errorf("cannot read a date from %T", v)
	}
	return nil
}

// instant carries a time.Time to and from INTEGER unix milliseconds; the zero
// time is NULL.
type instant struct{ t *time.Time }

// at reads into, and writes from, the time that t points to.
func at(t *time.Time) instant { return instant{t} }

// ms is an argument of a statement: unix milliseconds, or NULL for the zero time.
func ms(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func (i instant) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*i.t = time.Time{}
	case int64:
		*i.t = time.UnixMilli(v).UTC()
	default:
		return fmt.Errorf("cannot read an instant from %T", v)
	}
	return nil
}

// optional carries an id to and from a column in which 0 is NULL.
type optional struct{ id *int64 }

func (o optional) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*o.id = 0
	case int64:
		*o.id = v
	default:
		return fmt.Errorf("cannot read an id from %T", v)
	}
	return nil
}

// ref is an argument: the id, or NULL for 0.
func ref(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// nullText carries a string to and from a column in which "" is NULL.
type nullText struct{ s *string }

func (o nullText) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*o.s = ""
	case string:
		*o.s = v
	default:
		return fmt.Errorf("cannot read a text from %T", v)
	}
	return nil
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
