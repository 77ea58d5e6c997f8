package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// Contract is a text that one or several people sign: contacts of a project,
// and one of the studio if the contract asks for that.
type Contract struct {
	ID           int64
	ProjectID    int64
	Number       string // empty: not sent yet
	Version      int
	RevisesID    int64
	SupersededBy int64 // the revision that was sent instead
	// As shown: 'draft', 'sent', 'viewed', 'partly-signed', 'signed', 'declined',
	// 'withdrawn', 'superseded'.
	Status string
	ContractDraft
	Content  Agreement // as it was sent; of a draft empty, see [Store.ContractAsSent]
	Hash     string    // SHA-256 of the frozen content
	Edits    int       // counts the saves of a draft
	Subject  string    // of the email with which each signer is asked
	Letter   string    // and its words
	Sent     time.Time
	Decided  time.Time // completed, declined or withdrawn
	Reason   string    // of the refusal or the withdrawal
	Updated  time.Time
	Archived time.Time
	Signers  []Signer // in the order of their turns

	ProjectNo int64
	Project   string
	ClientID  int64
	Client    string

	state string // as stored
}

// Agreement is a contract as a document: one value, kept as JSON, whose bytes are
// frozen and hashed when it is sent. Pages and PDFs are made from them alone.
type Agreement struct {
	V       int         `json:"v"` // of this layout, 1
	Number  string      `json:"number"`
	Version int         `json:"version"`
	Title   string      `json:"title"`
	Locale  string      `json:"locale"`
	TaxName string      `json:"tax_name"`
	Body    Markdown    `json:"body"` // its merge fields filled in
	SignBy  Date        `json:"sign_by,omitempty"`
	On      Date        `json:"on"` // the day it was sent, on the studio's wall
	By      string      `json:"by"` // who of the studio sent it
	From    Party       `json:"from"`
	To      Party       `json:"to"`
	Project ProjectFact `json:"project"`
	Signers []Signatory `json:"signers"`
}

// Signatory is a signer as the document names them.
type Signatory struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	For   string `json:"for,omitempty"` // the studio, of one who signs for it
	Turn  int    `json:"turn"`          // all with a lower one sign before
}

// Signer is one who is to sign a contract, and how far they have come.
type Signer struct {
	ID        int64
	ContactID int64 // one of the client; 0:
	StaffID   int64 // one of the studio
	Turn      int
	Name      string
	Email     string
	Asked     time.Time
	Viewed    time.Time
	Signed    time.Time
	IsNext    bool // may sign now
}

// IsStudio tells whether this one signs for the studio.
func (s Signer) IsStudio() bool { return s.StaffID != 0 }

// IsDraft tells whether it may be edited.
func (c *Contract) IsDraft() bool { return c.state == "draft" }

// IsOpen tells whether signatures are awaited.
func (c *Contract) IsOpen() bool { return c.state == "sent" }

// IsComplete tells whether all have signed.
func (c *Contract) IsComplete() bool { return c.state == "completed" }

// SignedCount is how many have signed.
func (c *Contract) SignedCount() (n int) {
	for _, s := range c.Signers {
		if !s.Signed.IsZero() {
			n++
		}
	}
	return n
}

// Next are those whose turn it is.
func (c *Contract) Next() (next []Signer) {
	for _, s := range c.Signers {
		if s.IsNext {
			next = append(next, s)
		}
	}
	return next
}

// Signer is the place of a contact among the signers, or nil.
func (c *Contract) Signer(contactID int64) *Signer {
	if i := slices.IndexFunc(c.Signers, func(s Signer) bool { return s.ContactID == contactID && contactID != 0 }); i >= 0 {
		return &c.Signers[i]
	}
	return nil
}

// Studio is the one who signs for the studio, or nil.
func (c *Contract) Studio() *Signer {
	if i := slices.IndexFunc(c.Signers, Signer.IsStudio); i >= 0 {
		return &c.Signers[i]
	}
	return nil
}

