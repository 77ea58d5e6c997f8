package serve

import (
	"io"
	"net/http"
	"time"
)

// What a browser is granted: some time to begin with, and more for every byte
// that moves. Slower than slowest bytes a second in the long run, it is cut off.
const (
	grace   = 60 * time.Second
	slowest = 1 << 10
)

// patient sets deadlines that move along with the bytes of a body, so that a
// silent connection ends soon and a slow but living one never.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if r.Body != nil && r.Body != http.NoBody {
			r.Body = &patientBody{ReadCloser: r.Body, allowance: allowance{set: control.SetReadDeadline}}
		}
		answer := &patientWriter{ResponseWriter: w, allowance: allowance{set: control.SetWriteDeadline}}
		answer.lift() // the connection may still have that of the answer before
		next.ServeHTTP(answer, r)
	})
}

// allowance is how long one direction of a request may still take. It begins
// with the first byte that is waited for.
type allowance struct {
	set    func(time.Time) error
	until  time.Time
	latest time.Time // when the deadline was last set
}

// renew is called before bytes are waited for. However much has been earned,
// no silence is longer than grace.
func (a *allowance) renew() {
	now := time.Now()
	if a.until.IsZero() {
		a.until = now.Add(grace)
	}
	if now.Sub(a.latest) < time.Second {
		return
	}
	a.latest = now
	_ = a.set(earlier(a.until, now.Add(grace))) // a connection without deadlines has none
}

func (a *allowance) earn(bytes int) {
	a.until = a.until.Add(time.Duration(bytes) * time.Second / slowest)
}

// lift takes the deadline away.
func (a *allowance) lift() { _ = a.set(time.Time{}) }

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

type patientBody struct {
	io.ReadCloser
	allowance
}

func (b *patientBody) Read(p []byte) (int, error) {
	b.renew()
	n, err := b.ReadCloser.Read(p)
	b.earn(n)
	if err != nil {
		// At the end of a body the server listens for the browser going away;
		// a deadline would look like that.
		b.lift()
	}
	return n, err
}

type patientWriter struct {
	http.ResponseWriter
	allowance
}

func (w *patientWriter) WriteHeader(status int) {
	w.renew()
	w.ResponseWriter.WriteHeader(status)
}

func (w *patientWriter) Write(p []byte) (int, error) {
	w.renew()
	n, err := w.ResponseWriter.Write(p)
	w.earn(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *patientWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
