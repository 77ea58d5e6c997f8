package store

import (
	"context"
	"errors"
	"strconv"
)

// SendStatement queues the letter of a client's account over a period; each
// contact gets as a PDF what that contact sees of it.
func (s *Store) SendStatement(ctx context.Context, by Staff, clientID int64, p Period, l Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.write(ctx, "send a statement of client "+strconv.FormatInt(clientID, 10), func(t *tx) error {
		people, err := t.contactsOf(clientID, l.Contacts)
		if err != nil {
			return err
		}
		if sent, err := t.sentBefore(l); sent || err != nil {
			return err
		}
		for _, c := range people {
			if err := t.queue(letter{kind: "statement", once: l.once(c.ID), contact: c.ID, subject: l.Subject, body: l.Body,
				data: map[string]string{"client": strconv.FormatInt(clientID, 10), "from": string(p.From), "to": string(p.To)}}); err != nil {
				return err
			}
		}
		return t.note(deed{what: "statement sent", client: clientID, staff: by.ID, detail: map[string]string{"to": names(people)}})
	})
}

// contactsOf are those of a client to whom a letter about the client may go: they
// are there, and their portal is open.
func (t *tx) contactsOf(clientID int64, ids []int64) (people []Contact, err error) {
	if err := t.check("SELECT id FROM client WHERE id = ? AND portal_enabled = 1 AND archived_at IS NULL", clientID); errors.Is(err, ErrNotFound) {
		return nil, refuse("refused.portal_off")
	} else if err != nil {
		return nil, err
	}
	if err := t.open(ModuleInvoices, clientID); err != nil {
		return nil, err
	}
	for _, id := range ids {
		c, err := one(t.ctx, t, scanContact, `SELECT `+contactColumns+` FROM contact JOIN client ON client.id = contact.client_id
			WHERE contact.id = ? AND contact.client_id = ? AND `+enterable, id, clientID)
		if errors.Is(err, ErrNotFound) {
			return nil, &Invalid{Fields: map[string]Text{"contacts": Say("invalid.choice")}}
		}
		if err != nil {
			return nil, err
		}
		people = append(people, c)
	}
	return people, nil
}

// StatementOf is what a letter of this kind is about, as it stands now.
func (s *Store) StatementOf(ctx context.Context, m Mail) (Statement, error) {
	c, err := one(ctx, s.reader, scanContact, `SELECT `+contactColumns+` FROM contact JOIN client ON client.id = contact.client_id WHERE contact.id = ?`, m.ContactID)
	if err != nil {
		return Statement{}, err
	}
	return s.StatementFor(ctx, c, Period{Date(m.Data["from"]), Date(m.Data["to"])})
}
