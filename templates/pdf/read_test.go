package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// words is what pdftotext finds, page by page, in the order in which it was written.
func words(t testing.TB, data []byte) []string {
	t.Helper()
	pages := strings.Split(tool(t, data, "pdftotext", "-raw", "-", "-"), "\f")
	return pages[:len(pages)-1]
}

// inOrder fails unless the pieces follow one another in text.
func inOrder(t *testing.T, text string, pieces ...string) {
	t.Helper()
	for _, p := range pieces {
		before, after, found := strings.Cut(text, p)
		if !found {
			t.Fatalf("%q is not there, or not after what should stand before it; what is left:\n%s", p, before)
		}
		text = after
	}
}

func TestTextReadsInOrder(t *testing.T) {
	pages := words(t, drawn(t, invoice()))
	inOrder(t, pages[0], "Invoice", "INV-0398", "Alder & Rowe", "Bill to", "Priya Raman", "31 Larkfield Road", "For", "Kitchen and garden room",
		"From", "Alder & Rowe Ltd", "Issued", "14 September 2026", "Next payment, second fix", "£9,600.00", "Due Friday 4 December 2026", "£15,360.00 left of £38,400.00",
		"Description", "Qty", "Price", "VAT", "Amount", "Strip out and make safe", "1", "£2,400.00", "20%", "£2,400.00", "Old units, floor and plaster. Two skips.",
		"Steelwork", "Kitchen, supplied and fitted", "£12,600.00", "Subtotal", "£33,200.00", "Discount, returning client", "−£1,200.00", "VAT at 20%", "Total", "£38,400.00",
		"VAT number GB 417 2086 53", "INV-0398, page 1 of 2")
	inOrder(t, pages[1], "Alder & Rowe", "Invoice INV-0398, Priya Raman", "Payment schedule", "Part", "Deposit, 30%", "16 September 2026", "Paid", "£11,520.00",
		"Second fix, 25%", "Payment history", "Visa ending 4242", "Left to pay", "£15,360.00", "VAT", "Standard, 20%", "£32,000.00",
		"Pay £9,600.00 by 4 December", "portal.alderandrowe.example/d/4Tn8cPwZ2e", "INV-0398.", "Thank you for having us in your home.", "page 2 of 2")
}

func TestSignedQuoteHoldsItsEvidence(t *testing.T) {
	d := signedQuote()
	text := strings.Join(words(t, drawn(t, d)), "\n")
	inOrder(t, text, "Quote", "Q-0231", "Accepted", "Dear Priya,", "Oak from the yard at Wrington", "What is included", "Joinery", "Oak window seat",
		"Reading light, wired in", "Optional, chosen", "Cushion in wool", "Optional, not chosen", "Total", "£5,448.00", "Payment schedule", "Terms of business",
		"1. What we do", "Accepted and signed by", "Priya Raman", "14:32:05 GMT", "For the studio", "Hannah Rowe", "Certificate of signature", "7F3K-92QD")
	for _, f := range d.Certificate.Facts {
		inOrder(t, strings.Join(strings.Fields(text), " "), f.Label, f.Value)
	}
	for _, e := range d.Certificate.Events {
		inOrder(t, text, e.At, e.What, e.Hash)
	}
}

func TestMetadata(t *testing.T) {
	d := invoice()
	d.Author = "Ærlig & Søn Ελλάς"
	data := drawn(t, d)
	info := tool(t, data, "pdfinfo", "-isodates", "-")
	for _, want := range []string{"Title:           Invoice INV-0398\n", "Subject:         Kitchen and garden room\n",
		"Author:          Ærlig & Søn Ελλάς\n", "Creator:         Anteroom\n", "CreationDate:    2026-11-23T14:32:05Z\n", "PDF version:     1.7\n",
		"Page size:       595.28 x 841.89 pts (A4)"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	for _, want := range []string{"/Lang (en-GB)", "/DisplayDocTitle true", "/ID [<"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s is not in the file", want)
		}
	}
	var told struct {
		Of struct {
			Title    string `xml:"title>Alt>li"`
			Subject  string `xml:"description>Alt>li"`
			Author   string `xml:"creator>Seq>li"`
			Language string `xml:"language>Bag>li"`
			Created  string `xml:"CreateDate"`
		} `xml:"RDF>Description"`
	}
	if err := xml.Unmarshal([]byte(tool(t, data, "pdfinfo", "-meta", "-")), &told); err != nil {
		t.Fatal(err)
	}
	if v := told.Of; v.Title != "Invoice INV-0398" || v.Subject != d.Subject || v.Author != d.Author || v.Language != "en-GB" || v.Created != "2026-11-23T14:32:05Z" {
		t.Errorf("the XMP says %+v", v)
	}
	d.Lang = "en) /Evil (x"
	if data := drawn(t, d); bytes.Contains(data, []byte("/Evil")) {
		t.Error("a language tag wrote into the catalogue")
	}
}

