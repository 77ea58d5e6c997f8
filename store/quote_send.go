package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"anteroom/store/money"
)

// Letter is an email as the studio has written it: to whom, its subject and
// its words (Markdown). The link and the button are added when it is sent.
type Letter struct {
	Contacts []int64
	Subject  string
	Body     string
	Attempt  string // key of the form, so that a double click sends once; empty: no such guard
}

// maxLetter is the most that the words of an email may have, in bytes.
const maxLetter = 5_000

// Check is the *Invalid of a letter that cannot go as it is; else nil.
func (l *Letter) Check() error {
	var invalid Invalid
	l.check(&invalid)
	return invalid.OrNil()
}

func (l *Letter) check(invalid *Invalid) {
	if len(l.Contacts) == 0 {
		invalid.Add("contacts", Say("invalid.recipient"))
	}
	l.checkWords(invalid)
}

// CheckWords is the *Invalid of a letter whose subject or words need mending,
// whomever it goes to; else nil.
func (l *Letter) CheckWords() error {
	var invalid Invalid
	l.checkWords(&invalid)
	return invalid.OrNil()
}

func (l *Letter) checkWords(invalid *Invalid) {
	invalid.required("subject", l.Subject, 200)
	if strings.ContainsAny(l.Subject, "\r\n") {
		invalid.Add("subject", Say("invalid.text"))
	}
	if len(l.Attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
	if len(l.Body) > maxLetter {
		invalid.Add("body", Say("invalid.too_long", "max", maxLetter))
	} else {
		invalid.markdownField("body", l.Body)
	}
}

// SendQuote freezes a draft, gives it its number, and queues the letter with
// its link. A revision supersedes the version before it in the same step.
func (s *Store) SendQuote(ctx context.Context, by Staff, id int64, letter Letter) (q Quote, err error) {
	if err := letter.Check(); err != nil {
		return q, err
	}
	err = s.write(ctx, "send quote "+strconv.FormatInt(id, 10), func(t *tx) error {
		if q, err = t.quote(id); err != nil {
			return err
		}
		if err := quoteLife.meets(q.state, sending, "refused.quote_sent"); err != nil {
			return err
		}
		if err := t.sendable(&q); err != nil {
			return err
		}
		if err := t.freezeQuote(&q, by); err != nil {
			return err
		}
		if err := t.supersede(&q, by); err != nil {
			return err
		}
		if err := t.mailQuote(&q, by, letter); err != nil {
			return err
		}
		q, err = t.quote(id)
		return err
	})
	return q, err
}

// QuoteLacks is the *Invalid that tells what a draft still lacks before it can
// be sent, with fields named as the editor names them; nil when it lacks nothing.
func (s *Store) QuoteLacks(ctx context.Context, id int64) error {
	q, err := s.Quote(ctx, id)
	if err != nil {
		return err
	}
	event, err := one(ctx, s.reader, value[Date], "SELECT event_on FROM project WHERE id = ?", q.ProjectID)
	if err != nil {
		return err
	}
	return q.Content.lacks(s.Today(), event)
}

// sendable refuses a draft that a client could not accept.
func (t *tx) sendable(q *Quote) error {
	event, err := one(t.ctx, t, value[Date], "SELECT event_on FROM project WHERE id = ?", q.ProjectID)
	if err != nil {
		return err
	}
	return q.Content.lacks(t.store.Today(), event)
}

// lacks tells what a draft still lacks, on a day and for a main event.
func (c *Content) lacks(today, event Date) error {
	var invalid Invalid
	c.linesLack(&invalid)
	for _, s := range c.Packages() {
		if strings.TrimSpace(s.Title) == "" {
			invalid.Add("section."+s.ID+".title", Say("invalid.package_title"))
		}
	}
	if len(c.Packages()) == 1 {
		invalid.Add("lines", Say("invalid.one_package"))
	}
	switch {
	case c.ValidUntil == "":
		invalid.Add("valid_until", Say("invalid.required"))
	case c.ValidUntil < today:
		invalid.Add("valid_until", Say("invalid.date_past"))
	}
	c.scheduleLacks(today, event, &invalid)
	return invalid.OrNil()
}

// linesLack tells what the title and the lines of any document still lack.
func (c *Content) linesLack(invalid *Invalid) {
	invalid.required("title", c.Title, maxTitle)
	if c.countLines() == 0 {
		invalid.Add("lines", Say("invalid.no_lines"))
	}
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			invalid.required("line."+l.ID+".title", l.Title, maxTitle)
			if l.Quantity == 0 {
				invalid.Add("line."+l.ID+".quantity", Say("invalid.quantity_zero"))
			}
		}
	}
}

