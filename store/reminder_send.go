package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// reminderPatience is how long a reminder may wait in the outbox. After that
// what it says of days is no longer so.
const reminderPatience = 36 * time.Hour

// checkReminder looks, just before a reminder is sent, whether there is still
// something to remind of, and whether it is day.
func (s *Store) checkReminder(ctx context.Context, m Mail) error {
	byHand, due, err := s.reminderOf(ctx, m.ReminderID)
	if err != nil {
		return err
	}
	if s.Now().Sub(m.Created) > reminderPatience {
		return ErrStale
	}
	if byHand {
		return s.stillAwaited(ctx, m)
	}
	if err := s.stillToRemind(ctx, m, due); err != nil {
		return err
	}
	if wait := s.untilMorning(); wait > 0 {
		return &Early{wait}
	}
	return nil
}

func (s *Store) reminderOf(ctx context.Context, id int64) (byHand bool, due Date, err error) {
	row, err := one(ctx, s.reader, func(row scanner, v *Reminder) error { return row.Scan(&v.ByHand, &v.Due) },
		"SELECT days IS NULL, due_on FROM reminder WHERE id = ?", id)
	return row.ByHand, row.Due, err
}

// stillAwaited is ErrStale when nothing is awaited any more.
func (s *Store) stillAwaited(ctx context.Context, m Mail) error {
	o := Object{"invoice", m.InvoiceID}
	if m.QuoteID != 0 {
		o = Object{"quote", m.QuoteID}
	}
	dues, _, err := s.awaited(ctx, o)
	if err == nil && len(dues) == 0 {
		return ErrStale
	}
	return err
}

// stillToRemind is ErrStale when the clock would not remind any more of what
// falls due on a day: the same rules as when the step was taken.
func (s *Store) stillToRemind(ctx context.Context, m Mail, due Date) error {
	if err := s.stillAwaited(ctx, m); err != nil {
		return err
	}
	on := `SELECT 1 FROM studio, invoice of JOIN project ON project.id = of.project_id JOIN client ON client.id = project.client_id
		WHERE of.id = ? AND of.reminders = 1 AND client.reminders = 1 AND studio.reminders = 1 AND project.status <> 'archived'`
	id := m.InvoiceID
	if m.QuoteID != 0 {
		id, on = m.QuoteID, `SELECT 1 FROM studio, quote of JOIN project ON project.id = of.project_id JOIN client ON client.id = project.client_id
			WHERE of.id = ? AND of.reminders = 1 AND client.reminders = 1 AND studio.reminders = 1 AND project.status <> 'archived'`
	}
	_, err := one(ctx, s.reader, value[int64], on, id)
	if errors.Is(err, ErrNotFound) {
		return ErrStale
	}
	if err != nil || m.InvoiceID == 0 {
		return err
	}
	i, err := s.Invoice(ctx, m.InvoiceID)
	if err != nil {
		return err
	}
	waits, err := uncertain(ctx, s.reader, m.InvoiceID)
	if err == nil && (waits || i.DueBy(due) == 0) {
		return ErrStale
	}
	return err
}

// noteReminder puts into the history that somebody was reminded, by a mail
// which the server has just taken; of another mail it notes nothing.
func (t *tx) noteReminder(mailID int64) error {
	m, err := one(t.ctx, t, scanMail, "SELECT "+mailColumns+" FROM outbox WHERE id = ?", mailID)
	if err != nil || !m.IsReminder() {
		return err
	}
	staff, err := one(t.ctx, t, func(row scanner, v *int64) error { return row.Scan(optional{v}) }, "SELECT staff_id FROM reminder WHERE id = ?", m.ReminderID)
	if err != nil {
		return err
	}
	return t.note(deed{what: "reminder sent", project: m.ProjectID, invoice: m.InvoiceID, quote: m.QuoteID, staff: staff, detail: map[string]string{"to": m.ToName}})
}

// RemindInvoice sends a reminder of an open invoice now, in the words of one of
// the studio. Steps of the clock that have come by now are taken with it.
func (s *Store) RemindInvoice(ctx context.Context, by Staff, id int64, l Letter) error {
	return s.remindByHand(ctx, by, Object{"invoice", id}, l, func(t *tx) (c chase, due Date, err error) {
		i, err := t.invoice(id)
		switch {
		case err != nil:
			return c, due, err
		case i.IsDraft():
			return c, due, refuse("refused.invoice_draft")
		case !i.IsPayable():
			return c, due, refuse("refused.already_paid")
		}
		return chase{project: i.ProjectID, only: i.ContactID}, i.Next().DueOn, nil
	})
}

// RemindQuote sends a reminder of a quote that waits for its decision now.
func (s *Store) RemindQuote(ctx context.Context, by Staff, id int64, l Letter) error {
	return s.remindByHand(ctx, by, Object{"quote", id}, l, func(t *tx) (c chase, due Date, err error) {
		q, err := t.quote(id)
		if err != nil {
			return c, due, err
		}
		if q.IsDraft() {
			return c, due, refuse("refused.quote_draft")
		}
		due = q.ValidUntil
		if due == "" {
			due = t.store.Today()
		}
		return chase{project: q.ProjectID, only: q.ContactID}, due, q.stillOpen(t.store.Studio())
	})
}

func (s *Store) remindByHand(ctx context.Context, by Staff, o Object, l Letter, load func(*tx) (chase, Date, error)) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("remind of %s %d by hand", o.Kind, o.ID), func(t *tx) error {
		c, due, err := load(t)
		if err != nil {
			return err
		}
		people, err := t.recipients(moduleOf[o.Kind], l.Contacts, c.project, c.only)
		if err != nil {
			return err
		}
		if sent, err := t.sentBefore(l); sent || err != nil {
			return err
		}
		reminder, err := t.insertReminder(dueStep{of: o, due: due}, "", by)
		if err != nil {
			return err
		}
		steps, err := dueSteps(ctx, t, s, o)
		if err != nil {
			return err
		}
		if err := t.skip(steps, "by hand"); err != nil {
			return err
		}
		mail := letter{kind: o.Kind + "-reminder", reminder: reminder, project: c.project, subject: l.Subject, body: l.Body,
			data: map[string]string{"due": string(due), "days": strconv.Itoa(due.DaysUntil(s.Today()))}}
		mail.invoice, mail.quote = o.ids()
		for _, p := range people {
			mail.contact, mail.once = p.ID, l.once(p.ID)
			if err := t.queue(mail); err != nil {
				return err
			}
		}
		return nil
	})
}
