package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// keep names a folder for the samples, to look at them:
//
//	go test ./templates/pdf -run Samples -keep /tmp/pdf && pdftoppm -r 80 -png /tmp/pdf/invoice.pdf /tmp/pdf/invoice
var keep = flag.String("keep", "", "folder in which to keep the sample documents")

// TestSamples draws each sample, and keeps it where it is asked to.
func TestSamples(t *testing.T) {
	for name, d := range samples() {
		data := drawn(t, d)
		if pages := pageCount(t, data); pages != samplePages[name] {
			t.Errorf("%s has %d pages, want %d", name, pages, samplePages[name])
		}
		if *keep == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(*keep, name+".pdf"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

var samplePages = map[string]int{"invoice": 2, "short": 1, "quote": 2, "signed": 4, "receipt": 1, "scripts": 2, "long": 15}

func samples() map[string]Document {
	return map[string]Document{
		"invoice": invoice(),
		"short":   shortInvoice(),
		"quote":   quote(),
		"signed":  signedQuote(),
		"receipt": receipt(),
		"scripts": scripts(),
		"long":    long(200, "Described in a few words."),
	}
}

func drawn(t testing.TB, d Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var (
	studio = Brand{Name: "Alder & Rowe", Colour: "#0f5d62"}
	from   = Party{"From", "Alder & Rowe Ltd", []string{"The Old Sail Loft, 9 Merchants Row", "Bristol BS1 4ZZ", "VAT number GB 417 2086 53"}}
	footer = []string{
		"Alder & Rowe Ltd, The Old Sail Loft, 9 Merchants Row, Bristol BS1 4ZZ. 0117 496 0142. studio@alderandrowe.example",
		"VAT number GB 417 2086 53. Company registration no. 11458207",
	}
	lineHeads = LineHead{"Description", "Qty", "Price", "VAT", "Amount"}
	moment    = time.Date(2026, 11, 23, 14, 32, 5, 0, time.UTC)
)

func line(title, note, amount string) Line {
	return Line{Title: title, Note: note, Quantity: "1", Price: amount, Tax: "20%", Amount: amount}
}

func invoice() Document {
	return Document{
		Lang: "en-GB", Title: "Invoice", Number: "INV-0398", Subject: "Kitchen and garden room", Author: "Alder & Rowe Ltd",
		Running: "Invoice INV-0398, Priya Raman", Page: "INV-0398, page {page} of {pages}",
		Brand: studio,
		Parties: []Party{
			{"Bill to", "Priya Raman", []string{"31 Larkfield Road", "Bristol BS6 9QQ", "United Kingdom"}},
			{"For", "Kitchen and garden room", []string{"Project #214", "31 Larkfield Road, Bristol"}},
			from,
		},
		Facts: []Fact{{"Issued", "14 September 2026"}, {"Tax point", "14 September 2026"}, {"Quote", "Q-0187, signed 14 Sep 2026"}, {"Printed", "23 November 2026"}},
		Highlight: &Highlight{
			Label: "Next payment, second fix", Amount: "£9,600.00",
			Lines:  []string{"Due Friday 4 December 2026", "£15,360.00 left of £38,400.00"},
			Strong: []string{"£15,360.00"},
		},
		Lines: &Lines{
			Head: lineHeads,
			Sections: []Section{{Lines: []Line{
				line("Strip out and make safe", "Old units, floor and plaster. Two skips.", "£2,400.00"),
				line("Steelwork and structural opening", "To the engineer’s drawing SK-04, including building control.", "£5,850.00"),
				line("Kitchen, supplied and fitted", "Painted ash fronts, quartz worktop, brass handles.", "£12,600.00"),
				line("Garden room glazing and roof", "Slim steel-look doors, insulated warm roof.", "£8,750.00"),
				line("Electrics and plumbing, second fix", "Certified on completion.", "£3,600.00"),
			}}},
			Totals: []Fact{{"Subtotal", "£33,200.00"}, {"Discount, returning client", "−£1,200.00"}, {"VAT at 20%", "£6,400.00"}, {"Total", "£38,400.00"}},
		},
		Tables: []Table{
			{Heading: "Payment schedule",
				Columns: []Column{{Heading: "Part", Strong: true}, {Heading: "Due"}, {Heading: "Status"}, {Heading: "Amount", Money: true}},
				Rows: []Row{
					{Cells: []string{"Deposit, 30%", "16 September 2026", "Paid", "£11,520.00"}},
					{Cells: []string{"First fix, 30%", "23 October 2026", "Paid", "£11,520.00"}},
					{Cells: []string{"Second fix, 25%", "4 December 2026", "Next", "£9,600.00"}, Strong: true},
					{Cells: []string{"Completion, 15%", "18 December 2026", "Later", "£5,760.00"}},
				}},
			{Heading: "Payment history",
				Columns: []Column{{Heading: "Date"}, {Heading: "Paid with"}, {Heading: "Receipt"}, {Heading: "Amount", Money: true}},
				Rows: []Row{
					{Cells: []string{"16 September 2026", "Bank transfer", "R-0488", "£11,520.00"}},
					{Cells: []string{"21 October 2026", "Visa ending 4242", "R-0521", "£11,520.00"}},
				},
				Totals: []Fact{{"Left to pay", "£15,360.00"}}},
			{Heading: "VAT",
				Columns: []Column{{Heading: "Rate"}, {Heading: "Net", Money: true}, {Heading: "VAT", Money: true}, {Heading: "Gross", Money: true}},
				Rows:    []Row{{Cells: []string{"Standard, 20%", "£32,000.00", "£6,400.00", "£38,400.00"}}}},
		},
		Pay: &PayBox{
			QR: "https://portal.alderandrowe.example/d/4Tn8cPwZ2e", Heading: "Pay £9,600.00 by 4 December",
			Lines:  []string{"Scan the square with your phone, or open", "Pay by card there, or see our bank details. Please give the reference INV-0398."},
			Link:   "https://portal.alderandrowe.example/d/4Tn8cPwZ2e",
			Strong: []string{"INV-0398"},
		},
		Texts:   []Text{{Markdown: "Work as in quote Q-0187 and our terms of business, Building work, 2026. Thank you for having us in your home.", Muted: true}},
		Footer:  footer,
		Created: moment,
	}
}

// shortInvoice is in euro, with a bank transfer and a word of thanks, on one page.
func shortInvoice() Document {
	d := invoice()
	d.Number, d.Running, d.Page = "2026-0042", "Rechnung 2026-0042", "2026-0042, Seite {page} von {pages}"
	d.Title, d.Lang, d.Subject = "Rechnung", "de-DE", "Hochzeitsreportage"
	d.Brand = Brand{Name: "Lichtwerk Jäger", Colour: "#f2b705"}
	d.Parties = []Party{
		{"Rechnung an", "Jürgen Weiß & Zoë Großmann", []string{"Königsallee 7", "40212 Düsseldorf", "Deutschland"}},
		{"Für", "Hochzeitsreportage", []string{"Schloss Benrath", "12. Dezember 2026"}},
		{"Von", "Lichtwerk Jäger", []string{"Œuvrestraße 3", "50667 Köln", "USt-IdNr. DE 123 456 789"}},
	}
	d.Facts = []Fact{{"Ausgestellt", "23. November 2026"}, {"Leistung", "12. Dezember 2026"}, {"Fällig", "7. Dezember 2026"}}
	d.Highlight = &Highlight{Label: "Zu zahlen", Amount: "2.380,00 €", Lines: []string{"Fällig am Montag, 7. Dezember 2026"}}
	d.Lines = &Lines{
		Head: LineHead{"Beschreibung", "Menge", "Preis", "USt.", "Betrag"},
		Sections: []Section{{Lines: []Line{
			{Title: "Reportage, ganzer Tag", Note: "Zehn Stunden, *ein* Fotograf.", Quantity: "10 h", Price: "180,00 €", Tax: "19 %", Amount: "1.800,00 €"},
			{Title: "Album", Note: "30 × 30 cm, Leinen.", Quantity: "1", Price: "200,00 €", Tax: "19 %", Amount: "200,00 €"},
		}}},
		Totals: []Fact{{"Zwischensumme", "2.000,00 €"}, {"USt. 19 %", "380,00 €"}, {"Gesamt", "2.380,00 €"}},
	}
	d.Tables = nil
	d.Pay = &PayBox{
		QR:      "BCD\n002\n1\nSCT\nCOBADEFFXXX\nLichtwerk Jaeger\nDE89370400440532013000\nEUR2380.00\n\nRF18539007547034\n\n",
		Heading: "Überweisung über 2.380,00 €",
		Lines:   []string{"Mit der App Ihrer Bank den Code einlesen, oder überweisen auf:"},
		Facts:   []Fact{{"Empfänger", "Lichtwerk Jäger"}, {"IBAN", "DE89 3704 0044 0532 0130 00"}, {"BIC", "COBADEFFXXX"}, {"Verwendung", "RF18 5390 0754 7034"}},
	}
	d.Texts = nil
	d.Footer = []string{"Lichtwerk Jäger, Œuvrestraße 3, 50667 Köln"}
	return d
}

func quote() Document {
	d := invoice()
	d.Title, d.Number, d.Running, d.Page = "Quote", "Q-0231", "Quote Q-0231, Priya Raman", "Q-0231, page {page} of {pages}"
	d.Subject = "Window seat and shelves"
	d.Parties[0].Heading, d.Parties[1].Name = "Prepared for", "Window seat and shelves"
	d.Facts = []Fact{{"Sent", "19 November 2026"}, {"Valid until", "30 November 2026"}, {"Version", "2"}, {"Looked after by", "Hannah Rowe"}}
	d.Highlight = &Highlight{Label: "Total including VAT", Amount: "£5,448.00", Lines: []string{"Valid until Monday 30 November 2026", "Deposit on acceptance £1,634.40"}, Strong: []string{"£1,634.40"}}
	d.Intro = "Dear Priya,\n\nIt was lovely to see the light in that room. Here is the window seat as we sketched it at the table, with *lightning* fast " +
		"shelves beside it, and the two **extras** you asked about. We can fit both before Christmas if you sign by 30 November. " +
		"Our [terms of business](https://alderandrowe.example/terms) are below.\n\n- Oak from the yard at Wrington\n- Two coats of hard wax oil\n- Everything swept up on the day\n\nHannah Rowe"
	d.Lines = &Lines{
		Head: LineHead{"What is included", "Qty", "Price", "VAT", "Amount"},
		Sections: []Section{
			{Heading: "Joinery", Note: "Made in our workshop.", Lines: []Line{
				line("Oak window seat with three drawers", "Made in our workshop in European oak, oiled by hand.\n\n1. Carcass in birch ply\n2. Drawers on soft runners", "£1,850.00"),
				{Title: "Shelves, floor to ceiling", Quantity: "3.5 m", Price: "£420.00", Tax: "20%", Amount: "£1,470.00"},
			}, Total: &Fact{"Joinery", "£3,320.00"}},
			{Heading: "Making good", Lines: []Line{
				line("Plaster, sand and paint", "", "£840.00"),
				{Title: "Reading light, wired in", Tag: "Optional, chosen", Quantity: "1", Price: "£380.00", Tax: "20%", Amount: "£380.00", Choice: Chosen},
				{Title: "Cushion in wool", Tag: "Optional, not chosen", Note: "Any cloth up to £60 a metre.", Quantity: "1", Price: "£290.00", Tax: "20%", Amount: "£290.00", Choice: NotChosen},
			}},
		},
		Totals: []Fact{{"Subtotal", "£4,540.00"}, {"VAT at 20%", "£908.00"}, {"Total", "£5,448.00"}},
	}
	d.Tables = []Table{{Heading: "Payment schedule",
		Columns: []Column{{Heading: "Part", Strong: true}, {Heading: "Due"}, {Heading: "Amount", Money: true}},
		Rows: []Row{
			{Cells: []string{"Deposit, 30%", "On acceptance", "£1,634.40"}},
			{Cells: []string{"Balance, 70%", "14 days before we begin", "£3,813.60"}},
		}}}
	d.Pay = nil
	d.Texts = []Text{{Heading: "Terms of business", Markdown: "### 1. What we do\n\nWe do the work described above with reasonable care and skill, and tell you *before* anything that costs more.\n\n" +
		"### 2. Paying\n\nThe deposit is due on acceptance. The balance is due on the date in the schedule.\n\n" +
		"> You may cancel within 14 days of signing, and have back what you paid, less work that you asked us to begin.\n\n### 3. Guarantee\n\nTwelve months on everything we make."}}
	return d
}

func signedQuote() Document {
	d := quote()
	d.Mark = "Accepted"
	when := "Monday 23 November 2026, 14:32:05 GMT"
	d.Signed = []Signature{
		{Heading: "Accepted and signed by", Name: "Priya Raman", Strokes: pen(), Lines: []string{when, "From 81.2.69.142", "Certificate 7F3K-92QD"}},
		{Heading: "For the studio", Name: "Hannah Rowe", Lines: []string{"Thursday 19 November 2026, 09:10:44 GMT"}},
	}
	hash := "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	d.Certificate = &Certificate{
		Title: "Certificate of signature", Number: "7F3K-92QD",
		Intro: "This page records how quote Q-0231 was signed. It belongs to the pages before it.",
		Facts: []Fact{
			{"Signed by", "Priya Raman, priya.raman@example.com"},
			{"Agreed to", "I accept this quote and the terms of business, and I understand that my signature binds me as if it were on paper."},
			{"Time", when + " (UTC+00:00, Europe/London)"},
			{"IP address", "81.2.69.142"},
			{"Browser", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1"},
			{"Link", "Emailed to priya.raman@example.com on 19 November 2026, 09:12 GMT"},
			{"Document SHA-256", hash},
			{"Chain head", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"},
		},
		EventsHeading: "What happened", EventsHead: [3]string{"When", "What", "Fingerprint"},
		Events: []Event{
			{"19 Nov 2026, 09:12:01 GMT", "Sent to priya.raman@example.com", "e3b0c442 98fc1c14"},
			{"19 Nov 2026, 18:40:27 GMT", "Viewed from 81.2.69.142", "fcde2b2e dba56bf4"},
			{"23 Nov 2026, 14:32:05 GMT", "Signed by Priya Raman", "2c26b46b 68ffc68f"},
		},
		Closing: "Anyone can check this document at https://portal.alderandrowe.example/verify",
	}
	return d
}

// pen is a signature as a pad hands it over: many points, in pixels.
func pen() []Stroke {
	var first, second Stroke
	for i := range 120 {
		a := float64(i) / 120
		first = append(first, Point{40 + 300*a + 18*math.Sin(a*40), 80 + 38*math.Sin(a*23)*math.Cos(a*5)})
	}
	for i := range 12 {
		second = append(second, Point{30 + 32*float64(i), 128 - 2*float64(i)})
	}
	return []Stroke{first, second, {{250, 22}}}
}

func receipt() Document {
	d := invoice()
	d.Title, d.Number, d.Running, d.Page, d.Mark = "Receipt", "R-0521", "Receipt R-0521, Priya Raman", "R-0521, page {page} of {pages}", ""
	d.Subject = "Payment for invoice INV-0398"
	d.Parties[0].Heading = "Received from"
	d.Facts = []Fact{{"Received", "21 October 2026"}, {"Paid with", "Visa ending 4242"}, {"Invoice", "INV-0398"}}
	d.Highlight = &Highlight{Label: "Received with thanks", Amount: "£11,520.00", Lines: []string{"First fix, 30%", "£15,360.00 left of £38,400.00"}, Strong: []string{"£15,360.00"}}
	d.Lines, d.Pay = nil, nil
	d.Tables = []Table{{Heading: "What it pays",
		Columns: []Column{{Heading: "Part", Strong: true}, {Heading: "Invoice"}, {Heading: "Amount", Money: true}},
		Rows:    []Row{{Cells: []string{"First fix, 30%", "INV-0398", "£11,520.00"}}},
		Totals:  []Fact{{"Received", "£11,520.00"}}}}
	d.Texts = []Text{{Markdown: "Thank you. Please keep this receipt for your records.", Muted: true}}
	return d
}

// scripts is a document in every script that the fonts hold, and in some that they lack.
func scripts() Document {
	d := shortInvoice()
	d.Brand = Brand{Name: "Στούντιο Φως", Colour: "#fdfdfb"}
	d.Title, d.Number, d.Mark = "Τιμολόγιο", "ΤΙΜ-007", "Ακυρώθηκε"
	d.Parties = []Party{
		{"Προς", "Ελευθερία Παπαδοπούλου", []string{"Οδός Αγίου Ανδρέα 12", "Ἀθῆναι, πολυτονικὸν"}},
		{"Кому", "Юлия Щербакова", []string{"Улица Ёлкина, 4", "Київ, вулиця Ґонти 7"}},
		{"Người gửi", "Nguyễn Thị Ánh", []string{"Łódź, Kraków, Český Krumlov", "Şişli, İstanbul, Gőzgép"}},
	}
	d.Lines.Sections[0].Lines = []Line{
		{Title: "書道 calligraphy, with 😀 and עברית", Note: "Characters that no font holds: 漢字, العربية, 👩‍👩‍👧.", Quantity: "1", Price: "¥12,000", Tax: "10%", Amount: "¥12,000"},
		{Title: "Ångström\u00a0e\u0301te\u0301 \x00\x07tab\there\xff", Note: "Narrow space 1\u202f234,50 ₽, ₴, ₺, ₹, ₿ → ✓ ≠ ≤ ≥ ½ № ‰", Quantity: "3", Price: "1\u202f234,50 €", Tax: "20 %", Amount: "3\u202f703,50 €"},
		{Title: "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" + "donaudampfschifffahrtsgesellschaftskapitän", Note: "https://portal.example.com/a/very/long/address/that/goes/on_and_on/and-on?with=query&and=more&and=more&and=evenmore", Quantity: "1", Price: "€1,234,567,890.00", Tax: "20.125%", Amount: "€1,234,567,890.00"},
	}
	d.Signed = []Signature{{Heading: "Подписано", Name: "Владимир Żółć-Όλγα", Lines: []string{"23.11.2026, 14:32 (UTC+2)"}}}
	return d
}

// long has many lines, some of them with a note that is longer than a page.
func long(lines int, note string) Document {
	d := invoice()
	section := &d.Lines.Sections[0]
	section.Lines = nil
	for i := range lines {
		section.Lines = append(section.Lines, line(fmt.Sprintf("Line number %d", i+1), note, "£10.00"))
	}
	return d
}
