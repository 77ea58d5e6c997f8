package practice

import (
	"net/http"
	"time"
)

// answer is what was said to an idempotency key (https://docs.stripe.com/api/idempotent_requests): the same
// content gets the same answer for a day, 500s included; refused content is not kept.
type answer struct {
	content string
	at      time.Time
	done    bool
	reply   reply
}

const keptFor = 24 * time.Hour

// answer carries out a call once for each idempotency key, with the faults that were asked for.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, req *request, verb func(*request) (any, *problem)) {
	fault := s.fault(req.Call)
	kept, known, refused := s.claim(req)
	switch {
	case refused != nil:
		write(w, refused.answer())
		return
	case known:
		w.Header().Set("Idempotent-Replayed", "true")
		fault.After = true // it was carried out long ago
		s.finish(w, r, fault, kept.reply)
		return
	}
	said := false
	defer func() {
		if !said {
			s.keep(req, kept, reply{}) // cut off before anything happened
		}
	}()
	broken := s.before(r, fault)
	result := broken
	if broken.status == 0 {
		result = s.run(req, verb)
	}
	said = true
	s.keep(req, kept, result)
	s.finish(w, r, fault, result)
}

// claim takes an idempotency key, or finds what was answered to it.
func (s *Server) claim(req *request) (kept *answer, known bool, refused *problem) {
	if req.Method != http.MethodPost || req.IdempotencyKey == "" {
		return nil, false, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.options.Now()
	for key, old := range s.answers {
		if now.Sub(old.at) > keptFor {
			delete(s.answers, key)
		}
	}
	content := req.Account + " " + req.Path + "?" + req.Form.Encode()
	kept, known = s.answers[req.IdempotencyKey]
	switch {
	case !known:
		kept = &answer{content: content, at: now}
		s.answers[req.IdempotencyKey] = kept
	case kept.content != content:
		return nil, false, &problem{status: http.StatusBadRequest, Type: "idempotency_error",
			Message: "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '" + req.IdempotencyKey + "' if you meant to execute a different request."}
	case !kept.done:
		return nil, false, &problem{status: http.StatusConflict, Type: "invalid_request_error", Code: "idempotency_key_in_use",
			Message: "There is currently another in-progress request using this idempotency key."}
	}
	return kept, known, nil
}

// keep remembers an answer under its key, or frees the key where nothing was carried out.
func (s *Server) keep(req *request, kept *answer, said reply) {
	if kept == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if said.status == http.StatusOK || said.status == http.StatusInternalServerError {
		kept.done, kept.reply = true, said
		return
	}
	delete(s.answers, req.IdempotencyKey)
}
