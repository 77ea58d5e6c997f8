package handlers

import (
	"context"
	"sync"
	"time"

	"anteroom/handlers/jobs"
	"anteroom/handlers/mail"
	"anteroom/store"
	"anteroom/templates/words"
)

// clock is the table of recurring work.
func (s *Server) clock(options ...mail.Option) *jobs.Clock {
	outbox := &jobs.Outbox{Store: s.store, Settings: s.mailSettings, Compose: s.compose, Options: options}
	return &jobs.Clock{Now: s.store.Now, Wake: "mail", Jobs: []jobs.Job{
		{Name: "recurring invoices", Every: 10 * time.Minute, Do: s.makeRecurring},
		{Name: "reminders", Every: 10 * time.Minute, Do: s.remind},
		{Name: "signed copies", Every: 10 * time.Second, Do: s.makeSignedCopies},
		{Name: "mail", Every: 10 * time.Second, Do: outbox.Send},
		{Name: "checkouts", Every: time.Minute, Do: s.sweepCheckouts},
		{Name: "money that went back", Every: time.Hour, Do: s.lookForRefunds},
		{Name: "disputes", Every: time.Hour, Do: s.lookForDisputes},
		{Name: "files", Every: time.Hour, Do: s.store.SweepFiles},
		{Name: "sessions", Every: 24 * time.Hour, Do: s.store.ForgetSessions},
	}}
}

// darkroom is a clock of its own: a hundred photographs keep no mail waiting.
func (s *Server) darkroom() *jobs.Clock {
	return &jobs.Clock{Now: s.store.Now, Wake: "photographs", Jobs: []jobs.Job{
		{Name: "photographs", Every: time.Minute, Do: s.store.PreparePhotographs},
	}}
}

// makeRecurring makes the recurring invoices that have come.
func (s *Server) makeRecurring(ctx context.Context) error {
	return s.store.MakeRecurring(ctx, s.periodNames)
}

// periodNames names a period's month and its day.
func (s *Server) periodNames(lang string, day store.Date) (month, date string) {
	return s.words.T(lang, "month."+string(day[5:7])), s.words.Date(lang, string(day), words.Full)
}

// remind takes the reminders that are due, unless there is no way to send them:
// they would wait, and go in one burst.
func (s *Server) remind(ctx context.Context) error {
	if _, ready, err := s.mailSettings(ctx); err != nil || !ready {
		return err
	}
	return s.store.Remind(ctx)
}

// Work does the recurring work until ctx ends.
func (s *Server) Work(ctx context.Context) {
	var working sync.WaitGroup
	working.Go(func() { s.clock().Run(ctx, s.store.Woken()) })
	working.Go(func() { s.darkroom().Run(ctx, s.store.Pictured()) })
	working.Wait()
}

// Tick does what is due now, once. Stories drive the clock with it.
func (s *Server) Tick(ctx context.Context, options ...mail.Option) {
	s.clock(options...).Tick(ctx)
	s.darkroom().Tick(ctx)
}
