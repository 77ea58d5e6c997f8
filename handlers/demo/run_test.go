package demo_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/demo"
	"anteroom/store/storetest"
)

// running is the demo as its command runs it.
type running struct {
	lines []string // that it printed
	end   context.CancelFunc
	ended chan error
}

func run(t *testing.T, c demo.Command) *running {
	t.Helper()
	c.Schema = storetest.Schema(t)
	ctx, end := context.WithCancel(t.Context())
	r := &running{end: end, ended: make(chan error, 1)}
	in, out := io.Pipe()
	go func() {
		err := demo.Run(ctx, c, out)
		_ = out.CloseWithError(io.EOF)
		r.ended <- err
	}()
	t.Cleanup(end)
	for scan := bufio.NewScanner(in); len(r.lines) < 4 && scan.Scan(); {
		r.lines = append(r.lines, scan.Text())
	}
	go func() { _, _ = io.Copy(io.Discard, in) }()
	return r
}

// stop is Ctrl-C.
func (r *running) stop(t *testing.T) {
	t.Helper()
	r.end()
	select {
	case err := <-r.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(30 * time.Second):
		t.Error("the demo does not end")
	}
}

func TestTheCommandPrintsTheWaysInAndTidiesUp(t *testing.T) {
	place := t.TempDir()
	t.Setenv("TMPDIR", place)
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()

	r := run(t, demo.Command{Listen: taken.Addr().String()})
	if len(r.lines) != 4 {
		t.Fatalf("%q, %v", r.lines, <-r.ended)
	}
	for i, start := range []string{"owner  http://127.0.0.1:", "client http://127.0.0.1:", "quote  http://127.0.0.1:", "mail   http://127.0.0.1:"} {
		if !strings.HasPrefix(r.lines[i], start) || strings.Contains(r.lines[i], taken.Addr().String()) {
			t.Errorf("line %d: %q", i, r.lines[i])
		}
	}
	if status := get(t, strings.Fields(r.lines[0])[1]); status != http.StatusOK {
		t.Errorf("the owner's link answers %d", status)
	}
	r.stop(t)
	if left, err := os.ReadDir(place); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAnAddressThatWasNamedIsTheOneOrNone(t *testing.T) {
	taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	r := run(t, demo.Command{Listen: taken.Addr().String(), Exactly: true})
	if err := <-r.ended; err == nil || !strings.Contains(err.Error(), "in use") || len(r.lines) > 0 {
		t.Errorf("%v, %q", err, r.lines)
	}
}

func get(t *testing.T, url string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}
