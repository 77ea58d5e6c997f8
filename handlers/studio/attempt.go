package studio

import "crypto/rand"

// newAttempt is the key of a form that must take effect once, however often
// its button is pressed: 26 letters and digits.
func newAttempt() string { return rand.Text() }
