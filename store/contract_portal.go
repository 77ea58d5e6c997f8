package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

// visibleContract is the condition under which a contact sees a contract: sent,
// not archived, theirs to sign, on a project of theirs. Its arguments are the
// contact's id, twice.
var visibleContract = `contract.state <> 'draft' AND contract.archived_at IS NULL
	AND EXISTS (SELECT 1 FROM signer WHERE signer.contract_id = contract.id AND signer.contact_id = ?) AND ` + fmt.Sprintf(onProject, "contract")

// Contracts are the contracts that this contact signs, newest first: of one
// project, or of all for 0. Superseded versions are left out, and the content is
// not read.
func (p *Portal) Contracts(ctx context.Context, projectID int64) ([]Contract, error) {
	if see, err := p.lists(ModuleContracts); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, func(row scanner, c *Contract) error { return scanContractRow(row, c) },
		`SELECT `+contractColumns+` FROM `+contractTables+` WHERE `+visibleContract+`
		AND contract.state <> 'superseded' AND (? = 0 OR contract.project_id = ?) ORDER BY contract.sent_at DESC, contract.id DESC LIMIT 200`,
		p.Contact.ID, p.Contact.ID, projectID, projectID)
}

// Contract is one contract, with the content that was frozen.
func (p *Portal) Contract(ctx context.Context, id int64) (Contract, error) {
	if err := p.allows("contract", id); err != nil {
		return Contract{}, err
	}
	if p.pact != nil && p.pact.ID == id {
		return *p.pact, nil
	}
	return p.readContract(ctx, p.store.reader, id)
}

func (p *Portal) readContract(ctx context.Context, from querier, id int64) (Contract, error) {
	return one(ctx, from, scanContract, contractWhole+` WHERE contract.id = ? AND `+visibleContract, id, p.Contact.ID, p.Contact.ID)
}

// ViewContract notes that a signer has looked, as [Portal.ViewQuote] does.
func (p *Portal) ViewContract(ctx context.Context, id int64, v Visit) error {
	if err := p.allows("contract", id); err != nil {
		return err
	}
	if p.ReadOnly {
		return nil
	}
	return p.store.write(ctx, "view a contract", func(t *tx) error {
		c, err := p.readContract(ctx, t, id)
		if err != nil {
			return err
		}
		return t.viewContract(p, &c, v)
	})
}

func (t *tx) viewContract(p *Portal, c *Contract, v Visit) error {
	me := c.Signer(p.Contact.ID)
	if me == nil || !me.Viewed.IsZero() {
		return nil
	}
	if err := t.update("UPDATE signer SET viewed_at = ? WHERE id = ?", ms(t.now), me.ID); err != nil {
		return err
	}
	me.Viewed = t.now
	if _, err := t.record(Object{"contract", c.ID}, "viewed", p.person().how(v)); err != nil {
		return err
	}
	return t.note(deed{what: "contract viewed", project: c.ProjectID, contract: c.ID, contact: p.Contact.ID})
}

// meets refuses an event that cannot happen to a contract as it is, and says why.
func (c *Contract) meets(e event, studio *Studio) error {
	if _, ok := contractLife.after(c.state, e); ok {
		return nil
	}
	switch c.state {
	case "draft":
		return refuse("refused.contract_draft")
	case "completed":
		return refuse("refused.contract_signed")
	case "declined":
		return refuse("refused.contract_declined", "studio", studio.Name)
	case "void":
		return refuse("refused.contract_withdrawn", "studio", studio.Name)
	case "superseded":
		return refuse("refused.contract_replaced")
	}
	return refuse("refused.contract_sent")
}

// mayDecide refuses one who has signed, or whose turn has not come.
func (c *Contract) mayDecide(me *Signer, studio *Studio) error {
	if err := c.meets(signing, studio); err != nil {
		return err
	}
	switch {
	case !me.Signed.IsZero():
		return refuse("refused.contract_signed_by_you")
	case !me.IsNext:
		return refuse("refused.contract_not_yet", "name", c.Next()[0].Name)
	}
	return nil
}

