package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestAContactEntersByPassword(t *testing.T) {
	j := storetest.NewJob(t)
	first := j.WithPassword(t, j.Priya)
	j.Clock.Add(time.Hour)
	session, err := j.EnterByPassword(t.Context(), "PRIYA@example.com", storetest.PasswordOfContact, phone)
	if err != nil {
		t.Fatal(err)
	}
	wantSession(t, j.Store, session, j.Priya)
	if session == first {
		t.Error("the session kept its token")
	}
	if seen := storetest.Count(t, j.Store, "SELECT last_seen_at FROM contact WHERE id = ?", j.Priya.ID); seen != j.Now().UnixMilli() {
		t.Error("the contact was not seen")
	}
	if _, err := j.SignIn(t.Context(), j.Priya.Email, storetest.PasswordOfContact, phone); whyOf(err) != "refused.sign_in" {
		t.Errorf("the studio's door: %v", err)
	}
	if _, err := j.EnterByPassword(t.Context(), storetest.OwnerEmail, storetest.OwnerPassword, phone); whyOf(err) != "login.password_wrong" {
		t.Errorf("the owner at the portal's door: %v", err)
	}
}

// The work by which an answer's time could tell who is known is counted, not measured.
func TestAPasswordTellsNobodyWhoIsKnown(t *testing.T) {
	j := storetest.NewJob(t)
	other := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	third := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Finch", "una@finch.example", "rex@finch.example")
	for _, who := range []store.Contact{j.Priya, other.Priya, third.Tom} {
		j.WithPassword(t, who)
	}
	if err := j.SetPortal(t.Context(), j.Owner, other.Client.ID, false); err != nil {
		t.Fatal(err)
	}
	if err := j.ArchiveContact(t.Context(), j.Owner, third.Client.ID, third.Tom.ID); err != nil {
		t.Fatal(err)
	}
	for who, try := range map[string][2]string{
		"wrong": {j.Priya.Email, "not this one at all"}, "empty": {j.Priya.Email, ""}, "none set": {j.Tom.Email, storetest.PasswordOfContact},
		"nobody": {"nobody@example.com", storetest.PasswordOfContact}, "no address": {"", ""}, "closed": {other.Priya.Email, storetest.PasswordOfContact},
		"left": {third.Tom.Email, storetest.PasswordOfContact}, "a film": {j.Priya.Email, storetest.PasswordOfContact + string(make([]byte, 5000))},
	} {
		before := j.HashesMade()
		_, err := j.EnterByPassword(t.Context(), try[0], try[1], phone)
		if whyOf(err) != "login.password_wrong" {
			t.Errorf("%s: %v", who, err)
		}
		if made := j.HashesMade() - before; made != 1 {
			t.Errorf("%s: %d hashes", who, made)
		}
	}
}

