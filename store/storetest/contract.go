package storetest

import (
	"testing"

	"anteroom/store"
)

// Day words dates plainly, in any language.
func Day(_ string, d store.Date) string { return d.Time().Format("2 January 2006") }

// ContractDraft makes a draft of a contract that Priya signs and then Hannah, for
// the studio. Each change may alter it before it is saved.
func (j *Job) ContractDraft(t testing.TB, changes ...func(*store.ContractDraft)) store.Contract {
	t.Helper()
	c, err := j.NewContract(t.Context(), j.Owner, j.Project.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	d := store.ContractDraft{Title: "Photographs of your home", Body: "We photograph {project} at {location}.\n\n## What we may do\n\n1. Show twelve of them.",
		Contacts: []int64{j.Priya.ID}, Countersign: "last", StaffID: j.Owner.ID}
	for _, change := range changes {
		change(&d)
	}
	if c, err = j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, d); err != nil {
		t.Fatal(err)
	}
	return c
}

// ContractLetter is the letter with which the signers of a contract are asked.
func ContractLetter() store.Letter {
	return store.Letter{Subject: "A contract to sign", Body: "Dear {name}, here it is."}
}

// SentContract is a ContractDraft that was sent.
func (j *Job) SentContract(t testing.TB, changes ...func(*store.ContractDraft)) store.Contract {
	t.Helper()
	c, err := j.SendContract(t.Context(), j.Owner, j.ContractDraft(t, changes...).ID, ContractLetter(), Day)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ContractSigning is what someone hands in to sign a contract.
func ContractSigning(c store.Contract, name string) store.Signing {
	return store.Signing{Name: name, Method: "type", Agreed: true, Consent: "I accept this contract.", Hash: c.Hash,
		Visit: store.Visit{IP: "192.0.2.7", UserAgent: "A phone"}}
}

// SignNext signs for the first of those whose turn it is.
func (j *Job) SignNext(t testing.TB, c store.Contract) store.Contract {
	t.Helper()
	s := c.Next()[0]
	var err error
	if s.IsStudio() {
		c, err = j.CountersignContract(t.Context(), j.Owner, c.ID, ContractSigning(c, s.Name))
	} else {
		c, err = j.Portal(t, store.Contact{ID: s.ContactID}).SignContract(t.Context(), c.ID, ContractSigning(c, s.Name))
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// CompleteContract is a SentContract that Priya has signed, and then Hannah.
func (j *Job) CompleteContract(t testing.TB, changes ...func(*store.ContractDraft)) store.Contract {
	t.Helper()
	c := j.SentContract(t, changes...)
	for len(c.Next()) > 0 {
		c = j.SignNext(t, c)
	}
	return c
}

// Both puts Tom on the project beside Priya.
func (j *Job) Both(t testing.TB) {
	t.Helper()
	must(t, j.EditProject(t.Context(), j.Owner, j.Project.ID, store.ProjectDetails{Name: j.Project.Name, Status: "active",
		Location: j.Project.Location, Contacts: []int64{j.Priya.ID, j.Tom.ID}}))
}
