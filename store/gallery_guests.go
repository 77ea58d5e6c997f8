package store

import (
	"context"
	"strings"
)

// OpenToGuests makes the gallery's link for guests, with which anyone can look
// at it; pin, 4 to 8 digits, is what they are asked for, or "". A link that
// there was opens nothing any more, nor does its PIN. The token is told once:
// only its hash is kept.
func (s *Store) OpenToGuests(ctx context.Context, who Staff, id int64, pin string) (token string, err error) {
	pin = strings.TrimSpace(pin)
	var hash string
	if pin != "" {
		if !isPIN(pin) {
			return "", &Invalid{Fields: map[string]Text{"pin": Say("invalid.pin_form")}}
		}
		if hash, err = s.hashing.hash(ctx, pin); err != nil {
			return "", err
		}
	}
	token = newToken()
	_, err = s.changeGallery(ctx, "open gallery to guests", id, func(t *tx, g Gallery) error {
		if err := t.forgetGuests(id); err != nil {
			return err
		}
		if err := t.update("UPDATE gallery SET guest_hash = ?, guest_pin = ?, guests_from = ? WHERE id = ?", hashToken(token), hash, ms(t.now), id); err != nil {
			return err
		}
		return t.noteGallery("gallery opened to guests", who, g)
	})
	return token, err
}

// CloseToGuests ends the gallery's link for guests.
func (s *Store) CloseToGuests(ctx context.Context, who Staff, id int64) (Gallery, error) {
	return s.changeGallery(ctx, "close gallery to guests", id, func(t *tx, g Gallery) error {
		if !g.Guests {
			return nil
		}
		if err := t.forgetGuests(id); err != nil {
			return err
		}
		if err := t.update("UPDATE gallery SET guest_hash = NULL, guest_pin = '', guests_from = NULL WHERE id = ?", id); err != nil {
			return err
		}
		return t.noteGallery("gallery closed to guests", who, g)
	})
}

// forgetGuests asks everyone for the PIN again.
func (t *tx) forgetGuests(gallery int64) error {
	_, err := t.exec("DELETE FROM guest WHERE gallery_id = ?", gallery)
	return err
}

// isPIN tells whether a text is 4 to 8 digits.
func isPIN(s string) bool {
	return len(s) >= shortestPIN && len(s) <= longestPIN && strings.Trim(s, "0123456789") == ""
}
