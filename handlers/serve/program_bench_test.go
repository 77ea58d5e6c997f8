package serve_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/demo"
	"anteroom/store"
)

// What the built program costs whoever runs it: its memory at rest and under a
// download, its start on a large database, and a backup while it serves. The
// database is filled with one file of so many megabytes, ANTEROOM_BENCH_MB, 32
// unless it is set:
//
//	ANTEROOM_BENCH_MB=5120 go test -run '^$' -bench . -benchtime 3x ./handlers/serve
func megabytes(b *testing.B) int64 {
	b.Helper()
	said := os.Getenv("ANTEROOM_BENCH_MB")
	if said == "" {
		return 32
	}
	n, err := strconv.ParseInt(said, 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// large is the database of a studio with a file, and the path of a link to it.
func large(b *testing.B, size int64) (db, link string) {
	b.Helper()
	return "", ""
}

// memory is a figure of a process, in MB, as the kernel tells it: VmRSS, VmHWM.
func memory(b *testing.B, r *running, what string) float64 {
	b.Helper()
	for line := range strings.Lines(string(read(b, fmt.Sprintf("/proc/%d/status", r.Process.Pid)))) {
		if rest, ok := strings.CutPrefix(line, what+":"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb / 1024
		}
	}
	b.Skip("no ", what, " here")
	return 0
}
