package store

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Recurring is an invoice that comes again and again: a retainer. Its lines were
// copied from an invoice, and each period makes an invoice of them.
type Recurring struct {
	ID        int64
	ProjectID int64
	ContactID int64  // whom the invoices are for; 0: everyone on the project
	State     string // 'active', 'paused', 'ended'
	Title     string // with {month}, {year} and {date} of the period
	Currency  string
	Total     int64 // of each invoice
	Rhythm
	NextOn    Date // the day of the next period; empty: it has ended
	Until     Date // the last day on which one may be made; empty: no end
	Times     int  // how many periods in all; 0: no end
	Sends     bool // issued and sent by itself; else left as a draft
	DueDays   int  // after the issue
	ProjectNo int64
	Project   string
	ClientID  int64
	Client    string
	Contact   string
	Taken     int // periods so far, whatever became of them
	Asked     int // of these, how many the studio has yet to decide on
	Content   Content

	beat int
	asks Date // up to this day nothing is made by itself
	away bool // its project or its client is archived
}

// Name is its title without what stands for a period: of "Care, {month} {year}"
// it is "Care".
func (r Recurring) Name() string { return recurringName(r.Title) }

// periodField is a field that stands for a period, with what leads to it.
var periodField = regexp.MustCompile(`[\s,;:–—·/-]*\{(month|year|date)\}`)

func recurringName(title string) string {
	name := strings.ReplaceAll(periodField.ReplaceAllString(title, ""), "()", "")
	return cmp.Or(strings.Trim(name, " ,;:–—·/-"), title)
}

const recurringColumns = `recurring.id, recurring.project_id, recurring.contact_id, recurring.state, recurring.title, recurring.currency, recurring.total,
	recurring.every, recurring.unit, recurring.day, recurring.from_on, recurring.beat, recurring.next_on, recurring.until_on, coalesce(recurring.times, 0),
	recurring.sends, recurring.due_days, recurring.ask_until_on, project.number, project.name, client.id, client.name, coalesce(contact.name, ''),
	(SELECT count(*) FROM recurring_period WHERE recurring_id = recurring.id),
	(SELECT count(*) FROM recurring_period WHERE recurring_id = recurring.id AND state = 'asked'),
	project.status = 'archived' OR client.archived_at IS NOT NULL`

const recurringTables = `recurring JOIN project ON project.id = recurring.project_id JOIN client ON client.id = project.client_id
	LEFT JOIN contact ON contact.id = recurring.contact_id`

func scanRecurringRow(row scanner, v *Recurring, more ...any) error {
	return row.Scan(append([]any{&v.ID, &v.ProjectID, optional{&v.ContactID}, &v.State, &v.Title, &v.Currency, &v.Total, &v.Every, &v.Unit, &v.Day,
		&v.From, &v.beat, &v.NextOn, &v.Until, &v.Times, &v.Sends, &v.DueDays, &v.asks, &v.ProjectNo, &v.Project, &v.ClientID, &v.Client,
		&v.Contact, &v.Taken, &v.Asked, &v.away}, more...)...)
}

func scanRecurring(row scanner, v *Recurring) error {
	var content string
	if err := scanRecurringRow(row, v, &content); err != nil {
		return err
	}
	return decodeContent(content, &v.Content)
}

// Recurring is one recurring invoice with its lines.
func (s *Store) Recurring(ctx context.Context, id int64) (Recurring, error) {
	return recurringByID(ctx, s.reader, id)
}

func recurringByID(ctx context.Context, from querier, id int64) (Recurring, error) {
	return one(ctx, from, scanRecurring, `SELECT `+recurringColumns+`, recurring.content FROM `+recurringTables+` WHERE recurring.id = ?`, id)
}

// RecurringOf is the recurring invoice that made an invoice; ErrNotFound when
// none did.
func (s *Store) RecurringOf(ctx context.Context, invoiceID int64) (Recurring, error) {
	id, err := one(ctx, s.reader, value[int64], "SELECT recurring_id FROM recurring_period WHERE invoice_id = ?", invoiceID)
	if err != nil {
		return Recurring{}, err
	}
	return s.Recurring(ctx, id)
}

// RecurringPeriod is one period of a recurring invoice and what became of it.
type RecurringPeriod struct {
	ID      int64
	On      Date
	State   string // 'made', 'asked': the studio has yet to say, 'left out'
	At      time.Time
	Invoice Invoice // without its content; ID 0: none was made, or its draft was deleted
}

