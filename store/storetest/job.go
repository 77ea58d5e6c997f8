package storetest

import (
	"testing"

	"anteroom/store"
	"anteroom/store/money"
)

// Job is a studio at work: a client with two contacts, and a project on which
// the first of them is.
type Job struct {
	*store.Store
	Clock   *Clock
	Owner   store.Staff
	Client  store.Client
	Priya   store.Contact // the main contact, on the project
	Tom     store.Contact // of the same client, not on the project
	Project store.Project
}

// NewJob opens a studio with a client and a project.
func NewJob(t testing.TB) *Job {
	t.Helper()
	clock := NewClock()
	s, owner := Studio(t, clock)
	return JobAt(t, s, clock, owner, "Raman", "priya@example.com", "tom@example.com")
}

// JobAt adds a client, its contacts and a project to a studio.
func JobAt(t testing.TB, s *store.Store, clock *Clock, owner store.Staff, client, priya, tom string) *Job {
	t.Helper()
	j := &Job{Store: s, Clock: clock, Owner: owner}
	var err error
	if j.Client, err = s.AddClient(t.Context(), owner, store.ClientDetails{Name: client, Address: "31 Larkfield Road\nBristol BS6 9QQ"},
		store.ContactDetails{Name: "Priya Raman", Email: priya}); err != nil {
		t.Fatal(err)
	}
	people, err := s.Contacts(t.Context(), j.Client.ID)
	if err != nil || len(people) != 1 {
		t.Fatalf("%d contacts: %v", len(people), err)
	}
	j.Priya = people[0]
	if j.Tom, err = s.AddContact(t.Context(), owner, j.Client.ID, store.ContactDetails{Name: "Tom Hollis", Email: tom}); err != nil {
		t.Fatal(err)
	}
	if j.Project, err = s.AddProject(t.Context(), owner, j.Client.ID, store.ProjectDetails{Name: "Kitchen and garden room", Status: "enquiry",
		Location: "31 Larkfield Road, Bristol", Contacts: []int64{j.Priya.ID}}); err != nil {
		t.Fatal(err)
	}
	return j
}

// VAT is the standard rate.
var VAT = money.Tax{Category: money.Standard, Rate: 20_000, Name: "VAT"}

// Line is a line of one thing at a price in major units.
func Line(id, title string, price int64) store.Line {
	return store.Line{ID: id, Title: title, Line: money.Line{Quantity: money.One, Price: money.Decimal(price) * money.One, Tax: VAT}}
}

// Option is a line that the client may tick.
func Option(id, title string, price int64) store.Line {
	l := Line(id, title, price)
	l.Optional = true
	return l
}

// Draft makes a draft of a quote: a seat for 1850 and, as an option,
// photographs for 380, both plus 20 % VAT; 30 % on acceptance, the rest 14
// days later. Each change may alter it before it is saved.
func (j *Job) Draft(t testing.TB, changes ...func(*store.Content)) store.Quote {
	t.Helper()
	q, err := j.NewQuote(t.Context(), j.Owner, j.Project.ID, "quote")
	if err != nil {
		t.Fatal(err)
	}
	c := q.Content
	c.Title = "Window seat"
	c.Sections = []store.Section{{ID: "s1", Lines: []store.Line{Line("l1", "Oak window seat", 1850), Option("l2", "Photographs", 380)}}}
	for _, change := range changes {
		change(&c)
	}
	if q, err = j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	return q
}

// Charge makes later documents of the client ask for another currency.
func (j *Job) Charge(t testing.TB, currency string) {
	t.Helper()
	c := &j.Client
	c.Currency = currency
	if err := j.EditClient(t.Context(), j.Owner, c.ID, store.ClientDetails{Name: c.Name, Address: c.Address, Country: c.Country, TaxNumber: c.TaxNumber,
		Locale: c.Locale, Currency: c.Currency, Notes: c.Notes}); err != nil {
		t.Fatal(err)
	}
}

// Letter is a letter to Priya.
func (j *Job) Letter() store.Letter {
	return store.Letter{Contacts: []int64{j.Priya.ID}, Subject: "Your quote", Body: "Dear Priya, here it is."}
}

// Sent is a Draft that was sent to Priya.
func (j *Job) Sent(t testing.TB, changes ...func(*store.Content)) store.Quote {
	t.Helper()
	q, err := j.SendQuote(t.Context(), j.Owner, j.Draft(t, changes...).ID, j.Letter())
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// Link is an emailed link to a document for Priya: its token.
func (j *Job) Link(t testing.TB, kind string, id int64) string {
	t.Helper()
	token, err := j.CopyLink(t.Context(), j.Owner, j.Priya.ID, store.Object{Kind: kind, ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// Portal is the portal of a contact who is signed in.
func (j *Job) Portal(t testing.TB, contact store.Contact) *store.Portal {
	t.Helper()
	p, err := j.PortalOfContact(t.Context(), contact.ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Signing is what Priya hands in to accept a quote with these options.
func Signing(t testing.TB, q store.Quote, options ...string) store.Signing {
	t.Helper()
	sel := store.Selection{Options: options}
	settled, err := q.Content.Settle(sel)
	if err != nil {
		t.Fatal(err)
	}
	totals, err := q.Content.TotalsOf(settled)
	if err != nil {
		t.Fatal(err)
	}
	return store.Signing{Selection: sel, Name: "Priya Raman", Method: "type", Agreed: true, Consent: "I accept this quote.",
		Hash: q.Hash, Total: totals.Total, Visit: store.Visit{IP: "192.0.2.7", UserAgent: "A phone"}}
}

// DraftInvoice is a draft without a quote before it: a seat for 1850 plus 20 %
// VAT, all of it due 14 days after the issue. Each change may alter it before it
// is saved.
func (j *Job) DraftInvoice(t testing.TB, changes ...func(*store.Content)) store.Invoice {
	t.Helper()
	i, err := j.NewInvoice(t.Context(), j.Owner, j.Project.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := i.Content
	c.Title = "Window seat"
	c.Sections = []store.Section{{ID: "s1", Lines: []store.Line{Line("l1", "Oak window seat", 1850)}}}
	for _, change := range changes {
		change(&c)
	}
	if i, err = j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	return i
}

// Invoiced is the invoice of a quote that Priya has accepted: 2220.00 GBP, of
// which 666.00 is due at once.
func (j *Job) Invoiced(t testing.TB, changes ...func(*store.Content)) store.Invoice {
	t.Helper()
	q := j.Sent(t, changes...)
	q, err := j.Portal(t, j.Priya).AcceptQuote(t.Context(), q.ID, Signing(t, q))
	if err != nil {
		t.Fatal(err)
	}
	i, err := j.Invoice(t.Context(), q.InvoiceID)
	if err != nil {
		t.Fatal(err)
	}
	return i
}
