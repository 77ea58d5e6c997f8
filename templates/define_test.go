package templates

import (
	"io/fs"
	"regexp"
	"testing"
)

// Every page is parsed over what is shared, so a name that is defined twice
// would quietly stand for something else on some pages. What a frame offers to
// its pages as a block is theirs to define.
func TestEveryNameIsDefinedOnce(t *testing.T) {
	define := regexp.MustCompile(`\{\{-?\s*define\s+"([^"]+)"`)
	shared := map[string]string{}
	for _, folder := range append([]string{"shared"}, audiences...) {
		names, err := fs.Glob(files, folder+"/*.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			source, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			own := map[string]bool{}
			for _, found := range define.FindAllStringSubmatch(string(source), -1) {
				part := found[1]
				if own[part] {
					t.Errorf("%s defines %q twice", name, part)
				}
				if before := shared[part]; before != "" {
					t.Errorf("%s defines %q, which %s defines too", name, part, before)
				}
				own[part] = true
				if folder == "shared" {
					shared[part] = name
				}
			}
		}
	}
	if len(shared) == 0 {
		t.Error("nothing is shared")
	}
}
