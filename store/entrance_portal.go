package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// A sign-in mail opens the door once, within passLife, by its link or by its
// code. A code is tried passTries times at most, and then only the link is left.
const (
	passLife  = 24 * time.Hour
	passTries = 5
	codeSpace = 100_000_000 // eight digits: 5 tries hit one with a chance of 1 in 20 million
)

// Limits of the portal's door within triesTime: mails to one address, codes
// for one address, and both from one place.
const (
	mailsToAddress = 5
	codesOfAddress = 10
	asksFromPlace  = 40
)

// AskSignIn queues a sign-in mail if the address is that of a contact whose
// portal is open. The answer is the same, after the same work, for every other
// address. next is a path of the portal to open afterwards, or empty.
func (s *Store) AskSignIn(ctx context.Context, address, next string, visit Visit) error {
	var invalid Invalid
	address = strings.TrimSpace(address)
	invalid.email("email", address)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.countedWrite(ctx, "ask for a sign-in", func(t *tx) error {
		if err := t.allowPortal("portal mail", address, mailsToAddress, visit); err != nil {
			return err
		}
		contact, err := t.enterableContact("contact.email = ?", address)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return t.queueSignIn(contact.ID, next)
	})
}

// countedWrite is a write whose count of tries stays when f refuses, or finds a
// field to be mended: f must have written nothing else by then.
func (s *Store) countedWrite(ctx context.Context, attempt string, f func(*tx) error) error {
	var refused error
	err := s.write(ctx, attempt, func(t *tx) error {
		err := f(t)
		if errors.As(err, new(*Refused)) || errors.As(err, new(*Invalid)) {
			refused, err = err, nil
		}
		return err
	})
	return errors.Join(err, refused)
}

// allowPortal limits the tries of one address and those from one place.
func (t *tx) allowPortal(what, address string, most int, visit Visit) error {
	if err := t.allow(what+" from "+neighbourhood(visit.IP), asksFromPlace, triesTime); err != nil {
		return err
	}
	return t.allow(entryBucket(what, address), most, triesTime)
}

func (t *tx) enterableContact(where string, args ...any) (Contact, error) {
	return one(t.ctx, t, scanContact, `SELECT `+contactColumns+` FROM contact JOIN client ON client.id = contact.client_id
		WHERE contact.archived_at IS NULL AND `+enterable+` AND `+where, args...)
}

func (t *tx) queueSignIn(contactID int64, next string) error {
	return t.queue(letter{kind: "sign-in", contact: contactID, data: map[string]string{"next": clip(next, 500)}})
}

