package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// Every page that the studio has for contracts can be used by anybody, at a desk
// and on a phone; a field is put into the text by a press, and the studio signs in
// the dialog.
func TestTheStudiosContracts(t *testing.T) {
	h := build(t, "")
	var draft, open, mine, template string
	h.furnish(t, func(j *storetest.Job) {
		j.Both(t)
		draft = path("/studio/contracts/", j.ContractDraft(t, func(d *store.ContractDraft) { d.Contacts = []int64{j.Priya.ID, j.Tom.ID} }).ID)
		open = path("/studio/contracts/", j.SentContract(t).ID)
		mine = path("/studio/contracts/", j.SignNext(t, j.SentContract(t)).ID)
		kept, err := j.KeepContractTemplate(t.Context(), j.Owner, store.ContractTemplate{Name: "Photographs", Body: "## About\n\nOf {project}."})
		if err != nil {
			t.Fatal(err)
		}
		template = path("/studio/contract-templates/", kept.ID)
	})
	h.start()
	for name, traits := range map[string][]trait{"desk": nil, "phone": {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for page, at := range map[string]string{"contracts": "/studio/contracts", "contract-new": "/studio/contracts/new", "contract-editor": draft,
			"contract-sending": draft + "/sending", "contract-sent": open, "contract-withdrawal": open + "/withdrawal",
			"contract-templates": "/studio/contract-templates", "contract-template": template} {
			owner.open(at)
			owner.looks(page)
		}
		if name == "phone" {
			owner.open(mine)
			owner.press("Sign to accept")
			owner.looks("contract-countersigning")
			owner.draw(".sign-pad canvas", [2]float64{0.1, 0.6}, [2]float64{0.3, 0.2}, [2]float64{0.5, 0.7}, [2]float64{0.9, 0.4})
			owner.tick("I have read this contract")
			owner.press("Sign to accept")
			owner.sees("is signed by everyone", "2 of 2")
			owner.looks("contract-complete")
			continue
		}
		owner.open(draft)
		owner.press("Insert {signers}")
		owner.sees("Priya Raman, Tom Hollis")
		owner.until(func() (string, error) {
			if owner.reads("document.getElementById('reads').textContent.includes('twelve of them.Priya Raman, Tom Hollis')") != "true" {
				return "the preview does not follow the text", nil
			}
			return "", nil
		})
	}
}
