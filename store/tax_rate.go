package store

import (
	"context"

	"anteroom/store/money"
)

// TaxRate is a rate that the studio charges.
type TaxRate struct {
	ID        int64
	Name      string
	Rate      money.Rate
	Category  money.TaxCategory
	IsDefault bool
	Reason    string // why nothing is charged, as documents print it; empty: the usual words
}

const taxRateColumns = "id, name, rate, category, is_default, reason"

func scanTaxRate(row scanner, v *TaxRate) error {
	return row.Scan(&v.ID, &v.Name, &v.Rate, &v.Category, &v.IsDefault, &v.Reason)
}

// Tax is how a line is taxed at this rate; name is the studio's tax name.
func (r TaxRate) Tax(name string) money.Tax {
	if r.Category == money.OutOfScope {
		return money.Tax{Category: r.Category, Reason: r.Reason}
	}
	return money.Tax{Category: r.Category, Rate: r.Rate, Name: name, Reason: r.Reason}
}

// TaxRates are the studio's, the default first.
func (s *Store) TaxRates(ctx context.Context) ([]TaxRate, error) {
	return all(ctx, s.reader, scanTaxRate, "SELECT "+taxRateColumns+" FROM tax_rate ORDER BY is_default DESC, position, id")
}

func (t *tx) defaultTax() (money.Tax, error) {
	rate, err := one(t.ctx, t, scanTaxRate, "SELECT "+taxRateColumns+" FROM tax_rate ORDER BY is_default DESC, position, id LIMIT 1")
	if err == ErrNotFound {
		return money.Tax{Category: money.OutOfScope}, nil
	}
	return rate.Tax(t.store.Studio().TaxName), err
}

// AddTaxRate adds a rate to those that lines can be charged.
func (s *Store) AddTaxRate(ctx context.Context, _ Staff, v TaxRate) error {
	if err := v.check(); err != nil {
		return err
	}
	return s.write(ctx, "add a tax rate", func(t *tx) error {
		_, err := t.exec(`INSERT INTO tax_rate (name, rate, category, reason, is_default, position)
			SELECT ?, ?, ?, ?, count(*) = 0, coalesce(max(position), 0) + 1 FROM tax_rate`, v.Name, v.Rate, v.Category, v.Reason)
		return v.taken(err)
	})
}

// SaveTaxRate changes a rate. Documents that were made with it keep what they have.
func (s *Store) SaveTaxRate(ctx context.Context, _ Staff, v TaxRate) error {
	return s.write(ctx, "save a tax rate", func(t *tx) error {
		if err := t.check("SELECT id FROM tax_rate WHERE id = ?", v.ID); err != nil {
			return err
		}
		if err := v.check(); err != nil {
			return err
		}
		return v.taken(t.update("UPDATE tax_rate SET name = ?, rate = ?, category = ?, reason = ? WHERE id = ?", v.Name, v.Rate, v.Category, v.Reason, v.ID))
	})
}

// MakeTaxRateDefault makes new lines begin with this rate.
func (s *Store) MakeTaxRateDefault(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "choose the usual tax rate", func(t *tx) error {
		if _, err := t.exec("UPDATE tax_rate SET is_default = 0 WHERE is_default = 1"); err != nil {
			return err
		}
		return t.update("UPDATE tax_rate SET is_default = 1 WHERE id = ?", id)
	})
}

// RemoveTaxRate takes a rate away. It is refused for the usual one, and for one
// that a draft is still written with.
func (s *Store) RemoveTaxRate(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "remove a tax rate", func(t *tx) error {
		rate, err := one(t.ctx, t, scanTaxRate, "SELECT "+taxRateColumns+" FROM tax_rate WHERE id = ?", id)
		if err != nil {
			return err
		}
		if rate.IsDefault {
			return refuse("refused.tax_default")
		}
		drafts, err := one(t.ctx, t, value[int64], `SELECT count(*) FROM (SELECT content FROM quote WHERE state = 'draft' AND archived_at IS NULL
				UNION ALL SELECT content FROM invoice WHERE state = 'draft' AND archived_at IS NULL) AS draft,
			json_each(draft.content, '$.sections') AS section, json_each(section.value, '$.lines') AS line
			WHERE line.value ->> '$.tax.category' = ? AND line.value ->> '$.tax.rate' = ?`, rate.Category, rate.Rate.String())
		if err != nil {
			return err
		}
		if drafts > 0 {
			return refuse("refused.tax_in_use")
		}
		return t.update("DELETE FROM tax_rate WHERE id = ?", id)
	})
}

func (v *TaxRate) check() error {
	var invalid Invalid
	invalid.atMost("name", v.Name, 60)
	invalid.atMost("reason", v.Reason, 300)
	if v.Rate < 0 || v.Rate > 100*money.Percent {
		invalid.Add("rate", Say("invalid.percent"))
	}
	switch v.Category {
	case money.Standard:
		if v.Rate == 0 {
			invalid.Add("rate", Say("invalid.rate_zero"))
		}
		v.Reason = "" // what is charged needs none
	case money.ZeroRated, money.Exempt, money.ReverseCharge, money.IntraCommunity, money.Export, money.OutOfScope:
		if v.Rate != 0 {
			invalid.Add("rate", Say("invalid.rate_not_zero"))
		}
	default:
		invalid.Add("category", Say("invalid.choice"))
	}
	return invalid.OrNil()
}

// taken words a rate that is there already.
func (v *TaxRate) taken(err error) error {
	if !isDuplicate(err) {
		return err
	}
	var invalid Invalid
	invalid.Add("rate", Say("invalid.rate_taken"))
	return invalid.OrNil()
}
