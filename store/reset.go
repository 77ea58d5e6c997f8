package store

import (
	"context"
	"time"
)

// resetLife is how long the link to choose a new password opens.
const resetLife = 2 * time.Hour

// MintReset makes the one-time link with which one of the studio chooses a new
// password, and gives its token; earlier ones end.
func (s *Store) MintReset(ctx context.Context, staffID int64) (token string, err error) {
	token = newToken()
	err = s.write(ctx, "make a reset link", func(t *tx) error {
		if _, err := t.exec("DELETE FROM pass WHERE purpose = 'reset' AND staff_id = ?", staffID); err != nil {
			return err
		}
		_, err := t.exec("INSERT INTO pass (purpose, token_hash, staff_id, created_at, expires_at) VALUES ('reset', ?, ?, ?, ?)",
			hashToken(token), staffID, ms(t.now), ms(t.now.Add(resetLife)))
		return err
	})
	return token, err
}
