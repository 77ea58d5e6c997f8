package store

import (
	"context"
	"strings"
	"time"

	"anteroom/store/money"
)

// Quote is a quote or an estimate, as the studio and its client both know it.
type Quote struct {
	ID           int64
	ProjectID    int64
	ContactID    int64 // whom it is for; 0: everyone on the project
	Kind         string
	Number       string // empty: not sent yet
	Version      int
	RevisesID    int64
	Status       string // as shown: 'draft', 'sent', 'viewed', 'accepted', 'declined', 'expired', 'superseded', 'invoiced'
	Title        string
	Currency     string
	Total        int64
	Hash         string // SHA-256 of the frozen content
	Edits        int    // counts the saves of a draft
	ValidUntil   Date
	Sent         time.Time
	Viewed       time.Time
	Decided      time.Time
	DeclineWhy   string
	Updated      time.Time
	Archived     time.Time
	Reminders    bool // the clock may remind of it
	Content      Content
	ProjectNo    int64
	Project      string
	ClientID     int64
	Client       string
	InvoiceID    int64 // the invoice that acceptance made
	SupersededBy int64 // the revision that was sent instead

	state string // as stored
}

// IsEstimate tells whether the words 'estimate' are to be used.
func (q *Quote) IsEstimate() bool { return q.Kind == "estimate" }

// IsOpen tells whether it waits for the client's decision.
func (q *Quote) IsOpen() bool { return q.Status == "sent" || q.Status == "viewed" }

// IsDraft tells whether it may be edited.
func (q *Quote) IsDraft() bool { return q.state == "draft" }

const quoteColumns = `quote.id, quote.project_id, quote.contact_id, quote.kind, quote.number, quote.version, quote.revises_id,
	quote.state, quote.title, quote.currency, quote.total, quote.content_hash, quote.edits, quote.valid_until_on, quote.sent_at,
	quote.viewed_at, quote.decided_at, quote.decline_reason, quote.updated_at, quote.archived_at, quote.reminders, project.number, project.name,
	client.id, client.name, (SELECT id FROM invoice WHERE invoice.quote_id = quote.id),
	(SELECT id FROM quote r WHERE r.revises_id = quote.id AND r.state <> 'draft')`

const quoteTables = `quote JOIN project ON project.id = quote.project_id JOIN client ON client.id = project.client_id`

func scanQuoteRow(row scanner, v *Quote, more ...any) error {
	return row.Scan(append([]any{&v.ID, &v.ProjectID, optional{&v.ContactID}, &v.Kind, nullText{&v.Number}, &v.Version,
		optional{&v.RevisesID}, &v.state, &v.Title, &v.Currency, &v.Total, nullText{&v.Hash}, &v.Edits, &v.ValidUntil,
		at(&v.Sent), at(&v.Viewed), at(&v.Decided), &v.DeclineWhy, at(&v.Updated), at(&v.Archived), &v.Reminders, &v.ProjectNo, &v.Project,
		&v.ClientID, &v.Client, optional{&v.InvoiceID}, optional{&v.SupersededBy}}, more...)...)
}

func scanQuote(row scanner, v *Quote) error {
	var content string
	if err := scanQuoteRow(row, v, &content); err != nil {
		return err
	}
	return decodeContent(content, &v.Content)
}

// settleStatus works out what is shown: viewed and expired follow from facts.
func (q *Quote) settleStatus(today Date) {
	q.Status = q.state
	switch {
	case q.state != "sent":
	case q.ValidUntil != "" && q.ValidUntil < today:
		q.Status = "expired"
	case !q.Viewed.IsZero():
		q.Status = "viewed"
	}
}

// Quote is one quote with its content.
func (s *Store) Quote(ctx context.Context, id int64) (Quote, error) {
	q, err := one(ctx, s.reader, scanQuote, `SELECT `+quoteColumns+`, quote.content FROM `+quoteTables+` WHERE quote.id = ?`, id)
	q.settleStatus(s.Today())
	return q, err
}

func (t *tx) quote(id int64) (Quote, error) {
	q, err := one(t.ctx, t, scanQuote, `SELECT `+quoteColumns+`, quote.content FROM `+quoteTables+` WHERE quote.id = ?`, id)
	q.settleStatus(t.store.Today())
	return q, err
}

