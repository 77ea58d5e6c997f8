package store_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"

	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// trade is a year of a studio's business, told at random through its verbs: three
// clients, one each in pounds, yen and dinars; invoices over several taxes, paid
// in parts, credited and refunded in any order.
type trade struct {
	*testing.T
	random   *rand.Rand
	jobs     []*storetest.Job
	invoices []int64
	attempts int
	moves    int                           // of credit
	owed     map[store.Date][]store.Debtor // as each day saw it
	began    store.Date
}

func newTrade(t *testing.T, seed uint64) *trade {
	t.Helper()
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	tr := &trade{T: t, random: rand.New(rand.NewPCG(seed, seed)), owed: map[store.Date][]store.Debtor{}, began: s.Today()}
	for i, currency := range []string{"GBP", "JPY", "KWD"} {
		j := storetest.JobAt(t, s, clock, owner, "Client in "+currency, fmt.Sprintf("a%d@example.com", i), fmt.Sprintf("b%d@example.com", i))
		j.Charge(t, currency)
		tr.jobs = append(tr.jobs, j)
	}
	return tr
}

func (tr *trade) must(err error) {
	tr.Helper()
	if err != nil {
		tr.Fatal(err)
	}
}

// live lets so many things happen, and notes each day's debts.
func (tr *trade) live(deeds int) {
	tr.Helper()
	for range deeds {
		switch tr.random.IntN(7) {
		case 0, 1:
			tr.invoice()
		case 2, 3:
			tr.pay(0)
		case 4:
			tr.refund(0)
		case 5:
			tr.credit()
		case 6:
			tr.note()
			tr.jobs[0].Clock.Add(time.Duration(1+tr.random.IntN(40)) * 24 * time.Hour)
		}
	}
	tr.note()
}

func (tr *trade) note() {
	tr.Helper()
	today := tr.jobs[0].Today()
	debtors, err := tr.jobs[0].Debtors(tr.Context(), today)
	tr.must(err)
	tr.owed[today] = debtors
}

func (tr *trade) invoice() {
	tr.Helper()
	j := tr.jobs[tr.random.IntN(len(tr.jobs))]
	taxes := []money.Tax{storetest.VAT, {Category: money.Standard, Rate: 5_000, Name: "VAT"}, {Category: money.ZeroRated}, {Category: money.Exempt, Reason: "Education"}}
	i := j.Invoiced(tr.T, func(c *store.Content) {
		c.TaxIncluded = tr.random.IntN(2) == 0
		lines := []store.Line{}
		for n := range 1 + tr.random.IntN(4) {
			l := storetest.Line(fmt.Sprint("l", n), "Work", 1)
			l.Price = money.Decimal(1 + tr.random.Int64N(999_999_999)) // up to 999.999999
			l.Tax = taxes[tr.random.IntN(len(taxes))]
			lines = append(lines, l)
		}
		c.Sections = []store.Section{{ID: "s1", Lines: append(lines, storetest.Line("last", "A fee", 1))}}
	})
	tr.invoices = append(tr.invoices, i.ID)
}

// any is one of the invoices; id 0 lets chance choose.
func (tr *trade) any(id int64) (i store.Invoice, ok bool) {
	tr.Helper()
	if len(tr.invoices) == 0 {
		return i, false
	}
	i, err := tr.jobs[0].Invoice(tr.Context(), cmp.Or(id, tr.invoices[tr.random.IntN(len(tr.invoices))]))
	tr.must(err)
	return i, true
}

func (tr *trade) attempt() string {
	tr.attempts++
	return attempt(tr.attempts)
}

// pay pays some of an invoice, or all of the one that is named.
func (tr *trade) pay(id int64) {
	tr.Helper()
	i, ok := tr.any(id)
	if !ok || i.Left() == 0 {
		return
	}
	amount := i.Left()
	if id == 0 && tr.random.IntN(3) > 0 {
		amount = 1 + tr.random.Int64N(amount)
	}
	j := tr.jobs[0]
	tr.must(j.RecordPayment(tr.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: amount, PaidOn: j.Today(), Attempt: tr.attempt()}))
}

