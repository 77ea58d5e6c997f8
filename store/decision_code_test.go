package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// careful is a studio that asks for a code before anybody decides.
func careful(t *testing.T) *storetest.Job {
	t.Helper()
	j := storetest.NewJob(t)
	if err := j.SaveLinks(t.Context(), j.Owner, store.LinksCode); err != nil {
		t.Fatal(err)
	}
	return j
}

func object(kind string, id int64) store.Object { return store.Object{Kind: kind, ID: id} }

// code has one sent for a document, and reads it.
func code(t *testing.T, j *storetest.Job, p *store.Portal, o store.Object) string {
	t.Helper()
	if err := p.SendCode(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return j.LastCode(t)
}

func TestADecisionAsksForACode(t *testing.T) {
	j := careful(t)
	ctx := t.Context()
	q, other := j.Sent(t), j.Sent(t)
	p, err := j.PortalByLink(ctx, j.Link(t, "quote", q.ID))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SendCode(ctx, object("quote", other.ID)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a code for another quote by this link: %v", err)
	}
	signing := storetest.Signing(t, q)
	before := storetest.Count(t, j.Store, "SELECT count(*) FROM evidence")
	for _, typed := range []string{"", "0000 0000", "no digits"} {
		if _, err := p.WithCode(typed).AcceptQuote(ctx, q.ID, signing); fieldOf(err) != "code" {
			t.Errorf("accepted with %q: %v", typed, err)
		}
		if _, err := p.WithCode(typed).DeclineQuote(ctx, q.ID, "", phone); fieldOf(err) != "code" {
			t.Errorf("declined with %q: %v", typed, err)
		}
	}
	foreign := code(t, j, j.Portal(t, j.Priya), object("quote", other.ID))
	if _, err := p.WithCode(foreign).AcceptQuote(ctx, q.ID, signing); fieldOf(err) != "code" {
		t.Errorf("accepted with the code of another quote: %v", err)
	}
	right := code(t, j, p, object("quote", q.ID))
	j.Clock.Add(15*time.Minute - time.Second)
	wrong := signing
	wrong.Total++
	if _, err := p.WithCode(right).AcceptQuote(ctx, q.ID, wrong); whyOf(err) != "refused.total_changed" {
		t.Errorf("another total: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM evidence"); n != before {
		t.Error("something was recorded")
	}
	// What was refused for another reason has not used the code up.
	if _, err := p.WithCode(strings.ReplaceAll(right, " ", "-")).AcceptQuote(ctx, q.ID, signing); err != nil {
		t.Fatal(err)
	}
	record, err := j.SignedQuote(ctx, q.ID)
	if err != nil {
		t.Fatal(err)
	}
	sent := storetest.Start
	if !record.Signature.CodeAt.Equal(sent) {
		t.Errorf("the signature's code is of %v", record.Signature.CodeAt)
	}
	last := record.Evidence[len(record.Evidence)-1]
	if last.Detail["code"] != sent.Format(time.RFC3339) || last.Detail["via"] != "link" {
		t.Errorf("the evidence says %v", last.Detail)
	}
	if found, err := store.Check(ctx, j.Path()); err != nil || len(found) > 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM pass WHERE purpose = 'code' AND quote_id = ? AND used_at IS NULL", q.ID); n != 0 {
		t.Error("the code can be used again")
	}
}

func TestACodeRunsOutAndIsTriedFiveTimes(t *testing.T) {
	j := careful(t)
	ctx := t.Context()
	q := j.Sent(t)
	p := j.Portal(t, j.Priya)
	late := code(t, j, p, object("quote", q.ID))
	j.Clock.Add(15 * time.Minute)
	if _, err := p.WithCode(late).DeclineQuote(ctx, q.ID, "", phone); fieldOf(err) != "code" {
		t.Errorf("a code that has run out: %v", err)
	}
	right := code(t, j, p, object("quote", q.ID))
	for range 5 {
		if _, err := p.WithCode("1").DeclineQuote(ctx, q.ID, "", phone); fieldOf(err) != "code" {
			t.Fatal(err)
		}
	}
	if _, err := p.WithCode(right).DeclineQuote(ctx, q.ID, "", phone); fieldOf(err) != "code" {
		t.Errorf("the sixth try: %v", err)
	}
	right = code(t, j, p, object("quote", q.ID))
	if _, err := p.WithCode(right).DeclineQuote(ctx, q.ID, "", phone); err != nil {
		t.Errorf("with a fresh one: %v", err)
	}
	chain, err := j.Evidence(ctx, object("quote", q.ID))
	if err != nil || chain[len(chain)-1].Detail["code"] == "" {
		t.Errorf("declining left %v, %v", chain[len(chain)-1].Detail, err)
	}
}

func TestGuessingCodesIsLimited(t *testing.T) {
	j := careful(t)
	q := j.Sent(t)
	p := j.Portal(t, j.Priya)
	for range 12 {
		if _, err := p.WithCode("1").DeclineQuote(t.Context(), q.ID, "", phone); fieldOf(err) != "code" {
			t.Fatal(err)
		}
	}
	if _, err := p.WithCode("1").DeclineQuote(t.Context(), q.ID, "", phone); whyOf(err) != "refused.too_often" {
		t.Errorf("a thirteenth guess: %v", err)
	}
	for range 5 {
		if err := p.SendCode(t.Context(), object("quote", q.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.SendCode(t.Context(), object("quote", q.ID)); whyOf(err) != "refused.too_often" {
		t.Errorf("a sixth mail: %v", err)
	}
}

func TestACodeIsForOneSignerOfAContract(t *testing.T) {
	j := careful(t)
	ctx := t.Context()
	j.Both(t)
	c := j.SentContract(t, func(d *store.ContractDraft) { d.Contacts, d.InOrder = []int64{j.Priya.ID, j.Tom.ID}, false })
	o := object("contract", c.ID)
	priya, tom := j.Portal(t, j.Priya), j.Portal(t, j.Tom)
	hers := code(t, j, priya, o)
	if _, err := tom.WithCode(hers).SignContract(ctx, c.ID, storetest.ContractSigning(c, "Tom Hollis")); fieldOf(err) != "code" {
		t.Errorf("Tom signs with Priya's code: %v", err)
	}
	if _, err := tom.WithCode(hers).DeclineContract(ctx, c.ID, "", phone); fieldOf(err) != "code" {
		t.Errorf("Tom declines with Priya's code: %v", err)
	}
	if _, err := priya.WithCode(hers).SignContract(ctx, c.ID, storetest.ContractSigning(c, "Priya Raman")); err != nil {
		t.Fatal(err)
	}
	if err := priya.SendCode(ctx, o); whyOf(err) != "refused.contract_signed_by_you" {
		t.Errorf("a code for one who has signed: %v", err)
	}
	if found, err := store.Check(ctx, j.Path()); err != nil || len(found) > 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
	if _, err := tom.WithCode(code(t, j, tom, o)).DeclineContract(ctx, c.ID, "No", phone); err != nil {
		t.Error(err)
	}
}

func TestTheCheckFindsASignatureWhoseCodeWasMadeUp(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	if _, err := j.Portal(t, j.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); err != nil {
		t.Fatal(err)
	}
	storetest.Exec(t, j.Store, "DROP TRIGGER signature_is_final; UPDATE signature SET code_at = 1000")
	if found, err := store.Check(t.Context(), j.Path()); err != nil || len(found) == 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
}

func TestNoCodeIsSentWhereNoneIsAskedFor(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	if err := j.Portal(t, j.Priya).SendCode(t.Context(), object("quote", q.ID)); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if err := j.SaveLinks(t.Context(), j.Owner, "sometimes"); fieldOf(err) != "links" {
		t.Error(err)
	}
}

func TestALinkCanAskForASignInFirst(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	q := j.Sent(t)
	invoice := j.Invoiced(t).ID
	link, revoked := j.Link(t, "quote", q.ID), j.Link(t, "invoice", invoice)
	if err := j.RevokeLinks(ctx, j.Owner, object("invoice", invoice)); err != nil {
		t.Fatal(err)
	}
	if err := j.SaveLinks(ctx, j.Owner, store.LinksSignIn); err != nil {
		t.Fatal(err)
	}
	_, err := j.PortalByLink(ctx, link)
	var first *store.SignInFirst
	if !errors.As(err, &first) || first.Contact != j.Priya.ID || first.Object != object("quote", q.ID) {
		t.Fatalf("%v, %+v", err, first)
	}
	_, err = j.PortalByLink(ctx, revoked)
	wantEnded(t, err)
	wantEnded(t, j.AskSignInOfLink(ctx, revoked, "", phone))
	if err := j.AskSignInOfLink(ctx, "never ours", "", phone); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	for range 2 {
		if err := j.AskSignInOfLink(ctx, link, "/portal/quotes/7", phone); err != nil {
			t.Fatal(err)
		}
	}
	_, typed, err := j.MintSignIn(ctx, storetest.Count(t, j.Store, "SELECT max(id) FROM outbox WHERE kind = 'sign-in'"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := j.EnterByCodeOfLink(ctx, link, "1", phone); whyOf(err) != "login.code_wrong" {
		t.Errorf("a wrong code: %v", err)
	}
	session, next, err := j.EnterByCodeOfLink(ctx, link, typed, phone)
	if err != nil || next != "/portal/quotes/7" {
		t.Fatal(next, err)
	}
	wantSession(t, j.Store, session, j.Priya)
	for range 3 {
		_ = j.AskSignInOfLink(ctx, link, "", phone)
	}
	if err := j.AskSignInOfLink(ctx, link, "", phone); whyOf(err) != "refused.too_often" {
		t.Errorf("a sixth mail: %v", err)
	}
}
