package serve

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// wire is the connection of a request: it remembers the deadlines that it got.
type wire struct {
	*httptest.ResponseRecorder
	read, write []time.Duration // from the moment each was set; 0: none at all
}

func since(deadline time.Time) time.Duration {
	if deadline.IsZero() {
		return 0
	}
	return time.Until(deadline)
}

func (w *wire) SetReadDeadline(t time.Time) error {
	w.read = append(w.read, since(t))
	return nil
}

func (w *wire) SetWriteDeadline(t time.Time) error {
	w.write = append(w.write, since(t))
	return nil
}

// last is the deadline that holds.
func last(t *testing.T, set []time.Duration) time.Duration {
	t.Helper()
	if len(set) == 0 {
		t.Fatal("no deadline was set")
	}
	return set[len(set)-1]
}

// serve has a handler answer a request of this body.
func (w *wire) serve(body io.Reader, handle http.HandlerFunc) {
	patient(handle).ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", body))
}

// slow gives a piece after each pause.
type slow struct {
	pause time.Duration
	piece int
	left  int
}

func (s *slow) Read(p []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	s.left--
	time.Sleep(s.pause)
	return copy(p, bytes.Repeat([]byte{'x'}, s.piece)), nil
}

func TestASilentBrowserGetsAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{ResponseRecorder: httptest.NewRecorder()}
		w.serve(strings.NewReader("a form"), func(_ http.ResponseWriter, r *http.Request) {
			if len(w.read) != 0 {
				t.Error("there is a deadline before anything is waited for")
			}
			if _, err := r.Body.Read(make([]byte, 10)); err != nil {
				t.Error(err)
			}
		})
		if got := last(t, w.read); got != grace {
			t.Errorf("it is waited for %s", got)
		}
	})
}

func TestASlowBrowserThatMovesIsNotCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{ResponseRecorder: httptest.NewRecorder()}
		body := &slow{pause: 4 * time.Second, piece: 8 << 10, left: 1500} // for 100 minutes, at 2 KB a second
		w.serve(body, func(_ http.ResponseWriter, r *http.Request) {
			n, err := io.Copy(io.Discard, r.Body)
			if err != nil || n != 1500*8<<10 {
				t.Errorf("%d bytes, %v", n, err)
			}
		})
		for _, got := range w.read[:len(w.read)-1] {
			if got < grace-4*time.Second || got > grace {
				t.Fatalf("a piece may take %s", got)
			}
		}
	})
}

func TestATrickleIsCutOffInTheLongRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{ResponseRecorder: httptest.NewRecorder()}
		begun := time.Now()
		body := &slow{pause: 5 * time.Second, piece: 10, left: 100} // 2 bytes a second
		ended := time.Duration(0)
		w.serve(body, func(_ http.ResponseWriter, r *http.Request) {
			for ended == 0 {
				if _, err := r.Body.Read(make([]byte, 10)); err != nil {
					return
				}
				if last(t, w.read) <= 0 {
					ended = time.Since(begun)
				}
			}
		})
		if ended < grace || ended > 2*grace {
			t.Errorf("cut off after %s", ended)
		}
	})
}

func TestNoDeadlineIsLeftAtTheEndOfABody(t *testing.T) {
	w := &wire{ResponseRecorder: httptest.NewRecorder()}
	w.serve(strings.NewReader("a form"), func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			t.Error(err)
		}
	})
	if got := last(t, w.read); got != 0 {
		t.Errorf("the server, which waits for the browser to go away, is given %s", got)
	}
}

func TestAnAnswerBeginsWithoutTheDeadlineOfTheOneBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wire{ResponseRecorder: httptest.NewRecorder()}
		w.serve(http.NoBody, func(out http.ResponseWriter, _ *http.Request) {
			if len(w.write) != 1 || w.write[0] != 0 {
				t.Errorf("it begins with %v", w.write)
			}
			time.Sleep(10 * time.Minute) // a handler may think: only bytes are waited for
			out.WriteHeader(http.StatusTeapot)
			if got := last(t, w.write); got != grace {
				t.Errorf("its first byte may take %s", got)
			}
			for range 3 {
				time.Sleep(2 * time.Second)
				if _, err := out.Write(make([]byte, 1<<20)); err != nil {
					t.Error(err)
				}
				if got := last(t, w.write); got > grace || got < grace-10*time.Second {
					t.Errorf("a piece may take %s", got)
				}
			}
		})
		if w.Code != http.StatusTeapot || w.Body.Len() != 3<<20 || len(w.read) != 0 {
			t.Errorf("%d, %d bytes, read deadlines %v", w.Code, w.Body.Len(), w.read)
		}
	})
}
