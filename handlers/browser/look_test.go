package browser_test

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axe is axe-core 4.14.1 by Deque, MPL-2.0; its licences stand beside it.
//
//go:embed testdata/axe/axe.min.js
var axe string

// violation is what axe finds wrong with a page.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML, FailureSummary string
		Target               []any
	}
}

// pictures counts those taken, so that a folder lists them in the order of the
// story.
var pictures struct {
	sync.Mutex
	n int
}

// hasty leaves axe out, for one who works on a story.
var hasty = flag.Bool("hasty", false, "do not look pages over with axe: for work on a story")

// looks is to look a page over as it stands, in light and in dark: anybody can
// use it, and a picture is kept where one was asked for.
func (p *person) looks(name string) {
	p.t.Helper()
	p.settle()
	if *hasty && *shots == "" {
		return
	}
	begun := time.Now()
	for _, scheme := range []string{"dark", "light"} {
		p.scheme = scheme
		p.do(p.media())
		p.calm()
		p.picture(name)
		for _, v := range p.inspect() {
			for _, node := range v.Nodes {
				p.t.Errorf("%s in %s on the %s's screen: %s (%s, %s)\n  %v %s\n  %s", name, scheme, p.name, v.Help, v.ID, v.Impact,
					node.Target, short(node.HTML), strings.ReplaceAll(node.FailureSummary, "\n", "\n  "))
			}
		}
		p.fits(name)
	}
	p.t.Logf("looked at %s on %s in %v", name, p.at(), time.Since(begun).Round(time.Millisecond))
}

// calm lets the colours change, and ends what still moves.
func (p *person) calm() {
	p.t.Helper()
	for range 2 {
		time.Sleep(40 * time.Millisecond) // two frames, and more
		p.do(chromedp.Evaluate("for (const a of document.getAnimations()) if (a.effect.getComputedTiming().endTime < Infinity) a.finish()", nil))
	}
}

func short(html string) string {
	if len(html) > 200 {
		return html[:200] + "…"
	}
	return html
}

// inspect runs axe on the page: all of its rules in light, and in dark those of
// colour, which alone can have changed. Where the page's own scripts are off,
// scripts are let in for that moment: the page has loaded none.
func (p *person) inspect() (found []violation) {
	p.t.Helper()
	if *hasty {
		return nil
	}
	rules := "{resultTypes: ['violations']}"
	if p.scheme == "dark" {
		rules = "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"
	}
	wait := func(e *runtime.EvaluateParams) *runtime.EvaluateParams { return e.WithAwaitPromise(true) }
	var there bool
	p.do(emulation.SetScriptExecutionDisabled(false), chromedp.Evaluate("!!window.axe", &there))
	if !there {
		p.do(chromedp.Evaluate(axe+";0", nil))
	}
	p.do(chromedp.Evaluate("axe.run(document, "+rules+").then((r) => r.violations)", &found, wait),
		emulation.SetScriptExecutionDisabled(!p.scripts))
	return found
}

// widest names the innermost of what reaches beyond the screen.
const widest = `[...document.querySelectorAll('main *, header *, footer *')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
	&& ![...e.children].some((c) => c.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
	.slice(0, 4).map((e) => e.tagName + ' ' + e.textContent.trim().slice(0, 30)).join('; ')`

// fits fails if a page is wider than the screen.
func (p *person) fits(name string) {
	p.t.Helper()
	if over := p.reads("document.documentElement.scrollWidth - document.documentElement.clientWidth"); over != "0" {
		p.t.Errorf("%s is %s pixels wider than the %s's screen: %s", name, over, p.name, p.reads(widest))
	}
}

// picture keeps what is on the screen, if pictures are asked for.
func (p *person) picture(name string) {
	if *shots == "" {
		return
	}
	ctx, cancel := context.WithTimeout(p.Context, 10*time.Second)
	defer cancel()
	var png []byte
	var modal bool
	err := chromedp.Run(ctx, chromedp.Evaluate("!!document.querySelector('dialog:modal')", &modal))
	take := chromedp.FullScreenshot(&png, 100)
	if modal {
		take = chromedp.CaptureScreenshot(&png)
	}
	if err := errors.Join(err, chromedp.Run(ctx, take)); err != nil {
		p.t.Logf("no picture of %s: %v", name, err)
		return
	}
	pictures.Lock()
	defer pictures.Unlock()
	pictures.n++
	width := "1280"
	if p.phone {
		width = "390"
	}
	if !p.scripts {
		width += "-plain"
	}
	file := filepath.Join(*shots, fmt.Sprintf("%03d-%s-%s-%s.png", pictures.n, name, width, p.scheme))
	if err := os.WriteFile(file, png, 0o600); err != nil {
		p.t.Error(err)
	}
}
