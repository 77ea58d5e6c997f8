package store_test

import (
	"errors"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// contractMade makes a contract that Priya signs and then Hannah, in each state.
var contractMade = map[string]maker{
	"draft":     func(t *testing.T, j *storetest.Job) int64 { return j.ContractDraft(t).ID },
	"sent":      func(t *testing.T, j *storetest.Job) int64 { return j.SentContract(t).ID },
	"completed": func(t *testing.T, j *storetest.Job) int64 { return j.CompleteContract(t).ID },
	"declined": func(t *testing.T, j *storetest.Job) int64 {
		c, err := j.Portal(t, j.Priya).DeclineContract(t.Context(), j.SentContract(t).ID, "No", store.Visit{})
		done(t, err)
		return c.ID
	},
	"void": func(t *testing.T, j *storetest.Job) int64 {
		c := j.SentContract(t)
		done(t, j.WithdrawContract(t.Context(), j.Owner, c.ID, "A slip"))
		return c.ID
	},
	"superseded": func(t *testing.T, j *storetest.Job) int64 {
		c := j.SentContract(t)
		revision, err := j.ReviseContract(t.Context(), j.Owner, c.ID)
		done(t, err)
		_, err = j.SendContract(t.Context(), j.Owner, revision.ID, storetest.ContractLetter(), storetest.Day)
		done(t, err)
		return c.ID
	},
}

// priyaSigns is the first signature of two.
func priyaSigns(t *testing.T, j *storetest.Job, id int64) error {
	c, err := j.Contract(t.Context(), id)
	done(t, err)
	_, err = j.Portal(t, j.Priya).SignContract(t.Context(), id, storetest.ContractSigning(c, "Priya Raman"))
	return err
}

var contractEvents = map[string]meeting{
	"edit": func(t *testing.T, j *storetest.Job, id int64) error {
		c, err := j.Contract(t.Context(), id)
		done(t, err)
		_, err = j.SaveContract(t.Context(), j.Owner, id, c.Edits, c.ContractDraft)
		return err
	},
	"discard": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.DeleteContract(t.Context(), j.Owner, id)
	},
	"send": func(t *testing.T, j *storetest.Job, id int64) error {
		_, err := j.SendContract(t.Context(), j.Owner, id, storetest.ContractLetter(), storetest.Day)
		return err
	},
	"sign": priyaSigns,
	"complete": func(t *testing.T, j *storetest.Job, id int64) error {
		if err := priyaSigns(t, j, id); err != nil {
			return err
		}
		c, err := j.Contract(t.Context(), id)
		done(t, err)
		_, err = j.CountersignContract(t.Context(), j.Owner, id, storetest.ContractSigning(c, "Hannah Rowe"))
		return err
	},
	"decline": func(t *testing.T, j *storetest.Job, id int64) error {
		_, err := j.Portal(t, j.Priya).DeclineContract(t.Context(), id, "", store.Visit{})
		return err
	},
	"withdraw": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.WithdrawContract(t.Context(), j.Owner, id, "")
	},
	"remind": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.ResendContract(t.Context(), j.Owner, id, j.Letter())
	},
	"revise": func(t *testing.T, j *storetest.Job, id int64) error {
		if n := storetest.Count(t, j.Store, "SELECT count(*) FROM contract WHERE revises_id = ?", id); n > 0 {
			return errors.New("revised already")
		}
		_, err := j.ReviseContract(t.Context(), j.Owner, id)
		return err
	},
	"replace": func(t *testing.T, j *storetest.Job, id int64) error {
		if n := storetest.Count(t, j.Store, "SELECT count(*) FROM contract WHERE revises_id = ?", id); n > 0 {
			return errors.New("replaced already")
		}
		revision, err := j.ReviseContract(t.Context(), j.Owner, id)
		if err != nil {
			return err
		}
		_, err = j.SendContract(t.Context(), j.Owner, revision.ID, storetest.ContractLetter(), storetest.Day)
		return err
	},
}
