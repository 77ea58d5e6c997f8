package storetest

import (
	"testing"

	"anteroom/store"
)

// PasswordOfContact is what contacts sign in with where a test gives them one.
const PasswordOfContact = "a bell beside the door"

// Invited invites a contact of the client, and takes the link out of the mail.
func (j *Job) Invited(t testing.TB, c store.Contact) (token string) {
	t.Helper()
	must(t, j.Invite(t.Context(), j.Owner, c.ClientID, c.ID, store.Letter{Subject: "Come in", Body: "Dear you, here is your portal."}))
	return j.LastChoosing(t, store.Invitation, c)
}

// Forgot asks for a new password of a contact, and takes the link out of the mail.
func (j *Job) Forgot(t testing.TB, c store.Contact) (token string) {
	t.Helper()
	must(t, j.AskPasswordReset(t.Context(), c.Email, store.Visit{}))
	return j.LastChoosing(t, store.PasswordReset, c)
}

// LastChoosing takes the link out of the last mail of a kind to a contact.
func (j *Job) LastChoosing(t testing.TB, kind store.Choosing, c store.Contact) (token string) {
	t.Helper()
	token, err := j.MintChoosing(t.Context(), kind, Count(t, j.Store, "SELECT max(id) FROM outbox WHERE kind = ? AND contact_id = ?", string(kind), c.ID))
	must(t, err)
	return token
}

// WithPassword gives a contact PasswordOfContact, by an invitation; the answer is
// the token of the session in which they did.
func (j *Job) WithPassword(t testing.TB, c store.Contact) (session string) {
	t.Helper()
	session, err := j.ChoosePassword(t.Context(), store.Invitation, j.Invited(t, c), PasswordOfContact, store.Visit{})
	must(t, err)
	return session
}

// LastCode takes the code out of the last mail that brought one to decide with.
func (j *Job) LastCode(t testing.TB) string {
	t.Helper()
	code, err := j.MintCode(t.Context(), Count(t, j.Store, "SELECT max(id) FROM outbox WHERE kind = 'code'"))
	must(t, err)
	return code
}
