package store

import (
	"context"
	"errors"
	"strings"
	"time"
)

// Tries at the studio's door within triesTime: of one address and from one
// place. Whoever knows the password is let in again after half an hour.
const (
	triesOfAddress = 8
	triesFromPlace = 30
	triesTime      = 30 * time.Minute
)

// SignIn lets one of the studio in by email and password; the answer is the
// token of a new session. A wrong password and an unknown address are refused
// in the same words after the same work.
func (s *Store) SignIn(ctx context.Context, email, password string, visit Visit) (session string, err error) {
	if err := s.allowEntry(ctx, "sign-in", email, visit); err != nil {
		return "", err
	}
	person, err := one(ctx, s.reader, scanKey, "SELECT id, password_hash FROM staff WHERE email = ? AND disabled_at IS NULL", email)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	matches, err := s.hashing.matches(ctx, clip(password, passwordLimit), person.hash)
	if err != nil {
		return "", err
	}
	if !matches || len(password) > passwordLimit {
		return "", refuse("refused.sign_in")
	}
	err = s.write(ctx, "sign in", func(t *tx) error {
		// Between the look and this step a reset may have changed the password.
		if err := t.check("SELECT id FROM staff WHERE id = ? AND password_hash = ? AND disabled_at IS NULL", person.id, person.hash); err != nil {
			return err
		}
		if err := t.forgive(entryBucket("sign-in", email)); err != nil {
			return err
		}
		session, err = t.startSession(person.id, 0, visit)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		err = refuse("refused.sign_in")
	}
	return session, err
}

// key is what opens the door to one of the studio.
type key struct {
	id   int64
	hash string
}

func scanKey(row scanner, v *key) error { return row.Scan(&v.id, &v.hash) }

// allowEntry limits the tries of one address and those from one place.
func (s *Store) allowEntry(ctx context.Context, what, email string, visit Visit) error {
	if err := s.Allow(ctx, what+" from "+neighbourhood(visit.IP), triesFromPlace, triesTime); err != nil {
		return err
	}
	return s.Allow(ctx, entryBucket(what, email), triesOfAddress, triesTime)
}

func entryBucket(what, email string) string { return what + " of " + strings.ToLower(email) }

// check is ErrNotFound unless the query, which selects one id, finds a row.
func (t *tx) check(query string, args ...any) error {
	_, err := one(t.ctx, t, value[int64], query, args...)
	return err
}
