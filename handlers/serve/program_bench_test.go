package serve_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anteroom/store/storetest"
)

// What the built program costs whoever runs it: its memory at rest and under
// downloads, its start on a large database, and a backup while it serves. The
// database holds files of so many megabytes, ANTEROOM_BENCH_MB; 32 unless it is
// set:
//
//	ANTEROOM_BENCH_MB=5120 go test -run '^$' -bench . -benchtime 3x ./handlers/serve
func benchSize(b *testing.B) int64 {
	b.Helper()
	n, err := strconv.ParseInt(os.Getenv("ANTEROOM_BENCH_MB"), 10, 64)
	if err != nil {
		return 32 << 20
	}
	return n << 20
}

// endless is a file that costs nothing to make, and in which no block is like another.
type endless struct{ n uint64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		if i%64 == 0 {
			e.n = e.n*6364136223846793005 + 1442695040888963407
		}
		p[i] = byte(e.n >> (i % 56))
	}
	return len(p), nil
}

// fileSize is how large a file of the database is at most.
const fileSize = 256 << 20

// large is the database of a studio with files, and the path of a link to the
// first of them.
func large(b *testing.B) (db, link string) {
	b.Helper()
	job := storetest.NewJob(b)
	bytes := &endless{}
	for left := benchSize(b); left > 0; left -= fileSize {
		file, err := job.AddFile(b.Context(), job.Owner, job.Project.ID, "big.bin", io.LimitReader(bytes, min(left, fileSize)))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := job.SetFileVisible(b.Context(), job.Owner, file.ID, true); err != nil {
			b.Fatal(err)
		}
		if link == "" {
			link = "/d/" + job.Link(b, "file", file.ID)
		}
	}
	if err := job.Close(); err != nil {
		b.Fatal(err)
	}
	return job.Path(), link
}

// serving starts the program on a database, and gives the time until it answers.
func serving(b *testing.B, db string) (*running, time.Duration) {
	b.Helper()
	address := free(b)
	r := &running{Cmd: anteroom("--db", db, "--listen", address), url: "http://" + address}
	began := time.Now()
	if err := r.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = r.Process.Kill(); _ = r.Wait() }) // ended already when all went well
	for time.Since(began) < time.Minute {
		if response, err := http.Get(r.url + "/healthz"); err == nil {
			took := time.Since(began)
			if err := response.Body.Close(); err != nil {
				b.Fatal(err)
			}
			return r, took
		}
		time.Sleep(time.Millisecond)
	}
	b.Fatal("the server does not answer")
	return nil, 0
}

// memory is a figure of the running program in MB, as the kernel tells it.
func (r *running) memory(b *testing.B, what string) float64 {
	b.Helper()
	for line := range strings.Lines(string(read(b, fmt.Sprintf("/proc/%d/status", r.Process.Pid)))) {
		if rest, ok := strings.CutPrefix(line, what+":"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb / 1024
		}
	}
	b.Fatalf("the kernel tells no %s", what)
	return 0
}

func download(b *testing.B, url string) {
	response, err := http.Get(url)
	if err != nil {
		b.Error(err)
		return
	}
	n, err := io.Copy(io.Discard, response.Body)
	if e := response.Body.Close(); err != nil || e != nil || response.StatusCode != http.StatusOK || n == 0 {
		b.Errorf("%s, %d bytes, %v, %v", response.Status, n, err, e)
	}
}

// BenchmarkStart reports how long the program takes until it answers, and what it
// holds in memory then.
func BenchmarkStart(b *testing.B) {
	db, _ := large(b)
	var took time.Duration
	var idle float64
	runs := 0
	for b.Loop() {
		r, until := serving(b, db)
		b.StopTimer()
		took, runs = took+until, runs+1
		time.Sleep(500 * time.Millisecond) // what is done at the start is done
		idle = max(idle, r.memory(b, "VmRSS"))
		r.stop(b)
		b.StartTimer()
	}
	b.ReportMetric(float64(took.Milliseconds())/float64(runs), "start-ms")
	b.ReportMetric(idle, "idle-MB")
}

// BenchmarkDownloadMemory reports the most that the program has held in memory
// since its start, all in all, after one download and after four at once.
func BenchmarkDownloadMemory(b *testing.B) {
	db, link := large(b)
	for _, at := range []int{1, 4} {
		b.Run(fmt.Sprint(at, "_at_once"), func(b *testing.B) {
			r, _ := serving(b, db)
			b.SetBytes(min(benchSize(b), fileSize) * int64(at))
			for b.Loop() {
				var all sync.WaitGroup
				for range at {
					all.Go(func() { download(b, r.url+link+"/content") })
				}
				all.Wait()
			}
			b.ReportMetric(r.memory(b, "VmHWM"), "peak-MB")
			r.stop(b)
		})
	}
}

// BenchmarkBackup is a backup while pages are served, beside the floor: the file
// copied plainly, and on the disk.
func BenchmarkBackup(b *testing.B) {
	db, link := large(b)
	r, _ := serving(b, db)
	done := make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(10 * time.Millisecond):
				download(b, r.url+link)
			}
		}
	})
	dir := b.TempDir()
	var ours, least time.Duration
	for b.Loop() {
		began := time.Now()
		copyPlainly(b, db, filepath.Join(dir, "plain.db"))
		least += time.Since(began)
		began = time.Now()
		if out, err := anteroom("backup", "--force", filepath.Join(dir, "backup.db"), "--db", db).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		ours += time.Since(began)
	}
	close(done)
	reading.Wait()
	r.stop(b)
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "backup-ms")
	b.ReportMetric(float64(ours)/float64(least), "x-cp+sync")
}

func copyPlainly(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = in.Close() }() // it was only read
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		b.Fatal(err)
	}
	if err := out.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
}
