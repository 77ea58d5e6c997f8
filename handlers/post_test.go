package handlers_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/handlers"
	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailtest"
	"anteroom/store"
	"anteroom/store/storetest"
)

// postHouse is a house whose mail goes to a real SMTP server in this process.
func postHouse(t *testing.T) (*House, *storetest.Job, *mailtest.Server) {
	t.Helper()
	server := mailtest.New(t)
	house := newHouse(t, func(c *handlers.Config) { c.SMTP = server.Settings() })
	return house, house.Job(t), server
}

// fileBytes is everything that lies on the disk of a database.
func fileBytes(t *testing.T, s *store.Store) []byte {
	t.Helper()
	var all []byte
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(s.Path() + suffix)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	return all
}

// tick does the recurring work that is due.
func tick(t *testing.T, house *House, server *mailtest.Server) {
	t.Helper()
	house.Server.Tick(t.Context(), mail.WithRoots(server.Roots()))
}

func TestAQuoteIsEmailedWithAButtonAPlainAddressAndNoSecretKept(t *testing.T) {
	house, job, server := postHouse(t)
	q := job.Sent(t)
	tick(t, house, server)
	m := server.WaitFor(t, "priya@example.com", "Your quote")
	link := m.Link("/d/")
	if link == "" || !strings.HasPrefix(link, house.URL+"/d/") {
		t.Fatalf("links: %v", m.Links)
	}
	if !strings.Contains(m.Text, link) || strings.Count(m.HTML, link) < 2 {
		t.Errorf("the address stands %d times in the HTML; in the text: %v", strings.Count(m.HTML, link), strings.Contains(m.Text, link))
	}
	if !strings.Contains(m.HTML, "View quote") || !strings.Contains(m.Text, "Dear Priya, here it is.") {
		t.Error("the button or the owner's words are missing")
	}
	token := strings.TrimPrefix(link, house.URL+"/d/")
	p, err := job.PortalByLink(t.Context(), token)
	if err != nil || p.Only != (store.Object{Kind: "quote", ID: q.ID}) {
		t.Fatalf("the link opens %+v: %v", p, err)
	}
	if bytes.Contains(fileBytes(t, house.Store), []byte(token)) {
		t.Error("the link's token is in the database")
	}
}

func TestWithoutAMailServerMailWaits(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.Sent(t)
	house.Server.Tick(t.Context())
	m, err := job.ClaimMail(t.Context())
	if err != nil || m.Kind != "quote" || m.Tries != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
}

func TestAMailThatFailsForAWhileIsTriedAgainUnderTheSameID(t *testing.T) {
	house, job, server := postHouse(t)
	job.Sent(t)
	server.DropAfterData(1) // the server may have taken it: nobody knows
	tick(t, house, server)
	house.Clock.Add(30 * time.Second)
	tick(t, house, server)
	if n := len(server.Messages()); n != 1 {
		t.Fatalf("%d messages before the pause was over", n)
	}
	server.Heal()
	house.Clock.Add(time.Minute)
	tick(t, house, server)
	got := server.Messages()
	if len(got) != 2 || got[0].MessageID != got[1].MessageID {
		t.Fatalf("%d messages; the ids differ", len(got))
	}
	for _, m := range got {
		if _, err := job.PortalByLink(t.Context(), strings.TrimPrefix(m.Link("/d/"), house.URL+"/d/")); err != nil {
			t.Errorf("the link of one of the two is dead: %v", err)
		}
	}
}

func TestAWrongPasswordHoldsAllMailUpAndCostsNoTry(t *testing.T) {
	house, job, server := postHouse(t)
	job.Sent(t)
	job.Sent(t)
	server.RefuseLogin(mailtest.BadPassword)
	for range 30 { // five hours
		tick(t, house, server)
		house.Clock.Add(10 * time.Minute)
	}
	server.Heal()
	tick(t, house, server)
	house.Clock.Add(10 * time.Minute)
	tick(t, house, server)
	if n := len(server.Messages()); n != 2 {
		t.Errorf("%d of 2 mails arrived once the password was right", n)
	}
}

func TestAnAddressThatDoesNotExistFailsForGood(t *testing.T) {
	house, job, server := postHouse(t)
	job.Sent(t)
	server.RefuseRecipients(mailtest.NoSuchUser)
	tick(t, house, server)
	server.Heal()
	house.Clock.Add(48 * time.Hour)
	tick(t, house, server)
	if n := len(server.Messages()); n != 0 {
		t.Errorf("%d messages were sent to an address that was refused for good", n)
	}
}

func TestMailThatHasLostItsSenseIsNotSent(t *testing.T) {
	for name, change := range map[string]func(*testing.T, *storetest.Job, store.Quote){
		"declined": func(t *testing.T, j *storetest.Job, q store.Quote) {
			if _, err := j.Portal(t, j.Priya).DeclineQuote(t.Context(), q.ID, "", store.Visit{}); err != nil {
				t.Fatal(err)
			}
		},
		"portal off": func(t *testing.T, j *storetest.Job, _ store.Quote) {
			if err := j.SetPortal(t.Context(), j.Owner, j.Client.ID, false); err != nil {
				t.Fatal(err)
			}
		},
		"archived": func(t *testing.T, j *storetest.Job, q store.Quote) {
			if err := j.ArchiveQuote(t.Context(), j.Owner, q.ID, true); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			house, job, server := postHouse(t)
			change(t, job, job.Sent(t))
			tick(t, house, server)
			if got := server.Messages(); slices.ContainsFunc(got, func(m mailtest.Message) bool { return m.Subject == "Your quote" }) {
				t.Error("the quote was sent all the same")
			}
		})
	}
}

func TestAfterASigningBothSidesHearAndTheCopyIsAttached(t *testing.T) {
	house, job, server := postHouse(t)
	q := job.Sent(t)
	signed, err := job.Portal(t, job.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q))
	if err != nil {
		t.Fatal(err)
	}
	tick(t, house, server)
	copied := server.WaitFor(t, "priya@example.com", "Signed: Window seat")
	if len(copied.Attachments) != 1 || !bytes.HasPrefix(copied.Attachments[0].Data, []byte("%PDF-")) {
		t.Fatalf("%d attachments", len(copied.Attachments))
	}
	proof, err := job.SignedQuote(t.Context(), signed.ID)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := job.SignedCopy(t.Context(), proof.Signature.ID)
	if err != nil || !bytes.Equal(kept, copied.Attachments[0].Data) {
		t.Errorf("the stored copy is another: %v", err)
	}
	invoice := server.WaitFor(t, "priya@example.com", "Invoice INV-0001 from Alder & Rowe")
	if !strings.Contains(invoice.Text, "£666.00") || invoice.Link("/d/") == "" {
		t.Errorf("the invoice's mail: %s", invoice.Text)
	}
	news := server.WaitFor(t, storetest.OwnerEmail, "Raman accepted Q-0001")
	if !strings.Contains(news.Text, "/studio/quotes/") || strings.Contains(news.Text, "/d/") {
		t.Errorf("the owner's mail: %s", news.Text)
	}
}
