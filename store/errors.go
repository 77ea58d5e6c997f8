package store

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrNotFound says that there is no such thing, or that it is not the asker's
// to see: the two are never told apart.
var ErrNotFound = errors.New("not found")

// Text is something a person will read: a key of the word catalogue and the
// values of its placeholders, as name, value, name, value.
type Text struct {
	Key  string
	Args []any
}

// Say makes a Text.
func Say(key string, args ...any) Text { return Text{Key: key, Args: args} }

// Invalid says which fields of a form must be mended. Nothing was saved.
type Invalid struct {
	Fields map[string]Text
}

func (e *Invalid) Error() string {
	return "invalid: " + strings.Join(slices.Sorted(maps.Keys(e.Fields)), ", ")
}

// Add notes what is wrong with a field; the first message for a field stays.
func (e *Invalid) Add(field string, text Text) {
	if e.Fields == nil {
		e.Fields = make(map[string]Text)
	}
	if _, there := e.Fields[field]; !there {
		e.Fields[field] = text
	}
}

// OrNil is the error to return: nil when every field is well.
func (e *Invalid) OrNil() error {
	if len(e.Fields) == 0 {
		return nil
	}
	return e
}

// Refused says, in one sentence, why a well-formed wish cannot be granted: the
// world is not, or no longer, as the person saw it.
type Refused struct {
	Why Text
}

func (e *Refused) Error() string { return "refused: " + e.Why.Key }

func refuse(key string, args ...any) error { return &Refused{Why: Say(key, args...)} }

// isConstraint tells whether err is a violated UNIQUE or PRIMARY KEY.
func isDuplicate(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) &&
		(e.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || e.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// errNoRoom says that the disk is about to be full.
var errNoRoom = errors.New("there is no room left on the disk")

// errNoSpace says that the owner's limit of the whole database is reached.
var errNoSpace = errors.New("the limit of the database is reached")

// IsOverLimit tells whether err says that the owner's limit of the whole
// database is reached.
func IsOverLimit(err error) bool { return errors.Is(err, errNoSpace) }

// IsFull tells whether err says that the disk has no room left, or that the
// database may not grow.
func IsFull(err error) bool {
	var e *sqlite.Error
	return errors.Is(err, errNoRoom) || errors.Is(err, errNoSpace) || errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_FULL
}
