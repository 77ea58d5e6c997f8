package store

import (
	"context"
	"errors"
	"time"
)

// EnterByPassword lets a contact in by address and password; the answer is the
// token of a new session. A wrong password, an address that is not known, one
// whose contact has no password, and one whose portal is closed are refused in the
// same words after the same work.
func (s *Store) EnterByPassword(ctx context.Context, address, password string, visit Visit) (session string, err error) {
	address = clip(address, 254)
	if err := s.allowEntry(ctx, portalPassword, address, visit); err != nil {
		return "", err
	}
	person, err := one(ctx, s.reader, scanKey, `SELECT contact.id, contact.password_hash FROM `+contactTables+`
		WHERE contact.email = ? AND `+enterable, address)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	matches, err := s.hashing.matches(ctx, clip(password, passwordLimit), person.hash)
	if err != nil {
		return "", err
	}
	if !matches || len(password) > passwordLimit {
		return "", refuse("login.password_wrong")
	}
	err = s.write(ctx, "enter by password", func(t *tx) error {
		// Between the look and this step the password, the address or the portal may
		// have changed.
		if _, err := t.enterableContact("contact.id = ? AND contact.email = ? AND contact.password_hash = ?", person.id, address, person.hash); err != nil {
			return err
		}
		if err := t.forgive(entryBucket(portalPassword, address)); err != nil {
			return err
		}
		session, err = t.welcome(person.id, visit)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		err = refuse("login.password_wrong")
	}
	return session, err
}

// portalPassword names the tries of contacts' passwords.
const portalPassword = "portal password"

// welcome notes that a contact has come, and starts the session.
func (t *tx) welcome(contactID int64, visit Visit) (session string, err error) {
	if err := t.update("UPDATE contact SET last_seen_at = ? WHERE id = ?", ms(t.now), contactID); err != nil {
		return "", err
	}
	return t.startSession(0, contactID, visit)
}

// setContactPassword gives a contact a new password. Their sessions end, and so do
// all one-time links and codes, and the limit on tries of the old one.
func (t *tx) setContactPassword(contactID int64, hash string, visit Visit) (session string, err error) {
	if err := t.update("UPDATE contact SET password_hash = ? WHERE id = ?", hash, contactID); err != nil {
		return "", err
	}
	email, err := one(t.ctx, t, value[string], "SELECT email FROM contact WHERE id = ?", contactID)
	if err != nil {
		return "", err
	}
	if _, err := t.exec("DELETE FROM session WHERE contact_id = ?", contactID); err != nil {
		return "", err
	}
	if err := t.endPasses(oneContact, contactID); err != nil {
		return "", err
	}
	if err := t.forgive(entryBucket(portalPassword, email)); err != nil {
		return "", err
	}
	return t.welcome(contactID, visit)
}

// Choosing is a kind of one-time link with which a contact chooses a password,
// and of the mail that brings it.
type Choosing string

// The kinds of such links.
const (
	Invitation    Choosing = "invite"       // sent by the studio
	PasswordReset Choosing = "portal-reset" // asked for at the door
)

// choosingLife is how long such a link opens, from when its mail leaves.
var choosingLife = map[Choosing]time.Duration{Invitation: passLife, PasswordReset: resetLife}

// AskPasswordReset queues a mail with a link to choose a new password, if the
// address is that of a contact whose portal is open. The answer is the same for
// every other address.
func (s *Store) AskPasswordReset(ctx context.Context, address string, visit Visit) error {
	var invalid Invalid
	invalid.email("email", address)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.countedWrite(ctx, "ask for a password", func(t *tx) error {
		if err := t.allow("portal reset from "+neighbourhood(visit.IP), resetsFromPlace, resetTime); err != nil {
			return err
		}
		if err := t.allow(entryBucket("portal reset", address), resetsOfAddress, resetTime); err != nil {
			return err
		}
		contact, err := t.enterableContact("contact.email = ?", address)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return t.queue(letter{kind: string(PasswordReset), contact: contact.ID})
	})
}

// MintChoosing makes the link of an invitation, or of a forgotten password, as its
// mail is about to leave, and gives its token. Those of earlier tries stay good
// until one of them is used. It is ErrNotFound when the mail is none, was ended, or
// its contact may not enter any more: then it should not be sent.
func (s *Store) MintChoosing(ctx context.Context, kind Choosing, mailID int64) (token string, err error) {
	token = newToken()
	err = s.write(ctx, "make a link to a password", func(t *tx) error {
		contact, err := t.enterableContact("contact.id = (SELECT contact_id FROM outbox WHERE id = ? AND kind = ? AND state <> 'cancelled')", mailID, kind)
		if err != nil {
			return err
		}
		_, err = t.exec("INSERT INTO pass (purpose, token_hash, contact_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
			kind, hashToken(token), contact.ID, ms(t.now), ms(t.now.Add(choosingLife[kind])))
		return err
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// choosing finds the contact of a link: ErrNotFound for one that was never of this
// kind, *Ended, with the contact, for one that opens nothing any more.
func (s *Store) choosing(ctx context.Context, from querier, kind Choosing, token string) (c Contact, err error) {
	var alive bool
	c, err = one(ctx, from, func(row scanner, v *Contact) error { return scanContact(with{row, []any{&alive}}, v) },
		`SELECT `+contactColumns+`, pass.used_at IS NULL AND pass.expires_at > ? AND `+enterable+` FROM pass
		JOIN contact ON contact.id = pass.contact_id JOIN client ON client.id = contact.client_id
		WHERE pass.purpose = ? AND pass.token_hash = ?`, ms(s.Now()), kind, hashToken(clip(token, 100)))
	if err == nil && !alive {
		err = &Ended{}
	}
	return c, err
}

// CheckChoosing gives the contact to whom a link still offers a password, and
// changes nothing. It fails with ErrNotFound or *Ended.
func (s *Store) CheckChoosing(ctx context.Context, kind Choosing, token string) (Contact, error) {
	c, err := s.choosing(ctx, s.reader, kind, token)
	if err != nil {
		return Contact{}, err
	}
	return c, nil
}

// ChoosePassword uses a link up and sets the password. Every session of the contact
// and every other one-time link ends; the answer is the token of a new session.
func (s *Store) ChoosePassword(ctx context.Context, kind Choosing, token, password string, visit Visit) (session string, err error) {
	if _, err := s.CheckChoosing(ctx, kind, token); err != nil {
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
	err = s.write(ctx, "choose a password", func(t *tx) error {
		c, err := s.choosing(t.ctx, t, kind, token)
		if err != nil {
			return err
		}
		if session, err = t.setContactPassword(c.ID, hash, visit); err != nil {
			return err
		}
		what := map[Choosing]string{Invitation: "invitation accepted", PasswordReset: "password chosen"}[kind]
		return t.note(deed{what: what, client: c.ClientID, contact: c.ID})
	})
	if err != nil {
		return "", err
	}
	return session, nil
}

// FreshChoosing queues the mail of an ended link once more, for the contact whom it
// was made for and nobody else: an invitation in the words that the studio gave the
// last one. It says nothing of whether it did.
func (s *Store) FreshChoosing(ctx context.Context, kind Choosing, token string, visit Visit) error {
	return s.countedWrite(ctx, "send a fresh link to a password", func(t *tx) error {
		c, err := s.choosing(t.ctx, t, kind, token)
		if err != nil && !errors.Is(err, ErrNotFound) && !errors.As(err, new(*Ended)) {
			return err
		}
		if err := t.allowPortal("portal mail", c.Email, mailsToAddress, visit); err != nil {
			return err
		}
		if c, err = t.enterableContact("contact.id = ?", c.ID); errors.Is(err, ErrNotFound) {
			return nil
		} else if err != nil {
			return err
		}
		l := letter{kind: string(kind), contact: c.ID}
		if kind == Invitation {
			err = scanOne(t, "SELECT subject, body FROM outbox WHERE kind = 'invite' AND contact_id = ? ORDER BY id DESC LIMIT 1", []any{c.ID}, &l.subject, &l.body)
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		return t.queue(l)
	})
}
