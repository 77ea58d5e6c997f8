package store

import (
	"context"
	"strings"
)

// MailRow is a line of the studio's list of emails.
type MailRow struct {
	Mail
	Quote, Invoice, Contract string // numbers of what it is about
	Questionnaire            string // its title
	File, Request, Gallery   string
	Project                  string
	ProjectNo                int64
}

// Object is the document that the mail leads its reader to; the zero Object
// for a mail to the studio, or about none.
func (m *Mail) Object() Object {
	switch {
	case m.ContactID == 0:
		return Object{}
	case m.QuoteID != 0:
		return Object{"quote", m.QuoteID}
	case m.InvoiceID != 0:
		return Object{"invoice", m.InvoiceID}
	case m.FileID != 0:
		return Object{"file", m.FileID}
	case m.ContractID != 0:
		return Object{"contract", m.ContractID}
	case m.QuestionnaireID != 0:
		return Object{"questionnaire", m.QuestionnaireID}
	case m.ShareID != 0:
		return Object{"share", m.ShareID}
	case m.RequestID != 0:
		return Object{"request", m.RequestID}
	case m.GalleryID != 0:
		return Object{"gallery", m.GalleryID}
	}
	return Object{}
}

// IsWaiting tells whether it is still to be sent.
func (m *Mail) IsWaiting() bool { return m.State == "queued" || m.State == "held" }

const mailRowColumns = mailColumns + `, coalesce(quote.number, ''), coalesce(invoice.number, ''), coalesce(contract.number, ''), coalesce(questionnaire.title, ''), coalesce(file.name, ''),
	coalesce(file_request.title, ''), coalesce(gallery.name, ''), coalesce(project.name, ''), coalesce(project.number, 0)`

const mailTables = `outbox LEFT JOIN quote ON quote.id = outbox.quote_id LEFT JOIN invoice ON invoice.id = outbox.invoice_id
	LEFT JOIN file ON file.id = outbox.file_id LEFT JOIN file_request ON file_request.id = outbox.request_id
	LEFT JOIN gallery ON gallery.id = outbox.gallery_id
	LEFT JOIN contract ON contract.id = outbox.contract_id
	LEFT JOIN questionnaire ON questionnaire.id = outbox.questionnaire_id LEFT JOIN project ON project.id = outbox.project_id`

// with is a scanner that reads more columns behind those of another scan.
type with struct {
	row  scanner
	more []any
}

func (w with) Scan(dest ...any) error { return w.row.Scan(append(dest, w.more...)...) }

func scanMailRow(row scanner, v *MailRow) error {
	return scanMail(with{row, []any{&v.Quote, &v.Invoice, &v.Contract, &v.Questionnaire, &v.File, &v.Request, &v.Gallery, &v.Project, &v.ProjectNo}}, &v.Mail)
}

// MailFilter chooses among the emails.
type MailFilter struct {
	Search string
	State  string // '', 'waiting', 'failed', 'sent', 'cancelled'
}

var mailShows = map[string]string{
	"":          "1",
	"waiting":   "outbox.state IN ('queued', 'sending', 'held')",
	"failed":    "outbox.state = 'failed'",
	"sent":      "outbox.state = 'sent'",
	"cancelled": "outbox.state = 'cancelled'",
}

// Mails is a page of the studio's emails, the newest first, and how many there
// are in all. An unknown filter shows all.
func (s *Store) Mails(ctx context.Context, f MailFilter, p Paging) ([]MailRow, int, error) {
	where, known := mailShows[f.State]
	if !known {
		f.State, where = "", mailShows[""]
	}
	var args []any
	if search := strings.TrimSpace(f.Search); search != "" {
		where += ` AND (outbox.to_email LIKE ? ESCAPE '\' OR outbox.to_name LIKE ? ESCAPE '\' OR outbox.subject LIKE ? ESCAPE '\'
			OR quote.number LIKE ? ESCAPE '\' OR invoice.number LIKE ? ESCAPE '\' OR contract.number LIKE ? ESCAPE '\')`
		pattern := like(search)
		args = append(args, pattern, pattern, pattern, pattern, pattern, pattern)
	}
	total, err := s.totalOf(ctx, args == nil, f.State, s.MailCounts, mailTables+` WHERE `+where, args)
	if err != nil {
		return nil, 0, err
	}
	list, err := all(ctx, s.reader, scanMailRow, `SELECT `+mailRowColumns+` FROM `+mailTables+` WHERE `+where+`
		ORDER BY outbox.id DESC LIMIT ? OFFSET ?`, append(args, p.within(total).limit(), p.within(total).offset())...)
	return list, total, err
}

// MailCounts counts the emails of each state that Mails can filter by.
func (s *Store) MailCounts(ctx context.Context) (map[string]int, error) {
	n, err := s.countParts(ctx, "outbox", mailParts)
	if err != nil {
		return nil, err
	}
	n[""] = n["all"]
	n["sent"] = n["all"] - n["waiting"] - n["failed"] - n["cancelled"]
	delete(n, "all")
	return n, nil
}

// mailParts are the states that few emails are in.
var mailParts = map[string]few{
	"waiting":   {"outbox_waiting", mailShows["waiting"]},
	"failed":    {"outbox_failed", mailShows["failed"]},
	"cancelled": {"outbox_cancelled", mailShows["cancelled"]},
}

// Mail is one email of the outbox.
func (s *Store) Mail(ctx context.Context, id int64) (MailRow, error) {
	return one(ctx, s.reader, scanMailRow, `SELECT `+mailRowColumns+` FROM `+mailTables+` WHERE outbox.id = ?`, id)
}

// RetryMail puts an email that failed, or that waits for its next try, in for
// sending now, with all its tries before it. One that is on its way, was sent
// or was cancelled is refused.
func (s *Store) RetryMail(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "retry a mail", func(t *tx) error {
		n, err := t.change("UPDATE outbox SET state = 'queued', tries = 0, next_at = ?, error = '' WHERE id = ? AND state IN ('queued', 'failed', 'held')",
			ms(t.now), id)
		if err != nil {
			return err
		}
		t.mailed = true
		return t.mailLeft(n, id)
	})
}

// WithdrawMail cancels an email that has not been sent.
func (s *Store) WithdrawMail(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "withdraw a mail", func(t *tx) error {
		n, err := t.change("UPDATE outbox SET state = 'cancelled', error = '' WHERE id = ? AND state IN ('queued', 'failed', 'held')", id)
		if err != nil {
			return err
		}
		return t.mailLeft(n, id)
	})
}

// mailLeft refuses a change that found the mail gone its way already.
func (t *tx) mailLeft(changed, id int64) error {
	if changed > 0 {
		return nil
	}
	if _, err := one(t.ctx, t, value[int64], "SELECT 1 FROM outbox WHERE id = ?", id); err != nil {
		return err
	}
	return refuse("refused.mail_gone")
}
