package print_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
	"anteroom/templates/print"
)

// paper is one kind of document: the printer's method that draws it, what its title
// is, and what is read in it, from top to bottom.
type paper struct {
	method, title string
	draw          func(w io.Writer) error
	order         []string
}

// papers are all kinds of documents, in each state that looks otherwise.
func papers(t *testing.T) map[string]paper {
	job := storetest.NewJob(t)
	p := printer(t, job.Store)
	p.Verify = "https://portal.example.com/verify"
	list := quotes(t, job, p)
	for _, more := range []map[string]paper{invoices(t, job, p), contracts(t, job, p), statements(t, p)} {
		for name, v := range more {
			list[name] = v
		}
	}
	return list
}

func quotes(t *testing.T, job *storetest.Job, p print.Printer) map[string]paper {
	t.Helper()
	q := job.Sent(t, func(c *store.Content) { c.Terms = store.Markdown{Source: "## Guarantee\n\nTen years."} })
	if _, err := job.Portal(t, job.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q, "l2")); err != nil {
		t.Fatal(err)
	}
	signed, err := job.SignedQuote(t.Context(), q.ID)
	if err != nil {
		t.Fatal(err)
	}
	draft, err := job.QuoteAsSent(t.Context(), job.Owner, job.Draft(t).ID)
	if err != nil {
		t.Fatal(err)
	}
	estimate := q
	estimate.Kind = "estimate"
	offered := func(q store.Quote) func(io.Writer) error {
		return func(w io.Writer) error { return p.Quote(w, q, q.Content.DefaultSelection()) }
	}
	body := []string{"Raman", "Alder & Rowe", "Description", "Oak window seat", "£1,850.00", "Photographs", "Subtotal", "VAT at 20%", "Total", "Payment schedule", "Deposit"}
	return map[string]paper{
		"a drafted quote": {"Quote", "Quote", offered(draft), append([]string{"Quote", "Draft"}, body...)},
		"a quote":         {"Quote", "Quote Q-0001", offered(q), append(append([]string{"Quote", "Q-0001"}, body...), "Terms of business", "Guarantee", "Ten years.", "page 1 of 1")},
		"an estimate":     {"Quote", "Estimate Q-0001", offered(estimate), append([]string{"Estimate", "Q-0001"}, body...)},
		"a signed quote": {"SignedQuote", "Quote Q-0001", func(w io.Writer) error { return p.SignedQuote(w, signed) },
			append(append([]string{"Quote", "Q-0001", "Accepted"}, body...), "Terms of business", "Accepted and signed by Priya Raman", "Certificate of signature",
				"Document", "Signed by", "What happened", "Sent to priya@example.com", "Signed", "sealed against changes", "https://portal.example.com/verify")},
	}
}

func invoices(t *testing.T, job *storetest.Job, p print.Printer) map[string]paper {
	t.Helper()
	const link = "https://portal.example.com/portal/invoices/1"
	i := job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 66600, PaidOn: job.Today(), Attempt: "attempt-by-hand-0001"}); err != nil {
		t.Fatal(err)
	}
	paid, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	void := paid
	void.Status = "void"
	note, err := job.CreditInvoice(t.Context(), job.Owner, job.Invoiced(t).ID, store.Crediting{Amount: 10000})
	if err != nil {
		t.Fatal(err)
	}
	draft, err := job.InvoiceAsIssued(t.Context(), job.Owner, job.DraftInvoice(t).ID)
	if err != nil {
		t.Fatal(err)
	}
	drawn := func(i store.Invoice) func(io.Writer) error {
		return func(w io.Writer) error { return p.Invoice(w, i, link) }
	}
	body := []string{"Bill to", "Raman", "From", "Alder & Rowe", "Issued", "Description", "Oak window seat", "£1,850.00", "Subtotal", "VAT at 20%", "Total", "£2,220.00", "Payment schedule", "Deposit"}
	number := "Invoice " + i.Number
	return map[string]paper{
		"a drafted invoice": {"Invoice", "Invoice", drawn(draft), []string{"Invoice", "Draft", "Bill to", "Raman", "Oak window seat", "Total", "£2,220.00"}},
		"an invoice":        {"Invoice", number, drawn(i), append(append([]string{"Invoice", i.Number}, body...), "Pay £666.00", "portal.example.com/portal/invoices/1")},
		"a part-paid":       {"Invoice", number, drawn(paid), append(append([]string{"Invoice", i.Number}, body...), "Payment history", "Cash", "Left to pay", "£1,554.00", "Pay £1,554.00")},
		"a void invoice":    {"Invoice", number, drawn(void), append([]string{"Invoice", i.Number, "Void"}, body...)},
		"a credit note": {"CreditNote", "Credit note " + note.Number, func(w io.Writer) error { return p.CreditNote(w, note) },
			[]string{"Credit note", note.Number, "Credit to", "Raman", "Credited", "£100.00", "For invoice", "Total including VAT"}},
		"a receipt": {"Receipt", "Receipt " + paid.Payments[0].Receipt, func(w io.Writer) error { return p.Receipt(w, paid.Payments[0], paid) },
			[]string{"Receipt", paid.Payments[0].Receipt, "Received from", "Raman", "Paid on", "Received, with thanks", "£666.00", "Left to pay", "£1,554.00"}},
	}
}

