package store

import "context"

// MintEntry makes a link with which one of the studio signs in without a
// password, once and within a day, and gives its token. Whoever may start the
// program may make one; no page does.
func (s *Store) MintEntry(ctx context.Context, staffID int64) (token string, err error) {
	token = newToken()
	err = s.write(ctx, "make a sign-in link", func(t *tx) error {
		if err := t.check("SELECT id FROM staff WHERE id = ? AND disabled_at IS NULL", staffID); err != nil {
			return err
		}
		_, err := t.exec("INSERT INTO pass (purpose, token_hash, staff_id, created_at, expires_at) VALUES ('sign-in', ?, ?, ?, ?)",
			hashToken(token), staffID, ms(t.now), ms(t.now.Add(passLife)))
		return err
	})
	return token, err
}

// entryPass is such a link.
type entryPass struct {
	id, staffID int64
	alive       bool
}

// entry finds a link of the studio's own; nil, *Ended, or ErrNotFound for one
// that never was.
func (s *Store) entry(ctx context.Context, from querier, token string) (pass entryPass, err error) {
	pass, err = one(ctx, from, func(row scanner, v *entryPass) error { return row.Scan(&v.id, &v.staffID, &v.alive) },
		`SELECT pass.id, staff.id, used_at IS NULL AND expires_at > ? AND disabled_at IS NULL FROM pass
		JOIN staff ON staff.id = pass.staff_id WHERE purpose = 'sign-in' AND token_hash = ?`, ms(s.Now()), hashToken(clip(token, 100)))
	if err == nil && !pass.alive {
		err = &Ended{}
	}
	return pass, err
}

// CheckEntry tells whether such a link still opens the door, and changes
// nothing: nil, *Ended, or ErrNotFound for one that never was ours.
func (s *Store) CheckEntry(ctx context.Context, token string) error {
	_, err := s.entry(ctx, s.reader, token)
	return err
}

// EnterByEntry uses such a link up; the answer is the token of a new session.
// It fails as CheckEntry does.
func (s *Store) EnterByEntry(ctx context.Context, token string, visit Visit) (session string, err error) {
	err = s.write(ctx, "enter by a sign-in link", func(t *tx) error {
		pass, err := s.entry(ctx, t, token)
		if err != nil {
			return err
		}
		if err := t.update("UPDATE pass SET used_at = ? WHERE id = ?", ms(t.now), pass.id); err != nil {
			return err
		}
		session, err = t.startSession(pass.staffID, 0, visit)
		return err
	})
	return session, err
}
