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
	p, err := s.previewFor(ctx, by, ModuleQuotes, q.ProjectID, q.ContactID)
	if err != nil {
		return nil, err
	}
	q.Status, q.Sent = "sent", s.Now()
	p.draft, p.Others = &q, nil // who is not written to has no draft to look at
	return p, nil
}

// PreviewInvoice likewise opens the portal of whom the draft of an invoice is for.
func (s *Store) PreviewInvoice(ctx context.Context, by Staff, id int64) (*Portal, error) {
	i, err := s.InvoiceAsIssued(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if !i.IsDraft() {
		return nil, ErrNotFound
	}
	p, err := s.previewFor(ctx, by, ModuleInvoices, i.ProjectID, i.ContactID)
	if err != nil {
		return nil, err
	}
	i.state, i.Status, i.IssuedOn = "issued", "sent", s.Today()
	p.bill, p.Others = &i, nil
	return p, nil
}

// PreviewContract likewise opens the portal of the first who is to sign the draft
// of a contract.
func (s *Store) PreviewContract(ctx context.Context, by Staff, id int64, date DateWords) (*Portal, error) {
	c, err := s.ContractAsSent(ctx, by, id, date)
	if err != nil {
		return nil, err
	}
	if !c.IsDraft() || len(c.Contacts) == 0 {
		return nil, ErrNotFound
	}
	p, err := s.previewModule(ctx, by, ModuleContracts, c.Contacts[0])
	if err != nil {
		return nil, err
	}
	c.state, c.Sent, c.Number = "sent", s.Now(), c.Content.Number
	c.settle()
	for i := range c.Signers {
		if c.Signers[i].IsNext {
			c.Signers[i].Asked = s.Now()
		}
	}
	p.pact, p.Others = &c, nil
	return p, nil
}

// PreviewQuestionnaire likewise opens the portal of whom the draft of a
// questionnaire is for.
func (s *Store) PreviewQuestionnaire(ctx context.Context, by Staff, id int64) (*Portal, error) {
	q, err := s.Questionnaire(ctx, id)
	if err != nil {
		return nil, err
	}
	if !q.IsDraft() || q.ContactID == 0 {
		return nil, ErrNotFound
	}
	p, err := s.previewModule(ctx, by, ModuleQuestionnaires, q.ContactID)
	if err != nil {
		return nil, err
	}
	q.state, q.Status, q.Sent = "sent", "sent", s.Now()
	p.asks, p.Others = &q, nil
	return p, nil
}

// previewFor is the portal of the contact that a document is for, or of the
// first of its project; ErrNotFound while there is none.
func (s *Store) previewFor(ctx context.Context, by Staff, m Module, projectID, contactID int64) (*Portal, error) {
	if contactID == 0 {
		people, err := s.ProjectContacts(ctx, projectID)
		if err != nil {
			return nil, err
		}
		if len(people) == 0 {
			return nil, ErrNotFound
		}
		contactID = people[0].ID
	}
	return s.previewModule(ctx, by, m, contactID)
}

// previewModule is the portal of a contact who has a module; else it is refused,
// as sending would be.
func (s *Store) previewModule(ctx context.Context, by Staff, m Module, contactID int64) (*Portal, error) {
	p, err := s.PreviewPortal(ctx, by, contactID)
	if err == nil && !p.Sees(m) {
		err = refuse(moduleOff[m])
	}
	return p, err
}
