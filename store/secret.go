package store

import "strings"

// secretKinds are, for a query, the kinds of mails that carry a way in: a
// one-time link or a code.
const secretKinds = "'sign-in', 'invite', 'portal-reset', 'code', 'reset'"

// Secret tells whether a mail of this kind carries a way in. Such mails end with
// the ways in of whom they are for, and never stand among the emails that a
// contact can read again.
func Secret(kind string) bool {
	return !strings.Contains(kind, "'") && strings.Contains(secretKinds, "'"+kind+"'")
}
