package handlers

import (
	"context"
	"io"

	"anteroom/handlers/portal"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/print"
	"anteroom/templates/words"
)

// portalPages lends the client's side what it may not reach by itself.
func (s *Server) portalPages() *portal.Pages {
	return &portal.Pages{
		Resumable:      s.resumable,
		Admit:          func(x *web.Exchange, session string) error { return s.admitTo(x, portalSide, session) },
		CardReady:      s.cardReady,
		StartCheckout:  s.startCheckout,
		SettleCheckout: s.settleCheckout,
		Due:            func(lang string, due store.Due) string { return print.DueWords(s.words, lang, due) },
		QuotePDF:       s.quotePDF,
		ContractPDF:    s.contractPDF,
		InvoicePDF:     s.printInvoice,
		ReceiptPDF:     s.printReceipt,
		CreditNotePDF:  s.printCreditNote,
		StatementPDF:   s.printStatement,
		MailHTML:       s.mailHTML,
		SessionID:      sessionID,
		Languages:      s.words.Languages(),
	}
}

// quotePDF draws a quote with a client's choices; of an accepted one it gives
// the copy that was stored when it was signed.
func (s *Server) quotePDF(ctx context.Context, w io.Writer, q store.Quote, sel store.Selection) error {
	if q.Status != "accepted" {
		return s.printQuote(ctx, w, q, sel)
	}
	kept, err := s.signedCopy(ctx, store.Object{Kind: "quote", ID: q.ID})
	if err != nil {
		return err
	}
	_, err = w.Write(kept)
	return err
}

// day words a calendar date for the text of a contract.
func (s *Server) day(lang string, d store.Date) string {
	return s.words.Date(lang, string(d), words.Full)
}

// contractPDF draws a contract that was sent as it stands; of a complete one it
// gives the copy that was stored when the last one signed.
func (s *Server) contractPDF(ctx context.Context, w io.Writer, c store.Contract) error {
	if !c.IsComplete() {
		p, err := s.printer(ctx)
		if err != nil {
			return err
		}
		return p.Contract(w, c)
	}
	kept, err := s.signedCopy(ctx, store.Object{Kind: "contract", ID: c.ID})
	if err != nil {
		return err
	}
	_, err = w.Write(kept)
	return err
}

// sessionID is the number of the session of the browser that asks; 0 for one who
// only looks as a client.
func sessionID(x *web.Exchange) int64 {
	if x.Session == nil {
		return 0
	}
	return rowOf(x.Session).ID
}
