package email_test

import (
	"errors"
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"anteroom/templates/email"
)

func quote() email.View {
	return email.View{
		Lang: "en-GB", StudioName: "Alder & Rowe", Brand: email.Brand{Colour: "#0f5d62", OnColour: "#ffffff", Link: "#0b5257"},
		LogoCID: "logo", LogoWidth: 64, LogoHeight: 80,
		Preheader: "Window seat, £5,448.00", Heading: "Your quote is ready",
		BodyHTML: "<p>Dear Priya,</p><p>Here is the <strong>window seat</strong>.</p>",
		BodyText: "Dear Priya,\n\nHere is the window seat.",
		Facts:    []email.Fact{{Label: "Window seat", Value: "£5,448.00"}, {Label: "Valid until", Value: "10 Dec 2026"}},
		Button:   &email.Button{Label: "View quote", URL: "https://portal.example/d/7hQ2?a=1&b=2"},
		Words:    email.Words{CopyHint: "Copy this address:", CodeHint: "Or type this code:"},
		Footer:   []string{"For you alone.", "Alder & Rowe Ltd"},
	}
}

func TestAnEmailHasItsPartsInOrder(t *testing.T) {
	page := parse(t, quote())
	if got := attr(find(t, page, "html", "")[0], "lang"); got != "en-GB" {
		t.Errorf("lang %q", got)
	}
	wantText(t, find(t, page, "title", ""), "Your quote is ready")
	wantText(t, find(t, page, "h1", ""), "Your quote is ready")
	wantText(t, find(t, page, "p", "ink"), "Dear Priya,", "Here is the window seat.")
	wantText(t, find(t, page, "td", "rule"), "Window seat", "£5,448.00", "Valid until", "10 Dec 2026")
	wantText(t, find(t, page, "p", "dim"), "Copy this address:")

	links := find(t, page, "a", "")
	wantText(t, links, "View quote", "https://portal.example/d/7hQ2?a=1&b=2")
	for _, link := range links {
		if got := attr(link, "href"); got != "https://portal.example/d/7hQ2?a=1&b=2" {
			t.Errorf("a link leads to %q", got)
		}
	}
	logo := find(t, page, "img", "")
	if len(logo) != 1 || attr(logo[0], "src") != "cid:logo" || attr(logo[0], "width") != "32" || attr(logo[0], "height") != "40" {
		t.Errorf("logo %v", logo)
	}
	body := words(find(t, page, "body", "")[0])
	last := -1
	for _, part := range []string{"Window seat, £5,448.00", "Alder & Rowe", "Your quote is ready", "Dear Priya", "Valid until", "View quote", "Copy this", "For you alone."} {
		at := strings.Index(body, part)
		if at <= last {
			t.Errorf("%q stands at %d, after %d, in %s", part, at, last, body)
		}
		last = at
	}
}

func TestWhatIsEmptyLeavesNothingBehind(t *testing.T) {
	page := parse(t, email.View{StudioName: "Alder", BodyHTML: "<p>Hello</p>", BodyText: "Hello"})
	for _, tag := range []string{"img", "h1", "a", "br"} {
		if found := find(t, page, tag, ""); len(found) > 0 {
			t.Errorf("there is a %s: %v", tag, words(found[0]))
		}
	}
	if n := len(find(t, page, "table", "")); n != 3 {
		t.Errorf("%d tables, want the page, the column and the head", n)
	}
	_, text, err := email.Render(email.View{StudioName: "Alder", BodyText: "Hello"})
	if err != nil || text != "Alder\n\nHello\n" {
		t.Errorf("text %q, %v", text, err)
	}
}

func TestTheCodeStandsLargeInBothParts(t *testing.T) {
	v := quote()
	v.Code = "482 913"
	code := find(t, parse(t, v), "td", "well")
	wantText(t, code, "482 913")
	if style := attr(code[0], "style"); !strings.Contains(style, "font-size:32px") {
		t.Errorf("style of the code: %s", style)
	}
	if _, text, _ := email.Render(v); !strings.Contains(text, "Or type this code:\n\n    482 913\n") {
		t.Errorf("text: %s", text)
	}
}

