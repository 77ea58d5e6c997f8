package store_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// account is a client's statement in its one currency; without anything in it, the
// zero Ledger.
func (tr *trade) account(j *storetest.Job, p store.Period) store.Ledger {
	tr.Helper()
	v, err := j.Statement(tr.Context(), j.Client.ID, p)
	tr.must(err)
	if len(v.Ledgers) == 0 {
		return store.Ledger{}
	}
	if len(v.Ledgers) != 1 {
		tr.Fatalf("%d ledgers: %+v", len(v.Ledgers), v.Ledgers)
	}
	return v.Ledgers[0]
}

// early records a payment that came before its invoice was written.
func (tr *trade) early() {
	tr.Helper()
	i, ok := tr.any(0)
	if !ok || i.Left() < 2 {
		return
	}
	j := tr.jobs[0]
	tr.must(j.RecordPayment(tr.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Left() / 2, PaidOn: i.IssuedOn.AddDays(-3), Attempt: tr.attempt()}))
}

// move holds what is too much of an invoice as credit, and pays another with it.
func (tr *trade) move() {
	tr.Helper()
	i, ok := tr.any(0)
	if !ok {
		return
	}
	j := tr.jobs[0]
	tr.must(j.HoldCredit(tr.Context(), j.Owner, i.ID))
	held, err := j.Credit(tr.Context(), i.ClientID, i.Currency)
	tr.must(err)
	for _, id := range tr.invoices {
		other, _ := tr.any(id)
		if amount := min(held, other.Left()); amount > 0 && other.ClientID == i.ClientID && other.ID != i.ID {
			tr.must(j.UseCredit(tr.Context(), j.Owner, id, amount, tr.attempt()))
			tr.moves++
			return
		}
	}
}

// void declares the first invoice void that can be.
func (tr *trade) void() {
	tr.Helper()
	for n, id := range tr.invoices {
		i, _ := tr.any(id)
		if !i.CanVoid() {
			continue
		}
		_, err := tr.jobs[0].VoidInvoice(tr.Context(), tr.jobs[0].Owner, id, "Written twice")
		tr.must(err)
		tr.invoices = slices.Delete(tr.invoices, n, n+1) // nothing can happen to it any more
		return
	}
}

// Whatever happened, in whatever order: a statement's entries add up from its opening
// to its closing balance, what one ends with the next begins with, and at its end
// stands what the report of debts says of that day.
func TestStatementsAddUp(t *testing.T) {
	for seed := range uint64(3) {
		tr := newTrade(t, 50+seed)
		for range 12 {
			tr.live(8)
			tr.early()
			tr.move()
			tr.void()
		}
		if tr.moves == 0 {
			t.Errorf("trade %d: no credit was used", 50+seed)
		}
		today := tr.jobs[0].Today()
		for _, j := range tr.jobs {
			whole := tr.account(j, store.Period{From: "2000-01-01", To: today})
			tr.isOwed(j, whole)
			days := tr.began.AddDays(-5).DaysUntil(today)
			for range 12 {
				from := tr.began.AddDays(tr.random.IntN(days) - 5)
				p := store.Period{From: from, To: from.AddDays(tr.random.IntN(days))}
				tr.addsUp(j, p, whole)
			}
		}
	}
}

// isOwed holds what a statement ends with today against the invoices themselves.
func (tr *trade) isOwed(j *storetest.Job, l store.Ledger) {
	tr.Helper()
	var owed, over int64
	for id := range storetest.Count(tr, j.Store, "SELECT max(id) FROM invoice") {
		i, err := j.Invoice(tr.Context(), id+1)
		tr.must(err)
		if i.ClientID == j.Client.ID {
			owed, over = owed+i.Left(), over+i.Over()
		}
	}
	if l.Owed() != owed || l.Favour != over || l.Closing != owed-over {
		tr.Errorf("%s: %d is owed and %d in favour, closing with %d; the invoices say %d and %d", j.Client.Name, l.Owed(), l.Favour, l.Closing, owed, over)
	}
	if len(l.Entries) < 3 {
		tr.Errorf("%s: there are %d entries", j.Client.Name, len(l.Entries))
	}
}

