package store

import (
	"context"
	"strings"
)

// ContractFilter chooses among the contracts.
type ContractFilter struct {
	Search string
	Status string // 'draft', 'waiting', 'signed', 'declined', 'withdrawn', 'archived'; '' for all but the archived
	Sort   string // 'newest' (default), 'oldest', 'client'
}

var contractOrders = map[string]string{
	"": "contract.id DESC", "newest": "contract.id DESC", "oldest": "contract.id", "client": "client.name COLLATE NOCASE, contract.id DESC",
}

var contractStatuses = map[string]string{
	"":          "contract.archived_at IS NULL AND contract.state <> 'superseded'",
	"draft":     "contract.archived_at IS NULL AND contract.state = 'draft'",
	"waiting":   "contract.archived_at IS NULL AND contract.state = 'sent'",
	"signed":    "contract.archived_at IS NULL AND contract.state = 'completed'",
	"declined":  "contract.archived_at IS NULL AND contract.state = 'declined'",
	"withdrawn": "contract.archived_at IS NULL AND contract.state = 'void'",
	"archived":  "contract.archived_at IS NOT NULL",
}

// Contracts is a page of the studio's contracts and how many there are in all.
// Their content is not read.
func (s *Store) Contracts(ctx context.Context, f ContractFilter, p Paging) ([]Contract, int, error) {
	where, ok := contractStatuses[f.Status]
	if !ok {
		where = contractStatuses[""]
	}
	var args []any
	counted := "contract"
	if search := strings.TrimSpace(f.Search); search != "" {
		where += ` AND (contract.title LIKE ? ESCAPE '\' OR contract.number LIKE ? ESCAPE '\' OR client.name LIKE ? ESCAPE '\' OR project.name LIKE ? ESCAPE '\')`
		pattern := like(search)
		args, counted = []any{pattern, pattern, pattern, pattern}, contractTables
	}
	order, ok := contractOrders[f.Sort]
	if !ok {
		order = contractOrders[""]
	}
	total, err := one(ctx, s.reader, value[int], `SELECT count(*) FROM `+counted+` WHERE `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	list, err := all(ctx, s.reader, func(row scanner, c *Contract) error { return scanContractRow(row, c) },
		`SELECT `+contractColumns+` FROM `+contractTables+` WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?`,
		append(args, p.within(total).limit(), p.within(total).offset())...)
	return list, total, err
}

// ContractCounts counts the contracts of each status that Contracts can filter by.
func (s *Store) ContractCounts(ctx context.Context) (map[string]int, error) {
	return s.countEach(ctx, "contract", contractStatuses)
}

// ContractsOf are the contracts of a project that are in use, the newest first:
// not the archived, nor those that a revision has replaced.
func (s *Store) ContractsOf(ctx context.Context, projectID int64) ([]Contract, error) {
	return all(ctx, s.reader, func(row scanner, c *Contract) error { return scanContractRow(row, c) },
		`SELECT `+contractColumns+` FROM `+contractTables+` WHERE contract.project_id = ? AND `+contractStatuses[""]+`
		ORDER BY contract.id DESC LIMIT 200`, projectID)
}