// SignContract signs a contract for this contact. One transaction: the signature
// and its evidence, the contract's state, and the mails to whoever is next, or to
// all when this was the last.
//
// It refuses a contract that is not open any more, one that is not the document
// that was shown (hash), a second signing, and one before this contact's turn.
func (p *Portal) SignContract(ctx context.Context, id int64, v Signing) (c Contract, err error) {
	if err := p.allows("contract", id); err != nil {
		return c, err
	}
	if err := p.mayWrite(); err != nil {
		return c, err
	}
	if err := v.check(); err != nil {
		return c, err
	}
	if err := p.knowsCode(ctx, Object{"contract", id}); err != nil {
		return c, err
	}
	err = p.store.write(ctx, "sign contract "+strconv.FormatInt(id, 10), func(t *tx) error {
		if c, err = p.readContract(ctx, t, id); err != nil {
			return err
		}
		me := c.Signer(p.Contact.ID)
		if err := c.mayDecide(me, t.store.Studio()); err != nil {
			return err
		}
		if v.Hash != c.Hash {
			return refuse("refused.contract_changed")
		}
		if err := t.useCode(p, Object{"contract", id}); err != nil {
			return err
		}
		if err := t.viewContract(p, &c, v.Visit); err != nil {
			return err
		}
		if err := t.signContract(&c, me, p.person(), v); err != nil {
			return err
		}
		c, err = p.readContract(ctx, t, id)
		return err
	})
	return c, err
}

// CountersignContract signs a contract for the studio, likewise.
func (s *Store) CountersignContract(ctx context.Context, by Staff, id int64, v Signing) (c Contract, err error) {
	if err := v.check(); err != nil {
		return c, err
	}
	err = s.write(ctx, "countersign contract "+strconv.FormatInt(id, 10), func(t *tx) error {
		if c, err = t.contract(id); err != nil {
			return err
		}
		me := c.Studio()
		if c.IsDraft() || me == nil {
			return ErrNotFound
		}
		if me.StaffID != by.ID {
			return refuse("refused.contract_for_another", "name", me.Name)
		}
		if err := c.mayDecide(me, s.Studio()); err != nil {
			return err
		}
		if v.Hash != c.Hash {
			return refuse("refused.contract_changed")
		}
		if err := t.signContract(&c, me, by.person(), v); err != nil {
			return err
		}
		c, err = t.contract(id)
		return err
	})
	return c, err
}

// signContract writes the signature of one signer and everything that proves it,
// and goes on to the next ones.
func (t *tx) signContract(c *Contract, me *Signer, who person, v Signing) error {
	certificate, err := t.insertSignature(pledge{document: Object{"contract", c.ID}, hash: c.Hash, signer: me.ID, who: who,
		told: map[string]string{"signer": strconv.FormatInt(me.ID, 10)}}, v)
	if err != nil {
		return err
	}
	if err := t.update("UPDATE signer SET signed_at = ?, viewed_at = coalesce(viewed_at, ?) WHERE id = ?", ms(t.now), ms(t.now), me.ID); err != nil {
		return err
	}
	if err := t.note(deed{what: "contract signed", project: c.ProjectID, contract: c.ID, contact: who.contact, staff: who.staff,
		detail: map[string]string{"name": v.Name, "certificate": certificate}}); err != nil {
		return err
	}
	after, err := t.contract(c.ID)
	if err != nil {
		return err
	}
	if len(after.Next()) == 0 {
		return t.completeContract(&after)
	}
	if who.staff == 0 {
		if err := t.tellOwners(letter{kind: "studio-contract-signed", project: c.ProjectID, contract: c.ID,
			data: map[string]string{"name": v.Name, "signed": strconv.Itoa(after.SignedCount()), "of": strconv.Itoa(len(after.Signers))}}); err != nil {
			return err
		}
	}
	return t.askNext(&after, Staff{ID: who.staff})
}

// completeContract closes a contract that all have signed, and sends the signed
// copy to both sides.
func (t *tx) completeContract(c *Contract) error {
	if err := c.meets(completing, t.store.Studio()); err != nil {
		return err
	}
	if err := t.update("UPDATE contract SET state = 'completed', decided_at = ?, updated_at = ? WHERE id = ?", ms(t.now), ms(t.now), c.ID); err != nil {
		return err
	}
	if err := t.note(deed{what: "contract completed", project: c.ProjectID, contract: c.ID}); err != nil {
		return err
	}
	for _, s := range c.Signers {
		if s.IsStudio() {
			continue
		}
		if err := t.queue(letter{kind: "contract-complete", contact: s.ContactID, project: c.ProjectID, contract: c.ID}); err != nil {
			return err
		}
	}
	news := letter{kind: "studio-contract-complete", project: c.ProjectID, contract: c.ID}
	if me := c.Studio(); me != nil && t.check("SELECT id FROM staff WHERE id = ? AND role <> 'owner'", me.StaffID) == nil {
		news.staff = me.StaffID
		if err := t.queue(news); err != nil {
			return err
		}
	}
	return t.tellOwners(news)
}

