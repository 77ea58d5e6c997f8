package store

import (
	"context"
	"time"
)

// ContractTemplate is a text that the studio keeps to begin contracts with.
type ContractTemplate struct {
	ID      int64
	Name    string
	Body    string // Markdown with merge fields
	Updated time.Time
}

func scanContractTemplate(row scanner, v *ContractTemplate) error {
	return row.Scan(&v.ID, &v.Name, &v.Body, at(&v.Updated))
}

// ContractTemplates are all there are, by name.
func (s *Store) ContractTemplates(ctx context.Context) ([]ContractTemplate, error) {
	return all(ctx, s.reader, scanContractTemplate, "SELECT id, name, body, updated_at FROM contract_template ORDER BY name, id")
}

// FindContractTemplates is a page of those whose name a search finds, by name,
// and how many it finds in all.
func (s *Store) FindContractTemplates(ctx context.Context, search string, p Paging) ([]ContractTemplate, int, error) {
	return byName(ctx, s, scanContractTemplate, "id, name, body, updated_at", "contract_template", search, p)
}

// ContractTemplate is one of them.
func (s *Store) ContractTemplate(ctx context.Context, id int64) (ContractTemplate, error) {
	return one(ctx, s.reader, scanContractTemplate, "SELECT id, name, body, updated_at FROM contract_template WHERE id = ?", id)
}

func (v *ContractTemplate) check() error {
	var invalid Invalid
	invalid.required("name", v.Name, maxTitle)
	invalid.required("body", v.Body, markdownLimit)
	invalid.contractText("body", v.Body)
	return invalid.OrNil()
}

// KeepContractTemplate adds a template (ID 0), or changes one; contracts that were
// begun with it stay as they are. No two have the same name.
func (s *Store) KeepContractTemplate(ctx context.Context, by Staff, v ContractTemplate) (kept ContractTemplate, err error) {
	if err := v.check(); err != nil {
		return v, err
	}
	err = s.write(ctx, "keep a contract template", func(t *tx) error {
		if v.ID == 0 {
			v.ID, err = t.addContractTemplate(v)
		} else {
			err = t.update("UPDATE contract_template SET name = ?, body = ?, updated_at = ? WHERE id = ?", v.Name, v.Body, ms(t.now), v.ID)
		}
		if isDuplicate(err) {
			return &Invalid{Fields: map[string]Text{"name": Say("invalid.name_taken")}}
		}
		v.Updated = t.now
		return err
	})
	return v, err
}

func (t *tx) addContractTemplate(v ContractTemplate) (int64, error) {
	n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM contract_template")
	if err != nil {
		return 0, err
	}
	if n >= maxTemplates {
		return 0, refuse("refused.too_many_templates", "max", maxTemplates)
	}
	return t.insert("INSERT INTO contract_template (name, body, created_at, updated_at) VALUES (?, ?, ?, ?)", v.Name, v.Body, ms(t.now), ms(t.now))
}

// RemoveContractTemplate throws a template away.
func (s *Store) RemoveContractTemplate(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "remove a contract template", func(t *tx) error {
		return t.update("DELETE FROM contract_template WHERE id = ?", id)
	})
}