// QuoteFilter chooses among the quotes.
type QuoteFilter struct {
	Search    string
	Status    string // as shown; '' for all but the archived
	ProjectID int64
	Sort      string // 'newest' (default), 'oldest', 'total', 'client'
}

var quoteOrders = map[string]string{
	"": "quote.id DESC", "newest": "quote.id DESC", "oldest": "quote.id",
	"total": "quote.total DESC, quote.id DESC", "client": "client.name COLLATE NOCASE, quote.id DESC",
}

// quoteStatuses are conditions; a '?' in one is today's date.
var quoteStatuses = map[string]string{
	"":         "quote.archived_at IS NULL AND quote.state <> 'superseded'",
	"draft":    "quote.state = 'draft' AND quote.archived_at IS NULL",
	"waiting":  "quote.state = 'sent' AND (quote.valid_until_on IS NULL OR quote.valid_until_on >= ?) AND quote.archived_at IS NULL",
	"accepted": "quote.state IN ('accepted', 'invoiced') AND quote.archived_at IS NULL",
	"declined": "quote.state = 'declined' AND quote.archived_at IS NULL",
	"expired":  "quote.state = 'sent' AND quote.valid_until_on < ? AND quote.archived_at IS NULL",
	"archived": "quote.archived_at IS NOT NULL",
}

// Quotes is a page of the studio's quotes and how many there are in all. Their
// content is not read.
func (s *Store) Quotes(ctx context.Context, f QuoteFilter, p Paging) ([]Quote, int, error) {
	where, ok := quoteStatuses[f.Status]
	if !ok {
		f.Status, where = "", quoteStatuses[""]
	}
	args := []any{}
	if strings.Contains(where, "?") {
		args = append(args, s.Today())
	}
	if f.ProjectID != 0 {
		where += " AND quote.project_id = ?"
		args = append(args, f.ProjectID)
	}
	if f.Search != "" {
		where += ` AND (quote.title LIKE ? ESCAPE '\' OR quote.number LIKE ? ESCAPE '\' OR client.name LIKE ? ESCAPE '\' OR project.name LIKE ? ESCAPE '\')`
		pattern := like(f.Search)
		args = append(args, pattern, pattern, pattern, pattern)
	}
	order, ok := quoteOrders[f.Sort]
	if !ok {
		f.Sort, order = "", quoteOrders[""]
	}
	counted := quoteTables
	if f.Search == "" {
		counted = "quote" // nothing of the client or the project decides
	}
	total, err := s.totalOf(ctx, f.Search == "" && f.ProjectID == 0, f.Status, s.QuoteCounts, counted+` WHERE `+where, args)
	if err != nil {
		return nil, 0, err
	}
	list, err := all(ctx, s.reader, func(row scanner, q *Quote) error { return scanQuoteRow(row, q) },
		`SELECT `+quoteColumns+` FROM (SELECT quote.id AS found FROM `+f.from()+` WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?)
		CROSS JOIN `+quoteTables+` WHERE quote.id = found ORDER BY `+order, append(args, p.within(total).limit(), p.within(total).offset())...)
	for i := range list {
		list[i].settleStatus(s.Today())
	}
	return list, total, err
}

// QuoteCounts counts the quotes of each status that Quotes can filter by.
func (s *Store) QuoteCounts(ctx context.Context) (map[string]int, error) {
	n, err := s.countParts(ctx, "quote", quoteParts)
	if err != nil {
		return nil, err
	}
	n[""] = n["all"] - n["archived"] - n["superseded"]
	n["accepted"] = n[""] - n["draft"] - n["waiting"] - n["expired"] - n["declined"]
	delete(n, "all")
	delete(n, "superseded")
	return n, nil
}

// quoteParts are the statuses that few quotes have.
var quoteParts = map[string]few{
	"draft":      {"quote_counts", quoteStatuses["draft"]},
	"waiting":    {"quote_counts", quoteStatuses["waiting"]},
	"declined":   {"quote_counts", quoteStatuses["declined"]},
	"expired":    {"quote_counts", quoteStatuses["expired"]},
	"superseded": {"quote_counts", "quote.state = 'superseded' AND quote.archived_at IS NULL"},
	"archived":   {"quote_archived", quoteStatuses["archived"]},
}

