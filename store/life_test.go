package store_test

import (
	"errors"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// Every event is tried in every state of a quote, a contract, a questionnaire, an invoice and a
// recurring one. What the table allows leads to the state that it names; the rest is refused, and
// changes nothing.
func TestEveryEventInEveryState(t *testing.T) {
	for kind, life := range map[string]map[string]map[string]string{
		"quote": store.QuoteLife(), "contract": store.ContractLife(), "invoice": store.InvoiceLife(), "recurring": store.RecurringLife(),
		"questionnaire": store.QuestionnaireLife(), "payment": store.PaymentLife(), "refund": store.RefundLife(),
	} {
		tried := events[kind]
		for state := range made[kind] {
			for name, meet := range tried {
				t.Run(kind+"/"+state+"/"+name, func(t *testing.T) {
					job := storetest.NewJob(t)
					id := made[kind][state](t, job)
					err := meet(t, job, id)
					want, allowed := life[state][name]
					if !allowed {
						want = state
					}
					if (err == nil) != allowed {
						t.Errorf("%s of a %s %s: %v", name, state, kind, err)
					}
					if !isIn(t, job, kind, id, want) {
						t.Errorf("it is not %s then", want)
					}
				})
			}
		}
		for state, meets := range life {
			if made[kind][state] == nil {
				t.Errorf("no %s is made %s", kind, state)
			}
			for name := range meets {
				if tried[name] == nil {
					t.Errorf("%q of a %s is not tried", name, kind)
				}
			}
		}
		if got, want := slices.Sorted(maps.Keys(made[kind])), statesOf(t, kind); !slices.Equal(got, want) {
			t.Errorf("made are %v; the database knows %v", got, want)
		}
	}
}

type maker func(*testing.T, *storetest.Job) int64

var made = map[string]map[string]maker{
	"payment": madePayments,
	"refund":  madeRefunds,
	"quote": {
		"draft": func(t *testing.T, j *storetest.Job) int64 { return j.Draft(t).ID },
		"sent":  func(t *testing.T, j *storetest.Job) int64 { return j.Sent(t).ID },
		"accepted": func(t *testing.T, j *storetest.Job) int64 {
			return j.Invoiced(t).QuoteID
		},
		"declined": func(t *testing.T, j *storetest.Job) int64 {
			q, err := j.Portal(t, j.Priya).DeclineQuote(t.Context(), j.Sent(t).ID, "Too dear", store.Visit{})
			done(t, err)
			return q.ID
		},
		"invoiced": func(t *testing.T, j *storetest.Job) int64 {
			q := j.Sent(t)
			_, err := j.InvoiceQuote(t.Context(), j.Owner, q.ID, q.Content.DefaultSelection())
			done(t, err)
			return q.ID
		},
		"superseded": func(t *testing.T, j *storetest.Job) int64 {
			q := j.Sent(t)
			revision, err := j.ReviseQuote(t.Context(), j.Owner, q.ID)
			done(t, err)
			_, err = j.SendQuote(t.Context(), j.Owner, revision.ID, j.Letter())
			done(t, err)
			return q.ID
		},
	},
	"invoice": {
		"draft": func(t *testing.T, j *storetest.Job) int64 {
			done(t, j.Write(t.Context(), "UPDATE studio SET on_acceptance = 'draft'"))
			return j.Invoiced(t).ID
		},
		"issued": func(t *testing.T, j *storetest.Job) int64 { return j.Invoiced(t).ID },
		"void": func(t *testing.T, j *storetest.Job) int64 {
			i, err := j.VoidInvoice(t.Context(), j.Owner, j.Invoiced(t).ID, "Written twice")
			done(t, err)
			return i.ID
		},
	},
	"recurring": recurringMade,
	"contract":  contractMade,

	"questionnaire": questionnaireMade,
}

type meeting func(*testing.T, *storetest.Job, int64) error

var events = map[string]map[string]meeting{
	"payment": paymentEvents,
	"refund":  refundEvents,
	"quote": {
		"edit": func(t *testing.T, j *storetest.Job, id int64) error {
			q, err := j.Quote(t.Context(), id)
			done(t, err)
			_, err = j.SaveQuote(t.Context(), j.Owner, id, q.Edits, 0, q.Content)
			return err
		},
		"discard": func(t *testing.T, j *storetest.Job, id int64) error { return j.DeleteQuote(t.Context(), j.Owner, id) },
		"send": func(t *testing.T, j *storetest.Job, id int64) error {
			_, err := j.SendQuote(t.Context(), j.Owner, id, j.Letter())
			return err
		},
		"accept": func(t *testing.T, j *storetest.Job, id int64) error {
			q, err := j.Quote(t.Context(), id)
			done(t, err)
			_, err = j.Portal(t, j.Priya).AcceptQuote(t.Context(), id, storetest.Signing(t, q))
			return err
		},
		"decline": func(t *testing.T, j *storetest.Job, id int64) error {
			_, err := j.Portal(t, j.Priya).DeclineQuote(t.Context(), id, "", store.Visit{})
			return err
		},
		"revise": func(t *testing.T, j *storetest.Job, id int64) error {
			if n := storetest.Count(t, j.Store, "SELECT count(*) FROM quote WHERE revises_id = ?", id); n > 0 {
				return errors.New("revised already")
			}
			_, err := j.ReviseQuote(t.Context(), j.Owner, id)
			return err
		},
		"invoice": func(t *testing.T, j *storetest.Job, id int64) error {
			q, err := j.Quote(t.Context(), id)
			done(t, err)
			_, err = j.InvoiceQuote(t.Context(), j.Owner, id, q.Content.DefaultSelection())
			return err
		},
		"replace": func(t *testing.T, j *storetest.Job, id int64) error {
			if n := storetest.Count(t, j.Store, "SELECT count(*) FROM quote WHERE revises_id = ?", id); n > 0 {
				return errors.New("replaced already")
			}
			revision, err := j.ReviseQuote(t.Context(), j.Owner, id)
			if err != nil {
				return err
			}
			_, err = j.SendQuote(t.Context(), j.Owner, revision.ID, j.Letter())
			return err
		},
	},
	"invoice": {
		"edit": func(t *testing.T, j *storetest.Job, id int64) error {
			i, err := j.Invoice(t.Context(), id)
			done(t, err)
			_, err = j.SaveInvoice(t.Context(), j.Owner, id, i.Edits, 0, i.Content)
			return err
		},
		"discard": func(t *testing.T, j *storetest.Job, id int64) error { return j.DeleteInvoice(t.Context(), j.Owner, id) },
		"date": func(t *testing.T, j *storetest.Job, id int64) error {
			i, err := j.Invoice(t.Context(), id)
			done(t, err)
			parts, _ := i.OpenParts()
			_, err = j.Reschedule(t.Context(), j.Owner, id, i.Edits, parts)
			return err
		},
		"issue": func(t *testing.T, j *storetest.Job, id int64) error {
			_, err := j.IssueInvoice(t.Context(), j.Owner, id)
			return err
		},
		"send": func(t *testing.T, j *storetest.Job, id int64) error {
			_, err := j.SendInvoice(t.Context(), j.Owner, id, j.Letter())
			return err
		},
		"pay": func(t *testing.T, j *storetest.Job, id int64) error {
			return j.RecordPayment(t.Context(), j.Owner, id, store.HandPayment{Method: "cash", Amount: 100, PaidOn: j.Today(), Attempt: strings.Repeat("p", 20)})
		},
		"credit": func(t *testing.T, j *storetest.Job, id int64) error {
			_, err := j.CreditInvoice(t.Context(), j.Owner, id, store.Crediting{Amount: 100})
			return err
		},
		"void": func(t *testing.T, j *storetest.Job, id int64) error {
			_, err := j.VoidInvoice(t.Context(), j.Owner, id, "")
			return err
		},
	},
	"recurring": recurringEvents,
	"contract":  contractEvents,

	"questionnaire": questionnaireEvents,
}

// isIn tells whether a document is in a state; one that was thrown away is gone.
func isIn(t *testing.T, j *storetest.Job, kind string, id int64, state string) bool {
	t.Helper()
	if state == "gone" {
		return storetest.Count(t, j.Store, "SELECT count(*) FROM "+kind+" WHERE id = ?", id) == 0
	}
	return storetest.Count(t, j.Store, "SELECT count(*) FROM "+kind+" WHERE id = ? AND state = ?", id, state) == 1
}

// statesOf are the states that the database lets a kind of document be in.
func statesOf(t *testing.T, kind string) []string {
	t.Helper()
	schema, err := os.ReadFile("../schema.sql")
	done(t, err)
	table := regexp.MustCompile(`(?s)CREATE TABLE ` + kind + ` \(.*?CHECK \(state IN \((.*?)\)\)`).FindSubmatch(schema)
	states := strings.Split(strings.ReplaceAll(string(table[1]), "'", ""), ", ")
	slices.Sort(states)
	return states
}

func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
