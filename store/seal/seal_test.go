package seal_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anteroom/store/seal"
	"anteroom/store/storetest"
)

var moment = time.Date(2026, 11, 23, 14, 32, 5, 0, time.UTC)

func newKey(t testing.TB, name string) seal.Key {
	t.Helper()
	k, err := seal.NewKey(name, moment)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sealed(t testing.TB, k seal.Key, pdf []byte) []byte {
	t.Helper()
	out, digest, err := k.Seal(pdf, seal.Label{Name: "Ærlig & Søn Ελλάς", Reason: "So that (nothing) \\ changes", At: moment})
	if err != nil {
		t.Fatal(err)
	}
	f := seal.Examine(out, k.Certificate())
	if f.State != seal.Whole || f.Digest != digest || !f.At.Equal(moment) {
		t.Fatalf("a new seal is found to be %+v", f)
	}
	return out
}

// tool asks a program about a file. Where it is not installed the test is skipped,
// or fails if ANTEROOM_REQUIRE_TOOLS is set.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skipf("%s is not installed, and is the independent reader that this test asks", name)
	}
	path := filepath.Join(t.TempDir(), "sealed.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(name, append(args, path)...)
	command.Env = append(os.Environ(), "TZ=UTC")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestIndependentReadersFindTheSealValid(t *testing.T) {
	pdf := sealed(t, newKey(t, "Ærlig & Søn Ελλάς"), storetest.PDF("Accepted"))
	told := tool(t, pdf, "pdfsig")
	for _, want := range []string{"Signature #1", "Common Name: Ærlig & Søn Ελλάς", "Signing Time: Nov 23 2026 14:32:05", "Hash Algorithm: SHA-256",
		"Type: ETSI.CAdES.detached", "Total document signed", "Signature is Valid."} {
		if !strings.Contains(told, want) {
			t.Errorf("pdfsig does not say %q:\n%s", want, told)
		}
	}
	if told := tool(t, pdf, "qpdf", "--check"); !strings.Contains(told, "No syntax or stream encoding errors found") {
		t.Errorf("qpdf: %s", told)
	}
	if told := tool(t, flip(pdf, bytes.Index(pdf, []byte("/Count"))+8), "pdfsig"); !strings.Contains(told, "Digest Mismatch") {
		t.Errorf("pdfsig does not see a changed byte:\n%s", told)
	}
}

func TestWhatWasThereStaysAsItIs(t *testing.T) {
	pdf := storetest.PDF("Accepted")
	k := newKey(t, "Alder & Rowe")
	out := sealed(t, k, pdf)
	if !bytes.HasPrefix(out, pdf) {
		t.Error("the sealed file does not begin with the one that was sealed")
	}
	if again := sealed(t, k, pdf); !bytes.Equal(again, out) {
		t.Error("the same PDF sealed twice at one instant is two files")
	}
}

// TestOneFlippedByteIsNeverWhole flips the bytes of a sealed file in turn, of each
// another bit.
func TestOneFlippedByteIsNeverWhole(t *testing.T) {
	k := newKey(t, "Alder & Rowe")
	pdf := sealed(t, k, storetest.PDF("Accepted"))
	told := map[seal.State]int{}
	padding := bytes.Index(pdf, bytes.Repeat([]byte("0"), 100))
	changed := 0
	for at := range pdf {
		if at > padding && at < padding+4000 && at%37 > 0 {
			continue // zeros, as those around them
		}
		changed++
		f := seal.Examine(flip(pdf, at), k.Certificate())
		if f.State >= seal.Longer {
			t.Fatalf("with byte %d of %d changed (%q) it is found to be %+v", at, len(pdf), pdf[max(0, at-20):min(len(pdf), at+20)], f)
		}
		told[f.State]++
	}
	if told[seal.Broken] < changed*3/4 { // the rest stands in the certificate, by which we know our seals
		t.Errorf("of %d changes only %d were told to be changes: %v", changed, told[seal.Broken], told)
	}
}

func flip(pdf []byte, at int) []byte {
	out := bytes.Clone(pdf)
	out[at] ^= 1 << (at % 8)
	return out
}

func TestHexDigitsOfAnotherCaseAreAChange(t *testing.T) {
	k := newKey(t, "Alder & Rowe")
	pdf := sealed(t, k, storetest.PDF("Accepted"))
	at := bytes.Index(pdf, []byte("/Contents <")) + 11
	at += bytes.IndexAny(pdf[at:], "ABCDEF")
	pdf[at] += 'a' - 'A'
	if f := seal.Examine(pdf, k.Certificate()); f.State != seal.Broken {
		t.Errorf("it is found to be %+v", f)
	}
}

func TestWhatAFileMayHaveBecome(t *testing.T) {
	ours, others := newKey(t, "Alder & Rowe"), newKey(t, "Alder & Rowe") // of the same name
	pdf := sealed(t, ours, storetest.PDF("Accepted"))
	other := sealed(t, others, storetest.PDF("Accepted"))
	seals := func(pdf []byte) string { // the dictionary of a seal
		return string(pdf[bytes.Index(pdf, []byte("<</Type /Sig ")):bytes.LastIndex(pdf, []byte("xref\n"))])
	}
	ranged := func(numbers string) []byte {
		return fmt.Appendf(nil, "%%PDF-1.7\n<</Type /Sig /ByteRange [%s] /Contents <00>>>\n%%%%EOF\n", numbers)
	}
	garbage := bytes.Repeat([]byte("/ByteRange [0 10 20 30] <30820104> \x00\xff"), 25<<20/37)
	for name, c := range map[string]struct {
		file []byte
		want seal.State
	}{
		"nothing":                     {nil, seal.None},
		"no PDF":                      {[]byte("Dear all,"), seal.None},
		"not sealed":                  {storetest.PDF("Accepted"), seal.None},
		"whole":                       {pdf, seal.Whole},
		"a newline appended":          {append(bytes.Clone(pdf), '\n'), seal.Longer},
		"an update appended":          {append(bytes.Clone(pdf), "6 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"...), seal.Longer},
		"a byte cut off":              {pdf[:len(pdf)-1], seal.Broken},
		"cut off behind the seal":     {pdf[:bytes.LastIndex(pdf, []byte("xref\n"))], seal.Broken},
		"cut in the middle of a seal": {pdf[:len(pdf)/2], seal.Broken},
		"cut before the seal":         {pdf[:len(storetest.PDF("Accepted"))-9], seal.None},
		"something before":            {append([]byte("\n"), pdf...), seal.Broken},
		"foreign":                     {other, seal.Foreign},
		"our seal in another's file":  {append(storetest.PDF("Other"), seals(pdf)...), seal.Broken},
		"a second signature":          {append(bytes.Clone(pdf), seals(other)...), seal.Longer},
		"empty range":                 {ranged(""), seal.Foreign},
		"huge range":                  {ranged("0 9999999999 9999999999 9999999999"), seal.Foreign},
		"range beyond any number":     {ranged("0 99999999999999999999 1 1"), seal.Foreign},
		"negative range":              {ranged("0 -1 -2 5"), seal.Foreign},
		"backward range":              {ranged("0 40 20 10"), seal.Foreign},
		"range from elsewhere":        {ranged("9 10 20 10"), seal.Foreign},
		"25 MB of claims":             {garbage, seal.Foreign},
		"25 MB of a seal's beginning": {bytes.Repeat([]byte(seals(pdf)[:700]), 25<<20/700), seal.Foreign},
		"25 MB of whole seals":        {append(pdf, bytes.Repeat(pdf, 25<<20/len(pdf))...), seal.Broken},
	} {
		started := time.Now()
		f := seal.Examine(c.file, ours.Certificate())
		if f.State != c.want {
			t.Errorf("%s: it is found to be %+v, want %d", name, f, c.want)
		}
		if took := time.Since(started); took > 3*time.Second {
			t.Errorf("%s: it took %v", name, took)
		}
	}
}

func TestASealOfAnEarlierKeyIsFound(t *testing.T) {
	old, now := newKey(t, "Alder"), newKey(t, "Alder & Rowe")
	f := seal.Examine(sealed(t, old, storetest.PDF("Accepted")), now.Certificate(), old.Certificate())
	if f.State != seal.Whole || f.Certificate != 1 {
		t.Errorf("it is found to be %+v", f)
	}
}

func TestOnlyAPDFOfThePrinterIsSealed(t *testing.T) {
	k := newKey(t, "Alder & Rowe")
	sound := storetest.PDF("Accepted")
	for name, pdf := range map[string][]byte{
		"empty": nil, "text": []byte("Dear all,"), "cut off": sound[:len(sound)-3],
		"without a catalogue": bytes.Replace(sound, []byte("/Root 6"), []byte("/Root 9"), 1),
		"with a false table":  bytes.Replace(sound, []byte("0 7\n"), []byte("0 9\n"), 1),
		"without pages":       bytes.Replace(sound, []byte("/Kids [3"), []byte("/Kids [8"), 1),
	} {
		if _, _, err := k.Seal(pdf, seal.Label{}); err == nil {
			t.Errorf("%s: it was sealed", name)
		}
	}
}

func TestKeysAreReadAsTheyWereKept(t *testing.T) {
	k, other := newKey(t, strings.Repeat("Żółć", 40)), newKey(t, "Another")
	private, err := k.Private()
	if err != nil {
		t.Fatal(err)
	}
	again, err := seal.ReadKey(k.Certificate().DER(), private)
	if err != nil {
		t.Fatal(err)
	}
	if f := seal.Examine(sealed(t, again, storetest.PDF("x")), k.Certificate()); f.State != seal.Whole {
		t.Errorf("what the key seals after it was read is found to be %+v", f)
	}
	if _, err := seal.ReadKey(other.Certificate().DER(), private); err == nil {
		t.Error("a certificate goes with another's key")
	}
	if k.Seals(moment.AddDate(20, 0, 1)) || !k.Seals(moment.AddDate(19, 0, 0)) {
		t.Error("it does not seal for twenty years")
	}
	if len(k.Certificate().Fingerprint()) != 64 {
		t.Errorf("the fingerprint is %q", k.Certificate().Fingerprint())
	}
}

func FuzzExamine(f *testing.F) {
	k := newKey(f, "Alder & Rowe")
	pdf := sealed(f, k, storetest.PDF("Accepted"))
	f.Add(pdf)
	f.Add([]byte("%PDF-1.7\n/ByteRange [0 1 2 3]"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if found := seal.Examine(file, k.Certificate()); found.State == seal.Whole && !bytes.Equal(file, pdf) {
			t.Errorf("another file is found whole: %q", file)
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	k, pdf := newKey(b, "Alder & Rowe"), storetest.PDF("Accepted")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := k.Seal(pdf, seal.Label{Name: "Alder & Rowe", Reason: "Sealed", At: moment}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExamine(b *testing.B) {
	k := newKey(b, "Alder & Rowe")
	pdf := sealed(b, k, storetest.PDF("Accepted"))
	b.ReportAllocs()
	for b.Loop() {
		if f := seal.Examine(pdf, k.Certificate()); f.State != seal.Whole {
			b.Fatalf("%+v", f)
		}
	}
}
