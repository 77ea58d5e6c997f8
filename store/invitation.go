package store

import (
	"context"
	"fmt"
	"time"
)

// Invite sends a contact of a client the letter of an invitation, l, with a link to
// choose a password, which is made when the mail leaves. An earlier invitation ends.
func (s *Store) Invite(ctx context.Context, by Staff, clientID, contactID int64, l Letter) error {
	l.Contacts = []int64{contactID}
	if err := l.Check(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("invite contact %d", contactID), func(t *tx) error {
		c, err := contactOf(t.ctx, t, clientID, contactID)
		if err != nil {
			return err
		}
		if err := t.check("SELECT contact.id FROM "+contactTables+" WHERE contact.id = ? AND "+enterable, c.ID); err == ErrNotFound {
			return refuse("refused.portal_off")
		} else if err != nil {
			return err
		}
		if sent, err := t.sentBefore(l); sent || err != nil {
			return err
		}
		if err := t.endInvitations(c.ID); err != nil {
			return err
		}
		if err := t.queue(letter{kind: string(Invitation), once: l.once(c.ID), contact: c.ID, subject: l.Subject, body: l.Body}); err != nil {
			return err
		}
		return t.noteContact("contact invited", by, c)
	})
}

// endInvitations ends those that were sent, and those that have not left yet.
func (t *tx) endInvitations(contactID int64) error {
	if _, err := t.exec("UPDATE pass SET used_at = ? WHERE purpose = 'invite' AND contact_id = ? AND used_at IS NULL", ms(t.now), contactID); err != nil {
		return err
	}
	_, err := t.exec("UPDATE outbox SET state = 'cancelled' WHERE kind = 'invite' AND contact_id = ? AND state IN ("+unsent+")", contactID)
	return err
}

// Access is how a contact can come in.
type Access struct {
	HasPassword bool
	Invitation  string    // state of the mail of the last invitation; empty: there was none
	Invited     time.Time // when it left
}

// InvitedFor is how many days ago the invitation left, by the calendar on the wall
// at now.
func (a Access) InvitedFor(now time.Time) int {
	return DateOf(a.Invited.In(now.Location())).DaysUntil(DateOf(now))
}

// AccessOf is how each contact of a client can come in, by the contact's id.
func (s *Store) AccessOf(ctx context.Context, clientID int64) (map[int64]Access, error) {
	type line struct {
		contact int64
		access  Access
	}
	lines, err := all(ctx, s.reader, func(row scanner, v *line) error {
		return row.Scan(&v.contact, &v.access.HasPassword, nullText{&v.access.Invitation}, at(&v.access.Invited))
	}, `SELECT contact.id, contact.password_hash <> '', mail.state, mail.sent_at FROM contact
		LEFT JOIN outbox mail ON mail.id = (SELECT max(id) FROM outbox WHERE contact_id = contact.id AND kind = 'invite' AND state <> 'cancelled')
		WHERE contact.client_id = ?`, clientID)
	if err != nil {
		return nil, err
	}
	ways := make(map[int64]Access, len(lines))
	for _, l := range lines {
		ways[l.contact] = l.access
	}
	return ways, nil
}
