package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anteroom/store/money"
)

// Client is a customer of the studio, a person or a company. Its people are
// its contacts.
type Client struct {
	ID            int64
	Name          string
	Address       string // lines
	Country       string // ISO 3166-1 alpha-2, or empty
	TaxNumber     string
	Locale        string // BCP 47; empty: the studio's
	Currency      string // ISO 4217, of new documents; empty: the studio's
	Notes         string // only the studio sees these
	PortalEnabled bool
	Reminders     bool        // its contacts may be reminded by the clock
	Permissions   Permissions // exceptions from those of all clients
	Created       time.Time
	Archived      time.Time // zero: not
}

// IsArchived tells whether the client has left the lists.
func (c Client) IsArchived() bool { return !c.Archived.IsZero() }

const clientColumns = `client.id, client.name, client.address, client.country, client.tax_number, client.locale, client.currency,
	client.notes, client.portal_enabled, client.reminders, client.permissions, client.created_at, client.archived_at`

func scanClient(row scanner, v *Client) error {
	var permissions string
	if err := row.Scan(&v.ID, &v.Name, &v.Address, &v.Country, &v.TaxNumber, &v.Locale, &v.Currency, &v.Notes,
		&v.PortalEnabled, &v.Reminders, &permissions, at(&v.Created), at(&v.Archived)); err != nil {
		return err
	}
	return v.Permissions.read(permissions)
}

// Client is one client, archived or not.
func (s *Store) Client(ctx context.Context, id int64) (Client, error) {
	return one(ctx, s.reader, scanClient, "SELECT "+clientColumns+" FROM client WHERE client.id = ?", id)
}

func (t *tx) client(id int64) (Client, error) {
	return one(t.ctx, t, scanClient, "SELECT "+clientColumns+" FROM client WHERE client.id = ?", id)
}

// liveClient is a client that may be worked for; an archived one is refused.
func (t *tx) liveClient(id int64) (Client, error) {
	c, err := t.client(id)
	if err == nil && c.IsArchived() {
		err = refuse("refused.client_archived", "name", c.Name)
	}
	return c, err
}

// ClientDetails is what the studio writes down about a client. Its fields are
// named as in Client, and as here in snake_case in *Invalid.
type ClientDetails struct {
	Name, Address, Country, TaxNumber string
	Locale, Currency, Notes           string
}

func (d ClientDetails) check(invalid *Invalid) {
	invalid.required("name", d.Name, 200)
	invalid.atMost("address", d.Address, 1000)
	invalid.atMost("tax_number", d.TaxNumber, 60)
	invalid.atMost("notes", d.Notes, 10_000)
	if _, known := CountryOf(d.Country); d.Country != "" && !known {
		invalid.Add("country", Say("invalid.choice"))
	}
	if d.Currency != "" && !money.Known(d.Currency) {
		invalid.Add("currency", Say("invalid.choice"))
	}
	invalid.locale("locale", d.Locale)
}

// locale notes what is neither empty nor a language that a page offers.
func (e *Invalid) locale(field, s string) {
	if s != "" && !IsLocale(s) {
		e.Add(field, Say("invalid.choice"))
	}
}

// AddClient makes a client together with its first contact, who is its main
// one. The contact's fields are "contact_name", "email" and "phone" in *Invalid.
func (s *Store) AddClient(ctx context.Context, by Staff, d ClientDetails, first ContactDetails) (c Client, err error) {
	var invalid Invalid
	d.check(&invalid)
	first.check(&invalid, "contact_name")
	if err := invalid.OrNil(); err != nil {
		return c, err
	}
	err = s.write(ctx, "add a client", func(t *tx) error {
		if err := t.emailIsFree(first.Email, 0); err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO client (name, address, country, tax_number, locale, currency, notes, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, d.Name, d.Address, d.Country, d.TaxNumber, d.Locale, d.Currency, d.Notes, ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		if _, err := t.insertContact(id, first, true); err != nil {
			return err
		}
		if err := t.note(deed{what: "client added", client: id, staff: by.ID, detail: map[string]string{"name": d.Name}}); err != nil {
			return err
		}
		c, err = t.client(id)
		return err
	})
	return c, err
}

// EditClient changes what is written down about a client. Documents that were
// sent or issued keep what they say.
func (s *Store) EditClient(ctx context.Context, by Staff, id int64, d ClientDetails) error {
	var invalid Invalid
	d.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("edit client %d", id), func(t *tx) error {
		if err := t.update(`UPDATE client SET name = ?, address = ?, country = ?, tax_number = ?, locale = ?, currency = ?, notes = ?,
			updated_at = ? WHERE id = ?`, d.Name, d.Address, d.Country, d.TaxNumber, d.Locale, d.Currency, d.Notes, ms(t.now), id); err != nil {
			return err
		}
		if err := t.indexClient(id); err != nil {
			return err
		}
		return t.note(deed{what: "client changed", client: id, staff: by.ID, detail: map[string]string{"name": d.Name}})
	})
}

