package store_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestSigningDoesEverythingAtOnce(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	p, err := j.PortalByLink(t.Context(), j.Link(t, "quote", q.ID))
	if err != nil {
		t.Fatal(err)
	}
	sign := storetest.Signing(t, q, "l2")
	sign.Method, sign.Strokes = "draw", store.Strokes{{{10, 10}, {200, 120}, {400, 20}}}
	signed, err := p.AcceptQuote(t.Context(), q.ID, sign)
	if err != nil {
		t.Fatal(err)
	}
	if signed.Status != "accepted" || signed.Total != 267600 {
		t.Errorf("%s at %d", signed.Status, signed.Total)
	}
	proof, err := j.SignedQuote(t.Context(), q.ID)
	if err != nil {
		t.Fatal(err)
	}
	s := proof.Signature
	if s.Name != "Priya Raman" || s.Hash != q.Hash || s.Via != store.ViaLink || s.Visit.IP != "192.0.2.7" || len(s.Strokes) != 1 ||
		!s.Selection.Has("l2") || !s.At.Equal(storetest.Start) || s.TimeZone != "Europe/London" {
		t.Errorf("signature %+v", s)
	}
	var history []string
	for _, e := range proof.Evidence {
		history = append(history, e.What)
	}
	if got := strings.Join(history, " "); got != "sent viewed signed" {
		t.Errorf("evidence: %s", got)
	}
	i, err := j.Invoice(t.Context(), signed.InvoiceID)
	if err != nil {
		t.Fatal(err)
	}
	if i.Number != "INV-0001" || i.Status != "sent" || i.Total != 267600 || i.NextDue != 80280 || i.NextDueOn != "2026-11-23" || len(i.Instalments) != 2 {
		t.Errorf("invoice %s %s of %d, next %d on %s", i.Number, i.Status, i.Total, i.NextDue, i.NextDueOn)
	}
	project, err := j.Store.Project(t.Context(), j.Project.ID)
	if err != nil || project.Status != "active" {
		t.Errorf("the project is %s: %v", project.Status, err)
	}
	if got := queued(t, j.Store); got != "quote priya@example.com; accepted priya@example.com; studio-accepted hannah@alderandrowe.example; invoice priya@example.com" {
		t.Errorf("mails: %s", got)
	}
}

// queued lists the kinds and addresses of all mails that wait, oldest first.
func queued(t *testing.T, s *store.Store) string {
	t.Helper()
	var list []string
	for {
		m, err := s.ClaimMail(t.Context())
		if errors.Is(err, store.ErrNotFound) {
			return strings.Join(list, "; ")
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m.Kind+" "+m.To)
	}
}

func TestWhatCannotBeSignedIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*store.Signing)
		want  string
	}{
		"blank name":       {func(s *store.Signing) { s.Name = "  " }, "name invalid.signature_name"},
		"a name of dots":   {func(s *store.Signing) { s.Name = "..." }, "name invalid.signature_name"},
		"no ink":           {func(s *store.Signing) { s.Method = "draw" }, "strokes invalid.signature_blank"},
		"a dot of ink":     {func(s *store.Signing) { s.Method = "draw"; s.Strokes = store.Strokes{{{5, 5}, {6, 6}}} }, "strokes invalid.signature_blank"},
		"too much ink":     {func(s *store.Signing) { s.Method = "draw"; s.Strokes = make(store.Strokes, 1000) }, "strokes invalid.signature_blank"},
		"not agreed":       {func(s *store.Signing) { s.Agreed = false }, "agree invalid.agree"},
		"another document": {func(s *store.Signing) { s.Hash = strings.Repeat("0", 64) }, "refused.quote_changed"},
		"another total":    {func(s *store.Signing) { s.Total-- }, "refused.total_changed"},
		"unknown option":   {func(s *store.Signing) { s.Selection.Options = []string{"l9"} }, "refused.choice_gone"},
		"unknown package":  {func(s *store.Signing) { s.Selection.Package = "s1" }, "refused.choice_gone"},
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			q := j.Sent(t)
			sign := storetest.Signing(t, q)
			c.spoil(&sign)
			_, err := j.Portal(t, j.Priya).AcceptQuote(t.Context(), q.ID, sign)
			var invalid *store.Invalid
			if errors.As(err, &invalid) {
				field, key, _ := strings.Cut(c.want, " ")
				if invalid.Fields[field].Key != key {
					t.Errorf("%v, want %s", invalid.Fields, c.want)
				}
			} else if got := refusal(t, err); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if now, err := j.Quote(t.Context(), q.ID); err != nil || now.Status != "sent" || now.InvoiceID != 0 {
				t.Errorf("%s, invoice %d, %v", now.Status, now.InvoiceID, err)
			}
		})
	}
}