// MintSignIn makes the way in that a sign-in mail holds, as the mail is about
// to leave: a token for its link and a code to type. Those of earlier mails
// stay good until one of them is used. It is ErrNotFound when the mail is none,
// or its contact may not enter any more: then it should not be sent.
func (s *Store) MintSignIn(ctx context.Context, mailID int64) (token, code string, err error) {
	token = newToken()
	if code, err = newCode(); err != nil {
		return "", "", err
	}
	err = s.write(ctx, "mint a sign-in", func(t *tx) error {
		var next string
		contact, err := t.enterableContact("contact.id = (SELECT contact_id FROM outbox WHERE id = ? AND kind = 'sign-in' AND state <> 'cancelled')", mailID)
		if err != nil {
			return err
		}
		if err := scanOne(t, "SELECT coalesce(data ->> 'next', '') FROM outbox WHERE id = ?", []any{mailID}, &next); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM pass WHERE purpose = 'sign-in' AND contact_id = ? AND created_at < ?",
			contact.ID, ms(t.now.Add(-linkLife))); err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO pass (purpose, token_hash, code_hash, contact_id, next, created_at, expires_at)
			VALUES ('sign-in', ?, ?, ?, ?, ?, ?)`, hashToken(token), hashCode(contact.ID, code), contact.ID, next, ms(t.now), ms(t.now.Add(passLife)))
		return err
	})
	if err != nil {
		return "", "", err
	}
	return token, inTwo(code), nil
}

// newCode makes a code to type: eight digits.
func newCode() (string, error) {
	number, err := rand.Int(rand.Reader, big.NewInt(codeSpace))
	if err != nil {
		return "", fmt.Errorf("make a code: %w", err)
	}
	return fmt.Sprintf("%08d", number), nil
}

// inTwo is a code as a mail has it.
func inTwo(code string) string { return code[:4] + " " + code[4:] }

// hashCode is how a code is kept and looked up; the same digits of two
// contacts look different.
func hashCode(contactID int64, code string) []byte {
	return hashToken("sign-in code " + strconv.FormatInt(contactID, 10) + " " + code)
}

// digits leaves out what people type between the digits of a code.
func digits(code string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, code)
}

// signInPass is a sign-in mail's way in.
type signInPass struct {
	id        int64
	contactID int64
	next      string
	alive     bool
}

func scanSignInPass(row scanner, v *signInPass) error {
	return row.Scan(&v.id, &v.contactID, &v.next, &v.alive)
}

// signInPasses finds passes; its first argument is the present instant.
const signInPasses = `SELECT pass.id, pass.contact_id, pass.next, pass.used_at IS NULL AND pass.expires_at > ? AND ` + enterable + `
	FROM pass JOIN contact ON contact.id = pass.contact_id JOIN client ON client.id = contact.client_id
	WHERE pass.purpose = 'sign-in' AND `

// ReaderOf is the locale of the contact to whom the token of a document's link, or
// of a way in, was sent, whether it still opens anything or not; ErrNotFound for
// one that never was ours.
func (s *Store) ReaderOf(ctx context.Context, token string) (locale string, err error) {
	contact, err := one(ctx, s.reader, scanContact, `SELECT `+contactColumns+` FROM `+contactTables+` WHERE contact.id =
		coalesce((SELECT contact_id FROM link WHERE token_hash = ?1), (SELECT contact_id FROM pass WHERE token_hash = ?1))`, hashToken(clip(token, 100)))
	return contact.Locale, err
}

// CheckSignIn tells whether the link of a sign-in mail still opens the door,
// and changes nothing: nil, *Ended, or ErrNotFound for one that never was ours.
func (s *Store) CheckSignIn(ctx context.Context, token string) error {
	pass, err := one(ctx, s.reader, scanSignInPass, signInPasses+"token_hash = ?", ms(s.Now()), hashToken(clip(token, 100)))
	if err == nil && !pass.alive {
		return &Ended{}
	}
	return err
}

// EnterByLink uses up a sign-in mail's link: the answer is the token of a new
// session and the path that was asked for, if any. Every other sign-in mail of
// the contact ends with it. It fails as CheckSignIn does.
func (s *Store) EnterByLink(ctx context.Context, token string, visit Visit) (session, next string, err error) {
	err = s.write(ctx, "enter by link", func(t *tx) error {
		pass, err := one(t.ctx, t, scanSignInPass, signInPasses+"token_hash = ?", ms(t.now), hashToken(clip(token, 100)))
		if err != nil {
			return err
		}
		if !pass.alive {
			return &Ended{}
		}
		next = pass.next
		session, err = t.enter(pass, visit)
		return err
	})
	return session, next, err
}

// EnterByCode is the second way in: the code of a sign-in mail beside the
// address that it went to. A wrong code and an unknown address are refused in
// the same words after the same work.
func (s *Store) EnterByCode(ctx context.Context, address, code string, visit Visit) (session, next string, err error) {
	err = s.countedWrite(ctx, "enter by code", func(t *tx) error {
		contact, err := t.enterableContact("contact.email = ?", clip(address, 254))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		session, next, err = t.enterByCode(contact.ID, clip(address, 254), code, visit)
		return err
	})
	if err != nil {
		return "", "", err
	}
	return session, next, nil
}

// enterByCode lets a contact in by a code of theirs; 0 is nobody, whom no code
// lets in.
func (t *tx) enterByCode(contactID int64, address, code string, visit Visit) (session, next string, err error) {
	if err := t.allowPortal("portal code", address, codesOfAddress, visit); err != nil {
		return "", "", err
	}
	pass, err := one(t.ctx, t, scanSignInPass, signInPasses+`contact_id = ? AND code_hash = ? AND pass.tries < ? AND pass.used_at IS NULL
		AND pass.expires_at > ?`, ms(t.now), contactID, hashCode(contactID, digits(clip(code, 100))), passTries, ms(t.now))
	if errors.Is(err, ErrNotFound) || err == nil && !pass.alive {
		return "", "", t.wrongCode(contactID)
	}
	if err != nil {
		return "", "", err
	}
	session, err = t.enter(pass, visit)
	return session, pass.next, err
}

// wrongCode counts a wrong code against every mail that it might have been of.
func (t *tx) wrongCode(contactID int64) error {
	if _, err := t.exec("UPDATE pass SET tries = tries + 1 WHERE purpose = 'sign-in' AND contact_id = ? AND used_at IS NULL AND expires_at > ?",
		contactID, ms(t.now)); err != nil {
		return err
	}
	return refuse("login.code_wrong")
}

// enter uses up every pass of the contact and starts the session.
func (t *tx) enter(pass signInPass, visit Visit) (session string, err error) {
	if _, err := t.exec("UPDATE pass SET used_at = ? WHERE purpose = 'sign-in' AND contact_id = ? AND used_at IS NULL", ms(t.now), pass.contactID); err != nil {
		return "", err
	}
	return t.welcome(pass.contactID, visit)
}

// FreshSignIn queues another sign-in mail for the contact to whom an ended link
// was sent. It says nothing of whether it did.
func (s *Store) FreshSignIn(ctx context.Context, token string, visit Visit) error {
	return s.countedWrite(ctx, "send a fresh sign-in", func(t *tx) error {
		pass, err := one(t.ctx, t, scanSignInPass, signInPasses+"token_hash = ?", ms(t.now), hashToken(clip(token, 100)))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		contact, err := t.enterableContact("contact.id = ?", pass.contactID)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := t.allowPortal("portal mail", contact.Email, mailsToAddress, visit); err != nil || contact.ID == 0 {
			return err
		}
		return t.queueSignIn(contact.ID, pass.next)
	})
}
