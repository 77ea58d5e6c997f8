package store_test

import (
	"strings"
	"testing"

	"anteroom/store"
)

func TestTheLinesThatOneTypesAreTheLinesThatOneReads(t *testing.T) {
	for source, want := range map[string]string{
		"Oak, oiled.\nTwo drawers.":           "<p>Oak, oiled.<br>\nTwo drawers.</p>\n",
		"Oak, oiled.\r\nTwo drawers.":         "<p>Oak, oiled.<br>\nTwo drawers.</p>\n",
		"- Oak\n  oiled twice\n- Ash":         "<ul>\n<li>Oak<br>\noiled twice</li>\n<li>Ash</li>\n</ul>\n",
		"One.\n\nTwo.":                        "<p>One.</p>\n<p>Two.</p>\n",
		"`a\nb`":                              "<p><code>a b</code></p>\n",
		"Look\n![plan](https://x.example/p)!": "<p>Look<br>\n<a href=\"https://x.example/p\" rel=\"noopener noreferrer nofollow\">plan</a>!</p>\n",
	} {
		md, wrong := store.RenderMarkdown(source)
		if wrong != nil || md.HTML != want {
			t.Errorf("%q becomes %q, not %q: %v", source, md.HTML, want, wrong)
		}
	}
}

func TestManyLinesDoNotGrowBeyondMeasure(t *testing.T) {
	md, wrong := store.RenderMarkdown(strings.Repeat("a\n", 10_000))
	if wrong != nil || len(md.HTML) > 100_000 {
		t.Errorf("%d bytes of HTML: %v", len(md.HTML), wrong)
	}
}
