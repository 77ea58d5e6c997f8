package store

import "context"

// HasPassword tells whether this contact has set a password.
func (p *Portal) HasPassword(ctx context.Context) (bool, error) {
	if err := p.whole(); err != nil {
		return false, err
	}
	hash, err := p.passwordHash(ctx)
	return hash != "", err
}

func (p *Portal) passwordHash(ctx context.Context) (string, error) {
	return one(ctx, p.store.reader, value[string], "SELECT password_hash FROM contact WHERE id = ?", p.Contact.ID)
}

// SetPassword sets this contact's password, or changes it: then they must know the
// present one, which is at fault as "present" in *Invalid. Every session of theirs
// ends, and all one-time links; the answer is the token of a new session.
func (p *Portal) SetPassword(ctx context.Context, present, next string, visit Visit) (session string, err error) {
	before, err := p.unlock(ctx, present)
	if err != nil {
		return "", err
	}
	var invalid Invalid
	invalid.password("password", next)
	if err := invalid.OrNil(); err != nil {
		return "", err
	}
	hash, err := p.store.hashing.hash(ctx, next)
	if err != nil {
		return "", err
	}
	return p.replacePassword(ctx, "password set", before, hash, visit)
}

// RemovePassword takes this contact's password away: from then on they come in by
// emailed links alone. It asks for the present one, and ends what SetPassword ends.
func (p *Portal) RemovePassword(ctx context.Context, present string, visit Visit) (session string, err error) {
	before, err := p.unlock(ctx, present)
	if err != nil {
		return "", err
	}
	if before == "" {
		return "", refuse("refused.no_password")
	}
	return p.replacePassword(ctx, "password removed", before, "", visit)
}

// unlock asks for the present password, where there is one, and gives its hash. The
// tries are limited: an open window must not be a place to guess.
func (p *Portal) unlock(ctx context.Context, present string) (hash string, err error) {
	if err := p.whole(); err != nil {
		return "", err
	}
	if err := p.mayWrite(); err != nil {
		return "", err
	}
	if hash, err = p.passwordHash(ctx); err != nil || hash == "" {
		return "", err
	}
	if err := p.store.Allow(ctx, entryBucket("portal password now", p.Contact.Email), triesOfAddress, triesTime); err != nil {
		return "", err
	}
	matches, err := p.store.hashing.matches(ctx, clip(present, passwordLimit), hash)
	if err != nil {
		return "", err
	}
	if !matches || len(present) > passwordLimit {
		return "", &Invalid{Fields: map[string]Text{"present": Say("invalid.password_wrong")}}
	}
	return hash, nil
}

// replacePassword puts a hash in the place of the one that was unlocked.
func (p *Portal) replacePassword(ctx context.Context, what, before, hash string, visit Visit) (session string, err error) {
	err = p.store.write(ctx, "replace a password", func(t *tx) error {
		// Another address would mean that whoever has this page open was shut out.
		c, err := t.enterableContact("contact.id = ? AND contact.password_hash = ? AND contact.email = ?", p.Contact.ID, before, p.Contact.Email)
		if err != nil {
			return err
		}
		if err := t.forgive(entryBucket("portal password now", c.Email)); err != nil {
			return err
		}
		if session, err = t.setContactPassword(c.ID, hash, visit); err != nil {
			return err
		}
		return t.note(deed{what: what, client: c.ClientID, contact: c.ID})
	})
	if err != nil {
		return "", err
	}
	return session, nil
}
