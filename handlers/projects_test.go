package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"anteroom/store/storetest"
)

func TestAProjectFromItsClientToTheArchive(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	owner.Open("/studio/projects").Shows("Your projects will be here").Follow("New project").Shows("First, a client")
	addClient(t, owner, "Priya Raman", "priya@example.com")
	addClient(t, owner, "Mei Tanaka", "mei@example.com")
	owner.Open("/studio/clients/1/contacts/new").Submit("Add contact", "name", "Tom Hollis", "email", "tom@example.com")
	choice := owner.Open("/studio/projects/new").Shows("Who is it for?", "Mei Tanaka", "Priya Raman")
	owner.Open("/studio/projects/new?q=nobody").Shows("Nobody matches")
	owner.Part("/studio/projects/new?q=priya").Shows("Priya Raman").Hides("<html", "Mei Tanaka")
	form := choice.Follow("Priya Raman").IsAt("/studio/projects/new")
	if form.Value("contacts") != "1" || form.Value("staff") != "1" || form.Value("status") != "enquiry" {
		t.Errorf("ticked: contact %q, staff %q, %q", form.Value("contacts"), form.Value("staff"), form.Value("status"))
	}
	page := form.Submit("Begin project", "name", "Kitchen", "location", "31 Larkfield Road", "event_on", "2026-12-04", "notes", "Work begins **at eight**.")
	page.IsAt("/studio/projects/1").Shows("Project #1 has begun.", "Project #1 for Priya Raman, 31 Larkfield Road", "4 December 2026", "at eight",
		"Looked after by Hannah Rowe", "priya@example.com", "Send the first quote", "You began Kitchen").Hides("tom@example.com", "**")
	if !strings.Contains(page.Body, `data-copy="`+house.URL+`/portal"`) {
		t.Error("the portal's address cannot be copied")
	}
	page.Submit("View as Client").IsAt("/studio/view/1/portal/projects/1").Shows("The portal as Priya Raman sees it")
	owner.Open("/studio/projects").Shows("None active, 1 enquiry", "Kitchen", "#1, 31 Larkfield Road", "Priya Raman", "4 Dec 2026", "Enquiry")
	page = owner.Open("/studio/projects/1/edit").Submit("Save", "name", "Kitchen and garden room", "contacts", "3", "status", "active", "staff", "")
	page.IsAt("/studio/projects/1").Shows("Kitchen and garden room", "tom@example.com", "Under way", "moved Kitchen and garden room from enquiry to active").Hides("priya@example.com", "Looked after")
	page.Submit("Mark as complete").Shows("The project is complete.", "under Complete")
	ask := owner.Open("/studio/projects/1").Follow("Archive").Shows("Archive Kitchen and garden room?")
	page = ask.Submit("Archive project").IsAt("/studio/projects/1").Shows("The project is archived.", "This project is archived")
	owner.Open("/studio/projects").Hides("Kitchen").Shows("All your projects are archived")
	owner.Open("/studio/projects?status=archived").Shows("Kitchen")
	page.Submit("Open again").Shows("The project is active.")
	owner.Open("/studio/projects?status=active&sort=event&q=raman+%231").Shows("Kitchen")
}

func TestARefusedProjectKeepsWhatWasTyped(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	addClient(t, owner, "Priya Raman", "priya@example.com")
	addClient(t, owner, "Mei Tanaka", "mei@example.com")
	form := owner.Open("/studio/projects/new?client=1")
	long := strings.Repeat("x", 20_001)
	page := form.Submit("Begin project", "name", "", "event_on", "31/12/2026", "status", "archived", "notes", long, "location", "Here").Is(http.StatusUnprocessableEntity)
	for _, field := range []string{"name", "event_on", "status", "notes"} {
		if page.Error(field) == "" {
			t.Errorf("%s: no error", field)
		}
	}
	if page.Value("location") != "Here" || page.Value("contacts") != "1" || page.Value("notes") != long {
		t.Error("the input is lost")
	}
	for _, contact := range []string{"2", "x", "-1", "999"} {
		form.Submit("Begin project", "name", "Kitchen", "contacts", contact).Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	}
	form.Submit("Begin project", "name", "Kitchen", "client", "9").Is(http.StatusNotFound)
	form.Submit("Begin project", "name", "Kitchen", "client", "x").Is(http.StatusNotFound)
	if n := storetest.Count(t, house.Store, "SELECT count(*) FROM project"); n != 0 {
		t.Errorf("%d projects", n)
	}
	form.Submit("Begin project", "name", "Kitchen").Shows("Project #1 has begun.")
	request := owner.Request(http.MethodPost, "/studio/projects/1/status", strings.NewReader("status=gone"))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	owner.Do(request).Is(http.StatusUnprocessableEntity)
	// A project of an archived client does not open until the client is back.
	owner.Open("/studio/clients/1/archival").Submit("Archive client")
	owner.Open("/studio/projects/1").Submit("Open again").Is(http.StatusConflict).Shows("Bring the client back first")
}
