package print_test

import (
	"bytes"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
	"anteroom/templates/print"
	"anteroom/templates/words"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// text prints a document and reads it back with an independent reader.
func text(t *testing.T, print func(io.Writer) error) string {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal("pdftotext is not installed")
		}
		t.Skip("pdftotext (poppler-utils) is not installed")
	}
	var pdf bytes.Buffer
	if err := print(&pdf); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(reader, "-layout", "-", "-")
	command.Stdin = &pdf
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func shows(t *testing.T, got string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
}

func printer(t testing.TB, s *store.Store) print.Printer {
	t.Helper()
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	return print.Printer{Words: w, Studio: s.Studio()}
}

func TestAQuoteBeforeAndAfterItsSignature(t *testing.T) {
	job := storetest.NewJob(t)
	q := job.Sent(t)
	p := printer(t, job.Store)
	before := text(t, func(w io.Writer) error { return p.Quote(w, q, q.Content.DefaultSelection()) })
	shows(t, before, "Quote", "Q-0001", "Raman", "31 Larkfield Road", "Oak window seat", "£1,850.00", "Photographs", "Not chosen",
		"VAT at 20%", "£2,220.00", "Deposit", "on acceptance", "£666.00", "14 days after acceptance", "£1,554.00")
	if strings.Contains(before, "Certificate") {
		t.Error("a quote that nobody signed has a certificate")
	}
	if _, err := job.Portal(t, job.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q, "l2")); err != nil {
		t.Fatal(err)
	}
	signed, err := job.SignedQuote(t.Context(), q.ID)
	if err != nil {
		t.Fatal(err)
	}
	after := text(t, func(w io.Writer) error { return p.SignedQuote(w, signed) })
	shows(t, after, "Accepted and signed by Priya Raman", "£2,676.00", "Certificate of signature", signed.Signature.Certificate,
		"I accept this quote.", "192.0.2.7", "A phone", "Monday 23 November 2026, 9:00:00 GMT", "2026-11-23T09:00:00Z", q.Hash,
		"Sent to priya@example.com", "Opened", "Signed in as priya@example.com")
	if head := signed.Evidence[len(signed.Evidence)-1].Hash; !strings.Contains(strings.ReplaceAll(after, " ", ""), head[:16]) {
		t.Errorf("the fingerprint of the signature is missing:\n%s", after)
	}
}

func TestAnInvoiceAndItsReceipt(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 66600, PaidOn: job.Today(),
		Attempt: "attempt-by-hand-0001"}); err != nil {
		t.Fatal(err)
	}
	i, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := printer(t, job.Store)
	invoice := text(t, func(w io.Writer) error { return p.Invoice(w, i, "https://portal.example.com/portal/invoices/1") })
	shows(t, invoice, "Invoice", "INV-0001", "Bill to", "Raman", "Q-0001", "Signed", "Next payment, balance", "£1,554.00",
		"Due Monday 7 December 2026", "Payment schedule", "Payment history", "Cash", "R-0001", "Left to pay", "portal.example.com/portal/invoices/1")
	receipt := text(t, func(w io.Writer) error { return p.Receipt(w, i.Payments[0], i) })
	shows(t, receipt, "Receipt", "R-0001", "Received, with thanks", "£666.00", "Cash", "INV-0001", "Left to pay", "£1,554.00")
	if strings.Contains(invoice, "Credited") {
		t.Error("something was credited before it was")
	}
	if _, err := job.CreditInvoice(t.Context(), job.Owner, i.ID, store.Crediting{Amount: 22000, Reason: "The seat came late"}); err != nil {
		t.Fatal(err)
	}
	if i, err = job.Invoice(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	shows(t, text(t, func(w io.Writer) error { return p.Invoice(w, i, "") }), "Credited", "−£220.00", "Left to pay", "£1,334.00")
}

func TestPricesWithTheirTaxAreSummedUpAsSuch(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t, func(c *store.Content) { c.TaxIncluded = true })
	p := printer(t, job.Store)
	got := text(t, func(w io.Writer) error { return p.Invoice(w, i, "") })
	shows(t, got, "Total including VAT", "£1,850.00", "Includes VAT at 20% on £1,541.67", "£308.33")
	if strings.Index(got, "Includes VAT") < strings.Index(got, "Total including VAT") {
		t.Error("the tax stands above the total, as if it were added")
	}
}

func TestShippingDiscountsAndReasonsArePrinted(t *testing.T) {
	job := storetest.NewJob(t)
	p := printer(t, job.Store)
	change := func(c *store.Content) {
		c.Intro.Source = "As we said at the **counter**."
		c.Sections[0].Lines = []store.Line{storetest.Line("l1", "Oak shelves", 400), storetest.Line("l2", "Drawings", 100)}
		c.Sections[0].Lines[0].Discounts = []money.Discount{{Percent: 12_500}}
		c.Sections[0].Lines[1].Tax = money.Tax{Category: money.ReverseCharge, Name: "VAT", Reason: "Article 196, Directive 2006/112/EC."}
		c.Shipping, c.ShippingFor, c.ShippingTax = 4500, "Delivery", &storetest.VAT
	}
	wants := []string{"As we said at the counter.", "Less 12.5%", "£350.00", "Delivery", "£45.00", "VAT at 20% on £395.00", "£79.00", "£574.00",
		"On £100.00: Reverse charge: the customer accounts for the VAT. Article 196, Directive 2006/112/EC."}
	i := job.DraftInvoice(t, change)
	invoice := text(t, func(w io.Writer) error { return p.Invoice(w, i, "") })
	shows(t, invoice, wants...)
	q := job.Draft(t, change)
	quote := text(t, func(w io.Writer) error { return p.Quote(w, q, q.Content.DefaultSelection()) })
	shows(t, quote, wants...)
	if strings.Index(invoice, "Reverse charge") < strings.Index(invoice, "£574.00") {
		t.Error("the reason stands above the total")
	}
}

