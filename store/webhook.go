package store

import (
	"context"
	"time"
)

// TakeEvent keeps an event of the payment provider about something of which it
// gives the id: a checkout, a payment, a dispute. done tells that it was
// worked off before: events come twice, late, and in any order.
func (s *Store) TakeEvent(ctx context.Context, id, kind, about string) (done bool, err error) {
	err = s.write(ctx, "take event "+clip(id, 80), func(t *tx) error {
		if _, err := t.exec(`INSERT INTO webhook_event (id, type, about, received_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
			clip(id, 255), clip(kind, 100), clip(about, 255), ms(t.now)); err != nil {
			return err
		}
		var at time.Time
		if err := scanOne(t, "SELECT done_at FROM webhook_event WHERE id = ?", []any{clip(id, 255)}, instant{&at}); err != nil {
			return err
		}
		done = !at.IsZero()
		return nil
	})
	return done, err
}

// EventDone notes that an event was worked off, or why it was not.
func (s *Store) EventDone(ctx context.Context, id string, failure error) error {
	return s.write(ctx, "note an event", func(t *tx) error {
		if failure != nil {
			_, err := t.exec("UPDATE webhook_event SET tries = tries + 1, error = ? WHERE id = ?", clip(failure.Error(), 500), clip(id, 255))
			return err
		}
		_, err := t.exec("UPDATE webhook_event SET done_at = ?, tries = tries + 1, error = '' WHERE id = ?", ms(t.now), clip(id, 255))
		return err
	})
}