func TestTriesOfAPasswordAreLimited(t *testing.T) {
	j := storetest.NewJob(t)
	j.WithPassword(t, j.Priya)
	for _, address := range []string{j.Priya.Email, "nobody@example.com"} {
		for range 8 {
			if _, err := j.EnterByPassword(t.Context(), address, "wrong wrong wrong", phone); whyOf(err) != "login.password_wrong" {
				t.Fatal(err)
			}
		}
		before := j.HashesMade()
		if _, err := j.EnterByPassword(t.Context(), address, storetest.PasswordOfContact, phone); whyOf(err) != "refused.too_often" {
			t.Errorf("%s: %v", address, err)
		}
		if j.HashesMade() != before {
			t.Error("a try too many was hashed")
		}
	}
	again, err := store.Open(t.Context(), j.Path(), store.Options{Shared: true, Now: j.Clock.Now}) // after a restart
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again.EnterByPassword(t.Context(), j.Priya.Email, storetest.PasswordOfContact, phone); whyOf(err) != "refused.too_often" {
		t.Errorf("after a restart: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
	for i := range 30 {
		_, _ = j.EnterByPassword(t.Context(), fmt.Sprintf("p%d@example.com", i), "wrong wrong wrong", phone)
	}
	if _, err := j.EnterByPassword(t.Context(), "someone@example.com", "wrong wrong wrong", phone); whyOf(err) != "refused.too_often" {
		t.Errorf("from one place: %v", err)
	}
	j.Clock.Add(31 * time.Minute)
	if _, err := j.EnterByPassword(t.Context(), j.Priya.Email, storetest.PasswordOfContact, phone); err != nil {
		t.Error(err)
	}
}

func TestAnInvitationIsTakenOnce(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	token := j.Invited(t, j.Priya)
	for range 3 {
		if c, err := j.CheckChoosing(ctx, store.Invitation, token); err != nil || c.ID != j.Priya.ID {
			t.Fatal(c, err)
		}
	}
	if _, err := j.ChoosePassword(ctx, store.Invitation, token, "too short", phone); fieldOf(err) != "password" {
		t.Errorf("a short password: %v", err)
	}
	var wins, ended int
	var mu sync.Mutex
	var group sync.WaitGroup
	for range 4 { // all who got the mail forwarded press at once
		group.Go(func() {
			_, err := j.ChoosePassword(ctx, store.Invitation, token, storetest.PasswordOfContact, phone)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				wins++
			case errors.As(err, new(*store.Ended)):
				ended++
			default:
				t.Error(err)
			}
		})
	}
	group.Wait()
	if wins != 1 || ended != 3 {
		t.Errorf("%d came in and %d were turned away", wins, ended)
	}
	_, err := j.CheckChoosing(ctx, store.Invitation, token)
	wantEnded(t, err)
	ways, err := j.AccessOf(ctx, j.Client.ID)
	if err != nil || !ways[j.Priya.ID].HasPassword || ways[j.Tom.ID].HasPassword {
		t.Errorf("%+v, %v", ways, err)
	}
}

func TestInvitingAgainEndsTheEarlierOne(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	earlier := j.Invited(t, j.Priya)
	waiting := storetest.Count(t, j.Store, "SELECT max(id) FROM outbox WHERE kind = 'invite'")
	later := j.Invited(t, j.Priya)
	_, err := j.ChoosePassword(ctx, store.Invitation, earlier, storetest.PasswordOfContact, phone)
	wantEnded(t, err)
	if _, err := j.MintChoosing(ctx, store.Invitation, waiting); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the mail that had not left: %v", err)
	}
	if _, err := j.CheckChoosing(ctx, store.Invitation, later); err != nil {
		t.Error(err)
	}
	l := store.Letter{Subject: "Come", Body: "In.", Attempt: "attempt-0000000000001"}
	for range 2 { // a double click
		if err := j.Invite(ctx, j.Owner, j.Client.ID, j.Tom.ID, l); err != nil {
			t.Fatal(err)
		}
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'invite' AND contact_id = ?", j.Tom.ID); n != 1 {
		t.Errorf("%d mails", n)
	}
	if err := j.Invite(ctx, j.Owner, j.Client.ID+1, j.Tom.ID, l); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("as another client's: %v", err)
	}
}

