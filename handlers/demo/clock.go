package demo

import (
	"sync"
	"time"
)

// clock is the store's clock: while a history is made it stands where it was
// put, and afterwards it shows the time of day.
type clock struct {
	now func() time.Time // nil is time.Now

	mu sync.Mutex
	at time.Time // zero: as time goes
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.at.IsZero():
		return c.at
	case c.now != nil:
		return c.now()
	}
	return time.Now()
}

// put stops the clock at an instant; the zero one lets it go.
func (c *clock) put(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}
