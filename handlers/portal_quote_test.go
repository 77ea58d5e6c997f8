package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// client is Priya's browser at the emailed link of a document.
func (h *House) client(t *testing.T, job *storetest.Job, kind string, id int64) (*Visitor, string) {
	t.Helper()
	return h.Visitor(t), "/d/" + job.Link(t, kind, id)
}

func TestAClientChoosesSignsAndIsLedToThePayment(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)

	page := priya.Open(base).Is(http.StatusOK)
	page.Shows("Quote Q-0001", "Window seat", "Oak window seat", "£1,850.00", "Would you like any extras?", "Photographs", "Total including VAT £2,220.00",
		"Deposit when you accept £666.00", "30%", "on acceptance", "Raman", "Project #1 overview")
	page.Submit("Update the total", "option", "l2").Is(http.StatusOK).Shows("Total including VAT £2,676.00", "Extras (1) £380.00", "Deposit when you accept £802.80")

	part := priya.Part(base + "/choices?option=l2").Is(http.StatusOK)
	part.Shows("£2,676.00").Hides("<html", "Oak window seat")
	for _, swapped := range []string{"summary", "bar-total", "sign-total", "seen", "consent", "said"} {
		part.Find(swapped)
	}

	page = priya.Open(base + "/choices?option=l2").Follow("Sign to accept").IsAt(base + "/acceptance")
	page.Shows("Sign your quote", "Q-0001, total £2,676.00", "Photographs", "My electronic signature is as binding as one on paper")
	page = page.Submit("Sign to accept", "name", "Priya  Raman", "agree", "on", "method", "type")
	page.Is(http.StatusOK).IsAt(base+"/acceptance").Shows("Thank you for accepting!", "A signed copy is on its way to priya@example.com",
		"Accepted and signed by Priya Raman", "Monday 23 November 2026, 9:00:00 GMT", "Certificate C-0001-", "Extras you chose", "Fixed when you signed.")

	signed, err := job.SignedQuote(t.Context(), q.ID)
	if err != nil {
		t.Fatal(err)
	}
	if s := signed.Signature; s.Name != "Priya Raman" || s.Total != 267600 || !s.Selection.Has("l2") || s.Via != store.ViaLink ||
		s.Consent != "I accept this quote. Quote Q-0001, total £2,676.00. My electronic signature is as binding as one on paper." ||
		!strings.Contains(s.Visit.UserAgent, "iPhone") || s.Visit.IP == "" {
		t.Errorf("signature %+v", s)
	}
	page = page.Submit("Pay the deposit").Is(http.StatusOK)
	if !strings.HasPrefix(page.Path, "/d/") || page.Path == base {
		t.Errorf("led to %s", page.Path)
	}
	page.Shows("Invoice INV-0001", "Bill to", "Next payment £802.80")
	priya.Open(base).Shows("Accepted and signed by Priya Raman", "Deposit to pay now £802.80").Hides("Thank you for accepting!", "Decline")
}

func TestADrawnSignatureIsShownAsItWasDrawn(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	page := priya.Open(base).SubmitByHTMX("Sign to accept", "method", "draw", "name", "Priya Raman", "agree", "on",
		"strokes", "[[[100,100],[200,50],[300,120]],[[400,60]]]")
	page.Is(http.StatusOK).IsAt(base + "/acceptance").Shows("Accepted and signed by Priya Raman")
	if !strings.Contains(page.Body, `<path d="M35.0 35.0Q70.0 17.5 87.5 29.7L105.0 42.0M140.0 21.0h.1"/>`) {
		t.Error("the ink is not there:", page.Body)
	}
}

