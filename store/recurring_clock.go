package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"anteroom/store/money"
)

// How far back the clock makes what was missed by itself; about what is older
// it asks the studio.
const (
	recurringReach = 35 // days
	recurringAt    = 8  // the hour on the studio's wall at which a day's invoices are made
	periodsPerRun  = 60 // of one recurring invoice, after a long silence
)

// MakeRecurring makes the invoices of every period that has come: each once, in
// one transaction with the row that says so. Periods that were missed are made
// as far back as some weeks; about older ones the studio is asked.
func (s *Store) MakeRecurring(ctx context.Context, names PeriodNames) error {
	due, err := all(ctx, s.reader, value[int64], "SELECT id FROM recurring WHERE state = 'active' AND next_on <= ? ORDER BY next_on, id LIMIT 200", s.recurringDay())
	if err != nil {
		return err
	}
	var errs []error
	for _, id := range due {
		more, runs := true, 0
		for more && runs < periodsPerRun && ctx.Err() == nil {
			runs++
			err := s.write(ctx, fmt.Sprintf("make recurring invoice %d", id), func(t *tx) (err error) {
				more, err = t.takePeriod(id, names)
				return err
			})
			if err != nil {
				errs, more = append(errs, err), false
			}
		}
	}
	return errors.Join(errs...)
}

// recurringDay is the newest day whose invoices may be made by now.
func (s *Store) recurringDay() Date {
	if s.Now().In(s.Studio().Zone()).Hour() < recurringAt {
		return s.Today().AddDays(-1)
	}
	return s.Today()
}

// takePeriod does what is to be done about the next period of a recurring
// invoice; more tells whether another one may have come.
func (t *tx) takePeriod(id int64, names PeriodNames) (more bool, err error) {
	r, err := recurringByID(t.ctx, t, id)
	if err != nil || r.State != "active" || r.NextOn > t.store.recurringDay() {
		return false, err
	}
	if r.away { // nobody works on it any more
		if err := t.update("UPDATE recurring SET state = 'paused', updated_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return false, err
		}
		return false, t.noteRecurring("recurring paused", Staff{}, &r)
	}
	state := "made"
	if r.NextOn < t.store.Today().AddDays(-recurringReach) || r.NextOn <= r.asks {
		state = "asked"
	}
	n, err := t.change("INSERT INTO recurring_period (recurring_id, period_on, state, taken_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		id, r.NextOn, state, ms(t.now))
	if err != nil {
		return false, err
	}
	if n == 1 && state == "made" { // a day that a changed rhythm met once more has its invoice
		if _, err := t.makePeriod(&r, r.NextOn, r.Sends, names); err != nil {
			return false, err
		}
	}
	return true, t.advance(&r, r.beat+1)
}

// makePeriod makes the invoice of a period: a draft, or one that is issued and
// sent by itself. What cannot be sent, for want of a reader or of a number that
// the law asks for, stays a draft.
func (t *tx) makePeriod(r *Recurring, day Date, send bool, names PeriodNames) (id int64, err error) {
	c := r.Content
	c.Title = names.For(r.Title, c.Locale, day)
	for n := range c.Sections {
		for m := range c.Sections[n].Lines {
			l := &c.Sections[n].Lines[m]
			l.Title = names.For(l.Title, c.Locale, day)
		}
	}
	c.Schedule = []Step{{Label: c.Title, Part: money.Part{Rest: true}, Due: Due{Kind: "issue", Days: r.DueDays}}}
	if id, err = t.insertInvoice(r.ProjectID, r.ContactID, 0, c); err != nil {
		return 0, err
	}
	if err := t.update("UPDATE recurring_period SET invoice_id = ? WHERE recurring_id = ? AND period_on = ?", id, r.ID, day); err != nil {
		return 0, err
	}
	reader := int64(0)
	if send {
		if reader, err = t.readyToSend(r, id); err != nil {
			return 0, err
		}
	}
	if reader != 0 {
		if err := t.issue(id, Staff{}); err != nil {
			return 0, err
		}
		return id, t.mailInvoice(id, Staff{}, Letter{Contacts: []int64{reader}})
	}
	what := "invoice drafted"
	if send {
		what = "recurring not sent"
	}
	return id, t.note(deed{what: what, project: r.ProjectID, invoice: id})
}

// readyToSend is the contact who gets a period's invoice: the one whom it is
// for, or the first on the project. It is 0 when it cannot be sent as it is.
func (t *tx) readyToSend(r *Recurring, invoiceID int64) (int64, error) {
	people, err := projectContacts(t.ctx, t, r.ProjectID)
	if err != nil {
		return 0, err
	}
	people = slices.DeleteFunc(people, func(p Contact) bool { return r.ContactID != 0 && p.ID != r.ContactID })
	if len(people) == 0 {
		return 0, nil
	}
	_, err = t.recipients(ModuleInvoices, []int64{people[0].ID}, r.ProjectID, r.ContactID)
	if err == nil {
		var i Invoice
		if i, err = t.invoice(invoiceID); err == nil {
			err = t.store.invoiceLacks(t.ctx, t, &i)
		}
	}
	if errors.As(err, new(*Invalid)) || errors.As(err, new(*Refused)) {
		return 0, nil
	}
	return people[0].ID, err
}

// DecidePeriod says of a period that was missed long ago whether its invoice is
// made after all: as a draft, which the studio looks over. The answer is the
// draft's id, or 0.
func (s *Store) DecidePeriod(ctx context.Context, by Staff, recurringID, periodID int64, make bool, names PeriodNames) (invoice int64, err error) {
	err = s.write(ctx, fmt.Sprintf("decide on period %d", periodID), func(t *tx) error {
		r, err := recurringByID(t.ctx, t, recurringID)
		if err != nil {
			return err
		}
		var day Date
		var state string
		if err := scanOne(t, "SELECT period_on, state FROM recurring_period WHERE id = ? AND recurring_id = ?", []any{periodID, recurringID}, &day, &state); err != nil {
			return err
		}
		if state != "asked" {
			return refuse("refused.period_decided")
		}
		if r.away {
			return refuse("refused.project_archived")
		}
		word := map[bool]string{true: "made", false: "left out"}[make]
		if err := t.update("UPDATE recurring_period SET state = ?, taken_at = ? WHERE id = ?", word, ms(t.now), periodID); err != nil || !make {
			return err
		}
		invoice, err = t.makePeriod(&r, day, false, names)
		return err
	})
	return invoice, err
}
