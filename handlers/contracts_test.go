package handlers_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func contractURL(id int64) string { return fmt.Sprintf("/studio/contracts/%d", id) }

// contractLink is the link by which a contact opens a contract.
func contractLink(t *testing.T, job *storetest.Job, who store.Contact, id int64) string {
	t.Helper()
	token, err := job.CopyLink(t.Context(), job.Owner, who.ID, store.Object{Kind: "contract", ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return "/d/" + token
}

// writtenContract is a draft that is written from the page, as a person does: for Priya
// and then Tom, and for the studio at last.
func writtenContract(t *testing.T, job *storetest.Job, owner *Visitor) (*Page, store.Contract) {
	t.Helper()
	job.Both(t)
	page := owner.Open("/studio/contracts/new").Submit("Write it", "project", job.Project.ID)
	var id int64
	if _, err := fmt.Sscanf(page.Path, "/studio/contracts/%d", &id); err != nil {
		t.Fatalf("at %s: %v", page.Path, err)
	}
	page = page.Submit("Save", "title", "Photographs of your home", "body", "We photograph {project} for {signers}.\n\n## What we may do\n\n1. Show twelve.",
		"contacts", job.Priya.ID, "contacts", job.Tom.ID, "order", "in turn", "sign_by", "2026-12-11").Is(http.StatusOK).Shows("Saved at 9:00")
	return page, mustContract(t, job, id)
}

func TestAContractIsWrittenSentSignedInTurnAndSealed(t *testing.T) {
	job, house, owner := jobHouse(t)
	page, c := writtenContract(t, job, owner)
	page.Shows("{client address}", "31 Larkfield Road", "Nothing known yet", "We photograph Kitchen and garden room for Priya Raman, Tom Hollis.", "3 signatures")
	owner.Open(contractURL(c.ID) + "/pdf").Is(http.StatusOK)
	look := owner.Open("/studio/preview/contracts/" + fmt.Sprint(c.ID)).Is(http.StatusOK)
	look.Shows("The portal as Priya Raman sees it", "Contract C-0001", "We photograph Kitchen and garden room for Priya Raman, Tom Hollis.", "Your signature is next", "0 of 3", "Sign to accept")

	page = page.Submit("Send contract").IsAt(contractURL(c.ID)+"/sending").Shows("Priya Raman", "priya@example.com, at once", "tom@example.com, once Priya Raman has signed",
		"Dear Priya", "Your contract is ready", "How many of the 3 have signed")
	if page.Value("subject") != "A contract to sign, from Alder & Rowe" {
		t.Errorf("the subject is %q", page.Value("subject"))
	}
	page = page.Submit("Send contract", "body", "Dear {name},\n\nhere it is, as we said on Friday.").IsAt(contractURL(c.ID)).Shows("C-0001", "Sent", "0 of 3", "Waits for Priya Raman", "Not asked yet")
	letters := func(who store.Contact) int64 {
		return storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract' AND contact_id = ? AND body LIKE '%as we said on Friday%'", who.ID)
	}
	if letters(job.Priya) != 1 || letters(job.Tom) != 0 {
		t.Fatalf("Priya got %d letters, Tom %d", letters(job.Priya), letters(job.Tom))
	}
	if page.HasLink("Sign to accept") {
		t.Error("the studio is asked before its turn")
	}
	owner.Open(contractURL(c.ID) + "/acceptance").IsAt(contractURL(c.ID))
	owner.Post(contractURL(c.ID)+"/acceptance", "method", "type", "name", "Hannah Rowe", "agree", "on", "hash", mustContract(t, job, c.ID).Hash).
		Is(http.StatusConflict).Shows("It is not your turn yet: Priya Raman signs first.")

	tom, his := house.Visitor(t), contractLink(t, job, job.Tom, c.ID)
	tom.Open(his).Shows("First it is for Priya Raman to sign.").Hides("Sign to accept")
	house.Visitor(t).Open(contractLink(t, job, job.Priya, c.ID)).Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Shows("Thank you for signing!")
	if letters(job.Tom) != 1 {
		t.Errorf("when it is his turn Tom has %d letters", letters(job.Tom))
	}
	owner.Open(contractURL(c.ID)).Shows("Partly signed", "1 of 3", "Waits for Tom Hollis", "Signed by Priya Raman", "Send again")
	tom.Open(his).Submit("Sign to accept", "method", "type", "name", "Tom Hollis", "agree", "on").Shows("Thank you for signing!")

	owner.Open("/studio").Shows("C-0001 waits for your signature")
	owner.Open(fmt.Sprintf("/studio/projects/%d", job.Project.ID)).Shows("C-0001 waits for your signature", "2 of 3 have signed. Waits for you").Follow("Open contract").
		IsAt(contractURL(c.ID)).Shows("Your signature is next").Hides("/verify")
	page = owner.Open(contractURL(c.ID)).Follow("Sign to accept").IsAt(contractURL(c.ID) + "/acceptance").Shows("I have read this contract and accept it.")
	again := page
	page = page.Submit("Sign to accept", "method", "draw", "name", "Hannah Rowe", "agree", "on").Is(http.StatusUnprocessableEntity).
		Shows("Please sign above the line, or choose Type.")
	if page.Value("name") != "Hannah Rowe" {
		t.Error("the name is gone")
	}
	page = page.Submit("Sign to accept", "method", "draw", "strokes", "[[[100,100],[200,50],[300,120]],[[400,60]]]").IsAt(contractURL(c.ID)).
		Shows("C-0001 is signed by everyone.", "3 of 3", "Signed by Hannah Rowe", "Signed PDF", "Check a signed copy")
	again.Submit("Sign to accept", "method", "type", "name", "Hannah Rowe", "agree", "on").IsAt(contractURL(c.ID)) // the second of two clicks
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 3 {
		t.Errorf("%d signatures", n)
	}
	pdf := owner.Open(contractURL(c.ID) + "/pdf").Is(http.StatusOK)
	verdict := owner.Open("/verify").Submit("Check this file", "pdf", Upload{Name: "C-0001.pdf", Type: "application/pdf", Data: []byte(pdf.Body)})
	verdict.Shows("Nothing has changed", "This is the signed copy as Alder & Rowe sealed it, to the last byte.")
	if same := tom.Open(his + "/pdf"); same.Body != pdf.Body {
		t.Error("the client's copy is another")
	}
	tom.Open(his).Follow("Check a signed copy").IsAt("/verify")
	if broken, err := job.CheckEvidence(t.Context()); err != nil || len(broken) != 0 {
		t.Errorf("the evidence of %v does not hold, %v", broken, err)
	}
	page.Hides("Withdraw", "Revise")
}

func TestAContractOfTheStudioFirstGoesOnceItHasSigned(t *testing.T) {
	job, _, owner := jobHouse(t)
	c := job.ContractDraft(t, func(d *store.ContractDraft) { d.Countersign = "first" })
	page := owner.Open(contractURL(c.ID) + "/sending").Shows("priya@example.com, once Hannah Rowe has signed").Submit("Send contract")
	page.Shows("C-0001 is sealed. It goes to your client once you have signed.", "Your signature is next")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract'"); n != 0 {
		t.Fatal("the client was asked first")
	}
	owner.Open(contractURL(c.ID) + "/sending").IsAt(contractURL(c.ID)) // nobody is to be reminded
	page.Submit("Sign to accept", "method", "type", "name", "Hannah Rowe", "agree", "on").Shows("You have signed. C-0001 goes on to Priya Raman.", "Waits for Priya Raman")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract'"); n != 1 {
		t.Errorf("%d letters to the client", n)
	}
}

