package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"anteroom/handlers"
	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailtest"
	"anteroom/store"
	"anteroom/store/storetest"
)

// trialHouse is a house whose mail goes to a real server, and its owner.
func trialHouse(t *testing.T) (*storetest.Job, *House, *Visitor, *mailtest.Server) {
	t.Helper()
	server := mailtest.New(t, mailtest.Mode(mail.None))
	house := newHouse(t, func(c *handlers.Config) { c.SMTP = server.Settings() })
	return house.Job(t), house, house.Owner(t), server
}

func TestATestOfAQuotesEmailGoesToTheOwnerAndMakesNoLink(t *testing.T) {
	job, house, owner, server := trialHouse(t)
	q := job.Draft(t, func(c *store.Content) { c.Title = "Loft study" })
	page := owner.Open(quoteURL(q.ID) + "/sending")
	tried := page.Submit("Send me a test first", "subject", "Your loft", "body", "As we **said**, Priya.")
	tried.Is(http.StatusOK).Shows("A test is on its way to " + storetest.OwnerEmail)
	if tried.Value("subject") != "Your loft" || tried.Value("body") != "As we **said**, Priya." || attemptOf(tried) != attemptOf(page) {
		t.Error("what was typed is gone, or the form is another one")
	}
	m := server.WaitFor(t, storetest.OwnerEmail, "[Test] Your loft")
	if !strings.Contains(m.HTML, ">said</strong>") || !strings.Contains(m.HTML, "View quote") || !strings.Contains(m.Text, "said") {
		t.Error("the test is not the email as it was typed")
	}
	if strings.Contains(m.Text+m.HTML, "/d/") || storetest.Count(t, job.Store, "SELECT count(*) FROM link") != 0 {
		t.Error("a link for the client was made")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox"); n != 0 || quoteNow(t, job, q.ID).Status != "draft" {
		t.Errorf("%d mails wait, or the quote is sent", n)
	}
	look := strings.TrimPrefix(m.Link("/studio/"), house.URL)
	owner.Open(look).Is(http.StatusOK).Shows("Loft study", "Leave preview")
	house.Visitor(t).Open(look).IsAt("/studio/sign-in?next=" + strings.ReplaceAll(look, "/", "%2F"))

	tried.Submit("Send quote").IsAt(quoteURL(q.ID))
	tick(t, house, server)
	if sent := server.WaitFor(t, job.Priya.Email, "Your loft"); strings.Contains(sent.Subject, "Test") {
		t.Error("the client's own email is marked as a test")
	}
}

func TestATestOfAnInvoicesEmailLeadsToItsPreview(t *testing.T) {
	job, house, owner, server := trialHouse(t)
	i := job.Invoiced(t)
	owner.Open(invoiceURL(i.ID) + "/sending").Submit("Send me a test first").Shows("A test is on its way to")
	m := server.WaitFor(t, storetest.OwnerEmail, "[Test] ")
	if len(m.Attachments) != 1 || m.Attachments[0].Name != i.Number+".pdf" {
		t.Errorf("the invoice does not go along: %d attachments", len(m.Attachments))
	}
	owner.Open(strings.TrimPrefix(m.Link("/studio/view/"), house.URL)).Is(http.StatusOK).Shows(i.Number, "Leave preview")
}

func TestATestThatCannotGoSaysWhy(t *testing.T) {
	job, _, owner, server := trialHouse(t)
	q := job.Draft(t)
	page := owner.Open(quoteURL(q.ID) + "/sending")
	bad := page.Submit("Send me a test first", "subject", "").Is(http.StatusUnprocessableEntity).Shows("The test was not sent.")
	if bad.Error("subject") == "" {
		t.Error("no word at the subject")
	}
	server.RefuseRecipients(mailtest.NoSuchUser)
	page.Submit("Send me a test first", "body", "Kept.").Is(http.StatusConflict).Shows("The test was not sent.", "The server said: 550", "Kept.")

	job, _, owner = jobHouse(t) // where no server is set up
	q = job.Draft(t)
	page = owner.Open(quoteURL(q.ID)+"/sending").Submit("Send me a test first", "body", "Kept too.")
	page.Is(http.StatusConflict).Shows("No mail server is set up, so no test can go.", "Kept too.").Follow("Set up email").IsAt("/studio/settings/email")
}

// attemptOf is the key of a form that must take effect once.
func attemptOf(p *Page) string {
	_, rest, _ := strings.Cut(p.Body, `name="attempt" value="`)
	key, _, _ := strings.Cut(rest, `"`)
	return key
}
