package store

import (
	"context"
	"encoding/hex"
	"errors"
	"time"

	"anteroom/store/seal"
)

// examinations is how many PDFs one place may have examined in an hour.
const examinations = 40

// Verdict is what became of a PDF that someone holds.
type Verdict string

// What an examination may find.
const (
	Same      Verdict = "same"      // byte for byte the signed copy that is kept here, and its seal holds
	Unsealed  Verdict = "unsealed"  // the signed copy that is kept here, made before copies were sealed
	Unknown   Verdict = "unknown"   // sealed here and as it was sealed, but there is no such copy here
	Continued Verdict = "continued" // sealed here, and something was added behind the seal
	Changed   Verdict = "changed"   // sealed here, and not as it was sealed
	Foreign   Verdict = "foreign"   // signed with another key
	Bare      Verdict = "bare"      // not signed
)

// Examination is what the studio can say of a PDF that someone holds.
type Examination struct {
	Verdict  Verdict
	SHA256   string          // of the file, in hexadecimal digits
	Sealed   time.Time       // zero: not, or not to be believed
	Document *SignedDocument // whose copy it is, or whose seal it carries; nil when that is not known
}

// SignedDocument names a document of which a signed copy is kept.
type SignedDocument struct {
	Kind, Number, Title string // 'quote', 'Q-0231'; also 'estimate', 'contract'
	Signings            []SignedBy
}

// SignedBy is one who signed, and when.
type SignedBy struct {
	Name string
	At   time.Time
}

// MayExamine counts one examination, and refuses it when there were too many from
// where it comes.
func (s *Store) MayExamine(ctx context.Context, v Visit) error {
	return s.Allow(ctx, "examination from "+neighbourhood(v.IP), examinations, time.Hour)
}

// Examine tells whether a PDF is a signed copy of this studio's and whether a byte
// of it has changed. Nothing of it is kept.
func (s *Store) Examine(ctx context.Context, pdf []byte) (e Examination, err error) {
	certificates, err := s.certificates(ctx)
	if err != nil {
		return e, err
	}
	f := seal.Examine(pdf, certificates...)
	e.SHA256, e.Sealed = hashHex(pdf), f.At
	e.Document, err = s.signedDocument(ctx, "sha256", e.SHA256)
	switch {
	case err != nil:
		return e, err
	case e.Document != nil && f.State == seal.Whole:
		e.Verdict = Same
	case e.Document != nil:
		e.Verdict = Unsealed
	case f.State == seal.None:
		e.Verdict = Bare
	case f.State == seal.Foreign:
		e.Verdict = Foreign
	default:
		err = s.judge(ctx, &e, f)
	}
	return e, err
}

// judge is the verdict on a file that carries a seal of ours but is not a copy that
// is kept here.
func (s *Store) judge(ctx context.Context, e *Examination, f seal.Finding) (err error) {
	if e.Document, err = s.signedDocument(ctx, "seal_digest", hex.EncodeToString(f.Digest[:])); err != nil {
		return err
	}
	switch {
	case f.State == seal.Longer:
		e.Verdict = Continued
	case f.State == seal.Whole && e.Document == nil:
		e.Verdict = Unknown
	default: // a whole one whose copy differs all the same has another signature than ours
		e.Verdict, e.Sealed = Changed, time.Time{}
	}
	return nil
}

// signedDocument finds a document by a hash of its signed copy; nil when there is none.
func (s *Store) signedDocument(ctx context.Context, by, hash string) (*SignedDocument, error) {
	query := map[string]string{
		"sha256":      signedDocuments + " WHERE signed_copy.sha256 = ?",
		"seal_digest": signedDocuments + " WHERE signed_copy.seal_digest = ?",
	}[by]
	var quote, contract int64
	d, err := one(ctx, s.reader, func(row scanner, d *SignedDocument) error {
		return row.Scan(&d.Kind, &d.Number, &d.Title, &quote, &contract)
	}, query, hash)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	d.Signings, err = all(ctx, s.reader, func(row scanner, v *SignedBy) error { return row.Scan(&v.Name, at(&v.At)) },
		`SELECT signature.name, signature.signed_at FROM signature LEFT JOIN signer ON signer.id = signer_id
		WHERE quote_id = ? OR contract_id = ? ORDER BY signature.id`, quote, contract)
	return &d, err
}

const signedDocuments = `SELECT coalesce(quote.kind, 'contract'), coalesce(quote.number, contract.number), coalesce(quote.title, contract.title),
	coalesce(quote.id, 0), coalesce(contract.id, 0)
	FROM signed_copy JOIN signature ON signature.id = signature_id LEFT JOIN quote ON quote.id = signature.quote_id
	LEFT JOIN signer ON signer.id = signature.signer_id LEFT JOIN contract ON contract.id = signer.contract_id`

// SealFingerprints are the SHA-256 fingerprints of the certificates with which this
// studio's copies are sealed, the newest first.
func (s *Store) SealFingerprints(ctx context.Context) ([]string, error) {
	certificates, err := s.certificates(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]string, len(certificates))
	for i, c := range certificates {
		list[i] = c.Fingerprint()
	}
	return list, nil
}
