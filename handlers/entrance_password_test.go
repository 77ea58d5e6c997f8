package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// lookAt opens a one-time link as scanners of mail do, and sees that nothing changes.
func (h *House) lookAt(t *testing.T, path string) {
	t.Helper()
	scanner := h.Visitor(t)
	before := dump(t, h.Store)
	for range 2 {
		scanner.Open(path).Is(http.StatusOK)
		scanner.Do(scanner.Request(http.MethodHead, path, nil)).Is(http.StatusOK)
	}
	if dump(t, h.Store) != before {
		t.Errorf("looking at %s changed something", path)
	}
}

func TestTheStudioInvitesAContact(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	client := fmt.Sprintf("/studio/clients/%d", job.Client.ID)
	page := owner.Open(client).Shows("Has not signed in yet").Follow("Invite to portal: Priya Raman")
	page.Shows("Send Invite", "What Priya will see", "You are invited", "Choose a password")
	if page.Value("subject") != "Your portal with Alder & Rowe" || !strings.Contains(page.Value("body"), "within 24 hours") {
		t.Errorf("offered: %q, %q", page.Value("subject"), page.Value("body"))
	}
	refused := page.Submit("Send Invite", "subject", "", "body", "Kept words.").Is(http.StatusUnprocessableEntity)
	if refused.Error("subject") == "" || refused.Value("body") != "Kept words." {
		t.Error("nothing is said at the subject, or the words are lost")
	}
	page.Submit("Send Invite", "subject", "Come in, Priya", "body", "Dear Priya, the door is open.").IsAt(client).Shows("The invitation waits to be sent", "You invited Priya Raman to the portal")
	mail, err := job.ClaimMail(t.Context())
	if err != nil || mail.Kind != "invite" || mail.Subject != "Come in, Priya" || mail.To != job.Priya.Email {
		t.Fatalf("%+v, %v", mail, err)
	}
	if err := job.MailSent(t.Context(), mail.ID, store.EmailWords{Subject: mail.Subject, Body: mail.Body}); err != nil {
		t.Fatal(err)
	}
	house.Clock.Add(3 * 24 * time.Hour)
	owner = house.Owner(t)
	owner.Open(client).Shows("Invited 3 days ago")
	owner.Open(fmt.Sprintf("%s/contacts/%d", client, job.Priya.ID)).Shows("Has not signed in yet", "Invited 3 days ago", "Invite to portal")

	path := "/portal/invitation/" + job.LastChoosing(t, store.Invitation, job.Priya)
	house.lookAt(t, path)
	priya := house.Visitor(t)
	form := priya.Open(path).Shows("Welcome, Priya", "From then on you sign in with priya@example.com.")
	short := form.Submit("Save and sign in", "password", "short").Is(http.StatusUnprocessableEntity)
	if !strings.Contains(short.Error("password"), "12") || short.Value("password") != "" {
		t.Errorf("a short password: %q, %q came back", short.Error("password"), short.Value("password"))
	}
	home := fmt.Sprintf("/portal/projects/%d", job.Project.ID)
	form.Submit("Save and sign in", "password", storetest.PasswordOfContact).IsAt(home)
	owner.Open(client).Shows("Has a password", "Priya Raman accepted the invitation and chose a password").Hides("Invite Priya Raman")
	thief := house.Visitor(t)
	thief.Open(path).Is(http.StatusGone).Shows("This link has ended", "Invitations work once").Hides("Priya", "priya")
	thief.Post(path, "password", storetest.PasswordOfContact).Is(http.StatusGone)
	thief.Open("/portal").IsAt("/portal/sign-in")
	thief.Open(path).Submit("Email me a fresh one").Shows("Look in your email").Hides("Priya", "priya")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invite' AND to_email = ? AND subject = 'Come in, Priya'", job.Priya.Email); n != 2 {
		t.Errorf("%d invitations to her", n)
	}
	thief.Open("/portal/invitation/never-ours").Is(http.StatusNotFound)
	thief.Post("/portal/reset/"+strings.TrimPrefix(path, "/portal/invitation/"), "password", storetest.PasswordOfContact).Is(http.StatusNotFound)
	thief.Post("/portal/sign-in/" + strings.TrimPrefix(path, "/portal/invitation/")).Is(http.StatusNotFound)
}

func TestNobodyIsInvitedToAClosedPortal(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	invitation := fmt.Sprintf("/studio/clients/%d/contacts/%d/invitation", job.Client.ID, job.Priya.ID)
	owner := house.Owner(t)
	if err := job.SetPortal(t.Context(), job.Owner, job.Client.ID, false); err != nil {
		t.Fatal(err)
	}
	owner.Open(invitation).Is(http.StatusOK).Shows("The portal is not open for Priya Raman.").Hides("Your words")
	owner.Post(invitation, "contacts", fmt.Sprint(job.Priya.ID), "subject", "Come", "body", "In.").Is(http.StatusConflict)
	owner.Post(invitation+"/trial", "subject", "Come", "body", "In.").IsAt(invitation)
	owner.Open(fmt.Sprintf("/studio/clients/%d", job.Client.ID)).Hides("Invite Priya")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox"); n != 0 {
		t.Errorf("%d mails", n)
	}
}

