package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestAClientReadsAndSignsAContractThroughTheEmailedLink(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	c := job.SentContract(t, func(d *store.ContractDraft) { d.SignBy = "2026-12-11" })
	priya, base := house.client(t, job, "contract", c.ID)
	page := priya.Open(base).Is(http.StatusOK)
	page.Shows("Contract C-0001", "Waiting for you", "Photographs of your home", "Between Alder & Rowe and Priya Raman.",
		"We photograph Kitchen and garden room at 31 Larkfield Road, Bristol.", "Who signs", "You, Priya Raman", "Your turn", "Hannah Rowe",
		"Asked when you have signed", "0 of 2", "Your signature is next", "Please sign by 11 Dec 2026", "Project #1 overview")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signer WHERE viewed_at IS NOT NULL"); n != 0 {
		t.Error("opening it counted as a view")
	}
	priya.Post(base + "/view").Is(http.StatusOK)
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM evidence WHERE what = 'viewed' AND contract_id = ?", c.ID); n != 1 {
		t.Errorf("%d views", n)
	}
	page = priya.Open(base).Follow("Sign to accept").IsAt(base+"/acceptance").Shows("Sign your contract", "C-0001, Photographs of your home",
		"I have read this contract and accept it.", "Contract C-0001. My electronic signature is as binding as one on paper.", "Show twelve of them.")
	page.Follow("Look at the contract again").IsAt(base)
	page = page.Submit("Sign to accept", "name", "Priya  Raman", "agree", "on", "method", "type").Is(http.StatusOK)
	page.IsAt(base+"/acceptance").Shows("Thank you for signing!", "Next it is for Hannah Rowe to sign.", "a signed copy comes to priya@example.com",
		"Signed by Priya Raman", "Monday 23 November 2026, 9:00:00 GMT", "Certificate C-0001-")
	page.Hides("192.0.2.")
	priya.Open(base).Shows("Waiting for others", "You signed on 23 November 2026, thank you. Now it waits for Hannah Rowe", "1 of 2").Hides("Thank you for signing!", "Decline")

	signed, err := job.Store.SignedContract(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if s := signed.Signatures[0]; s.Name != "Priya Raman" || s.Via != store.ViaLink || !strings.Contains(s.Visit.UserAgent, "iPhone") || s.Visit.IP == "" ||
		s.Consent != "I have read this contract and accept it. Contract C-0001. My electronic signature is as binding as one on paper." {
		t.Errorf("signature %+v", s)
	}
	before := priya.Open(base + "/pdf").Is(http.StatusOK)
	if !strings.HasPrefix(before.Body, "%PDF-") || before.Header.Get("Content-Disposition") != "attachment; filename=C-0001.pdf" {
		t.Errorf("%v %.20q", before.Header, before.Body)
	}
	c = job.SignNext(t, mustContract(t, job, c.ID))
	priya.Open(base).Shows("Signed by everyone", "2 of 2", "Signed by Hannah Rowe", "Download the signed PDF").Hides("Waiting for")
	first := priya.Open(base + "/pdf").Is(http.StatusOK)
	if again := priya.Open(base + "/pdf"); again.Body != first.Body || first.Body == before.Body {
		t.Error("the signed copy is not the same each time, or is the unsigned one")
	}
	if kept := storetest.Count(t, job.Store, "SELECT count(*) FROM signed_copy"); kept != 1 {
		t.Errorf("%d copies are kept", kept)
	}
}

