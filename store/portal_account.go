package store

import (
	"context"
	"slices"
	"strings"
)

// OwnDetails is what contacts change about themselves. The email address is not
// among them: it is their key, which only the studio changes.
type OwnDetails struct {
	Name, Phone string
	Address     string // of the client; only its main contact changes it
}

// Address is the client's, on its invoices to come.
func (p *Portal) Address(ctx context.Context) (string, error) {
	if err := p.whole(); err != nil {
		return "", err
	}
	return one(ctx, p.store.reader, value[string], "SELECT address FROM client WHERE id = ?", p.Contact.ClientID)
}

// SaveDetails changes the contact's own details; the studio sees them at once.
// Documents that were sent keep what they say.
func (p *Portal) SaveDetails(ctx context.Context, d OwnDetails) error {
	if err := p.mayChange(); err != nil {
		return err
	}
	var invalid Invalid
	invalid.required("name", d.Name, 200)
	invalid.atMost("phone", d.Phone, 60)
	invalid.atMost("address", d.Address, 1000)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return p.store.write(ctx, "save a contact's own details", func(t *tx) error {
		before, err := contactOf(t.ctx, t, p.Contact.ClientID, p.Contact.ID)
		if err != nil {
			return err
		}
		changed, err := t.saveDetails(before, d)
		if err != nil || len(changed) == 0 {
			return err
		}
		return t.note(deed{what: "details changed", client: before.ClientID, contact: before.ID, detail: map[string]string{"fields": strings.Join(changed, " ")}})
	})
}

// saveDetails writes what differs, and names it.
func (t *tx) saveDetails(before Contact, d OwnDetails) (changed []string, err error) {
	if before.Name != d.Name {
		changed = append(changed, "name")
	}
	if before.Phone != d.Phone {
		changed = append(changed, "phone")
	}
	if len(changed) > 0 {
		if err := t.update("UPDATE contact SET name = ?, phone = ?, updated_at = ? WHERE id = ?", d.Name, d.Phone, ms(t.now), before.ID); err != nil {
			return nil, err
		}
		if err := t.indexClient(before.ClientID); err != nil {
			return nil, err
		}
	}
	if !before.IsMain {
		return changed, nil
	}
	n, err := t.change("UPDATE client SET address = ?, updated_at = ? WHERE id = ? AND address <> ?", d.Address, ms(t.now), before.ClientID, d.Address)
	if n > 0 {
		changed = append(changed, "address")
	}
	return changed, err
}

// SaveReading changes in which language the contact reads, and whether pages are
// 'light', 'dark' or, empty, as the device is.
func (p *Portal) SaveReading(ctx context.Context, locale, scheme string) error {
	if err := p.mayChange(); err != nil {
		return err
	}
	var invalid Invalid
	invalid.locale("locale", locale)
	if !slices.Contains([]string{"", "light", "dark"}, scheme) {
		invalid.Add("scheme", Say("invalid.choice"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return p.store.write(ctx, "save how a contact reads", func(t *tx) error {
		return t.update("UPDATE contact SET locale = ?, scheme = ?, updated_at = ? WHERE id = ?", locale, scheme, ms(t.now), p.Contact.ID)
	})
}

// mayChange refuses what only a contact who is signed in does.
func (p *Portal) mayChange() error {
	if err := p.whole(); err != nil {
		return err
	}
	return p.mayWrite()
}

// Sessions are the browsers in which the contact is signed in, the last seen
// first.
func (p *Portal) Sessions(ctx context.Context) ([]Session, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	now := p.store.Now()
	return all(ctx, p.store.reader, scanSession, "SELECT "+sessionColumns+` FROM session
		WHERE contact_id = ? AND expires_at > ? AND seen_at > ? ORDER BY seen_at DESC, id DESC`, p.Contact.ID, ms(now), ms(now.Add(-idleLimit)))
}

// EndSession signs one browser of this contact out.
func (p *Portal) EndSession(ctx context.Context, id int64) error {
	if err := p.mayChange(); err != nil {
		return err
	}
	return p.store.write(ctx, "end a contact's session", func(t *tx) error {
		return t.update("DELETE FROM session WHERE id = ? AND contact_id = ?", id, p.Contact.ID)
	})
}

// EndSessions signs the contact out everywhere, and ends every mail that would
// let somebody in. Links to documents stay: they open one thing, and were sent.
func (p *Portal) EndSessions(ctx context.Context) error {
	if err := p.mayChange(); err != nil {
		return err
	}
	return p.store.write(ctx, "end a contact's sessions", func(t *tx) error {
		if _, err := t.exec("DELETE FROM pass WHERE used_at IS NULL AND contact_id = ?", p.Contact.ID); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM session WHERE contact_id = ?", p.Contact.ID)
		return err
	})
}
