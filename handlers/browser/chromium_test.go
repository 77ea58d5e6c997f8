package browser_test

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// chromium is the one browser of all tests; each person has a profile of their
// own in it.
var chromium struct {
	once  sync.Once
	ctx   context.Context
	close func()
	err   error
}

// flags are those of a browser that speaks to nobody but the pages it opens.
var flags = []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
	"disable-component-update", "disable-sync", "disable-dev-shm-usage", "disable-extensions", "disable-default-apps",
	"disable-breakpad", "disable-background-timer-throttling", "disable-renderer-backgrounding", "disable-backgrounding-occluded-windows",
	"mute-audio", "hide-scrollbars"}

// openChromium starts the browser at its first use. Where none is installed
// the test is skipped, or fails if ANTEROOM_REQUIRE_TOOLS is set.
func openChromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal("no Chromium is installed")
		}
		t.Skip("no Chromium is installed: this story is not lived through")
	}
	chromium.once.Do(func() {
		// chromedp makes a fresh profile, and removes it at the end.
		options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Flag("lang", "en-GB")}
		for _, flag := range flags {
			options = append(options, chromedp.Flag(flag, true))
		}
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		// Chromium tells of things that this version of chromedp has no name for.
		ctx, end := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
		chromium.ctx, chromium.close = ctx, func() { end(); stop() }
		chromium.err = chromedp.Run(ctx)
	})
	if chromium.err != nil {
		t.Fatalf("start %s: %v", path, chromium.err)
	}
	return chromium.ctx
}

func closeChromium() {
	if chromium.close != nil {
		chromium.close()
	}
}
