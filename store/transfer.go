package store

import (
	"fmt"
	"strings"
	"unicode"
)

// Transfer is what one writes on a bank transfer to the studio: an invoice's
// frozen bank details, an amount, and what the transfer is to say.
type Transfer struct {
	Bank
	Number   string // of the invoice
	Amount   int64  // minor units; 0: the payer writes it in
	Currency string
}

// Transfer is a transfer of an amount for this invoice. An IBAN without the
// name of its holder is held by the studio, as the invoice prints its name.
func (i *Invoice) Transfer(amount int64) Transfer {
	t := Transfer{Bank: i.Content.Bank, Number: i.Number, Amount: amount, Currency: i.Currency}
	if t.Name == "" && t.IBAN != "" {
		t.Name = i.Content.From.Name
	}
	return t
}

// sepaCountries are those whose accounts take part in SEPA credit transfers
// (EPC409-09), as their IBANs begin; dependencies have their country's.
const sepaCountries = "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA"

// IsSEPA tells whether it can go as a SEPA credit transfer: to an account in
// the SEPA, in euros, which are all that the scheme moves. An account in
// pounds may be in the SEPA; its payers' banks know no structured reference.
func (t Transfer) IsSEPA() bool {
	if t.Currency != "EUR" || !validIBAN(t.IBAN) {
		return false
	}
	for country := range strings.FieldsSeq(sepaCountries) {
		if t.IBAN[:2] == country {
			return true
		}
	}
	return false
}

// Reference is what the payer is asked to write: for a SEPA transfer the
// structured reference, in groups of four; else the invoice's number.
func (t Transfer) Reference() string {
	if rf := CreditorReference(t.Number); rf != "" && t.IsSEPA() {
		return Grouped(rf)
	}
	return t.Number
}

// CreditorReference is the structured reference of an invoice's number by ISO
// 11649: 'RF', two check digits, and up to 21 of the number's letters and
// digits. A longer number gives its last ones, where the count stands. It is
// empty for a number without any.
//
// The check digits are those of ISO 7064, MOD 97-10, as IBANs have them.
func CreditorReference(number string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		}
		return -1
	}, number)
	if plain == "" {
		return ""
	}
	plain = plain[max(0, len(plain)-21):]
	rest, _ := mod97(plain + "RF00")
	return fmt.Sprintf("RF%02d%s", 98-rest, plain)
}

// numberIn is the number that a creditor reference was made of, without what
// is neither letter nor digit; ok is false for what is no such reference.
func numberIn(text string) (plain string, ok bool) {
	text = strings.ToUpper(strings.Join(strings.Fields(text), ""))
	if len(text) < 5 || len(text) > 25 || text[:2] != "RF" {
		return "", false
	}
	if rest, ok := mod97(text[4:] + text[:4]); !ok || rest != 1 {
		return "", false
	}
	return text[4:], true
}

// Grouped writes an IBAN or a creditor reference in groups of four, as ISO
// 13616 and ISO 11649 print them.
func Grouped(code string) string {
	var b strings.Builder
	n := 0
	for _, r := range code {
		if r == ' ' {
			continue
		}
		if n > 0 && n%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// The limits of EPC069-12, version 2.1.
const (
	epcName   = 70             // characters
	epcText   = 140            // characters
	epcBytes  = 331            // of the whole
	epcAmount = 99_999_999_999 // cents
)

// EPC is what the QR code of a SEPA transfer holds (EPC069-12, version 002, in
// UTF-8), and empty where there can be none: for another currency, an account
// outside of the SEPA, an amount beyond the scheme's.
func (t Transfer) EPC() string {
	if !t.IsSEPA() || t.Amount < 0 || t.Amount > epcAmount {
		return ""
	}
	lines := []string{"BCD", "002", "1", "SCT", t.BIC, "", t.IBAN, "", "", "", ""}
	if t.Amount > 0 {
		lines[7] = fmt.Sprintf("EUR%d.%02d", t.Amount/100, t.Amount%100)
	}
	// Purpose, then one of: the structured reference, a text.
	if lines[9] = CreditorReference(t.Number); lines[9] == "" {
		lines[10] = oneLine(t.Number, epcText)
	}
	for name := oneLine(t.Name, epcName); name != ""; name = shorter(name) {
		lines[5] = name
		if whole := strings.TrimRight(strings.Join(lines, "\n"), "\n"); len(whole) <= epcBytes {
			return whole
		}
	}
	return "" // the scheme asks for a name
}

// oneLine makes a text of at most so many characters that is one line.
func oneLine(s string, most int) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:min(len(runes), most)]))
}

// shorter is a text without its last character.
func shorter(s string) string {
	runes := []rune(s)
	return strings.TrimSpace(string(runes[:len(runes)-1]))
}
