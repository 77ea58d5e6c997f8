package store_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// claimed is the mail that the outbox takes next.
func claimed(t *testing.T, s *store.Store) store.Mail {
	t.Helper()
	m, err := s.ClaimMail(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// edit gives a contact another address.
func edit(t *testing.T, j *storetest.Job, c store.Contact, email string) {
	t.Helper()
	if err := j.EditContact(t.Context(), j.Owner, c.ClientID, c.ID, store.ContactDetails{Name: c.Name, Email: email}); err != nil {
		t.Fatal(err)
	}
}

func TestAMailThatIsBeingSentFollowsItsReaderToANewAddress(t *testing.T) {
	j := storetest.NewJob(t)
	j.Sent(t)
	m := claimed(t, j.Store)
	edit(t, j, j.Priya, "priya@new.example")
	if token, err := j.MintLink(t.Context(), m); !errors.Is(err, store.ErrReaddressed) || token != "" {
		t.Errorf("a link for %s: %q, %v", m.To, token, err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM link WHERE revoked_at IS NULL"); n != 0 {
		t.Errorf("%d links open for the old address", n)
	}
	if err := j.MailHeldUp(t.Context(), m.ID, "moved", 0); err != nil {
		t.Fatal(err)
	}
	again := claimed(t, j.Store)
	if again.ID != m.ID || again.To != "priya@new.example" || again.Tries != 1 {
		t.Errorf("then mail %d to %s, try %d", again.ID, again.To, again.Tries)
	}
	if _, err := j.MintLink(t.Context(), again); err != nil {
		t.Errorf("for the new address: %v", err)
	}
}

func TestAMailTurnedAwayIsTriedAgainAtTheNewAddress(t *testing.T) {
	j := storetest.NewJob(t)
	j.Sent(t)
	m := claimed(t, j.Store)
	edit(t, j, j.Priya, "priya@new.example")
	if err := j.MailFailed(t.Context(), m.ID, "mailbox busy", false); err != nil {
		t.Fatal(err)
	}
	j.Clock.Add(2 * time.Minute)
	if again := claimed(t, j.Store); again.To != "priya@new.example" {
		t.Errorf("tried again at %s", again.To)
	}
}

func TestASignInMailThatIsBeingSentOpensNothingForAnOldAddress(t *testing.T) {
	j := storetest.NewJob(t)
	if err := j.AskSignIn(t.Context(), j.Priya.Email, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	m := claimed(t, j.Store)
	edit(t, j, j.Priya, "priya@new.example")
	if _, _, err := j.MintSignIn(t.Context(), m.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("minted for %s: %v", m.To, err)
	}
	for _, note := range []error{j.MailFailed(t.Context(), m.ID, "busy", false), j.MailHeldUp(t.Context(), m.ID, "busy", 0)} {
		if note != nil {
			t.Fatal(note)
		}
	}
	j.Clock.Add(2 * time.Minute)
	if again, err := j.ClaimMail(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a cancelled mail is sent after all: %+v, %v", again, err)
	}
}

func TestNoMailLeavesToOneWhoWasArchivedWhileItWasBeingSent(t *testing.T) {
	j := storetest.NewJob(t)
	j.Sent(t)
	m := claimed(t, j.Store)
	if err := j.ArchiveContact(t.Context(), j.Owner, j.Client.ID, j.Priya.ID); err != nil {
		t.Fatal(err)
	}
	if err := j.CheckMail(t.Context(), m); !errors.Is(err, store.ErrStale) {
		t.Errorf("it would leave: %v", err)
	}
	if err := j.MailFailed(t.Context(), m.ID, "busy", false); err != nil {
		t.Fatal(err)
	}
	if err := j.RestoreContact(t.Context(), j.Owner, j.Client.ID, j.Priya.ID); err != nil {
		t.Fatal(err)
	}
	j.Clock.Add(2 * time.Minute)
	if again, err := j.ClaimMail(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it comes back with the contact: %+v, %v", again, err)
	}
}

func TestANewAddressOfTheOwnerLeavesTheOldOneNoWayIn(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	ctx := t.Context()
	reset, err := s.ResetByEmail(ctx, owner.Email)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := s.MintEntry(ctx, owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AskReset(ctx, owner.Email, store.Visit{}); err != nil {
		t.Fatal(err)
	}
	m := claimed(t, s)
	if err := s.SaveAccount(ctx, owner, owner.Name, "hannah@new.example", storetest.OwnerPassword, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MintReset(ctx, m.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the mail that was under way to %s holds a link: %v", m.To, err)
	}
	if err := s.CheckReset(ctx, reset); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the link to a new password opens: %v", err)
	}
	if err := s.CheckEntry(ctx, entry); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the link to sign in opens: %v", err)
	}
}

func TestANewPasswordEndsTheLinksThatSignInWithoutOne(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	entry, err := s.MintEntry(t.Context(), owner.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ChangePassword(t.Context(), owner, storetest.OwnerPassword, "another lamp in the hall", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	if err := s.CheckEntry(t.Context(), entry); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an older link opens: %v", err)
	}
}

func TestAMailOfAnEarlierMomentIsNotSent(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	if err := j.AskSignIn(ctx, j.Priya.Email, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	signIn := claimed(t, j.Store)
	q := j.Sent(t)
	letter := claimed(t, j.Store)
	if err := errors.Join(j.CheckMail(ctx, signIn), j.CheckMail(ctx, letter)); err != nil {
		t.Fatalf("at once: %v", err)
	}
	j.Clock.Add(time.Hour + time.Second)
	if err := j.CheckMail(ctx, signIn); !errors.Is(err, store.ErrStale) {
		t.Errorf("a sign-in of an hour ago: %v", err)
	}
	if err := j.CheckMail(ctx, letter); err != nil {
		t.Errorf("a quote of an hour ago: %v", err)
	}
	draft, err := j.ReviseQuote(ctx, j.Owner, q.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.SendQuote(ctx, j.Owner, draft.ID, j.Letter()); err != nil {
		t.Fatal(err)
	}
	if err := j.CheckMail(ctx, letter); !errors.Is(err, store.ErrStale) {
		t.Errorf("a quote that another has replaced: %v", err)
	}
}

func TestTwoWhoSendTakeDifferentMails(t *testing.T) {
	j := storetest.NewJob(t)
	const mails = 5
	for range mails {
		j.Sent(t)
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	taken := map[int64]int{}
	for range 4 {
		wait.Go(func() {
			for range mails {
				m, err := j.ClaimMail(t.Context())
				if errors.Is(err, store.ErrNotFound) {
					continue // another was quicker, or none is left
				}
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				taken[m.ID]++
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	for id, times := range taken {
		if times != 1 {
			t.Errorf("mail %d was taken %d times", id, times)
		}
	}
	if len(taken) != mails {
		t.Errorf("%d of %d mails were taken", len(taken), mails)
	}
}
