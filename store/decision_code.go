package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// A code that a decision asks for is good for codeLife from when its mail leaves,
// and for passTries tries.
const codeLife = 15 * time.Minute

// Limits of such codes within triesTime, for one contact.
const (
	codesToContact = 5
	codeTries      = 12
)

// AsksForCode tells whether a decision asks for a code from an email.
func (p *Portal) AsksForCode() bool { return p.store.Studio().Links == LinksCode }

// WithCode is the same portal of one who has typed a code, to decide with.
func (p *Portal) WithCode(code string) *Portal {
	typed := *p
	typed.code = digits(clip(code, 100))
	return &typed
}

// SendCode queues a mail with a code, with which this contact decides on a quote or
// a contract that waits for them.
func (p *Portal) SendCode(ctx context.Context, o Object) error {
	if err := p.allows(o.Kind, o.ID); err != nil {
		return err
	}
	if !p.AsksForCode() {
		return ErrNotFound
	}
	if err := p.mayWrite(); err != nil {
		return err
	}
	return p.store.countedWrite(ctx, "send a code", func(t *tx) error {
		project, err := t.mayDecide(p, o)
		if err != nil {
			return err
		}
		if err := t.allow(fmt.Sprintf("codes to contact %d", p.Contact.ID), codesToContact, triesTime); err != nil {
			return err
		}
		return t.queue(letter{kind: "code", contact: p.Contact.ID, project: project, quote: o.as("quote"), contract: o.as("contract")})
	})
}

// mayDecide refuses what this contact cannot decide on now, and gives the project
// of what they can.
func (t *tx) mayDecide(p *Portal, o Object) (project int64, err error) {
	if o.Kind == "quote" {
		q, err := p.readQuote(t.ctx, t, o.ID)
		if err == nil {
			err = q.stillOpen(t.store.Studio())
		}
		return q.ProjectID, err
	}
	c, err := p.readContract(t.ctx, t, o.ID)
	if err == nil {
		err = c.mayDecide(c.Signer(p.Contact.ID), t.store.Studio())
	}
	return c.ProjectID, err
}

// MintCode makes the code of a mail that is about to leave. It is ErrNotFound when
// the mail is none, was ended, or its contact may not enter any more.
func (s *Store) MintCode(ctx context.Context, mailID int64) (code string, err error) {
	if code, err = newCode(); err != nil {
		return "", err
	}
	err = s.write(ctx, "make a code", func(t *tx) error {
		contact, err := t.enterableContact("contact.id = (SELECT contact_id FROM outbox WHERE id = ? AND kind = 'code' AND state <> 'cancelled')", mailID)
		if err != nil {
			return err
		}
		var quote, contract int64
		if err := scanOne(t, "SELECT quote_id, contract_id FROM outbox WHERE id = ?", []any{mailID}, optional{&quote}, optional{&contract}); err != nil {
			return err
		}
		o := Object{"quote", quote}
		if contract != 0 {
			o = Object{"contract", contract}
		}
		_, err = t.exec(`INSERT INTO pass (purpose, token_hash, code_hash, contact_id, quote_id, contract_id, created_at, expires_at)
			VALUES ('code', ?, ?, ?, ?, ?, ?, ?)`, hashToken(newToken()), hashDecisionCode(contact.ID, o, code), contact.ID, ref(quote), ref(contract),
			ms(t.now), ms(t.now.Add(codeLife)))
		return err
	})
	if err != nil {
		return "", err
	}
	return inTwo(code), nil
}

// hashDecisionCode is how such a code is kept and looked up.
func hashDecisionCode(contactID int64, o Object, code string) []byte {
	return hashToken("code of " + strconv.FormatInt(contactID, 10) + " for " + o.Kind + " " + strconv.FormatInt(o.ID, 10) + " " + code)
}

// codesFor is the condition of a contact's codes for a document that can still be
// used; its arguments are those of codesOf.
const codesFor = `purpose = 'code' AND contact_id = ? AND quote_id IS ? AND contract_id IS ? AND used_at IS NULL AND expires_at > ? AND tries < ?`

func (t *tx) codesOf(p *Portal, o Object) []any {
	return []any{p.Contact.ID, ref(o.as("quote")), ref(o.as("contract")), ms(t.now), passTries}
}

// sentAt is when the code that was typed was emailed; ErrNotFound for one that is
// not right.
func (t *tx) sentAt(p *Portal, o Object) (sent time.Time, err error) {
	return sent, scanOne(t, "SELECT created_at FROM pass WHERE "+codesFor+" AND code_hash = ?",
		append(t.codesOf(p, o), hashDecisionCode(p.Contact.ID, o, p.code)), at(&sent))
}

// knowsCode refuses a decision without the code that it asks for, and counts a wrong
// one, in a step of its own: the decision's transaction would take the count back.
func (p *Portal) knowsCode(ctx context.Context, o Object) error {
	if !p.AsksForCode() {
		return nil
	}
	return p.store.countedWrite(ctx, "check a code", func(t *tx) error {
		if _, err := t.mayDecide(p, o); err != nil {
			return err
		}
		if p.code == "" {
			return &Invalid{Fields: map[string]Text{"code": Say("invalid.code")}}
		}
		if err := t.allow(fmt.Sprintf("code of contact %d", p.Contact.ID), codeTries, triesTime); err != nil {
			return err
		}
		_, err := t.sentAt(p, o)
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		if _, err := t.exec("UPDATE pass SET tries = tries + 1 WHERE "+codesFor, t.codesOf(p, o)...); err != nil {
			return err
		}
		return &Invalid{Fields: map[string]Text{"code": Say("invalid.code_wrong")}}
	})
}

// useCode uses the code up, with the decision that it is for, and keeps in p when
// it was emailed.
func (t *tx) useCode(p *Portal, o Object) (err error) {
	if p.codeAt = (time.Time{}); !p.AsksForCode() {
		return nil
	}
	p.codeAt, err = t.sentAt(p, o)
	if errors.Is(err, ErrNotFound) {
		return &Invalid{Fields: map[string]Text{"code": Say("invalid.code_wrong")}}
	}
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE pass SET used_at = ? WHERE "+codesFor, append([]any{ms(t.now)}, t.codesOf(p, o)...)...)
	return err
}

// codeStamp is how evidence writes when a code was emailed; empty: none was asked for.
func codeStamp(sent time.Time) string {
	if sent.IsZero() {
		return ""
	}
	return sent.UTC().Format(time.RFC3339)
}
