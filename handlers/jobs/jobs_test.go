package jobs

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestAJobIsDoneWhenItIsDueAndAgainAfterAFailure(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var minutely, hourly int
	clock := &Clock{Now: func() time.Time { return now }, Jobs: []Job{
		{Name: "minutely", Every: time.Minute, Do: func(context.Context) error { minutely++; return errors.New("not today") }},
		{Name: "hourly", Every: time.Hour, Do: func(context.Context) error { hourly++; return nil }},
	}}
	for range 121 { // two hours, and the first instant
		clock.Tick(t.Context())
		clock.Tick(t.Context()) // twice in one instant is once
		now = now.Add(time.Minute)
	}
	if minutely != 121 || hourly != 3 {
		t.Errorf("%d times by the minute, %d by the hour", minutely, hourly)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	clock.Tick(ended)
	if minutely != 121 {
		t.Error("work began after it was told to end")
	}
}

func TestAQueuedMailDoesNotWaitForTheNextBeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		clock := &Clock{Now: time.Now, Wake: "mail", Jobs: []Job{{Name: "mail", Every: time.Hour, Do: func(context.Context) error { sent++; return nil }}}}
		ctx, stop := context.WithCancel(t.Context())
		woken, done := make(chan struct{}), make(chan struct{})
		go func() { clock.Run(ctx, woken); close(done) }()
		synctest.Wait()
		woken <- struct{}{}
		synctest.Wait()
		if sent != 2 {
			t.Errorf("sent %d times, at the start and when woken", sent)
		}
		time.Sleep(time.Minute)
		if sent != 2 {
			t.Errorf("sent %d times in a minute of an hourly job", sent)
		}
		stop()
		<-done
	})
}