// addsUp holds the statement of a period against itself, its neighbours, that of all
// time, and the report of debts.
func (tr *trade) addsUp(j *storetest.Job, p store.Period, whole store.Ledger) {
	tr.Helper()
	l := tr.account(j, p)
	balance := l.Opening
	for _, e := range l.Entries {
		if balance += e.Amount; e.Balance != balance || e.On < p.From || e.On > p.To || e.Invoice == "" || e.Number == "" {
			tr.Errorf("%s, %s: after %d comes %+v", j.Client.Name, p, balance-e.Amount, e)
		}
	}
	s := l.Sums()
	if balance != l.Closing || l.Opening+s.Invoiced-s.Credited-s.Paid+s.Returned != l.Closing || s.Moved != 0 || min(s.Invoiced, s.Credited, s.Paid, s.Returned, l.Favour) < 0 {
		tr.Errorf("%s, %s: %+v add up to %d", j.Client.Name, p, l, balance)
	}
	before := tr.account(j, store.Period{From: "2000-01-01", To: p.From.AddDays(-1)})
	if before.Closing != l.Opening {
		tr.Errorf("%s, %s: begins with %d, and before it %d was owed", j.Client.Name, p, l.Opening, before.Closing)
	}
	if n := len(before.Entries); !slices.Equal(slices.Concat(before.Entries, l.Entries), whole.Entries[:n+len(l.Entries)]) {
		tr.Errorf("%s, %s: its entries are not those of the whole", j.Client.Name, p)
	}
	debtors, err := j.Debtors(tr.Context(), min(p.To, j.Today()))
	tr.must(err)
	var want store.Debtor
	for _, d := range debtors {
		if d.ClientID == j.Client.ID {
			want = d
		}
	}
	if l.Ages != want.Ages || !reflect.DeepEqual(l.Open, want.Invoices) {
		tr.Errorf("%s, %s: ends with %+v, the report says %+v", j.Client.Name, p, l.Open, want.Invoices)
	}
}

// A client's whole story, entry by entry: an invoice, a deposit that was refunded and
// credited, the rest paid twice, a dispute that was lost.
func TestStatementTellsWhatHappened(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t) // 2220.00
	day := func() { j.Clock.Add(24 * time.Hour) }
	pay := func(amount int64, n int) store.Payment {
		t.Helper()
		day()
		if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: amount, PaidOn: j.Today(), Attempt: attempt(n)}); err != nil {
			t.Fatal(err)
		}
		now, err := j.Invoice(t.Context(), i.ID)
		if err != nil {
			t.Fatal(err)
		}
		return now.Payments[0]
	}
	deposit := pay(66600, 1)
	day()
	if err := j.RecordRefund(t.Context(), j.Owner, deposit.ID, store.HandRefund{RefundedOn: j.Today(),
		RefundWish: store.RefundWish{Amount: 10000, Credit: true, Reason: "Fewer shelves", Attempt: attempt(2)}}); err != nil {
		t.Fatal(err)
	}
	pay(100000, 3)
	v, err := j.Statement(t.Context(), j.Client.ID, store.YearOf("2026-01-01"))
	if err != nil || len(v.Ledgers) != 1 || v.Client.Name != "Raman" || v.Client.Address == "" || v.Period.To != j.Today() {
		t.Fatalf("%+v, %v", v, err)
	}
	l := v.Ledgers[0]
	want := []store.Entry{
		{On: "2026-11-23", Kind: "invoice", Number: "INV-0001", Amount: 222000, Balance: 222000},
		{On: "2026-11-24", Kind: "payment", Number: "R-0001", Method: "cash", Amount: -66600, Balance: 155400},
		{On: "2026-11-25", Kind: "credit-note", Number: "CN-0001", Amount: -10000, Balance: 145400},
		{On: "2026-11-25", Kind: "refund", Number: "R-0001", Method: "cash", Amount: 10000, Balance: 155400},
		{On: "2026-11-26", Kind: "payment", Number: "R-0002", Method: "cash", Amount: -100000, Balance: 55400},
	}
	for n := range want {
		want[n].InvoiceID, want[n].Invoice, want[n].Title = i.ID, "INV-0001", "Window seat"
	}
	if !reflect.DeepEqual(l.Entries, want) {
		t.Errorf("%+v", l.Entries)
	}
	if l.Sums() != (store.Sums{Invoiced: 222000, Credited: 10000, Paid: 166600, Returned: 10000}) || l.Closing != 55400 || l.Ages != (store.Ages{55400}) || l.Late() != 0 {
		t.Errorf("%+v", l)
	}
	half, err := j.Statement(t.Context(), j.Client.ID, store.Period{From: "2026-11-24", To: "2026-11-24"})
	if err != nil || half.Ledgers[0].Opening != 222000 || half.Ledgers[0].Closing != 155400 || len(half.Ledgers[0].Entries) != 1 {
		t.Errorf("%+v, %v", half, err)
	}
	if _, err := j.Statement(t.Context(), 999, store.YearOf("2026-01-01")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
}

