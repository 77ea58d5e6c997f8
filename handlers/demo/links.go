package demo

import (
	"context"
	"errors"
	"fmt"

	"anteroom/handlers/mail/mailbox"
	"anteroom/store"
)

// mint makes fresh ways in. They are found in the database, so that a demo
// that is taken up again has them too.
func (d *Demo) mint(ctx context.Context, base string) (l Links, err error) {
	owner, err := d.owner(ctx)
	if err != nil {
		return l, err
	}
	token, err := d.Store.MintEntry(ctx, owner.ID)
	if err != nil {
		return l, err
	}
	l.Owner = base + "/studio/sign-in/" + token
	contact, token, err := d.signIn(ctx)
	if err != nil {
		return l, err
	}
	l.Client = base + "/portal/sign-in/" + token
	quote, err := d.waiting(ctx, contact)
	if err != nil {
		return l, err
	}
	if token, err = d.Store.CopyLink(ctx, owner, contact, store.Object{Kind: "quote", ID: quote}); err != nil {
		return l, err
	}
	l.Quote = base + "/d/" + token
	l.Mail = base + mailbox.Path
	return l, nil
}

func (d *Demo) owner(ctx context.Context) (store.Staff, error) {
	people, err := d.Store.Colleagues(ctx)
	for _, p := range people {
		if p.IsOwner() {
			return p, nil
		}
	}
	return store.Staff{}, errors.Join(err, errors.New("the demo has no owner"))
}

// signIn asks for a sign-in mail as the client does, and opens it before it is
// sent. Other mails that wait are put back as they were.
func (d *Demo) signIn(ctx context.Context) (contact int64, token string, err error) {
	if err := d.Store.AskSignIn(ctx, ClientEmail, "", store.Visit{IP: "127.0.0.1"}); err != nil {
		return 0, "", err
	}
	var others []store.Mail
	defer func() {
		for _, m := range others {
			err = errors.Join(err, d.Store.MailHeldUp(ctx, m.ID, m.Error, 0))
		}
	}()
	for {
		m, err := d.Store.ClaimMail(ctx)
		if err != nil {
			return 0, "", fmt.Errorf("find the client's sign-in mail: %w", err)
		}
		if m.Kind != "sign-in" || m.To != ClientEmail {
			others = append(others, m)
			continue
		}
		if token, _, err = d.Store.MintSignIn(ctx, m.ID); err != nil {
			return 0, "", err
		}
		return m.ContactID, token, d.Store.CancelMail(ctx, m.ID, "Its link was printed when the demo was started.")
	}
}

// waiting is the client's newest quote that can be signed, or simply the newest.
func (d *Demo) waiting(ctx context.Context, contact int64) (int64, error) {
	portal, err := d.Store.PortalOfContact(ctx, contact)
	if err != nil {
		return 0, err
	}
	quotes, err := portal.Quotes(ctx, 0)
	if err != nil {
		return 0, err
	}
	if len(quotes) == 0 {
		return 0, store.ErrNotFound
	}
	for _, q := range quotes {
		if q.IsOpen() {
			return q.ID, nil
		}
	}
	return quotes[0].ID, nil
}
