package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Automatic checkpoints are off: they run inside the commit of whoever happens
// to fill the thousandth page, and make that person wait. A checkpointer folds
// the write-ahead log into the database beside the writer instead.
const (
	foldAfter    = time.Second // a commit waits this long for company
	shrinkAfter  = 10 * time.Second
	walKept      = 8 << 20  // bytes of log that a quiet database may keep
	walLimit     = 64 << 20 // bytes of uploads after which the log begins anew
	walPatience  = 250      // ms that a checkpoint waits for readers
	foldsAtLimit = 2        // PASSIVE, twice, leaves RESTART little to do under its lock
)

// checkpointer owns a connection of its own and one goroutine.
type checkpointer struct {
	pool     *pool
	path     string
	mu       sync.Mutex // one checkpoint at a time
	uploaded atomic.Int64
	dirty    chan struct{}
	stop     context.CancelFunc
	stopped  chan struct{}
}

func newCheckpointer(path string) (*checkpointer, error) {
	pool, err := openPool(path, 1, "_busy_timeout="+strconv.Itoa(walPatience), "_pragma=wal_autocheckpoint(0)")
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	c := &checkpointer{pool: pool, path: path, dirty: make(chan struct{}, 1), stop: stop, stopped: make(chan struct{})}
	go c.run(ctx)
	return c, nil
}

// wrote tells that something was committed.
func (c *checkpointer) wrote() {
	select {
	case c.dirty <- struct{}{}:
	default: // already told
	}
}

// run folds after commits, and shrinks the log once all is quiet.
func (c *checkpointer) run(ctx context.Context) {
	defer close(c.stopped)
	quiet := time.NewTimer(shrinkAfter)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-quiet.C:
			if c.walSize() > walKept {
				c.fold(ctx, "TRUNCATE")
			}
		case <-c.dirty:
			if !pause(ctx, foldAfter) {
				return
			}
			c.fold(ctx, "PASSIVE")
			quiet.Reset(shrinkAfter)
		}
	}
}

// pause waits, and tells whether it waited to the end.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// note counts the bytes of an upload; whoever fills the measure begins the log
// anew. PASSIVE alone never does: under a steady upload some frame is always
// left over.
func (c *checkpointer) note(ctx context.Context, n int64) {
	if sum := c.uploaded.Add(n); sum < walLimit || !c.uploaded.CompareAndSwap(sum, 0) {
		return
	}
	for range foldsAtLimit {
		c.fold(ctx, "PASSIVE")
	}
	c.fold(ctx, "RESTART")
}

// fold runs one checkpoint. One that could not finish is no error: readers or
// the writer stood in its way, and the next will do.
func (c *checkpointer) fold(ctx context.Context, mode string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := one(ctx, c.pool, func(row scanner, done *[3]int64) error {
		return row.Scan(&done[0], &done[1], &done[2])
	}, "PRAGMA wal_checkpoint("+mode+")")
	if err != nil && ctx.Err() == nil && !errors.Is(err, sql.ErrConnDone) {
		slog.Warn("a checkpoint failed", "mode", mode, "error", err)
	}
}

func (c *checkpointer) walSize() int64 {
	info, err := os.Stat(c.path + "-wal")
	if err != nil {
		return 0 // there is none
	}
	return info.Size()
}

// close ends the goroutine, then the connection.
func (c *checkpointer) close() error {
	c.stop()
	<-c.stopped
	return c.pool.close()
}