func TestAContractSavesItselfWhileTyping(t *testing.T) {
	job, _, owner := jobHouse(t)
	c := job.ContractDraft(t)
	page := owner.Open(contractURL(c.ID))
	part := page.SubmitByHTMX("Save", "body", "About {project} and {deposit}").Is(http.StatusOK)
	part.Shows("Saved at 9:00", "About Kitchen and garden room and {deposit}")
	if part.Header.Get("HX-Reswap") != "none" || strings.Contains(part.Body, "<textarea") {
		t.Error("the fields under the hands were replaced")
	}
	edits := mustContract(t, job, c.ID).Edits
	if !strings.Contains(part.Body, fmt.Sprintf(`name="edits" value="%d"`, edits)) {
		t.Errorf("not saved: %s", part.Body)
	}
	wrong := page.SubmitByHTMX("Save", "edits", edits, "body", "Dear {clientt}, of {project}").Is(http.StatusUnprocessableEntity)
	wrong.Shows("Not saved yet", "{clientt} stands for nothing here. Use one of those that are listed.")
	if now := mustContract(t, job, c.ID); now.Edits != edits || now.Body != "About {project} and {deposit}" {
		t.Error("half a form was saved")
	}
	whole := page.Submit("Save", "edits", edits, "body", "Dear {clientt}", "title", "Kept").Is(http.StatusUnprocessableEntity)
	if whole.Error("body") == "" || whole.Value("body") != "Dear {clientt}" || whole.Value("title") != "Kept" {
		t.Errorf("what was typed is gone, or not marked: %s", whole.Text())
	}
	page.Submit("Save", "title", "From an older window").Is(http.StatusConflict).Shows("Not saved.", "Open the newest version")
}

