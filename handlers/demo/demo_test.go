package demo_test

import (
	"database/sql"
	"testing"
	"time"

	"anteroom/handlers/demo"
	"anteroom/store"
	"anteroom/store/storetest"
)

// open makes the demo as its command does, in a temporary file.
func open(t testing.TB, o demo.Options) *demo.Demo {
	t.Helper()
	o.Schema = storetest.Schema(t)
	if o.Base == "" {
		o.Base = "http://anteroom.test"
	}
	d, err := demo.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func TestTheYear(t *testing.T) {
	d := open(t, demo.Options{})
	t.Run("holds what it claims", func(t *testing.T) { holdsWhatItClaims(t, d) })
	t.Run("has quotes and invoices in every state", func(t *testing.T) { hasEveryState(t, d) })
	t.Run("ends with a window seat to be signed", func(t *testing.T) { endsWithAWindowSeat(t, d) })
}

func holdsWhatItClaims(t *testing.T, d *demo.Demo) {
	count := func(query string, args ...any) int64 {
		t.Helper()
		return storetest.Count(t, d.Store, query, args...)
	}
	for what, least := range map[string]struct {
		least int64
		query string
	}{
		"clients":                       {12, "SELECT count(*) FROM client"},
		"projects":                      {20, "SELECT count(*) FROM project"},
		"enquiries":                     {3, "SELECT count(*) FROM project WHERE status = 'enquiry'"},
		"projects under way":            {6, "SELECT count(*) FROM project WHERE status = 'active'"},
		"complete projects":             {4, "SELECT count(*) FROM project WHERE status = 'complete'"},
		"archived projects":             {1, "SELECT count(*) FROM project WHERE status = 'archived'"},
		"closed portals":                {1, "SELECT count(*) FROM client WHERE portal_enabled = 0"},
		"superseded quotes":             {1, "SELECT count(*) FROM quote WHERE state = 'superseded'"},
		"their revisions, signed":       {1, "SELECT count(*) FROM quote WHERE revises_id IS NOT NULL AND state = 'accepted'"},
		"reasons to decline":            {2, "SELECT count(*) FROM quote WHERE state = 'declined' AND decline_reason <> ''"},
		"estimates":                     {1, "SELECT count(*) FROM quote WHERE kind = 'estimate' AND state = 'sent'"},
		"drawn signatures":              {5, "SELECT count(*) FROM signature WHERE method = 'draw'"},
		"typed signatures":              {3, "SELECT count(*) FROM signature WHERE method = 'type'"},
		"packages to choose from":       {1, "SELECT count(*) FROM quote WHERE state = 'sent' AND content LIKE '%\"package\":true%'"},
		"packages that were taken":      {1, "SELECT count(*) FROM signature WHERE selection LIKE '%\"package\"%'"},
		"options that were taken":       {1, "SELECT count(*) FROM signature WHERE selection LIKE '%\"options\"%'"},
		"templates of contracts":        {1, "SELECT count(*) FROM contract_template"},
		"complete contracts":            {1, "SELECT count(*) FROM contract WHERE state = 'completed' AND 3 = (SELECT count(*) FROM signer WHERE contract_id = contract.id AND signed_at > 0)"},
		"half-signed contracts":         {1, "SELECT count(*) FROM contract WHERE state = 'sent' AND 1 = (SELECT count(*) FROM signer WHERE contract_id = contract.id AND signed_at > 0)"},
		"questionnaires that wait":      {1, "SELECT count(*) FROM questionnaire WHERE state = 'sent' AND 4 = (SELECT count(*) FROM answer WHERE questionnaire_id = questionnaire.id)"},
		"questionnaires that came back": {1, "SELECT count(*) FROM questionnaire WHERE state = 'submitted' AND read_at IS NOT NULL"},
		"card payments":                 {8, "SELECT count(*) FROM payment WHERE state = 'paid' AND method = 'card'"},
		"transfers":                     {6, "SELECT count(*) FROM payment WHERE state = 'paid' AND method = 'bank'"},
		"transfers on their way":        {1, "SELECT count(*) FROM payment WHERE state = 'announced'"},
		"invoices to be paid at once":   {2, "SELECT count(*) FROM invoice JOIN project ON project.id = project_id JOIN client ON client.id = client_id WHERE client.name = 'Priya Raman' AND invoice.owed > 0 AND invoice.currency = 'GBP'"},
		"cash":                          {1, "SELECT count(*) FROM payment WHERE state = 'paid' AND method = 'cash'"},
		"cheques":                       {2, "SELECT count(*) FROM payment WHERE state = 'paid' AND method = 'cheque'"},
		"months with money":             {11, "SELECT count(DISTINCT month) FROM takings"},
		"reminders that were sent":      {6, "SELECT count(DISTINCT reminder_id) FROM outbox WHERE state = 'sent' AND reminder_id IS NOT NULL"},
		"reminders of quotes":           {1, "SELECT count(*) FROM reminder WHERE quote_id IS NOT NULL AND skipped = ''"},
		"recurring invoices":            {4, "SELECT count(*) FROM recurring_period JOIN invoice ON invoice.id = invoice_id WHERE recurring_period.state = 'made' AND invoice.owed = 0"},
		"yearly ones to come":           {1, "SELECT count(*) FROM recurring WHERE state = 'active' AND unit = 'year' AND sends = 0"},
		"paused ones":                   {1, "SELECT count(*) FROM recurring WHERE state = 'paused' AND every = 3"},
		"recurring ones to come":        {1, "SELECT count(*) FROM recurring WHERE state = 'active' AND next_on > date('now')"},
		"shared files":                  {12, "SELECT count(*) FROM file WHERE visible = 1 AND shared_at IS NOT NULL"},
		"internal files":                {2, "SELECT count(*) FROM file WHERE visible = 0"},
		"pictures":                      {6, "SELECT count(*) FROM file JOIN content ON content.id = content_id WHERE media_type = 'image/jpeg'"},
		"drawings":                      {6, "SELECT count(*) FROM file JOIN content ON content.id = content_id WHERE media_type = 'application/pdf'"},
		"galleries":                     {3, "SELECT count(*) FROM gallery WHERE visible = 1"},
		"photographs":                   {11, "SELECT count(*) FROM photo WHERE state = 'ready' AND caption <> '' AND taken_on IS NOT NULL"},
		"before and after":              {1, "SELECT count(*) FROM photo WHERE before_id IS NOT NULL"},
		"stages":                        {3, "SELECT count(DISTINCT stage) FROM photo WHERE stage <> ''"},
		"favourites that were sent":     {3, "SELECT count(*) FROM selection_photo"},
		"downloads":                     {6, "SELECT count(*) FROM download"},
		"sent mails with words":         {80, "SELECT count(*) FROM outbox WHERE state = 'sent' AND subject <> '' AND body <> ''"},
		"prices on the list":            {7, "SELECT count(*) FROM item"},
		"templates":                     {1, "SELECT count(*) FROM quote_template"},
		"invoices without a quote":      {1, "SELECT count(*) FROM invoice WHERE quote_id IS NULL AND state = 'draft' AND total = 106200"},
		"credit notes that were mailed": {1, "SELECT count(*) FROM credit_note JOIN outbox ON outbox.kind = 'credit-note' AND outbox.state = 'sent' AND data ->> 'credit_note' = credit_note.id"},
		"refunds":                       {1, "SELECT count(*) FROM refund JOIN credit_note ON credit_note.id = credit_note_id WHERE refund.state = 'done'"},
		"credit that is held":           {24000, "SELECT sum(held) FROM invoice"},
		"own amounts":                   {1, "SELECT own_amounts FROM studio"},
		"void invoices":                 {1, "SELECT count(*) FROM invoice WHERE state = 'void'"},
		"what was paid twice":           {1, "SELECT count(*) FROM invoice WHERE overpaid > held"},
		"deeds":                         {200, "SELECT count(*) FROM activity"},
		"clients who came in":           {5, "SELECT count(*) FROM contact WHERE last_seen_at IS NOT NULL"},
	} {
		if n := count(least.query); n < least.least {
			t.Errorf("%s: %d, want %d at least", what, n, least.least)
		}
	}
	for what, query := range map[string]string{
		"mails that were not sent":          "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'cancelled')",
		"mails that lost their sense":       "SELECT count(*) FROM outbox WHERE state = 'cancelled' AND kind <> 'sign-in'",
		"mails that hold a link":            "SELECT count(*) FROM outbox WHERE body LIKE '%http%'",
		"deeds out of order":                "SELECT count(*) FROM activity a JOIN activity b ON b.id = a.id + 1 WHERE b.at < a.at",
		"invoices that do not add up":       "SELECT count(*) FROM invoice WHERE paid <> (SELECT coalesce(sum(amount - refunded), 0) FROM payment WHERE invoice_id = invoice.id AND state = 'paid')",
		"instalments that do not add up":    "SELECT count(*) FROM invoice WHERE total <> (SELECT sum(amount) FROM instalment WHERE invoice_id = invoice.id)",
		"takings that do not add up":        "SELECT (SELECT sum(amount) FROM takings) <> (SELECT sum(amount - refunded) FROM payment WHERE state = 'paid')",
		"card payments that are still open": "SELECT count(*) FROM payment WHERE method = 'card' AND state <> 'paid'",
	} {
		if n := count(query); n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	if broken, err := d.Store.CheckEvidence(t.Context()); err != nil || len(broken) > 0 {
		t.Errorf("evidence of quotes %v does not hold, %v", broken, err)
	}
	oldest, newest := time.UnixMilli(count("SELECT min(at) FROM activity")), time.UnixMilli(count("SELECT max(at) FROM activity"))
	if since := time.Since(oldest); since < 360*24*time.Hour || newest.After(time.Now()) || time.Since(newest) > 24*time.Hour {
		t.Errorf("the history goes from %s to %s", oldest, newest)
	}
}

func hasEveryState(t *testing.T, d *demo.Demo) {
	quotes, err := d.Store.QuoteCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for status, least := range map[string]int{"draft": 1, "waiting": 3, "accepted": 12, "declined": 2, "expired": 1} {
		if quotes[status] < least {
			t.Errorf("%d quotes are %s", quotes[status], status)
		}
	}
	list, _, err := d.Store.Invoices(t.Context(), store.InvoiceFilter{}, store.Paging{})
	if err != nil {
		t.Fatal(err)
	}
	invoices := map[string]int{}
	for _, i := range list {
		invoices[i.Status]++
	}
	for _, status := range []string{"draft", "sent", "partially-paid", "paid", "overdue"} {
		if invoices[status] == 0 {
			t.Errorf("no invoice is %s: %v", status, invoices)
		}
	}
	if debts := storetest.Count(t, d.Store, "SELECT amount FROM outstanding WHERE currency = 'GBP'"); debts != 41_275_00 {
		t.Errorf("outstanding: %d", debts)
	}
}

func endsWithAWindowSeat(t *testing.T, d *demo.Demo) {
	p, err := d.Store.PortalByLink(t.Context(), d.Links.Quote[len("http://anteroom.test/d/"):])
	if err != nil {
		t.Fatal(err)
	}
	q, err := p.Quote(t.Context(), p.Only.ID)
	if err != nil {
		t.Fatal(err)
	}
	if q.Title != "Window seat and garden lighting" || q.Status != "viewed" || q.Total != 5_448_00 || p.Contact.Name != "Priya Raman" {
		t.Errorf("%s for %s is %s, %d", q.Title, p.Contact.Name, q.Status, q.Total)
	}
	if most, err := q.Content.MostTotals(); err != nil || most.Total != 6_936_00 {
		t.Errorf("with every extra: %d, %v", most.Total, err)
	}
}

// The demo is started on any day: at the turn of the year, on the 29th of
// February, in the hour that the clocks skip.
func TestTheYearCanEndOnAnyDay(t *testing.T) {
	for _, now := range []string{"2027-01-01T00:04:00Z", "2028-02-29T23:58:00Z", "2027-03-28T01:10:00Z"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		d := open(t, demo.Options{Now: func() time.Time { return at }})
		if n := storetest.Count(t, d.Store, "SELECT count(*) FROM activity WHERE at > ?", at.UnixMilli()); n != 0 {
			t.Errorf("at %s, %d deeds lie ahead", now, n)
		}
		if n := storetest.Count(t, d.Store, "SELECT count(*) FROM invoice WHERE state = 'draft'"); n != 2 {
			t.Errorf("at %s, %d invoices are drafts", now, n)
		}
		if n := storetest.Count(t, d.Store, "SELECT amount FROM outstanding WHERE currency = 'GBP'"); n != 41_275_00 {
			t.Errorf("at %s, outstanding: %d", now, n)
		}
	}
}

func TestADemoIsTakenUpAgainAndARealStudioLeftAlone(t *testing.T) {
	path := t.TempDir() + "/demo.db"
	first, err := demo.Open(t.Context(), demo.Options{Schema: storetest.Schema(t), Path: path, Base: "http://anteroom.test"})
	if err != nil {
		t.Fatal(err)
	}
	clients := storetest.Count(t, first.Store, "SELECT count(*) FROM client")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, demo.Options{Path: path})
	if n := storetest.Count(t, again.Store, "SELECT count(*) FROM client"); n != clients {
		t.Errorf("%d clients became %d", clients, n)
	}
	if again.Links == first.Links {
		t.Error("the links are not fresh")
	}

	s, _ := storetest.Studio(t, storetest.NewClock())
	path = s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Open(t.Context(), demo.Options{Path: path, Base: "http://anteroom.test"}); err == nil {
		t.Error("the demo moved into a real studio")
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var rows int
	if err := db.QueryRowContext(t.Context(), "SELECT (SELECT count(*) FROM client) + (SELECT practice FROM studio)").Scan(&rows); err != nil || rows != 0 {
		t.Errorf("%d, %v", rows, err)
	}
}

// BenchmarkDemo is how long one waits for the links.
func BenchmarkDemo(b *testing.B) {
	for b.Loop() {
		d, err := demo.Open(b.Context(), demo.Options{Schema: storetest.Schema(b), Base: "http://anteroom.test"})
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
