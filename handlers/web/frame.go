package web

import (
	"strings"
	"time"

	"anteroom/store"
)

// Frame is what every page's view begins with: whose portal this is and what
// stands around the page. Views embed it.
type Frame struct {
	Lang   string        // of the words and of <html lang>
	Locale string        // of numbers and dates
	Studio *store.Studio // never nil; its Name is empty before setup
	Path   string        // of the page, for links that come back to it
	Part   string        // the section of the navigation that is current
	Flash  *Flash

	Now     time.Time       // of the answer, in the studio's zone; zero for one who is not known
	Staff   store.Staff     // on the studio's side
	Contact store.Contact   // on the client's side; empty for one who is not known
	Link    string          // "/d/TOKEN" when reached through an emailed link
	Preview bool            // 'View as Client': every form is off
	Others  []store.Contact // in a preview: those on the same projects
	Papers  string          // on the client's side: where the lists of documents begin; empty: this contact has none
	Photos  bool            // likewise: there are photographs to see
}

// Today is the date on the studio's wall.
func (f Frame) Today() store.Date { return store.DateOf(f.Now) }

// Initials are the one or two letters that stand for a person.
func (f Frame) Initials() string { return Initials(f.Staff.Name) }

// Initials are the one or two letters that stand for a name.
func Initials(name string) string {
	var letters []rune
	start := true
	for _, r := range name {
		if start && r != ' ' {
			letters = append(letters, r)
		}
		start = r == ' ' || r == '-'
	}
	if len(letters) > 2 {
		letters = []rune{letters[0], letters[len(letters)-1]}
	}
	return string(letters)
}

// FirstName is how a letter would address someone.
func FirstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}
