//go:build linux || darwin

package store

import (
	"path/filepath"
	"syscall"
)

// roomKept is what an upload leaves free on the disk, in bytes, so that
// signatures and payments can still be written: it covers the write-ahead log
// once more, which has to be folded into the database.
const roomKept = 2*walLimit + 16<<20

// enoughRoom refuses an upload's next step before it would fill the disk.
func enoughRoom(path string, bytes int64) error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &fs); err != nil {
		return nil // the write will tell
	}
	if free := int64(fs.Bavail) * int64(fs.Bsize); free < roomKept+bytes {
		return errNoRoom
	}
	return nil
}
