package handlers_test

import (
	"image"
	"image/color"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"anteroom/store"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/net/html"
)

// scanned are the QR codes of a page, as an independent reader reads them.
func (p *Page) scanned() (payloads []string) {
	p.t.Helper()
	for n := range p.root.Descendants() {
		if n.Data != "svg" || !hasClass(n, "qr") {
			continue
		}
		path := find(n, func(n *html.Node) bool { return n.Data == "path" })
		side, err := strconv.Atoi(strings.Fields(attr(n, "viewbox") + attr(n, "viewBox"))[2])
		if path == nil || err != nil {
			p.t.Fatalf("a code without modules: %v", err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(modules(p.t, attr(path, "d"), side))
		if err != nil {
			p.t.Fatal(err)
		}
		result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			p.t.Fatalf("the code cannot be read: %v", err)
		}
		payloads = append(payloads, result.GetText())
	}
	return payloads
}

// modules are a path of runs ("M4 4h7v1h-7z…") as a picture, eight pixels a module.
func modules(t testing.TB, path string, side int) image.Image {
	t.Helper()
	const scale = 8
	picture := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	for run := range strings.SplitSeq(strings.Trim(path, "Mz"), "zM") {
		place, width, _ := strings.Cut(run, "h")
		x, y, _ := strings.Cut(place, " ")
		width, _, _ = strings.Cut(width, "v")
		var n [3]int
		for i, text := range []string{x, y, width} {
			var err error
			if n[i], err = strconv.Atoi(text); err != nil {
				t.Fatalf("%q in a path: %v", run, err)
			}
		}
		for px := n[0] * scale; px < (n[0]+n[2])*scale; px++ {
			for py := n[1] * scale; py < (n[1]+1)*scale; py++ {
				picture.SetGray(px, py, color.Gray{})
			}
		}
	}
	return picture
}

func TestATransferInEurosIsScannedAndStructured(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	studio := *job.Studio()
	studio.TakesBank, studio.Bank = true, store.Bank{Name: "Alder & Rowe GmbH", IBAN: "DE89370400440532013000", BIC: "COBADEFFXXX"}
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
	job.Charge(t, "EUR")
	i := job.Invoiced(t)
	client, base := house.client(t, job, "invoice", i.ID)
	page := client.Open(base).Hides("RF40", "DE89", `class="qr"`)
	page = page.Follow("Make a payment").Shows("Reference RF40 INV0 001", "IBAN DE89 3704 0044 0532 0130 00",
		"€666.00 Scan this with your bank’s app", "€2,220.00 Scan this with your bank’s app")
	epc := func(amount string) string {
		return "BCD\n002\n1\nSCT\nCOBADEFFXXX\nAlder & Rowe GmbH\nDE89370400440532013000\nEUR" + amount + "\n\nRF40INV0001"
	}
	if codes := page.scanned(); len(codes) != 2 || codes[0] != epc("666.00") || codes[1] != epc("2220.00") {
		t.Errorf("the codes hold %q", codes)
	}
	house.Owner(t).Open("/studio/invoices/1").Shows("A transfer should say RF40 INV0 001")
	house.Owner(t).Open("/studio/invoices?q=rf40+inv0+001").Shows("INV-0001")
	house.Owner(t).Open("/studio/invoices?q=rf41+inv0+001").Hides("INV-0001")

	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "bank", Amount: 66600, PaidOn: job.Today(), Attempt: "attempt-0000000000009"}); err != nil {
		t.Fatal(err)
	}
	if codes := client.Open(base + "/payment").scanned(); len(codes) != 1 || codes[0] != epc("1554.00") {
		t.Errorf("with one part left the codes hold %q", codes)
	}
}

func TestOtherTransfersHaveNoCodeAndTheNumberAsTheirReference(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	banked(t, job)
	for _, currency := range []string{"GBP", "EUR"} {
		job.Charge(t, currency)
		i := job.Invoiced(t)
		client, base := house.client(t, job, "invoice", i.ID)
		page := client.Open(base + "/payment").Is(http.StatusOK)
		isEuro := currency == "EUR" // a British account takes euros, and no scheme takes pounds
		if codes := page.scanned(); (len(codes) > 0) != isEuro || strings.Contains(page.Text(), "Reference RF") != isEuro {
			t.Errorf("%s: %q\n%s", i.Currency, codes, page.Text())
		}
	}
	elsewhere := *job.Studio()
	elsewhere.Bank = store.Bank{Name: "Alder & Rowe", IBAN: "SA0380000000608010167519"}
	if err := job.SaveBank(t.Context(), job.Owner, elsewhere); err != nil {
		t.Fatal(err)
	}
	i := job.Invoiced(t)
	client, base := house.client(t, job, "invoice", i.ID)
	if page := client.Open(base+"/payment").Shows("SA03 8000", "Reference "+i.Number); len(page.scanned()) != 0 {
		t.Error("an account outside of the SEPA has a code")
	}
}
