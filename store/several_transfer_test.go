package store_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// sent announces one transfer for what is next of invoices.
func sent(t *testing.T, j *storetest.Job, n int, invoices ...store.Invoice) []store.Payment {
	t.Helper()
	var ids []int64
	for _, i := range invoices {
		ids = append(ids, i.ID)
	}
	list, err := j.Portal(t, j.Priya).AnnounceTransfers(t.Context(), ids, store.PayNext, int64(len(ids))*66600, attempt(n))
	done(t, err)
	return list
}

func TestOneTransferForSeveralIsAnnouncedOnceAndConfirmedAtOnce(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two, three := j.Invoiced(t), j.Invoiced(t), j.Invoiced(t)
	list := sent(t, j, 1, two, one, three)
	if len(list) != 3 || list[0].InvoiceID != two.ID || list[0].WithID != 0 || list[1].WithID != list[0].ID || list[2].Amount != 66600 || list[2].State != "announced" {
		t.Fatalf("%+v", list)
	}
	if again := sent(t, j, 1, two, one, three); again[0].ID != list[0].ID || len(again) != 3 {
		t.Errorf("a double click: %+v", again)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM payment"); n != 3 {
		t.Errorf("%d payments", n)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-transfer' AND data ->> 'amount' = '199800' AND data ->> 'numbers' = 'INV-0002, INV-0001, INV-0003'"); n != 1 {
		t.Errorf("the owner is told %d times", n)
	}
	if found := transfersThatWait(t, j); len(found) != 1 || found[0].Number != "INV-0002, INV-0001, INV-0003" || found[0].Amount != 199800 || found[0].ID != two.ID {
		t.Errorf("%+v", found)
	}
	owed(t, j, one.ID, "paid 0, back 0, credited 0, left 222000")
	if _, err := j.ConfirmTransfers(t.Context(), j.Owner, list[2].ID, j.Today().AddDays(1)); fields(t, err)["paid_on"] == "" {
		t.Errorf("a day ahead: %v", err)
	}
	counted, err := j.ConfirmTransfers(t.Context(), j.Owner, list[2].ID, j.Today()) // by any of them
	if err != nil || len(counted) != 3 {
		t.Fatalf("%d counted, %v", len(counted), err)
	}
	if again, err := j.ConfirmTransfers(t.Context(), j.Owner, list[0].ID, j.Today()); err != nil || len(again) != 0 {
		t.Errorf("a double click counted %d, %v", len(again), err)
	}
	var receipts []string
	for _, i := range []store.Invoice{two, one, three} {
		receipts = append(receipts, owed(t, j, i.ID, "paid 66600, back 0, credited 0, left 155400").Payments[0].Receipt)
	}
	if !slices.Equal(receipts, []string{"R-0001", "R-0002", "R-0003"}) {
		t.Error(receipts)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'receipt'"); n != 3 {
		t.Errorf("%d receipts are mailed", n)
	}
	if err := j.DropTransfers(t.Context(), j.Owner, list[0].ID); refusal(t, err) != "refused.transfer_gone" {
		t.Error(err)
	}
	sober(t, j.Store)
}

func transfersThatWait(t *testing.T, j *storetest.Job) (list []store.Matter) {
	t.Helper()
	matters, err := j.Matters(t.Context())
	done(t, err)
	for _, m := range matters {
		if m.Kind == "transfer announced" {
			list = append(list, m)
		}
	}
	return list
}

