package store

import "time"

// Rhythm is how something recurs: every so many weeks, months or years.
//
// Months are counted from the first, and the wished day is looked for in each
// anew: the 31st is the last day of a shorter month, and the 31st again in the
// next one that has it. 29 February is 28 February in a common year.
type Rhythm struct {
	Every int    // 1 or more
	Unit  string // 'week', 'month', 'year'
	Day   int    // of the month, from 1 to 31, where the unit is a month
	From  Date   // it begins on this day, or on the first fitting one after it
}

// On is the day of a beat, counted from 0.
func (r Rhythm) On(beat int) Date {
	from := r.From.Time()
	year, month, day := from.Date()
	switch r.Unit {
	case "week":
		return r.From.AddDays(7 * r.Every * beat)
	case "year":
		return lastFitting(year+r.Every*beat, month, day)
	}
	if lastFitting(year, month, r.Day) < r.From {
		month++
	}
	return lastFitting(year, month+time.Month(r.Every*beat), r.Day)
}

// lastFitting is a day of a month, or the month's last one where it is shorter.
// A month beyond December is one of a later year.
func lastFitting(year int, month time.Month, day int) Date {
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
	return DateOf(last.AddDate(0, 0, min(day-last.Day(), 0)))
}

// Next is the first beat on or after a day, not before another beat.
func (r Rhythm) Next(beat int, day Date) int {
	for r.On(beat) < day {
		beat++
	}
	return beat
}

// check notes what is no rhythm.
func (r Rhythm) check(invalid *Invalid) {
	most := map[string]int{"week": 52, "month": 24, "year": 10}[r.Unit]
	switch {
	case most == 0:
		invalid.Add("unit", Say("invalid.choice"))
	case r.Every < 1 || r.Every > most:
		invalid.Add("every", Say("invalid.from_to", "from", 1, "to", most))
	}
	if r.Unit == "month" && (r.Day < 1 || r.Day > 31) {
		invalid.Add("day", Say("invalid.from_to", "from", 1, "to", 31))
	}
	if _, err := ParseDate(string(r.From)); err != nil {
		invalid.Add("from_on", Say("invalid.date"))
	}
}
