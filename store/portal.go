package store

import (
	"context"
	"time"
)

// Portal is the accessor of one contact, and the only road from a client's
// request to the data. Each of its methods sees what is addressed to this
// contact, or to everyone on a project that this contact is on; anything else
// is ErrNotFound.
//
// A Portal reached through an emailed link opens one document and nothing else.
type Portal struct {
	Contact  Contact
	ReadOnly bool      // 'View as Client': writing methods refuse
	Via      Via       // how the contact came in, for evidence
	Only     Object    // the one document, for an emailed link; else the zero Object
	Others   []Contact // on the same projects; for the studio, in a preview

	store  *Store
	may    Permissions
	code   string         // typed with a decision; see WithCode
	codeAt time.Time      // when it was emailed, once it was used
	draft  *Quote         // shown as if it were sent; see PreviewDraft
	bill   *Invoice       // shown as if it were issued; see PreviewInvoice
	pact   *Contract      // shown as if it were sent; see PreviewContract
	asks   *Questionnaire // likewise; see PreviewQuestionnaire
}

// Via is a way in.
type Via string

// The ways in.
const (
	ViaLink    Via = "link"    // the link of an email
	ViaSession Via = "session" // signed in to the portal
	ViaPreview Via = "preview" // the owner, looking
	ViaStudio  Via = "studio"  // one of the studio, signed in to it
)

// Object names one document.
type Object struct {
	Kind string // 'quote', 'invoice', 'file', 'contract', 'questionnaire', 'share', 'request', 'gallery'
	ID   int64
}

// enterable is the condition under which a contact may come in at all.
const enterable = `contact.archived_at IS NULL AND client.archived_at IS NULL AND client.portal_enabled = 1`

// PortalOfContact opens the whole portal of a contact who is signed in.
func (s *Store) PortalOfContact(ctx context.Context, contactID int64) (*Portal, error) {
	contact, err := one(ctx, s.reader, scanContact, `SELECT `+contactColumns+` FROM contact
		JOIN client ON client.id = contact.client_id WHERE contact.id = ? AND `+enterable, contactID)
	if err != nil {
		return nil, err
	}
	return s.portal(Portal{Contact: contact, Via: ViaSession})
}

// portal opens a portal with what its contact may see.
func (s *Store) portal(p Portal) (*Portal, error) {
	var exceptions Permissions
	if err := exceptions.read(p.Contact.exceptions); err != nil {
		return nil, err
	}
	p.store, p.may = s, s.Studio().Permissions.with(exceptions)
	return &p, nil
}

// PreviewPortal opens a contact's portal for the studio to look at: exact, and
// read-only.
func (s *Store) PreviewPortal(ctx context.Context, _ Staff, contactID int64) (*Portal, error) {
	contact, err := one(ctx, s.reader, scanContact, `SELECT `+contactColumns+` FROM contact
		JOIN client ON client.id = contact.client_id WHERE contact.id = ?`, contactID)
	if err != nil {
		return nil, err
	}
	others, err := all(ctx, s.reader, scanContact, `SELECT `+contactColumns+` FROM contact JOIN client ON client.id = contact.client_id
		WHERE contact.id <> ?1 AND contact.archived_at IS NULL AND EXISTS (SELECT 1 FROM project_contact mine
			JOIN project_contact theirs ON theirs.project_id = mine.project_id JOIN project ON project.id = mine.project_id
			WHERE mine.contact_id = ?1 AND theirs.contact_id = contact.id AND project.status <> 'archived')
		ORDER BY contact.name COLLATE NOCASE LIMIT ?2`, contactID, maxOthers)
	if err != nil {
		return nil, err
	}
	return s.portal(Portal{Contact: contact, Via: ViaPreview, ReadOnly: true, Others: others})
}

// maxOthers is how many of those on the same projects a preview names.
const maxOthers = 4

// Studio is the studio whose portal this is.
func (p *Portal) Studio() *Studio { return p.store.Studio() }

// Now is the present instant, in the studio's zone.
func (p *Portal) Now() time.Time { return p.store.Now().In(p.Studio().Zone()) }

// Today is the date on the studio's wall.
func (p *Portal) Today() Date { return p.store.Today() }

// Sees tells whether a module is on for this contact.
func (p *Portal) Sees(m Module) bool { return p.may.On(m) }

// allows tells whether this way in leads to the object.
func (p *Portal) allows(kind string, id int64) error {
	if p.Only != (Object{}) && p.Only != (Object{kind, id}) {
		return ErrNotFound
	}
	return p.Open(moduleOf[kind])
}

// Open is ErrNotFound for a module that is off: its pages are not there.
func (p *Portal) Open(m Module) error {
	if !p.Sees(m) {
		return ErrNotFound
	}
	return nil
}

// lists tells whether a list of a module's things is to be read: a signed-in
// contact sees an empty one while the module is off.
func (p *Portal) lists(m Module) (bool, error) {
	if err := p.whole(); err != nil {
		return false, err
	}
	return p.Sees(m), nil
}

// whole refuses what only a signed-in contact may see.
func (p *Portal) whole() error {
	if p.Only != (Object{}) {
		return ErrNotFound
	}
	return nil
}

// mayWrite refuses every change by one who only looks.
func (p *Portal) mayWrite() error {
	if p.ReadOnly {
		return refuse("refused.read_only")
	}
	return nil
}

// onProject is the condition that a row's project has this contact on it and
// is not archived; its one argument is the contact's id.
const onProject = `EXISTS (SELECT 1 FROM project_contact pc JOIN project pr ON pr.id = pc.project_id
	WHERE pc.project_id = %s.project_id AND pc.contact_id = ? AND pr.status <> 'archived')`
