package practice

import (
	"net/http"
	"strings"
	"time"
)

// Fault spoils one API call. Zero fields do nothing; After chooses the side of the call on which it happens.
type Fault struct {
	Nth    int           // which of the calls that match, counted from now: 1 is the next
	Match  string        // how method and path begin, "POST /v1/refunds"; empty for every call
	Delay  time.Duration // wait so long
	Hang   bool          // wait until the caller gives up
	Drop   bool          // cut the connection without an answer
	Status int           // answer with this status and Stripe's words for it
	After  bool          // carry out the call first: only its answer is lost
}

// Fault asks for a call to go wrong.
func (s *Server) Fault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// fault is the one that is due for this call, if any.
func (s *Server) fault(c Call) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due Fault
	for _, f := range s.faults {
		if !strings.HasPrefix(c.Method+" "+c.Path, f.Match) {
			continue
		}
		if f.Nth--; f.Nth == 0 {
			due = *f
		}
	}
	return due
}

// before spoils a call that is not carried out; a reply with a status stands for the call's own.
func (s *Server) before(r *http.Request, f Fault) reply {
	if f.After {
		return reply{}
	}
	s.suffer(r, f)
	return broken(f.Status)
}

// finish sends the answer, unless it is to be lost.
func (s *Server) finish(w http.ResponseWriter, r *http.Request, f Fault, a reply) {
	if f.After {
		s.suffer(r, f)
		if b := broken(f.Status); b.status != 0 {
			a = b
		}
	}
	write(w, a)
}

// suffer waits, and cuts the connection; net/http's own way to do so is this panic.
func (s *Server) suffer(r *http.Request, f Fault) {
	var done <-chan time.Time
	if f.Delay > 0 {
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		done = timer.C
	}
	if f.Hang || f.Delay > 0 {
		select {
		case <-done:
		case <-r.Context().Done():
		case <-s.ctx.Done():
		}
	}
	if f.Hang || f.Drop {
		panic(http.ErrAbortHandler)
	}
}

func broken(status int) reply {
	p := &problem{status: status, Type: "api_error", Message: "Something went wrong on the practice server's end."}
	switch {
	case status == 0:
		return reply{}
	case status == http.StatusTooManyRequests:
		p.Type, p.Code, p.Message = "invalid_request_error", "rate_limit", "Too many requests hit the API too quickly."
	case status == http.StatusPaymentRequired:
		p.Type, p.Code, p.Message = "card_error", "card_declined", "Your card was declined."
	}
	return p.answer()
}
