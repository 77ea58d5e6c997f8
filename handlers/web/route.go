package web

// Audience is who a route is for; the door checks it before the handler runs.
type Audience string

// The audiences.
const (
	Public  Audience = "public"  // anyone
	Link    Audience = "link"    // who holds an emailed link; {token} in the path
	Contact Audience = "contact" // a client's contact who is signed in
	Member  Audience = "staff"   // one of the studio, signed in
	Owner   Audience = "owner"   // the owner, signed in
)

// Route describes one line of a route table, for the mux and for the test that
// walks every route as the wrong person.
type Route struct {
	Method   string
	Pattern  string // as net/http's mux reads it
	Audience Audience
	Object   string // the kind of thing that {id} or {token} names; "" for none
}