// Each part can be dealt with by itself, and what is then left at once.
func TestThePartsOfATransferAreConfirmedAndDroppedByThemselves(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two, three, four := j.Invoiced(t), j.Invoiced(t), j.Invoiced(t), j.Invoiced(t)
	list := sent(t, j, 1, one, two, three, four)
	done(t, j.ConfirmTransfer(t.Context(), j.Owner, list[0].ID, j.Today())) // the one that stands for all
	done(t, j.DropTransfer(t.Context(), j.Owner, list[1].ID))
	if found := transfersThatWait(t, j); len(found) != 1 || found[0].Number != "INV-0003, INV-0004" || found[0].Amount != 133200 || found[0].ID != three.ID {
		t.Errorf("%+v", found)
	}
	if parts, err := j.JointTransfer(t.Context(), list[3]); err != nil || len(parts) != 4 || parts[1].Number != two.Number || parts[1].State != "cancelled" {
		t.Errorf("%+v, %v", parts, err)
	}
	if counted, err := j.ConfirmTransfers(t.Context(), j.Owner, list[1].ID, j.Today()); err != nil || len(counted) != 2 {
		t.Errorf("%d, %v", len(counted), err)
	}
	owed(t, j, one.ID, "paid 66600, back 0, credited 0, left 155400")
	owed(t, j, two.ID, "paid 0, back 0, credited 0, left 222000")
	owed(t, j, four.ID, "paid 66600, back 0, credited 0, left 155400")
	sober(t, j.Store)
}

func TestATransferOfSeveralThatNeverCameIsDroppedWhole(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two := j.Invoiced(t), j.Invoiced(t)
	list := sent(t, j, 1, one, two)
	done(t, j.DropTransfers(t.Context(), j.Owner, list[1].ID))
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM payment WHERE state = 'cancelled'"); n != 2 {
		t.Errorf("%d are dropped", n)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM activity WHERE what = 'transfer dropped'"); n != 2 {
		t.Errorf("%d are noted", n)
	}
	if _, err := j.ConfirmTransfers(t.Context(), j.Owner, list[0].ID, j.Today()); refusal(t, err) != "refused.transfer_gone" {
		t.Error(err)
	}
	if err := j.DropTransfers(t.Context(), j.Owner, list[0].ID); refusal(t, err) != "refused.transfer_gone" {
		t.Error(err)
	}
	_, err := j.Portal(t, j.Priya).AnnounceTransfers(t.Context(), []int64{one.ID, two.ID}, store.PayNext, 133200, attempt(1))
	if refusal(t, err) != "refused.attempt_used" {
		t.Error(err)
	}
	if again := sent(t, j, 2, one, two); again[0].ID == list[0].ID {
		t.Error("what was dropped is taken for a new one")
	}
	if err := j.DropTransfers(t.Context(), j.Owner, started(t, j, one, 3).ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a card payment: %v", err)
	}
}

