package store

import (
	"context"
	"time"
)

// ChangePassword changes the password of one of the studio, who must know the
// present one. Every session of theirs ends; the answer is the token of a new one.
func (s *Store) ChangePassword(ctx context.Context, who Staff, present, password string, visit Visit) (session string, err error) {
	if err := s.knowsPassword(ctx, who, "present", present); err != nil {
		return "", err
	}
	var invalid Invalid
	invalid.password("password", password)
	if err := invalid.OrNil(); err != nil {
		return "", err
	}
	hash, err := s.hashing.hash(ctx, password)
	if err != nil {
		return "", err
	}
	err = s.write(ctx, "change a password", func(t *tx) error {
		session, err = t.setPassword(who.ID, hash, visit)
		return err
	})
	return session, err
}

// SaveAccount changes the name and the address of one of the studio. A new
// address needs the password: it is the key to a forgotten one. It ends every
// session but the one with the given id, and whoever reads the old address is
// shut out.
func (s *Store) SaveAccount(ctx context.Context, who Staff, name, email, present string, session int64) error {
	var invalid Invalid
	invalid.required("name", name, 200)
	invalid.email("email", email)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	if email != who.Email {
		if err := s.knowsPassword(ctx, who, "present_for_email", present); err != nil {
			return err
		}
	}
	err := s.write(ctx, "save an account", func(t *tx) error {
		if err := t.update("UPDATE staff SET name = ?, email = ? WHERE id = ?", name, email, who.ID); err != nil || email == who.Email {
			return err
		}
		if err := t.readdressStaff(who.ID, name, email); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM session WHERE staff_id = ? AND id <> ?", who.ID, session)
		return err
	})
	if isDuplicate(err) {
		invalid.Add("email", Say("invalid.email_taken"))
		return invalid.OrNil()
	}
	return err
}

// readdressStaff turns waiting mails to a new address. Links to a new password
// end, and none is sent that was asked for from the old one.
func (t *tx) readdressStaff(id int64, name, email string) error {
	if err := t.endStaffPasses(id); err != nil {
		return err
	}
	if _, err := t.exec("UPDATE outbox SET state = 'cancelled' WHERE staff_id = ? AND kind = 'reset' AND state IN ("+unsent+")", id); err != nil {
		return err
	}
	_, err := t.exec("UPDATE outbox SET to_email = ?, to_name = ? WHERE staff_id = ? AND state IN ("+unsent+")", email, name, id)
	return err
}

// knowsPassword notes a wrong password at its field, and limits the tries: an
// open window must not be a place to guess.
func (s *Store) knowsPassword(ctx context.Context, who Staff, field, password string) error {
	bucket := entryBucket("password", who.Email)
	if err := s.Allow(ctx, bucket, triesOfAddress, triesTime); err != nil {
		return err
	}
	hash, err := one(ctx, s.reader, value[string], "SELECT password_hash FROM staff WHERE id = ?", who.ID)
	if err != nil {
		return err
	}
	matches, err := s.hashing.matches(ctx, clip(password, passwordLimit), hash)
	if err != nil {
		return err
	}
	if !matches || len(password) > passwordLimit {
		var invalid Invalid
		invalid.Add(field, Say("invalid.password_wrong"))
		return invalid.OrNil()
	}
	return s.write(ctx, "forgive tries", func(t *tx) error { return t.forgive(bucket) })
}

// SessionsOf are the signed-in browsers of one of the studio, the last seen first.
func (s *Store) SessionsOf(ctx context.Context, who Staff) ([]Session, error) {
	now := s.Now()
	return all(ctx, s.reader, scanSession, "SELECT "+sessionColumns+` FROM session
		WHERE staff_id = ? AND expires_at > ? AND seen_at > ? ORDER BY seen_at DESC, id DESC`, who.ID, ms(now), ms(now.Add(-idleLimit)))
}

// EndSessionOf ends one session of this person and of no other.
func (s *Store) EndSessionOf(ctx context.Context, who Staff, id int64) error {
	return s.write(ctx, "end a session", func(t *tx) error {
		return t.update("DELETE FROM session WHERE id = ? AND staff_id = ?", id, who.ID)
	})
}

// EndSessionsOf ends every session of one of the studio.
func (s *Store) EndSessionsOf(ctx context.Context, who Staff) error {
	return s.write(ctx, "end all sessions", func(t *tx) error { return t.endStaffSessions(who.ID) })
}

// ForgetSessions deletes sessions, passes and counts that have run out.
func (s *Store) ForgetSessions(ctx context.Context) error {
	return s.write(ctx, "forget what has run out", func(t *tx) error {
		if _, err := t.exec("DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?", ms(t.now), ms(t.now.Add(-idleLimit))); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM guest WHERE expires_at <= ?", ms(t.now)); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM pass WHERE expires_at <= ?", ms(t.now.Add(-30*24*time.Hour)))
		return err
	})
}