func TestAContractIsMendedBeforeItGoes(t *testing.T) {
	job, _, owner := jobHouse(t)
	c := job.ContractDraft(t, func(d *store.ContractDraft) {
		d.Title, d.Body, d.Contacts, d.SignBy = "", "For {deposit}.", nil, "2026-11-20"
	})
	page := owner.Open(contractURL(c.ID)).Submit("Send contract").Is(http.StatusUnprocessableEntity)
	page.Shows("Before it can be sent, please mend what is marked below.", "Please fill this in.", "Choose who signs.", "This date has passed.")
	owner.Open(contractURL(c.ID) + "/sending").IsAt(contractURL(c.ID)).Shows("Choose who signs.")
	owner.Open(fmt.Sprintf("/studio/preview/contracts/%d", c.ID)).Is(http.StatusNotFound)
	page = page.Submit("Send contract", "title", "Works", "contacts", job.Priya.ID, "sign_by", "").Is(http.StatusUnprocessableEntity)
	page.Shows("Nothing is known yet for {deposit}.")
	page.Submit("Send contract", "body", "For you.").IsAt(contractURL(c.ID) + "/sending")
	for _, bad := range [][2]string{{"title", strings.Repeat("x", 201)}, {"body", strings.Repeat("x", 20_001)}, {"body", "\xff"}, {"sign_by", "soon"},
		{"countersign", "maybe"}, {"staff", "999"}, {"figures", "quote:999"}, {"figures", "quote:x"}, {"figures", "file:1"}} {
		if again := owner.Open(contractURL(c.ID)).Submit("Save", bad[0], bad[1]).Is(http.StatusUnprocessableEntity); again.Error(bad[0]) == "" {
			t.Errorf("%s = %.20q: no message beside the field: %s", bad[0], bad[1], again.Text())
		}
	}
	owner.Open(contractURL(c.ID)).Submit("Save", "contacts", "999").Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	owner.Post(contractURL(c.ID), "title", "x").Is(http.StatusUnprocessableEntity)
}

func TestASignerWhoHasLeftIsTold(t *testing.T) {
	job, _, owner := jobHouse(t)
	job.Both(t)
	c := job.ContractDraft(t, func(d *store.ContractDraft) { d.Contacts = []int64{job.Tom.ID} })
	if err := job.EditProject(t.Context(), job.Owner, job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", Location: "Bristol", Contacts: []int64{job.Priya.ID}}); err != nil {
		t.Fatal(err)
	}
	owner.Open(contractURL(c.ID)+"/sending").IsAt(contractURL(c.ID)).Shows("Tom Hollis Not on this project any more", "Tom Hollis is not there any more. Choose someone else.")
	owner.Open(contractURL(c.ID)).Submit("Send contract", "contacts", job.Priya.ID).IsAt(contractURL(c.ID) + "/sending")
}