func TestARefusedSignatureKeepsWhatWasTyped(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	ink := "[[[100,100],[200,50],[300,120]]]"
	long := strings.Repeat("x", 121)
	for name, c := range map[string]struct {
		pairs []any
		field string
		says  string
	}{
		"no name":      {[]any{"method", "type", "name", " ", "agree", "on"}, "name", "Please enter your full name."},
		"no letters":   {[]any{"method", "type", "name", "12 34", "agree", "on"}, "name", "Please enter your full name."},
		"a long name":  {[]any{"method", "type", "name", long, "agree", "on"}, "name", "Please keep this under 120 characters."},
		"not UTF-8":    {[]any{"method", "type", "name", "\xff\xfe", "agree", "on"}, "name", ""},
		"no tick":      {[]any{"method", "draw", "name", "Priya Raman", "strokes", ink}, "agree", "Please tick this to accept."},
		"no ink":       {[]any{"method", "draw", "name", "Priya Raman", "agree", "on"}, "", "Please sign above the line, or choose Type."},
		"two dots":     {[]any{"method", "draw", "name", "Priya Raman", "agree", "on", "strokes", "[[[1,1]],[[2,2]]]"}, "", "Please sign above the line"},
		"junk":         {[]any{"method", "draw", "name", "Priya Raman", "agree", "on", "strokes", `{"a":[1]}`}, "", "Please sign above the line"},
		"out of paper": {[]any{"method", "draw", "name", "Priya Raman", "agree", "on", "strokes", `[[[0,0],[99999999999,5]]]`}, "", "Please sign above the line"},
		"half a point": {[]any{"method", "draw", "name", "Priya Raman", "agree", "on", "strokes", `[[[0],[500]]]`}, "", "Please sign above the line"},
		"a film":       {[]any{"method", "draw", "name", "Priya Raman", "agree", "on", "strokes", "[[" + strings.Repeat("[1,2],[900,9],", 10_001) + "[3,4]]]"}, "", "Please sign above the line"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, submit := range []func(*Page) *Page{
				func(p *Page) *Page { return p.SubmitByHTMX("Sign to accept", c.pairs...) },
				func(p *Page) *Page { return p.Submit("Sign to accept", c.pairs...) },
			} {
				page := submit(priya.Open(base)).Is(http.StatusUnprocessableEntity).Shows(c.says)
				if c.field != "" && page.Error(c.field) == "" {
					t.Errorf("nothing at %s", c.field)
				}
				if name == "no tick" && !strings.Contains(page.Body, `name="strokes" value="`+ink+`"`) {
					t.Error("the ink was lost")
				}
				if name == "junk" && strings.Contains(page.Body, "{&#34;a&#34;") {
					t.Error("junk came back")
				}
			}
		})
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 0 {
		t.Fatalf("%d signatures", n)
	}
}

func TestOnlyWhatWasSeenIsSigned(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	good := map[string]string{"method": "type", "name": "Priya Raman", "agree": "on", "hash": q.Hash, "total": "222000"}
	for name, change := range map[string]map[string]string{
		"another document":     {"hash": strings.Repeat("0", 64)},
		"no document":          {"hash": ""},
		"another total":        {"total": "1"},
		"no total":             {"total": "a lot"},
		"an option untold":     {"chosen": "l2"},
		"an unknown option":    {"chosen": "l9"},
		"an unknown package":   {"chosen_package": "s1"},
		"ticked since":         {"live": "1", "option": "l2"},
		"unticked since":       {"live": "1", "chosen": "l2", "total": "267600"},
		"ticked the not there": {"live": "1", "option": "nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			pairs := []string{}
			for k, v := range good {
				if other, ok := change[k]; ok {
					v = other
				}
				pairs = append(pairs, k, v)
			}
			for k, v := range change {
				if _, there := good[k]; !there {
					pairs = append(pairs, k, v)
				}
			}
			priya.Post(base+"/acceptance", pairs...).Is(http.StatusConflict).Shows("Look at the quote again")
		})
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 0 {
		t.Fatalf("%d signatures", n)
	}
	page := priya.Post(base+"/acceptance", "method", "type", "name", "Priya Raman", "agree", "on", "hash", q.Hash, "total", "222000", "live", "1", "option", "l2")
	page.Shows("The total is not the one that you saw", "total £2,676.00") // and now it is
	page.Submit("Sign to accept", "agree", "on").Is(http.StatusOK).Shows("Thank you for accepting!")
}

func TestPackagesAreChosenOneOfThem(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t, func(c *store.Content) {
		oak := store.Section{ID: "oak", Title: "In oak", Package: true, Lines: []store.Line{storetest.Line("o1", "Oak boards", 1000), storetest.Option("o2", "Carving", 200)}}
		ash := store.Section{ID: "ash", Title: "In ash", Package: true, Lines: []store.Line{storetest.Line("a1", "Ash boards", 600), storetest.Option("a2", "Painting", 100)}}
		c.Sections = append(c.Sections, oak, ash)
	})
	priya, base := house.client(t, job, "quote", q.ID)
	page := priya.Open(base).Shows("Choose one", "In oak", "Oak boards", "In ash", "Ash boards", "Carving", "Total including VAT £3,420.00").Hides("Painting")
	if page.Value("package") != "oak" {
		t.Errorf("%q is picked", page.Value("package"))
	}
	part := priya.Part(base+"/choices?package=ash&option=a2").Shows("£3,060.00", "In ash £600.00", "Painting") // 1850 + 600 + 100, with tax
	part.Find("extras")
	priya.Open(base + "/choices?package=ash&option=o2").Shows("£2,940.00").Hides("Carving") // of a package that was not picked
	page = priya.Open(base+"/choices?package=ash&option=a2").Follow("Sign to accept").Shows("In ash", "Painting")
	page.Submit("Sign to accept", "agree", "on").Shows("Thank you for accepting!", "What you chose", "In ash").Hides("In oak", "Carving")
	signed, err := job.SignedQuote(t.Context(), q.ID)
	if err != nil || signed.Signature.Selection.Package != "ash" || signed.Signature.Total != 306_000 {
		t.Errorf("%+v, %v", signed.Signature.Selection, err)
	}
}

