package store_test

import (
	crand "crypto/rand"
	"math/rand/v2"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

func TestWhatIsNotPaidIsDividedAnew(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t) // 666.00 today, 1554.00 on 7 December
	takeCash(t, j, i.ID, 66600)
	i = invoice(t, j, i.ID)
	open, asked := i.OpenParts()
	if len(open) != 1 || asked != 155400 || open[0].Label != "Balance" {
		t.Fatalf("open %+v of %d", open, asked)
	}
	rows := storetest.Count(t, j.Store, "SELECT id FROM instalment WHERE position = 2")
	i, err := j.Reschedule(t.Context(), j.Owner, i.ID, i.Edits, []store.Instalment{
		{Label: "Second", Amount: 100000, DueOn: "2026-12-20"}, {Label: "Third", Amount: 55400, DueOn: "2027-01-20"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(i.Instalments) != 3 || i.Instalments[0].Label != "Deposit" || i.Instalments[0].Left() != 0 || i.Instalments[2].DueOn != "2027-01-20" {
		t.Errorf("now %+v", i.Instalments)
	}
	if i.NextDueOn != "2026-12-20" || i.NextDue != 100000 || i.Left() != asked {
		t.Errorf("next %d on %s, %d left", i.NextDue, i.NextDueOn, i.Left())
	}
	if again := storetest.Count(t, j.Store, "SELECT id FROM instalment WHERE position = 2"); again != rows {
		t.Error("the row of the part was made anew")
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM activity WHERE what = 'schedule changed' AND detail ->> '$.after' LIKE '2026-12-20 100000 Second%'"); n != 1 {
		t.Error("the history does not tell")
	}
	if _, err := j.Reschedule(t.Context(), j.Owner, i.ID, i.Edits-1, open); refusal(t, err) != "refused.edited_elsewhere" {
		t.Error(err)
	}
	takeCash(t, j, i.ID, asked)
	if _, err := j.Reschedule(t.Context(), j.Owner, i.ID, i.Edits, open); refusal(t, err) != "refused.nothing_to_divide" {
		t.Error(err)
	}
}

func TestPartsThatCannotBeAreRefusedAtTheirField(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	takeCash(t, j, i.ID, 10000) // a part of the deposit of 666.00
	i = invoice(t, j, i.ID)
	two := func(first, second int64, on, then store.Date) []store.Instalment {
		return []store.Instalment{{Label: "One", Amount: first, DueOn: on}, {Label: "Two", Amount: second, DueOn: then}}
	}
	for name, c := range map[string]struct {
		parts      []store.Instalment
		field, key string
	}{
		"too little":         {two(66600, 155399, "2026-11-23", "2026-12-07"), "schedule", "money.parts-fall-short"},
		"too much":           {two(66600, 155401, "2026-11-23", "2026-12-07"), "schedule", "money.parts-exceed"},
		"none":               {nil, "schedule", "money.parts-fall-short"},
		"nothing":            {two(222000, 0, "2026-11-23", "2026-12-07"), "step.1.share", "invalid.part_amount"},
		"less than nothing":  {two(222001, -1, "2026-11-23", "2026-12-07"), "step.1.share", "invalid.part_amount"},
		"beyond reckoning":   {two(1<<62, 1<<62, "2026-11-23", "2026-12-07"), "step.0.share", "invalid.part_amount"},
		"less than was paid": {two(9999, 212001, "2026-11-23", "2026-12-07"), "step.0.share", "invalid.part_paid"},
		"a day gone by":      {two(66600, 155400, "2026-11-22", "2026-12-07"), "step.0.on", "invalid.date_past"},
		"backwards":          {two(66600, 155400, "2026-12-08", "2026-12-07"), "step.1.on", "invalid.date_order"},
		"no day":             {two(66600, 155400, "", "2026-12-07"), "step.0.on", "invalid.date"},
		"no name":            {[]store.Instalment{{Amount: 222000, DueOn: "2026-12-07"}}, "step.0.label", "invalid.required"},
		"too many":           {make([]store.Instalment, 25), "schedule", "invalid.too_many_steps"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := j.Reschedule(t.Context(), j.Owner, i.ID, i.Edits, c.parts)
			if got := fields(t, err); got[c.field] != c.key {
				t.Errorf("%v, want %s at %s", got, c.key, c.field)
			}
		})
	}
	if now := invoice(t, j, i.ID); now.Edits != i.Edits || len(now.Instalments) != 2 || now.Instalments[0].Amount != 66600 {
		t.Errorf("something was changed: %+v", now.Instalments)
	}
	if _, err := j.Reschedule(t.Context(), j.Owner, j.DraftInvoice(t).ID, 1, nil); refusal(t, err) != "refused.nothing_to_divide" {
		t.Error(err)
	}
}

func TestADateThatHasPassedMayStay(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	j.Clock.Add(3 * 24 * 3600e9)
	i, err := j.Reschedule(t.Context(), j.Owner, i.ID, i.Edits, []store.Instalment{
		{Label: "Deposit", Amount: 66600, DueOn: "2026-11-23"}, {Label: "Balance", Amount: 155400, DueOn: "2027-02-01"}})
	if err != nil || i.Status != "overdue" || i.Instalments[1].DueOn != "2027-02-01" {
		t.Errorf("%s, %+v: %v", i.Status, i.Instalments, err)
	}
}

// However an invoice was paid and credited, what is left is the same after any
// new division of it, nothing settled moves, and the parts add up to the total.
func TestDividingAnewMovesNoMoney(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	j := storetest.NewJob(t)
	for range 40 {
		i := j.Invoiced(t, func(c *store.Content) {
			c.Schedule = nil
			for n := range 1 + r.IntN(4) {
				c.Schedule = append(c.Schedule, store.Step{Label: "Part", Part: money.Part{Percent: money.Rate(5000 + r.Int64N(15_000))}, Due: store.Due{Kind: "acceptance", Days: n}})
			}
			c.Schedule = append(c.Schedule, store.Step{Label: "Rest", Part: money.Part{Rest: true}, Due: store.Due{Kind: "acceptance", Days: 9}})
		})
		if n := r.Int64N(120_000); n > 0 {
			takeCash(t, j, i.ID, n)
		}
		if n := r.Int64N(90_000); n > 0 {
			if _, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{Amount: n, Reason: "A slip"}); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			before := invoice(t, j, i.ID)
			open, asked := before.OpenParts()
			var parts []store.Instalment
			for left := asked; left > 0; {
				amount := max(open[0].Paid, 1) + r.Int64N(asked)
				if amount > left || len(parts) > 4 {
					amount = left
				}
				parts, left = append(parts, store.Instalment{Label: "New", Amount: amount, DueOn: "2027-01-01"}), left-amount
			}
			after, err := j.Reschedule(t.Context(), j.Owner, i.ID, before.Edits, parts)
			if err != nil {
				t.Fatalf("%+v of %d: %v", parts, asked, err)
			}
			again, sum := after.OpenParts()
			total := int64(0)
			for _, part := range after.Instalments {
				total += part.Amount
			}
			settled := func(i store.Invoice) (n int64) {
				for _, part := range i.Instalments {
					if part.Left() == 0 {
						n += part.Amount
					}
				}
				return n
			}
			if sum != asked || len(again) != len(parts) || after.Left() != before.Left() || total != after.Total || settled(after) != settled(before) {
				t.Fatalf("from %+v to %+v", before.Instalments, after.Instalments)
			}
		}
	}
	if found, err := store.Check(t.Context(), j.Path()); err != nil || len(found) > 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
}

func invoice(t *testing.T, j *storetest.Job, id int64) store.Invoice {
	t.Helper()
	i, err := j.Invoice(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// takeCash records cash.
func takeCash(t *testing.T, j *storetest.Job, id, amount int64) {
	t.Helper()
	if err := j.RecordPayment(t.Context(), j.Owner, id, store.HandPayment{Amount: amount, Method: "cash", PaidOn: j.Today(), Attempt: crand.Text()}); err != nil {
		t.Fatal(err)
	}
}
