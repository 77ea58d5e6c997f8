package store_test

import (
	"slices"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestEveryForgeryOfASignedContractShows(t *testing.T) {
	for name, query := range map[string]string{
		"the text":                        "UPDATE contract SET content = replace(content, 'twelve', 'twenty') WHERE id = ?",
		"the detail of an event":          "UPDATE evidence SET detail = json_set(detail, '$.ip', '203.0.113.9') WHERE contract_id = ? AND what = 'signed'",
		"one of two signings, taken out":  "DELETE FROM evidence WHERE contract_id = ? AND what = 'signed' AND position = 3",
		"the last event, taken out":       "DELETE FROM evidence WHERE contract_id = ? AND position = (SELECT max(position) FROM evidence WHERE contract_id = ?1)",
		"all events, taken out":           "DELETE FROM evidence WHERE contract_id = ?",
		"one of two signatures":           "DELETE FROM signature WHERE id = (SELECT min(signature.id) FROM signature JOIN signer ON signer.id = signer_id WHERE contract_id = ?)",
		"the completion, taken back":      "UPDATE contract SET state = 'sent' WHERE id = ?",
		"a refusal that never was":        "UPDATE contract SET state = 'declined' WHERE id = ?",
		"a withdrawal that never was":     "UPDATE contract SET state = 'void' WHERE id = ?",
		"the name of a signature":         "UPDATE signature SET name = 'Tom Hollis' WHERE signer_id IN (SELECT id FROM signer WHERE contract_id = ?)",
		"the words agreed to":             "UPDATE signature SET consent = 'Anything.' WHERE signer_id IN (SELECT id FROM signer WHERE contract_id = ?)",
		"who was to sign":                 "UPDATE signer SET name = 'Tom Hollis' WHERE contract_id = ? AND contact_id IS NOT NULL",
		"whose signature was awaited":     "DELETE FROM signer WHERE contract_id = ? AND staff_id IS NOT NULL",
		"that one has signed":             "UPDATE signer SET signed_at = NULL WHERE contract_id = ? AND staff_id IS NOT NULL",
		"whose signature it is":           "UPDATE signature SET signer_id = (SELECT max(id) + 1000 FROM signer) WHERE signer_id = (SELECT min(id) FROM signer WHERE contract_id = ?)",
		"the event of another's document": "UPDATE evidence SET contract_id = (SELECT min(id) FROM contract), position = 99 WHERE contract_id = ? AND position = 4",
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			untouched := j.CompleteContract(t)
			forged := j.CompleteContract(t)
			if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
				t.Fatalf("before: %v, %v", broken, err)
			}
			for _, guard := range []string{"contract_is_frozen", "contract_decision_is_final", "signer_is_frozen", "signer_is_kept"} {
				storetest.Exec(t, j.Store, "DROP TRIGGER IF EXISTS "+guard)
			}
			storetest.Exec(t, j.Store, "DROP TRIGGER IF EXISTS evidence_is_kept")
			storetest.Exec(t, j.Store, "PRAGMA foreign_keys = OFF; "+guardsOfSignatures)
			unbound(t, j, query, forged.ID)
			broken, err := j.CheckEvidence(t.Context())
			if err != nil || !slices.Contains(broken, store.Object{Kind: "contract", ID: forged.ID}) {
				t.Errorf("found %v, %v; want contract %d", broken, err, forged.ID)
			}
			if name != "the event of another's document" && slices.Contains(broken, store.Object{Kind: "contract", ID: untouched.ID}) {
				t.Errorf("contract %d was found, which nobody touched", untouched.ID)
			}
		})
	}
}

const guardsOfSignatures = `DROP TRIGGER signature_is_final; DROP TRIGGER signature_is_kept; DROP TRIGGER evidence_is_final`

// unbound forges without regard to what refers to what.
func unbound(t *testing.T, j *storetest.Job, query string, id int64) {
	t.Helper()
	storetest.Exec(t, j.Store, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; "+query, id)
}

func TestTheCheckNamesABrokenContract(t *testing.T) {
	j := storetest.NewJob(t)
	c := j.CompleteContract(t)
	if found, err := store.Check(t.Context(), j.Path()); err != nil || len(found) != 0 {
		t.Fatalf("before: %v, %v", found, err)
	}
	storetest.Exec(t, j.Store, "DROP TRIGGER contract_is_frozen")
	storetest.Exec(t, j.Store, "UPDATE contract SET content = '{}' WHERE id = ?", c.ID)
	if found, err := store.Check(t.Context(), j.Path()); err != nil || !slices.Equal(found, []string{"The evidence of contract 1 does not hold."}) {
		t.Errorf("found %v, %v", found, err)
	}
}
