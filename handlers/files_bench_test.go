package handlers_test

import (
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// benchSize is the file that goes up and down; the goals of the project are
// stated for 500 MB, and the speed no longer depends on the size from here on.
const benchSize = 256 << 20

// pattern is an endless file that costs nothing to make.
type pattern struct{ block []byte }

func (p pattern) Read(b []byte) (int, error) {
	for n := 0; n < len(b); {
		n += copy(b[n:], p.block)
	}
	return len(b), nil
}

func bigFile() io.Reader {
	block := make([]byte, 64<<10)
	for i := range block {
		block[i] = byte(i * i >> 7)
	}
	return io.LimitReader(pattern{block}, benchSize)
}

// peak watches how much memory the process holds until its stop is called,
// which reports the most, in MB beyond what was there at first.
func peak(b *testing.B) (stop func()) {
	runtime.GC()
	var first, now runtime.MemStats
	runtime.ReadMemStats(&first)
	most, done := uint64(0), make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapInuse+now.StackInuse)
			}
		}
	})
	return func() {
		close(done)
		watching.Wait()
		b.ReportMetric((float64(most)-float64(first.HeapInuse+first.StackInuse))/(1<<20), "peak-MB")
	}
}

// sendBig uploads the big file as the page's script does.
func sendBig(b *testing.B, client *http.Client, url, origin string) {
	b.Helper()
	body, in := io.Pipe()
	form := multipart.NewWriter(in)
	go func() {
		part, err := form.CreateFormFile("files", "big.bin")
		if err == nil {
			_, err = io.Copy(part, bigFile())
		}
		if err == nil {
			err = form.Close()
		}
		in.CloseWithError(err)
	}()
	r, err := http.NewRequestWithContext(b.Context(), "POST", url, body)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Origin", origin)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		b.Fatal(err)
	}
	if err := response.Body.Close(); err != nil || response.StatusCode != http.StatusOK {
		b.Fatalf("%s, %v", response.Status, err)
	}
}

func fetch(b *testing.B, url string) {
	b.Helper()
	response, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	n, err := io.Copy(io.Discard, response.Body)
	if err := response.Body.Close(); err != nil {
		b.Fatal(err)
	}
	if err != nil || n != benchSize {
		b.Fatalf("%d bytes, %v", n, err)
	}
}

// floorServer keeps what comes in a plain file, safely on the disk, and serves it.
func floorServer(b *testing.B) string {
	path := filepath.Join(b.TempDir(), "plain")
	mux := http.NewServeMux()
	mux.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) {
		if err := keepPlainly(path, r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, path) })
	server := httptest.NewServer(mux)
	b.Cleanup(server.Close)
	return server.URL
}

func keepPlainly(path string, r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	part, err := parts.NextPart()
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, part); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

func BenchmarkFloorUpload(b *testing.B) {
	url := floorServer(b)
	b.SetBytes(benchSize)
	for b.Loop() {
		sendBig(b, http.DefaultClient, url, url)
	}
}

func BenchmarkFloorDownload(b *testing.B) {
	url := floorServer(b)
	sendBig(b, http.DefaultClient, url, url)
	b.SetBytes(benchSize)
	for b.Loop() {
		fetch(b, url)
	}
}

// bench is a house with a project, its owner's browser, and where files go.
type bench struct {
	*House
	job   *storetest.Job
	owner *Visitor
	url   string
}

func newBench(b *testing.B) *bench {
	h := newHouse(b)
	job := h.Job(b)
	return &bench{h, job, h.Owner(b), fmt.Sprintf("%s/studio/projects/%d/files", h.URL, job.Project.ID)}
}

func (f *bench) add(b *testing.B) store.File {
	b.Helper()
	file, err := f.Store.AddFile(b.Context(), f.job.Owner, f.job.Project.ID, "big.bin", bigFile())
	if err != nil {
		b.Fatal(err)
	}
	return file
}

func BenchmarkUpload(b *testing.B) {
	f := newBench(b)
	b.SetBytes(benchSize)
	stop := peak(b)
	for b.Loop() {
		sendBig(b, f.owner.client, f.url, f.URL)
	}
	stop()
}

func BenchmarkDownload(b *testing.B) {
	f := newBench(b)
	file := f.add(b)
	if _, err := f.Store.SetFileVisible(b.Context(), f.job.Owner, file.ID, true); err != nil {
		b.Fatal(err)
	}
	url := f.URL + "/d/" + f.job.Link(b, "file", file.ID) + "/content"
	b.SetBytes(benchSize)
	stop := peak(b)
	for b.Loop() {
		fetch(b, url)
	}
	stop()
}

// BenchmarkSmallWritesDuringUpload reports how long small writes take while
// large files come in: the median, and what one in a hundred
// takes, in milliseconds.
func BenchmarkSmallWritesDuringUpload(b *testing.B) {
	f := newBench(b)
	small := f.add(b)
	done := make(chan struct{})
	var uploading sync.WaitGroup
	uploading.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				sendBig(b, f.owner.client, f.url, f.URL)
			}
		}
	})
	var took []time.Duration
	on := false
	for b.Loop() {
		on = !on
		began := time.Now()
		if _, err := f.Store.SetFileVisible(b.Context(), f.job.Owner, small.ID, on); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
		time.Sleep(5 * time.Millisecond)
	}
	close(done)
	uploading.Wait()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