// Drafts and void invoices ask for nothing, and stand in no statement; the numbers of
// void ones are told, and money that came for one is counted.
func TestStatementLeavesOutWhatIsNotAskedFor(t *testing.T) {
	j := storetest.NewJob(t)
	j.DraftInvoice(t)
	void := j.Invoiced(t)
	if _, err := j.VoidInvoice(t.Context(), j.Owner, void.ID, ""); err != nil {
		t.Fatal(err)
	}
	v, err := j.Statement(t.Context(), j.Client.ID, store.YearOf(j.Today()))
	if err != nil || len(v.Ledgers) != 0 || !slices.Equal(v.Void, []string{void.Number}) {
		t.Errorf("%+v, %v", v, err)
	}
	if v, err = j.Statement(t.Context(), j.Client.ID, store.YearOf("2025-06-01")); err != nil || len(v.Void) != 0 {
		t.Errorf("a year before: %+v, %v", v, err)
	}
	storetest.Exec(t, j.Store, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, paid_on, receipt, started_at, settled_at)
		VALUES (?, 'late', 'card', 'paid', 500, 'GBP', ?, 'R-9', 0, 0)`, void.ID, j.Today())
	v, err = j.Statement(t.Context(), j.Client.ID, store.YearOf(j.Today()))
	if err != nil || len(v.Ledgers) != 1 || v.Ledgers[0].Closing != -500 || v.Ledgers[0].Favour != 500 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestStatementKeepsCurrenciesApart(t *testing.T) {
	j := storetest.NewJob(t)
	j.Charge(t, "EUR")
	j.Invoiced(t)
	j.Charge(t, "CHF")
	j.Invoiced(t)
	j.Charge(t, "GBP")
	j.Invoiced(t)
	v, err := j.Statement(t.Context(), j.Client.ID, store.YearOf(j.Today()))
	var got []string
	for _, l := range v.Ledgers {
		got = append(got, l.Currency)
		if len(l.Entries) != 1 || l.Closing != 222000 || l.Open[0].Number != l.Entries[0].Number {
			t.Errorf("%+v", l)
		}
	}
	if err != nil || !slices.Equal(got, []string{"GBP", "CHF", "EUR"}) {
		t.Errorf("%v, %v", got, err)
	}
}

// A contact's statement is made of the invoices that this contact sees.
func TestStatementOfAContactIsTheirs(t *testing.T) {
	v := storetest.NewStreet(t)
	year := store.Period{From: "2000-01-01", To: v.Today()}
	of := func(c store.Contact) (store.Statement, []string) {
		t.Helper()
		p := v.Portal(t, c)
		got, err := p.Statement(t.Context(), year)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := p.Invoices(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		var want, numbers []string
		for _, i := range seen {
			if i.Status != "void" {
				want = append(want, i.Number)
			}
		}
		for _, l := range got.Ledgers {
			for _, e := range l.Entries {
				if e.Kind == "invoice" {
					numbers = append(numbers, e.Number)
				}
			}
		}
		slices.Sort(want)
		slices.Sort(numbers)
		if !slices.Equal(numbers, want) {
			t.Errorf("%s sees %v, and the statement has %v", c.Name, want, numbers)
		}
		return got, numbers
	}
	priya, hers := of(v.Priya)
	if len(hers) == 0 || priya.Client.Name != "Raman" {
		t.Errorf("Priya's: %+v", priya)
	}
	if _, wens := of(v.Wen); len(wens) >= len(hers) {
		t.Errorf("Wen, to whom they are not addressed, has %v of %v", wens, hers)
	}
	if tom, _ := of(v.Tom); len(tom.Ledgers) != 0 {
		t.Errorf("Tom, who is on no project: %+v", tom)
	}
	if ada, _ := of(v.Next.Priya); ada.Client.Name != "Okafor" {
		t.Errorf("Ada's is %s's", ada.Client.Name)
	}
}

// A statement goes to those of the client who may come in, and to nobody else; each
// gets what that person sees.
func TestStatementsGoToTheClientAlone(t *testing.T) {
	v := storetest.NewStreet(t)
	period := store.YearOf(v.Today())
	l := store.Letter{Subject: "How we stand", Body: "Dear", Attempt: "attempt-statement-01"}
	for _, wrong := range []int64{v.Next.Priya.ID, v.Away.Priya.ID, 999999} {
		l.Contacts = []int64{v.Priya.ID, wrong}
		if err := v.SendStatement(t.Context(), v.Owner, v.Client.ID, period, l); !errors.As(err, new(*store.Invalid)) {
			t.Errorf("to %d: %v", wrong, err)
		}
	}
	l.Contacts = []int64{v.Away.Priya.ID}
	if err := v.SendStatement(t.Context(), v.Owner, v.Away.Client.ID, period, l); !errors.As(err, new(*store.Refused)) {
		t.Errorf("with the portal switched off: %v", err)
	}
	queued := "SELECT count(*) FROM outbox WHERE kind = 'statement'"
	if n := storetest.Count(t, v.Store, queued); n != 0 {
		t.Fatalf("%d mails of what was refused", n)
	}
	l.Contacts = []int64{v.Priya.ID, v.Wen.ID}
	for range 2 {
		if err := v.SendStatement(t.Context(), v.Owner, v.Client.ID, period, l); err != nil {
			t.Fatal(err)
		}
	}
	if n := storetest.Count(t, v.Store, queued); n != 2 {
		t.Errorf("%d mails for two people and a double click", n)
	}
	for who, sees := range map[int64]bool{v.Priya.ID: true, v.Tom.ID: false} {
		own, err := v.StatementOf(t.Context(), store.Mail{Kind: "statement", ContactID: who, Data: map[string]string{"from": string(period.From), "to": string(period.To)}})
		if err != nil || (len(own.Ledgers) > 0) != sees {
			t.Errorf("contact %d gets %d ledgers, %v", who, len(own.Ledgers), err)
		}
	}
}