// statements are of a client with a history of so many invoices.
func statements(t *testing.T, p print.Printer) map[string]paper {
	t.Helper()
	v, at := history(t, 2)
	two := v
	two.Ledgers = append(slices.Clone(v.Ledgers), v.Ledgers[0])
	two.Ledgers[1].Currency, two.Void = "EUR", []string{"INV-0009"}
	nothing := v
	nothing.Ledgers = nil
	drawn := func(v store.Statement) func(io.Writer) error {
		return func(w io.Writer) error { return p.Statement(w, v, "en-GB", at) }
	}
	const title = "Statement 1 Nov 2026 to 13 Dec 2026"
	story := []string{"1 Nov 2026", "Brought forward", "£0.00", "23 Nov 2026", "Invoice INV-0001, Window seat", "£2,220.00", "Credit note CN-0001, for INV-0001", "Payment (Cash), R-0001 for INV-0001", "£666.00", "£1,454.00", "Refund (Cash), for INV-0001", "£1,554.00"}
	return map[string]paper{
		"a statement": {"Statement", title, drawn(v), append(append([]string{"Statement", "1 Nov 2026 to 13 Dec 2026", "For", "Raman", "31 Larkfield Road", "From", "Alder & Rowe", "Statement made",
			"Balance on 13 December 2026", "£3,008.00", "£1,554.00 of it is late", "Date", "Details", "Charged", "Paid or credited", "Balance"}, story...),
			"Invoiced", "£4,440.00", "Credited", "−£100.00", "Paid", "−£1,432.00", "Given back", "£100.00", "Balance on 13 December 2026", "£3,008.00",
			"Still to pay", "INV-0001", "7 Dec 2026, 6 days late", "£1,554.00", "INV-0002", "£1,454.00", "Owed", "£3,008.00", "What is owed, by how late it is", "Not yet due", "Over 90 days late", "page 2 of 2")},
		"a statement in two currencies": {"Statement", title, drawn(two), append(append([]string{"Statement", "In GBP"}, story...), "In EUR", "Invoice INV-0001", "€2,220.00", "Void, and not counted: INV-0009.")},
		"a statement of nothing":        {"Statement", title, drawn(nothing), []string{"Statement", "Raman", "Nothing was asked for, paid or given back in this time"}},
	}
}