func TestNothingFromOutsideBecomesMarkup(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=y>--><![endif]-->&amp;`
	v := quote()
	v.StudioName, v.Heading, v.Preheader, v.Code = evil, evil, evil, evil
	v.Facts = []email.Fact{{Label: evil, Value: evil}}
	v.Button = &email.Button{Label: evil, URL: `https://portal.example/d/"><b>--><script>`}
	v.Words, v.Footer = email.Words{CopyHint: evil, CodeHint: evil}, []string{evil}
	v.Lang = `en" onload="x`
	v.Brand = email.Brand{Colour: `#fff;background:url(x)`, OnColour: `red}</style><script>`, Link: evil}
	page := parse(t, v)
	for _, tag := range []string{"script", "b"} {
		if len(find(t, page, tag, "")) > 0 {
			t.Errorf("a %s got in", tag)
		}
	}
	if n := len(find(t, page, "img", "")); n != 1 {
		t.Errorf("%d images, want the logo alone", n)
	}
	for node := range page.Descendants() {
		for _, a := range node.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has %s=%s", node.Data, a.Key, a.Val)
			}
		}
	}
	wantText(t, find(t, page, "h1", ""), evil)
	button := outlookButton(t, v)
	if got := attr(button, "href"); got != v.Button.URL || words(button) != evil || len(find(t, button, "script", "")) > 0 {
		t.Errorf("Outlook's button leads to %q and says %q", got, words(button))
	}
}

func TestTheLetterKeepsOnlyWhatALetterNeeds(t *testing.T) {
	v := quote()
	v.BodyHTML = template.HTML(`<h1 onclick="x">Title</h1><p style="position:fixed" class="bg">Text <a href="javascript:x">bad</a> <a href="/relative">lost</a> <a href="//host.test/">other</a> <a href="mailto:a@b.test">mail</a> <a href="https://ok.test/?a=1&amp;b=2">good</a></p>` +
		`<img src="https://track.test/p.gif"><script>alert(1)</script><style>p{}</style><table><tr><td>cell</td></tr></table><iframe src="https://x.test"></iframe><ul><li><p>One</p></li></ul><!-- hidden --><form action="https://x.test"><input name="a"></form>&lt;b&gt;`)
	page := parse(t, v)
	var hrefs []string
	for _, link := range find(t, page, "a", "") {
		hrefs = append(hrefs, attr(link, "href"))
	}
	want := []string{"mailto:a@b.test", "https://ok.test/?a=1&b=2", v.Button.URL, v.Button.URL}
	if fmt.Sprint(hrefs) != fmt.Sprint(want) {
		t.Errorf("links %v, want %v", hrefs, want)
	}
	for _, tag := range []string{"script", "iframe", "form", "input", "b"} {
		if len(find(t, page, tag, "")) > 0 {
			t.Errorf("the letter has a %s", tag)
		}
	}
	if n := len(find(t, page, "img", "")); n != 1 {
		t.Errorf("%d images, want the logo alone", n)
	}
	wantText(t, find(t, page, "h2", ""), "Title")
	wantText(t, find(t, page, "li", ""), "One")
	letter := find(t, page, "p", "ink")[0]
	if !strings.HasPrefix(words(letter), "Text bad lost other mail good") || strings.Contains(attr(letter, "style"), "fixed") {
		t.Errorf("letter %q styled %q", words(letter), attr(letter, "style"))
	}
	if body := words(page); !strings.Contains(body, "cell") || strings.Contains(body, "alert") || !strings.Contains(body, "<b>") {
		t.Errorf("words of the letter: %s", body)
	}
}

