package handlers_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/store/storetest"
)

// sealedCopy signs a quote and gives the signed copy, as its client downloads it.
func (h *House) sealedCopy(t *testing.T, job *storetest.Job) []byte {
	t.Helper()
	q := job.Sent(t)
	priya, base := h.client(t, job, "quote", q.ID)
	priya.Open(base).Submit("Sign to accept", "name", "Priya Raman", "agree", "on", "method", "type").Is(http.StatusOK)
	page := priya.Open(base).Is(http.StatusOK)
	if !page.HasLink("Check a signed copy") {
		t.Error("the signed quote's page does not lead to where its copy can be checked")
	}
	return []byte(priya.Open(base + "/pdf").Is(http.StatusOK).Body)
}

// verify hands a file in.
func (h *House) verify(t *testing.T, v *Visitor, pdf []byte) *Page {
	t.Helper()
	return v.Open("/verify").Is(http.StatusOK).Submit("Check this file", "pdf", Upload{Name: "copy <of> Q-0001.pdf", Data: pdf})
}

func TestAnyoneLearnsWhetherASignedCopyIsAsItWasSealed(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	pdf := house.sealedCopy(t, job)
	other := house.sealedCopy(t, job)
	stranger := house.Visitor(t)
	stranger.Open("/verify").Shows("Check a signed copy", "whether Alder & Rowe sealed it", "not kept", "25 MB")

	facts := []string{"Document Quote Q-0001, Window seat", "Signed by Priya Raman, Monday 23 November 2026, 9:00:00 GMT", "copy <of> Q-0001.pdf"}
	page := house.verify(t, stranger, pdf).Is(http.StatusOK)
	page.Shows("Nothing has changed", "to the last byte", "Sealed Monday 23 November 2026, 9:00:00 GMT").Shows(facts...)
	house.verify(t, stranger, other).Is(http.StatusOK).Shows("Nothing has changed", "Quote Q-0002")

	sealOf := []string{"The seal was made for Quote Q-0001, Window seat"}
	longer := append(bytes.Clone(pdf), "\n% more\n"...)
	house.verify(t, stranger, longer).Shows("Something was added", "Sealed Monday 23 November 2026").Shows(sealOf...)
	house.verify(t, stranger, pdf[:len(pdf)-30]).Shows("This file was changed", "Do not rely on it").Shows(sealOf...).Hides("Nothing has changed", "9:00:00 GMT Sealed")
	house.verify(t, stranger, bytes.Replace(pdf, []byte("ETSI.CAdES"), []byte("ETSI.cades"), 1)).Shows("This file was changed").Shows(sealOf...)

	foreigner := newHouse(t)
	foreign := foreigner.sealedCopy(t, foreigner.Job(t))
	house.verify(t, stranger, foreign).Shows("Not sealed by this studio").Hides("Priya Raman", "Q-0001, Window")
	house.verify(t, stranger, storetest.PDF("Letter")).Shows("No seal in this file").Hides("Priya Raman")
}

func TestASignedContractIsSealedToo(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	c := job.CompleteContract(t)
	house.Server.Tick(t.Context())
	signed, err := house.Store.SignedContract(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := house.Store.SignedCopy(t.Context(), signed.Signatures[len(signed.Signatures)-1].ID)
	if err != nil {
		t.Fatal(err)
	}
	house.verify(t, house.Visitor(t), pdf).Shows("Nothing has changed", "Contract "+c.Number+", "+c.Title, "Priya Raman, Monday 23 November 2026", "Hannah Rowe, Monday 23 November 2026")
}

// TestNoFlippedByteGoesUnnoticed changes a byte at many places of a real signed copy.
func TestNoFlippedByteGoesUnnoticed(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	pdf := house.sealedCopy(t, job)
	if e, err := house.Store.Examine(t.Context(), pdf); err != nil || e.Verdict != "same" {
		t.Fatalf("the copy itself: %+v, %v", e, err)
	}
	for at := 0; at < len(pdf); at += 97 {
		changed := bytes.Clone(pdf)
		changed[at] ^= 1 << (at % 8)
		e, err := house.Store.Examine(t.Context(), changed)
		if err != nil || e.Verdict != "changed" && e.Verdict != "foreign" && e.Verdict != "bare" {
			t.Errorf("with byte %d of %d changed: %+v, %v", at, len(pdf), e, err)
		}
	}
}

func TestACopyMadeBeforeTheSealsIsKnownByItsHash(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	old := storetest.PDF("Signed long ago")
	signed, err := job.SignedQuote(t.Context(), job.Invoiced(t).QuoteID)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Exec(t, house.Store, "INSERT INTO signed_copy (signature_id, pdf, sha256, made_at) VALUES (?, ?, ?, 1)", signed.Signature.ID, old, fmt.Sprintf("%x", sha256.Sum256(old)))
	house.verify(t, house.Visitor(t), old).Shows("Nothing has changed", "before copies were sealed", "Quote Q-0001")
}

func TestASealOfACopyThatIsKeptNoMore(t *testing.T) {
	house := newHouse(t)
	pdf := house.sealedCopy(t, house.Job(t))
	storetest.Exec(t, house.Store, "DROP TRIGGER signed_copy_is_kept; DELETE FROM signed_copy")
	house.verify(t, house.Visitor(t), pdf).Shows("The seal holds", "no longer among the studio’s records").Hides("Priya Raman")
}

func TestOtherProgramsFindTheSignedCopySealed(t *testing.T) {
	house := newHouse(t)
	pdf := house.sealedCopy(t, house.Job(t))
	file := filepath.Join(t.TempDir(), "copy.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		tool []string
		want []string
	}{
		{[]string{"pdfsig", file}, []string{"Common Name: Alder & Rowe", "Signature is Valid.", "Total document signed", "Signing Time: Nov 23 2026 09:00:00"}},
		{[]string{"qpdf", "--check", file}, []string{"No syntax or stream encoding errors found"}},
		{[]string{"pdftotext", file, "-"}, []string{"Certificate of signature", "sealed against changes", house.URL + "/verify"}},
	} {
		if _, err := exec.LookPath(c.tool[0]); err != nil {
			if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
				t.Fatal(err)
			}
			t.Skipf("%s is not installed, and is the independent reader that this test asks", c.tool[0])
		}
		command := exec.Command(c.tool[0], c.tool[1:]...)
		command.Env = append(os.Environ(), "TZ=UTC")
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", c.tool, err, out)
		}
		for _, want := range c.want {
			if !strings.Contains(strings.Join(strings.Fields(string(out)), " "), want) {
				t.Errorf("%s does not say %q:\n%s", c.tool[0], want, out)
			}
		}
	}
}

