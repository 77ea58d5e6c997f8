package browser_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"anteroom/store/storetest"
)

// offline cuts a person's connection, or gives it back.
func (p *person) offline(cut bool) {
	p.t.Helper()
	p.do(chromedp.ActionFunc(func(ctx context.Context) error {
		rules := []*network.Conditions{{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1}}
		_, err := network.EmulateNetworkConditionsByRule(rules).Do(ctx)
		return err
	}), network.OverrideNetworkState(cut, 0, -1, -1))
}

// On a phone: the emailed link, answers that are saved as they are typed, a
// connection that is lost and comes back, a page that is left meanwhile, and the
// answers that are sent at last.
func TestAnsweringOnAPhoneThatLosesItsConnection(t *testing.T) {
	h := build(t, "")
	var asked string
	h.furnish(t, func(j *storetest.Job) { asked = path("/studio/questionnaires/", j.SentQuestionnaire(t).ID) })
	h.start()
	client := h.client(t)
	client.watch.forgive("INTERNET_DISCONNECTED", "CONNECTION_REFUSED", "htmx:sendError", "htmx:afterRequest", "status of 422", "422 for")
	link := h.link(clientEmail, "Your quote")
	client.open(link)
	client.sees("About your hall", "0 of 7")
	client.looks("questionnaire")
	client.fill("What does not work today?", "It is dark")
	client.sees("Saved at", "1 of 7")
	client.tick("Old frame, new door")
	client.tick("Coats")
	client.tick("The dog")
	client.sees("3 of 7")

	client.offline(true)
	client.fill("Who lives in the house?", "Two of us, and a lurcher")
	client.sees("Not saved: there is no connection.")
	client.looks("questionnaire-offline")
	client.offline(false)
	client.sees("4 of 7")
	client.missing("Not saved: there is no connection.")

	client.offline(true)
	client.fill("What does not work today?", "It is dark, and there is nowhere to sit")
	client.sees("Not saved: there is no connection.")
	client.do(chromedp.Evaluate("window.stop()", nil))
	client.offline(false)
	h.stop() // the page is left before it could be saved, and comes back to a server that does too
	h.start()
	client.open(link)
	client.until(func() (string, error) {
		if client.reads("document.getElementById('q2').value") != "It is dark, and there is nowhere to sit" {
			return "what was typed is gone", nil
		}
		if left := client.reads("Object.keys(localStorage).length"); left != "0" {
			return left + " answers are still kept on the device", nil
		}
		return "", nil
	})
	client.fill("How many steps?", "about fifteen")
	client.sees("Please write a number, such as 15.")
	client.looks("questionnaire-invalid")
	client.press("Send answers")
	client.sees("Please look at what is marked.")
	client.fill("How many steps?", "15")
	client.sees("5 of 7")
	picture := filepath.Join(t.TempDir(), "hall.txt")
	if err := os.WriteFile(picture, []byte("A hall"), 0o600); err != nil {
		t.Fatal(err)
	}
	client.do(chromedp.SetUploadFiles(".dropzone input", []string{picture}, chromedp.ByQuery))
	client.sees("hall.txt", "6 of 7")
	client.press("Send answers")
	client.sees("Submitted on", "nowhere to sit", "Two of us, and a lurcher")
	client.looks("questionnaire-submitted")

	owner := h.owner(t)
	owner.signsIn()
	owner.open(asked)
	owner.sees("Two of us, and a lurcher", "hall.txt", "Mark as read")
	owner.looks("questionnaire-answers")
	if m := h.letter(ownerEmail, "answered About your hall"); m.Subject == "" {
		t.Error("the owner was not told")
	}
}

// Two tabs: the one that is behind is told, keeps its words, and asks.
func TestAStaleTabShowsBothAnswers(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { j.SentQuestionnaire(t) })
	h.start()
	link := h.link(clientEmail, "Your quote")
	one, two := h.client(t), h.client(t)
	two.watch.forgive("status of 409", "409 for")
	one.open(link)
	two.open(link)
	one.fill("What does not work today?", "said by one")
	one.sees("Saved at")
	two.fill("What does not work today?", "said by two")
	two.sees("this was answered elsewhere meanwhile", "said by one")
	two.looks("questionnaire-conflict")
	two.press("Take the other one")
	two.until(func() (string, error) {
		if two.reads("document.getElementById('q2').value") != "said by one" {
			return "the other answer is not taken", nil
		}
		return "", nil
	})
	two.fill("What does not work today?", "said by both")
	two.sees("Saved at")
	two.missing("answered elsewhere")
}

func TestAnsweringWithoutScript(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { j.SentQuestionnaire(t) })
	h.start()
	client := h.client(t, withoutScript)
	client.watch.forgive("status of 422", "422 for")
	client.open(h.link(clientEmail, "Your quote"))
	client.fill("Who lives in the house?", "Two of us")
	client.press("Save")
	client.sees("1 of 7", "Saved at")
	client.press("Send answers")
	client.sees("Please look at what is marked.", "Please fill this in.")
	client.looks("questionnaire-plain")
	client.fill("How many steps?", "15")
	client.press("Send answers")
	client.sees("Submitted on")
}

// The studio's pages can be used by anybody, at a desk and on a phone.
func TestTheStudiosQuestionnaires(t *testing.T) {
	h := build(t, "")
	pages := map[string]string{"questionnaires": "/studio/questionnaires", "questionnaire-new": "/studio/questionnaires/new",
		"questionnaire-templates": "/studio/questionnaire-templates", "questionnaire-template-new": "/studio/questionnaire-templates/new"}
	var draft string
	h.furnish(t, func(j *storetest.Job) {
		draft = path("/studio/questionnaires/", j.QuestionnaireDraft(t).ID)
		pages["questionnaire-editor"], pages["questionnaire-sending"] = draft, draft+"/sending"
		sent := path("/studio/questionnaires/", j.SentQuestionnaire(t).ID)
		pages["questionnaire-sent"], pages["questionnaire-reminder"], pages["questionnaire-withdrawal"] = sent, sent+"/reminder", sent+"/withdrawal"
		template, err := j.AddQuestionnaireTemplate(t.Context(), j.Owner, storetest.Sheet())
		if err != nil {
			t.Fatal(err)
		}
		pages["questionnaire-template"] = path("/studio/questionnaire-templates/", template.ID)
		pages["project-asked"] = path("/studio/projects/", j.Project.ID)
	})
	h.start()
	for name, traits := range map[string][]trait{"desk": nil, "phone": {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for page, at := range pages {
			owner.open(at)
			owner.looks(page)
		}
		if name == "phone" {
			continue
		}
		owner.open(draft)
		owner.press("Move question 1 down")
		owner.sees("Saved at")
		owner.press("Remove question 7")
		owner.sees("A photograph of the hall removed.")
		owner.press("Undo")
		owner.press("Long answer")
		before := owner.reads("document.getElementById('edits').value")
		owner.fill("Question 8", "Anything else?")
		owner.until(func() (string, error) {
			if owner.reads("document.getElementById('edits').value") == before {
				return "the question was not saved", nil
			}
			return "", nil
		})
		owner.open(draft)
		if got := owner.reads("document.getElementById('question-q8-label').value"); got != "Anything else?" {
			t.Errorf("the question is %q", got)
		}
	}
}
