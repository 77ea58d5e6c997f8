package store_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// refused is the key of the sentence with which something was refused, or "".
func refused(err error) string {
	var r *store.Refused
	if errors.As(err, &r) {
		return r.Why.Key
	}
	return ""
}

// together is a contract that Priya and Tom sign, and Hannah before or after.
func together(inOrder bool, countersign string) func(*storetest.Job) func(*store.ContractDraft) {
	return func(j *storetest.Job) func(*store.ContractDraft) {
		return func(d *store.ContractDraft) {
			d.Contacts, d.InOrder, d.Countersign = []int64{j.Priya.ID, j.Tom.ID}, inOrder, countersign
		}
	}
}

// next are the names of those whose turn it is.
func next(c store.Contract) string {
	var names []string
	for _, s := range c.Next() {
		names = append(names, s.Name)
	}
	return strings.Join(names, " and ")
}

func TestEachSignsInTheirTurn(t *testing.T) {
	for name, c := range map[string]struct {
		inOrder     bool
		countersign string
		turns       []string
	}{
		"at once, nobody of the studio": {false, "none", []string{"Priya Raman and Tom Hollis", "Tom Hollis", ""}},
		"at once, then the studio":      {false, "last", []string{"Priya Raman and Tom Hollis", "Tom Hollis", "Hannah Rowe", ""}},
		"the studio, then at once":      {false, "first", []string{"Hannah Rowe", "Priya Raman and Tom Hollis", "Tom Hollis", ""}},
		"in order, then the studio":     {true, "last", []string{"Priya Raman", "Tom Hollis", "Hannah Rowe", ""}},
		"the studio, then in order":     {true, "first", []string{"Hannah Rowe", "Priya Raman", "Tom Hollis", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			j.Both(t)
			contract := j.SentContract(t, together(c.inOrder, c.countersign)(j))
			for i, turn := range c.turns {
				if got := next(contract); got != turn {
					t.Fatalf("turn %d is of %q, not of %q", i, got, turn)
				}
				if turn == "" {
					break
				}
				contract = j.SignNext(t, contract)
			}
			if contract.Status != "signed" || contract.Decided.IsZero() {
				t.Errorf("in the end it is %s", contract.Status)
			}
			if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
				t.Errorf("the evidence of %v does not hold, %v", broken, err)
			}
			asked := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract' AND contract_id = ?", contract.ID)
			copies := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract-complete'")
			told := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-contract-complete'")
			if asked != 2 || copies != 2 || told != 1 {
				t.Errorf("%d were asked, %d copies went to clients, %d to the studio", asked, copies, told)
			}
		})
	}
}

func TestNobodySignsBeforeTheirTurnNorTwice(t *testing.T) {
	j := storetest.NewJob(t)
	j.Both(t)
	c := j.SentContract(t, together(true, "last")(j))
	priya, tom := j.Portal(t, j.Priya), j.Portal(t, j.Tom)
	if _, err := tom.SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Tom Hollis")); refused(err) != "refused.contract_not_yet" {
		t.Errorf("Tom signed first: %v", err)
	}
	if _, err := tom.DeclineContract(t.Context(), c.ID, "No", store.Visit{}); refused(err) != "refused.contract_not_yet" {
		t.Errorf("Tom declined first: %v", err)
	}
	if _, err := j.CountersignContract(t.Context(), j.Owner, c.ID, storetest.ContractSigning(c, "Hannah Rowe")); refused(err) != "refused.contract_not_yet" {
		t.Errorf("the studio signed first: %v", err)
	}
	if _, err := priya.SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Priya Raman")); err != nil {
		t.Fatal(err)
	}
	if _, err := priya.SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Priya Raman")); refused(err) != "refused.contract_signed_by_you" {
		t.Errorf("Priya signed twice: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM signature"); n != 1 {
		t.Errorf("%d signatures", n)
	}
}