func TestAContactSignsInWithAPassword(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.WithPassword(t, job.Priya)
	home := fmt.Sprintf("/portal/projects/%d", job.Project.ID)
	v := house.Visitor(t)
	page := v.Open(home).IsAt("/portal/sign-in").Shows("Send Magic Link").Follow("Sign in with a password")
	refused := page.Submit("Sign in", "email", job.Priya.Email, "password", "not this one at all").Is(http.StatusConflict)
	refused.Shows("This email address and password do not open the portal.")
	if refused.Value("email") != job.Priya.Email || refused.Value("password") != "" {
		t.Error("the address is lost, or the password came back")
	}
	unknown := page.Submit("Sign in", "email", "nobody@example.com", "password", "not this one at all").Is(http.StatusConflict)
	if unknown.Text() != refused.Text() {
		t.Errorf("the answers differ:\n%s\n%s", refused.Text(), unknown.Text())
	}
	before := v.Cookies()["anteroom-portal"]
	refused.Submit("Sign in", "password", storetest.PasswordOfContact).IsAt(home)
	first := v.Cookies()["anteroom-portal"]
	old := v.Twin()
	v.Post("/portal/sign-in/password", "email", job.Priya.Email, "password", storetest.PasswordOfContact, "next", "//evil.example").IsAt(home)
	if now := v.Cookies()["anteroom-portal"]; first == before || now == first || now == "" {
		t.Error("the session kept its token")
	}
	old.Open(home).IsAt("/portal/sign-in")
	v.Open("/portal/account").Submit("Sign out").IsAt("/portal/sign-in")
	v.Open("/portal").IsAt("/portal/sign-in")
}

func TestAForgottenPasswordIsChosenAnew(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.WithPassword(t, job.Priya)
	elsewhere := house.signIn(t, job)
	v := house.Visitor(t)
	form := v.Open("/portal/sign-in/password").Follow("Forgotten your password?")
	if form.Submit("Send me a link", "email", "priya@").Is(http.StatusUnprocessableEntity).Error("email") == "" {
		t.Error("nothing is said at the address")
	}
	known := form.Submit("Send me a link", "email", job.Priya.Email).Is(http.StatusOK).Shows("Look in your email", "within 2 hours")
	unknown := form.Submit("Send me a link", "email", "nobody@example.com").Is(http.StatusOK)
	if strings.ReplaceAll(unknown.Text(), "nobody@example.com", job.Priya.Email) != known.Text() {
		t.Error("the answers differ")
	}
	path := "/portal/reset/" + job.LastChoosing(t, store.PasswordReset, job.Priya)
	house.lookAt(t, path)
	v.Open(path).Shows("Choose a new password").Submit("Save and sign in", "password", "another bell beside the door").IsAt(fmt.Sprintf("/portal/projects/%d", job.Project.ID))
	elsewhere.Open("/portal").IsAt("/portal/sign-in")
	v.Open(path).Is(http.StatusGone).Shows("Links to a new password work once").Submit("Email me a fresh one").Shows("Look in your email")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'portal-reset' AND to_email = ?", job.Priya.Email); n != 2 {
		t.Errorf("%d mails", n)
	}
}

func TestThePasswordPageOfTheAccount(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	v := house.signIn(t, job)
	const path = "/portal/account/password"
	page := v.Open(path).Shows("Set a password").Hides("Present password", "Remove password")
	if page.Submit("Set password", "password", "short").Is(http.StatusUnprocessableEntity).Error("password") == "" {
		t.Error("nothing is said at the password")
	}
	other := v.Twin()
	page = page.Submit("Set password", "password", storetest.PasswordOfContact).IsAt(path).Shows("Your password is set.", "Change your password")
	other.Open(path).IsAt("/portal/sign-in?next=" + "%2Fportal%2Faccount%2Fpassword")
	if page.Submit("Change password", "present", "a guess", "password", "another bell beside the door").Is(http.StatusUnprocessableEntity).Error("present") == "" {
		t.Error("nothing is said at the present password")
	}
	page = page.Submit("Change password", "present", storetest.PasswordOfContact, "password", "another bell beside the door").IsAt(path).Shows("Your password is set.")
	if page.Submit("Remove password", "present", storetest.PasswordOfContact).Is(http.StatusUnprocessableEntity).Error("present") == "" {
		t.Error("nothing is said at the present password of a removal")
	}
	page.Submit("Remove password", "present", "another bell beside the door").IsAt(path).Shows("Your password is removed.", "Set a password")
	house.Owner(t).Open(fmt.Sprintf("/studio/view/%d%s", job.Priya.ID, path)).Is(http.StatusOK).Shows("Set a password")
}
