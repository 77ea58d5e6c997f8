// Command anteroom serves a client portal for a small studio from one
// executable and one SQLite file.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"
	_ "time/tzdata" // zones on a machine that has none installed

	"anteroom/handlers"
	"anteroom/handlers/demo"
	"anteroom/handlers/serve"
	"anteroom/store"
)

//go:embed schema.sql
var schema string

// commands is everything that the program does.
func commands() []command {
	return []command{
		{name: "serve", says: "serve the portal; what happens without a command", flags: (*call).serverFlags, run: runServe},
		{name: "demo", says: "serve a sample studio with a year of history, in a temporary database unless --db names one", flags: (*call).demoFlags, run: runDemo},
		{name: "backup", args: "FILE", says: "write a checked copy of the database to FILE, beside a running server or not", flags: (*call).backupFlags, run: runBackup},
		{name: "restore", args: "FILE", says: "put a backup in the database's place; what was there is kept beside it", run: runRestore},
		{name: "check", says: "look at everything in the database that can be proved", run: runCheck},
		{name: "owner reset", args: "EMAIL", says: "print a link with which the owner chooses a new password", flags: (*call).linkFlags, run: runOwnerReset},
		{name: "version", says: "print the version", run: runVersion},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	err := run(ctx, os.Args[1:], os.Stdout)
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, strings.ReplaceAll(err.Error(), "\n", "; "))
	if errors.As(err, new(usageError)) {
		os.Exit(2)
	}
	os.Exit(1)
}

// runServe serves until it is told to stop.
func runServe(ctx context.Context, c *call) (err error) {
	fitSmallMachine()
	listener, err := serve.Listen(ctx, c.listen)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // closed already, unless what follows fails
	s, err := store.Open(ctx, c.db, store.Options{Schema: schema})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	config := handlers.Config{BaseURL: strings.TrimRight(c.baseURL, "/"), TrustedProxy: c.proxy, Listen: listener.Addr().String()}
	if err := config.FromEnvironment(os.Getenv); err != nil {
		return err
	}
	server, err := handlers.New(s, config)
	if err != nil {
		return err
	}
	if err := offerSetup(ctx, s, server, c.out); err != nil {
		return err
	}
	slog.Info("serving", "address", "http://"+listener.Addr().String(), "database", c.db)
	var working sync.WaitGroup
	working.Go(func() { server.Work(ctx) })
	defer working.Wait()
	return serve.Run(ctx, listener, server.Handler())
}

// runDemo serves the sample studio. A database or an address that only the
// environment names is the real studio's, and is left to it.
func runDemo(ctx context.Context, c *call) error {
	fitSmallMachine()
	command := demo.Command{Schema: schema, Listen: c.listen, Exactly: c.given["listen"], BaseURL: strings.TrimRight(c.baseURL, "/")}
	if c.given["db"] {
		command.Path = c.db
	}
	return demo.Run(ctx, command, c.out)
}

// offerSetup prints the link of the first run while there is no studio.
func offerSetup(ctx context.Context, s *store.Store, server *handlers.Server, out io.Writer) error {
	if s.IsSetUp() {
		return nil
	}
	token, err := s.NewSetupToken(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "setup  %s/setup/%s\n", server.BaseURL(), token)
	return err
}

// fitSmallMachine keeps the heap small on a cheap VPS, unless the environment
// says otherwise: garbage is collected at 1.5 times what lives, and harder
// above 256 MB.
func fitSmallMachine() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(256 << 20)
	}
}

func runBackup(ctx context.Context, c *call) error {
	size, err := store.Backup(ctx, c.db, c.args[0], c.force)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s holds everything in %s: %s, opened and checked.\n", c.args[0], c.db, size)
	return err
}

func runRestore(ctx context.Context, c *call) error {
	kept, err := store.Restore(ctx, c.db, c.args[0], time.Now())
	if err != nil {
		return err
	}
	if kept != "" {
		kept = " What was there is kept as " + kept + "."
	}
	_, err = fmt.Fprintf(c.out, "%s is as it was in %s.%s Everyone is signed out; mail that was waiting is held.\n", c.db, c.args[0], kept)
	return err
}

func runCheck(ctx context.Context, c *call) error {
	found, err := store.Check(ctx, c.db)
	if err != nil {
		return err
	}
	for _, sentence := range found {
		if _, err := fmt.Fprintln(c.out, sentence); err != nil {
			return err
		}
	}
	if len(found) > 0 {
		return store.Sentence(fmt.Sprintf("%s does not hold in %d places.", c.db, len(found)))
	}
	_, err = fmt.Fprintf(c.out, "All is well with %s.\n", c.db)
	return err
}