// from are the tables of the list, and the index that leads to its first rows
// without a look at all others; see [InvoiceFilter.from].
func (f QuoteFilter) from() string {
	if f.Search != "" || f.ProjectID != 0 || f.Sort == "client" {
		return quoteTables
	}
	rare, isRare := quoteParts[f.Status]
	switch {
	case isRare:
		return "quote INDEXED BY " + rare.index
	case f.Sort == "total":
		return "quote INDEXED BY quote_by_total"
	}
	return "quote NOT INDEXED"
}

// NewQuote begins a draft on a project: the studio's terms, validity and
// deposit, and one empty line. kind is 'quote' or 'estimate'.
func (s *Store) NewQuote(ctx context.Context, by Staff, projectID int64, kind string) (Quote, error) {
	return s.BeginQuote(ctx, by, projectID, kind, Pattern{})
}

func (t *tx) newQuoteContent(projectID int64, kind string, steps StepWords) (Content, error) {
	studio := t.store.Studio()
	var event Date
	c := Content{Kind: kind, TaxName: studio.TaxName, Rounding: studio.Rounding, Terms: studio.Terms,
		ValidUntil: t.store.Today().AddDays(studio.ValidityDays)}
	err := scanOne(t, `SELECT project.name, project.event_on, coalesce(nullif(client.currency, ''), ?), coalesce(nullif(client.locale, ''), ?)
		FROM project JOIN client ON client.id = project.client_id WHERE project.id = ?`,
		[]any{studio.Currency, studio.Locale, projectID}, &c.Title, &event, &c.Currency, &c.Locale)
	if err != nil {
		return c, err
	}
	c.Schedule = defaultSchedule(studio, event, c.Locale, steps)
	c.Sections, err = t.oneEmptyLine()
	return c, err
}

// oneEmptyLine is what every document begins with.
func (t *tx) oneEmptyLine() ([]Section, error) {
	tax, err := t.defaultTax()
	return []Section{{ID: "s1", Lines: []Line{{ID: "l1", Line: money.Line{Quantity: money.One, Tax: tax}}}}}, err
}

// defaultSchedule is the studio's deposit on acceptance and the rest on the day
// of the main event, or when the studio's time to pay has passed.
func defaultSchedule(studio *Studio, event Date, lang string, words StepWords) []Step {
	rest := Due{Kind: "acceptance", Days: studio.DueDays}
	if event != "" {
		rest = Due{Kind: "event"}
	}
	if studio.Deposit <= 0 || studio.Deposit >= 100_000 {
		return []Step{{Label: words.label(lang, "payment"), Part: money.Part{Rest: true}, Due: Due{Kind: "acceptance", Days: studio.DueDays}}}
	}
	return []Step{
		{Label: words.label(lang, "deposit"), Part: money.Part{Percent: studio.Deposit}, Due: Due{Kind: "acceptance"}},
		{Label: words.label(lang, "balance"), Part: money.Part{Rest: true}, Due: rest},
	}
}

// SaveQuote keeps a draft as it was typed. edits is the count that the editor
// was opened with: another save since then refuses this one, so that two
// windows never overwrite each other in silence.
func (s *Store) SaveQuote(ctx context.Context, by Staff, id int64, edits int, contactID int64, content Content) (q Quote, err error) {
	var invalid Invalid
	content.render(&invalid)
	content.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return q, err
	}
	err = s.write(ctx, "save a quote", func(t *tx) error {
		if q, err = t.quote(id); err != nil {
			return err
		}
		if err := quoteLife.meets(q.state, editing, "refused.quote_sent"); err != nil {
			return err
		}
		if q.Edits != edits {
			return refuse("refused.edited_elsewhere")
		}
		if err := t.contactOnProject(contactID, q.ProjectID); err != nil {
			return err
		}
		if err := t.keepDraft(&q, contactID, content); err != nil {
			return err
		}
		q, err = t.quote(id)
		return err
	})
	return q, err
}