// RecurringPeriods are those that have come of a recurring invoice, the newest
// first; at most 200 of them.
func (s *Store) RecurringPeriods(ctx context.Context, recurringID int64) ([]RecurringPeriod, error) {
	list, err := all(ctx, s.reader, func(row scanner, v *RecurringPeriod) error {
		return row.Scan(&v.ID, &v.On, &v.State, at(&v.At), optional{&v.Invoice.ID})
	}, "SELECT id, period_on, state, taken_at, invoice_id FROM recurring_period WHERE recurring_id = ? ORDER BY period_on DESC LIMIT 200", recurringID)
	if err != nil {
		return nil, err
	}
	invoices, err := all(ctx, s.reader, func(row scanner, i *Invoice) error { return scanInvoiceRow(row, i) }, `SELECT `+invoiceColumns+` FROM `+invoiceTables+`
		WHERE invoice.id IN (SELECT invoice_id FROM recurring_period WHERE recurring_id = ? ORDER BY period_on DESC LIMIT 200)`, recurringID)
	for n := range list {
		if m := slices.IndexFunc(invoices, func(i Invoice) bool { return i.ID == list[n].Invoice.ID }); m >= 0 {
			list[n].Invoice = invoices[m]
			list[n].Invoice.settleStatus(s.Today())
		}
	}
	return list, err
}

// RecurringTerms are what the studio writes down about a recurring invoice.
type RecurringTerms struct {
	InvoiceID int64 // whose lines are copied; 0, on a change: they stay
	Title     string
	Rhythm         // From is the next day
	Until     Date // empty: no end
	Times     int  // how many periods in all; 0: no end
	Sends     bool
	DueDays   int
	ContactID int64
}

func (v *RecurringTerms) check(today Date) error {
	var invalid Invalid
	invalid.required("title", v.Title, maxTitle-40) // the names of a period need room
	v.Rhythm.check(&invalid)
	if v.Unit != "month" {
		v.Day = max(1, v.From.Time().Day())
	}
	invalid.mergeFields("title", v.Title, []string{"month", "year", "date"})
	if v.Times < 0 || v.Times > 1000 {
		invalid.Add("times", Say("invalid.from_to", "from", 1, "to", 1000))
	}
	if _, err := ParseDate(string(v.Until)); v.Until != "" && err != nil {
		invalid.Add("until_on", Say("invalid.date"))
	}
	if v.DueDays < 0 || v.DueDays > 3650 {
		invalid.Add("due_days", Say("invalid.days"))
	}
	if len(invalid.Fields) == 0 {
		switch first := v.On(0); {
		case v.From < today:
			invalid.Add("from_on", Say("invalid.date_past"))
		case v.Until != "" && v.Until < first:
			invalid.Add("until_on", Say("invalid.recurring_until", "date", first))
		}
	}
	return invalid.OrNil()
}

