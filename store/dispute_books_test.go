package store_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// ledger is a client's account of the year in one currency, in lines.
func ledger(t *testing.T, j *storetest.Job) (store.Ledger, string) {
	t.Helper()
	v, err := j.Statement(t.Context(), j.Client.ID, store.Period{From: "2026-01-01", To: j.Today()})
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Ledgers) == 0 {
		return store.Ledger{}, ""
	}
	var lines []string
	for _, e := range v.Ledgers[0].Entries {
		lines = append(lines, fmt.Sprintf("%s %s %d = %d", e.On[8:], e.Kind, e.Amount, e.Balance))
	}
	return v.Ledgers[0], strings.Join(lines, "; ")
}

// cashTaxes are what the cash basis has of a period: net and tax by category.
func cashTaxes(t *testing.T, j *storetest.Job, p store.Period) map[money.TaxCategory][2]int64 {
	t.Helper()
	entries, err := j.TaxEntries(t.Context(), p, store.Cash)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[money.TaxCategory][2]int64{}
	for _, e := range entries {
		sums[e.Category] = [2]int64{sums[e.Category][0] + e.Base, sums[e.Category][1] + e.Tax}
	}
	return sums
}

func onDay(d store.Date) store.Period { return store.Period{From: d, To: d} }

// returnedByHand gives back of a payment by hand.
func returnedByHand(t *testing.T, j *storetest.Job, pay store.Payment, amount int64, credit bool) {
	t.Helper()
	done(t, j.RecordRefund(t.Context(), j.Owner, pay.ID, store.HandRefund{RefundedOn: j.Today(),
		RefundWish: store.RefundWish{Amount: amount, Credit: credit, Attempt: attempt(700 + int(pay.ID))}}))
}

// What a bank took is in the account of the client, in the income and in the
// taxes of the day on which it was decided; it is out again when the bank gives
// it back.
func TestALostDisputeStandsInTheBooks(t *testing.T) {
	j := storetest.NewJob(t)
	j.Clock.Add(24 * time.Hour) // the 24th
	i, _ := paidByCard(t, j, 1)
	j.Clock.Add(24 * time.Hour)
	settleDispute(t, j, questioned(1, "open"))
	before := "24 invoice 222000 = 222000; 24 payment -66600 = 155400"
	if l, got := ledger(t, j); got != before || l.Closing != 155400 {
		t.Errorf("while it is open: %s", got)
	}
	j.Clock.Add(24 * time.Hour)
	lost := j.Today()
	settleDispute(t, j, questioned(1, "lost"))
	j.Clock.Add(24 * time.Hour)
	l, got := ledger(t, j)
	if got != before+"; 26 dispute 66600 = 222000" || l.Closing != 222000 || l.Owed() != 222000 || l.Favour != 0 || l.Sums().Returned != 66600 {
		t.Errorf("%s: %+v", got, l)
	}
	if e := l.Entries[2]; e.Number != "R-0001" || e.Method != "card" || e.Invoice != i.Number {
		t.Errorf("%+v", e)
	}
	income, err := j.Income(t.Context(), onDay(lost), store.ByDay)
	if err != nil || !reflect.DeepEqual(income, []store.Income{{At: string(lost), Currency: "GBP", Refunded: 66600, Refunds: 1}}) {
		t.Errorf("%+v, %v", income, err)
	}
	moves, err := j.Movements(t.Context(), onDay(lost))
	if err != nil || len(moves) != 1 || moves[0].Amount != -66600 || moves[0].Receipt != "R-0001" {
		t.Errorf("%+v, %v", moves, err)
	}
	if got := cashTaxes(t, j, onDay(lost)); !reflect.DeepEqual(got, map[money.TaxCategory][2]int64{money.Standard: {-55500, -11100}}) {
		t.Errorf("taxes: %v", got)
	}
	settleDispute(t, j, questioned(1, "won"))
	if l, got := ledger(t, j); got != before || l.Closing != 155400 {
		t.Errorf("given back: %s", got)
	}
	if income, err := j.Income(t.Context(), onDay(lost), store.ByDay); err != nil || len(income) != 0 {
		t.Errorf("%+v, %v", income, err)
	}
	if got := cashTaxes(t, j, onDay(lost)); len(got) != 0 {
		t.Errorf("taxes: %v", got)
	}
	sober(t, j.Store)
}

