package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Contact is a person at a client, with an email address and a portal.
type Contact struct {
	ID        int64
	ClientID  int64
	Client    string // the client's name
	Name      string
	Email     string
	Phone     string
	Locale    string // BCP 47; the client's or the studio's when the contact chose none
	OwnLocale string // the contact's own choice; empty: none
	Scheme    string // 'light' or 'dark', the contact's own choice; empty: as the device is
	IsMain    bool
	LastSeen  time.Time // zero: never
	Archived  time.Time // zero: not

	exceptions string // the client's permissions, as their column has them
}

// IsArchived tells whether the contact has left the client.
func (c Contact) IsArchived() bool { return !c.Archived.IsZero() }

// contactColumns go with: contact JOIN client ON client.id = contact.client_id, studio.
const contactColumns = `contact.id, contact.client_id, client.name, contact.name, contact.email, contact.phone,
	coalesce(nullif(contact.locale, ''), nullif(client.locale, ''), (SELECT locale FROM studio)), contact.locale,
	contact.scheme, contact.is_main, contact.last_seen_at, contact.archived_at, client.permissions`

const contactTables = "contact JOIN client ON client.id = contact.client_id"

// columns are where contactColumns are read into.
func (c *Contact) columns() []any {
	return []any{&c.ID, &c.ClientID, &c.Client, &c.Name, &c.Email, &c.Phone, &c.Locale, &c.OwnLocale, &c.Scheme, &c.IsMain,
		at(&c.LastSeen), at(&c.Archived), &c.exceptions}
}

func scanContact(row scanner, v *Contact) error { return row.Scan(v.columns()...) }

// Contacts are a client's people, the main one first and those who left last.
func (s *Store) Contacts(ctx context.Context, clientID int64) ([]Contact, error) {
	return all(ctx, s.reader, scanContact, "SELECT "+contactColumns+" FROM "+contactTables+` WHERE contact.client_id = ?
		ORDER BY contact.archived_at IS NOT NULL, contact.is_main DESC, contact.name COLLATE NOCASE, contact.id`, clientID)
}

// ContactOf is one contact of a client; someone else's is ErrNotFound.
func (s *Store) ContactOf(ctx context.Context, clientID, id int64) (Contact, error) {
	return contactOf(ctx, s.reader, clientID, id)
}

func contactOf(ctx context.Context, q querier, clientID, id int64) (Contact, error) {
	return one(ctx, q, scanContact, "SELECT "+contactColumns+" FROM "+contactTables+
		" WHERE contact.client_id = ? AND contact.id = ?", clientID, id)
}

// ContactDetails is what the studio writes down about a contact.
type ContactDetails struct {
	Name, Email, Phone string
	Locale             string // empty: the client's
}

// check names the field of the contact's own name as the form has it.
func (d ContactDetails) check(invalid *Invalid, nameField string) {
	invalid.required(nameField, d.Name, 200)
	invalid.email("email", d.Email)
	invalid.atMost("email", d.Email, 254)
	invalid.atMost("phone", d.Phone, 60)
	invalid.locale("contact_locale", d.Locale)
}

// AddContact adds a person to a client. The first one is the main contact.
func (s *Store) AddContact(ctx context.Context, by Staff, clientID int64, d ContactDetails) (c Contact, err error) {
	var invalid Invalid
	d.check(&invalid, "name")
	if err := invalid.OrNil(); err != nil {
		return c, err
	}
	err = s.write(ctx, fmt.Sprintf("add a contact to client %d", clientID), func(t *tx) error {
		if _, err := t.liveClient(clientID); err != nil {
			return err
		}
		if err := t.emailIsFree(d.Email, 0); err != nil {
			return err
		}
		others, err := t.liveContacts(clientID)
		if err != nil {
			return err
		}
		id, err := t.insertContact(clientID, d, len(others) == 0)
		if err != nil {
			return err
		}
		if c, err = contactOf(t.ctx, t, clientID, id); err != nil {
			return err
		}
		return t.noteContact("contact added", by, c)
	})
	return c, err
}

// EditContact changes a contact. With another email address, whoever reads the
// old one is shut out: sessions, links, passes and the password end, and mails
// that have not left yet go to the new address.
func (s *Store) EditContact(ctx context.Context, by Staff, clientID, id int64, d ContactDetails) error {
	var invalid Invalid
	d.check(&invalid, "name")
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("edit contact %d", id), func(t *tx) error {
		c, err := contactOf(t.ctx, t, clientID, id)
		if err != nil {
			return err
		}
		if !c.IsArchived() {
			if err := t.emailIsFree(d.Email, id); err != nil {
				return err
			}
		}
		if err := t.update("UPDATE contact SET name = ?, email = ?, phone = ?, locale = ?, updated_at = ? WHERE id = ?",
			d.Name, d.Email, d.Phone, d.Locale, ms(t.now), id); err != nil {
			return err
		}
		what := "contact changed"
		if c.Email != d.Email {
			what = "contact email changed"
			if err := t.readdress(id, d); err != nil {
				return err
			}
		}
		if err := t.indexClient(clientID); err != nil {
			return err
		}
		c.Name = d.Name
		return t.noteContact(what, by, c)
	})
}