func TestChoicesThatAreNotThereAreRefused(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	priya, base := house.client(t, job, "quote", job.Sent(t).ID)
	for _, query := range []string{"option=l9", "option=l1", "package=s1", "package=nothing", "option=%ff", "option=l2&option=l9"} {
		for _, path := range []string{"", "/choices", "/acceptance", "/pdf"} {
			priya.Open(base + path + "?" + query).Is(http.StatusConflict).Shows("no longer offered")
		}
	}
	priya.Open(base + "/choices?option=l2&option=l2&utm_source=mail").Is(http.StatusOK).Shows("£2,676.00")
	priya.Open(base + "?utm_source=mail").Is(http.StatusOK).Shows("£2,220.00")
}

func TestTwoSignAtOnceAndOneOfThemDid(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	if err := job.EditProject(t.Context(), job.Owner, job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active",
		Contacts: []int64{job.Priya.ID, job.Tom.ID}}); err != nil {
		t.Fatal(err)
	}
	priya, base := house.client(t, job, "quote", q.ID)
	other, err := job.CopyLink(t.Context(), job.Owner, job.Tom.ID, store.Object{Kind: "quote", ID: q.ID})
	if err != nil {
		t.Fatal(err)
	}
	forms := []*Page{priya.Open(base), house.Visitor(t).Open("/d/" + other)}
	answers := make(chan *Page, len(forms))
	for i, form := range forms {
		go func() {
			answers <- form.Submit("Sign to accept", "method", "type", "name", fmt.Sprintf("Signer %c", 'A'+i), "agree", "on")
		}()
	}
	codes := map[int]int{}
	for range forms {
		page := <-answers
		codes[page.Status]++
		if page.Status == http.StatusConflict {
			page.Shows("This quote has been accepted already.")
		}
	}
	if codes[http.StatusOK] != 1 || codes[http.StatusConflict] != 1 {
		t.Errorf("answers %v", codes)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature") + storetest.Count(t, job.Store, "SELECT count(*) FROM invoice"); n != 2 {
		t.Errorf("%d signatures and invoices", n)
	}
}

func TestADoubleClickSignsOnceAndThanksTwice(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	form := priya.Open(base)
	for range 2 {
		form.Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Is(http.StatusOK).Shows("Thank you for accepting!")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 1 {
		t.Errorf("%d signatures", n)
	}
}

func TestAQuoteIsDeclinedWithAReason(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	page := priya.Open(base).Follow("Decline").IsAt(base+"/refusal").Shows("Decline this quote?", "Keep it")
	page = page.Submit("Decline", "reason", strings.Repeat("no ", 700)).Is(http.StatusUnprocessableEntity)
	if page.Error("reason") == "" || !strings.HasPrefix(page.Value("reason"), "no no") {
		t.Error("the reason was not refused, or was lost")
	}
	page = page.Submit("Decline", "reason", "We have <b>moved</b>.").IsAt(base)
	page.Shows("Declined on 23 November 2026", "We have <b>moved</b>.").Hides("Sign to accept")
	again := priya.Post(base+"/refusal", "reason", "again").Is(http.StatusConflict)
	again.Shows("This quote was declined.")
	priya.Post(base+"/acceptance", "method", "type", "name", "Priya", "agree", "on", "hash", q.Hash, "total", "222000").Is(http.StatusConflict)
	if got, err := job.Quote(t.Context(), q.ID); err != nil || got.DeclineWhy != "We have <b>moved</b>." {
		t.Errorf("%q, %v", got.DeclineWhy, err)
	}
	if !priya.Open(base + "/acceptance").HasLink("Download PDF") { // leads back to the quote
		t.Error("the acceptance of a declined quote")
	}
}

func TestAnExpiredQuoteCannotBeSigned(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	form := priya.Open(base)
	house.Clock.Add(31 * 24 * 3600e9)
	form.Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Is(http.StatusConflict).
		Shows("This quote was valid until 23 December 2026. Ask Alder & Rowe for a fresh one.")
	priya.Open(base).Shows("This quote was valid until 23 December 2026", "Expired").Hides("Sign to accept", "Decline")
}

func TestASupersededQuoteLeadsToTheNewerOne(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	form := priya.Open(base)
	newer := revised(t, job, q)
	form.Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on").Is(http.StatusConflict).Shows("has been replaced by a newer version")
	page := priya.Open(base).Shows("This quote has been replaced by a newer version.").Hides("Sign to accept", "/portal/quotes/")
	links := storetest.Count(t, job.Store, "SELECT count(*) FROM link")
	page.Submit("Email me a fresh one").Is(http.StatusOK).Shows("Look in your email")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'fresh-link' AND contact_id = ? AND quote_id = ?", job.Priya.ID, newer.ID); n != 1 {
		t.Errorf("%d letters with the newer version", n)
	}
	if storetest.Count(t, job.Store, "SELECT count(*) FROM link") != links {
		t.Error("a link was made before its letter left")
	}
	in := house.signIn(t, job)
	in.Open(fmt.Sprintf("/portal/quotes/%d", q.ID)).Follow("View the newer version").IsAt(fmt.Sprintf("/portal/quotes/%d", newer.ID)).
		Shows("Revision 2", "Sign to accept")
}