// refund gives some of a payment back, or all that is too much of an invoice.
func (tr *trade) refund(id int64) {
	tr.Helper()
	i, ok := tr.any(id)
	if !ok {
		return
	}
	over := i.Over()
	for _, pay := range i.Payments {
		most := pay.Amount - pay.Refunded
		if id != 0 {
			most = min(most, over)
		}
		if most == 0 {
			continue
		}
		amount := most
		if id == 0 {
			amount = 1 + tr.random.Int64N(most)
		}
		over -= amount
		j := tr.jobs[0]
		tr.must(j.RecordRefund(tr.Context(), j.Owner, pay.ID, store.HandRefund{RefundedOn: j.Today(),
			RefundWish: store.RefundWish{Amount: amount, Credit: id == 0 && tr.random.IntN(2) == 0, Attempt: tr.attempt()}}))
		if id == 0 {
			return
		}
	}
}

func (tr *trade) credit() {
	tr.Helper()
	i, ok := tr.any(0)
	left := i.Total - i.Credited
	if !ok || left == 0 {
		return
	}
	amount := int64(0) // all of it
	switch tr.random.IntN(4) {
	case 0, 1:
		amount = 1 + tr.random.Int64N(left)
	case 2:
		if amount = i.Left(); amount == 0 || amount == i.Total {
			return
		}
	}
	j := tr.jobs[0]
	_, err := j.CreditInvoice(tr.Context(), j.Owner, i.ID, store.Crediting{Amount: amount, Reason: "Agreed"})
	tr.must(err)
}

// settle pays what is left of everything, and gives back what is too much.
func (tr *trade) settle() {
	tr.Helper()
	for _, id := range tr.invoices {
		tr.pay(id)
		tr.refund(id)
	}
}

// ever is a period with all of it.
func (tr *trade) ever() store.Period { return store.Period{From: tr.began, To: tr.jobs[0].Today()} }

// rateOf tells taxes apart, whatever the month.
type rateOf struct {
	currency string
	category money.TaxCategory
	rate     money.Rate
}

func (tr *trade) taxes(p store.Period, basis store.Basis) (byRate map[rateOf][2]int64) {
	tr.Helper()
	sums, err := tr.jobs[0].Taxes(tr.Context(), p, basis)
	tr.must(err)
	byRate = map[rateOf][2]int64{}
	for _, sum := range sums {
		if sum.Month > p.To || store.MonthOf(sum.Month).To < p.From {
			tr.Errorf("%s is not in %s", sum.Month, p)
		}
		key := rateOf{sum.Currency, sum.Category, sum.Rate}
		byRate[key] = [2]int64{byRate[key][0] + sum.Base, byRate[key][1] + sum.Tax}
	}
	return filled(byRate)
}

// filled leaves out what adds up to nothing.
func filled(sums map[rateOf][2]int64) map[rateOf][2]int64 {
	maps.DeleteFunc(sums, func(_ rateOf, had [2]int64) bool { return had == [2]int64{} })
	return sums
}

func TestCashAddsUpToAccrualWhenAllIsPaid(t *testing.T) {
	for seed := range uint64(4) {
		tr := newTrade(t, seed)
		tr.live(60)
		tr.settle()
		accrued, paid := tr.taxes(tr.ever(), store.Accrual), tr.taxes(tr.ever(), store.Cash)
		if len(accrued) < 4 || !reflect.DeepEqual(accrued, paid) {
			t.Errorf("trade %d: invoiced %v\npaid %v", seed, accrued, paid)
		}
	}
}

