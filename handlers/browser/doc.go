// Package browser holds no code of the product: its tests drive the built
// program with Chromium, a real mail server and a stand-in for Stripe, as the
// people do for whom it is made.
package browser
