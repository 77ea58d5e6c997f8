package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Statement is the account of one client over a period: what was owed before, all
// that was asked for, credited, paid and given back, and what was owed at its end.
// Drafts are no part of it, nor are invoices that were declared void: they ask for
// nothing. Money that came for one of those is, since it did come.
type Statement struct {
	ClientID int64
	Client   Party // as it is today
	Locale   string
	Period   Period   // as it was asked for, up to today
	Ledgers  []Ledger // one for each currency, the studio's own first
	Void     []string // numbers of invoices of the period that are void by now

	voided map[int64]step // all that are void, up to its end
}

// Ledger is a statement in one currency. Opening and what is entered add up to
// Closing, to the last unit; so do Ages and Favour.
type Ledger struct {
	Currency string
	Opening  int64         // owed before the period; below zero: in the client's favour
	Entries  []Entry       // by the day, each day's invoices first
	Closing  int64         // owed at the end of its last day, likewise
	Ages                   // of what was owed then
	Open     []AgedInvoice // what was owed on, the oldest first
	Favour   int64         // what was paid beyond what was asked for, and is still here
}

// Entry is one thing that happened to a client's account.
type Entry struct {
	On        Date
	Kind      string // 'invoice', 'credit-note', 'payment', 'refund', 'dispute'; credit that was held: 'credit-out' of an invoice, 'credit-in' to one
	Number    string // of the invoice or the credit note; a payment's receipt
	InvoiceID int64
	Invoice   string // number of the invoice
	Title     string // of the invoice
	Method    string // of a payment, or of the payment that went back
	Label     string // likewise: 'Visa ending 4242'
	Amount    int64  // above zero: more is owed; below zero: less
	Balance   int64  // owed after it
}

// Sums are what was entered, by kind: amounts that are not below zero. Moved is credit
// that went to invoices which are no part of the statement, or below zero came from
// such: the two sides of a move within it are nothing together.
type Sums struct{ Invoiced, Credited, Paid, Returned, Moved int64 }

// Sums adds the entries up: Opening + Invoiced − Credited − Paid + Returned + Moved is
// Closing.
func (l *Ledger) Sums() (s Sums) {
	for _, e := range l.Entries {
		switch e.Kind {
		case "invoice":
			s.Invoiced += e.Amount
		case "credit-note":
			s.Credited -= e.Amount
		case "payment":
			s.Paid -= e.Amount
		case "credit-out", "credit-in":
			s.Moved += e.Amount
		default:
			s.Returned += e.Amount
		}
	}
	return s
}

// Owed is what was owed at the end of the period, whatever is in the client's favour.
func (l *Ledger) Owed() int64 { return l.Total() }

// Late is the part of it that was late.
func (l *Ledger) Late() int64 { return l.Total() - l.Ages[0] }

// Statement is a client's account over a period, with all of its projects, those
// that are archived included. A period that goes on after today ends today, and one
// without a first day begins with the first thing that happened.
func (s *Store) Statement(ctx context.Context, clientID int64, p Period) (Statement, error) {
	v, err := s.statementFor(ctx, clientID, p)
	if err != nil {
		return v, err
	}
	return v, s.account(ctx, &v, `SELECT invoice.id FROM project CROSS JOIN invoice ON invoice.project_id = project.id
		WHERE project.client_id = ? AND +invoice.state <> 'draft'`, clientID)
}

// StatementFor is the account of what a contact of the client sees, in the contact's
// language: invoices to others of the same client are no part of it.
func (s *Store) StatementFor(ctx context.Context, c Contact, p Period) (Statement, error) {
	v, err := s.statementFor(ctx, c.ClientID, p)
	if err != nil {
		return v, err
	}
	v.Locale = c.Locale
	return v, s.account(ctx, &v, `SELECT invoice.id FROM invoice
		WHERE invoice.project_id IN (SELECT project_id FROM project_contact WHERE contact_id = ?) AND `+visibleInvoice, c.ID, c.ID, c.ID)
}

// Statement is the account of what this contact sees; see [Store.StatementFor].
func (p *Portal) Statement(ctx context.Context, period Period) (Statement, error) {
	if see, err := p.lists(ModuleInvoices); err != nil || !see {
		return Statement{}, ErrNotFound
	}
	return p.store.StatementFor(ctx, p.Contact, period)
}

func (s *Store) statementFor(ctx context.Context, clientID int64, p Period) (Statement, error) {
	p.To = min(p.To, s.Today())
	return one(ctx, s.reader, func(row scanner, v *Statement) error {
		v.ClientID, v.Period = clientID, p
		return row.Scan(&v.Client.Name, &v.Client.Address, &v.Client.TaxNumber, &v.Locale)
	}, `SELECT name, address, tax_number, coalesce(nullif(locale, ''), (SELECT locale FROM studio)) FROM client WHERE id = ?`, clientID)
}

// account fills a statement with all that happened to the invoices that a query
// names.
func (s *Store) account(ctx context.Context, v *Statement, whose string, args ...any) error {
	err := s.look(ctx, func(from querier) error {
		ids, err := all(ctx, from, value[int64], whose, args...)
		if err != nil || len(ids) == 0 {
			return err
		}
		named, err := json.Marshal(ids)
		if err != nil {
			return err
		}
		steps, err := all(ctx, from, scanStep, stepsQuery, v.Period.To, string(named))
		if err != nil {
			return err
		}
		slices.SortFunc(steps, func(a, b step) int {
			return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id))
		})
		if v.Period.From == "" && len(steps) > 0 {
			v.Period.From = steps[0].On
		}
		v.enter(steps)
		debtors, err := s.debtorsAmong(ctx, from, agedOfNamed, v.Period.To, string(named))
		if err != nil {
			return err
		}
		return v.finish(debtors, s.Studio().Currency)
	})
	if v.Period.From == "" {
		v.Period.From = v.Period.To // nothing has happened
	}
	return err
}

