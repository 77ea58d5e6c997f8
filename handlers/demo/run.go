package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"sync"

	"anteroom/handlers/serve"
)

// Command is how the demo is started.
type Command struct {
	Schema  string
	Path    string // the database file; empty: a temporary one
	Listen  string // address
	Exactly bool   // that address or none; otherwise the next free port
	BaseURL string // origin of every link; empty: what is listened on
}

// Run serves the demo until ctx ends, once it has written the ways in to out.
func Run(ctx context.Context, c Command, out io.Writer) (err error) {
	listener, err := listen(ctx, c.Listen, c.Exactly)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // closed already, unless what follows fails
	local := origin(listener.Addr())
	if c.BaseURL == "" {
		c.BaseURL = local
	}
	d, err := Open(ctx, Options{Schema: c.Schema, Path: c.Path, Base: c.BaseURL, Local: local})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if _, err := fmt.Fprintf(out, "owner  %s\nclient %s\nquote  %s\nmail   %s\n", d.Links.Owner, d.Links.Client, d.Links.Quote, d.Links.Mail); err != nil {
		return err
	}
	slog.Info("serving the demo until Ctrl-C", "address", c.BaseURL)
	var working sync.WaitGroup
	working.Go(func() { d.Server.Work(ctx) })
	defer working.Wait()
	return serve.Run(ctx, listener, d)
}

// ports is how many are tried, one after another.
const ports = 40

// listen claims an address, or the first free port above it.
func listen(ctx context.Context, address string, exactly bool) (net.Listener, error) {
	listener, err := serve.Listen(ctx, address)
	host, service, split := net.SplitHostPort(address)
	port, number := strconv.Atoi(service)
	if err == nil || exactly || split != nil || number != nil {
		return listener, err
	}
	for next := port + 1; next < port+ports; next++ {
		if free, taken := serve.Listen(ctx, net.JoinHostPort(host, strconv.Itoa(next))); taken == nil {
			return free, nil
		}
	}
	return nil, err
}

// origin is how this machine reaches what listens at an address.
func origin(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	if ip := net.ParseIP(host); err == nil && ip.IsUnspecified() {
		return "http://" + net.JoinHostPort("localhost", port)
	}
	return "http://" + address.String()
}
