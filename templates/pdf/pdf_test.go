package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

// tool runs a program of poppler or qpdf with data on its input. Where it is not
// installed the test is skipped, or fails if ANTEROOM_REQUIRE_TOOLS is set.
func tool(t testing.TB, data []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		t.Skipf("%s is not installed, and is the independent reader that this test asks", name)
	}
	var out, complaints bytes.Buffer
	command := exec.Command(name, args...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(data), &out, &complaints
	if err := command.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, complaints.String())
	}
	if complaints.Len() > 0 {
		t.Errorf("%s complains: %s", name, complaints.String())
	}
	return out.String()
}

func pageCount(t testing.TB, data []byte) int {
	t.Helper()
	found := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(tool(t, data, "pdfinfo", "-"))
	n, err := strconv.Atoi(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
