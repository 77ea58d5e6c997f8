package templates

import (
	"io/fs"
	"regexp"
	"testing"
)

// A part that two shared files define under one name would stand on every page
// in the form of the last.
func TestSharedPartsHaveNamesOfTheirOwn(t *testing.T) {
	names, err := fs.Glob(files, "shared/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	part := regexp.MustCompile(`{{-? ?define "([^"]+)"`)
	home := map[string]string{}
	for _, name := range names {
		source, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range part.FindAllSubmatch(source, -1) {
			if other := home[string(m[1])]; other != "" {
				t.Errorf("%q is defined in %s and in %s", m[1], other, name)
			}
			home[string(m[1])] = name
		}
	}
}
