package words

import (
	"strconv"
	"strings"
)

// Days says how far off a day is, counted from today: "in 11 days",
// "tomorrow", "today", "yesterday", "3 days ago".
func (c *Catalogue) Days(lang string, days int) string {
	switch {
	case days == 0:
		return c.T(lang, "days.today")
	case days == 1:
		return c.T(lang, "days.tomorrow")
	case days == -1:
		return c.T(lang, "days.yesterday")
	case days < 0:
		return c.T(lang, "days.ago", "count", -days)
	}
	return c.T(lang, "days.in", "count", days)
}

// Size says how large a file is: "86 KB", "4.2 MB". A kilobyte is 1024 bytes,
// as in what a computer shows beside a file's name; one decimal below ten.
func (c *Catalogue) Size(lang string, bytes int64) string {
	if bytes < 1024 {
		return c.T(lang, "size.bytes", "count", bytes)
	}
	units := [...]string{"size.kb", "size.mb", "size.gb", "size.tb"}
	size, unit := float64(bytes)/1024, 0
	// 1023.5 would be rounded up to 1024 of the smaller unit.
	for size >= 1023.5 && unit < len(units)-1 {
		size, unit = size/1024, unit+1
	}
	decimals := 0
	if size < 9.95 {
		decimals = 1
	}
	text := strings.TrimSuffix(strconv.FormatFloat(size, 'f', decimals, 64), ".0")
	text = strings.Replace(text, ".", c.tongue(lang).calendar.decimal, 1)
	return c.T(lang, units[unit], "size", text)
}