// Months add up to the whole, entries to sums, and what came in to what the cash
// basis divides: at any time, also while much is owed.
func TestReportsAgreeWithOneAnother(t *testing.T) {
	tr := newTrade(t, 7)
	tr.live(80)
	for _, basis := range []store.Basis{store.Accrual, store.Cash} {
		whole, months := tr.taxes(tr.ever(), basis), map[rateOf][2]int64{}
		gross := map[string]int64{}
		for month := store.MonthOf(tr.began); month.From <= tr.ever().To; month = month.Next() {
			for key, had := range tr.taxes(month, basis) {
				months[key] = [2]int64{months[key][0] + had[0], months[key][1] + had[1]}
				gross[string(month.From[:7])+key.currency] += had[0] + had[1]
			}
		}
		if !reflect.DeepEqual(whole, filled(months)) {
			t.Errorf("%s: months add up to %v, not %v", basis, months, whole)
		}
		if entries := tr.entries(basis); !reflect.DeepEqual(whole, entries) {
			t.Errorf("%s: entries add up to %v, not %v", basis, entries, whole)
		}
		if basis == store.Cash {
			tr.isIncome(gross)
		}
	}
}

// entries adds the entries of all time up.
func (tr *trade) entries(basis store.Basis) map[rateOf][2]int64 {
	tr.Helper()
	list, err := tr.jobs[0].TaxEntries(tr.Context(), tr.ever(), basis)
	tr.must(err)
	sums := map[rateOf][2]int64{}
	last := store.Date("")
	for _, e := range list {
		if e.On < last || e.Number == "" || e.Invoice == "" || e.Client != "Client in "+e.Currency {
			tr.Errorf("after %s: %+v", last, e)
		}
		last = e.On
		key := rateOf{e.Currency, e.Category, e.Rate}
		sums[key] = [2]int64{sums[key][0] + e.Base, sums[key][1] + e.Tax}
	}
	return filled(sums)
}

// isIncome holds the net income of each month, by currency, against sums.
func (tr *trade) isIncome(gross map[string]int64) {
	tr.Helper()
	list, err := tr.jobs[0].Income(tr.Context(), tr.ever(), store.ByMonth)
	tr.must(err)
	for _, income := range list {
		key := income.At + income.Currency
		if gross[key] != income.Net() {
			tr.Errorf("%s: %d came in and %d was divided", key, income.Net(), gross[key])
		}
		delete(gross, key)
	}
	for key, sum := range gross {
		if sum != 0 {
			tr.Errorf("%s: %d was divided and nothing came in", key, sum)
		}
	}
	years, err := tr.jobs[0].Income(tr.Context(), tr.ever(), store.ByYear)
	tr.must(err)
	days, err := tr.jobs[0].Income(tr.Context(), tr.ever(), store.ByDay)
	tr.must(err)
	moves, err := tr.jobs[0].Movements(tr.Context(), tr.ever())
	tr.must(err)
	sums := map[string]int64{}
	for _, m := range moves {
		sums[m.Currency] += m.Amount
	}
	for _, grain := range [][]store.Income{years, days, list} {
		got := map[string]int64{}
		for _, income := range grain {
			got[income.Currency] += income.Net()
		}
		if !reflect.DeepEqual(got, sums) {
			tr.Errorf("a grain adds up to %v, not %v", got, sums)
		}
	}
	if list[0].Currency != "GBP" {
		tr.Errorf("the studio's own currency does not come first: %v", list[0])
	}
}

// What was owed at the end of a past day is what that day saw.
func TestDebtsOfThePastAreThoseOfThen(t *testing.T) {
	for seed := range uint64(2) {
		tr := newTrade(t, 20+seed)
		tr.live(80)
		days := 0
		for day, then := range tr.owed {
			now, err := tr.jobs[0].Debtors(t.Context(), day)
			tr.must(err)
			if !reflect.DeepEqual(now, then) {
				t.Errorf("trade %d: on %s\n%+v\nwas owed, and now it is said\n%+v", seed, day, then, now)
			}
			if len(then) > 0 {
				days++
			}
		}
		if days < 5 {
			t.Errorf("trade %d: something was owed on %d days", seed, days)
		}
	}
}