// keepDraft writes a draft's content; the words of the project stay.
func (t *tx) keepDraft(q *Quote, contactID int64, content Content) error {
	content.Locale, content.TaxName = q.Content.Locale, q.Content.TaxName
	if content.Kind != "estimate" {
		content.Kind = "quote"
	}
	totals, err := content.TotalsOf(content.DefaultSelection())
	if err != nil {
		return err
	}
	kept, err := content.encode()
	if err != nil {
		return err
	}
	return t.update(`UPDATE quote SET kind = ?, contact_id = ?, title = ?, currency = ?, total = ?, content = ?, valid_until_on = ?, edits = edits + 1, updated_at = ?
		WHERE id = ?`, content.Kind, ref(contactID), content.Title, content.Currency, totals.Total, kept, content.ValidUntil, ms(t.now), q.ID)
}

// contactOnProject checks that a contact, if one is given, is on the project.
func (t *tx) contactOnProject(contactID, projectID int64) error {
	if contactID == 0 {
		return nil
	}
	_, err := one(t.ctx, t, value[int64], "SELECT 1 FROM project_contact WHERE project_id = ? AND contact_id = ?", projectID, contactID)
	if err == ErrNotFound {
		return &Invalid{Fields: map[string]Text{"contact": Say("invalid.choice")}}
	}
	return err
}

// DeleteQuote throws a draft away. A sent quote is kept.
func (s *Store) DeleteQuote(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "delete a quote", func(t *tx) error {
		q, err := t.quote(id)
		if err != nil {
			return err
		}
		if err := quoteLife.meets(q.state, discarding, "refused.quote_sent"); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE activity SET quote_id = NULL WHERE quote_id = ?", id); err != nil {
			return err
		}
		if err := t.update("DELETE FROM quote WHERE id = ?", id); err != nil {
			return err
		}
		return t.note(deed{what: "quote deleted", project: q.ProjectID, staff: by.ID, detail: map[string]string{"title": q.Title}})
	})
}

// ArchiveQuote puts a quote away, or takes it out again; the client sees no
// archived one.
func (s *Store) ArchiveQuote(ctx context.Context, by Staff, id int64, away bool) error {
	return s.write(ctx, "archive a quote", func(t *tx) error {
		q, err := t.quote(id)
		if err != nil {
			return err
		}
		what, when := "quote archived", t.now
		if !away {
			what, when = "quote taken out again", time.Time{}
		}
		if err := t.update("UPDATE quote SET archived_at = ?, updated_at = ? WHERE id = ?", ms(when), ms(t.now), id); err != nil {
			return err
		}
		return t.note(deed{what: what, project: q.ProjectID, quote: id, staff: by.ID})
	})
}

// ReviseQuote begins a new version of a quote that was sent: a draft with the
// same content and number. The old one stays open until the new one is sent.
func (s *Store) ReviseQuote(ctx context.Context, by Staff, id int64) (revision Quote, err error) {
	err = s.write(ctx, "revise a quote", func(t *tx) error {
		q, err := t.quote(id)
		if err != nil {
			return err
		}
		begun, err := one(t.ctx, t, value[int64], "SELECT id FROM quote WHERE revises_id = ?", id)
		switch {
		case err == nil: // begun before: go on with it
			revision, err = t.quote(begun)
			return err
		case err != ErrNotFound:
			return err
		}
		if q.IsDraft() {
			return refuse("refused.quote_draft")
		}
		if _, ok := quoteLife.after(q.state, revising); !ok {
			return q.stillOpen(s.Studio())
		}
		content := q.Content
		content.Number, content.Version, content.On, content.By = "", 0, "", ""
		content.From, content.To, content.Project = Party{}, Party{}, ProjectFact{}
		content.ValidUntil = max(content.ValidUntil, s.Today().AddDays(s.Studio().ValidityDays))
		kept, err := content.encode()
		if err != nil {
			return err
		}
		draft, err := t.insert(`INSERT INTO quote (project_id, contact_id, kind, number, version, revises_id, title, currency, total, content,
			valid_until_on, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, q.ProjectID, ref(q.ContactID), q.Kind,
			q.Number, q.Version+1, id, q.Title, q.Currency, q.Total, kept, content.ValidUntil, ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		if revision, err = t.quote(draft); err != nil {
			return err
		}
		return t.note(deed{what: "quote revision begun", project: q.ProjectID, quote: draft, staff: by.ID})
	})
	return revision, err
}
