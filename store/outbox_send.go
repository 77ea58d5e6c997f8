package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// How long a mail that was claimed belongs to the one who sends it, and when a
// mail that failed for a while is tried again: twelve tries within two days.
const mailLease = 10 * time.Minute

var mailPauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour,
	6 * time.Hour, 6 * time.Hour, 8 * time.Hour, 8 * time.Hour, 12 * time.Hour}

// unsent are the states, for a query, of mail that may still leave. One that is
// being sent is among them: its server may turn it away, and then it waits again.
const unsent = "'queued', 'sending', 'held', 'failed'"

const mailColumns = `outbox.id, outbox.kind, outbox.to_email, outbox.to_name, outbox.lang, outbox.subject, outbox.body, outbox.button, outbox.data,
	outbox.message_id, outbox.state, outbox.tries, outbox.error, outbox.created_at, outbox.next_at, outbox.sent_at,
	outbox.contact_id, outbox.staff_id, outbox.project_id, outbox.quote_id, outbox.invoice_id, outbox.payment_id, outbox.file_id, outbox.reminder_id,
	outbox.contract_id, outbox.questionnaire_id, outbox.share_id, outbox.request_id, outbox.gallery_id`

func scanMail(row scanner, v *Mail) error {
	var data string
	if err := row.Scan(&v.ID, &v.Kind, &v.To, &v.ToName, &v.Lang, &v.Subject, &v.Body, &v.Button, &data, &v.MessageID, &v.State, &v.Tries,
		&v.Error, at(&v.Created), at(&v.Next), at(&v.Sent), optional{&v.ContactID}, optional{&v.StaffID}, optional{&v.ProjectID},
		optional{&v.QuoteID}, optional{&v.InvoiceID}, optional{&v.PaymentID}, optional{&v.FileID}, optional{&v.ReminderID}, optional{&v.ContractID},
		optional{&v.QuestionnaireID}, optional{&v.ShareID}, optional{&v.RequestID}, optional{&v.GalleryID}); err != nil {
		return err
	}
	return json.Unmarshal([]byte(data), &v.Data)
}

// ClaimMail takes the next mail that is due, for the caller to send; ErrNotFound
// when there is none. A claim that is never settled (the program died) lapses
// after mailLease, and the mail is tried again under the same Message-ID.
func (s *Store) ClaimMail(ctx context.Context) (m Mail, err error) {
	due, err := one(ctx, s.reader, value[int64], `SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND next_at <= ? ORDER BY next_at, id LIMIT 1`, ms(s.Now()))
	if err != nil {
		return m, err // mostly ErrNotFound: nothing is written to find that out
	}
	err = s.write(ctx, "claim a mail", func(t *tx) error {
		before, err := one(t.ctx, t, value[string], "SELECT state FROM outbox WHERE id = ?", due)
		if err != nil {
			return err
		}
		if err := t.update(`UPDATE outbox SET state = 'sending', tries = tries + 1, next_at = ?
			WHERE id = ? AND state IN ('queued', 'sending') AND next_at <= ?`, ms(t.now.Add(mailLease)), due, ms(t.now)); err != nil {
			return err
		}
		m, err = one(t.ctx, t, scanMail, "SELECT "+mailColumns+" FROM outbox WHERE id = ?", due)
		m.Lapsed = before == "sending"
		return err
	})
	return m, err
}

// MailSent notes that the server took a mail, and the words that it had: they stay
// when those of its kind change. That somebody was reminded stands in the history
// from then on.
func (s *Store) MailSent(ctx context.Context, id int64, said EmailWords) error {
	return s.write(ctx, "note a sent mail", func(t *tx) error {
		if err := t.update("UPDATE outbox SET state = 'sent', sent_at = ?, subject = ?, body = ?, button = ?, error = '' WHERE id = ?",
			ms(t.now), said.Subject, said.Body, said.Button, id); err != nil {
			return err
		}
		return t.noteReminder(id)
	})
}

// MailFailed notes why a mail was not sent. It is tried again after a pause,
// longer each time, until the tries are used up; a final failure is not, nor a
// mail that was cancelled meanwhile.
func (s *Store) MailFailed(ctx context.Context, id int64, words string, final bool) error {
	return s.write(ctx, "note a failed mail", func(t *tx) error {
		var tries int
		var state string
		if err := scanOne(t, "SELECT tries, state FROM outbox WHERE id = ?", []any{id}, &tries, &state); err != nil || state == "cancelled" {
			return err
		}
		if final || tries > len(mailPauses) {
			return t.update("UPDATE outbox SET state = 'failed', error = ? WHERE id = ?", clip(words, 1000), id)
		}
		return t.update("UPDATE outbox SET state = 'queued', error = ?, next_at = ? WHERE id = ?", clip(words, 1000), ms(t.now.Add(mailPauses[tries-1])), id)
	})
}