// readdress shuts the old address out and turns waiting mails to the new one.
func (t *tx) readdress(id int64, d ContactDetails) error {
	if err := t.shutOut(oneContact, id); err != nil {
		return err
	}
	if err := t.update("UPDATE contact SET password_hash = '' WHERE id = ?", id); err != nil {
		return err
	}
	_, err := t.exec("UPDATE outbox SET to_email = ?, to_name = ? WHERE contact_id = ? AND state IN ("+unsent+")", d.Email, d.Name, id)
	return err
}

// MakeMain makes a contact the client's main one.
func (s *Store) MakeMain(ctx context.Context, by Staff, clientID, id int64) error {
	return s.write(ctx, fmt.Sprintf("make contact %d the main one", id), func(t *tx) error {
		c, err := contactOf(t.ctx, t, clientID, id)
		if err != nil {
			return err
		}
		if c.IsArchived() {
			return ErrNotFound
		}
		if c.IsMain {
			return nil
		}
		if err := t.setMain(clientID, id); err != nil {
			return err
		}
		return t.noteContact("contact made main", by, c)
	})
}

// ArchiveContact takes a contact out of the client's people and shuts them
// out. The last one stays; when the main one goes, the next takes their place.
func (s *Store) ArchiveContact(ctx context.Context, by Staff, clientID, id int64) error {
	return s.write(ctx, fmt.Sprintf("archive contact %d", id), func(t *tx) error {
		c, err := contactOf(t.ctx, t, clientID, id)
		if err != nil || c.IsArchived() {
			return err
		}
		live, err := t.liveContacts(clientID)
		if err != nil {
			return err
		}
		if len(live) == 1 {
			return refuse("refused.last_contact", "name", c.Name)
		}
		if err := t.update("UPDATE contact SET archived_at = ?, is_main = 0, updated_at = ? WHERE id = ?", ms(t.now), ms(t.now), id); err != nil {
			return err
		}
		if c.IsMain {
			if err := t.setMain(clientID, firstBut(live, id)); err != nil {
				return err
			}
		}
		if err := t.withhold(oneContact, id); err != nil {
			return err
		}
		if err := t.indexClient(clientID); err != nil {
			return err
		}
		return t.noteContact("contact archived", by, c)
	})
}

// RestoreContact brings an archived contact back, unless someone else has the
// address by now.
func (s *Store) RestoreContact(ctx context.Context, by Staff, clientID, id int64) error {
	return s.write(ctx, fmt.Sprintf("restore contact %d", id), func(t *tx) error {
		c, err := contactOf(t.ctx, t, clientID, id)
		if err != nil || !c.IsArchived() {
			return err
		}
		if err := t.emailIsFree(c.Email, id); err != nil {
			var taken *Invalid
			if errors.As(err, &taken) {
				return &Refused{Why: taken.Fields["email"]}
			}
			return err
		}
		if err := t.update("UPDATE contact SET archived_at = NULL, updated_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		if err := t.indexClient(clientID); err != nil {
			return err
		}
		return t.noteContact("contact restored", by, c)
	})
}

// emailIsFree notes, at the field "email", who else has an address already.
// Contact but may have it: it is their own.
func (t *tx) emailIsFree(email string, but int64) error {
	c, err := one(t.ctx, t, scanContact, "SELECT "+contactColumns+" FROM "+contactTables+
		" WHERE contact.email = ? AND contact.archived_at IS NULL AND contact.id <> ?", email, but)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	var invalid Invalid
	if strings.EqualFold(c.Name, c.Client) {
		invalid.Add("email", Say("invalid.contact_has_email", "name", c.Name))
	} else {
		invalid.Add("email", Say("invalid.contact_has_email_at", "name", c.Name, "client", c.Client))
	}
	return &invalid
}

func (t *tx) liveContacts(clientID int64) ([]int64, error) {
	return all(t.ctx, t, value[int64], "SELECT id FROM contact WHERE client_id = ? AND archived_at IS NULL ORDER BY id", clientID)
}

func firstBut(ids []int64, but int64) int64 {
	for _, id := range ids {
		if id != but {
			return id
		}
	}
	return 0
}

// setMain takes the mark from whoever has it: a client has one main contact.
func (t *tx) setMain(clientID, id int64) error {
	if _, err := t.change("UPDATE contact SET is_main = 0 WHERE client_id = ? AND is_main = 1", clientID); err != nil {
		return err
	}
	return t.update("UPDATE contact SET is_main = 1, updated_at = ? WHERE id = ? AND client_id = ?", ms(t.now), id, clientID)
}

func (t *tx) insertContact(clientID int64, d ContactDetails, isMain bool) (int64, error) {
	id, err := t.insert(`INSERT INTO contact (client_id, name, email, phone, locale, is_main, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, clientID, d.Name, d.Email, d.Phone, d.Locale, isMain, ms(t.now), ms(t.now))
	if err != nil {
		return 0, err
	}
	return id, t.indexClient(clientID)
}

func (t *tx) noteContact(what string, by Staff, c Contact) error {
	return t.note(deed{what: what, client: c.ClientID, staff: by.ID, detail: map[string]string{"name": c.Name}})
}
