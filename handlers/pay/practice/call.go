package practice

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Call is an API call as it came in, for tests that count them or look at their shape.
type Call struct {
	Method         string
	Path           string
	Form           url.Values // of the body, or of the query for GET
	IdempotencyKey string
	Account        string // Stripe-Account
	Version        string // Stripe-Version
}

const keptCalls = 500

// Calls lists the latest API calls, oldest first, refused ones included.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call(nil), s.calls...)
}

// request is a call being answered.
type request struct {
	Call
	*form
	id   string // of the object in the path
	base string // the address that was called
}

// problem is a refusal in Stripe's shape (https://docs.stripe.com/api/errors).
type problem struct {
	status  int
	Type    string `json:"type"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
	Param   string `json:"param,omitempty"`
}

func (p *problem) Error() string { return p.Message }

func invalid(code, param, format string, args ...any) *problem {
	return &problem{status: http.StatusBadRequest, Type: "invalid_request_error", Code: code, Param: param, Message: fmt.Sprintf(format, args...)}
}

func missing(what, id string) *problem {
	return &problem{status: http.StatusNotFound, Type: "invalid_request_error", Code: "resource_missing", Param: "id",
		Message: fmt.Sprintf("No such %s: '%s'", what, id)}
}

func noSuchCall(r *request) (any, *problem) {
	return nil, &problem{status: http.StatusNotFound, Type: "invalid_request_error",
		Message: fmt.Sprintf("Unrecognized request URL (%s: %s).", r.Method, r.Path)}
}

// api wraps a verb in what all calls share: key, version, account, idempotency and faults. The verb runs under the
// lock; what it returns is written as JSON before the lock is given back, so that it is one moment's truth.
func (s *Server) api(verb func(*request) (any, *problem)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req, refused := read(w, r)
		if refused == nil {
			s.remember(req.Call)
			refused = s.admit(r)
		}
		if refused != nil {
			write(w, refused.answer())
			return
		}
		s.answer(w, r, req, verb)
	})
}

func read(w http.ResponseWriter, r *http.Request) (*request, *problem) {
	values := r.URL.Query()
	if r.Method == http.MethodPost {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			return nil, invalid("", "", "The body could not be read: %v", err)
		}
		if values, err = url.ParseQuery(string(body)); err != nil {
			return nil, invalid("", "", "Invalid form body: %v", err)
		}
	}
	return &request{
		Call: Call{
			Method:         r.Method,
			Path:           r.URL.Path,
			Form:           values,
			IdempotencyKey: r.Header.Get("Idempotency-Key"),
			Account:        r.Header.Get("Stripe-Account"),
			Version:        r.Header.Get("Stripe-Version"),
		},
		form: newForm(values),
		id:   r.PathValue("id"),
		base: "http://" + r.Host,
	}, nil
}

func (s *Server) remember(c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, c)
	if len(s.calls) > keptCalls {
		s.calls = s.calls[len(s.calls)-keptCalls:]
	}
}

// admit checks who calls, for whom, and in which version.
func (s *Server) admit(r *http.Request) *problem {
	key, basic, _ := r.BasicAuth()
	if basic == "" && key == "" {
		key = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	if key == "" {
		return &problem{status: http.StatusUnauthorized, Type: "invalid_request_error",
			Message: "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth."}
	}
	if subtle.ConstantTimeCompare([]byte(key), []byte(s.options.Key)) != 1 {
		return &problem{status: http.StatusUnauthorized, Type: "invalid_request_error", Message: "Invalid API Key provided: " + masked(key)}
	}
	if account := r.Header.Get("Stripe-Account"); account != "" && account != s.options.Account {
		return &problem{status: http.StatusForbidden, Type: "invalid_request_error", Code: "account_invalid",
			Message: fmt.Sprintf("The provided key '%s' does not have access to account '%s' (or that account does not exist). Application access may have been revoked.", masked(key), account)}
	}
	if version := r.Header.Get("Stripe-Version"); version != "" && !isVersion(version) {
		return invalid("", "", "Invalid Stripe API version: %s.", version)
	}
	return nil
}

func masked(key string) string {
	if len(key) < 12 {
		return "****"
	}
	return key[:8] + "********" + key[len(key)-4:]
}

func isVersion(v string) bool {
	ok, err := regexp.MatchString(`^20\d\d-\d\d-\d\d(\.[a-z]+)?$`, v)
	return ok && err == nil
}

// reply is what is sent back, and kept under an idempotency key.
type reply struct {
	status int
	body   []byte
}

func (p *problem) answer() reply {
	return reply{p.status, encode(struct {
		Error *problem `json:"error"`
	}{p})}
}

// encode writes one of this package's own views, all of which have a JSON form.
func encode(v any) []byte {
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("practice: %v", err))
	}
	return body
}

func write(w http.ResponseWriter, a reply) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Request-Id", unique("req"))
	w.WriteHeader(a.status)
	// Whoever called may have gone; there is nobody else to tell.
	_, _ = w.Write(a.body)
}

// run carries out a verb under the lock.
func (s *Server) run(req *request, verb func(*request) (any, *problem)) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expireOverdue()
	view, refused := verb(req)
	if refused != nil {
		return refused.answer()
	}
	return reply{http.StatusOK, encode(view)}
}