// What is owed today is what the dashboard says, and what each client's page does.
func TestDebtsAreWhatIsOutstanding(t *testing.T) {
	tr := newTrade(t, 30)
	tr.live(80)
	debtors, err := tr.jobs[0].Debtors(t.Context(), tr.jobs[0].Today())
	tr.must(err)
	figures, err := tr.jobs[0].Figures(t.Context())
	tr.must(err)
	owed, late := map[string]int64{}, map[string]int64{}
	for _, sums := range store.AgesByCurrency(debtors) {
		owed[sums.Currency] = sums.Total()
		if sum := sums.Total() - sums.Ages[0]; sum > 0 {
			late[sums.Currency] = sum
		}
	}
	for i, sums := range [][]store.Sum{figures.Outstanding, figures.Overdue} {
		got := map[string]int64{}
		for _, sum := range sums {
			got[sum.Currency] = sum.Amount
		}
		if want := []map[string]int64{owed, late}[i]; len(got) == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("the dashboard says %v, and debts are %v", got, want)
		}
	}
}

func TestAges(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t) // 666.00 due on 23 November 2026, 1554.00 on 7 December
	for day, want := range map[store.Date]store.Ages{
		"2026-11-23": {222000}, "2026-11-24": {155400, 66600}, "2026-12-07": {155400, 66600}, "2026-12-08": {0, 222000},
		"2026-12-23": {0, 222000}, "2026-12-24": {0, 155400, 66600}, "2027-01-22": {0, 0, 222000}, "2027-01-23": {0, 0, 155400, 66600},
		"2027-02-21": {0, 0, 0, 222000}, "2027-02-22": {0, 0, 0, 155400, 66600}, "2027-03-08": {0, 0, 0, 0, 222000},
	} {
		debtors, err := j.Debtors(t.Context(), day)
		if err != nil || len(debtors) != 1 || debtors[0].Ages != want || debtors[0].ClientID != j.Client.ID || len(debtors[0].Invoices) != 1 {
			t.Errorf("on %s %+v is owed, not %v: %v", day, debtors, want, err)
			continue
		}
		if got := debtors[0].Invoices[0]; got.ID != i.ID || got.Ages != want || got.DueOn != "2026-11-23" || got.Late != store.Date("2026-11-23").DaysUntil(day) {
			t.Errorf("on %s the invoice is %+v", day, got)
		}
	}
	if before, err := j.Debtors(t.Context(), "2026-11-22"); err != nil || len(before) != 0 {
		t.Errorf("before it was issued %v was owed: %v", before, err)
	}
}

func TestPeriods(t *testing.T) {
	for text, want := range map[string]store.Period{
		"2026": {"2026-01-01", "2026-12-31"}, "2026-Q1": {"2026-01-01", "2026-03-31"}, "2026-Q4": {"2026-10-01", "2026-12-31"},
		"2028-02": {"2028-02-01", "2028-02-29"}, "2026-12": {"2026-12-01", "2026-12-31"}, "2026-04-06_2027-04-05": {"2026-04-06", "2027-04-05"},
	} {
		p, ok := store.ParsePeriod(text)
		if !ok || p != want || p.String() != text {
			t.Errorf("%s is %v, %v, written %s", text, p, ok, p)
		}
		if p.Next().Before() != p || p.Next().From != p.To.AddDays(1) {
			t.Errorf("after %s comes %v, and before that %v", text, p.Next(), p.Next().Before())
		}
		for _, day := range []store.Date{p.From, p.To, p.From.AddDays(20)} {
			around := map[bool]store.Period{p.IsYear(): store.YearOf(day), p.IsQuarter(): store.QuarterOf(day), p.IsMonth(): store.MonthOf(day)}
			if around[true] != p && len(text) < 21 {
				t.Errorf("around %s lies %v", day, around[true])
			}
		}
	}
	for _, wrong := range []string{"", "x", "20262", "2026-Q5", "2026-Q0", "2026-13", "2026_11", "1899", "3000", "3000-Q1", "2026-02-30_2026-03-01", "2026-03-02_2026-03-01", "2026-11-23 2026-11-24x"} {
		if p, ok := store.ParsePeriod(wrong); ok {
			t.Errorf("%q is %v", wrong, p)
		}
	}
}