func TestQpdfFindsNoFault(t *testing.T) {
	for name, d := range samples() {
		sound(t, name, drawn(t, d))
	}
}

// sound fails unless qpdf, which reads no pipes, finds the file without fault.
func sound(t *testing.T, name string, data []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := tool(t, nil, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors found") {
		t.Errorf("%s: %s", name, out)
	}
}

func TestSameDocumentMakesSameBytes(t *testing.T) {
	for name, d := range samples() {
		want := drawn(t, d)
		var together sync.WaitGroup
		for range 4 {
			together.Go(func() {
				if !bytes.Equal(drawn(t, d), want) {
					t.Errorf("%s was drawn differently", name)
				}
			})
		}
		together.Wait()
	}
}

func TestFilesAreSmall(t *testing.T) {
	for name, most := range map[string]int{"short": 30_000, "invoice": 32_000, "signed": 48_000, "long": 64_000} {
		if size := len(drawn(t, samples()[name])); size > most {
			t.Errorf("%s has %d bytes, want at most %d", name, size, most)
		}
	}
}

// box is a word and where it stands, in points from the top left corner.
type box struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func TestNothingLeavesTheMargins(t *testing.T) {
	crowded := invoice()
	crowded.Parties = append(crowded.Parties, Party{"Copy to", strings.Repeat("Wolfeschlegelsteinhausenbergerdorff", 4), []string{"x"}})
	crowded.Facts = append(crowded.Facts, Fact{strings.Repeat("Order number ", 9), strings.Repeat("4500012345", 9)})
	crowded.Highlight.Amount = "IDR 123.456.789.012.345.678.901.234.567.890,00"
	crowded.Highlight.Lines = []string{strings.Repeat("a long explanation ", 20)}
	crowded.Tables[0].Rows[0].Cells = []string{strings.Repeat("Deposit", 30), strings.Repeat("when it is done ", 12), strings.Repeat("Waiting", 20), "£1.00"}
	crowded.Lines.Totals[1].Label = strings.Repeat("Discount for many reasons ", 8)
	crowded.Number, crowded.Title, crowded.Brand.Name = strings.Repeat("INV-2026-", 9), strings.Repeat("Statement ", 9), strings.Repeat("Alder ", 30)
	crowded.Running = strings.Repeat("Statement of account ", 9)
	documents := samples()
	documents["crowded"] = crowded
	for name, d := range documents {
		var found struct {
			Pages []struct {
				Words []box `xml:"word"`
			} `xml:"body>doc>page"`
		}
		if err := xml.Unmarshal([]byte(tool(t, drawn(t, d), "pdftotext", "-bbox", "-", "-")), &found); err != nil {
			t.Fatal(err)
		}
		const slack = 1.5
		for n, page := range found.Pages {
			for _, w := range page.Words {
				if w.XMin < margin*point-slack || w.XMax > (margin+across)*point+slack || w.YMin < margin*point-slack || w.YMax > (pageHeight-footMargin)*point+slack {
					t.Errorf("%s, page %d: %q stands at %.0f,%.0f to %.0f,%.0f", name, n+1, w.Text, w.XMin, w.YMin, w.XMax, w.YMax)
				}
			}
		}
	}
}

func TestTwoHundredLines(t *testing.T) {
	pages := words(t, drawn(t, long(200, "Described in a few words.")))
	var all []string
	for i, page := range pages {
		if strings.Contains(page, "Line number") && !strings.Contains(page, "Description") {
			t.Errorf("page %d has lines without column headings", i+1)
		}
		if i > 0 && !strings.Contains(page, "Invoice INV-0398, Priya Raman") {
			t.Errorf("page %d has no running head", i+1)
		}
		if want := fmt.Sprintf("page %d of %d", i+1, len(pages)); !strings.Contains(page, want) {
			t.Errorf("page %d does not say %q", i+1, want)
		}
		for row := range strings.Lines(page) {
			if strings.HasPrefix(row, "Line number") {
				all = append(all, strings.Fields(row)[2])
			}
		}
	}
	var want []string
	for i := range 200 {
		want = append(want, fmt.Sprint(i+1))
	}
	if !slices.Equal(all, want) {
		t.Errorf("the lines are %v", all)
	}
}

