package store

import (
	"encoding/json"
	"errors"
	"io"

	"anteroom/store/picture"
)

// developed is what is made of a photograph.
type developed struct {
	facts      picture.Facts
	clean      string // the plan that gives the original without what the camera wrote; empty: there is none, and Full is made
	renditions map[PictureSize]picture.Rendition
}

// weight is how many bytes its renditions have.
func (d developed) weight() (n int64) {
	for _, r := range d.renditions {
		n += int64(len(r.JPEG))
	}
	return n
}

// flawed says why a photograph cannot be shown: a key of the catalogue.
type flawed string

func (f flawed) Error() string { return string(f) }

// develop makes the renditions of a photograph. What is wrong with the picture is
// a flawed; any other error is a fault of ours.
func develop(r *ContentReader) (d developed, err error) {
	raw := make([]byte, r.Size)
	if _, err := io.ReadFull(r, raw); err != nil {
		return d, err
	}
	if d.facts, err = picture.Examine(raw); err != nil {
		return d, blame(err)
	}
	names, sizes := []PictureSize{Web, Thumb}, []picture.Size{{Side: Web.side(), Quality: 85}, {Side: Thumb.side(), Quality: 80}}
	if d.facts.Plan == nil {
		names, sizes = append([]PictureSize{Full}, names...), append([]picture.Size{{Quality: 92}}, sizes...)
	} else if d.clean, err = planned(d.facts.Plan); err != nil {
		return d, err
	}
	list, err := picture.Render(raw, sizes...)
	if err != nil {
		return d, blame(err)
	}
	d.renditions = map[PictureSize]picture.Rendition{}
	for i, name := range names {
		d.renditions[name] = list[i]
	}
	return d, nil
}

// planned is a plan as it is kept.
func planned(p picture.Plan) (string, error) {
	text, err := json.Marshal(p)
	return string(text), err
}

// blame tells what is wrong with a picture.
func blame(err error) error {
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return flawed("photo.too_large")
	case errors.Is(err, picture.ErrFormat), errors.Is(err, picture.ErrUnsupported):
		return flawed("photo.unsupported")
	case errors.Is(err, picture.ErrBroken):
		return flawed("photo.broken")
	}
	return err
}

// cleaned reads an original without what the camera wrote, by its plan.
func (p Photograph) cleaned(whole io.ReadSeeker) (io.ReadSeeker, int64, error) {
	var plan picture.Plan
	if err := json.Unmarshal([]byte(p.clean), &plan); err != nil {
		return nil, 0, err
	}
	return plan.Reader(whole), plan.Size(), nil
}
