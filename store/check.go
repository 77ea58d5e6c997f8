package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// Check looks at everything in a database that can be proved, and says in plain
// sentences what does not hold. Nothing is changed, and a server may be running.
func Check(ctx context.Context, path string) (found []string, err error) {
	db, err := openOther(ctx, path, "mode=rw")
	if err != nil {
		return nil, plainly(path, err)
	}
	err = errors.Join(sound(ctx, db, path), db.Close())
	var said Sentence
	if errors.As(err, &said) {
		return []string{string(said)}, nil
	}
	if err != nil {
		return nil, err
	}
	s, err := Open(ctx, path, Options{Shared: true, AsItIs: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, look := range []func(context.Context) ([]string, error){s.checkFiles, s.checkRenditions, s.checkSignedCopies, s.checkSeals, s.checkEvidence, s.checkMoney} {
		more, err := look(ctx)
		if err != nil {
			return found, err
		}
		found = append(found, more...)
	}
	return found, nil
}

// checkFiles reads all content again and compares its SHA-256.
func (s *Store) checkFiles(ctx context.Context) (found []string, err error) {
	type kept struct {
		id, size     int64
		sha256, name string
	}
	contents, err := all(ctx, s.reader, func(row scanner, v *kept) error { return row.Scan(&v.id, &v.size, &v.sha256, &v.name) },
		`SELECT content.id, size, sha256, coalesce((SELECT name FROM file WHERE content_id = content.id), (SELECT name FROM file_version WHERE content_id = content.id),
			(SELECT name FROM photo WHERE content_id = content.id), '') FROM content WHERE state = 'here' ORDER BY content.id`)
	if err != nil {
		return nil, err
	}
	for _, c := range contents {
		sum := sha256.New()
		n, err := io.Copy(sum, s.contentReader(ctx, c.id, c.size))
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return found, err
		}
		if n != c.size || hex.EncodeToString(sum.Sum(nil)) != c.sha256 {
			found = append(found, fmt.Sprintf("File %d (%s) is not as it was uploaded.", c.id, c.name))
		}
	}
	return found, nil
}

// checkRenditions compares every rendition of a photograph with its SHA-256, and
// looks whether those that are seen have all of theirs.
func (s *Store) checkRenditions(ctx context.Context) (found []string, err error) {
	type made struct {
		photo        int64
		size, sha256 string
		jpeg         []byte
	}
	err = each(ctx, s.reader, func(row scanner, v *made) error { return row.Scan(&v.photo, &v.size, &v.sha256, &v.jpeg) }, func(v *made) error {
		if hashHex(v.jpeg) != v.sha256 {
			found = append(found, fmt.Sprintf("The %s size of photo %d is not as it was made.", v.size, v.photo))
		}
		return nil
	}, "SELECT photo_id, size, sha256, jpeg FROM rendition ORDER BY photo_id, size")
	if err != nil {
		return found, err
	}
	lacking, err := all(ctx, s.reader, value[int64], `SELECT photo.id FROM photo JOIN content ON content.id = photo.content_id
		WHERE photo.state = 'ready' AND content.state = 'here'
		AND 2 > (SELECT count(*) FROM rendition WHERE photo_id = photo.id AND size IN ('thumb', 'web')) ORDER BY photo.id`)
	for _, id := range lacking {
		found = append(found, fmt.Sprintf("Photo %d lacks its small sizes.", id))
	}
	return found, err
}

// checkSignedCopies compares every signed PDF with its hash.
func (s *Store) checkSignedCopies(ctx context.Context) (found []string, err error) {
	ids, err := all(ctx, s.reader, value[int64], "SELECT signature_id FROM signed_copy ORDER BY signature_id")
	if err != nil {
		return nil, err
	}
	for _, id := range ids { // one at a time: a PDF may be large
		var hash string
		pdf, err := one(ctx, s.reader, func(row scanner, pdf *[]byte) error { return row.Scan(pdf, &hash) },
			"SELECT pdf, sha256 FROM signed_copy WHERE signature_id = ?", id)
		if err != nil {
			return found, err
		}
		if hashHex(pdf) != hash {
			found = append(found, fmt.Sprintf("The signed copy of signature %d is not as it was made.", id))
		}
	}
	return found, nil
}

func (s *Store) checkEvidence(ctx context.Context) (found []string, err error) {
	broken, err := s.CheckEvidence(ctx)
	for _, o := range broken {
		found = append(found, fmt.Sprintf("The evidence of %s %d does not hold.", o.Kind, o.ID))
	}
	return found, err
}

// checkMoney adds up again what the triggers and verbs have added up.
func (s *Store) checkMoney(ctx context.Context) (found []string, err error) {
	for _, rule := range []struct{ says, query string }{
		{"Invoice %d: what is paid is not the sum of its payments.", `SELECT id FROM invoice
			WHERE paid <> (SELECT coalesce(sum(amount - refunded), 0) FROM payment WHERE invoice_id = invoice.id AND state = 'paid')`},
		{"Payment %d: what went back is not the sum of its refunds.", `SELECT id FROM payment
			WHERE refunded <> (SELECT coalesce(sum(amount), 0) FROM refund WHERE payment_id = payment.id AND state = 'done')`},
		{"Invoice %d: what is credited is not the sum of its credit notes.", `SELECT id FROM invoice
			WHERE credited <> (SELECT coalesce(sum(total), 0) FROM credit_note WHERE invoice_id = invoice.id)`},
		{"Invoice %d: what went back is not the sum of its refunds.", `SELECT id FROM invoice
			WHERE refunded <> (SELECT coalesce(sum(refunded), 0) FROM payment WHERE invoice_id = invoice.id)`},
		{"Payment %d: more goes back than came.", `SELECT id FROM payment WHERE EXISTS (SELECT 1 FROM refund WHERE payment_id = payment.id)
			AND (state <> 'paid' OR amount < (SELECT coalesce(sum(amount), 0) FROM refund WHERE payment_id = payment.id AND kind <> 'dispute' AND state <> 'failed'
			AND (state = 'done' OR provider_id IS NOT NULL)))`},
		{"Payment %d: the bank took more than came.", `SELECT id FROM payment WHERE amount < (SELECT coalesce(sum(amount), 0) FROM refund
			WHERE payment_id = payment.id AND state <> 'failed' AND (kind <> 'refund' OR provider_id IS NOT NULL))`},
		{"Refund %d is in another currency than its payment.", `SELECT refund.id FROM refund JOIN payment ON payment.id = payment_id
			WHERE refund.state <> 'failed' AND refund.currency <> payment.currency`},
		{"Month %d: what was received is not the sum of its payments and refunds.", `SELECT CAST(replace(month, '-', '') AS INTEGER) FROM takings
			WHERE amount <> (SELECT coalesce(sum(amount), 0) FROM payment WHERE state = 'paid' AND method <> 'credit' AND currency = takings.currency
			AND paid_on BETWEEN month || '-01' AND month || '-31') - (SELECT coalesce(sum(amount), 0) FROM refund WHERE state = 'done'
			AND kind <> 'credit' AND currency = takings.currency AND refunded_on BETWEEN month || '-01' AND month || '-31')`},
		{"What clients owe in all is not the sum of their invoices, in so many currencies: %d.", `SELECT count(*) FROM outstanding WHERE amount <>
			(SELECT coalesce(sum(owed), 0) FROM invoice WHERE state = 'issued' AND currency = outstanding.currency) HAVING count(*) > 0`},
		{"Invoice %d: more is held as credit than was paid too much.", `SELECT id FROM invoice WHERE held > overpaid`},
		{"Refund %d: its credit went to another client, or another currency.", `SELECT refund.id FROM refund
			JOIN payment ON payment.id = payment_id JOIN invoice ON invoice.id = payment.invoice_id JOIN project ON project.id = invoice.project_id
			JOIN payment used ON used.id = into_id JOIN invoice other ON other.id = used.invoice_id JOIN project its ON its.id = other.project_id
			WHERE its.client_id <> project.client_id OR used.currency <> refund.currency`},
		{"Payment %d: the credit that it was made with is not what other payments gave.", `SELECT id FROM payment WHERE method = 'credit' AND state = 'paid'
			AND amount <> (SELECT coalesce(sum(refund.amount), 0) FROM refund WHERE into_id = payment.id AND refund.state = 'done')`},
		{"Invoice %d: what was forgiven is not what was credited and given back at once.", `SELECT id FROM invoice WHERE forgiven <>
			(SELECT coalesce(sum(credit_note.total), 0) FROM refund JOIN payment ON payment.id = payment_id JOIN credit_note ON credit_note.id = credit_note_id
			WHERE payment.invoice_id = invoice.id AND refund.state = 'done')`},
		{"Invoice %d: its schedule does not add up to its total.", `SELECT id FROM invoice WHERE state <> 'draft'
			AND EXISTS (SELECT 1 FROM instalment WHERE invoice_id = invoice.id)
			AND total <> (SELECT sum(amount) FROM instalment WHERE invoice_id = invoice.id)`},
		{"Client %d: what they owe is not the sum of their invoices.", `SELECT id FROM client WHERE client.owed <> (SELECT coalesce(sum(invoice.owed), 0)
			FROM invoice JOIN project ON project.id = project_id WHERE client_id = client.id AND state = 'issued' AND invoice.owed > 0)`},
		{"Payment %d was not made with the one that it is said to be made with.", `SELECT payment.id FROM payment JOIN payment lead ON lead.id = payment.with_id
			WHERE lead.with_id IS NOT NULL OR lead.method <> payment.method OR lead.currency <> payment.currency OR lead.contact_id IS NOT payment.contact_id
			OR EXISTS (SELECT 1 FROM payment other WHERE (other.id = lead.id OR other.with_id = lead.id) AND other.id < payment.id
			AND other.invoice_id = payment.invoice_id)`},
		{"Payment %d is in another currency than its invoice.", `SELECT payment.id FROM payment JOIN invoice ON invoice.id = invoice_id
			WHERE payment.currency <> invoice.currency`},
	} {
		ids, err := all(ctx, s.reader, value[int64], rule.query)
		if err != nil {
			return found, err
		}
		for _, id := range ids {
			found = append(found, fmt.Sprintf(rule.says, id))
		}
	}
	return s.checkInvoices(ctx, found)
}

// checkInvoices hashes every issued invoice again.
func (s *Store) checkInvoices(ctx context.Context, found []string) ([]string, error) {
	type frozen struct {
		id            int64
		content, hash string
	}
	issued, err := all(ctx, s.reader, func(row scanner, v *frozen) error { return row.Scan(&v.id, &v.content, &v.hash) },
		"SELECT id, content, content_hash FROM invoice WHERE state <> 'draft' ORDER BY id")
	if err != nil {
		return found, err
	}
	for _, v := range issued {
		if hashHex([]byte(v.content)) != v.hash {
			found = append(found, fmt.Sprintf("Invoice %d is not as it was issued.", v.id))
		}
	}
	return found, nil
}
