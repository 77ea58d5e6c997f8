package store

import (
	"context"
	"slices"
	"strconv"
	"time"
)

// ContractDraft is what the studio writes of a contract.
type ContractDraft struct {
	Title       string
	Body        string  // Markdown with merge fields, see [ContractFields]
	Figures     Object  // the quote or the invoice whose amounts the fields name; the zero Object: none
	Contacts    []int64 // who signs for the client, in their order
	InOrder     bool    // one after another; else all at once
	Countersign string  // 'none', 'first' or 'last': when the studio signs
	StaffID     int64   // who signs for it
	SignBy      Date    // a wish: nothing ends then; "" for none
}

// maxSigners is how many contacts may sign one contract.
const maxSigners = 20

func (d *ContractDraft) check(invalid *Invalid) {
	invalid.atMost("title", d.Title, maxTitle)
	if _, err := ParseDate(string(d.SignBy)); d.SignBy != "" && err != nil {
		invalid.Add("sign_by", Say("invalid.date"))
	}
	if !slices.Contains([]string{"none", "first", "last"}, d.Countersign) {
		invalid.Add("countersign", Say("invalid.choice"))
	}
	if len(d.Contacts) > maxSigners {
		invalid.Add("contacts", Say("invalid.choice"))
	}
	invalid.contractText("body", d.Body)
}

// contractText notes what is wrong with a text that has merge fields.
func (e *Invalid) contractText(field, text string) {
	if _, wrong := RenderMarkdown(text); wrong != nil {
		e.Add(field, *wrong)
		return
	}
	if unknown := unknownFields(text); len(unknown) > 0 {
		e.Add(field, Say("invalid.merge_field", "field", "{"+unknown[0]+"}"))
	}
}

// NewContract begins a draft on a project, with the text of a template; 0 is an
// empty one. Its main contact signs, and then the one who began it; its figures
// are those of the newest quote that was accepted, or else sent.
func (s *Store) NewContract(ctx context.Context, by Staff, projectID, templateID int64) (c Contract, err error) {
	err = s.write(ctx, "begin a contract", func(t *tx) error {
		d := ContractDraft{Countersign: "last", StaffID: by.ID}
		if templateID != 0 {
			if err := scanOne(t, "SELECT name, body FROM contract_template WHERE id = ?", []any{templateID}, &d.Title, &d.Body); err == ErrNotFound {
				return &Invalid{Fields: map[string]Text{"template": Say("invalid.choice")}}
			} else if err != nil {
				return err
			}
		}
		people, err := projectContacts(t.ctx, t, projectID)
		if err != nil {
			return err
		}
		if len(people) > 0 {
			d.Contacts = []int64{people[0].ID}
		}
		quote, err := one(t.ctx, t, value[int64], `SELECT id FROM quote WHERE project_id = ? AND state IN ('accepted', 'sent') AND archived_at IS NULL
			ORDER BY state, id DESC LIMIT 1`, projectID)
		if err == nil {
			d.Figures = Object{"quote", quote}
		} else if err != ErrNotFound {
			return err
		}
		if c, err = t.insertContract(projectID, d, 0, "", 1); err != nil {
			return err
		}
		return t.note(deed{what: "contract begun", project: projectID, contract: c.ID, staff: by.ID})
	})
	return c, err
}

func (t *tx) insertContract(projectID int64, d ContractDraft, revises int64, number string, version int) (Contract, error) {
	if _, err := projectByID(t.ctx, t, projectID); err != nil {
		return Contract{}, err
	}
	id, err := t.insert(`INSERT INTO contract (project_id, revises_id, number, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)`,
		projectID, ref(revises), orNull(number), version, ms(t.now), ms(t.now))
	if err != nil {
		return Contract{}, err
	}
	if err := t.keepContract(id, d); err != nil {
		return Contract{}, err
	}
	return t.contract(id)
}

// keepContract writes a draft and who is to sign it.
func (t *tx) keepContract(id int64, d ContractDraft) error {
	if err := t.update(`UPDATE contract SET title = ?, body = ?, quote_id = ?, invoice_id = ?, in_order = ?, countersign = ?, staff_id = ?,
		sign_by_on = ?, updated_at = ? WHERE id = ?`, d.Title, d.Body, ref(d.Figures.as("quote")), ref(d.Figures.as("invoice")), d.InOrder,
		d.Countersign, ref(d.StaffID), d.SignBy, ms(t.now), id); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM signer WHERE contract_id = ?", id); err != nil {
		return err
	}
	turn := 1
	studio := func() error {
		_, err := t.exec("INSERT INTO signer (contract_id, turn, staff_id) VALUES (?, ?, ?)", id, turn, d.StaffID)
		return err
	}
	if d.Countersign == "first" && d.StaffID != 0 {
		if err := studio(); err != nil {
			return err
		}
		turn++
	}
	for i, contact := range d.Contacts {
		if d.InOrder && i > 0 {
			turn++
		}
		if _, err := t.exec("INSERT INTO signer (contract_id, turn, contact_id) VALUES (?, ?, ?)", id, turn, contact); err != nil {
			return err
		}
	}
	if d.Countersign == "last" && d.StaffID != 0 {
		turn++
		return studio()
	}
	return nil
}