// scheduleLacks tries the schedule on every total that can come about.
func (c *Content) scheduleLacks(today, event Date, invalid *Invalid) {
	for i, step := range c.Schedule {
		field := "step." + strconv.Itoa(i)
		invalid.required(field+".label", step.Label, maxTitle)
		if step.Due.Kind == "event" && event == "" {
			invalid.Add(field+".due", Say("invalid.no_event"))
		}
		if step.Due.Kind == "date" && step.Due.On == "" {
			invalid.Add(field+".on", Say("invalid.date"))
		}
	}
	for _, sel := range c.extremes() {
		totals, err := c.TotalsOf(sel)
		if err != nil {
			invalid.Add("lines", Say("money.unknown"))
			return
		}
		if totals.Total < 0 {
			invalid.Add("lines", Say("money.negative-total"))
		}
		if _, err := c.Instalments(totals.Total, today, 0); err != nil {
			invalid.Add("schedule", scheduleProblem(err))
			return
		}
	}
}

func scheduleProblem(err error) Text {
	var wrong *money.Error
	if errors.As(err, &wrong) {
		return Say("money." + string(wrong.Problem))
	}
	return Say("money.unknown")
}

// extremes are the least and the most that can be chosen of each package.
func (c *Content) extremes() []Selection {
	packages := c.Packages()
	if len(packages) == 0 {
		packages = []Section{{}}
	}
	var list []Selection
	for _, p := range packages {
		most := Selection{Package: p.ID}
		for _, s := range c.Sections {
			for _, l := range s.Lines {
				if l.Optional && (!s.Package || s.ID == p.ID) {
					most.Options = append(most.Options, l.ID)
				}
			}
		}
		list = append(list, Selection{Package: p.ID}, most)
	}
	return list
}

// freezeQuote fixes number, parties and content, and hashes the bytes.
func (t *tx) freezeQuote(q *Quote, by Staff) error {
	studio := t.store.Studio()
	c := &q.Content
	if q.Number == "" {
		number, err := t.nextFormatted("quote", studio.QuoteFormat)
		if err != nil {
			return err
		}
		q.Number = number
	}
	c.Number, c.Version, c.On, c.By, c.Kind = q.Number, q.Version, t.store.Today(), by.Name, q.Kind
	c.Rounding = cmp.Or(c.Rounding, money.PerRate)
	c.From = studioParty(studio)
	if err := t.otherParty(q.ProjectID, q.ContactID, c); err != nil {
		return err
	}
	kept, err := c.encode()
	if err != nil {
		return err
	}
	totals, err := c.TotalsOf(c.DefaultSelection())
	if err != nil {
		return err
	}
	q.Hash = hashHex([]byte(kept))
	return t.update(`UPDATE quote SET state = 'sent', number = ?, content = ?, content_hash = ?, total = ?, valid_until_on = ?,
		sent_at = ?, updated_at = ? WHERE id = ?`, q.Number, kept, q.Hash, totals.Total, c.ValidUntil, ms(t.now), ms(t.now), q.ID)
}

func studioParty(s *Studio) Party {
	return Party{Name: s.Printed(), Address: s.Address, Email: s.Email, Phone: s.Phone, TaxNumber: s.TaxNumber, CompanyNumber: s.CompanyNumber}
}

// otherParty fills in the client and the project as they are called today.
func (t *tx) otherParty(projectID, contactID int64, c *Content) error {
	return otherParty(t.ctx, t, projectID, contactID, c)
}

func otherParty(ctx context.Context, from querier, projectID, contactID int64, c *Content) error {
	_, err := one(ctx, from, func(row scanner, _ *struct{}) error {
		return row.Scan(&c.To.Name, &c.To.Address, &c.To.TaxNumber, &c.To.Email, &c.Project.Number, &c.Project.Name, &c.Project.Location, &c.Project.EventOn)
	}, `SELECT client.name, client.address, client.tax_number, coalesce(contact.email, ''),
		project.number, project.name, project.location, project.event_on
		FROM project JOIN client ON client.id = project.client_id
		LEFT JOIN contact ON contact.id = coalesce(?, (SELECT id FROM contact m WHERE m.client_id = client.id AND m.is_main = 1 AND m.archived_at IS NULL))
		WHERE project.id = ?`, ref(contactID), projectID)
	return err
}

// QuoteAsSent is a quote as its client reads it: what was sent as it was
// frozen, a draft as it would be if it were sent today.
func (s *Store) QuoteAsSent(ctx context.Context, by Staff, id int64) (Quote, error) {
	q, err := s.Quote(ctx, id)
	if err != nil || !q.IsDraft() {
		return q, err
	}
	c := &q.Content
	c.Number, c.Version, c.On, c.By, c.From = q.Number, q.Version, s.Today(), by.Name, studioParty(s.Studio())
	return q, otherParty(ctx, s.reader, q.ProjectID, q.ContactID, c)
}

