package store

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Reminder is a step that was taken: sent to people, or left out for a reason.
type Reminder struct {
	ID      int64
	Due     Date   // of the instalments that it spoke of, or the quote's last day
	Days    int    // of its step
	ByHand  bool   // sent by one of the studio; then Days says nothing
	Who     string // by whom
	Skipped string // why nothing was sent: 'off', 'later', 'together', 'passed', 'enough', 'nobody', 'by hand'; empty: mails were queued
	At      time.Time
	Mails   []ReminderMail
}

// ReminderMail is what became of a reminder's mail to one contact.
type ReminderMail struct {
	ID    int64 // of the outbox
	To    string
	State string // as in Mail
	Sent  time.Time
}

// Reminders are those of an invoice or a quote, the newest first.
func (s *Store) Reminders(ctx context.Context, o Object) ([]Reminder, error) {
	type row struct {
		Reminder
		mail ReminderMail
	}
	rows, err := all(ctx, s.reader, func(r scanner, v *row) error {
		return r.Scan(&v.ID, &v.Due, &v.Days, &v.ByHand, &v.Who, &v.Skipped, at(&v.At), optional{&v.mail.ID}, &v.mail.To, &v.mail.State, at(&v.mail.Sent))
	}, `SELECT reminder.id, reminder.due_on, coalesce(reminder.days, 0), reminder.days IS NULL, coalesce(staff.name, ''), reminder.skipped,
		reminder.made_at, outbox.id, coalesce(outbox.to_name, ''), coalesce(outbox.state, ''), outbox.sent_at
		FROM reminder LEFT JOIN staff ON staff.id = reminder.staff_id LEFT JOIN outbox ON outbox.reminder_id = reminder.id
		WHERE reminder.`+about(o)+` = ? ORDER BY reminder.id DESC, outbox.id LIMIT 200`, o.ID)
	var list []Reminder
	for _, r := range rows {
		if n := len(list); n == 0 || list[n-1].ID != r.ID {
			list = append(list, r.Reminder)
		}
		if r.mail.ID != 0 {
			last := &list[len(list)-1]
			last.Mails = append(last.Mails, r.mail)
		}
	}
	return list, err
}

// about is the column of a reminder that names an invoice or a quote.
func about(o Object) string {
	if o.Kind == "quote" {
		return "quote_id"
	}
	return "invoice_id"
}

// Coming is a reminder that the clock will send on a day, if nothing stops it.
type Coming struct {
	On, Due Date
	Days    int
}

// ComingReminders are the steps still ahead of an invoice or a quote, in the
// order of their days. None are ahead of what is paid, decided or over.
func (s *Store) ComingReminders(ctx context.Context, o Object) ([]Coming, error) {
	dues, since, err := s.awaited(ctx, o)
	if err != nil || len(dues) == 0 {
		return nil, err
	}
	steps, err := s.ReminderSteps(ctx)
	if err != nil {
		return nil, err
	}
	taken, err := all(ctx, s.reader, func(row scanner, v *dueStep) error { return row.Scan(&v.step.ID, &v.due) },
		"SELECT step_id, due_on FROM reminder WHERE step_id IS NOT NULL AND "+about(o)+" = ?", o.ID)
	if err != nil {
		return nil, err
	}
	var coming []Coming
	for _, step := range steps {
		for _, due := range dues {
			on := step.day(due)
			done := slices.ContainsFunc(taken, func(d dueStep) bool { return d.step.ID == step.ID && d.due == due })
			if step.About == o.Kind && !done && on >= s.Today() && on >= step.From && on > since {
				coming = append(coming, Coming{On: on, Due: due, Days: step.Days})
			}
		}
	}
	slices.SortStableFunc(coming, func(a, b Coming) int { return cmp.Compare(a.On, b.On) })
	return coming, nil
}

// awaited are the days on which something of an invoice or a quote falls due
// that is still awaited, and the day on which the client got it.
func (s *Store) awaited(ctx context.Context, o Object) (dues []Date, since Date, err error) {
	if o.Kind == "quote" {
		q, err := s.Quote(ctx, o.ID)
		if err != nil || !q.IsOpen() || q.ValidUntil == "" || !q.Archived.IsZero() {
			return nil, "", err
		}
		return []Date{q.ValidUntil}, DateOf(q.Sent.In(s.Studio().Zone())), nil
	}
	i, err := s.Invoice(ctx, o.ID)
	if err != nil || !i.IsPayable() || !i.Archived.IsZero() {
		return nil, "", err
	}
	for _, part := range i.Instalments {
		if part.Left() > 0 && !slices.Contains(dues, part.DueOn) {
			dues = append(dues, part.DueOn)
		}
	}
	return dues, i.IssuedOn, nil
}

// DueBy is what is to be paid of the instalments that fall due up to a day, less
// what is on its way: a transfer that was announced, a payment that is processed.
func (i *Invoice) DueBy(day Date) int64 {
	var due int64
	for _, part := range i.Instalments {
		if part.DueOn <= day {
			due += part.Left()
		}
	}
	for _, pay := range i.Payments {
		if pay.State == "announced" || pay.State == "processing" {
			due -= pay.Amount
		}
	}
	return max(0, due)
}