func TestEveryColourIsLegible(t *testing.T) {
	for r := 0; r <= 255; r += 17 {
		for g := 0; g <= 255; g += 51 {
			for b := 0; b <= 255; b += 51 {
				brand := fmt.Sprintf("#%02x%02x%02x", r, g, b)
				checkColours(t, email.Brand{Colour: brand, OnColour: brand, Link: brand})
			}
		}
	}
	for _, odd := range []string{"", "red", "#ggg", "#12345", "#0f5d62;x", "#fff"} {
		checkColours(t, email.Brand{Colour: odd, OnColour: odd, Link: odd})
	}
}

func checkColours(t *testing.T, brand email.Brand) {
	t.Helper()
	v := quote()
	v.Brand = brand
	page := parse(t, v)
	button := find(t, page, "td", "edge")[0]
	links := find(t, page, "a", "")
	fill := attr(button, "bgcolor")
	if ratio := contrast(t, style(links[0], "color"), fill); ratio < 4.5 {
		t.Errorf("%v: the button's label has %.2f:1", brand, ratio)
	}
	if ratio := contrast(t, style(links[1], "color"), "#ffffff"); ratio < 4.5 {
		t.Errorf("%v: the address has %.2f:1", brand, ratio)
	}
	_, line, _ := strings.Cut(style(button, "border"), "solid ")
	if contrast(t, fill, "#ffffff") < 1.6 && contrast(t, line, "#ffffff") < 3 {
		t.Errorf("%v: the button melts into the page", brand)
	}
	sheet := words(find(t, page, "style", "")[0])
	_, dark, _ := strings.Cut(sheet, ".anchor { color: ")
	dark, _, _ = strings.Cut(dark, " ")
	if ratio := contrast(t, dark, "#24211f"); ratio < 4.5 {
		t.Errorf("%v: in the dark the address has %.2f:1", brand, ratio)
	}
}

func TestALegibleChoiceIsKept(t *testing.T) {
	links := find(t, parse(t, quote()), "a", "")
	if style(links[0], "color") != "#ffffff" || style(links[1], "color") != "#0b5257" {
		t.Errorf("colours %s, %s", style(links[0], "color"), style(links[1], "color"))
	}
}

func TestBothSchemesAndOutlookAreServed(t *testing.T) {
	page := parse(t, quote())
	var scheme bool
	for _, meta := range find(t, page, "meta", "") {
		scheme = scheme || attr(meta, "name") == "color-scheme" && attr(meta, "content") == "light dark"
	}
	if !scheme {
		t.Error("no color-scheme")
	}
	if sheet := words(find(t, page, "style", "")[0]); !strings.Contains(sheet, "prefers-color-scheme: dark") {
		t.Errorf("style sheet: %s", sheet)
	}
	button := outlookButton(t, quote())
	if attr(button, "href") != quote().Button.URL || attr(button, "fillcolor") != "#0f5d62" || words(button) != "View quote" {
		t.Errorf("Outlook's button: %v saying %q", button.Attr, words(button))
	}
}