func runOwnerReset(ctx context.Context, c *call) (err error) {
	s, err := store.Open(ctx, c.db, store.Options{Shared: true, AsItIs: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	token, err := s.ResetByEmail(ctx, c.args[0])
	if errors.Is(err, store.ErrNotFound) {
		return store.Sentence("Nobody of the studio has the address " + c.args[0] + ".")
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "reset  %s/studio/reset/%s\n", cmp.Or(strings.TrimRight(c.baseURL, "/"), s.Studio().BaseURL), token)
	return err
}

func runVersion(_ context.Context, c *call) error {
	version := "built from source"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	_, err := fmt.Fprintln(c.out, "anteroom", version)
	return err
}

// command is a line of the table.
type command struct {
	name, args, says string
	flags            func(*call, *flag.FlagSet) // beside --db; nil for none
	run              func(context.Context, *call) error
}

// call is one command as it was typed.
type call struct {
	db, listen, baseURL, proxy string
	force                      bool
	args                       []string
	given                      map[string]bool // flags that were typed
	out                        io.Writer
}

// usageError is what was typed wrongly.
type usageError string

func (e usageError) Error() string { return string(e) }

func run(ctx context.Context, typed []string, out io.Writer) error {
	c := &call{given: map[string]bool{}, out: out}
	chosen, rest, err := choose(typed)
	if err != nil {
		return err
	}
	flags := flag.NewFlagSet("anteroom "+chosen.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&c.db, "db", fromEnv("ANTEROOM_DB", "anteroom.db"), "the database `FILE` (ANTEROOM_DB)")
	if chosen.flags != nil {
		chosen.flags(c, flags)
	}
	switch err := c.parse(flags, rest); {
	case errors.Is(err, flag.ErrHelp):
		return help(out, chosen, flags)
	case err != nil:
		return usageError(fmt.Sprintf("There is a mistake in this: %v. See anteroom %s --help.", err, chosen.name))
	case len(c.args) != len(strings.Fields(chosen.args)):
		return usageError(fmt.Sprintf("Write it as anteroom %s. See anteroom %s --help.", strings.TrimSpace(chosen.name+" "+chosen.args), chosen.name))
	}
	flags.Visit(func(f *flag.Flag) { c.given[f.Name] = true })
	return chosen.run(ctx, c)
}

// choose finds the command, of one word or two; without one it is serve.
func choose(typed []string) (command, []string, error) {
	table := commands()
	if len(typed) == 0 || strings.HasPrefix(typed[0], "-") {
		return table[0], typed, nil
	}
	for _, c := range table {
		words := strings.Fields(c.name)
		if len(typed) >= len(words) && strings.Join(typed[:len(words)], " ") == c.name {
			return c, typed[len(words):], nil
		}
	}
	return command{}, nil, usageError(fmt.Sprintf("There is no command %q. See anteroom --help.", typed[0]))
}

// parse reads flags that stand before, between or after the arguments.
func (c *call) parse(flags *flag.FlagSet, typed []string) error {
	for {
		if err := flags.Parse(typed); err != nil {
			return err
		}
		if flags.NArg() == 0 {
			return nil
		}
		c.args, typed = append(c.args, flags.Arg(0)), flags.Args()[1:]
	}
}

func (c *call) serverFlags(f *flag.FlagSet) {
	f.StringVar(&c.listen, "listen", fromEnv("ANTEROOM_LISTEN", "127.0.0.1:8080"), "the `ADDRESS` to listen on (ANTEROOM_LISTEN)")
	c.linkFlags(f)
	f.StringVar(&c.proxy, "trusted-proxy", fromEnv("ANTEROOM_TRUSTED_PROXY", ""), "the `ADDRESS` of the proxy whose X-Forwarded-For is believed (ANTEROOM_TRUSTED_PROXY)")
}

func (c *call) linkFlags(f *flag.FlagSet) {
	f.StringVar(&c.baseURL, "base-url", fromEnv("ANTEROOM_BASE_URL", ""), "the `URL` that all links begin with, instead of the one in Settings (ANTEROOM_BASE_URL)")
}

func (c *call) demoFlags(f *flag.FlagSet) {
	f.StringVar(&c.listen, "listen", "127.0.0.1:8080", "the `ADDRESS` to listen on; without it, the next free port if that one is taken")
	f.StringVar(&c.baseURL, "base-url", "", "the `URL` that all links begin with, instead of the address that is listened on")
}

func (c *call) backupFlags(f *flag.FlagSet) {
	f.BoolVar(&c.force, "force", false, "overwrite FILE if it exists")
}

func fromEnv(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

// help prints what a command does and takes; serve's is the program's own.
func help(out io.Writer, chosen command, flags *flag.FlagSet) error {
	var b strings.Builder
	fmt.Fprintf(&b, "anteroom %s\n    %s\n\n", strings.TrimSpace(chosen.name+" "+chosen.args), chosen.says)
	if chosen.name == "serve" {
		b.WriteString("Commands:\n")
		for _, c := range commands() {
			fmt.Fprintf(&b, "  %-14s %s\n", strings.TrimSpace(c.name+" "+c.args), c.says)
		}
		b.WriteByte('\n')
	}
	b.WriteString("Flags, and the environment variables that set them:\n")
	flags.SetOutput(&b)
	flags.PrintDefaults()
	if chosen.name == "serve" {
		b.WriteString(environment)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

const environment = `
Environment variables that override Settings:
  ANTEROOM_SMTP_HOST, _PORT, _USERNAME, _PASSWORD, _FROM, _TLS (starttls, tls, none)
  ANTEROOM_STRIPE_SECRET_KEY, ANTEROOM_STRIPE_WEBHOOK_SECRET
`