// DeclineContract turns a contract down for all, with the signer's reason if they
// give one.
func (p *Portal) DeclineContract(ctx context.Context, id int64, reason string, v Visit) (c Contract, err error) {
	if err := p.allows("contract", id); err != nil {
		return c, err
	}
	if err := p.mayWrite(); err != nil {
		return c, err
	}
	var invalid Invalid
	invalid.atMost("reason", reason, 2000)
	if err := invalid.OrNil(); err != nil {
		return c, err
	}
	if err := p.knowsCode(ctx, Object{"contract", id}); err != nil {
		return c, err
	}
	err = p.store.write(ctx, "decline contract "+strconv.FormatInt(id, 10), func(t *tx) error {
		if c, err = p.readContract(ctx, t, id); err != nil {
			return err
		}
		if err := c.mayDecide(c.Signer(p.Contact.ID), t.store.Studio()); err != nil {
			return err
		}
		if err := t.useCode(p, Object{"contract", id}); err != nil {
			return err
		}
		if err := t.viewContract(p, &c, v); err != nil {
			return err
		}
		if err := t.declineContract(&c, p, reason, v); err != nil {
			return err
		}
		c, err = p.readContract(ctx, t, id)
		return err
	})
	return c, err
}

func (t *tx) declineContract(c *Contract, p *Portal, reason string, v Visit) error {
	if err := c.meets(declining, t.store.Studio()); err != nil {
		return err
	}
	if err := t.update("UPDATE contract SET state = 'declined', reason = ?, decided_at = ?, updated_at = ? WHERE id = ?",
		reason, ms(t.now), ms(t.now), c.ID); err != nil {
		return err
	}
	detail := p.person().how(v)
	detail["reason"], detail["document"] = reason, c.Hash
	if _, err := t.record(Object{"contract", c.ID}, "declined", detail); err != nil {
		return err
	}
	if err := t.note(deed{what: "contract declined", project: c.ProjectID, contract: c.ID, contact: p.Contact.ID,
		detail: map[string]string{"reason": reason}}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-contract-declined", project: c.ProjectID, contract: c.ID,
		data: map[string]string{"reason": reason, "name": p.Contact.Name}})
}

// stillToSign is ErrNotFound unless a contact has still to sign a contract.
func (s *Store) stillToSign(ctx context.Context, contractID, contactID int64) error {
	_, err := one(ctx, s.reader, value[int64], `SELECT 1 FROM contract JOIN signer ON signer.contract_id = contract.id
		WHERE contract.id = ? AND contract.state = 'sent' AND contract.archived_at IS NULL AND signer.contact_id = ? AND signer.signed_at IS NULL`,
		contractID, contactID)
	return err
}

// SignedContract is a contract with the signatures that it has so far and its
// evidence; a complete one is all that its signed copy is made of.
type SignedContract struct {
	Contract   Contract
	Signatures []Signature // the first to sign first
	Evidence   []Evidence
}

// Completing is the signature that completed it, under which the signed copy is
// kept; ErrNotFound while it is not complete.
func (v *SignedContract) Completing() (int64, error) {
	if !v.Contract.IsComplete() || len(v.Signatures) == 0 {
		return 0, ErrNotFound
	}
	return v.Signatures[len(v.Signatures)-1].ID, nil
}

func (s *Store) signedContract(ctx context.Context, c Contract) (v SignedContract, err error) {
	v.Contract = c
	if v.Signatures, err = all(ctx, s.reader, scanSignature, `SELECT `+signatureColumns+` FROM `+signatureTables+`
		WHERE signer.contract_id = ? ORDER BY signature.id`, c.ID); err != nil {
		return v, err
	}
	v.Evidence, err = s.Evidence(ctx, Object{"contract", c.ID})
	return v, err
}

// SignedContract is a contract that was sent, with its signatures and evidence.
func (s *Store) SignedContract(ctx context.Context, id int64) (SignedContract, error) {
	c, err := s.Contract(ctx, id)
	if err == nil && c.IsDraft() {
		err = ErrNotFound
	}
	if err != nil {
		return SignedContract{}, err
	}
	return s.signedContract(ctx, c)
}

// SignedContract is a contract of this contact's, likewise.
func (p *Portal) SignedContract(ctx context.Context, id int64) (SignedContract, error) {
	c, err := p.Contract(ctx, id)
	if err != nil {
		return SignedContract{}, err
	}
	return p.store.signedContract(ctx, c)
}

// NewerContract is the version that replaced one of this contact's, if it is theirs
// to see; ErrNotFound otherwise.
func (p *Portal) NewerContract(ctx context.Context, c Contract) (Contract, error) {
	if c.SupersededBy == 0 {
		return Contract{}, ErrNotFound
	}
	newer, err := p.Contract(ctx, c.SupersededBy)
	if errors.Is(err, ErrNotFound) {
		return Contract{}, ErrNotFound
	}
	return newer, err
}