// SetPortal opens or closes the portal of a client. Closing it ends, at once,
// every session, emailed link, invitation and sign-in mail of its contacts, and
// their passwords open nothing until it is opened again.
func (s *Store) SetPortal(ctx context.Context, by Staff, id int64, enabled bool) error {
	return s.write(ctx, fmt.Sprintf("switch the portal of client %d", id), func(t *tx) error {
		c, err := t.client(id)
		if err != nil || c.PortalEnabled == enabled {
			return err
		}
		if err := t.update("UPDATE client SET portal_enabled = ?, updated_at = ? WHERE id = ?", enabled, ms(t.now), id); err != nil {
			return err
		}
		what := "portal enabled"
		if !enabled {
			what = "portal disabled"
			if err := t.shutOut(contactsOfClient, id); err != nil {
				return err
			}
		}
		return t.note(deed{what: what, client: id, staff: by.ID, detail: map[string]string{"name": c.Name}})
	})
}

// ArchiveClient takes a client and its projects out of every list and closes
// its portal. Nothing is deleted.
func (s *Store) ArchiveClient(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, fmt.Sprintf("archive client %d", id), func(t *tx) error {
		c, err := t.client(id)
		if err != nil || c.IsArchived() {
			return err
		}
		if err := t.update("UPDATE client SET archived_at = ?, updated_at = ? WHERE id = ?", ms(t.now), ms(t.now), id); err != nil {
			return err
		}
		if _, err := t.change("UPDATE project SET status = 'archived', updated_at = ? WHERE client_id = ? AND status <> 'archived'",
			ms(t.now), id); err != nil {
			return err
		}
		if err := t.withhold(contactsOfClient, id); err != nil {
			return err
		}
		return t.note(deed{what: "client archived", client: id, staff: by.ID, detail: map[string]string{"name": c.Name}})
	})
}

// RestoreClient brings an archived client back. Its projects stay archived
// until they are opened again, one by one.
func (s *Store) RestoreClient(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, fmt.Sprintf("restore client %d", id), func(t *tx) error {
		c, err := t.client(id)
		if err != nil || !c.IsArchived() {
			return err
		}
		if err := t.update("UPDATE client SET archived_at = NULL, updated_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		return t.note(deed{what: "client restored", client: id, staff: by.ID, detail: map[string]string{"name": c.Name}})
	})
}

// Whose ways in are meant: a query of contacts' ids with one argument.
const (
	contactsOfClient = "SELECT id FROM contact WHERE client_id = ?"
	oneContact       = "SELECT id FROM contact WHERE id = ?"
)

// shutOut ends at once every way in of some contacts: sessions, emailed links,
// one-time links and codes, and the mails that would bring more of them.
func (t *tx) shutOut(contacts string, id int64) error {
	_, sessions := t.exec("DELETE FROM session WHERE contact_id IN ("+contacts+")", id)
	_, links := t.exec("UPDATE link SET revoked_at = ? WHERE revoked_at IS NULL AND contact_id IN ("+contacts+")", ms(t.now), id)
	return errors.Join(sessions, links, t.endPasses(contacts, id))
}

// endPasses ends the one-time links and codes of some contacts, those too that
// have not left yet.
func (t *tx) endPasses(contacts string, id int64) error {
	_, passes := t.exec("UPDATE pass SET used_at = ? WHERE used_at IS NULL AND contact_id IN ("+contacts+")", ms(t.now), id)
	_, mails := t.exec("UPDATE outbox SET state = 'cancelled' WHERE state IN ("+unsent+") AND kind IN ("+secretKinds+") AND contact_id IN ("+contacts+")", id)
	return errors.Join(passes, mails)
}

// withhold shuts some contacts out and stops every mail to them that has not
// left yet.
func (t *tx) withhold(contacts string, id int64) error {
	if err := t.shutOut(contacts, id); err != nil {
		return err
	}
	_, err := t.exec("UPDATE outbox SET state = 'cancelled' WHERE state IN ("+unsent+") AND contact_id IN ("+contacts+")", id)
	return err
}
