package store_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/seal"
	"anteroom/store/storetest"
)

// signature signs a quote and returns the signature's id.
func signature(t *testing.T, j *storetest.Job) int64 {
	t.Helper()
	signed, err := j.SignedQuote(t.Context(), j.Invoiced(t).QuoteID)
	if err != nil {
		t.Fatal(err)
	}
	return signed.Signature.ID
}

func keep(t *testing.T, j *storetest.Job, signature int64, words string) []byte {
	t.Helper()
	kept, err := j.KeepSignedCopy(t.Context(), signature, storetest.PDF(words), "Signed copy of quote Q-0001")
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// certificate is that of the newest key.
func certificate(t *testing.T, s *store.Store) seal.Certificate {
	t.Helper()
	c, err := seal.ReadCertificate(blob(t, s, "SELECT certificate FROM seal_key ORDER BY id DESC LIMIT 1"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func blob(t *testing.T, s *store.Store, query string) (data []byte) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.QueryRowContext(t.Context(), query).Scan(&data), db.Close()); err != nil {
		t.Fatal(err)
	}
	return data
}

func sum(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:])
}

func TestTheSignedCopyIsSealedOnceAndStays(t *testing.T) {
	j := storetest.NewJob(t)
	id := signature(t, j)
	first := keep(t, j, id, "first")
	if f := seal.Examine(first, certificate(t, j.Store)); f.State != seal.Whole || !f.At.Equal(j.Now().Truncate(1e9)) {
		t.Errorf("its seal is found to be %+v", f)
	}
	j.Clock.Add(1e9)
	if again := keep(t, j, id, "second"); !bytes.Equal(again, first) {
		t.Error("a second copy took the place of the first")
	}
	if pdf, err := j.SignedCopy(t.Context(), id); err != nil || !bytes.Equal(pdf, first) {
		t.Errorf("another copy is stored, %v", err)
	}
}

func TestACopyOfBeforeTheSealsStaysAsItIs(t *testing.T) {
	j := storetest.NewJob(t)
	id := signature(t, j)
	storetest.Exec(t, j.Store, "INSERT INTO signed_copy (signature_id, pdf, sha256, made_at) VALUES (?, CAST('as it was' AS BLOB), 'its hash', 1)", id)
	if kept := keep(t, j, id, "again"); string(kept) != "as it was" {
		t.Errorf("kept %q", kept)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM seal_key"); n != 0 {
		t.Errorf("%d keys were made for nothing", n)
	}
}

func TestOneKeySealsUntilTheStudioHasAnotherName(t *testing.T) {
	j := storetest.NewJob(t)
	var copies [][]byte
	for range 2 {
		copies = append(copies, keep(t, j, signature(t, j), "copy"))
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM seal_key"); n != 1 {
		t.Fatalf("%d keys for two copies", n)
	}
	old := certificate(t, j.Store)
	studio := *j.Studio()
	studio.LegalName = "Alder & Rowe Joinery Ltd"
	if err := j.SaveStudio(t.Context(), j.Owner, studio); err != nil {
		t.Fatal(err)
	}
	renamed := keep(t, j, signature(t, j), "copy")
	if f := seal.Examine(renamed, old); f.State != seal.Foreign {
		t.Errorf("the old name's key still seals: %+v", f)
	}
	if f := seal.Examine(renamed, certificate(t, j.Store)); f.State != seal.Whole {
		t.Errorf("the new name's seal is found to be %+v", f)
	}
	j.Clock.Add(21 * 366 * 24 * 3600e9)
	late := keep(t, j, signature(t, j), "copy")
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM seal_key"); n != 3 {
		t.Errorf("%d keys after the second had its time", n)
	}
	copies = append(copies, renamed, late)
	for i, pdf := range copies {
		if !bytes.HasPrefix(pdf, storetest.PDF("copy")) {
			t.Errorf("copy %d does not begin with what was sealed", i)
		}
	}
	if found, err := store.Check(t.Context(), j.Path()); err != nil || len(found) > 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
}

func TestCheckFindsABrokenSeal(t *testing.T) {
	j := storetest.NewJob(t)
	id := signature(t, j)
	pdf := keep(t, j, id, "copy")
	pdf[bytes.Index(pdf, []byte("/Count 1"))+7] = '2'
	storetest.Exec(t, j.Store, "DROP TRIGGER signed_copy_is_final; DROP TRIGGER seal_key_is_final")
	// As one would who covers their tracks: with the hash that fits.
	storetest.Exec(t, j.Store, "UPDATE signed_copy SET pdf = ?1, sha256 = ?2", pdf, sum(pdf))
	told := func(want string) {
		t.Helper()
		found, err := store.Check(t.Context(), j.Path())
		if err != nil || len(found) != 1 || !strings.HasPrefix(found[0], want) {
			t.Errorf("the check found %q, %v; want %q …", found, err, want)
		}
	}
	told("The seal of the signed copy of signature 1 does not hold.")
	storetest.Exec(t, j.Store, "UPDATE seal_key SET private = x'00'")
	told("The sealing key 1 cannot be used")
}
