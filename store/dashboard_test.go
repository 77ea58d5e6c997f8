package store_test

import (
	"fmt"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestFiguresFollowEveryInvoiceAndPayment(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock()) // 23 November 2026
	c := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	p := addProject(t, s, owner, c.ID, "Stairs")
	figures := func(want string) {
		t.Helper()
		f, err := s.Figures(t.Context())
		if err != nil || fmt.Sprint(f) != want {
			t.Errorf("figures %v, not %s; %v", f, want, err)
		}
		owes := storetest.Count(t, s, "SELECT coalesce(sum(total - paid), 0) FROM invoice WHERE state = 'issued' AND paid < total")
		if kept := storetest.Count(t, s, "SELECT owed FROM client WHERE id = ?", c.ID); kept != owes {
			t.Errorf("the client's order is by %d, not %d", kept, owes)
		}
	}
	figures("{[] [] []}")
	issue(t, s, 1, p.ID, "GBP", 5_000, "2026-11-22")
	issue(t, s, 2, p.ID, "GBP", 6_000, "2026-11-23") // today is not late
	issue(t, s, 3, p.ID, "EUR", 700, "2026-12-20")
	figures("{[{GBP 11000 2} {EUR 700 1}] [{GBP 5000 1}] []}")
	pay(t, s, 1, "GBP", 1_000, "2026-11-01")
	storetest.Exec(t, s, "UPDATE invoice SET next_due = 4000 WHERE id = 1")
	pay(t, s, 3, "EUR", 700, "2026-10-31")
	figures("{[{GBP 10000 2}] [{GBP 4000 1}] [{GBP 1000 1}]}")
	storetest.Exec(t, s, "UPDATE invoice SET state = 'void' WHERE id = 1")
	figures("{[{GBP 6000 1}] [] [{GBP 1000 1}]}")
	// A draft owes nothing until it is issued.
	storetest.Exec(t, s, `INSERT INTO invoice (id, project_id, title, currency, total, content, created_at, updated_at) VALUES (4, ?, 'D', 'GBP', 50, '{}', 0, 0)`, p.ID)
	figures("{[{GBP 6000 1}] [] [{GBP 1000 1}]}")
	storetest.Exec(t, s, "UPDATE invoice SET state = 'issued', total = 80, number = 'INV-4', content_hash = 'x', issued_on = '2026-11-23', issued_at = 0 WHERE id = 4")
	figures("{[{GBP 6080 2}] [] [{GBP 1000 1}]}")
}

func TestOnlyInstalmentsThatArePastAreOverdue(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	p := addProject(t, s, owner, addClient(t, s, owner, "Larch House", "Ines", "ines@example.com").ID, "Stairs")
	issue(t, s, 1, p.ID, "GBP", 10_000, "2026-11-01")
	storetest.Exec(t, s, "DELETE FROM instalment")
	for i, due := range []string{"2026-10-01", "2026-11-01", "2026-12-01"} {
		storetest.Exec(t, s, "INSERT INTO instalment (invoice_id, position, label, amount, due_on) VALUES (1, ?, '', ?, ?)", i, []int{3_000, 3_000, 4_000}[i], due)
	}
	storetest.Exec(t, s, "UPDATE invoice SET next_due_on = '2026-10-01', next_due = 2000, paid = 1000 WHERE id = 1")
	f, err := s.Figures(t.Context())
	if err != nil || fmt.Sprint(f.Overdue) != "[{GBP 5000 1}]" {
		t.Errorf("overdue %v, %v", f.Overdue, err)
	}
}

func TestTakingsAreTwelveMonthsWithoutGaps(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	p := addProject(t, s, owner, addClient(t, s, owner, "Larch House", "Ines", "ines@example.com").ID, "Stairs")
	issue(t, s, 1, p.ID, "GBP", 10_000, "2026-11-01")
	issue(t, s, 2, p.ID, "EUR", 10_000, "2026-11-01")
	for _, on := range []string{"2025-11-30", "2025-12-01", "2026-11-02", "2026-11-23"} {
		pay(t, s, 1, "GBP", 100, on)
	}
	pay(t, s, 2, "EUR", 40, "2026-01-01")
	pay(t, s, 2, "EUR", 2, "2026-03-01")
	months, others, err := s.Takings(t.Context())
	if err != nil || len(months) != 12 || fmt.Sprint(others) != "[{EUR 42 2}]" {
		t.Fatalf("%v, %v, %v", months, others, err)
	}
	if months[0] != (store.Month{First: "2025-12-01", Sum: store.Sum{Currency: "GBP", Amount: 100, Count: 1}}) ||
		months[11] != (store.Month{First: "2026-11-01", Sum: store.Sum{Currency: "GBP", Amount: 200, Count: 2}}) ||
		months[5] != (store.Month{First: "2026-05-01", Sum: store.Sum{Currency: "GBP"}}) {
		t.Errorf("months %v", months)
	}
}

