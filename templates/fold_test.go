package templates

import (
	"html/template"
	"strings"
	"testing"

	"anteroom/templates/words"
)

// What is worked out when a page is read must be what would have come out when
// it is shown: between tags, in attributes, in a title, in each kind of branch.
func TestFoldingChangesNoByte(t *testing.T) {
	w, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	asset := func(name string) string { return "/static/" + name + "?a&b" }
	const source = `<title>{{t .Lang "quote.sign_to_accept"}}</title>{{define "part"}}{{t $.Lang "footer.terms"}}{{end}}
		{{- if .Yes}}<a title="{{t .Lang "portal_off.note"}}" href="{{asset "app.css"}}">{{icon "eye"}}</a>{{else}}{{t .Lang "common.no"}}{{end}}
		{{- range .List}}{{t $.Lang "linkended.sign_in_note"}}{{end}}{{with .Yes}}{{$l := $.Lang}}{{t $l "common.yes"}}{{end}}{{template "part" .}}
		<meta content="{{htmxConfig}}">{{print (t .Lang "quote.sign_to_accept") (print (t .Lang "quote.extras_help"))}}
		{{t .Lang "quote.title" "number" .Number}}`
	view := map[string]any{"Lang": "en-GB", "Yes": true, "List": []int{1, 2}, "Number": "<Q-1>"}
	render := func(folded bool) string {
		page, err := template.New("page").Funcs(Funcs(asset, w)).Parse(source)
		if err != nil {
			t.Fatal(err)
		}
		if folded {
			foldAll(&fold{lang: "en", t: w.T, asset: asset, icon: func(name string) template.HTML { return icon(asset("icons.svg"), name) }}, page)
			if left := page.Tree.Root.String(); strings.Count(left, "{{t ") != 2 || strings.Contains(left, "(t ") || strings.Contains(left, "htmx") {
				t.Errorf("not all that is fixed was folded: %s", page.Tree.Root)
			}
		}
		var b strings.Builder
		if err := page.Execute(&b, view); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if plain, folded := render(false), render(true); plain != folded {
		t.Errorf("folded:\n%s\nnot folded:\n%s", folded, plain)
	}
}
