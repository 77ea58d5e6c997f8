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

// Evidence is one event of a quote's history, a link of a chain of hashes: each
// covers the one before, so that none can be changed, added or taken out
// without breaking all that follow.
type Evidence struct {
	Position int
	What     string // 'sent', 'viewed', 'signed', 'declined', 'superseded'
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

// sealed is the event's hash: SHA-256 over the hash before it, the quote's id,
// the position, the word, the instant (unix milliseconds) and the detail as
// JSON with sorted names, each on a line of its own.
func (e Evidence) sealed(quoteID int64) (string, error) {
	detail, err := json.Marshal(e.Detail) // maps are written with sorted keys
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%d\n%s\n%d\n%s\n", e.Before, quoteID, e.Position, e.What, e.At.UnixMilli(), detail))
	return hex.EncodeToString(sum[:]), nil
}

// record adds an event to a quote's chain. Bytes that are no UTF-8 (some
// browsers' names have them) are replaced before the event is sealed: JSON would
// do so as it is kept, and the seal would not hold for what is read again.
func (t *tx) record(quoteID int64, what string, detail map[string]string) (Evidence, error) {
	last, err := one(t.ctx, t, scanEvidence, `SELECT `+evidenceColumns+` FROM evidence WHERE quote_id = ? ORDER BY position DESC LIMIT 1`, quoteID)
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
	if e.Hash, err = e.sealed(quoteID); err != nil {
		return e, err
	}
	kept, err := json.Marshal(valid)
	if err != nil {
		return e, err
	}
	_, err = t.exec(`INSERT INTO evidence (quote_id, position, what, at, detail, before_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		quoteID, e.Position, what, ms(t.now), string(kept), e.Before, e.Hash)
	return e, err
}

func evidenceOf(ctx context.Context, q querier, quoteID int64) ([]Evidence, error) {
	return all(ctx, q, scanEvidence, `SELECT `+evidenceColumns+` FROM evidence WHERE quote_id = ? ORDER BY position`, quoteID)
}

// Evidence is a quote's whole chain, first to last.
func (s *Store) Evidence(ctx context.Context, quoteID int64) ([]Evidence, error) {
	return evidenceOf(ctx, s.reader, quoteID)
}

// CheckEvidence walks every chain, every sent document and every signature, and
// names the quotes (by id) whose evidence does not hold.
func (s *Store) CheckEvidence(ctx context.Context) (broken []int64, err error) {
	quotes, err := all(ctx, s.reader, scanFrozen, `SELECT quote.id, content, content_hash, state = 'accepted', quote.currency,
		coalesce(signature.document_hash, ''), coalesce(certificate, ''), coalesce(signature.name, ''), coalesce(method, ''), coalesce(strokes, ''),
		coalesce(consent, ''), coalesce(selection, ''), coalesce(signature.total, 0)
		FROM quote LEFT JOIN signature ON signature.quote_id = quote.id WHERE state <> 'draft' ORDER BY quote.id`)
	if err != nil {
		return nil, err
	}
	for _, q := range quotes {
		chain, err := s.Evidence(ctx, q.id)
		if err != nil {
			return nil, err
		}
		if !q.holds(chain) {
			broken = append(broken, q.id)
		}
	}
	return broken, nil
}

// frozenQuote is what was sent, and how it was signed if it was.
type frozenQuote struct {
	id            int64
	content, hash string
	accepted      bool
	currency      string
	signed        string // hash of the document that was signed; empty: none was
	signature     struct {
		certificate, name, method, strokes, consent, selection string
		total                                                  int64
	}
}

func scanFrozen(row scanner, q *frozenQuote) error {
	v := &q.signature
	return row.Scan(&q.id, &q.content, &q.hash, &q.accepted, &q.currency, &q.signed, &v.certificate, &v.name, &v.method, &v.strokes,
		&v.consent, &v.selection, &v.total)
}

func (q *frozenQuote) holds(chain []Evidence) bool {
	if hashHex([]byte(q.content)) != q.hash || len(chain) == 0 || q.accepted != (q.signed != "") || q.signed != "" && q.signed != q.hash {
		return false
	}
	before := genesis
	signings := 0
	for i, e := range chain {
		hash, err := e.sealed(q.id)
		if err != nil || e.Position != i+1 || e.Before != before || e.Hash != hash {
			return false
		}
		if document, told := e.Detail["document"]; told && document != q.hash {
			return false
		}
		if e.What == "signed" {
			signings++
			if !q.isSignedAs(e.Detail) {
				return false
			}
		}
		before = e.Hash
	}
	return q.signed == "" && signings == 0 || signings == 1
}

// isSignedAs tells whether the signature is the one that the chain tells of.
func (q *frozenQuote) isSignedAs(detail map[string]string) bool {
	for name, value := range q.signing() {
		if detail[name] != value {
			return false
		}
	}
	return true
}

// signing is what the chain keeps of a signature.
func (q *frozenQuote) signing() map[string]string {
	v := q.signature
	return map[string]string{"document": q.signed, "certificate": v.certificate, "name": v.name, "method": v.method,
		"strokes": hashHex([]byte(v.strokes)), "consent": v.consent, "selection": v.selection,
		"total": strconv.FormatInt(v.total, 10) + " " + q.currency}
}
