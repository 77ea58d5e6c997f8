package handlers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
)

// Limits of what a stranger may hand in to be examined.
const (
	examinedMost = 25 << 20        // bytes of one file
	examinedRoom = 64 << 20        // bytes of all that are handed in at one time
	examinedTime = 2 * time.Minute // to hand one in
)

// The page where anyone who holds a PDF learns whether this studio sealed it.
func (s *Server) verifyRoutes() []route {
	return []route{
		public("GET", "/verify", "", s.verifyForm),
		public("POST", "/verify", "", s.verify),
	}
}

// verifyPage asks for a file, and says what was found in the last one.
type verifyPage struct {
	web.Frame
	Form         *web.Form
	Found        *store.Examination
	Name         string // of the file
	Limit        int64  // bytes
	Fingerprints []string
}

// Good and Doubtful choose the looks of a verdict; the rest is bad.
func (p verifyPage) Good() bool {
	return p.Found.Verdict == store.Same || p.Found.Verdict == store.Unsealed || p.Found.Verdict == store.Unknown
}

// Doubtful is neither good nor bad: the studio has nothing to do with the file.
func (p verifyPage) Doubtful() bool {
	return p.Found.Verdict == store.Bare || p.Found.Verdict == store.Foreign
}

func (s *Server) verifyPage(x *web.Exchange) (verifyPage, error) {
	fingerprints, err := s.store.SealFingerprints(x.Context())
	return verifyPage{Frame: s.frame(x), Form: web.NewForm(), Limit: examinedMost, Fingerprints: fingerprints}, err
}

func (s *Server) verifyForm(x *web.Exchange) error {
	page, err := s.verifyPage(x)
	if err != nil {
		return err
	}
	return x.Show("portal/verify", "", page)
}

// verify examines a file and forgets it.
func (s *Server) verify(x *web.Exchange) error {
	page, err := s.verifyPage(x)
	if err != nil {
		return err
	}
	if err := s.store.MayExamine(x.Context(), x.Visit); err != nil {
		return x.Again(err, page.Form, "portal/verify", "", page)
	}
	found, err := s.examine(x, &page)
	if err != nil {
		return x.Again(err, page.Form, "portal/verify", "", page)
	}
	page.Found = &found
	return x.Show("portal/verify", "", page)
}

func (s *Server) examine(x *web.Exchange, page *verifyPage) (found store.Examination, err error) {
	part, err := pdfPart(x)
	if err != nil {
		return found, err
	}
	page.Name = part.FileName()
	pdf, release, err := s.examined.take(part)
	defer release()
	if err != nil {
		return found, err
	}
	if !bytes.Contains(pdf[:min(len(pdf), 1024)], []byte("%PDF-")) {
		return found, wrongPDF("invalid.not_pdf")
	}
	s.examined.one.Lock()
	defer s.examined.one.Unlock()
	return s.store.Examine(x.Context(), pdf)
}

// pdfPart is the part of the form that holds the file, not yet read.
func pdfPart(x *web.Exchange) (*multipart.Part, error) {
	x.R.Body = http.MaxBytesReader(x.W, x.R.Body, 4*examinedMost)
	parts, err := x.R.MultipartReader()
	if err != nil {
		return nil, wrongPDF("invalid.pdf_missing")
	}
	for range 10 {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("multipart: %w", err)
		}
		if part.FormName() == "pdf" && part.FileName() != "" {
			return part, nil
		}
	}
	return nil, wrongPDF("invalid.pdf_missing")
}

func wrongPDF(key string) error {
	return &store.Invalid{Fields: map[string]store.Text{"pdf": store.Say(key)}}
}

// desk is where strangers' files lie while they are handed in and looked at. Only so
// much fits on it, so that a crowd of them takes no memory from the others; and one is
// looked at at a time.
type desk struct {
	taken atomic.Int64
	one   sync.Mutex
}

// take reads a file. Its place is free again after release, which is never nil.
func (d *desk) take(from io.Reader) (file []byte, release func(), err error) {
	var held int64
	release = func() { d.taken.Add(-held) }
	until, piece := time.Now().Add(examinedTime), make([]byte, 64<<10)
	for {
		n, err := from.Read(piece)
		if held += int64(n); d.taken.Add(int64(n)) > examinedRoom || time.Now().After(until) {
			return nil, release, &store.Refused{Why: store.Say("refused.examining")}
		}
		file = append(file, piece[:n]...)
		switch {
		case err == io.EOF: // only bare does it say that all of the file came
			return file, release, nil
		case err != nil:
			return nil, release, fmt.Errorf("multipart: %w", err)
		case len(file) > examinedMost:
			_, _ = io.Copy(io.Discard, from) // a browser that is still sending would not hear the answer
			return nil, release, wrongPDF("invalid.pdf_size")
		}
	}
}