func TestSignersMoveInTheirOrder(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, c := writtenContract(t, job, owner)
	page = page.Submit("Move Tom Hollis up").Is(http.StatusOK)
	if now := mustContract(t, job, c.ID); !slices.Equal(now.Contacts, []int64{job.Tom.ID, job.Priya.ID}) {
		t.Fatalf("the order is %v", now.Contacts)
	}
	page.Submit("Save", "contacts", job.Priya.ID)
	if now := mustContract(t, job, c.ID); !slices.Equal(now.Contacts, []int64{job.Priya.ID}) || len(now.Signers) != 2 {
		t.Errorf("%v sign", now.Contacts)
	}
}

func TestASentContractCannotBeEdited(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, c := writtenContract(t, job, owner)
	sending := page.Submit("Send contract")
	sending.Submit("Send contract")
	page.Submit("Save", "title", "Another").Is(http.StatusConflict).Shows("This contract has been sent and cannot be changed. Make a revision.")
	sending.Submit("Send contract").IsAt(contractURL(c.ID)) // the second of two clicks
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'contract'"); n != 1 {
		t.Errorf("%d letters", n)
	}
	owner.Open(contractURL(c.ID) + "/deletion").IsAt(contractURL(c.ID))
	owner.Post(contractURL(c.ID) + "/deletion").Is(http.StatusConflict)
	if now := mustContract(t, job, c.ID); now.Title != c.Title {
		t.Errorf("it is called %s", now.Title)
	}
	resend := owner.Open(contractURL(c.ID)).Follow("Send again").Submit("Send contract", "subject", "Once more").IsAt(contractURL(c.ID)).Shows("C-0001 is ready, and its email waits")
	resend.Shows("Priya Raman")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE subject = 'Once more' AND contact_id = ?", job.Priya.ID); n != 1 {
		t.Errorf("%d letters go once more", n)
	}
	owner.Open("/studio/emails").Follow("C-0001").IsAt(contractURL(c.ID))
	owner.Open(contractURL(c.ID)).Submit("Copy the link for Tom Hollis").Shows("Link for Tom Hollis", "contract C-0001")
	draft := owner.Open(contractURL(c.ID)).Submit("Revise").Shows("Contract C-0001, version 2")
	draft.Submit("Send contract").Submit("Send contract")
	owner.Open(contractURL(c.ID)).Shows("Replaced", "A newer version has replaced this one.").Hides("Send again").Follow("See the newer version").Shows("Version 2")
}

func TestADeclinedContractSaysWhyAndWho(t *testing.T) {
	job, house, owner := jobHouse(t)
	c := job.SentContract(t)
	house.Visitor(t).Open(contractLink(t, job, job.Priya, c.ID)).Follow("Decline").Submit("Decline", "reason", "Not the <b>street</b>.")
	owner.Open(contractURL(c.ID)).Shows("Priya Raman declined it on 23 November 2026: “Not the <b>street</b>.”", "Declined by Priya Raman").Hides("Sign for Alder")
	owner.Open("/studio").Shows("Raman declined C-0001").Follow("Read why: Raman declined C-0001").IsAt(contractURL(c.ID))
	owner.Open(contractURL(c.ID) + "/withdrawal").IsAt(contractURL(c.ID))
}

func TestAContractIsWithdrawnAfterAskingOnceMore(t *testing.T) {
	job, _, owner := jobHouse(t)
	job.Both(t)
	c := job.SentContract(t, func(d *store.ContractDraft) { d.Contacts, d.InOrder = []int64{job.Priya.ID, job.Tom.ID}, true })
	page := owner.Open(contractURL(c.ID)).Follow("Withdraw").Shows("Withdraw C-0001?", "Priya Raman will be told by email.").Hides("Tom")
	page = page.Submit("Withdraw", "reason", strings.Repeat("no ", 700)).Is(http.StatusUnprocessableEntity)
	if page.Error("reason") == "" || !strings.HasPrefix(page.Value("reason"), "no no") {
		t.Error("the reason was not refused, or was lost")
	}
	page.Submit("Withdraw", "reason", "A slip in clause 2.").IsAt(contractURL(c.ID)).Shows("It was withdrawn on 23 November 2026: “A slip in clause 2.”", "Withdrawn by Hannah Rowe", "Was not asked").Hides("Send again")
	owner.Post(contractURL(c.ID)+"/withdrawal", "reason", "").Is(http.StatusConflict)
	owner.Open(contractURL(c.ID)).Submit("Archive").Shows("It is put away").Submit("Take it out again").Shows("It is back")
}

