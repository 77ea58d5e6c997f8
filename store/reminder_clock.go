package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// How far the clock goes in reminding.
const (
	remindFrom, remindUntil = 8, 20 // hours on the studio's wall, between which it reminds
	remindersPerRun         = 5     // the others wait for the next run: no burst after a silence
	remindersPerInvoice     = 6     // that were sent, by hand or by the clock; a quote likewise
	reminderLife            = 14    // days after which a step that nobody took is let go
)

// untilMorning is how long it is until the clock may remind again; 0: it may now.
func (s *Store) untilMorning() time.Duration {
	now := s.Now().In(s.Studio().Zone())
	if hour := now.Hour(); hour >= remindFrom && hour < remindUntil {
		return 0
	}
	morning := time.Date(now.Year(), now.Month(), now.Day(), remindFrom, 0, 0, 0, now.Location())
	if now.Hour() >= remindUntil {
		morning = time.Date(now.Year(), now.Month(), now.Day()+1, remindFrom, 0, 0, 0, now.Location())
	}
	return morning.Sub(now)
}

// dueStep is a step that has come for what falls due on a day.
type dueStep struct {
	of   Object
	step ReminderStep
	due  Date
}

// Remind takes the steps that have come: a row for each, once, in one
// transaction with the mails that it sends. What was paid, decided, switched off
// or cannot be delivered is not reminded of; of several steps that have come
// after a silence the newest is sent; an invoice, and a contact, hear of it at
// most once a day, and never at night. What has to wait is looked at again.
func (s *Store) Remind(ctx context.Context) error {
	if s.untilMorning() > 0 {
		return nil
	}
	pending, err := dueSteps(ctx, s.reader, s, Object{})
	if err != nil {
		return err
	}
	var objects []Object
	for _, d := range pending {
		if !slices.Contains(objects, d.of) {
			objects = append(objects, d.of)
		}
	}
	sent := 0
	var errs []error
	for _, o := range objects {
		if sent == remindersPerRun || ctx.Err() != nil {
			break
		}
		reminded := false
		errs = append(errs, s.write(ctx, fmt.Sprintf("remind of %s %d", o.Kind, o.ID), func(t *tx) (err error) {
			reminded, err = t.remindOf(o)
			return err
		}))
		if reminded {
			sent++
		}
	}
	return errors.Join(errs...)
}

// dueSteps are the steps that have come and that nobody took, what is due
// longest first: of one document, or of all for the zero Object.
func dueSteps(ctx context.Context, from querier, s *Store, only Object) ([]dueStep, error) {
	steps, err := reminderSteps(ctx, from)
	if err != nil {
		return nil, err
	}
	var list []dueStep
	for _, step := range steps {
		if only.Kind != "" && only.Kind != step.About {
			continue
		}
		first := max(s.Today().AddDays(-reminderLife), step.From).AddDays(-step.Days)
		last := s.Today().AddDays(-step.Days)
		query, args := dueInvoices, []any{first, last, fmt.Sprintf("%+d days", -step.Days), step.ID, only.ID, only.ID}
		if step.About == "quote" {
			query, args = dueQuotes, []any{max(first, s.Today()), last, step.ID, only.ID, only.ID}
		}
		found, err := all(ctx, from, func(row scanner, v *dueStep) error {
			var sent time.Time
			v.step, v.of.Kind = step, step.About
			if err := row.Scan(&v.of.ID, &v.due, at(&sent)); err != nil {
				return err
			}
			if !sent.IsZero() && step.day(v.due) <= DateOf(sent.In(s.Studio().Zone())) {
				v.of.ID = 0 // it came with the quote, or before it
			}
			return nil
		}, query, args...)
		if err != nil {
			return nil, err
		}
		list = append(list, slices.DeleteFunc(found, func(d dueStep) bool { return d.of.ID == 0 })...)
	}
	slices.SortStableFunc(list, func(a, b dueStep) int { return cmp.Compare(a.due, b.due) })
	return list, nil
}

// What a step has come for, between two days: parts of invoices that are not
// paid in full, and quotes that wait. The client had the invoice before the
// step's own day, or there is nothing to remind of.
const (
	dueInvoices = `SELECT DISTINCT invoice.id, instalment.due_on, NULL
		FROM instalment JOIN invoice ON invoice.id = instalment.invoice_id JOIN project ON project.id = invoice.project_id
		WHERE instalment.due_on BETWEEN ? AND ? AND invoice.state = 'issued' AND invoice.owed > 0 AND invoice.archived_at IS NULL
		AND project.status <> 'archived' AND date(invoice.issued_on, ?) < instalment.due_on AND NOT EXISTS
		(SELECT 1 FROM reminder WHERE reminder.invoice_id = invoice.id AND reminder.due_on = instalment.due_on AND reminder.step_id = ?)
		AND (? = 0 OR invoice.id = ?) LIMIT 1000`
	dueQuotes = `SELECT quote.id, quote.valid_until_on, quote.sent_at FROM quote JOIN project ON project.id = quote.project_id
		WHERE quote.valid_until_on BETWEEN ? AND ? AND quote.state = 'sent' AND quote.archived_at IS NULL AND project.status <> 'archived'
		AND NOT EXISTS (SELECT 1 FROM reminder WHERE reminder.quote_id = quote.id AND reminder.step_id = ?)
		AND (? = 0 OR quote.id = ?) LIMIT 1000`
)