// TestNothingIsLeftAlone moves the contents down the page line by line, so that every part
// comes to stand at a page's foot once.
func TestNothingIsLeftAlone(t *testing.T) {
	for n := 1; n <= 60; n++ {
		note := ""
		if n%3 == 0 {
			note = "Described in a few words."
		}
		d := long(n, note)
		d.Lines.Within = []Fact{{Label: "Reverse charge: the customer accounts for the VAT."}}
		d.Texts = []Text{{Heading: "Terms of business", Markdown: "### First\n\nWe work with care. " + strings.Repeat("And so on. ", 60) + "\n\n### Guarantee\n\nTwelve months."}}
		pages := words(t, drawn(t, d))
		together(t, n, pages, fmt.Sprintf("Line number %d ", n), "Subtotal", "Discount, returning", "Total £38,400.00", "Reverse charge")
		together(t, n, pages, "Payment schedule", "Deposit, 30%", "Completion, 15%")
		together(t, n, pages, "Visa ending", "Left to pay")
		together(t, n, pages, "Pay £9,600.00 by", "Please give the reference")
		together(t, n, pages, "Terms of business", "First", "We work with care")
		together(t, n, pages, "Guarantee", "Twelve months.")
		for i, page := range pages {
			if len(strings.Fields(page)) < 36 {
				t.Errorf("with %d lines, page %d is nearly empty:\n%s", n, i+1, page)
			}
			if strings.Contains(page, "Line number") != strings.Contains(page, "Description") {
				t.Errorf("with %d lines, page %d has lines without their heads, or heads without lines:\n%s", n, i+1, page)
			}
		}
	}
}

// TestACertificateIsReadAsOne lets the evidence of several signers come to stand
// at a page's foot.
func TestACertificateIsReadAsOne(t *testing.T) {
	const hash = "8ebf8777da27ada5b81000f0396b4e81650b0828c5094182407eae9432b3bf78"
	for n := 1; n <= 12; n++ {
		d := signedQuote()
		facts := d.Certificate.Facts
		d.Certificate.Facts = facts[:1]
		for i := range 3 {
			part := Part{Heading: fmt.Sprintf("Signed by signer %d.", i), Facts: slices.Clone(facts)}
			part.Facts = append(part.Facts, Fact{"Certificate", fmt.Sprintf("The last of signer %d.", i)})
			d.Certificate.Parts = append(d.Certificate.Parts, part)
		}
		d.Certificate.Events = nil
		for i := range n {
			d.Certificate.Events = append(d.Certificate.Events, Event{fmt.Sprintf("Wednesday %d September 2026, 20:31:00 BST", i+1), "Sent to priya.raman@example.com", hash})
		}
		pages := words(t, drawn(t, d))
		for i := range 3 {
			together(t, n, pages, fmt.Sprintf("Signed by signer %d.", i), "Chain head", fmt.Sprintf("The last of signer %d.", i))
		}
		together(t, n, pages, "Anyone can check", fmt.Sprintf("Wednesday %d September", n))
		if !strings.Contains(strings.Join(pages, "\n"), "Wednesday") {
			t.Fatal("no event is shown")
		}
		for _, page := range pages {
			if strings.Count(page, hash[:32]) != strings.Count(page, hash[32:]) {
				t.Errorf("with %d events, a fingerprint takes more than two lines:\n%s", n, page)
			}
		}
	}
}

// together fails unless all pieces stand on the same page.
func together(t *testing.T, n int, pages []string, pieces ...string) {
	t.Helper()
	for _, page := range pages {
		if strings.Contains(page, pieces[0]) {
			for _, p := range pieces[1:] {
				if !strings.Contains(page, p) {
					t.Errorf("with %d lines, %q stands without %q", n, pieces[0], p)
				}
			}
			return
		}
	}
	t.Errorf("with %d lines, %q is nowhere", n, pieces[0])
}

func TestLongNoteGoesOverPages(t *testing.T) {
	var note strings.Builder
	for i := range 120 {
		fmt.Fprintf(&note, "Sentence number %d of a very long description of one thing.\n\n", i+1)
	}
	d := long(2, "")
	d.Lines.Sections[0].Lines[1].Note = note.String()
	pages := words(t, drawn(t, d))
	text := strings.Join(pages, "\n")
	if len(pages) < 4 {
		t.Errorf("it has %d pages", len(pages))
	}
	inOrder(t, text, "Line number 2", "Sentence number 1 of", "Sentence number 60 of", "Description", "Sentence number 120 of", "Subtotal")
	if n := strings.Count(text, "£10.00"); n != 4 {
		t.Errorf("the amounts of two lines stand %d times, want 4", n)
	}
}
