package store

import (
	"context"
	"errors"
	"time"
)

// resetLife is how long the link to choose a new password opens.
const resetLife = 2 * time.Hour

// Resets that may be asked for within resetTime, for one address and from one
// place.
const (
	resetsOfAddress = 3
	resetsFromPlace = 20
	resetTime       = time.Hour
)

// AskReset sends one of the studio, if the address is theirs, a mail with a link
// to choose a new password. What it answers does not tell whether it is.
func (s *Store) AskReset(ctx context.Context, email string, visit Visit) error {
	if err := s.Allow(ctx, "reset from "+neighbourhood(visit.IP), resetsFromPlace, resetTime); err != nil {
		return err
	}
	if err := s.Allow(ctx, entryBucket("reset", email), resetsOfAddress, resetTime); err != nil {
		return err
	}
	return s.write(ctx, "ask for a reset", func(t *tx) error {
		staff, err := t.staffByEmail(email)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return t.queue(letter{kind: "reset", staff: staff})
	})
}

// MintReset makes the one-time link with which one of the studio chooses a new
// password, as its mail is about to leave, and gives its token; earlier ones end.
// It opens for two hours. It is ErrNotFound when the mail is none, or was
// cancelled.
func (s *Store) MintReset(ctx context.Context, mailID int64) (token string, err error) {
	err = s.write(ctx, "make a reset link", func(t *tx) error {
		staffID, err := one(t.ctx, t, value[int64], `SELECT staff.id FROM outbox JOIN staff ON staff.id = outbox.staff_id
			WHERE outbox.id = ? AND kind = 'reset' AND state <> 'cancelled' AND disabled_at IS NULL`, mailID)
		if err != nil {
			return err
		}
		token, err = t.mintReset(staffID)
		return err
	})
	return token, err
}

// ResetByEmail is MintReset for the command line, when email does not work yet.
// It is ErrNotFound for an address that is none of the studio's.
func (s *Store) ResetByEmail(ctx context.Context, email string) (token string, err error) {
	err = s.write(ctx, "make a reset link", func(t *tx) error {
		staff, err := t.staffByEmail(email)
		if err != nil {
			return err
		}
		token, err = t.mintReset(staff)
		return err
	})
	return token, err
}

func (t *tx) mintReset(staffID int64) (token string, err error) {
	if _, err := t.exec("DELETE FROM pass WHERE purpose = 'reset' AND staff_id = ?", staffID); err != nil {
		return "", err
	}
	token = newToken()
	_, err = t.exec("INSERT INTO pass (purpose, token_hash, staff_id, created_at, expires_at) VALUES ('reset', ?, ?, ?, ?)",
		hashToken(token), staffID, ms(t.now), ms(t.now.Add(resetLife)))
	return token, err
}

// endStaffPasses ends every link that lets one of the studio in: to a new
// password, and to sign in without one.
func (t *tx) endStaffPasses(staffID int64) error {
	_, err := t.exec("DELETE FROM pass WHERE staff_id = ?", staffID)
	return err
}

// staffByEmail is the id of one of the studio who may enter.
func (t *tx) staffByEmail(email string) (int64, error) {
	return one(t.ctx, t, value[int64], "SELECT id FROM staff WHERE email = ? AND disabled_at IS NULL", email)
}

const openReset = `SELECT pass.staff_id FROM pass JOIN staff ON staff.id = pass.staff_id
	WHERE purpose = 'reset' AND token_hash = ? AND expires_at > ? AND used_at IS NULL AND staff.disabled_at IS NULL`

// CheckReset tells whether a reset link still opens: nil, or ErrNotFound.
func (s *Store) CheckReset(ctx context.Context, token string) error {
	_, err := one(ctx, s.reader, value[int64], openReset, hashToken(token), ms(s.Now()))
	return err
}

// Reset sets a new password by a reset link, which it uses up. Every session of
// that person ends; the answer is the token of a new one.
func (s *Store) Reset(ctx context.Context, token, password string, visit Visit) (session string, err error) {
	if err := s.CheckReset(ctx, token); err != nil {
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
	err = s.write(ctx, "reset a password", func(t *tx) error {
		staff, err := one(t.ctx, t, value[int64], openReset, hashToken(token), ms(t.now))
		if err != nil {
			return err
		}
		session, err = t.setPassword(staff, hash, visit)
		return err
	})
	return session, err
}

// setPassword gives one of the studio a new password. Their other sessions and
// links end, and the limits on their sign-in with them.
func (t *tx) setPassword(staffID int64, hash string, visit Visit) (session string, err error) {
	if err := t.update("UPDATE staff SET password_hash = ? WHERE id = ?", hash, staffID); err != nil {
		return "", err
	}
	email, err := one(t.ctx, t, value[string], "SELECT email FROM staff WHERE id = ?", staffID)
	if err != nil {
		return "", err
	}
	if err := t.endStaffSessions(staffID); err != nil {
		return "", err
	}
	if err := t.endStaffPasses(staffID); err != nil {
		return "", err
	}
	if err := t.forgive(entryBucket("sign-in", email)); err != nil {
		return "", err
	}
	return t.startSession(staffID, 0, visit)
}
