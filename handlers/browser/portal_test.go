package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// A client finds everything again, with a script and without. Each page can be
// used by anybody.
func TestAClientFindsEverythingAgain(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) {
		i := j.Invoiced(t)
		j.Sent(t)
		j.SentContract(t)
		if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 66600, PaidOn: j.Today(), Attempt: "attempt-by-hand-0001"}); err != nil {
			t.Fatal(err)
		}
		if _, err := j.AddProject(t.Context(), j.Owner, j.Client.ID, store.ProjectDetails{Name: "Hall and stair", Status: "complete", Contacts: []int64{j.Priya.ID}}); err != nil {
			t.Fatal(err)
		}
	})
	h.start()
	for _, traits := range [][]trait{nil, {withoutScript}} {
		client := h.client(t, traits...)
		client.entersByMail()
		client.sees("wait for you", "What is left to pay", "Your projects")
		client.looks("home")
		client.press("Documents")
		client.sees("Invoice INV-0001", "Unpaid")
		client.looks("invoices")
		for tab, sight := range map[string]string{"quotes": "Pending", "contracts": "To sign", "payments": "Cash"} {
			client.open("/portal/" + tab) // the line of tabs may be wider than the phone
			client.sees(sight)
			client.looks(tab)
		}
		client.open("/portal/emails")
		client.sees("Your quote", "Invoice INV-0001 from")
		client.looks("emails")
		client.press("Your quote")
		client.sees("Open what it is about")
		client.looks("email")
		client.press("Open what it is about")
		client.sees("Sign to accept")
		client.open("/portal/account")
		client.fill("Phone", "07700 900123")
		client.press("Save details")
		client.sees("The studio sees it too.")
		client.looks("account")
		client.open("/portal/activity")
		client.sees("You changed your details")
		client.looks("activity")
	}
}

// The owner says what clients can open, for all and for one.
func TestTheOwnerSetsPermissions(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { j.Sent(t) })
	h.start()
	for _, traits := range [][]trait{nil, {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		owner.open("/studio/settings/permissions")
		owner.looks("permissions")
		owner.open("/studio/clients/1/permissions")
		owner.looks("permissions-of-one")
		owner.press("Save Permissions")
		owner.sees("Permissions of Raman saved")
	}
}