// stepsQuery is all that happened up to a day (?1) to the invoices of a list (?2).
// Money may have come before the invoice that it is for.
const stepsQuery = `WITH own AS MATERIALIZED (SELECT invoice.id, number, state, title, currency, total, issued_on
		FROM json_each(?2) named CROSS JOIN invoice ON invoice.id = named.value)
	SELECT iif(state = 'void', 'void', 'invoice'), 0, id, issued_on, number, id, number, title, currency, '', '', total FROM own WHERE issued_on <= ?1
	UNION ALL SELECT 'credit-note', 1, credit_note.id, credit_note.issued_on, credit_note.number, own.id, own.number, own.title, own.currency, '', '', -credit_note.total
		FROM own CROSS JOIN credit_note ON credit_note.invoice_id = own.id WHERE credit_note.issued_on <= ?1
	UNION ALL SELECT iif(method = 'credit', 'credit-in', 'payment'), 2, payment.id, paid_on, receipt, own.id, own.number, own.title, own.currency, method, label, -payment.amount
		FROM own CROSS JOIN payment ON payment.invoice_id = own.id WHERE +payment.state = 'paid' AND paid_on <= ?1
	UNION ALL SELECT iif(refund.kind = 'credit', 'credit-out', refund.kind), 3, refund.id, refunded_on, payment.receipt, own.id, own.number, own.title, own.currency, method, label, refund.amount
		FROM own CROSS JOIN payment ON payment.invoice_id = own.id JOIN refund ON refund.payment_id = payment.id
		WHERE +refund.state = 'done' AND refunded_on <= ?1`

// step is an entry with its place among those of its day.
type step struct {
	Entry
	currency string
	order    int
	id       int64
}

func scanStep(row scanner, v *step) error {
	return row.Scan(&v.Kind, &v.order, &v.id, &v.On, &v.Number, &v.InvoiceID, &v.Invoice, &v.Title, &v.currency, &v.Method, &v.Label, &v.Amount)
}

// enter carries the steps into the ledgers of their currencies.
func (v *Statement) enter(steps []step) {
	balances := map[int64]int64{} // of each invoice, at the end
	currencies := map[int64]string{}
	v.voided = map[int64]step{}
	for _, e := range steps {
		if e.Kind == "void" {
			v.voided[e.InvoiceID] = e
			if v.Period.Has(e.On) {
				v.Void = append(v.Void, e.Number)
			}
			continue
		}
		l := v.ledger(e.currency)
		balances[e.InvoiceID] += e.Amount
		currencies[e.InvoiceID] = e.currency
		l.Closing += e.Amount
		if e.On < v.Period.From {
			l.Opening += e.Amount
			continue
		}
		e.Balance = l.Closing
		l.Entries = append(l.Entries, e.Entry)
	}
	for id, balance := range balances {
		v.ledger(currencies[id]).Favour += max(0, -balance)
		if e, void := v.voided[id]; void && balance > 0 {
			e.Balance = balance
			v.voided[id] = e
		}
	}
}

// ledger is the one of a currency; it is begun when it is first asked for.
func (v *Statement) ledger(currency string) *Ledger {
	for i := range v.Ledgers {
		if v.Ledgers[i].Currency == currency {
			return &v.Ledgers[i]
		}
	}
	v.Ledgers = append(v.Ledgers, Ledger{Currency: currency})
	return &v.Ledgers[len(v.Ledgers)-1]
}

// owe adds what is owed of an invoice that asks for nothing: a bank took what had
// gone back by hand of money that came for it.
func (l *Ledger) owe(i AgedInvoice, amount int64) {
	i.add(amount, 0)
	l.addAll(i.Ages)
	l.Open = append(l.Open, i)
}

// finish adds what was owed at the end, by how late it was, and lets go of
// currencies in which nothing happened and nothing is open. Figures that do not add
// up are a fault, and are not shown to anyone.
func (v *Statement) finish(debtors []Debtor, own string) error {
	for _, d := range debtors {
		l := v.ledger(d.Currency)
		l.Ages, l.Open = d.Ages, d.Invoices
	}
	for _, id := range slices.Sorted(maps.Keys(v.voided)) {
		if e := v.voided[id]; e.Balance > 0 {
			v.ledger(e.currency).owe(AgedInvoice{ID: id, Number: e.Number, Title: e.Title, IssuedOn: e.On, DueOn: v.Period.To}, e.Balance)
		}
	}
	v.Ledgers = slices.DeleteFunc(v.Ledgers, func(l Ledger) bool {
		return l.Opening == 0 && len(l.Entries) == 0 && l.Total() == 0 && l.Favour == 0
	})
	for _, l := range v.Ledgers {
		if l.Total()-l.Favour != l.Closing {
			return fmt.Errorf("the statement of client %d in %s ends with %d, but %d is owed and %d is in favour", v.ClientID, l.Currency, l.Closing, l.Total(), l.Favour)
		}
	}
	byCurrency(own, v.Ledgers, func(l Ledger) string { return l.Currency }, func(a, b Ledger) int { return 0 })
	return nil
}
