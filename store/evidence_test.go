package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// forge changes what no verb can, with the database's own guards taken away.
func forge(t *testing.T, j *storetest.Job, query string, args ...any) {
	t.Helper()
	for _, guard := range []string{"quote_is_frozen", "quote_decision_is_final", "signature_is_final", "signature_is_kept", "evidence_is_final", "evidence_is_kept"} {
		storetest.Exec(t, j.Store, "DROP TRIGGER IF EXISTS "+guard)
	}
	storetest.Exec(t, j.Store, query, args...)
}

func TestEveryForgeryOfASignedQuoteShows(t *testing.T) {
	for name, query := range map[string]string{
		"the document":                   "UPDATE quote SET content = replace(content, 'Oak', 'Ash') WHERE id = ?",
		"the word of an event":           "UPDATE evidence SET what = 'declined' WHERE quote_id = ? AND position = 2",
		"the time of an event":           "UPDATE evidence SET at = at - 1 WHERE quote_id = ? AND position = 1",
		"the detail of an event":         "UPDATE evidence SET detail = json_set(detail, '$.ip', '203.0.113.9') WHERE quote_id = ? AND position = 3",
		"the hash of an event":           "UPDATE evidence SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE quote_id = ? AND position = 3",
		"where an event joins the chain": "UPDATE evidence SET before_hash = hash WHERE quote_id = ? AND position = 3",
		"the order of events":            "UPDATE evidence SET position = position + 5 WHERE quote_id = ? AND position = 3",
		"the first event, taken out":     "DELETE FROM evidence WHERE quote_id = ? AND position = 1",
		"the signing, taken out":         "DELETE FROM evidence WHERE quote_id = ? AND what = 'signed'",
		"all events, taken out":          "DELETE FROM evidence WHERE quote_id = ?",
		"the signature, taken out":       "DELETE FROM signature WHERE quote_id = ?",
		"the acceptance, taken back":     "UPDATE quote SET state = 'sent', decided_at = NULL WHERE id = ?",
		"the name that signed":           "UPDATE signature SET name = 'Tom Hollis' WHERE quote_id = ?",
		"how it was signed":              "UPDATE signature SET method = 'draw', strokes = '[[[0,0],[9,9]]]' WHERE quote_id = ?",
		"the words agreed to":            "UPDATE signature SET consent = 'Anything.' WHERE quote_id = ?",
		"what was chosen":                `UPDATE signature SET selection = '{"options":["l2"]}' WHERE quote_id = ?`,
		"the total that was signed":      "UPDATE signature SET total = total + 1 WHERE quote_id = ?",
		"the document that was signed":   "UPDATE signature SET document_hash = 'x' WHERE quote_id = ?",
		"the certificate":                "UPDATE signature SET certificate = 'C-9999-00000000' WHERE quote_id = ?",
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			untouched := j.Invoiced(t).QuoteID
			quote := j.Invoiced(t).QuoteID
			if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
				t.Fatalf("before: %v, %v", broken, err)
			}
			forge(t, j, query, quote)
			if broken, err := j.CheckEvidence(t.Context()); err != nil || !slices.Equal(broken, []store.Object{{Kind: "quote", ID: quote}}) {
				t.Errorf("found %v, %v; want quote %d and not %d", broken, err, quote, untouched)
			}
		})
	}
}

func TestAForgedDocumentShowsEvenWithAHashOfItsOwn(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	signed := j.Invoiced(t).QuoteID
	forged := `{"title":"Ash"}`
	sum := sha256.Sum256([]byte(forged))
	forge(t, j, "UPDATE quote SET content = ?, content_hash = ? WHERE id IN (?, ?)", forged, hex.EncodeToString(sum[:]), q.ID, signed)
	if broken, err := j.CheckEvidence(t.Context()); err != nil || !slices.Equal(broken, []store.Object{{Kind: "quote", ID: q.ID}, {Kind: "quote", ID: signed}}) {
		t.Errorf("found %v, %v; want quotes %d and %d", broken, err, q.ID, signed)
	}
}

func TestABrowserWithAnOddNameLeavesTheChainWhole(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	odd := store.Visit{IP: "192.0.2.7", UserAgent: "Caf\xe9 \xff <phone> \u2028"} // Latin-1, as some send it
	p := j.Portal(t, j.Priya)
	if err := p.ViewQuote(t.Context(), q.ID, odd); err != nil {
		t.Fatal(err)
	}
	signing := storetest.Signing(t, q)
	signing.Visit = odd
	if _, err := p.AcceptQuote(t.Context(), q.ID, signing); err != nil {
		t.Fatal(err)
	}
	if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
		t.Errorf("the evidence of %v does not hold, %v", broken, err)
	}
}

// reseal gives an event the hash that its content asks for, as the certificate
// describes it: whoever knows that can do so, but not make what follows fit.
func reseal(t *testing.T, j *storetest.Job, quote int64, e store.Evidence) {
	t.Helper()
	detail, err := json.Marshal(e.Detail)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%d\n%s\n%d\n%s\n", e.Before, quote, e.Position, e.What, e.At.UnixMilli(), detail))
	forge(t, j, "UPDATE evidence SET detail = ?, before_hash = ?, hash = ? WHERE quote_id = ? AND position = ?",
		string(detail), e.Before, hex.EncodeToString(sum[:]), quote, e.Position)
}

func TestAResealedEventDoesNotFitTheChain(t *testing.T) {
	j := storetest.NewJob(t)
	quote := j.Invoiced(t).QuoteID
	chain, err := j.Evidence(t.Context(), store.Object{Kind: "quote", ID: quote})
	if err != nil || len(chain) != 3 {
		t.Fatalf("%d events, %v", len(chain), err)
	}
	reseal(t, j, quote, chain[0])
	if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
		t.Fatalf("sealed again as it was: %v, %v", broken, err)
	}
	chain[0].Detail["to"] = "someone@else.example"
	reseal(t, j, quote, chain[0])
	if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 1 {
		t.Errorf("changed and sealed again: %v, %v", broken, err)
	}
}

func TestAnEventTakenOutLeavesAGapThoughTheRestIsResealed(t *testing.T) {
	j := storetest.NewJob(t)
	quote := j.Invoiced(t).QuoteID
	chain, err := j.Evidence(t.Context(), store.Object{Kind: "quote", ID: quote})
	if err != nil || len(chain) != 3 {
		t.Fatalf("%d events, %v", len(chain), err)
	}
	forge(t, j, "DELETE FROM evidence WHERE quote_id = ? AND position = 2", quote)
	chain[2].Before = chain[0].Hash
	reseal(t, j, quote, chain[2])
	if broken, err := j.CheckEvidence(t.Context()); err != nil || len(broken) != 1 {
		t.Errorf("found %v, %v", broken, err)
	}
}
