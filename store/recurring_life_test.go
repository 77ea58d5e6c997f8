package store_test

import (
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// missing is a retainer that missed its first period by far, on which nobody has
// decided yet.
func missing(t *testing.T, j *storetest.Job) int64 {
	t.Helper()
	r := retainer(t, j)
	j.Clock.Add(60 * 24 * time.Hour) // 22 January
	done(t, j.MakeRecurring(t.Context(), inEnglish))
	return r.ID
}

var recurringMade = map[string]maker{
	"active": missing,
	"paused": func(t *testing.T, j *storetest.Job) int64 {
		id := missing(t, j)
		done(t, j.PauseRecurring(t.Context(), j.Owner, id))
		return id
	},
	"ended": func(t *testing.T, j *storetest.Job) int64 {
		id := missing(t, j)
		done(t, j.EndRecurring(t.Context(), j.Owner, id))
		return id
	},
}

var recurringEvents = map[string]meeting{
	"edit": func(t *testing.T, j *storetest.Job, id int64) error {
		r, err := j.Recurring(t.Context(), id)
		done(t, err)
		return j.EditRecurring(t.Context(), j.Owner, id, store.RecurringTerms{Title: r.Title, DueDays: 5,
			Rhythm: store.Rhythm{Every: 1, Unit: "month", Day: 1, From: max(r.NextOn, j.Today())}})
	},
	"pause": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.PauseRecurring(t.Context(), j.Owner, id)
	},
	"resume": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.ResumeRecurring(t.Context(), j.Owner, id)
	},
	"end": func(t *testing.T, j *storetest.Job, id int64) error { return j.EndRecurring(t.Context(), j.Owner, id) },
	"decide": func(t *testing.T, j *storetest.Job, id int64) error {
		period := storetest.Count(t, j.Store, "SELECT id FROM recurring_period WHERE recurring_id = ? AND state = 'asked'", id)
		_, err := j.DecidePeriod(t.Context(), j.Owner, id, period, true, inEnglish)
		return err
	},
}
