package store

import (
	"strings"
	"testing"
)

// The examples are those of the IBAN registry.
func TestIBAN(t *testing.T) {
	for iban := range strings.FieldsSeq(`GB29NWBK60161331926819 DE89370400440532013000 FR1420041010050500013M02606 NO9386011117947
		MT84MALT011000012345MTLCAST001S BR1800360305000010009795493C1 SA0380000000608010167519 LC55HEMM000100010012001200023015`) {
		if !validIBAN(iban) {
			t.Errorf("%s was refused", iban)
		}
		for i := range iban { // one slip anywhere, or two neighbours changed
			slip := []byte(iban)
			slip[i] = '0' + (slip[i]+1)%10
			if string(slip) != iban && validIBAN(string(slip)) {
				t.Errorf("%s was taken for %s", slip, iban)
			}
			if i > 4 && iban[i] != iban[i-1] {
				swapped := []byte(iban)
				swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
				if validIBAN(string(swapped)) {
					t.Errorf("%s was taken for %s", swapped, iban)
				}
			}
		}
	}
	for _, wrong := range []string{"", "GB", "XX29NWBK60161331926819", "GB29NWBK6016133192681", "GB29NWBK601613319268199", "GB29NWBK6016133192681é"} {
		if validIBAN(wrong) {
			t.Errorf("%q was taken", wrong)
		}
	}
}

func TestBIC(t *testing.T) {
	for bic, ok := range map[string]bool{"": true, "DEUTDEFF": true, "deut de ff 500": true, "DEUTDE": false, "DEUT1EFF": false, "DEUTDEF!": false} {
		var invalid Invalid
		invalid.bic("bic", bic)
		if got := invalid.OrNil() == nil; got != ok {
			t.Errorf("%q: %v", bic, got)
		}
	}
}
