package handlers_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// addClient adds a client by the form and gives its page.
func addClient(t *testing.T, owner *Visitor, name, email string) *Page {
	t.Helper()
	return owner.Open("/studio/clients/new").Submit("Add client", "name", name, "email", email).Is(http.StatusOK).Shows(name)
}

func TestTheFirstClient(t *testing.T) {
	owner := newHouse(t).Owner(t)
	owner.Open("/studio").Shows("Begin with a client").Follow("Add client").IsAt("/studio/clients/new")
	page := owner.Open("/studio/clients").Shows("Your clients will be here").Hides("papers-filters", "Outstanding").Follow("Add client")
	if page.Value("country") != "GB" || page.Value("locale") != "" || page.Value("currency") != "" {
		t.Errorf("the form begins with %q, %q, %q", page.Value("country"), page.Value("locale"), page.Value("currency"))
	}
	page = page.Submit("Add client", "name", "Larch House", "contact_name", "Ines Ferreira", "email", "ines@larchhouse.example", "phone", "07700 900173",
		"address", "Larch House\nMill Lane", "tax_number", "GB 123", "currency", "EUR", "notes", "Two dogs")
	page.IsAt("/studio/clients/1").Shows("Larch House is here.", "Ines Ferreira", "Main", "ines@larchhouse.example", "Mill Lane", "United Kingdom",
		"GB 123", "EUR", "Two dogs", "You added Larch House", "Has not signed in yet", "A project gathers")
	page.Submit("View as Client: Ines Ferreira").Is(http.StatusOK).Shows("The portal as Ines Ferreira sees it.")
	page.Follow("Begin the first one").IsAt("/studio/projects/new").Shows("Larch House")
	owner.Open("/studio/clients").Shows("1 client, none with an open project", "Larch House", "ines@larchhouse.example", "Portal on", "Never", "£0.00")
}

func TestARefusedClientKeepsWhatWasTyped(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	addClient(t, owner, "Priya Raman", "priya@example.com")
	long := strings.Repeat("ж", 1001)
	page := owner.Open("/studio/clients/new").Submit("Add client", "name", "", "email", "nobody", "address", long, "notes", "keep me", "country", "FR")
	page.Is(http.StatusUnprocessableEntity)
	if page.Error("name") == "" || page.Error("email") == "" || page.Error("address") == "" || page.Error("notes") != "" {
		t.Errorf("errors: %q, %q, %q, %q", page.Error("name"), page.Error("email"), page.Error("address"), page.Error("notes"))
	}
	if page.Value("address") != long || page.Value("notes") != "keep me" || page.Value("country") != "FR" || page.Value("email") != "nobody" {
		t.Error("the input is lost")
	}
	page = page.Submit("Add client", "name", "Second", "email", "PRIYA@example.com", "address", "")
	if got := page.Is(http.StatusUnprocessableEntity).Error("email"); got != "Priya Raman has this address already." {
		t.Errorf("a taken address: %q", got)
	}
	page = page.Submit("Add client", "name", "Bad \xff letters", "email", "new@example.com")
	if page.Is(http.StatusUnprocessableEntity).Error("name") == "" {
		t.Error("letters that cannot be read were taken")
	}
	if n := storetest.Count(t, house.Store, "SELECT count(*) FROM client"); n != 1 {
		t.Errorf("%d clients", n)
	}
	request := owner.Request(http.MethodPost, "/studio/clients", strings.NewReader("name="+strings.Repeat("x", 2<<20)))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	owner.Do(request).Is(http.StatusRequestEntityTooLarge)
	page = owner.Open("/studio/clients/1/edit").Submit("Save", "name", " ", "tax_number", strings.Repeat("9", 61))
	if page.Is(http.StatusUnprocessableEntity).Error("name") == "" || page.Error("tax_number") == "" || !strings.HasPrefix(page.Value("tax_number"), "999") {
		t.Error("an edit that cannot be saved shows no errors, or lost its input")
	}
	owner.Open("/studio/clients/1/edit").Submit("Save", "name", "Priya R", "notes", "Quiet").IsAt("/studio/clients/1").Shows("Saved.", "Priya R", "Quiet")
}