// chase is a document of which contacts may be reminded.
type chase struct {
	of      Object
	project int64
	client  int64
	only    int64 // the contact whom it is for; 0: everyone on the project
	on      bool  // its own switch
	steps   []dueStep
}

// remindOf does what is to be done today about one document; it tells whether
// somebody is reminded.
func (t *tx) remindOf(o Object) (bool, error) {
	c, err := t.chase(o)
	if err != nil || len(c.steps) == 0 {
		return false, err
	}
	switch why, err := t.leaveOut(&c); {
	case err != nil:
		return false, err
	case why != "":
		return false, t.skip(c.steps, why)
	}
	send, out, found := choose(c.steps, t.store.Today())
	if !found {
		return false, t.skipEach(out)
	}
	people, err := t.free(&c)
	if err != nil || len(people) == 0 {
		return false, err // today they have heard of something already
	}
	id, err := t.insertReminder(send, "", Staff{})
	if err != nil {
		return false, err
	}
	if err := t.skipEach(out); err != nil {
		return false, err
	}
	return true, t.mailReminder(&c, id, send, people)
}

// chase loads a document with the steps that have come for what is still
// awaited of it. There are none while it is uncertain what is owed.
func (t *tx) chase(o Object) (c chase, err error) {
	c.of = o
	if o.Kind == "quote" {
		q, err := t.quote(o.ID)
		if err != nil || !q.IsOpen() {
			return c, err
		}
		c.project, c.client, c.only, c.on = q.ProjectID, q.ClientID, q.ContactID, q.Reminders
		c.steps, err = dueSteps(t.ctx, t, t.store, o)
		return c, err
	}
	i, err := t.invoice(o.ID)
	if err != nil {
		return c, err
	}
	if waits, err := uncertain(t.ctx, t, o.ID); waits || err != nil {
		return c, err
	}
	c.project, c.client, c.only, c.on = i.ProjectID, i.ClientID, i.ContactID, i.Reminders
	steps, err := dueSteps(t.ctx, t, t.store, o)
	for _, d := range steps {
		if i.partIsOpen(d.due) && i.DueBy(d.due) > 0 {
			c.steps = append(c.steps, d)
		}
	}
	return c, err
}

// partIsOpen tells whether anything that falls due on this very day is not covered.
func (i *Invoice) partIsOpen(due Date) bool {
	return slices.ContainsFunc(i.Instalments, func(part Instalment) bool { return part.DueOn == due && part.Left() > 0 })
}

// uncertain tells whether money of an invoice is on its way back, or went back
// and the studio has yet to say what becomes of the invoice, or is asked for by
// a bank that has yet to decide: nobody is reminded until it is known what is
// owed.
func uncertain(ctx context.Context, from querier, invoiceID int64) (bool, error) {
	n, err := one(ctx, from, value[int], `SELECT (SELECT count(*) FROM refund JOIN payment ON payment.id = refund.payment_id WHERE payment.invoice_id = ?1
		AND (refund.state IN ('started', 'processing') OR refund.state = 'done' AND refund.wish = 'ask'))
		+ (SELECT count(*) FROM dispute WHERE state = 'open' AND payment_id IN (SELECT coalesce(with_id, id) FROM payment WHERE invoice_id = ?1))`, invoiceID)
	return n > 0, err
}

// RemindersWait tells whether the clock reminds nobody of an invoice because it
// is uncertain what is owed: a refund or a dispute is open.
func (s *Store) RemindersWait(ctx context.Context, invoiceID int64) (bool, error) {
	return uncertain(ctx, s.reader, invoiceID)
}

// leaveOut is why nobody is reminded, whatever the step; empty: there is no reason.
func (t *tx) leaveOut(c *chase) (why string, err error) {
	var client, open bool
	m := moduleOf[c.of.Kind]
	if err := scanOne(t, "SELECT reminders, portal_enabled AND archived_at IS NULL AND "+moduleIsOn+" FROM client WHERE id = ?",
		[]any{m, m, c.client}, &client, &open); err != nil {
		return "", err
	}
	people, err := t.readers(c)
	if err != nil {
		return "", err
	}
	sent, err := one(t.ctx, t, value[int], "SELECT count(*) FROM reminder WHERE skipped = '' AND "+about(c.of)+" = ?", c.of.ID)
	switch {
	case err != nil:
		return "", err
	case !t.store.Studio().Reminders || !client || !c.on:
		return "off", nil
	case !open || len(people) == 0:
		return "nobody", nil
	case sent >= remindersPerInvoice:
		return "enough", nil
	}
	return "", nil
}