func TestTwoWhoSignAtOnceAreBothSigned(t *testing.T) {
	j := storetest.NewJob(t)
	j.Both(t)
	c := j.SentContract(t, together(false, "none")(j))
	var signing sync.WaitGroup
	failed := make(chan error, 8)
	for _, who := range []store.Contact{j.Priya, j.Tom} {
		p := j.Portal(t, who)
		for range 4 { // each presses four times
			signing.Go(func() {
				_, err := p.SignContract(t.Context(), c.ID, storetest.ContractSigning(c, who.Name))
				failed <- err
			})
		}
	}
	signing.Wait()
	close(failed)
	well := 0
	for err := range failed {
		if err == nil {
			well++
		} else if key := refused(err); key != "refused.contract_signed_by_you" && key != "refused.contract_signed" {
			t.Error(err)
		}
	}
	if c, err := j.Contract(t.Context(), c.ID); err != nil || well != 2 || c.Status != "signed" {
		t.Errorf("%d signed, and it is %s, %v", well, c.Status, err)
	}
	for query, want := range map[string]int64{
		"SELECT count(*) FROM signature":                                      2,
		"SELECT count(*) FROM outbox WHERE kind = 'contract-complete'":        2,
		"SELECT count(*) FROM evidence WHERE what = 'signed'":                 2,
		"SELECT count(*) FROM activity WHERE what = 'contract completed'":     1,
		"SELECT count(*) FROM series WHERE kind = 'certificate' AND last = 2": 1,
	} {
		if n := storetest.Count(t, j.Store, query); n != want {
			t.Errorf("%s: %d, not %d", query, n, want)
		}
	}
}