// Credit that a bank takes away is held no longer, and cannot be used.
func TestALostDisputeTakesHeldCredit(t *testing.T) {
	j := storetest.NewJob(t)
	i := twice(t, j, 1)
	hold(t, j, i.ID)
	if l, _ := ledger(t, j); l.Favour != 66600 || credit(t, j) != 66600 {
		t.Fatalf("held %d, %d of it can be used", l.Favour, credit(t, j))
	}
	settleDispute(t, j, questioned(1, "lost"))
	now := owed(t, j, i.ID, "paid 222000, back 66600, credited 0, left 0")
	if l, _ := ledger(t, j); now.Held != 0 || now.Excess() != 0 || l.Favour != 0 || l.Closing != 0 || credit(t, j) != 0 {
		t.Errorf("held %d, too much %d, %d can be used: %+v", now.Held, now.Excess(), credit(t, j), l)
	}
	if err := j.UseCredit(t.Context(), j.Owner, j.Invoiced(t).ID, 1, attempt(300)); fields(t, err)["amount"] != "refused.credit_short" {
		t.Error(err)
	}
	settleDispute(t, j, questioned(1, "won")) // the studio is asked anew
	if now := owed(t, j, i.ID, "paid 288600, back 0, credited 0, left 0"); now.Held != 0 || now.Excess() != 66600 {
		t.Errorf("held %d, too much %d", now.Held, now.Excess())
	}
	sober(t, j.Store)
}

// A bank knows nothing of what went back by hand. What it takes besides is gone
// twice: the money reports lack it twice, the client owes it, no tax is in it, and
// the owner is told. All is even once the client makes up for it.
func TestWhatWentBackByHandIsLostTwice(t *testing.T) {
	for name, credit := range map[string]bool{"credited": true, "owed again": false} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			i, pay := paidByCard(t, j, 1)
			returnedByHand(t, j, pay, 66600, credit)
			credited := map[bool]int64{true: 66600}[credit]
			j.Clock.Add(24 * time.Hour)
			settleDispute(t, j, questioned(1, "open"))
			if list, err := j.DisputesOf(t.Context(), i.ID); err != nil || list[0].ByHand != 66600 {
				t.Errorf("%+v, %v", list, err)
			}
			settleDispute(t, j, questioned(1, "lost"))
			for _, state := range []string{"open", "lost"} {
				told := fmt.Sprintf("SELECT count(*) FROM outbox WHERE kind = 'studio-dispute-%s' AND data ->> '$.twice' = '66600'", state)
				if n := storetest.Count(t, j.Store, told); n != 1 {
					t.Errorf("%s: the owner is told %d times that it is gone twice", state, n)
				}
			}
			now := owed(t, j, i.ID, fmt.Sprintf("paid -66600, back 133200, credited %d, left %d", credited, 222000-credited+66600))
			if r := now.Refunds[0]; r.Kind != "dispute" || r.Amount != 66600 || r.Twice != 66600 || !r.Asks() || now.Refunds[1].Twice != 0 {
				t.Errorf("%+v", now.Refunds)
			}
			if waits, err := j.RemindersWait(t.Context(), i.ID); err != nil || !waits {
				t.Errorf("the client is reminded before the studio has said a word: %v", err)
			}
			if sum := storetest.Count(t, j.Store, "SELECT sum(amount) FROM takings"); sum != -66600 {
				t.Errorf("%d was received in all", sum)
			}
			if got := cashTaxes(t, j, onDay(j.Today())); !reflect.DeepEqual(got, map[money.TaxCategory][2]int64{money.OutOfScope: {-66600, 0}}) {
				t.Errorf("taxes: %v", got)
			}
			l, lines := ledger(t, j)
			if !strings.HasSuffix(lines, fmt.Sprintf("24 dispute 66600 = %d", now.Left())) || l.Closing != now.Left() || l.Favour != 0 {
				t.Errorf("%s: %+v", lines, l)
			}
			debtors, err := j.Debtors(t.Context(), j.Today())
			if err != nil || len(debtors) != 1 || debtors[0].Total() != now.Left() {
				t.Errorf("%+v, %v", debtors, err)
			}
			sober(t, j.Store)
			done(t, j.DecideRefund(t.Context(), j.Owner, i.ID, now.Refunds[0].ID, false))
			j.Clock.Add(24 * time.Hour)
			cash(t, j, i.ID, 66600, 900)
			owed(t, j, i.ID, fmt.Sprintf("paid 0, back 133200, credited %d, left %d", credited, 222000-credited))
			if got := cashTaxes(t, j, onDay(j.Today())); !reflect.DeepEqual(got, map[money.TaxCategory][2]int64{money.OutOfScope: {66600, 0}}) {
				t.Errorf("made up for, taxes: %v", got)
			}
			cash(t, j, i.ID, 222000-credited, 901)
			if now := owed(t, j, i.ID, fmt.Sprintf("paid %d, back 133200, credited %d, left 0", 222000-credited, credited)); now.Status != "paid" || now.Next() != nil {
				t.Errorf("%s, next %+v", now.Status, now.Next())
			}
			if l, _ := ledger(t, j); l.Closing != 0 {
				t.Errorf("closes with %d", l.Closing)
			}
			sober(t, j.Store)
		})
	}
}

