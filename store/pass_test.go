package store_test

import (
	"errors"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestALinkOpensItsOwnDoorAndNoOther(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	entry, err := j.MintEntry(ctx, j.Owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	reset, err := j.ResetByEmail(ctx, j.Owner.Email)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.AskSignIn(ctx, j.Priya.Email, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	signIn, _, err := j.MintSignIn(ctx, storetest.Count(t, j.Store, "SELECT max(id) FROM outbox"))
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string]string{"entry": entry, "reset": reset, "sign-in": signIn, "document": j.Link(t, "quote", j.Sent(t).ID)}
	doors := map[string]func(token string) error{
		"entry":   func(token string) error { return j.CheckEntry(ctx, token) },
		"reset":   func(token string) error { return j.CheckReset(ctx, token) },
		"sign-in": func(token string) error { return j.CheckSignIn(ctx, token) },
		"document": func(token string) error {
			_, err := j.PortalByLink(ctx, token)
			return err
		},
		"setup": func(token string) error { return j.CheckSetupToken(ctx, token) },
		"a new password": func(token string) error {
			_, err := j.Reset(ctx, token, "another lamp in the hall", store.Visit{})
			return err
		},
		"the studio": func(token string) error {
			_, err := j.EnterByEntry(ctx, token, store.Visit{})
			return err
		},
		"the portal": func(token string) error {
			_, _, err := j.EnterByLink(ctx, token, store.Visit{})
			return err
		},
		"a session": func(token string) error {
			_, err := j.SessionByToken(ctx, token)
			return err
		},
	}
	own := map[string]string{"a new password": "reset", "the studio": "entry", "the portal": "sign-in"}
	for kind, token := range tokens {
		for door, try := range doors {
			if kind == door || kind == own[door] {
				continue
			}
			if err := try(token); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("the link of %s at the door of %s: %v", kind, door, err)
			}
		}
	}
	for kind, token := range tokens {
		if err := doors[kind](token); err != nil {
			t.Errorf("the link of %s at its own door afterwards: %v", kind, err)
		}
	}
}

func TestWhatIsDecidedCannotBeDeclined(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	p := j.Portal(t, j.Priya)
	accepted := j.Sent(t)
	if _, err := p.AcceptQuote(ctx, accepted.ID, storetest.Signing(t, accepted)); err != nil {
		t.Fatal(err)
	}
	declined := j.Sent(t)
	if _, err := p.DeclineQuote(ctx, declined.ID, "Too dear.", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	expired := j.Sent(t, func(c *store.Content) { c.ValidUntil = j.Today() })
	j.Clock.Add(24 * time.Hour)
	for id, want := range map[int64]string{accepted.ID: "refused.quote_accepted", declined.ID: "refused.quote_declined", expired.ID: "refused.quote_expired"} {
		if _, err := p.DeclineQuote(ctx, id, "On second thoughts.", store.Visit{}); refusal(t, err) != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if now, err := j.Quote(ctx, declined.ID); err != nil || now.DeclineWhy != "Too dear." {
		t.Errorf("the reason is now %q, %v", now.DeclineWhy, err)
	}
}
