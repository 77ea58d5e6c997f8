package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	program "os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// onceEach fails unless each period that has come has one invoice, each of these
// one email to its one reader, and their numbers no gap.
func onceEach(t *testing.T, s *store.Store, periods int) {
	t.Helper()
	for what, query := range map[string]string{
		"periods":  "SELECT count(*) FROM recurring_period WHERE state = 'made' AND invoice_id IS NOT NULL",
		"invoices": "SELECT count(*) FROM invoice WHERE state = 'issued'",
		"titles":   "SELECT count(DISTINCT title) FROM invoice",
		"emails":   "SELECT count(*) FROM outbox WHERE kind = 'invoice'",
		"mailed":   "SELECT count(DISTINCT invoice_id) FROM outbox WHERE kind = 'invoice'",
	} {
		if n := storetest.Count(t, s, query); n != int64(periods) {
			t.Errorf("%s: %d, not %d", what, n, periods)
		}
	}
	gapless(t, s, "invoice", "INV-", periods)
	sober(t, s)
}

// weekly is a retainer of which five periods have come when the clock is at late.
func weekly(t *testing.T, job *storetest.Job, name string) {
	t.Helper()
	retainer(t, job, func(v *store.RecurringTerms) {
		v.Title, v.Rhythm = name+", {date}", store.Rhythm{Every: 1, Unit: "week", From: "2026-11-24"}
	})
}

const late = 29 * 24 * time.Hour // 22 December

// Workers that look at the same moment, each of which believes that it is alone,
// make each period once.
func TestSeveralWorkersMakeEachPeriodOnce(t *testing.T) {
	job := storetest.NewJob(t)
	for n := range 4 {
		weekly(t, job, fmt.Sprint("Care ", n))
	}
	job.Clock.Add(late)
	var workers sync.WaitGroup
	for range 6 {
		workers.Go(func() {
			if err := job.MakeRecurring(t.Context(), inEnglish); err != nil {
				t.Error(err)
			}
		})
	}
	workers.Wait()
	onceEach(t, job.Store, 4*5)
	err := job.Write(t.Context(), "INSERT INTO recurring_period (recurring_id, period_on, state, taken_at) VALUES (1, '2026-12-01', 'made', 0)")
	if err == nil {
		t.Error("the database takes a period twice")
	}
}

// Killed again and again while it makes them, the program makes each once.
func TestPeriodsSurviveBeingKilled(t *testing.T) {
	if file := os.Getenv("ANTEROOM_TEST_RECURRING"); file != "" {
		makeAll(t, file)
		return
	}
	job := storetest.NewJob(t)
	for n := range 20 {
		weekly(t, job, fmt.Sprint("Care ", n))
	}
	path := filepath.Join(t.TempDir(), "killed.db")
	_, err := store.Backup(t.Context(), job.Path(), path, false)
	done(t, err)
	done(t, job.Close())
	for round := range 5 {
		killWhileMaking(t, path, 8+5*round)
	}
	clock := storetest.NewClock()
	clock.Add(late)
	s, err := store.Open(t.Context(), path, store.Options{Now: clock.Now})
	done(t, err)
	defer func() { done(t, s.Close()) }()
	if n := storetest.Count(t, s, "SELECT count(*) FROM recurring_period"); n < 20 || n >= 100 {
		t.Errorf("%d periods came before the last kill, so little was tried", n)
	}
	done(t, s.MakeRecurring(t.Context(), inEnglish))
	onceEach(t, s, 20*5)
}

// killWhileMaking runs a program that makes what has come, and kills it at the
// so many-th word to be filled in, in the middle of a transaction.
func killWhileMaking(t *testing.T, path string, after int) {
	t.Helper()
	maker := program.Command(os.Args[0], "-test.run", "^TestPeriodsSurviveBeingKilled$", "-test.v")
	maker.Env = append(os.Environ(), "ANTEROOM_TEST_RECURRING="+path)
	out, err := maker.StdoutPipe()
	done(t, err)
	done(t, maker.Start())
	told := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "making ") {
			if told++; told == after {
				done(t, maker.Process.Kill())
			}
		}
	}
	var exit *program.ExitError
	if err := maker.Wait(); !errors.As(err, &exit) || told < after {
		t.Errorf("it was not killed after %d of %d: %v", told, after, err)
	}
}

// makeAll makes what has come, and tells each from within.
func makeAll(t *testing.T, path string) {
	clock := storetest.NewClock()
	clock.Add(late)
	s, err := store.Open(t.Context(), path, store.Options{Now: clock.Now})
	done(t, err)
	done(t, s.MakeRecurring(context.Background(), func(lang string, day store.Date) (string, string) {
		fmt.Printf("making %s\n", day)
		return inEnglish(lang, day)
	}))
	time.Sleep(time.Minute) // nothing is left: wait to be killed
}