// supersede closes the version that this one revises.
func (t *tx) supersede(q *Quote, by Staff) error {
	if q.RevisesID == 0 {
		return nil
	}
	old, err := t.quote(q.RevisesID)
	if err != nil {
		return err
	}
	if _, ok := quoteLife.after(old.state, replacing); !ok {
		return old.stillOpen(t.store.Studio())
	}
	if err := t.update("UPDATE quote SET state = 'superseded', updated_at = ? WHERE id = ?", ms(t.now), old.ID); err != nil {
		return err
	}
	if _, err := t.record(Object{"quote", old.ID}, "superseded", map[string]string{"by": q.Hash}); err != nil {
		return err
	}
	return t.note(deed{what: "quote superseded", project: old.ProjectID, quote: old.ID, staff: by.ID})
}

// mailQuote queues a quote's letter to each of its recipients.
func (t *tx) mailQuote(q *Quote, by Staff, l Letter) error {
	people, err := t.recipients(ModuleQuotes, l.Contacts, q.ProjectID, q.ContactID)
	if err != nil {
		return err
	}
	if sent, err := t.sentBefore(l); sent || err != nil {
		return err
	}
	for _, p := range people {
		if err := t.queue(letter{kind: q.Kind, once: l.once(p.ID), contact: p.ID, subject: l.Subject, body: l.Body, project: q.ProjectID, quote: q.ID}); err != nil {
			return err
		}
		if _, err := t.record(Object{"quote", q.ID}, "sent", map[string]string{"to": p.Email, "document": q.Hash, "by": by.Name}); err != nil {
			return err
		}
	}
	return t.note(deed{what: "quote sent", project: q.ProjectID, quote: q.ID, staff: by.ID, detail: map[string]string{"to": names(people)}})
}

// once names a letter to one of its recipients, for the outbox.
func (l *Letter) once(contactID int64) string {
	if l.Attempt == "" {
		return ""
	}
	return fmt.Sprintf("letter %s to %d", l.Attempt, contactID)
}

// sentBefore tells whether the form was sent already: a double click.
func (t *tx) sentBefore(l Letter) (bool, error) {
	if l.Attempt == "" || len(l.Contacts) == 0 {
		return false, nil
	}
	n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM outbox WHERE once = ?", l.once(l.Contacts[0]))
	return n > 0, err
}

// recipients are those contacts to whom a document may be sent: on the project,
// addressed, and with their portal and the document's module in it open.
func (t *tx) recipients(m Module, ids []int64, projectID, only int64) ([]Contact, error) {
	var people []Contact
	for _, id := range ids {
		if only != 0 && id != only {
			return nil, &Invalid{Fields: map[string]Text{"contacts": Say("invalid.choice")}}
		}
		c, err := one(t.ctx, t, scanContact, `SELECT `+contactColumns+` FROM contact JOIN client ON client.id = contact.client_id
			JOIN project_contact pc ON pc.contact_id = contact.id AND pc.project_id = ?
			WHERE contact.id = ? AND contact.archived_at IS NULL`, projectID, id)
		if err == ErrNotFound {
			return nil, &Invalid{Fields: map[string]Text{"contacts": Say("invalid.choice")}}
		}
		if err != nil {
			return nil, err
		}
		people = append(people, c)
	}
	var client int64
	var open bool
	err := scanOne(t, `SELECT client.id, client.portal_enabled AND client.archived_at IS NULL FROM project JOIN client ON client.id = project.client_id
		WHERE project.id = ?`, []any{projectID}, &client, &open)
	if err != nil {
		return nil, err
	}
	if !open {
		return nil, refuse("refused.portal_off")
	}
	return people, t.open(m, client)
}

func names(people []Contact) string {
	list := make([]string, len(people))
	for i, p := range people {
		list[i] = p.Name
	}
	return strings.Join(list, ", ")
}

// ResendQuote queues another letter for a quote that waits for its decision.
func (s *Store) ResendQuote(ctx context.Context, by Staff, id int64, letter Letter) error {
	if err := letter.Check(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("resend quote %d", id), func(t *tx) error {
		q, err := t.quote(id)
		if err != nil {
			return err
		}
		if q.IsDraft() {
			return refuse("refused.quote_draft")
		}
		if err := q.stillOpen(t.store.Studio()); err != nil {
			return err
		}
		return t.mailQuote(&q, by, letter)
	})
}

// ProjectContacts are the contacts on a project, the main one first.
func (s *Store) ProjectContacts(ctx context.Context, projectID int64) ([]Contact, error) {
	return projectContacts(ctx, s.reader, projectID)
}

func projectContacts(ctx context.Context, q querier, projectID int64) ([]Contact, error) {
	return all(ctx, q, scanContact, `SELECT `+contactColumns+` FROM project_contact pc JOIN contact ON contact.id = pc.contact_id
		JOIN client ON client.id = contact.client_id WHERE pc.project_id = ? AND contact.archived_at IS NULL
		ORDER BY contact.is_main DESC, contact.name COLLATE NOCASE`, projectID)
}
