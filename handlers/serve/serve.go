// Package serve listens and serves until it is told to stop: with limits on how
// long a silent browser is waited for, and without cutting anyone off at the end.
package serve

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"
)

// Limits of one connection. There is none on a whole request: a large file may
// take hours, as long as it moves (see patient).
const (
	headerTime  = 10 * time.Second
	idleTime    = 2 * time.Minute
	headerBytes = 64 << 10
	stopTime    = 20 * time.Second // for requests that are under way at the end
	sweepTime   = 5 * time.Second  // for those that were cut off, to tidy up
)

// Refusal is a plain sentence for the person who started the program.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Listen claims an address such as "127.0.0.1:8080". Its error is a Refusal.
func Listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, Refusal(address + " is in use by another program. Choose another address with --listen.")
	case errors.Is(err, os.ErrPermission):
		return nil, Refusal(address + " may not be used by this user. Choose a port above 1023 with --listen.")
	}
	return nil, Refusal(address + " is not an address to listen on. Write it as 127.0.0.1:8080.")
}

// Run serves until the context ends, then lets running requests finish. When
// it returns, no handler runs any more.
func Run(ctx context.Context, listener net.Listener, handler http.Handler) error {
	var running sync.WaitGroup
	server := &http.Server{
		Handler:           counted(&running, patient(handler)),
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    headerBytes,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	return stop(server, &running)
}

func stop(server *http.Server, running *sync.WaitGroup) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		slog.Warn("some requests were cut off at the end")
		err = server.Close()
	}
	ended := make(chan struct{})
	go func() {
		running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(sweepTime):
		slog.Warn("some requests did not end")
	}
	return err
}

// counted counts the requests that are being answered.
func counted(running *sync.WaitGroup, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		running.Add(1)
		defer running.Done()
		next.ServeHTTP(w, r)
	})
}
