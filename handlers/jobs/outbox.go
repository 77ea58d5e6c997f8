package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"anteroom/handlers/mail"
	"anteroom/store"
)

// Outbox sends what waits in the database.
type Outbox struct {
	Store *store.Store
	// Settings gives the mail server's settings; ok is false while there are none.
	Settings func(context.Context) (settings mail.Settings, ok bool, err error)
	// Compose words a mail and makes its links. An error of store.ErrNotFound or
	// store.ErrStale cancels the mail, one of store.ErrReaddressed or *store.Early
	// puts it back.
	Compose func(context.Context, store.Mail) (Letter, error)
	// Options are handed to the sender; tests trust their own server's certificate.
	Options []mail.Option
}

// Letter is a mail that is ready, and the words of it that are kept: never with
// its link.
type Letter struct {
	Message mail.Message
	Said    store.EmailWords
}

// configurationPause is how long all mail waits when the server turns us away
// for a reason that lies in the settings.
const configurationPause = 10 * time.Minute

// notTwice is said of a reminder of which nobody knows whether it was sent.
const notTwice = " It may have arrived, and a reminder is never sent twice by itself."

// Send sends everything that is due. With no server set up everything waits.
func (o *Outbox) Send(ctx context.Context) error {
	settings, ok, err := o.Settings(ctx)
	if err != nil || !ok {
		return err
	}
	var session *mail.Session
	defer func() {
		if session != nil {
			session.Close()
		}
	}()
	for ctx.Err() == nil {
		m, err := o.Store.ClaimMail(ctx)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if session == nil {
			session = mail.New(settings, o.Options...).Session()
		}
		if stop, err := o.sendOne(ctx, session, m); err != nil || stop {
			return err
		}
	}
	return nil
}

// sendOne sends a claimed mail and notes what became of it. stop is true when
// no other mail would fare better now.
func (o *Outbox) sendOne(ctx context.Context, session *mail.Session, m store.Mail) (stop bool, err error) {
	if m.Lapsed && m.IsReminder() {
		return false, o.Store.MailFailed(ctx, m.ID, "The program ended while this was on its way."+notTwice, true)
	}
	letter, err := o.compose(ctx, m)
	var early *store.Early
	if errors.As(err, &early) {
		return false, o.Store.MailHeldUp(ctx, m.ID, "It waits for the morning.", early.Wait)
	}
	if errors.Is(err, store.ErrStale) || errors.Is(err, store.ErrNotFound) {
		return false, o.Store.CancelMail(ctx, m.ID, "It had lost its sense before it could be sent.")
	}
	if errors.Is(err, store.ErrReaddressed) {
		return false, o.Store.MailHeldUp(ctx, m.ID, "The address was changed just before it left.", 0)
	}
	if err != nil {
		slog.Error("a mail cannot be worded", "mail", m.ID, "kind", m.Kind, "error", err)
		return false, o.Store.MailFailed(ctx, m.ID, "This email could not be put together. Please tell us; the log says why.", false)
	}
	err = session.Send(ctx, letter.Message)
	if err == nil {
		return false, o.Store.MailSent(ctx, m.ID, letter.Said)
	}
	var failure *mail.Failure
	if !errors.As(err, &failure) {
		return false, o.Store.MailFailed(ctx, m.ID, "The mail server did not answer.", false)
	}
	slog.Warn("a mail was not sent", "mail", m.ID, "kind", m.Kind, "failure", failure.Kind, "stage", failure.Stage, "code", failure.Code)
	words := failure.Plain
	if failure.Server != "" {
		words = fmt.Sprintf("%s The server said: %s", failure.Plain, failure.Server)
	}
	switch failure.Kind {
	case mail.Configuration:
		return true, o.Store.MailHeldUp(ctx, m.ID, words, configurationPause)
	case mail.Permanent:
		return false, o.Store.MailFailed(ctx, m.ID, words, true)
	case mail.Unknown:
		if m.IsReminder() {
			return false, o.Store.MailFailed(ctx, m.ID, "The connection broke after this was handed over."+notTwice, true)
		}
	}
	return failure.Stage == mail.AtConnect, o.Store.MailFailed(ctx, m.ID, words, false)
}

func (o *Outbox) compose(ctx context.Context, m store.Mail) (Letter, error) {
	if err := o.Store.CheckMail(ctx, m); err != nil {
		return Letter{}, err
	}
	return o.Compose(ctx, m)
}