func TestTheTextReadsWellInSeventyTwoColumns(t *testing.T) {
	v := quote()
	long := "https://portal.example/d/" + strings.Repeat("7hQ2mXv9Lk", 8)
	v.Button.URL = long
	v.BodyText = "Dear Priya,\r\n\r\n" + strings.Repeat("größere Wörter ", 20) + "\n\n- " + strings.Repeat("one thing ", 12) + "\n- two\n\nSee " + long + " for more \x1b[31mred"
	_, text, err := email.Render(v)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 72 && !strings.Contains(line, long) {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	for _, want := range []string{
		"Alder & Rowe\n\nYour quote is ready\n===================\n\nDear Priya,\n\n",
		"\n- one thing", "\n  one thing", "\n- two\n", "\nWindow seat: £5,448.00\nValid until: 10 Dec 2026\n\nView quote:\n" + long + "\n",
		"\n-- \nFor you alone.\nAlder & Rowe Ltd\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.ContainsAny(text, "\x1b\r") || strings.Contains(text, "\n\n\n") {
		t.Errorf("control characters or holes in %q", text)
	}
}

func TestALogoFitsItsPlace(t *testing.T) {
	for size, want := range map[[2]int]string{{0, 0}: "40x40", {1000, 100}: "160x16", {64, 80}: "32x40", {1, 5000}: "1x40", {20, 20}: "40x40"} {
		v := quote()
		v.LogoWidth, v.LogoHeight = size[0], size[1]
		logo := find(t, parse(t, v), "img", "")[0]
		if got := attr(logo, "width") + "x" + attr(logo, "height"); got != want {
			t.Errorf("%v is shown %s, want %s", size, got, want)
		}
	}
}

func TestAddressesThatLeadNowhereAreRefused(t *testing.T) {
	for _, address := range []string{"", "/d/1", "javascript:alert(1)", "//host/d", "ftp://host/", "https://"} {
		v := quote()
		v.Button.URL = address
		if _, _, err := email.Render(v); !errors.Is(err, email.ErrURL) {
			t.Errorf("%q: %v", address, err)
		}
	}
	v := quote()
	v.LogoCID = `x"y`
	if _, _, err := email.Render(v); !errors.Is(err, email.ErrCID) {
		t.Errorf("Content-ID: %v", err)
	}
}

func TestGmailClipsNothing(t *testing.T) {
	v := quote()
	v.BodyHTML = template.HTML(strings.Repeat("<p>"+strings.Repeat("word ", 60)+"</p>", 150)) // about 45 KB of letter
	page, _, err := email.Render(v)
	if err != nil || len(page) > 100_000 {
		t.Errorf("%d bytes, %v", len(page), err)
	}
}

func parse(t *testing.T, v email.View) *html.Node {
	t.Helper()
	page, _, err := email.Render(v)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Errorf("the template refused a value: %s", page)
	}
	tree, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// outlookButton reads the comment that Outlook alone reads as markup.
func outlookButton(t *testing.T, v email.View) *html.Node {
	t.Helper()
	page, _, err := email.Render(v)
	if err != nil {
		t.Fatal(err)
	}
	_, inside, _ := strings.Cut(page, "<!--[if mso]><v:roundrect")
	inside, _, _ = strings.Cut(inside, "-->")
	inside, ended := strings.CutSuffix(inside, "<![endif]")
	if !ended {
		t.Errorf("the comment for Outlook ends early: %s", inside)
	}
	tree, err := html.Parse(strings.NewReader("<v:roundrect" + inside))
	if err != nil {
		t.Fatal(err)
	}
	return find(t, tree, "v:roundrect", "")[0]
}

// find gives the elements of a name and, unless empty, a class.
func find(t *testing.T, page *html.Node, tag, class string) []*html.Node {
	t.Helper()
	var found []*html.Node
	for node := range page.Descendants() {
		if node.Type == html.ElementNode && node.Data == tag && (class == "" || strings.Contains(" "+attr(node, "class")+" ", " "+class+" ")) {
			found = append(found, node)
		}
	}
	return found
}

func attr(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// style gives one property of an element's inline style.
func style(node *html.Node, property string) string {
	for part := range strings.SplitSeq(attr(node, "style"), ";") {
		if key, value, _ := strings.Cut(part, ":"); key == property {
			return value
		}
	}
	return ""
}

func words(node *html.Node) string {
	var b strings.Builder
	for child := range node.Descendants() {
		if child.Type == html.TextNode {
			b.WriteString(child.Data)
		}
	}
	return b.String()
}

func wantText(t *testing.T, nodes []*html.Node, want ...string) {
	t.Helper()
	var got []string
	for _, node := range nodes {
		got = append(got, words(node))
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("words %q, want %q", got, want)
	}
}

// contrast is WCAG's, worked out here anew so that it checks the package's own.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light := func(hex string) float64 {
		n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
		if err != nil || len(hex) != 7 {
			t.Fatalf("not a colour: %q", hex)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			f := float64(n>>(16-8*i)&0xff) / 255
			if f <= 0.04045 {
				f /= 12.92
			} else {
				f = math.Pow((f+0.055)/1.055, 2.4)
			}
			sum += weight * f
		}
		return sum + 0.05
	}
	return math.Max(light(a)/light(b), light(b)/light(a))
}
