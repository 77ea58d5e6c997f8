package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"anteroom/store/money"
)

// Question is one thing that is asked.
type Question struct {
	ID       string   `json:"id"`   // 'q1', unique on its sheet
	Kind     string   `json:"kind"` // one of [QuestionKinds]
	Label    string   `json:"label"`
	Help     string   `json:"help,omitempty"`
	Required bool     `json:"required,omitempty"`
	Options  []string `json:"options,omitempty"` // of 'choice' and 'several'
}

// QuestionKinds are the kinds of questions: a line, a text, one of several
// options, several of them, a calendar date, a number, files.
func QuestionKinds() []string {
	return []string{"short", "long", "choice", "several", "date", "number", "file"}
}

// HasOptions tells whether it is answered by choosing.
func (q Question) HasOptions() bool { return q.Kind == "choice" || q.Kind == "several" }

// IsFile tells whether it is answered by files.
func (q Question) IsFile() bool { return q.Kind == "file" }

// QuestionSheet is what is asked: kept by templates and questionnaires alike, and
// frozen when a questionnaire is sent.
type QuestionSheet struct {
	Title     string
	Intro     string // plain text
	Questions []Question
}

// Question finds a question by its id, or gives nil.
func (s *QuestionSheet) Question(id string) *Question {
	if i := slices.IndexFunc(s.Questions, func(q Question) bool { return q.ID == id }); i >= 0 {
		return &s.Questions[i]
	}
	return nil
}

// How much a sheet holds.
const (
	maxQuestions   = 100
	maxOptions     = 50
	maxOption      = 200
	maxQuestion    = 500
	maxIntro       = 5_000
	maxShortAnswer = 500
	maxLongAnswer  = 20_000
)

var questionID = regexp.MustCompile(`^q[1-9][0-9]{0,3}$`)

// QuestionField names the field of a sheet's form that holds a part of a question.
func QuestionField(id, part string) string { return "question." + id + "." + part }

// check notes what can be kept in no draft. What a draft may still lack is told
// by lacks.
func (s *QuestionSheet) check(invalid *Invalid) {
	invalid.atMost("title", s.Title, maxTitle)
	invalid.atMost("intro", s.Intro, maxIntro)
	if len(s.Questions) > maxQuestions {
		invalid.Add("questions", Say("invalid.too_many_questions", "max", maxQuestions))
	}
	seen := map[string]bool{}
	for _, q := range s.Questions {
		if !questionID.MatchString(q.ID) || seen[q.ID] || !slices.Contains(QuestionKinds(), q.Kind) {
			invalid.Add("questions", Say("error400.note"))
			continue
		}
		seen[q.ID] = true
		invalid.atMost(QuestionField(q.ID, "label"), q.Label, maxQuestion)
		invalid.atMost(QuestionField(q.ID, "help"), q.Help, maxQuestion)
		q.checkOptions(invalid)
	}
}

func (q *Question) checkOptions(invalid *Invalid) {
	field := QuestionField(q.ID, "options")
	if len(q.Options) > maxOptions {
		invalid.Add(field, Say("invalid.lines", "max", maxOptions))
	}
	for i, option := range q.Options {
		invalid.atMost(field, option, maxOption)
		if slices.Contains(q.Options[:i], option) {
			invalid.Add(field, Say("invalid.option_twice", "option", option))
		}
	}
}

// lacks notes what a sheet still needs before anyone can be asked.
func (s *QuestionSheet) lacks(invalid *Invalid) {
	invalid.required("title", s.Title, maxTitle)
	if len(s.Questions) == 0 {
		invalid.Add("questions", Say("invalid.no_questions"))
	}
	for _, q := range s.Questions {
		invalid.required(QuestionField(q.ID, "label"), q.Label, maxQuestion)
		if q.HasOptions() && len(q.Options) < 2 {
			invalid.Add(QuestionField(q.ID, "options"), Say("invalid.two_options"))
		}
	}
	s.check(invalid)
}

// column is the questions as they are kept.
func (s *QuestionSheet) column() (string, error) {
	if len(s.Questions) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(s.Questions)
	return string(text), err
}

func (s *QuestionSheet) read(column string) error {
	return json.Unmarshal([]byte(column), &s.Questions)
}

// Answer is what was said to one question, as it stands now.
type Answer struct {
	Said    []string // one text; of 'several' each option; a number with a point, a date as YYYY-MM-DD; none: no answer
	Version int      // how often it was saved; 0: never
	At      time.Time
	Files   []File // of 'file', the first to come first
}

// IsEmpty tells that nothing was answered.
func (a Answer) IsEmpty() bool { return len(a.Said) == 0 && len(a.Files) == 0 }

// Text is the answer in one text, its options by lines.
func (a Answer) Text() string { return strings.Join(a.Said, "\n") }

// Has tells whether an option was chosen.
func (a Answer) Has(option string) bool { return slices.Contains(a.Said, option) }

// Seen stands in a page for what it shows of an answer: the version, and a
// fingerprint by which an answer that nobody has touched is known.
func (a Answer) Seen() string { return strconv.Itoa(a.Version) + "." + fingerprint(a.Said) }

func fingerprint(said []string) string {
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// read makes an answer of what was typed, or tells what is wrong with it.
func (q *Question) read(typed []string, locale string) (said []string, wrong *Text) {
	var invalid Invalid
	for _, text := range typed {
		invalid.atMost("", text, maxLongAnswer)
		if text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")); text != "" {
			said = append(said, text)
		}
	}
	if len(said) > 1 && q.Kind != "several" {
		invalid.Add("", Say("invalid.text"))
	}
	if q.IsFile() && len(said) > 0 {
		invalid.Add("", Say("invalid.choice"))
	}
	if len(said) > 0 && len(invalid.Fields) == 0 {
		said = q.readKind(said, locale, &invalid)
	}
	if text, found := invalid.Fields[""]; found {
		return nil, &text
	}
	return said, nil
}

func (q *Question) readKind(said []string, locale string, invalid *Invalid) []string {
	switch q.Kind {
	case "short":
		said[0] = strings.Join(strings.Fields(said[0]), " ")
		if utf8.RuneCountInString(said[0]) > maxShortAnswer {
			invalid.Add("", Say("invalid.too_long", "max", maxShortAnswer))
		}
	case "choice", "several":
		for _, option := range said {
			if !slices.Contains(q.Options, option) {
				invalid.Add("", Say("invalid.choice"))
			}
		}
		return slices.DeleteFunc(slices.Clone(q.Options), func(option string) bool { return !slices.Contains(said, option) })
	case "date":
		if _, err := ParseDate(said[0]); err != nil {
			invalid.Add("", Say("invalid.date"))
		}
	case "number":
		n, err := money.ParseDecimal(said[0], locale)
		if err != nil {
			invalid.Add("", Say("invalid.number_such"))
		}
		said[0] = n.String()
	}
	return said
}