func TestAnEndedInvitationComesAgainInTheSameWords(t *testing.T) {
	j := storetest.NewJob(t)
	token := j.Invited(t, j.Priya)
	j.Clock.Add(24*time.Hour - time.Second)
	if _, err := j.CheckChoosing(t.Context(), store.Invitation, token); err != nil {
		t.Fatal(err)
	}
	j.Clock.Add(time.Second)
	_, err := j.ChoosePassword(t.Context(), store.Invitation, token, storetest.PasswordOfContact, phone)
	wantEnded(t, err)
	for range 5 {
		if err := j.FreshChoosing(t.Context(), store.Invitation, token, phone); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.FreshChoosing(t.Context(), store.Invitation, token, phone); whyOf(err) != "refused.too_often" {
		t.Errorf("a sixth one: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'invite' AND contact_id = ? AND subject = 'Come in' AND to_email = ?", j.Priya.ID, j.Priya.Email); n != 6 {
		t.Errorf("%d invitations to her", n)
	}
	if _, err := j.ChoosePassword(t.Context(), store.Invitation, j.LastChoosing(t, store.Invitation, j.Priya), storetest.PasswordOfContact, phone); err != nil {
		t.Error(err)
	}
	mails := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox")
	for kind, foreign := range map[store.Choosing]string{store.Invitation: "never ours", store.PasswordReset: token} {
		if err := j.FreshChoosing(t.Context(), kind, foreign, store.Visit{IP: "192.0.2.99"}); err != nil {
			t.Error(err)
		}
	}
	if storetest.Count(t, j.Store, "SELECT count(*) FROM outbox") != mails {
		t.Error("somebody was written to")
	}
}

func TestAForgottenPasswordEndsEverythingElse(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	j.WithPassword(t, j.Priya)
	toms := j.WithPassword(t, j.Tom)
	thief, err := j.EnterByPassword(ctx, j.Priya.Email, storetest.PasswordOfContact, phone)
	if err != nil {
		t.Fatal(err)
	}
	signIn, code := askSignIn(t, j.Store, "")
	invitation, older := j.Invited(t, j.Priya), j.Forgot(t, j.Priya)
	token := j.Forgot(t, j.Priya)
	if _, err := j.ChoosePassword(ctx, store.Invitation, token, "another bell beside the door", phone); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("as an invitation: %v", err)
	}
	session, err := j.ChoosePassword(ctx, store.PasswordReset, token, "another bell beside the door", phone)
	if err != nil {
		t.Fatal(err)
	}
	wantSession(t, j.Store, session, j.Priya)
	wantSession(t, j.Store, toms, j.Tom)
	if _, err := j.SessionByToken(ctx, thief); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the other session: %v", err)
	}
	wantEnded(t, j.CheckSignIn(ctx, signIn))
	for kind, tokens := range map[store.Choosing][]string{store.PasswordReset: {token, older}, store.Invitation: {invitation}} {
		for _, token := range tokens {
			_, err := j.ChoosePassword(ctx, kind, token, "a third bell beside the door", phone)
			wantEnded(t, err)
		}
	}
	if _, _, err := j.EnterByCode(ctx, j.Priya.Email, code, phone); whyOf(err) != "login.code_wrong" {
		t.Errorf("the code: %v", err)
	}
	if _, err := j.EnterByPassword(ctx, j.Priya.Email, storetest.PasswordOfContact, phone); whyOf(err) != "login.password_wrong" {
		t.Errorf("the old password: %v", err)
	}
}

func TestALinkToANewPasswordEndsAfterTwoHours(t *testing.T) {
	j := storetest.NewJob(t)
	token := j.Forgot(t, j.Priya)
	j.Clock.Add(2*time.Hour - time.Second)
	if _, err := j.CheckChoosing(t.Context(), store.PasswordReset, token); err != nil {
		t.Fatal(err)
	}
	j.Clock.Add(time.Second)
	_, err := j.CheckChoosing(t.Context(), store.PasswordReset, token)
	wantEnded(t, err)
}

