package store

import (
	"context"
	"time"
)

// Limits of a session: it ends after idleLimit without a visit, and in any
// case after absoluteLimit. (OWASP ASVS 5.0, 7.3: both limits.)
const (
	idleLimit     = 14 * 24 * time.Hour
	absoluteLimit = 60 * 24 * time.Hour
	seenEvery     = 15 * time.Minute // how exactly the last visit is kept
)

// Session is one signed-in browser.
type Session struct {
	ID                     int64
	StaffID, ContactID     int64  // one of the two
	Data                   string // JSON of the cookie session's values
	Visit                  Visit
	Created, Seen, Expires time.Time
}

const sessionColumns = "id, staff_id, contact_id, data, ip, user_agent, created_at, seen_at, expires_at"

func scanSession(row scanner, v *Session) error {
	return row.Scan(&v.ID, optional{&v.StaffID}, optional{&v.ContactID}, &v.Data, &v.Visit.IP,
		&v.Visit.UserAgent, at(&v.Created), at(&v.Seen), at(&v.Expires))
}

// startSession makes a session with a new token. It is the last step of every
// way of signing in, so the token always changes there.
func (t *tx) startSession(staffID, contactID int64, visit Visit) (token string, err error) {
	token = newToken()
	_, err = t.exec(`INSERT INTO session (token_hash, staff_id, contact_id, ip, user_agent, created_at, seen_at, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, hashToken(token), ref(staffID), ref(contactID), visit.IP,
		clip(visit.UserAgent, 400), ms(t.now), ms(t.now), ms(t.now.Add(absoluteLimit)))
	if err != nil || contactID == 0 {
		return token, err
	}
	client, err := one(t.ctx, t, value[int64], "SELECT client_id FROM contact WHERE id = ?", contactID)
	if err != nil {
		return token, err
	}
	return token, t.note(deed{what: "signed in", client: client, contact: contactID})
}

// SessionByToken is the live session of a cookie; ErrNotFound when it has
// ended, idled out, or its person may no longer enter.
func (s *Store) SessionByToken(ctx context.Context, token string) (Session, error) {
	now := s.Now()
	session, err := one(ctx, s.reader, scanSession, `SELECT `+sessionColumns+` FROM session
		WHERE token_hash = ? AND expires_at > ? AND seen_at > ?
		AND (staff_id IS NULL OR EXISTS (SELECT 1 FROM staff WHERE staff.id = staff_id AND disabled_at IS NULL))
		AND (contact_id IS NULL OR EXISTS (SELECT 1 FROM contact JOIN client ON client.id = client_id
			WHERE contact.id = contact_id AND contact.archived_at IS NULL AND client.archived_at IS NULL AND portal_enabled = 1))`,
		hashToken(token), ms(now), ms(now.Add(-idleLimit)))
	if err != nil || now.Sub(session.Seen) < seenEvery {
		return session, err
	}
	return session, s.write(ctx, "note a visit", func(t *tx) error {
		_, err := t.exec("UPDATE session SET seen_at = ? WHERE id = ?", ms(t.now), session.ID)
		return err
	})
}

// KeepSessionData keeps the cookie session's values.
func (s *Store) KeepSessionData(ctx context.Context, id int64, data string) error {
	return s.write(ctx, "keep session data", func(t *tx) error {
		_, err := t.exec("UPDATE session SET data = ? WHERE id = ?", data, id)
		return err
	})
}

// EndSession ends the session of a cookie; ending one that has ended is no error.
// It goes by the token: the number of one that has ended may be that of another,
// which has just begun in its place.
func (s *Store) EndSession(ctx context.Context, token string) error {
	return s.write(ctx, "end a session", func(t *tx) error {
		_, err := t.exec("DELETE FROM session WHERE token_hash = ?", hashToken(token))
		return err
	})
}

// endStaffSessions ends every session of one of the studio.
func (t *tx) endStaffSessions(staffID int64) error {
	_, err := t.exec("DELETE FROM session WHERE staff_id = ?", staffID)
	return err
}

// StaffByID is one of the studio who may enter.
func (s *Store) StaffByID(ctx context.Context, id int64) (Staff, error) {
	return one(ctx, s.reader, scanStaff, "SELECT id, name, email, role FROM staff WHERE id = ? AND disabled_at IS NULL", id)
}

func scanStaff(row scanner, v *Staff) error { return row.Scan(&v.ID, &v.Name, &v.Email, &v.Role) }

// clip cuts a text to at most n bytes, at a letter's end.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
