package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Invoice is an invoice, as the studio and its client both know it.
type Invoice struct {
	ID          int64
	ProjectID   int64
	ContactID   int64 // whom it is for; 0: everyone on the project
	QuoteID     int64
	Number      string // empty: not issued yet
	Edits       int    // counts the saves of a draft, and the changes of an issued one's schedule
	Status      string // 'draft', 'sent', 'viewed', 'partially-paid', 'paid', 'overdue', 'void', 'refunded'
	Title       string
	Currency    string
	Total       int64
	Credited    int64 // by credit notes
	Forgiven    int64 // of Credited, what was given back too
	Paid        int64 // less what went back; below zero: a bank took what had gone back by hand
	Refunded    int64 // what went back
	Held        int64 // of Over, kept as credit for another invoice
	NextDueOn   Date  // of the first instalment that is not covered
	NextDue     int64
	IssuedOn    Date
	Issued      time.Time
	Sent        time.Time
	Viewed      time.Time
	Archived    time.Time
	Updated     time.Time
	Reminders   bool // the clock may remind of it
	ProjectNo   int64
	Project     string
	Ways        Ways // to pay it, as its project says
	ClientID    int64
	Client      string
	QuoteNumber string
	Content     Content
	Instalments []Instalment
	Payments    []Payment // newest first; only those that a person should see
	Refunds     []Refund  // of its payments, newest first

	state string
}

// Left is what is still to be paid; of a void one, nothing.
func (i *Invoice) Left() int64 {
	if i.state == "void" {
		return 0
	}
	return max(0, i.Total-i.Credited-i.Paid)
}

// Over is what was paid beyond what is asked for: twice, or before a credit
// note. It goes back, or is held for another invoice.
func (i *Invoice) Over() int64 {
	if i.state == "void" {
		return max(0, i.Paid)
	}
	return max(0, i.Paid-(i.Total-i.Credited))
}

// IsDraft tells whether it has not been issued.
func (i *Invoice) IsDraft() bool { return i.state == "draft" }

// IsPayable tells whether there is something to pay.
func (i *Invoice) IsPayable() bool { return i.state == "issued" && i.Left() > 0 }

// Next is the first instalment that is not covered; nil when all is paid.
func (i *Invoice) Next() *Instalment {
	for n := range i.Instalments {
		if i.state != "void" && i.Instalments[n].Left() > 0 {
			return &i.Instalments[n]
		}
	}
	return nil
}

const invoiceColumns = `invoice.id, invoice.project_id, invoice.contact_id, invoice.quote_id, invoice.number, invoice.state, invoice.title,
	invoice.currency, invoice.total, invoice.credited, invoice.forgiven, invoice.paid, invoice.refunded,
	min(invoice.held, invoice.overpaid), invoice.next_due_on, invoice.next_due, invoice.issued_on, invoice.issued_at,
	invoice.sent_at, invoice.viewed_at, invoice.archived_at, invoice.reminders, invoice.updated_at, invoice.edits, project.number, project.name, project.ways, client.id, client.name,
	(SELECT number FROM quote WHERE quote.id = invoice.quote_id)`

const invoiceTables = `invoice JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id`

func scanInvoiceRow(row scanner, v *Invoice, more ...any) error {
	return row.Scan(append([]any{&v.ID, &v.ProjectID, optional{&v.ContactID}, optional{&v.QuoteID}, nullText{&v.Number}, &v.state,
		&v.Title, &v.Currency, &v.Total, &v.Credited, &v.Forgiven, &v.Paid, &v.Refunded, &v.Held, &v.NextDueOn, &v.NextDue, &v.IssuedOn, at(&v.Issued), at(&v.Sent), at(&v.Viewed),
		at(&v.Archived), &v.Reminders, at(&v.Updated), &v.Edits, &v.ProjectNo, &v.Project, &v.Ways, &v.ClientID, &v.Client, nullText{&v.QuoteNumber}}, more...)...)
}

func scanInvoice(row scanner, v *Invoice) error {
	var content string
	if err := scanInvoiceRow(row, v, &content); err != nil {
		return err
	}
	return decodeContent(content, &v.Content)
}

// settleStatus works out what is shown from the facts.
func (i *Invoice) settleStatus(today Date) {
	i.Status = billed{i.Total, i.Credited, i.Paid, i.Refunded, i.NextDueOn, !i.Viewed.IsZero()}.status(i.state, today)
}

// billed are the facts that the status of an issued invoice follows from.
type billed struct {
	total, credited, paid, refunded int64
	due                             Date // of what is to be paid next
	viewed                          bool
}

// status is what is shown of an invoice in a state.
func (b billed) status(state string, today Date) string {
	switch {
	case state != "issued":
		return state
	case b.credited == b.total && b.total > 0 && b.paid == 0 && b.refunded > 0:
		return "refunded"
	case b.credited == b.total && b.total > 0 && b.paid == 0:
		return "void"
	case b.paid >= b.total-b.credited:
		return "paid"
	case b.due != "" && b.due < today:
		return "overdue"
	case b.paid > 0:
		return "partially-paid"
	case b.viewed:
		return "viewed"
	}
	return "sent"
}

