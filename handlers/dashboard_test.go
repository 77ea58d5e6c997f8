package handlers_test

import (
	"strings"
	"testing"

	"anteroom/store/storetest"
)

func TestTheDashboardSaysWhatNeedsAttention(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	addClient(t, owner, "Priya Raman", "priya@example.com")
	owner.Open("/studio/projects/new?client=1").Submit("Begin project", "name", "Kitchen")
	quiet := owner.Open("/studio").Shows("Good morning, Hannah", "Monday 23 November", "Nothing needs you today.", "Nothing waits for you.", "No invoices", "£0.00")
	quiet.Shows("You began Kitchen", "Today, 9:00")

	storetest.Exec(t, house.Store, `INSERT INTO invoice (id, project_id, number, state, title, currency, total, content, content_hash, issued_on, issued_at,
		next_due_on, next_due, created_at, updated_at) VALUES (1, 1, 'INV-0001', 'issued', 'Works', 'GBP', 123456, '{}', 'x', '2026-11-01', 0, '2026-11-17', 123456, 0, 0)`)
	storetest.Exec(t, house.Store, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at) VALUES (1, 'a', 'bank', 'announced', 5000, 'GBP', 0)`)
	storetest.Exec(t, house.Store, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at, settled_at, paid_on, receipt)
		VALUES (1, 'b', 'cash', 'paid', 3456, 'GBP', 0, 0, '2026-11-02', 'R-1')`)
	storetest.Exec(t, house.Store, `UPDATE invoice SET next_due = 120000 WHERE id = 1`)
	storetest.Exec(t, house.Store, `INSERT INTO quote (project_id, number, state, title, currency, total, content, content_hash, sent_at, valid_until_on, created_at, updated_at)
		VALUES (1, 'Q-0001', 'sent', 'Works', 'GBP', 100, '{}', 'x', 0, '2026-11-23', 0, 0)`)
	storetest.Exec(t, house.Store, `INSERT INTO outbox (kind, contact_id, to_email, to_name, lang, message_id, next_at, created_at, state, error)
		VALUES ('quote', 1, 'priya@example.com', 'Priya', 'en', 'm', 0, 0, 'failed', 'no such user'), ('quote', 1, 'x', 'x', 'en', 'n', 0, 0, 'queued', '')`)
	page := owner.Open("/studio").Shows("Five things need you today.", "1 email waits to be sent", "An email to Priya could not be sent", "no such user",
		"Priya Raman says a transfer is on its way", "£50.00", "INV-0001 is 6 days overdue", "Q-0001 ends today", "has not opened it yet",
		"£1,200.00", "1 invoice", "£34.56", "1 payment", "Twelve months to November: £34.56")
	if !strings.Contains(page.Body, `aria-label="Money received each month, December 2025 to November 2026. Highest November 2026, £34.56. November so far £34.56."`) {
		t.Error("the chart says nothing")
	}

	// Money is the owner's to see.
	storetest.Exec(t, house.Store, "UPDATE staff SET role = 'member'")
	owner.Open("/studio").Is(200).Shows("Needs your attention").Hides("Outstanding", "Money received", "Twelve months", "Set up email")
}
