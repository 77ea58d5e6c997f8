//go:build linux || darwin

package store

import (
	"path/filepath"
	"syscall"
)

// enoughRoom is errNoRoom when fewer bytes than these are free on the disk of a
// file.
func enoughRoom(path string, bytes int64) error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &fs); err != nil {
		return nil // the write will tell
	}
	if free := int64(fs.Bavail) * int64(fs.Bsize); free < bytes {
		return errNoRoom
	}
	return nil
}