// AddRecurring begins a recurring invoice on a project with the lines of one of
// its invoices, be it a draft or issued.
func (s *Store) AddRecurring(ctx context.Context, by Staff, projectID int64, v RecurringTerms) (r Recurring, err error) {
	if err := v.check(s.Today()); err != nil {
		return r, err
	}
	err = s.write(ctx, "begin a recurring invoice", func(t *tx) error {
		p, err := projectByID(t.ctx, t, projectID)
		if err != nil {
			return err
		}
		if p.IsArchived() {
			return refuse("refused.project_archived")
		}
		if err := t.contactOnProject(v.ContactID, projectID); err != nil {
			return err
		}
		kept, total, currency, err := t.linesOf(projectID, v.InvoiceID)
		if err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO recurring (project_id, contact_id, title, currency, total, content, every, unit, day, from_on, next_on, until_on, times,
			sends, due_days, staff_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, projectID, ref(v.ContactID), v.Title,
			currency, total, kept, v.Every, v.Unit, v.Day, v.From, v.On(0), v.Until, ref(int64(v.Times)), v.Sends, v.DueDays, by.ID, ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		if r, err = recurringByID(t.ctx, t, id); err != nil {
			return err
		}
		return t.noteRecurring("recurring begun", by, &r)
	})
	return r, err
}

// linesOf is the content of an invoice as each period's draft begins with it,
// and what it comes to.
func (t *tx) linesOf(projectID, invoiceID int64) (kept string, total int64, currency string, err error) {
	i, err := t.invoice(invoiceID)
	if err == ErrNotFound || err == nil && i.ProjectID != projectID {
		return "", 0, "", &Invalid{Fields: map[string]Text{"invoice": Say("invalid.choice")}}
	}
	if err != nil {
		return "", 0, "", err
	}
	var invalid Invalid
	c := i.Content
	if c.linesLack(&invalid); len(invalid.Fields) > 0 || i.Total == 0 {
		return "", 0, "", &Invalid{Fields: map[string]Text{"invoice": Say("invalid.recurring_lines")}}
	}
	c.Number, c.On, c.By, c.QuoteNumber, c.SignedOn, c.Schedule, c.Totals = "", "", "", "", "", nil, nil
	c.From, c.To, c.Project, c.Bank = Party{}, Party{}, ProjectFact{}, Bank{}
	kept, err = c.encode()
	return kept, i.Total, i.Currency, err
}

// EditRecurring changes a recurring invoice from its next period on. One that
// has ended is refused.
func (s *Store) EditRecurring(ctx context.Context, by Staff, id int64, v RecurringTerms) error {
	return s.write(ctx, fmt.Sprintf("edit recurring invoice %d", id), func(t *tx) error {
		r, err := recurringByID(t.ctx, t, id)
		if err != nil {
			return err
		}
		if err := recurringLife.meets(r.State, editing, "refused.recurring_ended"); err != nil {
			return err
		}
		today := s.Today()
		if r.NextOn < today && v.From == r.NextOn {
			today = v.From // it is paused, or about to be made: the day stands as it stood
		}
		if err := v.check(today); err != nil {
			return err
		}
		if v.Times != 0 && v.Times <= r.Taken {
			return &Invalid{Fields: map[string]Text{"times": Say("invalid.recurring_times", "count", r.Taken)}}
		}
		if err := t.contactOnProject(v.ContactID, r.ProjectID); err != nil {
			return err
		}
		if err := t.update(`UPDATE recurring SET contact_id = ?, title = ?, until_on = ?, times = ?, sends = ?, due_days = ?, updated_at = ? WHERE id = ?`,
			ref(v.ContactID), v.Title, v.Until, ref(int64(v.Times)), v.Sends, v.DueDays, ms(t.now), id); err != nil {
			return err
		}
		if v.Every != r.Every || v.Unit != r.Unit || v.Day != r.Day || v.From != r.NextOn {
			if err := t.update("UPDATE recurring SET every = ?, unit = ?, day = ?, from_on = ?, beat = 0, next_on = ? WHERE id = ?",
				v.Every, v.Unit, v.Day, v.From, v.On(0), id); err != nil {
				return err
			}
		}
		if v.InvoiceID != 0 {
			kept, total, currency, err := t.linesOf(r.ProjectID, v.InvoiceID)
			if err != nil {
				return err
			}
			if err := t.update("UPDATE recurring SET content = ?, total = ?, currency = ? WHERE id = ?", kept, total, currency, id); err != nil {
				return err
			}
		}
		return t.noteRecurring("recurring changed", by, &r)
	})
}

// PauseRecurring lets nothing come of a recurring invoice until it is resumed;
// what would come meanwhile is left out for good.
func (s *Store) PauseRecurring(ctx context.Context, by Staff, id int64) error {
	return s.setRecurring(ctx, by, id, pausing, "recurring paused")
}

// ResumeRecurring lets a paused one go on, from today. It is refused while its
// project is archived.
func (s *Store) ResumeRecurring(ctx context.Context, by Staff, id int64) error {
	return s.setRecurring(ctx, by, id, resuming, "recurring resumed")
}

// EndRecurring ends one for good. What has come of it stays as it is.
func (s *Store) EndRecurring(ctx context.Context, by Staff, id int64) error {
	return s.setRecurring(ctx, by, id, ending, "recurring ended")
}

func (s *Store) setRecurring(ctx context.Context, by Staff, id int64, e event, what string) error {
	return s.write(ctx, fmt.Sprintf("%s recurring invoice %d", e, id), func(t *tx) error {
		r, err := recurringByID(t.ctx, t, id)
		if err != nil {
			return err
		}
		state, allowed := recurringLife.after(r.State, e)
		switch {
		case !allowed:
			return refuse("refused.recurring_ended")
		case state == r.State:
			return nil
		case e == resuming && r.away:
			return refuse("refused.project_archived")
		}
		next := r.NextOn
		if e == ending {
			next = ""
		}
		if err := t.update("UPDATE recurring SET state = ?, next_on = ?, updated_at = ? WHERE id = ?", state, next, ms(t.now), id); err != nil {
			return err
		}
		if err := t.noteRecurring(what, by, &r); err != nil || e != resuming {
			return err
		}
		return t.advance(&r, r.Next(r.beat, s.Today()))
	})
}

// advance moves a recurring invoice on to a beat, or ends it where that lies
// beyond its end.
func (t *tx) advance(r *Recurring, beat int) error {
	taken, err := one(t.ctx, t, value[int], "SELECT count(*) FROM recurring_period WHERE recurring_id = ?", r.ID)
	if err != nil {
		return err
	}
	next := r.On(beat)
	if r.Until != "" && next > r.Until || r.Times != 0 && taken >= r.Times {
		if err := t.update("UPDATE recurring SET state = 'ended', next_on = NULL, updated_at = ? WHERE id = ?", ms(t.now), r.ID); err != nil {
			return err
		}
		return t.noteRecurring("recurring over", Staff{}, r)
	}
	return t.update("UPDATE recurring SET beat = ?, next_on = ?, updated_at = ? WHERE id = ?", beat, next, ms(t.now), r.ID)
}

func (t *tx) noteRecurring(what string, by Staff, r *Recurring) error {
	return t.note(deed{what: what, project: r.ProjectID, staff: by.ID, detail: map[string]string{"title": r.Name()}})
}

// PeriodNames are the name of a day's month, and the day in full, in a language.
type PeriodNames func(lang string, day Date) (month, date string)

// For is a title or a line's words for one period.
func (names PeriodNames) For(text, lang string, day Date) string {
	if !strings.Contains(text, "{") {
		return text
	}
	month, date := names(lang, day)
	filled := strings.NewReplacer("{month}", month, "{year}", cmp.Or(string(day), "0000")[:4], "{date}", date).Replace(text)
	if runes := []rune(filled); len(runes) > maxTitle {
		return string(runes[:maxTitle])
	}
	return filled
}