// history is the statement of a client with so many invoices, each with a payment; of
// the first a part was given back and credited.
func history(t testing.TB, invoices int) (store.Statement, time.Time) {
	t.Helper()
	job := storetest.NewJob(t)
	for n := range invoices {
		i := job.Invoiced(t)
		if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: min(i.Total, i.Total*3/10+int64(n)*10000), PaidOn: job.Today(), Attempt: fmt.Sprint("attempt-by-hand-", 1000+n)}); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			paid, err := job.Invoice(t.Context(), i.ID)
			if err != nil {
				t.Fatal(err)
			}
			if err := job.RecordRefund(t.Context(), job.Owner, paid.Payments[0].ID, store.HandRefund{RefundedOn: job.Today(),
				RefundWish: store.RefundWish{Amount: 10000, Credit: true, Attempt: "attempt-to-refund-01"}}); err != nil {
				t.Fatal(err)
			}
		}
		job.Clock.Add(10 * 24 * time.Hour)
	}
	v, err := job.Statement(t.Context(), job.Client.ID, store.Period{From: "2026-11-01", To: "2027-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	return v, job.Clock.Now()
}

func contracts(t *testing.T, job *storetest.Job, p print.Printer) map[string]paper {
	t.Helper()
	c := job.CompleteContract(t)
	signed, err := job.SignedContract(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	sent := job.SentContract(t)
	draft, err := job.ContractAsSent(t.Context(), job.Owner, job.ContractDraft(t).ID, storetest.Day)
	if err != nil {
		t.Fatal(err)
	}
	drawn := func(c store.Contract) func(io.Writer) error {
		return func(w io.Writer) error { return p.Contract(w, c) }
	}
	return map[string]paper{
		"a drafted contract": {"Contract", "Contract", drawn(draft), []string{"Contract", "Draft", "Raman"}},
		"a contract":         {"Contract", "Contract " + sent.Number, drawn(sent), []string{"Contract", sent.Number, "Raman", "Photographs of your home", "What we may do", "1."}},
		"a signed contract": {"SignedContract", "Contract " + c.Number, func(w io.Writer) error { return p.SignedContract(w, signed) },
			[]string{"Contract", c.Number, "Signed", "Photographs of your home", "Priya Raman", "Hannah Rowe", "Certificate of signature", "Document", "What happened", "Sent to",
				"sealed against changes", "https://portal.example.com/verify"}},
	}
}

// TestEveryKindOfPaper holds each kind of document to what is asked of all: sound by
// qpdf, named, in a language, read from top to bottom.
func TestEveryKindOfPaper(t *testing.T) {
	tried := map[string]bool{}
	for name, v := range papers(t) {
		tried[v.method] = true
		t.Run(name, func(t *testing.T) {
			var pdf bytes.Buffer
			if err := v.draw(&pdf); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "paper.pdf")
			if err := os.WriteFile(file, pdf.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			shows(t, asked(t, "qpdf", "--check", file), "No syntax or stream encoding errors found")
			shows(t, asked(t, "pdfinfo", file), "Title: "+v.title+" ", "Subject: ", "Author: Alder & Rowe ", "Creator: Anteroom", "CreationDate: ", "Metadata Stream: yes")
			language(t, pdf.Bytes(), asked(t, "pdfinfo", "-meta", file))
			if fonts := asked(t, "pdffonts", file); strings.Contains(fonts, " no no ") || strings.Contains(fonts, "Type 3") {
				t.Errorf("a font is not embedded, or not as a part of it: %s", fonts)
			}
			inOrder(t, asked(t, "pdftotext", "-raw", file, "-"), v.order...)
		})
	}
	printer := reflect.TypeFor[print.Printer]()
	for i := range printer.NumMethod() {
		m := printer.Method(i)
		if m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[io.Writer]() && !tried[m.Name] {
			t.Errorf("%s draws a kind of document that is not tried", m.Name)
		}
	}
}

// TestLongPaperIsReadOnEachPage asks each page of long documents for the heads of its
// columns and for its number.
func TestLongPaperIsReadOnEachPage(t *testing.T) {
	job := storetest.NewJob(t)
	p := printer(t, job.Store)
	long := func(c *store.Content) {
		lines := &c.Sections[0].Lines
		for n := len(*lines); n < 70; n++ {
			*lines = append(*lines, storetest.Line(fmt.Sprint("more", n), fmt.Sprint("Shelf ", n), 10))
		}
	}
	quote := job.Sent(t, long)
	invoice, err := job.InvoiceAsIssued(t.Context(), job.Owner, job.DraftInvoice(t, long).ID)
	if err != nil {
		t.Fatal(err)
	}
	for name, draw := range map[string]func(io.Writer) error{
		"quote":   func(w io.Writer) error { return p.Quote(w, quote, quote.Content.DefaultSelection()) },
		"invoice": func(w io.Writer) error { return p.Invoice(w, invoice, "") },
	} {
		t.Run(name, func(t *testing.T) { onEachPage(t, draw, "Shelf", "Description", "Amount") })
	}
	t.Run("statement", func(t *testing.T) {
		v, at := history(t, 45)
		onEachPage(t, func(w io.Writer) error { return p.Statement(w, v, "en-GB", at) }, "Payment (Cash)", "Details", "Balance")
	})
}

// onEachPage asks each page that shows what for the heads above it and for its number.
func onEachPage(t *testing.T, draw func(io.Writer) error, what string, heads ...string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "long.pdf")
	var pdf bytes.Buffer
	if err := draw(&pdf); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, pdf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(raw(t, "pdftotext", "-raw", file, "-"), "\f"), "\f")
	if len(pages) < 3 {
		t.Fatalf("%d pages are too few to tell", len(pages))
	}
	for n, page := range pages {
		page = strings.Join(strings.Fields(page), " ")
		wants := []string{fmt.Sprintf("age %d of %d", n+1, len(pages))}
		if strings.Contains(page, what) {
			wants = append(append(slices.Clone(heads), what), wants...)
		}
		inOrder(t, page, wants...)
	}
}