func TestASignedInContactHasTheSameQuote(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	in := house.signIn(t, job)
	base := fmt.Sprintf("/portal/quotes/%d", q.ID)
	page := in.Open(base).Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on")
	page.IsAt(base + "/acceptance").Shows("Thank you for accepting!")
	page.Submit("Pay the deposit").IsAt(fmt.Sprintf("/portal/invoices/%d", storetest.Count(t, job.Store, "SELECT id FROM invoice")))
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM link WHERE invoice_id IS NOT NULL"); n != 0 {
		t.Errorf("%d links were made for one who needs none", n)
	}
}

func TestTermsAreThereBeforeTheSignature(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t, func(c *store.Content) { c.Terms = store.Markdown{Source: "## Payment\n\nWithin *14* days."} })
	priya, base := house.client(t, job, "quote", q.ID)
	page := priya.Open(base).Shows("I accept this quote and the Terms of business.")
	page.Follow("Terms of business").IsAt(base+"/terms").Shows("Within 14 days.", "Quote Q-0001")
	page.Follow("Sign to accept").Shows("Within 14 days.").Submit("Sign to accept", "agree", "on").Shows("Thank you for accepting!")
	signed, err := job.SignedQuote(t.Context(), q.ID)
	if err != nil || !strings.HasPrefix(signed.Signature.Consent, "I accept this quote and the Terms of business. Quote Q-0001, total £2,220.00.") {
		t.Errorf("consent %q, %v", signed.Signature.Consent, err)
	}
	priya.Open("/terms").Is(http.StatusNotFound) // the studio has none of its own
}

func TestWordsOfAnEstimate(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t, func(c *store.Content) { c.Kind = "estimate" })
	priya, base := house.client(t, job, "quote", q.ID)
	priya.Open(base).Shows("Estimate Q-0001", "Sign your estimate", "Decline this estimate?", "I accept this estimate.").Hides("this quote")
}

func TestPDFsBeforeAndAfter(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t)
	priya, base := house.client(t, job, "quote", q.ID)
	pdf := priya.Open(base).Follow("Download PDF").Is(http.StatusOK)
	if !strings.HasPrefix(pdf.Body, "%PDF-") || pdf.Header.Get("Content-Disposition") != `attachment; filename=Q-0001.pdf` ||
		pdf.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%v %.20q", pdf.Header, pdf.Body)
	}
	priya.Open(base).Submit("Sign to accept", "method", "type", "name", "Priya Raman", "agree", "on")
	first := priya.Open(base + "/pdf").Is(http.StatusOK)
	if again := priya.Open(base + "/pdf"); again.Body != first.Body || len(first.Body) < 1000 {
		t.Error("the signed copy is not the same each time")
	}
}

// The dialog is a part of the page that stands alone without a script.
func TestTheWaysToPayComeIntoTheInvoiceByHTMX(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	bank := *job.Studio()
	bank.Bank = store.Bank{Name: "Alder & Rowe Ltd", IBAN: "GB33BUKB20201555555555"}
	if err := job.SaveBank(t.Context(), job.Owner, bank); err != nil {
		t.Fatal(err)
	}
	priya, base := house.client(t, job, "invoice", job.Invoiced(t).ID)
	whole := priya.Open(base + "/payment").IsAt(base + "/payment")
	part := priya.Part(base + "/payment").Is(http.StatusOK).Hides("<html")
	if part.Find("pay-form") != whole.Find("pay-form") || part.Value("pay") != "next" {
		t.Errorf("the dialog asks %q, the page %q", part.Find("pay-form"), whole.Find("pay-form"))
	}
}

func TestAnExtraOfTheSamePriceIsNotSignedUnseen(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.Sent(t, func(c *store.Content) {
		c.Sections[0].Lines = append(c.Sections[0].Lines, storetest.Option("l3", "Drawings", 380))
	})
	priya, base := house.client(t, job, "quote", q.ID)
	priya.Post(base+"/acceptance", "method", "type", "name", "Priya Raman", "agree", "on", "hash", q.Hash, "total", "267600",
		"live", "1", "chosen", "l2", "option", "l3").Is(http.StatusConflict)
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM signature"); n != 0 {
		t.Error("drawings were signed for where photographs were shown")
	}
}
