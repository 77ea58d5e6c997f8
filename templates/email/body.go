package email

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dressBody gives each element of the letter its look inline, since many mail
// programs drop style sheets, and leaves out what a letter does not need: other
// elements lose their tags, scripts and the like their content too.
func dressBody(body template.HTML, p paint) (template.HTML, error) {
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(string(body)), context)
	if err != nil {
		return "", fmt.Errorf("read the letter: %w", err)
	}
	var out strings.Builder
	for _, node := range nodes {
		dress(&out, node, p)
	}
	return template.HTML(out.String()), nil
}

const text16 = "font-size:16px;line-height:25px;color:" + ink + ";"

// look is the style of an element that may stay, with the class by which the dark
// scheme finds it.
func look(node *html.Node, p paint) (class, style string, keep bool) {
	switch node.DataAtom {
	case atom.P:
		if node.Parent != nil && node.Parent.DataAtom == atom.Li {
			return "ink", "margin:0 0 6px;" + text16, true
		}
		return "ink", "margin:0 0 14px;" + text16, true
	case atom.H1, atom.H2, atom.H3, atom.H4:
		return "ink", "margin:22px 0 8px;font-size:18px;line-height:26px;font-weight:700;color:" + ink + ";", true
	case atom.Ul, atom.Ol:
		return "ink", "margin:0 0 14px;padding:0 0 0 24px;" + text16, true
	case atom.Li:
		return "ink", "margin:0 0 6px;" + text16, true
	case atom.Blockquote:
		return "rule", "margin:0 0 14px;padding:0 0 0 16px;border-left:3px solid #e6e1da;", true
	case atom.Hr:
		return "rule", "margin:22px 0;border:0;border-top:1px solid #e6e1da;", true
	case atom.Pre:
		return "ink", "margin:0 0 14px;font-family:Consolas,Menlo,monospace;font-size:14px;line-height:21px;white-space:pre-wrap;color:" + ink + ";", true
	case atom.Code:
		return "", "font-family:Consolas,Menlo,monospace;font-size:0.9em;", true
	case atom.A:
		return "anchor", "color:" + p.Link + ";", true
	case atom.Strong, atom.B:
		return "", "font-weight:700;", true
	case atom.Em, atom.I, atom.Br, atom.Del, atom.S:
		return "", "", true
	}
	return "", "", false
}

func dress(out *strings.Builder, node *html.Node, p paint) {
	switch node.Type {
	case html.TextNode:
		out.WriteString(html.EscapeString(node.Data))
		return
	case html.ElementNode:
	default:
		return // comments and the like
	}
	if isUnseen(node.DataAtom) {
		return
	}
	class, style, keep := look(node, p)
	if node.DataAtom == atom.A && !isSafeLink(href(node)) {
		keep = false
	}
	if keep {
		openTag(out, node, class, style)
	}
	for child := range node.ChildNodes() {
		dress(out, child, p)
	}
	if keep && node.DataAtom != atom.Br && node.DataAtom != atom.Hr {
		fmt.Fprintf(out, "</%s>", tag(node))
	}
}

func openTag(out *strings.Builder, node *html.Node, class, style string) {
	fmt.Fprintf(out, "<%s", tag(node))
	if node.DataAtom == atom.A {
		fmt.Fprintf(out, ` href="%s"`, html.EscapeString(href(node)))
	}
	if class != "" {
		fmt.Fprintf(out, ` class="%s"`, class)
	}
	if style != "" {
		fmt.Fprintf(out, ` style="%s"`, style)
	}
	out.WriteString(">")
}

// tag brings the letter's headings under the email's own.
func tag(node *html.Node) string {
	if slices.Contains([]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4}, node.DataAtom) {
		return "h2"
	}
	return node.Data
}

// isUnseen tells the elements whose content is not text to read.
func isUnseen(a atom.Atom) bool {
	return slices.Contains([]atom.Atom{atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed,
		atom.Svg, atom.Math, atom.Textarea, atom.Select, atom.Noscript, atom.Title, atom.Head, atom.Noembed, atom.Noframes, atom.Xmp}, a)
}

func href(node *html.Node) string {
	for _, attribute := range node.Attr {
		if attribute.Key == "href" {
			return strings.TrimSpace(attribute.Val)
		}
	}
	return ""
}

// isSafeLink allows what leads somewhere from an inbox: a relative address does not.
func isSafeLink(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	return isWeb(address) || u.Scheme == "mailto" || u.Scheme == "tel"
}