// invoiceWhole reads an invoice with its schedule and payments.
func (s *Store) invoiceWhole(ctx context.Context, from querier, where string, args ...any) (Invoice, error) {
	i, err := one(ctx, from, scanInvoice, `SELECT `+invoiceColumns+`, invoice.content FROM `+invoiceTables+` WHERE `+where, args...)
	if err != nil {
		return i, err
	}
	i.settleStatus(s.Today())
	if i.Instalments, err = instalmentsOf(ctx, from, &i); err != nil {
		return i, err
	}
	i.Payments, err = all(ctx, from, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+`
		WHERE payment.invoice_id = ? AND payment.state IN ('paid', 'processing', 'announced', 'failed') ORDER BY payment.id DESC`, i.ID)
	if err != nil || !slices.ContainsFunc(i.Payments, func(pay Payment) bool { return pay.State == "paid" }) {
		return i, err
	}
	i.Refunds, err = refundsOf(ctx, from, i.ID)
	return i, err
}

// instalmentsOf reads the schedule and covers it in its order with what was paid.
func instalmentsOf(ctx context.Context, from querier, i *Invoice) ([]Instalment, error) {
	list, err := all(ctx, from, func(row scanner, v *Instalment) error { return row.Scan(&v.Label, &v.Amount, &v.DueOn) },
		"SELECT label, amount, due_on FROM instalment WHERE invoice_id = ? ORDER BY position", i.ID)
	cover(list, i.Credited-i.Forgiven, i.Paid+i.Forgiven)
	return list, err
}

// cover lets credit notes take away from the schedule's end, and payments cover
// what is left of it from its beginning. What was given back and credited at once
// still covers what it was paid for: it is not due again. What was taken back
// twice, so that less than nothing is paid, is owed with the first part.
func cover(list []Instalment, credited, paid int64) {
	for n := len(list) - 1; n >= 0; n-- {
		list[n].Credited = min(list[n].Amount, credited)
		credited -= list[n].Credited
	}
	for n := range list {
		asked := list[n].Amount - list[n].Credited
		list[n].Paid = min(asked, max(0, paid))
		if n == 0 {
			list[n].Paid = min(asked, paid)
		}
		paid -= asked
	}
}

// Invoice is one invoice with its content, schedule and payments.
func (s *Store) Invoice(ctx context.Context, id int64) (Invoice, error) {
	return s.invoiceWhole(ctx, s.reader, "invoice.id = ?", id)
}

func (t *tx) invoice(id int64) (Invoice, error) {
	return t.store.invoiceWhole(t.ctx, t, "invoice.id = ?", id)
}

// InvoiceFilter chooses among the invoices.
type InvoiceFilter struct {
	Search    string
	Status    string // '', 'draft', 'open', 'overdue', 'paid', 'archived'
	ProjectID int64
	Sort      string // 'newest' (default), 'oldest', 'due', 'total', 'client'
}

var invoiceOrders = map[string]string{
	"": "invoice.id DESC", "newest": "invoice.id DESC", "oldest": "invoice.id", "due": "invoice.next_due_on IS NULL, invoice.next_due_on, invoice.id",
	"total": "invoice.total DESC, invoice.id DESC", "client": "client.name COLLATE NOCASE, invoice.id DESC",
}

// invoiceStatuses are conditions; a '?' in one is today's date.
var invoiceStatuses = map[string]string{
	"":         "invoice.archived_at IS NULL",
	"draft":    "invoice.state = 'draft' AND invoice.archived_at IS NULL",
	"open":     "invoice.state = 'issued' AND invoice.owed > 0 AND invoice.archived_at IS NULL",
	"overdue":  "invoice.state = 'issued' AND invoice.owed > 0 AND invoice.next_due_on < ? AND invoice.archived_at IS NULL",
	"paid":     "invoice.state = 'issued' AND invoice.owed = 0 AND invoice.archived_at IS NULL",
	"archived": "invoice.archived_at IS NOT NULL",
}

// Invoices is a page of the studio's invoices and how many there are in all.
// Their content is not read.
func (s *Store) Invoices(ctx context.Context, f InvoiceFilter, p Paging) ([]Invoice, int, error) {
	where, ok := invoiceStatuses[f.Status]
	if !ok {
		f.Status, where = "", invoiceStatuses[""]
	}
	args := []any{}
	if strings.Contains(where, "?") {
		args = append(args, s.Today())
	}
	if f.ProjectID != 0 {
		where += " AND invoice.project_id = ?"
		args = append(args, f.ProjectID)
	}
	if f.Search != "" {
		where += ` AND (invoice.title LIKE ? ESCAPE '\' OR invoice.number LIKE ? ESCAPE '\' OR client.name LIKE ? ESCAPE '\' OR project.name LIKE ? ESCAPE '\'
			OR replace(replace(replace(replace(upper(invoice.number), '-', ''), '/', ''), '.', ''), ' ', '') = ?)`
		pattern := like(f.Search)
		plain, _ := numberIn(f.Search) // as it stands on a bank statement
		args = append(args, pattern, pattern, pattern, pattern, plain)
	}
	order, ok := invoiceOrders[f.Sort]
	if !ok {
		f.Sort, order = "", invoiceOrders[""]
	}
	counted := invoiceTables
	if f.Search == "" {
		counted = "invoice" // nothing of the client or the project decides
	}
	total, err := s.totalOf(ctx, f.Search == "" && f.ProjectID == 0, f.Status, s.InvoiceCounts, counted+` WHERE `+where, args)
	if err != nil {
		return nil, 0, err
	}
	list, err := all(ctx, s.reader, func(row scanner, i *Invoice) error { return scanInvoiceRow(row, i) },
		`SELECT `+invoiceColumns+` FROM (SELECT invoice.id AS found FROM `+f.from()+` WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?)
		CROSS JOIN `+invoiceTables+` WHERE invoice.id = found ORDER BY `+order, append(args, p.within(total).limit(), p.within(total).offset())...)
	for i := range list {
		list[i].settleStatus(s.Today())
	}
	return list, total, err
}

