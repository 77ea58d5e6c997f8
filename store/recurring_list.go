package store

import "context"

// RecurringFilter chooses among the recurring invoices.
type RecurringFilter struct {
	Search string
	Status string // 'active', 'paused', 'ended', or 'asked': the studio has yet to decide on a period; '' for all
	Sort   string // 'next' (default), 'newest', 'total', 'client'
}

// Those that go on stand first, by their next day.
const nextRecurring = "recurring.state = 'ended', recurring.state, recurring.next_on, recurring.id DESC"

var recurringOrders = map[string]string{
	"": nextRecurring, "next": nextRecurring, "newest": "recurring.id DESC",
	"total": "recurring.total DESC, recurring.id DESC", "client": "client.name COLLATE NOCASE, recurring.id DESC",
}

var recurringStatuses = map[string]string{
	"": "1", "active": "recurring.state = 'active'", "paused": "recurring.state = 'paused'", "ended": "recurring.state = 'ended'",
	"asked": "EXISTS (SELECT 1 FROM recurring_period WHERE recurring_id = recurring.id AND state = 'asked')",
}

// Recurrings is a page of the studio's recurring invoices and how many there are
// in all. Their lines are not read.
func (s *Store) Recurrings(ctx context.Context, f RecurringFilter, p Paging) ([]Recurring, int, error) {
	where, ok := recurringStatuses[f.Status]
	if !ok {
		where = recurringStatuses[""]
	}
	var args []any
	if f.Search != "" {
		where += ` AND (recurring.title LIKE ? ESCAPE '\' OR client.name LIKE ? ESCAPE '\' OR project.name LIKE ? ESCAPE '\')`
		pattern := like(f.Search)
		args = append(args, pattern, pattern, pattern)
	}
	order, ok := recurringOrders[f.Sort]
	if !ok {
		order = recurringOrders[""]
	}
	total, err := one(ctx, s.reader, value[int], `SELECT count(*) FROM `+recurringTables+` WHERE `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	p = p.within(total)
	list, err := all(ctx, s.reader, scanRecurringLine, `SELECT `+recurringColumns+` FROM `+recurringTables+` WHERE `+where+
		` ORDER BY `+order+` LIMIT ? OFFSET ?`, append(args, p.limit(), p.offset())...)
	return list, total, err
}

// RecurringCounts counts the recurring invoices of each status that Recurrings
// can filter by.
func (s *Store) RecurringCounts(ctx context.Context) (map[string]int, error) {
	return s.countEach(ctx, "recurring", recurringStatuses)
}

// RecurringsOfProject are a project's recurring invoices, those that go on first;
// at most 500. Their lines are not read.
func (s *Store) RecurringsOfProject(ctx context.Context, projectID int64) ([]Recurring, error) {
	return s.recurringsOf(ctx, "project.id", projectID)
}

// RecurringsOfClient are a client's, likewise.
func (s *Store) RecurringsOfClient(ctx context.Context, clientID int64) ([]Recurring, error) {
	return s.recurringsOf(ctx, "client.id", clientID)
}

func (s *Store) recurringsOf(ctx context.Context, column string, id int64) ([]Recurring, error) {
	return all(ctx, s.reader, scanRecurringLine, `SELECT `+recurringColumns+` FROM `+recurringTables+` WHERE `+column+` = ? ORDER BY `+nextRecurring+` LIMIT 500`, id)
}

func scanRecurringLine(row scanner, v *Recurring) error { return scanRecurringRow(row, v) }
