package picture

import (
	"errors"
	"fmt"
	"io"
)

// Plan says how to give a file without what the camera wrote: which parts of the
// original follow each other, and what stands between them. It is short, and is
// kept as JSON; the original is not copied.
type Plan []Part

// Part is some bytes of a plan: those of Literal, or Length bytes of the original
// from Offset on.
type Part struct {
	Literal []byte `json:"b,omitempty"`
	Offset  int64  `json:"o,omitempty"`
	Length  int64  `json:"n,omitempty"`
}

func (p Part) size() int64 {
	if p.Literal != nil {
		return int64(len(p.Literal))
	}
	return p.Length
}

// Size is how many bytes the cleaned file has.
func (p Plan) Size() (n int64) {
	for _, part := range p {
		n += part.size()
	}
	return n
}

// keep adds a range of the original; one that follows the last is one with it.
func (p *Plan) keep(offset, length int) {
	if length <= 0 {
		return
	}
	if n := len(*p); n > 0 && (*p)[n-1].Literal == nil && (*p)[n-1].Offset+(*p)[n-1].Length == int64(offset) {
		(*p)[n-1].Length += int64(length)
		return
	}
	*p = append(*p, Part{Offset: int64(offset), Length: int64(length)})
}

// write adds bytes that the original does not have.
func (p *Plan) write(literal []byte) { *p = append(*p, Part{Literal: literal}) }

// Reader reads the cleaned file from the original.
func (p Plan) Reader(original io.ReadSeeker) io.ReadSeeker {
	return &planReader{plan: p, size: p.Size(), from: original, stands: -1}
}

type planReader struct {
	plan   Plan
	size   int64
	from   io.ReadSeeker
	at     int64
	stands int64 // where the original was last left
}

var errWhence = errors.New("picture: a seek from nowhere")

// Seek implements io.Seeker.
func (r *planReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.size
	default:
		return 0, errWhence
	}
	if offset < 0 {
		return 0, errWhence
	}
	r.at = offset
	return offset, nil
}

// Read implements io.Reader.
func (r *planReader) Read(b []byte) (int, error) {
	if r.at >= r.size {
		return 0, io.EOF
	}
	if len(b) == 0 {
		return 0, nil
	}
	within := r.at
	for _, part := range r.plan {
		if within >= part.size() {
			within -= part.size()
			continue
		}
		n, err := r.readPart(b, part, within)
		r.at += int64(n)
		return n, err
	}
	return 0, io.ErrUnexpectedEOF
}

func (r *planReader) readPart(b []byte, part Part, within int64) (int, error) {
	if part.Literal != nil {
		return copy(b, part.Literal[within:]), nil
	}
	if want := part.Offset + within; r.stands != want {
		if _, err := r.from.Seek(want, io.SeekStart); err != nil {
			return 0, err
		}
		r.stands = want
	}
	n, err := r.from.Read(b[:min(int64(len(b)), part.Length-within)])
	r.stands += int64(n)
	if err == io.EOF {
		if n > 0 {
			return n, nil
		}
		err = fmt.Errorf("the original is shorter than its plan: %w", io.ErrUnexpectedEOF)
	}
	return n, err
}
