package static

import (
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// policy is the content security policy under which every page is shown.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// tryout is a page with one of everything to which the script answers.
const tryout = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Try out</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="htmx-config" content="{{config}}"><link rel="icon" href="{{asset "icon.svg"}}">
<link rel="stylesheet" href="{{asset "app.css"}}">
<script src="{{asset "htmx.js"}}" defer></script><script src="{{asset "signature_pad.js"}}" defer></script>
<script src="{{asset "app.js"}}" defer></script></head><body class="portal"><main class="portal-main">
<a class="button" id="link" href="/elsewhere" data-dialog="sign"><svg class="icon" aria-hidden="true"><use href="{{asset "icons.svg"}}#i-pen-line"/></svg>Sign</a>
<a class="button" id="fetching" href="/elsewhere" data-dialog="sign" hx-get="/elsewhere" hx-target="#list">Make a payment</a>
<button class="button" id="copy" data-copy="60-16-13">Copy</button>
<form method="post" action="/slow" id="slow"><button class="button" id="pay">Pay Now</button></form>
<form method="post" action="/broken" hx-post="/broken"><button class="button" id="broken">Break</button></form>
<form method="post" action="/files" enctype="multipart/form-data" data-upload="#list"><input type="hidden" name="folder" value="plans">
<label class="dropzone">Choose files<input type="file" name="files" multiple></label><button class="button without-script" id="plain">Upload</button></form>
<nav class="settings-nav"><ul>{{range links}}<li><a href="/elsewhere"{{if eq . 9}} aria-current="page"{{end}}>Section {{.}}</a></li>{{end}}</ul></nav>
<ul id="list"></ul>
<form data-brand><input type="color" value="#0f5d62"><input name="brand" value="#0f5d62"><p data-words></p></form><div data-brand-preview></div>
<dialog class="dialog" id="sign">{{template "form" ""}}</dialog></main></body></html>
{{define "form"}}<form method="post" action="/acceptance" hx-post="/acceptance" hx-swap="outerHTML" id="acceptance">
<fieldset class="segmented"><label><input type="radio" name="method" value="draw" data-with-script>Draw</label>
<label><input type="radio" name="method" value="type" checked id="type">Type</label></fieldset>
<div class="panel-draw"><div class="sign-pad"><canvas></canvas><div class="tools"><button class="button small" type="button" data-undo>Undo</button>
<button class="button small" type="button" data-clear>Clear</button></div><input type="hidden" name="strokes" value="{{.}}"></div></div>
<div class="panel-type"><div class="sign-pad"><output class="typed" for="name"></output></div></div>
<div class="field"><label for="name">Your full name</label><input id="name" name="name" value="Priya"></div>
<button class="button primary" id="accept">Sign to accept</button></form>{{end}}`

// visit is the tryout page in a browser, and what reached the server from it.
type visit struct {
	context.Context
	t      *testing.T
	assets *Assets
	page   *template.Template

	mu       sync.Mutex
	posts    []string // the paths of POST requests
	strokes  []string // what came as a signature
	uploads  []string // "folder/file size"
	troubles []string // what the browser complained of
}

// open starts Chromium on the page, as wide as a phone.
func open(t *testing.T) *visit {
	t.Helper()
	v := &visit{t: t, assets: made(t)}
	funcs := template.FuncMap{"asset": v.assets.URL, "config": func() string { return HTMXConfig },
		"links": func() []int { return []int{1, 2, 3, 4, 5, 6, 7, 8, 9} }}
	v.page = template.Must(template.New("page").Funcs(funcs).Parse(tryout))
	server := httptest.NewServer(v)
	t.Cleanup(server.Close)

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	// Chromium tells of things that this version of chromedp has no name for.
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	v.Context, cancel = context.WithTimeout(ctx, 30*time.Second)
	t.Cleanup(cancel)
	chromedp.ListenTarget(v.Context, v.complain)
	// Nothing moves, so that a click meets what it aims at.
	still := emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}})
	v.do(log.Enable(), still, chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2)), chromedp.Navigate(server.URL))
	v.see(`document.fonts.status === 'loaded'`)
	return v
}

// chromium finds the browser. Where there is none the test is skipped, or fails
// if ANTEROOM_REQUIRE_TOOLS is set.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
		t.Fatal("no Chromium is installed")
	}
	t.Skip("no Chromium is installed: the page's script is not tried out")
	return ""
}

func (v *visit) complain(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		v.troubles = append(v.troubles, e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		v.troubles = append(v.troubles, e.Entry.Text+" "+e.Entry.URL)
	case *runtime.EventConsoleAPICalled:
		v.troubles = append(v.troubles, fmt.Sprintf("console.%s %s", e.Type, e.Args[0].Value))
	}
}

// ServeHTTP answers as the portal would.
func (v *visit) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, Prefix) {
		v.assets.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method == http.MethodPost {
		v.post(w, r)
		return
	}
	if r.URL.Path == "/elsewhere" {
		w.WriteHeader(http.StatusNoContent) // the browser stays where it is
		return
	}
	if err := v.page.Execute(w, nil); err != nil {
		v.t.Error(err)
	}
}

func (v *visit) post(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.posts = append(v.posts, r.URL.Path)
	switch r.URL.Path {
	case "/slow":
		time.Sleep(700 * time.Millisecond)
		w.WriteHeader(http.StatusNoContent)
	case "/broken":
		w.WriteHeader(http.StatusInternalServerError)
	case "/acceptance":
		v.strokes = append(v.strokes, r.FormValue("strokes"))
		w.WriteHeader(http.StatusUnprocessableEntity)
		if err := v.page.ExecuteTemplate(w, "form", r.FormValue("strokes")); err != nil {
			v.t.Error(err)
		}
	case "/files":
		v.receive(w, r)
	}
}

func (v *visit) receive(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("files")
	if err != nil {
		v.t.Error(err)
		return
	}
	defer func() { _ = file.Close() }()
	if strings.HasSuffix(header.Filename, ".exe") {
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = fmt.Fprint(w, `<form><p class="error">Programs are not taken here.</p></form>`)
		return
	}
	v.uploads = append(v.uploads, fmt.Sprintf("%s/%s %d", r.FormValue("folder"), header.Filename, header.Size))
	_, _ = fmt.Fprintf(w, `<ul id="list"><li>%s</li></ul>`, strings.Join(v.uploads, "</li><li>"))
}

func (v *visit) do(actions ...chromedp.Action) {
	v.t.Helper()
	if err := chromedp.Run(v, actions...); err != nil {
		v.t.Fatal(err)
	}
}

// see waits until an expression is true in the page.
func (v *visit) see(expression string) {
	v.t.Helper()
	safe := "(() => { try { return !!(" + expression + ") } catch { return false } })()"
	if err := chromedp.Run(v, chromedp.Poll(safe, nil, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		v.t.Fatalf("never true: %s (%v)", expression, err)
	}
}

func (v *visit) ask(expression string) (answer string) {
	v.t.Helper()
	v.do(chromedp.Evaluate("String("+expression+")", &answer))
	return answer
}

// press clicks from within the page: a typeface that arrives between aim and
// click would move the target.
func press(selector string) chromedp.Action {
	return chromedp.Evaluate(fmt.Sprintf("document.querySelector(%q).click()", selector), nil)
}

// draw moves a pressed pointer over the pad, by shares of its width and height.
func (v *visit) draw(points ...[2]float64) {
	v.t.Helper()
	var box struct{ X, Y, Width, Height float64 }
	v.do(chromedp.Evaluate(`document.querySelector('.sign-pad canvas').getBoundingClientRect().toJSON()`, &box))
	mouse := func(kind input.MouseType, p [2]float64) chromedp.Action {
		return input.DispatchMouseEvent(kind, box.X+p[0]*box.Width, box.Y+p[1]*box.Height).
			WithButton(input.Left).WithButtons(1).WithClickCount(1)
	}
	v.do(mouse(input.MousePressed, points[0]))
	for _, p := range points[1:] {
		v.do(mouse(input.MouseMoved, p), chromedp.Sleep(25*time.Millisecond))
	}
	v.do(mouse(input.MouseReleased, points[len(points)-1]))
}

func (v *visit) signature() (strokes [][][2]int) {
	v.t.Helper()
	written := v.ask(`document.querySelector('[name=strokes]').value`)
	if written == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(written), &strokes); err != nil {
		v.t.Fatalf("strokes are %q: %v", written, err)
	}
	return strokes
}

// sent is how many POST requests came, and the last signature among them.
func (v *visit) sent() (posts int, strokes string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.strokes) > 0 {
		strokes = v.strokes[len(v.strokes)-1]
	}
	return len(v.posts), strokes
}

// quiet ends a visit: the browser had nothing to say but what was provoked.
func (v *visit) quiet(provoked ...string) {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, trouble := range v.troubles {
		known := false
		for _, p := range provoked {
			known = known || strings.Contains(trouble, p)
		}
		if !known {
			v.t.Errorf("the browser complains: %s", trouble)
		}
	}
}

func TestSigningByHand(t *testing.T) {
	v := open(t)
	v.do(press("#link"))
	v.see(`document.querySelector('#sign').matches(':modal') && location.pathname === '/'`)
	v.see(`document.querySelector('[value=draw]').checked`)

	v.do(press("#accept"))
	v.see(`document.querySelector('[data-refusal]').textContent.includes('sign above the line')`)

	v.draw([2]float64{0.1, 0.5}, [2]float64{0.3, 0.2}, [2]float64{0.5, 0.6}, [2]float64{0.9, 0.4})
	v.draw([2]float64{0.2, 0.8}, [2]float64{0.6, 0.8})
	drawn := v.signature()
	if len(drawn) != 2 || len(drawn[0]) < 4 {
		t.Fatalf("two strokes were drawn, kept are %v", drawn)
	}
	if first := drawn[0][0]; first[0] < 95 || first[0] > 105 {
		t.Errorf("a tenth of the width is %v", first)
	}
	v.see(`!document.querySelector('[data-refusal]')`)

	v.turn(drawn)
	v.do(press("[data-undo]"))
	if left := v.signature(); len(left) != 1 {
		t.Errorf("after Undo: %v", left)
	}
	v.do(chromedp.SetValue("#name", "Tom"), press("#accept"))
	// The answer is 422: the form as the server has it, with the same ink.
	v.see(`document.querySelector('#name').value === 'Priya'`)
	v.see(`document.querySelector('.sign-pad canvas').width > 300`)
	if posts, strokes := v.sent(); posts != 1 || strokes == "" || v.ask(`document.querySelector('[name=strokes]').value`) != strokes {
		t.Errorf("sent %d times %q, shown again %v", posts, strokes, v.signature())
	}
	v.see(ink + " > 0")
	v.do(press("[data-clear]"))
	if v.signature() != nil || v.ask(ink) != "0" {
		t.Errorf("after Clear: %v", v.signature())
	}
	v.quiet("422", "Canvas2D") // the latter is advice on how this test counts ink
}

// ink counts the pixels that are drawn on.
const ink = `(() => { const c = document.querySelector('.sign-pad canvas');
	return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 0).length })()`

// turn turns the phone to its side and back: the strokes stay what they were.
func (v *visit) turn(drawn [][][2]int) {
	v.t.Helper()
	v.do(chromedp.EmulateViewport(844, 390, chromedp.EmulateScale(2)))
	v.see(`document.querySelector('.sign-pad canvas').clientWidth > 400`)
	v.do(chromedp.Sleep(100 * time.Millisecond))
	if v.ask(ink) == "0" || len(v.signature()) != len(drawn) {
		v.t.Errorf("turned on its side, the pad shows %v", v.signature())
	}
	v.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2)))
	v.see(`document.querySelector('.sign-pad canvas').clientWidth < 400`)
	v.do(chromedp.Sleep(100 * time.Millisecond))
	if back := v.signature(); fmt.Sprint(back) != fmt.Sprint(drawn) {
		v.t.Errorf("turned to and fro, %v became %v", drawn, back)
	}
}

// What is drawn on the wide pad is there, whole, on the narrow one.
func TestDrawingWideAndTurning(t *testing.T) {
	v := open(t)
	v.do(press("#link"))
	v.draw([2]float64{0.1, 0.5}, [2]float64{0.4, 0.4})
	v.do(chromedp.EmulateViewport(844, 390, chromedp.EmulateScale(2)))
	v.see(`document.querySelector('.sign-pad canvas').clientWidth > 400`)
	v.do(chromedp.Sleep(100 * time.Millisecond))
	v.draw([2]float64{0.8, 0.4}, [2]float64{0.85, 0.5}, [2]float64{0.95, 0.45})
	v.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2)))
	v.see(`document.querySelector('.sign-pad canvas').clientWidth < 400`)
	v.do(chromedp.Sleep(100 * time.Millisecond))
	strokes := v.signature()
	if len(strokes) != 2 {
		t.Fatalf("kept are %v", strokes)
	}
	for _, x := range []int{strokes[1][0][0], strokes[1][len(strokes[1])-1][0]} {
		if x < 780 || x > 980 {
			t.Errorf("the stroke at the right edge has come to %v", strokes[1])
		}
	}
	v.quiet()
}

func TestTypingAName(t *testing.T) {
	v := open(t)
	v.do(press("#link"), press("#type"))
	v.do(chromedp.Clear("#name"), chromedp.SendKeys("#name", "Bartholomew Featherstonehaugh-Cholmondeley"))
	v.see(`document.querySelector('output.typed').textContent.startsWith('Bartholomew')`)
	v.see(`document.querySelector('output.typed').scrollWidth <= document.querySelector('output.typed').clientWidth + 1`)
	v.do(press("#accept"))
	v.see(`document.querySelector('#name').value === 'Priya'`) // the form is a new one
	if posts, _ := v.sent(); posts != 1 {
		t.Errorf("a typed name asks for no ink; sent %d times", posts)
	}
	v.quiet("422")
}

// A click with a modifier, or with the middle button, is the browser's own: it
// opens the link's page beside this one.
func TestALinkToADialogOpensInANewTab(t *testing.T) {
	v := open(t)
	for _, link := range []string{"#link", "#fetching"} {
		for _, how := range []string{"ctrlKey: true", "metaKey: true", "shiftKey: true", "button: 1"} {
			kept := v.ask(fmt.Sprintf("document.querySelector(%q).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, %s }))", link, how))
			if kept != "true" || v.ask(`document.getElementById('sign').open`) != "false" {
				t.Errorf("a click on %s with %s was taken from the browser", link, how)
			}
		}
	}
	v.do(press("#fetching"))
	v.see(`document.getElementById('sign').open`)
	v.quiet()
}

func TestTheCurrentSectionIsSeen(t *testing.T) {
	v := open(t)
	v.see(`(() => { const { left, right } = document.querySelector('.settings-nav [aria-current]').getBoundingClientRect();
		return left >= 0 && right <= innerWidth && scrollY === 0; })()`)
}

func TestCopyingSendingOnceAndFailing(t *testing.T) {
	v := open(t)
	v.do(chromedp.Click("#copy")) // the clipboard asks for a real press
	v.see(`document.querySelector('#copy').textContent === 'Copied'`)
	v.see(`document.querySelector('[data-announcer]').textContent === 'Copied'`)
	v.see(`document.querySelector('#copy').textContent === 'Copy'`)

	v.do(chromedp.Evaluate(`for (let i = 0; i < 3; i++) document.querySelector('#pay').click()`, nil))
	v.see(`document.querySelector('#pay[aria-busy=true][aria-disabled=true] .spinner')`)
	v.do(chromedp.Sleep(time.Second))
	v.do(chromedp.Evaluate(`window.dispatchEvent(new Event('pageshow'))`, nil))
	v.see(`!document.querySelector('#pay[aria-busy], #pay .spinner')`)
	if posts, _ := v.sent(); posts != 1 {
		t.Errorf("pressed three times, sent %d times", posts)
	}

	v.do(press("#broken"))
	v.see(`document.querySelector('.toast[role=alert]').textContent.includes('did not work')`)
	v.see(`!document.querySelector('#broken[aria-busy]')`)
	v.quiet("500", "/broken")
}

func TestUploading(t *testing.T) {
	v := open(t)
	dir := t.TempDir()
	var paths []string
	for name, size := range map[string]int{"plan.pdf": 300_000, "virus.exe": 10, "empty.txt": 0} {
		paths = append(paths, filepath.Join(dir, name))
		if err := os.WriteFile(paths[len(paths)-1], make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v.see(`getComputedStyle(document.querySelector('#plain')).display === 'none'`)
	v.do(chromedp.SetUploadFiles(".dropzone input", paths))
	v.see(`document.querySelectorAll('#list li').length === 2`)
	v.see(`document.querySelector('.upload .error')?.textContent === 'Programs are not taken here.'`)
	if got := v.ask(`document.querySelector('#list').textContent`); !strings.Contains(got, "plans/plan.pdf 300000") || !strings.Contains(got, "plans/empty.txt 0") {
		t.Errorf("arrived: %s", got)
	}
	v.do(press(".upload button"))
	v.see(`!document.querySelector('.upload')`)
	v.quiet("422")
}

func TestBrandingShowsAtOnce(t *testing.T) {
	v := open(t)
	v.do(chromedp.Clear("[name=brand]"), chromedp.SendKeys("[name=brand]", "#FFD400"))
	v.see(`document.querySelector('[data-brand-preview]').style.getPropertyValue('--on-brand') === '#000000'`)
	v.see(`document.querySelector('[type=color]').value === '#ffd400'`)
	v.see(`/^Black words on this colour: 1\d\.\d to 1\.$/.test(document.querySelector('[data-words]').textContent)`)
	v.quiet()
}
