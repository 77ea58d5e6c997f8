package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"anteroom/store/seal"
)

// KeepSignedCopy seals the PDF of a signature and stores it, once: a copy that is
// there is kept as it is, sealed or not, and given back. reason is what readers show
// beside the seal.
func (s *Store) KeepSignedCopy(ctx context.Context, signatureID int64, pdf []byte, reason string) (kept []byte, err error) {
	err = s.write(ctx, "keep a signed copy", func(t *tx) error {
		kept, err = one(t.ctx, t, value[[]byte], "SELECT pdf FROM signed_copy WHERE signature_id = ?", signatureID)
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		keyID, key, err := t.sealingKey()
		if err != nil {
			return err
		}
		sealed, digest, err := key.Seal(pdf, seal.Label{Name: t.store.Studio().Printed(), Reason: reason, At: t.now})
		if err != nil {
			return err
		}
		kept = sealed
		_, err = t.exec("INSERT INTO signed_copy (signature_id, pdf, sha256, seal_key_id, seal_digest, made_at) VALUES (?, ?, ?, ?, ?, ?)",
			signatureID, sealed, hashHex(sealed), keyID, hex.EncodeToString(digest[:]), ms(t.now))
		return err
	})
	return kept, err
}

// sealingKey is the key that seals today: the newest, or a new one where there is
// none yet, where the studio has another name by now, or where the newest has had
// its time. Earlier ones are kept, since what they sealed still names them.
func (t *tx) sealingKey() (id int64, key seal.Key, err error) {
	name := t.store.Studio().Printed()
	var last sealKey
	if last, err = one(t.ctx, t, scanSealKey, "SELECT id, name, certificate, private FROM seal_key ORDER BY id DESC LIMIT 1"); err == nil {
		key, err := seal.ReadKey(last.certificate, last.private)
		if err != nil {
			return 0, key, err
		}
		if last.name == name && key.Seals(t.now) {
			return last.id, key, nil
		}
	} else if !errors.Is(err, ErrNotFound) {
		return 0, key, err
	}
	if key, err = seal.NewKey(name, t.now); err != nil {
		return 0, key, err
	}
	private, err := key.Private()
	if err != nil {
		return 0, key, err
	}
	id, err = t.insert("INSERT INTO seal_key (name, certificate, private, made_at) VALUES (?, ?, ?, ?)", name, key.Certificate().DER(), private, ms(t.now))
	return id, key, err
}

// sealKey is a row of the keys.
type sealKey struct {
	id                   int64
	name                 string
	certificate, private []byte
}

func scanSealKey(row scanner, v *sealKey) error {
	return row.Scan(&v.id, &v.name, &v.certificate, &v.private)
}

// certificates are those of all keys that ever sealed here, the newest first.
func (s *Store) certificates(ctx context.Context) ([]seal.Certificate, error) {
	rows, err := all(ctx, s.reader, value[[]byte], "SELECT certificate FROM seal_key ORDER BY id DESC")
	if err != nil {
		return nil, err
	}
	list := make([]seal.Certificate, len(rows))
	for i, der := range rows {
		if list[i], err = seal.ReadCertificate(der); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// checkSeals reads every key, and asks of every copy that was sealed whether its
// seal holds.
func (s *Store) checkSeals(ctx context.Context) (found []string, err error) {
	keys, err := all(ctx, s.reader, scanSealKey, "SELECT id, name, certificate, private FROM seal_key ORDER BY id")
	if err != nil {
		return nil, err
	}
	certificates := make(map[int64]seal.Certificate, len(keys))
	for _, k := range keys {
		key, err := seal.ReadKey(k.certificate, k.private)
		if err != nil {
			found = append(found, fmt.Sprintf("The sealing key %d cannot be used: %v.", k.id, err))
			continue
		}
		certificates[k.id] = key.Certificate()
	}
	ids, err := all(ctx, s.reader, value[int64], "SELECT signature_id FROM signed_copy WHERE seal_key_id IS NOT NULL ORDER BY signature_id")
	if err != nil {
		return found, err
	}
	for _, id := range ids { // one at a time: a PDF may be large
		holds, err := s.sealHolds(ctx, id, certificates)
		if err != nil {
			return found, err
		}
		if !holds {
			found = append(found, fmt.Sprintf("The seal of the signed copy of signature %d does not hold.", id))
		}
	}
	return found, nil
}

// sealHolds examines the seal of one stored copy. A key that cannot be used has
// been told of already.
func (s *Store) sealHolds(ctx context.Context, signatureID int64, certificates map[int64]seal.Certificate) (bool, error) {
	var keyID int64
	var digest string
	pdf, err := one(ctx, s.reader, func(row scanner, pdf *[]byte) error { return row.Scan(pdf, &keyID, &digest) },
		"SELECT pdf, seal_key_id, seal_digest FROM signed_copy WHERE signature_id = ?", signatureID)
	if err != nil {
		return false, err
	}
	certificate, usable := certificates[keyID]
	if !usable {
		return true, nil
	}
	f := seal.Examine(pdf, certificate)
	return f.State == seal.Whole && hex.EncodeToString(f.Digest[:]) == digest, nil
}
