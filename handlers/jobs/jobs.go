// Package jobs is the clock: one table of recurring work. Each piece of work
// takes rows that say what is to be done, does it, and notes the outcome in the
// row, so that a restart at any moment loses and repeats nothing.
package jobs

import (
	"context"
	"log/slog"
	"time"
)

// Job is a line of the table: something to be done every so often.
type Job struct {
	Name  string
	Every time.Duration
	Do    func(context.Context) error
}

// Clock runs a table of jobs, one at a time.
type Clock struct {
	Now  func() time.Time
	Jobs []Job
	Wake string // the job that is due at once when the clock is woken
	last map[string]time.Time
}

// beat is how often the clock looks what is due.
const beat = 5 * time.Second

// Run works until ctx ends. A receive from wake makes it look at once.
func (c *Clock) Run(ctx context.Context, wake <-chan struct{}) {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		c.Tick(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-wake:
			c.forget(c.Wake)
		}
	}
}

// Tick does everything that is due by the clock, in the table's order. A job
// that fails is logged and tried again when it is due again.
func (c *Clock) Tick(ctx context.Context) {
	if c.last == nil {
		c.last = make(map[string]time.Time)
	}
	for _, job := range c.Jobs {
		now := c.Now()
		if last, done := c.last[job.Name]; done && now.Sub(last) < job.Every || ctx.Err() != nil {
			continue
		}
		c.last[job.Name] = now
		if err := job.Do(ctx); err != nil && ctx.Err() == nil {
			slog.Error("a job failed", "job", job.Name, "error", err)
		}
	}
}

// forget makes a job due at once.
func (c *Clock) forget(name string) { delete(c.last, name) }