// MailHeldUp puts a mail back because of the server's settings, which every
// mail would meet, or of an address that is another by now: it does not count
// as a try.
func (s *Store) MailHeldUp(ctx context.Context, id int64, words string, pause time.Duration) error {
	return s.write(ctx, "put a mail back", func(t *tx) error {
		_, err := t.exec("UPDATE outbox SET state = 'queued', tries = tries - 1, error = ?, next_at = ? WHERE id = ? AND state <> 'cancelled'",
			clip(words, 1000), ms(t.now.Add(pause)), id)
		return err
	})
}

// CancelMail drops a mail that has lost its sense before it was sent.
func (s *Store) CancelMail(ctx context.Context, id int64, why string) error {
	return s.write(ctx, "cancel a mail", func(t *tx) error {
		return t.update("UPDATE outbox SET state = 'cancelled', error = ? WHERE id = ? AND state <> 'sent'", why, id)
	})
}

// staleAfter is how long a mail with a one-time link waits before it is not worth
// sending: whoever asked has long asked again.
const staleAfter = time.Hour

// lives is how long a mail waits at most, of those that lose their sense.
var lives = map[string]time.Duration{"sign-in": staleAfter, "reset": staleAfter, "portal-reset": staleAfter, "fresh-link": staleAfter, "code": codeLife}

// ErrStale says that a mail has lost its sense: its document, its contact or
// its moment is gone.
var ErrStale = errors.New("the mail has lost its sense")

// Early says that a mail must wait, and for how long.
type Early struct{ Wait time.Duration }

func (e *Early) Error() string { return "it is too early for this mail" }

// CheckMail looks once more, just before sending, whether a mail still makes
// sense; ErrStale when it does not, *Early when it is not its hour.
func (s *Store) CheckMail(ctx context.Context, m Mail) error {
	if life, short := lives[m.Kind]; short && s.Now().Sub(m.Created) > life {
		return ErrStale
	}
	if m.ContactID == 0 {
		return nil
	}
	about := orNull(string(m.module()))
	_, err := one(ctx, s.reader, value[int64], `SELECT 1 FROM contact JOIN client ON client.id = contact.client_id
		WHERE contact.id = ? AND `+enterable+" AND "+moduleIsOn, m.ContactID, about, about)
	if err == nil && m.IsReminder() {
		err = s.checkReminder(ctx, m)
	}
	if err == nil && (m.Kind == "quote" || m.Kind == "estimate") {
		_, err = one(ctx, s.reader, value[int64], "SELECT 1 FROM quote WHERE id = ? AND state IN ('sent', 'accepted') AND archived_at IS NULL", m.QuoteID)
	}
	if err == nil && m.Kind == "invoice" {
		_, err = one(ctx, s.reader, value[int64], "SELECT 1 FROM invoice WHERE id = ? AND state = 'issued'", m.InvoiceID)
	}
	if err == nil && m.Kind == "contract" {
		err = s.stillToSign(ctx, m.ContractID, m.ContactID)
	}
	if err == nil && strings.HasPrefix(m.Kind, "questionnaire") {
		err = s.stillToAnswer(ctx, m.QuestionnaireID)
	}
	if err == nil && m.Kind == "file-request" {
		_, err = one(ctx, s.reader, value[int64], "SELECT 1 FROM file_request WHERE id = ? AND done_at IS NULL AND withdrawn_at IS NULL", m.RequestID)
	}
	if err == nil && m.Kind == "gallery" {
		_, err = one(ctx, s.reader, value[int64], "SELECT 1 FROM gallery WHERE id = ? AND "+seenGallery, m.GalleryID, m.ContactID)
	}
	if errors.Is(err, ErrNotFound) {
		return ErrStale
	}
	return err
}

// ErrReaddressed says that a mail's reader has another address since it was
// claimed; the row has the new one.
var ErrReaddressed = errors.New("the mail has another address by now")

// MintLink makes the link of a mail that is about to be sent. It is
// ErrReaddressed when the mail would take it to an address that was given up.
func (s *Store) MintLink(ctx context.Context, m Mail) (token string, err error) {
	err = s.write(ctx, "make the link of a mail", func(t *tx) error {
		err := t.check("SELECT id FROM contact WHERE id = ? AND email = ?", m.ContactID, m.To)
		if errors.Is(err, ErrNotFound) {
			return ErrReaddressed
		}
		if err != nil {
			return err
		}
		token, err = t.mintLink(m.ContactID, m.Object())
		return err
	})
	return token, err
}
