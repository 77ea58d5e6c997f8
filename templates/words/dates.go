package words

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Style is a way to write a date or an instant. Each has its pattern under
// "date." in the language's file.
type Style string

// The styles, with 4 December 2026 in British English.
const (
	Long      Style = "long"      // Friday 4 December
	LongYear  Style = "longyear"  // Friday 4 December 2026
	Full      Style = "full"      // 4 December 2026
	Day       Style = "day"       // 4 December
	Short     Style = "short"     // 4 Dec 2026
	ShortDay  Style = "shortday"  // 4 Dec
	Weekday   Style = "weekday"   // Fri 4 December
	Month     Style = "month"     // December 2026
	MonthName Style = "monthname" // Dec

	Time     Style = "time"     // 14:05, where the zone is named nearby
	TimeZone Style = "timezone" // 14:05 GMT
	DateTime Style = "datetime" // 4 December 2026, 14:05 GMT
	Stamp    Style = "stamp"    // Friday 4 December 2026, 14:05:08 GMT
)

// styles lists every style: a language is refused unless it has them all.
func styles() []Style {
	return []Style{
		Long, LongYear, Full, Day, Short, ShortDay, Weekday, Month, MonthName,
		Time, TimeZone, DateTime, Stamp,
	}
}

// calendar is how a language writes dates.
type calendar struct {
	months, mons    [12]string
	weekdays, wdays [7]string // from Sunday, as time.Weekday counts
	am, pm, decimal string
	patterns        map[Style]*message
}

// isCalendar tells whether a key is a pattern of dates, whose placeholders
// are the moment's parts, in whatever selection the language uses.
func isCalendar(key string) bool {
	return strings.HasPrefix(key, "date.")
}

// newCalendar takes a language's months, weekdays and patterns together.
func newCalendar(entries map[string]*entry) (*calendar, error) {
	c := &calendar{patterns: map[Style]*message{}}
	take := func(to *string, key string) error {
		e := entries[key]
		if e == nil {
			return fmt.Errorf("%q is missing", key)
		}
		*to = e.forms[other].source
		return nil
	}
	for key, to := range c.names() {
		if err := take(to, key); err != nil {
			return nil, err
		}
	}
	for _, s := range styles() {
		e := entries["date."+string(s)]
		if e == nil {
			return nil, fmt.Errorf("%q is missing", "date."+string(s))
		}
		for name := range e.placeholders() {
			if _, ok := (moment{c, time.Time{}}).value(name); !ok {
				return nil, fmt.Errorf("%q has the unknown placeholder {%s}", "date."+string(s), name)
			}
		}
		c.patterns[s] = e.forms[other]
	}
	return c, nil
}

// names says where each of the calendar's words goes. Weekdays are numbered
// from Monday, 1, to Sunday, 7, as in ISO 8601.
func (c *calendar) names() map[string]*string {
	to := map[string]*string{"time.am": &c.am, "time.pm": &c.pm, "number.decimal": &c.decimal}
	for i := range 12 {
		to[fmt.Sprintf("month.%02d", i+1)] = &c.months[i]
		to[fmt.Sprintf("mon.%02d", i+1)] = &c.mons[i]
	}
	for i := range 7 {
		to[fmt.Sprintf("weekday.%d", i+1)] = &c.weekdays[(i+1)%7]
		to[fmt.Sprintf("wday.%d", i+1)] = &c.wdays[(i+1)%7]
	}
	return to
}

// Date writes a calendar date ("2026-12-04", or any type made of such a
// string) or an instant, in its own zone: give it In(zone). Styles with a
// time of day are for instants. An empty date or the zero instant is "", and
// what is no date is returned as it is.
func (c *Catalogue) Date(lang string, date any, style Style) string {
	t, text, ok := instant(date)
	if !ok {
		return text
	}
	cal := c.tongue(lang).calendar
	pattern := cal.patterns[style]
	if pattern == nil {
		c.miss("date." + string(style))
		return text
	}
	return c.fill("date."+string(style), pattern, moment{cal, t}, plain)
}

// instant reads the kinds of dates that there are; where it cannot, text is
// what to print instead.
func instant(date any) (t time.Time, text string, ok bool) {
	switch v := date.(type) {
	case time.Time:
		return v, "", !v.IsZero()
	case *time.Time:
		if v == nil {
			return t, "", false
		}
		return *v, "", !v.IsZero()
	case string:
		text = v
	case fmt.Stringer:
		text = v.String()
	default:
		if r := reflect.ValueOf(date); r.Kind() == reflect.String {
			text = r.String()
		}
	}
	t, err := time.Parse(time.DateOnly, text)
	return t, text, err == nil
}

// moment gives a pattern's placeholders their values.
type moment struct {
	*calendar
	t time.Time
}

func (m moment) value(name string) (any, bool) {
	switch name {
	case "year":
		return m.t.Year(), true
	case "month":
		return m.months[m.t.Month()-1], true
	case "mon":
		return m.mons[m.t.Month()-1], true
	case "month_number":
		return int(m.t.Month()), true
	case "day":
		return m.t.Day(), true
	case "weekday":
		return m.weekdays[m.t.Weekday()], true
	case "wday":
		return m.wdays[m.t.Weekday()], true
	}
	return m.clock(name)
}

func (m moment) clock(name string) (any, bool) {
	switch name {
	case "hour":
		return m.t.Hour(), true
	case "hour2":
		return twoDigits(m.t.Hour()), true
	case "hour12":
		return (m.t.Hour()+11)%12 + 1, true
	case "minute":
		return twoDigits(m.t.Minute()), true
	case "second":
		return twoDigits(m.t.Second()), true
	case "half":
		if m.t.Hour() < 12 {
			return m.am, true
		}
		return m.pm, true
	case "zone":
		return zone(m.t), true
	}
	return nil, false
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// zone names the zone of an instant: GMT, CET, or UTC+5:30 where the zone
// database has no letters for it.
func zone(t time.Time) string {
	name, offset := t.Zone()
	if name != "" && name[0] != '+' && name[0] != '-' {
		return name
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	hours, minutes := offset/3600, offset%3600/60
	if minutes == 0 {
		return "UTC" + sign + strconv.Itoa(hours)
	}
	return "UTC" + sign + strconv.Itoa(hours) + ":" + twoDigits(minutes)
}