func TestOfTwoWhoSignAtOnceOneSigns(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	sign := storetest.Signing(t, q)
	p := j.Portal(t, j.Priya)
	var wait sync.WaitGroup
	errs := make([]error, 8)
	for n := range errs {
		wait.Go(func() { _, errs[n] = p.AcceptQuote(t.Context(), q.ID, sign) })
	}
	wait.Wait()
	signed := 0
	for _, err := range errs {
		if err == nil {
			signed++
		} else if refusal(t, err) != "refused.quote_accepted" {
			t.Error(err)
		}
	}
	list, _, err := j.Invoices(t.Context(), store.InvoiceFilter{}, store.Paging{})
	if signed != 1 || len(list) != 1 || err != nil {
		t.Errorf("%d signed, %d invoices, %v", signed, len(list), err)
	}
}

func TestDecliningKeepsTheReasonAndEndsTheQuote(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	p := j.Portal(t, j.Priya)
	if _, err := p.DeclineQuote(t.Context(), q.ID, strings.Repeat("x", 2001), store.Visit{}); fields(t, err)["reason"] != "invalid.too_long" {
		t.Fatal(err)
	}
	declined, err := p.DeclineQuote(t.Context(), q.ID, "Too dear.", store.Visit{IP: "192.0.2.7"})
	if err != nil || declined.Status != "declined" || declined.DeclineWhy != "Too dear." {
		t.Fatalf("%s %q %v", declined.Status, declined.DeclineWhy, err)
	}
	if _, err := p.AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); refusal(t, err) != "refused.quote_declined" {
		t.Error(err)
	}
	if _, err := j.ReviseQuote(t.Context(), j.Owner, q.ID); err != nil {
		t.Errorf("a declined quote cannot be revised: %v", err)
	}
}

func TestViewedIsNotedOnceAndNeverForTheStudio(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	preview, err := j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := preview.ViewQuote(t.Context(), q.ID, store.Visit{}); err != nil {
			t.Fatal(err)
		}
	}
	if now, _ := j.Quote(t.Context(), q.ID); now.Status != "sent" {
		t.Errorf("the studio's look made it %s", now.Status)
	}
	for range 2 {
		if err := j.Portal(t, j.Priya).ViewQuote(t.Context(), q.ID, store.Visit{}); err != nil {
			t.Fatal(err)
		}
	}
	chain, err := j.Evidence(t.Context(), store.Object{Kind: "quote", ID: q.ID})
	if now, _ := j.Quote(t.Context(), q.ID); now.Status != "viewed" || len(chain) != 2 || err != nil {
		t.Errorf("%s with %d events, %v", now.Status, len(chain), err)
	}
}

func TestAPreviewChangesNothing(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	q := j.Sent(t)
	p, err := j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, sign := p.AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q))
	_, decline := p.DeclineQuote(t.Context(), q.ID, "", store.Visit{})
	_, card := p.StartCard(t.Context(), i.ID, store.PayNext, "attempt-0000000000001")
	_, transfer := p.AnnounceTransfer(t.Context(), i.ID, store.PayNext, "attempt-0000000000002")
	for _, err := range []error{sign, decline, card, transfer} {
		if refusal(t, err) != "refused.read_only" {
			t.Error(err)
		}
	}
}

func TestAQuoteIsSeenByThoseItIsFor(t *testing.T) {
	j := storetest.NewJob(t)
	everyones := j.Sent(t)
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com")
	for name, contact := range map[string]store.Contact{"of another client": stranger.Priya, "not on the project": j.Tom} {
		p := j.Portal(t, contact)
		if _, err := p.Quote(t.Context(), everyones.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := p.AcceptQuote(t.Context(), everyones.ID, storetest.Signing(t, everyones)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s signs: %v", name, err)
		}
		if list, err := p.Quotes(t.Context(), 0); err != nil || len(list) != 0 {
			t.Errorf("%s lists %d, %v", name, len(list), err)
		}
	}
	if err := j.EditProject(t.Context(), j.Owner, j.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", Contacts: []int64{j.Priya.ID, j.Tom.ID}}); err != nil {
		t.Fatal(err)
	}
	draft := j.Draft(t)
	if _, err := j.SaveQuote(t.Context(), j.Owner, draft.ID, draft.Edits, j.Priya.ID, draft.Content); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Portal(t, j.Priya).Quote(t.Context(), draft.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a draft is seen: %v", err)
	}
	priyas, err := j.SendQuote(t.Context(), j.Owner, draft.ID, j.Letter())
	if err != nil {
		t.Fatal(err)
	}
	tom := j.Portal(t, j.Tom)
	if _, err := tom.Quote(t.Context(), everyones.ID); err != nil {
		t.Errorf("everyone's quote: %v", err)
	}
	if _, err := tom.Quote(t.Context(), priyas.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Tom sees what is for Priya: %v", err)
	}
	if err := j.ArchiveQuote(t.Context(), j.Owner, priyas.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Portal(t, j.Priya).Quote(t.Context(), priyas.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an archived quote is seen: %v", err)
	}
}
