package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"
	"unicode"
)

// Signing is what someone hands in to sign a quote or a contract.
type Signing struct {
	Selection Selection // of a quote
	Name      string
	Method    string  // 'draw' or 'type'
	Strokes   Strokes // of a drawn signature
	Agreed    bool
	Consent   string // the words that were agreed to, as shown
	Hash      string // of the document that was shown
	Total     int64  // that was shown, of a quote
	Visit     Visit
}

// Strokes are the lines of a drawn signature: points x, y in thousandths of the
// pad's width.
type Strokes [][][2]int

// Limits of a drawn signature: enough for any hand, too little to store films.
const (
	maxStrokes = 200
	maxPoints  = 20_000
)

// blank tells whether nothing that could be called a signature was drawn: the
// ink must be longer than a dot or two.
func (s Strokes) blank() bool {
	length := 0
	for _, stroke := range s {
		for i := 1; i < len(stroke); i++ {
			length += abs(stroke[i][0]-stroke[i-1][0]) + abs(stroke[i][1]-stroke[i-1][1])
		}
	}
	return length < 60
}

func (s Strokes) tooMany() bool {
	points := 0
	for _, stroke := range s {
		points += len(stroke)
	}
	return len(s) > maxStrokes || points > maxPoints
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (v *Signing) check() error {
	var invalid Invalid
	v.Name = strings.Join(strings.Fields(v.Name), " ")
	invalid.atMost("name", v.Name, 120)
	if strings.IndexFunc(v.Name, unicode.IsLetter) < 0 {
		invalid.Add("name", Say("invalid.signature_name"))
	}
	if v.Method != "type" {
		v.Method = "draw"
		if v.Strokes.blank() || v.Strokes.tooMany() {
			invalid.Add("strokes", Say("invalid.signature_blank"))
		}
	} else {
		v.Strokes = nil
	}
	if !v.Agreed || v.Consent == "" {
		invalid.Add("agree", Say("invalid.agree"))
	}
	return invalid.OrNil()
}

// person is someone who reads, signs or declines, as evidence tells of them.
type person struct {
	contact, staff int64 // the one or the other
	name, email    string
	via            Via
	codeAt         time.Time // when the code was emailed that they typed; zero: none was asked for
}

func (p *Portal) person() person {
	return person{contact: p.Contact.ID, name: p.Contact.Name, email: p.Contact.Email, via: p.Via, codeAt: p.codeAt}
}

func (s *Staff) person() person {
	return person{staff: s.ID, name: s.Name, email: s.Email, via: ViaStudio}
}

// how describes who reached a document and by which way.
func (p person) how(v Visit) map[string]string {
	side := "contact"
	if p.staff != 0 {
		side = "staff"
	}
	how := map[string]string{side: p.name, "email": p.email, "via": string(p.via), "ip": v.IP, "browser": clip(v.UserAgent, 400)}
	if !p.codeAt.IsZero() {
		how["code"] = codeStamp(p.codeAt)
	}
	return how
}

// pledge is one signature under one document.
type pledge struct {
	document Object
	hash     string // of the document
	signer   int64  // of a contract: whose place it takes
	who      person
	// Of a quote; else nil:
	selection, total any

	told map[string]string // what the chain keeps besides
}

// insertSignature writes a signature, and tells of it in the document's chain.
func (t *tx) insertSignature(p pledge, v Signing) (certificate string, err error) {
	n, err := t.nextNumber("certificate", 0)
	if err != nil {
		return "", err
	}
	certificate = fmt.Sprintf("C-%04d-%s", n, p.hash[:8])
	strokes := ""
	if v.Method == "draw" {
		drawn, err := json.Marshal(v.Strokes)
		if err != nil {
			return "", err
		}
		strokes = string(drawn)
	}
	if _, err := t.exec(`INSERT INTO signature (quote_id, signer_id, contact_id, staff_id, certificate, name, method, strokes, consent, selection,
		total, document_hash, signed_at, time_zone, ip, user_agent, via, code_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		ref(p.document.as("quote")), ref(p.signer), ref(p.who.contact), ref(p.who.staff), certificate, v.Name, v.Method, strokes, v.Consent,
		p.selection, p.total, p.hash, ms(t.now), t.store.Studio().TimeZone, v.Visit.IP, clip(v.Visit.UserAgent, 400), string(p.who.via), ms(p.who.codeAt)); err != nil {
		return "", err
	}
	detail := p.who.how(v.Visit)
	maps.Copy(detail, p.told)
	detail["name"], detail["method"], detail["document"], detail["certificate"] = v.Name, v.Method, p.hash, certificate
	detail["consent"], detail["strokes"] = v.Consent, hashHex([]byte(strokes))
	_, err = t.record(p.document, "signed", detail)
	return certificate, err
}

// Signature is how a quote was accepted, or a contract signed by one of its
// signers.
type Signature struct {
	ID          int64
	QuoteID     int64 // 0: of a contract,
	SignerID    int64 // by this signer of it
	Certificate string
	Name        string
	Method      string
	Strokes     Strokes
	Consent     string
	Selection   Selection
	Total       int64
	Hash        string // SHA-256 of the document that was signed
	At          time.Time
	TimeZone    string // in which its time is printed
	Visit       Visit
	Via         Via
	CodeAt      time.Time // when the code was emailed that was typed; zero: none was asked for
	Who         string    // as the studio knows them
	Email       string
}

// Zone is the time zone in which the signature's time is printed.
func (s *Signature) Zone() *time.Location {
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

const signatureColumns = `signature.id, signature.quote_id, signature.signer_id, signature.certificate, signature.name, signature.method, signature.strokes,
	signature.consent, coalesce(signature.selection, '{}'), coalesce(signature.total, 0), signature.document_hash, signature.signed_at, signature.time_zone,
	signature.ip, signature.user_agent, signature.via, signature.code_at,
	coalesce(signer.name, contact.name), coalesce(signer.email, contact.email)`

const signatureTables = `signature LEFT JOIN signer ON signer.id = signature.signer_id
	LEFT JOIN contact ON contact.id = signature.contact_id`

func scanSignature(row scanner, v *Signature) error {
	var strokes, selection string
	if err := row.Scan(&v.ID, optional{&v.QuoteID}, optional{&v.SignerID}, &v.Certificate, &v.Name, &v.Method, &strokes, &v.Consent, &selection, &v.Total, &v.Hash,
		at(&v.At), &v.TimeZone, &v.Visit.IP, &v.Visit.UserAgent, &v.Via, at(&v.CodeAt), &v.Who, &v.Email); err != nil {
		return err
	}
	if strokes != "" {
		if err := json.Unmarshal([]byte(strokes), &v.Strokes); err != nil {
			return err
		}
	}
	return json.Unmarshal([]byte(selection), &v.Selection)
}

// SignedCopy is the PDF that was stored once a document was signed by all, under
// the signature that completed it; ErrNotFound while it is not made yet.
func (s *Store) SignedCopy(ctx context.Context, signatureID int64) ([]byte, error) {
	return one(ctx, s.reader, value[[]byte], "SELECT pdf FROM signed_copy WHERE signature_id = ?", signatureID)
}

// UnkeptCopies are the quotes and contracts that are signed by all and whose copy
// is not made yet, the oldest of each first.
func (s *Store) UnkeptCopies(ctx context.Context) ([]Object, error) {
	return all(ctx, s.reader, func(row scanner, o *Object) error {
		var order int64
		return row.Scan(&o.Kind, &o.ID, &order)
	}, `
		SELECT 'quote', quote_id, signature.id FROM signature WHERE quote_id IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM signed_copy WHERE signature_id = signature.id)
		UNION ALL
		SELECT 'contract', contract.id, contract.decided_at FROM contract WHERE contract.state = 'completed'
			AND NOT EXISTS (SELECT 1 FROM signed_copy JOIN signature ON signature.id = signature_id
				JOIN signer ON signer.id = signature.signer_id WHERE signer.contract_id = contract.id)
		ORDER BY 1, 3 LIMIT 50`)
}