func TestWhatCannotBeExaminedIsSaidAtTheField(t *testing.T) {
	house := newHouse(t)
	stranger := house.Visitor(t)
	page := stranger.Open("/verify")
	for name, c := range map[string]struct {
		upload Upload
		want   string
	}{
		"nothing chosen": {Upload{}, "Please choose a PDF first."},
		"no PDF":         {Upload{Name: "a.pdf", Data: []byte("Dear all,")}, "This file is not a PDF."},
		"empty":          {Upload{Name: "a.pdf"}, "This file is not a PDF."},
		"too large":      {Upload{Name: "a.pdf", Data: append([]byte("%PDF-1.7\n"), make([]byte, 26<<20)...)}, "at most 25 MB"},
	} {
		refused := page.Submit("Check this file", "pdf", c.upload).Is(http.StatusUnprocessableEntity)
		if !strings.Contains(refused.Error("pdf"), c.want) {
			t.Errorf("%s: %q, want %q", name, refused.Error("pdf"), c.want)
		}
	}
	stranger.Post("/verify", "pdf", "text").Is(http.StatusUnprocessableEntity).Shows("Please choose a PDF first.")
}

func TestGarbageHarmsNobody(t *testing.T) {
	house := newHouse(t)
	pdf := house.sealedCopy(t, house.Job(t))
	stranger := house.Visitor(t)
	head := []byte("%PDF-1.7\n")
	for name, file := range map[string][]byte{
		"25 MB of nothing":    append(head, make([]byte, 25<<20-len(head))...),
		"25 MB of claims":     append(head, bytes.Repeat([]byte("/ByteRange [0 9999999999 9999999999 9999999999]\n/Contents <30"), 25<<20/62)...),
		"25 MB of our seals":  bytes.Repeat(pdf, 25<<20/len(pdf)),
		"a hundred thousand<": append(head, bytes.Repeat([]byte("<<"), 1<<20)...),
	} {
		started := time.Now()
		house.verify(t, stranger, file).Is(http.StatusOK).Hides("Nothing has changed", "The seal holds")
		if took := time.Since(started); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestExaminingKeepsNothingAndHasALimit(t *testing.T) {
	house := newHouse(t)
	pdf := house.sealedCopy(t, house.Job(t))
	stranger := house.Visitor(t)
	w := newWatch(t, house.Store.Path())
	house.verify(t, stranger, pdf).Shows("Nothing has changed")
	if changed := w.changed(); len(changed) > 0 {
		t.Errorf("examining a file changed %v", changed)
	}
	for range 39 {
		house.verify(t, stranger, storetest.PDF("x")).Is(http.StatusOK)
	}
	house.verify(t, stranger, pdf).Is(http.StatusConflict).Shows("That was tried too often. Please wait 60 minutes").Hides("Nothing has changed")
	house.Clock.Add(time.Hour)
	house.verify(t, stranger, pdf).Is(http.StatusOK).Shows("Nothing has changed")
}

// TestACrowdIsAskedToWait has many files half handed in at once.
func TestACrowdIsAskedToWait(t *testing.T) {
	house := newHouse(t)
	var waiting sync.WaitGroup
	defer waiting.Wait()
	var pipes []*io.PipeWriter
	defer func() {
		for _, p := range pipes {
			_ = p.Close()
		}
	}()
	const most = 25 << 20
	for range 3 {
		out, in := io.Pipe()
		pipes = append(pipes, in)
		waiting.Go(func() {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, house.URL+"/verify", out)
			if err != nil {
				t.Error(err)
				return
			}
			r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
			if response, err := http.DefaultClient.Do(r); err == nil {
				_ = response.Body.Close()
			}
		})
		if _, err := fmt.Fprintf(in, "--b\r\nContent-Disposition: form-data; name=\"pdf\"; filename=\"a.pdf\"\r\n\r\n%%PDF-"); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write(make([]byte, most*17/20)); err != nil {
			t.Fatal(err)
		}
	}
	// What was written may still be on its way, in the buffers of the network.
	eventually(t, "the crowd's files", func() bool { return house.Server.Examining() >= 3*(most*17/20) })
	stranger := house.Visitor(t)
	house.verify(t, stranger, append([]byte("%PDF-1.7"), make([]byte, 12<<20)...)).Is(http.StatusConflict).Shows("Many files are being checked just now")
	for _, p := range pipes {
		_ = p.Close()
	}
	waiting.Wait()
	house.verify(t, stranger, storetest.PDF("x")).Is(http.StatusOK)
}