func TestAskingForANewPasswordTellsNothing(t *testing.T) {
	j := storetest.NewJob(t)
	if err := j.SetPortal(t.Context(), j.Owner, storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example").Client.ID, false); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{j.Priya.Email, "nobody@example.com", storetest.OwnerEmail, "ada@okafor.example"} {
		for range 3 {
			if err := j.AskPasswordReset(t.Context(), address, phone); err != nil {
				t.Errorf("%s: %v", address, err)
			}
		}
		if err := j.AskPasswordReset(t.Context(), address, phone); whyOf(err) != "refused.too_often" {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'portal-reset'"); n != 3 {
		t.Errorf("%d mails", n)
	}
	for i := range 20 {
		_ = j.AskPasswordReset(t.Context(), fmt.Sprintf("p%d@example.com", i), phone)
	}
	if err := j.AskPasswordReset(t.Context(), "someone@example.com", phone); whyOf(err) != "refused.too_often" {
		t.Errorf("from one place: %v", err)
	}
}

// Whoever is shut out has neither a link, nor a code, nor a password that opens.
func TestWhoIsShutOutIsOutByEveryDoor(t *testing.T) {
	for how, shut := range map[string]func(*storetest.Job) error{
		"portal": func(j *storetest.Job) error { return j.SetPortal(t.Context(), j.Owner, j.Client.ID, false) },
		"address": func(j *storetest.Job) error {
			return j.EditContact(t.Context(), j.Owner, j.Client.ID, j.Priya.ID, store.ContactDetails{Name: "Priya Raman", Email: "new@example.com"})
		},
		"contact": func(j *storetest.Job) error {
			return j.ArchiveContact(t.Context(), j.Owner, j.Client.ID, j.Priya.ID)
		},
		"client": func(j *storetest.Job) error { return j.ArchiveClient(t.Context(), j.Owner, j.Client.ID) },
	} {
		t.Run(how, func(t *testing.T) {
			j := storetest.NewJob(t)
			ctx := t.Context()
			link := j.Link(t, "quote", j.Sent(t).ID)
			session := j.WithPassword(t, j.Priya)
			invitation, reset := j.Invited(t, j.Priya), j.Forgot(t, j.Priya)
			signIn, _ := askSignIn(t, j.Store, "")
			portal := j.Portal(t, j.Priya)
			if err := shut(j); err != nil {
				t.Fatal(err)
			}
			if _, err := j.SessionByToken(ctx, session); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("the session: %v", err)
			}
			_, err := j.PortalByLink(ctx, link)
			wantEnded(t, err)
			wantEnded(t, j.CheckSignIn(ctx, signIn))
			for kind, token := range map[store.Choosing]string{store.Invitation: invitation, store.PasswordReset: reset} {
				_, err := j.ChoosePassword(ctx, kind, token, "another bell beside the door", phone)
				wantEnded(t, err)
			}
			for _, address := range []string{j.Priya.Email, "new@example.com"} {
				if _, err := j.EnterByPassword(ctx, address, storetest.PasswordOfContact, phone); whyOf(err) != "login.password_wrong" {
					t.Errorf("the password at %s: %v", address, err)
				}
			}
			if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE contact_id = ? AND kind IN ('sign-in', 'invite', 'portal-reset') AND state NOT IN ('cancelled', 'sent')", j.Priya.ID); n != 0 {
				t.Errorf("%d mails with a way in may still leave", n)
			}
			if _, err := portal.SetPassword(ctx, storetest.PasswordOfContact, "another bell beside the door", phone); err == nil {
				t.Error("an open page set a password")
			}
		})
	}
}

// Opened again, the portal takes a password that was set before, and no old link.
func TestAPortalThatIsOpenedAgainTakesThePasswordAlone(t *testing.T) {
	j := storetest.NewJob(t)
	j.WithPassword(t, j.Priya)
	invitation := j.Invited(t, j.Priya)
	for _, enabled := range []bool{false, true} {
		if err := j.SetPortal(t.Context(), j.Owner, j.Client.ID, enabled); err != nil {
			t.Fatal(err)
		}
	}
	_, err := j.CheckChoosing(t.Context(), store.Invitation, invitation)
	wantEnded(t, err)
	if _, err := j.EnterByPassword(t.Context(), j.Priya.Email, storetest.PasswordOfContact, phone); err != nil {
		t.Error(err)
	}
	if err := j.SetPortal(t.Context(), j.Owner, j.Client.ID, false); err != nil {
		t.Fatal(err)
	}
	if err := j.Invite(t.Context(), j.Owner, j.Client.ID, j.Priya.ID, store.Letter{Subject: "Come", Body: "In."}); whyOf(err) != "refused.portal_off" {
		t.Errorf("inviting to a closed portal: %v", err)
	}
}

func TestMailsWithAWayInAreSecret(t *testing.T) {
	for kind, want := range map[string]bool{"sign-in": true, "invite": true, "portal-reset": true, "code": true, "reset": true, "quote": false, "fresh-link": false,
		"": false, "', '": false, "sign": false} {
		if store.Secret(kind) != want {
			t.Errorf("%q: %v", kind, !want)
		}
	}
}

// fieldOf is the one field that an *Invalid speaks of; else empty.
func fieldOf(err error) string {
	fields := fieldsOf(err)
	if len(fields) != 1 {
		return ""
	}
	for name := range fields {
		return name
	}
	return ""
}
