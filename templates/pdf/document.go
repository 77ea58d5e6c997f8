// Package pdf draws quotes, invoices, credit notes, receipts and statements as A4 pages,
// in this process and without a browser.
//
// It is a leaf: it knows nothing of the store or of the word catalogue. Every string that it
// is given is already in the reader's language, every amount and date already formatted; where
// a field says Markdown, paragraphs, emphasis, lists, headings and links are drawn and
// everything else is left out. All lengths inside the package are millimetres.
package pdf

import "time"

// Document is one paper, from its title to its certificate. Parts that are empty are not
// drawn; those that are there follow one another in the order of the fields.
type Document struct {
	Lang    string // BCP 47, such as "en-GB": the language that readers announce
	Title   string // the large word: "Invoice"
	Number  string // under it: "INV-0398"
	Mark    string // a word beside the number that must not be missed: "Void", "Draft", "Paid"
	Subject string // metadata: what it is about
	Author  string // metadata: who made it
	Running string // head of the second page and later: "Invoice INV-0398, Priya Raman"
	Page    string // foot of each page: "INV-0398, page {page} of {pages}"

	Brand     Brand
	Parties   []Party // drawn abreast, three to a row
	Facts     []Fact  // dates and references, four to a row
	Highlight *Highlight
	Intro     string // Markdown
	Lines     *Lines
	Tables    []Table // payment schedule, payment history, tax by rate …
	Pay       *PayBox
	Texts     []Text // notes and terms
	Signed    []Signature
	Footer    []string // the studio's own lines, at the foot of each page

	Certificate *Certificate // begins a page of its own

	// Fonts are tried in order for characters that the built-in ones lack.
	Fonts []Font

	// Created is written into the file; the same Document makes the same bytes.
	Created time.Time
}

// Brand is how the studio looks.
type Brand struct {
	Name   string
	Colour string // "#0f5d62"; what stands on it is black or white, whichever contrasts more
	Logo   []byte // PNG, JPEG, GIF or WebP; the arch and the name stand in when it is empty or unreadable
}

// Party is one of those whom the paper concerns, or what it is for.
type Party struct {
	Heading string // "Bill to"
	Name    string
	Lines   []string // address, tax number
}

// Fact is a label and what it says.
type Fact struct {
	Label, Value string
}

// Highlight is the coloured band with the one amount that matters.
type Highlight struct {
	Label  string   // "Next payment, second fix"
	Amount string   // "£9,600.00"
	Lines  []string // at the right: "Due Friday 4 December 2026", "£15,360.00 left of £38,400.00"
	Strong []string // wherever these stand in Lines they are set bold: "£15,360.00"
}

// Lines are what is offered or charged, and the totals under it.
type Lines struct {
	Head     LineHead
	Sections []Section
	Totals   []Fact // the last one is large
	Within   []Fact // under them: what the total includes, and remarks, which have no value
}

// LineHead are the column headings. A column with an empty heading is left out,
// except the first and the last.
type LineHead struct {
	Description, Quantity, Price, Tax, Amount string
}

// Section is a run of lines under an optional heading.
type Section struct {
	Heading string
	Note    string // Markdown, under the heading
	Lines   []Line
	Total   *Fact // the section's own sum
}

// Line is one thing that is offered or charged.
type Line struct {
	Title                        string
	Note                         string // Markdown
	Quantity, Price, Tax, Amount string
	Choice                       Choice
	Tag                          string // says the choice in words: "Optional, not chosen"
}

// Choice tells whether a line was left to the client.
type Choice int

// A line is part of the whole, or it was offered and taken, or offered and not taken.
// What was not taken is drawn muted.
const (
	Fixed Choice = iota
	Chosen
	NotChosen
)

// Table is a small table with a heading: a schedule, a history, taxes by rate, a statement.
type Table struct {
	Heading string
	Columns []Column
	Rows    []Row
	Totals  []Fact // the last one is large

	closing []strip // what is said of it, never parted from its last row
}

// Column heads the cells under it. Money is set flush right, in figures of one width;
// a strong column is bold: the name of an instalment; a small one holds what is
// compared rather than read: a fingerprint.
type Column struct {
	Heading string
	Money   bool
	Strong  bool
	Small   bool
}

// Row has a cell for each column. Strong rows are bold: the next instalment.
type Row struct {
	Cells  []string
	Strong bool
}

// PayBox says how to pay, beside a QR code.
type PayBox struct {
	QR      string // what the code holds: an address, or an EPC069-12 payload; no code when empty
	Heading string // "Pay £9,600.00 by 4 December"
	Lines   []string
	Link    string   // an address to open, set bold and without its "https://"
	Facts   []Fact   // "IBAN", "DE89 …"
	Strong  []string // wherever these stand in Lines they are set bold
}

// Text is a piece of prose with a heading: terms of business, a note of thanks.
type Text struct {
	Heading  string
	Markdown string
	Muted    bool
}

// Signature is one person's, drawn or typed.
type Signature struct {
	Heading string // "Accepted by"
	Name    string
	Strokes []Stroke // nil for a typed signature: then Name is set in a script
	Lines   []string // when it was signed, from where, the certificate's number
}

// Stroke is one line of the pen, in any unit: the drawing is scaled to its place.
type Stroke []Point

// Point is a place on the signing pad, y growing downwards.
type Point struct{ X, Y float64 }

// Certificate is the evidence of a signature, on pages of its own.
type Certificate struct {
	Title  string // "Certificate of signature"
	Number string
	Intro  string // Markdown: what this page is, in a sentence or two
	Facts  []Fact // signer, consent, time with zone, IP address, browser, SHA-256 …
	Parts  []Part // of each signer, where there are several

	EventsHeading string
	EventsHead    [3]string // "When", "What happened", "Fingerprint"
	Events        []Event
	Closing       string // Markdown: how to check it
}

// Part is a piece of the evidence under a heading of its own.
type Part struct {
	Heading string
	Facts   []Fact
}

// Event is one link of the chain of evidence.
type Event struct {
	At, What, Hash string
}