// SaveContract keeps a draft as it was typed. edits is the count that the editor
// was opened with: another save since then refuses this one.
func (s *Store) SaveContract(ctx context.Context, by Staff, id int64, edits int, d ContractDraft) (c Contract, err error) {
	var invalid Invalid
	d.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return c, err
	}
	err = s.write(ctx, "save a contract", func(t *tx) error {
		if c, err = t.contract(id); err != nil {
			return err
		}
		if err := contractLife.meets(c.state, editing, "refused.contract_sent"); err != nil {
			return err
		}
		if c.Edits != edits {
			return refuse("refused.edited_elsewhere")
		}
		if err := t.checkChoices(c.ProjectID, d); err != nil {
			return err
		}
		if err := t.update("UPDATE contract SET edits = edits + 1 WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.keepContract(id, d); err != nil {
			return err
		}
		c, err = t.contract(id)
		return err
	})
	return c, err
}

// checkChoices checks that whoever and whatever a draft names belongs to its
// project, or to the studio.
func (t *tx) checkChoices(projectID int64, d ContractDraft) error {
	var invalid Invalid
	seen := map[int64]bool{}
	for _, contact := range d.Contacts {
		err := t.check("SELECT contact_id FROM project_contact WHERE project_id = ? AND contact_id = ?", projectID, contact)
		if err != nil && err != ErrNotFound {
			return err
		}
		if err == ErrNotFound || seen[contact] {
			invalid.Add("contacts", Say("invalid.choice"))
		}
		seen[contact] = true
	}
	if d.StaffID != 0 {
		if err := t.check("SELECT id FROM staff WHERE id = ? AND disabled_at IS NULL", d.StaffID); err == ErrNotFound {
			invalid.Add("staff", Say("invalid.choice"))
		} else if err != nil {
			return err
		}
	}
	if d.Figures != (Object{}) {
		table := map[string]string{"quote": "quote", "invoice": "invoice"}[d.Figures.Kind]
		if table == "" {
			invalid.Add("figures", Say("invalid.choice"))
		} else if err := t.check("SELECT id FROM "+table+" WHERE id = ? AND project_id = ?", d.Figures.ID, projectID); err == ErrNotFound {
			invalid.Add("figures", Say("invalid.choice"))
		} else if err != nil {
			return err
		}
	}
	return invalid.OrNil()
}

// DeleteContract throws a draft away. A sent contract is kept.
func (s *Store) DeleteContract(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "delete a contract", func(t *tx) error {
		c, err := t.contract(id)
		if err != nil {
			return err
		}
		if err := contractLife.meets(c.state, discarding, "refused.contract_sent"); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE activity SET contract_id = NULL WHERE contract_id = ?", id); err != nil {
			return err
		}
		if err := t.update("DELETE FROM contract WHERE id = ?", id); err != nil {
			return err
		}
		return t.note(deed{what: "contract deleted", project: c.ProjectID, staff: by.ID, detail: map[string]string{"title": c.Title}})
	})
}

// ArchiveContract puts a contract away, or takes it out again; the client sees
// no archived one.
func (s *Store) ArchiveContract(ctx context.Context, by Staff, id int64, away bool) error {
	return s.write(ctx, "archive a contract", func(t *tx) error {
		c, err := t.contract(id)
		if err != nil {
			return err
		}
		what, when := "contract archived", t.now
		if !away {
			what, when = "contract taken out again", time.Time{}
		}
		if err := t.update("UPDATE contract SET archived_at = ?, updated_at = ? WHERE id = ?", ms(when), ms(t.now), id); err != nil {
			return err
		}
		return t.note(deed{what: what, project: c.ProjectID, contract: id, staff: by.ID})
	})
}

// ReviseContract begins a new version of a contract that was sent and is not
// signed by all: a draft with the same text and number. The old one stays open
// until the new one is sent.
func (s *Store) ReviseContract(ctx context.Context, by Staff, id int64) (revision Contract, err error) {
	err = s.write(ctx, "revise contract "+strconv.FormatInt(id, 10), func(t *tx) error {
		c, err := t.contract(id)
		if err != nil {
			return err
		}
		begun, err := one(t.ctx, t, value[int64], "SELECT id FROM contract WHERE revises_id = ?", id)
		switch {
		case err == nil: // begun before: go on with it
			revision, err = t.contract(begun)
			return err
		case err != ErrNotFound:
			return err
		}
		if err := c.meets(revising, s.Studio()); err != nil {
			return err
		}
		d := c.ContractDraft
		if d.SignBy < s.Today() {
			d.SignBy = ""
		}
		if revision, err = t.insertContract(c.ProjectID, t.still(d, c.ProjectID), id, c.Number, c.Version+1); err != nil {
			return err
		}
		return t.note(deed{what: "contract revision begun", project: c.ProjectID, contract: revision.ID, staff: by.ID})
	})
	return revision, err
}

// still leaves out of a draft who can be asked no more.
func (t *tx) still(d ContractDraft, projectID int64) ContractDraft {
	d.Contacts = slices.DeleteFunc(slices.Clone(d.Contacts), func(id int64) bool {
		return t.check(`SELECT contact.id FROM contact JOIN project_contact pc ON pc.contact_id = contact.id
			WHERE contact.id = ? AND pc.project_id = ? AND contact.archived_at IS NULL`, id, projectID) != nil
	})
	return d
}