func TestAContractIsItsSignersAlone(t *testing.T) {
	j := storetest.NewJob(t)
	j.Both(t)
	c := j.SentContract(t) // Priya's
	other := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "ada@example.com", "ben@example.com")
	draft := j.ContractDraft(t)
	for name, p := range map[string]*store.Portal{"a colleague on the project": j.Portal(t, j.Tom), "another client": j.Portal(t, other.Priya)} {
		for what, err := range map[string]error{
			"read":    second(p.Contract(t.Context(), c.ID)),
			"looked":  p.ViewContract(t.Context(), c.ID, store.Visit{}),
			"signed":  second(p.SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Tom Hollis"))),
			"refused": second(p.DeclineContract(t.Context(), c.ID, "", store.Visit{})),
			"got":     second(p.SignedContract(t.Context(), c.ID)),
		} {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s %s it: %v", name, what, err)
			}
		}
		if list, err := p.Contracts(t.Context(), 0); err != nil || len(list) != 0 {
			t.Errorf("%s sees %d, %v", name, len(list), err)
		}
	}
	if _, err := j.CopyLink(t.Context(), j.Owner, j.Tom.ID, store.Object{Kind: "contract", ID: c.ID}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a link for one who does not sign: %v", err)
	}
	priya := j.Portal(t, j.Priya)
	if _, err := priya.Contract(t.Context(), draft.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a draft was shown: %v", err)
	}
	if err := j.ArchiveContract(t.Context(), j.Owner, c.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := priya.Contract(t.Context(), c.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an archived contract was shown: %v", err)
	}
	if list, err := priya.Contracts(t.Context(), j.Project.ID); err != nil || len(list) != 0 {
		t.Errorf("%d are listed, %v", len(list), err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestBlankOrUnseenIsNotSigned(t *testing.T) {
	j := storetest.NewJob(t)
	c := j.SentContract(t)
	p := j.Portal(t, j.Priya)
	for name, change := range map[string]func(*store.Signing){
		"strokes": func(v *store.Signing) { v.Method, v.Strokes = "draw", store.Strokes{{{5, 5}, {9, 9}}} },
		"name":    func(v *store.Signing) { v.Name = " . " },
		"agree":   func(v *store.Signing) { v.Agreed = false },
	} {
		v := storetest.ContractSigning(c, "Priya Raman")
		change(&v)
		var invalid *store.Invalid
		if _, err := p.SignContract(t.Context(), c.ID, v); !errors.As(err, &invalid) || invalid.Fields[name].Key == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	v := storetest.ContractSigning(c, "Priya Raman")
	v.Hash = strings.Repeat("0", 64)
	if _, err := p.SignContract(t.Context(), c.ID, v); refused(err) != "refused.contract_changed" {
		t.Errorf("another document was signed: %v", err)
	}
	looking, err := j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := looking.SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Priya Raman")); refused(err) != "refused.read_only" {
		t.Errorf("the studio signed for its client: %v", err)
	}
	if err := looking.ViewContract(t.Context(), c.ID, store.Visit{}); err != nil {
		t.Error(err)
	}
	if n := storetest.Count(t, j.Store, "SELECT (SELECT count(*) FROM signature) + (SELECT count(*) FROM signer WHERE viewed_at IS NOT NULL)"); n != 0 {
		t.Errorf("%d signatures and views", n)
	}
}

func TestOnlyTheOneWhoIsNamedSignsForTheStudio(t *testing.T) {
	j := storetest.NewJob(t)
	sam, err := j.AddColleague(t.Context(), j.Owner, store.Colleague{Name: "Sam Reed", Email: "sam@alderandrowe.example", Password: storetest.Password, Role: "member"})
	if err != nil {
		t.Fatal(err)
	}
	c := j.SentContract(t, func(d *store.ContractDraft) { d.Countersign, d.StaffID = "first", sam.ID })
	if _, err := j.CountersignContract(t.Context(), j.Owner, c.ID, storetest.ContractSigning(c, "Hannah Rowe")); refused(err) != "refused.contract_for_another" {
		t.Errorf("Hannah signed for Sam: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract'"); n != 0 {
		t.Error("the client was asked before the studio had signed")
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-contract-turn' AND staff_id = ?", sam.ID); n != 1 {
		t.Errorf("Sam got %d letters", n)
	}
	if c, err = j.CountersignContract(t.Context(), sam, c.ID, storetest.ContractSigning(c, "Sam Reed")); err != nil || next(c) != "Priya Raman" {
		t.Errorf("next is %q, %v", next(c), err)
	}
	signed, err := j.SignedContract(t.Context(), c.ID)
	if err != nil || signed.Signatures[0].Who != "Sam Reed" || signed.Signatures[0].Via != store.ViaStudio || signed.Signatures[0].Email != sam.Email {
		t.Errorf("%+v, %v", signed.Signatures, err)
	}
	unasked := j.SentContract(t, func(d *store.ContractDraft) { d.Countersign = "none" })
	if _, err := j.CountersignContract(t.Context(), j.Owner, unasked.ID, storetest.ContractSigning(unasked, "Hannah Rowe")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the studio signed where it does not: %v", err)
	}
}

func TestADeclinedContractIsDeclinedForAll(t *testing.T) {
	j := storetest.NewJob(t)
	j.Both(t)
	c := j.SentContract(t, together(false, "last")(j))
	if _, err := j.Portal(t, j.Priya).SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Priya Raman")); err != nil {
		t.Fatal(err)
	}
	c, err := j.Portal(t, j.Tom).DeclineContract(t.Context(), c.ID, "Not the street.", store.Visit{IP: "192.0.2.9"})
	if err != nil || c.Status != "declined" || c.Reason != "Not the street." || next(c) != "" {
		t.Fatalf("%s, %q, next %q, %v", c.Status, c.Reason, next(c), err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-contract-declined'"); n != 1 {
		t.Errorf("the studio was told %d times", n)
	}
	if _, err := j.CountersignContract(t.Context(), j.Owner, c.ID, storetest.ContractSigning(c, "Hannah Rowe")); refused(err) != "refused.contract_declined" {
		t.Errorf("it was signed afterwards: %v", err)
	}
	if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
		t.Errorf("the evidence of %v does not hold, %v", broken, err)
	}
}

func TestAWithdrawnContractIsOver(t *testing.T) {
	j := storetest.NewJob(t)
	j.Both(t)
	c := j.SentContract(t, together(true, "last")(j))
	if err := j.WithdrawContract(t.Context(), j.Owner, c.ID, "A slip."); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Portal(t, j.Priya).SignContract(t.Context(), c.ID, storetest.ContractSigning(c, "Priya Raman")); refused(err) != "refused.contract_withdrawn" {
		t.Errorf("it was signed: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT sum(contact_id) FROM outbox WHERE kind = 'contract-withdrawn'"); n != j.Priya.ID {
		t.Error("not Priya alone, who was asked, was told")
	}
	if err := j.WithdrawContract(t.Context(), j.Owner, c.ID, ""); refused(err) != "refused.contract_withdrawn" {
		t.Errorf("withdrawn twice: %v", err)
	}
	signed := j.CompleteContract(t)
	if err := j.WithdrawContract(t.Context(), j.Owner, signed.ID, ""); refused(err) != "refused.contract_signed" {
		t.Errorf("a signed contract was withdrawn: %v", err)
	}
	if _, err := j.ReviseContract(t.Context(), j.Owner, signed.ID); refused(err) != "refused.contract_signed" {
		t.Errorf("a signed contract was revised: %v", err)
	}
}

func TestARevisionTakesTheNumberAndThePlace(t *testing.T) {
	j := storetest.NewJob(t)
	j.Both(t)
	old := j.SentContract(t, together(false, "none")(j))
	if _, err := j.Portal(t, j.Tom).SignContract(t.Context(), old.ID, storetest.ContractSigning(old, "Tom Hollis")); err != nil {
		t.Fatal(err)
	}
	draft, err := j.ReviseContract(t.Context(), j.Owner, old.ID)
	if err != nil || draft.Number != old.Number || draft.Version != 2 || !slices.Equal(draft.Contacts, old.Contacts) || draft.Body != old.Body {
		t.Fatalf("%+v, %v", draft.ContractDraft, err)
	}
	if again, err := j.ReviseContract(t.Context(), j.Owner, old.ID); err != nil || again.ID != draft.ID {
		t.Errorf("another revision was begun: %d, %v", again.ID, err)
	}
	if now, err := j.Contract(t.Context(), old.ID); err != nil || !now.IsOpen() {
		t.Errorf("the old one is %s before the new one is sent, %v", now.Status, err)
	}
	newer, err := j.SendContract(t.Context(), j.Owner, draft.ID, storetest.ContractLetter(), storetest.Day)
	if err != nil || newer.Number != old.Number || newer.SignedCount() != 0 {
		t.Fatalf("%s with %d signatures, %v", newer.Number, newer.SignedCount(), err)
	}
	if _, err := j.Portal(t, j.Priya).SignContract(t.Context(), old.ID, storetest.ContractSigning(old, "Priya Raman")); refused(err) != "refused.contract_replaced" {
		t.Errorf("the old one was signed: %v", err)
	}
	if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
		t.Errorf("the evidence of %v does not hold, %v", broken, err)
	}
}

func TestASentContractIsFrozen(t *testing.T) {
	j := storetest.NewJob(t)
	c := j.SentContract(t)
	if c.Number != "C-0001" || !strings.Contains(c.Content.Body.HTML, "We photograph Kitchen and garden room at 31 Larkfield Road, Bristol.") {
		t.Errorf("%s: %s", c.Number, c.Content.Body.HTML)
	}
	if _, err := j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, c.ContractDraft); refused(err) != "refused.contract_sent" {
		t.Errorf("it was edited: %v", err)
	}
	if _, err := j.SendContract(t.Context(), j.Owner, c.ID, storetest.ContractLetter(), storetest.Day); refused(err) != "refused.contract_sent" {
		t.Errorf("it was sent twice: %v", err)
	}
	if err := j.DeleteContract(t.Context(), j.Owner, c.ID); refused(err) != "refused.contract_sent" {
		t.Errorf("it was deleted: %v", err)
	}
	for _, query := range []string{
		"UPDATE contract SET title = 'x' WHERE id = ?", "UPDATE contract SET content = '{}' WHERE id = ?", "UPDATE contract SET state = 'draft' WHERE id = ?",
		"DELETE FROM contract WHERE id = ?", "DELETE FROM signer WHERE contract_id = ?", "UPDATE signer SET turn = 9 WHERE contract_id = ?",
		"UPDATE signer SET name = 'x' WHERE contract_id = ?", "INSERT INTO signer (contract_id, turn, contact_id) VALUES (?, 1, 2)",
	} {
		if err := storetest.TryExec(t, j.Store, query, c.ID); err == nil {
			t.Errorf("the database allows %q", query)
		}
	}
	if err := j.EditClient(t.Context(), j.Owner, j.Client.ID, store.ClientDetails{Name: "Raman-Hollis"}); err != nil {
		t.Fatal(err)
	}
	if now, err := j.Contract(t.Context(), c.ID); err != nil || now.Content.To.Name != "Raman" || now.Hash != c.Hash {
		t.Errorf("a new name rewrote it: %s, %v", now.Content.To.Name, err)
	}
}