// What cannot be paid by one transfer is refused at its field, and nothing of it
// is kept: no payment, no note, no mail.
func TestWhatOneTransferCannotPayIsRefusedWhole(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two := j.Invoiced(t), j.Invoiced(t)
	done(t, j.Write(t.Context(), "UPDATE studio SET bank_iban = 'DE89370400440532013000'"))
	elsewhere := j.Invoiced(t)
	done(t, j.Write(t.Context(), "UPDATE studio SET bank_iban = ''"))
	nowhere, nowhere2 := j.Invoiced(t), j.Invoiced(t)
	bank(t, j)
	euro := j.Invoiced(t, func(c *store.Content) { c.Currency = "EUR" })
	onItsWay := j.Invoiced(t)
	_, err := j.Portal(t, j.Priya).AnnounceTransfer(t.Context(), onItsWay.ID, store.PayAll, attempt(8))
	done(t, err)
	paid := j.Invoiced(t)
	cash(t, j, paid.ID, paid.Total, 9)
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com").Invoiced(t)
	before := storetest.Count(t, j.Store, "SELECT (SELECT count(*) FROM payment) + (SELECT count(*) FROM activity) + (SELECT count(*) FROM outbox)")
	p := j.Portal(t, j.Priya)
	ids := func(list ...store.Invoice) (ids []int64) {
		for _, i := range list {
			ids = append(ids, i.ID)
		}
		return ids
	}
	for name, tc := range map[string]struct {
		ids    []int64
		choice store.Choice
		sum    int64
		field  string
		says   string
	}{
		"none":              {nil, store.PayNext, 0, "invoice", "invalid.one_invoice"},
		"twice the same":    {ids(one, one), store.PayNext, 133200, "invoice", "invalid.choice"},
		"too many":          {make([]int64, 21), store.PayNext, 0, "invoice", "invalid.many_invoices"},
		"a choice of one":   {ids(one, two), store.PayFirst(2), 133200, "pay", "invalid.choice"},
		"two currencies":    {ids(one, euro), store.PayNext, 133200, "invoice", "invalid.one_currency"},
		"two accounts":      {ids(one, elsewhere), store.PayNext, 133200, "invoice", "invalid.one_account"},
		"no account":        {ids(nowhere, nowhere2), store.PayNext, 133200, "invoice", "invalid.not_this_way"},
		"sent already":      {ids(one, onItsWay), store.PayNext, 133200, "invoice", "invalid.on_its_way"},
		"another sum":       {ids(one, two), store.PayNext, 133199, "invoice", "invalid.another_sum"},
		"all, shown a part": {ids(one, two), store.PayAll, 133200, "invoice", "invalid.another_sum"},
	} {
		if _, err := p.AnnounceTransfers(t.Context(), tc.ids, tc.choice, tc.sum, attempt(1)); fields(t, err)[tc.field] != tc.says {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.AnnounceTransfers(t.Context(), ids(one, paid), store.PayAll, 222000, attempt(2)); refusal(t, err) != "refused.already_paid" {
		t.Error(err)
	}
	if _, err := p.AnnounceTransfers(t.Context(), ids(one, stranger), store.PayAll, 444000, attempt(3)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a stranger's invoice: %v", err)
	}
	looking := portalOf(t)(j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID))
	if _, err := looking.AnnounceTransfers(t.Context(), ids(one, two), store.PayAll, 444000, attempt(4)); refusal(t, err) != "refused.read_only" {
		t.Error(err)
	}
	linked := portalOf(t)(j.PortalByLink(t.Context(), j.Link(t, "invoice", one.ID)))
	if _, err := linked.AnnounceTransfers(t.Context(), ids(one, two), store.PayAll, 444000, attempt(5)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by the link of one document: %v", err)
	}
	done(t, j.Write(t.Context(), "UPDATE studio SET takes_bank = 0"))
	if _, err := j.Portal(t, j.Priya).AnnounceTransfers(t.Context(), ids(one, two), store.PayAll, 444000, attempt(6)); refusal(t, err) != "refused.no_way_to_pay" {
		t.Error(err)
	}
	if after := storetest.Count(t, j.Store, "SELECT (SELECT count(*) FROM payment) + (SELECT count(*) FROM activity) + (SELECT count(*) FROM outbox)"); after != before {
		t.Errorf("%d rows were %d", after, before)
	}
}

// The key of a form is no key to what another has announced.
func TestTheKeyOfATransferOpensNothingElse(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two, three := j.Invoiced(t), j.Invoiced(t), j.Invoiced(t)
	sent(t, j, 1, one, two)
	for name, ids := range map[string][]int64{"fewer": {one.ID}, "another": {one.ID, three.ID}, "more": {one.ID, two.ID, three.ID}} {
		if _, err := j.Portal(t, j.Priya).AnnounceTransfers(t.Context(), ids, store.PayNext, int64(len(ids))*66600, attempt(1)); refusal(t, err) != "refused.attempt_used" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What one of several invoices has got by another road while the transfer was on
// its way comes too much, and is the owner's to decide; the others know nothing
// of it.
func TestATransferOfSeveralMayBringTooMuch(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two := j.Invoiced(t), j.Invoiced(t)
	p := j.Portal(t, j.Priya)
	list, err := p.AnnounceTransfers(t.Context(), []int64{one.ID, two.ID}, store.PayAll, 444000, attempt(1))
	done(t, err)
	cash(t, j, one.ID, 66600, 2)
	_, err = j.ConfirmTransfers(t.Context(), j.Owner, list[0].ID, j.Today())
	done(t, err)
	if i := reload(t, j, one.ID); i.Excess() != 66600 || i.Paid != 288600 {
		t.Errorf("%d too much, %d paid", i.Excess(), i.Paid)
	}
	if i := reload(t, j, two.ID); i.Excess() != 0 || i.Left() != 0 {
		t.Errorf("%d too much, %d left", i.Excess(), i.Left())
	}
	hold(t, j, one.ID)
	if held := credit(t, j); held != 66600 {
		t.Errorf("%d is held", held)
	}
	sober(t, j.Store)
}

// An invoice that is paid meanwhile, or declared void, leaves the transfer; what
// was sent for the others waits on.
func TestAnInvoiceLeavesATransferByItself(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two, three := j.Invoiced(t), j.Invoiced(t), j.Invoiced(t)
	list := sent(t, j, 1, one, two, three)
	cash(t, j, one.ID, one.Total, 2)
	_, err := j.VoidInvoice(t.Context(), j.Owner, two.ID, "Written twice")
	done(t, err)
	if found := transfersThatWait(t, j); len(found) != 1 || found[0].Number != three.Number || found[0].Amount != 66600 {
		t.Errorf("%+v", found)
	}
	if counted, err := j.ConfirmTransfers(t.Context(), j.Owner, list[0].ID, j.Today()); err != nil || len(counted) != 1 || counted[0].InvoiceID != three.ID {
		t.Errorf("%+v, %v", counted, err)
	}
	sober(t, j.Store)
}

// In every state of one part, confirming or dropping all does with it what the
// table of states says, and leaves it alone where the table is silent.
func TestATransferOfSeveralGoesByTheTableOfStates(t *testing.T) {
	for event, act := range map[string]func(*storetest.Job, int64) error{
		"confirm": func(j *storetest.Job, id int64) error {
			_, err := j.ConfirmTransfers(t.Context(), j.Owner, id, j.Today())
			return err
		},
		"drop": func(j *storetest.Job, id int64) error { return j.DropTransfers(t.Context(), j.Owner, id) },
	} {
		for state, meets := range store.PaymentLife() {
			j := storetest.NewJob(t)
			bank(t, j)
			list := sent(t, j, 1, j.Invoiced(t), j.Invoiced(t))
			switch part := list[0].ID; state {
			case "paid":
				done(t, j.ConfirmTransfer(t.Context(), j.Owner, part, j.Today()))
			default: // by hand: not every state is a transfer's
				storetest.Exec(t, j.Store, "UPDATE payment SET state = ? WHERE id = ?", state, part)
			}
			done(t, act(j, list[1].ID))
			want, allowed := meets[event]
			if !allowed {
				want = state
			}
			if pay, err := j.PaymentByID(t.Context(), list[0].ID); err != nil || pay.State != want {
				t.Errorf("%s of one that is %s makes it %s, not %s; %v", event, state, pay.State, want, err)
			}
		}
	}
}

func TestTheCheckFindsPaymentsThatWereNotMadeTogether(t *testing.T) {
	j := storetest.NewJob(t)
	bank(t, j)
	one, two := j.Invoiced(t), j.Invoiced(t)
	list := sent(t, j, 1, one, two)
	alone := started(t, j, one, 2)
	sober(t, j.Store)
	for name, breaks := range map[string]string{
		"by another method":   "UPDATE payment SET method = 'cash' WHERE id = ?",
		"in another currency": "UPDATE payment SET currency = 'EUR' WHERE id = ?",
		"by another person":   "UPDATE payment SET contact_id = NULL WHERE id = ?",
		"for the same":        "UPDATE payment SET invoice_id = 1 WHERE id = ?",
		"with a follower":     "UPDATE payment SET with_id = (SELECT id FROM payment WHERE with_id IS NOT NULL) WHERE id = 3 AND ? > 0",
	} {
		broken := t.TempDir() + "/broken.db"
		storetest.Exec(t, j.Store, "VACUUM INTO ?", broken)
		change(t, broken, []string{breaks}, []any{list[1].ID})
		found, err := store.Check(t.Context(), broken)
		done(t, err)
		if !slices.ContainsFunc(found, func(said string) bool { return strings.Contains(said, "was not made with the one") }) {
			t.Errorf("%s (payment %d): %q", name, alone.ID, found)
		}
	}
}
