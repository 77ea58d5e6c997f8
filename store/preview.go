package store

import "context"

// NotePreview notes in the history that one of the studio looks at a contact's
// portal. Nothing in it counts as viewed.
func (s *Store) NotePreview(ctx context.Context, by Staff, contactID int64) error {
	return s.write(ctx, "note a preview", func(t *tx) error {
		c, err := one(t.ctx, t, scanContact, `SELECT `+contactColumns+` FROM contact JOIN client ON client.id = contact.client_id
			WHERE contact.id = ?`, contactID)
		if err != nil {
			return err
		}
		return t.note(deed{what: "portal looked at", client: c.ClientID, staff: by.ID, detail: map[string]string{"name": c.Name}})
	})
}

// PreviewDraft opens the portal of whom a draft is for, with the draft in it
// as if it were sent today: read-only, for the studio to look at. It is
// ErrNotFound for what is no draft, and while nobody would get it.
func (s *Store) PreviewDraft(ctx context.Context, by Staff, quoteID int64) (*Portal, error) {
	q, err := s.QuoteAsSent(ctx, by, quoteID)
	if err != nil {
		return nil, err
	}
	if !q.IsDraft() {
		return nil, ErrNotFound
	}
	contact := q.ContactID
	if contact == 0 {
		people, err := s.ProjectContacts(ctx, q.ProjectID)
		if err != nil {
			return nil, err
		}
		if len(people) == 0 {
			return nil, ErrNotFound
		}
		contact = people[0].ID
	}
	p, err := s.PreviewPortal(ctx, by, contact)
	if err != nil {
		return nil, err
	}
	q.Status, q.Sent = "sent", s.Now()
	p.draft, p.Others = &q, nil // who is not written to has no draft to look at
	return p, nil
}