func TestADraftContractIsThrownAway(t *testing.T) {
	job, _, owner := jobHouse(t)
	c := job.ContractDraft(t)
	owner.Open(contractURL(c.ID)).Follow("Throw this draft away").Shows("Nobody but you has seen it.").Submit("Throw it away").IsAt("/studio/contracts").Shows("The draft is gone.")
	if _, err := job.Contract(t.Context(), c.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestContractTemplatesAreKeptAndBegunWith(t *testing.T) {
	job, _, owner := jobHouse(t)
	owner.Open("/studio/contracts").Shows("Your contracts will be here").Follow("Templates").Shows("Your templates will be here")
	page := owner.Open("/studio/contract-templates/new").Submit("Save template", "name", "Photographs", "body", "About {proyect}.").Is(http.StatusUnprocessableEntity)
	page.Shows("{proyect} stands for nothing here.")
	if page.Value("body") != "About {proyect}." {
		t.Error("the text is gone")
	}
	page = page.Submit("Save template", "body", "About {project}.").IsAt("/studio/contract-templates").Shows("Photographs")
	owner.Open("/studio/contract-templates/new").Submit("Save template", "name", "Photographs", "body", "x").Is(http.StatusUnprocessableEntity).
		Shows("There is one with this name already.")
	draft := page.Follow("New contract from Photographs").Submit("Write it", "project", job.Project.ID)
	if draft.Value("title") != "Photographs" || draft.Value("body") != "About {project}." {
		t.Errorf("it begins with %q: %q", draft.Value("title"), draft.Value("body"))
	}
	draft.Follow("Save as template").Submit("Save template", "name", "Second").Shows("Second")
	page = owner.Open("/studio/contract-templates").Follow("Photographs").Submit("Save template", "body", "Of {project}.").Follow("Photographs")
	if page.Value("body") != "Of {project}." || draft.visitor.Open(draft.Path).Value("body") != "About {project}." {
		t.Error("a change of the template is lost, or went into a contract")
	}
	page.Follow("Throw it away").Submit("Throw it away").IsAt("/studio/contract-templates").Hides("Photographs")
	owner.Open("/studio/contracts/new").Submit("Write it", "project", job.Project.ID, "template", "999").Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	owner.Open("/studio/contract-templates/new?from=999").Is(http.StatusNotFound)
}

func TestContractsAreFoundFilteredAndSorted(t *testing.T) {
	job, _, owner := jobHouse(t)
	job.ContractDraft(t, func(d *store.ContractDraft) { d.Title = "Drafted" })
	job.SentContract(t, func(d *store.ContractDraft) { d.Title = "Awaited" })
	job.CompleteContract(t, func(d *store.ContractDraft) { d.Title = "Settled" })
	owner.Open("/studio/contracts").Shows("Drafted", "Awaited", "Settled", "0 of 2", "2 of 2", "Waits for Priya Raman", "Waiting 1", "Signed 1", "All 3").Hides("Declined")
	owner.Open("/studio/contracts?status=signed").Shows("Settled").Hides("Awaited", "Drafted")
	owner.Open("/studio/contracts?q=await").Shows("Awaited").Hides("Settled")
	owner.Open("/studio/contracts?q=nothing").Shows("Nothing matches")
	oldest := owner.Part("/studio/contracts?sort=oldest").Is(http.StatusOK).Hides("<html").Text()
	if strings.Index(oldest, "Drafted") > strings.Index(oldest, "Settled") {
		t.Error("not the oldest first")
	}
	for range 26 {
		job.ContractDraft(t)
	}
	owner.Open("/studio/contracts?page=2").Shows("26 to 29 of 29", "Drafted")
}
