package serve_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// program is the built binary: what these tests say holds of what is shipped.
var program string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "anteroom")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "anteroom")
	code := 1
	if err := readSources(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else if out, err := exec.Command("go", "build", "-o", program, "anteroom").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
	} else if err := os.Chmod(dir, 0o755); err == nil { // another user runs it too
		code = m.Run()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// readSources looks at every folder of the program, so that `go test` does not
// remember an answer about a program that has changed since.
func readSources() error {
	return filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() != ".." && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
}

// said is how a command ended.
type said struct {
	out, err string
	code     int
}

// try runs a command to its end.
func try(t testing.TB, command *exec.Cmd) said {
	t.Helper()
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	killed := time.AfterFunc(20*time.Second, func() { _ = command.Process.Kill() })
	err := command.Run()
	killed.Stop()
	if err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return said{out.String(), errs.String(), command.ProcessState.ExitCode()}
}

func anteroom(args ...string) *exec.Cmd {
	c := exec.Command(program, args...)
	c.Env = []string{"PATH=/usr/bin:/bin"}
	return c
}

// isSentence fails unless the command ended with this code and said one plain
// sentence to the person, holding want.
func (s said) isSentence(t *testing.T, code int, want string) {
	t.Helper()
	line := strings.TrimSuffix(s.err, "\n")
	if s.code != code || s.out != "" || strings.Contains(line, "\n") || !strings.HasSuffix(line, ".") || !strings.Contains(line, want) {
		t.Errorf("exit %d, stdout %q, stderr %q; want exit %d and one sentence with %q", s.code, s.out, s.err, code, want)
	}
	for _, jargon := range []string{"goroutine", "SQLITE", "level=", "sqlite3"} {
		if strings.Contains(line, jargon) {
			t.Errorf("a person is told %q", line)
		}
	}
}

func TestWrongUsageIsToldInOneSentence(t *testing.T) {
	for typed, want := range map[string]string{
		"frobnicate": "no command", "--nope": "nope", "serve --listen": "listen", "backup": "backup FILE",
		"backup a b": "backup FILE", "restore": "restore FILE", "check it": "anteroom check", "owner": "no command",
	} {
		try(t, anteroom(strings.Fields(typed)...)).isSentence(t, 2, want)
	}
}

func TestHelpTellsOfEveryFlagAndItsVariable(t *testing.T) {
	for _, typed := range []string{"--help", "serve --help", "backup --help", "restore -h", "check --help", "version --help"} {
		s := try(t, anteroom(strings.Fields(typed)...))
		if s.code != 0 || s.err != "" || !strings.Contains(s.out, "ANTEROOM_DB") {
			t.Errorf("%s: exit %d, %q, %q", typed, s.code, s.out, s.err)
		}
	}
	for _, want := range []string{"backup FILE", "restore FILE", "check", "ANTEROOM_LISTEN", "ANTEROOM_BASE_URL", "ANTEROOM_TRUSTED_PROXY", "ANTEROOM_SMTP_HOST"} {
		if s := try(t, anteroom("--help")); !strings.Contains(s.out, want) {
			t.Errorf("help does not tell of %s", want)
		}
	}
}

// running is a server that is up.
type running struct {
	*exec.Cmd
	url, setup string
	errs       *bytes.Buffer
}

// start serves a database on a free port and waits until it answers.
func start(t testing.TB, db string, args ...string) *running {
	t.Helper()
	address := free(t)
	c := anteroom(append([]string{"--db", db, "--listen", address}, args...)...)
	r := &running{Cmd: c, url: "http://" + address, errs: &bytes.Buffer{}}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = r.errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	lines := make(chan string, 9)
	go func() {
		for scan := bufio.NewScanner(out); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	for range 200 {
		if response, err := http.Get(r.url + "/healthz"); err == nil {
			_ = response.Body.Close()
			select {
			case r.setup = <-lines:
			case <-time.After(5 * time.Second):
			}
			return r
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("the server does not answer: %s", r.errs)
	return nil
}

// stop asks the server to end and waits for it.
func (r *running) stop(t testing.TB) {
	t.Helper()
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := r.Wait(); err != nil {
		t.Errorf("the server ended with %v: %s", err, r.errs)
	}
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

func TestTheFirstStartOffersSetupAndEndsAsOneFile(t *testing.T) {
	dir := t.TempDir()
	r := start(t, filepath.Join(dir, "anteroom.db"))
	if !strings.HasPrefix(r.setup, "setup  "+r.url+"/setup/") || len(r.setup) < 60 {
		t.Errorf("the first line is %q", r.setup)
	}
	if token := r.setup[strings.LastIndex(r.setup, "/")+1:]; strings.Contains(r.errs.String(), token) {
		t.Error("the log holds the setup link")
	}
	r.stop(t)
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != 1 {
		t.Errorf("the folder holds %v, %v", list, err)
	}
}

func TestTheEnvironmentSetsWhatFlagsDo(t *testing.T) {
	db, address := filepath.Join(t.TempDir(), "other.db"), free(t)
	c := anteroom()
	c.Env = append(c.Env, "ANTEROOM_DB="+db, "ANTEROOM_LISTEN="+address, "ANTEROOM_BASE_URL=https://portal.example.com")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "setup  https://portal.example.com/setup/") {
		t.Errorf("%q, %v", line, err)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(db); err != nil {
		t.Error(err)
	}
}

func TestSettingsOfTheEnvironmentThatCannotWorkAreTold(t *testing.T) {
	for variable, want := range map[string]string{"ANTEROOM_SMTP_PORT=many": "ANTEROOM_SMTP_PORT", "ANTEROOM_SMTP_FROM=nobody": "ANTEROOM_SMTP_FROM", "ANTEROOM_SMTP_TLS=maybe": "ANTEROOM_SMTP_TLS"} {
		c := anteroom("--db", filepath.Join(t.TempDir(), "a.db"), "--listen", free(t))
		c.Env = append(c.Env, "ANTEROOM_SMTP_HOST=mail.example.com", "ANTEROOM_SMTP_FROM=hello@example.com", "ANTEROOM_SMTP_PORT=587", variable)
		try(t, c).isSentence(t, 1, want)
	}
}

// made is a database as a first start leaves it.
func made(t testing.TB) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "anteroom.db")
	start(t, db).stop(t)
	return db
}

func execOn(t testing.TB, db, query string) {
	t.Helper()
	c, err := sql.Open("sqlite", db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(query); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestADatabaseThatCannotServeIsToldInOneSentence(t *testing.T) {
	newer := made(t)
	execOn(t, newer, "PRAGMA user_version = 99")
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	execOn(t, foreign, "CREATE TABLE t (x)")
	text := filepath.Join(t.TempDir(), "letter.txt")
	write(t, text, bytes.Repeat([]byte("Dear Priya, "), 2000))
	torn := made(t)
	whole := read(t, torn)
	copy(whole[100:], bytes.Repeat([]byte{0xa5}, 8000)) // the schema's own page
	write(t, torn, whole)
	cut := made(t)
	write(t, cut, read(t, cut)[:5*8192])

	for name, c := range map[string]struct{ db, says string }{
		"newer":          {newer, "newer Anteroom"},
		"another's":      {foreign, "another program"},
		"text":           {text, "not a SQLite database"},
		"torn":           {torn, "damaged"},
		"cut short":      {cut, "damaged"},
		"a folder":       {t.TempDir(), "is a folder"},
		"missing folder": {filepath.Join(t.TempDir(), "no", "a.db"), "folder"},
	} {
		t.Run(name, func(t *testing.T) {
			try(t, anteroom("--db", c.db, "--listen", free(t))).isSentence(t, 1, c.says)
		})
	}
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// asNobody runs the command as one who owns nothing: root may write anything.
func asNobody(c *exec.Cmd) *exec.Cmd {
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	return c
}

func TestADatabaseThatCannotBeWrittenIsToldInOneSentence(t *testing.T) {
	db := made(t)
	for dir := filepath.Dir(db); len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(db, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(db), 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Dir(db), 0o755) })
	try(t, asNobody(anteroom("--db", db, "--listen", free(t)))).isSentence(t, 1, "cannot be written")
	missing := filepath.Join(filepath.Dir(db), "new.db")
	try(t, asNobody(anteroom("--db", missing, "--listen", free(t)))).isSentence(t, 1, "cannot be written")
}

func TestAPortThatIsTakenIsToldInOneSentence(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	db := filepath.Join(t.TempDir(), "anteroom.db")
	try(t, anteroom("--db", db, "--listen", l.Addr().String())).isSentence(t, 1, "in use by another program")
	if _, err := os.Stat(db); err == nil {
		t.Error("a database was made all the same")
	}
	try(t, anteroom("--db", db, "--listen", "nonsense")).isSentence(t, 1, "is not an address")
}

func TestASecondServerOnTheSameFileIsRefused(t *testing.T) {
	db := filepath.Join(t.TempDir(), "anteroom.db")
	start(t, db)
	try(t, anteroom("--db", db, "--listen", free(t))).isSentence(t, 1, "already serving")
}

func TestBackupBesideAServerAndRestoreAfterIt(t *testing.T) {
	db := filepath.Join(t.TempDir(), "anteroom.db")
	file := filepath.Join(t.TempDir(), "backup.db")
	r := start(t, db)
	if s := try(t, anteroom("backup", file, "--db", db)); s.code != 0 || !strings.Contains(s.out, file) {
		t.Fatalf("backup: %+v", s)
	}
	try(t, anteroom("backup", file, "--db", db)).isSentence(t, 1, "exists already")
	if s := try(t, anteroom("backup", "--force", file, "--db", db)); s.code != 0 {
		t.Errorf("backup --force: %+v", s)
	}
	try(t, anteroom("restore", file, "--db", db)).isSentence(t, 1, "already serving")
	r.stop(t)
	if s := try(t, anteroom("restore", file, "--db", db)); s.code != 0 || !strings.Contains(s.out, "before-restore") {
		t.Errorf("restore: %+v", s)
	}
	if s := try(t, anteroom("check", "--db", db)); s.code != 0 || !strings.Contains(s.out, "All is well") {
		t.Errorf("check: %+v", s)
	}
	start(t, db).stop(t)
}

func TestARequestUnderWayIsFinishedAtTheEnd(t *testing.T) {
	r := start(t, filepath.Join(t.TempDir(), "anteroom.db"))
	body, late := io.Pipe()
	request, err := http.NewRequest("POST", r.url+"/studio/sign-in", body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answered := make(chan error, 1)
	go func() {
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			err = response.Body.Close()
		}
		answered <- err
	}()
	if _, err := late.Write([]byte("email=hannah")); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	time.Sleep(300 * time.Millisecond)
	if _, err := late.Write([]byte("%40example.com&password=x")); err != nil {
		t.Fatal(err)
	}
	if err := late.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-answered; err != nil {
		t.Errorf("the request under way: %v", err)
	}
	if err := r.Wait(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
}