const contractColumns = `contract.id, contract.project_id, contract.quote_id, contract.invoice_id, contract.number, contract.version,
	contract.revises_id, (SELECT id FROM contract r WHERE r.revises_id = contract.id AND r.state <> 'draft'), contract.state, contract.title,
	contract.in_order, contract.countersign, contract.staff_id, contract.sign_by_on, contract.content_hash, contract.edits, contract.sent_at,
	contract.decided_at, contract.reason, contract.updated_at, contract.archived_at, project.number, project.name, client.id, client.name,
	(SELECT json_group_array(json_array(v.id, coalesce(v.contact_id, 0), coalesce(v.staff_id, 0), v.turn,
		coalesce(nullif(v.name, ''), contact.name, staff.name), coalesce(nullif(v.email, ''), contact.email, staff.email),
		coalesce(v.asked_at, 0), coalesce(v.viewed_at, 0), coalesce(v.signed_at, 0)) ORDER BY v.turn, v.id)
		FROM signer v LEFT JOIN contact ON contact.id = v.contact_id LEFT JOIN staff ON staff.id = v.staff_id WHERE v.contract_id = contract.id)`

const contractTables = `contract JOIN project ON project.id = contract.project_id JOIN client ON client.id = project.client_id`

func scanContractRow(row scanner, v *Contract, more ...any) error {
	var quote, invoice int64
	var signers string
	if err := row.Scan(append([]any{&v.ID, &v.ProjectID, optional{&quote}, optional{&invoice}, nullText{&v.Number}, &v.Version,
		optional{&v.RevisesID}, optional{&v.SupersededBy}, &v.state, &v.Title, &v.InOrder, &v.Countersign, optional{&v.StaffID}, &v.SignBy,
		nullText{&v.Hash}, &v.Edits, at(&v.Sent), at(&v.Decided), &v.Reason, at(&v.Updated), at(&v.Archived), &v.ProjectNo, &v.Project,
		&v.ClientID, &v.Client, &signers}, more...)...); err != nil {
		return err
	}
	if quote != 0 {
		v.Figures = Object{"quote", quote}
	} else if invoice != 0 {
		v.Figures = Object{"invoice", invoice}
	}
	if err := v.readSigners(signers); err != nil {
		return err
	}
	v.settle()
	return nil
}

func (c *Contract) readSigners(list string) error {
	var rows [][9]json.RawMessage
	if err := json.Unmarshal([]byte(list), &rows); err != nil {
		return err
	}
	for _, row := range rows {
		var s Signer
		var asked, viewed, signed int64
		for i, into := range []any{&s.ID, &s.ContactID, &s.StaffID, &s.Turn, &s.Name, &s.Email, &asked, &viewed, &signed} {
			if err := json.Unmarshal(row[i], into); err != nil {
				return err
			}
		}
		s.Asked, s.Viewed, s.Signed = instantOf(asked), instantOf(viewed), instantOf(signed)
		c.Signers = append(c.Signers, s)
		if s.ContactID != 0 {
			c.Contacts = append(c.Contacts, s.ContactID)
		}
	}
	return nil
}

func instantOf(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func scanContract(row scanner, v *Contract) error {
	var content string
	if err := scanContractRow(row, v, &v.Body, &v.Subject, &v.Letter, nullText{&content}); err != nil {
		return err
	}
	if content == "" {
		return nil
	}
	return json.Unmarshal([]byte(content), &v.Content)
}

// settle works out what is shown, and whose turn it is: of those who have not
// signed, the ones with the lowest turn.
func (c *Contract) settle() {
	turn, viewed := 0, false
	for _, s := range c.Signers {
		viewed = viewed || !s.Viewed.IsZero()
		if s.Signed.IsZero() && (turn == 0 || s.Turn < turn) {
			turn = s.Turn
		}
	}
	for i := range c.Signers {
		s := &c.Signers[i]
		s.IsNext = c.IsOpen() && s.Signed.IsZero() && s.Turn == turn
	}
	switch c.Status = c.state; {
	case c.state == "completed":
		c.Status = "signed"
	case c.state == "void":
		c.Status = "withdrawn"
	case c.state == "sent" && c.SignedCount() > 0:
		c.Status = "partly-signed"
	case c.state == "sent" && viewed:
		c.Status = "viewed"
	}
}

const contractWhole = `SELECT ` + contractColumns + `, contract.body, contract.subject, contract.letter, contract.content FROM ` + contractTables

// Contract is one contract with its content and its signers.
func (s *Store) Contract(ctx context.Context, id int64) (Contract, error) {
	return one(ctx, s.reader, scanContract, contractWhole+` WHERE contract.id = ?`, id)
}

func (t *tx) contract(id int64) (Contract, error) {
	return one(t.ctx, t, scanContract, contractWhole+` WHERE contract.id = ?`, id)
}

// encode gives the bytes that are kept; frozen bytes are never made again.
func (a *Agreement) encode() (string, error) {
	a.V = 1
	return encodeDocument(a)
}
