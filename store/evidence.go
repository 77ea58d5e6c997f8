package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Evidence is one event of a quote's or a contract's history, a link of a chain of hashes: each
// covers the one before, so that none can be changed, added or taken out
// without breaking all that follow.
type Evidence struct {
	Position int
	What     string // 'sent', 'viewed', 'signed', 'declined', 'withdrawn', 'superseded'
	At       time.Time
	Detail   map[string]string
	Before   string // hash of the event before; zeros at first
	Hash     string
}

// genesis is the hash before the first event.
var genesis = strings.Repeat("0", 64)

const evidenceColumns = "position, what, at, detail, before_hash, hash"

func scanEvidence(row scanner, v *Evidence) error {
	var detail string
	if err := row.Scan(&v.Position, &v.What, at(&v.At), &detail, &v.Before, &v.Hash); err != nil {
		return err
	}
	return json.Unmarshal([]byte(detail), &v.Detail)
}

// chained are the columns that say to what an event belongs.
var chained = map[string]string{"quote": "quote_id", "contract": "contract_id"}

// sealed is the event's hash: SHA-256 over the hash before it, the document's id
// (of a contract: "contract 12"), the position, the word, the instant (unix
// milliseconds) and the detail as JSON with sorted names, each on a line of its own.
func (e Evidence) sealed(o Object) (string, error) {
	document := strconv.FormatInt(o.ID, 10)
	if o.Kind != "quote" {
		document = o.Kind + " " + document
	}
	detail, err := json.Marshal(e.Detail) // maps are written with sorted keys
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d\n%s\n%d\n%s\n", e.Before, document, e.Position, e.What, e.At.UnixMilli(), detail))
	return hex.EncodeToString(sum[:]), nil
}

// record adds an event to a document's chain. Bytes that are no UTF-8 (some
// browsers' names have them) are replaced before the event is sealed: JSON would
// do so as it is kept, and the seal would not hold for what is read again.
func (t *tx) record(o Object, what string, detail map[string]string) (Evidence, error) {
	last, err := one(t.ctx, t, scanEvidence, `SELECT `+evidenceColumns+` FROM evidence WHERE `+chained[o.Kind]+` = ? ORDER BY position DESC LIMIT 1`, o.ID)
	if err == ErrNotFound {
		last = Evidence{Position: 0, Hash: genesis}
	} else if err != nil {
		return Evidence{}, err
	}
	valid := make(map[string]string, len(detail))
	for name, value := range detail {
		valid[name] = strings.ToValidUTF8(value, "\uFFFD")
	}
	e := Evidence{Position: last.Position + 1, What: what, At: t.now, Detail: valid, Before: last.Hash}
	if e.Hash, err = e.sealed(o); err != nil {
		return e, err
	}
	kept, err := json.Marshal(valid)
	if err != nil {
		return e, err
	}
	_, err = t.exec(`INSERT INTO evidence (`+chained[o.Kind]+`, position, what, at, detail, before_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		o.ID, e.Position, what, ms(t.now), string(kept), e.Before, e.Hash)
	return e, err
}

func evidenceOf(ctx context.Context, q querier, o Object) ([]Evidence, error) {
	return all(ctx, q, scanEvidence, `SELECT `+evidenceColumns+` FROM evidence WHERE `+chained[o.Kind]+` = ? ORDER BY position`, o.ID)
}

// Evidence is the whole chain of a quote or a contract, first to last.
func (s *Store) Evidence(ctx context.Context, o Object) ([]Evidence, error) {
	if chained[o.Kind] == "" {
		return nil, fmt.Errorf("no evidence of a %q", o.Kind)
	}
	return evidenceOf(ctx, s.reader, o)
}
