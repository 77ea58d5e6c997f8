// Command anteroom serves a client portal for a small studio from one
// executable and one SQLite file.
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // zones on a machine that has none installed

	"anteroom/handlers"
	"anteroom/store"
)

//go:embed schema.sql
var schema string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("anteroom", flag.ExitOnError)
	db := flags.String("db", "anteroom.db", "the database `FILE`")
	listen := flags.String("listen", "127.0.0.1:8080", "the `ADDRESS` to listen on")
	if err := flags.Parse(args); err != nil {
		return err
	}
	s, err := store.Open(ctx, *db, store.Options{Schema: schema})
	if err != nil {
		return err
	}
	server, err := handlers.New(s, handlers.Config{BaseURL: "http://" + *listen})
	if err != nil {
		return errors.Join(err, s.Close())
	}
	return errors.Join(http.ListenAndServe(*listen, server.Handler()), s.Close())
}
