package browser_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program is the built binary: what these tests say holds of what is shipped.
var program string

// shots is where a picture of each page goes that a person looks at.
var shots = flag.String("shots", "", "save a picture of every page visited in this `folder`")

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "anteroom")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "anteroom")
	code := 1
	if err := readSources(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else if out, err := exec.Command("go", "build", "-o", program, "anteroom").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
	} else {
		code = m.Run()
	}
	closeChromium()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// readSources looks at every folder of the program, so that `go test` does not
// remember an answer about a program that has changed since.
func readSources() error {
	return filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() != ".." && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		return err
	})
}
