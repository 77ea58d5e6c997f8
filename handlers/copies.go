package handlers

import (
	"bytes"
	"context"
	"errors"
	"io"

	"anteroom/store"
	"anteroom/templates/print"
)

// signedCopy is the PDF of a quote or a contract that is signed by all. It is made
// once, after the last signature, and stored under that; every later request gets
// the same bytes.
func (s *Server) signedCopy(ctx context.Context, o store.Object) ([]byte, error) {
	signature, draft, err := s.signed(ctx, o)
	if err != nil {
		return nil, err
	}
	kept, err := s.store.SignedCopy(ctx, signature)
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return kept, err
	}
	p, err := s.printer(ctx)
	if err != nil {
		return nil, err
	}
	var pdf bytes.Buffer
	if err := draft.draw(p, &pdf); err != nil {
		return nil, err
	}
	return s.store.KeepSignedCopy(ctx, signature, pdf.Bytes(), p.SealReason(draft.lang, draft.kind, draft.number))
}

// copyDraft is a signed document that is about to be drawn.
type copyDraft struct {
	lang, kind, number string
	draw               func(print.Printer, io.Writer) error
}

// signed finds the signature that completed a document, and how its copy is drawn.
func (s *Server) signed(ctx context.Context, o store.Object) (signature int64, d copyDraft, err error) {
	if o.Kind == "contract" {
		v, err := s.store.SignedContract(ctx, o.ID)
		if err != nil {
			return 0, d, err
		}
		signature, err = v.Completing()
		return signature, copyDraft{v.Contract.Content.Locale, "contract", v.Contract.Number,
			func(p print.Printer, w io.Writer) error { return p.SignedContract(w, v) }}, err
	}
	v, err := s.store.SignedQuote(ctx, o.ID)
	return v.Signature.ID, copyDraft{v.Quote.Content.Locale, v.Quote.Kind, v.Quote.Number,
		func(p print.Printer, w io.Writer) error { return p.SignedQuote(w, v) }}, err
}

// makeSignedCopies makes the copies that a signing left to be made.
func (s *Server) makeSignedCopies(ctx context.Context) error {
	documents, err := s.store.UnkeptCopies(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, o := range documents {
		_, err := s.signedCopy(ctx, o)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
