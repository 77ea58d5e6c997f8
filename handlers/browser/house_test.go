package browser_test

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"anteroom/handlers/mail/mailtest"
	"anteroom/handlers/pay/practice"
)

// house is the program as it is shipped, running on a database of its own, with
// a mail server and a stand-in for Stripe in this process.
type house struct {
	t      testing.TB
	db     string
	url    string // origin, without a trailing slash
	setup  string // the link that the first start printed
	mail   *mailtest.Server
	stripe *practice.Server
	env    []string

	process *exec.Cmd
	log     *record
}

// record is what a program writes while others read it.
type record struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.String()
}

// build prepares a house on this database file; empty: one that is not there
// yet. Nothing runs until start.
func build(t testing.TB, db string) *house {
	t.Helper()
	if db == "" {
		db = filepath.Join(t.TempDir(), "anteroom.db")
	}
	h := &house{t: t, db: db, url: "http://" + free(t), mail: mailtest.New(t)}
	const secret = "whsec_practice"
	h.stripe = practice.New(practice.Options{Name: "Alder & Rowe", Secret: secret,
		WebhookURL: func() string { return h.url + "/webhooks/stripe" },
		Retry:      []time.Duration{200 * time.Millisecond, 500 * time.Millisecond, time.Second, time.Second, 2 * time.Second}})
	api := httptest.NewServer(h.stripe)
	t.Cleanup(func() { h.stripe.Close(); api.Close() })
	h.env = []string{"PATH=/usr/bin:/bin", "ANTEROOM_STRIPE_SECRET_KEY=" + practice.Key,
		"ANTEROOM_STRIPE_WEBHOOK_SECRET=" + secret, "ANTEROOM_STRIPE_API=" + api.URL}
	for name, value := range h.mail.Environment(t) {
		h.env = append(h.env, name+"="+value)
	}
	t.Cleanup(h.kill)
	return h
}

// free is an address that nobody listens on.
func free(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// start runs the program and waits until it answers. On an empty database it
// waits for the setup link too.
func (h *house) start() {
	h.t.Helper()
	h.log = &record{}
	c := exec.Command(program, "--db", h.db, "--listen", strings.TrimPrefix(h.url, "http://"), "--base-url", h.url)
	c.Env, c.Stderr = h.env, h.log
	out, err := c.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.process = c
	lines := make(chan string, 9)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(out); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	if !h.answers(10 * time.Second) {
		h.t.Fatalf("the server does not answer:\n%s", h.log)
	}
	select {
	case line := <-lines:
		h.setup = strings.TrimSpace(strings.TrimPrefix(line, "setup"))
	case <-time.After(100 * time.Millisecond): // it was set up before
	}
}

// answers tells whether the server is up before this time is over.
func (h *house) answers(within time.Duration) bool {
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		response, err := http.Get(h.url + "/healthz")
		if err != nil {
			continue
		}
		_ = response.Body.Close() // its status is all that is asked
		if response.StatusCode == http.StatusOK {
			return true
		}
	}
	return false
}

// kill ends the program as a power cut does: it is told nothing.
func (h *house) kill() {
	if h.process != nil {
		_ = h.process.Process.Kill() // it may have ended by itself
		_ = h.process.Wait()         // "killed" is what is wanted
		h.process = nil
	}
}

// stop asks the program to end and waits for it.
func (h *house) stop() {
	h.t.Helper()
	if err := h.process.Process.Signal(syscall.SIGTERM); err != nil {
		h.t.Fatal(err)
	}
	if err := h.process.Wait(); err != nil {
		h.t.Errorf("the server ended with %v:\n%s", err, h.log)
	}
	h.process = nil
}

// check lets the program itself look whether everything holds.
func (h *house) check() {
	h.t.Helper()
	c := exec.Command(program, "check", "--db", h.db)
	if out, err := c.CombinedOutput(); err != nil || !strings.Contains(string(out), "All is well") {
		h.t.Errorf("check: %v\n%s", err, out)
	}
}

// link is the link of the newest mail to this address with this in its subject.
func (h *house) link(to, subject string) string {
	h.t.Helper()
	m := h.letter(to, subject)
	link := m.Link(h.url + "/")
	if link == "" {
		h.t.Fatalf("%q has no link to us: %v", m.Subject, m.Links)
	}
	return link
}

// letter waits for a mail, and gives the newest of those that fit.
func (h *house) letter(to, subject string) mailtest.Message {
	h.t.Helper()
	newest := h.await(to, subject)
	for _, m := range h.mail.Messages() {
		if strings.EqualFold(m.EnvelopeTo, to) && strings.Contains(m.Subject, subject) {
			newest = m
		}
	}
	return newest
}

// await is the mail server's WaitFor; what the program logged is told as well.
func (h *house) await(to, subject string) mailtest.Message {
	h.t.Helper()
	told := false
	defer func() {
		if !told {
			h.t.Logf("the program says:\n%s", h.log)
		}
	}()
	m := h.mail.WaitFor(h.t, to, subject)
	told = true
	return m
}

// sober fails the test if the program logged an error or holds a secret in its
// log.
func (h *house) sober(secrets ...string) {
	h.t.Helper()
	said := h.log.String()
	for _, line := range strings.Split(said, "\n") {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, "panic") {
			h.t.Errorf("the program logs: %s", line)
		}
	}
	for _, secret := range secrets {
		if i := strings.LastIndex(secret, "/"); i >= 0 && strings.Contains(said, secret[i+1:]) {
			h.t.Error("a link stands in the log: " + fmt.Sprint(secret))
		}
	}
}

// path is the address of something with this id.
func path(under string, id int64) string { return under + strconv.FormatInt(id, 10) }
