package words

import (
	"fmt"
	"testing"
	"time"
	_ "time/tzdata"
)

// calendarDate stands for the store's type: a string underneath.
type calendarDate string

func TestDatesInBothEnglishes(t *testing.T) {
	c := loaded(t)
	for _, tt := range []struct {
		style  Style
		gb, us string
	}{
		{Long, "Friday 4 December", "Friday, December 4"},
		{LongYear, "Friday 4 December 2026", "Friday, December 4, 2026"},
		{Full, "4 December 2026", "December 4, 2026"},
		{Day, "4 December", "December 4"},
		{Short, "4 Dec 2026", "Dec 4, 2026"},
		{ShortDay, "4 Dec", "Dec 4"},
		{Weekday, "Fri 4 December", "Fri, December 4"},
		{Month, "December 2026", "December 2026"},
		{MonthName, "Dec", "Dec"},
	} {
		for _, date := range []any{"2026-12-04", calendarDate("2026-12-04"), time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)} {
			if got := c.Date("en-GB", date, tt.style); got != tt.gb {
				t.Errorf("%T %s: %q, want %q", date, tt.style, got, tt.gb)
			}
			if got := c.Date("en-US", date, tt.style); got != tt.us {
				t.Errorf("%T %s: %q, want %q", date, tt.style, got, tt.us)
			}
		}
	}
	if c.Missing() != nil {
		t.Errorf("missing: %q", c.Missing())
	}
}

func TestEveryDayAndMonthHasItsOwnName(t *testing.T) {
	c := loaded(t)
	for day := range 366 {
		date := time.Date(2026, 1, 1+day, 0, 0, 0, 0, time.UTC)
		if got, want := c.Date("en", date, LongYear), date.Format("Monday 2 January 2006"); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		if got, want := c.Date("en", date, Short), date.Format("2 Jan 2006"); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}

func TestTimesNameTheirZone(t *testing.T) {
	c := loaded(t)
	instant := time.Date(2026, 11, 23, 14, 5, 8, 0, time.UTC)
	for place, want := range map[string]string{
		"Europe/London":  "23 November 2026, 14:05 GMT",
		"Europe/Berlin":  "23 November 2026, 15:05 CET",
		"Asia/Kathmandu": "23 November 2026, 19:50 UTC+5:45",
		"America/Recife": "23 November 2026, 11:05 UTC−3",
		"UTC":            "23 November 2026, 14:05 UTC",
	} {
		zone, err := time.LoadLocation(place)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Date("en-GB", instant.In(zone), DateTime); got != want {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
	if got := c.Date("en-GB", instant, Stamp); got != "Monday 23 November 2026, 14:05:08 UTC" {
		t.Errorf("stamp: %q", got)
	}
	if got := c.Date("en-GB", instant, TimeZone); got != "14:05 UTC" {
		t.Errorf("timezone: %q", got)
	}
	for hour, want := range map[int]string{0: "12:07 AM", 9: "9:07 AM", 12: "12:07 PM", 23: "11:07 PM"} {
		if got := c.Date("en-US", time.Date(2026, 1, 1, hour, 7, 0, 0, time.UTC), Time); got != want {
			t.Errorf("%d o'clock: %q, want %q", hour, got, want)
		}
	}
}

func TestWhatIsNoDate(t *testing.T) {
	c := loaded(t)
	var never *time.Time
	for _, tt := range []struct {
		date any
		want string
	}{
		{"", ""}, {calendarDate(""), ""}, {time.Time{}, ""}, {never, ""}, {nil, ""}, {42, ""}, {"soon", "soon"}, {"2026-02-30", "2026-02-30"},
	} {
		if got := c.Date("en", tt.date, Short); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.date, got, tt.want)
		}
	}
	if got := c.Date("en", "2026-12-04", "shrot"); got != "2026-12-04" || len(c.Missing()) != 1 {
		t.Errorf("an unknown style: %q, missing %q", got, c.Missing())
	}
}

func TestDays(t *testing.T) {
	c := loaded(t)
	for days, want := range map[int]string{
		-2: "2 days ago", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "in 2 days", 11: "in 11 days",
	} {
		if got := c.Days("en", days); got != want {
			t.Errorf("%d: %q, want %q", days, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	c, err := with(t, map[string]string{"de.json": `{"number.decimal": ","}`})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		bytes int64
		want  string
	}{
		{0, "0 bytes"}, {1, "1 byte"}, {1023, "1023 bytes"}, {1024, "1 KB"}, {1536, "1.5 KB"}, {86 << 10, "86 KB"},
		{1<<20 - 1, "1 MB"}, {4404019, "4.2 MB"}, {10188000, "9.7 MB"}, {10440000, "10 MB"}, {142 << 20, "142 MB"},
		{2 << 30, "2 GB"}, {5 << 40, "5 TB"}, {3 << 50, "3072 TB"},
	} {
		if got := c.Size("en", tt.bytes); got != tt.want {
			t.Errorf("%d: %q, want %q", tt.bytes, got, tt.want)
		}
	}
	if got := c.Size("de", 4404019); got != "4,2 MB" {
		t.Errorf("in German: %q", got)
	}
}

func ExampleCatalogue_Date() {
	c, err := Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Date("en-GB", "2026-12-04", Short))
	fmt.Println(c.Date("en-US", "2026-12-04", Short))
	// Output:
	// 4 Dec 2026
	// Dec 4, 2026
}
