package store

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Limits of one Markdown text: a source of markdownLimit bytes, and HTML of at
// most htmlLimit. Tables are left out: 26 KB of one become 100 MB of HTML.
const (
	markdownLimit = 20_000
	htmlLimit     = 400_000
)

// markdown renders without raw HTML, without images (nothing is fetched from
// elsewhere when a client reads) and with plain, safe links. A line that one ends
// is ended for the reader too, as in a letter.
var markdown = goldmark.New(
	goldmark.WithRendererOptions(html.WithHardWraps()),
	goldmark.WithExtensions(extension.Strikethrough, extension.Linkify),
	goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(safeLinks{}, 100))),
)

// RenderMarkdown makes the HTML of a text that someone typed. It refuses one
// that is too long or not UTF-8, with a sentence to put beside the field.
func RenderMarkdown(source string) (Markdown, *Text) {
	source = strings.TrimSpace(strings.ReplaceAll(source, "\r\n", "\n"))
	if len(source) > markdownLimit {
		return Markdown{}, &Text{Key: "invalid.too_long", Args: []any{"max", markdownLimit}}
	}
	if !utf8.ValidString(source) {
		return Markdown{}, &Text{Key: "invalid.text"}
	}
	var out bytes.Buffer
	if err := markdown.Convert([]byte(source), &out); err != nil || out.Len() > htmlLimit {
		return Markdown{}, &Text{Key: "invalid.too_intricate"}
	}
	return Markdown{Source: source, HTML: out.String()}, nil
}

// markdownField renders a field's text or notes what is wrong with it.
func (e *Invalid) markdownField(field, source string) Markdown {
	md, wrong := RenderMarkdown(source)
	if wrong != nil {
		e.Add(field, *wrong)
		return Markdown{Source: source}
	}
	return md
}

// safeLinks turns images into links and gives links to elsewhere the usual rel.
type safeLinks struct{}

func (safeLinks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var images []*ast.Image
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			images = append(images, n)
		case *ast.Link:
			n.SetAttributeString("rel", []byte("noopener noreferrer nofollow"))
		case *ast.AutoLink:
			n.SetAttributeString("rel", []byte("noopener noreferrer nofollow"))
		}
		return ast.WalkContinue, nil
	})
	for _, image := range images {
		link := ast.NewLink()
		link.Destination = image.Destination
		link.SetAttributeString("rel", []byte("noopener noreferrer nofollow"))
		for child := image.FirstChild(); child != nil; {
			next := child.NextSibling()
			link.AppendChild(link, child)
			child = next
		}
		image.Parent().ReplaceChild(image.Parent(), image, link)
	}
}
