package money

import (
	"errors"
	"strconv"
)

// Problem is what is wrong with an input or a document: one stable word, by
// which a message can be looked up. It is an error itself, so that
// errors.Is(err, money.TooLarge) holds for everything this package returns.
type Problem string

// What can be wrong.
const (
	Missing          Problem = "missing"            // nothing was given
	NotANumber       Problem = "not-a-number"       // something other than one number
	Grouping         Problem = "grouping"           // thousands separators where the locale has none: "12.50" in German
	TooManyDecimals  Problem = "too-many-decimals"  // more than the currency, quantity or rate has
	TooLarge         Problem = "too-large"          // beyond the limits of the arithmetic
	Negative         Problem = "negative"           // below zero where that makes no sense
	UnknownCurrency  Problem = "unknown-currency"   // not an active ISO 4217 code
	UnknownCategory  Problem = "unknown-category"   // not a tax category of EN 16931
	UnknownRounding  Problem = "unknown-rounding"   // neither PerRate nor PerLine
	RateOutOfRange   Problem = "rate-out-of-range"  // a rate that its tax category forbids, or an absurd one
	AmountAndPercent Problem = "amount-and-percent" // one of both is wanted
	DiscountTooLarge Problem = "discount-too-large" // more than there is to pay
	TaxMissing       Problem = "tax-missing"        // a charge with nothing to take its tax from
	NothingToShare   Problem = "nothing-to-share"   // weights that come to nothing
	NegativeTotal    Problem = "negative-total"     // the document as a whole is below zero
	PartsExceed      Problem = "parts-exceed"       // instalments come to more than the total
	PartsFallShort   Problem = "parts-fall-short"   // instalments come to less than the total
	TwoRests         Problem = "two-rests"          // more than one part takes the rest
)

// Error returns the word itself.
func (p Problem) Error() string { return string(p) }

// InputError is why a piece of text is not an amount, a decimal or a rate.
type InputError struct {
	Problem  Problem
	Decimals int // how many decimals are allowed
}

// Error tells the problem in a form for logs; people get words of the catalogue.
func (e *InputError) Error() string { return "money: input: " + string(e.Problem) }

// Unwrap gives the [Problem] to errors.Is.
func (e *InputError) Unwrap() error { return e.Problem }

// Place is the list within a document in which an [Error] lies.
type Place string

// The lists of a document; [Document] is none of them.
const (
	InDocument   Place = ""
	InLine       Place = "line"
	InAdjustment Place = "adjustment"
	InPart       Place = "part"
)

// Error is a problem at its place in a [Sheet] or in the parts of a [Split].
type Error struct {
	Problem Problem
	Place   Place
	Index   int    // position in its list, from 0
	Field   string // as in JSON: price, base_quantity, discounts, tax, percent, amount, rest, currency, rounding, total; empty: the whole
}

// Error tells problem and place in a form for logs, counting from 1 as people do.
func (e *Error) Error() string {
	place := "document"
	if e.Place != InDocument {
		place = string(e.Place) + " " + strconv.Itoa(e.Index+1)
	}
	if e.Field != "" {
		place += " " + e.Field
	}
	return "money: " + place + ": " + string(e.Problem)
}

// Unwrap gives the [Problem] to errors.Is.
func (e *Error) Unwrap() error { return e.Problem }

// problemOf finds the Problem in an error of this package.
func problemOf(err error) Problem {
	var problem Problem
	if errors.As(err, &problem) {
		return problem
	}
	return Problem(err.Error())
}
