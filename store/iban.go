package store

import (
	"strings"
)

// ibanLengths are the lengths of account numbers by country (SWIFT's IBAN
// registry, ISO 13616).
const ibanLengths = `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
	FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21
	LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19
	SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`

// iban notes an account number that cannot be one, and gives it without spaces.
func (e *Invalid) iban(field, s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if s != "" && !validIBAN(s) {
		e.Add(field, Say("invalid.iban"))
	}
	return s
}

// validIBAN checks the length for the country and the check digits: with the
// first four characters moved to the end, and letters read as 10 to 35, the
// number leaves 1 when divided by 97 (ISO 7064, MOD 97-10).
func validIBAN(s string) bool {
	if len(s) < 15 || len(s) > 34 || !hasLength(s[:2], len(s)) {
		return false
	}
	rest, ok := mod97(s[4:] + s[:4])
	return ok && rest == 1
}

// mod97 is what a code leaves when its letters are read as 10 to 35 and the
// number is divided by 97; ok is false for a code with anything else in it.
func mod97(code string) (rest int, ok bool) {
	for _, r := range code {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		default:
			return 0, false
		}
	}
	return rest, true
}

func hasLength(country string, length int) bool {
	for entry := range strings.FieldsSeq(ibanLengths) {
		if entry[:2] == country {
			return int(entry[2]-'0')*10+int(entry[3]-'0') == length
		}
	}
	return false
}

// bic notes what is no bank identifier (ISO 9362), and gives it without spaces.
func (e *Invalid) bic(field, s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	ok := len(s) == 0 || len(s) == 8 || len(s) == 11
	for i, r := range s {
		letter, digit := r >= 'A' && r <= 'Z', r >= '0' && r <= '9'
		ok = ok && (letter || digit && (i < 4 || i > 5))
	}
	if !ok {
		e.Add(field, Say("invalid.bic"))
	}
	return s
}