// InvoiceCounts counts the invoices of each status that Invoices can filter by.
func (s *Store) InvoiceCounts(ctx context.Context) (map[string]int, error) {
	n, err := s.countParts(ctx, "invoice", invoiceParts)
	if err != nil {
		return nil, err
	}
	n[""] = n["all"] - n["archived"]
	n["paid"] = n[""] - n["draft"] - n["open"] - n["void"]
	delete(n, "all")
	delete(n, "void")
	return n, nil
}

// invoiceParts are the statuses that few invoices have.
var invoiceParts = map[string]few{
	"draft":    {"invoice_counts", invoiceStatuses["draft"]},
	"open":     {"invoice_counts", invoiceStatuses["open"]},
	"overdue":  {"invoice_counts", invoiceStatuses["overdue"]},
	"void":     {"invoice_counts", "invoice.state = 'void' AND invoice.archived_at IS NULL"},
	"archived": {"invoice_archived", invoiceStatuses["archived"]},
}

// from are the tables of the list, and the index that leads to its first rows
// without a look at all others. Most invoices are paid: these are met at once on
// any walk in the list's own order; the others are found first and then sorted.
func (f InvoiceFilter) from() string {
	if f.Search != "" || f.ProjectID != 0 || f.Sort == "client" {
		return invoiceTables
	}
	rare, isRare := invoiceParts[f.Status]
	switch {
	case isRare:
		return "invoice INDEXED BY " + rare.index
	case f.Sort == "total":
		return "invoice INDEXED BY invoice_by_total"
	case f.Sort == "due":
		return "invoice INDEXED BY invoice_counts"
	}
	return "invoice NOT INDEXED"
}

// visibleInvoice is the condition under which a contact sees an invoice.
var visibleInvoice = `invoice.state <> 'draft' AND invoice.archived_at IS NULL AND (invoice.contact_id IS NULL OR invoice.contact_id = ?)
	AND ` + fmt.Sprintf(onProject, "invoice")

// Invoices are the invoices that this contact sees, newest first: of one
// project, or of all for 0.
func (p *Portal) Invoices(ctx context.Context, projectID int64) ([]Invoice, error) {
	if see, err := p.lists(ModuleInvoices); !see {
		return nil, err
	}
	list, err := all(ctx, p.store.reader, func(row scanner, i *Invoice) error { return scanInvoiceRow(row, i) },
		`SELECT `+invoiceColumns+` FROM `+invoiceTables+` WHERE `+visibleInvoice+` AND (? = 0 OR invoice.project_id = ?)
		ORDER BY invoice.id DESC`, p.Contact.ID, p.Contact.ID, projectID, projectID)
	for i := range list {
		list[i].settleStatus(p.Today())
	}
	return list, err
}

// Invoice is one invoice with its schedule and payments.
func (p *Portal) Invoice(ctx context.Context, id int64) (Invoice, error) {
	if err := p.allows("invoice", id); err != nil {
		return Invoice{}, err
	}
	if p.bill != nil && p.bill.ID == id {
		return *p.bill, nil
	}
	return p.readInvoice(ctx, p.store.reader, id)
}

func (p *Portal) readInvoice(ctx context.Context, from querier, id int64) (Invoice, error) {
	return p.store.invoiceWhole(ctx, from, "invoice.id = ? AND "+visibleInvoice, id, p.Contact.ID, p.Contact.ID)
}

// ViewInvoice notes that a person has looked, once; see ViewQuote.
func (p *Portal) ViewInvoice(ctx context.Context, id int64) error {
	if err := p.allows("invoice", id); err != nil {
		return err
	}
	if p.ReadOnly {
		return nil
	}
	return p.store.write(ctx, "view an invoice", func(t *tx) error {
		i, err := p.readInvoice(ctx, t, id)
		if err != nil || !i.Viewed.IsZero() {
			return err
		}
		if err := t.update("UPDATE invoice SET viewed_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		return t.note(deed{what: "invoice viewed", project: i.ProjectID, invoice: id, contact: p.Contact.ID})
	})
}
