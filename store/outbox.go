package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Mail is a row of the outbox: one email, queued with the change that caused
// it. It never holds a link or a code; those are made when it is sent.
type Mail struct {
	ID        int64
	Kind      string // names its words and layout: 'quote', 'receipt', 'sign-in' …
	To        string // address
	ToName    string
	Lang      string
	Subject   string // words of its own; empty: those of its kind. Once sent, what it said
	Body      string // Markdown, likewise
	Button    string // once sent: the label that its button had
	Data      map[string]string
	MessageID string // the same at each try
	State     string // 'queued', 'sending', 'sent', 'failed', 'held', 'cancelled'
	Tries     int
	Error     string // the server's own words
	Created   time.Time
	Next      time.Time
	Sent      time.Time
	Lapsed    bool // claimed before, and never settled: it may have been sent; see [Store.ClaimMail]

	ContactID, StaffID, ProjectID, QuoteID, InvoiceID, PaymentID, FileID, ReminderID, ContractID, QuestionnaireID, ShareID, RequestID, GalleryID int64
}

// IsReminder tells a reminder, which is sent at most once: one that may have
// been sent is not tried again by the clock.
func (m *Mail) IsReminder() bool { return m.ReminderID != 0 }

// letter is what a verb hands to the outbox.
type letter struct {
	kind, once             string // once: what may be sent only once; empty: no limit
	contact                int64  // to a contact,
	staff                  int64  // or to one of the studio
	subject, body          string
	data                   map[string]string
	project, quote         int64
	invoice, payment, file int64
	reminder               int64
	contract               int64
	questionnaire          int64
	share                  int64 // files sent together
	request                int64 // of a file
	gallery                int64
}

// queue puts a mail into the outbox within the transaction that caused it. A
// letter whose once was queued before is left out.
func (t *tx) queue(l letter) error {
	address, err := t.addressee(l)
	if err != nil {
		return fmt.Errorf("queue %s mail: %w", l.kind, err)
	}
	if m := l.module(); l.contact != 0 && m != "" {
		if err := t.open(m, address.ClientID); errors.As(err, new(*Refused)) {
			return nil // nor does a letter speak of what the portal does not show
		} else if err != nil {
			return err
		}
	}
	data, err := json.Marshal(l.data)
	if err != nil {
		return err
	}
	if l.data == nil {
		data = []byte("{}")
	}
	_, err = t.exec(`INSERT INTO outbox (kind, once, contact_id, staff_id, project_id, quote_id, invoice_id, payment_id, file_id,
		reminder_id, contract_id, questionnaire_id, share_id, request_id, gallery_id, to_email, to_name, lang, subject, body, data, message_id, next_at, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (once) DO NOTHING`,
		l.kind, orNull(l.once), ref(l.contact), ref(l.staff), ref(l.project), ref(l.quote), ref(l.invoice), ref(l.payment),
		ref(l.file), ref(l.reminder), ref(l.contract), ref(l.questionnaire), ref(l.share), ref(l.request), ref(l.gallery),
		address.Email, address.Name, address.Locale, l.subject, l.body, string(data), newToken(), ms(t.now), ms(t.now))
	if err != nil {
		return fmt.Errorf("queue %s mail: %w", l.kind, err)
	}
	t.mailed = true
	return nil
}

// addressee is where a letter goes, as things stand now.
func (t *tx) addressee(l letter) (Contact, error) {
	if l.contact != 0 {
		return one(t.ctx, t, scanContact, `SELECT `+contactColumns+` FROM contact
			JOIN client ON client.id = contact.client_id WHERE contact.id = ?`, l.contact)
	}
	staff, err := one(t.ctx, t, scanStaff, "SELECT id, name, email, role FROM staff WHERE id = ?", l.staff)
	return Contact{Name: staff.Name, Email: staff.Email, Locale: t.store.Studio().Locale}, err
}

// tellOwners queues the same letter to every owner of the studio.
func (t *tx) tellOwners(l letter) error {
	owners, err := all(t.ctx, t, value[int64], "SELECT id FROM staff WHERE role = 'owner' AND disabled_at IS NULL")
	if err != nil {
		return err
	}
	for _, id := range owners {
		l.staff, l.contact = id, 0
		one := l
		if one.once != "" {
			one.once = fmt.Sprintf("%s staff %d", l.once, id)
		}
		if err := t.queue(one); err != nil {
			return err
		}
	}
	return nil
}