// Of an invoice that is credited in full nothing can be taken off any more: what
// the client got twice stays owed. When the bank gives it back nothing is.
func TestWhatIsLostTwiceOfACreditedInvoiceStaysOwed(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	_, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{})
	done(t, err)
	returnedByHand(t, j, pay, 66600, true)
	owed(t, j, i.ID, "paid 0, back 66600, credited 222000, left 0")
	settleDispute(t, j, questioned(1, "lost"))
	now := owed(t, j, i.ID, "paid -66600, back 133200, credited 222000, left 66600")
	if next := now.Next(); next == nil || next.Left() != 66600 || now.NextDue != 66600 || !now.IsPayable() {
		t.Errorf("next %+v, due %d", next, now.NextDue)
	}
	if got := refusal(t, j.DecideRefund(t.Context(), j.Owner, i.ID, now.Refunds[0].ID, true)); got != "refused.credited_already" {
		t.Errorf("crediting it is answered %s", got)
	}
	if now := reload(t, j, i.ID); !now.Refunds[0].Asks() {
		t.Error("a refused word counts")
	}
	if _, err := j.Reschedule(t.Context(), j.Owner, i.ID, now.Edits, []store.Instalment{{Label: "All", Amount: 66600, DueOn: j.Today()}}); refusal(t, err) != "refused.nothing_to_divide" {
		t.Error(err)
	}
	if l, _ := ledger(t, j); l.Closing != 66600 || l.Owed() != 66600 {
		t.Errorf("%+v", l)
	}
	sober(t, j.Store)
	settleDispute(t, j, questioned(1, "won"))
	owed(t, j, i.ID, "paid 0, back 66600, credited 222000, left 0")
	sober(t, j.Store)
}

// Of an invoice that asks for little yet, no more than that is taken off: the rest
// of what the client got twice stays owed.
func TestACreditNoteTakesOffNoMoreThanIsAskedFor(t *testing.T) {
	j := storetest.NewJob(t)
	i, pay := paidByCard(t, j, 1)
	_, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{Amount: 200000})
	done(t, err)
	returnedByHand(t, j, pay, 66600, false)
	settleDispute(t, j, questioned(1, "lost"))
	now := owed(t, j, i.ID, "paid -66600, back 133200, credited 200000, left 88600")
	done(t, j.DecideRefund(t.Context(), j.Owner, i.ID, now.Refunds[0].ID, true))
	owed(t, j, i.ID, "paid -66600, back 133200, credited 222000, left 66600")
	sober(t, j.Store)
}

// A bank takes what is still here before what is not, and never more than came.
func TestABankTakesFirstWhatIsHere(t *testing.T) {
	for taken, want := range map[int64]string{
		16600: "paid 0, back 66600, credited 0, left 222000",
		36600: "paid -20000, back 86600, credited 0, left 242000",
		66600: "paid -50000, back 116600, credited 0, left 272000",
		99900: "paid -50000, back 116600, credited 0, left 272000",
	} {
		j := storetest.NewJob(t)
		i, pay := paidByCard(t, j, 1)
		returnedByHand(t, j, pay, 50000, false)
		o := questioned(1, "lost")
		o.Amount = taken
		settleDispute(t, j, o)
		owed(t, j, i.ID, want)
		sober(t, j.Store)
	}
}

// Nothing but a bank takes more than came.
func TestTheDatabaseGivesBackNoMoreThanCame(t *testing.T) {
	j := storetest.NewJob(t)
	_, pay := paidByCard(t, j, 1)
	insert := `INSERT INTO refund (payment_id, attempt, kind, state, amount, currency, provider_id, refunded_on, started_at, settled_at)
		VALUES (%d, '%s', '%s', 'done', %d, 'GBP', %s, '2026-11-23', 1, 1)`
	storetest.Exec(t, j.Store, fmt.Sprintf(insert, pay.ID, "by hand", "refund", 66600, "NULL"))
	for kind, provider := range map[string]string{"refund": "'re_1'", "dispute": "'du_1'"} {
		amount := int64(1)
		if kind == "dispute" {
			amount = 66601
		}
		if err := storetest.TryExec(t, j.Store, fmt.Sprintf(insert, pay.ID, kind, kind, amount, provider)); err == nil || !strings.Contains(err.Error(), "more goes back than came") {
			t.Errorf("%s: %v", kind, err)
		}
	}
	storetest.Exec(t, j.Store, fmt.Sprintf(insert, pay.ID, "lost", "dispute", 66600, "'du_1'"))
}
