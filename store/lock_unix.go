//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
)

// fileLock claims a database for one server. It is a flock on the file itself,
// which does not meet SQLite's own fcntl locks. The descriptor is opened before
// SQLite's and closed after them: closing any descriptor of a file drops all
// fcntl locks that the process holds on it.
type fileLock struct{ file *os.File }

func lockFile(path string) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, sentence("%s cannot be written to; check the owner and permissions of its folder.", path)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(sentence("Another Anteroom is already serving %s.", path), f.Close())
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if !isStill(path, f) {
		return nil, errors.Join(sentence("%s was replaced just now; start again.", path), f.Close())
	}
	return &fileLock{f}, nil
}

// isStill tells whether the file that was locked still bears the name: a
// restore may have put another in its place.
func isStill(path string, f *os.File) bool {
	locked, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(locked, named)
}

func (l *fileLock) release() error { return l.file.Close() }
