package store_test

import (
	"errors"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// bodyOf is the HTML of a draft with this text, as it would be sent.
func bodyOf(t *testing.T, j *storetest.Job, text string, changes ...func(*store.ContractDraft)) string {
	t.Helper()
	c := j.ContractDraft(t, append(changes, func(d *store.ContractDraft) { d.Body = text })...)
	c, err := j.ContractAsSent(t.Context(), j.Owner, c.ID, storetest.Day)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(c.Content.Body.HTML)
}

func TestMergeFieldsAreFilledIn(t *testing.T) {
	j := storetest.NewJob(t)
	if err := j.EditProject(t.Context(), j.Owner, j.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", EventOn: "2026-12-17",
		Location: "31 Larkfield Road", Contacts: []int64{j.Priya.ID, j.Tom.ID}}); err != nil {
		t.Fatal(err)
	}
	invoice := j.Invoiced(t)
	of := func(o store.Object) func(*store.ContractDraft) {
		return func(d *store.ContractDraft) {
			d.Figures, d.SignBy, d.Contacts = o, "2026-12-11", []int64{j.Priya.ID, j.Tom.ID}
		}
	}
	for text, want := range map[string]string{
		"{client}, {client address}":   "Raman, 31 Larkfield Road, Bristol BS6 9QQ",
		"{signers}":                    "Priya Raman, Tom Hollis",
		"{project} {project number}":   "Kitchen #1",
		"{location}, {event date}":     "31 Larkfield Road, 17 December 2026",
		"{today}, {sign by}":           "23 November 2026, 11 December 2026",
		"{number} of {studio}":         "C-0001 of Alder &amp; Rowe",
		"{quote or invoice}: {total}":  "Q-0001: £2,220.00",
		"{deposit}, then {balance}":    "£666.00, then £1,554.00",
		`\{client\} and {client}`:      "{client} and Raman",
		"**{client}** in {brackets\n}": "<strong>Raman</strong> in {brackets<br>\n}",
	} {
		if got := bodyOf(t, j, text, of(store.Object{Kind: "quote", ID: invoice.QuoteID})); got != "<p>"+want+"</p>" {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := bodyOf(t, j, "{quote or invoice}: {total}, {deposit}", of(store.Object{Kind: "invoice", ID: invoice.ID})); got != "<p>INV-0001: £2,220.00, £666.00</p>" {
		t.Errorf("of an invoice: %q", got)
	}
	if got := bodyOf(t, j, "{total} {deposit}", of(store.Object{})); got != "<p>{total} {deposit}</p>" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestAValueIsNeverReadAsMarkdown(t *testing.T) {
	j := storetest.NewJob(t)
	for _, name := range []string{"# Raman", "- Raman", "1. Raman", "*Raman*", "[Raman](/portal)", "<b>Raman</b>", "Raman & Hollis {project}", "> Raman", "`Raman`", `Raman\`, "![Raman](x.png)", "+ Raman", "==="} {
		if err := j.EditClient(t.Context(), j.Owner, j.Client.ID, store.ClientDetails{Name: name}); err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(name)
		if got := bodyOf(t, j, "{client}"); got != "<p>"+want+"</p>" {
			t.Errorf("%q became %q", name, got)
		}
		if got := bodyOf(t, j, "Between us and\n{client}"); got != "<p>Between us and<br>\n"+want+"</p>" {
			t.Errorf("%q in a second line became %q", name, got)
		}
	}
}

func TestUnknownAndUnfilledFieldsAreToldAtTheText(t *testing.T) {
	j := storetest.NewJob(t)
	c := j.ContractDraft(t)
	d := c.ContractDraft
	d.Body = "For {client} on {wedding day}."
	var invalid *store.Invalid
	if _, err := j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, d); !errors.As(err, &invalid) || invalid.Fields["body"].Key != "invalid.merge_field" ||
		invalid.Fields["body"].Args[1] != "{wedding day}" {
		t.Errorf("an unknown field: %v", err)
	}
	if _, err := j.KeepContractTemplate(t.Context(), j.Owner, store.ContractTemplate{Name: "Photographs", Body: d.Body}); !errors.As(err, &invalid) {
		t.Errorf("in a template: %v", err)
	}
	d.Body = "On {event date}."
	c, err := j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.SendContract(t.Context(), j.Owner, c.ID, storetest.ContractLetter(), storetest.Day); !errors.As(err, &invalid) ||
		invalid.Fields["body"].Key != "invalid.field_empty" {
		t.Errorf("a field of which nothing is known was sent: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM series WHERE kind = 'contract'"); n != 0 {
		t.Error("a contract that was refused took a number")
	}
}

func TestADraftSaysWhatItLacks(t *testing.T) {
	j := storetest.NewJob(t)
	for field, change := range map[string]func(*store.ContractDraft){
		"title":    func(d *store.ContractDraft) { d.Title = "" },
		"body":     func(d *store.ContractDraft) { d.Body = " " },
		"contacts": func(d *store.ContractDraft) { d.Contacts = nil },
		"staff":    func(d *store.ContractDraft) { d.StaffID = 0 },
		"sign_by":  func(d *store.ContractDraft) { d.SignBy = "2026-11-22" },
	} {
		c := j.ContractDraft(t, change)
		var invalid *store.Invalid
		if err := j.ContractLacks(t.Context(), j.Owner, c.ID, storetest.Day); !errors.As(err, &invalid) || invalid.Fields[field].Key == "" || len(invalid.Fields) != 1 {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := j.ContractLacks(t.Context(), j.Owner, j.ContractDraft(t).ID, storetest.Day); err != nil {
		t.Errorf("nothing is lacking, but %v", err)
	}
	other := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "ada@example.com", "ben@example.com")
	foreign := other.Invoiced(t)
	for field, change := range map[string]func(*store.ContractDraft){
		"contacts":    func(d *store.ContractDraft) { d.Contacts = []int64{other.Priya.ID} },
		"figures":     func(d *store.ContractDraft) { d.Figures = store.Object{Kind: "invoice", ID: foreign.ID} },
		"staff":       func(d *store.ContractDraft) { d.StaffID = 999 },
		"countersign": func(d *store.ContractDraft) { d.Countersign = "maybe" },
	} {
		c := j.ContractDraft(t)
		d := c.ContractDraft
		change(&d)
		var invalid *store.Invalid
		if _, err := j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, d); !errors.As(err, &invalid) || invalid.Fields[field].Key == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestTwoWindowsDoNotOverwriteAContract(t *testing.T) {
	j := storetest.NewJob(t)
	c := j.ContractDraft(t)
	if _, err := j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, c.ContractDraft); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveContract(t.Context(), j.Owner, c.ID, c.Edits, c.ContractDraft); refused(err) != "refused.edited_elsewhere" {
		t.Errorf("the second window saved over the first: %v", err)
	}
}