// scanned reads the QR code of a document as a phone would: off a picture of
// its pages.
func scanned(t *testing.T, print func(io.Writer) error) string {
	t.Helper()
	painter, err := exec.LookPath("pdftoppm")
	if err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal("pdftoppm is not installed")
		}
		t.Skip("pdftoppm (poppler-utils) is not installed")
	}
	var pdf bytes.Buffer
	if err := print(&pdf); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	command := exec.Command(painter, "-png", "-gray", "-r", "150", "-", filepath.Join(folder, "page"))
	command.Stdin = &pdf
	if err := command.Run(); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(folder, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if found := codeOn(t, page); found != "" {
			return found
		}
	}
	return ""
}

// codeOn is what the QR code of a page holds, and empty where none can be read.
func codeOn(t *testing.T, page string) string {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return ""
	}
	return result.GetText()
}

func TestTheCodeOfAnInvoice(t *testing.T) {
	job := storetest.NewJob(t)
	const link = "https://portal.example.com/portal/invoices/1"
	i := job.Invoiced(t)
	draw := func(w io.Writer) error { return printer(t, job.Store).Invoice(w, i, link) }
	if got := scanned(t, draw); got != link {
		t.Errorf("an invoice in pounds has the code %q", got)
	}
	studio := *job.Studio()
	studio.TakesBank, studio.Bank = true, store.Bank{Name: "Alder & Röwe GmbH", IBAN: "DE89370400440532013000"}
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
	job.Charge(t, "EUR")
	i = job.Invoiced(t)
	if got := scanned(t, draw); got != "BCD\n002\n1\nSCT\n\nAlder & Röwe GmbH\nDE89370400440532013000\nEUR666.00\n\nRF13INV0002" {
		t.Errorf("an invoice in euros has the code %q", got)
	}
	shows(t, text(t, draw), "Pay €666.00 by 23 November", "IBAN DE89 3704 0044 0532 0130 00", "Reference RF13 INV0 002", "portal.example.com/portal/invoices/1")

	studio.TakesBank = false
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
	if got := scanned(t, draw); got != link {
		t.Errorf("with transfers switched off the code is %q", got)
	}
}

// What is printed is what the invoice's page offers.
func TestAnInvoiceSaysHowItIsPaid(t *testing.T) {
	job := storetest.NewJob(t)
	studio := *job.Studio()
	studio.TakesCard, studio.TakesBank, studio.Bank = true, true, store.Bank{Name: "Alder & Rowe", Details: "Sort code: 20-20-15"}
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
	i := job.Invoiced(t)
	const card, bank, reference = "by card there", "our bank details", "reference INV-0001"
	for _, tt := range []struct {
		ways         store.Ways
		cards        bool
		shows, hides []string
	}{
		{store.EveryWay, true, []string{card, bank, reference}, nil},
		{store.EveryWay, false, []string{"Our bank details", reference}, []string{card}},
		{store.CardOnly, true, []string{card}, []string{bank, reference}},
		{store.BankOnly, true, []string{"Our bank details", reference}, []string{card}},
		{store.NoWay, true, []string{"Scan the square"}, []string{card, "bank details", reference}},
	} {
		i.Ways = tt.ways
		p := printer(t, job.Store)
		p.Cards = tt.cards
		got := text(t, func(w io.Writer) error { return p.Invoice(w, i, "https://portal.example.com/portal/invoices/1") })
		shows(t, got, tt.shows...)
		for _, hidden := range tt.hides {
			if strings.Contains(got, hidden) {
				t.Errorf("%q, cards %v: says %q", tt.ways, tt.cards, hidden)
			}
		}
	}
}

func TestACreditNoteSaysWhatItTakesBack(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	p := printer(t, job.Store)
	for _, c := range []struct {
		store.Crediting
		shows []string
	}{
		{store.Crediting{Amount: 22000, Reason: "The seat came late"}, []string{"CN-0001", "£220.00", "The seat came late", "£183.33", "£36.67"}},
		{store.Crediting{}, []string{"CN-0002", "£2,000.00", "£1,666.67", "£333.33"}},
	} {
		note, err := job.CreditInvoice(t.Context(), job.Owner, i.ID, c.Crediting)
		if err != nil {
			t.Fatal(err)
		}
		got := text(t, func(w io.Writer) error { return p.CreditNote(w, note) })
		shows(t, got, append(c.shows, "Credit note", "Credit to", "Raman", "For invoice INV-0001")...)
	}
}
