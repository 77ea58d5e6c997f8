package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch listens to a browser: what is still on its way, and what it has to
// complain of.
type watch struct {
	mu       sync.Mutex
	underWay map[network.RequestID]string
	troubles []string
	forgiven []string
}

// reports makes a page tell of every violation of its policy.
const reports = `document.addEventListener('securitypolicyviolation', (e) =>
	console.error('policy violated: ' + e.violatedDirective + ' by ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber));`

func (w *watch) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.underWay[e.RequestID] = e.Request.URL
	case *network.EventLoadingFinished:
		delete(w.underWay, e.RequestID)
	case *network.EventLoadingFailed:
		w.failed(e)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			w.complain(fmt.Sprintf("%d for %s", e.Response.Status, e.Response.URL))
		}
	case *runtime.EventExceptionThrown:
		w.complain("exception: " + e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			w.complain(fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventConsoleAPICalled:
		w.console(e)
	case *audits.EventIssueAdded:
		if e.Issue.Code == audits.InspectorIssueCodeContentSecurityPolicyIssue {
			d := e.Issue.Details.ContentSecurityPolicyIssueDetails
			w.complain(fmt.Sprintf("policy violated: %s %s", d.ViolatedDirective, d.BlockedURL))
		}
	}
}

// failed is a request without an answer. One that was given up is none: a click
// led on, or a download took its place.
func (w *watch) failed(e *network.EventLoadingFailed) {
	url := w.underWay[e.RequestID]
	delete(w.underWay, e.RequestID)
	if !e.Canceled && e.ErrorText != "net::ERR_ABORTED" {
		w.complain(fmt.Sprintf("%s for %s", e.ErrorText, url))
	}
}

func (w *watch) console(e *runtime.EventConsoleAPICalled) {
	if e.Type != runtime.APITypeError && e.Type != runtime.APITypeWarning && e.Type != runtime.APITypeAssert {
		return
	}
	var words []string
	for _, arg := range e.Args {
		words = append(words, string(arg.Value)+arg.Description)
	}
	w.complain(fmt.Sprintf("console.%s %s", e.Type, strings.Join(words, " ")))
}

func (w *watch) complain(trouble string) { w.troubles = append(w.troubles, trouble) }

// busy names what is still on its way.
func (w *watch) busy() (urls []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, url := range w.underWay {
		urls = append(urls, url)
	}
	return urls
}

// forget gives up what was on its way in a page that was left.
func (w *watch) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.underWay)
}

// forgive is what a story provokes on purpose, such as "422".
func (w *watch) forgive(words ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.forgiven = append(w.forgiven, words...)
}

// unforgiven is what nobody asked for.
func (w *watch) unforgiven() (all []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, trouble := range w.troubles {
		if !slices.ContainsFunc(w.forgiven, func(f string) bool { return strings.Contains(trouble, f) }) {
			all = append(all, trouble)
		}
	}
	return all
}