// leftOut is a step that is not sent, and why.
type leftOut struct {
	dueStep
	why string
}

// choose finds the one step that is sent today, and those that are not sent for
// its sake. What is late comes before what is ahead, and speaks for all that is
// late; what is ahead may wait for another day.
func choose(steps []dueStep, today Date) (send dueStep, out []leftOut, found bool) {
	var newest []dueStep
	for _, d := range steps {
		if d.step.Days < 0 && d.due < today {
			out = append(out, leftOut{d, "passed"})
			continue
		}
		n := slices.IndexFunc(newest, func(other dueStep) bool { return other.due == d.due })
		switch {
		case n < 0:
			newest = append(newest, d)
		case newest[n].step.Days < d.step.Days:
			out = append(out, leftOut{newest[n], "later"})
			newest[n] = d
		default:
			out = append(out, leftOut{d, "later"})
		}
	}
	for n, d := range newest { // in the order of their due dates
		if n == 0 {
			send, found = d, true
		} else if d.due <= today {
			out = append(out, leftOut{d, "together"})
		}
	}
	return send, out, found
}

func (t *tx) skip(steps []dueStep, why string) error {
	for _, d := range steps {
		if _, err := t.insertReminder(d, why, Staff{}); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) skipEach(out []leftOut) error {
	for _, l := range out {
		if _, err := t.insertReminder(l.dueStep, l.why, Staff{}); err != nil {
			return err
		}
	}
	return nil
}

// insertReminder takes a step, or notes one by hand, which has no id.
func (t *tx) insertReminder(d dueStep, skipped string, by Staff) (int64, error) {
	var days any
	if d.step.ID != 0 {
		days = d.step.Days
	}
	return t.insert("INSERT INTO reminder (step_id, "+about(d.of)+", due_on, days, skipped, staff_id, made_on, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ref(d.step.ID), d.of.ID, d.due, days, skipped, ref(by.ID), t.store.Today(), ms(t.now))
}

// readers are those who are reminded: to whom the document was sent, as far as
// they are still on the project; else whom it is for, or the first there.
func (t *tx) readers(c *chase) ([]Contact, error) {
	people, err := projectContacts(t.ctx, t, c.project)
	if err != nil {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(p Contact) bool { return c.only != 0 && p.ID != c.only })
	sent, err := all(t.ctx, t, value[int64], `SELECT DISTINCT contact_id FROM outbox WHERE project_id = ? AND `+about(c.of)+` = ?
		AND kind IN ('invoice', 'quote', 'estimate') AND contact_id IS NOT NULL AND state <> 'cancelled'`, c.project, c.of.ID)
	if err != nil {
		return nil, err
	}
	had := slices.DeleteFunc(slices.Clone(people), func(p Contact) bool { return !slices.Contains(sent, p.ID) })
	if len(had) == 0 {
		return people[:min(1, len(people))], nil
	}
	return had, nil
}

// free are the readers whom nobody has reminded of anything today; none when the
// document itself was spoken of.
func (t *tx) free(c *chase) ([]Contact, error) {
	today := t.store.Today()
	told, err := one(t.ctx, t, value[int], "SELECT count(*) FROM reminder WHERE skipped = '' AND made_on = ? AND "+about(c.of)+" = ?", today, c.of.ID)
	if err != nil || told > 0 {
		return nil, err
	}
	people, err := t.readers(c)
	if err != nil {
		return nil, err
	}
	busy, err := all(t.ctx, t, value[int64], `SELECT outbox.contact_id FROM reminder JOIN outbox ON outbox.reminder_id = reminder.id
		WHERE reminder.made_on = ? AND outbox.state <> 'cancelled'`, today)
	return slices.DeleteFunc(people, func(p Contact) bool { return slices.Contains(busy, p.ID) }), err
}

// mailReminder queues a step's mail to each of its readers.
func (t *tx) mailReminder(c *chase, id int64, send dueStep, people []Contact) error {
	l := letter{kind: c.of.Kind + "-reminder", reminder: id, project: c.project, subject: send.step.Subject, body: send.step.Body,
		data: map[string]string{"due": string(send.due), "days": strconv.Itoa(send.step.Days), "merge": "yes"}}
	l.invoice, l.quote = c.of.ids()
	for _, p := range people {
		l.contact, l.once = p.ID, fmt.Sprintf("reminder %d to %d", id, p.ID)
		if err := t.queue(l); err != nil {
			return err
		}
	}
	return nil
}

// ids are an object's id as an invoice's and as a quote's, one of them 0.
func (o Object) ids() (invoice, quote int64) {
	if o.Kind == "quote" {
		return 0, o.ID
	}
	return o.ID, 0
}
