package handlers_test

import (
	"net/http"
	"testing"

	"anteroom/handlers"
)

func TestAPrintedLinkSignsTheOwnerInOnce(t *testing.T) {
	house := newHouse(t)
	token, err := house.Store.MintEntry(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	link := "/studio/sign-in/" + token
	house.Visitor(t).Open(link).Is(http.StatusOK) // a scanner of mails looks, and uses nothing up
	owner := house.Visitor(t)
	owner.Open(link).Submit("Sign in").IsAt("/studio").Shows("Dashboard")
	owner.Open(link).IsAt("/studio") // a second click is at home already

	late := house.Visitor(t)
	page := late.Open(link).Is(http.StatusGone).Shows("This link has been used")
	page.Submit("Sign in", "email", "hannah@alderandrowe.example", "password", "a lamp in the hall").IsAt("/studio")
	late.Post("/studio/sign-out")
	late.Post(link).Is(http.StatusGone)
	late.Open("/studio").IsAt("/studio/sign-in")
	late.Open("/studio/sign-in/" + token[1:]).Is(http.StatusNotFound)
}

func TestOnlyAPracticeStudioTellsHowToSignIn(t *testing.T) {
	newHouse(t).Visitor(t).Open("/studio/sign-in").Hides("practice studio")
	house := newHouse(t, func(c *handlers.Config) {
		c.Demo = handlers.Demo{Email: "hannah@demo.example", Password: "three words here"}
	})
	house.Visitor(t).Open("/studio/sign-in").Shows("hannah@demo.example").Shows("three words here")
}
