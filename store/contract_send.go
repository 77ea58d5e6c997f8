package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// ContractAsSent is a contract as its signers read it: what was sent as it was
// frozen, a draft as it would be if it were sent today. Fields of which nothing
// is known yet are left as they are written.
func (s *Store) ContractAsSent(ctx context.Context, by Staff, id int64, date DateWords) (Contract, error) {
	c, err := s.Contract(ctx, id)
	if err != nil || !c.IsDraft() {
		return c, err
	}
	_, err = s.agree(ctx, s.reader, &c, by, date)
	return c, err
}

// ContractLacks is the *Invalid that tells what a draft still lacks before it can
// be sent, with fields named as the editor names them; nil when it lacks nothing.
func (s *Store) ContractLacks(ctx context.Context, by Staff, id int64, date DateWords) error {
	c, err := s.Contract(ctx, id)
	if err != nil {
		return err
	}
	return s.contractLacks(ctx, s.reader, &c, by, date)
}

// contractLacks makes the document of a draft, and tells what it lacks.
func (s *Store) contractLacks(ctx context.Context, from querier, c *Contract, by Staff, date DateWords) error {
	var invalid Invalid
	invalid.required("title", c.Title, maxTitle)
	invalid.required("body", c.Body, markdownLimit)
	c.check(&invalid)
	if len(c.Contacts) == 0 {
		invalid.Add("contacts", Say("invalid.no_signers"))
	}
	if c.Countersign != "none" && c.StaffID == 0 {
		invalid.Add("staff", Say("invalid.choice"))
	}
	if c.SignBy != "" && c.SignBy < s.Today() {
		invalid.Add("sign_by", Say("invalid.date_past"))
	}
	if err := stillThere(ctx, from, c, &invalid); err != nil {
		return err
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	lacking, err := s.agree(ctx, from, c, by, date)
	if err != nil {
		return err
	}
	if len(lacking) > 0 {
		invalid.Add("body", Say("invalid.field_empty", "field", "{"+lacking[0]+"}"))
	}
	return invalid.OrNil()
}

// stillThere notes signers who have left since the draft was saved: the project, or
// the studio.
func stillThere(ctx context.Context, from querier, c *Contract, invalid *Invalid) error {
	for _, signer := range c.Signers {
		field, query, args := "contacts", `SELECT 1 FROM project_contact pc JOIN contact ON contact.id = pc.contact_id
			WHERE pc.contact_id = ? AND pc.project_id = ? AND contact.archived_at IS NULL`, []any{signer.ContactID, c.ProjectID}
		if signer.IsStudio() {
			field, query, args = "staff", "SELECT 1 FROM staff WHERE id = ? AND disabled_at IS NULL", []any{signer.StaffID}
		}
		_, err := one(ctx, from, value[int], query, args...)
		if err == ErrNotFound {
			invalid.Add(field, Say("invalid.signer_left", "name", signer.Name))
		} else if err != nil {
			return err
		}
	}
	return nil
}

// agree makes the document of a draft, as of today, and names the fields of which
// nothing is known. The number of one that has none yet is the one it would get.
func (s *Store) agree(ctx context.Context, from querier, c *Contract, by Staff, date DateWords) (lacking []string, err error) {
	studio := s.Studio()
	first := int64(0)
	if len(c.Contacts) > 0 {
		first = c.Contacts[0]
	}
	var shell Content
	if err := otherParty(ctx, from, c.ProjectID, first, &shell); err != nil {
		return nil, err
	}
	a := Agreement{Number: c.Number, Version: c.Version, Title: c.Title, TaxName: studio.TaxName, SignBy: c.SignBy, On: s.Today(), By: by.Name,
		From: studioParty(studio), To: shell.To, Project: shell.Project}
	if a.Locale, err = one(ctx, from, value[string], `SELECT coalesce(nullif(client.locale, ''), ?) FROM client WHERE id = ?`, studio.Locale, c.ClientID); err != nil {
		return nil, err
	}
	if a.Number == "" {
		if a.Number, err = s.nextInSeries(ctx, from, "contract", studio.ContractFormat); err != nil {
			return nil, err
		}
	}
	for _, signer := range c.Signers {
		v := Signatory{Name: signer.Name, Email: signer.Email, Turn: signer.Turn}
		if signer.IsStudio() {
			v.For = studio.Printed()
		}
		a.Signers = append(a.Signers, v)
	}
	facts, err := s.contractFacts(ctx, from, c.Figures, &a, date)
	if err != nil {
		return nil, err
	}
	text, lacking := facts.fill(c.Body)
	body, wrong := RenderMarkdown(text)
	if wrong != nil {
		return nil, &Invalid{Fields: map[string]Text{"body": *wrong}}
	}
	a.Body = body
	c.Content = a
	return lacking, nil
}

// SendContract freezes a draft, gives it its number, and asks those whose turn it
// is to sign, each in the words of the letter; the others are asked in the same
// words when their turn comes. A revision supersedes the version before it in the
// same step. The letter's Contacts are not looked at: the signers get it.
func (s *Store) SendContract(ctx context.Context, by Staff, id int64, letter Letter, date DateWords) (c Contract, err error) {
	if err := letter.CheckWords(); err != nil {
		return c, err
	}
	err = s.write(ctx, "send contract "+strconv.FormatInt(id, 10), func(t *tx) error {
		if c, err = t.contract(id); err != nil {
			return err
		}
		if err := contractLife.meets(c.state, sending, "refused.contract_sent"); err != nil {
			return err
		}
		if _, err := t.recipients(ModuleContracts, c.Contacts, c.ProjectID, 0); err != nil {
			return err
		}
		if err := t.freezeContract(&c, by, letter, date); err != nil {
			return err
		}
		if err := t.supersedeContract(&c, by); err != nil {
			return err
		}
		if c, err = t.contract(id); err != nil {
			return err
		}
		if err := t.note(deed{what: "contract sent", project: c.ProjectID, contract: id, staff: by.ID, detail: map[string]string{"to": c.who()}}); err != nil {
			return err
		}
		if err := t.askNext(&c, by); err != nil {
			return err
		}
		c, err = t.contract(id)
		return err
	})
	return c, err
}

// who are the names of a contract's signers of the client.
func (c *Contract) who() string {
	var names []string
	for _, s := range c.Signers {
		if !s.IsStudio() {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, ", ")
}

// freezeContract fixes the number, the text, the parties and the signers, and
// hashes the bytes.
func (t *tx) freezeContract(c *Contract, by Staff, l Letter, date DateWords) error {
	if c.Number == "" {
		number, err := t.nextFormatted("contract", t.store.Studio().ContractFormat)
		if err != nil {
			return err
		}
		c.Number = number
	}
	if err := t.store.contractLacks(t.ctx, t, c, by, date); err != nil {
		return err
	}
	kept, err := c.Content.encode()
	if err != nil {
		return err
	}
	for _, s := range c.Signers {
		if err := t.update("UPDATE signer SET name = ?, email = ? WHERE id = ?", s.Name, s.Email, s.ID); err != nil {
			return err
		}
	}
	c.Hash = hashHex([]byte(kept))
	return t.update(`UPDATE contract SET state = 'sent', number = ?, content = ?, content_hash = ?, subject = ?, letter = ?, sent_at = ?,
		updated_at = ? WHERE id = ?`, c.Number, kept, c.Hash, l.Subject, l.Body, ms(t.now), ms(t.now), c.ID)
}

// supersedeContract closes the version that this one revises.
func (t *tx) supersedeContract(c *Contract, by Staff) error {
	if c.RevisesID == 0 {
		return nil
	}
	old, err := t.contract(c.RevisesID)
	if err != nil {
		return err
	}
	if err := old.meets(replacing, t.store.Studio()); err != nil {
		return err
	}
	if err := t.update("UPDATE contract SET state = 'superseded', updated_at = ? WHERE id = ?", ms(t.now), old.ID); err != nil {
		return err
	}
	if _, err := t.record(Object{"contract", old.ID}, "superseded", map[string]string{"by": c.Hash}); err != nil {
		return err
	}
	return t.note(deed{what: "contract superseded", project: old.ProjectID, contract: old.ID, staff: by.ID})
}

// askNext asks those whose turn has come: a contact by the contract's letter, one
// of the studio by a word, unless they know because they do this themselves.
func (t *tx) askNext(c *Contract, by Staff) error {
	for _, s := range c.Next() {
		if !s.Asked.IsZero() {
			continue
		}
		if err := t.update("UPDATE signer SET asked_at = ? WHERE id = ?", ms(t.now), s.ID); err != nil {
			return err
		}
		if s.IsStudio() {
			if _, err := t.record(Object{"contract", c.ID}, "sent", map[string]string{"to": s.Email, "document": c.Hash, "by": c.Content.By}); err != nil {
				return err
			}
			if s.StaffID == by.ID {
				continue
			}
			if err := t.queue(letter{kind: "studio-contract-turn", staff: s.StaffID, project: c.ProjectID, contract: c.ID}); err != nil {
				return err
			}
			continue
		}
		l := Letter{Subject: c.Subject, Body: c.Letter}
		if err := t.mailContract(c, s, l, c.Content.By); err != nil {
			return err
		}
	}
	return nil
}

// mailContract queues the letter to a signer, at the address they have today, and
// tells of it in the chain.
func (t *tx) mailContract(c *Contract, s Signer, l Letter, by string) error {
	if err := t.queue(letter{kind: "contract", once: l.once(s.ContactID), contact: s.ContactID, subject: l.Subject, body: l.Body,
		project: c.ProjectID, contract: c.ID}); err != nil {
		return err
	}
	to, err := t.addressee(letter{contact: s.ContactID})
	if err != nil {
		return err
	}
	_, err = t.record(Object{"contract", c.ID}, "sent", map[string]string{"to": to.Email, "document": c.Hash, "by": by})
	return err
}

// ResendContract queues another letter to those of the chosen contacts whose turn
// it is to sign.
func (s *Store) ResendContract(ctx context.Context, by Staff, id int64, letter Letter) error {
	if err := letter.Check(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("resend contract %d", id), func(t *tx) error {
		c, err := t.contract(id)
		if err != nil {
			return err
		}
		if err := c.meets(reminding, t.store.Studio()); err != nil {
			return err
		}
		if _, err := t.recipients(ModuleContracts, letter.Contacts, c.ProjectID, 0); err != nil {
			return err
		}
		if sent, err := t.sentBefore(letter); sent || err != nil {
			return err
		}
		var to []string
		for _, contact := range letter.Contacts {
			signer := c.Signer(contact)
			if signer == nil || !signer.IsNext {
				return &Invalid{Fields: map[string]Text{"contacts": Say("invalid.choice")}}
			}
			if err := t.mailContract(&c, *signer, letter, by.Name); err != nil {
				return err
			}
			to = append(to, signer.Name)
		}
		return t.note(deed{what: "contract sent", project: c.ProjectID, contract: id, staff: by.ID, detail: map[string]string{"to": strings.Join(to, ", ")}})
	})
}

// WithdrawContract calls back a contract that is not signed by all; those who were
// asked are told.
func (s *Store) WithdrawContract(ctx context.Context, by Staff, id int64, reason string) error {
	var invalid Invalid
	invalid.atMost("reason", reason, 2000)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("withdraw contract %d", id), func(t *tx) error {
		c, err := t.contract(id)
		if err != nil {
			return err
		}
		if err := c.meets(withdrawing, t.store.Studio()); err != nil {
			return err
		}
		if err := t.update("UPDATE contract SET state = 'void', reason = ?, decided_at = ?, updated_at = ? WHERE id = ?",
			reason, ms(t.now), ms(t.now), id); err != nil {
			return err
		}
		if _, err := t.record(Object{"contract", id}, "withdrawn", map[string]string{"by": by.Name, "reason": reason, "document": c.Hash}); err != nil {
			return err
		}
		for _, signer := range c.Signers {
			if signer.IsStudio() || signer.Asked.IsZero() {
				continue
			}
			if err := t.queue(letter{kind: "contract-withdrawn", contact: signer.ContactID, project: c.ProjectID, contract: id}); err != nil {
				return err
			}
		}
		return t.note(deed{what: "contract withdrawn", project: c.ProjectID, contract: id, staff: by.ID})
	})
}