// language asks the catalogue and the XMP.
func language(t *testing.T, pdf []byte, xmp string) {
	t.Helper()
	var told struct {
		Language string `xml:"RDF>Description>language>Bag>li"`
	}
	if err := xml.Unmarshal([]byte(xmp), &told); err != nil {
		t.Fatal(err)
	}
	if told.Language != "en-GB" || !bytes.Contains(pdf, []byte("/Lang (en-GB)")) {
		t.Errorf("the language is %q", told.Language)
	}
}

// asked is what an independent reader says, its spaces made one.
func asked(t *testing.T, name string, args ...string) string {
	t.Helper()
	return strings.Join(strings.Fields(raw(t, name, args...)), " ")
}

func raw(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skipf("%s is not installed, and is the independent reader that this test asks", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// inOrder fails unless the pieces follow one another in text.
func inOrder(t *testing.T, text string, pieces ...string) {
	t.Helper()
	left := text
	for _, p := range pieces {
		_, after, found := strings.Cut(left, p)
		if !found {
			t.Errorf("%q is not there, or not after what should stand before it, in:\n%s", p, text)
			continue
		}
		left = after
	}
}

// TestWhyNoTaxIsCharged asks for the words that the law wants on paper.
func TestWhyNoTaxIsCharged(t *testing.T) {
	job := storetest.NewJob(t)
	p := printer(t, job.Store)
	taxed := func(tax money.Tax, lines ...int) func(*store.Content) {
		return func(c *store.Content) {
			for _, l := range lines {
				c.Sections[0].Lines[l].Tax = tax
			}
		}
	}
	reverse := money.Tax{Category: money.ReverseCharge, Name: "VAT"}
	for name, c := range map[string]struct {
		change func(*store.Content)
		want   []string
	}{
		"reverse charge":    {taxed(reverse, 0, 1), []string{"Total £1,850.00", "Reverse charge: the customer accounts for the VAT."}},
		"in our own words":  {taxed(money.Tax{Category: money.Exempt, Name: "VAT", Reason: "Exempt: teaching, schedule 9 group 6."}, 0, 1), []string{"Total £1,850.00", "Exempt: teaching, schedule 9 group 6."}},
		"on some of it":     {func(c *store.Content) { c.Sections[0].Lines[1].Optional = false; taxed(reverse, 0)(c) }, []string{"Total £2,306.00", "On £1,850.00: Reverse charge"}},
		"taxed as ordinary": {func(*store.Content) {}, []string{"Total £2,220.00"}},
	} {
		t.Run(name, func(t *testing.T) {
			q := job.Sent(t, c.change)
			quote := text(t, func(w io.Writer) error { return p.Quote(w, q, q.Content.DefaultSelection()) })
			inOrder(t, quote, c.want...)
			i := job.Invoiced(t, c.change)
			invoice := text(t, func(w io.Writer) error { return p.Invoice(w, i, "") })
			inOrder(t, invoice, c.want...)
			if len(c.want) == 1 && strings.Contains(invoice, "harge:") {
				t.Errorf("a reason is given where tax is charged: %s", invoice)
			}
		})
	}
}
