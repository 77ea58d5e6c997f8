package store

import "context"

// InvoiceOfQuote is the issued invoice that came of a quote of this contact's,
// without its content; ErrNotFound when there is none to see.
func (p *Portal) InvoiceOfQuote(ctx context.Context, quoteID int64) (Invoice, error) {
	if err := p.allows("quote", quoteID); err != nil {
		return Invoice{}, err
	}
	if err := p.Open(ModuleInvoices); err != nil {
		return Invoice{}, err
	}
	return p.invoiceOfQuote(ctx, p.store.reader, quoteID)
}

func (p *Portal) invoiceOfQuote(ctx context.Context, from querier, quoteID int64) (Invoice, error) {
	i, err := one(ctx, from, func(row scanner, i *Invoice) error { return scanInvoiceRow(row, i) },
		`SELECT `+invoiceColumns+` FROM `+invoiceTables+` WHERE invoice.quote_id = ? AND `+visibleInvoice, quoteID, p.Contact.ID, p.Contact.ID)
	i.settleStatus(p.Today())
	return i, err
}

// LinkToInvoice leads one who holds the link of a quote on to the invoice that
// came of it: a link of its own for the same contact, who was sent one by email
// too. It is ErrNotFound for any other quote than the link's.
func (p *Portal) LinkToInvoice(ctx context.Context, quoteID int64) (token string, err error) {
	if err := p.allows("quote", quoteID); err != nil {
		return "", err
	}
	if err := p.mayWrite(); err != nil {
		return "", err
	}
	if err := p.Open(ModuleInvoices); err != nil {
		return "", err
	}
	err = p.store.write(ctx, "link to the invoice of a quote", func(t *tx) error {
		if _, err := p.readQuote(ctx, t, quoteID); err != nil {
			return err
		}
		i, err := p.invoiceOfQuote(ctx, t, quoteID)
		if err != nil {
			return err
		}
		token, err = t.mintLink(p.Contact.ID, Object{"invoice", i.ID})
		return err
	})
	return token, err
}
