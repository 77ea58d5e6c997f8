package store

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// The references beside their numbers are examples of banks' papers on ISO 11649.
func TestCreditorReference(t *testing.T) {
	for number, want := range map[string]string{
		"539007547034": "RF18539007547034",
		"2348231":      "RF712348231",
		"g72uur":       "RF45G72UUR",
		"18K5":         "RF6518K5",
		"INV-0398":     "RF88INV0398",
		"":             "",
		"№ Φ/–":        "",
	} {
		if got := CreditorReference(number); got != want {
			t.Errorf("%q has the reference %s, want %s", number, got, want)
		}
	}
	long := CreditorReference("THE-LONGEST-SERIES-OF-ALL/2026/0042")
	if len(long) != 25 || !strings.HasSuffix(long, "20260042") {
		t.Errorf("a long number has the reference %s", long)
	}
}

// Every reference can be read again, and no slip passes for one.
func TestCreditorReferencesHoldTheirNumbers(t *testing.T) {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	random := rand.New(rand.NewPCG(11649, 97))
	for range 2000 {
		number := make([]byte, 1+random.IntN(21))
		for i := range number {
			number[i] = letters[random.IntN(len(letters))]
		}
		rf := CreditorReference(string(number))
		if got, ok := numberIn(strings.ToLower(Grouped(rf))); !ok || got != string(number) {
			t.Fatalf("%s of %s reads as %q, %v", rf, number, got, ok)
		}
		slip, at := []byte(rf), 2+random.IntN(len(rf)-2)
		switch slip[at] { // for another of its kind
		case '9':
			slip[at] = '0'
		case 'Z':
			slip[at] = 'A'
		default:
			slip[at]++
		}
		if _, ok := numberIn(string(slip)); ok {
			t.Errorf("%s was taken for %s", slip, rf)
		}
	}
	for _, none := range []string{"", "RF", "RF18", "INV-0398", "RF18é39007547034", "RF1853900754703412345678901"} {
		if plain, ok := numberIn(none); ok {
			t.Errorf("%q reads as %s", none, plain)
		}
	}
}

var sepa = Transfer{Bank: Bank{Name: "Alder & Rowe GmbH", IBAN: "DE89370400440532013000"}, Number: "INV-0398", Amount: 960000, Currency: "EUR"}

func TestEPC(t *testing.T) {
	want := "BCD\n002\n1\nSCT\n\nAlder & Rowe GmbH\nDE89370400440532013000\nEUR9600.00\n\nRF88INV0398"
	if got := sepa.EPC(); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	all := sepa
	all.BIC, all.Number, all.Amount = "COBADEFFXXX", "№ ∞", 5
	want = "BCD\n002\n1\nSCT\nCOBADEFFXXX\nAlder & Rowe GmbH\nDE89370400440532013000\nEUR0.05\n\n\n№ ∞"
	if got := all.EPC(); got != want {
		t.Errorf("with a BIC and a text: %q\nwant %q", got, want)
	}
	open := sepa
	open.Amount = 0
	if got := open.EPC(); !strings.Contains(got, "3000\n\n\nRF88INV0398") {
		t.Errorf("without an amount: %q", got)
	}
}

// A code is one of ten or eleven lines and at most 331 bytes, whatever the
// studio is called.
func TestEPCWithHostileNames(t *testing.T) {
	for _, name := range []string{"Alder\nEUR1.00\n\n", strings.Repeat("家", 200), "  \u2028 ", strings.Repeat("𝔸", 70), "A\r\nB\x00C"} {
		it := sepa
		it.Name = name
		got := it.EPC()
		if strings.TrimSpace(name) == "" {
			if got != "" {
				t.Errorf("%q without a name gave %q", name, got)
			}
			continue
		}
		lines := strings.Split(got, "\n")
		if len(lines) != 10 || lines[7] != "EUR9600.00" || len(got) > 331 || utf8.RuneCountInString(lines[5]) > 70 || !utf8.ValidString(got) {
			t.Errorf("%q gave %q", name, got)
		}
	}
}

func TestWhatIsSEPA(t *testing.T) {
	for what, change := range map[string]func(*Transfer){
		"pounds":                        func(t *Transfer) { t.Currency, t.IBAN = "GBP", "GB29NWBK60161331926819" },
		"an account elsewhere":          func(t *Transfer) { t.IBAN = "SA0380000000608010167519" },
		"an account that cannot be one": func(t *Transfer) { t.IBAN = "DE88370400440532013000" },
		"no account":                    func(t *Transfer) { t.IBAN = "" },
	} {
		it := sepa
		change(&it)
		if it.IsSEPA() || it.EPC() != "" || it.Reference() != "INV-0398" {
			t.Errorf("%s: %v %q %s", what, it.IsSEPA(), it.EPC(), it.Reference())
		}
	}
	british := sepa
	british.IBAN = "GB29NWBK60161331926819"
	if !british.IsSEPA() || british.Reference() != "RF88 INV0 398" {
		t.Errorf("euros to Britain: %v %s", british.IsSEPA(), british.Reference())
	}
	for _, amount := range []int64{-1, 99_999_999_999 + 1} {
		it := sepa
		it.Amount = amount
		if it.EPC() != "" {
			t.Errorf("%d: %q", amount, it.EPC())
		}
	}
}
