package letter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"anteroom/store"
)

// fields are what merge fields stand for, in the reader's language. One that is
// not here is left as it is written; an empty one has nothing to say.
type fields map[string]string

// sentences are the fields whose values are sentences, whole and with their stop.
var sentences = map[string]bool{"schedule": true, "rest": true, "over": true, "way": true, "credited": true, "balance": true,
	"ask": true, "why": true, "answer": true, "twice": true}

// token is a field in words, or a brace that a backslash makes plain.
var token = regexp.MustCompile(`\\.|\{([^{}\n]*)\}`)

// replace puts each field's value in its place. value is told where in the text
// the field stands; what it gives is not read for fields.
func (f fields) replace(text string, value func(v string, at int) string) string {
	var b strings.Builder
	end := 0
	for _, at := range token.FindAllStringSubmatchIndex(text, -1) {
		if at[2] < 0 {
			continue // "\{"
		}
		v, known := f[text[at[2]:at[3]]]
		if !known {
			continue
		}
		b.WriteString(text[end:at[0]])
		b.WriteString(value(v, at[0]))
		end = at[1]
	}
	b.WriteString(text[end:])
	return b.String()
}

// lack tells whether a field in the words has nothing to say.
func (f fields) lack(text string) bool {
	empty := false
	f.replace(text, func(v string, _ int) string {
		empty = empty || v == ""
		return v
	})
	return empty
}

// subject fills a line that is no Markdown; ok is false when that would leave a
// hole. Braces of values are marked by a backslash until it is read by [unmark].
func (f fields) subject(text string) (filled string, ok bool) {
	return f.replace(text, func(v string, _ int) string {
		return strings.NewReplacer("{", `\{`, "}", `\}`).Replace(store.InOneLine(v))
	}), !f.lack(text)
}

// unmark takes the backslash from the braces of a subject.
func unmark(subject string) string {
	return store.InOneLine(strings.NewReplacer(`\{`, "{", `\}`, "}").Replace(subject))
}

// body fills Markdown. A sentence with a field that has nothing to say is left
// out, a line and a paragraph of which nothing else is left too.
func (f fields) body(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if f.lack(line) {
			if line = f.shorten(line); strings.Trim(line, " \t>*-+#_") == "" {
				continue
			}
		}
		lines = append(lines, f.replace(line, func(v string, at int) string {
			return store.PlainMarkdown(v, strings.Trim(line[:at], " \t>") == "")
		}))
	}
	filled := strings.Join(lines, "\n")
	for strings.Contains(filled, "\n\n\n") {
		filled = strings.ReplaceAll(filled, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(filled)
}

// shorten takes out of a line the sentences that would have a hole.
func (f fields) shorten(line string) string {
	var b strings.Builder
	for _, piece := range pieces(line) {
		if !f.lack(piece) {
			b.WriteString(piece)
		}
	}
	return strings.TrimRight(b.String(), " \t")
}

// stop ends a sentence: with what closes behind it, and the space that follows.
var stop = regexp.MustCompile(`[.!?…。！？]["”’»)*_]*\s+`)

// pieces cuts a line into its sentences. A field that is a sentence is one by
// itself.
func pieces(line string) []string {
	cut := map[int]bool{len(line): true}
	for _, at := range stop.FindAllStringIndex(line, -1) {
		cut[at[1]] = !isShort(line[:at[0]], line[at[1]:])
	}
	for _, at := range token.FindAllStringSubmatchIndex(line, -1) {
		if at[2] >= 0 && sentences[line[at[2]:at[3]]] {
			cut[at[0]], cut[at[1]+len(line[at[1]:])-len(strings.TrimLeft(line[at[1]:], " "))] = true, true
		}
	}
	var list []string
	begin := 0
	for n := 1; n <= len(line); n++ {
		if cut[n] {
			list = append(list, line[begin:n])
			begin = n
		}
	}
	return list
}

// isShort tells a stop that is a shortened word's, as in "No. {number}": after
// three letters at most, and before what begins no sentence.
func isShort(before, after string) bool {
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	next, _ := utf8.DecodeRuneInString(after)
	return utf8.RuneCountInString(word) <= 3 && (next == '{' || unicode.IsDigit(next) || unicode.IsLower(next))
}
