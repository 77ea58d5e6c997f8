package store

import (
	"context"
	"strings"
)

// ReminderStep is when contacts are reminded of what is due, and in which words.
type ReminderStep struct {
	ID      int64
	About   string // 'invoice' or 'quote'
	Days    int    // after the due date, or after a quote's last day; below zero: before it
	Subject string // the studio's own words, with merge fields; empty: the catalogue's, in the reader's language
	Body    string // Markdown, likewise
	From    Date   // its first day: a new step leaves alone what is older
}

// day is when the step comes for what is due on a date.
func (r ReminderStep) day(due Date) Date { return due.AddDays(r.Days) }

// usualSteps are those that a new studio begins with.
var usualSteps = []ReminderStep{{About: "invoice", Days: -3}, {About: "invoice", Days: 1}, {About: "invoice", Days: 7},
	{About: "invoice", Days: 14}, {About: "quote", Days: -3}}

// maxReminderSteps is how many there may be about quotes, and about invoices.
const maxReminderSteps = 12

const reminderStepColumns = "reminder_step.id, reminder_step.about, reminder_step.days, reminder_step.subject, reminder_step.body, reminder_step.from_on"

func scanReminderStep(row scanner, v *ReminderStep) error {
	return row.Scan(&v.ID, &v.About, &v.Days, &v.Subject, &v.Body, &v.From)
}

// ReminderSteps are the studio's, those of invoices first, in the order of
// their days.
func (s *Store) ReminderSteps(ctx context.Context) ([]ReminderStep, error) {
	return reminderSteps(ctx, s.reader)
}

func reminderSteps(ctx context.Context, from querier) ([]ReminderStep, error) {
	return all(ctx, from, scanReminderStep, "SELECT "+reminderStepColumns+" FROM reminder_step ORDER BY about, days")
}

func (v ReminderStep) check() error {
	var invalid Invalid
	switch {
	case v.About != "invoice" && v.About != "quote":
		invalid.Add("about", Say("invalid.choice"))
	case v.Days < -365 || v.Days > 365:
		invalid.Add("days", Say("invalid.reminder_days"))
	case v.About == "quote" && v.Days > 0:
		invalid.Add("days", Say("invalid.reminder_quote"))
	}
	invalid.atMost("subject", v.Subject, 200)
	if strings.ContainsAny(v.Subject, "\r\n") {
		invalid.Add("subject", Say("invalid.text"))
	}
	if len(v.Body) > maxLetter {
		invalid.Add("body", Say("invalid.too_long", "max", maxLetter))
	} else {
		invalid.markdownField("body", v.Body)
	}
	invalid.mergeFields("subject", v.Subject, mergeFields[v.About+"-reminder"])
	invalid.mergeFields("body", v.Body, mergeFields[v.About+"-reminder"])
	return invalid.OrNil()
}

// AddReminderStep adds a step. It begins with tomorrow: nobody is reminded at
// once of what has been late for long. A day that has a step is refused at "days".
func (s *Store) AddReminderStep(ctx context.Context, _ Staff, v ReminderStep) error {
	if err := v.check(); err != nil {
		return err
	}
	return s.write(ctx, "add a step of reminders", func(t *tx) error {
		n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM reminder_step WHERE about = ?", v.About)
		if err != nil {
			return err
		}
		if n >= maxReminderSteps {
			return refuse("refused.reminder_steps", "max", maxReminderSteps)
		}
		v.From = t.store.Today().AddDays(1)
		return t.insertReminderStep(v)
	})
}

func (t *tx) insertReminderStep(v ReminderStep) error {
	_, err := t.exec("INSERT INTO reminder_step (about, days, subject, body, from_on) VALUES (?, ?, ?, ?, ?)",
		v.About, v.Days, v.Subject, v.Body, v.From)
	return dayTaken(err)
}

func dayTaken(err error) error {
	if isDuplicate(err) {
		return &Invalid{Fields: map[string]Text{"days": Say("invalid.reminder_taken")}}
	}
	return err
}

// SaveReminderStep changes a step's day and words; what it is about stays. Moved
// to another day, it begins anew with tomorrow. Nobody to whom it was sent gets
// it again.
func (s *Store) SaveReminderStep(ctx context.Context, _ Staff, v ReminderStep) error {
	return s.write(ctx, "save a step of reminders", func(t *tx) error {
		old, err := one(t.ctx, t, scanReminderStep, "SELECT "+reminderStepColumns+" FROM reminder_step WHERE id = ?", v.ID)
		if err != nil {
			return err
		}
		v.About, v.From = old.About, old.From
		if err := v.check(); err != nil {
			return err
		}
		if v.Days != old.Days {
			v.From = t.store.Today().AddDays(1)
		}
		return dayTaken(t.update("UPDATE reminder_step SET days = ?, subject = ?, body = ?, from_on = ? WHERE id = ?",
			v.Days, v.Subject, v.Body, v.From, v.ID))
	})
}

// RemoveReminderStep takes a step away. What it has sent stays in the histories.
func (s *Store) RemoveReminderStep(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "remove a step of reminders", func(t *tx) error {
		return t.update("DELETE FROM reminder_step WHERE id = ?", id)
	})
}

// SwitchReminders lets the clock remind anybody at all, or nobody.
func (s *Store) SwitchReminders(ctx context.Context, _ Staff, on bool) error {
	return s.saveStudio(ctx, "switch the reminders", "UPDATE studio SET reminders = ?", on)
}

// SwitchRemindersOf lets the clock remind of one thing, or not: o.Kind is
// 'client', 'invoice' or 'quote'. What comes due meanwhile is not made up for.
func (s *Store) SwitchRemindersOf(ctx context.Context, by Staff, o Object, on bool) error {
	what := "reminders switched on"
	if !on {
		what = "reminders switched off"
	}
	return s.write(ctx, "switch the reminders of a "+o.Kind, func(t *tx) error {
		table, ok := map[string]string{"client": "client", "invoice": "invoice", "quote": "quote"}[o.Kind]
		if !ok {
			return ErrNotFound
		}
		was, err := one(t.ctx, t, value[bool], "SELECT reminders FROM "+table+" WHERE id = ?", o.ID)
		if err != nil || was == on {
			return err
		}
		if err := t.update("UPDATE "+table+" SET reminders = ?, updated_at = ? WHERE id = ?", on, ms(t.now), o.ID); err != nil {
			return err
		}
		d := deed{what: what, staff: by.ID}
		if o.Kind == "client" {
			d.client = o.ID
			return t.note(d)
		}
		if o.Kind == "invoice" {
			d.invoice = o.ID
		} else {
			d.quote = o.ID
		}
		if d.project, err = one(t.ctx, t, value[int64], "SELECT project_id FROM "+table+" WHERE id = ?", o.ID); err != nil {
			return err
		}
		return t.note(d)
	})
}