func TestAListOfClientsIsReadFromItsAddress(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	by, err := house.Store.Colleagues(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 27 {
		name := fmt.Sprintf("Client %02d", i)
		if _, err := house.Store.AddClient(t.Context(), by[0], store.ClientDetails{Name: name}, store.ContactDetails{Name: name, Email: fmt.Sprintf("c%d@example.com", i)}); err != nil {
			t.Fatal(err)
		}
	}
	for _, page := range []string{"", "0", "-1", "x", "1", "1e9", "99999999999999999999"} {
		owner.Open("/studio/clients?page="+page).Is(200).Shows("1 to 25 of 27", "Client 00").Hides("Client 26")
	}
	for _, page := range []string{"2", "3", "1000000"} {
		owner.Open("/studio/clients?page="+page).Is(200).Shows("26 to 27 of 27", "Client 26").Hides("Client 00")
	}
	owner.Open("/studio/clients?sort=newest").Shows("Client 26").Hides("Client 00")
	for _, junk := range []string{"name%20DESC;--", "%27", "nope"} {
		owner.Open("/studio/clients?sort=" + junk + "&status=" + junk).Is(200).Shows("Client 00").Hides(`aria-current="page">Archived`)
	}
	if page := owner.Open("/studio/clients?sort=name"); !strings.Contains(page.Body, `<th scope="col" aria-sort="ascending">`) {
		t.Error("the sorted column is not marked")
	}
	found := owner.Open("/studio/clients?q=" + url.QueryEscape("CLIENT 13")).Shows("Client 13").Hides("Client 12")
	if !strings.Contains(found.Body, `value="CLIENT 13"`) {
		t.Error("the search is lost")
	}
	owner.Open("/studio/clients?q=" + url.QueryEscape("50%_<b>")).Is(200).Shows("Nothing matches").Follow("Show all").Shows("Client 00")
	part := owner.Part("/studio/clients?q=c26%40").Is(200).Shows("Client 26").Hides("<html", "Client 25")
	if !strings.Contains(part.Body, `hx-swap-oob="true"`) {
		t.Error("the filters do not follow the search")
	}
	owner.Open("/studio/clients?q=%ff%00").Is(200).Shows("Client 00")
}

func TestASwitchClosesThePortal(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	addClient(t, owner, "Priya Raman", "priya@example.com")
	if _, err := house.Store.PortalOfContact(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	owner.Open("/studio/clients/1").Submit("Save", "enabled", "").Shows("The portal is off.", "Nobody here can sign in")
	if _, err := house.Store.PortalOfContact(t.Context(), 1); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the portal opens: %v", err)
	}
	owner.Open("/studio/clients?status=off").Shows("Priya Raman", "Portal off")
	part := owner.Open("/studio/clients/1").SubmitByHTMX("Save", "enabled", "on")
	part.Is(200).Shows("Enable Portal", "signs everyone out").Hides("<html", "Nobody here")
	if _, err := house.Store.PortalOfContact(t.Context(), 1); err != nil {
		t.Errorf("the portal stays closed: %v", err)
	}
}

func TestAClientIsArchivedAndBroughtBack(t *testing.T) {
	owner := newHouse(t).Owner(t)
	addClient(t, owner, "Priya Raman", "priya@example.com")
	ask := owner.Open("/studio/clients/1").Follow("Archive").Shows("Archive Priya Raman?", "Documents and payments are kept")
	owner.Open("/studio/clients").Shows("Priya Raman")
	ask.Submit("Archive client").IsAt("/studio/clients").Shows("Priya Raman is archived.", "All your clients are archived")
	owner.Open("/studio/clients?status=archived").Shows("Priya Raman")
	page := owner.Open("/studio/clients/1").Shows("Archived").Hides("Enable Portal", "New project</a>")
	owner.Open("/studio/projects/new").Shows("First, a client")
	page.Submit("Bring back").IsAt("/studio/clients/1").Shows("is back", "Enable Portal")
	owner.Open("/studio/clients").Shows("Priya Raman")
}

func TestContactsOfAClient(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	addClient(t, owner, "Larch House", "ines@example.com")
	addClient(t, owner, "Mei Tanaka", "mei@example.com")
	form := owner.Open("/studio/clients/1").Follow("Add contact")
	form = form.Submit("Add contact", "name", "Tom Hollis", "email", "mei@example.com", "phone", "1").Is(http.StatusUnprocessableEntity)
	if form.Error("email") != "Mei Tanaka has this address already." || form.Value("name") != "Tom Hollis" {
		t.Errorf("%q, %q", form.Error("email"), form.Value("name"))
	}
	form.Submit("Add contact", "email", "tom@example.com").IsAt("/studio/clients/1").Shows("Tom Hollis is here.")
	tom := owner.Open("/studio/clients/1").Follow("Tom Hollis").Shows("Contact of Larch House")
	tom.Submit("Make main contact").Shows("Tom Hollis is the main contact now.")
	tom = owner.Open("/studio/clients/1/contacts/3").Shows("Main contact of")
	tom.Submit("Save", "name", "Thomas Hollis", "email", "thomas@example.com").Shows("The old address is signed out", "Thomas Hollis")
	bad := owner.Open("/studio/clients/1/contacts/3").Submit("Save", "name", "", "email", "x", "phone", strings.Repeat("0", 61)).Is(http.StatusUnprocessableEntity)
	if bad.Error("name") == "" || bad.Error("email") == "" || bad.Error("phone") == "" || bad.Value("email") != "x" {
		t.Error("an edit that cannot be saved shows no errors, or lost its input")
	}
	owner.Open("/studio/clients/1/contacts/3").Follow("Archive").Shows("Archive Thomas Hollis?").Submit("Archive contact").IsAt("/studio/clients/1").Shows("Archived contacts (1)")
	owner.Open("/studio/clients/1/contacts/1/archival").Submit("Archive contact").Is(http.StatusConflict).Shows("Larch House is the only contact here")
	owner.Open("/studio/clients/1").Submit("Bring Thomas Hollis back").Shows("Thomas Hollis is back.")
}

func TestSomeoneElsesContactIsNotFound(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	addClient(t, owner, "Larch House", "ines@example.com")
	addClient(t, owner, "Mei Tanaka", "mei@example.com")
	for _, path := range []string{"/studio/clients/2/contacts/1", "/studio/clients/2/contacts/1/archival", "/studio/clients/3", "/studio/clients/3/edit",
		"/studio/clients/0", "/studio/clients/-1", "/studio/clients/x", "/studio/clients/1/contacts/9", "/studio/clients/99999999999999999999",
		"/studio/clients/1/contacts/x", "/studio/clients/3/contacts/new", "/studio/clients/3/archival", "/studio/projects/9", "/studio/projects/9/edit",
		"/studio/projects/9/archival", "/studio/projects/new?client=9", "/studio/projects/new?client=x"} {
		owner.Open(path).Is(http.StatusNotFound)
	}
	before := storetest.Count(t, house.Store, "SELECT count(*) FROM activity")
	for _, path := range []string{"/studio/clients/2/contacts/1", "/studio/clients/2/contacts/1/main", "/studio/clients/2/contacts/1/archival",
		"/studio/clients/2/contacts/1/restoration", "/studio/clients/3", "/studio/clients/3/portal", "/studio/clients/3/archival",
		"/studio/clients/3/restoration", "/studio/clients/3/contacts", "/studio/projects/9", "/studio/projects/9/status"} {
		request := owner.Request(http.MethodPost, path, strings.NewReader("name=X&email=x%40example.com&status=active"))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		owner.Do(request).Is(http.StatusNotFound)
	}
	if after := storetest.Count(t, house.Store, "SELECT count(*) FROM activity"); after != before {
		t.Errorf("%d deeds were done", after-before)
	}
	house.Visitor(t).Open("/studio/clients/1").IsAt("/studio/sign-in").Hides("Larch House")
}
