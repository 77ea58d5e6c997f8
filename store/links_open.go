package store

import (
	"context"
	"slices"
)

// Links is how the links in emails open.
type Links string

// The ways in which links open.
const (
	LinksOpen   Links = "open"    // each opens its document
	LinksCode   Links = "code"    // so, but whoever decides on one types a code from an email
	LinksSignIn Links = "sign-in" // each leads to the door first
)

// SaveLinks changes how the links in emails open, those too that were sent before.
func (s *Store) SaveLinks(ctx context.Context, _ Staff, l Links) error {
	if !slices.Contains([]Links{LinksOpen, LinksCode, LinksSignIn}, l) {
		return &Invalid{Fields: map[string]Text{"links": Say("invalid.choice")}}
	}
	return s.saveStudio(ctx, "save how links open", "UPDATE studio SET links = ?", l)
}

// SignInFirst says that an emailed link is well, but that its reader has to sign
// in before its document opens.
type SignInFirst struct {
	Contact int64 // whose link it is
	Object  Object
}

func (e *SignInFirst) Error() string { return "the link asks for a sign-in" }

// AskSignInOfLink queues a sign-in mail for the contact of an emailed link, who
// need not type an address; next is opened afterwards. It is ErrNotFound for a
// token that was never ours, and *Ended for one that has ended.
func (s *Store) AskSignInOfLink(ctx context.Context, token, next string, visit Visit) error {
	return s.countedWrite(ctx, "ask for a sign-in by a link", func(t *tx) error {
		link, err := t.liveLink(token)
		if err != nil {
			return err
		}
		if err := t.allowPortal("portal mail", link.contact.Email, mailsToAddress, visit); err != nil {
			return err
		}
		return t.queueSignIn(link.contact.ID, next)
	})
}

// EnterByCodeOfLink is EnterByCode for the contact of an emailed link.
func (s *Store) EnterByCodeOfLink(ctx context.Context, token, code string, visit Visit) (session, next string, err error) {
	err = s.countedWrite(ctx, "enter by the code of a link", func(t *tx) error {
		link, err := t.liveLink(token)
		if err != nil {
			return err
		}
		session, next, err = t.enterByCode(link.contact.ID, link.contact.Email, code, visit)
		return err
	})
	if err != nil {
		return "", "", err
	}
	return session, next, nil
}

func (t *tx) liveLink(token string) (linkRow, error) {
	link, err := one(t.ctx, t, scanLink, linkQuery+"link.token_hash = ?", t.store.Today(), hashToken(clip(token, 100)))
	if err == nil && !link.alive(t.now) {
		err = &Ended{link.id}
	}
	return link, err
}