func mustContract(t *testing.T, job *storetest.Job, id int64) store.Contract {
	t.Helper()
	c, err := job.Contract(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestADrawnSignatureOfAContractIsShownAsItWasDrawn(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	priya, base := house.client(t, job, "contract", job.SentContract(t).ID)
	page := priya.Open(base).SubmitByHTMX("Sign to accept", "method", "draw", "name", "Priya Raman", "agree", "on",
		"strokes", "[[[100,100],[200,50],[300,120]],[[400,60]]]").Is(http.StatusOK).IsAt(base + "/acceptance")
	if !strings.Contains(page.Body, `<path d="M35.0 35.0Q70.0 17.5 87.5 29.7L105.0 42.0M140.0 21.0h.1"/>`) {
		t.Error("the ink is not there:", page.Body)
	}
}

func TestARefusedSignatureOfAContractKeepsWhatWasTyped(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	c := job.SentContract(t)
	priya, base := house.client(t, job, "contract", c.ID)
	for name, try := range map[string]struct {
		pairs  []any
		status int
		says   string
	}{
		"no ink":           {[]any{"method", "draw", "name", "Priya Raman", "agree", "on"}, http.StatusUnprocessableEntity, "Please sign above the line, or choose Type."},
		"no name":          {[]any{"method", "type", "name", " ", "agree", "on"}, http.StatusUnprocessableEntity, "Please enter your full name."},
		"no tick":          {[]any{"method", "type", "name", "P. Raman"}, http.StatusUnprocessableEntity, "Please tick this to accept."},
		"another document": {[]any{"method", "type", "name", "P. Raman", "agree", "on", "hash", strings.Repeat("0", 64)}, http.StatusConflict, "This contract has changed since you opened it."},
	} {
		t.Run(name, func(t *testing.T) {
			page := priya.Open(base).SubmitByHTMX("Sign to accept", try.pairs...).Is(try.status).Shows(try.says)
			page.Find("sign-form")
			if try.status == http.StatusConflict {
				page.Shows("Look at the contract again")
			}
		})
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 0 {
		t.Fatalf("%d signatures", n)
	}
}

func TestWhoIsNotYetOnTurnIsToldSoKindly(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.Both(t)
	c := job.SentContract(t, func(d *store.ContractDraft) { d.Contacts, d.InOrder = []int64{job.Priya.ID, job.Tom.ID}, true })
	token, err := job.CopyLink(t.Context(), job.Owner, job.Tom.ID, store.Object{Kind: "contract", ID: c.ID})
	if err != nil {
		t.Fatal(err)
	}
	tom, base := house.Visitor(t), "/d/"+token
	tom.Open(base).Shows("First it is for Priya Raman to sign. We will email you when it is your turn; until then there is nothing for you to do.",
		"Waiting for others", "Later", "Waiting for Priya Raman").Hides("Sign to accept", "Decline")
	tom.Open(base + "/acceptance").IsAt(base)
	tom.Open(base + "/refusal").IsAt(base)
	tom.Post(base+"/acceptance", "method", "type", "name", "Tom Hollis", "agree", "on", "hash", c.Hash).Is(http.StatusConflict).
		Shows("It is not your turn yet: Priya Raman signs first.")
	tom.Post(base+"/refusal", "reason", "No").Is(http.StatusConflict)
	priya, hers := house.client(t, job, "contract", c.ID)
	priya.Open(hers).Shows("Tom Hollis", "Asked when you have signed").Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Is(http.StatusOK)
	tom.Open(base).Shows("Your signature is next", "1 of 3").Submit("Sign to accept", "method", "type", "name", "Tom Hollis", "agree", "on").Shows("Thank you for signing!")
}

func TestTwoSignersAtOnceAndADoubleClick(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.Both(t)
	c := job.SentContract(t, func(d *store.ContractDraft) {
		d.Contacts, d.Countersign = []int64{job.Priya.ID, job.Tom.ID}, "none"
	})
	var forms []*Page
	for _, who := range []store.Contact{job.Priya, job.Tom} {
		token, err := job.CopyLink(t.Context(), job.Owner, who.ID, store.Object{Kind: "contract", ID: c.ID})
		if err != nil {
			t.Fatal(err)
		}
		forms = append(forms, house.Visitor(t).Open("/d/"+token), house.Visitor(t).Open("/d/"+token)) // each presses twice
	}
	answers := make(chan *Page, len(forms))
	for i, form := range forms {
		go func() {
			answers <- form.Submit("Sign to accept", "method", "type", "name", []string{"Priya Raman", "Tom Hollis"}[i/2], "agree", "on")
		}()
	}
	for range forms {
		if page := <-answers; page.Status != http.StatusOK || !strings.Contains(page.Body, "Thank you for signing!") {
			t.Errorf("answered %d: %s", page.Status, page.Text())
		}
	}
	if now := mustContract(t, job, c.ID); now.Status != "signed" {
		t.Errorf("it is %s", now.Status)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 2 {
		t.Errorf("%d signatures", n)
	}
	forms[0].Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Is(http.StatusOK).Shows("Thank you for signing!",
		"A signed copy is on its way to priya@example.com.")
}

func TestAContractIsDeclinedWithAReason(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	c := job.SentContract(t)
	priya, base := house.client(t, job, "contract", c.ID)
	page := priya.Open(base).Follow("Decline").IsAt(base+"/refusal").Shows("Decline this contract?", "It then ends for everyone who was asked to sign it.", "Keep it")
	page = page.Submit("Decline", "reason", strings.Repeat("no ", 700)).Is(http.StatusUnprocessableEntity)
	if page.Error("reason") == "" || !strings.HasPrefix(page.Value("reason"), "no no") {
		t.Error("the reason was not refused, or was lost")
	}
	page.Submit("Decline", "reason", "Not the <b>street</b>.").IsAt(base).Shows("Declined on 23 November 2026").Hides("Sign to accept")
	priya.Post(base+"/refusal", "reason", "again").Is(http.StatusConflict).Shows("This contract was declined.")
	if now := mustContract(t, job, c.ID); now.Reason != "Not the <b>street</b>." {
		t.Errorf("%q", now.Reason)
	}
}

func TestAWithdrawnAndAReplacedContractSaySo(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	c := job.SentContract(t)
	priya, base := house.client(t, job, "contract", c.ID)
	form := priya.Open(base)
	if err := job.WithdrawContract(t.Context(), job.Owner, c.ID, "A slip in clause 2."); err != nil {
		t.Fatal(err)
	}
	form.Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Is(http.StatusConflict).Shows("This contract was withdrawn by Alder & Rowe.")
	priya.Open(base).Shows("Withdrawn by Alder & Rowe on 23 November 2026. There is nothing to sign.", "A slip in clause 2.").Hides("Sign to accept")
	draft, err := job.ReviseContract(t.Context(), job.Owner, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	newer, err := job.SendContract(t.Context(), job.Owner, draft.ID, storetest.ContractLetter(), storetest.Day)
	if err != nil {
		t.Fatal(err)
	}
	page := priya.Open(base).Shows("This contract has been replaced by a newer version.").Hides("/portal/contracts/")
	page.Submit("Email me a fresh one").Is(http.StatusOK).Shows("Look in your email")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'fresh-link' AND contract_id = ?", newer.ID); n != 1 {
		t.Errorf("%d letters with the newer version", n)
	}
	house.signIn(t, job).Open(fmt.Sprintf("/portal/contracts/%d", c.ID)).Follow("View the newer version").IsAt(fmt.Sprintf("/portal/contracts/%d", newer.ID)).
		Shows("Revision 2", "Sign to accept")
}

func TestContractsStandInThePortalOfTheirSigners(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.Both(t)
	c := job.SentContract(t, func(d *store.ContractDraft) { d.SignBy = "2026-12-11" })
	done := job.CompleteContract(t, func(d *store.ContractDraft) { d.Title = "Use of the drive" })
	in := house.signIn(t, job)
	page := in.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Is(http.StatusOK)
	page.Shows("To sign next", "Photographs of your home", "Contract C-0001. Please sign by", "Contracts", "Use of the drive", "Received 23 Nov", "Waiting for you")
	page.Follow("View contract").IsAt(fmt.Sprintf("/portal/contracts/%d", c.ID))
	page = in.Open(fmt.Sprintf("/portal/contracts/%d", c.ID)).Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on")
	page.IsAt(fmt.Sprintf("/portal/contracts/%d/acceptance", c.ID)).Shows("Thank you for signing!")
	in.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Hides("To sign next").Shows("Waiting for others")
	in.Open(fmt.Sprintf("/portal/contracts/%d/pdf", done.ID)).Is(http.StatusOK)
	for _, path := range []string{"", "/pdf", "/acceptance", "/refusal"} {
		in.Open(fmt.Sprintf("/portal/contracts/%d%s", job.ContractDraft(t).ID, path)).Is(http.StatusNotFound)
	}
	second, err := job.AddProject(t.Context(), job.Owner, job.Client.ID, store.ProjectDetails{Name: "Garden", Status: "active", Contacts: []int64{job.Priya.ID}})
	if err != nil {
		t.Fatal(err)
	}
	garden := *job
	garden.Project = second
	garden.SentContract(t, func(d *store.ContractDraft) { d.Body, d.Title = "Plain.", "Use of the hose" })
	in.Open("/portal").Shows("Garden", "Use of the hose")
}
