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

// Eight who issue at once get every number once, and leave none out.
func TestNumbersOfEightWritersHaveNoGapAndNoDouble(t *testing.T) {
	job := storetest.NewJob(t)
	drafts := draftInvoices(t, job, 40)
	var writers sync.WaitGroup
	for n := range 8 {
		writers.Go(func() {
			for i := n; i < len(drafts); i += 8 {
				if _, err := job.IssueInvoice(t.Context(), job.Owner, drafts[i]); err != nil {
					t.Error(err)
				}
				if _, err := job.CreditInvoice(t.Context(), job.Owner, drafts[i], store.Crediting{Amount: 100}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	gapless(t, job.Store, "invoice", "INV-", 40)
	gapless(t, job.Store, "credit_note", "CN-", 40)
	sober(t, job.Store)
}

// A number that was refused at the last step is given to the next.
func TestANumberIsNotLostWithItsTransaction(t *testing.T) {
	job := storetest.NewJob(t)
	drafts := draftInvoices(t, job, 2)
	done(t, job.Write(t.Context(), fmt.Sprintf("CREATE TRIGGER late BEFORE INSERT ON invoice_tax WHEN NEW.invoice_id = %d BEGIN SELECT RAISE(ABORT, 'late'); END", drafts[0])))
	if _, err := job.IssueInvoice(t.Context(), job.Owner, drafts[0]); err == nil {
		t.Fatal("issued in spite of the trigger")
	}
	_, err := job.IssueInvoice(t.Context(), job.Owner, drafts[1])
	done(t, err)
	gapless(t, job.Store, "invoice", "INV-", 1)
}

// Killed again and again while it issues, the program leaves no gap and no
// double, and keeps every number that it has told.
func TestNumbersSurviveBeingKilled(t *testing.T) {
	if file := os.Getenv("ANTEROOM_TEST_ISSUER"); file != "" {
		issueAll(t, file)
		return
	}
	job := storetest.NewJob(t)
	draftInvoices(t, job, 150)
	path := filepath.Join(t.TempDir(), "killed.db")
	_, err := store.Backup(t.Context(), job.Path(), path, false)
	done(t, err)
	done(t, job.Close())
	told := 0
	for round := range 6 {
		told += killWhileIssuing(t, path, 5+4*round)
	}
	s, err := store.Open(t.Context(), path, store.Options{Now: storetest.NewClock().Now})
	done(t, err)
	defer func() { done(t, s.Close()) }()
	issued := int(storetest.Count(t, s, "SELECT count(*) FROM invoice WHERE state = 'issued'"))
	if issued < told || told < 30 {
		t.Errorf("%d were told, %d are there", told, issued)
	}
	gapless(t, s, "invoice", "INV-", issued)
	sober(t, s)
}

// killWhileIssuing runs a program that issues invoices, kills it once it has
// told some numbers, and counts them.
func killWhileIssuing(t *testing.T, path string, after int) (told int) {
	t.Helper()
	issuer := program.Command(os.Args[0], "-test.run", "^TestNumbersSurviveBeingKilled$", "-test.v")
	issuer.Env = append(os.Environ(), "ANTEROOM_TEST_ISSUER="+path)
	out, err := issuer.StdoutPipe()
	done(t, err)
	done(t, issuer.Start())
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "issued ") {
			if told++; told == after {
				done(t, issuer.Process.Kill())
			}
		}
	}
	var exit *program.ExitError
	if err := issuer.Wait(); !errors.As(err, &exit) {
		t.Errorf("the issuer was not killed: %v", err)
	}
	return told
}

// issueAll issues every draft of a database, and tells each.
func issueAll(t *testing.T, path string) {
	s, err := store.Open(t.Context(), path, store.Options{Now: storetest.NewClock().Now})
	done(t, err)
	for id := int64(1); ; id++ {
		i, err := s.Invoice(t.Context(), id)
		if errors.Is(err, store.ErrNotFound) {
			time.Sleep(time.Minute) // nothing is left: wait to be killed
		}
		if err != nil || !i.IsDraft() {
			continue
		}
		_, err = s.IssueInvoice(context.Background(), store.Staff{}, id)
		done(t, err)
		fmt.Printf("issued %d\n", id)
	}
}

// draftInvoices are made by acceptance, which is set to leave drafts.
func draftInvoices(t *testing.T, job *storetest.Job, n int) (ids []int64) {
	t.Helper()
	done(t, job.Write(t.Context(), "UPDATE studio SET on_acceptance = 'draft'"))
	ids = append(ids, job.Invoiced(t).ID)
	for len(ids) < n {
		last := ids[len(ids)-1]
		done(t, job.Write(t.Context(), `INSERT INTO invoice (id, project_id, contact_id, title, currency, total, content, created_at, updated_at)
			SELECT id + 1, project_id, contact_id, title, currency, total, content, created_at, updated_at FROM invoice WHERE id = ?`, last))
		done(t, job.Write(t.Context(), `INSERT INTO instalment (invoice_id, position, label, amount, due_on)
			SELECT invoice_id + 1, position, label, amount, due_on FROM instalment WHERE invoice_id = ?`, last))
		ids = append(ids, last+1)
	}
	return ids
}

// gapless fails unless the numbers of a series run from 1 to n.
func gapless(t *testing.T, s *store.Store, table, prefix string, n int) {
	t.Helper()
	want := "1 to " + fmt.Sprint(n)
	got := storetest.Count(t, s, `SELECT count(DISTINCT CAST(substr(number, ?) AS INTEGER)) * 1000000 + max(CAST(substr(number, ?) AS INTEGER))
		FROM `+table+` WHERE number IS NOT NULL`, len(prefix)+1, len(prefix)+1)
	if got != int64(n)*1000000+int64(n) {
		t.Errorf("%s: %d numbers up to %d, not %s", table, got/1000000, got%1000000, want)
	}
}

// A series whose format holds the year begins anew with each, and can be told
// where another program left off.
func TestASeriesGoesOnWhereItIsTold(t *testing.T) {
	job := storetest.NewJob(t)
	done(t, job.Write(t.Context(), "UPDATE studio SET invoice_format = 'R{YYYY}/{001}'"))
	done(t, job.GoOnFrom(t.Context(), "invoice", 41))
	first := job.Invoiced(t)
	if year := string(job.Today()[:4]); first.Number != "R"+year+"/042" {
		t.Errorf("the first is %s", first.Number)
	}
	var invalid *store.Invalid
	if err := job.GoOnFrom(t.Context(), "invoice", 12); !errors.As(err, &invalid) {
		t.Errorf("a series went back: %v", err)
	}
	job.Clock.Add(366 * 24 * time.Hour)
	second := job.Invoiced(t)
	if year := string(job.Today()[:4]); second.Number != "R"+year+"/001" {
		t.Errorf("the first of the next year is %s", second.Number)
	}
}
