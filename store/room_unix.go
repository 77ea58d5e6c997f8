//go:build linux || darwin

package store

import (
	"path/filepath"
	"syscall"
)

// freeSpace is how many bytes are free on the disk of a file; -1 when that
// cannot be told.
func freeSpace(path string) int64 {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &fs); err != nil {
		return -1 // the write will tell
	}
	return int64(fs.Bavail) * int64(fs.Bsize)
}
