package store

import "time"

// Contact is a person at a client, with an email address and a portal.
type Contact struct {
	ID       int64
	ClientID int64
	Client   string // the client's name
	Name     string
	Email    string
	Phone    string
	Locale   string // BCP 47; the client's or the studio's when the contact chose none
	IsMain   bool
	LastSeen time.Time // zero: never
}

// contactColumns go with: contact JOIN client ON client.id = contact.client_id, studio.
const contactColumns = `contact.id, contact.client_id, client.name, contact.name, contact.email, contact.phone,
	coalesce(nullif(contact.locale, ''), nullif(client.locale, ''), (SELECT locale FROM studio)),
	contact.is_main, contact.last_seen_at`

func scanContact(row scanner, v *Contact) error {
	return row.Scan(&v.ID, &v.ClientID, &v.Client, &v.Name, &v.Email, &v.Phone, &v.Locale, &v.IsMain, at(&v.LastSeen))
}