func TestMattersComeInTheOrderOfTheirPress(t *testing.T) {
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	c := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	p := addProject(t, s, owner, c.ID, "Stairs")
	gone := addProject(t, s, owner, c.ID, "Gone")
	now := clock.Now().UnixMilli()
	quote := func(project int64, number, state, until string, viewed, decided any) {
		t.Helper()
		storetest.Exec(t, s, `INSERT INTO quote (project_id, number, state, title, currency, total, content, content_hash, sent_at, valid_until_on, viewed_at, decided_at, created_at, updated_at)
			VALUES (?, ?, ?, 'Works', 'GBP', 100, '{}', 'x', 0, ?, ?, ?, 0, 0)`, project, number, state, until, viewed, decided)
	}
	quote(p.ID, "Q-expiring", "sent", "2026-11-30", nil, nil)
	quote(p.ID, "Q-far", "sent", "2026-12-01", nil, nil)
	quote(p.ID, "Q-seen", "sent", "2026-12-01", now, nil)
	quote(p.ID, "Q-over", "sent", "2026-11-22", now, nil)
	quote(p.ID, "Q-no", "declined", "2026-12-01", now, now)
	quote(p.ID, "Q-no-long-ago", "declined", "2026-12-01", 1, 1)
	quote(gone.ID, "Q-gone", "sent", "2026-11-30", now, nil)
	if err := s.SetProjectStatus(t.Context(), owner, gone.ID, "archived"); err != nil {
		t.Fatal(err)
	}
	issue(t, s, 1, p.ID, "GBP", 5_000, "2026-11-22")
	issue(t, s, 2, p.ID, "GBP", 5_000, "2026-11-24")
	storetest.Exec(t, s, "INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at) VALUES (2, 'a', 'bank', 'announced', 100, 'GBP', 0)")
	storetest.Exec(t, s, "INSERT INTO invoice (project_id, title, currency, total, content, created_at, updated_at) VALUES (?, 'Drafted', 'GBP', 50, '{}', 0, 0)", p.ID)
	storetest.Exec(t, s, `INSERT INTO outbox (kind, contact_id, to_email, to_name, lang, message_id, next_at, created_at, state, error)
		VALUES ('quote', ?, 'ines@example.com', 'Ines', 'en', 'm', 0, 0, 'failed', 'no such user'), ('quote', ?, 'x', 'x', 'en', 'n', 0, 0, 'queued', '')`,
		mainContact(t, s, c.ID).ID, mainContact(t, s, c.ID).ID)
	storetest.Exec(t, s, `INSERT INTO payment (id, invoice_id, attempt, method, state, amount, currency, started_at, paid_on, settled_at, receipt)
		VALUES (77, 2, 'b', 'card', 'paid', 200, 'GBP', 0, '2026-11-01', 0, 'R-77')`)
	storetest.Exec(t, s, `INSERT INTO dispute (payment_id, provider_id, state, amount, currency, reason, opened_at, closed_at) VALUES
		(77, 'du_1', 'open', 200, 'GBP', 'general', 0, NULL), (77, 'du_2', 'won', 200, 'GBP', 'general', 0, 0)`)
	storetest.Exec(t, s, `INSERT INTO refund (payment_id, attempt, state, amount, currency, wish, refunded_on, started_at, settled_at) VALUES
		(77, 'r1', 'done', 100, 'GBP', 'ask', '2026-11-02', 0, 0), (77, 'r2', 'done', 50, 'GBP', 'owe', '2026-11-02', 0, 0)`)
	contract := func(number, state, by string, viewed, decided any) {
		t.Helper()
		storetest.Exec(t, s, `INSERT INTO contract (project_id, number, title, sign_by_on, created_at, updated_at) VALUES (?, ?, 'Rights', ?, 0, 0)`, p.ID, number, by)
		storetest.Exec(t, s, `INSERT INTO signer (contract_id, turn, contact_id, asked_at, viewed_at) VALUES ((SELECT max(id) FROM contract), 1, ?, 0, ?)`,
			mainContact(t, s, c.ID).ID, viewed)
		storetest.Exec(t, s, `INSERT INTO signer (contract_id, turn, staff_id) VALUES ((SELECT max(id) FROM contract), 2, ?)`, owner.ID)
		storetest.Exec(t, s, `UPDATE contract SET state = ?, content = '{}', content_hash = 'x', sent_at = 0, decided_at = ? WHERE number = ?`, state, decided, number)
	}
	contract("C-seen", "sent", "2026-12-01", now, nil)
	contract("C-late", "sent", "2026-11-22", nil, nil)
	contract("C-in-time", "sent", "2026-11-23", nil, nil)
	contract("C-no", "declined", "2026-12-01", now, now)
	contract("C-no-long-ago", "declined", "2026-12-01", 1, 1)
	contract("C-done", "completed", "2026-11-01", 1, 1)
	contract("C-mine", "sent", "2026-12-01", now, nil)
	storetest.Exec(t, s, "UPDATE signer SET signed_at = 1 WHERE turn = 1 AND contract_id = (SELECT max(id) FROM contract)")
	matters, err := s.Matters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, m := range matters {
		got += m.Kind + " " + m.Number + "\n"
	}
	want := "mail failed ines@example.com\npayment disputed INV-0002\nrefund asks INV-0002\ntransfer announced INV-0002\ninvoice overdue INV-0001\ncontract turn C-mine\ncontract declined C-no\nquote declined Q-no\nquote expiring Q-expiring\nquote unsigned Q-seen\ncontract unsigned C-seen\ncontract unsigned C-late\ninvoice draft \n"
	if got != want {
		t.Errorf("matters:\n%s", got)
	}
	if waiting, noServer, err := s.Waiting(t.Context()); err != nil || waiting != 1 || !noServer {
		t.Errorf("waiting %d, %v, %v", waiting, noServer, err)
	}
}
