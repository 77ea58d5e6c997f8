package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"anteroom/store"
	"anteroom/templates/letter"
	"anteroom/templates/words"
)

// history makes the studio's past with the store's own verbs, each on the day
// when it is said to have happened. Stories put their deeds on a list first;
// then all are done in the order of time, as numbers and histories need it.
type history struct {
	ctx   context.Context
	store *store.Store
	clock *clock
	words *words.Catalogue
	end   time.Time      // the present, which no deed lies beyond
	zone  *time.Location // of the studio

	owner, marcus store.Staff
	taxes         []store.TaxRate
	rights        int64 // template of a contract about photographs
	deeds         []deed
	people        int
	attempts      int
	ways          map[int64]string // contact → token of their newest sign-in mail
}

// deed is one thing that happened.
type deed struct {
	at   time.Time
	what string
	do   func() error
}

// moment is a day before today, or an hour of it.
type moment struct {
	days  int
	time  string        // on the studio's wall, '15:04'
	since time.Duration // instead: so long ago
}

func day(before int, time string) moment { return moment{days: before, time: time} }

func hours(ago float64) moment { return moment{since: time.Duration(ago * float64(time.Hour))} }

// when is the instant of a moment, on any day of the week.
func (h *history) when(m moment) time.Time {
	if m.since > 0 {
		return h.end.Add(-m.since)
	}
	wall, err := time.Parse("15:04", m.time)
	if err != nil {
		panic(err) // a mistake in a story, which its test meets
	}
	now := h.end.In(h.zone)
	return time.Date(now.Year(), now.Month(), now.Day()-m.days, wall.Hour(), wall.Minute(), 0, 0, h.zone)
}

// office is the instant of a moment on a working day: a weekend's is Friday's.
func (h *history) office(m moment) time.Time {
	at := h.when(m)
	switch at.In(h.zone).Weekday() {
	case time.Saturday:
		m.days++
	case time.Sunday:
		m.days += 2
	}
	return h.when(m)
}

// date is a calendar date so many days before today, or after for a negative
// number.
func (h *history) date(before int) store.Date {
	return store.DateOf(h.end.In(h.zone)).AddDays(-before)
}

// then puts a deed on the list.
func (h *history) then(at time.Time, what string, do func() error) {
	h.deeds = append(h.deeds, deed{at, what, do})
}

// happen does everything that is on the list, and sends what mails it causes.
func (h *history) happen() error {
	slices.SortStableFunc(h.deeds, func(a, b deed) int { return a.at.Compare(b.at) })
	for _, d := range h.deeds {
		h.clock.put(d.at)
		if err := d.do(); err != nil {
			return fmt.Errorf("%s: %w", d.what, err)
		}
		if err := h.post(); err != nil {
			return fmt.Errorf("%s: send its mails: %w", d.what, err)
		}
	}
	h.deeds = nil
	return nil
}

// post delivers what waits in the outbox: to nobody, but as a mail server would
// have taken it, so that every history shows what was written.
func (h *history) post() error {
	for {
		m, err := h.store.ClaimMail(h.ctx)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := h.deliver(m); err != nil {
			return fmt.Errorf("%s mail to %s: %w", m.Kind, m.To, err)
		}
	}
}

func (h *history) deliver(m store.Mail) error {
	if m.Kind == "sign-in" {
		token, _, err := h.store.MintSignIn(h.ctx, m.ID)
		if err != nil {
			return err
		}
		h.ways[m.ContactID] = token
	}
	about, err := h.subjects(m)
	if err != nil {
		return err
	}
	writer, err := h.letters()
	if err != nil {
		return err
	}
	said, err := writer.Said(m, about)
	if err != nil {
		return err
	}
	return h.store.MailSent(h.ctx, m.ID, said)
}

func (h *history) letters() (letter.Writer, error) {
	own, err := h.store.EmailTemplates(h.ctx)
	return letter.Writer{Words: h.words, Studio: h.store.Studio(), Own: own}, err
}

// review are the subject and the words with which a letter begins.
func (h *history) review(m store.Mail) (store.EmailWords, error) {
	about, err := h.subjects(m)
	if err != nil {
		return store.EmailWords{}, err
	}
	writer, err := h.letters()
	if err != nil {
		return store.EmailWords{}, err
	}
	return writer.Review(m, about)
}

// subjects loads what a mail speaks of.
func (h *history) subjects(m store.Mail) (v letter.Subjects, err error) {
	v.Today = h.store.Today()
	var errs [8]error
	if m.QuoteID != 0 {
		v.Quote, errs[0] = h.store.Quote(h.ctx, m.QuoteID)
	}
	if m.InvoiceID != 0 {
		v.Invoice, errs[1] = h.store.Invoice(h.ctx, m.InvoiceID)
	}
	if m.PaymentID != 0 {
		v.Payment, errs[2] = h.store.PaymentByID(h.ctx, m.PaymentID)
	}
	if m.FileID != 0 {
		var file store.File
		file, errs[3] = h.store.File(h.ctx, m.FileID)
		v.File = file.Name
	}
	if m.ContractID != 0 {
		v.Contract, errs[4] = h.store.Contract(h.ctx, m.ContractID)
	}
	if m.QuestionnaireID != 0 {
		v.Questionnaire, errs[5] = h.store.Questionnaire(h.ctx, m.QuestionnaireID)
	}
	if m.GalleryID != 0 {
		v.Gallery, errs[6] = h.store.Gallery(h.ctx, m.GalleryID)
	}
	if chosen := m.Data["selection"]; chosen != "" {
		id, err := strconv.ParseInt(chosen, 10, 64)
		if err != nil {
			return v, err
		}
		v.PhotoSelection, errs[7] = h.store.PhotoSelection(h.ctx, id)
	}
	if note := m.Data["credit_note"]; note != "" {
		id, err := strconv.ParseInt(note, 10, 64)
		if err != nil {
			return v, err
		}
		if v.CreditNote, err = h.store.CreditNote(h.ctx, id); err != nil {
			return v, err
		}
	}
	return v, errors.Join(errs[:]...)
}

// attempt is a fresh key for a payment or a form.
func (h *history) attempt() string {
	h.attempts++
	return fmt.Sprintf("practice-%012d", h.attempts)
}
