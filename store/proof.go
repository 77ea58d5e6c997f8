package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"
)

// proof is all that a sent document rests on: its bytes, its chain of evidence,
// and the signatures under it.
type proof struct {
	document             Object
	content, hash, state string
	chain                []Evidence
	signatures           []testimony
	signers              []signerRow // of a contract
}

// testimony is a signature as the chain must tell of it.
type testimony struct {
	signer int64
	told   map[string]string
}

// signerRow is a signer of a contract as the table has it.
type signerRow struct {
	id          int64
	name, email string
	signed      bool
}

// CheckEvidence walks every chain, every sent document and every signature, and
// names the quotes and contracts whose evidence does not hold.
func (s *Store) CheckEvidence(ctx context.Context) (broken []Object, err error) {
	for _, kind := range []string{"quote", "contract"} {
		ids, err := all(ctx, s.reader, value[int64], "SELECT id FROM "+kind+" WHERE state <> 'draft' ORDER BY id")
		if err != nil {
			return broken, err
		}
		for _, id := range ids { // one at a time: there may be many
			p, err := s.proof(ctx, Object{kind, id})
			if err != nil {
				return broken, err
			}
			if !p.holds() {
				broken = append(broken, p.document)
			}
		}
	}
	return broken, nil
}

func (s *Store) proof(ctx context.Context, o Object) (p proof, err error) {
	p, err = one(ctx, s.reader, func(row scanner, p *proof) error { return row.Scan(&p.content, &p.hash, &p.state) },
		"SELECT content, content_hash, state FROM "+o.Kind+" WHERE id = ?", o.ID)
	if err != nil {
		return p, err
	}
	p.document = o
	if p.chain, err = s.Evidence(ctx, o); err != nil {
		return p, err
	}
	if p.signatures, err = s.testimonies(ctx, o); err != nil || o.Kind == "quote" {
		return p, err
	}
	p.signers, err = all(ctx, s.reader, func(row scanner, v *signerRow) error { return row.Scan(&v.id, &v.name, &v.email, &v.signed) },
		"SELECT id, name, email, signed_at IS NOT NULL FROM signer WHERE contract_id = ? ORDER BY turn, id", o.ID)
	return p, err
}

func (s *Store) testimonies(ctx context.Context, o Object) ([]testimony, error) {
	return all(ctx, s.reader, func(row scanner, v *testimony) error {
		var document, certificate, name, method, strokes, consent, selection, total string
		var code time.Time
		if err := row.Scan(optional{&v.signer}, &document, &certificate, &name, &method, &strokes, &consent, &selection, &total, at(&code)); err != nil {
			return err
		}
		v.told = map[string]string{"document": document, "certificate": certificate, "name": name, "method": method,
			"strokes": hashHex([]byte(strokes)), "consent": consent, "code": codeStamp(code)}
		if o.Kind == "quote" {
			maps.Copy(v.told, map[string]string{"selection": selection, "total": total})
		} else {
			v.told["signer"] = strconv.FormatInt(v.signer, 10)
		}
		return nil
	}, `SELECT signer_id, document_hash, certificate, signature.name, method, strokes, consent, coalesce(selection, ''),
		coalesce(signature.total || ' ' || quote.currency, ''), code_at
		FROM signature LEFT JOIN quote ON quote.id = signature.quote_id LEFT JOIN signer ON signer.id = signature.signer_id
		WHERE `+map[string]string{"quote": "signature.quote_id", "contract": "signer.contract_id"}[o.Kind]+` = ? ORDER BY signature.id`, o.ID)
}

// holds tells whether everything fits together.
func (p *proof) holds() bool {
	return hashHex([]byte(p.content)) == p.hash && p.chainHolds() && p.isSignedAsTold() && p.signersHold() &&
		(p.state != "declined" || p.tells("declined")) && (p.state != "void" || p.tells("withdrawn"))
}

// chainHolds tells whether each event is sealed, joins the one before, and
// speaks of this document.
func (p *proof) chainHolds() bool {
	before := genesis
	for i, e := range p.chain {
		hash, err := e.sealed(p.document)
		if err != nil || e.Position != i+1 || e.Before != before || e.Hash != hash {
			return false
		}
		if document, told := e.Detail["document"]; told && document != p.hash {
			return false
		}
		before = e.Hash
	}
	return len(p.chain) > 0
}

// isSignedAsTold tells whether the signatures are those that the chain tells of,
// and the document counts as signed when all of them are there.
func (p *proof) isSignedAsTold() bool {
	signings := 0
	for _, e := range p.chain {
		if e.What == "signed" {
			signings++
		}
	}
	for _, s := range p.signatures {
		if !slices.ContainsFunc(p.chain, func(e Evidence) bool { return e.What == "signed" && s.isTold(e.Detail) }) {
			return false
		}
	}
	isComplete := p.state == "accepted" || p.state == "completed"
	return signings == len(p.signatures) && isComplete == (signings == p.wanted())
}

func (s testimony) isTold(detail map[string]string) bool {
	for name, value := range s.told {
		if detail[name] != value {
			return false
		}
	}
	return true
}

// wanted is how many signatures the document needs.
func (p *proof) wanted() int {
	if p.document.Kind == "quote" {
		return 1
	}
	return len(p.signers)
}

// signersHold tells whether a contract's signers are those that the frozen
// document names, and marked as signed where there is a signature.
func (p *proof) signersHold() bool {
	if p.document.Kind == "quote" {
		return true
	}
	var c Agreement
	if json.Unmarshal([]byte(p.content), &c) != nil || len(c.Signers) != len(p.signers) || len(c.Signers) == 0 {
		return false
	}
	for i, s := range p.signers {
		signed := slices.ContainsFunc(p.signatures, func(v testimony) bool { return v.signer == s.id })
		if s.name != c.Signers[i].Name || s.email != c.Signers[i].Email || s.signed != signed {
			return false
		}
	}
	return true
}

func (p *proof) tells(what string) bool {
	return slices.ContainsFunc(p.chain, func(e Evidence) bool { return e.What == what })
}
