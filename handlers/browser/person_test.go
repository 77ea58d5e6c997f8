package browser_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// hands is how a page is read and touched; see its own words.
//
//go:embed testdata/hands.js
var hands string

// patience is how long anything may take to show itself.
const patience = 20 * time.Second

// person is somebody with a device of their own. A person presses what can be
// seen, types into fields by their labels, and reads what is on the screen.
// Whatever their browser has to complain of fails the test at its end.
type person struct {
	context.Context
	t         *testing.T
	h         *house
	name      string
	phone     bool // 390 × 844 and touched; else 1280 × 860 and a mouse
	scripts   bool
	large     bool   // text is twice its usual size
	scheme    string // "light" or "dark"
	downloads string // folder
	watch     *watch
}

// trait is how somebody's device is.
type trait func(*person)

func onPhone(p *person)       { p.phone = true }
func withoutScript(p *person) { p.scripts = false }
func (h *house) owner(t *testing.T, traits ...trait) *person {
	return newPerson(t, h, "owner", traits...)
}

// client is somebody on a phone.
func (h *house) client(t *testing.T, traits ...trait) *person {
	return newPerson(t, h, "client", append(traits, onPhone)...)
}

func newPerson(t *testing.T, h *house, name string, traits ...trait) *person {
	t.Helper()
	p := &person{t: t, h: h, name: name, scripts: true, scheme: "light", downloads: t.TempDir(), watch: &watch{underWay: map[network.RequestID]string{}}}
	for _, trait := range traits {
		trait(p)
	}
	p.Context = p.newWindow(openChromium(t))
	chromedp.ListenTarget(p.Context, p.watch.hear)
	p.do(log.Enable(), network.Enable(), audits.Enable(), chromedp.ActionFunc(p.tellViolations),
		emulation.SetScriptExecutionDisabled(!p.scripts), p.media())
	if p.large {
		p.do(chromedp.ActionFunc(enlarge))
	}
	p.screen(390, 844)
	t.Cleanup(p.quiet)
	return p
}

func (p *person) tellViolations(ctx context.Context) error {
	_, err := page.AddScriptToEvaluateOnNewDocument(reports).Do(ctx)
	return err
}

// newWindow opens a window with a profile of its own, which keeps what is
// downloaded.
func (p *person) newWindow(parent context.Context) context.Context {
	p.t.Helper()
	ctx := cdp.WithExecutor(parent, chromedp.FromContext(parent).Browser)
	profile, err := target.CreateBrowserContext().Do(ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	err = browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithBrowserContextID(profile).WithDownloadPath(p.downloads).Do(ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	window, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	inside, leave := chromedp.NewContext(parent, chromedp.WithTargetID(window))
	p.t.Cleanup(func() {
		leave()
		if err := target.DisposeBrowserContext(profile).Do(ctx); err != nil {
			p.t.Errorf("end the %s's profile: %v", p.name, err)
		}
	})
	// The first run of all fastens itself to the window, and must outlive it.
	if err := chromedp.Run(inside); err != nil {
		p.t.Fatal(err)
	}
	return inside
}

// media are what the person prefers; nothing moves, so that a press meets what
// it aims at.
func (p *person) media() chromedp.Action {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
		{Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "prefers-color-scheme", Value: p.scheme}})
}

// screen makes a phone's screen this large; a desk's stays as it is.
func (p *person) screen(width, height int64) {
	p.t.Helper()
	if !p.phone {
		p.do(emulation.SetDeviceMetricsOverride(1280, 860, 1, false))
		return
	}
	p.do(emulation.SetDeviceMetricsOverride(width, height, 2, true), emulation.SetTouchEmulationEnabled(true).WithMaxTouchPoints(5))
}

// quiet ends a story: the browser had nothing to say but what was provoked.
func (p *person) quiet() {
	for _, trouble := range p.watch.unforgiven() {
		p.t.Errorf("the %s's browser complains: %s", p.name, trouble)
	}
}

func (p *person) do(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.Context, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		p.fail("%v", err)
	}
}

// fail ends the test with what the person has before their eyes.
func (p *person) fail(format string, args ...any) {
	p.t.Helper()
	var where, text string
	ctx, cancel := context.WithTimeout(p.Context, 3*time.Second)
	defer cancel()
	_ = chromedp.Run(ctx, chromedp.Location(&where)) // told as far as it can be
	_ = p.hand(&text, "text")
	p.picture("failed")
	if len(text) > 3000 {
		text = text[:3000] + " …"
	}
	p.t.Fatalf("the %s: %s\nat %s, which says:\n%s\nthe program says:\n%s", p.name, fmt.Sprintf(format, args...), where, text, p.h.log)
}

// hand runs a verb of hands in the page.
func (p *person) hand(answer any, verb string, args ...any) error {
	list := make([]string, len(args))
	for i, arg := range args {
		written, err := json.Marshal(arg)
		if err != nil {
			return err
		}
		list[i] = string(written)
	}
	ctx, cancel := context.WithTimeout(p.Context, 5*time.Second)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate(fmt.Sprintf("(() => { %s\nreturn hands.%s(%s) })()", hands, verb, strings.Join(list, ",")), answer))
}

// until tries until it is so. try says what is missing, or nothing.
func (p *person) until(try func() (missing string, err error)) {
	p.t.Helper()
	missing, err := "", error(nil)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		if missing, err = try(); err == nil && missing == "" {
			return
		}
		if p.Err() != nil {
			break
		}
	}
	p.fail("%s", errors.Join(errors.New(missing), err))
}

// settle waits until nothing is on its way any more.
func (p *person) settle() {
	p.t.Helper()
	time.Sleep(40 * time.Millisecond) // what was pressed is on its way
	calm := 0
	for end := time.Now().Add(patience); time.Now().Before(end) && calm < 2; time.Sleep(20 * time.Millisecond) {
		state := ""
		err := chromedp.Run(p, chromedp.Evaluate("document.readyState", &state))
		if calm++; err != nil || state != "complete" || len(p.watch.busy()) > 0 {
			calm = 0
		}
	}
	p.watch.forget()
}

// open goes to an address, as one typed or chosen elsewhere.
func (p *person) open(url string) {
	p.t.Helper()
	if strings.HasPrefix(url, "/") {
		url = p.h.url + url
	}
	p.do(chromedp.Navigate(url))
	p.settle()
}

// at is the path where the person is.
func (p *person) at() string {
	p.t.Helper()
	var where string
	p.do(chromedp.Location(&where))
	return strings.TrimPrefix(where, p.h.url)
}

// arrives waits until the path begins so.
func (p *person) arrives(path string) {
	p.t.Helper()
	p.until(func() (string, error) {
		var where string
		err := chromedp.Run(p, chromedp.Location(&where))
		if !strings.HasPrefix(strings.TrimPrefix(where, p.h.url), path) {
			return "did not arrive at " + path, err
		}
		return "", err
	})
	p.settle()
}

// sees waits until all of this can be read.
func (p *person) sees(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		p.until(func() (string, error) {
			var shown bool
			err := p.hand(&shown, "shows", text)
			if !shown {
				return fmt.Sprintf("cannot see %q", text), err
			}
			return "", err
		})
	}
}

// missing fails if any of this can be read now.
func (p *person) missing(texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		var shown bool
		if err := p.hand(&shown, "shows", text); err != nil || shown {
			p.fail("can see %q (%v)", text, err)
		}
	}
}

// reads gives what an expression is in the page, as text.
func (p *person) reads(expression string) (text string) {
	p.t.Helper()
	p.do(chromedp.Evaluate("String("+expression+")", &text))
	return text
}
