package store

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Limits of a search: the words that count, and the characters that are read.
const (
	searchWords = 3
	searchRunes = 100
)

// letters that Unicode does not take apart, but people type plain.
var plainLetters = strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ı", "i", "æ", "ae", "œ", "oe")

// fold makes a text comparable as people compare: without regard to case, in
// any script, to accents, or to how characters are composed. SQLite's own LIKE
// knows only the case of ASCII.
func fold(s string) string {
	s = norm.NFKD.String(cases.Fold().String(s))
	s = strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f { // accents of Latin, Greek and Cyrillic; other scripts' marks are letters
			return -1
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
	return plainLetters.Replace(norm.NFC.String(s))
}

// searched makes the arguments of a search: a LIKE pattern (ESCAPE '\') for
// each of its words, all of which must be found; always searchWords of them.
func searched(query string) []any {
	if runes := []rune(query); len(runes) > searchRunes {
		query = string(runes[:searchRunes])
	}
	words := strings.Fields(fold(strings.ToValidUTF8(query, " ")))
	if len(words) > searchWords {
		words = append(words[:searchWords-1], strings.Join(words[searchWords-1:], " "))
	}
	args := make([]any, searchWords)
	for i := range args {
		args[i] = "%"
		if i < len(words) {
			args[i] = like(words[i])
		}
	}
	return args
}

// finds is the condition of a search: each of its words is found in one of the
// folded columns. Its arguments, which are those of searched, come first in
// the statement.
func finds(columns ...string) string {
	words := make([]string, searchWords)
	for i := range words {
		places := make([]string, len(columns))
		for j, column := range columns {
			places[j] = fmt.Sprintf(`%s LIKE ?%d ESCAPE '\'`, column, i+1)
		}
		words[i] = "(" + strings.Join(places, " OR ") + ")"
	}
	return strings.Join(words, " AND ")
}

// indexClient makes what a client is found by. Every verb that changes the
// name of a client, or a contact, does so in its transaction.
func (t *tx) indexClient(id int64) error {
	names, err := one(t.ctx, t, value[string], `SELECT client.name || coalesce((SELECT ' ' || group_concat(
		contact.name || ' ' || contact.email || ' ' || contact.phone, ' ') FROM contact
		WHERE contact.client_id = client.id AND contact.archived_at IS NULL), '') FROM client WHERE client.id = ?`, id)
	if err != nil {
		return err
	}
	return t.update("UPDATE client SET search = ? WHERE id = ?", fold(names), id)
}
