package pdf

import (
	"errors"
	"io"
)

// Write draws the document to w.
func Write(w io.Writer, d Document) error {
	return errors.New("pdf: drawing has not landed yet")
}
