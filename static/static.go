// Package static holds what browsers fetch besides pages: the stylesheet, the
// scripts, the typefaces and the icons. All of it is in the executable, and
// each file is served under a name that carries a hash of its content, so that
// browsers may keep it for ever.
//
// The names that templates give to [Assets.URL]:
//
//	app.css                     every stylesheet of css/, in the order of [New]'s bundle
//	app.js                      every script of js/, likewise; load with defer, after htmx.js
//	htmx.js                     htmx 2.0.11
//	signature_pad.js            signature_pad 5.1.4, only where a person signs; before app.js
//	tus.js                      tus-js-client 4.3.1; uploads.js fetches it with the first file
//	icons.svg                   the sprite: <use href="/static/icons.HASH.svg#i-house"/>
//	icon.svg                    the favicon of a studio without a logo
//	fonts/figtree-latin.woff2   and the other typefaces, for preloading
//
// The attributes to which the page's script answers are described in js/page.js.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// HTMXConfig is the content of <meta name="htmx-config">, as JSON. It forbids
// what the content security policy forbids too (eval, styles and scripts
// inside pages, other hosts), keeps no page in localStorage, and swaps the
// answers 409 and 422 like good ones: a refused form comes back as the same
// fragment, with what was typed and the reason.
const HTMXConfig = `{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,` +
	`"allowScriptTags":false,"historyCacheSize":0,"responseHandling":[` +
	`{"code":"204","swap":false},{"code":"[23]..","swap":true},` +
	`{"code":"409|422","swap":true},{"code":"[45]..","swap":false,"error":true}]}`

// Prefix is the path under which assets are served.
const Prefix = "/static/"

//go:embed css js fonts vendor icons.svg icon.svg
var files embed.FS

// Assets is the set of files that browsers fetch, under their hashed names.
// It is made once and is safe for concurrent use.
type Assets struct {
	urls   map[string]string // name in templates → URL path
	byPath map[string]*asset // URL path → what is served there
}

// New reads the embedded files, bundles the styles and the scripts, and
// compresses what gains by it.
func New() (*Assets, error) {
	a := &Assets{urls: map[string]string{}, byPath: map[string]*asset{}}
	if err := a.addFiles(); err != nil {
		return nil, err
	}
	if err := a.addStyles(); err != nil {
		return nil, err
	}
	script, err := bundle("js/", ".js", scripts())
	if err != nil {
		return nil, err
	}
	return a, a.add("app.js", script)
}

// URL is the path at which the asset of that name is served, such as
// "/static/app.3f2a9c1b.css". It panics with the name if there is none, which
// html/template turns into an error of the page that asked.
func (a *Assets) URL(name string) string {
	url, ok := a.urls[name]
	if !ok {
		panic(fmt.Sprintf("static: there is no asset %q", name))
	}
	return url
}

// styles lists the stylesheets in the order of their bundle, without ".css".
// Tokens come first; within a layer a later rule wins.
func styles() []string {
	return []string{
		"tokens", "base", "layout", "owner",
		"buttons", "cards", "tables", "documents", "forms", "dialogs", "lists", "photos", "albums", "feedback",
		"studio", "door", "filters", "branding", "sending", "editor", "contracts", "questions", "calendar", "booking", "portal", "papers", "setup", "reports", "large", "sheet",
		"fallback", "script", "print",
	}
}

// scripts lists the scripts in the order of their bundle, without ".js".
func scripts() []string {
	return []string{"page", "words", "dialogs", "tabs", "forms", "signing", "copying", "uploads", "branding", "editor", "inserting", "growing", "answers", "ordering", "gallery"}
}

// addFiles adds everything that is served as it stands.
func (a *Assets) addFiles() error {
	single := map[string]string{
		"htmx.js":          "vendor/htmx/htmx.min.js",
		"signature_pad.js": "vendor/signature_pad/signature_pad.umd.min.js",
		"tus.js":           "vendor/tus/tus.min.js",
		"icons.svg":        "icons.svg",
		"icon.svg":         "icon.svg",
	}
	fonts, err := fs.Glob(files, "fonts/*.woff2")
	if err != nil {
		return fmt.Errorf("list fonts: %w", err)
	}
	for _, name := range fonts {
		single[name] = name
	}
	for name, file := range single {
		content, err := files.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read asset %s: %w", file, err)
		}
		if err := a.add(name, content); err != nil {
			return err
		}
	}
	return nil
}

// addStyles bundles the stylesheets, with the typefaces' hashed addresses in
// place of their names.
func (a *Assets) addStyles() error {
	css, err := bundle("css/", ".css", styles())
	if err != nil {
		return err
	}
	for name, url := range a.urls {
		if strings.HasPrefix(name, "fonts/") {
			css = bytes.ReplaceAll(css, []byte(`url("`+name+`")`), []byte(`url("`+url+`")`))
		}
	}
	return a.add("app.css", css)
}

// bundle joins the named files.
func bundle(dir, ext string, names []string) ([]byte, error) {
	var all bytes.Buffer
	for _, name := range names {
		content, err := files.ReadFile(dir + name + ext)
		if err != nil {
			return nil, fmt.Errorf("bundle %s: %w", name+ext, err)
		}
		all.Write(content)
		all.WriteByte('\n')
	}
	return all.Bytes(), nil
}

// add registers content under a name that carries its hash.
func (a *Assets) add(name string, content []byte) error {
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:4])
	ext := path.Ext(name)
	url := Prefix + strings.TrimSuffix(name, ext) + "." + hash + ext

	served, err := newAsset(ext, hash, content)
	if err != nil {
		return fmt.Errorf("prepare asset %s: %w", name, err)
	}
	a.urls[name] = url
	a.byPath[url] = served
	return nil
}
